import type {SearchFile} from './passage.js';
import {rootOf} from './words.js';

/** In which passages a form stands: in the title of its lesson, in its text. Positions in the file's `passages`. */
export interface Places {
  title: readonly number[];
  text: readonly number[];
}

/** The forms of an index and where they stand, as questions need it: many forms at once, and forms of the same root. */
export interface Postings {
  places(form: string): Places | undefined;
  /** Forms that have this root. */
  withRoot(root: string): readonly string[];
}

/** MiniSearch's own form, version 2, as far as it is read here. */
interface Stored {
  documentIds: Record<string, number>;
  fieldIds: Record<'title' | 'text', number>;
  index: [form: string, fields: Record<string, Record<string, number>>][];
}

/** Reads the forms and their places out of a search file: once an index, and some tenths of a second for a big one. */
export function readPostings({index, language}: SearchFile): Postings {
  const {documentIds, fieldIds, index: stored} = index as Stored;
  const places = new Map<string, Places>();
  const roots = new Map<string, string[]>();
  const idsOf = (entries: Record<string, number> | undefined) =>
    Object.keys(entries ?? {}).map((short) => documentIds[short]!);
  for (const [form, fields] of stored) {
    places.set(form, {title: idsOf(fields[fieldIds.title]), text: idsOf(fields[fieldIds.text])});
    const root = rootOf(form, language);
    const same = roots.get(root);
    if (same) same.push(form);
    else roots.set(root, [form]);
  }
  return {places: (form) => places.get(form), withRoot: (root) => roots.get(root) ?? []};
}
