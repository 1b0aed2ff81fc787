import type {ProductChange, StoredProduct} from './stored-product.js';
import {readProductForm, type Trouble} from './product-form.js';
import type {Texts} from './workshop.js';
import type {Uploads} from './uploads.js';

/** A product as the form's fields hold it. Its files stand in it twice: those it had, and those it keeps. */
export function formOf({version, clip, documents, fields}: StoredProduct): URLSearchParams {
  const form = new URLSearchParams({version});
  const texts = (name: string, all: Texts) => {
    for (const [language, text] of Object.entries(all)) form.set(`${name}.${language}`, text);
  };
  const {title, summary, category, body, brand, sku, price, currency, access, campaign, action} = fields;
  texts('title', title);
  texts('summary', summary);
  texts('category', category);
  texts('body', body);
  for (const [name, value] of Object.entries({brand, sku, currency})) if (value !== undefined) form.set(name, value);
  if (price !== undefined) form.set('price', String(price).replace(/\.\d$/, '$&0')); // 399.50, as it is written
  form.set('access', access === 'public' || access === 'clients' ? access : 'group');
  if (form.get('access') === 'group') form.set('group', access);
  if (campaign) {
    texts('badge', campaign.badge);
    if (campaign.from !== undefined) form.set('from', campaign.from);
    if (campaign.until !== undefined) form.set('until', campaign.until);
  }
  if (action) {
    form.set('kind', action.kind);
    texts('label', action.label);
    form.set('target', targetOf(action.href));
  }
  if (clip !== undefined) {
    form.set('had-clip', clip);
    form.set('kept-clip', clip);
  }
  for (const {src, title: name} of documents) {
    form.append('had-document', src);
    form.append('kept-document', src);
    form.append('kept-title', name);
  }
  return form;
}

function targetOf(href = ''): string {
  return href.replace(/^(mailto|tel):/, '');
}

/** Reads what somebody changed of a product. */
export async function readChangeForm(
  form: URLSearchParams,
  languages: readonly string[],
  uploads: Uploads,
  timeZone: string,
  stored: StoredProduct,
): Promise<{change: ProductChange; troubles: Trouble[]}> {
  const {product, troubles} = await readProductForm(form, languages, uploads, timeZone);
  const {action} = stored.fields;
  // an address that stood there before may be of a kind that only hands write
  const isSame =
    action !== undefined && form.get('kind') === action.kind && form.get('target') === targetOf(action.href);
  if (isSame && product.action) product.action.href = action.href;
  const kept = form.getAll('kept-document');
  const names = form.getAll('kept-title').map((name) => name.trim().slice(0, 200));
  return {
    troubles: isSame ? troubles.filter(({field}) => field !== 'target') : troubles,
    change: {
      product,
      dropsClip: form.has('had-clip') && !form.has('kept-clip') && !product.clip,
      dropped: form.getAll('had-document').filter((src) => !kept.includes(src)),
      titles: new Map(kept.map((src, at): [string, string] => [src, names[at] || src])),
    },
  };
}

/** What somebody typed, over what the product says by now; and the fields in which the two differ. */
export function meet(
  typed: URLSearchParams,
  stored: StoredProduct,
): {form: URLSearchParams; differ: {field: string; now: string}[]} {
  const form = new URLSearchParams(typed);
  const now = formOf(stored);
  form.set('version', stored.version);
  const [had, kept] = [typed.getAll('had-document'), typed.getAll('kept-document')];
  const titles = new Map(kept.map((src, at) => [src, typed.getAll('kept-title')[at] ?? '']));
  for (const name of ['had-document', 'kept-document', 'kept-title', 'had-clip', 'kept-clip']) form.delete(name);
  for (const {src, title} of stored.documents) {
    form.append('had-document', src);
    if (had.includes(src) && !kept.includes(src)) continue; // taken out by who typed
    form.append('kept-document', src);
    form.append('kept-title', titles.get(src) ?? title);
  }
  if (stored.clip !== undefined) {
    form.set('had-clip', stored.clip);
    if (!typed.has('clip') && (typed.has('kept-clip') || !typed.has('had-clip'))) form.set('kept-clip', stored.clip);
  }
  const fields = new Set(
    [...typed.keys(), ...now.keys()].filter((name) => !/^(version|had-|kept-|clip$|document)/.test(name)),
  );
  const plain = (text: string | null) => (text ?? '').replace(/\r\n?/g, '\n').trim();
  const differ = [...fields]
    .filter((field) => plain(typed.get(field)) !== plain(now.get(field)))
    .map((field) => ({field, now: plain(now.get(field))}));
  return {form, differ};
}
