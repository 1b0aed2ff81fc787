import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {publish} from '../testing/publish.test.util.js';
import {makeFolder, uggla} from '../testing/run.test.util.js';
import {readTable} from './read-table.js';
import {parsePrice, toProducts} from './to-products.js';
import {mark} from './marked-text.js';
import {writeOffers} from './write-offers.js';
import {writeProducts} from './write-products.js';

const read = (text: string | Uint8Array, facets: string[] = []) => {
  const problems = new Problems();
  const table = readTable(typeof text === 'string' ? new TextEncoder().encode(text) : text, 'file');
  const products = toProducts(table, 'file', problems, {facets, action: 'Ver'});
  return {table, products, told: problems.list.map(({severity, code, line}) => [severity, code, line]), problems};
};

describe('a table of products', () => {
  it('is read by the names of its columns, in Spanish or English, whatever parts its cells', () => {
    for (const mark of [',', ';', '\t']) {
      const quote = (one: string) => `"${one}"`;
      const {products, told} = read(
        [
          'Código;TÍTULO;descripción;Precio;Moneda;Marca;EAN;Categoría;Color'.replaceAll(';', mark),
          ['B-1', 'Bomba «X»', 'Dos\nlíneas', '1.234,56', 'EUR', 'Acme', '4006381333931', 'Agua > Bombas', 'rojo/azul']
            .map(quote)
            .join(mark),
        ].join('\r\n'),
      );
      assert.deepEqual(told, [], mark);
      assert.deepEqual(products, [
        {
          id: 'b-1',
          body: 'Dos\nlíneas',
          pictures: [],
          fields: {
            id: 'b-1',
            title: 'Bomba «X»',
            gtin: '4006381333931',
            brand: 'Acme',
            category: 'Bombas',
            price: 1234.56,
            currency: 'EUR',
            facets: {Color: ['rojo', 'azul']},
          },
        },
      ]);
    }
  });

  it('tells of each row that was not understood by its line, and takes the others', () => {
    const {products, told} = read(
      'id,title,price,nota\na,Uno,3,x\n,,,\nb,,4,\na,Otra vez,5,\nc,Tres,barato,\nd,Cuatro,5,,,extra\n,Cinco,6,',
    );
    assert.deepEqual(
      products.map(({id}) => id),
      ['a', 'c', 'cinco'],
    );
    assert.deepEqual(told, [
      ['error', 'row-invalid', 7],
      ['note', 'column-unused', undefined],
      ['error', 'row-invalid', 4],
      ['error', 'row-invalid', 5],
      ['warning', 'row-incomplete', 6],
    ]);
  });

  it('takes quotes inside a cell, and one that never ends for what it is', () => {
    assert.equal(read('id,title\na,Pantalla 24" mate').products[0]!.fields['title'], 'Pantalla 24" mate');
    const {products, told} = read('id,title\na,"sin fin\nb,Dos\nc,Tres\n');
    assert.deepEqual([products.length, told[0]?.slice(0, 2)], [0, ['error', 'row-invalid']]);
  });

  it('as a spreadsheet in Spanish saves it keeps its accents', () => {
    assert.equal(read(Buffer.from('id;título\na;Válvula ñ', 'latin1')).products[0]!.fields['title'], 'Válvula ñ');
  });

  it('as Excel saves it is in UTF-16, or names its mark in a line of its own', () => {
    const wide = Buffer.from('\uFEFFid\ttítulo\na\tVálvula ñ\n', 'utf16le');
    for (const bytes of [wide, wide.subarray(2), Buffer.from(wide).swap16()]) {
      const {products, told} = read(bytes);
      assert.deepEqual([products[0]?.fields['title'], told], ['Válvula ñ', []]);
    }
    const {products, told} = read('\uFEFFsep=;\r\nid;título\r\na;Uno, dos\r\n;\r\nb;\r\n');
    assert.deepEqual([products[0]?.fields['title'], told], ['Uno, dos', [['error', 'row-invalid', 5]]]);
  });

  it('tells true lines behind cells of several, and makes plain words of names and groups', () => {
    const {products, told} = read(
      'id,title,acceso\r\na,"<b>Una</b>\r\nsilla",Público\r\nb,,\r\nc,C,Clientes\r\nd,D,socios\r\n',
    );
    assert.deepEqual(
      [products.map(({fields}) => [fields['title'], fields['access']]), told],
      [
        [
          ['Una silla', undefined],
          ['C', 'clients'],
          ['D', 'socios'],
        ],
        [['error', 'row-invalid', 4]],
      ],
    );
  });

  it('with two columns of one name takes the first, and tells of the other', () => {
    const {products, problems} = read('id,title,price,price\na,A,5,9');
    assert.deepEqual(
      [products[0]!.fields['price'], problems.list.map(({code, field}) => [code, field])],
      [5, [['column-unused', 'price (2)']]],
    );
  });

  it('that is none says so', () => {
    for (const text of [
      '',
      'words without columns',
      '<html><body>404</body></html>',
      '<rss><channel></channel></rss>',
      '<a',
    ]) {
      assert.throws(() => read(text), {code: 'import-unreadable'}, text);
    }
  });
});

describe('a product feed of Google', () => {
  const item = (id: string, more = '') =>
    `<item><g:id>${id}</g:id><title>T-Shirt &amp; ${id}</title><g:price>19.90 EUR</g:price><link>https://shop.example/${id}</link><g:image_link>https://shop.example/${id}.jpg</g:image_link>${more}</item>`;

  it('is read as XML and as tabs alike; variants of one group are one product with facets of all', () => {
    const xml = read(
      `<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>${item('a', '<g:item_group_id>G1</g:item_group_id><g:color>red</g:color>')}${item('b', '<g:item_group_id>G1</g:item_group_id><g:color>blue</g:color>')}${item('c')}</channel></rss>`,
    );
    assert.deepEqual(xml.told, []);
    assert.deepEqual(
      xml.products.map(({id}) => id),
      ['g1', 'c'],
    );
    const [group] = xml.products;
    assert.deepEqual(
      [group!.fields['title'], group!.fields['facets'], group!.pictures],
      ['T-Shirt & a', {color: ['red', 'blue']}, ['https://shop.example/a.jpg', 'https://shop.example/b.jpg']],
    );
    assert.deepEqual(group!.fields['actions'], [{kind: 'link', label: 'Ver', href: 'https://shop.example/a'}]);
    const tabs = read(
      'id\ttitle\tprice\timage_link\tcustom_label_0\tpromotion_id\na\tA "b" c\t5 USD\thttps://x.example/a.jpg\tsale\tP1',
    );
    assert.deepEqual(
      [tabs.table.kind, tabs.products[0]!.fields['facets'], tabs.told],
      ['google', {'custom label 0': ['sale']}, [['note', 'column-unused', undefined]]],
    );
  });

  it('tells for how long a price is lower, and whether a product can be had', () => {
    const offer = (price: string, sale: string, dates = '') =>
      `<g:price>${price}</g:price><g:sale_price>${sale}</g:sale_price><g:sale_price_effective_date>${dates}</g:sale_price_effective_date>`;
    const one = (id: string, inside: string) => `<item><g:id>${id}</g:id><title>${id}</title>${inside}</item>`;
    const {products, problems} = read(
      `<rss><channel>${[
        one('a', offer('20 EUR', '15 EUR', '2026-11-20T09:00-0800/2026-11-30T23:59-0800')),
        one('b', offer('20 EUR', '15 EUR', '2026-11-20T09:00 / 2026-11-30T23:59+01:00')),
        one('c', offer('20 EUR', '15 EUR', '2026-11-30/2026-11-30')),
        one('d', offer('20 EUR', '15 EUR')),
        one('wrong', offer('20 EUR', '15 EUR', '20 to 30 November')),
        one('alone', offer('20 EUR', '15 EUR', '2026-11-20T09:00Z')),
        one('before', offer('20 EUR', '15 EUR', '2026-11-30T09:00Z/2026-11-20T09:00Z')),
        one('same', offer('20 EUR', '15 EUR', '2026-11-30T09:00Z/2026-11-30T09:00Z')),
        one('day', offer('20 EUR', '15 EUR', '2026-02-30/2026-03-10')),
        one('dear', offer('20 EUR', '20 EUR')),
        one('dollars', offer('20 EUR', '15 USD')),
        one('dollars-alone', offer('20', '15 USD')),
        one('words', offer('20 EUR', 'half')),
        one('free', offer('', '15 EUR')),
        one(
          'soon',
          '<g:availability>preorder</g:availability><g:availability_date>2026-12-24T10:00+0100</g:availability_date>',
        ),
        one('here', '<g:availability>in stock</g:availability><g:availability_date>2026-12-24</g:availability_date>'),
        one('odd', '<g:availability>perhaps</g:availability><g:expiration_date>some day</g:expiration_date>'),
        one('over', '<g:expiration_date>2020-01-01T00:00+0000</g:expiration_date>'),
        one('not-yet', '<g:expiration_date>2999-01-01</g:expiration_date>'),
        one('last-day', `<g:expiration_date>${new Date().toISOString().slice(0, 10)}</g:expiration_date>`),
      ].join('')}</channel></rss>`,
    );
    const offers = Object.fromEntries(products.flatMap((one) => (one.offer ? [[one.id, one.offer]] : [])));
    assert.deepEqual(offers, {
      a: {amount: 15, from: '2026-11-20T09:00-08:00', until: '2026-11-30T23:59-08:00'},
      b: {amount: 15, from: '2026-11-20T09:00Z', until: '2026-11-30T23:59+01:00'},
      c: {amount: 15, from: '2026-11-30', until: '2026-11-30', timezone: 'UTC'},
      d: {amount: 15},
    });
    assert.deepEqual(
      problems.list.map(({code, line, field}) => [code, line, field]),
      [
        ...[5, 6, 7, 8, 9].map((line) => ['row-incomplete', line, 'sale_price_effective_date']),
        ...[10, 11, 12, 13, 14].map((line) => ['row-incomplete', line, 'sale_price']),
        ['row-incomplete', 17, 'availability'],
        ['row-incomplete', 17, 'expiration_date'],
      ],
    );
    const of = (id: string) => products.find((one) => one.id === id)!.fields;
    assert.deepEqual(
      [
        of('soon')['availability'],
        of('soon')['availableFrom'],
        of('here')['availability'],
        of('here')['availableFrom'],
      ],
      ['preorder', '2026-12-24T10:00+01:00', 'in-stock', undefined],
    );
    assert.deepEqual(
      ['over', 'not-yet', 'last-day', 'odd'].map((id) => of(id)['draft']),
      [true, undefined, undefined, undefined],
    );
  });

  it('tells of words that are lost in markup', () => {
    const {products, problems} = read(
      '<rss><channel><item><id>a</id><title>A</title><description>So <b>good</b>.</description><g:shipping><g:country>ES</g:country></g:shipping></item></channel></rss>',
    );
    assert.deepEqual(
      [products[0]!.body, problems.list.map(({code, field, line}) => [code, field, line])],
      [
        '',
        [
          ['column-unused', 'shipping', undefined],
          ['row-incomplete', 'description', 1],
        ],
      ],
    );
  });

  it('cannot make a script of a link, nor a bomb of an entity', () => {
    const {products, told} = read('id,title,link,image_link\na,A,javascript:alert(1),file:///etc/passwd');
    assert.deepEqual(
      [products[0]!.fields['actions'], products[0]!.pictures, told],
      [
        undefined,
        [],
        [
          ['warning', 'row-incomplete', 2],
          ['warning', 'row-incomplete', 2],
        ],
      ],
    );
    const bomb =
      '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><item><id>a</id><title>&c;</title></item></channel></rss>';
    const made = (() => {
      try {
        return JSON.stringify(read(bomb).products).length;
      } catch {
        return 0;
      }
    })();
    assert.ok(made < 5000, String(made));
  });
});

describe('an export of Shopify', () => {
  it('is one product a handle, its variants as facets, its HTML as words, drafts as drafts', () => {
    const {products, told, table} = read(
      'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Barcode,Image Src,Status\nshirt,Camisa,"<p>De <b>lino</b> &amp; más.</p><ul><li>Fresca</li></ul><script>alert(1)</script>",Acme,Ropa,"verano, lino",true,Talla,S,SH-S,29.90,,https://x.example/1.jpg,active\nshirt,,,,,,,,M,SH-M,29.90,,https://x.example/2.jpg,\nmug,Taza,,Acme,,,false,Title,Default Title,MUG,9,,,draft\ncap,Gorra,,Acme,,,false,Title,Default Title,CAP,9,,,active\n',
    );
    assert.deepEqual([table.kind, products.length, told], ['shopify', 3, []]);
    const [shirt, mug, cap] = products;
    assert.deepEqual(shirt!.fields, {
      id: 'shirt',
      title: 'Camisa',
      sku: 'SH-S',
      brand: 'Acme',
      category: 'Ropa',
      price: 29.9,
      tags: ['verano', 'lino'],
      facets: {Talla: ['S', 'M']},
    });
    assert.equal(shirt!.body, 'De lino & más.\n\n- Fresca');
    assert.equal(shirt!.pictures.length, 2);
    assert.deepEqual(
      [mug!.fields['draft'], mug!.fields['facets'], cap!.fields['draft']],
      [true, undefined, true],
      'what is not shown in the shop is not shown here',
    );
  });
});

describe('parsePrice', () => {
  it('understands prices as people and shops write them', () => {
    for (const [text, amount, currency] of [
      ['19.90 EUR', 19.9, 'EUR'],
      ['1.234,56 €', 1234.56, 'EUR'],
      ['$1,234.56', 1234.56, 'USD'],
      ['1234', 1234, undefined],
      ['1.234', 1234, undefined],
      ['1,234', 1234, undefined],
      ['0', 0, undefined],
      ['EUR 5', 5, 'EUR'],
      ['12,5', 12.5, undefined],
      ["1'234.50 CHF", 1234.5, 'CHF'],
      ['1 234,50 €', 1234.5, 'EUR'],
      ['1.234.567 €', 1234567, 'EUR'],
    ] as const)
      assert.deepEqual(parsePrice(text), {amount, currency}, text);
    for (const text of ['barato', '', '-5', '5-10', '€', '1..2', '12 EUR 5'])
      assert.equal(parsePrice(text), undefined, text);
  });
});

describe('writeProducts', () => {
  it('writes what the build reads, keeps what somebody changed, and writes nothing twice', async () => {
    const folder = makeFolder();
    const {products} = read(
      'id,title,price,description,color\na,"Título: ""con"" # y *estrella*",3,"# No es un título\n---\n<b>ni</b> etiqueta",rojo\nb,Dos,4,,\nc,null,5,,',
    );
    const problems = new Problems();
    assert.deepEqual(await writeProducts(folder, products, problems), {written: 3, same: 0, kept: 0});
    assert.deepEqual(await writeProducts(folder, products, problems), {written: 0, same: 3, kept: 0});
    const own = join(folder, 'products/b/product.md');
    writeFileSync(own, readFileSync(own, 'utf8').replace(`${mark}\n`, '').replace('Dos', 'Mío'));
    assert.deepEqual(await writeProducts(folder, products, problems), {written: 0, same: 2, kept: 1});
    assert.deepEqual(
      problems.list.map(({code, file}) => [code, file]),
      [['product-kept', 'products/b/product.md']],
    );
    const made = await publish({'campus.yml': 'title: T\nlanguages: [es]\n'}, folder);
    assert.deepEqual(
      made.problems.filter(({severity}) => severity === 'error'),
      [],
    );
    const [a, b, c] = made.json('portfolio.json').products;
    assert.deepEqual(
      [a.title, b.title, c.title, a.facets],
      ['Título: "con" # y *estrella*', 'Mío', 'null', {color: ['rojo']}],
    );
    assert.match(JSON.stringify(made.json(a.content.es)), /# No es un título/);
  });
});

describe('writeOffers', () => {
  const head = 'id,title,price,sale_price,sale_price_effective_date,availability\n';
  const until = '2026-11-20T09:00+0100/2026-11-30T23:59+0100';

  it('makes one campaign of a time, the same at each import, and none of what is over', async () => {
    const folder = makeFolder();
    const take = async (rows: string) => {
      const {products, problems} = read(head + rows);
      await writeProducts(folder, products, problems);
      return {counts: await writeOffers(folder, products, problems), codes: problems.list.map(({code}) => code)};
    };
    const rows = `a,A,20 EUR,15 EUR,${until},in_stock\nb,B,30 EUR,29 EUR,${until},out of stock\nc,C,9 EUR,8 EUR,,\n`;
    assert.deepEqual((await take(rows)).counts, {written: 2, same: 0, kept: 0, removed: 0});
    assert.deepEqual((await take(rows)).counts, {written: 0, same: 2, kept: 0, removed: 0});
    const made = await publish({'campus.yml': 'title: T\nlanguages: [es]\nid: https://acme.example/c\n'}, folder);
    assert.deepEqual(
      made.problems.filter(({severity}) => severity === 'error'),
      [],
    );
    const {campaigns, products} = made.json('portfolio.json');
    assert.deepEqual(
      campaigns.map(({from, until: end, prices, products: ids}: Record<string, unknown>) => [from, end, ids, prices]),
      [
        ['2026-11-20T09:00+01:00', '2026-11-30T23:59+01:00', ['a', 'b'], {a: 15, b: 29}],
        [undefined, undefined, ['c'], {c: 8}],
      ],
    );
    assert.deepEqual([products[1].availability, products[1].price.amount], ['out-of-stock', 30]);
    assert.match(made.text('products/b/index.html'), /schema\.org\/OutOfStock/);

    const file = join(
      folder,
      'campaigns',
      readdirSync(join(folder, 'campaigns')).find((one) => one.includes('2026'))!,
    );
    assert.deepEqual((await take('b,B,30 EUR,,,\nc,C,9 EUR,,,\n')).counts, {written: 1, same: 0, kept: 0, removed: 1});
    assert.match(readFileSync(file, 'utf8'), /prices:\n {2}a: 15\n$/, 'another feed may have the others');

    writeFileSync(file, readFileSync(file, 'utf8').replace('until: 2026', 'until: 2027'));
    await take(rows);
    assert.match(readFileSync(file, 'utf8'), /until: 2026/, 'the time is the feed’s');
    writeFileSync(join(folder, 'campaigns/offers-odd.yml'), `${mark}\nprices: [\n`);
    assert.deepEqual((await take('b,B,30 EUR,,,\n')).codes, ['yaml-invalid'], 'which is no reason to stop');

    writeFileSync(file, readFileSync(file, 'utf8').replace(`${mark}\n`, ''));
    const {counts, codes} = await take(rows);
    assert.deepEqual([counts.kept, codes.filter((one) => one === 'campaign-kept').length], [1, 1]);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /b: 29/);
  });
});

describe('uggla import products', () => {
  it('takes a thousand rows with a report of each that was not understood', async () => {
    const folder = makeFolder();
    const rows = Array.from({length: 1000}, (_, at) =>
      at % 100 === 99 ? `p${at},,` : `p${at},Pieza ${at},"${at},50 €"`,
    );
    writeFileSync(join(folder, 'big.csv'), `id,title,price\n${rows.join('\n')}\n`);
    const {code, stdout} = await uggla(['import', 'products', join(folder, 'big.csv'), folder, '--json']);
    const report = JSON.parse(stdout) as {
      rows: number;
      products: number;
      written: number;
      problems: {code: string; line: number}[];
    };
    assert.deepEqual([code, report.rows, report.products, report.written], [1, 1000, 990, 990]);
    assert.deepEqual(
      report.problems.map(({line}) => line),
      Array.from({length: 10}, (_, at) => at * 100 + 101),
    );
    assert.equal(readdirSync(join(folder, 'products')).length, 990);
  });

  it('only reports when it is asked to, and says what is missing', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'campus'));
    writeFileSync(join(folder, 'a.csv'), 'id,title\na,A\n');
    const {code, stdout} = await uggla([
      'import',
      'products',
      join(folder, 'a.csv'),
      join(folder, 'campus'),
      '--dry-run',
    ]);
    assert.deepEqual(
      [code, stdout, existsSync(join(folder, 'campus/products'))],
      [0, '1 rows, 1 products: 0 written, 0 as they were, 0 kept by hand\n', false],
    );
    assert.match((await uggla(['import', 'products', join(folder, 'none.csv'), folder])).stderr, /file-missing/);
    assert.match(
      (await uggla(['import', 'products', join(folder, 'a.csv'), join(folder, 'none')])).stderr,
      /folder-missing/,
    );
  });
});
