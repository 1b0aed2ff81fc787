import {isRightToLeft} from '@uggla/protocol';
import type {Context} from 'hono';
import {html} from 'hono/html';
import type {ContentfulStatusCode} from 'hono/utils/http-status';

/** A piece of a page, made by `html`, which escapes what is put into it. */
export type Piece = ReturnType<typeof html>;

/** What one page of the server has of its own. */
export interface HtmlPage {
  title: string;
  language: string;
  /** Address of its CSS. */
  style: string;
  /** Further links and scripts of the head. */
  head?: Piece | undefined;
  body: Piece;
  /** Content-Security-Policy: what it may load and run. */
  policy: string;
  /** Who learns its address, which may hold a secret. */
  referrer: 'same-origin' | 'no-referrer' | 'strict-origin';
  /** `light` for what is to be printed. */
  scheme?: 'light dark' | 'light';
  status?: ContentfulStatusCode;
}

/** Answers with a page. All of them are for one person: no cache keeps them, and no search engine. */
export function respondHtml(
  c: Context,
  {title, language, style, head, body, policy, referrer, scheme = 'light dark', status = 200}: HtmlPage,
): Response | Promise<Response> {
  c.header('Content-Security-Policy', policy);
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', referrer);
  c.header('X-Robots-Tag', 'noindex');
  c.header('Vary', 'Accept-Language, Cookie');
  return c.html(
    html`<!doctype html>
      <html lang="${language}"${isRightToLeft(language) ? html` dir="rtl"` : ''}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="${scheme}" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="${style}" />
          ${head ?? ''}
        </head>
        <body>
          ${body}
        </body>
      </html>`,
    status,
  );
}
