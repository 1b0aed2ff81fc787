import {localeOf, matchLanguage} from '@uggla/protocol';
import {ar} from './ar.js';
import {ca} from './ca.js';
import {de} from './de.js';
import {en} from './en.js';
import {es} from './es.js';
import {eu} from './eu.js';
import {fr} from './fr.js';
import {gl} from './gl.js';
import {it} from './it.js';
import {pt} from './pt.js';

/** What the server's own pages and mails say, a part each; English has the keys. */
export type PageWords = {readonly [P in keyof typeof en]: Readonly<Record<keyof (typeof en)[P], string>>};

/** The words of everything that people meet outside the desk, in each language. */
export const pageWords = {ar, ca, de, en, es, eu, fr, gl, it, pt} as const satisfies Record<string, PageWords>;

/** A language that pages and mails are written in. */
type PageLanguage = keyof typeof pageWords;

/** All of them, by their tags. */
export const pageLanguages: readonly string[] = Object.keys(pageWords);

/**
 * The words of a mail in the language `wanted` (BCP 47), English where there are none of it; and how dates are written beside them,
 * which is that of the region too.
 */
export function wordsIn(wanted: string): {locale: string; words: PageWords} {
  const language = (matchLanguage(Object.keys(pageWords), [wanted]) as PageLanguage | undefined) ?? 'en';
  const locale = localeOf(wanted);
  return {locale: locale?.language === language ? locale.toString() : language, words: pageWords[language]};
}
