import type {TermLoaders, Terms, TermsLike} from '@uggla/core/localize.js';

/** The languages that are promised. */
export const LANGUAGES = ['ar', 'ca', 'de', 'en', 'es', 'eu', 'fr', 'gl', 'it', 'pt'];

/** The words of each language, those that come with the code and those that are fetched. */
export async function everyLanguage<T extends Terms>(
  words: Readonly<Record<string, TermsLike<T>>>,
  more: TermLoaders<T>,
): Promise<Map<string, TermsLike<T>>> {
  const fetched = await Promise.all(
    Object.entries(more).map(async ([language, load]) => [language, await load()] as const),
  );
  return new Map([...Object.entries(words), ...fetched]);
}

/** Names of the terms that are still in English, but for those that are right so. */
export function leftInEnglish<T extends object>(terms: T, english: T, alike: readonly string[] = []): string[] {
  return (Object.keys(english) as (keyof T & string)[]).filter(
    (name) => typeof english[name] === 'string' && terms[name] === english[name] && !alike.includes(name),
  );
}
