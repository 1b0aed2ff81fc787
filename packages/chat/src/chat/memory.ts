import {ChatError} from '../chat-error.js';
import {openStore, type ConversationStore} from '../conversation/store.js';
import type {Draft} from '../conversation/message.js';

/** Keeps a conversation where `store` says: nowhere, in this tab, or on this device. */
export class Memory {
  readonly #failed: (error: ChatError) => void;
  #name = 'none';
  #key = '';
  #store: Promise<ConversationStore | undefined> = Promise.resolve(undefined);

  /** @param failed - Told when the browser refuses to keep something. */
  constructor(failed: (error: ChatError) => void) {
    this.#failed = failed;
  }

  /** Opens the store of a name; resolves with what it holds. `undefined`: it is the one that is open already. */
  open(name: string, key: string): Promise<Draft[]> | undefined {
    if (name === this.#name && key === this.#key) return undefined;
    [this.#name, this.#key] = [name, key];
    this.#store = openStore(name);
    return this.#try<Draft[]>((store) => store.load(key), []);
  }

  /** Keeps the messages as they are now. */
  async save(messages: readonly Draft[]): Promise<void> {
    await this.#try(
      (store) => (messages.length === 0 ? store.remove(this.#key) : store.save(this.#key, messages)),
      undefined,
    );
  }

  async #try<T>(act: (store: ConversationStore) => Promise<T>, otherwise: T): Promise<T> {
    try {
      const store = await this.#store;
      return store ? await act(store) : otherwise;
    } catch (cause) {
      this.#failed(new ChatError('chat-store-unavailable', 'The browser would not keep the conversation', {cause}));
      return otherwise;
    }
  }
}
