// Chromium first: real answers are read over and over, by the same script in all engines; post-events.test.ts tries
// the line.
import {expect} from '@open-wc/testing';
import {chatStream, fixtureSite, sse, type Rule} from '@uggla/testing';
import {OpenAiProvider, readAnswer} from './openai.js';
import type {Delta, ProviderRequest} from './provider.js';

const question: ProviderRequest = {messages: [{role: 'user', content: '¿Cómo subo la silla?'}]};

/** Asks a server that answers so; gives what came, the error, and what the server saw. */
async function ask(
  rule: Rule,
  {
    headers = async () => ({}),
    signal = new AbortController().signal,
  }: {headers?: () => Promise<Record<string, string>>; signal?: AbortSignal} = {},
) {
  const site = await fixtureSite({
    rules: [{method: 'POST', match: 'chat/completions', type: 'text/event-stream', ...rule}],
  });
  const provider = new OpenAiProvider({endpoint: site.url('v1'), headers});
  const deltas: Delta[] = [];
  let error: {code?: string; message?: string; retryAfter?: number; contextWindow?: number} | undefined;
  try {
    for await (const delta of provider.stream(question, signal)) deltas.push(delta);
  } catch (caught) {
    error = caught as typeof error;
  }
  return {text: textOf(deltas), deltas, error, posts: await site.requests('chat/completions')};
}

const textOf = (deltas: readonly Delta[]) => deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('');
const sentence = ['La silla ', 'sube ', '— ¡así! 👍'];

describe('OpenAiProvider', () => {
  it('reads a stream whatever its line ends, comments and byte order mark', async () => {
    const stream = chatStream(sentence);
    const bodies = [
      stream,
      stream.replaceAll('\n', '\r\n'),
      stream.replaceAll('\n', '\r'),
      `\uFEFF${stream}`,
      stream.replaceAll('data:', ': ping\n\nevent: x\nid: 7\nretry: 10\ndata:'),
      stream.replaceAll('data: ', 'data:'),
      stream.trimEnd(),
    ];
    for (const body of bodies) {
      for (const chunk of [1, 3, 1000]) {
        const {text, error} = await ask({body, chunk});
        expect(text, JSON.stringify(body.slice(0, 60))).to.equal(sentence.join(''));
        expect(error).to.equal(undefined);
      }
    }
  });

  it('reads a right stream under a wrong content type', async () => {
    for (const type of ['text/plain', 'application/json', 'application/octet-stream', 'text/html']) {
      expect((await ask({body: chatStream(sentence), type})).text, type).to.equal(sentence.join(''));
    }
  });

  it('gives text that came together as one piece, and never over another piece', async () => {
    const piece = (delta: object) => ({choices: [{index: 0, delta}]});
    const annotations = [{type: 'uggla_citation', index: 1, title: 'Silla'}];
    const data = [
      piece({reasoning_content: 'Pien'}),
      piece({reasoning_content: 'so'}),
      piece({content: 'La '}),
      piece({content: 'silla'}),
      piece({annotations}),
      piece({content: ' sube.'}),
    ].map((one) => JSON.stringify(one));
    async function* together() {
      yield data; // as the network brought them is the browser's affair
      yield data.slice(-1);
    }
    const deltas: Delta[] = [];
    for await (const delta of readAnswer(together(), 'here')) deltas.push(delta);
    expect(deltas.map((delta) => ('text' in delta ? delta.text : delta.type))).to.deep.equal([
      'Pienso',
      'La silla',
      'citation',
      ' sube.',
      ' sube.',
    ]);
  });

  it('keeps the text that came together with a fault', async () => {
    const {text, error} = await ask({
      body: sse([{choices: [{index: 0, delta: {content: 'La silla'}}]}, {error: {message: 'Sin memoria'}}]),
    });
    expect(text).to.equal('La silla');
    expect(error?.code).to.equal('chat-answer-failed');
  });

  it('takes a whole JSON answer in place of a stream', async () => {
    const body = {
      choices: [{index: 0, message: {role: 'assistant', content: 'La silla\nsube'}, finish_reason: 'stop'}],
    };
    const {text, deltas} = await ask({body: JSON.stringify(body, null, 2), type: 'application/json'});
    expect(text).to.equal('La silla\nsube');
    expect(deltas.at(-1)).to.deep.equal({type: 'done', reason: 'stop'});
  });

  it('reads one event of several megabytes', async () => {
    const long = 'palabra '.repeat(300_000);
    const {text} = await ask({body: chatStream([long, 'fin']), chunk: 65_536});
    expect(text.length).to.equal(long.length + 3);
  });

  it('gives the citations of the stream, and leaves out what is none', async () => {
    const good = {
      type: 'uggla_citation',
      index: 1,
      title: 'Silla',
      lesson: 'altura',
      media: 'm/media.json',
      start: 42,
      end: 50,
      url: '#/a',
    };
    const annotations = [
      good,
      {type: 'url_citation', url: 'https://x.example'},
      {type: 'uggla_citation', title: 'Sin número'},
      null,
      7,
      {...good, index: 2, start: 'x', url: 3},
    ];
    const {deltas} = await ask({
      body: sse([
        {choices: [{index: 0, delta: {annotations}}]},
        {choices: [{index: 0, delta: {}, finish_reason: 'stop'}]},
      ]),
    });
    expect(deltas.filter(({type}) => type === 'citation')).to.deep.equal([
      {type: 'citation', citation: good},
      {
        type: 'citation',
        citation: {type: 'uggla_citation', index: 2, title: 'Silla', lesson: 'altura', media: 'm/media.json', end: 50},
      },
    ]);
  });

  it('takes thoughts apart from the answer, by field or by tag', async () => {
    const byTag = await ask({body: chatStream(['<th', 'ink>Pien', 'so</thi', 'nk>\n\nSi', '.'])});
    expect(
      byTag.deltas
        .filter(({type}) => type === 'reasoning')
        .map((delta) => (delta as {text: string}).text)
        .join(''),
    ).to.equal('Pienso');
    expect(byTag.text).to.equal('Si.');
    const byField = await ask({
      body: sse([
        {choices: [{delta: {reasoning_content: 'Pienso'}}]},
        {choices: [{delta: {content: 'Sí.'}, finish_reason: 'stop'}]},
      ]),
    });
    expect(byField.text).to.equal('Sí.');
    expect((await ask({body: chatStream(['a < b y ', '<b>'])})).text).to.equal('a < b y <b>');
  });

  it('ignores other choices, empty choices and null texts', async () => {
    const body = sse([
      {choices: []},
      {choices: [{index: 1, delta: {content: 'no'}}]},
      {choices: [{index: 0, delta: {content: null}}]},
      {choices: [{index: 0, delta: {content: 'sí'}, finish_reason: 'stop'}]},
      {},
      [],
      null as unknown as object,
    ]);
    expect((await ask({body})).text).to.equal('sí');
  });

  it('says that a web page is no chat', async () => {
    const {error} = await ask({body: '<!doctype html><title>Entrar</title>', type: 'text/html'});
    expect(error).to.include({code: 'chat-answer-invalid'});
    expect(error!.message).not.to.contain('<');
    expect((await ask({body: 'data: hola\n\ndata: adiós\n\n'})).error).to.include({code: 'chat-answer-invalid'});
  });

  it('throws the error that stands inside a stream, after the text before it', async () => {
    const {text, error} = await ask({
      body: chatStream(['La mitad'], {finish: null}) + sse([{error: {message: 'Sin memoria', code: 500}}]),
    });
    expect(text).to.equal('La mitad');
    expect(error).to.include({code: 'chat-answer-failed', message: 'Sin memoria'});
  });

  it('tells what a server refused, and for how long', async () => {
    const busy = await ask({
      status: 429,
      headers: {'retry-after': '7'},
      body: {error: {message: 'Despacio'}},
      type: 'application/json',
    });
    expect(busy.error).to.include({code: 'chat-busy', message: 'Despacio', retryAfter: 7});
    const down = await ask({status: 502, body: '<html><h1>Bad gateway</h1></html>', type: 'text/html'});
    expect(down.error).to.include({code: 'chat-server-failed'});
    expect(down.error!.message).not.to.contain('<');
    const long = await ask({
      status: 400,
      body: {error: {code: 'context_length_exceeded', message: 'Too long', n_ctx: 1024}},
      type: 'application/json',
    });
    expect(long.error).to.include({code: 'chat-context-exceeded', contextWindow: 1024});
    const problem = await ask({status: 422, body: {title: 'No such model'}, type: 'application/problem+json'});
    expect(problem.error).to.include({code: 'chat-refused', message: 'No such model'});
  });

  it('asks the page for new headers once after a 401, and not again', async () => {
    let key = 0;
    const headers = async () => ({authorization: `Bearer ${++key}`});
    const mended = await ask({status: 401, times: 1, body: {error: {message: 'Expired'}}}, {headers});
    expect(mended.posts.map(({headers}) => headers['authorization'])).to.deep.equal(['Bearer 1', 'Bearer 2']);
    const refused = await ask({status: 401, body: {error: {message: 'Expired'}}}, {headers});
    expect(refused.error).to.include({code: 'chat-unauthorized', message: 'Expired'});
    expect(refused.posts.length).to.equal(2);
  });

  it('asks no second time with the headers that were refused', async () => {
    const {error, posts} = await ask(
      {status: 401, body: {error: {message: 'Expired'}}},
      {headers: async () => ({authorization: 'Bearer 1'})},
    );
    expect(error).to.include({code: 'chat-unauthorized', message: 'Expired'});
    expect(posts.length).to.equal(1);
  });

  it('sends one POST, whatever happens to the answer', async () => {
    const stream = chatStream(sentence);
    for (const rule of [
      {body: stream},
      {body: stream, cutAfter: 200},
      {body: stream, status: 500},
      {body: ''},
      {body: ': ping\n\n'},
      {body: 'retry: 1\n\n', cutAfter: 5},
    ]) {
      expect((await ask(rule)).posts.length, JSON.stringify(rule)).to.equal(1);
    }
  });

  it('breaks the request off when it is stopped', async () => {
    const site = await fixtureSite({
      rules: [
        {
          match: 'chat/completions',
          body: chatStream(sentence),
          type: 'text/event-stream',
          gate: 'never',
          gateAfter: 420,
        },
      ],
    });
    const abort = new AbortController();
    for await (const delta of new OpenAiProvider({endpoint: site.url('v1'), headers: async () => ({})}).stream(
      question,
      abort.signal,
    )) {
      if (delta.type === 'text') abort.abort();
    }
    await site.seen('chat/completions', {ended: 'gone'});
  });
});
