import {UgglaError} from '@uggla/protocol';
import type {Source} from './media-engine.js';
import {isPassing} from './recovery.js';
import type {Refusal} from './recovery.js';

/**
 * Why a media element gave up. It says "not supported" of a missing file and of an unknown format alike, so the address
 * is asked once more, for its head alone.
 */
export async function diagnose(
  {url}: Source,
  cause: MediaError,
  signal: AbortSignal,
  credentials: RequestCredentials = 'same-origin',
): Promise<UgglaError> {
  if (cause.code === MediaError.MEDIA_ERR_DECODE) {
    return new UgglaError('media-undecodable', `${url} could not be decoded: ${cause.message}`, {cause, file: url});
  }
  try {
    const {ok, status} = await fetch(url, {method: 'HEAD', signal, credentials});
    if (!ok && status !== 405 && status !== 501) return refused(url, status, cause);
  } catch (error) {
    // Also where another origin lets itself be played but not read; then offline is the likelier half of the truth.
    return new UgglaError('media-unavailable', `${url} could not be reached`, {cause: error, file: url});
  }
  if (cause.code === MediaError.MEDIA_ERR_NETWORK) {
    return new UgglaError('media-unavailable', `${url} broke off`, {cause, file: url});
  }
  return new UgglaError('media-unsupported', `${url} is nothing that this browser plays: ${cause.message}`, {
    cause,
    file: url,
  });
}

/** The error for an HTTP status: `media-forbidden` for 401 and 403, `media-unavailable` for all others (0: no answer). */
export function refused(url: string, status: number, cause?: unknown): UgglaError {
  const answer = status === 0 ? 'did not answer' : `answered ${status}`;
  const code = status === 401 || status === 403 ? 'media-forbidden' : 'media-unavailable';
  return new UgglaError(code, `${url} ${answer}`, {cause, file: url, ...(status === 0 ? {} : {status})});
}

/** The error for what came in place of a playlist or a segment, after all tries. */
export function errorOf(failure: Refusal & {readonly message: string}, file: string): UgglaError {
  const {status, message} = failure;
  if (status === 200) return new UgglaError('media-unsupported', message, {cause: failure, file});
  if (failure.foreign || isPassing(failure))
    return new UgglaError('media-unavailable', message, {cause: failure, file, ...(status > 0 && {status})});
  return refused(file, status, failure);
}
