import {z} from '@hono/zod-openapi';
import {matchLanguage} from '@uggla/protocol';
import type {Passage, PassagesAnswer, SearchIndex} from '@uggla/search';
import type {Context} from 'hono';
import type {FoundCourse} from '../campus/campus-files.js';
import {courseNamed} from '../campus/course-named.js';
import type {Env} from '../env.js';
import {query} from '../http/refuse.js';
import {readLocks} from '../learning/read-progress.js';
import {need, type Person} from '../people/person.js';
import type {Services} from '../services.js';

/** What is in locked lessons, for somebody. */
export interface OpenPassages {
  indexes: SearchIndex[];
  /** Whether a passage is of a lesson that is closed to them. */
  isClosed(passage: Passage): boolean;
}

type Parts = Pick<Services, 'campus' | 'store' | 'settings' | 'server'>;

/** What can be found in lessons that were locked and are open for a person, by the server's clock and records. */
export async function openPassages(services: Parts, person: Person): Promise<OpenPassages> {
  const indexes: SearchIndex[] = [];
  const closed = new Set<Passage>();
  for (const found of (await services.campus?.courses().catch(() => [])) ?? []) {
    const some = await openIndexes(services, person, found);
    indexes.push(...some.indexes);
    for (const passage of some.closed) closed.add(passage);
  }
  return {indexes, isClosed: (passage) => closed.has(passage)};
}

async function openIndexes(
  services: Parts,
  person: Person,
  found: FoundCourse,
): Promise<{indexes: SearchIndex[]; closed: Passage[]}> {
  const indexes = (await services.campus?.lockedSearch(found)) ?? [];
  if (indexes.length === 0) return {indexes: [], closed: []};
  const locks = await readLocks(services, person, found);
  const closed = indexes.flatMap(({passages}) =>
    passages.filter(({lesson}) => lesson === undefined || Object.hasOwn(locks, lesson)),
  );
  return {indexes, closed};
}

/** What `GET /v1/passages` is asked with. */
export const passagesQuery = z.object({course: z.string().min(1).max(2000), lang: z.string().max(35).optional()});

/** `GET /v1/passages`: what a course can be searched in beside its public index, for whoever asks. */
export function passagesHandler(services: Services) {
  const {who, campus} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {course, lang} = query(c, passagesQuery);
    const found = await courseNamed(campus, course);
    const {indexes, closed} = await openIndexes(services, person, found);
    const spoken = indexes.map(({language}) => language);
    const language = matchLanguage(spoken, lang === undefined ? [] : [lang]) ?? spoken[0];
    const hidden = new Set(closed);
    const answer: PassagesAnswer = {
      language: language ?? '',
      passages:
        indexes.find((index) => index.language === language)?.passages.filter((passage) => !hidden.has(passage)) ?? [],
    };
    return c.json(answer);
  };
}
