import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, it} from 'node:test';
import type {NewProduct} from '@uggla/server';
import {film} from '../testing/film.test.util.js';
import {build, makeFolder} from '../testing/run.test.util.js';
import {addProduct} from './workshop.js';

let root: string;
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const product = (more: Partial<NewProduct> = {}): NewProduct => ({
  title: {es: 'Silla Garza'},
  summary: {},
  category: {},
  body: {},
  access: 'public',
  documents: [],
  ...more,
});
function brought(name: string, content = 'x'): {path: string; name: string} {
  const path = join(makeFolder(), 'a'.repeat(32)); // an upload has no ending
  writeFileSync(path, content);
  return {path, name};
}

beforeEach(() => {
  root = makeFolder();
  writeFileSync(join(root, 'campus.yml'), 'title: Tienda\nlanguages: [es, en]\n');
});

describe('addProduct', () => {
  it('writes what `uggla build` publishes as it was filled in', async () => {
    const clip = brought('Mi película.MP4');
    film(join(root, '.film.mp4'), {seconds: 1});
    writeFileSync(clip.path, readFileSync(join(root, '.film.mp4')));
    const {id, folder} = await addProduct(
      root,
      product({
        clip,
        title: {es: 'Silla: «Garza»', en: 'Garza'},
        summary: {es: '- no es una lista'},
        body: {es: '---\nUna\r\n\r\n**dos**'},
        category: {es: 'Sillas', en: 'Chairs'},
        price: 10,
        currency: 'EUR',
        sku: '007',
        documents: [
          {...brought('Ficha técnica.PDF'), title: 'Ficha: corta'},
          {...brought('ficha-tecnica.pdf'), title: 'Otra'},
        ],
        action: {kind: 'mail', label: {es: 'Escribe'}, href: 'mailto:a@b.example'},
        campaign: {badge: {es: 'Sí'}, from: '2020-02-28', until: '2020-02-29', timeZone: 'Europe/Madrid'},
      }),
    );
    assert.deepEqual([id, folder], ['silla-garza', 'products/silla-garza/']);
    assert.deepEqual(readdirSync(join(root, folder)).sort(), [
      'ficha-tecnica-2.pdf',
      'ficha-tecnica.pdf',
      'film.mp4',
      'product.en.md',
      'product.md',
    ]);
    const {report} = await build(root, {UGGLA_FFMPEG: 'none'});
    assert.deepEqual(
      report.problems.filter(({severity}) => severity === 'error'),
      [],
    );
    const portfolio = JSON.parse(read('published/portfolio.json')) as {
      products: Record<string, unknown>[];
      campaigns: unknown[];
    };
    const {title, summary, sku, price, category, documents, actions, media} = portfolio.products[0] as Record<
      string,
      unknown
    > & {documents: {title: string}[]};
    assert.deepEqual(
      {title, summary, sku, price, category, actions},
      {
        title: {es: 'Silla: «Garza»', en: 'Garza'},
        summary: '- no es una lista',
        sku: '007',
        price: {amount: 10, currency: 'EUR'},
        category: {es: 'Sillas', en: 'Chairs'},
        actions: [{kind: 'mail', label: 'Escribe', href: 'mailto:a@b.example'}],
      },
    );
    assert.deepEqual([documents.map((one) => one.title), typeof media], [['Ficha: corta', 'Otra'], 'string']);
    assert.match(
      read('campaigns/silla-garza.yml'),
      /from: 2020-02-28T00:00:00\nuntil: 2020-03-01T00:00:00\ntimezone: Europe\/Madrid/,
    ); // the last day counts
  });

  it('takes a name that no other product has, whatever number stands before that', async () => {
    assert.equal((await addProduct(root, product())).id, 'silla-garza');
    assert.equal((await addProduct(root, product())).id, 'silla-garza-2');
    const other = await addProduct(root, product({title: {es: '椅子'}}));
    assert.match(other.id, /^item-[0-9a-f]{8}$/);
  });

  it('keeps whom it is for, and out of the public files what is not for everybody', async () => {
    await addProduct(root, product());
    await addProduct(root, product({title: {es: 'Secreta'}, access: 'clients'}));
    assert.match(read('products/secreta/product.md'), /access: clients/);
    await build(root, {UGGLA_FFMPEG: 'none'});
    assert.doesNotMatch(read('published/portfolio.json'), /Secreta|secreta/);
  });

  it('leaves nothing behind of a product whose clip is no film', async () => {
    await assert.rejects(addProduct(root, product({clip: brought('film.mp4', 'no film')})), {code: 'media-unreadable'});
    assert.deepEqual(readdirSync(root), ['campus.yml']);
    assert.equal(existsSync(join(root, 'products')), false);
  });
});
