import {html} from 'hono/html';
import {pickText} from '@uggla/protocol';
import type {ListedProduct} from '../workshop/stored-product.js';
import type {DeskPage, Piece} from './layout.js';
import type {ProductWords} from './product-words.js';

/** The products of the folder, each with its state and the way to its form. */
export function productList(
  {base, language}: DeskPage,
  words: ProductWords,
  products: readonly ListedProduct[],
): Piece {
  if (products.length === 0) return html``;
  return html`<section aria-labelledby="all">
    <h2 id="all">${words.all}</h2>
    <ul class="shelf">${products.map(({name, title, access, isWithdrawn, isOnlyByHand}) => {
      const called = pickText(title, [language]) || name;
      const state = isOnlyByHand
        ? words.byHand
        : isWithdrawn
          ? words.withdrawn
          : access === 'public'
            ? words.everybody
            : access === 'clients'
              ? words.clients
              : `${words.group}: ${access}`;
      return html`<li>
        <strong>${called}</strong> <span class="quiet">${state}</span>
        ${isOnlyByHand ? '' : html`<a href="${base}/products/${encodeURIComponent(name)}">${words.edit}<span class="away"> ${called}</span></a>`}
      </li>`;
    })}</ul>
  </section>`;
}

/** Takes a product off the campus, once that is confirmed; or brings it back. */
export function withdrawal(
  {base}: DeskPage,
  words: ProductWords,
  {name, isWithdrawn}: ListedProduct,
  version: string,
): Piece {
  const form = (
    to: string,
    label: string,
  ) => html`<form method="post" action="${base}/products/${encodeURIComponent(name)}/${to}">
    <input type="hidden" name="version" value="${version}" /><button>${label}</button>
  </form>`;
  return html`<section>
    <h2>${isWithdrawn ? words.isWithdrawn : words.onCampus}</h2>
    ${
      isWithdrawn
        ? html`<p>${words.restoreHow}</p>${form('restore', words.restore)}`
        : html`<details><summary>${words.withdraw}</summary><p>${words.withdrawHow}</p>${form('withdraw', words.withdrawYes)}</details>`
    }
  </section>`;
}
