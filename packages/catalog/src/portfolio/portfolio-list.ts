import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import type {Campaign, Portfolio, Product} from '@uggla/protocol';
import {fits, formatChoices, noChoices, parseChoices, toggleChoice, type Choices} from '../shared/choices.js';
import {renderMore} from '../shared/draw-more.js';
import {renderFilterBar} from '../shared/filter-bar.js';
import {renderRetry} from '../shared/messages.js';
import {renderSearchBox} from '../shared/search-box.js';
import type {SearchController} from '../shared/search-controller.js';
import {hrefOf} from './action-address.js';
import type {Comparison} from './compare/comparison.js';
import {renderProducts, type ProductCardMaker} from './portfolio-cards.js';
import {fieldsOf} from './portfolio-data.js';
import {portfolioFilters} from './portfolio-filters.js';
import type {ProductsController} from './products-controller.js';

/** What the list of products is made with. */
export interface ListView {
  readonly portfolio: Portfolio;
  readonly maker: ProductCardMaker;
  readonly products: ProductsController;
  /** Puts the products of campaigns in front. */
  readonly putForward: (products: readonly Product[]) => readonly Product[];
  readonly search: SearchController;
  readonly query: string;
  readonly filters: string;
  readonly isFilterOpen: boolean;
  readonly type: (query: string) => void;
  readonly runSearch: () => void;
  readonly choose: (filters: string) => void;
  readonly toggleFilters: () => void;
  /** `undefined` until someone compares. */
  readonly comparison: Comparison | undefined;
  readonly toggleComparing: () => void;
}

/** Title and search, campaigns, filters, and the products that fit. */
export function renderList(view: ListView): TemplateResult {
  const {portfolio, maker, query, filters} = view;
  const choices = parseChoices(filters);
  const isCut = query.trim() !== '' || choices.size > 0;
  const shown = chosen(view, choices);
  const cards = view.products.cut(shown);
  const total = isCut || view.products.isWhole ? shown.length : Math.max(portfolio.total, shown.length);
  const title = maker.text(portfolio.title);
  return html`
    <div class="head">
      ${title ? html`<h2>${title}</h2>` : nothing}
      ${renderSearchBox({query, label: maker.localize.term('searchProducts'), input: view.type, submit: view.runSearch})}
      ${
        portfolio.total > 1
          ? html`<button type="button" class="quiet compare-button" aria-pressed=${view.comparison?.isChoosing ?? false} @click=${view.toggleComparing}>
            ${maker.localize.term('compare')}
          </button>`
          : nothing
      }
    </div>
    ${isCut ? nothing : maker.campaigns.map((campaign) => renderCampaign(maker, campaign))} ${renderFilters(view, choices)}
    <p class=${isCut ? 'quietly' : 'visually-hidden'} role="status">${tell(view, isCut, total)}</p>
    ${
      shown.length === 0 && isDone(view)
        ? html`<div class="message">
          ${icon('search')}
          <p><strong>${maker.localize.term(isCut ? 'noProducts' : 'empty')}</strong></p>
        </div>`
        : renderProducts(maker, cards, total, view.products.cardOf)
    }
    ${renderRest(view, isCut, cards.length < shown.length)} ${view.comparison?.renderBar()}
  `;
}

/** Those that were found and fit; all of them, with the campaigns' in front, when nothing was asked for. */
export function chosen(
  {products, search, query, filters, putForward}: ListView,
  choices: Choices = parseChoices(filters),
): readonly Product[] {
  const fitting = products.products.filter((product) => fits(fieldsOf(product), choices));
  if (query.trim() === '') return putForward(fitting);
  const byId = new Map(fitting.map((product) => [product.id, product]));
  return search.hits.flatMap(({passage}) => byId.get(passage.item) ?? []);
}

function isDone({products, search, query}: ListView): boolean {
  return products.isWhole && (query.trim() === '' || (search.status === 'ready' && !search.isBusy));
}

function tell(view: ListView, isCut: boolean, count: number): string {
  const {localize} = view.maker;
  if (isCut && !isDone(view))
    return view.products.error || view.search.status === 'failed' ? '' : localize.term('searching');
  return localize.term('products', count, localize.number(count));
}

function renderFilters(view: ListView, choices: Choices): TemplateResult | typeof nothing {
  const {portfolio, maker, products, isFilterOpen, toggleFilters} = view;
  const {localize, text} = maker;
  return renderFilterBar({
    fields: portfolioFilters(portfolio, products.products, products.isWhole, choices, localize, text),
    choices,
    clearText: localize.term('clearFilters'),
    moreText: localize.term('moreFilters'),
    isOpen: isFilterOpen,
    number: (value) => localize.number(value),
    toggle: (field, value) => view.choose(formatChoices(toggleChoice(choices, field, value))),
    toggleMore: toggleFilters,
    clear: () => view.choose(formatChoices(noChoices)),
  });
}

function renderCampaign({text, base}: ProductCardMaker, {title, summary, action}: Campaign): TemplateResult {
  const href = action && hrefOf(action, base);
  return html`<section class="campaign" part="campaign">
    <div>
      <h3>${text(title)}</h3>
      ${summary ? html`<p>${text(summary)}</p>` : nothing}
    </div>
    ${href ? html`<a class="solid" part="action" href=${href}>${text(action.label)}</a>` : nothing}
  </section>`;
}

/** What stands below the cards: the way to the rest of them, or what was in the way. */
function renderRest(
  {products, search, maker, query, runSearch}: ListView,
  isCut: boolean,
  isShort: boolean,
): TemplateResult | typeof nothing {
  const {localize} = maker;
  if (products.error || (search.status === 'failed' && query.trim() !== '')) {
    const retry = () => (products.error ? products.retry() : runSearch());
    return renderRetry(localize.term(products.error ? 'moreFailed' : 'searchFailed'), localize.term('retry'), retry);
  }
  if (!isShort && (products.isWhole || isCut)) return nothing;
  return renderMore(products, localize.term('more'));
}
