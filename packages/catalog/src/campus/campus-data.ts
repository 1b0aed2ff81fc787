import type {Campus, CampusItem} from '@uggla/protocol';
import type {Fields} from '../shared/choices.js';
import {unique} from '../shared/unique.js';

/** A pack of a campus. */
export type Pack = Campus['packs'][number];

/** The fields by which a campus is filtered, in the order in which they are shown. */
export const campusFields = ['kind', 'tag', 'language'] as const;

/** Every item of a campus once, in the order of its packs: one item may stand in several packs. */
export function itemsOf(campus: Campus): CampusItem[] {
  return unique(campus.packs.flatMap(({items}) => items));
}

/** What an item is filtered by. One that names no languages speaks those of the campus. */
export function fieldsOf(item: CampusItem, campus: Campus): Fields {
  return {kind: item.kind, tag: item.tags, language: item.languages ?? campus.languages};
}

/** Whether an item opens as a course: podcasts, books and micro-lessons are courses of a format. */
export function isCourse(item: CampusItem): boolean {
  return item.kind === 'course' || item.kind === 'micro' || item.kind === 'podcast' || item.kind === 'book';
}
