import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import {formatLength} from '@uggla/core/time.js';
import type {Campaign, Product} from '@uggla/protocol';
import type {CatalogTerms} from '../locales/en.js';
import {renderCard} from '../shared/card.js';
import type {TextPicker} from './portfolio-data.js';

/** What the cards need of the portfolio that shows them. */
export interface ProductCardMaker {
  readonly localize: LocalizeController<CatalogTerms>;
  /** Address of the portfolio. */
  readonly base: string;
  /** Address of the file that a product stands in. */
  baseOf(product: Product): string;
  readonly text: TextPicker;
  /** Those that are on, the weightiest first. */
  readonly campaigns: readonly Campaign[];
  /** The price as people write it: the one the page told, else that of a campaign, else the published one; empty for none. */
  priceOf(product: Product): string | TemplateResult;
  /** How many there are, in words; empty where the page told nothing. */
  stockOf(product: Product): string;
  /** What lies on the card: the box that puts it into a comparison. */
  mark?: ((product: Product) => unknown) | undefined;
  hrefOf(item: string): string;
  choose(product: Product): void;
}

/** The campaign that puts a product forward; the weightiest where there are several. */
export function campaignOf(product: Product, campaigns: readonly Campaign[]): Campaign | undefined {
  return campaigns.find(({products}) => products.includes(product.id));
}

/**
 * A grid of products, the first of `total`: who hears the page is told of how many each is one.
 *
 * @param cardOf - Which card shows a product; each its own by default.
 */
export function renderProducts(
  maker: ProductCardMaker,
  products: readonly Product[],
  total: number,
  cardOf: (product: Product) => unknown = ({id}) => id,
): TemplateResult {
  return html`<ul class="grid">
    ${repeat(
      products,
      cardOf,
      (product, at) =>
        html`<li class="cell alone" aria-setsize=${total} aria-posinset=${at + 1}>${renderProductCard(maker, product)}${maker.mark?.(product) ?? nothing}</li>`,
    )}
  </ul>`;
}

/** The card of one product. */
export function renderProductCard(maker: ProductCardMaker, product: Product): TemplateResult {
  const {localize, text, campaigns} = maker;
  return renderCard({
    item: product.id,
    icon: 'product',
    href: maker.hrefOf(product.id),
    title: text(product.title),
    details: [text(product.category), product.brand ?? '', maker.stockOf(product)],
    summary: text(product.summary),
    picture: product.poster ?? product.images?.[0],
    base: maker.baseOf(product),
    length: product.media && product.duration ? formatLength(product.duration, localize.locale) : undefined,
    badge: text(campaignOf(product, campaigns)?.badge),
    price: maker.priceOf(product),
    open: () => maker.choose(product),
  });
}
