import {html, nothing, type TemplateResult} from 'lit';
import {matchLanguage, type CampusItem} from '@uggla/protocol';
import {icon} from '@uggla/core/icons.js';
import {spread} from '../shared/hit.js';
import type {SearchController} from '../shared/search-controller.js';
import {renderItemHit, type CardMaker} from './campus-cards.js';
import {loadSearchFile, makeSearchFile} from './load-campus.js';

/** What a search brings before filters cut it down: all that anybody could narrow. */
const MOST_HITS = 1000;

/** What is shown of it: more than anybody reads. */
const MOST_SHOWN = 60;

/** Searches in the campus's index of the reader's language. `soon`: once typing rests. */
export function searchCampus(
  search: SearchController,
  maker: CardMaker,
  query: string,
  urlOf: (address: string) => string | undefined,
  {soon = false} = {},
): void {
  const {campus, languages} = maker;
  const files = campus.search ?? {};
  const language = matchLanguage(Object.keys(files), languages) ?? Object.keys(files)[0];
  const url = language === undefined ? undefined : urlOf(files[language]!);
  const spoken = language ?? maker.localize.language;
  const load = () => (url ? loadSearchFile(url) : makeSearchFile(campus, spoken, (text) => maker.text(text)));
  const task = [query, url ?? `own:${spoken}`, load, {limit: MOST_HITS}] as const;
  if (soon) search.searchSoon(...task);
  else void search.search(...task);
}

/** What was found in the items that may be shown. */
export function renderResults(
  search: SearchController,
  maker: CardMaker,
  shown: ReadonlyMap<string, CampusItem>,
  retry: () => void,
): TemplateResult {
  const {localize} = maker;
  if (search.status === 'failed') {
    return html`<div class="message" role="alert">
      <p>${localize.term('searchFailed')}</p>
      <button type="button" class="solid" @click=${retry}>${icon('retry')}${localize.term('retry')}</button>
    </div>`;
  }
  if (search.status !== 'ready') return html`${nothing}`;
  const hits = hitsIn(search, shown);
  if (hits.length === 0) {
    return html`<div class="message">
      ${icon('search')}
      <p><strong>${localize.term('noResults')}</strong> ${localize.term('noResultsHint')}</p>
    </div>`;
  }
  return html`<ol class="results">
    ${hits.map((hit) => html`<li class="cell">${renderItemHit(maker, hit, shown.get(hit.passage.item)!)}</li>`)}
  </ol>`;
}

/** The hits whose items may be shown. */
export function hitsIn(search: SearchController, shown: ReadonlyMap<string, CampusItem>) {
  return spread(search.hits.filter(({passage}) => shown.has(passage.item))).slice(0, MOST_SHOWN);
}
