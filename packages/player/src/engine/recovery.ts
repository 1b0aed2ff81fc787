// The one place that decides what is done when something fails on the way from a server to the picture. What carries it
// out: `ask` (bytes), the engines (renditions, decoder, skipping), `StallWatch` (time). The table of all faults and what a
// viewer sees of them: docs/guides/faults.md.

/** A head that is not there after so long is a failure, unless the server is there and may be at work on it. */
export const HEAD_MS = 10_000;

/** The longest that a server may work on an answer before it begins: one that is slower than this is none to watch a film from. */
export const LONGEST_HEAD_MS = 40_000;

/** An answer whose bytes stop for so long is cut; the same figure as Shaka's `stallTimeout`. */
export const SILENCE_MS = 5000;

/**
 * While a head does not come, the server is asked beside it whether it is there at all. One that answers that has lost
 * the first question (in an outage that has ended meanwhile), and is asked anew at once. Once: from then on it is at work,
 * unless it was away in between, and so it is with all of that kind that took it as long.
 */
export const PROBE_MS = 1500;

/**
 * So long at most nobody asks whether a question was lost that the server holds back until there is something new. It should
 * not take longer than three of its parts (draft-pantos-hls-rfc8216bis, 6.2.5.2), and loses nothing when it is asked anew.
 */
export const HELD_MS = 6000;

/** The longest pause between two tries: what an outage ends plays on within 3 s. */
const LONGEST_PAUSE_MS = 1500;

/** A server may ask for more patience (`Retry-After`) up to this. */
const LONGEST_WISH_MS = 20_000;

/** Time that stands still for so long with data at hand, and was nudged, has a decoder that needs help. */
export const STANDSTILL_MS = 8000;

/** Tries of one file before another rendition is better than another try. */
const TRIES = 3;

/** The same where access was denied: the page, asked for a fresh address, can do more than a server asked thrice. */
const TRIES_FORBIDDEN = 2;

/** A server that fails for so long gives way to the next source of the list, where there is one. */
const GIVE_WAY_MS = 8000;

/** What played for so long since the last trouble owes nothing to it. */
const SOUND_SECONDS = 4;

/** Between two segments that are skipped so much must have been played, or the film has more holes than picture. */
const SKIP_SECONDS = 12;

/** What is asked for: the first playlist, a later one, a segment of sound and picture, or anything else. */
export type Kind = 'manifest' | 'list' | 'segment' | 'other';

/** What came in place of what was asked for. */
export interface Refusal {
  /** HTTP status; 0: no answer, or one that broke off; 200: one that is of no use. */
  readonly status: number;
  /** It answers, but does not let this page read it (CORS). */
  readonly foreign?: boolean;
  /** What its `Retry-After` wishes. */
  readonly retryAfterMs?: number;
}

/** Whether it may pass by itself: then it is never given up. */
export function isPassing({status, foreign}: Refusal): boolean {
  return !foreign && (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500);
}

/** Whether the viewer has no right to it, or no longer. */
export function isForbidden({status}: Refusal): boolean {
  return status === 401 || status === 403;
}

/** Milliseconds until the next try of one file; `undefined`: no more, another rendition is next, or the end. */
export function pauseAfter(refusal: Refusal, tries: number, kind: Kind): number | undefined {
  const last = isForbidden(refusal) || refusal.foreign ? TRIES_FORBIDDEN : TRIES;
  if (tries >= last && !(kind === 'manifest' && isPassing(refusal))) return undefined;
  const wish = Math.min(refusal.retryAfterMs ?? 0, LONGEST_WISH_MS);
  return Math.max(wish, Math.min(200 * 2 ** tries, LONGEST_PAUSE_MS));
}

/** What an engine does about a trouble that no rendition is free of. */
export type Remedy =
  /** Everything that failed is asked for once more, after so long. */
  | {readonly do: 'again'; readonly ms: number}
  /** A fresh decoder, and what it had is fetched anew. */
  | {readonly do: 'decoder'}
  /** The same in another rendition. */
  | {readonly do: 'rendition'}
  /** The film goes on after the segment. */
  | {readonly do: 'skip'}
  | {readonly do: 'give-up'};

/** What failed, in every rendition there is. */
export interface Trouble extends Refusal {
  /** `picture`: bytes came, and could not be decoded, or time stands still with all data there. */
  readonly of: Kind | 'picture';
  /** Second at which playback stands. */
  readonly at: number;
  /** Seconds that can still be played. */
  readonly ahead: number;
}

/** Decides for one film; remembers what it has tried. */
export class Recovery {
  /** There is another source to give way to. */
  readonly #alone: boolean;
  readonly #now: () => number;
  #round = 0;
  #since: number | undefined;
  #pictures = 0;
  #at = -Infinity;
  #skippedAt = -Infinity;

  constructor({alone, now = () => performance.now()}: {alone: boolean; now?: () => number}) {
    this.#alone = alone;
    this.#now = now;
  }

  /** Something came through. */
  healed(): void {
    this.#round = 0;
    this.#since = undefined;
  }

  decide(trouble: Trouble): Remedy {
    if (trouble.of === 'picture') return this.#repair(trouble);
    this.#round += 1;
    if (isPassing(trouble)) {
      const now = this.#now();
      this.#since ??= now;
      if (!this.#alone && trouble.status !== 0 && trouble.ahead < 0.5 && now - this.#since > GIVE_WAY_MS)
        return {do: 'give-up'};
      return {do: 'again', ms: Math.min(250 * this.#round, LONGEST_PAUSE_MS)};
    }
    // What is left plays first; by then it may be there.
    if (trouble.ahead > 0.5) return {do: 'again', ms: 1000};
    if (trouble.of === 'segment' && !isForbidden(trouble) && !trouble.foreign) return this.#skip(trouble);
    return {do: 'give-up'};
  }

  #repair(trouble: Trouble): Remedy {
    if (Math.abs(trouble.at - this.#at) > SOUND_SECONDS) this.#pictures = 0;
    this.#at = trouble.at;
    this.#pictures += 1;
    if (this.#pictures === 1) return {do: 'decoder'};
    if (this.#pictures === 2) return {do: 'rendition'};
    this.#pictures = 0;
    return this.#skip(trouble);
  }

  #skip({at}: Trouble): Remedy {
    if (at - this.#skippedAt < SKIP_SECONDS) return {do: 'give-up'};
    this.#skippedAt = at;
    return {do: 'skip'};
  }
}
