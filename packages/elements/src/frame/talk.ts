import {asToFrame, openEnvelope, type FromFrame, type ToFrame} from '@uggla/protocol/frame.js';

/** The frame's side of the talk: with the window around it, of the origin that its own address names, and nobody else. */
export class Talk {
  readonly #origin: string;
  readonly #name: string;

  /**
   * @param hash - `#origin=…&talk=…` of the frame's address.
   * @param heard - Takes what the page says.
   */
  constructor(hash: string, heard: (message: ToFrame) => void) {
    const given = new URLSearchParams(hash.replace(/^#/, ''));
    this.#origin = given.get('origin') ?? '';
    this.#name = given.get('talk') ?? '';
    if (!/^https?:\/\/[^/]+$/.test(this.#origin) || this.#name === '' || parent === window) return;
    addEventListener('message', (event) => {
      if (event.source !== parent || event.origin !== this.#origin) return;
      const envelope = openEnvelope(event.data, this.#name);
      const message = envelope && asToFrame(envelope);
      if (message) heard(message);
    });
    this.tell({type: 'ready'});
  }

  /** Tells the page something. */
  tell(message: FromFrame): void {
    parent.postMessage({uggla: this.#name, message}, this.#origin);
  }
}
