import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {Statement} from '@uggla/protocol';
import type {Env} from '../env.js';
import {acceptedLanguages} from '../http/languages.js';
import {check, query, refuse} from '../http/refuse.js';
import {noteFacts} from '../people/people.js';
import {actorOf, need, reaches, serverName, type Person} from '../people/person.js';
import type {Services} from '../services.js';
import type {StatementRow} from '../store/tables.js';
import {countersigned} from './acknowledgement.js';
import {agentKey} from './agent.js';
import {canonicalJson} from './canonical.js';
import {mayRead, publicPath, readAgent} from './guard.js';
import {multipart} from './multipart.js';
import {checkAttachments, readStatements} from './read-attachments.js';
import {inFormat, type StatementFormat} from './statement-format.js';
import {readPage, type StatementFilter} from './statement-query.js';
import {incomingStatement, moment, uuid, type IncomingStatement} from './statement-schema.js';

const flag = z.enum(['true', 'false']).transform((one) => one === 'true');

/** What `GET /xapi/statements` is asked with. */
export const statementQuery = z.strictObject({
  statementId: uuid.optional(),
  voidedStatementId: uuid.optional(),
  agent: z.string().optional(),
  verb: z.string().optional(),
  activity: z.string().optional(),
  registration: uuid.optional(),
  related_activities: flag.optional(),
  related_agents: flag.optional(),
  since: moment.optional(),
  until: moment.optional(),
  limit: z.coerce.number().int().min(0).max(500).optional(),
  ascending: flag.optional(),
  attachments: flag.optional(),
  format: z.enum(['exact', 'ids', 'canonical']).optional(),
  /** From `more`: the last statement of the page before. */
  cursor: z.coerce.number().int().nonnegative().optional(),
});

/** `POST /xapi/statements`: one or many, all or none. */
export function postStatements(services: Services) {
  const {settings, who, statements, store} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {body, files} = await readStatements(c, settings.limits);
    const list = Array.isArray(body) ? body : [body];
    if (list.length > settings.limits.batch)
      throw refuse(413, 'batch-too-long', `${list.length} statements came, ${settings.limits.batch} at once are taken`);
    const batch: IncomingStatement[] = [];
    for (const [at, one] of list.entries())
      batch.push(await read(services, one, person, list.length > 1 ? `statement ${at}` : 'the statement'));
    await checkAttachments(batch, files);
    if (batch.length > 0 && (person.groups ?? person.timeZone) !== undefined)
      await noteFacts(store.db, actorOf(person), person); // locks are judged by them
    return c.json(batch.length === 0 ? [] : await statements.store(batch, storing(person), files));
  };
}

/** `PUT /xapi/statements?statementId=…` */
export function putStatement(services: Services) {
  const {settings, who, statements} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {statementId} = query(c, z.strictObject({statementId: uuid}));
    const {body, files} = await readStatements(c, settings.limits);
    const statement = await read(services, body, person, 'the statement');
    await checkAttachments([statement], files);
    if (statement.id !== undefined && statement.id.toLowerCase() !== statementId.toLowerCase()) {
      throw refuse(400, 'statement-invalid', 'the id in the statement is not the one in the address', undefined, 'id');
    }
    await statements.store([{...statement, id: statementId}], storing(person), files);
    return c.body(null, 204);
  };
}

/** `GET /xapi/statements`: one by its id, or those that fit, newest first unless told. */
export function getStatements(services: Services) {
  const {store, who, statements} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const asked = query(c, statementQuery);
    c.header('X-Experience-API-Consistent-Through', new Date().toISOString());
    const id = asked.statementId ?? asked.voidedStatementId;
    if (id !== undefined) {
      const beside = Object.keys(asked).filter((key) => !['attachments', 'format'].includes(key));
      if (beside.length > 1) throw refuse(400, 'query-invalid', `${beside.join(' and ')} exclude one another`);
      const row = await statements.find(id);
      const fits =
        row &&
        Boolean(row.voided) === (asked.voidedStatementId !== undefined) &&
        (person.registration === undefined || row.registration === person.registration);
      // A server's own statement about somebody's is theirs to read too.
      const readable = row && (mayRead(person, row.actor) || (await isAboutOwn(statements, row.object, person)));
      if (!row || !fits || !readable) throw refuse(404, 'statement-unavailable', `there is no statement ${id}`);
      c.header('Last-Modified', new Date(row.stored).toUTCString());
      const statement = shown(row, asked.format, acceptedLanguages(c));
      return asked.attachments ? multipart(c, store.db, statement, [statement]) : c.json(statement);
    }
    const filter = await toFilter(services, asked, person);
    const {rows, more} = await readPage(store.db, filter);
    const list = rows.map((row) => shown(row, asked.format, acceptedLanguages(c)));
    const last = rows
      .map(({stored}) => stored)
      .sort()
      .at(-1);
    if (last) c.header('Last-Modified', new Date(last).toUTCString());
    const result = {statements: list, more: more === undefined ? '' : moreAddress(c, more)};
    return asked.attachments ? multipart(c, store.db, result, list) : c.json(result);
  };
}

async function read(
  {identities, homePage}: Services,
  value: unknown,
  person: Person,
  what: string,
): Promise<IncomingStatement> {
  const statement = check(incomingStatement, value, 'statement-invalid', what);
  const {account} = statement.actor as Parameters<typeof agentKey>[0];
  const isOfOtherServer = account?.name === serverName && account.homePage !== homePage && person.source === 'system';
  if (statement.verb.id === countersigned.id && !isOfOtherServer)
    throw refuse(403, 'actor-refused', `${what} says what only the server itself says`, undefined, 'verb');
  const [key, own] = [agentKey(statement.actor as Parameters<typeof agentKey>[0]), agentKey({account: person.account})];
  if (person.source !== 'system' && key !== own && (await identities.keyOf(key)) !== own) {
    throw refuse(
      403,
      'actor-refused',
      `${what} speaks of somebody else than the one who sends it`,
      'Take the actor from /v1/me.',
      'actor',
    );
  }
  return statement;
}

function storing(person: Person) {
  return {authority: actorOf({account: person.account}), mayVoid: reaches(person.role, 'manager')};
}

async function toFilter(
  services: Services,
  {agent, cursor, related_activities, related_agents, ...asked}: z.output<typeof statementQuery>,
  person: Person,
): Promise<StatementFilter> {
  const own = agentKey({account: person.account});
  const read = agent === undefined ? undefined : await readAgent(services, agent);
  const key = read?.key;
  if (key !== undefined && !mayRead(person, key))
    throw refuse(403, 'role-insufficient', 'only a manager reads what others did');
  const {verb, activity, registration, since, until, limit, ascending} = asked;
  return {
    actor: (related_agents ? undefined : key) ?? (reaches(person.role, 'manager') ? undefined : own),
    verb,
    ...(related_activities ? {relatedActivity: activity} : {activity}),
    ...(related_agents && read ? {relatedAgent: agentText(read.agent)} : {}),
    registration: person.registration ?? registration,
    targeting: true,
    since,
    until,
    limit: limit === undefined || limit === 0 ? 100 : limit,
    ascending: ascending ?? false,
    cursor,
  };
}

/** What tells an agent from others, as canonical JSON has it inside a statement. */
function agentText({account, mbox, mbox_sha1sum, openid}: Awaited<ReturnType<typeof readAgent>>['agent']): string {
  return canonicalJson(account ? {account} : mbox ? {mbox} : mbox_sha1sum ? {mbox_sha1sum} : {openid}).slice(1, -1);
}

function moreAddress(c: Context<Env>, cursor: number): string {
  const search = new URLSearchParams(c.req.query());
  search.set('cursor', String(cursor));
  return publicPath(c, `${c.var.path}?${search}`);
}

function shown(
  {json}: Pick<StatementRow, 'json'>,
  format: StatementFormat | undefined,
  accept: readonly string[],
): Statement {
  return inFormat(JSON.parse(json) as Statement, format, accept);
}

async function isAboutOwn(statements: Services['statements'], object: string, person: Person): Promise<boolean> {
  const about = uuid.safeParse(object).success ? await statements.find(object) : undefined;
  return about !== undefined && mayRead(person, about.actor);
}
