import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Counts whole seconds down to a moment, and has its host render each of them. */
export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #until = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Seconds that are left; 0 when it is over. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#until - performance.now()) / 1000));
  }

  /** Begins anew; 0 ends it. */
  start(seconds: number): void {
    this.#until = performance.now() + seconds * 1000;
    this.#tick();
  }

  hostConnected(): void {
    if (this.left > 0) this.#tick();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  #tick(): void {
    clearTimeout(this.#timer);
    this.#host.requestUpdate();
    const left = this.#until - performance.now();
    if (left > 0) this.#timer = setTimeout(() => this.#tick(), left % 1000 || 1000);
  }
}
