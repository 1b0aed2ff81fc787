import {randomUUID} from 'node:crypto';
import {UgglaError, type Actor, type Statement} from '@uggla/protocol';
import {sql, type Kysely, type SqlBool, type Transaction} from 'kysely';
import {keysIn} from '../people/identities.js';
import {serverName} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import {canonicalJson} from '../records/canonical.js';
import {pseudonymKey, sealStatement} from '../records/seal.js';
import {Statements} from '../records/statements.js';
import {incomingStatement} from '../records/statement-schema.js';
import {inside} from '../store/inside.js';
import {openThere} from '../store/kept.js';
import type {Tables} from '../store/tables.js';

/** What is recorded of an erasure: that it was done, when, by whom, and how many records speak of nobody since. */
const erased = {id: 'https://uggla.dev/xapi/verbs/erased', display: {en: 'erased', es: 'suprimió'}};
/** Extension: how many records. */
const erasedRecords = 'https://uggla.dev/xapi/erased-records';
/** Extension: under which names more the same person stands, who had several accounts. */
const erasedPseudonyms = 'https://uggla.dev/xapi/erased-pseudonyms';
/** What the object of such a record begins with; the pseudonym follows. */
const pseudonymIri = 'urn:uggla:pseudonym:';

/** The pseudonyms of which a record tells that they come of an erasure. */
export function pseudonymsIn({verb, object, context}: Statement): string[] {
  if (verb.id !== erased.id || !object.id?.startsWith(pseudonymIri)) return [];
  const more = context?.extensions?.[erasedPseudonyms];
  return [object.id.slice(pseudonymIri.length), ...(Array.isArray(more) ? more.map(String) : [])];
}

/** What an erasure did. */
export interface Erasure {
  /** Records that speak of nobody since; they stay in the chain. */
  records: number;
  /** Under which name they stand now. */
  pseudonym: string;
  /** Records that were handed on to other record stores before: who they speak of, stays there until those erase it. */
  handedOn: {lrs: string; records: number}[];
}

/** An erasure, and whose: other record stores have them by that name still. */
export interface ErasureOf extends Erasure {
  person: Actor;
}

/**
 * Cuts the records of a person from who that was: names, accounts, what they typed and all that is no record go for good, the
 * records stay in their chain under a pseudonym that leads nowhere.
 *
 * @param by - Who decided it; it is recorded.
 * @throws {@link UgglaError} `person-unknown`
 */
export async function erasePerson(
  db: Kysely<Tables>,
  statements: Statements,
  agent: Parameters<typeof agentKey>[0],
  by: Actor,
): Promise<Erasure> {
  let done: Erasure | undefined;
  await statements.storeFound(
    async (trx) => {
      const {others, ...erasure} = await cut(trx, agent);
      done = erasure;
      const object = {objectType: 'Activity', id: pseudonymIri + done.pseudonym};
      const more = others.length > 0 ? {[erasedPseudonyms]: others} : {};
      return [
        {
          ...incomingStatement.parse({
            actor: by,
            verb: erased,
            object,
            context: {extensions: {[erasedRecords]: done.records, ...more}},
          }),
          id: randomUUID(),
        },
      ];
    },
    {authority: by, mayVoid: false},
  );
  return done!;
}

async function cut(
  trx: Transaction<Tables>,
  agent: Parameters<typeof agentKey>[0],
): Promise<Erasure & {others: string[]}> {
  const asked = agentKey(agent);
  const alias = await trx.selectFrom('aliases').selectAll().where('key', '=', asked).executeTakeFirst();
  const account = alias ? {homePage: alias.home_page, name: alias.name} : agent.account;
  const keys = account ? await keysIn(trx, account) : [asked];
  const people = await trx.selectFrom('people').selectAll().where('actor', 'in', keys).execute();
  const known =
    account &&
    (await trx
      .selectFrom('accounts')
      .select('name')
      .where('home_page', '=', account.homePage)
      .where('name', '=', account.name)
      .executeTakeFirst());
  if (people.length === 0 && !known && !alias)
    throw new UgglaError('person-unknown', 'nothing is known of this person', {
      status: 404,
      cure: 'Name the account as the records have it.',
      field: 'account',
    });
  const [first] = people.toSorted((one) => (one.actor === keys[0] ? -1 : 0));
  const hidden = first && pseudonymKey(first.actor, first.salt);
  const salts = new Map(people.map(({actor, salt}) => [actor, salt]));
  // Of the statements of others, too: who was enrolled by them, whose team they were in.
  const rows = await trx
    .selectFrom('statements')
    .select(['seq', 'id', 'actor', 'json'])
    .where((where) =>
      where.or([
        where('actor', 'in', keys),
        ...people.map((person) => where('json', 'like', inside(identifiersOf(person.agent)))),
      ]),
    )
    .execute();
  let records = 0;
  const changed: number[] = [];
  for (const {seq, id, actor, json} of hidden ? rows : []) {
    const own = keys.includes(actor);
    if (own) await trx.deleteFrom('attachments').where('statement', '=', id).execute(); // what they brought may show who they are
    const sealed = canonicalJson(sealStatement(JSON.parse(json) as Statement, (key) => salts.get(key)));
    if (sealed === json) continue;
    records++;
    changed.push(seq);
    // What came in is no longer told apart from a repetition: its hash would tell who it was about.
    await trx
      .updateTable('statements')
      .set({json: sealed, received: randomUUID(), actor: own ? hidden! : actor})
      .where('seq', '=', seq)
      .execute();
  }
  if (hidden)
    await trx.updateTable('attempts').set({actor: hidden, response: '""'}).where('actor', 'in', keys).execute();
  for (const table of [
    'people',
    'states',
    'reminders',
    'certificates',
    'launches',
    'lti_visits',
    'lti_scores',
  ] as const)
    await trx.deleteFrom(table).where('actor', 'in', keys).execute();
  await trx.deleteFrom('documents').where('resource', '=', 'agent').where('owner', 'in', keys).execute();
  const addresses = people.flatMap(({email}) => (email === null ? [] : [agentKey({mbox: `mailto:${email}`})]));
  await trx
    .deleteFrom('aliases')
    .where((where) =>
      where.or([
        where('key', 'in', keys),
        where.and([where('home_page', '=', ''), where('key', 'in', addresses)]), // one that they shared
      ]),
    )
    .execute();
  if (account)
    await trx
      .deleteFrom('invitations')
      .where('home_page', '=', account.homePage)
      .where('account', '=', account.name)
      .execute();
  if (account)
    for (const table of ['accounts', 'sessions'] as const)
      await trx.deleteFrom(table).where('home_page', '=', account.homePage).where('name', '=', account.name).execute();
  const pseudonym = hidden?.split(' ').at(-1) ?? randomUUID();
  const others = people
    .map(({actor, salt}) => pseudonymKey(actor, salt).split(' ').at(-1)!)
    .filter((one) => one !== pseudonym);
  return {records, pseudonym, others, handedOn: await handedOn(trx, changed)};
}

/** Where records were sent before, and how many of these; what was refused there and why, may have quoted them. */
async function handedOn(trx: Transaction<Tables>, changed: readonly number[]): Promise<Erasure['handedOn']> {
  const stores = await trx.selectFrom('forwarding').select(['lrs', 'sent']).orderBy('lrs').execute();
  for (const seq of stores.length > 0 ? changed : [])
    await trx.updateTable('refused_statements').set({reason: ''}).where('seq', '=', seq).execute();
  return stores
    .map(({lrs, sent}) => ({lrs, records: changed.filter((seq) => seq <= sent).length}))
    .filter(({records: sent}) => sent > 0);
}

/** What identifies a person, as canonical JSON. */
function identifiersOf(agent: string): string {
  const {objectType: _type, ...identifiers} = JSON.parse(agent) as Record<string, unknown>;
  return canonicalJson(identifiers);
}

/**
 * Erases whoever was not heard of for so long, and was enrolled in nothing since. Resolves to who that was.
 *
 * @param days - After how many days without a record.
 */
export async function eraseOld(
  db: Kysely<Tables>,
  statements: Statements,
  days: number,
  by: Actor,
  now = new Date(),
): Promise<ErasureOf[]> {
  const before = new Date(now.getTime() - days * 86_400_000).toISOString();
  const rows = await db
    .selectFrom('people')
    .select(['people.actor', 'people.agent'])
    .where('people.created', '<', before)
    // A further name of somebody goes with them, and not by itself.
    .where(({not, exists, selectFrom}) =>
      not(
        exists(
          selectFrom('aliases')
            .select('key')
            .whereRef('aliases.key', '=', 'people.actor')
            .where(sql<SqlBool>`'account ' || aliases.home_page || ' ' || aliases.name <> aliases.key`),
        ),
      ),
    )
    .where(({not, exists, selectFrom}) =>
      not(
        exists(
          selectFrom('statements')
            .select('seq')
            .whereRef('statements.actor', '=', 'people.actor')
            .where('stored', '>=', before),
        ),
      ),
    )
    .where(({not, exists, selectFrom}) =>
      not(
        exists(
          selectFrom('states')
            .select('etag')
            .whereRef('states.actor', '=', 'people.actor')
            .where('updated', '>=', before),
        ),
      ),
    )
    .execute();
  const done: ErasureOf[] = [];
  for (const person of rows.map(({agent}) => JSON.parse(agent) as Actor)) {
    if (agentKey(person) === agentKey(by)) continue;
    done.push({person, ...(await erasePerson(db, statements, person, by))});
  }
  return done;
}

/**
 * Erases people of a data folder, while a server may be running on it: one by the account, or those of long ago.
 *
 * @param database - Its PostgreSQL, where it has one; the environment's (`DATABASE_URL`) when not given.
 */
export async function eraseIn(
  dataDir: string,
  whom: {account: string} | {days: number},
  database?: string,
): Promise<ErasureOf[]> {
  const {keys, store} = await openThere({dataDir, database}, 'audit-unavailable');
  try {
    const homePage = await store.setting('home-page', () => '');
    const server: Actor = {objectType: 'Agent', name: 'Uggla', account: {homePage, name: serverName}};
    const statements = new Statements(store.db, keys, server);
    if ('days' in whom) return await eraseOld(store.db, statements, whom.days, server);
    const person: Actor = {objectType: 'Agent', account: {homePage, name: whom.account}};
    return [{person, ...(await erasePerson(store.db, statements, person, server))}];
  } finally {
    await store.close();
  }
}
