import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {engineKey, type EngineOptions} from './engine-key.js';

interface ConsentHost extends ReactiveControllerHost, HTMLElement, EngineOptions {
  readonly store: string;
}

/**
 * Whether the person has agreed to what the page put into the `consent` slot. Remembered as long as the conversation is:
 * not at all, in this tab, or on this device.
 */
export class Consent implements ReactiveController {
  readonly #host: ConsentHost;
  #asked = false;
  #given = false;

  constructor(host: ConsentHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Nothing may be sent yet. */
  get locked(): boolean {
    return this.#asked && !this.#given && !this.#remembered;
  }

  hostConnected(): void {
    this.look();
  }

  /** Looks whether the page asks for consent. */
  readonly look = (): void => {
    const asked = [...this.#host.children].some(({slot}) => slot === 'consent');
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#host.requestUpdate();
  };

  /** The person agrees. */
  accept(): void {
    this.#given = true;
    try {
      this.#storage?.setItem(this.#key, new Date().toISOString());
    } catch {
      // The browser keeps nothing: it will be asked again.
    }
    this.#host.requestUpdate();
  }

  get #remembered(): boolean {
    try {
      return this.#storage?.getItem(this.#key) != null;
    } catch {
      return false;
    }
  }

  get #storage(): Storage | undefined {
    if (this.#host.store === 'session') return sessionStorage;
    return this.#host.store === 'device' ? localStorage : undefined;
  }

  get #key(): string {
    return `uggla-chat consent ${engineKey(this.#host)}`;
  }
}
