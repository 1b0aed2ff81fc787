/* eslint-disable no-restricted-syntax -- a whole page of the server, not an element's template */
import {html} from 'hono/html';
import type {Role} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {reaches, type Person} from '../people/person.js';
import {deskWords, type Words} from './words.js';

/** A piece of a page, made by `html`, which escapes what is put into it. */
export type Piece = ReturnType<typeof html>;

/** What all pages of the desk know. */
export interface DeskPage {
  c: Context<Env>;
  words: Words;
  language: 'es' | 'en';
  /** Address prefix of the desk. */
  base: string;
  /** Of who is there; nothing while nobody is. */
  role?: Role;
}

/** Answers somebody who may be here. */
export type Answer = (page: DeskPage, person: Person) => Response | Promise<Response>;

/** The page's setting, from its request. */
export function deskPage(c: Context<Env>): DeskPage {
  return {c, ...deskWords(c), base: `${c.var.visitor.prefix}/desk`};
}

const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "base-uri 'none'",
  "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ');

/** The parts of the desk, and whom each is for. */
const places = {records: 'admin', acceptances: 'admin', people: 'manager', due: 'manager', shares: 'admin', leads: 'admin', chat: 'admin'} as const satisfies Record<string, Role>;
type Place = keyof typeof places;

/** A whole page. `here` names the part of the desk; without it nobody is in yet, and there is no menu. */
export function respondPage({c, words, language, base, role = 'learner'}: DeskPage, title: string, here: Place | undefined, body: Piece, status: 200 | 400 | 401 | 410 = 200): Response | Promise<Response> {
  c.header('Content-Security-Policy', policy);
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'same-origin'); // the link with the invitation goes to nobody else
  c.header('Vary', 'Accept-Language, Cookie');
  const link = (name: Place) => html`<a href="${base}/${name}" ${here === name ? html`aria-current="page"` : ''}>${words[name]}</a>`;
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title} · ${words.desk} · Uggla</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="${base}/desk.css" />
          <script type="module" src="${base}/desk.js"></script>
        </head>
        <body>
          <a class="skip" href="#content">${words.skip}</a>
          <header>
            <p class="brand"><span aria-hidden="true">◉◉</span> Uggla <span class="quiet">${words.desk}</span></p>
            ${here === undefined
              ? ''
              : html`<nav aria-label="${words.desk}">${(Object.keys(places) as Place[]).filter((name) => reaches(role, places[name])).map((name) => html`${link(name)} `)}</nav>
                  <form method="post" action="${base}/leave"><button class="plain">${words.leave}</button></form>`}
          </header>
          <main id="content" tabindex="-1">
            <h1>${title}</h1>
            ${body}
          </main>
        </body>
      </html>`,
    status,
  );
}
