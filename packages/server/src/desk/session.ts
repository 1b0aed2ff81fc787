import {randomBytes} from 'node:crypto';
import type {Role} from '@uggla/protocol';
import type {Context} from 'hono';
import {deleteCookie, getCookie, setCookie} from 'hono/cookie';
import type {Env} from '../env.js';
import {reaches, type Person} from '../people/person.js';
import {sha256} from '../records/canonical.js';
import type {Services} from '../services.js';

const cookie = 'uggla_desk';
const hour = 3_600_000;
/** So long nobody need have used the desk: a working day, and who comes back the next morning. */
const unusedHours = 12;
/** So long a browser stays in at most, however much it is used. */
const mostDays = 30;
/** A session is prolonged when so much of its time is gone: not at each page. */
const prolongAfter = hour;

/**
 * Opens the desk in this browser. The one cookie of the server: pages are asked for by address, where no script adds a
 * header. It is sent to the desk only, by the desk's own pages only, and no API looks at it. What it is good for stands in the
 * store: twelve hours from when it was used last, thirty days at most.
 */
export async function openSession({store}: Services, c: Context<Env>, {account, role, vouched}: Person): Promise<void> {
  const secret = randomBytes(32).toString('base64url');
  const now = Date.now();
  await store.db.deleteFrom('sessions').where('expires', '<', new Date(now).toISOString()).execute();
  await store.db
    .insertInto('sessions')
    .values({
      id: sha256(secret),
      home_page: account.homePage,
      name: account.name,
      role,
      expires: new Date(now + unusedHours * hour).toISOString(),
      // for whom others vouch, they must be asked again
      ends: new Date(now + (vouched ? unusedHours : mostDays * 24) * hour).toISOString(),
    })
    .execute();
  setCookie(c, cookie, secret, {...scope(c), httpOnly: true, sameSite: 'Strict', maxAge: mostDays * 24 * 3600});
}

/** Closes the desk in this browser. */
export async function closeSession({store}: Services, c: Context<Env>): Promise<void> {
  const secret = getCookie(c, cookie);
  if (secret !== undefined) await store.db.deleteFrom('sessions').where('id', '=', sha256(secret)).execute();
  deleteCookie(c, cookie, scope(c));
}

/** Who is at the desk, of this role or more: by the cookie, or known already (a proxy's header, a token). */
export async function personAt(services: Services, c: Context<Env>, least: Role): Promise<Person | undefined> {
  const secret = getCookie(c, cookie);
  const seated = secret === undefined ? undefined : await personOf(services, sha256(secret));
  if (seated && reaches(seated.role, least)) return seated;
  const person = await services.who(c).catch(() => undefined);
  return person && reaches(person.role, least) ? person : undefined;
}

/** Whose session it is, with the role that their account has now; whoever uses it stays in. */
async function personOf({store}: Services, id: string): Promise<Person | undefined> {
  const now = Date.now();
  const row = await store.db
    .selectFrom('sessions')
    .leftJoin('accounts', (join) =>
      join.onRef('accounts.home_page', '=', 'sessions.home_page').onRef('accounts.name', '=', 'sessions.name'),
    )
    .select(['sessions.home_page', 'sessions.name', 'sessions.role', 'sessions.expires', 'sessions.ends'])
    .select('accounts.role as present')
    .where('sessions.id', '=', id)
    .executeTakeFirst();
  if (!row || Date.parse(row.expires) <= now) return undefined;
  const next = new Date(Math.min(now + unusedHours * hour, Date.parse(row.ends ?? row.expires))).toISOString();
  if (Date.parse(next) - Date.parse(row.expires) > prolongAfter)
    await store.db.updateTable('sessions').set({expires: next}).where('id', '=', id).execute();
  return {account: {homePage: row.home_page, name: row.name}, role: (row.present ?? row.role) as Role};
}

function scope(c: Context<Env>) {
  const {prefix, origin} = c.var.visitor;
  return {path: `${prefix}/desk`, secure: origin.startsWith('https:')};
}
