import {randomUUID} from 'node:crypto';
import {z} from '@hono/zod-openapi';
import {UgglaError, type Actor, type Role} from '@uggla/protocol';
import type {FoundCourse} from '../campus/campus-files.js';
import {refuse} from '../http/refuse.js';
import {enrolKnown, type EnrolServices} from '../learning/enrolment.js';
import type {InvitationRow} from '../store/tables.js';
import {noteFacts} from './people.js';
import {actorOf, reaches, type Person} from './person.js';
import type {Tokens} from './tokens.js';

const day = 86_400_000;

/** Somebody who is invited. */
const invited = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    email: z.email().max(200).optional(),
    /** What the company calls them. */
    account: z.string().trim().min(1).max(200).optional(),
  })
  .refine((one) => Object.values(one).some((value) => value !== undefined), 'a name, an account or an address of mail');

/** What `POST /v1/invitations` takes. */
export const invitationRequest = z
  .object({
    people: z.array(invited).min(1).max(500),
    role: z.enum(['learner', 'editor', 'manager', 'admin']).default('learner'),
    /** Courses (by their ids) in which they are enrolled at once. */
    courses: z.array(z.string().min(1).max(2000)).max(50).default([]),
    /** Days for which the links are good. */
    days: z.number().int().min(1).max(366).default(30),
    /** In which the mail is written; the first of the campus. */
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .optional(),
    /** Sends each link by mail. */
    mail: z.boolean().default(false),
  })
  .openapi('InvitationRequest');

/** What is asked for, with every default in place. */
export type NewInvitations = z.output<typeof invitationRequest>;

/** An invitation, as it is listed. */
export interface Invitation {
  id: string;
  role: Role;
  /** `open` can be used still. */
  state: 'open' | 'accepted' | 'expired' | 'revoked';
  name?: string;
  email?: string;
  /** Whose account it opens, where it is for somebody. */
  account?: Person['account'];
  courses: string[];
  created: string;
  expires: string;
  /** When it was used. */
  accepted?: string;
  mailed?: string;
  /** Why the mail server did not take it. */
  mailTrouble?: string;
  /** The link to hand out, while it is open. */
  url?: string;
}

/** What inviting works with. */
export type InviteServices = EnrolServices & {tokens: Tokens};

/** Who invites, and what they may. */
export interface Inviter {
  actor: Actor;
  role: Role;
}

/**
 * Invites people: each gets an account at once, so that they can be enrolled and seen, and a link that opens it once.
 *
 * @param base - Where people reach the server.
 * @throws {@link UgglaError} `course-unavailable`, `role-insufficient`, `people-differ`
 */
export async function invite(
  services: InviteServices,
  courses: readonly FoundCourse[],
  {people, role, courses: wanted, days, language}: NewInvitations,
  by: Inviter,
  base: string,
): Promise<Invitation[]> {
  const {store, identities} = services;
  if (!reaches(by.role, role))
    throw refuse(403, 'role-insufficient', `a ${by.role} invites nobody as ${role}`, undefined, 'role');
  const found = wanted.map((id) => {
    const one = courses.find(({course, item}) => course.id === id || item === id);
    if (!one)
      throw refuse(
        404,
        'course-unavailable',
        `the campus has no course ${id}`,
        'Name courses by their ids.',
        'courses',
      );
    return one.course;
  });
  const accounts = (await identities.named(people)).map((one) => {
    if (one instanceof UgglaError) throw one;
    return one;
  });
  for (const account of accounts) await mayInvite(services, account, by);
  const now = new Date();
  const rows: InvitationRow[] = [];
  for (const [at, {name, email}] of people.entries()) {
    const account = accounts[at]!;
    await noteFacts(store.db, actorOf({account, ...(name === undefined ? {} : {name})}), {name, email});
    rows.push({
      id: randomUUID(),
      role,
      uses_left: 1,
      created: now.toISOString(),
      expires: new Date(now.getTime() + days * day).toISOString(),
      home_page: account.homePage,
      account: account.name,
      name: name ?? null,
      email: email ?? null,
      courses: JSON.stringify(found.map(({id}) => id)),
      language: language ?? null,
      created_by: by.actor.name ?? by.actor.account?.name ?? null,
      revoked: null,
      accepted: null,
      mailed: null,
      mail_trouble: null,
    });
  }
  for (const course of found)
    await enrolKnown(
      services,
      course,
      people.map((one, at) => ({...one, account: accounts[at]!})),
      by.actor,
    );
  await store.db.insertInto('invitations').values(rows).execute();
  return Promise.all(rows.map((row) => toInvitation(services, row, base)));
}

/**
 * Whoever makes a link could open it. So nobody makes one to an account that may do more than they; those of an issuer, whose role
 * is not ours to know, are an admin's to invite.
 */
async function mayInvite({store}: InviteServices, account: Person['account'], by: Inviter): Promise<void> {
  const row = await store.db
    .selectFrom('accounts')
    .select('role')
    .where('home_page', '=', account.homePage)
    .where('name', '=', account.name)
    .executeTakeFirst();
  const vouched = await store.db
    .selectFrom('aliases')
    .select('key')
    .where('home_page', '=', account.homePage)
    .where('name', '=', account.name)
    .where('by', 'in', ['issuer', 'header'])
    .limit(1)
    .executeTakeFirst();
  if ((row && !reaches(by.role, row.role as Role)) || (vouched && by.role !== 'admin'))
    throw refuse(
      403,
      'role-insufficient',
      `${account.name} may do more than whoever invites them, or signs in elsewhere`,
      'Let an admin invite them.',
      'people',
    );
}

/** All invitations to somebody, the newest first. */
export async function listInvitations(
  services: Pick<InviteServices, 'store' | 'tokens'>,
  base: string,
): Promise<Invitation[]> {
  const rows = await services.store.db
    .selectFrom('invitations')
    .selectAll()
    .where('home_page', 'is not', null)
    .orderBy('created', 'desc')
    .orderBy('id')
    .limit(5000)
    .execute();
  return Promise.all(rows.map((row) => toInvitation(services, row, base)));
}

/** Ends one that nobody used yet; whether there was one. */
export async function revokeInvitation({store}: Pick<InviteServices, 'store'>, id: string): Promise<boolean> {
  const {numUpdatedRows} = await store.db
    .updateTable('invitations')
    .set({revoked: new Date().toISOString(), uses_left: 0})
    .where('id', '=', id)
    .where('accepted', 'is', null)
    .where('revoked', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** How a row is listed. */
async function toInvitation(
  {tokens}: Pick<InviteServices, 'tokens'>,
  row: InvitationRow,
  base: string,
): Promise<Invitation> {
  const state = stateOf(row);
  return {
    id: row.id,
    role: row.role as Role,
    state,
    ...(row.name === null ? {} : {name: row.name}),
    ...(row.email === null ? {} : {email: row.email}),
    ...(row.home_page === null || row.account === null ? {} : {account: {homePage: row.home_page, name: row.account}}),
    courses: JSON.parse(row.courses ?? '[]') as string[],
    created: row.created,
    expires: row.expires,
    ...(row.accepted === null ? {} : {accepted: row.accepted}),
    ...(row.mailed === null ? {} : {mailed: row.mailed}),
    ...(row.mail_trouble === null ? {} : {mailTrouble: row.mail_trouble}),
    ...(state === 'open' ? {url: linkOf(base, await tokens.invitation(row))} : {}),
  };
}

/** How an invitation stands. */
export function stateOf({accepted, revoked, expires, uses_left}: InvitationRow): Invitation['state'] {
  if (revoked !== null) return 'revoked';
  if (accepted !== null || uses_left < 1) return 'accepted';
  return expires <= new Date().toISOString() ? 'expired' : 'open';
}

/** The token stands behind the `#`: it is sent to no server, so it is in no log. */
function linkOf(base: string, token: string): string {
  return `${base.replace(/\/$/, '')}/invitation#${token}`;
}
