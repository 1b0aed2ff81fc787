import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Problems} from '../problems.js';
import {markedText, writeMarked, type Fate} from './marked-text.js';
import type {ImportedProduct} from './to-products.js';

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

async function writeOne(folder: string, {id, fields, body}: ImportedProduct, problems: Problems): Promise<Fate> {
  const name = `products/${id}/product.md`;
  return writeMarked(
    join(folder, name),
    markedText(fields, body),
    async (path, text) => {
      await mkdir(join(folder, 'products', id), {recursive: true});
      await writeFile(path, text);
    },
    {problems, code: 'product-kept', what: 'this product', file: name},
  );
}
