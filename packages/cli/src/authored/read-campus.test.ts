import assert from 'node:assert/strict';
import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {UgglaError} from '@uggla/protocol';
import {authored, brief, outline, read, readFolder} from '../testing/read.test.util.js';
import {makeFolder, write} from '../testing/run.test.util.js';

const lesson = {'courses/c/10-a.md': '---\ntitle: A\n---\nTexto'};
const product = (more = '') => `---\ntitle: P${more}\n---\n`;
const refused = (code: string) => (error: unknown) =>
  error instanceof UgglaError && error.code === code && Boolean(error.cure);

describe('readCampus', () => {
  it('reads every kind of item from its folder, also in capitals', async () => {
    const {campus, list} = await read({
      ...lesson,
      'Products/10-p/product.md': product(),
      'guides/g/guide.md': '---\nsteps: [{title: S}]\n---\n',
      'PODCASTS/h/10-e.mp3': 'x',
      'books/10-b.pdf': '%PDF',
      'Campaigns/c.yml': 'title: X\nproducts: [p]\n',
    });
    assert.deepEqual(list, []);
    assert.deepEqual(
      campus.courses.map(({id, format}) => [id, format]),
      [
        ['c', 'course'],
        ['h', 'podcast'],
        ['b', 'book'],
      ],
    );
    assert.deepEqual(
      [campus.guides.map(({id}) => id), campus.products.map(({id}) => id), campus.campaigns.map(({id}) => id)],
      [['g'], ['p'], ['c']],
    );
  });

  it('takes further folders with films for courses, and a film beside them for one more', async () => {
    const {campus} = await read({
      'Prevención/1. Caídas.mp4': 'x',
      '02 Ergonomía/deep/clip.mov': 'x',
      'suelta.mp4': 'x',
      'fotos/a.jpg': 'x',
    });
    assert.deepEqual(campus.courses.map(({id, items}) => [id, outline(items)]).slice(0, 2), [
      ['ergonomia', ['deep[clip]']],
      ['prevencion', ['caidas']],
    ]);
    assert.deepEqual(outline(campus.courses[2]!.items), ['suelta']);
  });

  it('takes name, id and languages from the folder when there is no campus.yml', async () => {
    const folder = join(makeFolder(), '10-mi_campus');
    write(folder, {'a.mp4': 'x', 'a.es.vtt': 'x', 'a.en.vtt': 'x'});
    const {campus} = await readFolder(folder);
    assert.deepEqual([campus.title, campus.languages], ['Mi campus', ['en', 'es']]);
    assert.match(campus.id, /^urn:uuid:/);
  });

  it('keeps id and languages of before while campus.yml is broken', async () => {
    const folder = authored(lesson);
    await readFolder(folder);
    for (const broken of [
      'title: "A\nid: https://acme.example/c\nlanguages: [es, en]\n',
      'idd: https://acme.example/c\nlanguages: spanish\n',
      '\0',
    ]) {
      write(folder, {'campus.yml': broken});
      const {campus, list} = await readFolder(folder);
      assert.deepEqual(
        [campus.id, campus.languages, list.length > 0],
        ['https://acme.example/c', ['es', 'en'], true],
        broken,
      );
    }
  });

  it('says which of two campus files it uses', async () => {
    const {campus, list} = await read({...lesson, 'campus.yaml': 'title: Other\n'});
    assert.deepEqual([campus.title, brief(list)], ['Acme', ['file-doubled campus.yaml']]);
  });

  it('names the file that there is in its messages', async () => {
    const folder = authored({
      ...lesson,
      'campus.yaml': 'title: Acme\npacks:\n  - {title: T, items: [cc]}\nbrand:\n  logo: logo.svg\n',
    });
    rmSync(join(folder, 'campus.yml'));
    const {list} = await readFolder(folder);
    assert.deepEqual(brief(list), [
      'file-missing campus.yaml:5 brand.logo',
      'reference-unknown campus.yaml:3 packs.0.items',
    ]);
    assert.equal(list[1]!.cure, 'Did you mean “c”?');
  });

  it('tells of a folder whose name is nearly right', async () => {
    const {list} = await read({
      ...lesson,
      'product/10-p/product.md': product(),
      'guías/guide.md': '---\nsteps: [{title: S}]\n---\n',
      'notes/a.md': 'x',
    });
    assert.deepEqual(
      list.map(({code, file, cure}) => [code, file, cure]),
      [
        ['folder-unknown', 'guías', 'Call it “guides”, or move what is in it there.'],
        ['folder-unknown', 'product', 'Call it “products”, or move what is in it there.'],
      ],
    );
  });

  it('refuses a folder that is not there, is a file or holds nothing', async () => {
    await assert.rejects(readFolder(join(makeFolder(), 'nope')), refused('folder-missing'));
    const folder = makeFolder();
    write(folder, {'a.txt': 'x'});
    await assert.rejects(readFolder(join(folder, 'a.txt')), refused('folder-missing'));
    await assert.rejects(readFolder(folder), refused('campus-empty'));
  });

  it('says that nothing is left when all that there is has mistakes', async () => {
    const {list} = await read({'guides/g/guide.md': '---\ntitle: G\n---\n'});
    assert.deepEqual(brief(list), ['guide-empty guides/g/guide.md steps', 'campus-empty']);
  });
});

describe('campaigns', () => {
  const campaign = async (yaml: string, more: Record<string, string> = {}) =>
    read({...lesson, 'products/bomba/product.md': product(), 'campaigns/10-otono.yml': yaml, ...more});

  it('have the id of their name, dates and products', async () => {
    const {campus, list} = await campaign(
      'title: Otoño\nfrom: 2026-10-01\nuntil: 2026-12-31T20:00\ntimezone: Europe/Madrid\nproducts: bomba\n',
    );
    assert.deepEqual(
      [list, campus.campaigns],
      [
        [],
        [
          {
            id: 'otono',
            title: 'Otoño',
            from: '2026-10-01',
            until: '2026-12-31T20:00',
            timezone: 'Europe/Madrid',
            products: ['bomba'],
          },
        ],
      ],
    );
  });

  it('name file, line and field of a product that there is not', async () => {
    const {campus, list} = await campaign('title: X\n\nproducts: [bomba, bonba]\n');
    assert.deepEqual(
      [campus.campaigns[0]?.products, brief(list), list[0]?.cure],
      [['bomba'], ['reference-unknown campaigns/10-otono.yml:3 products'], 'Did you mean “bomba”?'],
    );
  });

  it('and whatever else names a draft goes without it, which is no mistake', async () => {
    const draft = '---\ntitle: Vieja\ndraft: true\n---\n';
    const {campus, list} = await campaign('title: X\nproducts: [bomba, vieja]\nprices: {bomba: 1, vieja: 2}\n', {
      'campus.yml': 'title: A\npacks: [{title: Todo, items: [bomba, vieja, guia]}]\n',
      'products/bomba/product.md': product(
        '\nrelated: [vieja]\nhotspots: [{start: 1, x: 1, y: 1, label: La vieja, product: vieja}]',
      ),
      'products/10-vieja/product.md': draft,
      'guides/guia/guide.md': draft,
      'campaigns/20-vieja.yml': 'title: La vieja, a mitad de precio\nproducts: [vieja]\n',
    });
    const [bomba] = campus.products;
    assert.deepEqual(
      [list, campus.campaigns, campus.fields.packs![0]!.items, bomba!.fields.related, bomba!.fields.hotspots],
      [[], [{id: 'otono', title: 'X', products: ['bomba'], prices: {bomba: 1}}], ['bomba'], [], []],
    );
  });

  it('are left out when they end before they begin', async () => {
    const {campus, list} = await campaign('title: X\nproducts: [bomba]\nfrom: 2026-12-01\nuntil: 2026-10-01\n');
    assert.deepEqual([campus.campaigns, brief(list)], [[], ['field-invalid campaigns/10-otono.yml:4 until']]);
    const day = await campaign(
      'title: X\nproducts: [bomba]\nfrom: 2026-12-01\nuntil: 2026-12-01\nprices: {bonba: 1, bomba: 2}\n',
    );
    assert.deepEqual(
      [day.campus.campaigns[0]?.prices, brief(day.list)],
      [{bomba: 2}, ['reference-unknown campaigns/10-otono.yml:5 prices']],
      'one day is a whole one',
    );
  });

  it('are left out when they are drafts, also mistyped ones', async () => {
    for (const draft of ['draft: true', 'draft: yes', 'drafft: true'])
      assert.deepEqual((await campaign(`title: X\nproducts: [bomba]\n${draft}\n`)).campus.campaigns, [], draft);
  });

  it('have an id each', async () => {
    const {campus, list} = await campaign('title: X\nproducts: [bomba]\n', {
      'campaigns/20-otono.yaml': 'title: Y\nproducts: [bomba]\n',
      'campaigns/_later.yml': 'nonsense',
      'campaigns/.x.yml': 'nonsense',
    });
    assert.deepEqual(
      [campus.campaigns.map(({title}) => title), brief(list)],
      [['X'], ['id-doubled campaigns/20-otono.yaml:1 id']],
    );
  });

  it('do not stop the rest when one is no file', async () => {
    const folder = authored({...lesson, 'campaigns/20-b.yml': 'title: B\nproducts: []\n'});
    mkdirSync(join(folder, 'campaigns/10-a.yml'));
    const {campus, list} = await readFolder(folder);
    assert.deepEqual(
      [campus.campaigns.map(({id}) => id), brief(list)],
      [['b'], ['file-unreadable campaigns/10-a.yml']],
    );
  });
});

describe('references', () => {
  it('are kept where they lead somewhere; the others are named with what was meant', async () => {
    const {campus, list} = await read({
      'courses/c/course.md': '---\ntitle: C\ncomplete:\n  all: [a, bb]\n---\n',
      'courses/c/10-a.md': '---\nkind: guide\nguide: cambiar\n---\n',
      'courses/c/20-b.md': '---\ntitle: B\nkind: guide\nguide: cambar\n---\n',
      'guides/cambiar/guide.md': '---\nsteps: [{title: S}]\n---\n',
      'products/bomba/product.md': product('\nrelated: [valvula, vavula]'),
      'products/valvula/product.md': product(),
    });
    assert.deepEqual(brief(list), [
      'reference-unknown products/bomba/product.md:3 related',
      'reference-unknown courses/c/course.md:4 complete.all',
      'reference-unknown courses/c/20-b.md:4 guide',
    ]);
    assert.deepEqual(
      list.map(({cure}) => cure),
      ['Did you mean “valvula”?', 'Did you mean “b”?', 'Did you mean “cambiar”?'],
    );
    assert.deepEqual(
      [campus.products[0]!.fields.related, campus.courses[0]!.fields.complete?.all],
      [['valvula'], ['a']],
    );
  });

  it('say which ids there are, or that there are none', async () => {
    const {list} = await read({
      ...lesson,
      'courses/c/20-b.md': '---\nkind: guide\nguide: x\n---\n',
      'campus.yml': 'packs:\n  - {title: T, items: [zzzzzz]}\n',
    });
    assert.deepEqual(
      list.map(({cure}) => cure),
      ['The ids are: c.', 'There is none yet: add one, or take the id out.'],
    );
  });
});
