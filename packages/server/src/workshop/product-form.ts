import {isDate, type ProductWords} from '../desk/product-words.js';
import type {Uploads} from './uploads.js';
import type {Brought, NewProduct, Texts} from './workshop.js';

/** What is wrong with a field, by the key of its sentence. */
export interface Trouble {
  field: string;
  says: keyof ProductWords;
}

const clipEnding = /\.(mp4|m4v|mov|webm|mkv|mp3|m4a|wav)$/i;
/** What may be handed out from the campus's own origin: nothing that a browser would run. */
const documentEnding = /\.(pdf|docx|xlsx|pptx|odt|ods|txt|csv|zip|jpe?g|png|webp)$/i;
const mostDocuments = 20;

/**
 * Reads the form of a product.
 *
 * @param languages - Of the campus, the first one first: in that one a title is needed.
 */
export async function readProductForm(
  form: URLSearchParams,
  languages: readonly string[],
  uploads: Uploads,
  timeZone: string,
): Promise<{product: NewProduct; troubles: Trouble[]}> {
  const troubles: Trouble[] = [];
  const trouble = (field: string, says: keyof ProductWords) => void troubles.push({field, says});
  const given = (name: string, most = 300) => (form.get(name) ?? '').trim().slice(0, most);
  const texts = (name: string, most?: number): Texts =>
    Object.fromEntries(
      languages.map((language) => [language, given(`${name}.${language}`, most)]).filter(([, text]) => text !== ''),
    );
  const main = languages[0]!;

  const title = texts('title');
  if (title[main] === undefined) trouble(`title.${main}`, 'needTitle');

  const priceText = given('price').replace(/[\s€$£]/g, '');
  const price =
    priceText === '' ? undefined : Number(/^\d+,\d{1,2}$/.test(priceText) ? priceText.replace(',', '.') : priceText);
  // 1.250 is a thousand to many: better asked than taken for little more than one
  if (price !== undefined && !(price >= 0 && price < 1e9 && !/^[1-9]\d{0,2}\.\d{3}$/.test(priceText)))
    trouble('price', 'badPrice');
  const currency = given('currency').toUpperCase() || 'EUR';
  if (price !== undefined && !/^[A-Z]{3}$/.test(currency)) trouble('currency', 'badCurrency');

  const access =
    form.get('access') === 'group' ? given('group') : form.get('access') === 'clients' ? 'clients' : 'public';
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,60}$/u.test(access)) trouble('group', 'needGroup');

  let clip: Brought | undefined;
  if (given('clip') !== '') {
    clip = await uploads.find(given('clip'));
    if (!clip) trouble('clip-file', 'notWhole');
    else if (!clipEnding.test(clip.name)) trouble('clip-file', 'notFilm');
  }
  const documents: NewProduct['documents'] = [];
  for (const [at, id] of form.getAll('document').slice(0, mostDocuments).entries()) {
    const found = await uploads.find(id);
    if (!found) trouble('document-file', 'notWhole');
    else if (!documentEnding.test(found.name)) trouble('document-file', 'notDocument');
    else
      documents.push({
        ...found,
        title: (form.getAll('document-title')[at] ?? '').trim().slice(0, 200) || found.name.replace(/\.\w+$/, ''),
      });
  }

  const [from, until] = [given('from') || undefined, given('until') || undefined];
  for (const [field, day] of [
    ['from', from],
    ['until', until],
  ] as const)
    if (day !== undefined && !isDate(day)) trouble(field, 'badDate');
  if (from !== undefined && until !== undefined && until < from) trouble('until', 'endsBefore');
  const badge = texts('badge', 60);
  const isCampaign = from !== undefined || until !== undefined || Object.keys(badge).length > 0;
  if (isCampaign && badge[main] === undefined) trouble(`badge.${main}`, 'needBadge');

  const action = readAction(form, given, texts('label', 80), main, trouble);
  const product: NewProduct = {
    title,
    price,
    access,
    clip,
    documents,
    action,
    summary: texts('summary', 500),
    category: texts('category'),
    body: texts('body', 20_000),
    brand: given('brand') || undefined,
    sku: given('sku') || undefined,
    currency: price === undefined ? undefined : currency,
    campaign: isCampaign ? {badge, from, until, timeZone} : undefined,
  };
  return {product, troubles};
}

function readAction(
  form: URLSearchParams,
  given: (name: string, most?: number) => string,
  label: Texts,
  main: string,
  trouble: (field: string, says: keyof ProductWords) => void,
): NewProduct['action'] {
  const kind = (['form', 'link', 'mail', 'phone'] as const).find((one) => one === form.get('kind'));
  if (kind === undefined) return undefined;
  if (label[main] === undefined) trouble(`label.${main}`, 'needLabel');
  if (kind === 'form') return {kind, label};
  const target = given('target', 2000);
  const href = {
    link: () => (/^https?:\/\/\S+$/i.test(target) && URL.canParse(target) ? target : undefined),
    mail: () => (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(target) ? `mailto:${target}` : undefined),
    phone: () => (/^\+?[\d\s().-]{5,25}$/.test(target) ? `tel:${target.replace(/[^\d+]/g, '')}` : undefined),
  }[kind]();
  if (href === undefined) trouble('target', kind === 'link' ? 'badLink' : kind === 'mail' ? 'badMail' : 'badPhone');
  return {kind, label, href};
}
