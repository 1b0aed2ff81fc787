import {randomUUID} from 'node:crypto';
import type {Role} from '@uggla/protocol';
import type {Kysely} from 'kysely';
import {refuse} from '../http/refuse.js';
import type {Tables} from '../store/tables.js';
import type {Person} from './person.js';
import type {Tokens} from './tokens.js';

/** Accounts that the server made itself, and the invitations to them. */
export class Accounts {
  readonly #db: Kysely<Tables>;
  readonly #tokens: Tokens;
  readonly #homePage: string;

  /** @param homePage - The `homePage` of our own accounts. */
  constructor(db: Kysely<Tables>, tokens: Tokens, homePage: string) {
    this.#db = db;
    this.#tokens = tokens;
    this.#homePage = homePage;
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

  /** An invitation; the admins' own one works once. */
  async invite(role: Role, {uses = 1, days = 7}: {uses?: number; days?: number} = {}): Promise<string> {
    const expires = new Date(Date.now() + days * 86_400_000);
    const {token, id} = await this.#tokens.invitation(role, expires);
    const row = {id, role, uses_left: uses, expires: expires.toISOString(), created: new Date().toISOString()};
    await this.#db.insertInto('invitations').values(row).execute();
    return token;
  }

  /**
   * The account that an invitation makes.
   *
   * @throws {@link UgglaError} `token-invalid`, `invitation-used`
   */
  async accept(invitation: string, display?: string): Promise<Person> {
    const {id, role} = await this.#tokens.readInvitation(invitation);
    const {numUpdatedRows} = await this.#db
      .updateTable('invitations')
      .set((expression) => ({uses_left: expression('uses_left', '-', 1)}))
      .where('id', '=', id)
      .where('uses_left', '>', 0)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n)
      throw refuse(410, 'invitation-used', 'this invitation was used already', 'Ask for a new one.');
    return this.make(role, display);
  }

  /** Whether somebody came in as an admin yet. */
  async hasAdmin(): Promise<boolean> {
    return (
      (await this.#db.selectFrom('accounts').select('name').where('role', '=', 'admin').limit(1).executeTakeFirst()) !==
      undefined
    );
  }
}
