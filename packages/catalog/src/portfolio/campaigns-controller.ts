import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {UgglaError, type Campaign, type Portfolio, type Product} from '@uggla/protocol';

/** A timer cannot wait longer than this (24.8 days, 2³¹ − 1 ms). */
const LONGEST_MS = 2 ** 31 - 1;

interface CampaignsHost extends ReactiveControllerHost, EventTarget {
  readonly campaigns: readonly Campaign[];
  readonly isConnected: boolean;
  /** Shows the campaigns as they will be then; empty for now. */
  readonly previewDate: string;
}

/** The campaigns that are on, kept true while the page stays open. */
export class CampaignsController implements ReactiveController {
  readonly #host: CampaignsHost;
  #rules: typeof import('@uggla/protocol/campaigns.js') | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The first moment that this rendering went by: what changes after it calls for another. */
  #looked: number | undefined;

  constructor(host: CampaignsHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Fetches what a portfolio's campaigns need before it is shown; most have none. Without it there are no campaigns. */
  async prepare(portfolio: Portfolio): Promise<Portfolio> {
    if (!portfolio.campaigns?.length) return portfolio;
    try {
      this.#rules ??= await import('@uggla/protocol/campaigns.js');
    } catch (cause) {
      this.#host.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'family-unavailable')));
    }
    return portfolio;
  }

  /** The weightiest first. */
  get active(): Campaign[] {
    const now = this.#now();
    this.#looked ??= now;
    return this.#rules?.activeCampaigns(this.#host.campaigns, now) ?? [];
  }

  /** The products with those of the campaigns that are on in front. */
  putForward<T extends {readonly id: string}>(products: readonly T[]): readonly T[] {
    return this.#rules?.putForward(products, this.active) ?? products;
  }

  /** The product at what it costs in these campaigns. */
  priced(product: Product, campaigns: readonly Campaign[]): Product {
    return this.#rules?.pricedBy(product, campaigns) ?? product;
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const now = this.#now();
    const next = this.#rules?.nextChange(this.#host.campaigns, this.#looked ?? now);
    this.#looked = undefined;
    if (next === undefined || this.#host.previewDate || !this.#host.isConnected) return;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), Math.min(Math.max(0, next - now), LONGEST_MS));
  }

  #now(): number {
    return (this.#host.previewDate && this.#rules?.previewInstant(this.#host.previewDate)) || Date.now();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
