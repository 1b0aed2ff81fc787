import {matchLanguage} from '@uggla/protocol';
import type {Context} from 'hono';

/** The languages of `Accept-Language`, best first. */
export function acceptedLanguages(c: Context): string[] {
  return (c.req.header('Accept-Language') ?? '')
    .split(',')
    .map((one) => {
      const [tag = '', ...rest] = one.trim().split(';');
      const q = rest.map((part) => /^\s*q=([\d.]+)$/.exec(part)?.[1]).find((value) => value !== undefined);
      return {tag, q: q === undefined ? 1 : Number(q)};
    })
    .filter(({tag, q}) => /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(tag) && q > 0)
    .sort((one, other) => other.q - one.q)
    .map(({tag}) => tag);
}

/** The words of a page in the language `wanted`, else in the one that the browser wants, else in English. */
export function pickWords<T, L extends string>(
  c: Context,
  tables: Readonly<Record<L | 'en', T>>,
  wanted?: string | null,
): {language: L | 'en'; words: T} {
  const named = matchLanguage(Object.keys(tables), [...(wanted ? [wanted] : []), ...acceptedLanguages(c)]);
  const language = (named ?? 'en') as L | 'en';
  return {language, words: tables[language]};
}

/** A language as those call it who speak it. */
export function languageName(language: string): string {
  try {
    const name = new Intl.DisplayNames([language], {type: 'language'}).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language; // no tag of a language
  }
}
