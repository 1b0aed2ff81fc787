// Chromium first: real answers are read over and over, by the same script in all engines; post-events.test.ts tries
// the line.
import {expect} from '@open-wc/testing';
import type {ChatMessage, ChatTool} from '@uggla/protocol';
import {chatStream, fixtureSite, sse, type Rule} from '@uggla/testing';
import {toAnthropic} from './anthropic.js';
import {openProvider} from './open-provider.js';
import type {Delta} from './provider.js';
import {toResponses} from './responses.js';

const tools: ChatTool[] = [
  {type: 'function', function: {name: 'seats', description: 'Counts', parameters: {type: 'object'}}},
];
const talk: ChatMessage[] = [
  {role: 'system', content: 'Sé breve.'},
  {
    role: 'user',
    content: [
      {type: 'text', text: '¿Cuántas?'},
      {type: 'image_url', image_url: {url: 'data:image/png;base64,AAAA'}},
    ],
  },
  {
    role: 'assistant',
    content: 'Miro.',
    tool_calls: [
      {id: 'a', type: 'function', function: {name: 'seats', arguments: '{"room":"A"}'}},
      {id: 'b', type: 'function', function: {name: 'seats', arguments: '{"ro'}},
    ],
  },
  {role: 'tool', tool_call_id: 'a', content: '12'},
  {role: 'tool', tool_call_id: 'b', content: 'The arguments were no JSON object.'},
];

/** Asks an engine of a protocol that answers so. */
async function ask(protocol: string, rule: Rule, messages = talk) {
  const site = await fixtureSite({rules: [{match: 'v1/', method: 'POST', type: 'text/event-stream', ...rule}]});
  const provider = await openProvider({
    protocol,
    endpoint: site.url('v1'),
    headers: async () => ({authorization: 'Bearer ana'}),
  });
  const deltas: Delta[] = [];
  let error: {code?: string; retryAfter?: number} | undefined;
  try {
    for await (const delta of provider.stream({messages, model: 'm', tools}, new AbortController().signal))
      deltas.push(delta);
  } catch (caught) {
    error = caught as typeof error;
  }
  const posts = await site.requests('v1/');
  return {deltas, error, posts, body: JSON.parse(posts[0]!.body)};
}

const bodies: Record<string, {path: string; body: string}> = {
  openai: {path: 'v1/chat/completions', body: chatStream(['La silla ', 'sube 👍'])},
  responses: {
    path: 'v1/responses',
    body: sse([
      {type: 'response.output_text.delta', delta: 'La silla '},
      {type: 'response.output_text.delta', delta: 'sube 👍'},
      {type: 'response.completed', response: {}},
    ]),
  },
  anthropic: {
    path: 'v1/messages',
    body: sse([
      {type: 'content_block_delta', delta: {text: 'La silla '}},
      {type: 'content_block_delta', delta: {text: 'sube 👍'}},
      {type: 'message_delta', delta: {stop_reason: 'end_turn'}},
      {type: 'message_stop'},
    ]),
  },
};

for (const [protocol, {path, body}] of Object.entries(bodies)) {
  describe(`protocol="${protocol}"`, () => {
    it('posts once, where the protocol says, with the page’s login, and reads the answer however it is cut', async () => {
      for (const chunk of [1, 7, 5000]) {
        const {deltas, error, posts} = await ask(protocol, {body, chunk});
        expect(error).to.equal(undefined);
        expect(posts.map((post) => post.path)).to.deep.equal([path]);
        expect(posts[0]!.headers['authorization']).to.equal('Bearer ana');
        expect(deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('')).to.equal('La silla sube 👍');
        expect(deltas.find(({type}) => type === 'done')).to.deep.equal({type: 'done', reason: 'stop'});
      }
    });

    it('says nothing of an end when the stream ends before it', async () => {
      const {deltas, error} = await ask(protocol, {body: body.slice(0, body.indexOf('sube'))});
      expect(error).to.equal(undefined);
      expect(deltas).to.deep.equal([{type: 'text', text: 'La silla '}]);
    });

    it('tells of faults with one code each', async () => {
      const fault = async (rule: Rule) => (await ask(protocol, rule)).error;
      expect(await fault({status: 401, body: {error: {message: 'No'}}})).to.include({code: 'chat-unauthorized'});
      expect(await fault({status: 429, headers: {'retry-after': '2'}})).to.include({code: 'chat-busy', retryAfter: 2});
      expect(
        await fault({status: 529, body: {type: 'error', error: {type: 'overloaded_error', message: 'Overloaded'}}}),
      ).to.include({code: 'chat-busy', message: 'Overloaded'});
      expect(await fault({body: '<!doctype html>', type: 'text/html'})).to.include({code: 'chat-answer-invalid'});
    });
  });
}

describe('toAnthropic', () => {
  it('has the system text apart, results in the user’s turn, and bare pictures', () => {
    expect(toAnthropic(talk, tools)).to.deep.equal({
      system: 'Sé breve.',
      messages: [
        {
          role: 'user',
          content: [
            {type: 'text', text: '¿Cuántas?'},
            {type: 'image', source: {type: 'base64', media_type: 'image/png', data: 'AAAA'}},
          ],
        },
        {
          role: 'assistant',
          content: [
            {type: 'text', text: 'Miro.'},
            {type: 'tool_use', id: 'a', name: 'seats', input: {room: 'A'}},
            {type: 'tool_use', id: 'b', name: 'seats', input: {}},
          ],
        },
        {
          role: 'user',
          content: [
            {type: 'tool_result', tool_use_id: 'a', content: '12'},
            {type: 'tool_result', tool_use_id: 'b', content: 'The arguments were no JSON object.'},
          ],
        },
      ],
      tools: [{name: 'seats', description: 'Counts', input_schema: {type: 'object'}}],
    });
  });

  it('joins what one side said twice, and leaves out empty texts: both are refused', () => {
    const {messages} = toAnthropic([
      {role: 'user', content: 'uno'},
      {role: 'assistant', content: ' '},
      {role: 'user', content: 'dos'},
    ]);
    expect(messages).to.deep.equal([
      {
        role: 'user',
        content: [
          {type: 'text', text: 'uno'},
          {type: 'text', text: 'dos'},
        ],
      },
    ]);
  });

  it('ends the begin of an answer without white space, and names a picture’s address', () => {
    const {messages} = toAnthropic([
      {role: 'user', content: [{type: 'image_url', image_url: {url: 'https://acme.example/a.png'}}]},
      {role: 'assistant', content: 'La silla '},
    ]);
    expect(messages.map(({content}) => (content as object[])[0])).to.deep.equal([
      {type: 'image', source: {type: 'url', url: 'https://acme.example/a.png'}},
      {type: 'text', text: 'La silla'},
    ]);
  });

  it('goes out with a version and a limit, which the protocol wants', async () => {
    const {posts, body} = await ask('anthropic', {body: bodies['anthropic']!.body});
    expect(posts[0]!.headers['anthropic-version']).to.equal('2023-06-01');
    expect(body).to.include({model: 'm', stream: true, max_tokens: 4096});
  });

  it('is answered by a real llama.cpp server so that it can be read', async () => {
    const text = await (await fetch(new URL('../fixtures/captures/messages-stream.txt', import.meta.url))).text();
    const {deltas} = await ask('anthropic', {body: text.slice(text.indexOf('\n') + 1), chunk: 9});
    expect(deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('')).to.equal('ffo”');
    expect(deltas.filter(({type}) => type === 'usage').at(-1)).to.deep.equal({
      type: 'usage',
      usage: {prompt_tokens: 42, completion_tokens: 4, total_tokens: 46},
    });
    expect(deltas.find(({type}) => type === 'done')).to.deep.equal({type: 'done', reason: 'length'});
  });
});

describe('toResponses', () => {
  it('has the system text apart, and calls and results as items', () => {
    expect(toResponses(talk.slice(0, 4), tools)).to.deep.equal({
      instructions: 'Sé breve.',
      input: [
        {
          type: 'message',
          role: 'user',
          content: [
            {type: 'input_text', text: '¿Cuántas?'},
            {type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'auto'},
          ],
        },
        {type: 'message', role: 'assistant', content: [{type: 'output_text', text: 'Miro.'}]},
        {type: 'function_call', call_id: 'a', name: 'seats', arguments: '{"room":"A"}'},
        {type: 'function_call', call_id: 'b', name: 'seats', arguments: '{"ro'},
        {type: 'function_call_output', call_id: 'a', output: '12'},
      ],
      tools: [{type: 'function', name: 'seats', description: 'Counts', parameters: {type: 'object'}, strict: false}],
    });
  });

  it('asks the server to keep nothing', async () => {
    expect((await ask('responses', {body: bodies['responses']!.body})).body).to.include({
      store: false,
      stream: true,
      model: 'm',
    });
  });
});

describe('max-tokens', () => {
  const limits: [protocol: string, read: (body: Record<string, unknown>) => unknown, otherwise: unknown][] = [
    ['openai', ({max_tokens}) => max_tokens, undefined],
    ['completions', ({max_tokens}) => max_tokens, 1024],
    ['anthropic', ({max_tokens}) => max_tokens, 4096],
    ['responses', ({max_output_tokens}) => max_output_tokens, undefined],
    ['ollama', ({options}) => (options as {num_predict?: number} | undefined)?.num_predict, undefined],
  ];
  for (const [protocol, read, otherwise] of limits) {
    it(`reaches ${protocol} in its own words, and is ${String(otherwise)} when the page sets none`, async () => {
      const site = await fixtureSite({
        rules: [{match: 'v1/', method: 'POST', body: bodies[protocol]?.body ?? '{"done":true}'}],
      });
      const provider = await openProvider({protocol, endpoint: site.url('v1'), headers: async () => ({})});
      for (const maxTokens of [200, undefined]) {
        for await (const delta of provider.stream(
          {messages: [{role: 'user', content: 'Hola'}], maxTokens},
          new AbortController().signal,
        ))
          expect(delta).to.be.an('object');
      }
      expect((await site.requests('v1/')).map(({body}) => read(JSON.parse(body)))).to.deep.equal([200, otherwise]);
    });
  }
});

describe('further fields of the page', () => {
  for (const protocol of ['openai', 'completions', 'anthropic', 'responses', 'ollama']) {
    it(`reach ${protocol}, and change nothing that the chat says itself`, async () => {
      const site = await fixtureSite({
        rules: [{match: 'v1/', method: 'POST', body: bodies[protocol]?.body ?? '{"done":true}'}],
      });
      const provider = await openProvider({protocol, endpoint: site.url('v1'), headers: async () => ({})});
      const extra = {
        seed: 7,
        grammar: 'root ::= "a"',
        options: {num_ctx: 4096, num_predict: 1},
        stream: false,
        messages: 'mine',
        prompt: 'mine',
        input: 'mine',
        model: 'mine',
      };
      for await (const delta of provider.stream(
        {messages: [{role: 'user', content: 'Hola'}], model: 'm', maxTokens: 200, extra},
        new AbortController().signal,
      ))
        expect(delta).to.be.an('object');
      const body = JSON.parse((await site.requests('v1/'))[0]!.body);
      expect(body).to.deep.include({seed: 7, grammar: 'root ::= "a"', stream: true, model: 'm'});
      expect(protocol === 'ollama' ? body.options : {num_ctx: 4096, num_predict: 200}).to.deep.equal({
        num_ctx: 4096,
        num_predict: 200,
      });
      expect(
        [body.messages, body.prompt, body.input].filter((one) => one !== 'mine').length,
        'what was asked',
      ).to.be.at.least(1);
      expect(JSON.stringify(body)).to.contain('Hola');
    });
  }
});
