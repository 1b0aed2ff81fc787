import {setImmediate} from 'node:timers/promises';
import type {Course} from '@uggla/protocol';
import type {Kysely} from 'kysely';
import type {Asked} from '../learning/asked.js';
import {computeProgress} from '../learning/compute-progress.js';
import {readEvidence, type CourseFacts} from '../learning/read-progress.js';
import {groupsOf} from '../people/people.js';
import type {Services} from '../services.js';
import type {PersonRow, Tables} from '../store/tables.js';
import {LearnerReader, type Learner} from './learner.js';

/** So many people are read at once. */
const together = 25;

/** What is kept in memory of one course is so many people at most: one takes a few kilobytes. */
const mostKept = 20_000;

/** Who did anything in a course, and what would be another word if anything were recorded of them, or taken back. */
interface Known {
  stamp: string;
  person: Pick<PersonRow, 'groups' | 'time_zone'> | undefined;
}

interface Kept {
  /** What all of them were judged by. */
  facts: string;
  learners: Map<string, {stamp: string; learner: Learner}>;
}

/**
 * Reading the records takes longest: whose have not changed are not read again. A course that changes is another object. For 124,000
 * records (160 MB) the first look takes some 3 s of the processor, half of it to read and parse them, which no index shortens, nor one
 * text for each person, nor `json_remove` by much. Kept in the store it would be quick after a restart too, at the price of a second
 * truth about people, which erasing would have to know.
 */
const kept = new WeakMap<Course, Kept>();

/**
 * Everybody in a course but the server itself, in no order that says who they are. Whoever was erased is there, under a
 * pseudonym that leads to nobody. Others are let in between.
 */
export async function* readLearners(
  services: Services,
  facts: CourseFacts,
  asked: readonly Asked[],
): AsyncGenerator<Learner> {
  const {course} = facts.found;
  const judged = JSON.stringify([facts.graded, [...facts.lengths], services.settings.timeZone]);
  let there = kept.get(course);
  if (there?.facts !== judged) kept.set(course, (there = {facts: judged, learners: new Map()}));
  const known = await findLearners(services.store.db, course.id);
  known.delete(facts.server);
  for (const actor of there.learners.keys()) if (!known.has(actor)) there.learners.delete(actor);
  const reader = new LearnerReader(course, asked);
  const unread: string[] = [];
  for (const [actor, {stamp}] of known) {
    const same = there.learners.get(actor);
    if (same?.stamp === stamp) yield same.learner;
    else unread.push(actor);
  }
  const now = new Date();
  for (let at = 0; at < unread.length; at += together) {
    const some = unread.slice(at, at + together);
    const evidence = await readEvidence(services, some, course.id);
    for (const actor of some) {
      const {stamp, person} = known.get(actor)!;
      const {statements, attempts} = evidence(actor);
      const timeZone = person?.time_zone ?? services.settings.timeZone;
      const groups = groupsOf(person);
      const computed = computeProgress(course, {statements, attempts, ...facts, groups, timeZone, now});
      const learner = reader.read(statements, attempts, computed);
      if (known.size <= mostKept) there.learners.set(actor, {stamp, learner});
      yield learner;
    }
    await setImmediate();
  }
}

/** Out of indexes alone, but for what is said of the course as a whole. */
async function findLearners(db: Kysely<Tables>, course: string): Promise<Map<string, Known>> {
  const recorded = (column: 'course' | 'object') =>
    db
      .selectFrom('statements')
      .select(({fn}) => ['actor', fn.max('seq').as('last'), fn.countAll().as('count')])
      .where(column, '=', course)
      .where('voided', '=', 0)
      .groupBy('actor')
      .execute();
  const graded = db
    .selectFrom('attempts')
    .select(({fn}) => ['actor', fn.max('time').as('last'), fn.countAll().as('count')])
    .where('course', '=', course)
    .groupBy('actor')
    .execute();
  const known = new Map<string, Known>();
  for (const {actor, last, count} of [...(await recorded('course')), ...(await recorded('object')), ...(await graded)])
    known.set(actor, {stamp: `${known.get(actor)?.stamp ?? ''} ${count}/${last}`, person: undefined});
  const people = await db
    .selectFrom('people')
    .select(['actor', 'groups', 'time_zone'])
    .where(({eb, or, selectFrom}) =>
      or([
        eb('actor', 'in', selectFrom('statements').select('statements.actor').where('course', '=', course)),
        eb('actor', 'in', selectFrom('attempts').select('attempts.actor').where('course', '=', course)),
      ]),
    )
    .execute();
  for (const {actor, ...person} of people) {
    const one = known.get(actor);
    if (one) known.set(actor, {stamp: `${one.stamp} ${person.groups} ${person.time_zone}`, person});
  }
  return known;
}
