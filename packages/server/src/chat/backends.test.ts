import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {openApp} from '../support/app.test.util.js';
import {backendSuite, type Backend} from '../support/backends.test.util.js';
import {publishedCampus} from '../support/campus.test.util.js';
import {capture, fakeEngine, replay} from '../support/engine.test.util.js';

// One suite for all that answers. The fourth, a real model in node-llama-cpp, is run by `npm run test:systems
// node-llama-cpp`: neither the library nor a model is in the repository.

backendSuite('passages of the campus', async () => ({
  app: await openApp({root: await publishedCampus()}),
  question: '¿Cómo ajusto la altura de la silla?',
  text: /^Esto es lo que dice el campus:\n\n«.*» \[1\]/s,
  generative: false,
}));

/** What a capture says, found by another way than ours. */
function textOf(body: string): string {
  return body
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map(
      (line) =>
        (JSON.parse(line.slice(6)) as {choices: {delta: {content?: string | null}}[]}).choices[0]?.delta.content ?? '',
    )
    .join('');
}

backendSuite('llama.cpp, as it was recorded', async () => {
  const engine = await fakeEngine();
  engine.respond = (_request, response) => replay('reasoning-stream', response, 40);
  return {
    app: await openApp({chatOnly: true, engine: engine.url}),
    question: 'Hi',
    text: textOf(capture('reasoning-stream').body),
    generative: true,
    close: () => engine.close(),
  };
});

/** An engine whose dialogue was written after its documentation, in pieces of five bytes: letters are cut apart. */
async function written(
  type: string,
  body: string,
  gets: Record<string, object>,
  engineProtocol: 'anthropic' | 'ollama',
): Promise<Backend> {
  const engine = await fakeEngine();
  engine.gets = gets;
  engine.respond = async (_request, response) => {
    response.writeHead(200, {'Content-Type': type});
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 5) {
      response.write(bytes.subarray(at, at + 5));
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  };
  return {
    app: await openApp({
      chatOnly: true,
      engine: engine.url.replace(/\/v1$/, engineProtocol === 'ollama' ? '/api' : '/v1'),
      engineKey: 'k',
      engineProtocol,
    }),
    question: '¿Cómo?',
    text: 'Tira de la palanca 🪑: sube.',
    generative: true,
    close: () => engine.close(),
  };
}

backendSuite('Anthropic, after its documentation', () => {
  const events = [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        content: [],
        model: 'claude',
        usage: {input_tokens: 9, output_tokens: 1},
      },
    },
    {type: 'content_block_start', index: 0, content_block: {type: 'text', text: ''}},
    {type: 'ping'},
    ...['Tira de ', 'la palanca 🪑', ': sube.'].map((text) => ({
      type: 'content_block_delta',
      index: 0,
      delta: {type: 'text_delta', text},
    })),
    {type: 'content_block_stop', index: 0},
    {type: 'message_delta', delta: {stop_reason: 'end_turn', stop_sequence: null}, usage: {output_tokens: 12}},
    {type: 'message_stop'},
  ];
  const models = {
    data: [{type: 'model', id: 'claude', display_name: 'Claude', created_at: '2026-01-01T00:00:00Z'}],
    has_more: false,
    first_id: 'claude',
    last_id: 'claude',
  };
  return written(
    'text/event-stream; charset=utf-8',
    events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
    {'/v1/models': models},
    'anthropic',
  );
});

backendSuite('Ollama, after its documentation', () => {
  const lines = [
    ...['Tira de ', 'la palanca 🪑', ': sube.'].map((content) => ({
      model: 'llama3',
      created_at: '2026-01-01T00:00:00Z',
      message: {role: 'assistant', content},
      done: false,
    })),
    {
      model: 'llama3',
      created_at: '2026-01-01T00:00:00Z',
      message: {role: 'assistant', content: ''},
      done: true,
      done_reason: 'stop',
      prompt_eval_count: 9,
      eval_count: 12,
    },
  ];
  return written(
    'application/x-ndjson',
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    {'/api/version': {version: '0.12.0'}, '/api/tags': {models: [{name: 'llama3', model: 'llama3', size: 1}]}},
    'ollama',
  );
});

describe('what is quoted of the campus', () => {
  it('never says that it was written by a model', async () => {
    const app = await openApp({root: await publishedCampus()});
    const answer = (await (
      await app.send('POST', '/v1/chat/completions', {
        body: {model: 'gpt-5', messages: [{role: 'user', content: '¿Cómo ajusto la silla?'}]},
      })
    ).json()) as {model: string};
    assert.equal(answer.model, 'uggla-extractive');
    await app.close();
  });
});
