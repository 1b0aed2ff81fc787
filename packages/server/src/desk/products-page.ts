import {html} from 'hono/html';
import {pickText} from '@uggla/protocol';
import type {PlacedProduct} from '../shares/portfolio-files.js';
import type {Trouble} from '../workshop/product-form.js';
import type {ListedProduct} from '../workshop/stored-product.js';
import type {Job} from '../workshop/workshop.js';
import type {DeskPage, Piece} from './layout.js';
import {productForm, troublesOf} from './product-form-page.js';
import {productList} from './product-list.js';
import type {ProductWords} from './product-words.js';
import {inEnglish} from './trouble.js';

/** What the page of products is made with. */
export interface ProductsShown {
  words: ProductWords;
  /** Of the campus, the first one first. */
  languages: readonly string[];
  timeZone: string;
  jobs: readonly Job[];
  products: readonly PlacedProduct[];
  /** Those of the folder. */
  listed: readonly ListedProduct[];
  /** What was filled in, when it was not taken. */
  form: URLSearchParams;
  /** Names of the files that came, by their upload's id. */
  files: ReadonlyMap<string, string>;
  troubles: readonly Trouble[];
}

/** What was added, the products there are, and the form for one more. */
export function productsPage(page: DeskPage, shown: ProductsShown): Piece {
  const {words, troubles} = shown;
  // of each product what came last, since what was so before contradicts it; but no failure goes unseen
  const jobs = shown.jobs.filter(
    ({product, state}, at, all) => state === 'failed' || all.findIndex((job) => job.product === product) === at,
  );
  return html`
    ${troublesOf(words, troubles)}
    ${jobs.length === 0 ? '' : html`<section><h2>${words.added}</h2><div role="status"><ul class="jobs">${jobs.map((job) => jobLine(page, shown, job))}</ul></div></section>`}
    ${productList(page, words, shown.listed)} ${productForm(page, shown)}`;
}

function jobLine(
  {base, language}: DeskPage,
  {words, products}: ProductsShown,
  {product, title, state, problem, isWithdrawn}: Job,
): Piece {
  const found = products.find(({product: {id}}) => id === product);
  const isHidden = found !== undefined && found.access !== 'public';
  const site = base.replace(/\/desk$/, '');
  const link =
    !found || isWithdrawn || state === 'failed'
      ? ''
      : isHidden
        ? html`<a href="${base}/shares">${words.share}</a>`
        : found.product.page === undefined
          ? ''
          : html`<a href="${site}/${found.product.page}">${words.see}<span class="away"> ${title}</span></a>`;
  return html`<li data-state="${state}">
    <strong>${pickText(found?.product.title, [language]) || title}</strong> ${isWithdrawn && (state === 'public' || state === 'done') ? words.doneWithdrawn : state === 'done' && isHidden ? words.doneHidden : words[state]} ${link}
    ${problem ? html`<br /><span class="quiet">${problem.code === 'media-unreadable' ? words.unreadableFilm : html`${words.askAdmin} ${inEnglish(problem)}`}</span>` : ''}
  </li>`;
}
