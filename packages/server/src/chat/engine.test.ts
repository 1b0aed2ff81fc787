import assert from 'node:assert/strict';
import type {ServerResponse} from 'node:http';
import {before, beforeEach, describe, it} from 'node:test';
import type {ModelInfo} from '@uggla/protocol';
import {ask, readAnswer} from '../support/chat.test.util.js';
import {publishedCampus} from '../support/campus.test.util.js';
import {fakeEngine, replay, say, type FakeEngine} from '../support/engine.test.util.js';
import {startServer, until, type ServerProcess} from '../support/server.test.util.js';

const key = 'sk-very-secret-key';
let engine: FakeEngine;
let server: ServerProcess;
const stream = {stream: true, stream_options: {include_usage: true}};
const problemOf = async (answer: Response) =>
  (await answer.json()) as {code: string; title: string; error: {code: string; message: string; type: string}};
const refuseWith = (status: number, body: object, headers = {}) => {
  engine.respond = (_request, response) =>
    void response.writeHead(status, {'Content-Type': 'application/json', ...headers}).end(JSON.stringify(body));
};

before(async () => {
  engine = await fakeEngine();
  server = await startServer(
    {
      root: await publishedCampus(),
      dataDir: ':memory:',
      engine: engine.url,
      limits: {chatPerMinute: 10_000, chatTokens: 200},
    },
    {UGGLA_ENGINE_KEY: key},
  );
});

beforeEach(() => {
  engine.requests.length = 0;
});

describe('a question to the engine', () => {
  it('goes with the passages that fit, under numbers, in a prompt that is the server’s', async () => {
    const messages = [
      {role: 'system', content: 'You are a pirate'},
      {role: 'user', content: '¿Cómo ajusto la altura de la silla?'},
    ];
    await readAnswer(
      await ask(server.url, '', {...stream, messages, max_tokens: 9999, model: 'stories260K.gguf', logit_bias: {1: 2}}),
    );
    const [{body, headers, path}] = engine.requests as [(typeof engine.requests)[0]];
    assert.equal(path, '/v1/chat/completions');
    assert.equal(headers.authorization, `Bearer ${key}`);
    assert.equal(body.max_tokens, 200);
    assert.equal(body['logit_bias'], undefined);
    assert.deepEqual(
      body.messages.map(({role}) => role),
      ['system', 'user'],
    );
    const prompt = body.messages[0]!.content;
    assert.doesNotMatch(prompt, /pirate/);
    assert.match(prompt, /\[1\] \{"title":"Ajusta tu puesto","text":"Empezamos por la silla/);
    assert.match(prompt, /Answer in Spanish/);
  });

  it('goes without passages when none fit, and the engine is told to say so', async () => {
    await readAnswer(await ask(server.url, '¿Cuál es la capital de Mongolia?', stream));
    assert.match(engine.requests[0]!.body.messages[0]!.content, /No passage of the campus fits/);
  });
});

describe('an answer of the engine', () => {
  it('names the sources that its text names, once each, and no others', async () => {
    engine.respond = (_request, response) => say(response, 'Tira de la palanca [1]. Otra vez [1], y [7] no existe.');
    const {text, citations, finish, done} = await readAnswer(
      await ask(server.url, '¿Cómo ajusto la altura de la silla?', stream),
    );
    assert.equal(text, 'Tira de la palanca [1]. Otra vez [1], y [7] no existe.');
    assert.deepEqual(
      citations.map(({index, lesson, start}) => ({index, lesson, start})),
      [{index: 1, lesson: 'ajusta', start: 3}],
    );
    assert.equal(finish, 'stop');
    assert.ok(done);
  });

  it('finds a number that comes in pieces', async () => {
    engine.respond = (_request, response) => {
      response.writeHead(200, {'Content-Type': 'text/event-stream'});
      for (const content of ['Sí ', '[', '1', ']', '.'])
        response.write(`data: ${JSON.stringify({choices: [{delta: {content}}]})}\r\n\r\n`);
      response.end('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
    };
    const {citations} = await readAnswer(await ask(server.url, '¿Cómo ajusto la altura de la silla?', stream));
    assert.deepEqual(
      citations.map(({index}) => index),
      [1],
    );
  });

  it('comes out the same wherever the network cuts what a real llama.cpp sent', async () => {
    for (const size of [1, 7, 64, 1000, 100_000]) {
      engine.respond = (_request, response) => replay('chat-stream-usage', response, size);
      const {text, finish, done, chunks} = await readAnswer(await ask(server.url, 'hola', stream));
      assert.equal(text, 'f'.repeat(16), `pieces of ${size}`);
      assert.equal(finish, 'length');
      assert.ok(done);
      assert.equal(chunks.at(-1)!.usage!.completion_tokens, 16);
      assert.ok(
        chunks.every(({choices}) => choices.every(({delta}) => delta.content !== null)),
        'no empty pieces',
      );
    }
  });

  it('keeps thoughts apart from the answer, and hands calls of tools on', async () => {
    engine.respond = (_request, response) => replay('reasoning-stream', response, 50);
    const thought = await readAnswer(await ask(server.url, 'hola', stream));
    assert.match(thought.reasoning, /let me see/);
    assert.match(thought.text, /The answer is 4\./);
    assert.doesNotMatch(thought.text, /think/);
    engine.respond = (_request, response) => replay('toolcall-stream', response, 50);
    assert.ok((await readAnswer(await ask(server.url, 'hola', stream))).calls.length > 0);
  });

  it('comes whole when it was not to be streamed', async () => {
    engine.respond = (_request, response) => say(response, 'Tira de la palanca [1].');
    const body = (await (await ask(server.url, '¿Cómo ajusto la altura de la silla?')).json()) as {
      choices: [{message: {content: string; annotations: unknown[]}; finish_reason: string}];
      object: string;
    };
    assert.equal(body.object, 'chat.completion');
    assert.equal(body.choices[0].message.content, 'Tira de la palanca [1].');
    assert.equal(body.choices[0].message.annotations.length, 1);
    assert.equal(engine.requests[0]!.body.stream, true);
  });

  it('ends in the engine when the asker goes away, in the midst of what it says', async () => {
    for (const want of [stream, {}]) {
      let gone = false;
      let said = 0;
      engine.respond = (_request, response: ServerResponse) => {
        response.writeHead(200, {'Content-Type': 'text/event-stream'});
        // it never ends by itself, and is never silent for so long that it would be given up
        const write = setInterval(
          () => response.write('data: {"choices":[{"delta":{"content":"x"}}]}\n\n', () => said++),
          20,
        );
        response.once('close', () => {
          clearInterval(write);
          gone = !response.writableEnded;
        });
      };
      const abort = new AbortController();
      const asked = ask(server.url, 'hola', want, {signal: abort.signal});
      asked.catch(() => undefined);
      await until(() => said > 0);
      if (want === stream) await (await asked).body!.getReader().read();
      assert.equal(gone, false);
      abort.abort();
      await until(() => gone);
    }
  });

  it('is told to be cut off when the engine breaks it off', async () => {
    engine.respond = (_request, response) => {
      response.writeHead(200, {'Content-Type': 'text/event-stream'});
      response.write('data: {"choices":[{"delta":{"content":"Tira de"}}]}\n\n', () => response.destroy());
    };
    const {text, done, chunks} = await readAnswer(await ask(server.url, 'hola', stream));
    assert.equal(text, 'Tira de');
    assert.equal(done, false);
    assert.equal(chunks.at(-1)!.error!.code, 'engine-cut-off');
  });

  it('is given up when the engine falls silent', async () => {
    engine.respond = (_request, response) =>
      void response
        .writeHead(200, {'Content-Type': 'text/event-stream'})
        .write('data: {"choices":[{"delta":{"content":"Hm"}}]}\n\n');
    const strict = await startServer({
      chatOnly: true,
      dataDir: ':memory:',
      engine: engine.url,
      limits: {engineSilenceMs: 1000},
    });
    const {chunks} = await readAnswer(await ask(strict.url, 'hola', stream));
    assert.equal(chunks.at(-1)!.error!.code, 'engine-silent');
    engine.respond = () => undefined;
    const answer = await ask(strict.url, 'hola');
    assert.equal(answer.status, 504);
    assert.equal((await problemOf(answer)).code, 'engine-silent');
  });
});

describe('an engine’s refusal', () => {
  it('becomes one of ours, and never shows the key', async () => {
    const cases: [() => void, number, string][] = [
      [() => (engine.respond = (_request, response) => replay('err-401', response)), 502, 'engine-refused'],
      [() => (engine.respond = (_request, response) => replay('err-context', response)), 413, 'question-too-long'],
      [() => (engine.respond = (_request, response) => replay('err-bad-json', response)), 502, 'engine-failed'],
      [
        () => refuseWith(400, {error: {message: `bad grammar for ${key}`, type: 'invalid_request_error'}}),
        400,
        'chat-request-invalid',
      ],
      [() => refuseWith(404, {error: {message: 'no such model'}}), 502, 'engine-misconfigured'],
      [() => refuseWith(500, {error: `${key} is broken`}), 502, 'engine-failed'],
      [
        () =>
          (engine.respond = (_request, response) =>
            void response.writeHead(200, {'Content-Type': 'text/html'}).end('<h1>Login</h1>')),
        502,
        'engine-unreachable',
      ],
    ];
    for (const [prepare, status, code] of cases) {
      prepare();
      for (const want of [{}, stream]) {
        const answer = await ask(server.url, 'hola', want);
        assert.equal(answer.status, status, code);
        const text = await answer.text();
        assert.equal((JSON.parse(text) as {code: string; error: {code: string}}).error.code, code);
        assert.doesNotMatch(text, new RegExp(key));
      }
    }
    assert.doesNotMatch(server.errors(), new RegExp(key));
  });

  it('hands on how long to wait', async () => {
    refuseWith(429, {error: {message: 'slow down'}}, {'Retry-After': '17'});
    const answer = await ask(server.url, 'hola', stream);
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '17');
    assert.equal((await problemOf(answer)).code, 'engine-busy');
  });
});

describe('GET /v1/models', () => {
  it('names the engine’s models, and how much they can read', async () => {
    const {data} = (await (await fetch(`${server.url}/v1/models`)).json()) as {data: ModelInfo[]};
    assert.deepEqual(data, [
      {id: 'stories260K.gguf', object: 'model', owned_by: 'llamacpp', generative: true, context_window: 1024},
    ]);
  });

  it('says that the engine does not answer', async () => {
    const dead = await startServer({chatOnly: true, dataDir: ':memory:', engine: 'http://127.0.0.1:9/v1'});
    const answer = await fetch(`${dead.url}/v1/models`);
    assert.equal(answer.status, 502);
    assert.equal((await problemOf(answer)).code, 'engine-unreachable');
    const asked = await ask(dead.url, 'hola', stream);
    assert.equal(asked.status, 502);
    assert.equal((await problemOf(asked)).error.code, 'engine-unreachable');
    assert.equal((await fetch(`${dead.url}/healthz`)).status, 200);
  });

  it('shows only those that were named, the first by itself', async () => {
    const none = await startServer({
      chatOnly: true,
      dataDir: ':memory:',
      engine: engine.url,
      models: ['other', 'stories260K.gguf'],
      system: 'Be brief.',
    });
    const {data} = (await (await fetch(`${none.url}/v1/models`)).json()) as {data: ModelInfo[]};
    assert.deepEqual(
      data.map(({id}) => id),
      ['stories260K.gguf'],
    );
    engine.respond = (_request, response) => say(response, 'Hola.');
    await readAnswer(await ask(none.url, 'hola', {...stream, model: 'expensive'}));
    const {body} = engine.requests.at(-1)!;
    assert.equal(body.model, 'stories260K.gguf');
    assert.deepEqual(body.messages, [
      {role: 'system', content: 'Be brief.'},
      {role: 'user', content: 'hola'},
    ]);
  });
});

/** Milliseconds from a visitor's going away in the middle of an answer to the end of the request in the engine. */
