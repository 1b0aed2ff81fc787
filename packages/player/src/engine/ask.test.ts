// Chromium first: what is asked when is the same script in all engines; engine.test.ts and faults.long.test.ts play it.
import {expect} from '@open-wc/testing';
import type {FixtureSite, Rule} from '@uggla/testing';
import {mediaSite, PATIENCE_MS} from '../player.test.kit.js';
import {Failure, insist} from './ask.js';
import type {Asking, Pace} from './ask.js';
import {importOr} from './choose-engine.js';
import type {Kind} from './recovery.js';

const site = (...rules: Rule[]) => mediaSite({files: {'part.bin': 'x'.repeat(5000)}, rules});

/** Asks for it; how long it is, or the status of the failure. */
async function outcome(
  of: FixtureSite,
  {url = of.url('part.bin'), kind = 'segment', ...asking}: Partial<Asking> & {url?: string; kind?: Kind} = {},
): Promise<string> {
  try {
    return `${(await insist(url, kind, {signal: new AbortController().signal, ...asking})).bytes.length} bytes`;
  } catch (cause) {
    return cause instanceof Failure
      ? `failure ${cause.status}${cause.foreign ? ', foreign' : ''}`
      : String((cause as Error).name);
  }
}

describe('insist', function () {
  this.timeout(PATIENCE_MS);

  for (const [name, rule, count] of [
    ['an answer of 500', {status: 500, times: 1}, 2],
    ['an answer of 404', {status: 404, times: 1}, 2],
    ['a body that breaks off', {cutAfter: 2000, times: 2}, 3],
    ['a head that never comes, its server being there', {method: 'GET', hang: true, times: 1}, 2],
    ['no fault at all', {method: 'POST', status: 500}, 1],
  ] as const) {
    it(`brings it after ${name}`, async () => {
      const of = await site({match: 'part.bin', ...rule});
      expect(await outcome(of)).to.equal('5000 bytes');
      expect((await of.requests('part.bin')).filter(({method}) => method === 'GET')).to.have.length(count);
    });
  }

  it('asks anew for what a server holds back, once that may have been lost in an outage', async () => {
    const of = await site({match: 'held', hang: true, times: 1});
    const held = {ms: 1000, beside: of.url('part.bin')};
    expect(await outcome(of, {url: of.url('part.bin?held'), held})).to.equal('5000 bytes');
    expect((await of.requests('part.bin')).map(({method}) => method)).to.deep.equal(['GET', 'HEAD', 'GET']);
  });

  it('waits for a server that works on its answers, and asks it no second one twice', async () => {
    const of = await site({match: 'part.bin', method: 'GET', delayMs: 2200});
    const pace: Pace = new Map();
    expect([await outcome(of, {pace}), await outcome(of, {pace})]).to.deep.equal(['5000 bytes', '5000 bytes']);
    expect((await of.requests('part.bin')).filter(({method}) => method === 'GET')).to.have.length(3);
  });

  it('brings what comes slowly, as long as it comes', async () => {
    const heard: number[] = [];
    const of = await site({match: 'part.bin', chunk: 1000, everyMs: 60});
    expect(await outcome(of, {onBytes: (loaded) => heard.push(loaded)})).to.equal('5000 bytes');
    expect([heard.at(-1), heard.length > 1]).to.deep.equal([5000, true]);
  });

  it('fails with the last answer when asking on makes no sense', async () => {
    const of = await site({match: 'part.bin', status: 410});
    expect(await outcome(of)).to.equal('failure 410');
    expect(await of.requests('part.bin')).to.have.length(3);
  });

  it('tells an origin that does not let the page read from one that is not there', async () => {
    const of = await site();
    expect(await outcome(of, {url: of.foreignUrl('part.bin')})).to.equal('failure 0, foreign');
    await of.rule({match: 'part.bin', cors: true});
    expect(await outcome(of, {url: of.foreignUrl('part.bin')})).to.equal('5000 bytes');
    await of.rule({reset: true});
    expect(await outcome(of)).to.equal('failure 0');
  });

  it('asks again for what came whole and is of no use', async () => {
    const of = await site({match: 'part.bin', body: 'no', times: 1});
    const flaw: Asking['flaw'] = ({bytes}) => (bytes.length < 10 ? 'is short' : undefined);
    expect(await outcome(of, {flaw})).to.equal('5000 bytes');
    await of.rule({match: 'part.bin', body: 'no'});
    expect(await outcome(of, {flaw})).to.equal('failure 200');
  });

  it('sends the headers of a range, and takes the part', async () => {
    const of = await site();
    expect(await outcome(of, {headers: {Range: 'bytes=10-19'}})).to.equal('10 bytes');
  });

  it('stops when nobody wants it any more: while it waits, and while it pauses', async () => {
    for (const rule of [{hang: true}, {stallAfter: 1000}, {status: 503, headers: {'retry-after': '9'}}]) {
      const of = await site({match: 'part.bin', ...rule});
      const abort = new AbortController();
      const ended = outcome(of, {signal: abort.signal});
      await of.seen('part.bin');
      abort.abort();
      expect(await ended).to.equal('AbortError');
    }
  });

  it('does not even begin for a signal that is aborted', async () => {
    const of = await site();
    expect(await outcome(of, {signal: AbortSignal.abort()})).to.equal('AbortError');
    expect(await of.requests('part.bin')).to.have.length(0);
  });
});

describe('importOr', () => {
  it('gives what was loaded', async () => {
    expect(await importOr('engine-unavailable', () => Promise.resolve(7))).to.equal(7);
  });

  it('turns a chunk that is not there into an error with a cure', async () => {
    const error = await importOr('engine-unavailable', () => Promise.reject(new TypeError('Failed to fetch'))).catch(
      (cause: unknown) => cause,
    );
    expect(error).to.include({
      code: 'engine-unavailable',
      cure: 'Publish all files of the bundle, not only its entry.',
    });
    expect((error as Error).cause).to.be.instanceOf(TypeError);
  });
});
