/* oxlint-disable uggla/syntax -- whole pages of the server, not an element's template */
import {basename} from 'node:path';
import {pickText, type UgglaError} from '@uggla/protocol';
import type {Context, Hono} from 'hono';
import {html} from 'hono/html';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import type {FoundCourse} from '../campus/campus-files.js';
import type {Env} from '../env.js';
import {asset, giveAssets, pageStyle} from '../http/assets.js';
import {respondHtml, type Piece} from '../http/html-page.js';
import {pickWords} from '../http/languages.js';
import {codeLine} from '../http/refusal-page.js';
import {strictPolicy} from '../http/security-headers.js';
import {pageWords} from '../locales/words.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import type {Launch} from './claims.js';
import type {Platform} from './platforms.js';

/** Where a browser keeps the secret of a login, beside its own storage: with the platform, which answers messages. */
export interface KeptAt {
  /** Name of the platform's frame that answers; nothing where it offers none. */
  target?: string | undefined;
  /** Origin of that frame. */
  origin: string;
}

/** The style and the script of these pages. */
export function ltiAssets(app: Hono<Env>): void {
  giveAssets(app, '/lti', {'lti.css': pageStyle('lti.css'), 'lti.js': asset('lti.js')});
}

interface Page {
  title: string;
  language: string;
  platform?: Platform | undefined;
  /** What the script works with. */
  data?: object;
  head?: Piece;
  body: Piece;
  /** Where the page sends a form beside ourselves. */
  formTo?: string | undefined;
  status?: number;
}

function respond(
  c: Context<Env>,
  {title, language, platform, data, head, body, formTo, status = 200}: Page,
): Response | Promise<Response> {
  const {prefix} = c.var.visitor;
  const action = formTo === undefined ? "'self'" : `'self' ${formTo}`;
  const ancestors = platform ? platform.origins.join(' ') : "'none'";
  return respondHtml(c, {
    title,
    language,
    status: status as ContentfulStatusCode,
    style: `${prefix}/lti/lti.css`,
    referrer: 'strict-origin',
    policy: `${strictPolicy.replace("form-action 'self'", `form-action ${action}`)}; frame-ancestors ${ancestors}`,
    head: html`${head ?? ''}${data === undefined ? '' : html`<script type="module" src="${prefix}/lti/lti.js"></script>`}`,
    body: html`<main ${data === undefined ? '' : html`data-lti="${JSON.stringify(data)}"`}>${body}</main>`,
  });
}

/** Keeps the secret in the browser, then sends it to the platform, which knows who sits there. */
export function loginPage(
  c: Context<Env>,
  platform: Platform,
  {id, secret, to, kept}: {id: string; secret: string; to: string; kept: KeptAt},
): Response | Promise<Response> {
  const {
    language,
    words: {lti: words},
  } = pickWords(c, pageWords);
  return respond(c, {
    title: words.opening,
    language,
    platform,
    data: {kind: 'login', id, secret, to, kept},
    body: html`<p class="ask">${words.signingIn}</p><noscript><p class="ask">${words.script}</p></noscript>`,
  });
}

/** What a launch opens: a course, or the campus. Who it is for, the page asks afterwards. */
export function coursePage(
  c: Context<Env>,
  {campus, settings}: Services,
  platform: Platform,
  {id, launch, found, kept}: {id: string; launch: Launch; found: FoundCourse | undefined; kept: KeptAt},
): Response | Promise<Response> {
  const {
    language,
    words: {lti: words},
  } = pickWords(c, pageWords, launch.locale);
  const {prefix} = c.var.visitor;
  const base = publicBase(c, settings.publicUrl);
  const src = found ? campus?.addressOf(found, encodeURIComponent(basename(found.file)), base) : `${base}/campus.json`;
  const bundle = found ? 'uggla-course.js' : 'uggla.js';
  const title = found ? pickText(found.course.title, [launch.locale ?? language]) : words.opening;
  const canEnrol = launch.teaches && found !== undefined && launch.members !== undefined;
  const bar = html`<form class="bar" data-members hidden>
    <p id="enrol-text">${words.enrolText}</p>
    <button aria-describedby="enrol-text">${words.enrol}</button>
    <p role="status"></p>
  </form>`;
  return respond(c, {
    title,
    language,
    platform,
    data: {
      kind: found ? 'course' : 'campus',
      id,
      kept,
      words,
      base,
      src,
      ...(launch.locale === undefined ? {} : {lang: launch.locale}),
    },
    head: html`<link rel="stylesheet" href="${prefix}/assets/uggla/uggla.css" />
      <link rel="stylesheet" href="${prefix}/assets/brand.css" />
      <script type="module" src="${prefix}/assets/uggla/${bundle}"></script>`,
    body: html`<h1 class="away">${title}</h1>${canEnrol ? bar : ''}<p class="ask" role="status" data-told>${words.opening}</p><noscript><p class="ask">${words.script}</p></noscript>`,
  });
}

/** Where a teacher chooses what a link opens. */
export function pickerPage(
  c: Context<Env>,
  platform: Platform,
  {id, launch, courses, kept}: {id: string; launch: Launch; courses: readonly FoundCourse[]; kept: KeptAt},
): Response | Promise<Response> {
  const {
    language,
    words: {lti: words},
  } = pickWords(c, pageWords, launch.locale);
  const {several = false, graded = false, returnUrl = ''} = launch.choice ?? {};
  const type = several ? 'checkbox' : 'radio';
  const options = [
    ...courses.map(({course}) => ({id: course.id, name: pickText(course.title, [launch.locale ?? language])})),
    {id: '', name: words.campus},
  ];
  const body = html`<div class="ask">
    <h1>${words.choose}</h1>
    ${courses.length === 0 ? html`<p>${words.empty}</p>` : ''}
    <form data-choice>
      <fieldset>
        <legend>${several ? words.courses : words.course}</legend>
        ${options.map((one) => html`<label class="choice"><input type="${type}" name="course" value="${one.id}" /> <bdi>${one.name}</bdi></label>`)}
      </fieldset>
      ${graded ? html`<label class="choice"><input type="checkbox" name="graded" checked /> <span>${words.graded}</span></label>` : ''}
      <button disabled>${words.add}</button>
    </form>
    <p role="status" data-told></p>
    <noscript><p>${words.script}</p></noscript>
  </div>`;
  return respond(c, {
    title: words.choose,
    language,
    platform,
    data: {kind: 'picker', id, kept, words, base: publicBase(c, undefined)},
    formTo: new URL(returnUrl).origin,
    body,
  });
}

/** A refusal, for who sits before it, and with what those need who can mend it. */
export function refusalPage(
  c: Context<Env>,
  error: UgglaError,
  platform: Platform | undefined,
): Response | Promise<Response> {
  const {
    language,
    words: {lti, refusal},
  } = pickWords(c, pageWords);
  const body = html`<div class="ask">
    <h1>${refusal.closed}</h1>
    <p>${lti.again}</p>
    <p>${refusal.admin}</p>
    ${codeLine(c, error)}
  </div>`;
  return respond(c, {title: refusal.closed, language, platform, body, status: error.status ?? 500});
}
