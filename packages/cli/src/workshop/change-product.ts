import {copyFile, mkdir, readdir, rename, rm} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {NewProduct, ProductChange, SeenProduct, StoredProduct, Texts} from '@uggla/server';
import {findTools} from '../media/ffmpeg.js';
import {probe} from '../media/probe.js';
import {FrontMatterFile} from './front-matter-file.js';
import {openProduct, readProduct, textIn, type Shelved} from './shelf.js';
import {fileName, words, writeCampaign} from './product-files.js';

/**
 * Writes into a product's files what of its fields is another now, and only that.
 *
 * @throws {@link UgglaError} `product-changed`, `media-unreadable`
 */
export async function changeProduct(root: string, seen: SeenProduct, change: ProductChange): Promise<void> {
  const {stored, shelved} = await openSeen(root, seen);
  const {product, dropsClip} = change;
  const {folder, main} = shelved;
  const film = product.clip && (await probe(product.clip, await findTools()));
  await changeTexts(shelved, product, seen.languages);
  const {fields} = stored;
  for (const field of ['brand', 'sku', 'price'] as const)
    if (product[field] !== fields[field]) main.set([field], product[field]);
  if (product.currency !== (fields.currency ?? (fields.price === undefined ? undefined : 'EUR')))
    main.set(['currency'], product.currency);
  if (product.access !== fields.access) main.set(['access'], product.access === 'public' ? undefined : product.access);
  changeAction(main, product.action, seen.languages[0]!);

  const gone = await changeDocuments(shelved, change, seen.languages[0]!);
  if (product.clip || dropsClip) {
    const old = shelved.clip;
    if (old !== undefined && !(film && (await isAsLong(folder, old, film.duration)))) await removeTracks(folder, old);
    if (product.clip) {
      // what lies beside it under the same name (captions of the same film, a poster) belongs to the new one, too
      const stem = old === undefined ? 'film' : old.slice(0, -extname(old).length);
      const name = `${stem}${extname(product.clip.name).toLowerCase()}`;
      await copyWhole(product.clip.path, folder, name);
      if (old !== undefined && old !== name) await rm(join(folder, old));
    } else if (old !== undefined) await rm(join(folder, old));
  }
  for (const file of [main, ...shelved.others.values()]) await file.save();
  for (const name of gone) await rm(join(folder, name), {force: true});
  await changeCampaign(root, shelved, stored.fields.campaign, product.campaign, seen.languages[0]!);
}

/** Seconds by which the same film, made anew, may be longer or shorter. */
const SAME_FILM = 1;

/** Whether a film lasts as long as the one before: then it is the same, made anew, and its captions are still true. */
async function isAsLong(folder: string, old: string, duration: number): Promise<boolean> {
  const before = await probe({path: join(folder, old), name: old}, await findTools()).catch(() => undefined);
  return before !== undefined && Math.abs(before.duration - duration) <= SAME_FILM;
}

/** Removes a film's captions and chapters: they tell what is said in no film any more. */
async function removeTracks(folder: string, clip: string): Promise<void> {
  const stem = `${clip.slice(0, -extname(clip).length)}.`;
  for (const name of await readdir(folder))
    if (name.startsWith(stem) && /\.(?:vtt|srt)$/i.test(name)) await rm(join(folder, name));
}

/** Keeps a product out of what is published, or brings it back: `draft` in its file. */
export async function withdrawProduct(root: string, seen: SeenProduct, isWithdrawn: boolean): Promise<void> {
  const {shelved} = await openSeen(root, seen);
  shelved.main.set(['draft'], isWithdrawn ? true : undefined);
  await shelved.main.save();
}

async function openSeen(root: string, {name, version, languages}: SeenProduct) {
  const stored = await readProduct(root, name, languages);
  const shelved = await openProduct(root, name, languages);
  if (!stored || !shelved || stored.version !== version || stored.isOnlyByHand)
    throw new UgglaError('product-changed', `somebody else changed ${name} meanwhile`, {
      cure: 'Open it again, and bring in what you changed.',
    });
  return {stored, shelved};
}

/** Each text goes where it stands: into the file of its language, or into the map of the main one. */
async function changeTexts(shelved: Shelved, product: NewProduct, languages: readonly string[]): Promise<void> {
  const {main, others, folder} = shelved;
  const first = languages[0]!;
  for (const language of languages) {
    const other = async () => {
      const file = others.get(language) ?? (await FrontMatterFile.open(join(folder, `product.${language}.md`)));
      others.set(language, file);
      return file;
    };
    for (const field of ['title', 'summary', 'category'] as const) {
      const text = product[field][language];
      // a title that only the folder's name says is shown, but is nobody's text yet
      const before = field === 'title' ? shelved.listed.title[language] : textIn(shelved, field, language, first);
      if (text === before) continue;
      const value = main.get(field);
      if (language !== first && others.get(language)?.get(field) !== undefined) (await other()).set([field], text);
      else if (typeof value === 'object') main.set([field, language], text);
      else if (language === first) main.set([field], text);
      else if (field === 'category')
        main.set([field], words({...(value === undefined ? {} : {[first]: String(value)}), [language]: text!}, first));
      else (await other()).set([field], text);
    }
    const body = product.body[language] ?? '';
    if (language === first) main.body = body;
    else if (body !== '' || others.has(language)) (await other()).body = body;
  }
}

function changeAction(main: FrontMatterFile, action: NewProduct['action'], first: string): void {
  if (!action) {
    if (main.get('actions', 0) === undefined) return;
    main.set((main.get('actions') as unknown[]).length === 1 ? ['actions'] : ['actions', 0], undefined);
    return;
  }
  const {kind, label, href} = action;
  if (main.get('actions', 0) === undefined)
    return main.set(['actions'], [{kind, label: words(label, first), ...(href === undefined ? {} : {href})}]);
  main.set(['actions', 0, 'kind'], kind);
  setTexts(main, ['actions', 0, 'label'], label, first);
  main.set(['actions', 0, 'href'], href);
}

/** A map stays one, a plain text stays one while it can. */
function setTexts(file: FrontMatterFile, path: (string | number)[], texts: Texts, first: string): void {
  const isMap = typeof file.get(...path) === 'object';
  file.set(path, isMap && Object.keys(texts).length > 0 ? texts : words(texts, first));
}

/** @returns Names of the files that no document needs any more. */
async function changeDocuments(
  {main, folder}: Shelved,
  {product, dropped, titles}: ProductChange,
  first: string,
): Promise<string[]> {
  const before = (main.get('documents') as {src?: string; title?: unknown}[] | undefined) ?? [];
  for (let at = before.length - 1; at >= 0; at--) {
    const {src = '', title} = before[at]!;
    const wanted = titles.get(src);
    if (dropped.includes(src)) main.set(['documents', at], undefined);
    else if (wanted !== undefined && typeof title === 'object') main.set(['documents', at, 'title', first], wanted);
    else if (wanted !== undefined) main.set(['documents', at, 'title'], wanted);
  }
  const left = (main.get('documents') as {src?: string}[] | undefined) ?? [];
  const taken = new Map<string, unknown>(before.map(({src}) => [src ?? '', true]));
  for (const [at, one] of product.documents.entries()) {
    const name = fileName(one.name, taken);
    taken.set(name, true);
    await copyWhole(one.path, folder, name);
    if (left.length + at === 0) main.set(['documents'], [{title: one.title, src: name}]);
    else main.set(['documents', left.length + at], {title: one.title, src: name});
  }
  if (left.length + product.documents.length === 0) main.set(['documents'], undefined);
  // what lies in another folder may be somebody else's
  return dropped.filter((src) => !/[\\/]/.test(src) && !src.startsWith('.') && !left.some((one) => one.src === src));
}

async function changeCampaign(
  root: string,
  {campaign: there, listed}: Shelved,
  before: StoredProduct['fields']['campaign'],
  after: NewProduct['campaign'],
  first: string,
): Promise<void> {
  if (!after) return there && rm(there.path);
  const days = ({from, until}: typeof after) => `${from ?? ''} ${until ?? ''}`;
  if (before && days(before) === days(after) && JSON.stringify(before.badge) === JSON.stringify(after.badge)) return;
  await writeCampaign(root, listed.id, after, first, there?.path);
}

async function copyWhole(from: string, folder: string, name: string): Promise<void> {
  await mkdir(folder, {recursive: true});
  const making = join(folder, `.${name}.making`);
  await copyFile(from, making);
  await rename(making, join(folder, name));
}
