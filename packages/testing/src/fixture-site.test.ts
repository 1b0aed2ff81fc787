import {expect} from '@open-wc/testing';
import {chatStream, collectEvents, emulate, fixtureSite, nextEvent, rightToLeft, sse} from './index.js';

const text = async (url: string, init?: RequestInit) => (await fetch(url, init)).text();

describe('FixtureSite', () => {
  it('serves files given by the test, files of the repository and generated media', async () => {
    const site = await fixtureSite({files: {'a/course.json': {id: 'x'}, 'a/note.txt': 'año'}});
    expect(await (await fetch(site.url('a/course.json'))).json()).to.deep.equal({id: 'x'});
    expect(await text(site.url('a/note.txt'))).to.equal('año');
    expect(await text(site.url('package.json'))).to.contain('"uggla"');
    expect(await text(site.url(new URL('./sse.ts', import.meta.url)))).to.contain('chatStream');
    expect(await text(site.url('fixtures/media/hls/master.m3u8'))).to.contain('low/list.m3u8');
    expect((await fetch(site.url('no/such.json'))).status).to.equal(404);
    expect((await fetch(site.url('%2e%2e/%2e%2e/%2e%2e/etc/hostname'))).status).to.equal(404);
  });

  it('keeps what one test did from another', async () => {
    const [one, other] = await Promise.all([fixtureSite({rules: [{status: 500}]}), fixtureSite()]);
    expect((await fetch(one.url('package.json'))).status).to.equal(500);
    expect((await fetch(other.url('package.json'))).status).to.equal(200);
    expect(await one.requests()).to.have.length(1);
  });

  it('answers ranges, and none where it is told so', async () => {
    const site = await fixtureSite({files: {'digits.txt': '0123456789'}});
    const part = await fetch(site.url('digits.txt'), {headers: {range: 'bytes=2-4'}});
    expect([part.status, part.headers.get('content-range'), await part.text()]).to.deep.equal([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect(await text(site.url('digits.txt'), {headers: {range: 'bytes=-3'}})).to.equal('789');
    expect((await fetch(site.url('digits.txt'), {headers: {range: 'bytes=20-'}})).status).to.equal(416);
    await site.rule({noRanges: true});
    const whole = await fetch(site.url('digits.txt'), {headers: {range: 'bytes=2-4'}});
    expect([whole.status, await whole.text()]).to.deep.equal([200, '0123456789']);
  });

  it('misbehaves for as many requests as the rule says, the newest rule first', async () => {
    const site = await fixtureSite({
      files: {x: 'well'},
      rules: [{match: /^x$/, status: 503, times: 2, headers: {'Retry-After': '7'}}],
    });
    const first = await fetch(site.url('x'));
    expect([first.status, first.headers.get('retry-after')]).to.deep.equal([503, '7']);
    await site.rule({match: 'x', status: 401, times: 1});
    expect((await fetch(site.url('x'))).status).to.equal(401);
    expect((await fetch(site.url('x'))).status).to.equal(503);
    expect(await text(site.url('x'))).to.equal('well');
    await site.rule({match: 'x', after: 1, status: 404});
    expect((await fetch(site.url('x'))).status).to.equal(200);
    expect((await fetch(site.url('x'))).status).to.equal(404);
    await site.heal();
    expect((await fetch(site.url('x'))).status).to.equal(200);
  });

  it('breaks the connection after so many bytes', async () => {
    const site = await fixtureSite({rules: [{cutAfter: 3, body: '0123456789'}]});
    const reader = (await fetch(site.url('x'))).body!.getReader();
    const broken = (async () => {
      for (let got = ''; ;) {
        const {done, value} = await reader.read();
        if (done) return `ended well after ${got}`;
        got += new TextDecoder().decode(value);
      }
    })().catch((error: unknown) => (error as Error).name);
    expect(await broken).to.match(/Error$/);
    expect((await site.seen('x', {ended: 'cut'}))[0]!.sent).to.equal(3);
  });

  it('breaks at a gate only when the page has read what came before', async () => {
    const site = await fixtureSite({rules: [{gate: 'read', gateAfter: 3, cutAfter: 3, body: '0123456789'}]});
    const reader = (await fetch(site.url('x'))).body!.getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).to.equal('012');
    expect((await site.requests('x'))[0]!.ended).to.equal('open');
    await site.open('read');
    expect(await reader.read().catch((error: unknown) => (error as Error).name)).to.match(/Error$/);
    expect((await site.seen('x', {ended: 'cut'}))[0]!.sent).to.equal(3);
  });

  it('breaks the connection before any answer', async () => {
    const site = await fixtureSite({rules: [{reset: true}]});
    expect(
      await fetch(site.url('x'), {method: 'POST', body: '{}'}).catch((error: unknown) => (error as Error).name),
    ).to.equal('TypeError');
  });

  it('holds an answer back until the test opens the gate, and tells who left', async () => {
    const body = chatStream(['Ho', 'la']);
    const site = await fixtureSite({
      rules: [{match: 'chat', method: 'POST', body, type: 'text/event-stream', gate: 'rest', gateAfter: 10}],
    });
    const reader = (await fetch(site.url('v1/chat'), {method: 'POST', body: '{"model":"m"}'})).body!.getReader();
    let got = '';
    while (got.length < 10) got += new TextDecoder().decode((await reader.read()).value);
    expect(got).to.have.length(10);
    const [seen] = await site.requests('chat');
    expect([seen!.ended, seen!.sent, seen!.body]).to.deep.equal(['open', 10, '{"model":"m"}']);
    await site.open('rest');
    for (let part = await reader.read(); !part.done; part = await reader.read())
      got += new TextDecoder().decode(part.value);
    expect(got).to.equal(body);

    await site.rule({match: 'chat', body, stallAfter: 5});
    const leave = new AbortController();
    await fetch(site.url('v1/chat'), {signal: leave.signal});
    leave.abort();
    await site.seen('chat', {ended: 'gone'});
  });

  it('writes in chunks of one byte', async () => {
    const site = await fixtureSite({
      rules: [{body: sse(['ñ', {a: 1}], {end: '\r\n'}), type: 'text/event-stream', chunk: 1}],
    });
    expect(await text(site.url('x'))).to.equal('data: ñ\r\n\r\ndata: {"a":1}\r\n\r\n');
  });

  it('speaks to other origins only where it is told so', async () => {
    const site = await fixtureSite({files: {x: 'foreign'}});
    const status = () =>
      fetch(site.foreignUrl('x'), {method: 'PUT', credentials: 'include'}).then(
        (r) => r.status,
        () => 'refused',
      );
    expect(await status()).to.equal('refused');
    await site.rule({cors: true});
    expect(await status()).to.equal(200);
  });

  it('answers at once, whatever the query says, without a site', async () => {
    const answer = await fetch('/__fixtures/file/package.json?status=418&type=text/plain');
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([418, 'text/plain']);
    expect((await fetch('/fixtures/media/clip.mp4', {headers: {range: 'bytes=0-9'}})).status).to.equal(206);
  });

  it('says what was asked for when the awaited request never came', async () => {
    const site = await fixtureSite();
    await fetch(site.url('package.json'));
    const [seen] = await site.seen('package');
    expect([seen!.method, seen!.path, seen!.status]).to.deep.equal(['GET', 'package.json', 200]);
  });
});

describe('nextEvent', () => {
  it('resolves with the next event that fits', async () => {
    const target = new EventTarget();
    const all = collectEvents(target, 'x');
    const wanted = nextEvent<CustomEvent<number>>(target, 'x', ({detail}) => detail > 1);
    for (const detail of [1, 2, 3]) target.dispatchEvent(new CustomEvent('x', {detail}));
    expect((await wanted).detail).to.equal(2);
    expect(all).to.have.length(3);
  });
});

describe('emulate', () => {
  it('sets what people set in their system, where the engine can', async () => {
    const able = await emulate({forcedColors: 'active', reducedMotion: 'reduce'});
    expect(matchMedia('(forced-colors: active) and (prefers-reduced-motion: reduce)').matches).to.equal(able);
    await emulate({});
    expect(matchMedia('(forced-colors: active)').matches).to.equal(false);
  });

  it('turns the page round', async () => {
    const inside = await rightToLeft(async () => getComputedStyle(document.body).direction);
    expect([inside, getComputedStyle(document.body).direction]).to.deep.equal(['rtl', 'ltr']);
  });
});
