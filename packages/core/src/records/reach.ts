import {UgglaError} from '@uggla/protocol';

/** A receiver that takes a request and says nothing for so long is taken for away: people must not wait for it. */
const PATIENCE_MS = 10_000;

/**
 * Fetches, but waits no longer than that for the head of the answer.
 *
 * @throws {@link UgglaError} `records-unreachable`; an abort by `init.signal` throws as `fetch` does.
 */
export async function reach(url: string, init: RequestInit): Promise<Response> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), PATIENCE_MS);
  const giveUp = () => silence.abort();
  init.signal?.addEventListener('abort', giveUp);
  if (init.signal?.aborted) giveUp();
  try {
    return await fetch(url, {...init, signal: silence.signal});
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new UgglaError('records-unreachable', `${new URL(url).origin} could not be reached`, {cause});
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', giveUp);
  }
}
