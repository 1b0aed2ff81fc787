import type {Options} from 'minisearch';
import {splitWords, wordForms, type WordRules} from './words.js';

/** What is indexed: titles and texts, under the position of their passage. */
export interface IndexedPassage {
  id: number;
  title: string;
  text: string;
}

/** The same for making and for reading: an index is only understood by the rules that it was made by. */
export function miniSearchOptions(rules: WordRules): Options<IndexedPassage> {
  return {
    fields: ['title', 'text'],
    storeFields: [],
    tokenize: splitWords,
    processTerm: (word) => {
      const forms = wordForms(word, rules);
      return forms.length > 0 ? forms : null;
    },
  };
}
