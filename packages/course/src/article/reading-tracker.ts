/** Nobody reads faster than this many words a second; who skims comes close. */
const FASTEST_WORDS = 20;

/** However long a text is: nobody is kept waiting longer than this many seconds. */
const LONGEST_WAIT = 20;

/**
 * How much of a text was read: what came into view from top to bottom, and no more than the time allows. `changed` is
 * called when it grew.
 */
export class ReadingTracker {
  readonly #observer: IntersectionObserver;
  readonly #order = new Map<Element, number>();
  readonly #least: number;
  readonly #changed: () => void;
  #seen = 0;
  #seconds = 0;

  /**
   * @param blocks - What the text is made of, in order.
   * @param words - How many words it has.
   * @param before - The share that was read on earlier visits.
   */
  constructor(blocks: readonly Element[], words: number, before: number, changed: () => void) {
    this.#least = Math.min(LONGEST_WAIT, words / FASTEST_WORDS);
    this.#changed = changed;
    this.#seen = before;
    this.#seconds = before * this.#least;
    for (const [at, block] of blocks.entries()) this.#order.set(block, (at + 1) / blocks.length);
    this.#observer = new IntersectionObserver((entries) => this.#look(entries), {threshold: [0, 0.5, 1]});
    for (const block of blocks) this.#observer.observe(block);
    if (blocks.length === 0) this.#seen = 1;
  }

  /** 0 to 1. */
  get share(): number {
    return Math.min(this.#seen, this.#least > 0 ? this.#seconds / this.#least : 1, 1);
  }

  /** Whether the end came into view. */
  get isAtEnd(): boolean {
    return this.#seen >= 1;
  }

  /** A second passed with the page in view. */
  tick(): void {
    if (this.share >= 1) return;
    this.#seconds += 1;
    this.#changed();
  }

  /** Ends it. */
  close(): void {
    this.#observer.disconnect();
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    for (const {target, isIntersecting, boundingClientRect, rootBounds, intersectionRatio} of entries) {
      // A block counts when its end came into view; in a frame of another origin there are no root bounds.
      const endIsSeen = rootBounds ? boundingClientRect.bottom <= rootBounds.bottom + 1 : intersectionRatio === 1;
      if (isIntersecting && endIsSeen) this.#seen = Math.max(this.#seen, this.#order.get(target) ?? 0);
    }
    this.#changed();
  }
}

/** How many words a text has, told by its spaces; texts without spaces count two letters a word. */
export function countWords(text: string): number {
  const spaced = text.split(/\s+/).filter(Boolean).length;
  return Math.max(spaced, /[\u3040-\u9fff]/.test(text) ? Math.round(text.length / 2) : 0);
}
