import assert from 'node:assert/strict';
import {readFileSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {film} from './testing/film.test.util.js';
import {build, hashes, makeFolder, readJson, uggla, write} from './testing/run.test.util.js';

/** A course with one good lesson, beside which the bad one is put. */
function good(): string {
  const folder = makeFolder();
  write(folder, {
    'campus.yml': 'title: Acme\nlanguages: [es]\nid: https://acme.example/c\n',
    'courses/10-curso/10-bien.md': '---\ntitle: Bien\n---\n\nTexto.\n',
  });
  return folder;
}

const lessons = (folder: string): string[] =>
  readJson(folder, 'published/courses/curso/course.json').items.map(({id}: {id: string}) => id);

async function errors(folder: string, env: Record<string, string> = {UGGLA_FFMPEG: 'none'}) {
  const {code, report} = await build(folder, env);
  return {
    code,
    list: report.problems.filter(({severity}) => severity === 'error'),
    notes: report.problems.filter(({severity}) => severity === 'note'),
  };
}

describe('uggla build with bad input', () => {
  it('names a broken film, and publishes the rest', async () => {
    const folder = good();
    film(join(folder, 'courses/10-curso/20-entera.mp4'));
    film(join(folder, 'courses/10-curso/30-cortada.mp4'));
    truncateSync(join(folder, 'courses/10-curso/30-cortada.mp4'), 900);
    write(folder, {'courses/10-curso/40-vacia.mp4': '', 'courses/10-curso/50-texto.mp4': 'no film at all'});
    const {code, list} = await errors(folder, {});
    assert.equal(code, 1);
    assert.deepEqual(
      list.map((one) => [one.code, one.file]),
      ['30-cortada', '40-vacia', '50-texto'].map((name) => ['media-unreadable', `courses/10-curso/${name}.mp4`]),
    );
    assert.ok(list.every(({cure, message}) => cure && !message.includes(folder)));
    assert.deepEqual(lessons(folder), ['bien', 'entera']);
  });

  it('names captions with wrong times by their lines, and keeps the good ones', async () => {
    const folder = good();
    film(join(folder, 'courses/10-curso/20-a.mp4'));
    write(folder, {
      'courses/10-curso/20-a.es.vtt': 'WEBVTT\n\n00:02.000 --> 00:01.000\nMal\n\n00:02.000 --> 00:03.000\nBien\n',
    });
    const {code, list} = await errors(folder);
    assert.deepEqual(
      [code, list.map((one) => [one.code, one.file, one.line])],
      [1, [['captions-invalid', 'courses/10-curso/20-a.es.vtt', 3]]],
    );
    assert.match(readFileSync(join(folder, 'published/media/curso-a/captions.es.vtt'), 'utf8'), /Bien/);
  });

  it('names a circle of prerequisites, and opens it', async () => {
    const folder = good();
    write(folder, {
      'courses/10-curso/20-uno.md': '---\ntitle: Uno\nunlock: {after: [dos]}\n---\n\nA\n',
      'courses/10-curso/30-dos.md': '---\ntitle: Dos\nunlock:\n  passed: [uno]\n---\n\nB\n',
    });
    const {code, list} = await errors(folder);
    assert.deepEqual([code, list.map((one) => one.code)], [1, ['unlock-circle']]);
    assert.match(list[0]!.message, /uno → dos → uno/);
    assert.deepEqual(lessons(folder), ['bien', 'uno', 'dos']);
  });

  it('names file, line, field and cure of a mistyped field', async () => {
    const folder = good();
    write(folder, {'courses/10-curso/20-a.md': '---\ntitle: A\nunlok: {after: [bien]}\n---\n\nTexto\n'});
    const {code, stderr} = await uggla(['build', folder]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /courses\/10-curso\/20-a\.md:3 unlok: there is no field “unlok” here \(field-unknown\)\n {2}Did you mean “unlock”\?/,
    );
    assert.deepEqual(lessons(folder), ['bien', 'a']);
  });

  it('takes names with emoji, spaces, quotes and dots as they are, and gives them ids', async () => {
    const folder = good();
    const names = [
      '20-¡Hola 👋 mundo!.mp4',
      '30-it\'s 100% "it".mp4',
      '40-a..b.mp4',
      '50-👩‍🚀.mp4',
      '60--i evil.mp4',
      '..mp4',
    ];
    for (const name of names) film(join(folder, 'courses/10-curso', name), {seconds: 1});
    const {code, list, notes} = await errors(folder);
    assert.deepEqual([code, list], [0, []]);
    const ids = lessons(folder);
    assert.deepEqual(ids.slice(0, 4), ['bien', 'hola-mundo', 'it-s-100-it', 'a-b']);
    assert.match(ids[4]!, /^item-[0-9a-f]{8}$/);
    assert.equal(notes[0]?.code, 'name-replaced');
    for (const path of Object.keys(hashes(join(folder, 'published')))) assert.match(path, /^[\w./-]+$/);
  });

  it('publishes nothing from outside of the folder', async () => {
    const folder = good();
    const secret = join(makeFolder(), 'secret.pdf');
    writeFileSync(secret, 'secret');
    write(folder, {
      'courses/10-curso/20-a.md': `---\ntitle: A\n---\n\n[x](../../../${secret.split('/').slice(-2).join('/')}) [y](${'../'.repeat(12)}etc/passwd)\n`,
      'products/10-x/product.md': `---\ntitle: X\ndocuments: [{title: Y, src: ${'../'.repeat(12)}etc/hostname}]\n---\n`,
    });
    const {code, list} = await errors(folder);
    assert.deepEqual([code, [...new Set(list.map((one) => one.code))]], [1, ['path-outside']]);
    assert.equal(list.length, 3);
    assert.ok(!Object.keys(hashes(join(folder, 'published'))).some((path) => /secret|passwd|hostname/.test(path)));
  });

  it('guesses the file that a link was meant to lead to', async () => {
    const folder = good();
    write(folder, {
      'courses/10-curso/20-a.md': '---\ntitle: A\n---\n\nMira el [plano](plan.pdf).\n',
      'courses/10-curso/_files/x.txt': 'x',
      'courses/10-curso/plano.pdf': '%PDF',
    });
    const {list} = await errors(folder);
    const missing = list.find((one) => one.code === 'file-missing');
    assert.deepEqual(
      [missing?.file, missing?.line, missing?.cure],
      ['courses/10-curso/20-a.md', 5, 'Did you mean “plano.pdf”?'],
    );
  });

  it('names two lessons with one id', async () => {
    const folder = good();
    write(folder, {
      'courses/10-curso/20-bien.md': '---\ntitle: Otra\n---\n\nTexto\n',
      'courses/10-curso/30-c.md': '---\nid: bien\n---\n\nTexto\n',
    });
    const {code, list} = await errors(folder);
    assert.deepEqual(
      [code, list.map((one) => [one.code, one.file])],
      [
        1,
        [
          ['id-doubled', 'courses/10-curso/20-bien.md'],
          ['id-doubled', 'courses/10-curso/30-c.md'],
        ],
      ],
    );
    assert.deepEqual(lessons(folder), ['bien']);
  });

  it('names a course and a product with one id', async () => {
    const folder = good();
    write(folder, {'products/curso/product.md': '---\ntitle: X\n---\n'});
    const {list} = await errors(folder);
    assert.deepEqual(
      list.map((one) => [one.code, one.file]),
      [['id-doubled', 'products/curso/product.md']],
    );
  });

  it('names broken YAML, a broken book and a quiz without a right choice', async () => {
    const folder = good();
    write(folder, {
      'courses/10-curso/20-a.md': '---\ntitle: "A\n---\n\nTexto\n',
      'courses/10-curso/30-b.quiz.yml':
        'questions:\n  - {id: q, type: single, text: ¿?, choices: [{id: a, text: A}, {id: b, text: B}]}\n  - {id: r, type: truefalse, text: ¿?, answer: true}\n',
      'courses/10-curso/40-c.epub': 'no zip',
      'courses/10-curso/45-e.pdf': '',
      'courses/10-curso/50-d.md': '---\nkind: acknowledgement\n---\n',
    });
    const {code, list} = await errors(folder);
    assert.equal(code, 1);
    assert.deepEqual(list.map((one) => one.code).sort(), [
      'book-unreadable',
      'book-unreadable',
      'lesson-incomplete',
      'right-missing',
      'yaml-invalid',
    ]);
    assert.deepEqual(lessons(folder), ['bien', 'a', 'b', 'c', 'e']);
  });

  it('names what packs and campaigns point to in vain', async () => {
    const folder = good();
    write(folder, {
      'campus.yml': 'title: Acme\nlanguages: [es]\npacks:\n  - title: Uno\n    items: [cursa]\n',
      'campaigns/10-x.yml': 'title: X\nproducts: [nada]\nuntil: tomorrow\n',
    });
    const {code, list} = await errors(folder);
    assert.equal(code, 1);
    assert.deepEqual(list.map((one) => one.code).sort(), ['field-invalid', 'reference-unknown', 'reference-unknown']);
    const pack = list.find(({file}) => file === 'campus.yml');
    assert.deepEqual([pack?.line, pack?.cure], [5, 'Did you mean “curso”?']);
  });

  it('does not follow a link into a circle of folders', async () => {
    const folder = good();
    symlinkSync(join(folder, 'courses'), join(folder, 'courses/10-curso/20-otra-vez'));
    const {code} = await uggla(['build', folder]);
    assert.equal(code, 0);
    assert.deepEqual(lessons(folder), ['bien']);
  });

  it('says so when there is no folder, or nothing in it', async () => {
    const missing = await build(join(makeFolder(), 'nope'));
    assert.deepEqual([missing.code, missing.report.problems[0]?.code], [1, 'folder-missing']);
    const empty = await build(makeFolder());
    assert.deepEqual([empty.code, empty.report.problems[0]?.code], [1, 'campus-empty']);
  });
});
