import {ChatError} from '../chat-error.js';
import type {PostOptions} from './post-events.js';
import type {HttpSettings, ProviderRequest} from './provider.js';

/** One request, as far as its headers do not say it. */
export interface PostSettings
  extends Omit<PostOptions, 'headers' | 'replay' | 'again'>, Pick<ProviderRequest, 'onKept' | 'kept'> {
  /** The protocol is one whose streams can be kept. */
  replay?: boolean;
}

/** The code that sends and reads: fetched when a question is about to be written, at the latest with the first one. */
export const fetchPost = () => import('./post-events.js');

/** Posts with the page's headers; when the server knows them no more (401), asks the page for new ones, once. */
export async function* postWithHeaders(
  settings: HttpSettings,
  {replay = false, onKept, kept: name, ...options}: PostSettings,
): AsyncGenerator<string[]> {
  const {postEvents, replayOf} = await fetchPost();
  const kept = replay ? replayOf(settings, name) : undefined;
  if (kept) onKept?.(kept.id);
  const first = await settings.headers();
  try {
    yield* postEvents({...options, headers: first, replay: kept, again: name !== undefined});
  } catch (caught) {
    if (!(caught instanceof ChatError) || caught.status !== 401 || options.signal.aborted) throw caught;
    const headers = await settings.headers();
    if (sameHeaders(first, headers)) throw caught; // the server would say the same again
    yield* postEvents({...options, headers, replay: kept});
  }
}

/** Whether two requests would carry the same headers. */
export function sameHeaders(one: Record<string, string>, other: Record<string, string>): boolean {
  const text = (headers: Record<string, string>) => JSON.stringify(Object.entries(headers).sort());
  return text(one) === text(other);
}
