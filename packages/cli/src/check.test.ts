import assert from 'node:assert/strict';
import {truncateSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {check} from './check.js';
import {film, picture} from './testing/film.test.util.js';
import {authored} from './testing/read.test.util.js';
import {hashes} from './testing/run.test.util.js';

process.env['UGGLA_FFMPEG'] = 'none';

const vtt = 'WEBVTT\n\n00:00.000 --> 00:01.000\nHola\n';
const both = '---\ntitle: {es: A, en: A}\n---\n';
const course = {'courses/c/course.md': '---\ntitle: {es: C, en: C}\n---\n'};

/** What a check tells under one code, as `file: message`, and the cures. */
async function told(
  code: string,
  files: Record<string, string | Uint8Array>,
  prepare: (folder: string) => void = () => undefined,
) {
  const folder = authored({
    'campus.yml': 'title: {es: Acme, en: Acme}\nlanguages: [es, en]\nid: https://acme.example/c\n',
    ...files,
  });
  prepare(folder);
  const {problems} = await check(folder);
  assert.deepEqual(
    problems.filter(({severity}) => severity === 'error'),
    [],
  );
  const list = problems.filter((one) => one.code === code);
  return {
    lines: list.map(({file, message}) => `${file}: ${message}`),
    fields: list.map(({field}) => field),
    cures: list.map(({cure}) => cure),
  };
}

describe('check of captions', () => {
  it('names films and sounds without any, and the file to add', async () => {
    const {lines, cures} = await told('captions-missing', {...course, 'courses/c/10-a.md': both}, (folder) =>
      film(join(folder, 'courses/c/10-a.mp4'), {seconds: 1}),
    );
    assert.deepEqual(
      [lines, cures],
      [['courses/c/10-a.mp4: the film has no captions'], ['Put them beside it: courses/c/10-a.es.vtt (or .srt).']],
    );
  });

  it('names the languages that are missing', async () => {
    const {lines, cures} = await told(
      'captions-missing',
      {...course, 'courses/c/10-a.md': both, 'courses/c/10-a.es.vtt': vtt},
      (folder) => film(join(folder, 'courses/c/10-a.mp4'), {seconds: 1}),
    );
    assert.deepEqual(
      [lines, cures],
      [['courses/c/10-a.mp4: there are no captions in en'], ['Add courses/c/10-a.en.vtt.']],
    );
  });

  it('has nothing to say of a film with captions in every language', async () => {
    const {lines} = await told(
      'captions-missing',
      {...course, 'courses/c/10-a.md': both, 'courses/c/10-a.vtt': vtt, 'courses/c/10-a.en.vtt': vtt},
      (folder) => film(join(folder, 'courses/c/10-a.mp4'), {seconds: 1}),
    );
    assert.deepEqual(lines, []);
  });
});

describe('check of languages', () => {
  it('names titles, summaries and texts, and the file to add', async () => {
    const {lines, cures} = await told('language-missing', {
      ...course,
      'courses/c/10-a.md': '---\ntitle: A\nsummary: S\n---\n\nTexto\n',
    });
    assert.deepEqual(
      lines,
      ['title', 'summary', 'text'].map((what) => `courses/c/10-a.md: the ${what} is not there in en`),
    );
    assert.ok(cures.every((cure) => cure === 'Add it: courses/c/10-a.en.md, or a map `{es: …, en: …}`.'));
  });

  it('names the file that is to be made where there is none yet', async () => {
    const {cures} = await told(
      'language-missing',
      {
        'courses/10-c/20-mes/10-b.md': `${both}\nTexto\n`,
        'courses/10-c/20-mes/10-b.en.md': 'Text\n',
        'products/p/1.jpg': 'x',
      },
      (folder) => {
        film(join(folder, 'courses/10-c/10-a.mp4'), {seconds: 1});
        picture(join(folder, 'products/p/1.jpg'));
      },
    );
    assert.deepEqual(
      cures.map((cure) => /Add it: (\S+),/.exec(cure!)?.[1]),
      [
        'courses/10-c/course.en.md',
        'courses/10-c/10-a.en.md',
        'courses/10-c/20-mes/block.en.md',
        'products/p/product.en.md',
      ],
    );
  });

  it('reads questions, steps and the campus too', async () => {
    const {lines} = await told('language-missing', {
      'campus.yml': 'title: Acme\nlanguages: [es, en]\npacks:\n  - {title: Todo, items: [c]}\n',
      ...course,
      'courses/c/10-a.quiz.yml':
        'title: {es: Q, en: Q}\nquestions:\n  - {id: uno, type: truefalse, text: ¿Sí?, answer: true}\n  - {id: dos, type: truefalse, text: {es: ¿No?, en: No?}, answer: false}\n',
      'guides/g/guide.md':
        '---\ntitle: {es: G, en: G}\nsteps:\n  - {id: abrir, title: Abrir}\n  - {id: cerrar, title: {es: Cerrar, en: Close}}\n---\n',
    });
    assert.deepEqual(lines, [
      'campus.yml: the title is not there in en',
      'campus.yml: the title of the pack “Todo” is not there in en',
      'courses/c/10-a.quiz.yml: the question “uno” is not there in en',
      'guides/g/guide.md: the title of the step “abrir” is not there in en',
    ]);
  });

  it('asks of a campus in one language for no other', async () => {
    const {lines} = await told('language-missing', {
      'campus.yml': 'title: Acme\nlanguages: [es]\n',
      'courses/c/10-a.md': '---\ntitle: A\n---\n\nTexto\n',
    });
    assert.deepEqual(lines, []);
  });

  it('does not ask for a book in every language', async () => {
    const {lines} = await told('language-missing', {'books/b.pdf': '%PDF-1.4', 'books/b.md': both});
    assert.deepEqual(lines, []);
  });
});

describe('check of pictures', () => {
  it('names covers, posters, steps and images without an alternative text, by their fields', async () => {
    const {fields, lines, cures} = await told(
      'alt-missing',
      {
        'courses/c/course.md': '---\ntitle: {es: C, en: C}\ncover: cover.png\n---\n',
        'courses/c/10-a.md': both,
        'guides/g/guide.md':
          '---\ntitle: {es: G, en: G}\nsteps:\n  - {title: {es: A, en: A}, image: a.png, alt: {es: A, en: A}}\n  - {title: {es: B, en: B}, image: b.png}\n---\n',
        'products/p/product.md': '---\ntitle: {es: P, en: P}\nimages: [{src: a.png, alt: Solo}, {src: b.png}]\n---\n',
      },
      (folder) => {
        film(join(folder, 'courses/c/10-a.mp4'), {seconds: 1});
        for (const name of [
          'courses/c/cover.png',
          'courses/c/10-a.png',
          'guides/g/a.png',
          'guides/g/b.png',
          'products/p/a.png',
          'products/p/b.png',
        ])
          picture(join(folder, name));
      },
    );
    assert.deepEqual(fields, ['coverAlt', 'steps.1.alt', 'images.0.alt', 'images.1.alt', 'alt']);
    assert.match(lines[2]!, /the alternative text of products\/p\/a\.png is not there in en/);
    assert.match(lines[4]!, /^courses\/c\/10-a\.md: the picture courses\/c\/10-a\.png has no/);
    assert.ok(cures.every(Boolean));
  });
});

describe('check of sizes', () => {
  it('names what loads slowly, and says what to do', async () => {
    const {lines, cures} = await told(
      'file-heavy',
      {
        'courses/c/course.md': '---\ntitle: {es: C, en: C}\ncover: cover.png\ncoverAlt: {es: A, en: A}\n---\n',
        'courses/c/10-a.md': `${both}\nTexto\n`,
        'products/p/product.md': '---\ntitle: {es: P, en: P}\ndocuments: [{title: {es: D, en: D}, src: d.pdf}]\n---\n',
        'products/p/d.pdf': '%PDF-1.4',
      },
      (folder) => {
        picture(join(folder, 'courses/c/cover.png'));
        truncateSync(join(folder, 'courses/c/cover.png'), 2_500_000);
        truncateSync(join(folder, 'products/p/d.pdf'), 60_000_000);
      },
    );
    assert.deepEqual(lines, [
      'courses/c/cover.png: the picture has 2.5 MB: it loads slowly on a telephone',
      'products/p/d.pdf: the file has 60.0 MB, which everybody must load whole',
    ]);
    assert.match(cures.join(' '), /1600 pixels.*split it/);
  });
});

describe('check', () => {
  it('leaves the folder as it was, its own notes apart', async () => {
    const folder = authored({...course, 'courses/c/10-a.md': '---\ntitle: A\n---\n\nTexto\n'});
    const before = hashes(folder);
    const report = await check(folder);
    assert.deepEqual([report.title, report.languages], ['Acme', ['es', 'en']]);
    assert.deepEqual(
      Object.keys(hashes(folder)).filter((path) => !path.startsWith('.uggla/')),
      Object.keys(before),
    );
  });

  it('does not ask for ffmpeg, nor for built elements', async () => {
    const folder = authored(course);
    film(join(folder, 'courses/c/10-a.mp4'), {seconds: 1});
    const {problems} = await check(folder);
    assert.ok(!problems.some(({code}) => code === 'ffmpeg-missing' || code === 'elements-not-built'));
  });

  it('goes on where a build would stop for the ids', async () => {
    const folder = authored({...course, 'courses/c/10-a.md': 'Texto', 'uggla.lock.json': '<<<<<<< ours'});
    const {problems} = await check(folder);
    assert.deepEqual(
      problems.filter(({severity}) => severity === 'error').map(({code}) => code),
      ['lock-invalid'],
    );
    assert.ok(problems.some(({code}) => code === 'language-missing'));
  });
});
