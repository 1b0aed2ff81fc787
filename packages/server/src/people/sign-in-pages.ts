/* eslint-disable no-restricted-syntax -- whole pages of the server, not an element's template */
import {readFileSync} from 'node:fs';
import {html} from 'hono/html';
import type {Context, Hono} from 'hono';
import type {Env} from '../env.js';
import {respondHtml, type Piece} from '../http/html-page.js';
import {pickWords} from '../http/languages.js';
import {strictPolicy} from '../http/security-headers.js';
import type {Services} from '../services.js';
import {signInWords} from './sign-in-words.js';

const asset = (name: string) => readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8');

/**
 * The pages by which people come in. Who signed in is kept by the browser where the elements look for it, not in a cookie (see
 * decision 0004): `/account/` has the scripts for that, `/invitation#…` opens a link, `/signin` says how to come in.
 */
export function signInPages(app: Hono<Env>, _services: Services): void {
  for (const name of ['keep.js', 'invitation.js', 'account.js', 'share.css'] as const) {
    const text = asset(name);
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    app.get(`/account/${name}`, (c) =>
      c.body(text, 200, {'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache'}),
    );
  }
  app.get('/invitation', (c) => invitationPage(c));
  app.get('/signin', (c) => {
    const {words} = pickWords(c, signInWords);
    return respond(
      c,
      words.signIn,
      html`<main class="ask"><h1>${words.signIn}</h1><p>${words.byInvitation}</p></main>`,
    );
  });
}

/** All that can be said of an invitation; its script shows what is so. Without scripts nothing could be kept. */
function invitationPage(c: Context<Env>): Response | Promise<Response> {
  const {words} = pickWords(c, signInWords);
  const {prefix} = c.var.visitor;
  const ended = (name: 'accepted' | 'expired' | 'revoked' | 'invalid' | 'failed') =>
    html`<div data-part="${name}" hidden><h1>${words.closed}</h1><p>${words[name]}</p><p><a href="${prefix}/">${words.campus}</a></p></div>`;
  const body = html`<main class="ask" aria-live="polite">
    <noscript><p>${words.noScript}</p></noscript>
    <div data-part="open" hidden>
      <h1>${words.invited} <span data-fill="campus"></span></h1>
      <p data-if="name">${words.hello} <strong data-fill="name"></strong></p>
      <p>${words.openText}</p>
      <p class="quiet">${words.shared}</p>
      <p class="trouble" data-if="before" hidden>${words.before} <span data-fill="before"></span></p>
      <form><button type="button" id="enter">${words.enter}</button></form>
    </div>
    <div data-part="in" hidden>
      <h1>${words.in}</h1>
      <p><a href="${prefix}/">${words.campus}</a></p>
      <form id="desk" method="post" action="${prefix}/desk/enter"><input type="hidden" name="token" /><button>${words.desk}</button></form>
    </div>
    ${(['accepted', 'expired', 'revoked', 'invalid', 'failed'] as const).map(ended)}
  </main>`;
  return respond(c, words.title, body, html`<script type="module" src="${prefix}/account/invitation.js"></script>`);
}

function respond(c: Context<Env>, title: string, body: Piece, head?: Piece): Response | Promise<Response> {
  const {language} = pickWords(c, signInWords);
  return respondHtml(c, {
    title,
    language,
    head,
    body,
    policy: `${strictPolicy}; frame-ancestors 'none'`,
    referrer: 'same-origin',
    style: `${c.var.visitor.prefix}/account/share.css`,
  });
}
