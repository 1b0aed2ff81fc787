import type {Portfolio, Product, Text} from '@uggla/protocol';
import type {SearchTask} from '../shared/search-controller.js';
import {passagesOf} from './portfolio-data.js';

/** How the products are searched for `words`: in themselves, there is no index of them to fetch. */
export function productsTask(
  portfolio: Portfolio,
  products: readonly Product[],
  words: string,
  language: string,
  text: (text: Text | undefined) => string,
): SearchTask {
  const load = async () =>
    (await import('@uggla/search')).buildSearchFile(passagesOf(portfolio, products, text), language);
  return [words, language, load, {limit: products.length}];
}
