import type {ReactiveControllerHost} from 'lit';
import type {MediaEngine} from '../engine/media-engine.js';

/** After so long without a picture the viewer is told why. */
const PATIENCE_MS = 12_000;

/** Less than this is no picture that moves: engines try to get over a standstill by small seeks. */
const PROGRESS_SECONDS = 0.5;

/** With data at hand, time that stands still for so long is the browser's own trouble. */
const NUDGE_MS = 3000;

/** Watches whether time moves while someone wishes it to. */
export class StallWatch {
  /** Nothing has moved for longer than a viewer should be left alone with. */
  stalled = false;
  /** A pause that nobody asked for, and that is over at once. */
  nudging = false;

  readonly #host: ReactiveControllerHost & {readonly media: HTMLVideoElement};
  readonly #wished: () => boolean;
  readonly #engine: () => MediaEngine | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #at = -1;
  #shownAt = -1;
  #since = 0;
  #nudged = 0;

  constructor(
    host: ReactiveControllerHost & {readonly media: HTMLVideoElement},
    wished: () => boolean,
    engine: () => MediaEngine | undefined,
  ) {
    this.#host = host;
    this.#wished = wished;
    this.#engine = engine;
  }

  /** @param anew - Someone asks for it: it may take its time again. What plays by itself, as after a nudge, puts nothing off. */
  start(anew: boolean): void {
    if (anew || this.#timer === undefined) this.#since = this.#nudged = performance.now();
    if (anew) this.#tell(false);
    this.#timer ??= setInterval(this.#look, 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#tell(false);
  }

  readonly #look = (): void => {
    if (!this.#wished()) return this.stop();
    const now = performance.now();
    const {currentTime} = this.#host.media;
    if (currentTime !== this.#at) {
      this.#at = currentTime;
      this.#nudged = now;
    } else if (now - this.#nudged > NUDGE_MS) {
      this.#nudged = now;
      this.#nudge();
    }
    if (Math.abs(currentTime - this.#shownAt) >= PROGRESS_SECONDS) {
      this.#shownAt = currentTime;
      this.#since = now;
    } else {
      this.#engine()?.revive(now - this.#since);
    }
    this.#tell(now - this.#since > PATIENCE_MS);
  };

  /**
   * WebKitGTK now and then begins to play and stands still, all data there (a pause and a start move it, a seek does
   * not), or never comes to the end of a seek into what is buffered (another seek frees it).
   */
  #nudge(): void {
    const {media} = this.#host;
    if (media.paused) return;
    if (media.seeking) {
      if (isBuffered(media)) media.currentTime += 0.05;
    } else if (media.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) {
      this.nudging = true;
      media.addEventListener('playing', () => (this.nudging = false), {once: true});
      media.pause();
      media.play().catch(() => undefined);
    }
  }

  #tell(stalled: boolean): void {
    if (stalled === this.stalled) return;
    this.stalled = stalled;
    this.#host.requestUpdate();
  }
}

function isBuffered({buffered, currentTime}: HTMLMediaElement): boolean {
  for (let at = 0; at < buffered.length; at++)
    if (buffered.start(at) <= currentTime && buffered.end(at) > currentTime) return true;
  return false;
}
