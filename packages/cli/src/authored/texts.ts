import type {Text} from '@uggla/protocol';

/** Fields that people read: a `name.en.md` may say them in its language. */
const prose = new Set([
  'title',
  'summary',
  'alt',
  'coverAlt',
  'level',
  'audience',
  'statement',
  'thing',
  'fault',
  'tools',
  'parts',
  'warnings',
  'warning',
  'text',
  'label',
  'category',
  'author',
  'badge',
  'description',
  'voice',
]);

/** Fields that hold further fields with prose. */
const nests = new Set(['steps', 'images', 'documents', 'actions', 'film']);

/**
 * The fields of the main file with what its translation says: texts become maps of language → text.
 *
 * @param main - Language of the texts in `fields` that are no maps.
 */
export function mergeTranslation<T extends object>(fields: T, translation: object, main: string, language: string): T {
  const merged = {...fields} as Record<string, unknown>;
  for (const [key, value] of Object.entries(translation) as [string, unknown][]) {
    if (prose.has(key)) merged[key] = mergeValue(merged[key], value, main, language);
    else if (nests.has(key) && Array.isArray(value))
      merged[key] = mergeList(merged[key], value as unknown[], main, language);
    else if (nests.has(key)) merged[key] = mergeTranslation(merged[key] ?? {}, value as object, main, language);
  }
  return merged as T;
}

/** Fields whose texts are in another language than the first of the campus. */
export function inLanguage<T extends object>(fields: T, main: string, language: string): T {
  const entries = (Object.entries(fields) as [string, unknown][]).map(([key, value]): [string, unknown] => {
    if (prose.has(key)) return [key, mergeValue(undefined, value, main, language)];
    if (nests.has(key) && Array.isArray(value))
      return [key, (value as object[]).map((one) => inLanguage(one, main, language))];
    if (nests.has(key)) return [key, inLanguage(value as object, main, language)];
    return [key, value];
  });
  return Object.fromEntries(entries) as T;
}

/** One text out of that of a language and that of another. */
export function mergeText(
  before: Text | undefined,
  added: Text | undefined,
  main: string,
  language: string,
): Text | undefined {
  if (added === undefined) return before;
  const addedMap = typeof added === 'string' ? {[language]: added} : added;
  if (before === undefined) return addedMap;
  return {...(typeof before === 'string' ? {[main]: before} : before), ...addedMap};
}

/** The languages that a text is there in; a plain one is in `main`. */
export function languagesOf(text: Text | undefined, main: string): string[] {
  if (text === undefined || text === '') return [];
  return typeof text === 'string' ? [main] : Object.keys(text).filter((key) => text[key]);
}

function mergeValue(before: unknown, added: unknown, main: string, language: string): unknown {
  if (!Array.isArray(added)) return mergeText(before as Text | undefined, added as Text, main, language);
  const [first, other] = [(before ?? []) as Text[], added as Text[]];
  return Array.from({length: Math.max(first.length, other.length)}, (_, at) =>
    mergeText(first[at], other[at], main, language),
  );
}

function mergeList(before: unknown, added: unknown[], main: string, language: string): unknown {
  if (!Array.isArray(before)) return before;
  return (before as Record<string, unknown>[]).map((one, at) => {
    const found =
      (added as Record<string, unknown>[]).find(({id}) => id !== undefined && id === one['id']) ??
      (added as Record<string, unknown>[])[at];
    return found === undefined ? one : mergeTranslation(one, found, main, language);
  });
}
