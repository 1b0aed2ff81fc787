import {ChatError} from '../chat-error.js';
import type {PostOptions} from './post-events.js';
import type {HttpSettings} from './provider.js';

/**
 * Posts with the page's headers; when the server knows them no more (401), asks the page for new ones, once. The code
 * that sends and reads is fetched with the first question. `replay`: the protocol is one whose streams can be kept.
 */
export async function* postWithHeaders(settings: HttpSettings, {replay = false, ...options}: Omit<PostOptions, 'headers' | 'replay'> & {replay?: boolean}): AsyncGenerator<string> {
  const {postEvents, replayOf} = await import('./post-events.js');
  const kept = replay ? replayOf(settings) : undefined;
  const first = await settings.headers();
  try {
    yield* postEvents({...options, headers: first, replay: kept});
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
