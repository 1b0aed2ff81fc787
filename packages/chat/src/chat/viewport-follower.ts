import type {ReactiveController, ReactiveElement} from 'lit';

/**
 * Tells the styles how much of the window an on-screen keyboard leaves free: `--_free-height` and `--_free-top`. A fixed
 * box is laid out against the whole window, so without it the input lies under the keyboard.
 */
export class ViewportFollower implements ReactiveController {
  readonly #host: ReactiveElement;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    globalThis.visualViewport?.addEventListener('resize', this.#measure);
    globalThis.visualViewport?.addEventListener('scroll', this.#measure);
    this.#measure();
  }

  hostDisconnected(): void {
    globalThis.visualViewport?.removeEventListener('resize', this.#measure);
    globalThis.visualViewport?.removeEventListener('scroll', this.#measure);
  }

  readonly #measure = (): void => {
    const viewport = globalThis.visualViewport;
    const frame = this.#host.renderRoot?.querySelector<HTMLElement>('.frame');
    if (!viewport || !frame || viewport.scale > 1.01) return; // zoomed in: not a keyboard
    frame.style.setProperty('--_free-height', `${viewport.height}px`);
    frame.style.setProperty('--_free-top', `${viewport.offsetTop}px`);
  };

  hostUpdated(): void {
    this.#measure();
  }
}
