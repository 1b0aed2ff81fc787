import {readFileSync} from 'node:fs';
import {pickText, UgglaError} from '@uggla/protocol';
import type {Handler, Hono} from 'hono';
import type {Env} from '../env.js';
import {readBytes, refuse, withHeaders} from '../http/refuse.js';
import {need} from '../people/person.js';
import type {Services} from '../services.js';
import {readProductForm, type Trouble} from '../workshop/product-form.js';
import {respondPage, type Answer, type DeskPage} from './layout.js';
import {productWords} from './product-words.js';
import {editRoutes} from './product-edit-routes.js';
import {productsPage} from './products-page.js';
import {personAt} from './session.js';

/** Bytes of the form: texts in many languages, no files. */
const mostBytes = 500_000;

/** Adding products at the desk. `editor` lets nobody else in. */
export function productsRoutes(app: Hono<Env>, services: Services, editor: (answer: Answer) => Handler<Env>): void {
  const {jobs, uploads, campus, portfolio, settings} = services;
  const {workshop} = settings;
  if (!jobs || !uploads || !workshop) return;
  const script = readFileSync(new URL('../browser/products.js', import.meta.url), 'utf8');
  app.get('/desk/products.js', (c) =>
    c.body(script, 200, {'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache'}),
  );
  const timeZone = settings.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const languagesOf = async (page: DeskPage) =>
    (await campus?.campus().catch(() => undefined))?.languages ?? [page.language];

  const filesOf = async (form: URLSearchParams) => {
    const brought = await Promise.all(
      [...form.getAll('clip'), ...form.getAll('document')].map(
        async (id) => [id, (await uploads.find(id))?.name] as const,
      ),
    );
    return new Map(brought.filter((one): one is [string, string] => one[1] !== undefined));
  };
  const show = async (page: DeskPage, form = new URLSearchParams(), troubles: readonly Trouble[] = []) => {
    const {c} = page;
    const words = productWords(c);
    const languages = await languagesOf(page);
    const products = (await portfolio.catalogue())?.products ?? [];
    const body = productsPage(page, {
      words,
      languages,
      timeZone,
      jobs: jobs.list,
      products,
      listed: await workshop.list(languages),
      form,
      files: await filesOf(form),
      troubles,
    });
    // looked at again by itself, but never under the hands of somebody who fills the form in
    if (c.req.query('added') !== undefined && jobs.isBusy) c.header('Refresh', '3');
    return respondPage(page, page.words.products, 'products', body, troubles.length > 0 ? 400 : 200);
  };
  const formIn = async ({c}: DeskPage) => new URLSearchParams(new TextDecoder().decode(await readBytes(c, mostBytes)));
  app.get(
    '/desk/products',
    editor((page) => show(page)),
  );
  app.post(
    '/desk/products',
    editor(async (page) => {
      const form = await formIn(page);
      const languages = await languagesOf(page);
      const {product, troubles} = await readProductForm(form, languages, uploads, timeZone);
      if (troubles.length > 0) return show(page, form, troubles);
      try {
        await jobs.add(product, pickText(product.title, [page.language]));
      } catch (caught) {
        if (!(caught instanceof UgglaError) || caught.code !== 'media-unreadable') throw caught;
        return show(page, form, [{field: 'clip-file', says: 'unreadableFilm'}]);
      }
      for (const id of [...form.getAll('clip'), ...form.getAll('document')]) await uploads.remove(id);
      return page.c.redirect(`${page.base}/products?added=1`, 303);
    }),
  );

  editRoutes(app, {workshop, jobs, uploads}, {editor, languagesOf, filesOf, formIn, timeZone});

  // The desk's cookie goes to the desk alone, so what the desk's page brings is taken there, too.
  for (const path of ['/v1/uploads', '/desk/uploads']) {
    const take: Handler<Env> = async (c) => {
      need(await personAt(services, c, 'learner'), 'editor');
      if (c.req.raw.method === 'GET')
        throw withHeaders(refuse(405, 'method-refused', 'what was brought is not handed out'), {
          Allow: 'HEAD, PATCH, DELETE',
        });
      return uploads.answer(c.req.raw, `${c.var.visitor.prefix}${path}`);
    };
    app.on(['POST'], path, take);
    app.on(['GET', 'PATCH', 'DELETE'], `${path}/:id`, take); // Hono hands HEAD to what stands for GET
  }
}
