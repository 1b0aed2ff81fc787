/**
 * Full-text search over a campus: made when it is published, asked in a page or on a server. No DOM, no Node.
 *
 * @module
 */
export {buildSearchFile} from './build.js';
export {makeExcerpt, type ExcerptPart} from './excerpt.js';
export {openSearch, type Hit, type SearchIndex, type SearchOptions} from './open.js';
export type {Passage, PassageKind, PassagesAnswer, SearchFile} from './passage.js';
export {foldWord, loadWordRules, splitWords, wordForms, type WordRules} from './words.js';
