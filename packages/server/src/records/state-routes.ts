import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {parseJson, query, readBytes, refuse} from '../http/refuse.js';
import {need} from '../people/person.js';
import type {Services} from '../services.js';
import type {StateRow} from '../store/tables.js';
import {agentKey} from './agent.js';
import {sha256} from './canonical.js';
import {mayRead, readAgent} from './guard.js';
import {moment, uuid} from './statement-schema.js';

/** What names a document of the State resource. */
export const stateQuery = z.strictObject({
  activityId: z.string().min(1).max(2000),
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
    const row = await find(services, key);
    if (!row) throw refuse(404, 'state-unavailable', `there is no ${key.state_id} here`);
    const headers = {ETag: row.etag, 'Last-Modified': new Date(row.updated).toUTCString(), 'Content-Type': row.type, 'Cache-Control': 'no-store'};
    if (names(c.req.header('If-None-Match'), row)) return c.body(null, 304, headers);
    return c.body(new Uint8Array(row.body), 200, headers);
  };
}

/** `PUT`: in place of what was there. */
export function putState(services: Services) {
  return (c: Context<Env>): Promise<Response> => write(services, c, (_before, body) => body);
}

/** `POST`: a JSON object's fields over those that were there. */
export function postState(services: Services) {
  return (c: Context<Env>): Promise<Response> =>
    write(services, c, (before, body, type) => {
      if (!before && !isJson(type)) return body;
      const coming = parseObject(body, type);
      const there = before ? parseObject(before.body, before.type) : {};
      return new TextEncoder().encode(JSON.stringify({...there, ...coming}));
    });
}

/** `DELETE`: one document, or all of the activity. */
export function deleteState(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const {key} = await keyOf(services, c, 'write');
    await services.store.db.transaction().execute(async (trx) => {
      if (key.state_id !== undefined) guard(c, await find({...services, store: {...services.store, db: trx}}, key));
      let rows = trx.deleteFrom('states').where('actor', '=', key.actor).where('activity', '=', key.activity).where('registration', '=', key.registration);
      if (key.state_id !== undefined) rows = rows.where('state_id', '=', key.state_id);
      await rows.execute();
    });
    return c.body(null, 204);
  };
}

async function write(services: Services, c: Context<Env>, join: (before: StateRow | undefined, body: Uint8Array, type: string) => Uint8Array): Promise<Response> {
  const {key} = await keyOf(services, c, 'write');
  if (key.state_id === undefined) throw refuse(400, 'query-invalid', 'stateId is missing', undefined, 'stateId');
  const stateId = key.state_id;
  const coming = await readBytes(c, services.settings.limits.bodyBytes);
  const type = c.req.header('Content-Type') ?? 'application/octet-stream';
  const etag = await services.store.db.transaction().execute(async (trx) => {
    const before = await find({...services, store: {...services.store, db: trx}}, key);
    guard(c, before);
    const body = join(before, coming, type);
    const row: StateRow = {...key, state_id: stateId, type, body, etag: `"${sha256(body)}"`, updated: new Date().toISOString()};
    await trx
      .insertInto('states')
      .values(row)
      .onConflict((conflict) => conflict.columns(['actor', 'activity', 'registration', 'state_id']).doUpdateSet({type, body, etag: row.etag, updated: row.updated}))
      .execute();
    return row.etag;
  });
  return c.body(null, 204, {ETag: etag});
}

/** `If-Match` and `If-None-Match`, so that two devices do not overwrite one another unseen. */
function guard(c: Context<Env>, before: StateRow | undefined): void {
  const match = c.req.header('If-Match');
  const none = c.req.header('If-None-Match');
  if ((match !== undefined && !names(match, before)) || names(none, before)) {
    throw refuse(412, 'state-changed', 'somebody else wrote here since', 'Read it again, join both, and write that.');
  }
}

/** Whether a list of tags names this document. Proxies that compress make the tags weak that they hand on. */
function names(list: string | undefined, row: Pick<StateRow, 'etag'> | undefined): boolean {
  if (list === undefined || row === undefined) return false;
  return list.trim() === '*' || list.split(',').some((one) => one.trim().replace(/^W\//, '') === row.etag);
}

async function keyOf({who}: Services, c: Context<Env>, purpose: 'read' | 'write'): Promise<{key: Key; since: string | undefined}> {
  const person = need(await who(c));
  const {activityId, agent, stateId, registration, since} = query(c, stateQuery);
  const actor = readAgent(agent).key;
  const own = actor === agentKey({account: person.account});
  if (!own && (purpose === 'write' || !mayRead(person, actor))) throw refuse(403, 'actor-refused', 'this state is somebody else’s', 'Take the agent from /v1/me.', 'agent');
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
  let rows = store.db.selectFrom('states').select('state_id').where('actor', '=', key.actor).where('activity', '=', key.activity).where('registration', '=', key.registration);
  if (since !== undefined) rows = rows.where('updated', '>', since);
  return (await rows.orderBy('state_id').execute()).map((row) => row.state_id);
}

function isJson(type: string): boolean {
  return /^application\/json\s*(;|$)/i.test(type);
}

function parseObject(bytes: Uint8Array, type: string): object {
  try {
    const value = isJson(type) ? parseJson(bytes) : undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below
  }
  throw refuse(400, 'body-invalid', 'only JSON objects can be joined', 'Use PUT.');
}
