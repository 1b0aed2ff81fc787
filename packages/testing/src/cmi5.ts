import type {WireStatement} from './server/cmi5-rules.js';

/** How a unit is launched; see the rules in `server/cmi5-rules.ts`. */
export interface Cmi5Settings {
  /** The registration to go on with; a new one when not given. */
  registration?: string;
  launchMode?: 'Normal' | 'Browse' | 'Review';
  moveOn?: string;
  masteryScore?: number;
  returnURL?: string;
  /** The languages that the LMS knows the person to want; `es` when not given. */
  languagePreference?: string;
  /** The LMS lets nobody change what the person prefers. */
  fixedPreferences?: boolean;
}

/** One launch of a unit by the fixture server, an LMS as strict as cmi5 is. */
export interface Cmi5Session {
  readonly id: string;
  readonly registration: string;
  /** What the LMS adds to the unit's address. */
  readonly query: string;
  /** What the LMS has kept of the registration, what it refused of this session, what the person prefers, whether the session is over. */
  log(): Promise<{
    statements: WireStatement[];
    refused: string[];
    documents: string[];
    preferences: Record<string, string>;
    isEnded: boolean;
  }>;
  /** Takes the LMS off the network, or brings it back. */
  down(isDown: boolean): Promise<void>;
}

/** Launches a unit. */
export async function launchCmi5(
  settings: Cmi5Settings = {},
  server = globalThis.location.origin,
): Promise<Cmi5Session> {
  const base = `${server}/__fixtures/cmi5`;
  const answer = await fetch(`${base}/launch`, {method: 'POST', body: JSON.stringify(settings)});
  const launched = (await answer.json()) as Pick<Cmi5Session, 'id' | 'registration' | 'query'>;
  return {
    ...launched,
    log: async () => (await fetch(`${base}/${launched.id}/log`)).json() as ReturnType<Cmi5Session['log']>,
    down: async (isDown) => void (await fetch(`${base}/${launched.id}/down`, {method: 'POST', body: String(isDown)})),
  };
}
