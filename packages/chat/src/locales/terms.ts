import {en} from './en.js';
import {es} from './es.js';

/** The chat's words by language. */
export const terms = {en, es};

/** A key of the chat's words. */
export type ChatTerms = typeof en;
