import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {ModelInfo} from '@uggla/protocol';
import type {TestApp} from './app.test.util.js';
import {readAnswer} from './chat.test.util.js';

/** Something that answers, behind the gateway. */
export interface Backend {
  app: TestApp;
  question: string;
  /** What is asked for beside the question. */
  body?: object;
  /** The whole answer. */
  text: string | RegExp;
  /** A language model, rather than passages found. */
  generative: boolean;
  close?(): void | Promise<void>;
}

/** What must be true of every backend: a page need not know which it talks to. */
export function backendSuite(name: string, open: () => Promise<Backend>): void {
  describe(name, () => {
    let backend: Backend;
    let count = 0;
    before(async () => {
      backend = await open();
    });
    after(async () => {
      await backend.app.close();
      await backend.close?.();
    });

    const ask = (more: object = {}, headers: Record<string, string> = {}) =>
      backend.app.send('POST', '/v1/chat/completions', {
        headers,
        body: {messages: [{role: 'user', content: backend.question}], ...backend.body, ...more},
      });
    const same = (text: string) =>
      typeof backend.text === 'string' ? assert.equal(text, backend.text) : assert.match(text, backend.text);

    it('names its models, and whether a language model writes', async () => {
      const {data} = (await (await backend.app.send('GET', '/v1/models')).json()) as {data: ModelInfo[]};
      assert.ok(data.length >= 1);
      for (const {id, object, generative} of data)
        assert.deepEqual([typeof id, object, generative], ['string', 'model', backend.generative]);
    });

    it('streams its answer in one form: a role, text, one end, [DONE]', async () => {
      const answer = await ask({stream: true});
      assert.match(answer.headers.get('Content-Type')!, /^text\/event-stream/);
      const {text, finish, done, chunks} = await readAnswer(answer);
      same(text);
      assert.deepEqual([finish, done], ['stop', true]);
      assert.deepEqual(chunks[0]!.choices[0]!.delta, {role: 'assistant', content: ''});
      assert.equal(chunks.filter(({choices}) => choices[0]?.finish_reason).length, 1);
      assert.equal(new Set(chunks.map(({id}) => id)).size, 1);
      assert.doesNotMatch(text, /\uFFFD/);
    });

    it('answers at once with the same, when no stream is asked for', async () => {
      const body = (await (await ask()).json()) as {
        object: string;
        choices: [{message: {role: string; content: string}; finish_reason: string}];
      };
      assert.deepEqual(
        [body.object, body.choices[0].message.role, body.choices[0].finish_reason],
        ['chat.completion', 'assistant', 'stop'],
      );
      same(body.choices[0].message.content);
    });

    it('is read on from any byte, and forgotten when it is stopped', async () => {
      const id = `${name.replace(/\W/g, '-')}-${++count}`;
      const whole = Buffer.from(await (await ask({stream: true}, {'X-Conversation-Id': id})).arrayBuffer());
      for (const from of [0, 1, Math.floor(whole.length / 2), whole.length - 1]) {
        const rest = Buffer.from(
          await (await backend.app.send('GET', `/v1/stream?conv_id=${id}&from=${from}`)).arrayBuffer(),
        );
        assert.deepEqual(rest, whole.subarray(from), `from ${from}`);
      }
      assert.ok((await backend.app.send('DELETE', `/v1/stream?conv_id=${id}`)).ok);
      assert.equal((await backend.app.send('GET', `/v1/stream?conv_id=${id}&from=0`)).status, 404);
    });

    it('answers several at a time, each with its own', async () => {
      const answers = await Promise.all([1, 2, 3].map(async () => readAnswer(await ask({stream: true}))));
      for (const {text, done} of answers) {
        same(text);
        assert.equal(done, true);
      }
    });

    it('refuses what is no question, in the same words', async () => {
      for (const messages of [[], [{role: 'assistant', content: 'x'}], 'x']) {
        const answer = await backend.app.send('POST', '/v1/chat/completions', {body: {messages}});
        assert.deepEqual(
          [answer.status, ((await answer.json()) as {code: string}).code],
          [400, 'chat-request-invalid'],
        );
      }
    });
  });
}
