import {randomUUID} from 'node:crypto';
import {z} from '@hono/zod-openapi';
import type {Actor, LanguageMap, Statement} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {check, readJson, refuse} from '../http/refuse.js';
import {actorOf, need} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import {readAll} from '../records/statement-query.js';
import {incomingStatement} from '../records/statement-schema.js';
import type {Services} from '../services.js';

/** An enrolment is a record like any other: this verb, about the course. Who is no longer enrolled has it taken back. */
export const registered = {id: 'http://adlnet.gov/expapi/verbs/registered', display: {en: 'was enrolled in', es: 'quedó inscrito en'}};

/** Whether somebody else vouches for it: nobody enrols themselves by recording that they are. */
export function isEnrolment({actor, verb, authority}: Statement): boolean {
  return verb.id === registered.id && authority !== undefined && agentKey(authority) !== agentKey(actor);
}

/** What `POST /v1/enrolments` takes. */
export const enrolmentRequest = z
  .object({
    course: z.string().max(2000),
    people: z.array(z.strictObject({account: z.string().trim().min(1).max(200), name: z.string().max(200).optional()})).min(1).max(500),
  })
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
  const {who, campus, statements, store, homePage} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {course: id, people} = check(enrolmentRequest, await readJson(c, 200_000), 'body-invalid', 'the request');
    need(person, 'manager');
    const found = await campus?.course(id);
    if (!found) throw refuse(404, 'course-unavailable', `the campus has no course ${id}`, 'Name the course by its id, as course.json has it.', 'course');
    const title = found.course.title;
    const name: LanguageMap = typeof title === 'string' ? {[found.course.languages[0] ?? 'en']: title} : (title as LanguageMap);
    const course = {objectType: 'Activity' as const, id, definition: {type: 'http://adlnet.gov/expapi/activities/course', name}};
    const enrolments = new Map<string, Enrolment>();
    const fresh: Statement[] = [];
    for (const {account, name: display} of people) {
      const actor = actorOf({account: {homePage, name: account}, ...(display === undefined ? {} : {name: display})});
      const key = agentKey(actor);
      if (enrolments.has(key)) continue;
      const there = await readAll(store.db, {actor: key, verb: registered.id, activity: id, limit: 100, ascending: true});
      const row = there.find(({json}) => isEnrolment(JSON.parse(json) as Statement));
      const enrolled = row?.stored ?? new Date().toISOString();
      const registration = row?.registration ?? randomUUID();
      enrolments.set(key, {actor, registration, enrolled});
      if (!row) fresh.push({id: randomUUID(), actor, verb: registered, object: course, context: {registration, contextActivities: {grouping: [course]}}, timestamp: enrolled});
    }
    if (fresh.length > 0) await statements.store(fresh.map((one) => incomingStatement.parse(one)), {authority: actorOf(person), mayVoid: false});
    return c.json({course: id, enrolments: [...enrolments.values()]}, fresh.length > 0 ? 201 : 200);
  };
}
