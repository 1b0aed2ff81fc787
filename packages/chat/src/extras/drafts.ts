import type {ReactiveController} from 'lit';
import type {UgglaChat} from '../chat/chat-element.js';
import type {ChatSession} from '../chat/chat-session.js';
import type {Extra, ExtraHost} from './extras.js';

/**
 * Keeps the question that is being written where the conversation is kept: a phone ends pages that are out of sight, and
 * a reload is a slip of the finger. It is gone when it is sent.
 */
export class Drafts implements Extra, ReactiveController {
  readonly #element: UgglaChat;
  readonly #session: ChatSession;
  /** Where it was brought back from; empty before that. */
  #key = '';
  #kept = '';

  constructor({element, session}: ExtraHost) {
    this.#element = element;
    this.#session = session;
    element.addController(this);
  }

  /** It shows nothing of its own. */
  footer(): undefined {}

  hostUpdated(): void {
    const {store, renderRoot} = this.#element;
    const field = renderRoot.querySelector<HTMLTextAreaElement>('[part=input]');
    if (!field || store === 'none' || renderRoot.querySelector('.editing')) return;
    const key = `${this.#session.shelf.base} draft`;
    try {
      const storage = store === 'device' ? localStorage : sessionStorage;
      if (this.#key !== key) {
        this.#key = key;
        this.#kept = storage.getItem(key) ?? '';
        if (this.#kept !== '' && field.value === '') this.#write(field);
      }
      if (field.value === this.#kept) return;
      this.#kept = field.value;
      if (this.#kept === '') storage.removeItem(key);
      else storage.setItem(key, this.#kept);
    } catch {
      // The browser keeps nothing.
    }
  }

  /** As if the person had written it. */
  #write(field: HTMLTextAreaElement): void {
    field.value = this.#kept;
    field.dispatchEvent(new InputEvent('input'));
  }
}
