import {html, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import {formatLength} from '@uggla/core/time.js';
import type {Campaign, Product} from '@uggla/protocol';
import type {CatalogTerms} from '../locales/en.js';
import {renderCard} from '../shared/card.js';
import type {TextPicker} from './portfolio-data.js';
import {formatPrice} from './price.js';

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
  hrefOf(item: string): string;
  choose(product: Product): void;
}

/** The campaign that puts a product forward; the weightiest where there are several. */
export function campaignOf(product: Product, campaigns: readonly Campaign[]): Campaign | undefined {
  return campaigns.find(({products}) => products.includes(product.id));
}

/** A grid of products. */
export function renderProducts(maker: ProductCardMaker, products: readonly Product[]): TemplateResult {
  return html`<ul class="grid">
    ${repeat(
      products,
      ({id}) => id,
      (product) => html`<li class="cell">${renderProductCard(maker, product)}</li>`,
    )}
  </ul>`;
}

function renderProductCard(maker: ProductCardMaker, product: Product): TemplateResult {
  const {localize, text, campaigns} = maker;
  return renderCard({
    item: product.id,
    icon: 'product',
    href: maker.hrefOf(product.id),
    title: text(product.title),
    details: [text(product.category), product.brand ?? ''],
    summary: text(product.summary),
    picture: product.poster ?? product.images?.[0],
    base: maker.baseOf(product),
    length: product.media && product.duration ? formatLength(product.duration, localize.locale) : undefined,
    badge: text(campaignOf(product, campaigns)?.badge),
    price: formatPrice(product, localize),
    open: () => maker.choose(product),
  });
}
