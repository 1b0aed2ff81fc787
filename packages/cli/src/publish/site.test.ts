import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {findFlaws} from '@uggla/protocol';
import {build} from '../build.js';
import {publish, type Published} from '../testing/publish.test.util.js';
import {makeFolder, write} from '../testing/run.test.util.js';

const files = {
  'campus.yml': 'title: Acme\nlanguages: [es]\naddress: https://acme.example/aula\n',
  'courses/a/10-b.md': '---\ntitle: B\n---\n\nC\n',
};
let made: Published;
before(async () => {
  made = await publish(files);
});

describe('schemas/', () => {
  it('holds one for each kind of file, published or authored, by the name that the files give', () => {
    const names = readdirSync(join(made.out, 'schemas'));
    for (const kind of [
      'answers',
      'article',
      'campus',
      'course',
      'guide',
      'media',
      'portfolio',
      'portfolio-shard',
      'transcript',
    ])
      assert.ok(names.includes(`${kind}.schema.json`), kind);
    for (const kind of [
      'campus',
      'course',
      'lesson',
      'block',
      'podcast',
      'book',
      'product',
      'guide',
      'campaign',
      'quiz',
    ])
      assert.ok(names.includes(`authored-${kind}.schema.json`), kind);
    for (const name of names)
      assert.equal(made.json(`schemas/${name}`).$schema, 'https://json-schema.org/draft/2020-12/schema');
  });

  it('takes what was published, and names the field of what is not as it should be', () => {
    assert.deepEqual(findFlaws(made.json('schemas/campus.schema.json'), made.json('campus.json')), []);
    const [flaw] = findFlaws(made.json('schemas/campus.schema.json'), {...made.json('campus.json'), languages: 'es'});
    assert.match(JSON.stringify(flaw), /languages/);
  });

  it('lets an editor complete what an author writes, and takes what YAML reads as a number', () => {
    const lesson = made.json('schemas/authored-lesson.schema.json');
    assert.ok(Object.keys(lesson.properties).includes('unlock'));
    assert.equal(lesson.additionalProperties, false);
    assert.deepEqual(findFlaws(lesson, {title: 2026}), []);
    assert.notDeepEqual(findFlaws(lesson, {title: true}), []);
  });
});

describe('assets/', () => {
  it('holds the elements, without the maps of their sources, and the first page names what they bring', async () => {
    const bundle = makeFolder();
    write(bundle, {
      'uggla.js': 'export {};\n',
      'uggla.js.map': '{}',
      'chunks/a.js': 'export {};\n',
      'preload.json': '{"uggla.js": ["chunks/a.js"]}',
    });
    const before = process.env['UGGLA_BUNDLE'];
    const folder = makeFolder();
    write(folder, files);
    process.env['UGGLA_FFMPEG'] = 'none';
    process.env['UGGLA_BUNDLE'] = bundle;
    const first = await build(folder);
    assert.deepEqual(readdirSync(join(folder, 'published/assets/uggla'), {recursive: true}).sort(), [
      'chunks',
      'chunks/a.js',
      'preload.json',
      'uggla.js',
    ]);
    const index = readFileSync(join(folder, 'published/index.html'), 'utf8');
    const early = [...index.matchAll(/<link rel="(modulepreload|preload)"[^>]* href="([^"]*)">/g)].map(
      ([, how, what]) => [how, what],
    );
    assert.deepEqual(
      early,
      [
        ['modulepreload', 'assets/uggla/chunks/a.js'],
        ['preload', 'campus.json'],
      ],
      'the first page asks at once for what it will need',
    );
    assert.deepEqual(
      first.problems.filter(({severity}) => severity === 'error'),
      [],
    );
    process.env['UGGLA_BUNDLE'] = makeFolder();
    const second = await build(folder);
    process.env['UGGLA_BUNDLE'] = before;
    const [problem] = second.problems.filter(({severity}) => severity === 'error');
    assert.equal(problem?.code, 'elements-not-built');
    assert.match(problem.cure ?? '', /npm run build/);
  });

  it('holds the looks of the pages, which load nothing from elsewhere', () => {
    assert.equal(made.text('assets/brand.css'), ':root {}\n');
    assert.doesNotMatch(made.text('assets/page.css'), /url\(|@import/);
    for (const rule of [':focus-visible', 'color-scheme: light dark', 'max-width: 100%', 'details::details-content'])
      assert.ok(made.text('assets/page.css').includes(rule), rule);
  });
});

describe('sitemap.xml', () => {
  it('names the first page and one for each item, whether the address ends in a slash or not', async () => {
    const places = (of: Published) =>
      [...of.text('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place]) => place);
    const expected = ['https://acme.example/aula/', 'https://acme.example/aula/courses/a/index.html'];
    assert.deepEqual(places(made), expected);
    assert.deepEqual(
      places(await publish({...files, 'campus.yml': files['campus.yml'].replace('/aula', '/aula/')})),
      expected,
    );
  });
});
