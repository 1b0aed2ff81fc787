import {randomBytes} from 'node:crypto';
import type {Role} from '@uggla/protocol';
import type {Context} from 'hono';
import {deleteCookie, getCookie, setCookie} from 'hono/cookie';
import type {Env} from '../env.js';
import {reaches, type Person} from '../people/person.js';
import {sha256} from '../records/canonical.js';
import type {Services} from '../services.js';

const cookie = 'uggla_desk';
const hours = 12;

/**
 * Opens the desk in this browser. The one cookie of the server: pages are asked for by address, where no script adds a
 * header. It is sent to the desk only, by the desk's own pages only, and no API looks at it.
 */
export async function openSession({store}: Services, c: Context<Env>, {account, role}: Person): Promise<void> {
  const secret = randomBytes(32).toString('base64url');
  const expires = new Date(Date.now() + hours * 3_600_000);
  await store.db.deleteFrom('sessions').where('expires', '<', new Date().toISOString()).execute();
  await store.db
    .insertInto('sessions')
    .values({id: sha256(secret), home_page: account.homePage, name: account.name, role, expires: expires.toISOString()})
    .execute();
  setCookie(c, cookie, secret, {...scope(c), httpOnly: true, sameSite: 'Strict', maxAge: hours * 3600});
}

/** Closes the desk in this browser. */
export async function closeSession({store}: Services, c: Context<Env>): Promise<void> {
  const secret = getCookie(c, cookie);
  if (secret !== undefined) await store.db.deleteFrom('sessions').where('id', '=', sha256(secret)).execute();
  deleteCookie(c, cookie, scope(c));
}

/** Who is at the desk, of this role or more: by the cookie, or known already (a proxy's header, a token). */
export async function personAt({store, who}: Services, c: Context<Env>, least: Role): Promise<Person | undefined> {
  const secret = getCookie(c, cookie);
  if (secret !== undefined) {
    const row = await store.db.selectFrom('sessions').selectAll().where('id', '=', sha256(secret)).executeTakeFirst();
    if (row && row.expires > new Date().toISOString() && reaches(row.role as Role, least)) {
      return {account: {homePage: row.home_page, name: row.name}, role: row.role as Role};
    }
  }
  const person = await who(c).catch(() => undefined);
  return person && reaches(person.role, least) ? person : undefined;
}

function scope(c: Context<Env>) {
  const {prefix, origin} = c.var.visitor;
  return {path: `${prefix}/desk`, secure: origin.startsWith('https:')};
}
