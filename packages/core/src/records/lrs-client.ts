import {
  asCourseProgress,
  progressStateId,
  UgglaError,
  type Actor,
  type CourseProgress,
  type Statement,
} from '@uggla/protocol';
import type {Delivery} from './connection.js';
import {reach} from './reach.js';

/** Gives the value of the `authorization` header; asked again after a 401 with `fresh`. */
export type Authorize = (fresh: boolean) => Promise<string | undefined>;

/** Browsers take at most 64 KiB of requests that outlive the page; a little is left for others. */
const KEEPALIVE_BYTES = 60_000;

const VERSION = '1.0.3';

/** Stands for the ETag of a document that is not there yet. */
const NONE_THERE = '*';

/** Speaks xAPI to a record store: ours or any other. */
export class LrsClient {
  readonly #base: string;
  readonly #authorize: Authorize;
  readonly #registration: string | undefined;

  /**
   * @param base - Address above `statements`, e.g. `https://lrs.example/xapi`.
   * @param registration - The registration whose state documents are meant; none: those of all.
   */
  constructor(base: string, authorize: Authorize, registration?: string) {
    this.#base = base.replace(/\/+$/, '');
    this.#authorize = authorize;
    this.#registration = registration;
  }

  /** A document as JSON; `undefined` when there is none, or none that can be read. */
  async document(path: string, query: Record<string, string>): Promise<unknown> {
    const response = await this.#fetch(`${path}?${new URLSearchParams(query)}`, {});
    if (response.status === 404 || response.status === 204) return undefined;
    if (!response.ok) throw await unreachable(response);
    return parse(await response.text());
  }

  /**
   * Sends statements in one request. A batch that is refused as a whole is halved until the one that is to blame
   * stands alone.
   */
  async send(
    statements: readonly Statement[],
    options: {keepalive?: boolean; signal?: AbortSignal} = {},
  ): Promise<Delivery> {
    if (statements.length === 0) return {confirmed: [], refused: []};
    const body = JSON.stringify(statements);
    const keepalive = options.keepalive === true && body.length < KEEPALIVE_BYTES;
    const response = await this.#fetch('/statements', {
      method: 'POST',
      body,
      keepalive,
      headers: {'content-type': 'application/json'},
      ...(options.signal ? {signal: options.signal} : {}),
    });
    if (response.ok) return {confirmed: statements.map(({id}) => id), refused: []};
    if ([400, 403, 409, 413].includes(response.status)) return this.#halve(statements, response, options);
    throw await unreachable(response);
  }

  async #halve(
    statements: readonly Statement[],
    response: Response,
    options: {signal?: AbortSignal},
  ): Promise<Delivery> {
    const [first] = statements;
    if (statements.length === 1 && first) {
      // A conflict means that the store has a statement of this id already: ours, sent before, perhaps stamped since.
      if (response.status === 409) return {confirmed: [first.id], refused: []};
      const error = new UgglaError(
        'record-refused',
        `The record store refused a statement: ${await reason(response)}`,
        {
          status: response.status,
          cure: 'The statement stays in this browser and in exportRecords(). Ask whoever runs the record store.',
        },
      );
      return {confirmed: [], refused: [{id: first.id, error}]};
    }
    const middle = Math.ceil(statements.length / 2);
    const one = await this.send(statements.slice(0, middle), options);
    const other = await this.send(statements.slice(middle), options);
    return {confirmed: [...one.confirmed, ...other.confirmed], refused: [...one.refused, ...other.refused]};
  }

  /** All statements of a person about a course and what is in it, oldest first. */
  async read(course: string, agent: Actor): Promise<Statement[]> {
    const query = new URLSearchParams({
      activity: course,
      related_activities: 'true',
      agent: JSON.stringify(agent),
      ascending: 'true',
    });
    const statements: Statement[] = [];
    let path = `/statements?${query}`;
    for (;;) {
      const response = await this.#fetch(path, {});
      if (!response.ok) throw await unreachable(response);
      const page = (await response.json()) as {statements: Statement[]; more?: string};
      statements.push(...page.statements);
      if (!page.more) return statements;
      // `more` is an address of the store's own, from its root: what stands before `statements` may differ behind a proxy,
      // what stands behind it is the store's, which may have put all it needs into the path.
      const {pathname, search} = new URL(page.more, this.#base);
      const [, behind = ''] = /\/statements(\/.*)?$/.exec(pathname) ?? [];
      path = `/statements${behind}${search}`;
    }
  }

  /**
   * The progress document of a person in a course, and what guards it: its ETag, `*` for none there, `undefined` when the
   * store shows none (a foreign one may not let the page read that header). `progress` is `undefined` when there is none,
   * or none that we could have written.
   */
  async loadState(
    course: string,
    agent: Actor,
    signal?: AbortSignal,
  ): Promise<{progress: CourseProgress | undefined; etag: string | undefined}> {
    const {value, etag} = await this.loadDocument(course, agent, progressStateId, signal);
    return {progress: value === undefined ? undefined : asCourseProgress(value), etag};
  }

  /** Writes the progress document; `false` when another device wrote since `etag`. */
  saveState(
    course: string,
    agent: Actor,
    progress: CourseProgress,
    options: {etag: string | undefined; keepalive?: boolean},
  ): Promise<boolean> {
    return this.saveDocument(course, agent, progressStateId, progress, options);
  }

  /** Any State document of a person in a course, and what guards it, as `loadState` has it; `undefined` when it is no JSON. */
  async loadDocument(
    course: string,
    agent: Actor,
    stateId: string,
    signal?: AbortSignal,
  ): Promise<{value: unknown; etag: string | undefined}> {
    return this.#load(this.#statePath(course, agent, stateId), signal);
  }

  /** Writes a State document; `false` when another device wrote since `etag`. */
  async saveDocument(
    course: string,
    agent: Actor,
    stateId: string,
    value: unknown,
    guard: {etag: string | undefined; keepalive?: boolean},
  ): Promise<boolean> {
    return this.#save(this.#statePath(course, agent, stateId), value, guard);
  }

  /** A document of a person, whatever the course, and what guards it. */
  async loadProfile(agent: Actor, profileId: string): Promise<{value: unknown; etag: string | undefined}> {
    return this.#load(profilePath(agent, profileId));
  }

  /** Writes it; `false` when it was written by others since `etag`. */
  async saveProfile(agent: Actor, profileId: string, value: unknown, etag: string | undefined): Promise<boolean> {
    return this.#save(profilePath(agent, profileId), value, {etag});
  }

  async #load(path: string, signal?: AbortSignal): Promise<{value: unknown; etag: string | undefined}> {
    const response = await this.#fetch(path, signal ? {signal} : {});
    if (response.status === 404 || response.status === 204) return {value: undefined, etag: NONE_THERE};
    if (!response.ok) throw await unreachable(response);
    return {value: parse(await response.text()), etag: response.headers.get('etag') ?? undefined};
  }

  async #save(
    path: string,
    value: unknown,
    {etag, keepalive = false}: {etag: string | undefined; keepalive?: boolean},
  ): Promise<boolean> {
    const guard: Record<string, string> =
      etag === undefined ? {} : etag === NONE_THERE ? {'if-none-match': '*'} : {'if-match': etag};
    const body = JSON.stringify(value);
    const response = await this.#fetch(path, {
      method: 'PUT',
      body,
      keepalive: keepalive && body.length < KEEPALIVE_BYTES,
      headers: {'content-type': 'application/json', ...guard},
    });
    if (response.status === 412 || response.status === 409) return false;
    if (!response.ok) throw await unreachable(response);
    return true;
  }

  #statePath(course: string, agent: Actor, stateId: string): string {
    const query = new URLSearchParams({
      activityId: course,
      agent: JSON.stringify(agent),
      ...(this.#registration === undefined ? {} : {registration: this.#registration}),
      stateId,
    });
    return `/activities/state?${query}`;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    for (const fresh of [false, true]) {
      const response = await this.#tryFetch(path, init, fresh);
      if (response.status !== 401) return response;
      if (fresh)
        throw new UgglaError('records-unauthorized', 'The record store does not know this person', {
          status: 401,
          cure: 'Sign in again.',
        });
    }
    throw new UgglaError('records-unauthorized', 'The record store does not know this person');
  }

  async #tryFetch(path: string, init: RequestInit, fresh: boolean): Promise<Response> {
    const authorization = await this.#authorize(fresh);
    const headers = {
      'x-experience-api-version': VERSION,
      ...(authorization === undefined ? {} : {authorization}),
      ...(init.headers as Record<string, string> | undefined),
    };
    return reach(`${this.#base}${path}`, {...init, headers});
  }
}

function profilePath(agent: Actor, profileId: string): string {
  return `/agents/profile?${new URLSearchParams({agent: JSON.stringify(agent), profileId})}`;
}

/** An answer that is no success, as an error that says when to come back. */
async function unreachable(response: Response): Promise<UgglaError> {
  const error = new UgglaError(
    'records-unreachable',
    `The record store answered ${response.status}: ${await reason(response)}`,
    {
      status: response.status,
    },
  );
  const seconds = Number(response.headers.get('retry-after'));
  return seconds > 0 ? Object.assign(error, {retryAfterMs: seconds * 1000}) : error;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function reason(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  try {
    const problem = JSON.parse(text) as {title?: unknown; detail?: unknown};
    return [problem.title, problem.detail].filter((one) => typeof one === 'string').join('. ') || response.statusText;
  } catch {
    return text.trimStart().startsWith('<') ? response.statusText : text.slice(0, 200);
  }
}
