import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Campaign} from '@uggla/protocol';
import {activeCampaigns, nextChange} from './campaigns.js';

/** A timer cannot wait longer than this (24.8 days, 2³¹ − 1 ms). */
const LONGEST_MS = 2 ** 31 - 1;

/** The campaigns that are on, kept true while the page stays open. */
export class CampaignsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & {readonly campaigns: readonly Campaign[]};
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & {readonly campaigns: readonly Campaign[]}) {
    this.#host = host;
    host.addController(this);
  }

  /** The weightiest first. */
  get active(): Campaign[] {
    return activeCampaigns(this.#host.campaigns, Date.now());
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const next = nextChange(this.#host.campaigns, now);
    if (next !== undefined) this.#timer = setTimeout(() => this.#host.requestUpdate(), Math.min(next - now, LONGEST_MS));
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
