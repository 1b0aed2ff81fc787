import {html} from 'hono/html';
import type {AnalyticsAnswer, MediaAnalytics} from '@uggla/protocol';
import {columns} from './bars.js';
import {few, percent} from './course-words.js';
import type {CoursesPage} from './courses-page.js';
import type {Piece} from './layout.js';

/** How one film or sound is watched: as columns, in sentences, and as a table. */
export function filmPart(page: CoursesPage, film: MediaAnalytics, {smallestGroup}: AnalyticsAnswer): Piece {
  const {own, language} = page;
  const {title, people, duration, part, heat} = film;
  const head = html`<h3>${title} <span class="quiet">${clock(duration)}</span></h3>`;
  if (!heat || part === undefined)
    return html`<article>${head}<p>${own.people}: ${people}</p><p class="quiet">${few(own, smallestGroup)}</p></article>`;
  return html`<article>
    ${head}
    <p>${own.people}: ${people} · ${own.part}: ${percent(part, language)}</p>
    ${row(own.watched, own.most, heat.people, people, duration, 'people')}
    ${row(own.again, own.most, heat.again, Math.max(...heat.again), duration, 'again')}
    ${sentences(page, film)}
    ${steps(page, film)}
  </article>`;
}

function row(
  label: string,
  most: string,
  values: readonly number[],
  whole: number,
  duration: number,
  kind: 'people' | 'again',
): Piece | string {
  const highest = Math.max(...values);
  if (highest === 0) return '';
  return html`<figure>
    <figcaption>${label} <span class="quiet">${most} ${highest}</span></figcaption>
    ${columns(values, whole, `${label}: ${most} ${highest}`, kind)}
    <p class="axis" aria-hidden="true"><span>0:00</span><span>${clock(duration / 2)}</span><span>${clock(duration)}</span></p>
  </figure>`;
}

function sentences({own}: CoursesPage, {peaks = [], gaps = [], people}: MediaAnalytics): Piece {
  return html`${
    peaks.length === 0
      ? html`<p>${own.noPeaks}</p>`
      : html`<h4>${own.peaks}</h4>
    <ul>${peaks.map(({start, end, again, text}) => html`<li>${clock(start)}–${clock(end)}: ${again} ${own.times}${text === undefined ? '' : html` <q>${text}</q>`}</li>`)}</ul>`
  }
  ${
    gaps.length === 0
      ? html`<p>${own.noGaps}</p>`
      : html`<h4>${own.gaps}</h4>
    <ul>${gaps.map((gap) => html`<li>${clock(gap.start)}–${clock(gap.end)}: ${own.most} ${gap.people} ${own.of} ${people}</li>`)}</ul>`
  }`;
}

/** Equal neighbours are one line. */
function steps({own}: CoursesPage, {title, duration, step = 1, heat}: MediaAnalytics): Piece {
  const {people, again} = heat!;
  const lines: {from: number; to: number; people: number; again: number}[] = [];
  people.forEach((seen, at) => {
    const to = at === people.length - 1 ? duration : (at + 1) * step;
    const last = lines.at(-1);
    if (last && last.people === seen && last.again === again[at]) last.to = to;
    else lines.push({from: at * step, to, people: seen, again: again[at]!});
  });
  return html`<details>
    <summary>${own.table}<span class="away">: ${title}</span></summary>
    <div class="fit">
      <table>
        <caption class="away">${own.table}: ${title}</caption>
        <thead><tr><th scope="col">${own.from}</th><th scope="col">${own.until}</th><th scope="col">${own.people}</th><th scope="col">${own.again}</th></tr></thead>
        <tbody>${lines.map((line) => html`<tr><td>${clock(line.from)}</td><td>${clock(line.to)}</td><td>${line.people}</td><td>${line.again}</td></tr>`)}</tbody>
      </table>
    </div>
  </details>`;
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
