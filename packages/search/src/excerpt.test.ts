import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {makeExcerpt} from './excerpt.js';

const is =
  (...words: string[]) =>
  (word: string) =>
    words.includes(word.toLowerCase());
const whole = (parts: ReturnType<typeof makeExcerpt>) => parts.map(({text}) => text).join('');
const marked = (parts: ReturnType<typeof makeExcerpt>) => parts.filter(({match}) => match).map(({text}) => text);

describe('makeExcerpt', () => {
  it('is the whole of a short text, with the found words apart', () => {
    assert.deepEqual(makeExcerpt('La silla alta', is('silla')), [
      {text: 'La ', match: false},
      {text: 'silla', match: true},
      {text: ' alta', match: false},
    ]);
    assert.deepEqual(makeExcerpt('silla', is('silla')), [{text: 'silla', match: true}]);
    assert.deepEqual(makeExcerpt('', is('silla')), []);
  });

  it('begins near the first found word of a long text, at the start of a word', () => {
    const text = `${'una palabra '.repeat(50)}silla ${'otra cosa '.repeat(50)}`;
    const parts = makeExcerpt(text, is('silla'));
    assert.match(whole(parts), /^…(una|palabra) /);
    assert.match(whole(parts), /\S…$/);
    assert.ok(whole(parts).length < 200);
    assert.deepEqual(marked(parts), ['silla']);
  });

  it('is the beginning of a text in which nothing was found', () => {
    const parts = makeExcerpt('Uno dos tres cuatro cinco seis', () => false, 12);
    assert.equal(whole(parts), 'Uno dos tres…');
  });

  it('marks each place, and the word alone', () => {
    const parts = makeExcerpt('Silla, mesa, silla; sillas.', is('silla'));
    assert.deepEqual(marked(parts), ['Silla', 'silla']);
    assert.equal(whole(parts), 'Silla, mesa, silla; sillas.');
  });

  it('shows markup as the text that it is', () => {
    assert.equal(
      whole(makeExcerpt('<img src=x onerror=alert(1)> silla', is('silla'))),
      '<img src=x onerror=alert(1)> silla',
    );
  });

  it('stays short where there are no spaces, and cuts no letter in two', () => {
    for (const letter of ['字', '🪑', 'x']) {
      const parts = makeExcerpt(`${letter.repeat(3000)} silla ${letter.repeat(3000)}`, is('silla'));
      assert.ok(whole(parts).length < 300, `${letter}: ${whole(parts).length}`);
      assert.deepEqual(marked(parts), ['silla']);
      assert.doesNotMatch(whole(parts), /\p{Surrogate}/u);
    }
    assert.ok(whole(makeExcerpt('🪑'.repeat(3000), () => false)).length < 300);
  });
});
