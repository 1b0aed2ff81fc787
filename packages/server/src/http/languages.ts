import {isRightToLeft, matchLanguage} from '@uggla/protocol';
import type {Context} from 'hono';
import {html} from 'hono/html';

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

/**
 * The words of a page: in the language that its address asks for (`?lang=fr`), else in that of what it shows, else in the one
 * that the browser wants, else in English.
 *
 * @param own - Language of what the page shows, where that counts more than the browser's.
 * @param other - Language for browsers that want none of these.
 */
export function pickWords<T, L extends string>(
  c: Context,
  tables: Readonly<Record<L | 'en', T>>,
  own?: string | null,
  other?: string,
): {language: L | 'en'; words: T} {
  const wanted = [c.req.query('lang'), own, ...acceptedLanguages(c), other].filter((tag) => tag != null);
  const language = (matchLanguage(Object.keys(tables), wanted) as L | undefined) ?? 'en';
  return {language, words: tables[language]};
}

/** The attributes of an element in a language of its own. */
export function inLanguage(language: string) {
  return html`lang="${language}" dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}"`;
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
