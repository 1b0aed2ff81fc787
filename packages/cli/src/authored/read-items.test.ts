import assert from 'node:assert/strict';
import {renameSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {authored, brief, outline, read, readFolder} from '../testing/read.test.util.js';
import {readJson, write} from '../testing/run.test.util.js';
import type {AuthoredLesson} from './model.js';

const text = (fields = '') => `---\n${fields}\n---\nTexto`;
const lessons = async (files: Record<string, string>) => {
  const {campus, list, folder} = await read(files);
  return {items: (campus.courses[0]?.items ?? []) as AuthoredLesson[], list, campus, folder};
};

describe('the lessons of a course', () => {
  it('have the kind that their files tell, unless it is named', async () => {
    const {items, list} = await lessons({
      'courses/c/10-film.mp4': 'x',
      'courses/c/10-film.quiz.yml': 'questions: []',
      'courses/c/10-film.md': 'Notas',
      'courses/c/20-sonido.mp3': 'x',
      'courses/c/30-texto.md': 'x',
      'courses/c/40-libro.epub': 'x',
      'courses/c/50-test.quiz.yml': 'questions: []',
      'courses/c/60-acta.md': text('kind: acknowledgement'),
      'courses/c/60-acta.pdf': '%PDF',
      'courses/c/foto.jpg': 'x',
    });
    assert.deepEqual(
      [items.map(({id, kind}) => `${id} ${kind}`), list],
      [['film video', 'sonido audio', 'texto article', 'libro book', 'test quiz', 'acta acknowledgement'], []],
    );
  });

  it('stand in blocks as deep as their folders; a folder of nothing is none', async () => {
    const {items} = await lessons({
      'courses/c/10-a.md': 'x',
      'courses/c/20-mes/10-b.md': 'x',
      'courses/c/20-mes/20-semana/c.md': 'x',
      'courses/c/30-fotos/x.jpg': 'x',
      'courses/c/05-fin/block.md': text('title: Fin'),
    });
    assert.deepEqual(outline(items), ['fin[]', 'a', 'mes[b semana[c]]']);
  });

  it('take title and summary of the quiz when nothing else says them', async () => {
    const {items} = await lessons({
      'courses/c/10-a.quiz.yml': 'title: Prueba\nsummary: Corta\nquestions: []',
      'courses/c/20-b_b.quiz.yml': 'questions: []',
    });
    assert.deepEqual(
      items.map(({title, fields}) => [title, fields.summary]),
      [
        ['Prueba', 'Corta'],
        ['B b', undefined],
      ],
    );
  });

  it('have an id each, in capitals or not, in the whole course', async () => {
    const {items, list} = await lessons({
      'courses/c/10-a.md': 'x',
      'courses/c/20-A.md': 'y',
      'courses/c/30-mes/10-a.md': 'z',
      'courses/c/40-d.md': text('id: A'),
    });
    assert.deepEqual(
      [outline(items), brief(list)],
      [
        ['a', 'mes[]'],
        [
          'id-doubled courses/c/20-A.md id',
          'id-doubled courses/c/30-mes/10-a.md id',
          'id-doubled courses/c/40-d.md id',
        ],
      ],
    );
    assert.match(list[0]!.cure!, /id: a-2/);
  });

  it('may have the ids of lessons of another course', async () => {
    const {list} = await read({'courses/c/10-a.md': 'x', 'courses/d/10-a.md': 'x', 'podcasts/e/10-a.mp3': 'x'});
    assert.deepEqual(list, []);
  });

  it('tell when no letter of a name can stand in an address', async () => {
    const {items, list} = await lessons({'courses/c/10-👩‍🚀.md': 'x', 'courses/c/20-安全.md': text('id: seguridad')});
    assert.match(items[0]!.id, /^item-[0-9a-f]{8}$/);
    assert.deepEqual([items[1]!.id, brief(list)], ['seguridad', ['name-replaced courses/c/10-👩‍🚀.md']]);
  });

  it('have one film; a sound in its language is one too many', async () => {
    const {items, list} = await lessons({
      'courses/c/10-a.mp4': 'x',
      'courses/c/10-a.en.mp4': 'x',
      'courses/c/10-a.m4a': 'x',
      'courses/c/20-b.mp4': 'x',
      'courses/c/20-b.en.m4a': 'x',
      'courses/c/30-c.en.mp3': 'x',
    });
    assert.deepEqual(
      list.map(({severity, code, file}) => [severity, code, file]),
      [
        ['warning', 'film-not-used', 'courses/c/10-a.en.mp4'],
        ['error', 'file-doubled', 'courses/c/10-a.m4a'],
      ],
    );
    assert.deepEqual(
      items.map(({media}) => [media?.language, media?.sounds.map(({language}) => language)]),
      [
        ['es', []],
        ['es', ['en']],
        ['en', []],
      ],
    );
  });

  it('are left out as drafts, also when their quiz or film is ready', async () => {
    const {items} = await lessons({
      'courses/c/10-a.md': text('draft: true'),
      'courses/c/10-a.mp4': 'x',
      'courses/c/20-b.md': text('draft: si'),
      'courses/c/30-mes/block.md': text('draft: true'),
      'courses/c/30-mes/10-c.md': 'x',
      'courses/c/40-d.md': 'x',
    });
    assert.deepEqual(outline(items), ['d']);
  });

  it('wait for nothing that is a draft', async () => {
    const {list} = await lessons({
      'courses/c/10-a.md': text('draft: true'),
      'courses/c/20-b.md': text('unlock: {after: [a]}'),
    });
    assert.deepEqual(brief(list), ['reference-unknown courses/c/20-b.md:2 unlock.after']);
  });
});

describe('a course', () => {
  it('without lessons is left out, and told', async () => {
    const {campus, list} = await lessons({
      'courses/a/course.md': text('title: A'),
      'courses/b/foto.jpg': 'x',
      'courses/c/10-a.md': 'x',
      'podcasts/d/podcast.md': text('title: D'),
    });
    assert.deepEqual(
      [campus.courses.map(({id}) => id), list.map(({severity, code, file}) => [severity, code, file])],
      [
        ['c'],
        [
          ['warning', 'course-empty', 'courses/a/course.md'],
          ['warning', 'course-empty', 'courses/b'],
          ['warning', 'course-empty', 'podcasts/d/podcast.md'],
        ],
      ],
    );
  });

  it('has the cover that it names, else cover.jpg; one that is not there is told by its line', async () => {
    const {campus, list} = await lessons({
      'courses/a/course.md': text('title: A\ncover: portda.jpg'),
      'courses/a/portada.jpg': 'x',
      'courses/a/x.md': 'x',
      'courses/b/cover.png': 'x',
      'courses/b/x.md': 'x',
    });
    assert.deepEqual(
      [campus.courses.map(({cover}) => cover?.file.name), brief(list), list[0]?.cure],
      [[undefined, 'courses/b/cover.png'], ['file-missing courses/a/course.md:3 cover'], 'Did you mean “portada.jpg”?'],
    );
  });

  it('shares no id with a guide or product', async () => {
    const {campus, list} = await read({
      'courses/x/a.md': 'x',
      'guides/x/guide.md': text('steps: [{title: S}]'),
      'products/10-X/product.md': text('title: P'),
    });
    assert.deepEqual(
      [campus.courses.length, campus.guides.length, campus.products.length, brief(list)],
      [1, 0, 0, ['id-doubled guides/x/guide.md id', 'id-doubled products/10-X/product.md id']],
    );
  });
});

describe('a guide', () => {
  it('shows in each step its own clip, else the film', async () => {
    const {campus, list} = await read({
      'guides/g/guide.md': text(
        'steps:\n  - {title: A, start: 0, end: 2}\n  - {title: B, media: clip.mp4}\n  - {id: tres, title: C, image: c.png, alt: Foto}',
      ),
      'guides/g/film.mp4': 'x',
      'guides/g/clip.mp4': 'x',
      'guides/g/c.png': 'x',
    });
    assert.deepEqual(
      [campus.guides[0]!.steps.map(({id, media, image}) => [id, media?.id, image?.file.name]), list],
      [
        [
          ['step-1', 'g', undefined],
          ['step-2', 'g-clip', undefined],
          ['tres', 'g', 'guides/g/c.png'],
        ],
        [],
      ],
    );
  });

  it('names a step that ends before it starts, and a clip that is not there, by their lines', async () => {
    const {campus, list} = await read({
      'guides/g/guide.md': text('steps:\n  - {title: A, start: 5, end: 2}\n  - {title: B, media: clp.mp4}'),
      'guides/g/clip.mp4': 'x',
    });
    assert.deepEqual(
      [brief(list), campus.guides[0]!.steps[0]!.fields.end],
      [
        ['step-times-wrong guides/g/guide.md:3 steps.0.end', 'file-missing guides/g/guide.md:4 steps.1.media'],
        undefined,
      ],
    );
  });

  it('shows in a step without its clip no other one', async () => {
    const {campus} = await read({
      'guides/g/guide.md': text('steps:\n  - {title: B, media: nope.mp4}'),
      'guides/g/film.mp4': 'x',
    });
    assert.equal(campus.guides[0]!.steps[0]!.media, undefined);
  });
});

describe('a product', () => {
  it('shows the images that it names, else the pictures of its folder but the film’s poster', async () => {
    const {campus} = await read({
      'products/a/product.md': text('images: [{src: 2.jpg, alt: Dos}]'),
      'products/a/1.jpg': 'x',
      'products/a/2.jpg': 'x',
      'products/b/micro.mp4': 'x',
      'products/b/micro.jpg': 'x',
      'products/b/1.png': 'x',
      'products/b/10.png': 'x',
      'products/b/2.png': 'x',
    });
    assert.deepEqual(
      campus.products.map(({images}) => images.map(({file}) => file.name)),
      [['products/a/2.jpg'], ['products/b/1.png', 'products/b/2.png', 'products/b/10.png']],
    );
  });

  it('loses only the image or document that is not there', async () => {
    const {campus, list} = await read({
      'products/a/product.md': text(
        'images:\n  - {src: 1.jpg}\n  - {src: 3.jpg}\ndocuments:\n  - {title: D, src: ../../d.pdf}',
      ),
      'products/a/1.jpg': 'x',
    });
    assert.deepEqual(
      [campus.products[0]!.images.length, brief(list)],
      [
        1,
        ['file-missing products/a/product.md:4 images.1.src', 'file-missing products/a/product.md:6 documents.0.src'],
      ],
    );
  });
});

describe('ids', () => {
  it('come back with a draft, also after a rename', async () => {
    const folder = authored({'courses/c/10-hola.md': 'Hola', 'courses/c/20-b.md': 'x'});
    await readFolder(folder);
    renameSync(join(folder, 'courses/c/10-hola.md'), join(folder, 'courses/c/10-saludo.md'));
    assert.deepEqual(outline((await readFolder(folder)).campus.courses[0]!.items), ['hola', 'b']);
    for (const draft of ['draft: true', 'draft: maybe', 'title: "A\ndraft: true']) {
      write(folder, {'courses/c/10-saludo.md': text(draft)});
      assert.deepEqual(outline((await readFolder(folder)).campus.courses[0]!.items), ['b'], draft);
    }
    write(folder, {'courses/c/10-saludo.md': 'Otro texto'});
    assert.deepEqual(outline((await readFolder(folder)).campus.courses[0]!.items), ['hola', 'b']);
  });

  it('come back with all that is in a course which was a draft', async () => {
    const folder = authored({
      'courses/c/course.md': text('title: C'),
      'courses/c/10-a.md': text('id: fixed'),
      'courses/d/a.md': 'x',
    });
    await readFolder(folder);
    const before = readJson(folder, 'uggla.lock.json');
    write(folder, {'courses/c/course.md': text('title: C\ndraft: true')});
    await readFolder(folder);
    assert.deepEqual(Object.keys(readJson(folder, 'uggla.lock.json').items), Object.keys(before.items));
  });

  it('are forgotten with a file that is gone', async () => {
    const folder = authored({'courses/c/10-a.md': 'x', 'courses/c/20-b.md': 'y'});
    await readFolder(folder);
    renameSync(join(folder, 'courses/c/20-b.md'), join(folder, 'courses/c/_20-b.md'));
    await readFolder(folder);
    assert.ok(!Object.keys(readJson(folder, 'uggla.lock.json').items).some((key) => key.endsWith('20-b')));
  });

  it('of a stranger’s lock file lead nowhere', async () => {
    for (const id of ['../../evil', '', 'a/b', '..']) {
      const folder = authored({
        'courses/c/10-a.md': 'x',
        'uggla.lock.json': JSON.stringify({
          version: 1,
          items: {'courses/c:courses/c/10-a': {id, sha256: 'x', added: '2026-01-01'}},
        }),
      });
      const {campus, list} = await readFolder(folder);
      assert.deepEqual([outline(campus.courses[0]!.items), brief(list)], [['a'], ['lock-invalid uggla.lock.json']], id);
    }
    for (const languages of [['../../x'], [], 'es']) {
      const {list} = await readFolder(
        authored({'courses/c/10-a.md': 'x', 'uggla.lock.json': JSON.stringify({version: 1, languages, items: {}})}),
      );
      assert.deepEqual(brief(list), ['lock-invalid uggla.lock.json'], JSON.stringify(languages));
    }
  });
});
