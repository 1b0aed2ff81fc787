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

const question = (id: string) => ({id, type: 'truefalse', text: id});
/** Lessons that wait for one another. */
const steps = {
  ...course,
  id: 'https://acme.example/courses/steps',
  search: undefined,
  cover: undefined,
  items: [
    {
      id: 'start',
      kind: 'block',
      title: {es: 'Inicio', en: 'Start'},
      items: [
        {id: 'valores', kind: 'article', title: {es: 'Valores', en: 'Values'}, content: {es: 'a.json'}},
        {
          id: 'hola',
          kind: 'video',
          title: {es: 'Hola'},
          media: '../../media/hola/media.json',
          questions: [
            {at: 1, ref: 'q2'},
            {...question('own'), at: 2},
          ],
        },
      ],
    },
    {id: 'none', kind: 'block', title: 'Nada', items: []},
    {
      id: 'test',
      kind: 'quiz',
      title: 'Prueba',
      mastery: 0.8,
      unlock: {after: ['start'], at: 'P1D'},
      questions: [question('q1'), question('q2')],
    },
    {id: 'fin', kind: 'article', title: 'Fin', unlock: {passed: ['test']}, content: {es: 'a.json'}},
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
    'courses/steps/course.json': JSON.stringify(steps),
    'courses/steps/answers.json': JSON.stringify({
      course: steps.id,
      version: '3',
      answers: {'test/q1': {value: true}, 'test/q2': {value: false}, 'hola/own': {value: true}},
    }),
    'courses/steps/a.json': JSON.stringify({language: 'es', tree: {children: []}}),
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
    'assets/brand.css':
      "@font-face { src: url('files/acme.0123456789.woff2') } @font-face { src: url('files/../../secret.woff2') } :root {}",
    'assets/files/acme.0123456789.woff2': image,
    'secret.woff2': image,
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
      'assets/files/acme.0123456789.woff2',
    ]) {
      assert.ok(names.includes(name), name);
    }
    for (const name of names) assert.doesNotMatch(name, /schemas|other|chat|m3u8|m4a|campus|secret/);
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

  it('makes each lesson a unit of its own, with its page, its part of the course and the answers that it needs', async () => {
    for (const to of ['scorm12', 'scorm2004', 'cmi5']) {
      const {files, zip} = await makeOf('steps', to, '--sco', 'each');
      const names = Object.keys(files);
      assert.deepEqual(names.filter((name) => name.endsWith('.html') && name.startsWith('lesson')).sort(), [
        'lesson-fin.html',
        'lesson-hola.html',
        'lesson-test.html',
        'lesson-valores.html',
      ]);
      assert.ok(!names.includes('index.html') && !names.includes('courses/steps/course.json'));
      assert.ok(!names.includes('courses/steps/answers.json'), 'each has the answers to its own questions alone');
      assert.match(
        strFromU8(files['lesson-test.html']!),
        new RegExp(`src="courses/steps/lesson-test\\.json" records="${to}"`),
      );
      const part = json(files, 'courses/steps/lesson-test.json') as unknown as typeof steps & {answers: string};
      assert.deepEqual([part.id, part.items.length, part.items[0]!.id], [steps.id, 1, 'test']);
      assert.deepEqual(part.items[0]!.unlock, {at: 'P1D'}, 'dates hold, and what it waits for is the LMS’s to know');
      assert.deepEqual(json(files, `courses/steps/${part.answers}`)['answers'], {
        'test/q1': {value: true},
        'test/q2': {value: false},
      });
      const film = json(files, 'courses/steps/lesson-hola.json') as unknown as {questions: {id: string}[]};
      assert.deepEqual(
        film.questions.map(({id}) => id),
        ['q2'],
        'a question of the test that the film asks too',
      );
      assert.deepEqual(json(files, 'courses/steps/lesson-hola.answers.json')['answers'], {
        'hola/own': {value: true},
        '/q2': {value: false},
      });
      assert.ok(zip.equals((await makeOf('steps', to, '--sco', 'each')).zip));
    }
  });

  it('lists each lesson in SCORM 1.2 with what must be done before, its own mastery and its own files', async () => {
    const {files} = await makeOf('steps', 'scorm12', '--sco', 'each');
    const text = strFromU8(files['imsmanifest.xml']!);
    const {manifest} = parse(text) as unknown as {
      manifest: {
        organizations: {organization: {item: Item[]}};
        resources: {resource: {identifier: string; href?: string; file: {href: string}[]; dependency?: object}[]};
      };
    };
    interface Item {
      title: string;
      identifier: string;
      item?: Item[];
      'adlcp:prerequisites'?: {'#text': string; type: string};
      'adlcp:masteryscore'?: string;
    }
    const [block, test, last] = manifest.organizations.organization.item;
    const [values, film] = block!.item!;
    assert.deepEqual(
      [block, values, film, test, last].map((one) => one!.title),
      ['Inicio', 'Valores', 'Hola', 'Prueba', 'Fin'],
    );
    assert.deepEqual(test!['adlcp:prerequisites'], {
      '#text': `${values!.identifier}&${film!.identifier}`,
      type: 'aicc_script',
    });
    assert.deepEqual(last!['adlcp:prerequisites']!['#text'], `${test!.identifier}="passed"`);
    assert.deepEqual([values!['adlcp:masteryscore'], test!['adlcp:masteryscore']], [undefined, '80']);
    const {resource} = manifest.resources;
    assert.deepEqual(
      resource.flatMap(({file}) => file.map(({href}) => decodeURIComponent(href))).sort(),
      Object.keys(files)
        .filter((name) => name !== 'imsmanifest.xml')
        .sort(),
      'every file once',
    );
    assert.equal(resource.filter(({dependency}) => dependency).length, 4);
  });

  it('says in SCORM 2004 what bars a lesson by objectives that all share, and lists units of cmi5 in their blocks', async () => {
    const {files} = await makeOf('steps', 'scorm2004', '--sco', 'each');
    const text = strFromU8(files['imsmanifest.xml']!);
    assert.equal(XMLValidator.validate(text), true);
    const item = (title: string) => text.split('<item ').find((one) => one.includes(`<title>${title}<`))!;
    const [, shared] = /targetObjectiveID="([^"]+)"[^>]* writeSatisfiedStatus="true"/.exec(item('Prueba'))!;
    assert.match(item('Fin'), new RegExp(`<imsss:objective [^]*targetObjectiveID="${shared}"`));
    assert.match(item('Fin'), /operator="not" condition="satisfied"[^]*action="disabled"/);
    assert.doesNotMatch(item('Valores'), /preConditionRule/);
    assert.match(item('Prueba'), /<imsss:minNormalizedMeasure>0\.8</);
    assert.equal(json(files, 'courses/steps/lesson-valores.json')['status'], 'passed', 'the test waits for it');
    assert.equal(json(files, 'courses/steps/lesson-fin.json')['status'], undefined);

    const cmi5 = strFromU8((await makeOf('steps', 'cmi5', '--sco', 'each')).files['cmi5.xml']!);
    const {courseStructure} = parse(cmi5) as unknown as {
      courseStructure: {block: {id: string; au: {id: string}[]}; au: Record<string, string>[]};
    };
    assert.equal(courseStructure.block.id, `${steps.id}/start`);
    assert.deepEqual(
      courseStructure.block.au.map(({id}) => id),
      [`${steps.id}/valores#unit`, `${steps.id}/hola#unit`],
    );
    assert.deepEqual(
      courseStructure.au.map(({moveOn, masteryScore, url}) => [moveOn, masteryScore, url]),
      [
        ['CompletedAndPassed', '0.8', 'lesson-test.html'],
        ['Completed', undefined, 'lesson-fin.html'],
      ],
    );
  });

  it('reports passed or completed as --status wants it', async () => {
    const passed = await makeOf('steps', 'cmi5', '--status', 'passed', '--sco', 'each');
    assert.doesNotMatch(strFromU8(passed.files['cmi5.xml']!), /moveOn="Completed"/);
    assert.equal(json(passed.files, 'courses/steps/lesson-fin.json')['status'], 'passed');
    const completed = await make('scorm12', '--status', 'completed');
    assert.doesNotMatch(strFromU8(completed.files['imsmanifest.xml']!), /masteryscore/);
    assert.equal(json(completed.files, 'courses/welcome/course.json')['status'], 'completed');
    assert.match(
      strFromU8((await make('cmi5', '--status', 'completed')).files['cmi5.xml']!),
      /moveOn="Completed" launch/,
    );
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
      [['nobody', '--to', 'scorm12', '--campus', campus], /course-unknown[^]*It has: game, other, steps, welcome/, 1],
      [['../welcome', '--to', 'scorm12', '--campus', campus], /course-unknown/, 1],
      [['welcome', '--to', 'scorm12', '--campus', makeFolder()], /campus-unpublished/, 1],
      [['welcome', '--to', 'tape', '--campus', campus], /scorm12/, 2],
      [['welcome', '--campus', campus], /--to/, 2],
      [['welcome', '--to', 'html', '--campus', campus, '--sco', 'each'], /for an LMS[^]*usage-wrong/, 2],
      [['welcome', '--to', 'html', '--campus', campus, '--status', 'passed'], /for an LMS[^]*usage-wrong/, 2],
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
