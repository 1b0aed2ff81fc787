import {loadJson} from '@uggla/core/load.js';
import type {Portfolio, Product} from '@uggla/protocol';
import {portfolioSchema} from '@uggla/protocol/generated/portfolio-schema.js';
import {portfolioShardSchema} from '@uggla/protocol/generated/portfolio-shard-schema.js';

/** Loads `portfolio.json`. Throws `portfolio-unavailable` or `portfolio-invalid`. */
export function loadPortfolio(url: string, signal: AbortSignal): Promise<Portfolio> {
  return loadJson<Portfolio>(url, {kind: 'portfolio', schema: portfolioSchema, signal});
}

/** Loads a further file of products. Throws `portfolio-unavailable` or `portfolio-invalid`. */
export async function loadShard(url: string, signal: AbortSignal): Promise<Product[]> {
  return (await loadJson<{products: Product[]}>(url, {kind: 'portfolio', schema: portfolioShardSchema, signal})).products;
}
