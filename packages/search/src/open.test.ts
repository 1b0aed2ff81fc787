import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {buildSearchFile} from './build.js';
import {openSearch, type SearchIndex} from './open.js';
import type {Passage, SearchFile} from './passage.js';

const passage = (id: string, text: string, more: Partial<Passage> = {}): Passage => ({
  id,
  kind: 'cue',
  title: 'Lección',
  text,
  item: 'curso',
  url: `#/${id}`,
  ...more,
});
const open = async (passages: Passage[], language = 'es'): Promise<SearchIndex> =>
  openSearch(JSON.parse(JSON.stringify(await buildSearchFile(passages, language))) as SearchFile);
const ids = (index: SearchIndex, query: string, options = {}) =>
  index.search(query, options).map((hit) => hit.passage.id);

describe('the order of what is found', () => {
  it('puts more of the searched words before rarer ones', async () => {
    const index = await open([
      passage('rare', 'El lumbago y su trigonometría'),
      passage('both', 'La altura de la silla'),
      ...Array.from({length: 20}, (_, at) => passage(`h${at}`, `La altura número ${at}`)),
    ]);
    assert.equal(ids(index, 'altura silla lumbago')[0], 'both');
    const [first] = index.search('altura silla lumbago');
    assert.equal(Math.round(first!.coverage * 100), 67);
  });

  it('puts a title before a text, a whole word before a beginning, and either before a misspelling', async () => {
    const index = await open([
      passage('text', 'Habla de ergonomía en la oficina'),
      passage('title', 'Otra cosa', {title: 'Ergonomía'}),
      passage('long', 'Los datos personales y su protección'),
      passage('near', 'La proteína es un alimento'),
    ]);
    assert.deepEqual(ids(index, 'ergonomía'), ['title', 'text']);
    assert.equal(ids(index, 'protección')[0], 'long');
  });

  it('goes down in score, is the same each time, and ends where it is told to', async () => {
    const index = await open(
      Array.from({length: 60}, (_, at) => passage(`p${at}`, `silla ${'otra palabra '.repeat(at % 7)}`)),
    );
    const hits = index.search('silla');
    assert.equal(hits.length, 20);
    assert.deepEqual(
      hits.map(({score}) => score),
      [...hits.map(({score}) => score)].sort((a, b) => b - a),
    );
    assert.deepEqual(ids(index, 'silla'), ids(index, 'silla'));
    assert.equal(index.search('silla', {limit: 3}).length, 3);
    assert.equal(index.search('silla', {limit: 1000}).length, 60);
    assert.deepEqual(index.search('silla', {limit: 0}), []);
  });
});

describe('Spanish and English', () => {
  it('finds ñ and n by either, in one piece or in two', async () => {
    const index = await open([passage('a', 'El año de los niños'), passage('b', 'La cana del anciano')]);
    for (const query of ['niño', 'nino', 'NIÑOS', 'nin\u0303o'])
      assert.deepEqual(ids(index, query, {exact: true}), ['a'], query);
  });

  it('finds a verb by another of its forms', async () => {
    const index = await open([passage('a', 'Ajusta la altura'), passage('b', 'Guardamos los documentos')]);
    assert.deepEqual(ids(index, '¿cómo se ajustan?', {exact: true}), ['a']);
    assert.deepEqual(ids(index, 'guardar documento', {exact: true}), ['b']);
  });

  it('does the same in English, where Spanish rules do not hold', async () => {
    const index = await open(
      [passage('a', 'Adjusting the height of chairs'), passage('b', 'Companies store documents')],
      'en',
    );
    assert.deepEqual(ids(index, 'how do I adjust a chair?', {exact: true}), ['a']);
    assert.deepEqual(ids(index, 'company document', {exact: true}), ['b']);
    assert.deepEqual(ids(index, 'the of'), []);
    assert.equal(index.language, 'en');
  });

  it('asks for the whole word where it is told to', async () => {
    const index = await open([passage('a', 'La ergonomía')]);
    assert.deepEqual(ids(index, 'ergo'), ['a']);
    assert.deepEqual(ids(index, 'ergo', {exact: true}), []);
    assert.deepEqual(ids(index, 'ergonoima', {exact: true}), []);
    assert.deepEqual(ids(index, 'ergonomía', {exact: true}), ['a']);
  });
});

describe('what people and attackers type', () => {
  const passages = [passage('a', 'La silla del constructor'), passage('b', 'Otro texto')];

  for (const query of [
    '',
    ' ',
    '\n\t',
    '¿?',
    '…',
    '🪑',
    '"',
    "'",
    '*',
    '\u0000',
    '(',
    '[a-z',
    '\\',
    'AND OR NOT',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '%00',
    '__proto__',
    'toString valueOf',
    '\ud83d',
  ]) {
    it(`${JSON.stringify(query)} finds nothing, quietly`, async () =>
      assert.deepEqual(ids(await open(passages), query), []));
  }

  it('a word that every object has is a word', async () => {
    assert.deepEqual(ids(await open(passages), 'constructor'), ['a']);
  });

  it('a query without end is read as far as any question goes', async () => {
    const index = await open(passages);
    assert.deepEqual(ids(index, `silla ${'nada '.repeat(100_000)}`), ['a']);
    assert.deepEqual(ids(index, `${'nada '.repeat(100_000)} silla`), []);
    assert.deepEqual(ids(index, 'x'.repeat(100_000)), []);
  });

  it('a kind or an item that is not there is none', async () => {
    const index = await open(passages);
    assert.deepEqual(ids(index, 'silla', {kinds: []}), []);
    assert.deepEqual(ids(index, 'silla', {items: ['__proto__']}), []);
    assert.deepEqual(ids(index, 'silla', {items: ['curso'], kinds: ['cue']}), ['a']);
  });
});

describe('a search file', () => {
  it('holds 10,000 passages, and each can be found', async () => {
    const index = await open(
      Array.from({length: 10_000}, (_, at) =>
        passage(`p${at}`, `Pieza número ${at} de la máquina ${at % 100}, con tornillos y tuercas`),
      ),
    );
    for (const at of [0, 4321, 9999]) assert.equal(ids(index, `pieza ${at}`, {exact: true})[0], `p${at}`);
    assert.equal(index.search('máquina').length, 20);
    assert.equal(index.passages.length, 10_000);
  });

  it('of no passages finds nothing', async () => {
    assert.deepEqual(ids(await open([]), 'silla'), []);
  });

  it('gives passages back with all their fields, those of later versions too', async () => {
    const full = passage('a', 'silla', {
      lesson: 'l',
      media: 'm.json',
      start: 1,
      end: 2,
      place: 'p',
      itemKind: 'course',
      ...({mood: 'good'} as object),
    });
    assert.deepEqual((await open([full])).search('silla')[0]?.passage, full);
  });

  for (const [what, file] of [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['another form', {format: 2}],
    ['no passages', {format: 1, index: {}}],
    ['no index', {format: 1, passages: []}],
    ['an index of nothing', {format: 1, language: 'es', passages: [], index: null}],
  ] as const) {
    it(`that is ${what} is refused with a code and a cure`, async () => {
      await assert.rejects(openSearch(file as unknown as SearchFile), {code: 'search-invalid', cure: /uggla build/});
    });
  }
});
