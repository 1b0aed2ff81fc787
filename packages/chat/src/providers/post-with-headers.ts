import {ChatError} from '../chat-error.js';
import type {PostOptions} from './post-events.js';
import type {HttpSettings} from './provider.js';

/**
 * Posts with the page's headers; when the server knows them no more (401), asks the page for new ones, once. The code
 * that sends and reads is fetched with the first question.
 */
export async function* postWithHeaders(settings: HttpSettings, options: Omit<PostOptions, 'headers'>): AsyncGenerator<string> {
  const {postEvents} = await import('./post-events.js');
  try {
    yield* postEvents({...options, headers: await settings.headers()});
  } catch (caught) {
    if (!(caught instanceof ChatError) || caught.status !== 401 || options.signal.aborted) throw caught;
    const headers = await settings.headers();
    if (Object.keys(headers).length === 0) throw caught; // nothing that could have changed
    yield* postEvents({...options, headers});
  }
}
