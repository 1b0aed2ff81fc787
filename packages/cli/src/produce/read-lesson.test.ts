import assert from 'node:assert/strict';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {makeFolder, write} from '../testing/run.test.util.js';
import {pagesOf} from './pages.js';
import {readLesson} from './read-lesson.js';

/** A lesson as it is read from a folder, and what is told of it. */
async function read(files: Record<string, string>, script = 'courses/a/10-b.md') {
  const root = makeFolder();
  write(root, files);
  const problems = new Problems();
  const lesson = await readLesson(join(root, script), problems);
  return {root, lesson, problems, told: problems.list.map(({code}) => code)};
}
const campus = {'campus.yml': 'title: Acme\nlanguages: [es, en]\n'};
const titleOf = async (text: string) =>
  (await read({...campus, 'courses/a/10-b.md': text})).lesson?.scripts.get('es')?.title;

describe('readLesson', () => {
  it('takes the title that the text itself has, else that of the front matter, else the name', async () => {
    assert.equal(await titleOf('---\ntitle: Mine\n---\nHola.\n\n## Uno'), 'Mine');
    assert.equal(await titleOf('---\ntitle: {es: Mía, en: Mine}\n---\nHola.'), 'Mía');
    assert.equal(await titleOf('# Other\n\nHola.\n\n## Uno'), 'Other');
    assert.equal(await titleOf('Hola.'), 'B');
    assert.equal(
      await titleOf('# ![logo](https://acme.example/a.png)\n\nHola.\n\n## Uno'),
      'B',
      'a picture is no title',
    );
  });

  it('has each title on one line: a chapter is a caption, which an empty line would end', async () => {
    assert.equal(
      await titleOf('---\ntitle: "A\\n\\n00:00.000 --> 00:09.000\\nx"\n---\nHola.'),
      'A 00:00.000 --> 00:09.000 x',
    );
  });

  it('lies in the nearest campus above, or in its own folder', async () => {
    const deep = await read({...campus, 'courses/a/b/10-b.md': 'Hola.'}, 'courses/a/b/10-b.md');
    assert.deepEqual([deep.lesson?.root, deep.lesson?.stem], [deep.root, 'courses/a/b/10-b']);
    const nearer = await read({...campus, 'in/campus.yaml': 'title: In\n', 'in/10-b.md': 'Hola.'}, 'in/10-b.md');
    assert.equal(nearer.lesson?.root, join(nearer.root, 'in'));
    assert.equal(nearer.lesson?.campus.name, 'In');
  });

  it('puts the first language of the campus first, whichever file is named', async () => {
    const files = {...campus, 'courses/a/10-b.en.md': 'Hello.', 'courses/a/10-b.md': 'Hola.'};
    for (const named of ['courses/a/10-b.en.md', 'courses/a/10-b.md']) {
      const {lesson} = await read(files, named);
      assert.deepEqual([...lesson!.scripts.keys()], ['es', 'en'], named);
      assert.equal(lesson!.main, 'es');
    }
  });

  it('reads a translation without the first language', async () => {
    const {lesson} = await read({...campus, 'courses/a/10-b.en.md': 'Hello.'}, 'courses/a/10-b.en.md');
    assert.deepEqual([[...lesson!.scripts.keys()], lesson!.main], [['en'], 'es']);
  });

  it('tells of slides that differ, and of chapters that do', async () => {
    const differ = async (es: string, en: string) => {
      const {lesson, told, problems} = await read({...campus, 'courses/a/10-b.md': es, 'courses/a/10-b.en.md': en});
      return [lesson === undefined, ...told, problems.list[0]?.line];
    };
    assert.deepEqual(await differ('## A\n\na\n\n## B\n\nb', '## A\n\na'), [true, 'translation-differs', 1]);
    assert.deepEqual(await differ('## A\n\na\n\n## B\n\nb', '## A\n\na\n\n---\n\nb'), [true, 'translation-differs', 7]);
    assert.deepEqual(
      await differ('## A\n\na\n\n- x', '## A\n\na\n\nb'),
      [false, undefined],
      'other words are no other slides',
    );
  });

  it('tells that a lesson of signs alone says nothing', async () => {
    assert.deepEqual((await read({...campus, 'courses/a/10-b.md': '😀\n\n…'})).told, ['script-empty']);
  });

  it('tells of a text that is none', async () => {
    const {lesson, told} = await read({...campus, 'courses/a/10-b.md': 'Hola\0.'});
    assert.deepEqual([lesson, told[0]], [undefined, 'file-unreadable']);
  });

  it('takes no file for a lesson that the build would not', async () => {
    for (const name of ['courses/a/_10-b.md', 'courses/a/.10-b.md']) {
      const {lesson, told} = await read({...campus, [name]: 'Hola.'}, name);
      assert.deepEqual([lesson, told], [undefined, ['file-missing']], name);
    }
  });
});

describe('pagesOf', () => {
  const pages = async (files: Record<string, string>) => {
    const {lesson, problems} = await read({...campus, ...files});
    const made = await pagesOf(lesson!, problems);
    return {pages: made, told: problems.list.map(({code, severity}) => `${severity} ${code}`)};
  };

  it('puts pictures into the page, by whatever way they are named', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    const data = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    for (const named of ['p%201.svg', '<p 1.svg>', './p%201.svg?v=2#x', '../a/p%201.svg']) {
      const {pages: made, told} = await pages({
        'courses/a/10-b.md': `Hola.\n\n## A\n\n![p](${named})`,
        'courses/a/p 1.svg': svg,
      });
      assert.deepEqual(told, [], named);
      assert.ok(made[1]!.includes(data), named);
    }
  });

  it('shows no file that is no picture, and no folder', async () => {
    const wrong = async (named: string) =>
      (
        await pages({
          'courses/a/10-b.md': `Hola.\n\n## A\n\n![p](${named})`,
          'courses/a/x.png/y': '',
          'courses/a/x.html': '',
        })
      ).told;
    for (const named of ['x.html', 'x.png', '10-b.md', 'no.png'])
      assert.deepEqual(await wrong(named), ['error file-missing'], named);
    assert.deepEqual(await wrong('..%2f..%2f..%2fetc%2fpasswd'), ['error path-outside']);
    assert.deepEqual(await wrong('//acme.example/x.png'), ['warning picture-remote']);
  });

  it('is a title where nothing else is shown in the opening', async () => {
    const {pages: made} = await pages({'courses/a/10-b.md': 'Hola.\n\n## A\n\na'});
    assert.match(made[0]!, /<body class="title light">/);
    const {pages: others} = await pages({
      'courses/a/10-b.md': '---\nfilm: {theme: dark}\n---\nHola.\n\n- shown\n\n## A\n\na',
    });
    assert.match(others[0]!, /<body class="full dark">/);
  });

  it('is the same page for the same script: it is not drawn again', async () => {
    const files = {'courses/a/10-b.md': 'Hola.\n\n## A\n\n- a'};
    assert.deepEqual((await pages(files)).pages, (await pages(files)).pages);
    const other = {'courses/a/10-b.md': 'Other words.\n\n## A\n\n- a'};
    assert.deepEqual((await pages(files)).pages, (await pages(other)).pages, 'what is said is not seen');
  });
});
