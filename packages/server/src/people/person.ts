import type {Actor, Role} from '@uggla/protocol';
import {refuse, withHeaders} from '../http/refuse.js';

/** Somebody whose account we know. */
export interface Person {
  account: {homePage: string; name: string};
  /** What they are called. */
  name?: string;
  role: Role;
  groups?: string[];
  /** Where their days begin (IANA), as their issuer told. */
  timeZone?: string;
  /** Their address of mail, which their issuer has checked. */
  email?: string;
  /** What the company's tables call them, as their issuer told. */
  userName?: string;
  /** Who told us: a proxy's header, an issuer's token, a token of our own; or it is a system that speaks for others. */
  source?: 'header' | 'issuer' | 'token' | 'system';
  /** Our token was given to somebody for whom others vouch: they must be asked again when it ends. */
  vouched?: boolean;
  /** The one registration that may be read of, where a unit speaks for them. */
  registration?: string;
}

/** The account in whose name the server itself makes statements, among those that it made. */
export const serverName = 'server';

const order: readonly Role[] = ['learner', 'editor', 'manager', 'admin'];

/** The person as the actor of statements. */
export function actorOf({account, name}: Pick<Person, 'account' | 'name'>): Actor {
  return {objectType: 'Agent', account, ...(name === undefined ? {} : {name})};
}

/** Whether a role may do what `least` may. */
export function reaches(role: Role, least: Role): boolean {
  return order.indexOf(role) >= order.indexOf(least);
}

/** The role that a word names; a learner when it names none. */
export function toRole(word: unknown): Role {
  const words = Array.isArray(word) ? word : String(word ?? '').split(/[\s,]+/);
  return order.findLast((role) => words.includes(role) || words.includes(`uggla-${role}`)) ?? 'learner';
}

/**
 * The person, when there is one of this role or more.
 *
 * @throws {@link UgglaError} `sign-in-needed`, `role-insufficient`
 */
export function need(person: Person | undefined, least: Role = 'learner'): Person {
  if (!person) throw signInNeeded();
  if (!reaches(person.role, least))
    throw refuse(
      403,
      'role-insufficient',
      `this is for a ${least}, ${person.name ?? person.account.name} is a ${person.role}`,
    );
  return person;
}

/** The refusal for those who did not say who they are. */
export function signInNeeded() {
  const error = refuse(
    401,
    'sign-in-needed',
    'nobody said who is there',
    'Send Authorization: Bearer with a token (POST /v1/tokens), or come through the proxy that signs people in.',
  );
  return withHeaders(error, {'WWW-Authenticate': 'Bearer'}); // a 401 without is none (RFC 9110, 15.5.2)
}
