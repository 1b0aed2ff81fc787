import {fillTerm} from '@uggla/protocol';
import type {LocalizeController, Terms, TermsLike} from '@uggla/core/localize.js';
import type {en} from '../locales/en.js';
import {more} from '../locales/more.js';
import type {MoreTerms} from '../locales/more/terms.js';

/** The course's words, numbers and dates. */
export type Words = LocalizeController<typeof en>;

type Values<T> = T extends (...values: infer V) => string ? V : [];

/** Terms that come later than the course: gives one in the language that the course speaks. */
export function phrases<T extends Terms>(part: keyof MoreTerms, tables: {en: T; es: TermsLike<T>}) {
  return <K extends keyof T & string>(words: Words, key: K, ...values: Values<T[K]>): string => {
    const {language} = words;
    const table: Terms = language === 'es' ? tables.es : (more.there.get(language)?.[part] ?? tables.en);
    return fillTerm(table[key]!, values);
  };
}
