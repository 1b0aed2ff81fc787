import type {Text} from './types.js';

/**
 * The key of `available` that fits `wanted` best: the same tag, else the same language in another region
 * (`es-MX` → `es`, `es` → `es-ES`), tried in the order of `wanted`; `undefined` when none fits.
 */
export function matchLanguage(available: readonly string[], wanted: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const low = tag.toLowerCase();
    const same = available.find((one) => one.toLowerCase() === low);
    if (same !== undefined) return same;
    const base = low.split('-')[0]!;
    const near =
      available.find((one) => one.toLowerCase() === base) ??
      available.find((one) => one.toLowerCase().startsWith(`${base}-`));
    if (near !== undefined) return near;
  }
  return undefined;
}

/**
 * `text` in the first of `languages` that it has, else in its own first language; empty when there is none.
 */
export function pickText(text: Text | undefined, languages: readonly string[]): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  return pickByLanguage(text, languages)?.[1] ?? '';
}

/** The entry of a language map that fits `languages` best, else its first; `undefined` when the map is empty. */
export function pickByLanguage<T>(map: Readonly<Record<string, T>>, languages: readonly string[]): [string, T] | undefined {
  const keys = Object.keys(map);
  const key = matchLanguage(keys, languages) ?? keys[0];
  return key === undefined ? undefined : [key, map[key] as T];
}
