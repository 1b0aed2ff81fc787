import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {buildSearchFile} from './build.js';
import {openSearch} from './open.js';
import type {Passage, SearchFile} from './passage.js';

const passages: Passage[] = [
  {
    id: 'a',
    kind: 'title',
    title: 'Ergonomía en el puesto de trabajo',
    text: 'Cómo sentarse bien.',
    item: 'ergonomia',
    url: '#/item/ergonomia',
  },
  {
    id: 'b',
    kind: 'cue',
    title: 'La silla',
    text: 'Ajusta la altura de la silla hasta apoyar los pies en el suelo.',
    item: 'ergonomia',
    lesson: 'silla',
    start: 12,
    end: 19,
    url: '#/item/ergonomia/silla?t=12',
  },
  {
    id: 'c',
    kind: 'cue',
    title: 'La pantalla',
    text: 'El borde superior de la pantalla queda a la altura de los ojos.',
    item: 'ergonomia',
    lesson: 'pantalla',
    start: 3,
    end: 9,
    url: '#/item/ergonomia/pantalla?t=3',
  },
  {
    id: 'd',
    kind: 'article',
    title: 'Protección de datos',
    text: 'Los datos personales se guardan cifrados.',
    item: 'datos',
    url: '#/item/datos',
  },
];

const open = async () => openSearch(JSON.parse(JSON.stringify(await buildSearchFile(passages, 'es'))) as SearchFile);

describe('openSearch', () => {
  it('finds a word with or without its accent', async () => {
    const index = await open();
    assert.equal(index.search('ergonomía')[0]?.passage.id, 'a');
    assert.equal(index.search('ergonomia')[0]?.passage.id, 'a');
    assert.equal(index.search('ERGONOMÍA')[0]?.passage.id, 'a');
  });

  it('finds other forms of a word', async () => {
    const index = await open();
    assert.equal(index.search('ajustar sillas', {exact: true})[0]?.passage.id, 'b');
    assert.equal(index.search('dato personal', {exact: true})[0]?.passage.id, 'd');
  });

  it('answers a question with the passage that has most of its words', async () => {
    const [best] = (await open()).search('¿Cómo ajusto la altura de la silla?', {exact: true});
    assert.equal(best?.passage.id, 'b');
    assert.equal(best?.passage.start, 12);
    assert.equal(best?.coverage, 1);
  });

  it('finds by the beginning of a word and forgives a misspelling', async () => {
    const index = await open();
    assert.equal(index.search('ergon')[0]?.passage.id, 'a');
    assert.equal(index.search('pantala')[0]?.passage.id, 'c');
  });

  it('finds nothing for stop words, signs or an empty text', async () => {
    const index = await open();
    for (const text of ['', '   ', '¿?', 'de la', '<script>'.slice(0, 1)]) assert.deepEqual(index.search(text), []);
  });

  it('narrows by kind and item', async () => {
    const index = await open();
    assert.deepEqual(index.search('altura', {kinds: ['article']}), []);
    assert.deepEqual(index.search('altura', {items: ['datos']}), []);
    assert.equal(index.search('altura', {items: ['ergonomia'], kinds: ['cue']}).length, 2);
  });

  it('marks the found words in the excerpt', async () => {
    const [best] = (await open()).search('silla altura');
    const marked = best?.excerpt.filter(({match}) => match).map(({text}) => text);
    assert.deepEqual(marked, ['altura', 'silla']);
    assert.equal(best?.excerpt.map(({text}) => text).join(''), passages[1]?.text);
  });

  it('refuses what is no search file with a code to look up', async () => {
    await assert.rejects(openSearch({format: 2} as unknown as SearchFile), {code: 'search-invalid'});
    await assert.rejects(openSearch({...(await buildSearchFile(passages, 'es')), index: {}}), {code: 'search-invalid'});
  });
});

describe('buildSearchFile', () => {
  it('makes the same file of the same passages', async () => {
    assert.equal(
      JSON.stringify(await buildSearchFile(passages, 'es')),
      JSON.stringify(await buildSearchFile(passages, 'es')),
    );
  });

  it('takes a language that has no stemmer', async () => {
    const index = await openSearch(await buildSearchFile([{...passages[3]!, text: 'datuak gordetzen dira'}], 'eu'));
    assert.equal(index.search('datuak').length, 1);
  });
});
