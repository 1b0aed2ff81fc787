import type {ReactiveControllerHost} from 'lit';

/** After so long without a picture the viewer is told why. */
const PATIENCE_MS = 15_000;

/** Watches whether time moves while someone wishes it to. */
export class StallWatch {
  /** Nothing has moved for longer than a viewer should be left alone with. */
  stalled = false;

  readonly #host: ReactiveControllerHost & {readonly media: HTMLVideoElement};
  readonly #wished: () => boolean;
  readonly #patienceMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #at = -1;
  #since = 0;

  constructor(host: ReactiveControllerHost & {readonly media: HTMLVideoElement}, wished: () => boolean, patienceMs = PATIENCE_MS) {
    this.#host = host;
    this.#wished = wished;
    this.#patienceMs = patienceMs;
  }

  start(): void {
    this.#since = performance.now();
    this.#timer ??= setInterval(this.#look, Math.min(1000, this.#patienceMs / 4));
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#tell(false);
  }

  readonly #look = (): void => {
    const {currentTime} = this.#host.media;
    if (!this.#wished()) return this.stop();
    if (currentTime !== this.#at) {
      this.#at = currentTime;
      this.#since = performance.now();
    }
    this.#tell(performance.now() - this.#since > this.#patienceMs);
  };

  #tell(stalled: boolean): void {
    if (stalled === this.stalled) return;
    this.stalled = stalled;
    this.#host.requestUpdate();
  }
}
