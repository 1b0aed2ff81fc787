import type {Campus, CampusItem} from '@uggla/protocol';
import type {LocalizeController} from '@uggla/core/localize.js';
import {countValues, type Choices} from '../shared/choices.js';
import type {FilterField} from '../shared/filter-bar.js';
import type {CatalogTerms} from '../locales/en.js';
import {nameOfKind} from './campus-cards.js';
import {campusFields, fieldsOf, itemsOf} from './campus-data.js';
import {titleOfLanguage} from './campus-header.js';

const titles = {kind: 'fieldKind', tag: 'fieldTag', language: 'fieldLanguage'} as const;

/** Tags that a bar holds before it is a wall: the most used ones. Those chosen are always among them. */
const MOST_TAGS = 12;

/**
 * What a campus can be filtered by now. A field in which all items are alike is no filter, and left out.
 *
 * @param found - How many hits a search has in each item, by its id: what the numbers then count. Left out, they count items.
 */
export function campusFilters(
  campus: Campus,
  choices: Choices,
  localize: LocalizeController<CatalogTerms>,
  found?: ReadonlyMap<string, number>,
): FilterField[] {
  const items = itemsOf(campus);
  const things = items.map((item) => fieldsOf(item, campus));
  const counts = countValues(things, campusFields, choices, found && items.map(({id}) => found.get(id) ?? 0));
  return campusFields
    .filter((name) => choices.has(name) || things.some((thing) => String(thing[name]) !== String(things[0]?.[name])))
    .map((name) => {
      const all = [...(counts.get(name) ?? [])].map(([value, count]) => ({
        value,
        count,
        title: titleOf(name, value, localize),
      }));
      return {
        name,
        title: localize.term(titles[name]),
        values: name === 'tag' ? mostUsed(all, choices, localize) : all,
      };
    });
}

function mostUsed(
  values: FilterField['values'],
  choices: Choices,
  localize: LocalizeController<CatalogTerms>,
): FilterField['values'] {
  const chosen = choices.get('tag') ?? [];
  const kept = [...values]
    .sort(
      (one, other) =>
        Number(chosen.includes(other.value)) - Number(chosen.includes(one.value)) ||
        (other.count ?? 0) - (one.count ?? 0),
    )
    .slice(0, MOST_TAGS);
  return kept.sort((one, other) => one.title.localeCompare(other.title, localize.locale));
}

function titleOf(
  field: (typeof campusFields)[number],
  value: string,
  localize: LocalizeController<CatalogTerms>,
): string {
  if (field === 'kind') return nameOfKind(value as CampusItem['kind'], localize);
  return field === 'language' ? titleOfLanguage(value, localize.language) : value;
}
