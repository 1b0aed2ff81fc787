import {html, nothing, type TemplateResult} from 'lit';
import type {CampusItem} from '@uggla/protocol';
import {fits, noChoices, toggleChoice, type Choices} from '../shared/choices.js';
import {renderRetry} from '../shared/messages.js';
import {renderFilterBar} from '../shared/filter-bar.js';
import type {SearchController} from '../shared/search-controller.js';
import {renderGrid, renderRowHead, type CardMaker} from './campus-cards.js';
import {fieldsOf, itemsOf, type Pack} from './campus-data.js';
import {campusFilters} from './campus-filters.js';
import {unique} from '../shared/unique.js';
import {renderHero} from './campus-header.js';
import {results} from './campus-search.js';
import type {CampusOwn} from './own/campus-own.js';
import type {Visit} from './visits.js';

/** What the start of a campus shows. */
export interface StartView {
  readonly maker: CardMaker;
  readonly search: SearchController;
  readonly visits: ReadonlyMap<string, Visit>;
  readonly query: string;
  readonly choices: Choices;
  readonly choose: (choices: Choices) => void;
  readonly retry: () => void;
  /** Whether all filters are shown, not only the kinds. */
  readonly isFilterOpen: boolean;
  readonly toggleFilters: () => void;
  /** What only the person who is there sees; `undefined` until its code has come. */
  readonly own: CampusOwn | undefined;
}

/**
 * Everything in its packs; or, once something is searched for or chosen, only what fits. The filters stay the same
 * buttons: whoever has pressed one keeps the focus on it.
 */
export function renderStart(view: StartView): TemplateResult {
  const {query, choices} = view;
  const isCut = query !== '' || choices.size > 0;
  return (
    (!isCut && view.own?.renderInstead(view)) ||
    html`${isCut ? nothing : renderWelcome(view)} ${renderFilters(view)}
    ${isCut ? renderFound(view) : renderPacks(view)}`
  );
}

function renderWelcome(view: StartView): TemplateResult {
  const {campus, base, text} = view.maker;
  return html`${renderHero(text(campus.title), text(campus.description), campus.brand?.cover, base)}
  ${view.own?.renderBefore(view)}`;
}

function renderPacks(view: StartView): TemplateResult {
  const {campus, localize} = view.maker;
  if (campus.packs.every(({items}) => items.length === 0))
    return html`<p class="message">${localize.term('empty')}</p>`;
  return html`${campus.packs.map((pack, at) => renderPack(view, pack, at))} ${view.own?.renderAfter(view)}`;
}

function renderFound({maker, search, query, choices, retry}: StartView): TemplateResult {
  const {campus, localize} = maker;
  const fitting = itemsOf(campus).filter((item) => fits(fieldsOf(item, campus), choices));
  const shown = new Map(fitting.map((item): [string, CampusItem] => [item.id, item]));
  const isSearching = query !== '';
  const count = isSearching ? (results?.hitsIn(search, shown).length ?? 0) : shown.size;
  const isWaiting = isSearching && search.isBusy;
  const told = search.status === 'failed' ? '' : localize.term('results', count, localize.number(count));
  return html`<section class="row" part="row" aria-labelledby="found">
    <div class="row-head">
      <h2 id="found">${isSearching ? localize.term('resultsFor', query) : localize.term('filtered')}</h2>
      <p class="quietly" role="status">${isWaiting ? localize.term('searching') : told}</p>
    </div>
    ${
      !isSearching
        ? renderGrid(maker, fitting)
        : search.status === 'failed'
          ? renderRetry(localize.term('searchFailed'), localize.term('retry'), retry)
          : results?.renderResults(search, maker, shown)
    }
  </section>`;
}

function renderPack(view: StartView, pack: Pack, at: number): TemplateResult | typeof nothing {
  const {maker, own} = view;
  const {title, summary, items} = pack;
  if (items.length === 0) return nothing;
  if (pack.path && own) return own.renderPath(view, pack, at);
  return html`<section class="row" part="row" aria-labelledby="pack-${at}">
    ${renderRowHead(`pack-${at}`, maker.text(title), maker.text(summary))} ${renderGrid(maker, unique(items))}
  </section>`;
}

function renderFilters(view: StartView): TemplateResult | typeof nothing {
  const {maker, search, query, choices, choose} = view;
  const {campus, localize} = maker;
  const found = query && search.status === 'ready' ? results?.countHits(search) : undefined;
  return renderFilterBar({
    fields: campusFilters(campus, choices, localize, found),
    choices,
    clearText: localize.term('clearFilters'),
    number: (value) => localize.number(value),
    toggle: (field, value) => choose(toggleChoice(choices, field, value)),
    clear: () => choose(noChoices),
    moreText: localize.term('moreFilters'),
    isOpen: view.isFilterOpen,
    toggleMore: view.toggleFilters,
  });
}
