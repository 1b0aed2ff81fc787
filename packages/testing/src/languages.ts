/** The languages that are promised. */
export const LANGUAGES = ['ar', 'ca', 'de', 'en', 'es', 'eu', 'fr', 'gl', 'it', 'pt'];

/** Where the languages are that are fetched. */
interface More<M> {
  files: () => Promise<{files: Readonly<Record<string, () => Promise<{terms: M}>>>}>;
}

/** The words of each language that is fetched. */
export async function moreLanguages<M>(more: More<M>): Promise<Map<string, M>> {
  const {files} = await more.files();
  return new Map(
    await Promise.all(Object.entries(files).map(async ([language, load]) => [language, (await load()).terms] as const)),
  );
}

/** The words of each language, those that come with the code and those that are fetched. */
export async function everyLanguage<T>(words: Readonly<Record<string, T>>, more: More<T>): Promise<Map<string, T>> {
  return new Map([...Object.entries(words), ...(await moreLanguages(more))]);
}

/** Names of the terms that are still in English, but for those that are right so. */
export function leftInEnglish<T extends object>(terms: T, english: T, alike: readonly string[] = []): string[] {
  return (Object.keys(english) as (keyof T & string)[]).filter(
    (name) => typeof english[name] === 'string' && terms[name] === english[name] && !alike.includes(name),
  );
}

/**
 * What is wrong with a table beside the English one, a line each: a term that is missing or empty, left in English, has a gap or
 * a space at its ends, or does not say what it is given.
 *
 * @param alike - Terms that are right although they are written as in English.
 */
export function faultsOfWords<T extends object>(terms: T, english: T, alike: readonly string[] = []): string[] {
  const names = Object.keys(english) as (keyof T & string)[];
  const faults = leftInEnglish(terms, english, alike).map((name) => `${name} is left in English`);
  if (Object.keys(terms).join() !== names.join()) faults.push(`not the keys of English: ${Object.keys(terms).join()}`);
  // With several, and with what a singular, a pair and nothing are said by.
  for (const values of [
    [7, 9, 5],
    [1, 1, 1],
    [2, 2, 2],
    [0, 0, 0],
  ])
    for (const name of names) {
      const [text, original] = [say(terms[name], values), say(english[name], values)];
      if (!/\S/.test(text) !== !/\S/.test(original)) faults.push(`${name} is empty`);
      if (text.trim() !== text && original.trim() === original) faults.push(`${name} has a space at its ends`);
      if (/undefined|NaN|\$\{|<|\s\s/.test(text)) faults.push(`${name} has a gap: ${text}`);
      const unsaid =
        values[0] === 7 ? values.filter((one) => original.includes(`${one}`) && !text.includes(`${one}`)) : [];
      if (unsaid.length > 0) faults.push(`${name} does not say ${unsaid.join()}: ${text}`);
    }
  return [...new Set(faults)];
}

/**
 * What is wrong with the tables of the languages that are fetched, beside the English ones.
 *
 * @param english - A table for each part.
 * @param alike - Terms that are right although they are written as in English: language → part → names.
 */
export async function faultsOfLanguages<M extends object>(
  more: More<M>,
  english: M,
  alike: Readonly<Record<string, Partial<Record<keyof M, readonly string[]>>>>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [language, terms] of await moreLanguages(more))
    for (const part of Object.keys(english) as (keyof M & string)[])
      for (const fault of faultsOfWords(terms[part] as object, english[part] as object, alike[language]?.[part]))
        faults.push(`${language}, ${part}: ${fault}`);
  return faults;
}

/** Counts are given as numbers where that can be, since some terms compare them; numbers that a page has formatted are texts. */
function say(term: unknown, values: readonly number[]): string {
  if (typeof term !== 'function') return String(term);
  const call = term as (...values: unknown[]) => string;
  try {
    return call(...values);
  } catch {
    return call(...values.map(String));
  }
}
