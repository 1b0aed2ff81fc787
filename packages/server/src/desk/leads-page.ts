import {html} from 'hono/html';
import {pickText} from '@uggla/protocol';
import type {Leads} from '../leads/leads.js';
import type {PlacedProduct} from '../shares/portfolio-files.js';
import type {Share} from '../shares/shares.js';
import type {LeadRow} from '../store/tables.js';
import type {DeskPage, Piece} from './layout.js';
import {actButton} from './places-routes.js';

/** Who asked for what, newest first. */
export function leadsPage(
  page: DeskPage,
  rows: readonly LeadRow[],
  products: readonly PlacedProduct[],
  shares: readonly Share[],
  leads: Pick<Leads, 'days' | 'isHandedOn'>,
): Piece {
  const {words, base} = page;
  return html`
    <p class="bar">
      <a href="${base}/leads.csv" download>${words.csv}</a>
      <span class="quiet">${words.retention} ${leads.days}</span>
    </p>
    ${
      rows.length === 0
        ? html`<p>${words.noLeads}</p>`
        : html`<div class="scroll" role="region" aria-label="${words.leadTable}" tabindex="0">
          <table>
            <caption class="away">${words.leadTable}</caption>
            <thead><tr><th scope="col">${words.when}</th><th scope="col">${words.who}</th><th scope="col">${words.product}</th><th scope="col">${words.message}</th><th scope="col">${words.details}</th><th scope="col"><span class="away">${words.forget}</span></th></tr></thead>
            <tbody>${rows.map((row) => leadRow(page, row, products, shares, leads.isHandedOn(row)))}</tbody>
          </table>
        </div>`
    }`;
}

function leadRow(
  {words, base, language}: DeskPage,
  row: LeadRow,
  products: readonly PlacedProduct[],
  shares: readonly Share[],
  isHandedOn: boolean | undefined,
): Piece {
  const {id, received, name, email, company, phone, item, action, message, consent, share} = row;
  const title = pickText(products.find(({product}) => product.id === item)?.product.title, [language]) || item;
  const from = share === null ? undefined : shares.find((one) => one.id === share)?.label;
  return html`<tr>
    <td><time datetime="${received}">${received.slice(0, 16).replace('T', ' ')} UTC</time></td>
    <td><strong>${name || words.anonymous}</strong><br /><a href="mailto:${encodeURIComponent(email)}">${email}</a>${company === '' ? '' : html`<br />${company}`}${phone === '' ? '' : html`<br />${phone}`}</td>
    <td>${title}<br /><span class="quiet">${action}</span></td>
    <td>${message}</td>
    <td>
      <details><summary>${words.details}</summary><p>${consent}</p></details>
      ${from === undefined ? '' : html`<span class="quiet">${words.shares}: ${from}</span><br />`}
      ${isHandedOn === undefined ? '' : html`<span class="quiet">${isHandedOn ? words.handedOn : words.waits}</span>`}
    </td>
    <td>${actButton(`${base}/leads/${encodeURIComponent(id)}/forget`, words.forget, name)}</td>
  </tr>`;
}
