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

/** Which locks a passage falls under: those of the course whose file it stands in, whatever it says of itself. */
const homes = new WeakMap<Passage, SearchIndex>();

/** What can be found in lessons that were locked and are open for a person, by the server's clock and records. */
export async function openPassages(services: Parts, person: Person): Promise<OpenPassages> {
  const locks = new Map<SearchIndex, Locks>();
  for (const found of (await services.campus?.courses().catch(() => [])) ?? []) {
    const some = await lockedIndexes(services, person, found);
    for (const index of some.indexes) locks.set(index, some.locks);
  }
  const isClosed = (passage: Passage) => {
    const of = locks.get(homes.get(passage)!);
    return of !== undefined && isBehind(passage, of);
  };
  // One in which nothing is open need not be searched: most courses of a campus nobody has begun.
  const indexes = [...locks.keys()].filter(({passages}) => passages.some((passage) => !isClosed(passage)));
  return {indexes, isClosed};
}

type Locks = Awaited<ReturnType<typeof readLocks>>;

const isBehind = ({lesson}: Passage, locks: Locks) => lesson === undefined || Object.hasOwn(locks, lesson);

async function lockedIndexes(
  services: Parts,
  person: Person,
  found: FoundCourse,
): Promise<{indexes: SearchIndex[]; locks: Locks}> {
  const indexes = (await services.campus?.lockedSearch(found)) ?? [];
  if (indexes.length === 0) return {indexes, locks: {}};
  for (const index of indexes)
    if (index.passages.length > 0 && homes.get(index.passages[0]!) !== index)
      for (const passage of index.passages) homes.set(passage, index);
  return {indexes, locks: await readLocks(services, person, found)};
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
    const {indexes, locks} = await lockedIndexes(services, person, found);
    const spoken = indexes.map(({language}) => language);
    const language = matchLanguage(spoken, lang === undefined ? [] : [lang]) ?? spoken[0];
    const answer: PassagesAnswer = {
      language: language ?? '',
      passages:
        indexes.find((index) => index.language === language)?.passages.filter((passage) => !isBehind(passage, locks)) ??
        [],
    };
    return c.json(answer);
  };
}
