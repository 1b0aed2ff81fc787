import {randomBytes} from 'node:crypto';
import type {Actor} from '@uggla/protocol';
import type {Kysely} from 'kysely';
import {agentKey} from '../records/agent.js';
import type {PersonRow, Tables} from '../store/tables.js';

/** What else is kept of a person; `undefined` leaves what is there. */
export interface PersonFacts {
  name?: string | undefined;
  email?: string | undefined;
  timeZone?: string | undefined;
  groups?: readonly string[] | undefined;
}

type Identified = Parameters<typeof agentKey>[0] & {name?: string | undefined};

/** The row of a person, made when there is none yet. */
export async function personRow(db: Kysely<Tables>, agent: Identified): Promise<PersonRow> {
  const actor = agentKey(agent);
  const there = await db.selectFrom('people').selectAll().where('actor', '=', actor).executeTakeFirst();
  if (there && (there.name !== null || agent.name === undefined)) return there;
  if (there) {
    await db.updateTable('people').set({name: agent.name}).where('actor', '=', actor).execute();
    return {...there, name: agent.name ?? null};
  }
  const row: PersonRow = {
    actor,
    salt: randomBytes(24).toString('base64url'),
    agent: JSON.stringify(identifiersOf(agent)),
    name: agent.name ?? null,
    email: null,
    time_zone: null,
    groups: null,
    created: new Date().toISOString(),
  };
  await db
    .insertInto('people')
    .values(row)
    .onConflict((conflict) => conflict.column('actor').doNothing())
    .execute();
  return db.selectFrom('people').selectAll().where('actor', '=', actor).executeTakeFirstOrThrow();
}

/** Notes what somebody told of a person. */
export async function noteFacts(
  db: Kysely<Tables>,
  agent: Actor,
  {name, email, timeZone, groups}: PersonFacts,
): Promise<void> {
  const row = await personRow(db, agent);
  const told = {
    name: name ?? row.name,
    email: email ?? row.email,
    time_zone: timeZone ?? row.time_zone,
    groups: groups === undefined ? row.groups : JSON.stringify(groups),
  };
  const isNew = Object.entries(told).some(([key, value]) => row[key as keyof PersonRow] !== value);
  if (isNew) await db.updateTable('people').set(told).where('actor', '=', row.actor).execute();
}

/** Groups of a person, as they were told last. */
export function groupsOf(row: Pick<PersonRow, 'groups'> | undefined): string[] {
  return row?.groups ? (JSON.parse(row.groups) as string[]) : [];
}

/** What tells an agent from all others, and nothing else of it. */
function identifiersOf({account, mbox, mbox_sha1sum, openid}: Identified): Actor {
  const kept = Object.entries({account, mbox, mbox_sha1sum, openid})
    .filter(([, one]) => one !== undefined)
    .slice(0, 1);
  return {objectType: 'Agent', ...Object.fromEntries(kept)};
}
