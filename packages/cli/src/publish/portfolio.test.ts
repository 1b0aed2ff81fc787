import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {png, publish, type Published} from '../testing/publish.test.util.js';

const campus = 'title: Tienda\nlanguages: [es, en]\nid: urn:acme:tienda\nfacets: {Uso: {es: Uso, en: Use}}\n';
const product = (fields: string, body = '') => `---\n${fields}\n---\n\n${body}\n`;

describe('portfolio.json', () => {
  let made: Published;
  before(async () => {
    made = await publish({
      'campus.yml': campus,
      'products/10-bomba/product.md': product(
        'title: {es: Bomba, en: Pump}\nsku: 0042\nprice: 0\nfacets: {Uso: [{es: Casa, en: Home}, {es: Jardín, en: Garden}], constructor: Acme, toString: sí}\nrelated: [valvula, oculta, nada]\nhotspots: [{start: 1, x: 10, y: 20, label: La válvula, product: valvula}, {start: 2, end: 3, x: 1, y: 1, label: La turbina, product: oculta}, {start: 4, x: 0, y: 100, label: El filtro, product: nada}]\nactions: [{kind: link, label: Comprar, href: "https://acme.example/?b=1&c=2"}, {kind: phone, label: Llamar, href: "+34 600"}]',
      ),
      'products/20-valvula/product.md': product(
        'title: Válvula\nprice: 9.5\ncurrency: USD\nfacets: {uso: {es: Jardín, en: Yard}}\nimages: [{src: b.png}, {src: a.png, alt: De lado}]\ndocuments: [{title: Ficha, src: ficha.pdf}]',
        '![plano](a.png)',
      ),
      'products/20-valvula/a.png': png(80, 60),
      'products/20-valvula/b.png': png(60, 80),
      'products/20-valvula/ficha.pdf': '%PDF-1.4',
      'products/30-oculta/product.md': product('title: Turbina\naccess: clientes'),
      'campaigns/10-otono.yml': 'title: Otoño\nfrom: 2026-10-01\nuntil: 2026-12-31\nproducts: [bomba, oculta]\n',
      'campaigns/20-borrador.yml': 'title: Secreta\ndraft: true\nproducts: [bomba]\n',
    });
  });

  it('names products in their order, with what was written of them', () => {
    const {id, total, products} = made.json('portfolio.json');
    assert.deepEqual([id, total], ['urn:acme:tienda:portfolio', 2]);
    assert.deepEqual(
      products.map((one: {id: string}) => one.id),
      ['bomba', 'valvula'],
    );
    const [pump, valve] = products;
    assert.deepEqual(
      [pump.price, valve.price],
      [
        {amount: 0, currency: 'EUR'},
        {amount: 9.5, currency: 'USD'},
      ],
    );
    assert.deepEqual(pump.actions, [
      {kind: 'link', label: 'Comprar', href: 'https://acme.example/?b=1&c=2'},
      {kind: 'phone', label: 'Llamar', href: '+34 600'},
    ]);
    assert.deepEqual([pump.page, valve.page], ['products/bomba/index.html', 'products/valvula/index.html']);
  });

  it('leads only to products that everybody may see', () => {
    const [{related, hotspots}] = made.json('portfolio.json').products;
    assert.deepEqual(related, ['valvula']);
    assert.deepEqual(hotspots, [
      {start: 1, x: 10, y: 20, label: 'La válvula', product: 'valvula'},
      {start: 4, x: 0, y: 100, label: 'El filtro'},
    ]);
    assert.deepEqual(
      made.json('portfolio.json').campaigns.map(({id, products}: {id: string; products: string[]}) => [id, products]),
      [['otono', ['bomba']]],
    );
    assert.ok(!existsSync(join(made.out, 'products/oculta')));
    const [note] = made.problems.filter(({code}) => code === 'products-hidden');
    assert.deepEqual([note?.severity, note?.message.startsWith('1 of 3 products')], ['note', true]);
  });

  it('collects facets over all products, each value once, in the words of the first', () => {
    const {facets, products} = made.json('portfolio.json');
    assert.deepEqual(facets[0], {
      id: 'uso',
      title: {es: 'Uso', en: 'Use'},
      values: [
        {id: 'casa', title: {es: 'Casa', en: 'Home'}},
        {id: 'jardin', title: {es: 'Jardín', en: 'Garden'}},
      ],
    });
    assert.deepEqual(
      products.map((one: {facets: Record<string, unknown>}) => one.facets['uso']),
      [['casa', 'jardin'], 'jardin'],
    );
  });

  it('takes a facet by any name, those of JavaScript too', () => {
    const {facets} = made.json('portfolio.json');
    assert.deepEqual(
      facets.slice(1).map(({id, title}: {id: string; title: string}) => [id, title]),
      [
        ['constructor', 'constructor'],
        ['tostring', 'toString'],
      ],
    );
  });

  it('names pictures with their size, the first for a poster, and documents with their bytes', () => {
    const [, {images, poster, documents, content}] = made.json('portfolio.json').products;
    assert.deepEqual(
      images.map(({width, height, alt}: Record<string, unknown>) => [width, height, alt]),
      [
        [60, 80, undefined],
        [80, 60, 'De lado'],
      ],
    );
    assert.deepEqual(poster, images[0]);
    assert.deepEqual([documents[0].type, documents[0].title, documents[0].bytes], ['application/pdf', 'Ficha', 8]);
    for (const {src} of [...images, ...documents, {src: content.es}]) assert.ok(existsSync(join(made.out, src)), src);
  });

  it('is not there without products', async () => {
    const {out, json} = await publish({'campus.yml': campus, 'courses/a/10-b.md': product('title: B', 'C')});
    assert.ok(!existsSync(join(out, 'portfolio.json')));
    assert.equal(json('campus.json').portfolio, undefined);
  });
});

describe('a portfolio of many', () => {
  it('holds the first 24 itself and the rest in files of 96, whose addresses hold', async () => {
    const files: Record<string, string | Uint8Array> = {'campus.yml': campus};
    for (let n = 1; n <= 121; n++) files[`products/${n}-p/product.md`] = product(`id: p${n}\ntitle: P${n}`);
    files['products/25-p/product.md'] = product(
      'id: p25\ntitle: P25\nactions: [{kind: link, label: Ver, href: tienda.html}, {kind: link, label: Ver, href: "https://acme.example/"}, {kind: mail, label: Pedir, href: a@acme.example}]',
      'Texto.',
    );
    files['products/25-p/uno.png'] = png(64, 36);
    const {json, out} = await publish(files);
    const {products, shards, total} = json('portfolio.json');
    assert.deepEqual(
      [products.length, total, shards],
      [
        24,
        121,
        [
          {src: 'products/shard-1.json', count: 96},
          {src: 'products/shard-2.json', count: 1},
        ],
      ],
    );
    assert.deepEqual(
      [products[23].id, json('products/shard-1.json').products[0].id, json('products/shard-2.json').products[0].id],
      ['p24', 'p25', 'p121'],
    );
    const [{page, poster, images, content, actions}] = json('products/shard-1.json').products;
    for (const address of [page, poster.src, images[0].src, content.es])
      assert.ok(existsSync(join(out, 'products', address)), address);
    assert.deepEqual(
      actions.map(({href}: {href: string}) => href),
      ['../tienda.html', 'https://acme.example/', 'a@acme.example'],
    );
  });
});
