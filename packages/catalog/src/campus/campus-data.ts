import type {Campus, CampusItem} from '@uggla/protocol';
import type {Fields} from '../shared/choices.js';

/** A pack of a campus. */
export type Pack = Campus['packs'][number];

/** The fields by which a campus is filtered, in the order in which they are shown. */
export const campusFields = ['kind', 'tag', 'language'] as const;

/** Every item of a campus once, in the order of its packs: one item may stand in several packs. */
export function itemsOf(campus: Campus): CampusItem[] {
  const items = new Map<string, CampusItem>();
  for (const pack of campus.packs) for (const item of pack.items) if (!items.has(item.id)) items.set(item.id, item);
  return [...items.values()];
}

/** What an item is filtered by. One that names no languages speaks those of the campus. */
export function fieldsOf(item: CampusItem, campus: Campus): Fields {
  return {kind: item.kind, tag: item.tags, language: item.languages ?? campus.languages};
}

/** Whether an item opens as a course: podcasts, books and micro-lessons are courses of a format. */
export function isCourse(item: CampusItem): boolean {
  return item.kind === 'course' || item.kind === 'micro' || item.kind === 'podcast' || item.kind === 'book';
}
