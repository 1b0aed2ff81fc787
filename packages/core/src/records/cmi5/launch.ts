import {UgglaError, type Actor, type StatementContext} from '@uggla/protocol';
import {reach} from '../reach.js';

/** What stands in the address of a page that an LMS launched by cmi5 (section 8.1). */
export interface Launch {
  endpoint: string;
  fetch: string;
  actor: Actor;
  registration: string;
  activityId: string;
}

/** The LMS's document `LMS.LaunchData` (section 10). */
export interface LaunchData {
  contextTemplate?: StatementContext;
  launchMode?: 'Normal' | 'Browse' | 'Review';
  masteryScore?: number;
  returnURL?: string;
}

/** What must survive a reload of the page: the token can be had only once. */
interface Kept {
  token: string;
  /** When the session began, in milliseconds. */
  openedAt: number;
  isBegun?: boolean;
  isOver?: boolean;
}

/** The launch that an address holds; `undefined` when it holds none, or half of one. */
export function readLaunch(search: string): Launch | undefined {
  const query = new URLSearchParams(search);
  const [endpoint, fetch, registration, activityId] = ['endpoint', 'fetch', 'registration', 'activityId'].map(
    (name) => query.get(name) ?? '',
  );
  const actor = asActor(query.get('actor') ?? '');
  if (!isWeb(endpoint!) || !isWeb(fetch!) || !registration || !activityId || !actor) return undefined;
  return {endpoint: endpoint!, fetch: fetch!, registration, activityId, actor};
}

const sessions = new Map<string, LaunchSession>();

/** The session of a launch: one for all courses that come and go in its page. */
export function sessionOf(launch: Launch): LaunchSession {
  const session = sessions.get(launch.fetch) ?? new LaunchSession(launch);
  sessions.set(launch.fetch, session);
  return session;
}

/** The token of a launch, and how far its session is. The LMS gives the token once; a reload takes it from the tab. */
export class LaunchSession {
  readonly #launch: Launch;
  #kept: Kept | undefined;
  #asked: Promise<void> | undefined;

  constructor(launch: Launch) {
    this.#launch = launch;
  }

  get token(): string {
    return this.#kept?.token ?? '';
  }

  /** How long it has been going on. */
  get seconds(): number {
    return (Date.now() - (this.#kept?.openedAt ?? Date.now())) / 1000;
  }

  get isBegun(): boolean {
    return this.#kept?.isBegun === true;
  }

  get isOver(): boolean {
    return this.#kept?.isOver === true;
  }

  /** @throws {@link UgglaError} `records-launch-spent`, `records-unreachable`. */
  open(): Promise<void> {
    this.#asked ??= this.#open().catch((caught: unknown) => {
      this.#asked = undefined;
      throw caught;
    });
    return this.#asked;
  }

  /** Keeps how far it is. */
  note(what: Partial<Kept>): void {
    this.#kept = {...this.#kept!, ...what};
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // A page without storage cannot be loaded again within its session: it says so then.
    }
  }

  get #key(): string {
    return `uggla cmi5 ${this.#launch.fetch}`;
  }

  async #open(): Promise<void> {
    this.#kept = this.#read();
    if (this.#kept?.isOver) throw spent('The LMS was told that this visit is over');
    if (this.#kept) return;
    const response = await reach(this.#launch.fetch, {method: 'POST'});
    const answer = (await response.json().catch(() => undefined)) as
      | {'auth-token'?: unknown; 'error-text'?: unknown}
      | undefined;
    const token = answer?.['auth-token'];
    if (typeof token !== 'string' || token === '') {
      throw spent(
        typeof answer?.['error-text'] === 'string'
          ? answer['error-text'].slice(0, 200)
          : `The LMS gave no token (${response.status})`,
      );
    }
    this.note({token, openedAt: Date.now()});
  }

  #read(): Kept | undefined {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? 'null') as Kept | null;
      return typeof kept?.token === 'string' ? kept : undefined;
    } catch {
      return undefined;
    }
  }
}

function spent(why: string): UgglaError {
  return new UgglaError('records-launch-spent', `This launch cannot be used any more: ${why}`, {
    cure: 'Open the course again from the LMS.',
  });
}

function asActor(text: string): Actor | undefined {
  try {
    const actor = JSON.parse(text) as Actor | null;
    const {homePage, name} = actor?.account ?? {};
    return typeof homePage === 'string' && typeof name === 'string' ? actor! : undefined;
  } catch {
    return undefined;
  }
}

function isWeb(address: string): boolean {
  return /^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : '');
}

/** Where the LMS wants the person back; nothing but an address of the web. */
export function exitOf({returnURL}: LaunchData): string | undefined {
  return returnURL !== undefined && isWeb(returnURL) ? returnURL : undefined;
}
