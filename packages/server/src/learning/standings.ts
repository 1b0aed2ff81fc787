import type {Actor, Statement} from '@uggla/protocol';
import type {FoundCourse} from '../campus/campus-files.js';
import {groupsOf} from '../people/people.js';
import {serverName} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';
import type {PersonRow} from '../store/tables.js';
import {computeProgress, type Evidence} from './compute-progress.js';
import {isEnrolment} from './enrolment-statement.js';
import {courseFacts, readEvidence, type CourseFacts} from './read-progress.js';
import {lateAfter, todosOf, type Todo} from './todos.js';

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
export async function findPairs(
  {store, campus, homePage}: Services,
  filter: {course?: string | undefined; q?: string | undefined} = {},
): Promise<StandingPair[]> {
  const courses = new Map(((await campus?.courses().catch(() => [])) ?? []).map((found) => [found.course.id, found]));
  let pairs = store.db
    .selectFrom('statements')
    .select(['actor', 'course'])
    .distinct()
    .where('voided', '=', 0)
    .where('course', 'is not', null);
  if (filter.course !== undefined) pairs = pairs.where('course', '=', filter.course);
  const query = store.db
    .selectFrom(pairs.as('pairs'))
    .innerJoin('people', 'people.actor', 'pairs.actor')
    .selectAll('people')
    .select('pairs.course as course');
  const server = agentKey({account: {homePage, name: serverName}});
  const wanted = filter.q?.toLowerCase();
  return (await query.execute())
    .flatMap(({course, ...row}): StandingPair[] =>
      courses.has(course ?? '') && row.actor !== server ? [{row, found: courses.get(course!)!}] : [],
    )
    .filter(
      ({row}) =>
        wanted === undefined ||
        [row.name, row.email, accountOf(row)].some((one) => one?.toLowerCase().includes(wanted)),
    )
    .sort(
      (one, other) =>
        compare(one.row.name ?? accountOf(one.row), other.row.name ?? accountOf(other.row)) ||
        compare(one.found.course.id, other.found.course.id),
    );
}

/** So many are read at once. One who watched a long course has thousands of records: more would take room, and win little. */
const together = 25;

/** How they stand, one after the other, so that any number takes little memory. */
export async function* readStandings(
  services: Services,
  pairs: readonly StandingPair[],
  now = new Date(),
): AsyncGenerator<Standing> {
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
    for (const {row, found} of some)
      yield standingOf(services, row, facts.get(found)!, evidence.get(found)!(row.actor), now);
  }
}

function standingOf(
  services: Services,
  row: PersonRow,
  facts: CourseFacts,
  evidence: Pick<Evidence, 'statements' | 'attempts'>,
  now: Date,
): Standing {
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
    todos: computed.enrolled
      ? todosOf(found.course, computed, {now, timeZone, lateAfter: services.settings.lateAfter ?? lateAfter})
      : [],
  };
}

/** The account, or the address, that a person goes by. */
export function accountOf({agent}: Pick<PersonRow, 'agent'>): string {
  return nameOfAgent(JSON.parse(agent) as Actor);
}

/** What an agent is told by. */
export function nameOfAgent({account, mbox, ...more}: Actor): string {
  return (
    account?.name ??
    mbox?.replace(/^mailto:/, '') ??
    String(Object.values(more).find((one) => typeof one === 'string' && one !== 'Agent') ?? '')
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
