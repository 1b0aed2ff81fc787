import {html} from 'hono/html';
import {pickText, type UgglaError} from '@uggla/protocol';
import type {EnrolReport} from '../learning/enrol-csv.js';
import {nameOfAgent, type Standing} from '../learning/standings.js';
import type {PeopleFilter} from './people-routes.js';
import type {DeskPage, Piece} from './layout.js';
import {rowProblems, troubleLine} from './trouble.js';

/** A page of people, and what became of a table that was brought. */
export interface PeopleShown {
  filter: PeopleFilter;
  rows: readonly Standing[];
  count: number;
  pages: number;
  courses: readonly {id: string; name: string}[];
  report?: EnrolReport | undefined;
  trouble?: UgglaError | undefined;
}

/** Who is enrolled in what, and how far. */
export function peoplePage(page: DeskPage, {filter, rows, count, pages, courses, report, trouble}: PeopleShown): Piece {
  const {words, base} = page;
  const address = (path: string, extra: Record<string, string> = {}) =>
    `${base}/${path}?${new URLSearchParams({...toQuery(filter), ...extra})}`;
  return html`
    ${trouble ? troubleLine(page, trouble) : ''}
    ${report ? reportSection(page, report) : ''}
    ${filterForm(page, 'people', filter, courses)}
    <p class="bar">
      <span role="status">${words.shown}: ${rows.length} ${words.of} ${count}</span>
      <a href="${address('people.csv')}" download>${words.csv}</a>
    </p>
    ${
      rows.length === 0
        ? html`<p>${words.noPeople}</p>`
        : html`<div class="scroll" role="region" aria-label="${words.peopleTable}" tabindex="0">
          <table>
            <caption class="away">${words.peopleTable}</caption>
            <thead><tr><th scope="col">${words.who}</th><th scope="col">${words.course}</th><th scope="col">${words.enrolledOn}</th><th scope="col">${words.done}</th><th scope="col">${words.todo}</th><th scope="col">${words.lastSeen}</th></tr></thead>
            <tbody>${rows.map((row) => personLine(page, row))}</tbody>
          </table>
        </div>`
    }
    <p class="bar">
      ${filter.page > 1 ? html`<a href="${address('people', {page: String(filter.page - 1)})}">${words.previous}</a>` : ''}
      ${filter.page < pages ? html`<a href="${address('people', {page: String(filter.page + 1)})}">${words.next}</a>` : ''}
    </p>
    <section>
      <h2>${words.enrolTitle}</h2>
      <p>${words.enrolText}</p>
      <form class="filter" method="post" enctype="multipart/form-data" action="${base}/people" aria-label="${words.enrolTitle}">
        <label>${words.file} <input type="file" name="file" accept=".csv,text/csv" required /></label>
        <label>${words.course} <select name="course">${courses.map(({id, name}) => html`<option value="${id}">${name}</option>`)}</select></label>
        <span class="actions"><button>${words.enrol}</button></span>
      </form>
    </section>`;
}

/** A page of what is due: of so many of `count` people and courses, from `filter.from` on. */
export interface DueShown extends Pick<PeopleShown, 'filter' | 'rows' | 'count' | 'courses'> {
  looked: number;
}

/** What is to be done by whom. */
export function duePage(page: DeskPage, {filter, rows, looked, count, courses}: DueShown): Piece {
  const {words, base} = page;
  const lines = rows.flatMap((row) => row.todos.map((todo) => ({row, todo})));
  return html`
    ${filterForm(page, 'due', filter, courses)}
    <p class="bar">
      <span role="status">${words.stepdue}: ${lines.filter(({todo}) => todo.step === 'due').length} · ${words.steplate}: ${lines.filter(({todo}) => todo.step === 'late').length}</span>
      ${looked < count ? html`<span>${words.looked}: ${looked} ${words.of} ${count}</span>` : ''}
      <a href="${base}/due.csv?${new URLSearchParams(toQuery(filter))}" download>${words.csv}</a>
    </p>
    ${
      lines.length === 0
        ? html`<p>${words.nothingDue}</p>`
        : html`<div class="scroll" role="region" aria-label="${words.dueTable}" tabindex="0">
          <table>
            <caption class="away">${words.dueTable}</caption>
            <thead><tr><th scope="col">${words.who}</th><th scope="col">${words.course}</th><th scope="col">${words.lesson}</th><th scope="col">${words.state}</th><th scope="col">${words.since}</th><th scope="col">${words.closes}</th></tr></thead>
            <tbody>${lines.map(
              ({row, todo}) => html`<tr>
              ${whoCell(page, row)}
              <td>${pickText(row.found.course.title, [page.language])}</td>
              <td>${pickText(todo.title, [page.language])}</td>
              <td>${todo.step === 'late' ? html`<strong>${words.steplate}</strong>` : words.stepdue}${todo.round === '' ? '' : html` <span class="quiet">${words.again}</span>`}</td>
              <td>${day(todo.since)}</td>
              <td>${day(todo.until)}</td>
            </tr>`,
            )}</tbody>
          </table>
        </div>`
    }
    <p class="bar">
      ${filter.from > 0 ? html`<a href="${base}/due?${new URLSearchParams(toQuery(filter))}">${words.first}</a>` : ''}
      ${filter.from + looked < count ? html`<a href="${base}/due?${new URLSearchParams({...toQuery(filter), from: String(filter.from + looked)})}">${words.next}</a>` : ''}
    </p>`;
}

function personLine(page: DeskPage, row: Standing): Piece {
  const {words, language} = page;
  const late = row.todos.filter(({step}) => step === 'late').length;
  return html`<tr>
    ${whoCell(page, row)}
    <td>${pickText(row.found.course.title, [language])}</td>
    <td>${row.enrolled === undefined ? html`<span class="quiet">${words.notEnrolled}</span>` : day(row.enrolled)}</td>
    <td>${row.done} ${words.of} ${row.total}${row.complete ? html`<br /><span class="quiet">${words.finished} ${day(row.completed)}</span>` : ''}</td>
    <td>${row.todos.length}${late > 0 ? html`<br /><strong>${late} ${words.steplate}</strong>` : ''}</td>
    <td>${day(row.changed)}</td>
  </tr>`;
}

function whoCell({words}: DeskPage, {person, email}: Standing): Piece {
  const account = nameOfAgent(person);
  return html`<td>${person.name ?? words.anonymous}<br /><span class="quiet">${account}</span>${email === undefined || email === account ? '' : html`<br /><span class="quiet">${email}</span>`}</td>`;
}

function reportSection(page: DeskPage, {rows, enrolled, already, problems}: EnrolReport): Piece {
  const {words} = page;
  return html`<section role="status">
    <p>${words.rowsRead}: ${rows} · ${words.enrolledNew}: ${enrolled} · ${words.enrolledBefore}: ${already}</p>
    ${problems.length === 0 ? '' : html`<ul>${rowProblems(page, problems)}</ul>`}
  </section>`;
}

function filterForm(
  {words, base}: DeskPage,
  place: 'people' | 'due',
  filter: PeopleFilter,
  courses: readonly {id: string; name: string}[],
): Piece {
  const option = (value: string, name: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === (chosen ?? '') ? html`selected` : ''}>${name}</option>`;
  return html`<form class="filter" action="${base}/${place}" aria-label="${words.filter}">
    <label>${words.who} <input name="q" value="${filter.q ?? ''}" maxlength="200" /></label>
    <label>${words.course} <select name="course">${option('', words.anyCourse, filter.course)}${courses.map(({id, name}) => option(id, name, filter.course))}</select></label>
    ${place === 'due' ? html`<label>${words.step} <select name="step">${option('', words.anyStep, filter.step)}${option('due', words.stepdue, filter.step)}${option('late', words.steplate, filter.step)}</select></label>` : ''}
    <span class="actions"><button>${words.show}</button> <a href="${base}/${place}">${words.reset}</a></span>
  </form>`;
}

function day(iso: string | undefined): Piece | string {
  return iso ? html`<time datetime="${iso}">${iso.slice(0, 10)}</time>` : '';
}

function toQuery({q, course, step}: PeopleFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries({q, course, step}).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
