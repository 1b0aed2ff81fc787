import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {Portfolio, Product} from '@uggla/protocol';
import type {CompareTerms} from '../../locales/compare-en.js';
import {renderPicture} from '../../shared/card.js';
import {onPlainClick} from '../../shared/plain-click.js';
import {unique} from '../../shared/unique.js';
import type {ProductCardMaker} from '../portfolio-cards.js';
import {titleOfValue, valuesOf} from '../portfolio-data.js';

/** What the table is made of. */
export interface CompareView {
  readonly portfolio: Portfolio;
  readonly products: readonly Product[];
  readonly maker: ProductCardMaker;
  readonly localize: LocalizeController<CompareTerms>;
  readonly remove: (product: Product) => void;
}

/** One line of the table: what it is about, and what each product has; empty where it says nothing. */
interface Row {
  readonly title: string;
  readonly cells: readonly (string | TemplateResult)[];
}

/** A table with a column for each product; a line that says nothing of any of them is left out. */
export function renderTable(view: CompareView): TemplateResult {
  const {products, localize} = view;
  const rows = rowsOf(view).filter(({cells}) => cells.some((cell) => cell !== ''));
  return html`<div class="compare-table" part="compare" role="region" tabindex="0" aria-label=${localize.term('title')}>
    <table>
      <caption class="visually-hidden">
        ${localize.term('title')}
      </caption>
      <thead>
        <tr>
          <td class="corner"></td>
          ${repeat(
            products,
            ({id}) => id,
            (product) => renderHead(view, product),
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({title, cells}) => html`<tr class=${isSame(cells) ? 'same' : ''}>
            <th scope="row">${title}</th>
            ${cells.map((cell) => html`<td>${cell === '' ? html`<span class="quietly">${localize.term('none')}</span>` : cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderHead({maker, localize, remove}: CompareView, product: Product): TemplateResult {
  const title = maker.text(product.title);
  const picture = product.poster ?? product.images?.[0];
  return html`<th scope="col">
    <div class="compare-head">
      ${renderPicture(picture, maker.baseOf(product), picture ? nothing : icon('product'))}
      <a href=${maker.hrefOf(product.id)} data-item=${product.id} @click=${onPlainClick(() => maker.choose(product))}>${title}</a>
      <button type="button" class="compare-remove" aria-label=${localize.term('remove', title)} @click=${() => remove(product)}>${icon('close')}</button>
    </div>
  </th>`;
}

function rowsOf({portfolio, products, maker, localize}: CompareView): Row[] {
  const {text} = maker;
  const list = new Intl.ListFormat(localize.locale, {type: 'unit'});
  const row = (title: string, cellOf: (product: Product) => string | TemplateResult): Row => ({
    title,
    cells: products.map(cellOf),
  });
  const named = unique(portfolio.facets ?? []).map(({id}) => id);
  const others = products.flatMap(({facets}) => Object.keys(facets ?? {}));
  return [
    row(localize.term('price'), (product) => maker.priceOf(product)),
    row(localize.term('stock'), (product) => maker.stockOf(product)),
    row(localize.term('category'), ({category}) => text(category)),
    row(localize.term('brand'), ({brand}) => brand ?? ''),
    ...[...new Set([...named, ...others])].map((facet) =>
      row(text(portfolio.facets?.find(({id}) => id === facet)?.title) || facet, (product) =>
        list.format(valuesOf(product, facet).map((value) => titleOfValue(portfolio, facet, value, text))),
      ),
    ),
    row(localize.term('reference'), ({sku}) => sku ?? ''),
    row(localize.term('documents'), (product) => renderDocuments(product, maker)),
  ];
}

function renderDocuments(product: Product, maker: ProductCardMaker): TemplateResult | string {
  const documents = (product.documents ?? []).flatMap(({src, title}) => {
    const href = safeUrl(src, maker.baseOf(product), 'link');
    return href ? [{href, title: maker.text(title) || src.split('/').at(-1)!}] : [];
  });
  if (documents.length === 0) return '';
  return html`<ul>
    ${documents.map(({href, title}) => html`<li><a href=${href} part="document" target="_blank" rel="noopener">${title}</a></li>`)}
  </ul>`;
}

/** What is the same for all is said more quietly: one compares to see what differs. */
function isSame(cells: readonly (string | TemplateResult)[]): boolean {
  return cells.length > 1 && cells.every((cell) => typeof cell === 'string' && cell === cells[0]);
}
