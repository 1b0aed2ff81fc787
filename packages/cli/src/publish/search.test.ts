import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {openSearch, type Passage, type SearchFile} from '@uggla/search';
import {strToU8, zipSync} from 'fflate';
import {beep, publish, type Published} from '../testing/publish.test.util.js';

const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const container =
  '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>';
const opf =
  '<package><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>';
const manual = zip({
  'META-INF/container.xml': container,
  'b.opf': opf,
  'a.xhtml': '<html><body><p>roto <<<',
  'b.xhtml': '<html><body><h1>Cuidado</h1><p>Engrasa la bisagra.</p></body></html>',
});

let made: Published;
before(async () => {
  made = await publish({
    'campus.yml': 'title: Acme\nlanguages: [es, en]\nid: https://acme.example/c\n',
    'courses/curso/course.md':
      '---\ntitle: {es: Seguridad, en: Safety}\nsummary: {es: Lo básico.}\ntags: [casco]\n---\n',
    'courses/curso/10-voz.md': '---\ntitle: El andamio\n---\n\n## Montaje\n\nAprieta los husillos.\n',
    'courses/curso/10-voz.en.md': '---\ntitle: The scaffold\n---\n\nTighten the spindles.\n',
    'courses/curso/10-voz.wav': beep(4),
    'courses/curso/10-voz.es.vtt':
      'WEBVTT\n\n00:01.100 --> 00:01.900\nLa <i>barandilla</i> &amp; el rodapié\n\n00:02.300 --> 00:02.900\nEl arnés\n',
    'courses/curso/10-voz.chapters.vtt': 'WEBVTT\n\n00:00.000 --> 00:02.000\nUno\n\n00:02.500 --> 00:04.000\nDos\n',
    'courses/curso/20-solo.md': '---\ntitle: {es: Solo español}\n---\n\nPalabra hidráulica.\n',
    'guides/puerta/guide.md':
      '---\ntitle: La puerta chirría\nfault: Chirrido\ncodes: [E-42]\nsteps:\n  - {id: aceite, title: Engrasar, text: Con una aceitera., warning: No fumes.}\n---\n',
    'products/bomba/product.md':
      '---\ntitle: {es: Bomba, en: Pump}\nsku: BX-9\nbrand: Hidra\ncategory: Riego\n---\n\nEleva el agua.\n',
    'books/manual.epub': manual,
    'podcasts/charlas/10-uno.wav': beep(),
    'podcasts/charlas/10-uno.es.srt': '1\n00:00:00,000 --> 00:00:00,090\nHablamos de espeleología\n',
  });
});

async function find(query: string, language = 'es'): Promise<Passage | undefined> {
  const search = await openSearch(made.json(`search/${language}.json`) as SearchFile);
  return search.search(query)[0]?.passage;
}

describe('what is found', () => {
  it('is known to each course: where, and by which id', () => {
    assert.deepEqual((made.json('courses/curso/course.json') as {search?: unknown}).search, {
      item: 'curso',
      files: {es: '../../search/es.json', en: '../../search/en.json'},
    });
  });

  it('leads to the second at which it is said', async () => {
    const {kind, item, itemKind, lesson, media, start, end, url, text} = (await find('barandilla'))!;
    assert.deepEqual(
      {kind, item, itemKind, lesson, media, start, end, url, text},
      {
        kind: 'cue',
        item: 'curso',
        itemKind: 'course',
        lesson: 'voz',
        media: 'media/curso-voz/media.json',
        start: 1.1,
        end: 1.9,
        url: '#/item/curso/voz?t=1',
        text: 'La barandilla & el rodapié',
      },
    );
    assert.equal((await find('arnés'))?.start, 2.3, 'the next chapter is a passage of its own');
  });

  it('leads to an article, under its heading, in the language of the index', async () => {
    const found = await find('husillos');
    assert.deepEqual(
      [found?.kind, found?.text, found?.title, found?.url],
      ['article', 'Montaje: Aprieta los husillos.', 'El andamio', '#/item/curso/voz'],
    );
    assert.equal((await find('spindles', 'en'))?.title, 'The scaffold');
    assert.equal(await find('spindles'), undefined);
    assert.equal(await find('husillos', 'en'), undefined);
  });

  it('leads to titles, summaries and tags', async () => {
    assert.deepEqual([(await find('básico'))?.kind, (await find('básico'))?.item], ['title', 'curso']);
    assert.equal((await find('casco'))?.item, 'curso');
    assert.equal((await find('safety', 'en'))?.item, 'curso');
    assert.equal((await find('scaffold', 'en'))?.lesson, 'voz');
  });

  it('does not answer in one language with what is only there in another', async () => {
    assert.equal((await find('hidráulica'))?.lesson, 'solo');
    assert.equal(await find('hidráulica', 'en'), undefined);
    assert.equal(await find('español', 'en'), undefined);
  });

  it('leads to a step of a guide, by its words, its warning and the code of the fault', async () => {
    assert.deepEqual(
      [(await find('aceitera'))?.lesson, (await find('aceitera'))?.url, (await find('aceitera'))?.kind],
      ['aceite', '#/item/puerta/aceite', 'step'],
    );
    assert.equal((await find('fumes'))?.lesson, 'aceite');
    assert.equal((await find('E-42'))?.item, 'puerta');
  });

  it('leads to a product by number, brand and text', async () => {
    for (const query of ['BX-9', 'Hidra', 'Riego'])
      assert.deepEqual([(await find(query))?.item, (await find(query))?.kind], ['bomba', 'product'], query);
    assert.equal((await find('agua'))?.item, 'bomba');
  });

  it('leads into an episode of a podcast', async () => {
    assert.deepEqual(
      [(await find('espeleología'))?.itemKind, (await find('espeleologia'))?.lesson],
      ['podcast', 'uno'],
    );
  });

  it('leads to a place in a book, and tells of the chapter that cannot be read', async () => {
    const found = await find('bisagra');
    assert.deepEqual(
      [found?.kind, found?.item, found?.lesson, found?.title, found?.place],
      ['book', 'manual', 'book', 'Cuidado', 'b.xhtml'],
    );
    const [problem] = made.problems.filter(({code}) => code === 'book-unreadable');
    assert.deepEqual([problem?.severity, problem?.file], ['warning', 'books/manual.epub']);
    assert.match(problem!.message, /a\.xhtml is not well formed/);
  });

  it('is nothing secret: every passage stands in a published file', () => {
    const passages = JSON.stringify(made.json('search/es.json'));
    assert.doesNotMatch(passages, /undefined|\[object|NaN|null/);
  });
});

describe('the index of a language', () => {
  it('is not there when nothing is in it', async () => {
    const {json, out, text} = await publish({
      'campus.yml': 'title: A\nlanguages: [es, en]\n',
      'courses/a/course.md': '---\ntitle: {es: A}\n---\n',
      'courses/a/10-b.md': '---\ntitle: {es: B}\n---\n\nC\n',
    });
    assert.deepEqual(json('campus.json').search, {es: 'search/es.json'});
    assert.throws(() => text('search/en.json'), {code: 'ENOENT'});
    assert.ok(out);
  });
});
