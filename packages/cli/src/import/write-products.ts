import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {stringify} from 'yaml';
import {isMissing} from '../files.js';
import type {Problems} from '../problems.js';
import {plainMarkdown} from './plain-text.js';
import type {ImportedProduct} from './to-products.js';

/** First line of what an import wrote: the next one may write over it. */
export const mark =
  '# Made by uggla import, and written over by the next one. Take this line away to keep what you change.';

/** How many files are written at once. */
const atOnce = 64;

/** Writes `products/<id>/product.md` for each; one that somebody keeps by hand stays as it is. */
export async function writeProducts(
  folder: string,
  products: readonly ImportedProduct[],
  problems: Problems,
): Promise<{written: number; same: number; kept: number}> {
  const counts = {written: 0, same: 0, kept: 0};
  const queue = [...products];
  const work = async (): Promise<void> => {
    for (let product = queue.pop(); product; product = queue.pop())
      counts[await writeOne(folder, product, problems)] += 1;
  };
  await Promise.all(Array.from({length: atOnce}, work));
  return counts;
}

async function writeOne(
  folder: string,
  {id, fields, body}: ImportedProduct,
  problems: Problems,
): Promise<'written' | 'same' | 'kept'> {
  const name = `products/${id}/product.md`;
  const path = join(folder, name);
  const text = `---\n${mark}\n${stringify(fields, {lineWidth: 0})}---\n${body === '' ? '' : `\n${plainMarkdown(body)}\n`}`;
  const before = await readFile(path, 'utf8').catch((caught: unknown) => {
    if (isMissing(caught)) return undefined;
    throw caught;
  });
  if (before === text) return 'same';
  if (before !== undefined && !before.includes(mark)) {
    problems.note('product-kept', 'this product is kept by hand, and stays as it is', {
      file: name,
      cure: 'Put the line of uggla import back into it, or take the file away, to have it imported.',
    });
    return 'kept';
  }
  await mkdir(join(folder, 'products', id), {recursive: true});
  await writeFile(path, text);
  return 'written';
}
