import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {MeAnswer, TokenAnswer} from '@uggla/protocol';
import type {Env} from '../env.js';
import {erasePerson} from '../audit/erase.js';
import {check, query, readJson, refuse} from '../http/refuse.js';
import {readPerson} from '../learning/read-progress.js';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';
import {actorOf, need, signInNeeded, type Person} from './person.js';
import {invalidToken, type Tokens} from './tokens.js';

/** What `POST /v1/tokens` takes. */
export const tokenRequest = z
  .object({invitation: z.string().max(4000).optional(), name: z.string().max(200).optional()})
  .openapi('TokenRequest');

/**
 * `POST /v1/tokens`: a token for whoever is known already; for an invitation; on a server that stands open, for a new
 * account.
 */
export function tokensHandler(services: Services) {
  const {who, settings, accounts, accountsPerMinute} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const {visitor} = c.var;
    const open = settings.open && visitor.local;
    const body = c.req.header('Content-Length') === '0' ? {} : await readJson(c, 8192);
    const {invitation, name} = check(tokenRequest, body, 'body-invalid', 'the request');
    if (invitation !== undefined) return answer(c, services, await accounts.accept(invitation, name));
    const person = await who(c).catch((error: unknown) => {
      if (open) return undefined; // an old token of a store that is gone: a new account
      throw error;
    });
    const known =
      person?.source !== 'token' ? person : person.vouched ? undefined : await accounts.find(person.account);
    if (known) return answer(c, services, known);
    if (person && !open) throw invalidToken('whoever vouched for its account must be asked again');
    if (!open) throw settings.open ? notHere() : signInNeeded();
    accountsPerMinute.take(visitor.address);
    return answer(c, services, await accounts.make('learner', name));
  };
}

/** `GET /v1/me` */
export function meHandler(services: Services) {
  const {who} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {name, role, groups} = person;
    const timeZone = person.timeZone ?? (await readPerson(services, agentKey(actorOf(person)))).timeZone;
    const me: MeAnswer = {
      actor: actorOf(person),
      role,
      ...(name === undefined ? {} : {name}),
      ...(groups === undefined ? {} : {groups}),
      ...(timeZone === undefined ? {} : {timeZone}),
    };
    return c.json(me);
  };
}

/** `DELETE /v1/people/{account}`: an admin has somebody erased; `homePage` names an account that others made. */
export function erasePersonHandler({who, store, statements, homePage}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c), 'admin');
    const {homePage: home} = query(c, z.strictObject({homePage: z.string().max(2000).optional()}));
    const account = {homePage: home ?? homePage, name: c.req.param('account') ?? ''};
    return c.json(await erasePerson(store.db, statements, {account}, actorOf({account: person.account})));
  };
}

async function answer(c: Context<Env>, {tokens}: Services, person: Person): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  return c.json(await tokenAnswer(tokens, person), 201);
}

/** A token for somebody, as pages are given it. */
export async function tokenAnswer(tokens: Tokens, person: Person): Promise<TokenAnswer> {
  const {token, expires} = await tokens.forPerson(person);
  return {
    token,
    token_type: 'Bearer',
    expires: expires.toISOString(),
    actor: actorOf(person),
    role: person.role,
  };
}

function notHere() {
  return refuse(
    403,
    'server-not-public',
    'this server is open on its own machine only, and the request came by another name or through a proxy',
    'Start it with --issuer, --trusted-header or --invitations.',
  );
}
