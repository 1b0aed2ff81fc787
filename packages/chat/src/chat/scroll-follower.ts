import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** So near to the end (pixels) counts as being there. */
const NEAR = 48;

/**
 * Keeps the end of the log in sight while text comes, and lets go when the person scrolls up. It goes to the end when the
 * browser has measured that the log, or what stands in it, has another size: to ask for that size where text is written
 * would have it lay the page out once more.
 */
export class ScrollFollower implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #scroller: () => HTMLElement | null;
  readonly #sizes = globalThis.ResizeObserver && new ResizeObserver(() => this.#follow());
  #watched: readonly Element[] = [];
  #following = true;
  #lastTop = 0;

  constructor(host: ReactiveControllerHost, scroller: () => HTMLElement | null) {
    this.#host = host;
    this.#scroller = scroller;
    host.addController(this);
  }

  /** Whether the end is kept in sight. */
  get following(): boolean {
    return this.#following;
  }

  hostUpdated(): void {
    this.#watch();
  }

  hostConnected(): void {
    this.#watch();
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#watched = [];
  }

  /** Goes to the end and stays there. */
  toEnd(): void {
    this.#become(true);
    this.#follow();
  }

  /** The person, or the layout, has scrolled. */
  readonly scrolled = (): void => {
    const scroller = this.#scroller();
    if (!scroller) return;
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= NEAR;
    if (atEnd) this.#become(true);
    else if (scroller.scrollTop < this.#lastTop) this.#become(false); // upwards: only a person does that
    this.#lastTop = scroller.scrollTop;
  };

  #watch(): void {
    const scroller = this.#scroller();
    const [one, other] = scroller ? [scroller, scroller.firstElementChild] : [];
    if (one === this.#watched[0] && other === this.#watched[1]) return;
    this.#sizes?.disconnect();
    this.#watched = [one, other].filter((element) => element != null);
    for (const element of this.#watched) this.#sizes?.observe(element);
  }

  #follow(): void {
    const scroller = this.#scroller();
    if (!scroller || !this.#following) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#lastTop = scroller.scrollTop;
  }

  #become(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#host.requestUpdate();
  }
}
