import {Sentences} from '../conversation/sentences.js';

/** Milliseconds between two announcements: a screen reader must be able to finish one. */
const PAUSE_MS = 1500;

/** Milliseconds between two looks for finished sentences: not for every token. */
const LOOK_MS = 250;

/** Says finished sentences of a growing answer in a polite live region, and its end. */
export class Announcer {
  readonly #region: () => HTMLElement | null;
  #sentences = new Sentences();
  #waiting = '';
  #looked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: () => HTMLElement | null) {
    this.#region = region;
  }

  /** A new answer begins. */
  begin(text = ''): void {
    this.#sentences = new Sentences();
    this.#sentences.take(text, true); // heard before
    this.#waiting = '';
  }

  /** The answer is so long now. */
  grew(text: string): void {
    const now = performance.now();
    if (now - this.#looked < LOOK_MS) return;
    this.#looked = now;
    this.say(this.#sentences.take(text, false));
  }

  /** The answer is over; `words` say how. */
  finish(text: string, words: string): void {
    this.say(`${this.#sentences.take(text, true)} ${words}`);
  }

  /** Says `text` when the region is free. */
  say(text: string): void {
    this.#waiting = `${this.#waiting} ${text}`.trim();
    if (this.#timer === undefined) this.#speak();
  }

  /** The region is gone. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = '';
  }

  #speak(): void {
    const region = this.#region();
    const text = this.#waiting;
    this.#waiting = '';
    if (region && text) region.textContent = text;
    this.#timer = text ? setTimeout(() => this.#speak(), PAUSE_MS) : undefined;
  }
}
