import type Hls from 'hls.js';

/** The parts of hls.js that look now and then for what to fetch: ten times a second, which a wish need not wait for. */
interface Ticking {
  networkControllers?: readonly {tick?(): void}[];
}

/** Keeps hls.js to its playlists until someone wishes to play. */
export class Hold {
  /** Resolves with the wish. */
  readonly released: Promise<void>;
  #release!: () => void;
  #holds: boolean;

  constructor(holds: boolean) {
    this.#holds = holds;
    this.released = new Promise((resolve) => (this.#release = resolve));
    if (!holds) this.#release();
  }

  /** Takes hold of an instance that has loaded nothing yet. */
  take(hls: Hls): void {
    if (!this.#holds) return;
    hls.pauseBuffering();
    hls.resumeBuffering = () => undefined; // else each `startLoad()`, also after a failure, would
  }

  /** Lets it fetch all, from that second on; whether it had been kept from it. */
  let(hls: Hls | undefined, time: number): boolean {
    if (!this.#holds) return false;
    this.#holds = false;
    this.#release();
    if (!hls) return true;
    hls.config.startPosition = time > 0 ? time : -1; // where its playlist is still on the way
    // While it is still held: the sound begins with the picture, and `startLoad()` would break that off, and stand still.
    if (hls.levels.length > 0) hls.startLoad(hls.config.startPosition);
    delete (hls as Partial<Hls>).resumeBuffering;
    hls.resumeBuffering();
    for (const one of (hls as unknown as Ticking).networkControllers ?? []) one.tick?.();
    return true;
  }
}
