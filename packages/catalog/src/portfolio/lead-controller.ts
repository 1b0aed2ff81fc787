import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {LeadEvent, type Lead, type ProductAction} from '../events.js';
import type {LeadFields, LeadStatus} from './lead-form.js';

/** What a lead is sent with, besides what was written. */
export interface LeadContext {
  readonly item: string;
  readonly action: string;
  readonly consent: string;
  readonly language: string;
}

/** The lead form that is open, and what becomes of it. */
export class LeadController implements ReactiveController {
  /** The action that asked for the form; `undefined` when none is open. */
  action: ProductAction | undefined;
  status: LeadStatus = 'writing';

  readonly #host: ReactiveControllerHost & EventTarget;
  #id = '';

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Opens the form for an action, or closes it when it is open for it already. */
  toggle(action: ProductAction): void {
    const isOpen = this.action === action;
    this.action = isOpen ? undefined : action;
    this.status = 'writing';
    // `randomUUID` is missing on plain http: an id that is unlikely enough does for telling two tries from two leads.
    this.#id = globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    this.#host.requestUpdate();
  }

  close(): void {
    this.action = undefined;
    this.#host.requestUpdate();
  }

  /** Hands the lead to whoever listens. Nobody, or a rejection: it was not sent, and the form says so. */
  async send(fields: LeadFields, context: LeadContext): Promise<void> {
    const lead: Lead = {id: this.#id, ...context, ...fields, time: new Date().toISOString()};
    const event = new LeadEvent(lead);
    const {action} = this;
    this.#become('sending');
    this.#host.dispatchEvent(event);
    let status: LeadStatus = 'failed';
    try {
      if (event.answer) {
        await event.answer;
        status = 'sent';
      }
    } catch {
      // The page knows why: it rejected.
    }
    if (this.action === action) this.#become(status);
  }

  #become(status: LeadStatus): void {
    this.status = status;
    this.#host.requestUpdate();
  }
}
