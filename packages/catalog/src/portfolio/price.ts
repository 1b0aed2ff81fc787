import {html, type TemplateResult} from 'lit';
import type {LocalizeController} from '@uggla/core/localize.js';
import type {Product} from '@uggla/protocol';
import type {CatalogTerms} from '../locales/en.js';

/** Writes numbers in the reader's way. */
interface Numbers {
  number(value: number, options?: Intl.NumberFormatOptions): string;
}

/** A price as people write it here; the plain number with its code for a currency that nobody knows; empty for none. */
export function formatPrice({price}: Product, localize: Numbers): string {
  if (!price) return '';
  try {
    const isWhole = Number.isInteger(price.amount);
    return localize.number(price.amount, {
      style: 'currency',
      currency: price.currency,
      ...(isWhole ? {maximumFractionDigits: 0} : {}),
    });
  } catch {
    return `${localize.number(price.amount)} ${price.currency}`;
  }
}

/** The price, behind what it was before where that is more: struck out for who sees it, said in words for who hears it. */
export function renderPrice(product: Product, localize: LocalizeController<CatalogTerms>): string | TemplateResult {
  const {price} = product;
  const now = formatPrice(product, localize);
  if (typeof price?.former !== 'number' || !(price.former > price.amount)) return now;
  const former = formatPrice({...product, price: {...price, amount: price.former}}, localize);
  return html`<span class="visually-hidden">${localize.term('offer', former, now)}</span><span aria-hidden="true"><s>${former}</s> ${now}</span>`;
}
