import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {ttf, woff2} from '../testing/font.test.util.js';
import {beep, png, publish, type Published} from '../testing/publish.test.util.js';
import {hashes} from '../testing/run.test.util.js';

const lesson = (fields: string, body = 'Texto.') => `---\n${fields}\n---\n\n${body}\n`;
const parts = {
  'courses/uno/10-a.md': lesson('title: A'),
  'courses/micro/course.md': lesson('title: Micro\nformat: micro\ndate: 2026-02-03\nsummary: Breve.'),
  'courses/micro/10-a.md': lesson('title: A'),
  'podcasts/radio/10-a.wav': beep(70),
  'guides/puerta/guide.md': lesson(
    'title: Puerta\ntype: repair\nthing: Puerta\nfault: Chirría\ncodes: [E1]\ntime: PT1H5M\ntags: [casa]\nsteps: [{title: Abrir}, {title: Cerrar}]\ncover: puerta.png\ncoverAlt: Una puerta',
  ),
  'guides/puerta/puerta.png': png(64, 36),
  'products/bomba/product.md': lesson('title: {es: Bomba, en: Pump}\ntags: [agua]'),
};
const packs = (of: Published) =>
  of
    .json('campus.json')
    .packs.map(({id, title, items}: {id: string; title: unknown; items: {id: string}[]}) => [
      id,
      title,
      items.map((one) => one.id),
    ]);

describe('campus.json', () => {
  it('makes a pack of each kind where its author names none', async () => {
    const made = await publish({'campus.yml': 'title: Acme\nlanguages: [es, en]\n', ...parts});
    assert.deepEqual(packs(made), [
      ['all-course', {es: 'Cursos', en: 'Courses'}, ['uno']],
      ['all-micro', {es: 'Microlecciones', en: 'Micro-lessons'}, ['micro']],
      ['all-podcast', {es: 'Pódcast', en: 'Podcasts'}, ['radio']],
      ['all-guide', {es: 'Guías', en: 'Guides'}, ['puerta']],
      ['all-product', {es: 'Productos', en: 'Products'}, ['bomba']],
    ]);
  });

  it('takes the packs of its author, and what they leave out behind them', async () => {
    const made = await publish({
      'campus.yml':
        'title: Acme\nlanguages: [es]\npacks:\n  - {title: Primero, summary: Empieza aquí., path: true, items: [puerta, uno]}\n  - {id: casa, title: Casa, items: [puerta]}\n',
      ...parts,
    });
    assert.deepEqual(packs(made), [
      ['pack-1', 'Primero', ['puerta', 'uno']],
      ['casa', 'Casa', ['puerta']],
      ['more', {es: 'Más'}, ['micro', 'radio', 'bomba']],
    ]);
    assert.equal(made.json('campus.json').packs[0].summary, 'Empieza aquí.');
    assert.deepEqual(
      made.json('campus.json').packs.map(({path}: {path?: boolean}) => path),
      [true, undefined, undefined],
    );
    assert.equal(
      made.text('index.html').match(/<ol>\s*<li>/g)?.length,
      1,
      'a learning path is in order without JavaScript too',
    );
  });

  it('names its packs in a language that it has words for', async () => {
    const {json} = await publish({
      'campus.yml': 'title: Acme\nlanguages: [de, es-MX]\n',
      'courses/uno/10-a.md': lesson('title: A'),
    });
    assert.deepEqual(json('campus.json').packs[0].title, {'es-MX': 'Cursos'});
    const other = await publish({
      'campus.yml': 'title: Acme\nlanguages: [de]\n',
      'courses/uno/10-a.md': lesson('title: A'),
    });
    assert.equal(other.json('campus.json').packs[0].title, 'Courses');
  });

  it('says of each item what a card shows', async () => {
    const {json, out} = await publish({'campus.yml': 'title: Acme\nlanguages: [es, en]\n', ...parts});
    // oxlint-disable-next-line typescript/no-explicit-any -- items of many kinds
    const listed: any[] = json('campus.json').packs.flatMap((pack: {items: unknown[]}) => pack.items);
    const items = new Map(listed.map((one) => [one.id, one]));
    const {poster, ...guide} = items.get('puerta');
    assert.deepEqual(guide, {
      id: 'puerta',
      kind: 'guide',
      title: 'Puerta',
      src: 'guides/puerta/guide.json',
      page: 'guides/puerta/index.html',
      duration: 3900,
      parts: 2,
      tags: ['casa'],
      languages: ['es'],
      published: guide.published,
      type: 'repair',
      thing: 'Puerta',
      fault: 'Chirría',
      codes: ['E1'],
    });
    assert.ok(existsSync(join(out, poster.src)), poster.src);
    assert.deepEqual([poster.width, poster.height, poster.alt], [64, 36, 'Una puerta']);
    assert.deepEqual(
      [items.get('micro').published, items.get('micro').summary, items.get('radio').duration],
      ['2026-02-03', 'Breve.', 70],
    );
    assert.match(items.get('uno').published, /^\d{4}-\d\d-\d\d$/);
    assert.deepEqual(
      [items.get('bomba').languages, items.get('bomba').tags, items.get('bomba').src],
      [['es', 'en'], ['agua'], 'portfolio.json'],
    );
    for (const one of items.values())
      for (const address of [one.src, one.page]) assert.ok(existsSync(join(out, address)), address);
  });

  it('carries the brand, with files that are there, and the words of the chat', async () => {
    const {json, out, text} = await publish({
      'campus.yml':
        "title: Acme\nlanguages: [es]\nlicense: CC0\nauthor: Ana\nbrand: {name: Acme, accent: '#1f5d4c', accentText: white, logo: logo.png, cover: cover.png, coverAlt: Taller}\nchat: {greeting: Hola, suggestions: [¿Qué?]}\n",
      'logo.png': png(10, 10),
      'cover.png': png(1200, 630),
      'courses/uno/10-a.md': lesson('title: A'),
    });
    const {brand, chat, license, author} = json('campus.json');
    assert.deepEqual(
      [brand.accent, brand.accentText, brand.cover.width, brand.cover.alt, chat, license, author],
      ['#1f5d4c', 'white', 1200, 'Taller', {greeting: 'Hola', suggestions: ['¿Qué?']}, 'CC0', 'Ana'],
    );
    for (const address of [brand.logo, brand.cover.src]) assert.ok(existsSync(join(out, address)));
    assert.match(
      text('assets/brand.css'),
      /^:root \{ --uggla-accent: #1f5d4c; --uggla-accent-text: white; \}\n@supports .*: light-dark\(#1f5d4c, #[0-9a-f]{6}\); .*: light-dark\(white, #101418\); \} \}\n$/,
    );
    assert.match(text('index.html'), /<link rel="icon" href="assets\/files\/logo\.[0-9a-f]+\.png">/);
  });

  it('carries the typeface, with every file that it is of, and says which of them are none', async () => {
    const made = await publish({
      'campus.yml':
        "title: Acme\nlanguages: [es]\nbrand:\n  accent: '#ffcc00'\n  font:\n    - fonts/Acme Text.woff2\n    - {src: fonts/bold.ttf, weight: 600 800, style: italic}\n    - fonts/none.otf\n    - fonts/page.woff2\n    - fonts/font.html\n",
      'fonts/Acme Text.woff2': woff2({between: [300, 700]}),
      'fonts/bold.ttf': ttf(),
      'fonts/page.woff2': '<!doctype html>',
      'fonts/font.html': ttf(),
      'courses/uno/10-a.md': lesson('title: A'),
    });
    const told = (wanted: string) =>
      made.problems.filter(({code}) => code === wanted).map(({file, line, field}) => [file, line, field]);
    assert.deepEqual(told('font-invalid'), [
      ['fonts/page.woff2', undefined, undefined],
      ['fonts/font.html', undefined, undefined],
    ]);
    assert.deepEqual(told('file-missing'), [['campus.yml', 8, 'brand.font.2']]);
    assert.deepEqual(told('contrast-low'), [['campus.yml', 4, 'brand.accent']]);
    assert.equal(made.json('campus.json').brand.accentText, '#101418', 'white on yellow cannot be read');
    const css = made.text('assets/brand.css');
    const faces = [...css.matchAll(/@font-face \{ (.*) \}/g)].map(([, face]) =>
      face!.replace(/\.[0-9a-f]{10}\./, '.#.'),
    );
    assert.deepEqual(faces, [
      "font-family: 'Uggla brand'; src: url('files/acme-text.#.woff2') format('woff2'); font-weight: 300 700; font-style: normal; font-display: swap;",
      "font-family: 'Uggla brand'; src: url('files/bold.#.ttf') format('truetype'); font-weight: 600 800; font-style: italic; font-display: swap;",
    ]);
    assert.match(css, /--uggla-font: 'Uggla brand', system-ui, sans-serif;/);
    const [regular, bold] = [...css.matchAll(/url\('(.*?)'\)/g)].map(([, name]) => `assets/${name}`);
    for (const file of [regular!, bold!]) {
      assert.ok(existsSync(join(made.out, file)), file);
      assert.ok(made.text('sw.js').includes(`"${file}"`), 'it is there without a network');
    }
    const page = made.text('courses/uno/index.html');
    assert.ok(page.includes(`<link rel="preload" as="font" type="font/woff2" crossorigin href="../../${regular}">`));
    assert.match(page, /font-src &#39;self&#39;/);
    assert.doesNotMatch(made.text('index.html'), /as="font"/, 'the first page waits for its elements');
  });

  it('takes typefaces that devices have by their names', async () => {
    const {text} = await publish({
      'campus.yml': 'title: Acme\nlanguages: [es]\nbrand: {font: "Segoe UI, Helvetica Neue, Sans-Serif"}\n',
      'courses/uno/10-a.md': lesson('title: A'),
    });
    assert.equal(text('assets/brand.css'), ":root { --uggla-font: 'Segoe UI', 'Helvetica Neue', sans-serif; }\n");
  });

  it('lets no color end the rule that it stands in', async () => {
    const {problems, text} = await publish({
      'campus.yml': 'title: Acme\nlanguages: [es]\nbrand: {accent: "red; } body { background: url(//evil.example) "}\n',
      'courses/uno/10-a.md': lesson('title: A'),
    });
    assert.equal(
      problems.some(({code, field}) => code === 'field-invalid' && field === 'brand.accent'),
      true,
    );
    assert.doesNotMatch(text('assets/brand.css'), /evil/);
  });
});

describe('the published folder', () => {
  it('is the same, byte for byte, wherever, whenever and in whatever time zone it is made', async () => {
    const files = {
      'campus.yml': 'title: Acme\nlanguages: [es, en]\nid: https://acme.example/c\naddress: https://acme.example/\n',
      ...parts,
    };
    const zone = process.env['TZ'];
    const one = await publish(files);
    process.env['TZ'] = 'Pacific/Kiritimati';
    const other = await publish(Object.fromEntries(Object.entries(files).reverse()));
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    assert.deepEqual(hashes(other.out), hashes(one.out));
    assert.equal((await publish({}, one.folder)).report.written, 0);
  });

  it('has an address in its sitemap for every page, and escapes it', async () => {
    const {text} = await publish({
      'campus.yml': 'title: Acme\nlanguages: [es]\naddress: https://acme.example/a?b=1&c=2\n',
      'courses/uno/10-a.md': lesson('title: A'),
    });
    const places = [...text('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place]) => place);
    assert.equal(places.length, 2);
    for (const place of places) assert.doesNotMatch(place!, /&(?!amp;)/);
  });
});
