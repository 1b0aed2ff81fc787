import {html} from 'hono/html';
import type {Handler, Hono} from 'hono';
import {UgglaError} from '@uggla/protocol';
import type {Env} from '../env.js';
import {check, readBytes} from '../http/refuse.js';
import type {Services} from '../services.js';
import {publicBase, shareRequest, toShare} from '../shares/share-routes.js';
import {leadsPage} from './leads-page.js';
import {respondPage, type DeskPage} from './layout.js';
import {sharesPage, type ShareLine} from './shares-page.js';

/** Shares and leads at the desk. `admin` lets nobody else in. */
export function placesRoutes(
  app: Hono<Env>,
  services: Services,
  admin: (answer: (page: DeskPage) => Response | Promise<Response>) => Handler<Env>,
): void {
  const {shares, leads, portfolio, settings} = services;

  const showShares = async (page: DeskPage, trouble?: UgglaError) => {
    const {c, words} = page;
    const base = publicBase(c, settings.publicUrl);
    const lines: ShareLine[] = (await shares.list()).map((share) => ({...share, url: shares.linkOf(share, base)}));
    const products = (await portfolio.catalogue())?.products ?? [];
    return respondPage(
      page,
      words.shares,
      'shares',
      sharesPage(page, lines, products, {made: c.req.query('made') !== undefined, trouble}),
      trouble ? 400 : 200,
    );
  };
  app.get(
    '/desk/shares',
    admin((page) => showShares(page)),
  );
  app.post(
    '/desk/shares',
    admin(async (page) => {
      const form = new URLSearchParams(new TextDecoder().decode(await readBytes(page.c, 100_000)));
      const given = (name: string) => form.get(name)?.trim() || undefined;
      const chosen = form.get('which') === 'chosen' ? form.getAll('product') : [];
      const access =
        form.get('which') === 'chosen'
          ? []
          : (given('access')
              ?.split(',')
              .map((one) => one.trim())
              .filter(Boolean) ?? []);
      const asked = {
        label: given('label') ?? '',
        products: chosen,
        access,
        password: given('password'),
        watermark: form.has('watermark'),
        starts: given('starts'),
        expires: given('expires'),
        language: given('language'),
      };
      try {
        const wanted = check(shareRequest, asked, 'body-invalid', 'the link');
        await shares.make(await toShare(portfolio, wanted, 'desk'));
      } catch (error) {
        if (error instanceof UgglaError && (error.status ?? 500) < 500) return showShares(page, error);
        throw error;
      }
      return page.c.redirect(`${page.base}/shares?made=1`, 303);
    }),
  );
  app.post(
    '/desk/shares/:id/revoke',
    admin(async ({c, base}) => {
      await shares.revoke(c.req.param('id') ?? '');
      return c.redirect(`${base}/shares`, 303);
    }),
  );

  app.get(
    '/desk/leads',
    admin(async (page) => {
      const rows = await leads.list({limit: 500});
      const products = (await portfolio.catalogue())?.products ?? [];
      const from = await shares.list();
      return respondPage(page, page.words.leads, 'leads', leadsPage(page, rows, products, from, leads));
    }),
  );
  app.get(
    '/desk/leads.csv',
    admin(async ({c}) =>
      c.body(await leads.csv(), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="leads.csv"',
        'Cache-Control': 'no-store',
      }),
    ),
  );
  app.post(
    '/desk/leads/:id/forget',
    admin(async ({c, base}) => {
      await leads.remove(c.req.param('id') ?? '');
      return c.redirect(`${base}/leads`, 303);
    }),
  );
}

/** A button that acts: a form of its own, since looking at a link must change nothing. */
export function actButton(action: string, label: string, about: string) {
  return html`<form method="post" action="${action}"><button class="plain">${label}<span class="away"> ${about}</span></button></form>`;
}
