import type {ReactiveElement} from 'lit';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {UgglaError, type Product} from '@uggla/protocol';
import {previewInstant} from '@uggla/protocol/campaigns.js';
import {liveEn, type LiveTerms} from '../../locales/live-en.js';
import {liveEs} from '../../locales/live-es.js';
import {more} from '../../locales/more.js';
import type {Hydrate, LiveFact} from './hydrate.js';

/** Holds what the page's `hydrate` function told of products: prices and stock that files cannot know. */
export class LiveFacts {
  readonly #host: ReactiveElement;
  readonly #localize: LocalizeController<LiveTerms>;
  #hydrate: Hydrate | undefined;
  #facts = new Map<string, LiveFact>();
  #asked = new Set<string>();

  constructor(host: ReactiveElement) {
    this.#host = host;
    this.#localize = new LocalizeController(host, {en: liveEn, es: liveEs}, more, (all) => all.live);
  }

  /** Asks for products that were not asked for yet; for all anew when `hydrate` is another function. */
  follow(hydrate: Hydrate | undefined, products: readonly Product[]): void {
    if (hydrate !== this.#hydrate) {
      this.#hydrate = hydrate;
      this.#facts = new Map();
      this.#asked = new Set();
    }
    const ids = products.map(({id}) => id).filter((id) => !this.#asked.has(id));
    if (!hydrate || ids.length === 0) return;
    for (const id of ids) this.#asked.add(id);
    void this.#ask(hydrate, ids);
  }

  /** The product with the price that is true now; as it was where nothing was told of it. */
  of(product: Product): Product {
    const price = this.#facts.get(product.id)?.price;
    if (price === undefined) return product;
    const {price: published, ...rest} = product;
    if (price === null) return rest;
    return isPrice(price) ? {...rest, price} : {...rest, ...(published && {price: published})};
  }

  /** How many there are, in words: as the page told, else as it was published; empty where nothing was told. */
  stockOf({id, availability, availableFrom}: Product): string {
    const stock = this.#facts.get(id)?.stock;
    if (typeof stock === 'string') return stock;
    if (stock === true) return this.#localize.term('available');
    if (stock === false || (typeof stock === 'number' && stock <= 0)) return this.#localize.term('soldOut');
    if (typeof stock === 'number' && Number.isFinite(stock))
      return this.#localize.term('left', stock, this.#localize.number(stock));
    if (availability === 'in-stock') return this.#localize.term('available');
    if (availability === 'out-of-stock') return this.#localize.term('soldOut');
    const from = availability && availableFrom !== undefined ? previewInstant(availableFrom) : undefined;
    if (from === undefined || from <= Date.now()) return '';
    return this.#localize.term('from', new Date(from).toLocaleDateString(this.#localize.locale, {dateStyle: 'long'}));
  }

  /** What was published stays when the page's function fails. */
  async #ask(hydrate: Hydrate, ids: readonly string[]): Promise<void> {
    try {
      const told = await hydrate(ids);
      if (hydrate !== this.#hydrate) return;
      for (const id of ids) {
        const fact = Object.hasOwn(told, id) ? told[id] : undefined;
        if (typeof fact === 'object' && fact !== null) this.#facts.set(id, fact);
      }
      this.#host.requestUpdate();
    } catch (cause) {
      if (hydrate === this.#hydrate)
        this.#host.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'hydrate-failed')));
    }
  }
}

function isPrice(price: unknown): price is NonNullable<Product['price']> {
  const {amount, currency, former = 0} = price as {amount?: unknown; currency?: unknown; former?: unknown};
  const isAmount = (one: unknown) => typeof one === 'number' && Number.isFinite(one) && one >= 0; // −1 is a shop's “none”
  return isAmount(amount) && isAmount(former) && typeof currency === 'string';
}
