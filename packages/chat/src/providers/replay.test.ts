// Chromium first: real answers are read over and over, by the same script in all engines; post-events.test.ts tries
// the line.
import {expect} from '@open-wc/testing';
import {chatStream, fixtureSite, type FixtureSite, type Rule} from '@uggla/testing';
import {readCapture} from '../testing/support.test.js';
import {OpenAiProvider} from './openai.js';

const type = 'text/event-stream';
const said = 'Sube la silla ñandú 日本 👍🏽 y «fin».';
const body = chatStream([...said].map((letter) => letter));
const size = new TextEncoder().encode(body).length;

/** The text of one question to `site`, the error it ended with, and how often the connection broke. */
async function ask(
  site: FixtureSite,
  {
    signal = new AbortController().signal,
    replays = true,
    onText = () => {},
  }: {signal?: AbortSignal; replays?: boolean; onText?: (text: string) => void} = {},
) {
  const provider = new OpenAiProvider({
    endpoint: site.url('v1?key=1'),
    headers: async () => ({'x-login': 'ana'}),
    replays: () => replays,
  });
  let text = '';
  let breaks = 0;
  let whole = false;
  let code: string | undefined;
  try {
    for await (const delta of provider.stream(
      {messages: [{role: 'user', content: 'Hola'}], onActivity: (broken) => broken && breaks++},
      signal,
    )) {
      if (delta.type === 'text') onText((text += delta.text));
      whole ||= delta.type === 'done';
    }
  } catch (caught) {
    code = (caught as {code: string}).code;
  }
  return {text, breaks, whole, code};
}

/** An engine whose first answer breaks so, and which keeps its streams (as `kept` says). */
async function engine(broken: Rule, kept: Rule = {}): Promise<FixtureSite> {
  const site = await fixtureSite();
  await site.rule(
    {match: 'v1/stream', method: 'GET', body, type, fromQuery: 'from', ...kept},
    {match: 'chat/completions', method: 'POST', body, type, ...broken},
  );
  return site;
}

const posts = (site: FixtureSite) => site.requests('chat/completions');
const gets = async (site: FixtureSite) => (await site.requests('v1/stream')).filter(({method}) => method === 'GET');

describe('a stream that is kept', () => {
  // Each byte position of an event with a letter of four bytes, and places all over the answer.
  const emoji = new TextEncoder().encode(body.slice(0, body.indexOf('👍'))).length;
  const places = [
    ...Array.from({length: 16}, (_, n) => emoji - 6 + n),
    ...Array.from({length: 40}, (_, n) => Math.floor((n * size) / 40) + (n % 7)),
  ];

  it('is read on without a character lost or doubled, wherever it was cut', async () => {
    const site = await engine({});
    for (const [n, place] of places.entries()) {
      await site.rule({match: 'chat/completions', method: 'POST', body, type, cutAfter: place, times: 1});
      const {text, whole, breaks, code} = await ask(site);
      expect({text, whole, code}, `cut at ${place}`).to.deep.equal({text: said, whole: true, code: undefined});
      if (place > 0) expect(breaks, `cut at ${place}`).to.be.greaterThan(0); // Firefox takes a break right after the head for one before it
      expect((await posts(site)).length, 'one question is sent once').to.equal(n + 1);
    }
  });

  it('is read on as well when the connection ended as if all were well', async () => {
    for (const place of [0, 1, Math.floor(size / 3), size - 40]) {
      const site = await engine({});
      const bytes = new TextEncoder().encode(body).slice(0, place);
      await site.rule({
        match: 'chat/completions',
        method: 'POST',
        base64: btoa(String.fromCharCode(...bytes)),
        type,
        times: 1,
      });
      expect(await ask(site), `ended at ${place}`).to.include({text: said, whole: true, code: undefined});
      expect((await posts(site)).length).to.equal(1);
    }
  });

  it('is taken up as well when the connection broke before the first word', async () => {
    const site = await engine({reset: true});
    expect(await ask(site)).to.include({text: said, whole: true, code: undefined});
    await site.rule({match: 'v1/stream', status: 404});
    expect(await ask(site)).to.include({text: '', code: 'chat-unreachable'});
  });

  it('may break again and again', async () => {
    // A browser drops what it has not handed on when the connection breaks: the chunks before the last have arrived.
    const slow = {cutAfter: Math.ceil(size / 9), chunk: 150, everyMs: 4};
    const site = await engine(slow, slow);
    expect(await ask(site)).to.include({text: said, whole: true, code: undefined});
    expect((await gets(site)).length).to.be.at.least(6);
    expect((await posts(site)).length).to.equal(1);
  });

  it('asks for its own stream, from the byte it has read, with the page’s headers', async () => {
    const site = await engine({cutAfter: 700, gateAfter: 700, gate: 'read'});
    const answer = ask(site, {onText: () => void site.open('read')});
    await answer;
    const [post] = await posts(site);
    const [get] = await gets(site);
    const query = new URLSearchParams(get!.query);
    expect(post!.headers['x-conversation-id']).to.match(/^[0-9a-f]{32}$/);
    expect(query.get('conv_id')).to.equal(post!.headers['x-conversation-id']);
    expect(Number(query.get('from'))).to.be.within(1, 700);
    expect(query.get('key')).to.equal('1');
    expect(get!.headers['x-login']).to.equal('ana');
    await ask(site);
    expect((await posts(site))[1]!.headers['x-conversation-id'], 'another question, another stream').not.to.equal(
      post!.headers['x-conversation-id'],
    );
  });

  it('is waited for while the server cannot answer', async () => {
    const site = await engine({cutAfter: 700});
    await site.rule({match: 'v1/stream', status: 503, times: 2});
    expect(await ask(site)).to.include({text: said, whole: true});
    expect((await gets(site)).length).to.equal(3);
  });

  it('is waited for as long as the page is out of sight, however often the server was not there; then it is read on', async () => {
    const hide = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true});
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const site = await engine({cutAfter: 700, gateAfter: 700, gate: 'read'});
    await site.rule({match: 'v1/stream', status: 503, times: 6});
    try {
      hide(true);
      const answer = ask(site, {onText: () => void site.open('read')});
      for (let times = 1; times <= 6; times++) {
        await site.seen('v1/stream', {count: times, ended: 'done'});
        await new Promise((resolve) => setTimeout(resolve, 20));
        dispatchEvent(new Event('online')); // spares the waiting between two attempts
      }
      expect((await gets(site)).length, 'all attempts are spent').to.equal(6);
      hide(false);
      expect(await answer).to.include({text: said, whole: true, code: undefined});
      expect([(await gets(site)).length, (await posts(site)).length]).to.deep.equal([7, 1]);
    } finally {
      delete (document as {hidden?: boolean}).hidden;
    }
  });

  it('is not asked for when the answer was whole, whatever came after it', async () => {
    const end = body.indexOf('data: [DONE]');
    for (const rule of [
      {},
      {body: body.slice(0, end)},
      {cutAfter: size - 3, gateAfter: size - 3, gate: 'x'},
    ] as Rule[]) {
      const site = await engine(rule);
      expect(await ask(site, {onText: (text) => text === said && void site.open('x')})).to.include({
        text: said,
        whole: true,
        code: undefined,
      });
      expect((await gets(site)).length).to.equal(0);
    }
  });

  const nothing: [name: string, kept: Rule][] = [
    ['knows no such stream', {status: 404}],
    ['shows a page in place of it', {body: '<!doctype html>', type: 'text/html'}],
    ['has nothing more', {body: ''}],
    ['does not know the method', {status: 501}],
  ];
  for (const [name, kept] of nothing) {
    it(`is a cut answer when the server ${name}`, async () => {
      const half = body.slice(0, body.indexOf('日'));
      const site = await engine({body: half.slice(0, half.lastIndexOf('data:'))}, kept);
      const {text, whole} = await ask(site);
      expect({text, whole}).to.deep.equal({text: said.slice(0, said.indexOf('日')), whole: false});
      expect((await gets(site)).length).to.equal(1);
      expect((await posts(site)).length).to.equal(1);
    });
  }

  it('is given up with DELETE when the person stops: a closed connection would not end it', async () => {
    const abort = new AbortController();
    const site = await engine({gateAfter: 700, gate: 'never'});
    await site.rule({match: 'v1/stream', method: 'DELETE', status: 204});
    await ask(site, {signal: abort.signal, onText: () => abort.abort()});
    await site.seen('v1/stream');
    const [request] = await site.requests('v1/stream');
    expect(request!.method).to.equal('DELETE');
    expect(request!.headers['x-login']).to.equal('ana');
    expect(new URLSearchParams(request!.query).get('conv_id')).to.equal(
      (await posts(site))[0]!.headers['x-conversation-id'],
    );
  });

  const over: [name: string, rule: Rule][] = [
    ['a whole answer', {}],
    ['an answer without a last line', {body: body.slice(0, body.indexOf('data: [DONE]'))}],
    ['a refused question', {status: 400, body: {error: {message: 'No'}}}],
    ['a server that failed', {status: 500, body: 'x'}],
    [
      'a plain JSON answer',
      {body: {choices: [{message: {content: 'Sí.'}, finish_reason: 'stop'}]}, type: 'application/json'},
    ],
  ];
  for (const [name, rule] of over) {
    it(`asks nobody to stop after ${name}`, async () => {
      const abort = new AbortController();
      const site = await engine(rule);
      await ask(site, {signal: abort.signal});
      abort.abort(); // as the chat does after every answer
      await fetch(site.url('package.json'));
      expect((await site.requests('v1/stream')).length).to.equal(0);
    });
  }

  it('asks nobody to stop after an answer that came with the second login', async () => {
    const abort = new AbortController();
    const site = await engine({});
    await site.rule({match: 'chat/completions', method: 'POST', status: 401, times: 1});
    let login = 0;
    const provider = new OpenAiProvider({
      endpoint: site.url('v1'),
      headers: async () => ({'x-login': String(login++)}),
      replays: () => true,
    });
    let text = '';
    for await (const delta of provider.stream({messages: [{role: 'user', content: 'Hola'}]}, abort.signal))
      if (delta.type === 'text') text += delta.text;
    abort.abort();
    await fetch(site.url('package.json'));
    expect(text).to.equal(said);
    expect((await posts(site)).length).to.equal(2);
    expect((await site.requests('v1/stream')).length).to.equal(0);
  });

  it('is taken up at once when the network is back', async () => {
    const site = await engine({cutAfter: 700});
    await site.rule({match: 'v1/stream', status: 503, times: 4}); // 0, 1, 2 and 4 s, then 8 more
    const back = setInterval(() => dispatchEvent(new Event('online')), 50);
    const {setTimeout} = window;
    // A clock on which no second ever passes: whoever waits by it alone waits for ever.
    window.setTimeout = ((then: TimerHandler, ms = 0, ...rest: unknown[]) =>
      ms < 1000 ? setTimeout(then, ms, ...rest) : 0) as typeof setTimeout;
    try {
      expect((await ask(site)).text).to.equal(said);
    } finally {
      window.setTimeout = setTimeout;
      clearInterval(back);
    }
    expect((await gets(site)).length).to.equal(5);
  });

  it('is taken up anew when a server that pings falls silent: the network is gone without a word', async () => {
    const pings = ':\n\n'.repeat(6);
    const site = await engine(
      {body: pings + body, chunk: 3, everyMs: 20, gateAfter: pings.length, gate: 'never'},
      {body: pings + body},
    );
    const {setTimeout} = window;
    // A clock on which a hundredth of a second is one.
    window.setTimeout = ((then: TimerHandler, ms = 0, ...rest: unknown[]) =>
      setTimeout(then, ms < 1000 ? ms : ms / 100, ...rest)) as typeof setTimeout;
    performance.now = () => Performance.prototype.now.call(performance) * 100;
    try {
      const {text, whole, breaks} = await ask(site);
      expect({text, whole}).to.deep.equal({text: said, whole: true});
      expect(breaks).to.be.greaterThan(0);
    } finally {
      window.setTimeout = setTimeout;
      Reflect.deleteProperty(performance, 'now');
    }
    expect((await posts(site)).length).to.equal(1);
  });

  it('is asked for with a login that is made anew', async () => {
    const site = await engine({cutAfter: 700});
    await site.rule({match: 'v1/stream', status: 401, times: 1});
    let login = 0;
    const provider = new OpenAiProvider({
      endpoint: site.url('v1'),
      headers: async () => ({'x-login': String(login++)}),
      replays: () => true,
    });
    let text = '';
    for await (const delta of provider.stream(
      {messages: [{role: 'user', content: 'Hola'}]},
      new AbortController().signal,
    ))
      if (delta.type === 'text') text += delta.text;
    expect(text).to.equal(said);
    expect((await gets(site)).map(({headers}) => headers['x-login'])).to.deep.equal(['1', '2']);
  });

  it('ends quietly when it is stopped while it is being taken up', async () => {
    const abort = new AbortController();
    const site = await engine({cutAfter: 700}, {status: 503});
    const asking = ask(site, {signal: abort.signal});
    await site.seen('v1/stream');
    abort.abort();
    const {code, whole} = await asking;
    expect({code, whole}).to.deep.equal({code: undefined, whole: false});
    await site.seen('v1/stream', {count: 2});
    expect((await gets(site)).length, 'nobody waits for it').to.equal(1);
  });

  it('is not taken for whole by an end that stands in its text', async () => {
    const tricky = chatStream(['{"finish_reason": "stop"} ', '[DONE] ', 'y sigue.']);
    const cut = tricky.indexOf('y sigue') - 90;
    const site = await engine({body: tricky, cutAfter: cut, gateAfter: cut, gate: 'read'}, {body: tricky});
    const {text, whole} = await ask(site, {onText: (text) => text.includes('[DONE]') && void site.open('read')});
    expect({text, whole}).to.deep.equal({text: '{"finish_reason": "stop"} [DONE] y sigue.', whole: true});
  });

  it('is neither named nor asked for where the engine is not known to keep any', async () => {
    const site = await engine({body: chatStream(['Sube'], {finish: null})});
    expect(await ask(site, {replays: false})).to.include({text: 'Sube', whole: false, breaks: 0});
    expect((await posts(site))[0]!.headers).not.to.have.property('x-conversation-id');
    expect(await gets(site)).to.deep.equal([]);
  });

  it('of a real server comes whole, cut in many places', async () => {
    const {body: real} = await readCapture('resume-get');
    const expected = real
      .split('\n')
      .filter((line) => line.startsWith('data: {'))
      .map((line) => JSON.parse(line.slice(6)).choices[0].delta.content ?? '')
      .join('');
    const site = await fixtureSite();
    await site.rule({match: 'v1/stream', body: real, type, fromQuery: 'from', cutAfter: 6001, chunk: 1500, everyMs: 4});
    for (let place = 17; place < real.length; place += 2999) {
      await site.rule({match: 'chat/completions', method: 'POST', body: real, type, cutAfter: place, times: 1});
      expect(await ask(site), `cut at ${place}`).to.include({text: expected, whole: true, code: undefined});
    }
  });
});
