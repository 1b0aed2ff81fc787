import {draft, type Draft, type DraftCall, type Kept} from './message.js';

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
export function plain({error, stalled, broken, ...message}: Draft): Omit<Draft, 'error' | 'stalled' | 'broken'> {
  void [error, stalled, broken];
  return message;
}

/** Stored messages; an answer that was on its way when the page ended is a stopped one, with `kept` where its engine may have the rest. */
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
  const ids = new Set<string>();
  return list
    .filter(
      (one): one is Draft =>
        (one?.role === 'user' || one?.role === 'assistant') &&
        typeof one?.text === 'string' &&
        typeof one?.id === 'string',
    )
    .map(reviveOne)
    .filter(({role, text, calls, kept}) => role === 'user' || text !== '' || calls.length > 0 || kept)
    .filter(({id}) => !ids.has(id) && ids.add(id));
}

/** A message whose every field is what the chat takes it for, whoever wrote it: an older version, or a broken page. */
function reviveOne(one: Draft): Draft {
  const fresh = draft(one.role, one.text);
  const message: Draft = {...fresh, ...one, error: undefined, stalled: false, broken: false};
  for (const key of ['reasoning', 'at', 'leftOut', 'shortened'] as const) {
    if (typeof message[key] !== typeof fresh[key]) Object.assign(message, {[key]: fresh[key]});
  }
  message.citations = listOf(message.citations).filter(
    (citation) => Number.isInteger(citation?.index) && typeof citation.title === 'string',
  );
  message.calls = listOf(message.calls)
    .filter((call) => typeof call?.name === 'string' && typeof call.id === 'string')
    .map(reviveCall);
  message.images = listOf(message.images).filter((image) => typeof image === 'string');
  if (message.feedback !== 'up' && message.feedback !== 'down') message.feedback = undefined;
  // Failed, too: some browsers break a page's connections before they end the page.
  message.kept = ['waiting', 'streaming', 'failed'].includes(message.state) ? reviveKept(message) : undefined;
  if (message.state !== 'done') message.state = message.role === 'user' ? 'done' : 'stopped';
  return message;
}

function reviveKept({kept, text, reasoning, calls}: Draft): Kept | undefined {
  const fits = (value: unknown, most: number) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
  const good =
    typeof kept?.name === 'string' &&
    fits(kept.text, text.length) &&
    fits(kept.reasoning, reasoning.length) &&
    fits(kept.calls, calls.length);
  return good ? kept : undefined;
}

function reviveCall({id, name, arguments: args, state, result, at}: DraftCall): DraftCall {
  const over = state === 'done' || state === 'failed' ? state : 'refused';
  return {id, name, arguments: String(args), state: over, result: String(result), at: Number.isInteger(at) ? at : 0};
}

function listOf<T>(value: readonly T[]): T[] {
  return Array.isArray(value) ? [...value] : [];
}
