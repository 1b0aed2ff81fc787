import assert from 'node:assert/strict';
import {symlinkSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {buildSearchFile, type Passage} from '@uggla/search';
import {courseId, publishedCampus, temporaryFolder, writeFiles} from '../support/campus.test.util.js';
import {openApp} from '../support/app.test.util.js';
import {CampusFiles} from './campus-files.js';
import {guessLanguage, keySentences, retrieve, type Knowledge} from './retrieve.js';

describe('/oembed', () => {
  it('shows a pasted link as a frame, under the address that people see, in their language and their room', async () => {
    const root = await publishedCampus();
    const app = await openApp({root});
    const campus = await new CampusFiles(root).campus();
    const item = {
      ...campus.packs[0]!.items[0]!,
      page: 'courses/ergonomia/index.html',
      poster: {src: 'a.jpg', width: 160, height: 90},
    };
    writeFiles(root, {
      'campus.json': JSON.stringify({
        ...campus,
        address: 'https://campus.example/aula',
        packs: [{...campus.packs[0], items: [item]}],
      }),
    });
    const ask = async (url: string, more = '', headers: Record<string, string> = {}) =>
      (await app.send('GET', `/oembed?url=${encodeURIComponent(url)}${more}`, {headers})).json() as Promise<
        Record<string, unknown>
      >;
    const host = 'localhost';
    const {
      html,
      title,
      thumbnail_url: picture,
      width,
    } = await ask(`http://${host}/courses/ergonomia/`, '&maxwidth=300', {'Accept-Language': 'en', Host: host});
    assert.deepEqual([title, picture, width], ['Ergonomics', `http://${host}/a.jpg`, 300]);
    assert.match(String(html), /^<iframe src="http:\/\/localhost\/courses\/ergonomia\/index\.html" width="300"/);
    assert.equal(
      (await ask('https://campus.example/aula/#/item/ergonomia'))['provider_url'],
      'https://campus.example/aula/',
    );
    for (const url of [
      'http://localhost/courses/privado/',
      'https://campus.example/',
      'http://localhost/v1/me',
      'http://localhost/%00',
      'data:text/html,x',
    ])
      assert.equal((await ask(url, '', {Host: host}))['code'], 'oembed-unknown', url);
    for (const bad of ['x"><b>', 'a b', ''])
      assert.equal((await ask('http://x/', '', {Host: bad}))['code'], 'oembed-unknown', bad);
    await app.close();
  });
});

describe('CampusFiles', () => {
  it('reads campus, courses and answers', async () => {
    const files = new CampusFiles(await publishedCampus());
    assert.equal((await files.campus()).id, 'https://campus.example/');
    const found = await files.course(courseId);
    assert.deepEqual([found?.item, found?.course.version], ['ergonomia', '3']);
    assert.deepEqual(Object.keys((await files.answers(found!))!.answers), ['prueba/altura', 'prueba/pausa']);
    assert.equal(await files.course('https://elsewhere.example'), undefined);
    assert.deepEqual(await files.searchLanguages(), ['es', 'en']);
    assert.equal(await files.search('fr'), undefined);
  });

  it('reads again what was published anew, and only that', async () => {
    const root = await publishedCampus();
    const files = new CampusFiles(root);
    const first = await files.campus();
    assert.equal(await files.campus(), first);
    writeFileSync(join(root, 'campus.json'), JSON.stringify({...first, id: 'https://campus.example/another/'}));
    assert.equal((await files.campus()).id, 'https://campus.example/another/');
  });

  it('says what is missing or wrong in a file, and takes it up when it is mended', async () => {
    const root = temporaryFolder();
    const files = new CampusFiles(root);
    await assert.rejects(files.campus(), {code: 'campus-unavailable', file: 'campus.json'});
    writeFiles(root, {'campus.json': '{broken'});
    await assert.rejects(files.campus(), {code: 'campus-invalid'});
    writeFiles(root, {'campus.json': '{"id": "x"}'});
    await assert.rejects(files.campus(), {code: 'campus-invalid', field: 'title'});
    writeFiles(root, {'campus.json': '{"id": "x", "title": "T", "languages": ["es"], "packs": []}'});
    assert.equal((await files.campus()).id, 'x');
  });

  it('shows the other courses when one is broken', async () => {
    const root = await publishedCampus();
    const campus = await new CampusFiles(root).campus();
    const item = campus.packs[0]!.items[0]!;
    const items = [
      {...item, id: 'broken', src: 'courses/broken.json'},
      {...item, id: 'gone', src: 'courses/gone.json'},
      item,
      item,
    ];
    writeFiles(root, {
      'campus.json': JSON.stringify({...campus, packs: [{...campus.packs[0], items}]}),
      'courses/broken.json': '{',
    });
    assert.deepEqual(
      (await new CampusFiles(root).courses()).map((one) => one.item),
      ['ergonomia'],
    );
  });

  it('reads nothing outside the published folder, whatever a file names', async () => {
    const root = await publishedCampus();
    const outside = temporaryFolder();
    writeFiles(outside, {
      'course.json': JSON.stringify({...(await new CampusFiles(root).courses())[0]!.course, id: 'stolen'}),
    });
    const campus = await new CampusFiles(root).campus();
    const item = campus.packs[0]!.items[0]!;
    for (const src of [
      `../../${outside.split('/').at(-1)}/course.json`,
      `${outside}/course.json`,
      'file:///etc/passwd',
      'https://evil.example/course.json',
      '%2e%2e/%2e%2e/x',
      '%',
    ]) {
      writeFiles(root, {
        'campus.json': JSON.stringify({...campus, packs: [{...campus.packs[0], items: [{...item, src}]}]}),
      });
      assert.deepEqual(await new CampusFiles(root).courses(), [], src);
    }
  });

  it('has no answers where none were published', async () => {
    const root = await publishedCampus();
    unlinkSync(join(root, 'courses/ergonomia/answers.json'));
    const files = new CampusFiles(root);
    assert.equal(await files.answers((await files.course(courseId))!), undefined);
  });

  it('works where the published folder is a link', async () => {
    const link = join(temporaryFolder(), 'published');
    symlinkSync(await publishedCampus(), link);
    assert.equal((await new CampusFiles(link).courses()).length, 1);
  });
});

describe('retrieve', () => {
  let files: Knowledge;
  const passage = (id: string, text: string, more: Partial<Passage> = {}): Passage => ({
    id,
    kind: 'cue',
    title: `Title ${id}`,
    text,
    item: 'item',
    lesson: id,
    url: `#/${id}`,
    ...more,
  });
  const ids = async (question: string, options = {}) =>
    (await retrieve(files, question, options)).sources.map((one) => one.passage.id);

  before(async () => {
    const root = temporaryFolder();
    const es = [
      passage('chair', 'La altura de la silla se regula con la palanca derecha.', {
        media: 'm.json',
        start: 10,
        end: 20,
      }),
      passage('chair-again', 'La altura de la silla se regula con la palanca derecha, sentado.', {
        media: 'm.json',
        start: 15,
        end: 25,
      }),
      passage('chair-copy', 'La altura de la silla se regula con la palanca derecha.', {lesson: 'copy'}),
      passage('desk', 'La altura de la mesa se regula con el mando.', {item: 'desks'}),
      passage('title', 'Altura de la silla', {kind: 'title'}),
      passage('long', `${'Otra cosa muy distinta de la que nadie pregunta nunca. '.repeat(20)} La silla.`),
    ];
    const en = [
      passage('en-chair', 'Raise the chair with the lever.'),
      passage('en-only', 'Restart the Zyxel router.'),
    ];
    writeFiles(root, {
      'campus.json': JSON.stringify({
        id: 'x',
        title: 'T',
        languages: ['es', 'en'],
        packs: [],
        search: {en: 'en.json', es: 'es.json'},
      }),
      'es.json': JSON.stringify(await buildSearchFile(es, 'es')),
      'en.json': JSON.stringify(await buildSearchFile(en, 'en')),
    });
    files = {
      campus: new CampusFiles(root),
      documents: undefined,
      keyOf: () => Promise.reject(new Error('no document is here')),
    };
  });

  it('puts what answers best first, and says the same thing once', async () => {
    const found = await ids('¿Cómo regulo la altura de la silla?');
    assert.equal(found[0]!.startsWith('chair'), true);
    assert.equal(found.filter((id) => id === 'chair' || id === 'chair-again').length, 1, 'overlapping in time');
    assert.equal(found.filter((id) => id === 'chair' || id === 'chair-copy').length, 1, 'the same words');
  });

  it('finds nothing rather than anything', async () => {
    for (const question of ['¿Cuál es la capital de Mongolia?', 'What time is it?', '', '¿?', 'de la en el'])
      assert.deepEqual(await ids(question), [], question);
  });

  it('likes what the person has open', async () => {
    assert.equal((await ids('¿Cómo se regula la altura?', {place: {course: 'desks', lesson: 'desk'}}))[0], 'desk');
  });

  it('goes to another language only when this one has nothing', async () => {
    const {language, sources} = await retrieve(files, '¿Cómo reinicio el router Zyxel?');
    assert.deepEqual([language, sources.map((one) => [one.language, one.passage.id])], ['es', [['en', 'en-only']]]);
    assert.ok((await retrieve(files, '¿Cómo regulo la silla?')).sources.every((one) => one.language === 'es'));
  });

  it('gives at most as many as were wanted', async () => {
    assert.equal((await ids('altura silla mesa', {limit: 1})).length, 1);
  });
});

describe('guessLanguage', () => {
  it('goes by the small words and the marks of a question', async () => {
    const guess = (question: string) => guessLanguage(question, ['es', 'en']);
    assert.equal(await guess('¿Cómo ajusto la altura de la silla?'), 'es');
    assert.equal(await guess('How do I adjust the height of the chair?'), 'en');
    assert.equal(await guess('como ajusto la silla'), 'es');
    assert.equal(await guess('Zyxel'), undefined);
    assert.equal(await guessLanguage('hola', []), undefined);
  });
});

describe('keySentences', () => {
  const text =
    'Vamos por orden. Para ajustar la altura de la silla, tira de la palanca que está a la derecha del asiento. El respaldo va después de todo lo demás, sin prisa. Altura. Los pies apoyan en el suelo con las rodillas en ángulo recto.';

  it('picks the sentences that have the question’s words, in their order', async () => {
    const picked = await keySentences(text, '¿Cómo ajusto la altura de la silla?', 'es', 120);
    assert.equal(picked, 'Para ajustar la altura de la silla, tira de la palanca que está a la derecha del asiento.');
  });

  it('takes a short sentence together with the next', async () => {
    assert.equal(
      await keySentences(
        'Otra cosa. Altura. Los pies apoyan en el suelo con las rodillas en ángulo recto, siempre.',
        'altura',
        'es',
        60,
      ),
      'Altura. Los pies apoyan en el suelo con las rodillas en ángulo recto, siempre.',
    );
  });

  it('gives the first when none has any', async () => {
    assert.match(await keySentences(text, 'Mongolia', 'es'), /^Vamos por orden\./);
    assert.equal(await keySentences('', 'x', 'es'), '');
    assert.equal(await keySentences('Primero la altura. La altura:', 'altura', 'es'), 'Primero la altura.');
  });
});
