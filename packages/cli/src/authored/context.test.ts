import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {brief} from '../testing/read.test.util.js';
import {makeFolder, write} from '../testing/run.test.util.js';
import {filesOf, listFolder, namedFile} from './context.js';

function folderOf(...names: string[]) {
  const root = makeFolder();
  write(root, Object.fromEntries(names.map((name) => [name, name])));
  const problems = new Problems();
  return {root, problems, languages: ['es', 'en'], ignored: new Set([join(root, 'published')])};
}

describe('listFolder', () => {
  it('puts the files of one stem together, in the order of their numbers', async () => {
    const {groups, folders} = await listFolder(
      folderOf('20-b.mp4', '3-a.en.vtt', '3-a.mp4', '3-a.md', 'z.md', '10-mes/x.md', '2-día/x.md'),
      '',
    );
    assert.deepEqual(
      groups.map(({order, stem, files}) => [order, stem, files.map(({name}) => name)]),
      [
        [3, 'a', ['3-a.en.vtt', '3-a.md', '3-a.mp4']],
        [20, 'b', ['20-b.mp4']],
        [undefined, 'z', ['z.md']],
      ],
    );
    assert.deepEqual(
      folders.map(({stem, path}) => [stem, path]),
      [
        ['día', '2-día'],
        ['mes', '10-mes'],
      ],
    );
  });

  it('tells of a file and a folder whose names no program reads, and reads the rest', async () => {
    const context = folderOf('10-a.md');
    const odd = (name: string) => Buffer.concat([Buffer.from(`${context.root}/`), Buffer.from(name, 'latin1')]);
    try {
      writeFileSync(odd('20-película.mp4'), '');
      mkdirSync(odd('30-más'));
    } catch {
      return; // disks of Macs take no such names
    }
    const {groups, folders} = await listFolder(context, '');
    assert.deepEqual([groups.map(({stem}) => stem), folders], [['a'], []]);
    assert.deepEqual(brief(context.problems.list), [
      'file-unreadable 20-pel\uFFFDcula.mp4',
      'file-unreadable 30-m\uFFFDs',
    ]);
  });

  it('does not read what is hidden, set aside, a library or published', async () => {
    const {groups, folders} = await listFolder(
      folderOf(
        '.a.md',
        '_b.md',
        'node_modules/c.md',
        'published/d.md',
        '.git/e.md',
        '_later/f.md',
        'notes.txt',
        'Thumbs.db',
        'noending',
      ),
      '',
    );
    assert.deepEqual([groups, folders], [[], []]);
  });

  it('puts composed and decomposed letters together, as disks of Macs and others write them', async () => {
    const {groups} = await listFolder(folderOf('10-evaluacio\u0301n.mp4', '10-evaluación.es.vtt'), '');
    assert.deepEqual(
      groups.map(({files}) => files.length),
      [2],
    );
  });

  it('follows a link within the folder, none out of it, none to nothing and none in a circle', async () => {
    const context = folderOf('courses/a/10-x.md');
    const outside = folderOf('secret.md', 'deep/secret.md').root;
    const link = (target: string, name: string) => symlinkSync(target, join(context.root, 'courses/a', name));
    link(join(context.root, 'courses/a/10-x.md'), '20-inside.md');
    link(join(outside, 'secret.md'), '30-out.md');
    link(join(outside, 'deep'), '40-out');
    link('../../../../../../../../etc/passwd', '50-up.md');
    link(join(context.root, 'nothing.mp4'), '60-nothing.mp4');
    link('..', '70-circle');
    link('80-itself.md', '80-itself.md');
    const {groups, folders} = await listFolder(context, 'courses/a');
    assert.deepEqual([groups.map(({key}) => key), folders], [['10-x', '20-inside'], []]);
    assert.deepEqual(brief(context.problems.list), [
      'path-outside courses/a/30-out.md',
      'path-outside courses/a/40-out',
      'path-outside courses/a/50-up.md',
      'file-missing courses/a/60-nothing.mp4',
      'file-missing courses/a/80-itself.md',
    ]);
  });

  it('takes the folder itself for the inside when it is reached by a link', async () => {
    const {root, problems, languages, ignored} = folderOf('campus/a.md');
    symlinkSync(join(root, 'campus/a.md'), join(root, 'campus/b.md'));
    symlinkSync(join(root, 'campus'), join(root, 'shortcut'));
    const {groups} = await listFolder({root: join(root, 'shortcut'), problems, languages, ignored}, '');
    assert.deepEqual([groups.map(({key}) => key), problems.list], [['a', 'b'], []]);
  });

  it('names the second of two files that are there for the same, and uses the first', async () => {
    const context = folderOf(
      '10-a.mov',
      '10-a.mp4',
      '10-a.es.vtt',
      '10-a.srt',
      '10-a.en.vtt',
      '10-a.md',
      '10-a.markdown',
      '10-a.quiz.yml',
      '10-a.quiz.yaml',
      '10-a.jpg',
      '10-a.png',
    );
    const {groups} = await listFolder(context, '');
    assert.deepEqual(brief(context.problems.list), [
      'file-doubled 10-a.md',
      'file-doubled 10-a.mp4',
      'file-doubled 10-a.quiz.yml',
      'file-doubled 10-a.srt',
    ]);
    assert.match(context.problems.list[1]!.message, /“10-a\.mp4” is not used: “10-a\.mov”/);
    assert.deepEqual(groups[0]!.files.map(({role}) => role).sort(), [
      'captions',
      'captions',
      'picture',
      'picture',
      'quiz',
      'text',
      'video',
    ]);
  });

  it('guesses to which film captions and chapters belong that belong to none', async () => {
    const context = folderOf(
      '10-epis.mp4',
      '10-epsi.es.vtt',
      '10-epsi.chapters.vtt',
      '20-otra.en.srt',
      '30-charla.mp3',
      '30-charla.es.vtt',
    );
    await listFolder(context, '');
    assert.deepEqual(
      context.problems.list.map(({severity, code, file, cure}) => [severity, code, file, cure]),
      [
        ['warning', 'captions-alone', '10-epsi.chapters.vtt', 'Did you mean “10-epis.chapters.vtt”?'],
        ['warning', 'captions-alone', '10-epsi.es.vtt', 'Did you mean “10-epis.es.vtt”?'],
        ['warning', 'captions-alone', '20-otra.en.srt', 'Give it the name of its film, up to the language.'],
      ],
    );
  });
});

describe('filesOf', () => {
  it('takes a file without a language for one in the first', async () => {
    const {groups} = await listFolder(folderOf('a.md', 'a.en.md', 'a.pt-br.md'), '');
    assert.deepEqual(
      [...filesOf(groups[0]!, 'text', 'es')].map(([language, {name}]) => [language, name]),
      [
        ['en', 'a.en.md'],
        ['es', 'a.md'],
        ['pt-BR', 'a.pt-br.md'],
      ],
    );
    assert.equal(filesOf(groups[0]!, 'video', 'es').size, 0);
  });

  it('knows a language in capitals as the campus writes it', async () => {
    const {groups} = await listFolder({...folderOf('a.ES.md', 'a.PT-BR.md'), languages: ['es', 'pt-BR']}, '');
    assert.deepEqual([...filesOf(groups[0]!, 'text', 'es').keys()], ['es', 'pt-BR']);
  });
});

describe('namedFile', () => {
  const named = async (name: string, prepare: (root: string) => void = () => undefined) => {
    const context = folderOf('courses/a/course.md', 'courses/a/cover.jpg', 'shared/plano.pdf', 'shared/Ñandú 1.pdf');
    prepare(context.root);
    const found = await namedFile(context, 'courses/a/course.md', name, {field: 'cover', line: () => 7});
    return {name: found?.name, list: context.problems.list};
  };

  it('finds it beside the file that names it, and elsewhere in the campus', async () => {
    for (const [name, path] of [
      ['cover.jpg', 'courses/a/cover.jpg'],
      ['./cover.jpg', 'courses/a/cover.jpg'],
      ['../../shared/plano.pdf', 'shared/plano.pdf'],
      ['../../shared/Ñandú 1.pdf', 'shared/Ñandú 1.pdf'],
    ] as const) {
      assert.deepEqual(await named(name), {name: path, list: []}, name);
    }
  });

  it('names file, line, field and what was probably meant', async () => {
    const {name, list} = await named('Cover.jpeg');
    assert.equal(name, undefined);
    assert.deepEqual(
      list.map(({code, file, line, field, cure}) => [code, file, line, field, cure]),
      [['file-missing', 'courses/a/course.md', 7, 'cover', 'Did you mean “cover.jpg”?']],
    );
    assert.equal((await named('..\\..\\shared\\plano.pdf')).list[0]?.cure, 'Did you mean “../../shared/plano.pdf”?');
    assert.equal((await named('nothing-like-it.webm')).list[0]?.cure, 'Add the file, or take the field out.');
  });

  it('does not take a folder, an empty name or a name with a NUL for a file', async () => {
    for (const name of ['.', '../../shared', '', 'cover.jpg\0.pdf', 'cover.jpg/x'])
      assert.deepEqual(
        (await named(name)).list.map(({code}) => code),
        ['file-missing'],
        JSON.stringify(name),
      );
  });

  it('leads nowhere out of the campus, by name or by link', async () => {
    const outside = folderOf('secret.pdf').root;
    for (const name of [
      `${'../'.repeat(12)}etc/hostname`,
      '/etc/hostname',
      join(outside, 'secret.pdf'),
      '../../../x.pdf',
    ]) {
      assert.deepEqual(
        (await named(name)).list.map(({code}) => code),
        ['path-outside'],
        name,
      );
    }
    const file = await named('link.pdf', (root) =>
      symlinkSync(join(outside, 'secret.pdf'), join(root, 'courses/a/link.pdf')),
    );
    const within = await named('more/secret.pdf', (root) => symlinkSync(outside, join(root, 'courses/a/more')));
    assert.deepEqual(
      [...file.list, ...within.list].map(({code}) => code),
      ['path-outside', 'path-outside'],
    );
  });

  it('does not take a folder beside the campus for the campus', async () => {
    const {root, problems} = folderOf('campus/campus.yml', 'campus-old/secret.pdf');
    mkdirSync(join(root, 'campus'), {recursive: true});
    assert.equal(
      await namedFile({root: join(root, 'campus'), problems}, 'campus.yml', '../campus-old/secret.pdf', {
        field: 'logo',
      }),
      undefined,
    );
    assert.equal(problems.list[0]?.code, 'path-outside');
  });
});
