import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {strToU8, zipSync} from 'fflate';
import {beep, png, publish, type Published} from '../testing/publish.test.util.js';

const campus = 'title: Acme\nlanguages: [es, en]\nid: urn:acme:campus\n';
const lesson = (fields: string, body = '') => `---\n${fields}\n---\n\n${body}\n`;
const manifest =
  '<manifest identifier="m"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata><organizations/><resources><resource identifier="r" adlcp:scormtype="sco" href="inicio.html" xmlns:adlcp="x"/></resources></manifest>';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let made: Published;
// oxlint-disable-next-line typescript/no-explicit-any -- an item of a course, whose kinds differ
let items: any[];
// oxlint-disable-next-line typescript/no-explicit-any -- likewise
const item = (id: string): any => items.find((one) => one.id === id);

before(async () => {
  made = await publish({
    'campus.yml': campus,
    'courses/curso/course.md': lesson(
      'title: {es: Curso, en: Course}\nversion: 2.1\nlevel: Inicial\naudience: Todos\ntags: [uno, dos]\ncomplete: {all: [lectura]}',
    ),
    'courses/curso/10-lectura.md': lesson('title: Lectura\nsummary: Corta.\ntags: [x]', 'palabra '.repeat(400)),
    'courses/curso/15-breve.md': lesson('title: Breve', 'Dos palabras.'),
    'courses/curso/20-voz.wav': beep(2),
    'courses/curso/20-voz.md': lesson('title: Voz\ncomplete: {listened: 0.9}', 'Notas.'),
    'courses/curso/30-acta.md': lesson(
      'kind: acknowledgement\ntitle: Acta\nverb: agree\nstatement: De acuerdo.\nrenew: P1Y',
      'Texto en español.',
    ),
    'courses/curso/30-acta.en.pdf': '%PDF-1.4 english',
    'courses/curso/40-web.md': lesson(
      'kind: embed\ntitle: Web\nsrc: https://acme.example/x?a=1&b=2\nduration: PT1H30M5S',
    ),
    'courses/curso/45-paquete.md': lesson(
      'kind: embed\ntitle: Paquete\nsrc: paquete.zip\nstandard: scorm12\nduration: 90',
    ),
    'courses/curso/paquete.zip': zipSync({'imsmanifest.xml': strToU8(manifest), 'inicio.html': strToU8('<p>Hola')}),
    'courses/curso/50-directo.md': lesson('kind: live\ntitle: Directo\nsrc: https://acme.example/live.m3u8'),
    'courses/curso/60-guia.md': lesson('kind: guide\ntitle: Guía\nguide: puerta'),
    'courses/curso/70-libro.pdf': '%PDF-1.4 libro',
    'courses/curso/70-libro.png': png(300, 400),
    'courses/curso/80-prueba.quiz.yml': `title: Prueba
mastery: 0.8
attempts: 2
draw: 3
questions:
  - {id: foto, type: hotspot, text: ¿Dónde?, image: mapa.png, alt: Un mapa, choices: [{id: a, text: Aquí, x: 0.1, y: 0.1, width: 0.2, height: 0.2, right: true}, {id: b, text: Allí, x: 0.5, y: 0.5, width: 0.2, height: 0.2}]}
  - {id: varias, type: multiple, text: ¿Cuáles?, points: 2, choices: [{id: a, text: A, right: true, image: mapa.png, alt: A}, {id: b, text: B, right: true}, {id: c, text: C}]}
  - {id: decir, type: fill, text: Di, answers: [hola, buenas]}
  - {id: medir, type: numeric, text: ¿Cuánto?, answer: 0, unit: cm}
`,
    'courses/curso/mapa.png': png(200, 100),
    'guides/puerta/guide.md': lesson('title: Puerta\nsteps: [{title: Abrir}]'),
    // what no lesson can be made of
    'courses/malo/10-bien.md': lesson('title: Bien', 'x'),
    'courses/malo/20-vacia.md': lesson('title: Vacía'),
    'courses/malo/30-video.md': lesson('kind: video\ntitle: Sin film'),
    'courses/malo/40-acta.md': lesson('kind: acknowledgement\ntitle: Sin documento'),
    'courses/malo/50-embed.md': lesson('kind: embed\ntitle: Sin dirección'),
    'courses/malo/60-directo.md': lesson('kind: live\ntitle: Directo\nsrc: live.m3u8'),
    'courses/malo/70-guia.md': lesson('kind: guide\ntitle: Sin guía'),
    'courses/malo/80-web.md': lesson('kind: embed\ntitle: Insegura\nsrc: "javascript:alert(1)"'),
  });
  ({items} = made.json('courses/curso/course.json'));
});

describe('course.json', () => {
  it('says what the author says of the course, under an id that stays', () => {
    const {id, version, languages, level, audience, tags, complete} = made.json('courses/curso/course.json');
    assert.deepEqual(
      {id, version, languages, level, audience, tags, complete},
      {
        id: 'urn:acme:campus:courses/curso',
        version: '2.1',
        languages: ['es', 'en'],
        level: 'Inicial',
        audience: 'Todos',
        tags: ['uno', 'dos'],
        complete: {all: ['lectura']},
      },
    );
  });

  it('reckons how long it takes: by words, by sound, by what the author says', () => {
    assert.deepEqual(
      ['lectura', 'breve', 'voz', 'web', 'paquete'].map((id) => item(id).duration),
      [120, 30, 2, 5405, 90],
    );
    const {duration} = made.json('campus.json').packs[0].items.find(({id}: {id: string}) => id === 'curso');
    assert.equal(
      duration,
      items.reduce((sum, one) => sum + (one.duration ?? 0), 0),
    );
  });

  it('gives a sound its notes, an article its text', () => {
    assert.deepEqual(Object.keys(item('voz').notes), ['es']);
    assert.equal(item('lectura').notes, undefined);
    for (const path of [item('voz').notes.es, item('voz').media, item('lectura').content.es])
      assert.ok(existsSync(join(made.out, 'courses/curso', path)), path);
  });

  it('takes a document as a text in one language and a file in another, each by the hash of its bytes', () => {
    const {document, verb, statement, renew} = item('acta');
    assert.deepEqual([verb, statement, renew], ['agree', 'De acuerdo.', 'P1Y']);
    assert.deepEqual([document.es.type, document.en.type], ['application/vnd.uggla.article+json', 'application/pdf']);
    for (const {src, sha256: hash} of [document.es, document.en])
      assert.equal(sha256(readFileSync(join(made.out, 'courses/curso', src))), hash);
  });

  it('embeds a page by its address and a package by its file', () => {
    assert.deepEqual([item('web').src, item('web').standard], ['https://acme.example/x?a=1&b=2', 'page']);
    assert.deepEqual([item('paquete').standard, item('paquete').src], ['scorm12', 'paquete/inicio.html']);
    assert.equal(
      items.filter(({kind}) => kind === 'embed').length,
      2,
      'a package that a lesson names is no lesson of its own',
    );
    assert.ok(existsSync(join(made.out, 'courses/curso', item('paquete').src)));
    assert.equal(item('directo').media, 'https://acme.example/live.m3u8');
    assert.ok(existsSync(join(made.out, 'courses/curso', item('guia').guide)));
  });

  it('names a book with type, bytes and its picture', () => {
    const {book, poster} = item('libro');
    assert.deepEqual([book.es.type, book.es.bytes, poster.width, poster.height], ['application/pdf', 14, 300, 400]);
  });

  it('asks without the answers, with pictures that are there', () => {
    const {questions, mastery, attempts, draw} = item('prueba');
    assert.deepEqual([mastery, attempts, draw], [0.8, 2, 3]);
    assert.doesNotMatch(JSON.stringify(questions), /right|answer|hola/);
    const [spot, several, , measure] = questions;
    assert.deepEqual([spot.image.alt, spot.choices[0].width], ['Un mapa', 0.2]);
    assert.deepEqual([several.points, measure.unit], [2, 'cm']);
    for (const {src} of [spot.image, several.choices[0].image])
      assert.ok(existsSync(join(made.out, 'courses/curso', src)));
    const {answers} = made.json('courses/curso/answers.json');
    assert.deepEqual(
      [
        answers['prueba/foto'].choices,
        answers['prueba/varias'].choices,
        answers['prueba/decir'].accepted,
        answers['prueba/medir'].number,
      ],
      [['a'], ['a', 'b'], {es: ['hola', 'buenas']}, 0],
    );
  });

  it('leaves out what no lesson can be made of, and says for each what it lacks', () => {
    assert.deepEqual(
      made.json('courses/malo/course.json').items.map(({id}: {id: string}) => id),
      ['bien'],
    );
    const errors = made.problems.filter(
      ({severity, file}) => severity === 'error' && file?.startsWith('courses/malo/'),
    );
    assert.deepEqual(
      new Map(errors.map(({file, code}) => [file!.slice('courses/malo/'.length), code])),
      new Map([
        ['20-vacia.md', 'lesson-incomplete'],
        ['30-video.md', 'lesson-incomplete'],
        ['40-acta.md', 'lesson-incomplete'],
        ['50-embed.md', 'lesson-incomplete'],
        ['60-directo.md', 'lesson-incomplete'],
        ['70-guia.md', 'lesson-incomplete'],
        ['80-web.md', 'file-missing'],
      ]),
    );
    assert.ok(errors.every(({cure}) => cure));
  });

  it('mixes what is to be put in order, the same at every build', async () => {
    const quiz = (ids: string[]) =>
      `questions:\n  - {id: q, type: order, text: Ordena, items: [${ids.map((id) => `{id: ${id}, text: ${id}}`).join(', ')}]}\n`;
    for (const ids of [
      ['a', 'b'],
      ['c', 'b', 'a'],
      ['uno', 'dos', 'tres', 'cuatro'],
    ]) {
      const order = async () =>
        (await publish({'campus.yml': campus, 'courses/x/10-q.quiz.yml': quiz(ids)}))
          .json('courses/x/course.json')
          .items[0].questions[0].items.map(({id}: {id: string}) => id) as string[];
      const [first, again] = [await order(), await order()];
      assert.deepEqual(first, again);
      assert.notDeepEqual(first, ids);
      assert.deepEqual([...first].sort(), [...ids].sort());
    }
  });
});
