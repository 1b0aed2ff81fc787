import {html, nothing, type ReactiveElement, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {formatTime} from '@uggla/core/time.js';
import type {CampusItem} from '@uggla/protocol';
import type {Hit} from '@uggla/search';
import {renderPicture} from '../shared/card.js';
import {renderMore, type LongList} from '../shared/draw-more.js';
import {renderHit, spread} from '../shared/hit.js';
import type {SearchController} from '../shared/search-controller.js';
import {kindIcons, nameOfKind, type CardMaker} from './campus-cards.js';

export {loadSearchFile, makeSearchFile} from './search-file.js';

/** So many are drawn at once: more than most people read. */
const STEP = 60;

/** An answer of the search: its hits, spread once however often they are drawn, and how many of them are drawn. */
class Answer implements LongList {
  readonly hits: readonly Hit[];
  /** How many of the hits lie in each item, by the item's id. */
  readonly counts = new Map<string, number>();
  drawn = STEP;

  constructor(hits: readonly Hit[]) {
    this.hits = spread(hits);
    for (const {passage} of this.hits) this.counts.set(passage.item, (this.counts.get(passage.item) ?? 0) + 1);
  }

  async more(times: number, host: ReactiveElement): Promise<void> {
    this.drawn += times * STEP;
    host.requestUpdate();
    await host.updateComplete;
  }
}

const answers = new WeakMap<readonly Hit[], Answer>();

function answerOf(search: SearchController): Answer {
  let answer = answers.get(search.hits);
  if (!answer) answers.set(search.hits, (answer = new Answer(search.hits)));
  return answer;
}

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
  const answer = answerOf(search);
  const drawn = hits.slice(0, answer.drawn);
  return html`<ol class="results">
      ${drawn.map((hit) => html`<li class="cell">${renderItemHit(maker, hit, shown.get(hit.passage.item)!)}</li>`)}
    </ol>
    ${drawn.length < hits.length ? renderMore(answer, localize.term('more')) : nothing}`;
}

/** The hits whose items may be shown. */
export function hitsIn(search: SearchController, shown: ReadonlyMap<string, CampusItem>): readonly Hit[] {
  return answerOf(search).hits.filter(({passage}) => shown.has(passage.item));
}

/** How many of the hits lie in each item, by the item's id. */
export function countHits(search: SearchController): ReadonlyMap<string, number> {
  return answerOf(search).counts;
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
