import {loadJson} from '@uggla/core/load.js';
import type {Portfolio, Product} from '@uggla/protocol';

interface SchemaOfPortfolio {
  readonly properties: {readonly products: object};
  readonly $defs: object;
}

/** Comes while the file does. */
const schema = async (): Promise<object> =>
  (await import('@uggla/protocol/generated/portfolio-schema.js')).portfolioSchema;

/** A shard is a list of products as the portfolio's own: one schema says what a product is, and is loaded once. */
const shardSchema = async (): Promise<object> => {
  const {properties, $defs} = (await schema()) as SchemaOfPortfolio;
  return {type: 'object', required: ['products'], properties: {products: properties.products}, $defs};
};

/** Loads `portfolio.json`. Throws `portfolio-unavailable` or `portfolio-invalid`. */
export function loadPortfolio(url: string, signal: AbortSignal): Promise<Portfolio> {
  return loadJson<Portfolio>(url, {kind: 'portfolio', schema: schema(), signal});
}

/** Loads a further file of products. Throws `portfolio-unavailable` or `portfolio-invalid`. */
export async function loadShard(url: string, signal: AbortSignal): Promise<Product[]> {
  return (await loadJson<{products: Product[]}>(url, {kind: 'portfolio', schema: shardSchema(), signal})).products;
}
