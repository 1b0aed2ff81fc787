import type {Campus, Text} from '@uggla/protocol';
import {loadJson} from '@uggla/core/load.js';
import type {Passage, SearchFile} from '@uggla/search';
import {encodeId} from '../shared/route.js';
import {itemsOf} from './campus-data.js';

const searchSchema = {
  type: 'object',
  required: ['format', 'language', 'passages', 'index'],
  properties: {language: {type: 'string'}},
};

/** Loads the search file of one language. Throws `search-unavailable` or `search-invalid`. */
export function loadSearchFile(url: string): Promise<SearchFile> {
  return loadJson<SearchFile>(url, {kind: 'search', schema: searchSchema});
}

/** A search file of what campus.json itself says, for a campus that was published without one. */
export async function makeSearchFile(
  campus: Campus,
  language: string,
  text: (text: Text | undefined) => string,
): Promise<SearchFile> {
  const {buildSearchFile} = await import('@uggla/search');
  const passages = itemsOf(campus).map((item): Passage => ({
    id: item.id,
    kind: item.kind === 'product' ? 'product' : 'title',
    title: text(item.title),
    text: [text(item.summary), (item.tags ?? []).join(', ')].filter(Boolean).join(' · '),
    item: item.id,
    url: `#/item/${encodeId(item.id)}`,
  }));
  return buildSearchFile(passages, language);
}
