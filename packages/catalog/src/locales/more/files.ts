import type {LanguageFiles} from '@uggla/core/localize.js';
import type {MoreTerms} from './terms.js';

export {fillTerm as fill} from '@uggla/protocol';

/** Where the words of each language are. */
export const files: LanguageFiles<MoreTerms> = {
  ar: () => import('./ar.js'),
  ca: () => import('./ca.js'),
  de: () => import('./de.js'),
  eu: () => import('./eu.js'),
  fr: () => import('./fr.js'),
  gl: () => import('./gl.js'),
  it: () => import('./it.js'),
  pt: () => import('./pt.js'),
};
