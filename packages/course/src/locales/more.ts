import type {MoreWords} from '@uggla/core/localize.js';
import {fillTerm} from '@uggla/protocol';
import type {MoreTerms} from './more/terms.js';

/** Languages that are fetched when someone first needs them. */
export const more: MoreWords<MoreTerms> = {
  files: () => import('./more/files.js'),
  fill: fillTerm,
  there: new Map(),
};
