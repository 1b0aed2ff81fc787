import {z} from '@hono/zod-openapi';
import type {CourseState, ProgressAnswer} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {query, refuse} from '../http/refuse.js';
import {need} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import {mayRead, readAgent} from '../records/guard.js';
import type {Services} from '../services.js';
import {courseFacts, readCourseState, readPerson} from './read-progress.js';

/** What `GET /v1/progress` is asked with. */
export const progressQuery = z.object({
  course: z.string().max(2000).optional(),
  agent: z.string().max(4000).optional(),
});

/**
 * `GET /v1/progress`: computed from what was recorded; nothing can be written here. Of what the page keeps in State only the
 * place to go on at is shown.
 */
export function progressHandler(services: Services) {
  const {who, campus} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {course: wanted, agent} = query(c, progressQuery);
    const own = agentKey({account: person.account});
    const actor = agent === undefined ? own : (await readAgent(services, agent)).key;
    if (!mayRead(person, actor)) throw refuse(403, 'role-insufficient', 'only a manager reads what others did');
    const known = await readPerson(services, actor);
    const told = {...known, groups: actor === own ? (person.groups ?? known.groups) : known.groups};
    const courses = (await campus?.courses().catch(() => [])) ?? [];
    const states: CourseState[] = [];
    for (const found of courses) {
      if (wanted !== undefined && found.course.id !== wanted) continue;
      const state = await readCourseState(services, actor, await courseFacts(services, found), told);
      if (state) states.push(state);
    }
    states.sort((one, other) => (one.changed < other.changed ? 1 : -1));
    const answer: ProgressAnswer = {courses: states};
    return c.json(answer);
  };
}
