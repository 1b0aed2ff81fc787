import {pickText} from '@uggla/protocol';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';

/** A course, and of how many people it has records. */
export interface ListedCourse {
  id: string;
  title: string;
  people: number;
}

/** The courses of the campus, in its order. */
export async function listCourses(
  {campus, store, server}: Services,
  languages: readonly string[],
): Promise<ListedCourse[]> {
  const courses = (await campus?.courses().catch(() => [])) ?? [];
  const rows = await store.db
    .selectFrom('statements')
    .select(({fn}) => ['course', fn.count<number>('actor').distinct().as('people')])
    .where('course', 'is not', null)
    .where('voided', '=', 0)
    .where('actor', '!=', agentKey(server))
    .groupBy('course')
    .execute();
  const people = new Map(rows.map((row) => [row.course, Number(row.people)]));
  return courses.map(({course: {id, title}}) => ({id, title: pickText(title, languages), people: people.get(id) ?? 0}));
}
