import {closesAt, durationSeconds, findItem, isItemComplete, lessonsOf, opensAt, parentsOf, type Actor, type Course, type CourseItem, type CourseProgress, type Lesson, type Statement, type Text} from '@uggla/protocol';
import type {FoundCourse} from '../campus/campus-files.js';
import {groupsOf} from '../people/people.js';
import {serverName} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';
import type {PersonRow} from '../store/tables.js';
import {computeProgress, type Computed, type Evidence} from './compute-progress.js';
import {isEnrolment} from './enrolment-statement.js';
import {knownDays} from './known-days.js';
import {courseFacts, readEvidence, type CourseFacts} from './read-progress.js';

/** What is due for longer is late, when the server is told nothing else. */
export const lateAfter = 'P30D';

/** Something that a person has to do in a course. */
export interface Todo {
  lesson: string;
  title: Text;
  /** `late`: it closed, or could be done for longer than the server waits. */
  step: 'due' | 'late';
  /** Since when it could be done, or is to be done again (ISO 8601). */
  since: string;
  /** When it closes, or closed (ISO 8601). */
  until?: string;
  /** When it was completed last; empty the first time. Tells one renewal from the next. */
  round: string;
}

/** How somebody stands in a course. */
export interface Standing {
  /** See `agentKey`. */
  key: string;
  person: Actor;
  email: string | undefined;
  found: FoundCourse;
  /** When somebody else enrolled them (ISO 8601); nothing for who only looked in. */
  enrolled: string | undefined;
  done: number;
  total: number;
  complete: boolean;
  completed: string | undefined;
  /** Something is to be done again. */
  renewing: boolean;
  /** Where their days begin (IANA). */
  timeZone: string | undefined;
  /** When anything was last recorded (ISO 8601). */
  changed: string;
  /** What the person read the course in last. */
  language: string | undefined;
  /** Only of who was enrolled: nobody else has to. */
  todos: Todo[];
}

/** A person and a course of which something was recorded. */
export interface StandingPair {
  row: PersonRow;
  found: FoundCourse;
}

/** Who has anything to do with which course, by name. */
export async function findPairs({store, campus, homePage}: Services, filter: {course?: string | undefined; q?: string | undefined} = {}): Promise<StandingPair[]> {
  const courses = new Map(((await campus?.courses().catch(() => [])) ?? []).map((found) => [found.course.id, found]));
  let pairs = store.db.selectFrom('statements').select(['actor', 'course']).distinct().where('voided', '=', 0).where('course', 'is not', null);
  if (filter.course !== undefined) pairs = pairs.where('course', '=', filter.course);
  const query = store.db.selectFrom(pairs.as('pairs')).innerJoin('people', 'people.actor', 'pairs.actor').selectAll('people').select('pairs.course as course');
  const server = agentKey({account: {homePage, name: serverName}});
  const wanted = filter.q?.toLowerCase();
  return (await query.execute())
    .flatMap(({course, ...row}): StandingPair[] => (courses.has(course ?? '') && row.actor !== server ? [{row, found: courses.get(course!)!}] : []))
    .filter(({row}) => wanted === undefined || [row.name, row.email, accountOf(row)].some((one) => one?.toLowerCase().includes(wanted)))
    .sort((one, other) => compare(one.row.name ?? accountOf(one.row), other.row.name ?? accountOf(other.row)) || compare(one.found.course.id, other.found.course.id));
}

/** So many are read at once. One who watched a long course has thousands of records: more would take room, and win little. */
const together = 25;

/** How they stand, one after the other, so that any number takes little memory. */
export async function* readStandings(services: Services, pairs: readonly StandingPair[], now = new Date()): AsyncGenerator<Standing> {
  const facts = new Map<FoundCourse, CourseFacts>();
  for (let at = 0; at < pairs.length; at += together) {
    const some = pairs.slice(at, at + together);
    const evidence = new Map<FoundCourse, Awaited<ReturnType<typeof readEvidence>>>();
    for (const {found} of some) {
      if (evidence.has(found)) continue;
      const actors = some.filter((one) => one.found === found).map(({row}) => row.actor);
      evidence.set(found, await readEvidence(services, actors, found.course.id));
      if (!facts.has(found)) facts.set(found, await courseFacts(services, found));
    }
    for (const {row, found} of some) yield standingOf(services, row, facts.get(found)!, evidence.get(found)!(row.actor), now);
  }
}

function standingOf(services: Services, row: PersonRow, facts: CourseFacts, evidence: Pick<Evidence, 'statements' | 'attempts'>, now: Date): Standing {
  const {found} = facts;
  const timeZone = row.time_zone ?? services.settings.timeZone;
  const computed = computeProgress(found.course, {...evidence, ...facts, groups: groupsOf(row), timeZone, now});
  const {statements} = evidence;
  const agent = JSON.parse(row.agent) as Actor;
  return {
    key: row.actor,
    person: {...agent, ...(row.name === null ? {} : {name: row.name})},
    email: row.email ?? agent.mbox?.replace(/^mailto:/, ''),
    found,
    enrolled: statements.find(isEnrolment)?.stored,
    done: computed.done,
    total: computed.total,
    complete: computed.complete,
    completed: computed.progress.completed,
    renewing: computed.due !== undefined,
    timeZone,
    changed: statements.at(-1)?.stored ?? row.created,
    language: statements.findLast(({context}: Statement) => context?.language !== undefined)?.context?.language,
    todos: computed.enrolled ? todosOf(found.course, computed, {now, timeZone, lateAfter: services.settings.lateAfter ?? lateAfter}) : [],
  };
}

/** What is to be done now, in the order of the course; only what the course asks of everybody. */
export function todosOf(course: Course, {progress, locks, due = {}}: Pick<Computed, 'progress' | 'locks' | 'due'>, {now, timeZone = 'UTC', lateAfter: patience}: {now: Date; timeZone?: string | undefined; lateAfter: string}): Todo[] {
  const calendar = knownDays(timeZone);
  const wanted = new Set((course.complete?.all ?? course.items.map(({id}) => id)).flatMap((id) => lessonIds(findItem(course, id))));
  return lessonsOf(course).flatMap((lesson): Todo[] => {
    const {id, title} = lesson;
    const again = due[id];
    const lock = locks[id];
    if (!wanted.has(id) || (again === undefined && isItemComplete(lesson, progress)) || (lock !== undefined && (lock.kind !== 'until' || again !== undefined))) return [];
    const since = again ?? openSince(course, id, progress, opensAt(course, id, progress.enrolled, calendar));
    const until = again !== undefined ? undefined : lock ? lock.date : closesAt(course, id, progress.enrolled, calendar)?.toISOString();
    const begun = since || progress.enrolled;
    const late = lock !== undefined || Date.parse(begun) + durationSeconds(patience) * 1000 <= now.getTime();
    return [{lesson: id, title, step: late ? 'late' : 'due', since: begun, ...(until === undefined ? {} : {until}), round: progress.lessons[id]?.completed ?? ''}];
  });
}

/** Since when something could be done: enrolled, its day come, and done what comes first. */
function openSince(course: Course, id: string, progress: CourseProgress, opened: Date | undefined): string {
  const item = findItem(course, id);
  const before = [...parentsOf(course, id), ...(item ? [item] : [])].flatMap(({unlock}) => [...(unlock?.after ?? []), ...(unlock?.passed ?? [])]);
  const done = before.flatMap((one) => lessonIds(findItem(course, one))).flatMap((one) => progress.lessons[one]?.completed ?? []);
  return [progress.enrolled, ...(opened ? [opened.toISOString()] : []), ...done].sort().at(-1)!;
}

function lessonIds(item: CourseItem | undefined): string[] {
  if (!item) return [];
  return item.kind === 'block' ? lessonsOf(item as Extract<CourseItem, {kind: 'block'}>).map(({id}) => id) : [(item as Lesson).id];
}

/** The account, or the address, that a person goes by. */
export function accountOf({agent}: Pick<PersonRow, 'agent'>): string {
  return nameOfAgent(JSON.parse(agent) as Actor);
}

/** What an agent is told by. */
export function nameOfAgent({account, mbox, ...more}: Actor): string {
  return account?.name ?? mbox?.replace(/^mailto:/, '') ?? String(Object.values(more).find((one) => typeof one === 'string' && one !== 'Agent') ?? '');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
