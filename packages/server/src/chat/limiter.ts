import type {UgglaError} from '@uggla/protocol';
import {refuse, withHeaders} from '../http/refuse.js';
import type {Limits} from '../options.js';

/** So many a minute, at most: a bucket that fills evenly, one a key. */
export class RateLimiter {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, {left: number; at: number}>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /**
   * Takes one from the bucket of `key`.
   *
   * @throws {@link UgglaError} `rate-limited`, with `Retry-After`.
   */
  take(key: string, now = Date.now()): void {
    const bucket = this.#buckets.get(key) ?? {left: this.#perMinute, at: now};
    bucket.left = Math.min(this.#perMinute, bucket.left + ((now - bucket.at) / 60_000) * this.#perMinute);
    bucket.at = now;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket); // the last in the row
    if (this.#buckets.size > 10_000) this.#forget();
    if (bucket.left < 1) throw tooMany(`more than ${this.#perMinute} a minute`, ((1 - bucket.left) / this.#perMinute) * 60);
    bucket.left -= 1;
  }

  /** Drops the half that asked longest ago: their buckets are the fullest. */
  #forget(): void {
    for (const key of [...this.#buckets.keys()].slice(0, 5000)) this.#buckets.delete(key);
  }
}

/** How many answers run at once: to each, and in all. */
export class Concurrency {
  readonly #limits: Limits;
  readonly #running = new Map<string, number>();
  #all = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Answers running now. */
  get running(): number {
    return this.#all;
  }

  /**
   * Takes a place; the function gives it back.
   *
   * @throws {@link UgglaError} `rate-limited`
   */
  enter(key: string): () => void {
    const own = this.#running.get(key) ?? 0;
    if (own >= this.#limits.chatAtOnce) throw tooMany(`${own} answers to you are being written already`, 5);
    if (this.#all >= this.#limits.chatAtOnceInAll) throw tooMany('many people are asking just now', 10);
    this.#running.set(key, own + 1);
    this.#all += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#all -= 1;
      const rest = (this.#running.get(key) ?? 1) - 1;
      if (rest > 0) this.#running.set(key, rest);
      else this.#running.delete(key);
    };
  }
}

function tooMany(why: string, seconds: number): UgglaError {
  const after = String(Math.max(1, Math.ceil(seconds)));
  return withHeaders(refuse(429, 'rate-limited', `too many questions: ${why}`, `Try again in ${after} s.`), {'Retry-After': after});
}
