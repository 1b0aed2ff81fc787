import type {LitElement, ReactiveController} from 'lit';
import {adopt} from '../extras/adopt.js';

/**
 * What the styles must know of a phone. Brings those for fingers where fingers point, and tells how much of the window an
 * on-screen keyboard leaves free: `--_free-height` and `--_free-top`. A fixed box is laid out against the whole window, so
 * without it the input lies under the keyboard.
 */
export class ViewportFollower implements ReactiveController {
  readonly #host: LitElement;
  #touched = false;
  #measured = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.#touched && matchMedia('(pointer: coarse)').matches) {
      this.#touched = true;
      import('./touch-styles.js').then(
        ({touchStyles}) => adopt(this.#host, touchStyles),
        () => (this.#touched = false), // tried again when it is put somewhere else
      );
    }
    globalThis.visualViewport?.addEventListener('resize', this.#resized);
    globalThis.visualViewport?.addEventListener('scroll', this.#measure);
    this.#measure();
  }

  hostDisconnected(): void {
    globalThis.visualViewport?.removeEventListener('resize', this.#resized);
    globalThis.visualViewport?.removeEventListener('scroll', this.#measure);
  }

  readonly #measure = (): void => {
    const viewport = globalThis.visualViewport;
    const frame = this.#host.renderRoot?.querySelector<HTMLElement>('.frame');
    if (!viewport || !frame || viewport.scale > 1.01) return; // zoomed in: not a keyboard
    this.#measured = true;
    frame.style.setProperty('--_free-height', `${viewport.height}px`);
    frame.style.setProperty('--_free-top', `${viewport.offsetTop}px`);
  };

  readonly #resized = (): void => {
    this.#measure();
    this.#host.requestUpdate(); // the end of the conversation, if it was in sight, stays there
  };

  hostUpdated(): void {
    // The frame is there now. It stays: to ask for the window's size with each update would lay the page out each time.
    if (!this.#measured) this.#measure();
  }
}
