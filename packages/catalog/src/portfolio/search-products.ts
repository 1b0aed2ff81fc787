import type {Portfolio, Product, Text} from '@uggla/protocol';
import type {SearchController} from '../shared/search-controller.js';
import {passagesOf} from './portfolio-data.js';

/** Searches in the products themselves: there is no index of them to fetch. `soon`: someone is still typing. */
export function searchProducts(
  search: SearchController,
  portfolio: Portfolio,
  products: readonly Product[],
  asked: {query: string; language: string; soon: boolean; text: (text: Text | undefined) => string},
): void {
  const {query, language, soon, text} = asked;
  const load = async () =>
    (await import('@uggla/search')).buildSearchFile(passagesOf(portfolio, products, text), language);
  const task = [query, language, load, {limit: products.length}] as const;
  if (soon) search.searchSoon(...task);
  else void search.search(...task);
}
