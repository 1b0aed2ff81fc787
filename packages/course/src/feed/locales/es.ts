import type {TermsLike} from '@uggla/core';
import type {en} from './en.js';

/** The words of the feed of micro-lessons in Spanish. */
export const es: TermsLike<typeof en> = {
  place: (at, total) => `${at} de ${total}`,
};
