import type {Context, Hono, MiddlewareHandler} from 'hono';
import {z} from '@hono/zod-openapi';
import {findItem, type Lesson} from '@uggla/protocol';
import type {Env} from '../env.js';
import {check, query, refuse, withHeaders} from '../http/refuse.js';
import {readDone} from '../learning/read-progress.js';
import type {Surface} from '../openapi.js';
import type {Person} from '../people/person.js';
import {getActivities, getAgents} from '../records/agent-routes.js';
import {alternateRequest} from '../records/alternate-request.js';
import {xapiVersion, xapiVersionCheck} from '../records/guard.js';
import {profileRoutes} from '../records/profile-routes.js';
import {checkAttachments, readStatements} from '../records/read-attachments.js';
import {deleteState, getState, postState, putState} from '../records/state-routes.js';
import {getStatements} from '../records/statement-routes.js';
import {incomingStatement, uuid, type IncomingStatement} from '../records/statement-schema.js';
import type {Services} from '../services.js';
import type {LaunchRow} from '../store/tables.js';
import {isCmi5, launchDataId, unitVerbs} from './cmi5.js';
import {isOver} from './launches.js';
import {isMixed} from './structure.js';

/** Where the xAPI of a session lies. */
const base = '/v1/launches/:id/xapi';

/** The one document of the agent profile that a unit may write (cmi5 11). */
const preferencesId = 'cmi5LearnerPreferences';

/** Addresses that pages of any origin may call: they take a session's token, or give it once, and know no other sign of who is there. */
export const launchAddress = /^\/v1\/launches\/[^/]+\/(xapi\/|token$)/;

/**
 * The xAPI that a unit finds at its `endpoint`: the server's own, but only with the token of the session, for its learner,
 * registration and activity, and by the rules of cmi5.
 */
export function launchXapi(app: Hono<Env>, api: Surface, services: Services): void {
  const own: Services = {...services, who: (c) => Promise.resolve(personOf(c.var.launch))};
  app.use(`${base}/*`, alternateRequest(app, services.settings.limits.bodyBytes));
  app.use(`${base}/*`, session(services));
  app.use(`${base}/*`, xapiVersionCheck);
  const described = (summary: string) =>
    ({summary: `${summary}, for the unit of a launch (as under /xapi)`, tag: 'xapi', secured: true}) as const;
  api.get(`${base}/about`, {summary: 'Versions of xAPI, for the unit of a launch', tag: 'xapi'}, (c) =>
    c.json({version: [xapiVersion]}),
  );
  api.get(`${base}/statements`, described('Reads statements of the registration'), getStatements(own));
  api.post(
    `${base}/statements`,
    described('Keeps statements by the rules of cmi5, all or none'),
    write(services, (c) => c.req.method === 'POST'),
  );
  api.put(
    `${base}/statements`,
    described('Keeps one statement by the rules of cmi5'),
    write(services, () => false),
  );
  const state = (handler: (c: Context<Env>) => Promise<Response>) => (c: Context<Env>) => {
    guardState(c);
    return handler(c);
  };
  api.get(`${base}/activities/state`, described('Reads a state document'), state(getState(own)));
  api.put(`${base}/activities/state`, described('Writes a state document'), state(putState(own)));
  api.post(`${base}/activities/state`, described('Joins an object into a state document'), state(postState(own)));
  api.delete(`${base}/activities/state`, described('Deletes a state document'), state(deleteState(own)));
  for (const [path, resource] of [
    ['activities/profile', 'activity'],
    ['agents/profile', 'agent'],
  ] as const) {
    const profile = profileRoutes(own, resource);
    const guarded = (handler: (c: Context<Env>) => Promise<Response>) => async (c: Context<Env>) => {
      await (resource === 'activity' ? guardActivity(c) : guardPreferences(c));
      return handler(c);
    };
    api.get(`${base}/${path}`, described(`Reads a document of the ${resource} profile`), guarded(profile.get));
    api.put(`${base}/${path}`, described(`Writes a document of the ${resource} profile`), guarded(profile.put));
    api.post(
      `${base}/${path}`,
      described(`Joins an object into a document of the ${resource} profile`),
      guarded(profile.post),
    );
    api.delete(`${base}/${path}`, described(`Deletes a document of the ${resource} profile`), guarded(profile.delete));
  }
  api.get(`${base}/agents`, described('What tells who an agent is'), getAgents(own));
  api.get(`${base}/activities`, described('An activity'), getActivities(own));
}

/** Finds the session by its token, which cmi5 sends as `Basic` (8.2.1). */
function session({launches}: Services): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.var.path.endsWith('/xapi/about')) return next();
    const token = /^Basic\s+(\S+)\s*$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    const row = token === undefined ? undefined : await launches.ofToken(c.req.param('id') ?? '', token);
    // No `Basic` there: the browser would ask the learner for a password.
    if (!row)
      throw withHeaders(
        refuse(
          401,
          'token-invalid',
          'this is no token of this launch',
          'Fetch it, once, from the address `fetch` of the launch.',
        ),
        {'WWW-Authenticate': 'Bearer'},
      );
    const writes = c.var.path.endsWith('/statements') && (c.req.method === 'POST' || c.req.method === 'PUT'); // what is sent again, since no answer came, is answered
    if (isOver(row) && !(writes && !isOver({...row, terminated: null, abandoned: null})))
      throw refuse(403, 'launch-over', 'this session is over', 'Open the lesson again.');
    c.set('launch', row);
    await next();
  };
}

/** The learner of a session: no more than that, whoever it is. */
function personOf(row: LaunchRow | undefined): Person | undefined {
  if (!row) return undefined;
  const {account, name} = JSON.parse(row.agent) as {account: Person['account']; name?: string};
  return {
    account,
    ...(name === undefined ? {} : {name}),
    role: 'learner',
    source: 'token',
    registration: row.registration,
  };
}

function write(services: Services, isPost: (c: Context<Env>) => boolean) {
  const {settings, campus, launches} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const row = c.var.launch!;
    const named = isPost(c) ? undefined : query(c, z.strictObject({statementId: uuid})).statementId;
    const {body, files} = await readStatements(c, settings.limits);
    const list = Array.isArray(body) && named === undefined ? body : [body];
    if (list.length > settings.limits.batch)
      throw refuse(413, 'batch-too-long', `${list.length} statements came, ${settings.limits.batch} at once are taken`);
    const batch = list.map((one, at) =>
      withId(
        check(incomingStatement, one, 'statement-invalid', list.length > 1 ? `statement ${at}` : 'the statement'),
        named,
      ),
    );
    if (new Set(batch.map(({id}) => id)).size < batch.length)
      throw refuse(400, 'statement-invalid', 'two statements of the batch have the same id');
    await checkAttachments(batch, files);
    const found = await campus?.course(row.course);
    const lesson = found && (findItem(found.course, row.lesson) as Lesson | undefined);
    if (!found || !isCmi5(lesson))
      throw refuse(403, 'launch-over', 'the lesson of this launch is not published any more', 'Open the course again.');
    const ids = (await campus!.courses()).map(({course}) => course.id);
    const isElsewhere = (activity: string) => ids.some((id) => activity === id || activity.startsWith(`${id}/`));
    // Asked for only where it may matter: it is computed from all that was recorded.
    const mayMove = batch.some(({verb}) => verb.id === unitVerbs.completed || verb.id === unitVerbs.passed);
    const done = mayMove && isMixed(found.course) ? await readDone(services, row.actor, found) : new Set<string>();
    if (batch.length > 0) await launches.store(row, {course: found.course, lesson, done}, batch, isElsewhere, files);
    return named === undefined ? c.json(batch.map(({id}) => id)) : c.body(null, 204);
  };
}

function withId(statement: IncomingStatement, named: string | undefined): IncomingStatement & {id: string} {
  const id = (statement.id ?? named)?.toLowerCase();
  if (id === undefined)
    throw refuse(403, 'launch-rule-broken', 'a statement is not taken: it has no id', undefined, 'id');
  if (named !== undefined && id !== named.toLowerCase())
    throw refuse(400, 'statement-invalid', 'the id in the statement is not the one in the address', undefined, 'id');
  return {...statement, id};
}

/** State of the launched activity and registration alone; what the launcher wrote stays (cmi5 10.2.1). */
function guardState(c: Context<Env>): void {
  const {activity, registration} = c.var.launch!;
  const {activityId, registration: asked, stateId} = c.req.query();
  if (activityId === undefined) return; // told by the resource itself
  if (activityId !== activity || asked?.toLowerCase() !== registration)
    throw refuse(
      403,
      'launch-rule-broken',
      'a unit has only the state of its own activity and registration',
      undefined,
      activityId === activity ? 'registration' : 'activityId',
    );
  const writes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  if (writes && (stateId === launchDataId || stateId === undefined))
    throw refuse(403, 'launch-rule-broken', `a unit leaves ${launchDataId} as it is`, undefined, 'stateId');
}

function guardActivity(c: Context<Env>): void {
  const {activityId} = c.req.query();
  if (activityId !== undefined && activityId !== c.var.launch!.activity)
    throw refuse(403, 'launch-rule-broken', 'a unit has only the profile of its own activity', undefined, 'activityId');
}

/** Of the learner's profile a unit may write what they prefer, and nothing else (cmi5 11). */
async function guardPreferences(c: Context<Env>): Promise<void> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  if (c.req.query('profileId') !== preferencesId || c.req.method === 'DELETE')
    throw refuse(
      403,
      'launch-rule-broken',
      `of the learner’s profile a unit writes ${preferencesId} alone`,
      undefined,
      'profileId',
    );
  const value: unknown = await c.req.raw
    .clone()
    .json()
    .catch(() => undefined);
  if (!preferences.safeParse(value).success)
    throw refuse(
      403,
      'launch-rule-broken',
      `${preferencesId} is a JSON object with languagePreference and audioPreference`,
    );
}

const preferences = z.looseObject({
  languagePreference: z.string().regex(/^(\s*[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\s*(,|$))*$/),
  audioPreference: z.enum(['on', 'off']),
});
