import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {beep, png, publish, type Published} from '../testing/publish.test.util.js';

const product = (fields: string, body = '') => `---\n${fields}\n---\n\n${body}\n`;

/** All that is written below a folder, names and contents. */
function everything(folder: string): string {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path.slice(folder.length)}\n${statSync(path).isFile() ? readFileSync(path, 'latin1') : ''}`;
    })
    .join('\n');
}

describe('products that are not for everybody', () => {
  let made: Published;
  let hidden: string;
  const files = {
    'campus.yml':
      'title: Tienda\nlanguages: [es]\nid: urn:acme:tienda\naddress: https://acme.example/\npacks: [{title: Todo, items: [bomba, hiperturbina]}]\n',
    'products/10-bomba/product.md': product('title: Bomba\nrelated: [hiperturbina]'),
    'products/20-hiperturbina/product.md': product(
      'title: Hiperturbina\naccess: clients\nfacets: {uso: Hiperuso}\nrelated: [bomba]',
      'La hiperturbina, en secreto.',
    ),
    'products/20-hiperturbina/hiperfilm.wav': beep(),
    'products/20-hiperturbina/hiper.png': png(80, 60),
    'campaigns/a.yml': 'title: Otoño\nproducts: [bomba, hiperturbina]\nprices: {bomba: 2, hiperturbina: 9}\n',
    'campaigns/hiperturbina.yml': 'title: Hiperoferta\nbadge: Hiper\nproducts: [hiperturbina]\n',
  };
  before(async () => {
    made = await publish(files);
    hidden = `${made.out}-private`;
  });

  it('are named in no public file, index, feed or sitemap, nor are their films and pictures', () => {
    assert.doesNotMatch(everything(made.out), /hiper/i);
    assert.match(made.text('sitemap.xml'), /products\/bomba/);
  });

  it('lie with all that belongs to them in a folder beside the published one', () => {
    const portfolio = JSON.parse(readFileSync(join(hidden, 'portfolio.json'), 'utf8')) as {
      id: string;
      products: {
        id: string;
        access: string;
        poster: {src: string};
        content: {es: string};
        related: string[];
        page?: string;
      }[];
      campaigns: {id: string; products: string[]; prices?: object}[];
    };
    assert.equal(portfolio.id, 'urn:acme:tienda:portfolio', 'both are one portfolio');
    const [one] = portfolio.products;
    assert.deepEqual(
      [one!.id, one!.access, one!.related, one!.page],
      ['hiperturbina', 'clients', ['bomba'], undefined],
    );
    for (const address of [one!.poster.src, one!.content.es]) assert.ok(existsSync(join(hidden, address)), address);
    assert.deepEqual(
      portfolio.campaigns.map(({id, products, prices}) => [id, products, prices]),
      [
        ['a', ['hiperturbina'], {hiperturbina: 9}],
        ['hiperturbina', ['hiperturbina'], undefined],
      ],
      'campaigns of theirs are for whoever sees them',
    );
    assert.match(everything(hidden), /hiperfilm/);
    assert.ok(!readdirSync(hidden).some((name) => /html|feeds|search|sitemap/.test(name)), 'no pages');
  });

  it('are not read as a part of the campus by the next build, which has nothing to write', async () => {
    const again = await publish({}, made.folder);
    assert.deepEqual([again.report.written, again.report.counts], [0, made.report.counts]);
  });

  it('come and go with their `access`', async () => {
    await publish(
      {
        'products/20-hiperturbina/product.md': product('title: Hiperturbina'),
        'products/10-bomba/product.md': product('title: Bomba\naccess: socios'),
      },
      made.folder,
    );
    assert.match(everything(made.out), /Hiperturbina/);
    assert.doesNotMatch(everything(made.out), /bomba/i);
    assert.doesNotMatch(everything(hidden), /hiper/i);
    await publish({'products/10-bomba/product.md': product('title: Bomba')}, made.folder);
    assert.deepEqual(
      readdirSync(hidden).filter((name) => !name.startsWith('.')),
      [],
      'nothing is left behind',
    );
  });

  it('make no folder where there are none', async () => {
    const {out} = await publish({'campus.yml': 'title: A\n', 'products/a/product.md': product('title: A')});
    assert.ok(!existsSync(`${out}-private`));
  });
});
