import {encodeId} from '../../shared/route.js';

/** How many products are compared at most: more columns than these nobody reads. */
export const MOST_COMPARED = 4;

/** The ids that a `compare` attribute names: four at most, each once. */
export function parseCompared(text: string): string[] {
  const ids = text
    .split(/\s+/)
    .filter((id) => id !== '')
    .map(decode);
  return [...new Set(ids)].slice(0, MOST_COMPARED);
}

/** The `compare` attribute that names these ids; what an attribute cannot hold in one word is percent-encoded. */
export function formatCompared(ids: Iterable<string>): string {
  return [...ids].map(encodeId).join(' ');
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id; // a lone % that someone wrote
  }
}
