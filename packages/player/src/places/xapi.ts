/**
 * Where viewers left off, kept in any Learning Record Store, so that it is known on all their devices.
 *
 * @module
 */
import {UgglaError} from '@uggla/protocol';
import type {Actor} from '@uggla/protocol';
import type {KeptPlace} from '../memory/memory.js';
import type {Places} from '../memory/shared-places.js';

/** Which store, and whose places. */
export interface XapiPlacesOptions {
  /** Address above `activities/state`: `https://lrs.example/xapi`. */
  readonly endpoint: string;
  /** Who watches. */
  readonly actor: Actor;
  /** Value of the `authorization` header; asked again with `fresh` after a 401. Without it none is sent. */
  readonly authorization?: (fresh: boolean) => Promise<string | undefined> | string | undefined;
  /** Id of the activity that a film is; by default the film's own id, where that is an IRI, else one made of it. */
  readonly activity?: (id: string) => string;
  /** Name of the state document. */
  readonly stateId?: string;
  /** Id of the enrolment (UUID), where places are to be those of one enrolment. */
  readonly registration?: string;
}

const VERSION = '1.0.3';

/**
 * Places for {@link UgglaPlayer.places} in the State resource of an xAPI store: one small document a film and person, beside
 * what others keep there.
 *
 * @example
 * ```ts
 * player.places = xapiPlaces({endpoint: 'https://lrs.example/xapi', actor, authorization: () => `Basic ${key}`});
 * ```
 * @returns What `get` and `set` reject with is an `UgglaError` `records-unauthorized` or `records-unreachable`.
 */
export function xapiPlaces({
  endpoint,
  actor,
  authorization,
  activity = asIri,
  stateId = 'uggla-place',
  registration,
}: XapiPlacesOptions): Places {
  const base = endpoint.replace(/\/+$/, '');

  const ask = async (id: string, init: RequestInit, fresh = false): Promise<Response> => {
    const query = new URLSearchParams({
      activityId: activity(id),
      agent: JSON.stringify(actor),
      stateId,
      ...(registration && {registration}),
    });
    const value = await authorization?.(fresh);
    const headers = {
      'content-type': 'application/json',
      'x-experience-api-version': VERSION,
      ...(value && {authorization: value}),
    };
    let answer: Response;
    try {
      answer = await fetch(`${base}/activities/state?${query}`, {...init, headers});
    } catch (cause) {
      throw new UgglaError('records-unreachable', `${base} did not answer`, {cause});
    }
    if (answer.status !== 401 || fresh || !authorization) return answer;
    return ask(id, init, true);
  };

  return {
    async get(id) {
      const answer = await ask(id, {cache: 'no-store'});
      if (answer.status === 404 || answer.status === 204) return undefined;
      if (!answer.ok) throw refused(base, answer.status);
      return (await answer.json().catch(() => undefined)) as KeptPlace | undefined; // the player takes only what fits
    },
    async set(id, {time, at}) {
      // A POST joins with what is there (xAPI 1.0.3, part 3, 2.2): stores that want a tag before a PUT want none of it. It
      // outlives the page, as the last one is sent when that is left.
      const answer = await ask(id, {method: 'POST', body: JSON.stringify({time, at}), keepalive: true});
      if (!answer.ok) throw refused(base, answer.status);
    },
  };
}

function refused(base: string, status: number): UgglaError {
  const code = status === 401 || status === 403 ? 'records-unauthorized' : 'records-unreachable';
  return new UgglaError(code, `${base} answered ${status} to where a viewer left off`, {status});
}

function asIri(id: string): string {
  return /^[a-z][a-z\d+.-]*:/i.test(id) ? id : `urn:uggla:media:${encodeURIComponent(id)}`;
}
