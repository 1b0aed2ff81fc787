import {randomUUID} from 'node:crypto';
import type {Actor, UgglaError} from '@uggla/protocol';
import type {Kysely, Transaction} from 'kysely';
import {refuse} from '../http/refuse.js';
import {registered} from '../learning/enrolment-statement.js';
import {agentKey} from '../records/agent.js';
import {incomingStatement, type IncomingStatement} from '../records/statement-schema.js';
import type {Statements} from '../records/statements.js';
import type {AliasRow, Tables} from '../store/tables.js';
import {moveAccount, moveRecords} from './move-records.js';
import {personRow} from './people.js';
import {serverName, type Person} from './person.js';
import {goesBy} from './same-person.js';

type Account = Person['account'];

/** Somebody who came in, as whoever vouches for them names them. */
export interface Arrival {
  account: Account;
  by: 'issuer' | 'header' | 'invitation';
  /** Their address of mail, when whoever vouches for them has checked it. */
  email?: string | undefined;
  /** What the company's own tables call them. */
  userName?: string | undefined;
}

/** Somebody who is to be enrolled or invited, as a table names them. */
export interface Named {
  account?: string | undefined;
  email?: string | undefined;
}

/**
 * Who is who: one person has one account, under which all that they did stands, however they come in and whatever a table calls
 * them. Decision 0031 has the rule.
 */
export class Identities {
  readonly #db: Kysely<Tables>;
  readonly #statements: Statements;
  readonly #server: Actor;
  readonly #homePage: string;

  /** @param server - The server itself, who vouches for accounts that are one person's. */
  constructor(db: Kysely<Tables>, statements: Statements, server: Actor, homePage: string) {
    this.#db = db;
    this.#statements = statements;
    this.#server = server;
    this.#homePage = homePage;
  }

  /** The account under which the records of an account stand. */
  async accountOf(account: Account): Promise<Account> {
    return toAccount(await find(this.#db, agentKey({account}))) ?? account;
  }

  /** The key under which the records of an agent stand. */
  keyOf(key: string): Promise<string> {
    return keyIn(this.#db, key);
  }

  /** The account of somebody who came in; at their first visit they meet what is known of them already. */
  async arrive(arrival: Arrival): Promise<Account> {
    const email = addressOf(arrival.email);
    const there = await find(this.#db, agentKey({account: arrival.account}));
    if (there && there.by !== 'table' && there.email === (email ?? there.email)) return toAccount(there)!;
    let account = arrival.account;
    await this.#change(async (trx, said) => {
      account = await this.#meet(trx, {...arrival, email}, said);
    });
    return account;
  }

  /**
   * The accounts of people whom a table or an invitation names, in its order; new ones where nobody is known by the name or the
   * address. `people-differ` in place of one whose name and address are of two people who both came in.
   */
  async named(people: readonly Named[]): Promise<(Account | UgglaError)[]> {
    const found: (Account | UgglaError)[] = [];
    await this.#change(async (trx, said) => {
      found.length = 0;
      for (const one of people) found.push(await this.#named(trx, one, said));
    });
    return found;
  }

  async #named(
    trx: Transaction<Tables>,
    {account: name, email: given}: Named,
    said: Said,
  ): Promise<Account | UgglaError> {
    const email = addressOf(given ?? (name !== undefined && isAddress(name) ? name : undefined));
    const own: Account = {homePage: this.#homePage, name: name ?? randomUUID()};
    const byName = name === undefined ? undefined : await this.#known(trx, own);
    const mail = email === undefined ? undefined : await find(trx, mailKey(email));
    let byMail = toAccount(mail);
    if (byMail && email !== undefined && name !== undefined && (await this.#goesByAnother(trx, byMail, name, email))) {
      if (mail?.by === 'table') await note(trx, mailKey(email), nobody, {by: 'table'}); // of several: a sign of none of them
      byMail = undefined;
    }
    let account = byName ?? byMail ?? own;
    if (byName && byMail && !same(byName, byMail)) {
      const [nameCame, mailCame] = [await hasCome(trx, byName), await hasCome(trx, byMail)];
      if (nameCame && mailCame) return differ(name, email);
      account = mailCame ? byMail : byName;
      await this.#join(trx, mailCame ? byName : byMail, account, said);
    }
    if (name !== undefined && !same(own, account) && !byName)
      await note(trx, agentKey({account: own}), account, {by: 'table'});
    if (email !== undefined && !mail) await this.#ownMail(trx, email, account, 'table', said);
    return account;
  }

  /** Whether the company calls somebody by another name than this: then an address that both have is one that they share. */
  async #goesByAnother(trx: Transaction<Tables>, account: Account, name: string, email: string): Promise<boolean> {
    const keys = await keysIn(trx, account);
    const prefix = agentKey({account: {homePage: this.#homePage, name: ''}});
    return keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .some((one) => one !== name && one.toLowerCase() !== email && !randomName.test(one));
  }

  async #meet(trx: Transaction<Tables>, arrival: Arrival, said: Said): Promise<Account> {
    const {email, userName, by} = arrival;
    const key = agentKey({account: arrival.account});
    const row = await find(trx, key);
    const mine = toAccount(row);
    const known: Account[] = [];
    const mail = email === undefined ? undefined : await find(trx, mailKey(email));
    const byMail = toAccount(mail);
    const named =
      userName === undefined || userName === serverName || userName.startsWith('system:')
        ? undefined
        : {homePage: this.#homePage, name: userName};
    const byName = named && (await this.#known(trx, named));
    for (const one of [byMail, byName])
      if (one && !same(one, mine ?? arrival.account) && !(await isAnothers(trx, one, arrival))) known.push(one);
    // Whoever did anything already goes on under that account: their page has records that wait under its name.
    const cameBefore = mine === undefined && (await hasCome(trx, arrival.account));
    const account = mine ?? (cameBefore ? arrival.account : (known[0] ?? arrival.account));
    for (const other of known) if (!same(other, account)) await this.#join(trx, other, account, said);
    await note(trx, key, account, {by, email});
    if (named && !byName) await note(trx, agentKey({account: named}), account, {by: 'table'});
    if (email !== undefined && !(mail && !byMail)) await this.#ownMail(trx, email, account, by, said);
    return account;
  }

  /** The account that a name stands for, when anything is known of it. */
  async #known(trx: Transaction<Tables>, account: Account): Promise<Account | undefined> {
    const key = agentKey({account});
    const alias = toAccount(await find(trx, key));
    if (alias) return alias;
    const person = await trx.selectFrom('people').select('actor').where('actor', '=', key).executeTakeFirst();
    return person && account;
  }

  /** An address of mail is whose came with it last: what is recorded of the address alone is theirs, too. */
  async #ownMail(trx: Transaction<Tables>, email: string, account: Account, by: AliasRow['by'], said: Said) {
    const key = mailKey(email);
    await this.#take(trx, key, {mbox: `mailto:${email}`}, account, said);
    await note(trx, key, account, {by});
  }

  /** One account becomes part of another. */
  async #join(trx: Transaction<Tables>, from: Account, into: Account, said: Said): Promise<void> {
    const key = agentKey({account: from});
    await moveAccount(trx, from, into);
    await this.#take(trx, key, {account: from}, into, said);
    const row = await find(trx, key);
    await note(trx, key, into, {by: row?.by ?? 'table', email: row?.email ?? undefined});
  }

  async #take(trx: Transaction<Tables>, key: string, agent: Partial<Actor>, into: Account, said: Said): Promise<void> {
    if (key === agentKey({account: into})) return;
    const person = await trx.selectFrom('people').select('actor').where('actor', '=', key).executeTakeFirst();
    if (!person) return;
    await personRow(trx, {account: into});
    if ((await moveRecords(trx, key, into)) === 0) return;
    said.push({
      ...incomingStatement.parse({
        actor: {objectType: 'Agent', account: into},
        verb: goesBy,
        object: {objectType: 'Agent', ...agent},
      }),
      id: randomUUID(),
    });
  }

  /** Changes who is who, and records which accounts turned out to be one person's. */
  #change(work: (trx: Transaction<Tables>, said: Said) => Promise<void>): Promise<void> {
    return this.#statements.storeFound(
      async (trx) => {
        const said: Said = [];
        await work(trx, said);
        return said;
      },
      {authority: this.#server, mayVoid: false},
    );
  }
}

/** Whose an address is that several people have. */
const nobody: Account = {homePage: '', name: ''};
/** The name of an account that we made: nobody goes by it. */
const randomName = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Said = (IncomingStatement & {id: string})[];

/** The key under which the records of an agent stand. */
export async function keyIn(db: Kysely<Tables>, key: string): Promise<string> {
  const account = toAccount(await find(db, key));
  return account ? agentKey({account}) : key;
}

/** All keys of one person, the one under which the records stand first. */
export async function keysIn(db: Kysely<Tables>, account: Account): Promise<string[]> {
  const rows = await db
    .selectFrom('aliases')
    .select('key')
    .where('home_page', '=', account.homePage)
    .where('name', '=', account.name)
    .execute();
  return [...new Set([agentKey({account}), ...rows.map(({key}) => key)])];
}

function differ(name: string | undefined, email: string | undefined): UgglaError {
  return refuse(
    409,
    'people-differ',
    `${name} and ${email} are two people, who both came in`,
    'See at the desk who they are, and leave the address out.',
    'email',
  );
}

function find(db: Kysely<Tables>, key: string): Promise<AliasRow | undefined> {
  return db.selectFrom('aliases').selectAll().where('key', '=', key).executeTakeFirst();
}

async function note(
  db: Kysely<Tables>,
  key: string,
  {homePage, name}: Account,
  {by, email}: {by: AliasRow['by']; email?: string | undefined},
): Promise<void> {
  const row = {home_page: homePage, name, by, email: email ?? null};
  await db
    .insertInto('aliases')
    .values({key, ...row, since: new Date().toISOString()})
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/**
 * Whether an account is that of another person of the same issuer: then an address that both have is one that was given to
 * somebody new, not a sign that they are one.
 */
async function isAnothers(db: Kysely<Tables>, account: Account, arrival: Arrival): Promise<boolean> {
  const key = agentKey({account: arrival.account});
  const rows = await db
    .selectFrom('aliases')
    .select('key')
    .where('home_page', '=', account.homePage)
    .where('name', '=', account.name)
    .where('by', '=', arrival.by)
    .where('key', 'like', 'account %')
    .where('key', '!=', key)
    .execute();
  return rows.length > 0;
}

/** Whether anybody ever came in with an account, or did anything. */
async function hasCome(db: Kysely<Tables>, account: Account): Promise<boolean> {
  const came = await db
    .selectFrom('aliases')
    .select('key')
    .where('home_page', '=', account.homePage)
    .where('name', '=', account.name)
    .where('by', '!=', 'table')
    .limit(1)
    .executeTakeFirst();
  if (came) return true;
  const did = await db
    .selectFrom('statements')
    .select('seq')
    .where('actor', '=', agentKey({account}))
    .where('verb', '!=', registered.id)
    .limit(1)
    .executeTakeFirst();
  return did !== undefined;
}

function toAccount(row: Pick<AliasRow, 'home_page' | 'name'> | undefined): Account | undefined {
  return row && row.home_page !== '' ? {homePage: row.home_page, name: row.name} : undefined;
}

function same(one: Account, other: Account | undefined): boolean {
  return one.homePage === other?.homePage && one.name === other.name;
}

/** Whether a name is an address of mail. */
export function isAddress(name: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name);
}

function addressOf(email: string | undefined): string | undefined {
  return email?.trim().toLowerCase() || undefined;
}

function mailKey(email: string): string {
  return agentKey({mbox: `mailto:${email}`});
}
