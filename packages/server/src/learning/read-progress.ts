import {z} from '@hono/zod-openapi';
import {
  calendarOf,
  closesAt,
  given,
  isLessonComplete,
  lessonsOf,
  lockOf,
  parentsOf,
  progressStateId,
  UgglaError,
  type CourseState,
  type Lesson,
  type LessonProgress,
  type Statement,
} from '@uggla/protocol';
import type {FoundCourse} from '../campus/campus-files.js';
import {withMore} from '../http/refuse.js';
import {groupsOf} from '../people/people.js';
import type {Person} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';
import {computeProgress, type Computed, type Evidence} from './compute-progress.js';
import {lateAfter, todosOf} from './todos.js';

/** What a course is judged by, whoever the person is. */
export interface CourseFacts {
  found: FoundCourse;
  graded: boolean;
  lengths: ReadonlyMap<string, number>;
  /** Key of the server itself: what it vouches for, it has seen. */
  server: string;
}

/** Reads what of a course does not depend on the person. */
export async function courseFacts(
  {campus, server}: Pick<Services, 'campus' | 'server'>,
  found: FoundCourse,
): Promise<CourseFacts> {
  const graded = (await campus?.answers(found).catch(() => undefined)) !== undefined;
  return {
    found,
    graded,
    server: agentKey(server),
    lengths: (await campus?.lengths(found)) ?? new Map<string, number>(),
  };
}

/** Where a person's days begin: as their manager or issuer told, else as the server is set. */
export async function readPerson(
  {store, settings}: Pick<Services, 'store' | 'settings'>,
  actor: string,
): Promise<{groups: string[]; timeZone: string | undefined}> {
  const row = await store.db
    .selectFrom('people')
    .select(['groups', 'time_zone'])
    .where('actor', '=', actor)
    .executeTakeFirst();
  return {groups: groupsOf(row), timeZone: row?.time_zone ?? settings.timeZone};
}

/** What was recorded of people in one course, by person: one question for many, since asking takes longer than answering. */
export async function readEvidence(
  {store}: Pick<Services, 'store'>,
  actors: readonly string[],
  course: string,
): Promise<(actor: string) => Pick<Evidence, 'statements' | 'attempts'>> {
  const rows = await store.db
    .selectFrom('statements')
    .select(['actor', 'seq', 'json'])
    .where('voided', '=', 0)
    .where('actor', 'in', actors)
    .where((where) => where.or([where('course', '=', course), where('object', '=', course)]))
    .execute();
  rows.sort((one, other) => one.seq - other.seq); // the store would carry the texts through its sorting: twice the time for many
  const attempts = await store.db
    .selectFrom('attempts')
    .selectAll()
    .where('actor', 'in', actors)
    .where('course', '=', course)
    .orderBy('time')
    .execute();
  const statementsOf = group(rows);
  const attemptsOf = group(attempts);
  return (actor) => ({
    statements: (statementsOf.get(actor) ?? []).map(({json}) => JSON.parse(json) as Statement),
    attempts: attemptsOf.get(actor) ?? [],
  });
}

function group<T extends {actor: string}>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const there = groups.get(row.actor);
    if (there) there.push(row);
    else groups.set(row.actor, [row]);
  }
  return groups;
}

/** How far a person is in a course; `undefined` when nothing is known of them there. */
export async function readCourseState(
  services: Services,
  actor: string,
  facts: CourseFacts,
  person: {groups: readonly string[]; timeZone: string | undefined},
): Promise<CourseState | undefined> {
  const {
    found: {course},
  } = facts;
  const kept = await services.store.db
    .selectFrom('states')
    .select(['body', 'updated'])
    .where('actor', '=', actor)
    .where('activity', '=', course.id)
    .where('state_id', '=', progressStateId)
    .orderBy('updated', 'desc')
    .executeTakeFirst();
  const {statements, attempts} = (await readEvidence(services, [actor], course.id))(actor);
  if (!kept && statements.length === 0 && attempts.length === 0) return undefined;
  const now = new Date();
  const computed = computeProgress(course, {statements, attempts, ...person, ...facts, now});
  const todos = computed.enrolled
    ? todosOf(course, computed, {now, timeZone: person.timeZone, lateAfter: services.settings.lateAfter ?? lateAfter})
    : [];
  const changed = [kept?.updated, statements.at(-1)?.stored, ...attempts.map(({time}) => time)]
    .filter((time) => time !== undefined)
    .sort()
    .at(-1)!;
  const state = toState(facts.found, computed, readPlaces(kept?.body), changed, person.timeZone);
  return todos.length === 0 ? state : {...state, todos: todos.map(({round: _, ...todo}) => todo)};
}

function toState(
  {course}: FoundCourse,
  {progress, locks, done, total, complete, early, due}: Computed,
  places: Places,
  changed: string,
  timeZone: string | undefined,
): CourseState {
  const lessons: Record<string, LessonProgress> = {...progress.lessons};
  for (const [id, place] of Object.entries(places.lessons)) if (lessons[id]) lessons[id] = {...lessons[id], ...place};
  return {
    course: course.id,
    title: course.title,
    progress: {...progress, ...(places.lesson === undefined ? {} : {lesson: places.lesson}), lessons},
    done,
    total,
    complete,
    changed,
    ...(timeZone === undefined ? {} : {timeZone}),
    ...(Object.keys(locks).length > 0 ? {locks} : {}),
    ...(early ? {early} : {}),
    ...(due ? {due} : {}),
  };
}

/**
 * Refuses what would be done in a lesson that is closed, by the server's clock.
 *
 * @returns When it closes; nothing where it does not.
 * @throws {@link UgglaError} `lesson-locked`
 */
export async function refuseLocked(
  services: Services,
  person: Person,
  found: FoundCourse,
  lesson: Lesson,
): Promise<Date | undefined> {
  const {course} = found;
  if (![...parentsOf(course, lesson.id), lesson].some(({unlock}) => unlock !== undefined)) return undefined;
  const actor = agentKey({account: person.account});
  const {groups, timeZone} = await readPerson(services, actor);
  const evidence = (await readEvidence(services, [actor], course.id))(actor);
  const facts = await courseFacts(services, found);
  const now = new Date();
  const {progress} = computeProgress(course, {...evidence, ...facts, groups: person.groups ?? groups, timeZone, now});
  const calendar = calendarOf(timeZone ?? 'UTC');
  const lock = lockOf(course, lesson.id, progress, {now, groups: person.groups ?? groups, calendar});
  if (!lock) return closesAt(course, lesson.id, progress.enrolled, calendar);
  const why = {
    after: () => `${lock.ids?.join(', ')} comes first`,
    passed: () => `${lock.ids?.join(', ')} must be passed first`,
    at: () => `it opens ${lock.date?.toISOString() ?? 'at no time that can be told'}`,
    until: () => `it closed ${lock.date?.toISOString() ?? 'at no time that can be told'}`,
    group: () => `it is for ${lock.group}`,
  }[lock.kind]();
  const error = new UgglaError('lesson-locked', `${lesson.id} is closed: ${why}`, {
    status: 403,
    field: lesson.id,
    cure: 'Only the server’s clock and records open it: see locks in /v1/progress.',
  });
  throw withMore(error, {lock});
}

/** What is closed to a person in a course, now, by the server's clock and records: id of the lesson → why. */
export async function readLocks(
  services: Pick<Services, 'store' | 'campus' | 'server' | 'settings'>,
  {account, groups}: Person,
  found: FoundCourse,
): Promise<Computed['locks']> {
  const actor = agentKey({account});
  const known = await readPerson(services, actor);
  const evidence = (await readEvidence(services, [actor], found.course.id))(actor);
  const facts = await courseFacts(services, found);
  return computeProgress(found.course, {
    ...evidence,
    ...facts,
    groups: groups ?? known.groups,
    timeZone: known.timeZone,
    now: new Date(),
  }).locks;
}

/** When a lesson was completed that is to be done again; empty for one that is not. */
export async function readRound(
  services: Services,
  person: Person,
  found: FoundCourse,
  lesson: Lesson,
): Promise<string> {
  if (lesson.renew === undefined) return '';
  const actor = agentKey({account: person.account});
  const known = await readPerson(services, actor);
  const evidence = (await readEvidence(services, [actor], found.course.id))(actor);
  const {progress, due} = computeProgress(found.course, {
    ...evidence,
    ...(await courseFacts(services, found)),
    ...known,
    now: new Date(),
  });
  const {completed = '', renewed = ''} = progress.lessons[lesson.id] ?? {};
  return due?.[lesson.id] !== undefined || renewed > completed ? completed : '';
}

/** Ids of the lessons that are complete. */
export async function readDone(services: Services, actor: string, found: FoundCourse): Promise<Set<string>> {
  const evidence = (await readEvidence(services, [actor], found.course.id))(actor);
  const {progress} = computeProgress(found.course, {
    ...evidence,
    ...(await courseFacts(services, found)),
    ...(await readPerson(services, actor)),
    now: new Date(),
  });
  return new Set(
    lessonsOf(found.course)
      .filter((lesson) => isLessonComplete(lesson, progress.lessons[lesson.id]))
      .map(({id}) => id),
  );
}

/** Where to go on: the one thing that the page's own state is asked for. */
interface Places {
  lesson?: string | undefined;
  lessons: Record<string, Pick<LessonProgress, 'position' | 'place'>>;
}

const place = z.object({
  position: z.number().nonnegative().optional().catch(undefined),
  place: z.string().optional().catch(undefined),
});
const kept = z.object({
  lesson: z.string().optional().catch(undefined),
  lessons: z.record(z.string(), place.catch({})).catch({}),
});

function readPlaces(body: Uint8Array | undefined): Places {
  try {
    const {lesson, lessons} = kept.parse(body ? JSON.parse(new TextDecoder().decode(body)) : {});
    const known = Object.entries(lessons).map(([id, one]) => [id, given(one)] as const);
    return {lesson, lessons: Object.fromEntries(known)};
  } catch {
    return {lessons: {}};
  }
}
