import {copyFile, mkdir, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {given, pickText} from '@uggla/protocol';
import type {Brought, NewProduct, Workshop} from '@uggla/server';
import {stringify} from 'yaml';
import {slug} from '../authored/names.js';
import {build} from '../build.js';
import {findTools} from '../media/ffmpeg.js';
import {probe} from '../media/probe.js';
import {changeProduct, withdrawProduct} from './change-product.js';
import {fileName, words, writeCampaign} from './product-files.js';
import {listProducts, readProduct} from './shelf.js';

/** What {@link openWorkshop} takes. */
export interface WorkshopOptions {
  /** Where the folder is published; `published` in it. */
  out?: string | undefined;
  /** As {@link build}'s. */
  encode?: boolean | undefined;
  /** Resolves when the folder may be published again. */
  after: Promise<void>;
}

/** What lets the desk of `uggla serve` add products to an authored folder. */
export function openWorkshop(root: string, {out, encode, after}: WorkshopOptions): Workshop {
  let last: Promise<unknown> = Promise.resolve();
  // looking whether it is still as it was seen, and writing, are one step
  const oneByOne = <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    add: (product) => oneByOne(() => addProduct(root, product)),
    list: (languages) => listProducts(root, languages),
    read: (name, languages) => readProduct(root, name, languages),
    change: (seen, change) => oneByOne(() => changeProduct(root, seen, change)),
    withdraw: (seen, isWithdrawn) => oneByOne(() => withdrawProduct(root, seen, isWithdrawn)),
    async publish(onPublic) {
      await after;
      return (await build(root, {out, encode, onPublished: () => onPublic()})).problems;
    },
  };
}

/**
 * Writes `products/<id>/` with its text, its clip and its documents, and its campaign.
 *
 * @throws {@link UgglaError} `media-unreadable`
 */
export async function addProduct(root: string, product: NewProduct): Promise<{id: string; folder: string}> {
  const {clip, documents, title, campaign} = product;
  const languages = Object.keys(title);
  if (clip) await probe({path: clip.path, name: clip.name}, await findTools());
  const id = await freeName(join(root, 'products'), slug(pickText(title, languages)));
  const making = join(root, `.uggla-adding-${id}`); // names that begin with a dot are nobody's
  await rm(making, {recursive: true, force: true});
  await mkdir(making, {recursive: true});
  try {
    if (clip) await copyFile(clip.path, join(making, `film${extname(clip.name).toLowerCase()}`));
    const named = new Map<string, Brought & {title: string}>();
    for (const one of documents) named.set(fileName(one.name, named), one);
    for (const [name, {path}] of named) await copyFile(path, join(making, name));
    await writeTexts(
      making,
      id,
      product,
      [...named].map(([src, one]) => ({title: one.title, src})),
    );
    await mkdir(join(root, 'products'), {recursive: true});
    await rename(making, join(root, 'products', id));
  } finally {
    await rm(making, {recursive: true, force: true});
  }
  if (campaign) await writeCampaign(root, id, campaign, languages[0]!);
  return {id, folder: `products/${id}/`};
}

/** `product.md` in the first language, with what belongs to all of them; the others beside it. */
async function writeTexts(
  folder: string,
  id: string,
  product: NewProduct,
  documents: {title: string; src: string}[],
): Promise<void> {
  const {title, summary, category, body, brand, sku, price, currency, access, action} = product;
  const [main = 'en', ...others] = [...new Set([title, summary, body].flatMap((texts) => Object.keys(texts)))];
  const fields = {
    id,
    title: title[main],
    summary: summary[main],
    sku,
    brand,
    category: words(category, main),
    price,
    currency,
    access: access === 'public' ? undefined : access,
    actions: action && [
      {kind: action.kind, label: words(action.label, main), ...(action.href === undefined ? {} : {href: action.href})},
    ],
    documents: documents.length > 0 ? documents : undefined,
  };
  await writeText(join(folder, 'product.md'), fields, body[main]);
  for (const language of others)
    await writeText(
      join(folder, `product.${language}.md`),
      {title: title[language], summary: summary[language]},
      body[language],
    );
}

async function writeText(path: string, fields: Record<string, unknown>, body = ''): Promise<void> {
  const text = body.replace(/\r\n?/g, '\n').trim();
  await writeFile(path, `---\n${stringify(given(fields), {lineWidth: 0})}---\n${text === '' ? '' : `\n${text}\n`}`);
}

/** A name that no folder of products has, whatever number stands before it. */
async function freeName(folder: string, wanted: string): Promise<string> {
  const there = new Set(
    (await readdir(folder).catch(() => [])).map((name) => name.replace(/^\d+[-_. ]+/, '').toLowerCase()),
  );
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!there.has(name)) return name;
  }
}
