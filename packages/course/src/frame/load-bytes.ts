import {UgglaError} from '@uggla/protocol';
import {safeUrl} from '@uggla/core/safe-url.js';

/** What kind of file it is, told by its type, its name and its first bytes, in this order. */
export type DocumentKind = 'epub' | 'pdf' | 'article' | 'unknown';

/**
 * The bytes of a file.
 *
 * @throws {@link UgglaError} `<kind>-unavailable`.
 */
export async function loadBytes(
  address: string,
  base: string,
  kind: string,
  signal: AbortSignal,
): Promise<{bytes: ArrayBuffer; url: string; type: string}> {
  const url = safeUrl(address, base, 'fetch');
  if (url === undefined)
    throw new UgglaError(`${kind}-unavailable`, `${address} is no address that can be fetched`, {file: address});
  let response: Response;
  try {
    response = await fetch(url, {signal});
    if (response.ok)
      return {bytes: await response.arrayBuffer(), url, type: response.headers.get('content-type') ?? ''};
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new UgglaError(`${kind}-unavailable`, `${url} could not be reached`, {
      cause,
      file: url,
      cure: 'Check the connection; for a file on another origin, check that it allows CORS.',
    });
  }
  throw new UgglaError(`${kind}-unavailable`, `${url} answered ${response.status}`, {
    status: response.status,
    file: url,
  });
}

/** What the file is. Servers often do not know what an EPUB is, so its name and first bytes count too. */
export function kindOf(bytes: ArrayBuffer, url: string, ...types: readonly (string | undefined)[]): DocumentKind {
  const told = types.filter(Boolean).join(' ').toLowerCase();
  const name = new URL(url).pathname.toLowerCase();
  const start = String.fromCharCode(...new Uint8Array(bytes.slice(0, 5)));
  if (start === '%PDF-') return 'pdf';
  if (start.startsWith('PK')) return 'epub';
  if (told.includes('json') || name.endsWith('.json')) return 'article';
  return 'unknown';
}
