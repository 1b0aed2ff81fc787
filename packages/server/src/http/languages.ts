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
export function pickWords<T>(
  c: Context,
  {en, es}: {en: T; es: T},
  wanted?: string | null,
): {language: 'es' | 'en'; words: T} {
  const language = matchLanguage(['en', 'es'], [...(wanted ? [wanted] : []), ...acceptedLanguages(c)]);
  return language === 'es' ? {language, words: es} : {language: 'en', words: en};
}
