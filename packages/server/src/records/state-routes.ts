import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {query, refuse} from '../http/refuse.js';
import {need} from '../people/person.js';
import type {Services} from '../services.js';
import type {StateRow} from '../store/tables.js';
import {guardDocument, readDocument, showDocument, writeDocument, type Shelf} from './documents.js';
import {readAgent} from './guard.js';
import {mayTouch} from './profile-routes.js';
import {iri, moment, uuid} from './statement-schema.js';

/** What names a document of the State resource. */
export const stateQuery = z.strictObject({
  activityId: iri,
  agent: z.string(),
  stateId: z.string().min(1).max(500).optional(),
  registration: uuid.optional(),
  since: moment.optional(),
});

type Key = Pick<StateRow, 'actor' | 'activity' | 'registration'> & {state_id: string | undefined};

/** `GET`: the document, or the ids of all when none is named. */
export function getState(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const {key, since} = await keyOf(services, c, 'read');
    if (key.state_id === undefined) return c.json(await listStates(services, key, since));
    return showDocument(c, await find(services, key), key.state_id);
  };
}

/** `PUT`: in place of what was there. */
export function putState(services: Services) {
  return (c: Context<Env>): Promise<Response> => write(services, c, false);
}

/** `POST`: a JSON object's fields over those that were there. */
export function postState(services: Services) {
  return (c: Context<Env>): Promise<Response> => write(services, c, true);
}

/** `DELETE`: one document, or all of the activity. */
export function deleteState(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const {key} = await keyOf(services, c, 'write');
    await services.store.db.transaction().execute(async (trx) => {
      if (key.state_id !== undefined) guardDocument(c, await find({store: {...services.store, db: trx}}, key));
      let rows = trx
        .deleteFrom('states')
        .where('actor', '=', key.actor)
        .where('activity', '=', key.activity)
        .where('registration', '=', key.registration);
      if (key.state_id !== undefined) rows = rows.where('state_id', '=', key.state_id);
      await rows.execute();
    });
    return c.body(null, 204);
  };
}

async function write(services: Services, c: Context<Env>, join: boolean): Promise<Response> {
  const {key} = await keyOf(services, c, 'write');
  const {state_id} = key;
  if (state_id === undefined) throw refuse(400, 'query-invalid', 'stateId is missing', undefined, 'stateId');
  const coming = await readDocument(c, services.settings.limits.bodyBytes);
  return services.store.db.transaction().execute((trx) => {
    const shelf: Shelf = {
      find: () => find({store: {...services.store, db: trx}}, key),
      async keep(document) {
        await trx
          .insertInto('states')
          .values({...key, state_id, ...document})
          .onConflict((conflict) =>
            conflict.columns(['actor', 'activity', 'registration', 'state_id']).doUpdateSet(document),
          )
          .execute();
      },
      drop: () => Promise.resolve(),
    };
    return writeDocument(c, shelf, coming, {join, strict: false});
  });
}

async function keyOf(
  services: Services,
  c: Context<Env>,
  purpose: 'read' | 'write',
): Promise<{key: Key; since: string | undefined}> {
  const person = need(await services.who(c));
  const {activityId, agent, stateId, registration, since} = query(c, stateQuery);
  const actor = (await readAgent(services, agent)).key;
  if (!mayTouch(person, actor, purpose))
    throw refuse(403, 'actor-refused', 'this state is somebody else’s', 'Take the agent from /v1/me.', 'agent');
  return {key: {actor, activity: activityId, registration: registration ?? '', state_id: stateId}, since};
}

function find({store}: Pick<Services, 'store'>, key: Key): Promise<StateRow | undefined> {
  return store.db
    .selectFrom('states')
    .selectAll()
    .where('actor', '=', key.actor)
    .where('activity', '=', key.activity)
    .where('registration', '=', key.registration)
    .where('state_id', '=', key.state_id ?? '')
    .executeTakeFirst();
}

async function listStates({store}: Services, key: Key, since: string | undefined): Promise<string[]> {
  let rows = store.db
    .selectFrom('states')
    .select('state_id')
    .where('actor', '=', key.actor)
    .where('activity', '=', key.activity)
    .where('registration', '=', key.registration);
  if (since !== undefined) rows = rows.where('updated', '>', since);
  return (await rows.orderBy('state_id').execute()).map((row) => row.state_id);
}
