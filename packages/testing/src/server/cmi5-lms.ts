import {randomUUID} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {breachOf, type Cmi5Launch, type Session, type WireStatement} from './cmi5-rules.js';

/** What an LMS keeps of one registration: several sessions, one person, one unit. */
interface Registration {
  statements: WireStatement[];
  documents: Map<string, {body: string; etag: string}>;
  /** What the person prefers. */
  preferences: {body: string; etag: string};
}

const ACTOR = {objectType: 'Agent', account: {homePage: 'https://lms.example', name: 'ana-7'}, name: 'Ana Ruiz'};

/**
 * An LMS that launches cmi5 units, with a record store as strict as the specification: it refuses what breaks a rule and
 * keeps a list of what it refused. Below `/__fixtures/cmi5/`: `POST launch` (settings in, the launch's query out),
 * `GET <session>/log`, and what the unit itself speaks to.
 */
export class Cmi5Lms {
  readonly #registrations = new Map<string, Registration>();
  readonly #sessions = new Map<string, Session>();

  /** Answers a request; `path` is what stands after `/__fixtures/cmi5/`. */
  async handle(path: string, request: IncomingMessage, response: ServerResponse, body: string): Promise<true> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (path === 'launch') return this.#launch(JSON.parse(body) as Cmi5Launch, url.origin, response);
    const [id = '', ...rest] = path.split('/');
    const session = this.#sessions.get(id);
    if (!session) return answer(response, 404, {});
    const registration = this.#registrations.get(session.registration)!;
    const what = rest.join('/');
    if (what === 'log')
      return answer(response, 200, {
        statements: registration.statements,
        refused: session.refused,
        documents: [...registration.documents.keys()],
        preferences: JSON.parse(registration.preferences.body) as unknown,
        isEnded: session.isTerminated,
      });
    if (what === 'down') return answer(response, 200, {down: (session.isDown = body === 'true')});
    if (session.isDown) return answer(response, 503, {});
    if (what === 'fetch') return this.#fetch(session, request, response);
    if (request.headers.authorization !== `Basic ${session.token}` || !session.isFetched)
      return answer(response, 401, {});
    if (request.headers['x-experience-api-version'] !== '1.0.3') return answer(response, 400, {title: 'no version'});
    const {searchParams: query} = url;
    if (what === 'xapi/activities/state') return state(session, registration, request, response, query, body);
    if (what === 'xapi/agents/profile') {
      session.read.add('preferences');
      const {preferences} = registration;
      if (request.method === 'GET')
        return answer(response, 200, JSON.parse(preferences.body), {etag: preferences.etag});
      if (session.launch.fixedPreferences) return answer(response, 403, {title: 'preferences are the LMS’s to set'});
      if (request.headers['if-match'] !== preferences.etag) return answer(response, 412, {});
      registration.preferences = {body, etag: `"${randomUUID()}"`};
      return answer(response, 204, undefined);
    }
    if (what !== 'xapi/statements') return answer(response, 404, {});
    if (request.method === 'GET')
      return answer(response, 200, {statements: found(registration.statements, query), more: ''});
    const given = JSON.parse(body) as WireStatement | WireStatement[];
    for (const statement of Array.isArray(given) ? given : [given]) {
      const known = registration.statements.find(({id}) => id === statement.id);
      if (known) {
        if (JSON.stringify(known) === JSON.stringify(statement)) continue;
        return answer(response, 409, {title: 'another statement of this id'});
      }
      const breach = breachOf(statement, session, registration.statements);
      if (breach) {
        session.refused.push(`${statement.verb.id.split('/').pop()}: ${breach}`);
        return answer(response, 403, {title: breach});
      }
      registration.statements.push(statement);
      if (statement.verb.id.endsWith('/terminated')) session.isTerminated ||= isDefined(statement);
      if (statement.verb.id.endsWith('/initialized')) session.isInitialized ||= isDefined(statement);
    }
    return answer(response, 200, []);
  }

  #launch(given: Cmi5Launch, origin: string, response: ServerResponse): true {
    const id = randomUUID();
    const registration = given.registration ?? randomUUID();
    if (!this.#registrations.has(registration))
      this.#registrations.set(registration, {
        statements: [],
        documents: new Map(),
        preferences: {
          body: JSON.stringify({languagePreference: given.languagePreference ?? 'es', audioPreference: 'on'}),
          etag: `"${randomUUID()}"`,
        },
      });
    const activityId = 'https://lms.example/units/1';
    this.#sessions.set(id, {
      id,
      registration,
      activityId,
      actor: ACTOR,
      token: randomUUID(),
      launch: given,
      read: new Set(),
      refused: [],
      isFetched: false,
      isInitialized: false,
      isTerminated: false,
      isDown: false,
    });
    const base = `${origin}/__fixtures/cmi5/${id}`;
    const query = new URLSearchParams({
      endpoint: `${base}/xapi/`,
      fetch: `${base}/fetch`,
      registration,
      activityId,
      actor: JSON.stringify(ACTOR),
    });
    return answer(response, 200, {id, registration, query: `?${query}`});
  }

  #fetch(session: Session, request: IncomingMessage, response: ServerResponse): true {
    if (request.method !== 'POST') return answer(response, 405, {});
    if (session.isFetched)
      return answer(response, 200, {
        'error-code': '1',
        'error-text': 'The authorization token has already been returned.',
      });
    session.isFetched = true;
    return answer(response, 200, {'auth-token': session.token});
  }
}

function state(
  session: Session,
  registration: Registration,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  body: string,
): true {
  const fits =
    query.get('activityId') === session.activityId &&
    query.get('registration') === session.registration &&
    query.get('agent') === JSON.stringify(session.actor);
  if (!fits) return answer(response, 400, {title: 'a state of others'});
  const name = query.get('stateId') ?? '';
  if (name === 'LMS.LaunchData') {
    if (request.method !== 'GET') return answer(response, 403, {});
    session.read.add('launch');
    const {launchMode = 'Normal', moveOn = 'CompletedOrPassed', masteryScore, returnURL} = session.launch;
    return answer(response, 200, {
      contextTemplate: {
        contextActivities: {grouping: [{id: 'https://publisher.example/unit'}]},
        extensions: {'https://w3id.org/xapi/cmi5/context/extensions/sessionid': session.id},
      },
      launchMode,
      moveOn,
      ...(masteryScore === undefined ? {} : {masteryScore}),
      ...(returnURL === undefined ? {} : {returnURL}),
    });
  }
  const kept = registration.documents.get(name);
  if (request.method === 'GET')
    return kept ? answer(response, 200, JSON.parse(kept.body), {etag: kept.etag}) : answer(response, 404, {});
  const {'if-match': match, 'if-none-match': none} = request.headers;
  if ((match !== undefined && match !== kept?.etag) || (none === '*' && kept)) return answer(response, 412, {});
  registration.documents.set(name, {body, etag: `"${randomUUID()}"`});
  return answer(response, 204, undefined);
}

function found(statements: readonly WireStatement[], query: URLSearchParams): WireStatement[] {
  const [verb, activity, registration] = ['verb', 'activity', 'registration'].map((name) => query.get(name));
  const isRelated = (one: WireStatement) =>
    one.object.id === activity ||
    (query.get('related_activities') === 'true' && JSON.stringify(one.context).includes(activity!));
  return statements.filter(
    (one) =>
      (!verb || one.verb.id === verb) &&
      (!activity || isRelated(one)) &&
      (!registration || one.context?.registration === registration),
  );
}

const isDefined = (statement: WireStatement): boolean =>
  (statement.context?.contextActivities?.category ?? []).some(({id}) => id.endsWith('/cmi5'));

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): true {
  response
    .writeHead(status, {'content-type': 'application/json', 'cache-control': 'no-store', ...headers})
    .end(body === undefined ? undefined : JSON.stringify(body));
  return true;
}
