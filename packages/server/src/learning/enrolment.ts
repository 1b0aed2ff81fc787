import {randomUUID} from 'node:crypto';
import {z} from '@hono/zod-openapi';
import {isTimeZone, UgglaError, type Actor, type Course, type LanguageMap, type Statement} from '@uggla/protocol';
import type {Context} from 'hono';
import {courseNamed} from '../campus/course-named.js';
import type {Env} from '../env.js';
import {check, readJson} from '../http/refuse.js';
import {noteFacts} from '../people/people.js';
import {actorOf, need, type Person} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import {readAll} from '../records/statement-query.js';
import {incomingStatement, type IncomingStatement} from '../records/statement-schema.js';
import type {Services} from '../services.js';
import {isEnrolment, registered} from './enrolment-statement.js';

const enrolled = z.strictObject({
  account: z.string().trim().min(1).max(200),
  name: z.string().trim().max(200).optional(),
  /** Reminders may go there. */
  email: z.email().max(200).optional(),
  /** Where their days begin (IANA). */
  timeZone: z.string().max(60).refine(isTimeZone, 'the name of a time zone, as Europe/Madrid').optional(),
});

/** Somebody to enrol. */
export type Newcomer = z.output<typeof enrolled>;

/** What `POST /v1/enrolments` takes. */
export const enrolmentRequest = z
  .object({course: z.string().max(2000), people: z.array(enrolled).min(1).max(500)})
  .openapi('EnrolmentRequest');

/** One enrolment, as it is answered. */
export interface Enrolment {
  actor: Actor;
  /** The registration of its statements. */
  registration: string;
  /** When it began, by the server's clock (ISO 8601). */
  enrolled: string;
}

/** `POST /v1/enrolments`: a manager enrols people; who is enrolled already stays so. */
export function enrolmentsHandler(services: Services) {
  const {who, campus} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {course: id, people} = check(enrolmentRequest, await readJson(c, 200_000), 'body-invalid', 'the request');
    need(person, 'manager');
    const found = await courseNamed(campus, id);
    const {enrolments, fresh} = await enrol(services, found.course, people, actorOf(person));
    return c.json({course: id, enrolments}, fresh > 0 ? 201 : 200);
  };
}

/** What enrolling works with. */
export type EnrolServices = Pick<Services, 'statements' | 'identities' | 'store'>;

/**
 * Enrols people in a course, each once, however often and by how many it is asked at the same time.
 *
 * @throws {@link UgglaError} `people-differ`, unless `onRefused` is told of it.
 */
export async function enrol(
  services: EnrolServices,
  course: Course,
  people: readonly Newcomer[],
  by: Actor,
  onRefused?: (newcomer: Newcomer, error: UgglaError) => void,
): Promise<{enrolments: Enrolment[]; fresh: number}> {
  const accounts = await services.identities.named(people);
  const known: KnownNewcomer[] = [];
  for (const [at, newcomer] of people.entries()) {
    const account = accounts[at]!;
    if (!(account instanceof UgglaError)) known.push({...newcomer, account});
    else if (onRefused) onRefused(newcomer, account);
    else throw account;
  }
  return enrolKnown(services, course, known, by);
}

/** Somebody to enrol, whose account is known. */
export type KnownNewcomer = Omit<Newcomer, 'account'> & Pick<Person, 'account'>;

/** The same for people whose accounts are known. */
export async function enrolKnown(
  {statements, store}: Pick<EnrolServices, 'statements' | 'store'>,
  course: Course,
  people: readonly KnownNewcomer[],
  by: Actor,
): Promise<{enrolments: Enrolment[]; fresh: number}> {
  const {title} = course;
  const name: LanguageMap = typeof title === 'string' ? {[course.languages[0] ?? 'en']: title} : (title as LanguageMap);
  const activity = {
    objectType: 'Activity' as const,
    id: course.id,
    definition: {type: 'http://adlnet.gov/expapi/activities/course', name},
  };
  const actors = new Map<string, {actor: Actor; newcomer: KnownNewcomer}>();
  for (const newcomer of people) {
    const {account, name: called} = newcomer;
    const actor = actorOf({account, ...(called ? {name: called} : {})});
    if (!actors.has(agentKey(actor))) actors.set(agentKey(actor), {actor, newcomer});
  }
  const enrolments: Enrolment[] = [];
  const fresh = new Map<string, Enrolment>();
  await statements.storeFound(
    async (trx) => {
      const coming: (IncomingStatement & {id: string})[] = [];
      for (const [key, {actor}] of actors) {
        const there = await readAll(trx, {
          actor: key,
          verb: registered.id,
          activity: course.id,
          limit: 100,
          ascending: true,
        });
        const row = there.find(({json}) => isEnrolment(JSON.parse(json) as Statement));
        const enrolment = {
          actor,
          registration: row?.registration ?? randomUUID(),
          enrolled: row?.stored ?? new Date().toISOString(),
        };
        enrolments.push(enrolment);
        if (row) continue;
        const context = {registration: enrolment.registration, contextActivities: {grouping: [activity]}};
        const statement = {
          ...incomingStatement.parse({
            actor,
            verb: registered,
            object: activity,
            context,
            timestamp: enrolment.enrolled,
          }),
          id: randomUUID(),
        };
        fresh.set(statement.id, enrolment);
        coming.push(statement);
      }
      return coming;
    },
    {authority: by, mayVoid: false},
  );
  for (const [id, enrolment] of fresh) enrolment.enrolled = (await statements.find(id))?.stored ?? enrolment.enrolled;
  for (const {actor, newcomer} of actors.values()) await noteFacts(store.db, actor, newcomer);
  return {enrolments, fresh: fresh.size};
}
