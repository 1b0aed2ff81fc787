import type {Portfolio, Product, Text} from '@uggla/protocol';
import type {Passage} from '@uggla/search';
import type {Fields} from '../shared/choices.js';
import {encodeId} from '../shared/route.js';

/** Name under which the categories are filtered; a facet of the portfolio's own of that name comes first. */
export const categoryField = 'category';

/** How a portfolio's texts become words of one language. */
export type TextPicker = (text: Text | undefined) => string;

const known = new WeakMap<Product, Fields>();

/** What a product is filtered by. Its category is one of them, though the file keeps it apart. */
export function fieldsOf(product: Product): Fields {
  let fields = known.get(product);
  if (!fields) {
    const category = keyOf(product.category);
    known.set(product, (fields = {...(category === '' ? {} : {[categoryField]: category}), ...product.facets}));
  }
  return fields;
}

/** What names a category, whatever language it is shown in: its first text. */
export function keyOf(text: Text | undefined): string {
  return typeof text === 'object' ? (Object.values(text)[0] ?? '') : (text ?? '');
}

/** The title of a facet's value; the value itself when the portfolio gives it none. */
export function titleOfValue(portfolio: Portfolio, facet: string, value: string, text: TextPicker): string {
  const found = portfolio.facets?.find(({id}) => id === facet)?.values.find(({id}) => id === value);
  return text(found?.title) || value;
}

/** The values that a product has in a facet. */
export function valuesOf(product: Product, facet: string): readonly string[] {
  const value = product.facets && Object.hasOwn(product.facets, facet) ? product.facets[facet] : undefined;
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** What a search in the portfolio looks through. */
export function passagesOf(portfolio: Portfolio, products: readonly Product[], text: TextPicker): Passage[] {
  return products.map((product) => {
    const facets = Object.keys(product.facets ?? {}).flatMap((facet) =>
      valuesOf(product, facet).map((value) => titleOfValue(portfolio, facet, value, text)),
    );
    const words = [text(product.summary), text(product.category), product.brand, product.sku, product.gtin, ...facets];
    return {
      id: product.id,
      kind: 'product',
      title: text(product.title),
      text: words.filter(Boolean).join(' · '),
      item: product.id,
      url: `#/item/${encodeId(product.id)}`,
    };
  });
}
