import type {UgglaError} from '@uggla/protocol';
import {refuse, withHeaders} from '../http/refuse.js';
import type {Limits} from '../options.js';

/** So much in a time, at most: a bucket that fills evenly, one a key. */
export class RateLimiter {
  readonly #most: number;
  readonly #ms: number;
  readonly #what: string;
  readonly #buckets = new Map<string, {left: number; at: number}>();

  /** @param most - In one minute, or in `ms`. */
  constructor(most: number, ms = 60_000, what = `more than ${most} a minute`) {
    this.#most = most;
    this.#ms = ms;
    this.#what = what;
  }

  /**
   * Takes one from the bucket of `key`.
   *
   * @throws {@link UgglaError} `rate-limited`, with `Retry-After`.
   */
  take(key: string, now = Date.now()): void {
    this.check(key, now);
    this.spend(key, 1, now);
  }

  /**
   * Whether there is something left for `key`; takes nothing.
   *
   * @throws {@link UgglaError} `rate-limited`, with `Retry-After`.
   */
  check(key: string, now = Date.now()): void {
    const {left} = this.#bucket(key, now);
    if (left < 1) throw tooMany(this.#what, ((1 - left) / this.#most) * (this.#ms / 1000));
  }

  /** Takes so much, also more than there is: what was not known before it was done. */
  spend(key: string, amount: number, now = Date.now()): void {
    this.#bucket(key, now).left -= amount;
  }

  #bucket(key: string, now: number): {left: number} {
    const bucket = this.#buckets.get(key) ?? {left: this.#most, at: now};
    bucket.left = Math.min(this.#most, bucket.left + ((now - bucket.at) / this.#ms) * this.#most);
    bucket.at = now;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket); // the last in the row
    if (this.#buckets.size > 10_000) this.#forget();
    return bucket;
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
  return withHeaders(refuse(429, 'rate-limited', `too many questions: ${why}`, `Try again in ${after} s.`), {
    'Retry-After': after,
  });
}

/** What one account may ask, and what may be asked from one address: the accounts behind it together. */
export class Allowance {
  readonly #account: {questions: RateLimiter; tokens: RateLimiter};
  readonly #address: {questions: RateLimiter; tokens: RateLimiter};

  constructor({chatPerMinute, chatPerMinuteFromAddress, chatTokensPerHour, chatTokensPerHourFromAddress}: Limits) {
    const of = (questions: number, tokens: number) => ({
      questions: new RateLimiter(questions),
      tokens: new RateLimiter(tokens, 3_600_000, `more than ${tokens} tokens an hour`),
    });
    this.#account = of(chatPerMinute, chatTokensPerHour);
    this.#address = of(chatPerMinuteFromAddress, chatTokensPerHourFromAddress);
  }

  /**
   * Counts one question.
   *
   * @throws {@link UgglaError} `rate-limited`, with `Retry-After`.
   */
  take(account: string, address: string): void {
    const all = [
      [this.#account, account],
      [this.#address, address],
    ] as const;
    for (const [{questions, tokens}, key] of all) {
      questions.check(key);
      tokens.check(key);
    }
    for (const [{questions}, key] of all) questions.spend(key, 1);
  }

  /** Counts what an answer took. */
  spend(account: string, address: string, tokens: number): void {
    this.#account.tokens.spend(account, tokens);
    this.#address.tokens.spend(address, tokens);
  }
}
