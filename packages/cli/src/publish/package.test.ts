import assert from 'node:assert/strict';
import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import type {UgglaError} from '@uggla/protocol';
import {strFromU8, unzipSync} from 'fflate';
import {check} from '../check.js';
import {exportCourse} from '../export/export-course.js';
import {limits, listZip} from '../package/zip.js';
import {asZip64, scorm, simple, withTable, zip} from '../testing/package.test.util.js';
import {publish, type Published} from '../testing/publish.test.util.js';
import {hashes, makeFolder} from '../testing/run.test.util.js';

const campus = 'title: Acme\nlanguages: [es, en]\nid: urn:acme:campus\n';
const lesson = (fields: string, body = '') => `---\n${fields}\n---\n\n${body}\n`;
const several = scorm(
  '2004 4th Edition',
  `<organization identifier="x"><title>Otra</title></organization>
  <organization identifier="o"><title>Curso de carretilla</title>
    <item identifier="uno" identifierref="r1" parameters="?modo=a&amp;b=2"><title>Primera</title><imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing></item>
    <item identifier="grupo"><title>Grupo</title><item identifier="dos" identifierref="r2"><title>Segunda</title></item></item>
    <item identifier="hoja" identifierref="r3"><title>Hoja</title></item>
  </organization>`,
  `
  <resource identifier="r3" adlcp:scormType="asset" href="hoja.html"/>
  <resource identifier="r1" adlcp:scormType="sco" xml:base="sco/" href="mi%20p%C3%A1gina.html?x=1#parte"/>
  <resource identifier="r2" adlcp:scormType="sco" href="sco/100%25 #1?.html"/>`,
  ' xml:base="todo/"',
);
const units = `<courseStructure xmlns="urn:cmi5"><course id="https://acme.example/c"><title><langstring lang="es">Grúa</langstring><langstring lang="en">Crane</langstring></title></course>
  <au id="https://acme.example/c/teoria" moveOn="CompletedAndPassed" masteryScore="0.6" launchMethod="OwnWindow"><title><langstring lang="es">Teoría</langstring></title><url>au/index.html?a=1</url><launchParameters>{"x": "&lt;1&gt;"}</launchParameters><entitlementKey> llave-1 </entitlementKey></au>
  <block id="b"><au id="https://acme.example/c/practica" moveOn="Siempre"><title><langstring lang="es">Práctica</langstring></title><url>https://aula.example/au</url></au></block></courseStructure>`;
const h5p = {
  title: 'Juego &quot;1&quot;',
  mainLibrary: 'H5P.Juego',
  preloadedDependencies: [{machineName: 'H5P.Juego', majorVersion: 1, minorVersion: 2}],
};
const game = {
  'h5p.json': JSON.stringify(h5p),
  'content/content.json': '{}',
  'H5P.Juego-1.2/library.json':
    '{"preloadedDependencies":[{"machineName":"H5P.Base","majorVersion":2,"minorVersion":0}]}',
  'H5P.Base-2.0/library.json': '{}',
};

let made: Published;
// oxlint-disable-next-line typescript/no-explicit-any -- an item of a course, whose kinds differ
let items: any[];
// oxlint-disable-next-line typescript/no-explicit-any -- likewise
const item = (id: string): any => items.find((one) => one.id === id);
const inCourse = (address: string) =>
  join(made.out, 'courses/curso', decodeURIComponent(address.replace(/[?#].*$/, '')));

before(async () => {
  made = await publish({
    'campus.yml': campus,
    'courses/curso/10-seguridad.zip': zip({...simple, '.htaccess': 'Deny', '__MACOSX/x': 'x', 'Thumbs.db': 'x'}),
    'courses/curso/20-carretilla.zip': zip({
      'imsmanifest.xml': several,
      'todo/sco/mi página.html': '1',
      'todo/sco/100% #1?.html': '2',
      'todo/hoja.html': '3',
    }),
    'courses/curso/20-carretilla.md': lesson(
      'summary: Con examen.\nunlock: {after: [seguridad]}\ncomplete: {passed: true}',
      'Notas.',
    ),
    'courses/curso/30-grua.zip': zip({'cmi5.xml': units, 'au/index.html': 'au'}),
    'courses/curso/40-juego.h5p': zip(game),
    'courses/curso/50-web.zip': zip({
      'Mi web/index.html': 'w',
      'Mi web/course.json': '{}',
      'Mi web/estilo ñ.css': 'p {}',
    }),
    'courses/curso/50-web.md': lesson('title: La web\nstandard: page'),
    'courses/curso/60-otra.md': lesson('kind: embed\ntitle: Otra\nsrc: ../otra.zip'),
    'courses/otra.zip': zip(simple),
    'courses/curso/files.zip': zip({'index.html': 'files'}),
    'courses/curso/70-texto.md': lesson('title: Texto', 'Baja [los planos](planos.zip).'),
    'courses/curso/planos.zip': zip({'plano.dwg': 'x'}),
  });
  ({items} = made.json('courses/curso/course.json'));
});

describe('a package in a course’s folder', () => {
  it('is a lesson by itself, with title, mastery and data from its manifest', () => {
    const {title, kind, standard, src, mastery, data} = item('seguridad');
    assert.deepEqual(
      {title, kind, standard, src, mastery, data},
      {
        title: 'Seguridad & salud',
        kind: 'embed',
        standard: 'scorm12',
        src: 'seguridad/inicio.html',
        mastery: 0.8,
        data: 'a=1',
      },
    );
    assert.equal(readFileSync(inCourse('seguridad/img/foto.svg'), 'utf8'), '<svg/>');
    assert.deepEqual(
      made.problems.filter(({severity}) => severity === 'error'),
      [],
    );
  });

  it('leaves behind what would set up the web server, and what systems put into zips', () => {
    assert.deepEqual(Object.keys(hashes(join(made.out, 'courses/curso/seguridad'))).sort(), [
      'img/foto.svg',
      'imsmanifest.xml',
      'inicio.html',
    ]);
  });

  it('is a block when several things in it are opened, in their order, each under an address that works', () => {
    const block = item('carretilla');
    assert.deepEqual(
      [block.kind, block.title, block.summary, block.unlock],
      ['block', 'Curso de carretilla', 'Con examen.', {after: ['seguridad']}],
    );
    assert.deepEqual(
      block.items.map(({id, title, standard, src, mastery}: Record<string, unknown>) => [
        id,
        title,
        standard,
        src,
        mastery,
      ]),
      [
        [
          'carretilla-uno',
          'Primera',
          'scorm2004',
          'carretilla/todo/sco/mi%20p%C3%A1gina.html?x=1&modo=a&b=2#parte',
          0.7,
        ],
        ['carretilla-dos', 'Segunda', 'scorm2004', 'carretilla/todo/sco/100%25%20%231%3F.html', undefined],
        ['carretilla-hoja', 'Hoja', 'page', 'carretilla/todo/hoja.html', undefined],
      ],
    );
    for (const {src, complete} of block.items) {
      assert.ok(existsSync(inCourse(src)), src);
      assert.deepEqual(complete, {passed: true});
    }
    assert.deepEqual(Object.keys(block.items[0].notes), ['es']);
  });

  it('is what cmi5.xml says, elsewhere too, in its languages', () => {
    const {
      title,
      items: [theory, practice],
    } = item('grua');
    assert.deepEqual(title, {es: 'Grúa', en: 'Crane'});
    assert.deepEqual(theory, {
      id: 'grua-teoria',
      kind: 'embed',
      title: 'Teoría',
      standard: 'cmi5',
      src: 'grua/au/index.html?a=1',
      activity: 'https://acme.example/c/teoria',
      mastery: 0.6,
      moveOn: 'CompletedAndPassed',
      data: '{"x": "<1>"}',
      entitlementKey: 'llave-1',
      launchMethod: 'OwnWindow',
    });
    assert.deepEqual([practice.src, practice.moveOn], ['https://aula.example/au', undefined]);
    assert.equal(
      made.problems.find(({file}) => file === 'courses/curso/30-grua.zip')?.code,
      'package-manifest-invalid',
      'a flaw that bars nobody is told',
    );
  });

  it('is H5P by its h5p.json, a page by its index.html, also one folder deeper', () => {
    assert.deepEqual(
      [item('juego').standard, item('juego').src, item('juego').title],
      ['h5p', 'juego/h5p.json', 'Juego "1"'],
    );
    for (const file of ['main.bundle.js', 'frame.bundle.js', 'styles/h5p.css'])
      assert.ok(existsSync(join(made.out, 'assets/uggla/h5p', file)), `its player is beside it: ${file}`);
    assert.deepEqual([item('web').standard, item('web').src, item('web').title], ['page', 'web/index.html', 'La web']);
    assert.ok(existsSync(inCourse('web/estilo ñ.css')));
  });

  it('may be named by `src`; one that a text links to stays a download; none gets among the course’s own files', () => {
    assert.equal(item('otra').src, 'otra/inicio.html');
    assert.equal(item('planos'), undefined);
    assert.equal(item('texto').kind, 'article');
    assert.equal(item('files').src, 'files~/index.html');
    assert.ok(existsSync(inCourse(item('files').src)));
  });
});

describe('a second build', () => {
  const files = (html: string) => ({
    'campus.yml': campus,
    'courses/curso/10-web.zip': zip({'index.html': html, a: 'file', 'viejo.txt': 'x'}, {mtime: '2026-01-01'}),
  });

  it('does nothing when nothing changed; else what changed alone, and removes what is gone', async () => {
    const first = await publish(files('uno'));
    const before = hashes(first.out);
    const again = await publish({}, first.folder);
    assert.equal(again.report.written, 0);
    assert.deepEqual(hashes(first.out), before);
    // of the same length, and a folder where a file was
    const changed = await publish(
      {'courses/curso/10-web.zip': zip({'index.html': 'dos', 'a/b.txt': 'inside'})},
      first.folder,
    );
    assert.equal(changed.report.written, 2);
    assert.equal(changed.text('courses/curso/web/index.html'), 'dos');
    assert.deepEqual(Object.keys(hashes(join(first.out, 'courses/curso/web'))).sort(), ['a/b.txt', 'index.html']);
    rmSync(join(first.out, 'courses/curso/web/index.html'));
    assert.equal((await publish({}, first.folder)).report.written, 1, 'what somebody took away comes back');
    rmSync(join(first.folder, 'courses/curso/10-web.zip'));
    await publish({'courses/curso/20-otra.md': lesson('title: Otra', 'x')}, first.folder);
    assert.ok(!existsSync(join(first.out, 'courses/curso/web')));
  });

  it('makes the same bytes anywhere', async () => {
    const [one, other] = [await publish(files('uno')), await publish(files('uno'))];
    assert.deepEqual(hashes(join(one.out, 'courses')), hashes(join(other.out, 'courses')));
  });
});

describe('a bad package', () => {
  const page = {'index.html': '<p>'};
  const without = (name: keyof typeof game) => Object.fromEntries(Object.entries(game).filter(([key]) => key !== name));
  const ofManifest = (text: string) => zip({...simple, 'imsmanifest.xml': text});
  const link = (bytes: Uint8Array) =>
    withTable(bytes, (line) => {
      line.writeUInt8(3, 5);
      line.writeUInt32LE((0o120777 << 16) >>> 0, 38);
    });
  const cases: [why: string, code: string, bytes: Uint8Array, fields?: string][] = [
    ['is no zip', 'package-unreadable', Buffer.from('PK')],
    ['is cut off', 'package-unreadable', zip(simple).subarray(0, -30)],
    ['has a broken file', 'package-unreadable', withTable(zip(page), (line) => line.writeUInt32LE(7, 16))],
    [
      'tells a wrong length',
      'package-unreadable',
      withTable(zip({'index.html': 'x'.repeat(999)}), (line) => line.writeUInt32LE(9, 24)),
    ],
    ['is locked', 'package-unreadable', withTable(zip(page), (line) => line.writeUInt16LE(1, 8))],
    ['is packed oddly', 'package-unreadable', withTable(zip(page), (line) => line.writeUInt16LE(12, 10))],
    ['leads out', 'package-refused', zip({...page, '../../../index.html': 'evil'})],
    ['leads out by Windows’ slashes', 'package-refused', zip({...page, '..\\..\\index.html': 'evil'})],
    ['names a place on a disk', 'package-refused', zip({...page, '/etc/x': 'evil'})],
    ['names a drive', 'package-refused', zip({...page, 'C:\\x': 'evil'})],
    ['is a link', 'package-refused', link(zip({'index.html': '/etc/passwd'}))],
    ['has a name twice', 'package-refused', zip({...page, 'Index.html': 'x'})],
    ['has a file that is a folder', 'package-refused', zip({...page, a: 'x', 'A/b': 'x'})],
    ['has a name that no disk takes', 'package-refused', zip({...page, ['ñ'.repeat(150)]: 'x'})],
    ['is a bomb', 'package-refused', zip({...page, 'cero.bin': new Uint8Array(21_000_000)})],
    ['is none', 'package-unknown', zip({'leeme.txt': 'x'})],
    [
      'is of another kind',
      'package-unknown',
      ofManifest(simple['imsmanifest.xml'].replace('ADL SCORM', 'IMS Common Cartridge').replaceAll('1.2<', '1.1.0<')),
    ],
    ['is another than the author says', 'package-standard-wrong', zip(simple), 'standard: scorm2004'],
    ['has an empty manifest', 'package-manifest-invalid', ofManifest('')],
    ['has a manifest that is not well formed', 'package-manifest-invalid', ofManifest('<manifest><a></manifest>')],
    [
      'declares entities',
      'package-manifest-invalid',
      ofManifest(
        `<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>${simple['imsmanifest.xml'].replace(/<\?.*\?>/, '').replace('Parte', '&x;')}`,
      ),
    ],
    ['opens nothing', 'package-manifest-invalid', ofManifest(scorm('1.2', '', ''))],
    [
      'names a resource that is not there',
      'package-manifest-invalid',
      ofManifest(simple['imsmanifest.xml'].replace('identifierref="r"', 'identifierref="no"')),
    ],
    [
      'lacks its first page',
      'package-launch-missing',
      zip({'imsmanifest.xml': simple['imsmanifest.xml'], 'inicio.htm': ''}),
    ],
    [
      'begins outside',
      'package-launch-missing',
      ofManifest(simple['imsmanifest.xml'].replace('inicio.html', '../inicio.html')),
    ],
    ['lacks the unit', 'package-launch-missing', zip({'cmi5.xml': units})],
    [
      'has a unit without an id',
      'package-manifest-invalid',
      zip({'cmi5.xml': '<courseStructure><au><url>x.html</url></au></courseStructure>', 'x.html': ''}),
    ],
    ['lacks a library', 'package-library-missing', zip(without('H5P.Juego-1.2/library.json'))],
    ['lacks a library of a library', 'package-library-missing', zip(without('H5P.Base-2.0/library.json'))],
    ['lacks its content', 'package-launch-missing', zip(without('content/content.json'))],
    ['has an h5p.json that is none', 'package-manifest-invalid', zip({...game, 'h5p.json': '{'})],
  ];
  const name = (at: number) => `courses/malo/${String(at + 10)}-p${at}`;

  it('is told with its file and a cure, in a check as in a build, and the rest is built', async () => {
    const files = Object.fromEntries(
      cases.flatMap(([, , bytes, fields], at) => [
        [`${name(at)}.zip`, bytes],
        ...(fields ? [[`${name(at)}.md`, lesson(fields)]] : []),
      ]),
    ) as Record<string, Uint8Array>;
    const {problems, json, folder, out} = await publish({
      'campus.yml': campus,
      ...files,
      'courses/malo/99-bien.zip': zip(simple),
    });
    assert.deepEqual(
      json('courses/malo/course.json').items.map(({id}: {id: string}) => id),
      ['bien'],
    );
    const errors = problems.filter(({severity}) => severity === 'error');
    for (const [at, [why, code, , fields]] of cases.entries()) {
      const own = errors.filter(({file}) => file === `${name(at)}.${fields ? 'md' : 'zip'}`);
      assert.deepEqual(
        own.map((one) => one.code),
        [code],
        why,
      );
      assert.ok(own[0]!.cure && own[0]!.message, why);
    }
    assert.equal(errors.length, cases.length);
    const checked = (await check(folder)).problems.filter(({severity}) => severity === 'error');
    assert.deepEqual(
      checked.map(({code, file}) => [code, file]),
      errors.map(({code, file}) => [code, file]),
    );
    assert.ok(!existsSync(join(out, '..', 'index.html')) && !existsSync(join(out, 'courses/malo/p6')));
  });
});

describe('a package', () => {
  const table = (bytes: Uint8Array) => {
    const file = join(makeFolder(), 'p.zip');
    writeFileSync(file, bytes);
    return listZip(file);
  };

  it('may be in the form for big zips', async () => {
    const bytes = asZip64(zip(simple));
    assert.deepEqual(
      (await table(bytes)).map(({path, size}) => [path, size]),
      Object.entries(simple).map(([path, text]) => [path, Buffer.byteLength(text)]),
    );
    const {json, out} = await publish({'campus.yml': campus, 'courses/c/10-seguridad.zip': bytes});
    assert.equal(json('courses/c/course.json').items[0].title, 'Seguridad & salud');
    assert.equal(readFileSync(join(out, 'courses/c/seguridad/img/foto.svg'), 'utf8'), '<svg/>');
  });

  it('with more files or bytes than any package has is refused before anything is unpacked', async (t) => {
    const {files, bytes} = limits;
    t.after(() => Object.assign(limits, {files, bytes}));
    for (const [limit, says] of [
      [{files: 2}, /more than 2 files/],
      [{files, bytes: 50}, /more than/],
    ] as const) {
      Object.assign(limits, limit);
      await assert.rejects(
        table(zip(simple)),
        (error: UgglaError) => error.code === 'package-refused' && says.test(error.message),
      );
    }
  });
});

describe('names in a package', () => {
  it('are read as Windows in Europe writes them, and with its slashes', async () => {
    const bytes = Buffer.from(zip({'index.html': '<p>', 'fotos\\aXo.png': 'x'}));
    for (let at = bytes.indexOf('aXo.png'); at >= 0; at = bytes.indexOf('aXo.png', at + 1)) bytes[at + 1] = 0xa4;
    const {out} = await publish({'campus.yml': campus, 'courses/c/10-web.zip': bytes});
    assert.ok(existsSync(join(out, 'courses/c/web/fotos/año.png')));
  });

  it('are found in other capitals and escapes than the manifest has', async () => {
    const manifest = simple['imsmanifest.xml'].replace('inicio.html', 'Carpeta\\INICIO%20uno.html');
    const {json} = await publish({
      'campus.yml': campus,
      'courses/c/10-web.zip': zip({'imsmanifest.xml': manifest, 'carpeta/Inicio uno.html': 'x'}),
    });
    assert.equal(json('courses/c/course.json').items[0].src, 'web/carpeta/Inicio%20uno.html');
  });
});

describe('uggla export of a course with packages', () => {
  it('takes all their files along and lists them', async () => {
    const out = join(makeFolder(), 'made.zip');
    writeFileSync(join(made.out, 'assets/uggla/uggla-course.js'), 'export {};');
    await exportCourse('curso', {target: 'scorm12', campus: made.folder, out});
    const files = unzipSync(readFileSync(out));
    const manifest = strFromU8(files['imsmanifest.xml']!);
    for (const path of [
      'seguridad/img/foto.svg',
      'seguridad/imsmanifest.xml',
      'carretilla/todo/sco/100% #1?.html',
      'juego/H5P.Base-2.0/library.json',
      'web/course.json',
      'web/estilo ñ.css',
    ]) {
      assert.ok(files[`courses/curso/${path}`], path);
      assert.ok(manifest.includes(`href="courses/curso/${path.split('/').map(encodeURIComponent).join('/')}"`), path);
    }
    assert.ok(!Object.keys(files).some((path) => path.startsWith('courses/curso/planos/')));
  });
});
