import type {ProblemDetails} from '@uggla/protocol';
import type {Context} from 'hono';
import {html} from 'hono/html';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import type {Env} from '../env.js';
import {pageWords} from '../locales/words.js';
import {respondHtml, type Piece} from './html-page.js';
import {pickWords} from './languages.js';
import {strictPolicy} from './security-headers.js';

/** What a refusal says to those who can mend it: in English, from left to right whatever stands around. */
export function codeLine(
  c: Context<Env>,
  {code, message, cure = ''}: {code: string; message: string; cure?: string | undefined},
): Piece {
  return html`<p class="quiet" lang="en" dir="ltr"><code>${code}</code>: ${message}. ${cure} (${c.var.requestId})</p>`;
}

/**
 * Whether a person opened the address itself, and would read what is answered. Browsers say so where nobody listens (https, this
 * machine); elsewhere it is known by what no program asks for unasked: a page. What a service worker hands on for a page is for
 * nobody (`empty`), and still a navigation.
 */
export function isOpened(c: Context): boolean {
  if (c.req.method !== 'GET') return false;
  const destination = c.req.header('Sec-Fetch-Dest');
  if (!destination) return /^text\/html,/.test(c.req.header('Accept') ?? '');
  return destination === 'document' || (destination === 'empty' && c.req.header('Sec-Fetch-Mode') === 'navigate');
}

/** A refusal as a page, with the status and the headers that it has for programs. */
export async function refusalPage(c: Context<Env>, problem: Response): Promise<Response> {
  const {code, title: message, detail: cure} = (await problem.json()) as ProblemDetails;
  const {
    language,
    words: {refusal: words},
  } = pickWords(c, pageWords);
  for (const [name, value] of problem.headers) if (name !== 'content-type') c.header(name, value);
  const isMissing = problem.status === 404;
  const title = isMissing ? words.missing : words.closed;
  const mayPass = problem.status === 429 || problem.status >= 500;
  return respondHtml(c, {
    title,
    language,
    status: problem.status as ContentfulStatusCode,
    style: `${c.var.visitor.prefix}/account/share.css`,
    policy: `${strictPolicy}; frame-ancestors 'none'`,
    referrer: 'same-origin',
    body: html`<main class="ask">
      <h1>${title}</h1>
      ${isMissing ? html`<p>${words.missingText}</p>` : mayPass ? html`<p>${words.again}</p>` : ''}
      <p>${words.admin}</p>
      ${codeLine(c, {code, message, cure})}
    </main>`,
  });
}
