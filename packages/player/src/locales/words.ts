import type {MoreWords, TermsLike} from '@uggla/core/localize.js';
import {en} from './en.js';
import type {PlayerTerms} from './en.js';
import {es} from './es.js';

/** Languages that come with the code. */
export const words = {en, es};

/** Languages that are fetched when someone first needs them. */
export const moreWords: MoreWords<TermsLike<PlayerTerms>> = {files: () => import('./files.js'), there: new Map()};
