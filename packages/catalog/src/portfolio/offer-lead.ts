import {LeadEvent, type Lead} from '../events.js';

/** The element that leads come from. */
export interface LeadHost extends EventTarget {
  readonly baseURI?: string;
  /** Base address of a server that keeps leads; empty or absent for none. */
  readonly endpoint?: string;
  /** A kiosk keeps what cannot be sent, whatever the reason. */
  readonly kiosk?: boolean;
}

/**
 * Tells the page of a lead. When nobody takes it, the server of `endpoint` gets it.
 *
 * @returns Fulfilled when it arrived; `undefined` when there is nobody to take it.
 */
export function offerLead(host: LeadHost, lead: Lead, portfolio: string): Promise<unknown> | undefined {
  const event = new LeadEvent(lead);
  host.dispatchEvent(event);
  if (!event.answer && host.endpoint)
    event.respondWith(
      post(new URL('v1/leads', new URL(host.endpoint.replace(/\/?$/, '/'), host.baseURI ?? location.href)), {
        ...lead,
        portfolio,
      }),
    );
  return event.answer;
}

/** A lead that the server would refuse however often it came. */
export class RefusedLead extends Error {}

/** Statuses that say so: the lead is not as it should be. Any other may be another one the next time. */
const refusals = [400, 413, 415, 422];

/** The same lead may come twice: the server tells by its id. */
async function post(url: URL, lead: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(lead),
  });
  if (answer.ok) return;
  throw new (refusals.includes(answer.status) ? RefusedLead : Error)(`the server answered ${answer.status}`);
}
