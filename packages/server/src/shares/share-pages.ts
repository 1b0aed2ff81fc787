/* oxlint-disable uggla/syntax -- whole pages of the server, not an element's template */
import {pickText, UgglaError, type Text} from '@uggla/protocol';
import {html} from 'hono/html';
import type {Context, Hono} from 'hono';
import type {Env} from '../env.js';
import {findFile} from '../files/find-file.js';
import {respond} from '../files/files.js';
import {Compressor} from '../files/compress.js';
import {asset, giveAssets, pageStyle} from '../http/assets.js';
import {respondHtml, type Piece} from '../http/html-page.js';
import {inLanguage, pickWords} from '../http/languages.js';
import {readBytes, refuse} from '../http/refuse.js';
import {strictPolicy} from '../http/security-headers.js';
import {pageWords, type PageWords} from '../locales/words.js';
import type {Services} from '../services.js';
import type {ShareRow} from '../store/tables.js';
import {isPassword} from './password.js';
import {ownerOf, portfolioOf, productsOf, type Catalogue, type PlacedProduct} from './portfolio-files.js';
import {publicBase} from './share-routes.js';
import {lastDayOf} from './shares.js';
import {watermark} from './watermark.js';

/** Which trouble with a link is told in which words. */
const told = ['share-expired', 'share-revoked', 'share-early', 'share-elsewhere', 'token-invalid'] as const;

/**
 * What people see of shares: `/s/<token>/` asks (for a password, where there is one), `/t/<token>/` is the open share with
 * its files. The token stands in the path, which the relative addresses in playlists inherit.
 */
export function sharePages(app: Hono<Env>, services: Services): void {
  const {shares, portfolio, passwordsPerMinute, settings, campus} = services;
  const compressor = new Compressor();
  giveAssets(app, '/s', {'share.js': asset('share.js'), 'share.css': pageStyle('share.css')});

  app.get('/s/:token', (c) => c.redirect(`${c.var.visitor.prefix}/s/${c.req.param('token')}/${askedOf(c)}`, 308));
  app.get('/s/:token/', async (c) => {
    try {
      const {id} = (await portfolio.catalogue()) ?? {};
      return askPage(c, await shares.ofLink(c.req.param('token'), id));
    } catch (error) {
      return closedPage(c, error);
    }
  });
  app.post('/s/:token/', async (c) => {
    let row: ShareRow;
    try {
      row = await shares.ofLink(c.req.param('token'), (await portfolio.catalogue())?.id);
    } catch (error) {
      return closedPage(c, error);
    }
    const form = new URLSearchParams(new TextDecoder().decode(await readBytes(c, 8192)));
    if (row.password !== null) {
      try {
        passwordsPerMinute.take(`${row.id} ${c.var.visitor.address}`);
      } catch {
        return askPage(c, row, 'often', 429);
      }
      if (!(await isPassword((form.get('password') ?? '').slice(0, 1000), row.password)))
        return askPage(c, row, 'wrong', 403);
    }
    return c.redirect(`${c.var.visitor.prefix}/t/${await shares.open(row)}/${askedOf(c)}`, 303);
  });

  app.get('/t/:token', (c) => c.redirect(`${c.var.visitor.prefix}/t/${c.req.param('token')}/${askedOf(c)}`, 308));
  app.get('/t/:token/*', async (c) => {
    const token = c.req.param('token');
    const path = c.var.path.slice(`/t/${token}/`.length);
    const catalogue = await portfolio.catalogue();
    let row: ShareRow;
    try {
      row = await shares.ofAccess(token, catalogue?.id);
    } catch (error) {
      if (path === '') return closedPage(c, error);
      throw error;
    }
    const shown = productsOf(catalogue!, {
      products: JSON.parse(row.products) as string[],
      access: JSON.parse(row.access) as string[],
    });
    const answer = await shareFile(c, path, row, catalogue!, shown);
    answer.headers.set('Referrer-Policy', 'same-origin');
    answer.headers.set('X-Robots-Tag', 'noindex');
    return answer;
  });

  async function shareFile(
    c: Context<Env>,
    path: string,
    row: ShareRow,
    catalogue: Catalogue,
    shown: readonly PlacedProduct[],
  ): Promise<Response> {
    const title =
      catalogue.portfolios[0]?.title ??
      (await campus?.campus().then(
        (one) => one.title,
        () => undefined,
      ));
    if (path === '') return openPage(c, row, title, shares.linkOf(row, publicBase(c, settings.publicUrl)));
    if (path === 'portfolio.json') {
      c.header('Cache-Control', 'private, no-store');
      return c.json({...portfolioOf(catalogue, shown), ...(title === undefined ? {} : {title})});
    }
    const owner = ownerOf(shown, path);
    const found = owner && (await findFile(owner.root, path));
    if (found?.kind !== 'file' || /\.html?$/i.test(found.file.path)) {
      if (found?.kind === 'file') await found.file.handle.close();
      throw refuse(404, 'file-unavailable', `there is nothing at ${path}`);
    }
    if (path.endsWith('/media.json') && c.req.method === 'GET') await shares.countView(row.id, owner!.product.id);
    const answer = await respond(c, found.file, settings, compressor);
    answer.headers.set('Cache-Control', path.endsWith('.json') ? 'private, no-cache' : 'private, max-age=3600');
    return answer;
  }
}

/** What the address of a link asks for beside it: a remote control walks on, and the language stays. */
function askedOf(c: Context<Env>): string {
  const language = c.req.query('lang');
  const asked = [
    ...(c.req.query('tv') === undefined ? [] : ['tv']),
    ...(language === undefined ? [] : [`lang=${encodeURIComponent(language)}`]),
  ];
  return asked.length === 0 ? '' : `?${asked.join('&')}`;
}

function respondPage(
  c: Context<Env>,
  title: string,
  language: string,
  head: Piece | undefined,
  body: Piece,
  status: 200 | 401 | 403 | 410 | 429 = 200,
): Response | Promise<Response> {
  const policy = `${strictPolicy}; frame-ancestors 'self'`;
  const {prefix} = c.var.visitor;
  // The token in the address goes to nobody else; with no-referrer a form's origin would be null.
  return respondHtml(c, {
    title,
    language,
    head: html`<script type="module" src="${prefix}/assets/tv.js"></script>${head ?? ''}`,
    body,
    status,
    policy,
    referrer: 'same-origin',
    style: `${prefix}/s/share.css`,
  });
}

/** Before it is open, the page says nothing of what is shared, and for whom. */
function askPage(
  c: Context<Env>,
  {password, language: wanted}: ShareRow,
  trouble?: 'wrong' | 'often',
  status: 200 | 403 | 429 = 200,
): Response | Promise<Response> {
  const {
    language,
    words: {share: words},
  } = pickWords(c, pageWords, wanted);
  const field = html`<label for="password">${words.password}</label>
    <p class="quiet" id="hint">${words.passwordText}</p>
    <input id="password" name="password" type="password" required autofocus autocomplete="off" aria-describedby="hint trouble" ${trouble ? html`aria-invalid="true"` : ''} />
    <p class="trouble" id="trouble" role="alert">${trouble ? words[trouble] : ''}</p>`;
  const body = html`<main class="ask">
    <h1>${words.title}</h1>
    <p>${words.text}</p>
    <form method="post">${password === null ? '' : field}<button>${words.open}</button></form>
  </main>`;
  return respondPage(c, words.title, language, undefined, body, status);
}

function closedPage(c: Context<Env>, error: unknown): Response | Promise<Response> {
  if (!(error instanceof UgglaError)) throw error;
  const code = told.find((one) => one === error.code);
  if (!code) throw error;
  const {
    language,
    words: {share: words},
  } = pickWords(c, pageWords);
  const body = html`<main class="ask"><h1>${words.closed}</h1><p>${words[code]}</p></main>`;
  return respondPage(c, words.closed, language, undefined, body, error.status as 401 | 403 | 410);
}

/** @param link - That was handed out: this page's own address is good for hours, and asks for no password. */
function openPage(c: Context<Env>, row: ShareRow, name: Text | undefined, link: string): Response | Promise<Response> {
  const {
    language,
    words: {share: words},
  } = pickWords(c, pageWords, row.language);
  const own = c.req.query('lang') === undefined ? row.language : null; // else that of the page around it
  const title = pickText(name, [own ?? language]) || words.title;
  const {prefix} = c.var.visitor;
  const head = html`<link rel="stylesheet" href="${prefix}/assets/uggla/uggla.css" />
    <link rel="stylesheet" href="${prefix}/assets/brand.css" />
    <script type="module" src="${prefix}/assets/uggla/uggla-catalog.js"></script>
    ${row.watermark === 1 ? html`<script type="module" src="${prefix}/s/share.js"></script>` : ''}`;
  const body = html`<header class="whom">${whom(row, words, language)}</header>
    <main><h1 class="away">${title}</h1><uggla-portfolio src="portfolio.json" endpoint="." routing="hash" link-base="${link}" ${own === null ? '' : inLanguage(own)}></uggla-portfolio></main>
    ${row.watermark === 1 ? watermark(row.label) : ''}`;
  return respondPage(c, title, language, head, body);
}

function whom({label, expires}: ShareRow, words: PageWords['share'], language: string) {
  const last = new Date(lastDayOf(expires));
  const date = new Intl.DateTimeFormat(language, {dateStyle: 'long', timeZone: 'UTC'}).format(last);
  return html`${words.forWhom} <strong><bdi>${label}</bdi></strong> · ${words.until} <time datetime="${expires}">${date}</time>`;
}
