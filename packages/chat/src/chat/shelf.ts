import {engineKey, type EngineOptions} from './engine-key.js';

/** What decides where a conversation is kept. */
interface ShelfHost extends EngineOptions {
  readonly id: string;
  readonly store: string;
  readonly conversations: boolean;
}

/** Which of several conversations is shown, and under which key each is kept. Remembered on this device. */
export class Shelf {
  readonly #host: ShelfHost;
  #chosen: {base: string; id: string} | undefined;

  constructor(host: ShelfHost) {
    this.#host = host;
  }

  /** Whether there may be several. */
  get several(): boolean {
    return this.#host.conversations && this.#host.store === 'device';
  }

  /** What the keys of all of them begin with. */
  get base(): string {
    return `uggla-chat ${engineKey(this.#host)} ${this.#host.id}`;
  }

  /** The key of the one that is shown. */
  get key(): string {
    return this.keyOf(this.several ? this.current : '');
  }

  keyOf(id: string): string {
    return id === '' ? this.base : `${this.base} #${id}`;
  }

  get current(): string {
    const {base} = this;
    if (this.#chosen?.base === base) return this.#chosen.id;
    try {
      return localStorage.getItem(`${base} current`) ?? '';
    } catch {
      return '';
    }
  }

  set current(id: string) {
    const {base} = this;
    this.#chosen = {base, id};
    try {
      localStorage.setItem(`${base} current`, id);
    } catch {
      // The browser keeps nothing: the next visit begins with the oldest.
    }
  }
}
