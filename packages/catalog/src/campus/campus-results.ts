import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {formatTime} from '@uggla/core/time.js';
import type {CampusItem} from '@uggla/protocol';
import type {Hit} from '@uggla/search';
import {renderPicture} from '../shared/card.js';
import {renderHit, spread} from '../shared/hit.js';
import type {SearchController} from '../shared/search-controller.js';
import {kindIcons, nameOfKind, type CardMaker} from './campus-cards.js';

export {loadSearchFile, makeSearchFile} from './search-file.js';

/** What is shown of what was found: more than anybody reads. */
const MOST_SHOWN = 60;

/** What was found in the items that may be shown. */
export function renderResults(
  search: SearchController,
  maker: CardMaker,
  shown: ReadonlyMap<string, CampusItem>,
): TemplateResult {
  const {localize} = maker;
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

/** How many of the hits lie in each item, by the item's id. */
export function countHits(search: SearchController): Map<string, number> {
  const counts = new Map<string, number>();
  for (const {passage} of spread(search.hits)) counts.set(passage.item, (counts.get(passage.item) ?? 0) + 1);
  return counts;
}

/** One passage that was found, in the item that holds it. */
function renderItemHit(maker: CardMaker, hit: Hit, item: CampusItem): TemplateResult {
  const {localize} = maker;
  const {title, lesson, start} = hit.passage;
  const itemTitle = maker.text(item.title);
  return renderHit({
    hit,
    href: maker.hrefOf(item.id, lesson, start),
    details: [
      nameOfKind(item.kind, localize),
      itemTitle === title ? '' : itemTitle,
      start === undefined ? '' : localize.term('at', formatTime(start)),
    ],
    picture: renderPicture(item.poster, maker.base, item.poster ? nothing : icon(kindIcons[item.kind])),
    open: () => maker.choose(item, lesson, start),
  });
}
