import {nothing, type ReactiveController, type TemplateResult} from 'lit';
import type {KeptConversation} from '../conversation/device-store.js';
import type {UgglaChat} from './chat-element.js';
import type {ChatSession} from './chat-session.js';
import type {ChatView} from './chat-view.js';

/** The list of conversations that are kept on this device; its code is fetched when it is first opened. */
export class Conversations implements ReactiveController {
  readonly #element: UgglaChat;
  readonly #session: () => ChatSession;
  #module: typeof import('./render-conversations.js') | undefined;
  #words: ReturnType<typeof import('./render-conversations.js').listWords> | undefined;
  #list: readonly KeptConversation[] = [];
  #open = false;
  #confirming = false;

  constructor(element: UgglaChat, session: () => ChatSession) {
    this.#element = element;
    this.#session = session;
    element.addController(this);
  }

  hostConnected(): void {
    this.#open = false;
  }

  /** Whether the list is shown in place of the conversation. */
  get open(): boolean {
    return this.#open && this.#session().shelf.several;
  }

  /** Shows the list, or the conversation again. */
  readonly toggle = async (): Promise<void> => {
    if (this.open) return this.#show(false);
    await this.#load();
    this.#confirming = false;
    this.#show(true);
    await this.#element.updateComplete;
    this.#element.renderRoot.querySelector<HTMLElement>('[part=conversations] button')?.focus();
  };

  /** All of them, the latest first. */
  async list(): Promise<readonly KeptConversation[]> {
    await this.#load();
    return this.#list;
  }

  /** Forgets one, here and on the device. */
  async remove(id: string): Promise<void> {
    const {shelf} = this.#session();
    if (id === shelf.current) this.#element.clear();
    await (await this.#store()).remove(shelf.keyOf(id));
    await this.#load();
    this.#element.requestUpdate();
  }

  /** Forgets all of them. */
  async removeAll(): Promise<void> {
    const store = await this.#store();
    const {shelf} = this.#session();
    this.#element.clear();
    for (const {id} of await store.list(shelf.base)) await store.remove(shelf.keyOf(id));
    await this.#session().show('');
    await this.#load();
    this.#confirming = false;
    this.#show(false);
  }

  /** Shows one of them, or a new one. */
  async show(id: string): Promise<void> {
    await this.#session().show(id);
    this.#show(false);
    this.#element.focus();
  }

  render(view: ChatView): TemplateResult | typeof nothing {
    if (!this.open || !this.#module || !this.#words) return nothing;
    const {renderConversations, download} = this.#module;
    return renderConversations(
      {
        own: this.#words,
        list: this.#list,
        current: this.#session().shelf.current,
        confirming: this.#confirming,
        show: (id) => void this.show(id),
        remove: (id) => void this.remove(id),
        removeAll: () => {
          if (this.#confirming) return void this.removeAll();
          this.#confirming = true;
          this.#element.requestUpdate();
        },
        save: () => download(this.#list, this.#element.ownerDocument),
      },
      view,
    );
  }

  async #store() {
    const {DeviceStore} = await import('../conversation/device-store.js');
    return new DeviceStore();
  }

  async #load(): Promise<void> {
    const store = await this.#store();
    this.#module ??= await import('./render-conversations.js');
    this.#words ??= this.#module.listWords(this.#element);
    this.#list = await store.list(this.#session().shelf.base).catch(() => []);
  }

  #show(open: boolean): void {
    this.#open = open;
    this.#element.requestUpdate();
  }
}
