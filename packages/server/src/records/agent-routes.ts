import {z} from '@hono/zod-openapi';
import type {ActivityObject, Statement} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {query, refuse} from '../http/refuse.js';
import {need} from '../people/person.js';
import type {Services} from '../services.js';
import {mayRead, readAgent} from './guard.js';
import {iri} from './statement-schema.js';

/** What `GET /xapi/agents` is asked with. */
export const agentsQuery = z.strictObject({agent: z.string()});
/** What `GET /xapi/activities` is asked with. */
export const activitiesQuery = z.strictObject({activityId: iri});

/** `GET /xapi/agents`: everything that tells who an agent is, as lists (xAPI 1.0.3, part 3, 2.4). */
export function getAgents(services: Services) {
  const {who, store} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {agent} = query(c, agentsQuery);
    const {key, agent: asked} = await readAgent(services, agent);
    if (!mayRead(person, key)) throw refuse(403, 'role-insufficient', 'only a manager reads who others are');
    const row = await store.db.selectFrom('people').select(['name']).where('actor', '=', key).executeTakeFirst();
    const names = new Set([asked.name, row?.name].filter((one) => typeof one === 'string'));
    const lists = (['mbox', 'mbox_sha1sum', 'openid', 'account'] as const).flatMap((field) =>
      asked[field] === undefined ? [] : [[field, [asked[field]]] as const],
    );
    return c.json({objectType: 'Person', ...(names.size > 0 ? {name: [...names]} : {}), ...Object.fromEntries(lists)});
  };
}

/** `GET /xapi/activities`: an activity as the last statement about it defined it. */
export function getActivities({who, store}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    need(await who(c));
    const {activityId} = query(c, activitiesQuery);
    const rows = await store.db
      .selectFrom('statements')
      .select('json')
      .where('object', '=', activityId)
      .orderBy('seq', 'desc')
      .limit(20)
      .execute();
    const objects = rows.map(({json}) => (JSON.parse(json) as Statement).object as ActivityObject);
    const definition = Object.assign({}, ...objects.map((one) => one.definition ?? {}).reverse()) as NonNullable<
      ActivityObject['definition']
    >;
    for (const field of ['name', 'description'] as const) {
      const maps = objects.map((one) => one.definition?.[field] ?? {}).reverse();
      if (maps.some((one) => Object.keys(one).length > 0))
        definition[field] = Object.assign({}, ...maps) as Record<string, string>;
    }
    return c.json({
      objectType: 'Activity',
      id: activityId,
      ...(Object.keys(definition).length > 0 ? {definition} : {}),
    });
  };
}
