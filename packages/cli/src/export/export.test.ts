import assert from 'node:assert/strict';
import {existsSync, readFileSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {XMLParser, XMLValidator} from 'fast-xml-parser';
import {buildSearchFile, type SearchFile} from '@uggla/search';
import {strFromU8, unzipSync} from 'fflate';
import {makeFolder, start, uggla, write} from '../testing/run.test.util.js';

const folder = makeFolder();
const campus = join(folder, 'published');
const image = '\x89PNG';
const course = {
  $schema: '../../schemas/course.schema.json',
  id: 'https://acme.example/courses/welcome',
  version: '3',
  languages: ['es', 'en'],
  title: {es: 'Bienvenida & <más>', en: 'Welcome'},
  cover: {src: 'files/cover.png'},
  answers: 'answers.json',
  search: {item: 'welcome', files: {es: '../../search/es.json', en: '../../search/en.json'}},
  items: [
    {
      id: 'start',
      kind: 'block',
      title: 'B',
      items: [
        {id: 'hola', kind: 'video', title: {es: 'Hola'}, media: '../../media/hola/media.json'},
        {
          id: 'valores',
          kind: 'article',
          title: {es: 'Valores'},
          content: {es: 'valores.es.article.json', en: 'valores.en.article.json'},
        },
      ],
    },
    {id: 'test', kind: 'quiz', title: 'T', mastery: 0.8, questions: []},
    {id: 'web', kind: 'embed', title: 'W', src: 'https://other.example/page.html'},
  ],
};

before(async () => {
  const found = ['welcome', 'other'].map((item) => ({
    id: item,
    kind: 'title' as const,
    title: item,
    text: `búho ${item}`,
    item,
    media: 'media/hola/media.json',
    url: `#/item/${item}`,
  }));
  write(campus, {
    'campus.json': '{}',
    'courses/welcome/course.json': JSON.stringify(course),
    'courses/welcome/answers.json': '{"answers":{}}',
    'courses/welcome/files/cover.png': image,
    'courses/welcome/files/chair ñ.png': image,
    'courses/welcome/valores.es.article.json': JSON.stringify({
      language: 'es',
      tree: {children: [{tagName: 'img', properties: {src: 'files/chair%20%C3%B1.png'}}]},
    }),
    'courses/welcome/valores.en.article.json': JSON.stringify({language: 'en', tree: {children: []}}),
    'courses/other/course.json': '{}',
    'courses/game/course.json': JSON.stringify({
      ...course,
      id: 'urn:acme:courses/game',
      items: [{id: 'game', kind: 'embed', title: 'G', src: 'game/h5p.json', standard: 'h5p'}],
    }),
    'courses/game/game/h5p.json': '{}',
    'assets/uggla/h5p.html': '<script type="module" src="./h5p-page.js"></script>',
    'assets/uggla/h5p-page.js': '',
    'assets/uggla/h5p/main.bundle.js': '',
    'media/hola/media.json': JSON.stringify({
      $schema: '../../schemas/media.schema.json',
      id: 'hola',
      kind: 'video',
      title: 'Hola',
      duration: 4,
      hls: 'hls/master.m3u8',
      fallback: {src: 'hola.mp4', type: 'video/mp4'},
      audio: {src: 'hola.m4a', type: 'audio/mp4'},
      captions: [{language: 'es', src: 'hola.es.vtt'}],
      storyboard: 'board.vtt',
      poster: {src: 'poster.png'},
    }),
    'media/hola/hls/master.m3u8': '#EXTM3U',
    'media/hola/hola.mp4': 'mp4'.repeat(99),
    'media/hola/hola.m4a': 'm4a',
    'media/hola/hola.es.vtt': 'WEBVTT',
    'media/hola/board.vtt': 'WEBVTT\n\n00:00.000 --> 00:02.000\nboard.png#xywh=0,0,9,9\n',
    'media/hola/board.png': image,
    'media/hola/poster.png': image,
    'schemas/course.schema.json': '{}',
    'assets/brand.css': ':root {}',
    'assets/page.css': 'p {}',
    'search/es.json': JSON.stringify(await buildSearchFile(found, 'es')),
    'search/en.json': JSON.stringify(await buildSearchFile(found, 'en')),
    'assets/uggla/uggla-course.js': 'import"./chunks/a-1.js";export const b=()=>import("./chunks/b-2.js")',
    'assets/uggla/uggla.css': 'x {}',
    'assets/uggla/chunks/a-1.js': '',
    'assets/uggla/chunks/b-2.js': 'import(`../frame.html`)',
    'assets/uggla/chunks/chat-3.js': '',
    'assets/uggla/frame.html': '<script type="module" src="frame.js"></script>',
    'assets/uggla/frame.js': 'import"./chunks/book-4.js"',
    'assets/uggla/chunks/book-4.js': '',
  });
});

const make = (to: string, ...more: string[]) => makeOf('welcome', to, ...more);
const makeOf = async (id: string, to: string, ...more: string[]) => {
  const out = join(makeFolder(), 'made.zip');
  const {code, stdout, stderr} = await uggla(['export', id, '--to', to, '--campus', folder, '--out', out, ...more]);
  assert.equal(code, 0, stderr);
  const zip = readFileSync(out);
  return {zip, stdout, files: unzipSync(zip)};
};
const parse = (text: string) => {
  assert.equal(XMLValidator.validate(text), true);
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['file', 'langstring'].includes(name),
    parseTagValue: false,
  }).parse(text) as Record<string, never>;
};
const json = (files: Record<string, Uint8Array>, path: string) =>
  JSON.parse(strFromU8(files[path]!)) as Record<string, never>;

describe('a package of a course with content made with H5P', () => {
  it('takes its player along, which no other package does', async () => {
    const ofH5p = ({files}: {files: Record<string, Uint8Array>}) =>
      Object.keys(files)
        .filter((name) => /h5p/.test(name))
        .sort();
    assert.deepEqual(ofH5p(await makeOf('game', 'html')), [
      'assets/uggla/h5p-page.js',
      'assets/uggla/h5p.html',
      'assets/uggla/h5p/main.bundle.js',
      'courses/game/game/h5p.json',
    ]);
    assert.deepEqual(ofH5p(await make('html')), []);
  });
});

describe('uggla export --try', () => {
  it('serves the package in a small LMS on this machine, with ranges, until it is ended', async () => {
    const child = start([
      'export',
      'welcome',
      '--to',
      'scorm12',
      '--campus',
      folder,
      '--out',
      join(makeFolder(), 'tried.zip'),
      '--try',
      '--json',
    ]);
    let told = '';
    for await (const bytes of child.stdout!) if ((told += String(bytes)).trimEnd().endsWith('}')) break;
    const {url} = JSON.parse(told) as {url: string};
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, url), {headers});
    assert.match(await (await get('')).text(), /data-kind="scorm12"[\s\S]*scorm-again\.js/);
    assert.match(await (await get('scorm-again.js')).text(), /Scorm12API/);
    assert.match(await (await get('package/index.html?debug')).text(), /records="scorm12"/);
    const part = await get('package/media/hola/hola.mp4', {Range: 'bytes=3-5'});
    assert.deepEqual(
      [part.status, await part.text(), part.headers.get('content-range')?.split('/')[0]],
      [206, 'mp4', 'bytes 3-5'],
    );
    for (const path of ['package/none.js', '%', 'package/../../etc/passwd'])
      assert.equal((await get(path)).status, 404, path);
    child.kill('SIGTERM');
    assert.equal((await uggla(['export', 'welcome', '--to', 'cmi5', '--campus', folder, '--try'])).code, 2);
    assert.equal(
      (await uggla(['export', 'welcome', '--to', 'scorm12', '--campus', folder, '--try', '--port', 'x'])).code,
      2,
    );
  });
});

describe('uggla export', () => {
  for (const [to, scormtype, version] of [
    ['scorm12', 'adlcp:scormtype', '1.2'],
    ['scorm2004', 'adlcp:scormType', '2004 4th Edition'],
  ] as const) {
    it(`makes a ${to} package: the manifest at the root, in order, with every file`, async () => {
      const {files, stdout} = await make(to);
      assert.match(stdout, /made\.zip: \d+ files, 0\.0 MB/);
      const text = strFromU8(files['imsmanifest.xml']!);
      const {manifest} = parse(text) as unknown as {
        manifest: {
          identifier: string;
          metadata: {schemaversion: string};
          organizations: {organization: {item: Record<string, unknown>; title: string}};
          resources: {resource: Record<string, unknown> & {file: {href: string}[]}};
        };
      };
      assert.deepEqual(
        Object.keys(manifest).filter((key) => ['metadata', 'organizations', 'resources'].includes(key)),
        ['metadata', 'organizations', 'resources'],
      );
      assert.match(manifest.identifier, /^[A-Za-z_][\w.-]*$/);
      assert.equal(manifest.metadata.schemaversion, version);
      assert.match(text, /<title>Bienvenida &amp; &lt;más&gt;<\/title>/);
      const {resource} = manifest.resources;
      assert.deepEqual([resource['href'], resource[scormtype]], ['index.html', 'sco']);
      const listed = resource.file.map(({href}) => decodeURIComponent(href)).sort();
      assert.deepEqual(
        listed,
        Object.keys(files)
          .filter((name) => name !== 'imsmanifest.xml')
          .sort(),
      );
      assert.match(text, to === 'scorm12' ? /<adlcp:masteryscore>80</ : /<imsss:minNormalizedMeasure>0\.8</);
      assert.match(strFromU8(files['index.html']!), new RegExp(`records="${to}"`));
    });
  }

  it('makes a cmi5 package: one unit, all languages, the mastery of its one quiz', async () => {
    const {files} = await make('cmi5');
    const {courseStructure} = parse(strFromU8(files['cmi5.xml']!)) as unknown as {
      courseStructure: {course: {id: string; title: {langstring: {lang: string}[]}}; au: Record<string, unknown>};
    };
    assert.equal(courseStructure.course.id, course.id);
    assert.deepEqual(
      courseStructure.course.title.langstring.map(({lang}) => lang),
      ['es', 'en'],
    );
    const {id, moveOn, masteryScore, url} = courseStructure.au;
    assert.deepEqual([id, moveOn, masteryScore, url], [`${course.id}#unit`, 'CompletedAndPassed', '0.8', 'index.html']);
    assert.match(strFromU8(files['index.html']!), /records="cmi5"/);
    assert.ok(!('imsmanifest.xml' in files));
  });

  it('takes along what the course needs, and nothing of others: one plain film, captions, pictures, texts, answers', async () => {
    const {files} = await make('html');
    const names = Object.keys(files);
    for (const name of [
      'courses/welcome/answers.json',
      'courses/welcome/files/chair ñ.png',
      'courses/welcome/files/cover.png',
      'media/hola/hola.mp4',
      'media/hola/hola.es.vtt',
      'media/hola/board.png',
      'media/hola/poster.png',
      'assets/uggla/chunks/b-2.js',
      'assets/uggla/chunks/book-4.js',
      'assets/brand.css',
    ]) {
      assert.ok(names.includes(name), name);
    }
    for (const name of names) assert.doesNotMatch(name, /schemas|other|chat|m3u8|m4a|campus/);
    const {passages} = json(files, 'search/es.json') as unknown as SearchFile;
    assert.deepEqual(
      passages.map(({item}) => item),
      ['welcome'],
      'what can be found of other courses stays at home',
    );
    const media = json(files, 'media/hola/media.json');
    assert.deepEqual(
      [media['hls'], media['fallback'], media['audio']],
      [undefined, {src: 'hola.mp4', type: 'video/mp4'}, undefined],
    );
    assert.match(strFromU8(files['index.html']!), /records="local"/);
    assert.match(strFromU8(files['index.html']!), /default-src &#39;none&#39;/);
  });

  it('gives the same bytes for the same campus, whenever and by whom it is made', async () => {
    const one = await make('scorm12');
    utimesSync(join(campus, 'media/hola/hola.mp4'), 1e9, 1e9);
    const out = join(makeFolder(), 'again.zip');
    assert.equal(
      (await uggla(['export', 'welcome', '--to', 'scorm12', '--campus', campus, '--out', out], {TZ: 'Asia/Tokyo'}))
        .code,
      0,
    );
    assert.ok(one.zip.equals(readFileSync(out)));
  });

  it('leaves films where they are: their addresses are whole, the policy lets them in, captions come along', async () => {
    const {files} = await make('scorm2004', '--media', 'remote', '--media-base', 'https://cdn.example/campus');
    const media = json(files, 'media/hola/media.json');
    assert.deepEqual(
      [media['hls'], media['fallback']],
      [
        'https://cdn.example/campus/media/hola/hls/master.m3u8',
        {src: 'https://cdn.example/campus/media/hola/hola.mp4', type: 'video/mp4'},
      ],
    );
    assert.ok(!('media/hola/hola.mp4' in files) && 'media/hola/hola.es.vtt' in files);
    assert.match(strFromU8(files['index.html']!), /media-src &#39;self&#39; https:\/\/cdn\.example/);
  });

  it('may be of one language: what others alone need stays out', async () => {
    const {files} = await make('scorm12', '--language', 'en');
    assert.deepEqual(json(files, 'courses/welcome/course.json')['languages'], ['en']);
    assert.ok('search/en.json' in files && !('search/es.json' in files));
    assert.ok(
      'courses/welcome/valores.en.article.json' in files && !('courses/welcome/valores.es.article.json' in files),
    );
    assert.match(strFromU8(files['imsmanifest.xml']!), /<title>Welcome</);
    assert.match(strFromU8(files['index.html']!), /<html lang="en">[^]*<uggla-course [^>]*lang="en"/);
  });

  it('leaves the language of a course in several to the browser, the LMS and the learner', async () => {
    const {files} = await make('scorm12');
    const page = strFromU8(files['index.html']!);
    assert.match(
      page,
      /<html lang="es">[^]*package\.js[^]*uggla-course\.js/,
      'the page speaks before the course is there',
    );
    assert.doesNotMatch(page, /<uggla-course [^>]*lang=/);
    const script = strFromU8(files['package.js']!);
    assert.match(script, /\["es","Bienvenida & <más>","ltr"\],\["en","Welcome","ltr"\]/);
    assert.doesNotMatch(strFromU8((await make('scorm12', '--language', 'en')).files['package.js']!), /offered/);
  });

  it('says what is wrong, and writes nothing then', async () => {
    const out = join(folder, 'none.zip');
    const run = (...args: string[]) => uggla(['export', ...args, '--out', out]);
    for (const [args, said, exit] of [
      [['nobody', '--to', 'scorm12', '--campus', campus], /course-unknown[^]*It has: game, other, welcome/, 1],
      [['../welcome', '--to', 'scorm12', '--campus', campus], /course-unknown/, 1],
      [['welcome', '--to', 'scorm12', '--campus', makeFolder()], /campus-unpublished/, 1],
      [['welcome', '--to', 'tape', '--campus', campus], /scorm12/, 2],
      [['welcome', '--campus', campus], /--to/, 2],
      [['welcome', '--to', 'html', '--campus', campus, '--media', 'remote'], /usage-wrong[^]*--media-base/, 2],
      [['welcome', '--to', 'html', '--campus', campus, '--media', 'remote', '--media-base', 'cdn'], /usage-wrong/, 2],
      [['welcome', '--to', 'html', '--campus', campus, '--language', 'fr'], /usage-wrong[^]*es, en/, 2],
    ] as const) {
      const {code, stderr} = await run(...args);
      assert.match(stderr, said);
      assert.deepEqual([code, existsSync(out)], [exit, false], args.join(' '));
    }
  });
});
