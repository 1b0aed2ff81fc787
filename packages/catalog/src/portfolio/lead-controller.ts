import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Lead, ProductAction} from '../events.js';
import type {LeadFields, LeadStatus} from './lead-form.js';
import type {LeadQueue} from './lead-queue.js';
import {offerLead, type LeadHost} from './offer-lead.js';

/** What a lead is sent with, besides what was written. */
export interface LeadContext {
  readonly item: string;
  readonly action: string;
  readonly consent: string;
  readonly language: string;
}

/** What was written into the form of one action, under the id that it will be sent with. */
interface Draft {
  readonly id: string;
  fields: LeadFields;
}

const empty: LeadFields = {name: '', email: '', company: '', phone: '', message: ''};

/** The lead form that is open, and what becomes of it. */
export class LeadController implements ReactiveController {
  /** The action that asked for the form; `undefined` when none is open. */
  action: ProductAction | undefined;
  status: LeadStatus = 'writing';

  /** Id of the portfolio that leads are for. */
  portfolio = '';

  readonly #host: ReactiveControllerHost & LeadHost;
  #drafts = new WeakMap<ProductAction, Draft>();
  #queue: LeadQueue | undefined;

  constructor(host: ReactiveControllerHost & LeadHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#deliver);
    this.#host.addEventListener('uggla-forget', this.#forget);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#deliver);
    this.#host.removeEventListener('uggla-forget', this.#forget);
  }

  /** What was written for the open action so far. */
  get fields(): LeadFields {
    return this.#draft?.fields ?? empty;
  }

  /** Where leads wait for a network; those that wait already are sent. */
  set queue(queue: LeadQueue) {
    this.#queue = queue;
    this.#deliver();
  }

  /** Opens the form for an action, as it was left, or closes it when it is open for it already. */
  toggle(action: ProductAction): void {
    const isOpen = this.action === action;
    this.action = isOpen ? undefined : action;
    this.status = 'writing';
    this.#host.requestUpdate();
  }

  /** Closes the form. What was written stays, for when it is opened again. */
  close(): void {
    this.action = undefined;
    this.#host.requestUpdate();
  }

  /** Closes the form and forgets what was written. */
  cancel(): void {
    if (this.action) this.#drafts.delete(this.action);
    this.close();
  }

  /** Keeps what is being written. */
  write(fields: LeadFields): void {
    const {action} = this;
    if (!action) return;
    const draft = this.#draft;
    if (draft) draft.fields = fields;
    else this.#drafts.set(action, {id: makeId(), fields});
  }

  /**
   * Hands the lead to whoever listens. Nobody, or a rejection: it was not sent, and the form says so; without a network
   * it waits in the queue.
   */
  async send(fields: LeadFields, context: LeadContext): Promise<void> {
    const {action} = this;
    if (!action || this.status === 'sending') return;
    this.write(fields);
    const lead: Lead = {id: this.#draft!.id, ...context, ...fields, time: new Date().toISOString()};
    this.#become('sending');
    const answer = offerLead(this.#host, lead, this.portfolio);
    let status: LeadStatus = 'failed';
    try {
      if (answer) {
        await answer;
        status = 'sent';
      }
    } catch {
      // The page knows why: it rejected.
    }
    if (status === 'failed' && (!navigator.onLine || this.#host.kiosk) && this.#queue?.keep(lead)) status = 'kept';
    if (status !== 'failed') this.#drafts.delete(action);
    if (this.action === action) this.#become(status);
    if (status === 'sent') this.#deliver();
  }

  get #draft(): Draft | undefined {
    return this.action && this.#drafts.get(this.action);
  }

  readonly #deliver = (): void => void this.#queue?.deliver();

  /** The visitor of a kiosk has left: the next one finds nothing of theirs. */
  readonly #forget = (): void => {
    this.#drafts = new WeakMap();
    this.close();
    this.#deliver();
  };

  #become(status: LeadStatus): void {
    this.status = status;
    this.#host.requestUpdate();
  }
}

/** `randomUUID` is missing on plain http: an id that is unlikely enough does for telling two tries from two leads. */
function makeId(): string {
  return globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
