import {html} from 'hono/html';
import {pickText, type UgglaError} from '@uggla/protocol';
import {inLanguage, languageName} from '../http/languages.js';
import {pageLanguages} from '../locales/words.js';
import type {PlacedProduct} from '../shares/portfolio-files.js';
import {lastDayOf, type Share} from '../shares/shares.js';
import type {DeskPage, Piece} from './layout.js';
import {actButton} from './places-routes.js';
import {troubleLine} from './trouble.js';

/** A share with its link. */
export type ShareLine = Share & {url: string};

/** The form for a new link, and all links with what became of them. */
export function sharesPage(
  page: DeskPage,
  lines: readonly ShareLine[],
  products: readonly PlacedProduct[],
  {made, trouble}: {made: boolean; trouble: UgglaError | undefined},
): Piece {
  const {words} = page;
  if (products.length === 0 && lines.length === 0) return html`<p>${words.noPortfolio}</p>`;
  return html`
    ${made ? html`<p role="status" class="answer">${words.made}</p>` : ''}
    ${trouble ? troubleLine(page, trouble) : ''}
    ${products.length === 0 ? '' : newShare(page, products)}
    ${
      lines.length === 0
        ? html`<p>${words.noShares}</p>`
        : html`<div class="scroll" role="region" aria-label="${words.shareTable}" tabindex="0">
          <table>
            <caption class="away">${words.shareTable}</caption>
            <thead><tr><th scope="col">${words.label}</th><th scope="col">${words.link}</th><th scope="col">${words.state}</th><th scope="col">${words.opens}</th><th scope="col">${words.seen}</th><th scope="col"><span class="away">${words.revoke}</span></th></tr></thead>
            <tbody>${lines.map((line) => shareRow(page, line, products))}</tbody>
          </table>
        </div>`
    }`;
}

function newShare({words, base, language}: DeskPage, products: readonly PlacedProduct[]): Piece {
  return html`<section>
    <details ${products.length > 0 ? html`open` : ''}>
      <summary><h2>${words.newShare}</h2></summary>
      <form method="post" action="${base}/shares" class="fields">
        <label>${words.label}<input name="label" required maxlength="200" aria-describedby="label-hint" /><span class="quiet" id="label-hint">${words.labelHint}</span></label>
        <label>${words.password}<input name="password" minlength="6" maxlength="200" autocomplete="off" aria-describedby="password-hint" /><span class="quiet" id="password-hint">${words.passwordHint}</span></label>
        <div>
          <label class="choice"><input type="checkbox" name="watermark" aria-describedby="watermark-hint" /> ${words.watermark}</label>
          <span class="quiet" id="watermark-hint">${words.watermarkHint}</span>
        </div>
        <label>${words.begins}<input name="starts" type="date" /></label>
        <label>${words.ends}<input name="expires" type="date" /></label>
        <label>${words.pageLanguage}<select name="language"><option value="">${words.visitors}</option>${pageLanguages.map((one) => html`<option value="${one}" ${inLanguage(one)}>${languageName(one)}</option>`)}</select></label>
        <fieldset>
          <legend>${words.whichProducts}</legend>
          <label class="choice"><input type="radio" name="which" value="all" checked /> ${words.allPublic}</label>
          <label>${words.groups}<input name="access" value="clients" aria-describedby="groups-hint" /><span class="quiet" id="groups-hint">${words.groupsHint}</span></label>
          <label class="choice"><input type="radio" name="which" value="chosen" /> ${words.chosenOnly}</label>
          <ul class="choices">
            ${products.map(({product, access}) => html`<li><label class="choice"><input type="checkbox" name="product" value="${product.id}" /> ${pickText(product.title, [language])} ${access === 'public' ? '' : html`<span class="quiet">${words.private}: ${access}</span>`}</label></li>`)}
          </ul>
        </fieldset>
        <p class="actions"><button>${words.make}</button></p>
      </form>
    </details>
  </section>`;
}

function shareRow(
  page: DeskPage,
  {
    id,
    label,
    url,
    state,
    hasPassword,
    hasWatermark,
    opens,
    lastOpen,
    viewed,
    products: chosen,
    access,
    expires,
  }: ShareLine,
  products: readonly PlacedProduct[],
): Piece {
  const {words, base, language} = page;
  const shown =
    chosen.length > 0
      ? chosen.length
      : products.filter((one) => one.access === 'public' || access.includes(one.access)).length;
  const nameOf = (one: string) =>
    pickText(products.find(({product}) => product.id === one)?.product.title, [language]) || one;
  return html`<tr>
    <td><strong>${label}</strong>${hasPassword ? html`<br /><span class="quiet">${words.withPassword}</span>` : ''}${hasWatermark ? html`<br /><span class="quiet">${words.withWatermark}</span>` : ''}</td>
    <td>${state === 'good' || state === 'early' ? html`<input class="link" readonly value="${url}" aria-label="${words.link}: ${label}" /> <button type="button" class="plain" data-copy="${url}" data-done="${words.copied}">${words.copy}<span class="away"> ${label}</span></button>` : ''}</td>
    <td>${words[state]}<br /><span class="quiet">${words.until} <time datetime="${expires}">${lastDayOf(expires)}</time></span></td>
    <td>${opens}<br /><span class="quiet">${lastOpen ? html`<time datetime="${lastOpen}">${lastOpen.slice(0, 16).replace('T', ' ')} UTC</time>` : words.never}</span></td>
    <td>${viewed.length} ${words.of} ${shown}${
      viewed.length === 0
        ? ''
        : html`<br /><span class="quiet">${viewed
            .slice(0, 5)
            .map(({product}) => nameOf(product))
            .join(', ')}${viewed.length > 5 ? ' …' : ''}</span>`
    }</td>
    <td>${state === 'good' || state === 'early' ? actButton(`${base}/shares/${id}/revoke`, words.revoke, label) : ''}</td>
  </tr>`;
}
