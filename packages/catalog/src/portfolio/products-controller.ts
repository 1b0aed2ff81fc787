import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {UgglaError, type Portfolio, type Product} from '@uggla/protocol';
import {loadShard} from './load-portfolio.js';

/** Holds the products of a portfolio: those in the file itself, and those in its shards once they are needed. */
export class ProductsController implements ReactiveController {
  /** Those that are there, in the portfolio's order. */
  products: readonly Product[] = [];
  /** Why some are missing. */
  error: UgglaError | undefined;

  readonly #host: ReactiveControllerHost;
  #shards: string[] = [];
  #loading: Promise<void> | undefined;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether all products are there. */
  get isWhole(): boolean {
    return this.#shards.length === 0;
  }

  /** Whether products are on their way. */
  get isLoading(): boolean {
    return this.#loading !== undefined;
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  /** Starts anew with another portfolio. `urlOf` makes the shards' addresses whole. */
  start(portfolio: Portfolio, urlOf: (address: string) => string | undefined): void {
    this.#abort.abort();
    this.#loading = undefined;
    this.error = undefined;
    this.products = portfolio.products;
    this.#shards = (portfolio.shards ?? []).map(({src}) => urlOf(src)).filter((url) => url !== undefined);
  }

  /** Brings the next shard. Does nothing while one is on its way; what failed is tried again. */
  needMore(): Promise<void> {
    return (this.#loading ??= this.#load(1));
  }

  /** Brings all: search and filters can tell the truth only then. */
  async needAll(): Promise<void> {
    await this.#loading;
    if (!this.isWhole && !this.error) await (this.#loading ??= this.#load(this.#shards.length));
  }

  /** Forgets that loading failed, so that it is tried again. */
  retry(): void {
    this.error = undefined;
    this.#host.requestUpdate();
  }

  async #load(count: number): Promise<void> {
    const {signal} = (this.#abort = new AbortController());
    const wanted = this.#shards.slice(0, count);
    this.error = undefined;
    try {
      const loaded = await Promise.all(wanted.map((url) => loadShard(url, signal)));
      if (signal.aborted) return;
      this.products = [...this.products, ...loaded.flat()];
      this.#shards = this.#shards.slice(wanted.length);
    } catch (cause) {
      if (!signal.aborted) this.error = UgglaError.from(cause, 'portfolio-unavailable');
    } finally {
      if (signal === this.#abort.signal) this.#loading = undefined;
    }
    this.#host.requestUpdate();
  }
}
