import type {LitElement, ReactiveController} from 'lit';

/**
 * Keeps the keyboard in the element: when the control that has the focus goes away with an update (a suggestion that was
 * chosen, Retry, Stop), the focus goes on to another, and is not lost to the top of the page.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  readonly #next: () => void;
  #held: Element | null = null;

  /** @param next - Puts the focus where people go on. */
  constructor(host: LitElement, next: () => void) {
    this.#host = host;
    this.#next = next;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#held = this.#host.shadowRoot?.activeElement ?? null;
  }

  hostUpdated(): void {
    const lost = this.#held !== null && !this.#held.isConnected && this.#host.isConnected;
    this.#held = null;
    if (lost && !this.#host.shadowRoot!.activeElement) this.#next();
  }
}
