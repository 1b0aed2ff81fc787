// Chromium first: what is asked when is the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import {fixtureSite, type Rule} from '@uggla/testing';
import {OllamaProvider, readOllamaLine} from './ollama.js';
import type {Delta} from './provider.js';

// Written after Ollama's documentation; no Ollama was there to be tried.
const lines = (pieces: readonly object[]) => pieces.map((piece) => `${JSON.stringify(piece)}\n`).join('');
const whole = lines([
  {model: 'llama3', message: {role: 'assistant', content: '', thinking: 'Pienso'}, done: false},
  {model: 'llama3', message: {role: 'assistant', content: 'La silla '}, done: false},
  {model: 'llama3', message: {role: 'assistant', content: 'sube 👍'}, done: false},
  {
    model: 'llama3',
    message: {role: 'assistant', content: ''},
    done: true,
    done_reason: 'stop',
    prompt_eval_count: 10,
    eval_count: 4,
  },
]);

async function ask(rule: Rule, headers = async (): Promise<Record<string, string>> => ({'x-intranet': '1'})) {
  const site = await fixtureSite({rules: [{match: 'api/chat', method: 'POST', type: 'application/x-ndjson', ...rule}]});
  const provider = new OllamaProvider({endpoint: site.url('api'), headers});
  const deltas: Delta[] = [];
  let error: {code?: string} | undefined;
  try {
    const messages = [
      {
        role: 'user' as const,
        content: [
          {type: 'text' as const, text: 'Hola'},
          {type: 'image_url' as const, image_url: {url: 'data:image/png;base64,AAAA'}},
        ],
      },
    ];
    for await (const delta of provider.stream({messages, model: 'llama3'}, new AbortController().signal))
      deltas.push(delta);
  } catch (caught) {
    error = caught as {code: string};
  }
  return {deltas, error, posts: await site.requests('api/chat')};
}

describe('OllamaProvider', () => {
  it('reads lines of JSON, however they are cut', async () => {
    for (const chunk of [1, 5, 40, 5000]) {
      const {deltas, error} = await ask({body: whole, chunk});
      expect(error).to.equal(undefined);
      expect(deltas.map((delta) => ('text' in delta ? `${delta.type} ${delta.text}` : delta.type))).to.deep.equal([
        'reasoning Pienso',
        'text La silla ',
        'text sube 👍',
        'usage',
        'done',
      ]);
    }
  });

  it('sends pictures as Ollama wants them, with the page’s headers, once', async () => {
    const {posts} = await ask({body: whole});
    expect(posts.length).to.equal(1);
    expect(posts[0]!.headers['x-intranet']).to.equal('1');
    expect(JSON.parse(posts[0]!.body)).to.deep.include({
      model: 'llama3',
      messages: [{role: 'user', content: 'Hola', images: ['AAAA']}],
    });
  });

  it('tells of errors, in the head and in the stream', async () => {
    expect((await ask({status: 404, body: {error: 'model not found'}})).error).to.include({
      code: 'chat-refused',
      message: 'model not found',
    });
    expect((await ask({body: lines([{error: 'out of memory'}])})).error).to.include({
      code: 'chat-answer-failed',
      message: 'out of memory',
    });
    expect((await ask({body: '<html>'})).error).to.include({code: 'chat-answer-invalid'});
  });

  it('asks again after a 401 when the page has other headers by now, and only then', async () => {
    let key = 0;
    const renewed = await ask({status: 401, times: 1, body: {error: 'Expired'}}, async () => ({
      'x-key': String(++key),
    }));
    expect(renewed.posts.map(({headers}) => headers['x-key'])).to.deep.equal(['1', '2']);
    expect((await ask({status: 401, body: {error: 'Expired'}})).posts.length).to.equal(1);
  });

  it('reads calls, whose arguments are objects here and which have no ids', () => {
    const line = JSON.stringify({
      message: {
        tool_calls: [
          {function: {name: 'seats', arguments: {room: 'A'}}},
          {function: {name: 7}},
          null,
          {function: {name: 'now'}},
        ],
      },
    });
    expect(readOllamaLine(line)).to.deep.equal([
      {type: 'tool-call', id: 'seats-0', name: 'seats', arguments: '{"room":"A"}'},
      {type: 'tool-call', id: 'now-2', name: 'now', arguments: '{}'},
    ]);
  });

  it('ends without a done when the stream is cut', async () => {
    const {deltas} = await ask({body: whole, cutAfter: 200});
    expect(deltas.some(({type}) => type === 'done')).to.equal(false);
  });
});
