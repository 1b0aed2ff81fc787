import {mkdir, readdir, readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import type {NewProduct, Texts} from '@uggla/server';
import {parseDocument} from 'yaml';
import {slug} from '../authored/names.js';
import {writeWhole} from './front-matter-file.js';

/** Writes the campaign of one product: into the file of the one before, else into a new one. */
export async function writeCampaign(
  root: string,
  product: string,
  {badge, from, until, timeZone}: NonNullable<NewProduct['campaign']>,
  main: string,
  before?: string,
): Promise<void> {
  const folder = join(root, 'campaigns');
  await mkdir(folder, {recursive: true});
  const path = before ?? (await freePath(folder, product));
  const file = parseDocument(before === undefined ? '' : await readFile(before, 'utf8'));
  const fields = {
    title: words(badge, main),
    badge: words(badge, main),
    products: [product],
    from: from && `${from}T00:00:00`,
    until: until && `${dayAfter(until)}T00:00:00`, // the last day counts
    timezone: from || until ? timeZone : undefined,
  };
  // comments, and what else somebody wrote into it, stay
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) file.delete(name);
    else file.set(name, file.createNode(value));
  }
  await writeWhole(path, file.toString({lineWidth: 0}));
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** In the main language alone it is a plain text. */
export function words(texts: Texts, main: string): string | Texts | undefined {
  const names = Object.keys(texts);
  return names.length === 0 ? undefined : names.length === 1 && names[0] === main ? texts[main] : texts;
}

/** A campaign of that name may be another one's, of several products. */
async function freePath(folder: string, name: string): Promise<string> {
  const there = new Set((await readdir(folder)).map((one) => one.toLowerCase()));
  for (let number = 1; ; number++) {
    const file = `${name}${number === 1 ? '' : `-${number}`}.yml`;
    if (!there.has(file.toLowerCase())) return join(folder, file);
  }
}

/** What a document is called beside the others: a plain name, since addresses are made of it. */
export function fileName(given: string, taken: ReadonlyMap<string, unknown>): string {
  const ending = extname(given).toLowerCase();
  const stem = slug(given.slice(0, given.length - ending.length));
  const base = stem === 'product' || stem === 'film' ? `${stem}-document` : stem;
  for (let number = 1; ; number++) {
    const name = `${base}${number === 1 ? '' : `-${number}`}${ending}`;
    if (!taken.has(name)) return name;
  }
}
