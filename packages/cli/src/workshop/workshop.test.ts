import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, it} from 'node:test';
import type {NewProduct, ProductChange, StoredProduct} from '@uggla/server';
import {film} from '../testing/film.test.util.js';
import {build, makeFolder} from '../testing/run.test.util.js';
import {addProduct, openWorkshop} from './workshop.js';

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
function brought(name: string, content = '%PDF-1.7'): {path: string; name: string} {
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

describe('a product that is there', () => {
  const languages = ['es', 'en'];
  const by = `---
# de la tarifa de otoño
title: Bomba # la de siempre
price: 12.50
category: {es: Bombas, en: Pumps}
facets:
  uso: [casa, granja] # no tocar
documents:
  - title: Ficha # de 2024
    src: ficha.pdf
  - {title: Tarifa, src: tarifa.pdf}
---

Texto   de siempre.

`;
  const shop = () => openWorkshop(root, {after: Promise.resolve()});
  const folder = 'products/10-bomba';
  const seen = async () => ({...(await shop().read('10-bomba', languages))!, languages});
  const change = (stored: StoredProduct, more: Partial<NewProduct> = {}, files: Partial<ProductChange> = {}) => ({
    product: {...stored.fields, documents: [], ...more},
    dropsClip: false,
    dropped: [],
    titles: new Map(stored.documents.map(({src, title}): [string, string] => [src, title])),
    ...files,
  });

  beforeEach(() => {
    mkdirSync(join(root, folder), {recursive: true});
    writeFileSync(join(root, folder, 'product.md'), by);
    for (const name of ['ficha.pdf', 'tarifa.pdf']) writeFileSync(join(root, folder, name), '%PDF-1.7');
  });

  it('is written nothing into when nothing was changed', async () => {
    const stored = await seen();
    assert.deepEqual(
      [stored.id, stored.title, stored.fields.category, stored.fields.price, stored.fields.body, stored.isWithdrawn],
      ['bomba', {es: 'Bomba'}, {es: 'Bombas', en: 'Pumps'}, 12.5, {es: 'Texto   de siempre.'}, false],
    );
    await shop().change(stored, change(stored));
    assert.equal(read(`${folder}/product.md`), by);
    assert.deepEqual(readdirSync(join(root, folder)).sort(), ['ficha.pdf', 'product.md', 'tarifa.pdf']);
  });

  it('gets what was changed, and keeps the comments and fields that somebody wrote by hand', async () => {
    const stored = await seen();
    await shop().change(
      stored,
      change(
        stored,
        {
          title: {es: 'Bomba 2', en: 'Pump 2'},
          category: {es: 'Bombas', en: 'Water pumps'},
          price: 14,
          currency: 'EUR',
          body: {es: 'Otro texto.', en: 'Other.'},
          access: 'clients',
          action: {kind: 'form', label: {es: 'Pide'}},
          campaign: {badge: {es: 'Nueva'}, until: '2020-02-29', timeZone: 'Europe/Madrid'},
          documents: [{...brought('Ficha.pdf'), title: 'Nueva'}],
        },
        {dropped: ['tarifa.pdf'], titles: new Map([['ficha.pdf', 'Ficha 2027']])},
      ),
    );
    assert.equal(
      read(`${folder}/product.md`),
      `---
# de la tarifa de otoño
title: Bomba 2 # la de siempre
price: 14.00
category: {es: Bombas, en: Water pumps}
facets:
  uso: [casa, granja] # no tocar
documents:
  - title: Ficha 2027 # de 2024
    src: ficha.pdf
  - title: Nueva
    src: ficha-2.pdf
access: clients
actions:
  - kind: form
    label: Pide
---

Otro texto.
`,
    );
    assert.equal(read(`${folder}/product.en.md`), '---\ntitle: Pump 2\n---\n\nOther.\n');
    assert.deepEqual(readdirSync(join(root, folder)).sort(), [
      'ficha-2.pdf',
      'ficha.pdf',
      'product.en.md',
      'product.md',
    ]);
    assert.match(read('campaigns/bomba.yml'), /products:\n {2}- bomba\nuntil: 2020-03-01T00:00:00/);
    const again = await seen();
    assert.deepEqual(
      [again.fields.campaign, again.fields.action, again.fields.title],
      [
        {badge: {es: 'Nueva'}, from: undefined, until: '2020-02-29', timeZone: 'Europe/Madrid'},
        {kind: 'form', label: {es: 'Pide'}, href: undefined},
        {es: 'Bomba 2', en: 'Pump 2'},
      ],
    );
    await shop().change(again, change(again, {action: undefined, campaign: undefined, title: {es: 'Bomba 2'}}));
    assert.doesNotMatch(read(`${folder}/product.md`), /actions/);
    assert.doesNotMatch(read(`${folder}/product.en.md`), /title/);
    assert.deepEqual(readdirSync(join(root, 'campaigns')), []);
    const {report} = await build(root, {UGGLA_FFMPEG: 'none'});
    assert.deepEqual(
      report.problems.filter(({severity}) => severity === 'error'),
      [],
    );
  });

  it('gets another film in the place of the one before, and keeps that when the new one is none', async () => {
    film(join(root, folder, 'promo.mp4'), {seconds: 1});
    writeFileSync(join(root, folder, 'promo.es.vtt'), 'WEBVTT\n');
    const stored = await seen();
    assert.equal(stored.clip, 'promo.mp4');
    await assert.rejects(shop().change(stored, change(stored, {clip: brought('x.mov', 'no film')})), {
      code: 'media-unreadable',
    });
    const clip = {path: join(root, '.nueva'), name: 'Nueva.MOV'};
    writeFileSync(clip.path, readFileSync(join(root, folder, 'promo.mp4')));
    await shop().change(stored, change(stored, {clip}));
    assert.deepEqual(
      readdirSync(join(root, folder)).filter((name) => name.startsWith('promo')),
      ['promo.es.vtt', 'promo.mov'],
    );
    const again = await seen();
    await shop().change(again, change(again, {}, {dropsClip: true}));
    assert.equal((await seen()).clip, undefined);
  });

  it('keeps no captions of a film that another one took the place of, or that is gone', async () => {
    const beside = () => readdirSync(join(root, folder)).filter((name) => name.startsWith('promo'));
    film(join(root, folder, 'promo.mp4'), {seconds: 1});
    film(join(root, '.otra.mp4'), {seconds: 4});
    for (const name of ['promo.es.vtt', 'promo.chapters.vtt', 'promo.jpg']) writeFileSync(join(root, folder, name), '');
    const stored = await seen();
    const clip = {path: join(root, '.otra.mp4'), name: 'otra.mp4'};
    await shop().change(stored, change(stored, {clip}));
    assert.deepEqual(beside(), ['promo.jpg', 'promo.mp4']);
    writeFileSync(join(root, folder, 'promo.es.srt'), '');
    const again = await seen();
    await shop().change(again, change(again, {}, {dropsClip: true}));
    assert.deepEqual(beside(), ['promo.jpg']);
  });

  it('is not written when it is no longer as it was seen: of two at once, one is told', async () => {
    const stored = await seen();
    writeFileSync(join(root, folder, 'ficha.pdf'), '%PDF-1.7 another');
    await assert.rejects(shop().change(stored, change(stored, {price: 1})), {code: 'product-changed'});
    const [now, desk] = [await seen(), shop()];
    const done = await Promise.allSettled([1, 2].map((price) => desk.change(now, change(now, {price}))));
    assert.deepEqual(
      done.map(({status}) => status),
      ['fulfilled', 'rejected'],
    );
    assert.equal((await seen()).fields.price, 1);
    await assert.rejects(desk.withdraw(now, true), {code: 'product-changed'});
  });

  it('leaves what is published and comes back, its files untouched', async () => {
    mkdirSync(join(root, 'products/mesa'));
    writeFileSync(join(root, 'products/mesa/product.md'), '---\ntitle: Mesa\n---\n');
    await shop().withdraw(await seen(), true);
    assert.deepEqual(
      (await shop().list(languages)).map(({name, isWithdrawn}) => [name, isWithdrawn]),
      [
        ['10-bomba', true],
        ['mesa', false],
      ],
    );
    await build(root, {UGGLA_FFMPEG: 'none'});
    assert.doesNotMatch(read('published/portfolio.json'), /bomba/i);
    await shop().withdraw(await seen(), false);
    assert.equal(read(`${folder}/product.md`).includes('draft'), false);
    await build(root, {UGGLA_FFMPEG: 'none'});
    assert.match(read('published/portfolio.json'), /Bomba/);
  });

  it('whose text cannot be read is left to hands; no other folder is reached', async () => {
    writeFileSync(join(root, folder, 'product.md'), '---\ntitle: "Bomba\n---\n');
    assert.equal((await seen()).isOnlyByHand, true);
    for (const name of ['../campaigns', '..', '.', '', 'nada'])
      assert.equal(await shop().read(name, languages), undefined);
  });
});
