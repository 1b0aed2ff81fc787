import {localeOf} from './text.js';

/** Scripts that run from the right. */
const SCRIPTS = /^(?:Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)$/;

/** Ours and their like, without a script of their own: of them nobody need ask `Intl`, whose first answer takes a page 20 ms. */
const LEFT_TO_RIGHT = /^(?:ca|de|en|es|eu|fr|gl|it|pt)(?:-..)?$/i;

/** Whether `language` is written from the right to the left. */
export function isRightToLeft(language: string): boolean {
  return !LEFT_TO_RIGHT.test(language) && SCRIPTS.test(localeOf(language)?.maximize().script ?? '');
}
