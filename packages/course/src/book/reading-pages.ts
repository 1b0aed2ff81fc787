import {addRange, coveredShare, type Range} from '@uggla/protocol/ranges.js';

/** Pages are kept as ranges of thousandths of the book. */
const WHOLE = 1000;

/** So long (seconds) a page must stand on the screen to count as read; one that is only leafed past does not. */
const LEAST_SECONDS = 1;

/** What of a book was read: the pages that stood on the screen long enough. */
export class ReadingPages {
  #ranges: readonly Range[];
  #shown: {start: number; end: number; since: number} | undefined;
  #isCounted = false;

  /** @param ranges - What was read on earlier visits. */
  constructor(ranges: readonly Range[] = []) {
    this.#ranges = ranges;
  }

  /** Thousandths of the book, in order. */
  get ranges(): readonly Range[] {
    return this.#ranges;
  }

  /** 0 to 1. */
  get share(): number {
    return coveredShare(this.#ranges, WHOLE);
  }

  /** Whether the last page was read. */
  get isAtEnd(): boolean {
    return (this.#ranges.at(-1)?.[1] ?? 0) >= WHOLE - 0.5;
  }

  /** These shares of the book came on the screen at `clock` seconds. */
  show(start: number, end: number, clock: number): void {
    if (this.#shown?.start === start && this.#shown.end === end) return;
    this.#shown = {start, end, since: clock};
    this.#isCounted = false;
  }

  /** Time went on. Returns whether the page on the screen has just become read. */
  tick(clock: number): boolean {
    if (!this.#shown || this.#isCounted || clock - this.#shown.since < LEAST_SECONDS) return false;
    this.#isCounted = true;
    this.#ranges = addRange(
      this.#ranges,
      this.#shown.start * WHOLE,
      Math.max(this.#shown.end, this.#shown.start) * WHOLE,
    );
    return true;
  }
}
