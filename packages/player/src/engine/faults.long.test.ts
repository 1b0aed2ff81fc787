import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import type {FixtureSite} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, node, part} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {FAULTS, LASTING, UNENDING} from './faults.test.kit.js';

/** Films side by side in one page: more would wait for the processor rather than for the server. */
const AT_ONCE = 3;

/** Beyond an outage: the film, and what its fault costs. */
const LIMIT_MS = 45_000;

/** What became of a film. */
interface Outcome {
  readonly ended: boolean;
  /** Codes of the errors that were told. */
  readonly errors: readonly string[];
  /** The longest time without a moving picture and without a word, in seconds. */
  readonly mute: number;
  /** A panel has been seen. */
  readonly told: boolean;
  /** Seconds from the end of an outage to the next picture. */
  readonly resumed: number;
  /** Requests while the panel was to be seen. */
  readonly retries: number;
}

interface Case {
  readonly name: string;
  readonly src?: string;
  readonly foreign?: boolean;
  readonly rules: readonly object[];
  readonly outage?: number;
}

/** Plays until it ends, gives up, has asked on while it said that it waits (where that is all there is to see), or has taken too long. */
async function watch({src = 'hls/master.m3u8', foreign, rules, outage = 0}: Case, waits = false): Promise<Outcome> {
  const site = await mediaSite({rules: [...rules]});
  const player = node('uggla-player', {
    muted: '',
    'no-resume': '',
    src: foreign ? site.foreignUrl(`fixtures/media/${src}`) : media(site, src),
  }) as UgglaPlayer;
  const errors: string[] = [];
  player.addEventListener('uggla-error', (event) => errors.push((event as UgglaErrorEvent).error.code));
  document.body.append(player);
  try {
    await player.updateComplete;
    const started = performance.now();
    player.play().catch(() => undefined);
    let [seen, at, mute, resumed, healed, toldAfter] = [started, 0, 0, -1, 0, -1];
    while (!player.ended && errors.length === 0 && performance.now() - started < LIMIT_MS + 1000 * outage) {
      await new Promise((done) => setTimeout(done, 100));
      const now = performance.now();
      if (outage > 0 && !healed && now - started > outage * 1000) {
        await site.heal();
        healed = performance.now();
      }
      const moved = Math.abs(player.currentTime - at) > 0.2;
      if (moved && healed && resumed < 0) resumed = (now - healed) / 1000;
      if (moved) at = player.currentTime;
      const told = part(player, 'error') !== null;
      if (told && toldAfter < 0) toldAfter = await count(site);
      if (moved || told) seen = now;
      mute = Math.max(mute, (now - seen) / 1000);
      if (waits && toldAfter >= 0 && (await count(site)) > toldAfter) break;
    }
    return {
      ended: player.ended,
      errors,
      mute,
      told: toldAfter >= 0,
      resumed,
      retries: toldAfter < 0 ? 0 : (await count(site)) - toldAfter,
    };
  } finally {
    player.remove();
  }
}

const count = async (site: FixtureSite) => (await site.requests()).length;

/** Begins them all, a few at once; each gives what became of it. */
function watchAll<T extends Case>(cases: readonly T[], waits?: boolean): Map<T, Promise<Outcome>> {
  const lanes: Promise<unknown>[] = Array.from({length: AT_ONCE}, () => Promise.resolve());
  return new Map(
    cases.map((one, at) => {
      const lane = at % AT_ONCE;
      const outcome = lanes[lane]!.then(() => watch(one, waits));
      lanes[lane] = outcome.catch(() => undefined);
      return [one, outcome];
    }),
  );
}

const played = ({ended, errors}: Outcome) => ended && errors.length === 0;

describe('faults that can be mended', function () {
  this.timeout(20 * 60_000);

  let outcomes: ReturnType<typeof watchAll<(typeof FAULTS)[number]>>;
  before(() => (outcomes = watchAll(FAULTS)));

  for (const fault of FAULTS) {
    it(`${fault.name}: ${fault.sees}`, async () => {
      const outcome = await outcomes.get(fault)!;
      expect(played(outcome), JSON.stringify(outcome)).to.equal(true);
      expect(outcome.mute, 'seconds without a picture and without a word').to.be.below(15);
      if (fault.outage) expect(outcome.resumed, 'seconds until it goes on').to.be.below(3);
    });
  }

  after(async () => {
    const all = await Promise.all(outcomes.values());
    console.log(
      `faults that can be mended: ${all.filter(played).length} of ${all.length} played to the end, the longest silence ${Math.max(...all.map(({mute}) => mute)).toFixed(1)} s`,
    );
  });
});

describe('faults that cannot be mended', function () {
  this.timeout(20 * 60_000);

  let outcomes: ReturnType<typeof watchAll<(typeof LASTING)[number]>>;
  before(() => (outcomes = watchAll(LASTING)));

  for (const fault of LASTING) {
    it(`${fault.name}: ${fault.code}`, async () => {
      const {errors, mute} = await outcomes.get(fault)!;
      expect(errors).to.deep.equal([fault.code]);
      expect(mute).to.be.below(15);
    });
  }
});

describe('faults without an end', function () {
  this.timeout(20 * 60_000);

  let outcomes: ReturnType<typeof watchAll<(typeof UNENDING)[number]>>;
  before(() => (outcomes = watchAll(UNENDING, true)));

  for (const fault of UNENDING) {
    it(`${fault.name}: the panel says so, and it is tried on`, async () => {
      const {errors, mute, told, retries} = await outcomes.get(fault)!;
      expect(errors).to.deep.equal([]);
      expect([told, mute < 15, retries > 0]).to.deep.equal([true, true, true]);
    });
  }
});
