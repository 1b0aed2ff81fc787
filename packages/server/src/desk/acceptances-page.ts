import {html} from 'hono/html';
import {pickText} from '@uggla/protocol';
import type {Acceptance, AuditDocument} from '../audit/format.js';
import type {DeskPage, Piece} from './layout.js';

/** For each document to accept: how many did, who did not, and the table. */
export function acceptancesPage(
  page: DeskPage,
  documents: readonly AuditDocument[],
  acceptances: readonly Acceptance[],
): Piece {
  const {words, base} = page;
  return html`
    <p class="bar">
      <a href="${base}/acceptances.csv" download>${words.csv}</a>
      <a href="${base}/audit.zip" download>${words.auditFile}</a>
    </p>
    ${
      documents.length === 0
        ? html`<p>${words.noDocuments}</p>`
        : documents.map((one) =>
            documentSection(
              page,
              one,
              acceptances.filter(({course, lesson}) => course === one.course && lesson === one.lesson),
            ),
          )
    }`;
}

function documentSection(page: DeskPage, document: AuditDocument, rows: readonly Acceptance[]): Piece {
  const {words, language} = page;
  const title = pickText(document.title, [language]);
  const missing = rows.filter(({state}) => state !== 'accepted');
  return html`<section>
    <h2>${title} <span class="quiet">${pickText(document.courseTitle, [language])}</span></h2>
    <p>${rows.length - missing.length} ${words.of} ${rows.length} ${words.accepted}</p>
    ${
      missing.length === 0
        ? ''
        : html`<p>${words.missingAre}: ${missing
            .slice(0, 50)
            .map(({person}) => person.name ?? person.account?.name ?? words.anonymous)
            .join(', ')}${missing.length > 50 ? ' …' : ''}</p>`
    }
    ${
      rows.length === 0
        ? ''
        : html`<div class="scroll" role="region" aria-label="${title}" tabindex="0">
          <table>
            <caption class="away">${title}</caption>
            <thead><tr><th scope="col">${words.who}</th><th scope="col">${words.state}</th><th scope="col">${words.when}</th><th scope="col">${words.signedName}</th><th scope="col">${words.version}</th></tr></thead>
            <tbody>${rows.map((row) => acceptanceRow(page, row))}</tbody>
          </table>
        </div>`
    }
  </section>`;
}

function acceptanceRow({words}: DeskPage, {person, state, stored, signed, version}: Acceptance): Piece {
  return html`<tr>
    <td>${person.name ?? words.anonymous}<br /><span class="quiet">${person.account?.name ?? person.mbox ?? ''}</span></td>
    <td>${words[state]}</td>
    <td>${stored ? html`<time datetime="${stored}">${stored.slice(0, 16).replace('T', ' ')} UTC</time>` : ''}</td>
    <td>${signed ?? ''}</td>
    <td>${version ?? ''}</td>
  </tr>`;
}
