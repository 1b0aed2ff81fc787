import {openDB, type DBSchema, type IDBPDatabase} from 'idb';
import type {Draft} from './message.js';
import {plain, revive, type ConversationStore} from './store.js';

interface ChatDatabase extends DBSchema {
  conversations: {key: string; value: {key: string; at: string; messages: ReturnType<typeof plain>[]}};
}

/** One of several conversations. */
export interface KeptConversation {
  /** Empty for the one that was there before there were several. */
  id: string;
  /** When it was kept last: ISO 8601. */
  at: string;
  messages: Draft[];
}

/** Keeps the conversation on this device, in IndexedDB, until it is cleared. */
export class DeviceStore implements ConversationStore {
  #opened: Promise<IDBPDatabase<ChatDatabase>> | undefined;

  async load(key: string): Promise<Draft[]> {
    return revive((await (await this.#open()).get('conversations', key))?.messages);
  }

  async save(key: string, messages: readonly Draft[]): Promise<void> {
    await (await this.#open()).put('conversations', {key, at: new Date().toISOString(), messages: messages.map(plain)});
  }

  async remove(key: string): Promise<void> {
    await (await this.#open()).delete('conversations', key);
  }

  /** All that is kept under `base` and what begins with it and `#`, the latest first. */
  async list(base: string): Promise<KeptConversation[]> {
    const range = IDBKeyRange.bound(base, `${base} #\uffff`);
    const all = (await (await this.#open()).getAll('conversations', range)).filter(
      ({key}) => key === base || key.startsWith(`${base} #`),
    );
    return all
      .map(({key, at, messages}) => ({id: key.slice(base.length + 2), at: String(at), messages: revive(messages)}))
      .sort((one, other) => (one.at < other.at ? 1 : -1));
  }

  #open(): Promise<IDBPDatabase<ChatDatabase>> {
    return (this.#opened ??= openDB<ChatDatabase>('uggla-chat', 1, {
      upgrade: (database) => {
        database.createObjectStore('conversations', {keyPath: 'key'});
      },
    }));
  }
}
