import {html} from 'hono/html';
import type {ListedCourse} from '../analytics/listed.js';
import type {AnalyticsAnswer, LessonAnalytics, QuestionAnalytics} from '@uggla/protocol';
import {gauge} from './bars.js';
import {few, percent, type CourseWords} from './course-words.js';
import {filmPart} from './film-part.js';
import type {DeskPage, Piece} from './layout.js';

/** A page of the desk with the words of this one. */
export interface CoursesPage extends DeskPage {
  own: CourseWords;
}

/** All courses, each a link to what happens in it. */
export function coursesPage({own, base}: CoursesPage, courses: readonly ListedCourse[]): Piece {
  if (courses.length === 0) return html`<p>${own.noCourses}</p>`;
  return html`<p>${own.intro}</p>
    <section class="fit">
      <table>
        <caption class="away">${own.coursesTable}</caption>
        <thead><tr><th scope="col">${own.course}</th><th scope="col">${own.seen}</th></tr></thead>
        <tbody>${courses.map(
          ({id, title, people}) => html`<tr>
          <th scope="row"><a href="${base}/courses?${new URLSearchParams({course: id})}">${title}</a></th>
          <td>${people}</td>
        </tr>`,
        )}</tbody>
      </table>
    </section>`;
}

/** What happens in one course. */
export function coursePage(page: CoursesPage, told: AnalyticsAnswer): Piece {
  const {own, base} = page;
  const csv = (part: string, name: string) =>
    html`<a href="${base}/courses.csv?${new URLSearchParams({course: told.course, part})}" download>${own.csv}: ${name}</a>`;
  return html`
    <p class="bar"><a href="${base}/courses">${own.all}</a> <span class="quiet">${own.intro}</span></p>
    ${shortPart(page, told)}
    ${
      told.people.started === 0
        ? html`<p>${own.nobodyYet}</p>`
        : html`
    <section>
      <h2>${own.wayTitle}</h2>
      <p class="quiet">${own.wayNote}</p>
      ${wayTable(page, told)}
      <p>${csv('lessons', own.csvLessons)}</p>
    </section>
    <section>
      <h2>${own.mediaTitle}</h2>
      ${told.media.length === 0 ? html`<p>${own.noMedia}</p>` : html`${told.media.map((film) => filmPart(page, film, told))}<p>${csv('media', own.csvMedia)}</p>`}
    </section>
    <section>
      <h2>${own.questionsTitle}</h2>
      ${
        told.questions.length === 0
          ? html`<p>${own.noQuestions}</p>`
          : html`<p class="quiet">${own.questionsNote}</p>
      ${told.questions.map((question) => questionPart(page, question, told))}
      <p>${csv('questions', own.csvQuestions)}</p>`
      }
    </section>`
    }`;
}

function shortPart({own, language}: CoursesPage, {people, smallestGroup}: AnalyticsAnswer): Piece {
  const {enrolled, started, completed, passed, failed, secondsToComplete, secondsSpent} = people;
  const share = (count: number) =>
    html`${count}${started > 0 ? html` <span class="quiet">${percent(count / started, language)} ${own.ofStarted}</span>` : ''}`;
  const rows: [string, Piece | number | string][] = [
    [own.enrolled, enrolled],
    [own.started, started],
    [own.completed, share(completed)],
    ...(passed === undefined ? [] : ([[own.passed, share(passed)]] as [string, Piece][])),
    ...(failed === undefined ? [] : ([[own.failed, share(failed)]] as [string, Piece][])),
    ...(secondsToComplete === undefined ? [] : ([[own.time, long(secondsToComplete, language)]] as [string, string][])),
    ...(secondsSpent === undefined ? [] : ([[own.spent, long(secondsSpent, language)]] as [string, string][])),
  ];
  return html`<section>
    <h2>${own.inShort}</h2>
    <dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${completed > 0 && completed < smallestGroup ? html`<p class="quiet">${few(own, smallestGroup)}</p>` : ''}
  </section>`;
}

function wayTable({own}: CoursesPage, {lessons, people}: AnalyticsAnswer): Piece {
  const most = lessons.reduce<LessonAnalytics | undefined>(
    (worst, one) => (one.stopped > (worst?.stopped ?? 0) ? one : worst),
    undefined,
  );
  return html`${most === undefined ? '' : html`<p>${own.mostLeft}: <strong>${most.title}</strong> (${most.stopped} ${own.of} ${people.started})</p>`}
    <div class="fit">
      <table>
        <caption class="away">${own.wayTitle}</caption>
        <thead><tr><th scope="col">${own.lesson}</th><th scope="col">${own.began}</th><th scope="col">${own.done}</th><th scope="col">${own.left}</th></tr></thead>
        <tbody>${lessons.map(
          ({title, started, completed, stopped, passed, failed}) => html`<tr>
          <th scope="row">${title}${passed === undefined ? '' : html`<br /><span class="quiet">${own.passed}: ${passed} · ${own.failed}: ${failed}</span>`}${gauge(people.started, completed, started)}</th>
          <td>${started}</td>
          <td>${completed}</td>
          <td>${stopped === 0 ? '' : stopped}</td>
        </tr>`,
        )}</tbody>
      </table>
    </div>`;
}

function questionPart(page: CoursesPage, asked: QuestionAnalytics, {smallestGroup}: AnalyticsAnswer): Piece {
  const {own, language} = page;
  const {text, lessonTitle, type, people, answers, right, options, others, wrong} = asked;
  const inWords = (answer: string) => (type !== 'truefalse' ? answer : answer === 'true' ? own.yes : own.no);
  const first = right === undefined ? '' : ` · ${own.rightFirst}: ${right} (${percent(right / people, language)})`;
  return html`<article>
    <h3>${text} <span class="quiet">${lessonTitle}</span></h3>
    <p>${own.people}: ${people} · ${own.answers}: ${answers}${first}</p>
    ${wrong === undefined ? '' : html`<p>${own.wrong}: <strong>${inWords(wrong.text)}</strong> (${wrong.people})</p>`}
    ${
      options === undefined
        ? html`<p class="quiet">${few(own, smallestGroup)}</p>`
        : html`<div class="fit">
      <table>
        <caption class="away">${text}</caption>
        <thead><tr><th scope="col">${own.answer}</th><th scope="col">${own.people}</th></tr></thead>
        <tbody>${options.map(
          (one) => html`<tr>
          <th scope="row">${one.right ? html`<strong>✓ ${inWords(one.text)}</strong> <span class="quiet">${own.right}</span>` : inWords(one.text)}${gauge(people, one.people)}</th>
          <td>${one.people}</td>
        </tr>`,
        )}${
          others === undefined
            ? ''
            : html`<tr>
          <th scope="row">${own.others} <span class="quiet">${own.othersHint.replace('{n}', String(smallestGroup))}</span>${gauge(people, others)}</th>
          <td>${others}</td>
        </tr>`
        }</tbody>
      </table>
    </div>`
    }
  </article>`;
}

/** A length of time in its biggest unit that is not too coarse: 36 hours rather than one and a half days. */
function long(seconds: number, language: string): string {
  const [unit, size] = (
    [
      ['day', 86_400],
      ['hour', 3600],
      ['minute', 60],
    ] as const
  ).find(([, one]) => seconds >= 2 * one) ?? ['second', 1];
  return new Intl.NumberFormat(language, {style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0}).format(
    seconds / size,
  );
}
