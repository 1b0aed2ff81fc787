import {draft, type Draft} from './message.js';

/** Where a conversation is kept. */
export interface ConversationStore {
  load(key: string): Promise<Draft[]>;
  save(key: string, messages: readonly Draft[]): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The store of a name: `session` ends with the tab, `device` stays; nothing else is a store. */
export async function openStore(name: string): Promise<ConversationStore | undefined> {
  if (name === 'session') return new SessionStore();
  if (name === 'device') return new (await import('./device-store.js')).DeviceStore();
  return undefined;
}

/** Keeps the conversation as long as the tab is open, in `sessionStorage`. */
class SessionStore implements ConversationStore {
  async load(key: string): Promise<Draft[]> {
    return revive(sessionStorage.getItem(key));
  }

  async save(key: string, messages: readonly Draft[]): Promise<void> {
    sessionStorage.setItem(key, JSON.stringify(messages.map(plain)));
  }

  async remove(key: string): Promise<void> {
    sessionStorage.removeItem(key);
  }
}

/** A message as it can be stored: without its error, which is of the moment. */
export function plain({error, stalled, ...message}: Draft): Omit<Draft, 'error' | 'stalled'> {
  void [error, stalled];
  return message;
}

/** Stored messages; an answer that was on its way when the page ended is a stopped one. */
export function revive(stored: unknown): Draft[] {
  let list: unknown = stored;
  if (typeof stored === 'string') {
    try {
      list = JSON.parse(stored);
    } catch {
      return [];
    }
  }
  if (!Array.isArray(list)) return [];
  return list
    .filter((one): one is Draft => (one?.role === 'user' || one?.role === 'assistant') && typeof one?.text === 'string' && typeof one?.id === 'string')
    .map((one) => {
      const message: Draft = {...draft(one.role, one.text), ...one, error: undefined, stalled: false};
      if (!Array.isArray(message.citations)) message.citations = [];
      if (!Array.isArray(message.images)) message.images = [];
      if (message.state !== 'done') message.state = message.role === 'user' ? 'done' : 'stopped';
      return message;
    })
    .filter(({role, text}) => role === 'user' || text !== '');
}
