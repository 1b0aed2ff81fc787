import type {CMCDControllerConfig} from 'hls.js';

/** What goes with each question of a stream, as CTA-5004 has it. */
export interface Cmcd {
  /** For hls.js in its full build, which tells all the rest. */
  readonly config: CMCDControllerConfig;
  /** The question for the first playlist, which is asked before hls.js is there. */
  readonly first: (url: string) => {readonly url: string; readonly headers?: Record<string, string>};
  /** The address without what it tells. */
  readonly bare: (url: string) => string;
}

/** CTA-5004, table 1: no id is longer. */
const LONGEST = 64;

/**
 * Common media client data.
 *
 * @param mode - `headers`, or anything else: in the query, which asks no other origin for a preflight.
 * @param content - What names the film in every session; its end suffices.
 */
export function cmcdOf(mode: string, content: string): Cmcd {
  const contentId = content.slice(-LONGEST);
  const sessionId = uuid();
  const useHeaders = mode === 'headers';
  const session = `cid=${quoted(contentId)},sf=h,sid="${sessionId}"`;
  return {
    config: {sessionId, contentId, useHeaders},
    first: (url) => {
      if (useHeaders) return {url, headers: {'CMCD-Object': 'ot=m', 'CMCD-Request': 'su', 'CMCD-Session': session}};
      const address = new URL(url);
      address.searchParams.set('CMCD', `cid=${quoted(contentId)},ot=m,sf=h,sid="${sessionId}",su`);
      return {url: address.href};
    },
    bare: (url) => url.replace(/([?&])CMCD=[^&#]*&?/, '$1').replace(/[?&](?=#|$)/, ''),
  };
}

function quoted(text: string): string {
  // There and back, since half a letter is an error to encodeURIComponent.
  const escaped = (odd: string) => encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(odd)));
  return `"${text.replace(/[^\x20-\x7e]+/g, escaped).replace(/["\\]/g, '\\$&')}"`;
}

/** `crypto.randomUUID` is there only in secure contexts. */
function uuid(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte, at) =>
      ((at === 6 ? (byte & 15) | 64 : at === 8 ? (byte & 63) | 128 : byte) + 256).toString(16).slice(1),
    )
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
