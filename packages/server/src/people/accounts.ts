import {randomUUID} from 'node:crypto';
import type {Role} from '@uggla/protocol';
import type {Kysely} from 'kysely';
import {refuse} from '../http/refuse.js';
import type {Tables} from '../store/tables.js';
import type {Identities} from './identities.js';
import {reaches, type Person} from './person.js';
import type {Tokens} from './tokens.js';

/** Accounts that the server made itself, and the invitations to them. */
export class Accounts {
  readonly #db: Kysely<Tables>;
  readonly #tokens: Tokens;
  readonly #homePage: string;
  readonly #identities: Identities;

  /** @param homePage - The `homePage` of our own accounts. */
  constructor(db: Kysely<Tables>, tokens: Tokens, homePage: string, identities: Identities) {
    this.#db = db;
    this.#tokens = tokens;
    this.#homePage = homePage;
    this.#identities = identities;
  }

  /** A new account with a random name. */
  async make(role: Role, display?: string): Promise<Person> {
    const name = randomUUID();
    const now = new Date().toISOString();
    const shown = display?.trim().slice(0, 100);
    await this.#db
      .insertInto('accounts')
      .values({home_page: this.#homePage, name, display: shown || null, role, created: now, seen: now})
      .execute();
    return {account: {homePage: this.#homePage, name}, role, ...(shown ? {name: shown} : {})};
  }

  /** The account as it stands now, with its present role; `undefined` for one that we did not make. */
  async find({homePage, name}: Person['account']): Promise<Person | undefined> {
    const found = await this.#db
      .selectFrom('accounts')
      .selectAll()
      .where('home_page', '=', homePage)
      .where('name', '=', name)
      .executeTakeFirst();
    if (!found) return undefined;
    await this.#db
      .updateTable('accounts')
      .set({seen: new Date().toISOString()})
      .where('home_page', '=', homePage)
      .where('name', '=', name)
      .execute();
    return {
      account: {homePage, name},
      role: found.role as Role,
      ...(found.display === null ? {} : {name: found.display}),
    };
  }

  /** A link that makes a new account of a role: for whoever runs the server. */
  async invite(role: Role, {uses = 1, days = 7}: {uses?: number; days?: number} = {}): Promise<string> {
    const now = Date.now();
    const row = {
      id: randomUUID(),
      role,
      uses_left: uses,
      expires: new Date(now + days * 86_400_000).toISOString(),
      created: new Date(now).toISOString(),
    };
    await this.#db.insertInto('invitations').values(row).execute();
    return this.#tokens.invitation(row);
  }

  /**
   * The account that an invitation opens: that of the person whom it names, else a new one.
   *
   * @throws {@link UgglaError} `token-invalid`, `invitation-expired`, `invitation-used`, `invitation-revoked`
   */
  async accept(invitation: string, display?: string): Promise<Person> {
    const {id, role} = await this.#tokens.readInvitation(invitation);
    const now = new Date().toISOString();
    const row = await this.#db
      .updateTable('invitations')
      .set((expression) => ({uses_left: expression('uses_left', '-', 1), accepted: now}))
      .where('id', '=', id)
      .where('uses_left', '>', 0)
      .where('revoked', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!row) {
      const there = await this.#db.selectFrom('invitations').select('revoked').where('id', '=', id).executeTakeFirst();
      if (there?.revoked)
        throw refuse(410, 'invitation-revoked', 'this invitation was withdrawn', 'Ask for a new one.');
      throw refuse(410, 'invitation-used', 'this invitation was used already', 'Ask for a new one.');
    }
    if (row.home_page === null || row.account === null) return this.make(role, row.name ?? display);
    const account = {homePage: row.home_page, name: row.account};
    const own = await this.#identities.arrive({account, by: 'invitation', email: row.email ?? undefined});
    return this.#take(own, role, row.name ?? display);
  }

  /** The account of somebody who is known already; it may do no less than before. */
  async #take({homePage, name}: Person['account'], invited: Role, display?: string): Promise<Person> {
    const now = new Date().toISOString();
    const there = await this.find({homePage, name});
    const role = there && reaches(there.role, invited) ? there.role : invited;
    const shown = display?.trim().slice(0, 100) || there?.name;
    await this.#db
      .insertInto('accounts')
      .values({home_page: homePage, name, display: shown ?? null, role, created: now, seen: now})
      .onConflict((conflict) =>
        conflict.columns(['home_page', 'name']).doUpdateSet({role, display: shown ?? null, seen: now}),
      )
      .execute();
    return {account: {homePage, name}, role, ...(shown ? {name: shown} : {})};
  }

  /** Whether somebody came in as an admin yet. */
  async hasAdmin(): Promise<boolean> {
    return (
      (await this.#db.selectFrom('accounts').select('name').where('role', '=', 'admin').limit(1).executeTakeFirst()) !==
      undefined
    );
  }
}
