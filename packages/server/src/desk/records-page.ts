import {html} from 'hono/html';
import {activityTypes, extensions, pickText, type Statement} from '@uggla/protocol';
import {isCountersignature} from '../records/acknowledgement.js';
import type {StatementRow} from '../store/tables.js';
import type {DeskPage, Piece} from './layout.js';
import type {RecordsFilter} from './records-query.js';

/** What the filter offers. */
export interface Choices {
  verbs: {id: string; name: string}[];
  courses: {id: string; name: string}[];
}

/** The records: a filter, a table, the way to older ones. */
export function recordsPage(
  page: DeskPage,
  filter: RecordsFilter,
  rows: readonly StatementRow[],
  more: number | undefined,
  choices: Choices,
): Piece {
  const {words, base} = page;
  const address = (path: string, extra: Record<string, string> = {}) =>
    `${base}/${path}?${new URLSearchParams({...toQuery(filter), ...extra})}`;
  return html`
    ${filterForm(page, filter, choices)}
    <p class="bar">
      <span role="status">${words.shown}: ${rows.length}</span>
      <a href="${address('records.csv')}" download>${words.csv}</a>
    </p>
    ${
      rows.length === 0
        ? html`<p>${words.none}</p>`
        : html`<div class="scroll" role="region" aria-label="${words.table}" tabindex="0">
          <table>
            <caption class="away">${words.table}</caption>
            <thead>
              <tr>
                <th scope="col">${words.when}</th>
                <th scope="col">${words.who}</th>
                <th scope="col">${words.verb}</th>
                <th scope="col">${words.about}</th>
                <th scope="col">${words.result}</th>
                <th scope="col">${words.details}</th>
              </tr>
            </thead>
            <tbody>${rows.map((row) => recordRow(page, row))}</tbody>
          </table>
        </div>`
    }
    <p class="bar">
      ${filter.cursor === undefined ? '' : html`<a href="${address('records')}">${words.newest}</a>`}
      ${more === undefined ? '' : html`<a href="${address('records', {cursor: String(more)})}">${words.older}</a>`}
    </p>`;
}

function filterForm({words, base}: DeskPage, filter: RecordsFilter, {verbs, courses}: Choices): Piece {
  const option = (value: string, name: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === (chosen ?? '') ? html`selected` : ''}>${name}</option>`;
  return html`<form class="filter" action="${base}/records" aria-label="${words.filter}">
    <label>${words.find} <input name="q" value="${filter.q ?? ''}" maxlength="200" /></label>
    <label>${words.verb} <select name="verb">${option('', words.anyVerb, filter.verb)}${verbs.map(({id, name}) => option(id, name, filter.verb))}</select></label>
    <label>${words.course} <select name="course">${option('', words.anyCourse, filter.course)}${courses.map(({id, name}) => option(id, name, filter.course))}</select></label>
    <label>${words.from} <input type="date" name="from" value="${filter.from ?? ''}" /></label>
    <label>${words.until} <input type="date" name="until" value="${filter.until ?? ''}" /></label>
    <span class="actions"><button>${words.show}</button> <a href="${base}/records">${words.reset}</a></span>
  </form>`;
}

function recordRow({words, language}: DeskPage, row: StatementRow): Piece {
  const statement = JSON.parse(row.json) as Statement;
  const {actor, verb, object, timestamp} = statement;
  const account = actor.account?.name ?? actor.mbox ?? '';
  const name = isCountersignature(statement) ? words.server : actor.name; // nobody else may say that
  return html`<tr>
    <td><time datetime="${timestamp}">${formatTime(timestamp, language)}</time></td>
    <td>${name ?? words.anonymous}<br /><span class="quiet" title="${account}">${shortId(account)}</span></td>
    <td>${pickText(verb.display, [language]) || lastPart(verb.id)}</td>
    <td>${object.objectType === 'StatementRef' ? shortId(object.id) : nameOf(object, language)}${placeOf(statement, language)}</td>
    <td>${resultOf(statement, words, language)}</td>
    <td>
      <details>
        <summary><span class="away">${words.details}: ${lastPart(verb.id)}, ${timestamp}</span></summary>
        <pre tabindex="0">${JSON.stringify(statement, null, 2)}</pre>
      </details>
    </td>
  </tr>`;
}

/** Of a guide's step: the guide; of both: the machine, and the code that led there. */
function placeOf({object, context}: Statement, language: string): Piece | '' {
  const parent = context?.contextActivities?.parent?.[0];
  const {[extensions.machine]: machine, [extensions.faultCode]: code} = context?.extensions ?? {};
  const parts = [
    parent?.definition?.type === activityTypes.guide && parent.id !== object.id ? nameOf(parent, language) : undefined,
    machine,
    code,
  ].filter((one) => typeof one === 'string' && one !== '');
  return parts.length === 0 ? '' : html`<br /><span class="quiet">${parts.join(' · ')}</span>`;
}

function resultOf({result, context}: Statement, words: DeskPage['words'], language: string): Piece | string {
  const score = result?.score?.scaled;
  const answered = result?.response !== undefined;
  const judged =
    result?.success === undefined
      ? undefined
      : result.success
        ? answered
          ? words.right
          : words.passed
        : answered
          ? words.wrong
          : words.failed;
  const graded = context?.extensions?.[extensions.evaluatedBy];
  const parts = [
    judged,
    judged === undefined && result?.completion === true ? words.completed : undefined,
    score === undefined
      ? undefined
      : new Intl.NumberFormat(language, {style: 'percent', maximumFractionDigits: 0}).format(score),
    context?.extensions?.[extensions.documentVersion] as string | undefined,
  ].filter((one) => one !== undefined);
  const by = graded === 'server' ? words.byServer : graded === 'client' ? words.byClient : undefined;
  return html`${parts.join(' · ')}${by === undefined ? '' : html`<br /><span class="quiet">${by}</span>`}`;
}

/** The name of what a statement is about, in the desk's language. */
export function nameOf(object: Statement['object'], language: string): string {
  if (object.objectType === 'StatementRef') return object.id;
  return pickText(object.definition?.name, [language]) || object.id;
}

/** The first part of a UUID is enough to tell a few apart; the whole stands in the details. */
function shortId(id: string): string {
  return /^[0-9a-f]{8}-/i.test(id) ? `${id.slice(0, 8)}…` : id;
}

/** The last part of an IRI, for a verb that brought no words. */
function lastPart(iri: string): string {
  return iri.split(/[/#]/).filter(Boolean).at(-1) ?? iri;
}

function formatTime(iso: string, language: string): string {
  return (
    new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'UTC',
      timeZoneName: undefined,
    }).format(new Date(iso)) + ' UTC'
  );
}

function toQuery({q, verb, course, from, until}: RecordsFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries({q, verb, course, from, until}).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
