import {randomBytes} from 'node:crypto';
import {z} from '@hono/zod-openapi';
import {UgglaError} from '@uggla/protocol';
import type {Context, Handler, Hono} from 'hono';
import type {Env} from '../env.js';
import {check, readBytes, readJson, refuse} from '../http/refuse.js';
import {enrolKnown} from '../learning/enrolment.js';
import type {Surface} from '../openapi.js';
import {sha256} from '../records/canonical.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import {isBelow} from './addresses.js';
import {choiceHandler, choiceRequest, courseUnknown} from './choose.js';
import {deploymentUnknown, openAgain, quoted, readLaunch, targetForeign} from './claims.js';
import type {Lti} from './lti.js';
import {membersHandler, membersRequest, teachersOnly} from './members.js';
import {coursePage, loginPage, ltiAssets, pickerPage, refusalPage, type KeptAt} from './pages.js';
import {findPlatform, type Platform} from './platforms.js';
import {accountOf} from './visits.js';

/** What a login is asked for with (OpenID Connect Core, 4; LTI 1.3, 5.1.1.1). */
const loginRequest = z.object({
  iss: z.string().min(1).max(255),
  login_hint: z.string().min(1).max(8000),
  target_link_uri: z.string().min(1).max(2000),
  lti_message_hint: z.string().max(8000).optional(),
  client_id: z.string().max(255).optional(),
  lti_deployment_id: z.string().max(255).optional(),
  lti_storage_target: z.string().max(100).optional(),
});

/** What a launch comes with. */
const launchRequest = z.object({
  state: z.string().max(4000).optional(),
  id_token: z.string().max(40_000).optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

/** What a page asks with who it is for. */
const sessionRequest = z
  .object({id: z.string().min(1).max(100), secret: z.string().min(1).max(100)})
  .openapi('LtiSessionRequest');

const mostBytes = 65_536;

/** What LMSs, and the pages that they show, ask of a tool. */
export function ltiRoutes(app: Hono<Env>, api: Surface, services: Services, lti: Lti): void {
  const tag = 'lti';
  ltiAssets(app);
  const login = forPeople(services, loginHandler(services, lti));
  api.get('/lti/login', {summary: 'Begins a launch (OpenID Connect)', tag, query: loginRequest}, login);
  api.post('/lti/login', {summary: 'Begins a launch (OpenID Connect)', tag, form: loginRequest}, login);
  api.post(
    '/lti/launch',
    {summary: 'Opens a course, or the choice of one, by the token of an LMS', tag, form: launchRequest},
    forPeople(services, launchHandler(services, lti)),
  );
  api.post(
    '/lti/session',
    {summary: 'Who a launch is for, once, for the browser that began it', tag, body: sessionRequest},
    sessionHandler(services, lti),
  );
  api.post(
    '/lti/deep-link',
    {summary: 'What a teacher chose, signed for the LMS (Deep Linking 2.0)', tag, body: choiceRequest},
    choiceHandler(services, lti),
  );
  api.post(
    '/lti/members',
    {summary: 'Enrols the learners of a class (NRPS 2.0)', tag, body: membersRequest},
    membersHandler(services, lti),
  );
}

type Noting = (platform: Platform) => void;

/**
 * Refusals as a page, where a person sits before it; the platform may frame it once it is known which one. Who sets the two up
 * reads them in the log too: a page that nobody may frame shows nothing in the LMS.
 */
function forPeople({settings}: Services, handler: (c: Context<Env>, note: Noting) => Promise<Response>): Handler<Env> {
  return async (c) => {
    let platform: Platform | undefined;
    try {
      return await handler(c, (one) => (platform = one));
    } catch (error) {
      if (!(error instanceof UgglaError) || !(c.req.header('Accept') ?? '').includes('text/html')) throw error;
      settings.log(`lti: ${c.var.requestId} ${error.code}: ${error.message}`);
      return refusalPage(c, error, platform);
    }
  };
}

/** `GET` and `POST /lti/login` */
function loginHandler({settings, tokens}: Services, {platforms}: Lti) {
  return async (c: Context<Env>, note: Noting): Promise<Response> => {
    const given = c.req.method === 'POST' ? await readForm(c) : new URL(c.req.url).searchParams;
    const asked = readFields(loginRequest, given);
    const platform = findPlatform(platforms, asked.iss, asked.client_id);
    if (!platform)
      throw refuse(
        403,
        'lti-platform-unknown',
        `${quoted(asked.iss)} is not registered here with the client ${quoted(asked.client_id)}`,
        'Add the platform to the file of --lti, word for word as the LMS writes issuer and client id.',
      );
    note(platform);
    if (asked.lti_deployment_id !== undefined && !platform.deploymentIds.includes(asked.lti_deployment_id))
      throw deploymentUnknown(asked.lti_deployment_id, platform);
    const base = publicBase(c, settings.publicUrl);
    if (!isBelow(asked.target_link_uri, base)) throw targetForeign(asked.target_link_uri);
    const [id, secret] = [random(), random()];
    const storage = storageOf(asked.lti_storage_target);
    const state = await tokens.ltiState({
      id,
      issuer: platform.issuer,
      clientId: platform.clientId,
      target: targetMark(asked.target_link_uri),
      bind: sha256(secret),
      ...(storage === undefined ? {} : {storage}),
    });
    const to = new URL(platform.authorizationEndpoint);
    const parameters = {
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: platform.clientId,
      redirect_uri: `${base}/lti/launch`,
      login_hint: asked.login_hint,
      lti_message_hint: asked.lti_message_hint,
      state,
      nonce: id,
    };
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) to.searchParams.set(name, value);
    return loginPage(c, platform, {id, secret, to: to.href, kept: keptAt(platform, storage)});
  };
}

/** `POST /lti/launch` */
function launchHandler(services: Services, lti: Lti) {
  const {campus, tokens} = services;
  return async (c: Context<Env>, note: Noting): Promise<Response> => {
    const given = readFields(launchRequest, await readForm(c));
    const state = await tokens.readLtiState(given.state ?? '').catch((cause: unknown) => {
      throw new UgglaError('lti-state-invalid', 'the launch belongs to no login of the last ten minutes', {
        status: 403,
        cause,
        cure: openAgain,
      });
    });
    const platform = findPlatform(lti.platforms, state.issuer, state.clientId);
    if (!platform)
      throw refuse(403, 'lti-state-invalid', 'the login was at a platform that is not registered any more');
    note(platform);
    if (given.error !== undefined || given.id_token === undefined)
      throw refuse(
        403,
        'lti-platform-refused',
        `${platform.name} opens nothing: ${quoted(given.error ?? 'no token')} ${quoted(given.error_description ?? '')}`,
        openAgain,
      );
    const launch = await readLaunch(platform, given.id_token, lti.keysOf(platform), {
      nonce: state.id,
      isTarget: (address) => targetMark(address) === state.target,
    });
    const found = launch.course === undefined ? undefined : await campus?.course(launch.course);
    if (launch.course !== undefined && !found) throw courseUnknown(launch.course);
    if (launch.kind === 'picker' && !launch.teaches) throw teachersOnly();
    await lti.visits.keep(state.id, launch, state.bind);
    const page = {id: state.id, launch, kept: keptAt(platform, state.storage)};
    return launch.kind === 'picker'
      ? pickerPage(c, platform, {...page, courses: (await campus?.courses().catch(() => [])) ?? []})
      : coursePage(c, services, platform, {...page, found});
  };
}

/**
 * `POST /lti/session`: the token of who a launch is for. It goes to the browser that began the login and to no other, in an
 * answer that no cache keeps; no cookie and no address holds it.
 */
function sessionHandler(services: Services, lti: Lti) {
  const {tokens, campus, server, identities} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const {id, secret} = check(sessionRequest, await readJson(c, 8192), 'body-invalid', 'the request');
    const {launch, key} = await lti.visits.take(id, secret);
    c.header('Cache-Control', 'no-store');
    if (launch.kind === 'picker') return c.json({key});
    const account = await identities.accountOf(accountOf(launch));
    const {name, email, timeZone} = launch;
    const found = launch.course === undefined ? undefined : await campus?.course(launch.course);
    if (found && launch.learns) {
      await enrolKnown(services, found.course, [{account, name, email, timeZone}], server);
      await lti.scores.link(launch, found.course.id, account);
    }
    const {token, expires} = await tokens.forPerson({
      account,
      role: 'learner',
      source: 'issuer', // vouched for by others: when it is over, they are asked again
      ...(name === undefined ? {} : {name}),
    });
    return c.json({token, expires: expires.toISOString(), key});
  };
}

/** The fields of a form, as browsers send it. */
async function readForm(c: Context<Env>): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    throw refuse(415, 'body-unsupported', `a body of type ${type || '(none)'} came, a form was wanted`);
  return new URLSearchParams(new TextDecoder().decode(await readBytes(c, mostBytes)));
}

/** Fields by a schema, each once. */
function readFields<S extends z.ZodType>(schema: S, given: URLSearchParams): z.output<S> {
  const names = [...given.keys()];
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw refuse(400, 'lti-request-invalid', `${quoted(twice)} came twice`);
  return check(schema, Object.fromEntries(given), 'lti-request-invalid', 'the request');
}

function random(): string {
  return randomBytes(24).toString('base64url');
}

/** One word for the address of a login: the token of the launch must name the same. */
function targetMark(address: string): string {
  return sha256(URL.canParse(address) ? new URL(address).href : address);
}

/** Name of a frame; nothing for what is none. */
function storageOf(target: string | undefined): string | undefined {
  return target !== undefined && /^[\w.:-]{1,100}$/.test(target) ? target : undefined;
}

function keptAt({authorizationEndpoint}: Platform, target: string | undefined): KeptAt {
  return {origin: new URL(authorizationEndpoint).origin, ...(target === undefined ? {} : {target})};
}
