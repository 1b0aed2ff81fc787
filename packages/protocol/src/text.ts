import type {Text} from './types.js';

/**
 * The key of `available` that fits `wanted` best, tried in the order of `wanted`; `undefined` when none fits. The same tag
 * is best; then the same language in the same writing, the nearer region first: `es-MX` → `es-419`, `es`, `es-ES`;
 * `zh-TW` → `zh-Hant` and not `zh-Hans`; then the same language in another writing.
 */
export function matchLanguage(available: readonly string[], wanted: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const low = plain(tag);
    const same = available.find((one) => plain(one) === low);
    if (same !== undefined) return same;
    const near = available.filter((one) => baseOf(one) === baseOf(tag));
    if (near.length > 1) return near.reduce((best, one) => (nearness(one, tag) > nearness(best, tag) ? one : best));
    if (near[0] !== undefined) return near[0];
  }
  return undefined;
}

/** Many pages write `es_ES`. */
function plain(tag: string): string {
  return tag.replaceAll('_', '-').toLowerCase();
}

function baseOf(tag: string): string {
  return plain(tag).split('-')[0]!;
}

/** How well `tag` serves who wants `wanted`, both of one language. */
function nearness(tag: string, wanted: string): number {
  const [one, other] = [localeOf(tag), localeOf(wanted)];
  const region = one?.region;
  const sameWriting = one?.maximize().script === other?.maximize().script ? 8 : 0;
  if (region === undefined) return sameWriting + 2;
  if (region === other?.maximize().region) return sameWriting + 4;
  // The Spanish of America is one; a region that nobody named stands behind the language without any.
  return sameWriting + (region === '419' && other?.region !== undefined && other.region !== 'ES' ? 3 : 0);
}

/** What `Intl` makes of a tag; `undefined` for what is none. Pages write `es_ES`, `es-` and worse. */
export function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(plain(tag));
  } catch {
    return undefined;
  }
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
export function pickByLanguage<T>(
  map: Readonly<Record<string, T>>,
  languages: readonly string[],
): [string, T] | undefined {
  const keys = Object.keys(map);
  const key = matchLanguage(keys, languages) ?? keys[0];
  return key === undefined ? undefined : [key, map[key] as T];
}
