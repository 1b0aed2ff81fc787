import {UgglaError} from '@uggla/protocol';

/** Ends a request to the engine when its asker went away, or when nothing came for too long. */
export class Silence {
  readonly signal: AbortSignal;
  readonly #stop = new AbortController();
  readonly #ms: number;
  #clock: NodeJS.Timeout | undefined;

  constructor(ms: number, asker: AbortSignal) {
    this.#ms = ms;
    this.signal = AbortSignal.any([asker, this.#stop.signal]);
    this.signal.addEventListener('abort', () => clearTimeout(this.#clock), {once: true}); // also when nobody reads on
    this.heard();
  }

  /** Something came. */
  heard(): void {
    clearTimeout(this.#clock);
    if (this.signal.aborted) return;
    this.#clock = setTimeout(
      () =>
        this.#stop.abort(
          new UgglaError('engine-silent', `the engine said nothing for ${this.#ms / 1000} s`, {
            status: 504,
            cure: 'Ask again; see whether the engine is busy.',
          }),
        ),
      this.#ms,
    );
  }

  end(): void {
    clearTimeout(this.#clock);
    this.#stop.abort();
  }
}
