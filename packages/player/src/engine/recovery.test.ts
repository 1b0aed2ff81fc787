import {expect} from '@open-wc/testing';
import {isPassing, pauseAfter, Recovery} from './recovery.js';
import type {Kind, Trouble} from './recovery.js';

const trouble = (more: Partial<Trouble> = {}): Trouble => ({of: 'segment', status: 500, at: 10, ahead: 0, ...more});

/** A film whose clock the test turns. */
function film({alone = true} = {}) {
  let now = 0;
  const recovery = new Recovery({alone, now: () => now});
  return {
    recovery,
    pass: (ms: number) => (now += ms),
    what: (more?: Partial<Trouble>) => recovery.decide(trouble(more)).do,
  };
}

describe('isPassing', () => {
  for (const [status, passes] of [
    [0, true],
    [408, true],
    [425, true],
    [429, true],
    [500, true],
    [503, true],
    [200, false],
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [410, false],
  ] as const) {
    it(`${status}: ${passes ? 'it may be well in a moment' : 'it stays so'}`, () =>
      expect(isPassing({status})).to.equal(passes));
  }

  it('is not what another origin does not let a page read', () =>
    expect(isPassing({status: 0, foreign: true})).to.equal(false));
});

describe('pauseAfter', () => {
  const tries = (status: number, kind: Kind, foreign = false) => {
    let count = 1;
    while (count < 50 && pauseAfter({status, foreign}, count, kind) !== undefined) count++;
    return count;
  };

  it('asks a few times for one file, then leaves it to another rendition', () => {
    expect([tries(500, 'segment'), tries(0, 'list'), tries(404, 'segment'), tries(200, 'list')]).to.deep.equal([
      3, 3, 3, 3,
    ]);
  });

  it('asks on and on for the first playlist, which has no other', () => {
    expect([tries(500, 'manifest'), tries(0, 'manifest')]).to.deep.equal([50, 50]);
    expect([tries(404, 'manifest'), tries(200, 'manifest')], 'unless that will not help').to.deep.equal([3, 3]);
  });

  it('asks but once more where access is denied: the page may know a better address', () => {
    expect([tries(401, 'manifest'), tries(403, 'segment'), tries(0, 'manifest', true)]).to.deep.equal([2, 2, 2]);
  });

  it('waits longer each time, never so long that an outage is over for 3 s', () => {
    const pauses = [1, 2, 3, 4, 9].map((count) => pauseAfter({status: 500}, count, 'manifest')!);
    expect(pauses).to.deep.equal([400, 800, 1500, 1500, 1500]);
  });

  it('has the patience that the server wishes, within reason', () => {
    expect(pauseAfter({status: 503, retryAfterMs: 5000}, 1, 'segment')).to.equal(5000);
    expect(pauseAfter({status: 429, retryAfterMs: 3_600_000}, 1, 'segment')).to.equal(20_000);
  });
});

describe('Recovery', () => {
  it('never gives up what may pass', () => {
    const {recovery, pass} = film();
    for (let round = 0; round < 100; round++) {
      const remedy = recovery.decide(trouble({status: round % 2 ? 0 : 503}));
      expect(remedy).to.include({do: 'again'});
      expect((remedy as {ms: number}).ms).to.be.within(250, 1500);
      pass(2000);
    }
  });

  it('gives way to another source when the server fails for long, and nothing is left to play', () => {
    const {what, pass} = film({alone: false});
    expect(what()).to.equal('again');
    pass(9000);
    expect(what({ahead: 3})).to.equal('again');
    expect(what({status: 0}), 'no network is no better elsewhere').to.equal('again');
    expect(what()).to.equal('give-up');
  });

  it('forgets a trouble that is over', () => {
    const {what, pass, recovery} = film({alone: false});
    what();
    pass(9000);
    recovery.healed();
    expect(what()).to.equal('again');
  });

  it('plays what is left before it gives up what is missing', () => {
    const {what} = film();
    expect([what({of: 'list', status: 404, ahead: 4}), what({of: 'list', status: 404})]).to.deep.equal([
      'again',
      'give-up',
    ]);
  });

  for (const [name, more] of [
    ['missing', {status: 404}],
    ['no segment at all', {status: 200}],
  ] as const) {
    it(`skips one segment that is ${name}, and not the next as well`, () => {
      const {what} = film();
      expect([what({...more, at: 10}), what({...more, at: 12})]).to.deep.equal(['skip', 'give-up']);
    });
  }

  it('skips another one that lies far enough behind', () => {
    const {what} = film();
    expect([what({status: 404, at: 10}), what({status: 404, at: 40})]).to.deep.equal(['skip', 'skip']);
  });

  it('skips nothing that is denied or foreign: the next is so too', () => {
    expect(film().what({status: 403})).to.equal('give-up');
    expect(film().what({status: 0, foreign: true})).to.equal('give-up');
  });

  it('fetches anew what cannot be decoded, then in another rendition, before it is skipped', () => {
    const {what} = film();
    const all = [10, 10.1, 10.2, 12, 12.1, 12.2].map((at) => what({of: 'picture', status: 200, at}));
    expect(all).to.deep.equal(['decoder', 'rendition', 'skip', 'decoder', 'rendition', 'give-up']);
  });

  it('begins anew with another place of the film', () => {
    const {what} = film();
    expect([10, 20, 30].map((at) => what({of: 'picture', status: 200, at}))).to.deep.equal([
      'decoder',
      'decoder',
      'decoder',
    ]);
  });
});
