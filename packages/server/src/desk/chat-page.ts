import {html} from 'hono/html';
import {UgglaError, type Citation, type ModelInfo} from '@uggla/protocol';
import type {ChatDayRow} from '../store/tables.js';
import type {Limits} from '../options.js';
import type {DeskPage, Piece} from './layout.js';
import {troubleLine} from './trouble.js';

/** What the page tells. */
export interface ChatState {
  models: ModelInfo[] | UgglaError;
  /** Host of the engine. */
  engine: string | undefined;
  running: number;
  limits: Limits;
  days: ChatDayRow[];
  question: string;
  /** The answer to the question tried. */
  answer: {text: string; citations: Citation[]} | UgglaError | undefined;
}

/** Who answers, within which limits, how much was asked, and a question to try. */
export function chatPage(page: DeskPage, state: ChatState): Piece {
  const {words, base, language} = page;
  const {models, engine, running, question, answer} = state;
  return html`
    <section>
      <h2>${words.modelTitle}</h2>
      ${models instanceof UgglaError ? html`<p role="alert">${words.engineDown} <span lang="en">${models.message}</span></p>` : ''}
      <dl>
        <div><dt>${words.engine}</dt><dd>${engine ?? words.noEngine}</dd></div>
        ${(models instanceof UgglaError ? [] : models).map(
          (model) =>
            html`<div><dt>${words.model}</dt><dd>${model.id} <span class="quiet">${model.generative === false ? words.extractive : words.generative}</span></dd></div>`,
        )}
        <div><dt>${words.running}</dt><dd>${running}</dd></div>
      </dl>
    </section>
    <section>
      <h2>${words.tryTitle}</h2>
      <form class="try" action="${base}/chat">
        <label>${words.question} <input name="q" value="${question}" required maxlength="500" /></label>
        <button>${words.ask}</button>
      </form>
      ${answer === undefined ? '' : answerPart(page, answer)}
    </section>
    <section>
      <h2>${words.limitsTitle}</h2>
      ${limitsList(page, state.limits)}
    </section>
    <section>
      <h2>${words.countsTitle}</h2>
      <p class="quiet">${words.countsNote}</p>
      ${state.days.length === 0 ? html`<p>${words.noCounts}</p>` : daysTable(words, language, state.days)}
    </section>`;
}

function answerPart(page: DeskPage, answer: NonNullable<ChatState['answer']>): Piece {
  if (answer instanceof UgglaError) return troubleLine(page, answer);
  const {words, c} = page;
  const root = c.var.visitor.prefix;
  return html`<h3>${words.answer}</h3>
    <div class="answer">${answer.text.split(/\n+/).map((line) => html`<p>${line.replace(/\\([\\`*_[\]<>#|~])/g, '$1')}</p>`)}</div>
    ${
      answer.citations.length === 0
        ? ''
        : html`<h3>${words.sources}</h3>
          <ol>
            ${answer.citations.map(
              ({title, url, start, end, index}) =>
                html`<li value="${index}"><a href="${root}/${(url ?? '').replace(/^[/\\]+|^[a-z]+:/gi, '')}">${title}</a>${start === undefined ? '' : html` <span class="quiet">${clock(start)}–${clock(end ?? start)}</span>`}</li>`,
            )}
          </ol>`
    }`;
}

function limitsList({words, language}: DeskPage, limits: Limits): Piece {
  const number = new Intl.NumberFormat(language);
  const rows: [string, number][] = [
    [words.perMinute, limits.chatPerMinute],
    [words.atOnce, limits.chatAtOnce],
    [words.atOnceInAll, limits.chatAtOnceInAll],
    [words.characters, limits.chatCharacters],
    [words.tokens, limits.chatTokens],
    [words.seconds, limits.chatMs / 1000],
  ];
  return html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${number.format(value)}</dd></div>`)}</dl>`;
}

function daysTable(words: DeskPage['words'], language: string, days: readonly ChatDayRow[]): Piece {
  const number = new Intl.NumberFormat(language);
  const date = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeZone: 'UTC'});
  return html`<div class="scroll" role="region" aria-label="${words.countsTitle}" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${words.day}</th>
          <th scope="col">${words.model}</th>
          <th scope="col">${words.questions}</th>
          <th scope="col">${words.unanswered}</th>
          <th scope="col">${words.failures}</th>
          <th scope="col">${words.usage}</th>
        </tr>
      </thead>
      <tbody>
        ${days.map(
          (row) => html`<tr>
            <td>${date.format(new Date(row.day))}</td>
            <td>${row.model}</td>
            <td>${number.format(row.questions)}</td>
            <td>${number.format(row.unanswered)}</td>
            <td>${number.format(row.failures)}</td>
            <td>${number.format(row.prompt_tokens)} / ${number.format(row.completion_tokens)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
