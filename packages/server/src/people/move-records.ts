import type {Kysely} from 'kysely';
import {agentKey} from '../records/agent.js';
import type {Tables} from '../store/tables.js';
import type {Person} from './person.js';

/**
 * Puts all that is kept under a key under an account: what was recorded stays as it is, it only counts as that person's from now
 * on. What both have (a place to go on at) stays as the account has it.
 *
 * @returns How many records there were.
 */
export async function moveRecords(db: Kysely<Tables>, from: string, account: Person['account']): Promise<number> {
  const into = agentKey({account});
  for (const table of ['attempts', 'launches', 'reminders', 'lti_scores', 'lti_visits'] as const)
    await db.updateTable(table).set({actor: into}).where('actor', '=', from).execute();
  const certificates = await db.selectFrom('certificates').selectAll().where('actor', 'in', [from, into]).execute();
  for (const {id, course, completed} of certificates.filter(({actor}) => actor === from)) {
    const twice = certificates.some((one) => one.id !== id && one.course === course && one.completed === completed);
    if (twice) await db.deleteFrom('certificates').where('id', '=', id).execute();
    else await db.updateTable('certificates').set({actor: into}).where('id', '=', id).execute();
  }
  const kept = await db.selectFrom('states').selectAll().where('actor', '=', from).execute();
  await db.deleteFrom('states').where('actor', '=', from).execute();
  for (const row of kept)
    await db
      .insertInto('states')
      .values({...row, actor: into})
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const own = db.selectFrom('documents').selectAll().where('resource', '=', 'agent').where('owner', '=', from);
  for (const row of await own.execute())
    await db
      .insertInto('documents')
      .values({...row, owner: into})
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await db.deleteFrom('documents').where('resource', '=', 'agent').where('owner', '=', from).execute();
  const {numUpdatedRows} = await db
    .updateTable('statements')
    .set({actor: into})
    .where('actor', '=', from)
    .executeTakeFirst();
  await moveFacts(db, from, into);
  return Number(numUpdatedRows);
}

/** What one was told of is known of the other, where nothing else is. */
async function moveFacts(db: Kysely<Tables>, from: string, into: string): Promise<void> {
  const rows = await db.selectFrom('people').selectAll().where('actor', 'in', [from, into]).execute();
  const [old, present] = [from, into].map((key) => rows.find(({actor}) => actor === key));
  if (!old || !present) return;
  await db
    .updateTable('people')
    .set({
      name: present.name ?? old.name,
      email: present.email ?? old.email,
      time_zone: present.time_zone ?? old.time_zone,
      groups: present.groups ?? old.groups,
    })
    .where('actor', '=', into)
    .execute();
}

/** The account itself, with its role and what is open at the desk. */
export async function moveAccount(db: Kysely<Tables>, from: Person['account'], into: Person['account']): Promise<void> {
  const taken = await db
    .selectFrom('accounts')
    .select('role')
    .where('home_page', '=', into.homePage)
    .where('name', '=', into.name)
    .executeTakeFirst();
  const to = {home_page: into.homePage, name: into.name};
  const old = db.deleteFrom('accounts').where('home_page', '=', from.homePage).where('name', '=', from.name);
  if (taken) await old.execute();
  await db
    .updateTable('invitations')
    .set({home_page: into.homePage, account: into.name})
    .where('home_page', '=', from.homePage)
    .where('account', '=', from.name)
    .execute();
  for (const table of taken ? (['sessions', 'aliases'] as const) : (['accounts', 'sessions', 'aliases'] as const))
    await db.updateTable(table).set(to).where('home_page', '=', from.homePage).where('name', '=', from.name).execute();
}
