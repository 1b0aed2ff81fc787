import {addRange, mergeRanges, type Range} from '@uggla/protocol/ranges.js';

/** Faster than this is skimming: nothing counts. Players offer up to 2; screen readers' users go up to 4. */
const FASTEST_COUNTED = 4;

/** Media time may run ahead of the clock by this many seconds (timers are late, events come in steps of 0.25 s). */
const SLACK = 0.6;

/** While a film plays, so many seconds of clock may be made up for: a busy WebKit tells the time of a while ago. */
const CATCH_UP = 3;

/** A jump shorter than this (seconds) ahead of what was seen is no skipping: key frames and rounding make such. */
const AHEAD = 1.5;

/** A break shorter than this (seconds) is none. */
const SHORT_BREAK = 2;

/** What the tracker is told at each step. */
export interface WatchStep {
  /** Media time in seconds. */
  time: number;
  /** A clock that never runs back, in seconds. */
  clock: number;
  rate: number;
  /** Whether a person could see or hear it; a film in a hidden tab is not watched. */
  attended: boolean;
}

/**
 * Keeps the stretches of a film or sound that were really played. A stretch grows only while media time agrees with
 * the clock, so that jumps, impossible speeds and hand-made `timeupdate` events add nothing.
 */
export class WatchTracker {
  #ranges: Range[];
  #from = 0;
  #last: WatchStep | undefined;
  /** Media seconds that may pass before the clock has to. */
  #credit = SLACK;
  #clock = 0;

  /** @param ranges - What was played on earlier visits. */
  constructor(ranges: readonly Range[] = []) {
    this.#ranges = mergeRanges(ranges);
  }

  /** All stretches so far, in order and merged. */
  get ranges(): readonly Range[] {
    return this.#ranges;
  }

  /** The furthest second that was played; 0 when nothing was. */
  get furthest(): number {
    return this.#ranges.at(-1)?.[1] ?? 0;
  }

  /** Whether a stretch is open. */
  get isPlaying(): boolean {
    return this.#last !== undefined;
  }

  /** Playback runs from here on. */
  start(step: WatchStep): void {
    // Time that passed elsewhere pays back what was used up, and no more.
    this.#credit = Math.min(SLACK, this.#credit + Math.max(0, step.clock - this.#clock));
    this.#clock = step.clock;
    this.#from = step.time;
    this.#last = step;
  }

  /**
   * Playback runs again. After a short break the stretch goes on: WebKit says `pause` and `play` while the film runs
   * through. Time that could not have passed meanwhile is no part of it.
   */
  resume(step: WatchStep): void {
    if (this.#last && step.clock - this.#clock < SHORT_BREAK) this.step(step);
    else this.start(step);
  }

  /** Playback went on. Returns whether the stretch grew. */
  step(step: WatchStep): boolean {
    const last = this.#last;
    if (!last || step.rate !== last.rate || step.rate > FASTEST_COUNTED || !(step.attended && last.attended)) {
      this.start(step);
      return false;
    }
    const played = step.time - last.time;
    const credit = Math.min(CATCH_UP, this.#credit) + (step.clock - last.clock) * step.rate;
    if (played < 0 || played > credit) {
      this.start(step);
      return false;
    }
    this.#credit = credit - played;
    this.#clock = step.clock;
    this.#last = step;
    if (played === 0) return false;
    this.#ranges = addRange(this.#ranges, this.#from, step.time);
    return true;
  }

  /** Playback stopped, or a jump begins: what comes next is a new stretch. */
  stop(step?: WatchStep): void {
    if (step) this.step(step);
    this.#last = undefined;
  }

  /** What was played elsewhere (another device, another tab) counts too. */
  merge(ranges: readonly Range[]): void {
    this.#ranges = mergeRanges([...this.#ranges, ...ranges]);
  }

  /** Where a jump to `time` may end when skipping is not allowed: there, or at the furthest second played. */
  allowed(time: number): number {
    return time > this.furthest + AHEAD ? this.furthest : time;
  }
}
