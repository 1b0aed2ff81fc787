/* oxlint-disable uggla/syntax -- whole pages of the server, not an element's template */
import {UgglaError} from '@uggla/protocol';
import {html} from 'hono/html';
import {deleteCookie, getCookie, setCookie} from 'hono/cookie';
import type {Context, Hono} from 'hono';
import {openSession} from '../desk/session.js';
import type {Env} from '../env.js';
import {asset, giveAssets, pageStyle} from '../http/assets.js';
import {respondHtml, type HtmlPage} from '../http/html-page.js';
import {pickWords} from '../http/languages.js';
import {codeLine} from '../http/refusal-page.js';
import {strictPolicy} from '../http/security-headers.js';
import {pageWords} from '../locales/words.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import {tokenAnswer} from './people-routes.js';
import {noteFacts} from './people.js';
import {actorOf, reaches, type Person} from './person.js';

/** Binds the answer of the issuer to the browser that asked; ten minutes, for `/signin` alone, and no API looks at it. */
const cookie = 'uggla_signin';
const minutes = 10;

/**
 * The pages by which people come in. Who signed in is kept by the browser where the elements look for it, not in a cookie (see
 * decision 0004): `/account/` has the scripts for that, `/invitation#…` opens a link, `/signin` leads to the issuer and back.
 */
export function signInPages(app: Hono<Env>, services: Services): void {
  const {signIn, settings} = services;
  const scripts = ['keep.js', 'invitation.js', 'account.js', 'signed-in.js'].map((name) => [name, asset(name)]);
  const said = Object.entries(pageWords).map(([language, {account}]) => [language, account]);
  giveAssets(app, '/account', {
    ...Object.fromEntries(scripts),
    'account-words.js': `export const words = ${JSON.stringify(Object.fromEntries(said))};\n`,
    'share.css': pageStyle('share.css'),
  });
  app.get('/invitation', (c) => invitationPage(c, settings.invitations || signIn !== undefined));
  app.get('/signin', async (c) => {
    const {
      language,
      words: {signIn: words},
    } = pickWords(c, pageWords);
    if (!signIn) {
      const body = html`<main class="ask"><h1>${words.signIn}</h1><p>${words.byInvitation}</p></main>`;
      return respond(c, {title: words.signIn, language, body});
    }
    const chosen = c.req.query('lang') === undefined ? undefined : language;
    const to = pathOf(c, c.req.query('return'));
    try {
      const redirect = `${publicBase(c, settings.publicUrl)}/signin/callback`;
      const {address, begun} = await signIn.begin(to, redirect, chosen);
      setCookie(c, cookie, begun, {...scope(c), httpOnly: true, sameSite: 'Lax', maxAge: minutes * 60});
      c.header('Cache-Control', 'no-store');
      return c.redirect(address, 302);
    } catch (error) {
      return failedPage(c, error, {to, language: chosen});
    }
  });
  app.get('/signin/callback', async (c) => {
    if (!signIn) return c.redirect(`${c.var.visitor.prefix}/signin`, 302);
    const kept = getCookie(c, cookie);
    deleteCookie(c, cookie, scope(c));
    const wanted = await signIn.wanted(kept);
    try {
      const {person, to} = await signIn.end(new URL(c.req.url).searchParams, kept);
      return await signedInPage(services, c, person, to, wanted.language);
    } catch (error) {
      return failedPage(c, error, wanted);
    }
  });
  app.get('/signin/out', async (c) => {
    const base = `${publicBase(c, settings.publicUrl)}/`;
    return c.redirect((await signIn?.leaving(base).catch(() => undefined)) ?? base, 302);
  });
}

/** The issuer's own tokens stay here and are forgotten; the browser gets one of ours, for half a day. */
async function signedInPage(
  services: Services,
  c: Context<Env>,
  arrived: Person,
  to: string,
  chosen: string | undefined,
): Promise<Response> {
  const {identities, tokens, store} = services;
  const account = await identities.arrive({...arrived, by: 'issuer'});
  const person: Person = {...arrived, account, source: 'issuer'};
  await noteFacts(store.db, actorOf(person), person);
  const answer = await tokenAnswer(tokens, person);
  if (reaches(person.role, 'editor')) await openSession(services, c, {...person, vouched: true});
  const {
    language,
    words: {signIn: words},
  } = pickWords(c, pageWords, chosen);
  const {prefix} = c.var.visitor;
  const body = html`<main class="ask" data-answer="${JSON.stringify(answer)}" data-to="${to}">
    <h1>${words.in}</h1>
    <p class="trouble" role="alert" hidden>${words.failed}</p>
    <p><a href="${to}">${words.campus}</a></p>
    <noscript><p>${words.noScript}</p></noscript>
  </main>`;
  const head = html`<script type="module" src="${prefix}/account/signed-in.js"></script>`;
  return respond(c, {title: words.signIn, language, head, body});
}

/** @param wanted - Where they wanted to go, in which language: another try is for the same. */
function failedPage(
  c: Context<Env>,
  error: unknown,
  {to, language: chosen}: {to?: string; language?: string | undefined},
): Response | Promise<Response> {
  if (!(error instanceof UgglaError)) throw error;
  const {
    language,
    words: {signIn: words},
  } = pickWords(c, pageWords, chosen);
  const {prefix} = c.var.visitor;
  const again = new URLSearchParams({
    ...(to === undefined || to === `${prefix}/` ? {} : {return: to}),
    ...(chosen === undefined ? {} : {lang: chosen}),
  });
  const body = html`<main class="ask">
    <h1>${words.notIn}</h1>
    <p role="alert">${error.code === 'issuer-unavailable' ? words.issuerSilent : words.notInText}</p>
    <p><a href="${prefix}/signin${again.size === 0 ? '' : `?${again}`}">${words.again}</a></p>
    ${codeLine(c, error)}
  </main>`;
  return respond(c, {title: words.notIn, language, body, status: error.status === 503 ? 503 : 400});
}

/** A path of ours, whatever was asked for: nobody is led elsewhere by a link to us. */
function pathOf(c: Context<Env>, asked: string | undefined): string {
  const {origin, prefix} = c.var.visitor;
  const url = URL.canParse(asked ?? '', origin) ? new URL(asked ?? '', origin) : undefined;
  const own = url?.origin === origin && url.pathname.startsWith(`${prefix}/`) && !url.pathname.startsWith('//');
  return own ? `${url.pathname}${url.search}${url.hash}` : `${prefix}/`;
}

function scope(c: Context<Env>) {
  const {prefix, origin} = c.var.visitor;
  return {path: `${prefix}/signin`, secure: origin.startsWith('https:')};
}

/**
 * All that can be said of an invitation; its script shows what is so. Without scripts nothing could be kept.
 *
 * @param isShown - The campus shows who is in, and a button to leave.
 */
function invitationPage(c: Context<Env>, isShown: boolean): Response | Promise<Response> {
  const {
    language,
    words: {signIn: words},
  } = pickWords(c, pageWords);
  const {prefix} = c.var.visitor;
  const ended = (name: 'accepted' | 'expired' | 'revoked' | 'invalid' | 'failed') =>
    html`<div data-part="${name}" hidden><h1>${words.closed}</h1><p>${words[name]}</p><p><a href="${prefix}/">${words.campus}</a></p></div>`;
  const body = html`<main class="ask" aria-live="polite">
    <noscript><p>${words.noScript}</p></noscript>
    <div data-part="open" hidden>
      <h1>${words.invited} <bdi data-fill="campus"></bdi></h1>
      <p data-if="name">${words.hello} <strong data-fill="name" dir="auto"></strong></p>
      <p>${words.openText}</p>
      ${isShown ? html`<p class="quiet">${words.shared}</p>` : ''}
      <p class="trouble" data-if="before" hidden>${words.before} <bdi data-fill="before"></bdi></p>
      <form><button type="button" id="enter">${words.enter}</button></form>
    </div>
    <div data-part="in" hidden>
      <h1>${words.in}</h1>
      <p><a href="${prefix}/">${words.campus}</a></p>
      <form id="desk" method="post" action="${prefix}/desk/enter"><input type="hidden" name="token" /><button>${words.desk}</button></form>
    </div>
    ${(['accepted', 'expired', 'revoked', 'invalid', 'failed'] as const).map(ended)}
  </main>`;
  const head = html`<script type="module" src="${prefix}/account/invitation.js"></script>`;
  return respond(c, {title: words.title, language, head, body});
}

function respond(
  c: Context<Env>,
  page: Pick<HtmlPage, 'title' | 'language' | 'head' | 'body' | 'status'>,
): Response | Promise<Response> {
  return respondHtml(c, {
    ...page,
    policy: `${strictPolicy}; frame-ancestors 'none'`,
    referrer: 'same-origin',
    style: `${c.var.visitor.prefix}/account/share.css`,
  });
}
