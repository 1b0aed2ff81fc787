/** A page that takes the focus so often, within so many milliseconds, takes it without end. */
const TIMES = 4;
const SPAN_MS = 1000;

/**
 * Frames whose pages take the focus without end: they are inert until somebody goes in by the way that lies beside them, or comes
 * near with a pointer.
 */
export class ShutFrames {
  /** By their ways in. */
  readonly #frames = new Map<Element, HTMLElement>();
  readonly #thefts = new WeakMap<HTMLElement, number[]>();

  constructor(signal: AbortSignal) {
    document.addEventListener('pointermove', this.#near, {capture: true, passive: true, signal});
    signal.addEventListener('abort', () => [...this.#frames.keys()].forEach((way) => this.open(way)));
  }

  /** Notes that the frame took the focus, and tells whether that was once too often. */
  tookTooOften(frame: HTMLElement): boolean {
    const now = performance.now();
    const times = [...(this.#thefts.get(frame) ?? []).filter((time) => now - time < SPAN_MS), now];
    this.#thefts.set(frame, times);
    return times.length >= TIMES;
  }

  has(way: Element): boolean {
    return this.#frames.has(way);
  }

  shut(way: Element, frame: HTMLElement): void {
    for (const other of this.#frames.keys()) if (!other.isConnected) this.#frames.delete(other);
    frame.inert = true;
    this.#frames.set(way, frame);
  }

  open(way: Element): void {
    const frame = this.#frames.get(way);
    if (frame) frame.inert = false;
    this.#frames.delete(way);
  }

  readonly #near = ({clientX, clientY}: PointerEvent): void => {
    for (const [way, frame] of this.#frames) {
      const {left, right, top, bottom} = frame.getBoundingClientRect();
      if (clientX >= left && clientX < right && clientY >= top && clientY < bottom) this.open(way);
    }
  };
}
