import {createHash} from 'node:crypto';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {ListedProduct, NewProduct, StoredProduct, Texts} from '@uggla/server';
import {parseDocument} from 'yaml';
import {byOrder, parseFileName, slug, splitOrder, titleOf} from '../authored/names.js';
import {FrontMatterFile} from './front-matter-file.js';

/** A product's files, and the fields in them. */
export interface Shelved {
  listed: ListedProduct;
  folder: string;
  /** Holds what belongs to all languages. */
  main: FrontMatterFile;
  /** By language, the first one left out. */
  others: Map<string, FrontMatterFile>;
  /** The campaign of this product alone. */
  campaign: {path: string; fields: Record<string, unknown>} | undefined;
  clip: string | undefined;
}

/** The products of an authored folder, in its order. `languages`: of the campus, the first one first. */
export async function listProducts(root: string, languages: readonly string[]): Promise<ListedProduct[]> {
  const entries = await readdir(join(root, 'products'), {withFileTypes: true}).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && /^[^._]/.test(entry.name)).map(({name}) => name);
  const order = names.map((name) => ({name, ...splitOrder(name)})).sort(byOrder);
  return Promise.all(order.map(async ({name}) => (await openProduct(root, name, languages, false))!.listed));
}

/** One product as the form shows it; `undefined` when there is none. */
export async function readProduct(
  root: string,
  name: string,
  languages: readonly string[],
): Promise<StoredProduct | undefined> {
  const shelved = await openProduct(root, name, languages);
  if (!shelved) return undefined;
  const {listed, main, clip} = shelved;
  const texts = (field: string): Texts =>
    Object.fromEntries(
      languages
        .map((language) => [language, textIn(shelved, field, language, languages[0]!)])
        .filter((one): one is [string, string] => one[1] !== undefined),
    );
  const documents = (main.get('documents') as {src?: unknown; title?: unknown}[] | undefined) ?? [];
  const price = main.get('price');
  return {
    ...listed,
    version: await versionOf(root, shelved),
    clip,
    documents: documents.flatMap(({src, title}) =>
      typeof src === 'string' ? [{src, title: plainOf(title, languages[0]!) ?? src}] : [],
    ),
    fields: {
      title: listed.title,
      summary: texts('summary'),
      category: texts('category'),
      body: Object.fromEntries(
        languages
          .map((language, at) => [language, at === 0 ? main.body : (shelved.others.get(language)?.body ?? '')] as const)
          .filter(([, body]) => body !== ''),
      ),
      brand: wordOf(main.get('brand')),
      sku: wordOf(main.get('sku')),
      price: typeof price === 'number' ? price : undefined,
      currency: wordOf(main.get('currency')),
      access: listed.access,
      action: actionOf(main, languages),
      campaign: campaignOf(shelved, languages),
    },
  };
}

/** Opens a product's files; `undefined` for a name that no folder of `products` has. `whole`: with clip and campaign. */
export async function openProduct(
  root: string,
  name: string,
  languages: readonly string[],
  whole = true,
): Promise<Shelved | undefined> {
  const there = await readdir(join(root, 'products'), {withFileTypes: true}).catch(() => []);
  if (!there.some((entry) => entry.isDirectory() && entry.name === name) || !/^[^._]/.test(name)) return undefined;
  const folder = join(root, 'products', name);
  const files = (await readdir(folder)).flatMap((file) => parseFileName(file, languages) ?? []).sort(byOrder);
  const texts = files.filter(({role, key}) => role === 'text' && key.toLowerCase() === 'product');
  const first = languages[0]!;
  const mainName = texts.find(({language}) => (language ?? first) === first)?.name;
  const main = await FrontMatterFile.open(join(folder, mainName ?? 'product.md'));
  const others = new Map<string, FrontMatterFile>();
  for (const {language, name: file} of texts)
    if (language !== undefined && language !== first)
      others.set(language, await FrontMatterFile.open(join(folder, file)));
  const isOnlyByHand =
    !main.isGood || [...others.values()].some(({isGood}) => !isGood) || (mainName === undefined && others.size > 0);
  const shelved: Shelved = {
    folder,
    main,
    others,
    listed: {name, id: idOf(name, main), title: {}, access: 'public', isWithdrawn: false, isOnlyByHand},
    campaign: whole ? await campaignFile(root, idOf(name, main)) : undefined,
    clip: whole ? clipOf(files) : undefined,
  };
  const title = isOnlyByHand ? [] : languages.map((language) => [language, textIn(shelved, 'title', language, first)]);
  shelved.listed.title = Object.fromEntries(title.filter(([, text]) => text !== undefined)) as Texts;
  shelved.listed.title[first] ??= titleOf(splitOrder(name).stem);
  if (isOnlyByHand) return shelved;
  shelved.listed.access = wordOf(main.get('access')) ?? 'public';
  shelved.listed.isWithdrawn = main.get('draft') === true;
  return shelved;
}

/** A text of the product in one language, wherever it stands. */
export function textIn(
  {main, others}: Pick<Shelved, 'main' | 'others'>,
  field: string,
  language: string,
  first: string,
): string | undefined {
  const own = language === first ? undefined : wordOf(others.get(language)?.get(field));
  if (own !== undefined) return own;
  const value = main.get(field);
  return typeof value === 'object' && value !== null
    ? wordOf((value as Record<string, unknown>)[language])
    : language === first
      ? wordOf(value)
      : undefined;
}

function idOf(name: string, main: FrontMatterFile): string {
  return (main.isGood && wordOf(main.get('id'))) || slug(splitOrder(name).stem);
}

function plainOf(value: unknown, language: string): string | undefined {
  if (typeof value !== 'object' || value === null) return wordOf(value);
  const texts = value as Record<string, unknown>;
  return wordOf(texts[language] ?? Object.values(texts)[0]);
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

function textsOf(value: unknown, first: string): Texts {
  if (typeof value !== 'object' || value === null) {
    const word = wordOf(value);
    return word === undefined ? {} : {[first]: word};
  }
  return Object.fromEntries(Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string'));
}

function actionOf(main: FrontMatterFile, [first = 'en']: readonly string[]): NewProduct['action'] {
  const kind = main.get('actions', 0, 'kind');
  if (kind !== 'form' && kind !== 'link' && kind !== 'mail' && kind !== 'phone') return undefined;
  return {
    kind,
    label: textsOf(main.get('actions', 0, 'label'), first),
    href: wordOf(main.get('actions', 0, 'href')),
  };
}

function campaignOf({campaign}: Shelved, [first = 'en']: readonly string[]): NewProduct['campaign'] {
  if (!campaign) return undefined;
  const {badge, title, from, until, timezone} = campaign.fields;
  return {
    badge: textsOf(badge ?? title, first),
    from: wordOf(from)?.slice(0, 10),
    until: lastDay(wordOf(until)),
    timeZone: wordOf(timezone) ?? '',
  };
}

/** The last day that counts: a campaign until midnight ends on the day before. */
function lastDay(until: string | undefined): string | undefined {
  if (until === undefined || !/T00:00(:00)?$/.test(until)) return until?.slice(0, 10);
  return new Date(Date.parse(`${until.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

async function campaignFile(root: string, id: string): Promise<Shelved['campaign']> {
  const folder = join(root, 'campaigns');
  for (const file of (await readdir(folder).catch(() => [])).sort()) {
    if (!/^[^._].*\.ya?ml$/i.test(file)) continue;
    const document = parseDocument(await readFile(join(folder, file), 'utf8'));
    const fields = (document.errors.length === 0 ? document.toJS() : undefined) as Record<string, unknown> | undefined;
    const products = fields?.['products'];
    if (Array.isArray(products) && products.length === 1 && products[0] === id)
      return {path: join(folder, file), fields: fields!};
  }
  return undefined;
}

function clipOf(files: readonly {name: string; role: string; language: string | undefined}[]): string | undefined {
  const own = (role: string) =>
    files.find((one) => one.role === role && one.language === undefined) ?? files.find((one) => one.role === role);
  return (own('video') ?? own('audio'))?.name;
}

async function versionOf(root: string, {folder, campaign}: Shelved): Promise<string> {
  const hash = createHash('sha256');
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  for (const path of [...names.map((name) => join(folder, name)), ...(campaign ? [campaign.path] : [])]) {
    const {size, mtimeMs} = await stat(path);
    hash.update(
      `${path.slice(root.length)}\n${size}\n${/\.(md|ya?ml)$/.test(path) ? await readFile(path, 'utf8') : mtimeMs}\n`,
    );
  }
  return hash.digest('hex').slice(0, 32);
}
