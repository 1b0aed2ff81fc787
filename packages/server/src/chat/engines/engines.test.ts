import assert from 'node:assert/strict';
import {before, beforeEach, describe, it} from 'node:test';
import type {ModelInfo} from '@uggla/protocol';
import type {ServerOptions} from '../../options.js';
import {codeOf, openApp, type TestApp} from '../../support/app.test.util.js';
import {readAnswer} from '../../support/chat.test.util.js';
import {fakeEngine, say, type FakeEngine} from '../../support/engine.test.util.js';
import {until} from '../../support/server.test.util.js';
import {protocolOf, type EngineProtocol} from './dialect.js';
import {dialectOf} from './open-dialect.js';

// The dialogues of Anthropic, Ollama, Azure, vLLM and TGI are written after their documentation: none was at hand.
let engine: FakeEngine;
let origin: string;
const key = 'sk-secret';

before(async () => {
  engine = await fakeEngine();
  origin = new URL(engine.url).origin;
});
beforeEach(() => {
  engine.requests.length = 0;
  engine.gets = {};
});

const open = (options: Partial<ServerOptions>) =>
  openApp({chatOnly: true, engine: engine.url, engineKey: key, ...options});
const ask = (app: TestApp, body: object = {}) =>
  app.send('POST', '/v1/chat/completions', {
    body: {messages: [{role: 'user', content: '¿Cómo?'}], stream: true, stream_options: {include_usage: true}, ...body},
  });
const modelsOf = async (app: TestApp) =>
  ((await (await app.send('GET', '/v1/models')).json()) as {data: ModelInfo[]}).data;

/** The engine answers so, in pieces of `size` bytes. */
function answers(type: string, text: string, size = 100_000, status = 200, headers: Record<string, string> = {}): void {
  engine.respond = async (_request, response) => {
    response.writeHead(status, {'Content-Type': type, ...headers});
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size));
      if (size < 1000) await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  };
}

const tool = {
  type: 'function',
  function: {name: 'seats', description: 'Seats', parameters: {type: 'object', properties: {}}},
};
const history = [
  {
    role: 'user',
    content: [
      {type: 'text', text: '¿Qué es?'},
      {type: 'image_url', image_url: {url: 'data:image/png;base64,AAAA'}},
    ],
  },
  {
    role: 'assistant',
    content: null,
    tool_calls: [{id: 'c1', type: 'function', function: {name: 'seats', arguments: '{"room":"A"}'}}],
  },
  {role: 'tool', tool_call_id: 'c1', content: '12'},
  {role: 'user', content: '¿Y B?'},
];

describe('Anthropic', () => {
  const events = (...list: object[]) =>
    list.map((one) => `event: ${(one as {type: string}).type}\ndata: ${JSON.stringify(one)}\n\n`).join('');
  const whole = events(
    {
      type: 'message_start',
      message: {id: 'm', usage: {input_tokens: 20, cache_read_input_tokens: 5, output_tokens: 1}},
    },
    {type: 'content_block_start', index: 0, content_block: {type: 'thinking', thinking: ''}},
    {type: 'content_block_delta', index: 0, delta: {type: 'thinking_delta', thinking: 'Hm.'}},
    {type: 'content_block_delta', index: 0, delta: {type: 'signature_delta', signature: 'x'}},
    {type: 'content_block_stop', index: 0},
    {type: 'ping'},
    {type: 'content_block_start', index: 1, content_block: {type: 'text', text: ''}},
    {type: 'content_block_delta', index: 1, delta: {type: 'text_delta', text: 'Tira de la '}},
    {type: 'content_block_delta', index: 1, delta: {type: 'text_delta', text: 'palanca 🪑.'}},
    {type: 'content_block_stop', index: 1},
    {type: 'content_block_start', index: 2, content_block: {type: 'tool_use', id: 't1', name: 'seats', input: {}}},
    {type: 'content_block_delta', index: 2, delta: {type: 'input_json_delta', partial_json: '{"room":'}},
    {type: 'content_block_delta', index: 2, delta: {type: 'input_json_delta', partial_json: '"B"}'}},
    {type: 'content_block_stop', index: 2},
    {type: 'message_delta', delta: {stop_reason: 'tool_use'}, usage: {output_tokens: 9}},
    {type: 'message_stop'},
  );
  const anthropic = () => open({engineProtocol: 'anthropic', system: 'Be brief.'});

  it('answers in OpenAI’s form, wherever the network cuts', async () => {
    engine.gets['/v1/models'] = {
      data: [{type: 'model', id: 'claude', display_name: 'C', max_input_tokens: 9000}],
      has_more: false,
    };
    const app = await anthropic();
    assert.deepEqual(await modelsOf(app), [
      {id: 'claude', object: 'model', owned_by: 'anthropic', generative: true, context_window: 9000},
    ]);
    for (const size of [1, 13, 100_000]) {
      answers('text/event-stream; charset=utf-8', whole, size);
      const {text, reasoning, calls, finish, done, chunks} = await readAnswer(await ask(app));
      assert.deepEqual([text, reasoning, finish, done], ['Tira de la palanca 🪑.', 'Hm.', 'tool_calls', true]);
      assert.deepEqual(chunks.at(-1)!.usage, {prompt_tokens: 25, completion_tokens: 9, total_tokens: 34});
      assert.deepEqual(
        calls.map((call) => (call as {function: {arguments: string}}).function.arguments).join(''),
        '{"room":"B"}',
      );
    }
  });

  it('is asked as it wants to be: the system apart, roles in turns, its own key', async () => {
    const app = await anthropic();
    answers('text/event-stream', whole);
    await readAnswer(
      await ask(app, {messages: history, tools: [tool], tool_choice: 'required', stop: 'X', temperature: 1.5, seed: 1}),
    );
    const [{path, headers, body}] = engine.requests as [(typeof engine.requests)[0]];
    assert.deepEqual(
      [path, headers['x-api-key'], headers.authorization, headers['anthropic-version']],
      ['/v1/messages', key, undefined, '2023-06-01'],
    );
    assert.deepEqual(
      [body['system'], body['temperature'], body['stop_sequences'], body['tool_choice'], body['seed'], body.stream],
      ['Be brief.', 1, ['X'], {type: 'any'}, undefined, true],
    );
    assert.deepEqual(body['tools'], [{name: 'seats', description: 'Seats', input_schema: tool.function.parameters}]);
    assert.deepEqual(body.messages as unknown, [
      {
        role: 'user',
        content: [
          {type: 'text', text: '¿Qué es?'},
          {type: 'image', source: {type: 'base64', media_type: 'image/png', data: 'AAAA'}},
        ],
      },
      {role: 'assistant', content: [{type: 'tool_use', id: 'c1', name: 'seats', input: {room: 'A'}}]},
      {
        role: 'user',
        content: [
          {type: 'tool_result', tool_use_id: 'c1', content: '12'},
          {type: 'text', text: '¿Y B?'},
        ],
      },
    ]);
  });

  it('is cut off without message_stop, and its errors are ours', async () => {
    const app = await anthropic();
    answers('text/event-stream', whole.slice(0, whole.indexOf('event: message_delta')));
    const cut = await readAnswer(await ask(app));
    assert.deepEqual([cut.done, cut.chunks.at(-1)!.error!.code], [false, 'engine-cut-off']);
    answers(
      'text/event-stream',
      `${whole.slice(0, 400)}\n\n${events({type: 'error', error: {type: 'overloaded_error', message: 'Overloaded'}})}`,
    );
    assert.equal((await readAnswer(await ask(app))).chunks.at(-1)!.error!.code, 'engine-busy');
    const refusals: [number, object, number, string][] = [
      [529, {type: 'error', error: {type: 'overloaded_error', message: 'Overloaded'}}, 503, 'engine-busy'],
      [429, {type: 'error', error: {type: 'rate_limit_error', message: 'slow'}}, 503, 'engine-busy'],
      [401, {type: 'error', error: {type: 'authentication_error', message: `bad ${key}`}}, 502, 'engine-refused'],
      [
        400,
        {
          type: 'error',
          error: {type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum'},
        },
        413,
        'question-too-long',
      ],
    ];
    for (const [status, body, wanted, code] of refusals) {
      answers('application/json', JSON.stringify(body), 100_000, status);
      const answer = await ask(app);
      assert.deepEqual([answer.status, await codeOf(answer)], [wanted, code]);
    }
  });
});

describe('Ollama', () => {
  const lines = [
    {model: 'llama3', message: {role: 'assistant', content: '', thinking: 'Hm.'}, done: false},
    {model: 'llama3', message: {role: 'assistant', content: 'Tira de '}, done: false},
    {model: 'llama3', message: {role: 'assistant', content: 'la palanca 🪑.'}, done: false},
    {
      model: 'llama3',
      message: {role: 'assistant', content: ''},
      done: true,
      done_reason: 'length',
      prompt_eval_count: 11,
      eval_count: 7,
    },
  ]
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');
  const tags = {models: [{name: 'llama3:8b', model: 'llama3:8b', size: 1}]};

  it('is known by what it says of itself, and asked with a window that it does not cut in silence', async () => {
    engine.gets = {'/api/version': {version: '0.12.0'}, '/api/tags': tags};
    const app = await open({engine: origin});
    assert.deepEqual(await modelsOf(app), [
      {id: 'llama3:8b', object: 'model', owned_by: 'ollama', generative: true, context_window: 8192},
    ]);
    for (const size of [1, 9, 100_000]) {
      answers('application/x-ndjson', lines, size);
      const {text, reasoning, finish, done, chunks} = await readAnswer(await ask(app));
      assert.deepEqual([text, reasoning, finish, done], ['Tira de la palanca 🪑.', 'Hm.', 'length', true]);
      assert.equal(chunks.at(-1)!.usage!.total_tokens, 18);
    }
    const [{path, body}] = engine.requests as [(typeof engine.requests)[0]];
    assert.deepEqual(
      [path, body.model, body['options']],
      ['/api/chat', 'llama3:8b', {num_ctx: 8192, num_predict: 1024}],
    );
  });

  it('gets pictures as base64, arguments as objects, and its calls come back whole', async () => {
    engine.gets['/api/tags'] = tags;
    const app = await open({engine: `${origin}/api`, engineWindow: 4096});
    answers(
      'application/x-ndjson',
      `${JSON.stringify({message: {content: '', tool_calls: [{function: {name: 'seats', arguments: {room: 'B'}}}]}, done: false})}\n${JSON.stringify({message: {content: ''}, done: true, done_reason: 'stop'})}\n`,
    );
    const {calls, finish} = await readAnswer(
      await ask(app, {messages: history, tools: [tool], stop: 'X', response_format: {type: 'json_object'}}),
    );
    assert.deepEqual(calls, [
      {index: 0, id: 'seats-0', type: 'function', function: {name: 'seats', arguments: '{"room":"B"}'}},
    ]);
    assert.equal(finish, 'tool_calls');
    const [{body}] = engine.requests as [(typeof engine.requests)[0]];
    assert.deepEqual(body.messages as unknown, [
      {role: 'user', content: '¿Qué es?\n', images: ['AAAA']},
      {role: 'assistant', content: '', tool_calls: [{function: {name: 'seats', arguments: {room: 'A'}}}]},
      {role: 'tool', content: '12'},
      {role: 'user', content: '¿Y B?'},
    ]);
    assert.deepEqual(
      [
        body['format'],
        (body['options'] as {num_ctx: number; stop: string[]}).num_ctx,
        (body['options'] as {stop: string[]}).stop,
      ],
      ['json', 4096, ['X']],
    );
  });

  it('is cut off without a last line, and says what fails', async () => {
    engine.gets['/api/tags'] = tags;
    const app = await open({engine: `${origin}/api`});
    answers('application/x-ndjson', lines.slice(0, lines.lastIndexOf('{"model"') + 20));
    assert.equal((await readAnswer(await ask(app))).chunks.at(-1)!.error!.code, 'engine-cut-off');
    answers('application/x-ndjson', `${lines.split('\n')[1]}\n{"error":"llama runner process has terminated"}\n`);
    assert.equal((await readAnswer(await ask(app))).chunks.at(-1)!.error!.code, 'engine-failed');
    answers('application/json', '{"error":"model \'x\' not found"}', 100_000, 404);
    assert.equal(await codeOf(await ask(app)), 'engine-misconfigured');
  });
});

describe('Azure', () => {
  const chunks =
    [
      {choices: [], prompt_filter_results: []},
      {choices: [{index: 0, delta: {content: 'Sí.'}, content_filter_results: {}}]},
      {choices: [{index: 0, delta: {}, finish_reason: 'stop'}]},
    ]
      .map((one) => `data: ${JSON.stringify(one)}\n\n`)
      .join('') + 'data: [DONE]\n\n';

  it('is asked at its deployment, with its version and its own header', async () => {
    const app = await open({
      engine: `${origin}/openai/deployments/gpt%205/?api-version=2026-01-01`,
      engineProtocol: 'azure',
    });
    assert.deepEqual(
      (await modelsOf(app)).map(({id}) => id),
      ['gpt 5'],
    );
    answers('text/event-stream', chunks);
    assert.deepEqual((await readAnswer(await ask(app))).text, 'Sí.');
    const [{path, headers, body}] = engine.requests as [(typeof engine.requests)[0]];
    assert.deepEqual(
      [path, headers['api-key'], headers.authorization],
      ['/openai/deployments/gpt%205/chat/completions?api-version=2026-01-01', key, undefined],
    );
    assert.deepEqual([body.max_tokens, body['max_completion_tokens']], [undefined, 1024]);
  });

  it('wants models named where the address names none, and tells of its filter', async () => {
    assert.equal(
      await codeOf(
        await (await open({engine: `${origin}/openai/v1`, engineProtocol: 'azure'})).send('GET', '/v1/models'),
      ),
      'engine-misconfigured',
    );
    const app = await open({engine: `${origin}/openai/v1`, engineProtocol: 'azure', models: ['gpt-5']});
    assert.deepEqual(
      (await modelsOf(app)).map(({id}) => id),
      ['gpt-5'],
    );
    answers(
      'application/json',
      '{"error":{"code":"content_filter","message":"The response was filtered"}}',
      100_000,
      400,
    );
    const answer = await ask(app);
    const {code, title} = (await answer.json()) as {code: string; title: string};
    assert.equal(code, 'chat-request-invalid');
    assert.match(title, /content filter/);
  });
});

describe('vLLM, TGI and OpenAI', () => {
  it('are asked as llama.cpp is; what they tell of windows and ends is understood', async () => {
    engine.gets['/v1/models'] = {
      object: 'list',
      data: [{id: 'qwen', object: 'model', owned_by: 'vllm', max_model_len: 4096}],
    };
    const app = await open({});
    assert.deepEqual((await modelsOf(app))[0], {
      id: 'qwen',
      object: 'model',
      owned_by: 'vllm',
      generative: true,
      context_window: 4096,
    });
    answers(
      'text/event-stream',
      'data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"Sí."},"finish_reason":null}]}\n\ndata: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"eos_token"}]}\n\n',
    );
    const {text, finish, done} = await readAnswer(await ask(app));
    assert.deepEqual([text, finish, done], ['Sí.', 'stop', true]);
  });

  it('refuse in shapes of their own', async () => {
    const app = await open({});
    const refusals: [number, object, string][] = [
      [
        400,
        {
          object: 'error',
          message: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens",
          type: 'BadRequestError',
          code: 400,
        },
        'question-too-long',
      ],
      [
        422,
        {error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096', error_type: 'validation'},
        'question-too-long',
      ],
      [424, {error: 'Request failed during generation', error_type: 'generation'}, 'chat-request-invalid'],
      [
        429,
        {error: {message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota'}},
        'engine-refused',
      ],
      [404, {detail: 'Not Found'}, 'engine-misconfigured'],
      [500, {error: {message: {nested: 1}}}, 'engine-failed'],
    ];
    for (const [status, body, code] of refusals) {
      answers('application/json', JSON.stringify(body), 100_000, status);
      assert.equal(await codeOf(await ask(app)), code, JSON.stringify(body));
    }
  });
});

describe('which engine it is', () => {
  it('shows in its address, or is asked for', () => {
    const cases: [string, EngineProtocol | undefined][] = [
      ['https://api.anthropic.com', 'anthropic'],
      ['https://x.openai.azure.com/openai/v1', 'azure'],
      ['https://x.services.ai.azure.com', 'azure'],
      ['http://localhost:11434/api', 'ollama'],
      ['http://localhost:8080/v1', 'openai'],
      ['https://api.openai.com/v1', 'openai'],
      ['http://localhost:11434', undefined],
      ['https://api.anthropic.com.evil.example/v1', 'openai'],
    ];
    for (const [address, protocol] of cases) assert.equal(protocolOf(address), protocol, address);
    assert.equal(dialectOf('anthropic', 'https://api.anthropic.com').models, 'https://api.anthropic.com/v1/models');
    assert.equal(dialectOf('ollama', 'http://localhost:11434/v1').models, 'http://localhost:11434/api/tags');
    assert.equal(dialectOf('openai', 'https://host/deep/base/?key=1').models, 'https://host/deep/base/models?key=1');
    assert.deepEqual(
      Object.keys(
        dialectOf('openai', 'https://api.openai.com/v1').ask({model: 'm', messages: [], options: {max_tokens: 5}}).body,
      ).includes('max_completion_tokens'),
      true,
    );
  });

  it('is found out when the engine is up, though it was not at first', async () => {
    const app = await open({engine: 'http://127.0.0.1:9'});
    assert.equal(await codeOf(await app.send('GET', '/v1/models')), 'engine-unreachable');
    const later = await open({engine: origin}); // says nothing of a version: as OpenAI, at /v1
    engine.respond = (_request, response) => say(response, 'Sí.');
    assert.equal((await readAnswer(await ask(later))).text, 'Sí.');
    assert.equal(engine.requests.at(-1)!.path, '/v1/chat/completions');
  });

  it('never hears of the visitor, nor the visitor of the key', async () => {
    for (const engineProtocol of ['openai', 'anthropic', 'ollama', 'azure'] as const) {
      const app = await open({engineProtocol, models: ['stories260K.gguf', 'llama3:8b']});
      engine.gets['/api/tags'] = {models: [{name: 'llama3:8b'}]};
      answers(
        'application/json',
        JSON.stringify({error: {message: `no ${key} for /home/me`, type: 'x'}}),
        100_000,
        500,
      );
      const answer = await app.send('POST', '/v1/chat/completions', {
        headers: {Cookie: 'a=b', 'X-User': 'ana'},
        body: {messages: [{role: 'user', content: 'hola'}]},
      });
      assert.doesNotMatch(await answer.text(), /sk-secret|home/);
      await until(() => app.lines.length > 0);
      assert.match(app.lines.join(), /engine-failed.*status 500 x/);
      assert.doesNotMatch(app.lines.join(), /sk-secret|home/, 'an engine may quote the conversation');
      const {headers} = engine.requests.at(-1)!;
      assert.deepEqual([headers.cookie, headers['x-user']], [undefined, undefined]);
    }
  });
});
