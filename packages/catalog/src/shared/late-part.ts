import type {ReactiveControllerHost} from 'lit';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {UgglaError} from '@uggla/protocol';

/** A part of an element whose code is fetched when it is first needed. */
export class LatePart<T> {
  /** `undefined` until it is there. */
  value: T | undefined;
  /** Its code could not be had; `need` tries again. */
  isBroken = false;

  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #load: () => Promise<T>;
  #asked: Promise<void> | undefined;

  constructor(host: ReactiveControllerHost & EventTarget, load: () => Promise<T>) {
    this.#host = host;
    this.#load = load;
  }

  /** Fulfilled when it is there, or could not be had: then `uggla-error` has told so. */
  need(): Promise<void> {
    return (this.#asked ??= this.#fetch());
  }

  async #fetch(): Promise<void> {
    this.isBroken = false;
    try {
      this.value = await this.#load();
    } catch (cause) {
      this.#asked = undefined;
      this.isBroken = true;
      this.#host.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'family-unavailable')));
    }
    this.#host.requestUpdate();
  }
}
