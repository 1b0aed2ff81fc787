import {html} from 'hono/html';
import {stateOf, type Certificate} from '../certificates/certificates.js';
import type {CertificatesFilter, FoundCertificate} from './certificates-query.js';
import type {DeskPage, Piece} from './layout.js';

/** A page of certificates. */
export interface CertificatesShown {
  filter: CertificatesFilter;
  rows: readonly FoundCertificate[];
  count: number;
  pages: number;
  courses: readonly {id: string; name: string}[];
  /** Where the pages to print and the signed credentials are. */
  prefix: string;
  /** How many were given just now. */
  given: number | undefined;
}

const states = {valid: 'good', expired: 'expired', revoked: 'revoked'} as const satisfies Record<
  Certificate['state'],
  string
>;

/** Who holds which certificate; each can be looked at, taken along and withdrawn. */
export function certificatesPage(
  page: DeskPage,
  {filter, rows, count, pages, courses, prefix, given}: CertificatesShown,
): Piece {
  const {words, base} = page;
  const address = (path: string, extra: Record<string, string> = {}) =>
    `${base}/${path}?${new URLSearchParams({...toQuery(filter), ...extra})}`;
  return html`
    ${given === undefined ? '' : html`<p role="status" class="answer">${words.certificatesGiven}: ${given}</p>`}
    ${filterForm(page, filter, courses)}
    <div class="bar">
      <span role="status">${words.shown}: ${rows.length} ${words.of} ${count}</span>
      <a href="${address('certificates.csv')}" download>${words.csv}</a>
      <form method="post" action="${base}/certificates"><button class="plain" aria-describedby="give-hint">${words.giveEarned}</button></form>
      <span class="quiet" id="give-hint">${words.giveEarnedHint}</span>
    </div>
    ${
      rows.length === 0
        ? html`<p>${words.noCertificates}</p>`
        : html`<div class="scroll" role="region" aria-label="${words.certificateTable}" tabindex="0">
          <table>
            <caption class="away">${words.certificateTable}</caption>
            <thead><tr><th scope="col">${words.who}</th><th scope="col">${words.course}</th><th scope="col">${words.completedOn}</th><th scope="col">${words.state}</th><th scope="col">${words.certificate}</th><th scope="col"><span class="away">${words.revoke}</span></th></tr></thead>
            <tbody>${rows.map((row) => certificateRow(page, row, prefix, courses))}</tbody>
          </table>
        </div>`
    }
    <p class="bar">
      ${filter.page > 1 ? html`<a href="${address('certificates', {page: String(filter.page - 1)})}">${words.previous}</a>` : ''}
      ${filter.page < pages ? html`<a href="${address('certificates', {page: String(filter.page + 1)})}">${words.next}</a>` : ''}
    </p>`;
}

function certificateRow(
  page: DeskPage,
  row: FoundCertificate,
  prefix: string,
  courses: CertificatesShown['courses'],
): Piece {
  const {words} = page;
  const {id, name, account, course, completed, expires, revoked, reason} = row;
  const state = stateOf(row);
  const who = name ?? account;
  return html`<tr>
    <td>${name ?? words.anonymous}<br /><span class="quiet">${account}</span></td>
    <td>${courses.find((one) => one.id === course)?.name ?? course}</td>
    <td>${day(completed)}</td>
    <td>${state === 'valid' ? words.good : html`<strong>${words[states[state]]}</strong>`}${revoked === null ? (expires === null ? '' : html`<br /><span class="quiet">${words.until} ${day(expires)}</span>`) : html`<br /><span class="quiet">${day(revoked)}${reason === null ? '' : html`: <bdi>${reason}</bdi>`}</span>`}</td>
    <td><a href="${prefix}/certificates/${id}">${words.look}<span class="away"> ${who}</span></a> · <a href="${prefix}/v1/certificates/${id}" download="certificate-${id}.jwt">${words.signedFile}<span class="away"> ${who}</span></a><br /><span class="quiet">${id}</span></td>
    <td>${revoked === null ? withdraw(page, row, who) : ''}</td>
  </tr>`;
}

/** Opened first, so that no slip of a finger withdraws one. */
function withdraw({words, base}: DeskPage, {id}: FoundCertificate, who: string): Piece {
  return html`<details>
    <summary>${words.revoke}<span class="away"> ${who}</span></summary>
    <form method="post" action="${base}/certificates/${id}/revoke">
      <label>${words.reason}<input name="reason" required maxlength="500" aria-describedby="reason-${id}" /></label>
      <p class="quiet" id="reason-${id}">${words.reasonHint}</p>
      <button>${words.revoke}<span class="away"> ${who}</span></button>
    </form>
  </details>`;
}

function filterForm({words, base}: DeskPage, filter: CertificatesFilter, courses: CertificatesShown['courses']): Piece {
  const option = (value: string, name: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === (chosen ?? '') ? html`selected` : ''}>${name}</option>`;
  return html`<form class="filter" action="${base}/certificates" aria-label="${words.filter}">
    <label>${words.whoOrNumber} <input name="q" value="${filter.q ?? ''}" maxlength="200" /></label>
    <label>${words.course} <select name="course">${option('', words.anyCourse, filter.course)}${courses.map(({id, name}) => option(id, name, filter.course))}</select></label>
    <label>${words.state} <select name="state">${option('', words.anyState, filter.state)}${Object.entries(states).map(([state, word]) => option(state, words[word], filter.state))}</select></label>
    <span class="actions"><button>${words.show}</button> <a href="${base}/certificates">${words.reset}</a></span>
  </form>`;
}

function day(iso: string): Piece {
  return html`<time datetime="${iso}">${iso.slice(0, 10)}</time>`;
}

function toQuery({q, course, state}: CertificatesFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries({q, course, state}).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
