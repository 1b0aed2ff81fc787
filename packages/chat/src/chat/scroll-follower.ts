import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** So near to the end (pixels) counts as being there. */
const NEAR = 48;

/** What a person scrolls with; so long ago (ms) it may still be what moves the log. */
const HANDS = ['wheel', 'touchmove', 'keydown'];
const HAND_MS = 500;

/**
 * Keeps the end of the log in sight while text comes, and lets go when the person scrolls up. It goes to the end when the
 * browser has measured that what stands in the log has another size: to ask for that size where text is written
 * would have it lay the page out once more.
 */
export class ScrollFollower implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #scroller: () => HTMLElement | null;
  readonly #sizes = globalThis.ResizeObserver && new ResizeObserver(() => this.#follow());
  #watched: Element | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #following = true;
  #lastTop = 0;
  #handAt = -Infinity;

  constructor(host: ReactiveControllerHost, scroller: () => HTMLElement | null) {
    this.#host = host;
    this.#scroller = scroller;
    host.addController(this);
  }

  /** Whether the end is kept in sight. */
  get following(): boolean {
    return this.#following;
  }

  // What stands around the log, and leaves it less room, comes with an update or with the window. The log's own size is not
  // observed: WebKit may come to it only while it tells of sizes, and would report a loop.
  hostUpdated(): void {
    this.#watch();
    this.#later();
  }

  hostConnected(): void {
    this.#watch();
    addEventListener('resize', this.#later);
  }

  hostDisconnected(): void {
    removeEventListener('resize', this.#later);
    clearTimeout(this.#soon);
    this.#sizes?.disconnect();
    this.#soon = this.#watched = undefined;
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
    // Upwards: a person does that, or an update that left less to show before it showed more.
    else if (scroller.scrollTop < this.#lastTop && (this.#soon === undefined || this.#byHand())) this.#become(false);
    this.#lastTop = scroller.scrollTop;
  };

  #watch(): void {
    const scroller = this.#scroller();
    const content = scroller?.firstElementChild ?? undefined;
    if (content === this.#watched) return;
    this.#sizes?.disconnect();
    this.#watched = content;
    if (content) this.#sizes?.observe(content);
    for (const hand of HANDS) scroller?.addEventListener(hand, this.#moved, {passive: true});
  }

  readonly #moved = (): void => {
    this.#handAt = performance.now();
  };

  #byHand(): boolean {
    return performance.now() - this.#handAt < HAND_MS;
  }

  /** When the page is laid out. */
  readonly #later = (): void => {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#follow();
    });
  };

  #follow(): void {
    const scroller = this.#scroller();
    if (!scroller || !this.#following) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#lastTop = scroller.scrollTop;
  }

  #become(following: boolean): void {
    this.#handAt = -Infinity; // what moved the log is judged
    if (following === this.#following) return;
    this.#following = following;
    this.#host.requestUpdate();
  }
}
