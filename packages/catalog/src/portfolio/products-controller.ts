import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {UgglaError, type Portfolio, type Product} from '@uggla/protocol';
import {unique} from '../shared/unique.js';
import {loadShard} from './load-portfolio.js';

/** So many cards are drawn at once: two screens of a television. Twice as many take twice as long to lay out. */
const STEP = 24;

/** A file of products, and what it brought. */
interface Part {
  readonly url: string;
  products?: readonly Product[];
}

/** Holds the products of a portfolio: those in the file itself, and those in its shards once they are needed. */
export class ProductsController implements ReactiveController {
  /** Those that are there, in the portfolio's order; one of each id. */
  products: readonly Product[] = [];
  /** Why some are missing. */
  error: UgglaError | undefined;

  /** The product that was open last: its card is drawn, since the focus goes back to it. */
  last = '';

  readonly #host: ReactiveControllerHost & EventTarget;
  #drawn = STEP;
  /** Id → number of its card. */
  readonly #cards = new Map<string, number>();
  #parts: Part[] = [];
  #bases = new WeakMap<Product, string>();
  #loading: Promise<void> | undefined;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether all products are there. */
  get isWhole(): boolean {
    return this.#missing.length === 0;
  }

  get #missing(): Part[] {
    return this.#parts.filter(({products}) => !products);
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  /** Address of the file that a product stands in: those in it are relative to that. `undefined` for one of none. */
  baseOf(product: Product): string | undefined {
    return this.#bases.get(product);
  }

  /** Starts anew with another portfolio, from `url`. `urlOf` makes the shards' addresses whole. */
  start({products, shards = []}: Portfolio, url: string, urlOf: (address: string) => string | undefined): void {
    this.#abort.abort();
    this.#loading = undefined;
    this.error = undefined;
    this.begin();
    const further = shards.map(({src}) => urlOf(src)).filter((whole) => whole !== undefined);
    this.#parts = [{url, products}, ...further.map((whole) => ({url: whole}))];
    this.#gather();
  }

  /** Another list begins: with its first cards. */
  begin(): void {
    this.#drawn = STEP;
    this.last = '';
    this.#cards.clear();
  }

  /** Which card shows a product: its own, until another list takes all cards over. To fill them anew takes a third of what new ones do. */
  readonly cardOf = ({id}: Product): number => {
    const {size} = this.#cards;
    return this.#cards.get(id) ?? (this.#cards.set(id, size), size);
  };

  /** Those of a list whose cards are drawn: its beginning, the rest as one nears the end of that. */
  cut(list: readonly Product[]): readonly Product[] {
    this.#drawn = Math.max(this.#drawn, 1 + list.findIndex(({id}) => id === this.last));
    return list.slice(0, this.#drawn);
  }

  /** Draws further cards, and brings the next shard when those that are there run out. */
  async more(times = 1): Promise<void> {
    this.#drawn += times * STEP;
    this.#host.requestUpdate();
    if (!this.isWhole && this.#drawn >= this.products.length) await this.needMore();
    await this.#host.updateComplete;
  }

  /** Brings the next shard. Does nothing while one is on its way; what failed is tried again. */
  needMore(): Promise<void> {
    return (this.#loading ??= this.#load(1));
  }

  /** Brings all: search and filters can tell the truth only then. */
  async needAll(): Promise<void> {
    await this.#loading;
    if (!this.isWhole && !this.error) await (this.#loading ??= this.#load(this.#parts.length));
  }

  /** Forgets that loading failed, so that it is tried again. */
  retry(): void {
    this.error = undefined;
    this.#host.requestUpdate();
  }

  /** One that cannot be had takes none of the others along. */
  async #load(count: number): Promise<void> {
    const {signal} = (this.#abort = new AbortController());
    this.error = undefined;
    let failed: unknown;
    const load = async (part: Part) => {
      try {
        part.products = await loadShard(part.url, signal);
      } catch (cause) {
        failed ??= cause;
      }
    };
    await Promise.all(this.#missing.slice(0, count).map(load));
    if (signal === this.#abort.signal) this.#loading = undefined;
    this.#gather();
    if (signal.aborted) return;
    if (failed) {
      this.error = UgglaError.from(failed, 'portfolio-unavailable');
      this.#host.dispatchEvent(new UgglaErrorEvent(this.error));
    }
    this.#host.requestUpdate();
  }

  #gather(): void {
    for (const {url, products = []} of this.#parts) for (const product of products) this.#bases.set(product, url);
    this.products = unique(this.#parts.flatMap(({products = []}) => products));
  }
}
