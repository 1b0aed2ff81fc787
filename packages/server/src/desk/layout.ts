/* oxlint-disable uggla/syntax -- the head of a whole page of the server, not an element's template */
import {html} from 'hono/html';
import type {Role} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {respondHtml, type Piece} from '../http/html-page.js';
import {reaches, type Person} from '../people/person.js';
import {deskWords, type Words} from './words.js';

export type {Piece};

/** What all pages of the desk know. */
export interface DeskPage {
  c: Context<Env>;
  words: Words;
  language: 'es' | 'en';
  /** Address prefix of the desk. */
  base: string;
  /** Of who is there; nothing while nobody is. */
  role?: Role;
  /** Whether there is an authored folder that products can be added to. */
  hasWorkshop?: boolean;
}

/** Answers somebody who may be here. */
export type Answer = (page: DeskPage, person: Person) => Response | Promise<Response>;

/** The page's setting, from its request. */
export function deskPage(c: Context<Env>): DeskPage {
  return {c, ...deskWords(c), base: `${c.var.visitor.prefix}/desk`};
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The parts of the desk, and whom each is for. */
const places = {
  records: 'admin',
  courses: 'admin',
  acceptances: 'admin',
  people: 'manager',
  due: 'manager',
  invitations: 'manager',
  certificates: 'manager',
  shares: 'admin',
  leads: 'admin',
  chat: 'admin',
  products: 'editor',
} as const satisfies Record<string, Role>;
type Place = keyof typeof places;

/** A whole page. `here` names the part of the desk; without it nobody is in yet, and there is no menu. */
export function respondPage(
  {c, words, language, base, role = 'learner', hasWorkshop = false}: DeskPage,
  title: string,
  here: Place | undefined,
  body: Piece,
  status: 200 | 400 | 401 | 410 | 412 = 200,
): Response | Promise<Response> {
  const link = (name: Place) =>
    html`<a href="${base}/${name}" ${here === name ? html`aria-current="page"` : ''}>${words[name]}</a>`;
  const menu = html`<nav aria-label="${words.desk}">${(Object.keys(places) as Place[]).filter((name) => reaches(role, places[name]) && (name !== 'products' || hasWorkshop)).map((name) => html`${link(name)} `)}</nav>
    <form method="post" action="${base}/leave"><button class="plain">${words.leave}</button></form>`;
  return respondHtml(c, {
    title: `${title} · ${words.desk} · Uggla`,
    language,
    policy,
    status,
    referrer: 'same-origin', // the link with the invitation goes to nobody else
    style: `${base}/desk.css`,
    head: html`<script type="module" src="${base}/desk.js"></script>${here === 'products' ? html`<script type="module" src="${base}/products.js"></script>` : ''}`,
    body: html`<a class="skip" href="#content">${words.skip}</a>
      <header>
        <p class="brand"><span aria-hidden="true">◉◉</span> Uggla <span class="quiet">${words.desk}</span></p>
        ${here === undefined ? '' : menu}
      </header>
      <main id="content" tabindex="-1">
        <h1>${title}</h1>
        ${body}
      </main>`,
  });
}
