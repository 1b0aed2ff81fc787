import {openDB, type DBSchema, type IDBPDatabase} from 'idb';
import type {Draft} from './message.js';
import {plain, revive, type ConversationStore} from './store.js';

interface ChatDatabase extends DBSchema {
  conversations: {key: string; value: {key: string; at: string; messages: ReturnType<typeof plain>[]}};
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

  #open(): Promise<IDBPDatabase<ChatDatabase>> {
    return (this.#opened ??= openDB<ChatDatabase>('uggla-chat', 1, {
      upgrade: (database) => {
        database.createObjectStore('conversations', {keyPath: 'key'});
      },
    }));
  }
}
