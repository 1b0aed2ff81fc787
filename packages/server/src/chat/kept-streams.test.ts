import assert from 'node:assert/strict';
import type {ServerResponse} from 'node:http';
import {before, beforeEach, describe, it} from 'node:test';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {readAnswer} from '../support/chat.test.util.js';
import {fakeEngine, replay, say, type FakeEngine} from '../support/engine.test.util.js';
import {startServer, until} from '../support/server.test.util.js';
import {streamId, type StreamState} from './kept-streams.js';

let engine: FakeEngine;
let app: TestApp;
const words = 'Tira de la palanca 🪑 y siéntate.';

before(async () => {
  engine = await fakeEngine();
  app = await openApp({chatOnly: true, engine: engine.url, limits: {streamUnreadMs: 60_000}});
});
beforeEach(() => {
  engine.requests.length = 0;
  engine.respond = (_request, response) => say(response, words);
});

let count = 0;
const newId = () => `question-${++count}`;
const question = {messages: [{role: 'user', content: '¿Cómo?'}], stream: true};
const ask = (id: string, to = app, {headers = {}, body = {}}: {headers?: Record<string, string>; body?: object} = {}) =>
  to.send('POST', '/v1/chat/completions', {
    headers: {'X-Conversation-Id': id, ...headers},
    body: {...question, ...body},
  });
const read = (id: string, from = 0, to = app, headers = {}) =>
  to.send('GET', `/v1/stream?conv_id=${id}&from=${from}`, {headers});
const lookUp = async (ids: string[], to = app, headers = {}) =>
  (await (
    await to.send('POST', '/v1/streams/lookup', {headers, body: {conversation_ids: ids}})
  ).json()) as StreamState[];
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

/** An engine that says one word and waits for the rest. */
function slowly(): {asked: () => boolean; go: () => void; gone: () => boolean} {
  let held: ServerResponse | undefined;
  let gone = false;
  engine.respond = (_request, response) => {
    held = response;
    response.once('close', () => (gone = !response.writableFinished));
    response
      .writeHead(200, {'Content-Type': 'text/event-stream'})
      .write('data: {"choices":[{"delta":{"content":"Uno "}}]}\n\n');
  };
  return {
    asked: () => held !== undefined,
    go: () =>
      held!.end(
        'data: {"choices":[{"delta":{"content":"dos."}}]}\n\ndata: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
      ),
    gone: () => gone,
  };
}

/** Reads a little, then goes away as a closed page does. */
async function glance(answer: Response): Promise<number> {
  const reader = answer.body!.getReader();
  let length = 0;
  while (length < 300) length += (await reader.read()).value!.length;
  await reader.cancel();
  return length;
}

describe('an answer under a name', () => {
  it('can be read from any byte, as often as one likes, and costs one question', async () => {
    engine.respond = (_request, response) => replay('chat-stream-usage', response, 40);
    const id = newId();
    const whole = await bytesOf(await ask(id));
    assert.match(whole.toString(), /data: \[DONE\]\n\n$/);
    for (let from = 0; from <= whole.length; from += 97)
      assert.deepEqual(await bytesOf(await read(id, from)), whole.subarray(from), `from ${from}`);
    assert.equal((await bytesOf(await read(id, whole.length))).length, 0);
    assert.equal(engine.requests.length, 1);
  });

  it('goes on when its reader goes away, and what was missed is read later without a seam', async () => {
    const {go, gone} = slowly();
    const id = newId();
    const reader = (await ask(id)).body!.getReader();
    const seen: Uint8Array[] = [];
    while (!Buffer.concat(seen).toString().includes('Uno')) seen.push((await reader.read()).value!);
    await reader.cancel();
    const length = Buffer.concat(seen).length;
    assert.equal((await lookUp([id]))[0]!.is_done, false);
    go();
    const rest = await bytesOf(await read(id, length));
    assert.equal(gone(), false);
    const {text, done, finish} = await readAnswer(new Response(Buffer.concat([...seen, rest])));
    assert.deepEqual([text, done, finish], ['Uno dos.', true, 'stop']);
    assert.equal(engine.requests.length, 1);
  });

  it('is followed by several readers at once, each from where it stands', async () => {
    const {asked, go} = slowly();
    const id = newId();
    const first = ask(id).then(bytesOf);
    await until(async () => asked() && (await lookUp([id])).length === 1);
    const others = await Promise.all([read(id), read(id, 10)]);
    go();
    const [whole, again, later] = await Promise.all([first, ...others.map(bytesOf)]);
    assert.deepEqual(again, whole);
    assert.deepEqual(later, whole.subarray(10));
  });

  it('can be taken up before its first word: the connection may break while the engine thinks', async () => {
    let answer: ServerResponse | undefined;
    engine.respond = (_request, response) => void (answer = response);
    const id = newId();
    const asked = ask(id);
    await until(async () => answer !== undefined && (await lookUp([id])).length === 1);
    const taken = read(id);
    say(answer!, words);
    assert.equal((await readAnswer(await taken)).text, words);
    await (await asked).text();
  });

  it('is told of as llama.cpp tells it', async () => {
    const id = newId();
    const {length} = await bytesOf(await ask(id));
    const [state] = await lookUp([id, 'unknown']);
    assert.deepEqual(Object.keys(state!).sort(), [
      'completed_at',
      'conversation_id',
      'is_done',
      'started_at',
      'total_bytes',
    ]);
    assert.deepEqual([state!.conversation_id, state!.is_done, state!.total_bytes], [id, true, length]);
    assert.ok(Math.abs(state!.completed_at! - Date.now() / 1000) < 60);
  });

  it('is one question also when a browser sends it again by itself; said to its end, it is a new one', async () => {
    const {go} = slowly();
    const id = newId();
    await glance(await ask(id));
    const second = ask(id);
    go();
    assert.equal((await readAnswer(await second)).text, 'Uno dos.');
    assert.equal(engine.requests.length, 1);
    engine.respond = (_request, response) => say(response, 'Otra.');
    assert.equal((await readAnswer(await ask(id))).text, 'Otra.');
    assert.equal(engine.requests.length, 2);
  });

  it('gives its name to the next question: the one before is stopped', async () => {
    const {gone} = slowly();
    const id = newId();
    await glance(await ask(id));
    engine.respond = (_request, response) => say(response, 'Otra.');
    assert.equal(
      (await readAnswer(await ask(id, app, {body: {messages: [{role: 'user', content: '¿Otra?'}]}}))).text,
      'Otra.',
    );
    await until(gone);
  });

  it('that is refused is not kept, and the refusal is the one that is always given', async () => {
    engine.respond = (_request, response) => void response.writeHead(500).end('{}');
    const id = newId();
    const answer = await ask(id);
    assert.deepEqual([answer.status, await codeOf(answer)], [502, 'engine-failed']);
    assert.equal((await read(id)).status, 404);
    assert.equal(app.services.concurrency.running, 0);
  });

  it('made of passages is kept as well', async () => {
    const plain = await openApp({chatOnly: true});
    const whole = await bytesOf(await ask('one', plain));
    assert.deepEqual(await bytesOf(await read('one', 5, plain)), whole.subarray(5));
  });
});

describe('the engine', () => {
  it('stops at a DELETE, in the midst of what it says, and the answer is forgotten', async () => {
    const {gone} = slowly();
    const id = newId();
    const reading = (await ask(id)).text();
    assert.equal((await app.send('DELETE', `/v1/stream?conv_id=${id}`)).status, 204);
    await until(gone);
    assert.doesNotMatch(await reading, /\[DONE\]|error/);
    assert.equal(await codeOf(await read(id)), 'stream-unknown');
    assert.equal((await app.send('DELETE', `/v1/stream?conv_id=${id}`)).status, 204); // it is gone, as was wished
    assert.equal(app.services.concurrency.running, 0);
  });

  it('goes on unread for a while only; what it wrote until then is there', async () => {
    const {gone} = slowly();
    const short = await openApp({chatOnly: true, engine: engine.url, limits: {streamUnreadMs: 150}});
    const length = await glance(await ask('one', short));
    await until(gone);
    await until(() => short.services.concurrency.running === 0);
    const {text, done, chunks} = await readAnswer(await read('one', 0, short));
    assert.deepEqual([text, done, chunks.some(({error}) => error)], ['Uno ', false, false]);
    assert.equal((await bytesOf(await read('one', length, short))).includes('DONE'), false);
  });

  it('is not stopped while somebody reads, however long it thinks', async () => {
    const {go, gone} = slowly();
    const short = await openApp({chatOnly: true, engine: engine.url, limits: {streamUnreadMs: 100}});
    const id = newId();
    const reading = readAnswer(await ask(id, short));
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.equal(gone(), false);
    go();
    assert.ok((await reading).done);
  });

  it('stops as ever when nobody has named the answer', async () => {
    const {gone} = slowly();
    const answer = await app.send('POST', '/v1/chat/completions', {body: question});
    await glance(answer);
    await until(gone);
    assert.equal(app.services.streams.find('address 127.0.0.1', ''), undefined);
  });

  it('stops when an answer takes too long, and when the server ends', async () => {
    const {gone} = slowly();
    const hasty = await openApp({chatOnly: true, engine: engine.url, limits: {chatMs: 3000}});
    await (await ask('one', hasty)).text();
    await until(gone);
    const again = slowly();
    const closing = await openApp({chatOnly: true, engine: engine.url});
    const reading = (await ask('one', closing)).text();
    await closing.close();
    assert.doesNotMatch(await reading, /DONE/);
    await until(again.gone);
  });
});

describe('kept answers', () => {
  it('are their asker’s alone', async () => {
    const [ana, eva] = [await app.visitor(), await app.visitor()];
    const id = newId();
    const own = await bytesOf(await ask(id, app, {headers: ana.headers}));
    assert.deepEqual(await bytesOf(await read(id, 0, app, ana.headers)), own);
    for (const headers of [eva.headers, {}]) {
      assert.equal((await read(id, 0, app, headers)).status, 404);
      assert.deepEqual(await lookUp([id], app, headers), []);
      await app.send('DELETE', `/v1/stream?conv_id=${id}`, {headers});
    }
    assert.equal((await lookUp([id], app, ana.headers)).length, 1);
    const closed = await openApp({chatOnly: true, host: '0.0.0.0', invitations: true});
    assert.equal((await read(id, 0, closed)).status, 401);
  });

  it('are forgotten after a time', async () => {
    const brief = await openApp({chatOnly: true, engine: engine.url, limits: {streamKeptMs: 50}});
    await (await ask('one', brief)).text();
    await until(() => brief.services.streams.size === 0);
    assert.equal(brief.services.streams.bytes, 0);
    assert.equal((await read('one', 0, brief)).status, 404);
  });

  it('have room for so many bytes: of one the latest, in all those that came last', async () => {
    const small = await openApp({
      chatOnly: true,
      engine: engine.url,
      limits: {streamBytes: 1500, streamBytesInAll: 3200},
    });
    const whole = await bytesOf(await ask('one', small));
    assert.ok(whole.length > 1500);
    assert.equal((await read('one', 0, small)).status, 416);
    assert.deepEqual(await bytesOf(await read('one', whole.length - 100, small)), whole.subarray(-100));
    for (const id of ['two', 'three', 'four']) await (await ask(id, small)).text();
    assert.deepEqual(
      (await lookUp(['one', 'two', 'three', 'four'], small)).map((one) => one.conversation_id),
      ['three', 'four'],
    );
    assert.ok(small.services.streams.bytes <= 3200);
  });

  it('answer a byte that is not there, and a question that is none', async () => {
    const id = newId();
    const {length} = await bytesOf(await ask(id));
    assert.equal(await codeOf(await read(id, length + 1)), 'range-unsatisfiable');
    for (const path of [
      '/v1/stream',
      '/v1/stream?conv_id=',
      `/v1/stream?conv_id=${id}&from=-1`,
      `/v1/stream?conv_id=${id}&from=x`,
    ])
      assert.equal((await app.send('GET', path)).status, 400, path);
    assert.equal((await app.send('POST', '/v1/streams/lookup', {body: {conversation_ids: 'x'}})).status, 400);
  });

  it('have names that are names', () => {
    assert.equal(streamId('0af3-B.c:1'), '0af3-B.c:1');
    for (const header of [undefined, '', 'a b', '../x', 'x'.repeat(129), 'é'])
      assert.equal(streamId(header), undefined);
  });
});

describe('a server with a socket', () => {
  it('keeps an answer whose connection is torn, byte for byte', async () => {
    const {go} = slowly();
    const server = await startServer({chatOnly: true, dataDir: ':memory:', engine: engine.url});
    const abort = new AbortController();
    const headers = {'Content-Type': 'application/json', 'X-Conversation-Id': 'torn'};
    const answer = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers,
      body: JSON.stringify(question),
      signal: abort.signal,
    });
    await answer.body!.getReader().read();
    abort.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    go();
    const rest = await readAnswer(await fetch(`${server.url}/v1/stream?conv_id=torn&from=0`));
    assert.deepEqual([rest.text, rest.done], ['Uno dos.', true]);
    assert.equal(engine.requests.length, 1);
  });
});
