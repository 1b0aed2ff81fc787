import {
  newId,
  UgglaError,
  type Actor,
  type CourseProgress,
  type MeAnswer,
  type ProgressAnswer,
  type Statement,
  type TokenAnswer,
} from '@uggla/protocol';
import type {Connection, Delivery, Enrolment} from './connection.js';
import type {RecordsDatabase} from './database.js';
import {localHomePage} from './home-page.js';
import {LrsClient, type Authorize} from './lrs-client.js';
import {reach} from './reach.js';

/** A function of the page that gives the value of the `authorization` header. */
export type AuthorizationHook = () => string | undefined | Promise<string | undefined>;

/** Records stay in this browser: nothing is sent, all can be exported. */
export class LocalConnection implements Connection {
  readonly name = 'local';
  readonly address = '';
  readonly #database: RecordsDatabase;
  readonly #learner: Actor | undefined;

  constructor(database: RecordsDatabase, learner: Actor | undefined) {
    this.#database = database;
    this.#learner = learner;
  }

  async learner(): Promise<Actor> {
    return this.#learner ?? ownAccount(this.#database);
  }

  send(): Promise<Delivery> {
    return Promise.resolve({confirmed: [], refused: []});
  }

  read(): Promise<Statement[]> {
    return Promise.resolve([]);
  }

  load(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  save(): Promise<void> {
    return Promise.resolve();
  }
}

/** Any xAPI record store; the page says who the person is and how to sign in. */
export class XapiConnection implements Connection {
  readonly name: 'xapi' | 'server' | 'cmi5' = 'xapi';
  readonly address: string;
  /** Speaks to the store. */
  protected readonly client: LrsClient;
  readonly #authorize: Authorize;
  readonly #learner: (signal?: AbortSignal) => Promise<Actor>;
  readonly #etags = new Map<string, string | undefined>();

  constructor(
    address: string,
    authorize: Authorize,
    learner: (signal?: AbortSignal) => Promise<Actor>,
    registration?: string,
  ) {
    this.address = address;
    this.client = new LrsClient(address, authorize, registration);
    this.#authorize = authorize;
    this.#learner = learner;
  }

  authorize(fresh: boolean): Promise<string | undefined> {
    return this.#authorize(fresh);
  }

  learner(signal?: AbortSignal): Promise<Actor> {
    return this.#learner(signal);
  }

  send(statements: readonly Statement[], options?: {keepalive?: boolean; signal?: AbortSignal}): Promise<Delivery> {
    return this.client.send(statements, options);
  }

  async read(course: string): Promise<Statement[]> {
    return this.client.read(course, await this.learner());
  }

  async load(course: string, signal?: AbortSignal): Promise<CourseProgress | undefined> {
    const found = await this.client.loadState(course, await this.learner(signal), signal);
    this.#etags.set(course, found.etag);
    return found.progress;
  }

  async loadDocument(course: string, stateId: string): Promise<{value: unknown; etag: string | undefined}> {
    return this.client.loadDocument(course, await this.learner(), stateId);
  }

  async saveDocument(course: string, stateId: string, value: object, etag: string | undefined): Promise<boolean> {
    return this.client.saveDocument(course, await this.learner(), stateId, value, {etag, keepalive: true});
  }

  async save(
    course: string,
    progress: CourseProgress,
    merge: (theirs: CourseProgress, ours: CourseProgress) => CourseProgress,
    options: {keepalive?: boolean} = {},
  ): Promise<void> {
    const agent = await this.learner();
    let ours = progress;
    // Another device may write between our reading and our writing; it cannot do so for ever.
    for (let tried = 0; tried < 5; tried++) {
      if (!this.#etags.has(course) || tried > 0) {
        const theirs = await this.client.loadState(course, agent);
        this.#etags.set(course, theirs.etag);
        if (theirs.progress) ours = merge(theirs.progress, ours);
      }
      const saved = await this.client.saveState(course, agent, ours, {etag: this.#etags.get(course), ...options});
      this.#etags.delete(course);
      if (saved) return;
    }
    throw new UgglaError('records-unreachable', 'The progress was changed by another device again and again');
  }
}

/**
 * `uggla serve`: the server says who is there. The page's own `authorization` is used when it gives one; else the server
 * is asked for a token (it gives one on a machine of one's own), which this browser keeps so that the account stays.
 */
export class ServerConnection extends XapiConnection {
  override readonly name = 'server';
  readonly #database: RecordsDatabase;
  readonly #session: ServerSession;

  constructor(origin: string, database: RecordsDatabase, hook: AuthorizationHook | undefined) {
    const base = origin.replace(/\/+$/, '');
    const session = new ServerSession(base, database, hook);
    super(
      `${base}/xapi`,
      (fresh) => session.authorize(fresh),
      () => session.learner(),
    );
    this.#database = database;
    this.#session = session;
  }

  enrolment(course: string, signal?: AbortSignal): Promise<Enrolment | undefined> {
    return this.#session.enrolment(course, signal);
  }

  /** Statements made before the server could be asked who is there get the account that it names. */
  override async send(
    statements: readonly Statement[],
    options?: {keepalive?: boolean; signal?: AbortSignal},
  ): Promise<Delivery> {
    const [actor, own] = [await this.learner(), await ownAccount(this.#database)];
    const named = statements.map((one) => (one.actor.account?.name === own.account?.name ? {...one, actor} : one));
    return super.send(named, options);
  }
}

/** Who the person is on one of our servers, and the token that says so. */
export class ServerSession {
  readonly #origin: string;
  readonly #database: RecordsDatabase;
  readonly #hook: AuthorizationHook | undefined;
  #token: Promise<TokenAnswer> | undefined;
  #actor: Promise<Actor> | undefined;
  #timeZone: string | undefined;

  constructor(origin: string, database: RecordsDatabase, hook: AuthorizationHook | undefined) {
    this.#origin = origin;
    this.#database = database;
    this.#hook = hook;
  }

  /** The value of the `authorization` header. */
  async authorize(fresh: boolean): Promise<string | undefined> {
    const own = await this.#hook?.();
    if (own !== undefined) return own;
    const {token} = await this.#ownToken(fresh);
    return `Bearer ${token}`;
  }

  /** The account that the server knows the person by. */
  learner(): Promise<Actor> {
    this.#actor ??= this.#askWho().catch((caught: unknown) => {
      this.#actor = undefined;
      throw caught;
    });
    return this.#actor;
  }

  /** The person's enrolment in a course; while the server is away what it said last. */
  async enrolment(course: string, signal?: AbortSignal): Promise<Enrolment | undefined> {
    let key = `enrolment ${this.#origin} ${course}`;
    try {
      const {account} = await this.learner();
      key += ` ${account?.homePage} ${account?.name}`;
      const authorization = await this.authorize(false);
      const headers = authorization === undefined ? {} : {authorization};
      const response = await this.#request(`/v1/progress?course=${encodeURIComponent(course)}`, {
        headers,
        ...(signal ? {signal} : {}),
      });
      if (response.ok) {
        const known = ((await response.json()) as ProgressAnswer).courses[0];
        const [enrolled, timeZone] = [known?.progress.enrolled, known?.timeZone ?? this.#timeZone];
        const enrolment: Enrolment = {
          ...(enrolled === undefined ? {} : {enrolled}),
          ...(timeZone === undefined ? {} : {timeZone}),
        };
        await this.#database.put('keep', enrolment, key);
        return enrolment;
      }
    } catch {
      // below
    }
    return (await this.#database.get('keep', key).catch(() => undefined)) as Enrolment | undefined;
  }

  async #askWho(): Promise<Actor> {
    const authorization = await this.authorize(false);
    const response = await this.#request('/v1/me', authorization === undefined ? {} : {headers: {authorization}});
    if (response.status === 401) return (await this.#ownToken(true)).actor;
    if (!response.ok)
      throw new UgglaError('records-unreachable', `The server answered ${response.status}`, {status: response.status});
    const {actor, timeZone} = (await response.json()) as MeAnswer;
    this.#timeZone = timeZone;
    return actor;
  }

  #ownToken(fresh: boolean): Promise<TokenAnswer> {
    if (fresh) this.#token = undefined;
    this.#token ??= this.#fetchToken(fresh).catch((caught: unknown) => {
      this.#token = undefined;
      throw caught;
    });
    return this.#token;
  }

  async #fetchToken(fresh: boolean): Promise<TokenAnswer> {
    const key = `token ${this.#origin}`;
    const kept = (await this.#database.get('keep', key)) as TokenAnswer | undefined;
    if (kept && !fresh && Date.parse(kept.expires) - Date.now() > 60_000) return kept;
    const response = await this.#request('/v1/tokens', {
      method: 'POST',
      headers: {'content-type': 'application/json', ...(kept ? {authorization: `Bearer ${kept.token}`} : {})},
      body: '{}',
    });
    if (!response.ok) {
      const isBusy = response.status === 429 || response.status >= 500; // then the person is known by this browser's own account until it answers
      throw new UgglaError(
        isBusy ? 'records-unreachable' : 'records-unauthorized',
        `The server gave no token (${response.status})`,
        {
          status: response.status,
          cure: 'Set the `authorization` property to a function that gives the header of a signed-in person.',
        },
      );
    }
    const answer = (await response.json()) as TokenAnswer;
    await this.#database.put('keep', answer, key);
    return answer;
  }

  #request(path: string, init: RequestInit): Promise<Response> {
    return reach(`${this.#origin}${path}`, init);
  }
}

/** The random account of this browser on this origin. */
export async function ownAccount(database: RecordsDatabase): Promise<Actor> {
  const kept = (await database.get('keep', 'account')) as Actor | undefined;
  if (kept) return kept;
  const account: Actor = {objectType: 'Agent', account: {homePage: localHomePage(), name: newId()}};
  await database.put('keep', account, 'account');
  return account;
}
