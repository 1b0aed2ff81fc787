import MiniSearch from 'minisearch';
import {miniSearchOptions} from './options.js';
import type {Passage, SearchFile} from './passage.js';
import {loadWordRules} from './words.js';

/** The search file of one language, made of its passages. The same passages give the same file, byte for byte. */
export async function buildSearchFile(passages: readonly Passage[], language: string): Promise<SearchFile> {
  const index = new MiniSearch(miniSearchOptions(await loadWordRules(language)));
  index.addAll(passages.map(({title, text}, id) => ({id, title, text})));
  return {format: 1, language, passages: [...passages], index: JSON.parse(JSON.stringify(index)) as object};
}
