/** Calls back every second while the page is in view. */
export class CourseTicker {
  readonly #tick: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tick: () => void) {
    this.#tick = tick;
  }

  /** Begins, if it has not begun. */
  start(): void {
    this.#timer ??= setInterval(() => {
      if (document.visibilityState !== 'hidden') this.#tick();
    }, 1000);
  }

  /** Ends. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
