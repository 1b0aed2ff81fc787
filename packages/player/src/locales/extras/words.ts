import type {MoreWords, TermsLike} from '@uggla/core/localize.js';
import {en} from './en.js';
import type {ExtraTerms} from './en.js';
import {es} from './es.js';

/** Languages that come with the first cue, note or transcript, and where there are no chapters. */
export const extraWords = {en, es};

/** Languages that are fetched when someone first needs them. */
export const moreExtraWords: MoreWords<TermsLike<ExtraTerms>> = {files: () => import('./files.js'), there: new Map()};
