import type {Lead} from '../events.js';
import {leadsKey} from './leads-wait.js';
import {offerLead, RefusedLead, type LeadHost} from './offer-lead.js';

/**
 * Leads that were sent without a network, kept on this device until they have arrived: a closed tab loses none. Each goes
 * out once, however many tabs and elements look after the same portfolio.
 */
export class LeadQueue {
  readonly #key: string;
  readonly #host: LeadHost;
  readonly #portfolio: string;
  #delivering: Promise<void> | undefined;

  /** @param portfolio - Id of the portfolio. */
  constructor(host: LeadHost, portfolio: string) {
    this.#host = host;
    this.#portfolio = portfolio;
    this.#key = leadsKey(portfolio);
  }

  /** Those that wait, the oldest first. */
  get waiting(): Lead[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isLead) : [];
    } catch {
      return []; // storage is forbidden, or something else wrote there
    }
  }

  /**
   * Keeps a lead.
   *
   * @returns Whether it is safe now.
   */
  keep(lead: Lead): boolean {
    return this.#write([...this.waiting.filter(({id}) => id !== lead.id), lead]);
  }

  /** Hands all that wait to whoever listens; what is taken and arrives waits no longer. */
  deliver(): Promise<void> {
    return (this.#delivering ??= this.#deliverInTurn().finally(() => (this.#delivering = undefined)));
  }

  async #deliverInTurn(): Promise<void> {
    // Locks exist on https and on this machine only; elsewhere the lead's id tells two of one apart.
    if (navigator.locks) await navigator.locks.request(this.#key, () => this.#deliver());
    else await this.#deliver();
  }

  async #deliver(): Promise<void> {
    for (const lead of this.waiting) {
      const answer = offerLead(this.#host, lead, this.#portfolio);
      if (!answer) return; // nobody listens: the next visit tries again
      try {
        await answer;
      } catch (cause) {
        if (cause instanceof RefusedLead) continue; // it stays, and stands before no other
        return; // it did not arrive, and those after it would not either
      }
      this.#write(this.waiting.filter(({id}) => id !== lead.id));
    }
  }

  #write(leads: readonly Lead[]): boolean {
    try {
      if (leads.length > 0) localStorage.setItem(this.#key, JSON.stringify(leads));
      else localStorage.removeItem(this.#key);
      return true;
    } catch {
      return false;
    }
  }
}

function isLead(value: unknown): value is Lead {
  const lead = value as Partial<Lead> | null;
  return typeof lead?.id === 'string' && typeof lead.item === 'string' && typeof lead.email === 'string';
}
