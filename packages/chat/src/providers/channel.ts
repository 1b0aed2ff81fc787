/**
 * A queue that is filled from callbacks and read with `for await`, all that waits at a time: each turn of an asynchronous loop
 * costs more than what is done with one value. Nothing pushed before `end` or `fail` is lost.
 */
export class Channel<T> implements AsyncIterable<T[]> {
  readonly #waiting: T[] = [];
  #ended = false;
  #failure: {error: unknown} | undefined;
  #wake: (() => void) | undefined;

  /** Adds a value. */
  push(value: T): void {
    this.#waiting.push(value);
    this.#wake?.();
  }

  /** Nothing more comes. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Nothing more comes; the reader throws `error` after it has read what is there. */
  fail(error: unknown): void {
    this.#failure = {error};
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T[]> {
    for (;;) {
      if (this.#waiting.length > 0) {
        yield this.#waiting.splice(0);
        continue;
      }
      if (this.#failure) throw this.#failure.error;
      if (this.#ended) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }
}
