import type {LocalizeController} from '@uggla/core/localize.js';
import type {Portfolio, Product} from '@uggla/protocol';
import {countValues, type Choices} from '../shared/choices.js';
import type {FilterField} from '../shared/filter-bar.js';
import {unique} from '../shared/unique.js';
import type {CatalogTerms} from '../locales/en.js';
import {categoryField, fieldsOf, keyOf, titleOfValue, type TextPicker} from './portfolio-data.js';

/**
 * What a portfolio can be filtered by: its categories, then its facets in their order.
 *
 * @param isWhole - Whether `products` are all: numbers are told only then.
 */
export function portfolioFilters(
  portfolio: Portfolio,
  products: readonly Product[],
  isWhole: boolean,
  choices: Choices,
  localize: LocalizeController<CatalogTerms>,
  text: TextPicker,
): FilterField[] {
  const facets = unique(portfolio.facets ?? []);
  const hasOwnCategory = facets.some(({id}) => id === categoryField);
  const names = [...(hasOwnCategory ? [] : [categoryField]), ...facets.map(({id}) => id)];
  const counts = countValues(products.map(fieldsOf), names, choices);
  return names.map((name) => {
    const facet = facets.find(({id}) => id === name);
    const found = counts.get(name)!;
    const values = facet && !isWhole ? unique(facet.values).map(({id}) => id) : [...found.keys()];
    const titleOf = (value: string) =>
      facet
        ? titleOfValue(portfolio, name, value, text)
        : text(products.find(({category}) => keyOf(category) === value)?.category);
    return {
      name,
      title: facet ? text(facet.title) : localize.term('fieldCategory'),
      values: values.map((value) => ({
        value,
        title: titleOf(value),
        count: isWhole ? (found.get(value) ?? 0) : undefined,
      })),
    };
  });
}
