import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {query, refuse} from '../http/refuse.js';
import {need, reaches, type Person} from '../people/person.js';
import type {Services} from '../services.js';
import type {DocumentRow} from '../store/tables.js';
import {agentKey} from './agent.js';
import {guardDocument, readDocument, showDocument, writeDocument, type Shelf} from './documents.js';
import {mayRead, readAgent} from './guard.js';
import {iri, moment} from './statement-schema.js';

const profileId = z.string().min(1).max(500).optional();

/** What names a document of the activity profile. */
export const activityProfileQuery = z.strictObject({activityId: iri, profileId, since: moment.optional()});
/** What names a document of the agent profile. */
export const agentProfileQuery = z.strictObject({agent: z.string(), profileId, since: moment.optional()});

type Resource = DocumentRow['resource'];
interface Key {
  owner: string;
  id: string | undefined;
  since: string | undefined;
}

/** The four methods of the activity profile (anybody reads, editors write) or the agent profile (a person's own). */
export function profileRoutes(services: Services, resource: Resource) {
  const {who, store, settings} = services;
  const keyOf = async (c: Context<Env>, purpose: 'read' | 'write'): Promise<Key> => {
    const person = need(await who(c));
    if (resource === 'activity') {
      const {activityId, profileId: id, since} = query(c, activityProfileQuery);
      if (purpose === 'write') need(person, 'editor');
      return {owner: activityId, id, since};
    }
    const {agent, profileId: id, since} = query(c, agentProfileQuery);
    const owner = (await readAgent(services, agent)).key;
    if (!mayTouch(person, owner, purpose))
      throw refuse(403, 'actor-refused', 'this profile is somebody else’s', 'Take the agent from /v1/me.', 'agent');
    return {owner, id, since};
  };
  const named = (key: Key): Key & {id: string} => {
    if (key.id === undefined) throw refuse(400, 'query-invalid', 'profileId is missing', undefined, 'profileId');
    return {...key, id: key.id};
  };
  const shelf = (db: Services['store']['db'], {owner, id}: {owner: string; id: string}): Shelf => ({
    find: () =>
      db
        .selectFrom('documents')
        .selectAll()
        .where('resource', '=', resource)
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst(),
    async keep(document) {
      await db
        .insertInto('documents')
        .values({resource, owner, id, ...document})
        .onConflict((conflict) => conflict.columns(['resource', 'owner', 'id']).doUpdateSet(document))
        .execute();
    },
    async drop() {
      await db
        .deleteFrom('documents')
        .where('resource', '=', resource)
        .where('owner', '=', owner)
        .where('id', '=', id)
        .execute();
    },
  });
  const write =
    (join: boolean) =>
    async (c: Context<Env>): Promise<Response> => {
      const key = named(await keyOf(c, 'write'));
      const coming = await readDocument(c, settings.limits.bodyBytes);
      return store.db.transaction().execute((trx) => writeDocument(c, shelf(trx, key), coming, {join, strict: !join}));
    };
  return {
    async get(c: Context<Env>): Promise<Response> {
      const {owner, id, since} = await keyOf(c, 'read');
      if (id !== undefined) return showDocument(c, await shelf(store.db, {owner, id}).find(), id);
      let rows = store.db
        .selectFrom('documents')
        .select(['id', 'updated'])
        .where('resource', '=', resource)
        .where('owner', '=', owner);
      if (since !== undefined) rows = rows.where('updated', '>', since);
      const found = await rows.orderBy('id').execute();
      const last = found
        .map(({updated}) => updated)
        .sort()
        .at(-1);
      return c.json(
        found.map((row) => row.id),
        200,
        last === undefined ? {} : {'Last-Modified': new Date(last).toUTCString()},
      );
    },
    put: write(false),
    post: write(true),
    async delete(c: Context<Env>): Promise<Response> {
      const key = named(await keyOf(c, 'write'));
      await store.db.transaction().execute(async (trx) => {
        const one = shelf(trx, key);
        guardDocument(c, await one.find());
        await one.drop();
      });
      return c.body(null, 204);
    },
  };
}

/** Whose documents a person may read or write: their own; a manager reads anybody's, a system writes them too. */
export function mayTouch(person: Person, owner: string, purpose: 'read' | 'write'): boolean {
  if (owner === agentKey({account: person.account}) || person.source === 'system') return true;
  return purpose === 'read' && mayRead(person, owner) && reaches(person.role, 'manager');
}
