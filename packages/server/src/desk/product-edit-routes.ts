import {html} from 'hono/html';
import {pickText, UgglaError} from '@uggla/protocol';
import type {Handler, Hono} from 'hono';
import type {Env} from '../env.js';
import {refuse} from '../http/refuse.js';
import {formOf, meet, readChangeForm} from '../workshop/change-form.js';
import type {Trouble} from '../workshop/product-form.js';
import type {StoredProduct} from '../workshop/stored-product.js';
import type {Uploads} from '../workshop/uploads.js';
import type {Jobs, Workshop} from '../workshop/workshop.js';
import {respondPage, type Answer, type DeskPage} from './layout.js';
import {productForm, troublesOf} from './product-form-page.js';
import {withdrawal} from './product-list.js';
import {productWords, type ProductWords} from './product-words.js';

/** What the page of a product shares with that of all. */
interface Shared {
  editor: (answer: Answer) => Handler<Env>;
  languagesOf: (page: DeskPage) => Promise<readonly string[]>;
  filesOf: (form: URLSearchParams) => Promise<ReadonlyMap<string, string>>;
  formIn: (page: DeskPage) => Promise<URLSearchParams>;
  timeZone: string;
}

/** Changing a product at the desk, withdrawing it and bringing it back. */
export function editRoutes(
  app: Hono<Env>,
  {workshop, jobs, uploads}: {workshop: Workshop; jobs: Jobs; uploads: Uploads},
  {editor, languagesOf, filesOf, formIn, timeZone}: Shared,
): void {
  const address = '/desk/products/:name';
  const find = async (page: DeskPage, languages: readonly string[]) => {
    const name = page.c.req.param('name') ?? '';
    const stored = await workshop.read(name, languages);
    if (!stored || stored.isOnlyByHand)
      throw refuse(404, 'file-unavailable', `there is no product ${name} to change here`);
    return stored;
  };
  const show = async (
    page: DeskPage,
    stored: StoredProduct,
    {form = formOf(stored), troubles = [], differ}: ShowOptions = {},
  ) => {
    const {c} = page;
    const words = productWords(c);
    const languages = await languagesOf(page);
    const title = pickText(stored.title, [page.language]);
    c.header('ETag', `"${stored.version}"`);
    const body = html`<p><a href="${page.base}/products">${words.back}</a></p>
      ${troublesOf(words, troubles)} ${differ ? conflict(words, differ, languages) : ''}
      ${productForm(page, {words, languages, timeZone, form, files: await filesOf(form), troubles, name: stored.name})}
      ${withdrawal(page, words, stored, stored.version)}`;
    return respondPage(page, title, 'products', body, differ ? 412 : troubles.length > 0 ? 400 : 200);
  };
  app.get(
    address,
    editor(async (page) => show(page, await find(page, await languagesOf(page)))),
  );
  app.post(
    address,
    editor(async (page) => {
      const languages = await languagesOf(page);
      const stored = await find(page, languages);
      const form = await formIn(page);
      const refused = async () => {
        const now = await find(page, languages);
        return show(page, now, meet(form, now));
      };
      const version = versionIn(page, form);
      if (version !== stored.version) return refused();
      const {change, troubles} = await readChangeForm(form, languages, uploads, timeZone, stored);
      if (troubles.length > 0) return show(page, stored, {form, troubles});
      try {
        await jobs.change({...stored, languages}, change, pickText(change.product.title, [page.language]));
      } catch (caught) {
        const code = caught instanceof UgglaError ? caught.code : '';
        if (code === 'product-changed') return refused();
        if (code !== 'media-unreadable') throw caught;
        return show(page, stored, {form, troubles: [{field: 'clip-file', says: 'unreadableFilm'}]});
      }
      for (const id of [...form.getAll('clip'), ...form.getAll('document')]) await uploads.remove(id);
      return page.c.redirect(`${page.base}/products?added=1`, 303);
    }),
  );
  for (const [to, isWithdrawn] of [
    ['withdraw', true],
    ['restore', false],
  ] as const)
    app.post(
      `${address}/${to}`,
      editor(async (page) => {
        const languages = await languagesOf(page);
        const stored = await find(page, languages);
        const version = versionIn(page, await formIn(page));
        try {
          await jobs.withdraw({...stored, version, languages}, isWithdrawn, pickText(stored.title, [page.language]));
        } catch (caught) {
          if (!(caught instanceof UgglaError) || caught.code !== 'product-changed') throw caught;
          return show(page, await find(page, languages), {differ: []});
        }
        return page.c.redirect(`${page.base}/products?added=1`, 303);
      }),
    );
}

interface ShowOptions {
  form?: URLSearchParams;
  troubles?: readonly Trouble[];
  /** Fields in which what was typed differs from what the product says, when somebody else changed it. */
  differ?: readonly {field: string; now: string}[];
}

/** As which it was seen: a form says it in a field, a program in `If-Match`. */
function versionIn({c}: DeskPage, form: URLSearchParams): string {
  const header = c.req.header('If-Match');
  return header === undefined ? (form.get('version') ?? '') : header.replace(/^(?:W\/)?"(.*)"$/, '$1');
}

const labels: Readonly<Record<string, keyof ProductWords>> = {access: 'whoSees', group: 'groupName'};

function conflict(words: ProductWords, differ: NonNullable<ShowOptions['differ']>, languages: readonly string[]) {
  return html`<div role="alert" tabindex="-1" id="troubles">
    <p>${differ.length === 0 ? words.conflictState : words.conflict}</p>
    ${
      differ.length === 0
        ? ''
        : html`<p>${words.conflictNow}</p>
          <ul>${differ.map(({field, now}) => {
            const [name = '', language] = field.split('.');
            const label = words[labels[name] ?? (name as keyof ProductWords)] ?? name;
            return html`<li><a href="#${field}">${label}${language !== undefined && languages.length > 1 ? ` (${language})` : ''}</a>: ${now || words.empty}</li>`;
          })}</ul>`
    }
  </div>`;
}
