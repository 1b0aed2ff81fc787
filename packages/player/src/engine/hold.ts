import type Hls from 'hls.js';

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
    delete (hls as Partial<Hls>).resumeBuffering;
    hls.config.startPosition = time > 0 ? time : -1; // where its playlist is still on the way
    hls.resumeBuffering();
    if (hls.levels.length > 0) hls.startLoad(hls.config.startPosition);
    return true;
  }
}
