import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {foldWord, loadWordRules, splitWords, wordForms} from './words.js';

describe('splitWords', () => {
  const rows: [text: string, words: string[]][] = [
    ['¿Cómo ajusto la silla?', ['Cómo', 'ajusto', 'la', 'silla']],
    ['well-known, e.g. 3D-printing', ['well', 'known', 'e', 'g', '3D', 'printing']],
    ["don't l’eau 'quoted'", ["don't", 'l’eau', 'quoted']],
    ['año_2026 50 % 1.5', ['año', '2026', '50', '1', '5']],
    ['niño', ['niño'.normalize('NFC')]],
    ['<b>x</b> & y', ['b', 'x', 'b', 'y']],
    ['🎬🎬 \u0000 —', []],
    ['', []],
  ];
  for (const [text, words] of rows)
    it(`of ${JSON.stringify(text)}: ${words.join(' | ') || 'none'}`, () => assert.deepEqual(splitWords(text), words));
});

describe('foldWord', () => {
  it('makes one of a word with and without accents, in one piece or in two', () => {
    for (const word of ['Ergonomía', 'ERGONOMIA', 'ergonomi\u0301a']) assert.equal(foldWord(word), 'ergonomia');
    assert.equal(foldWord('Añó'), 'ano');
    assert.equal(foldWord('Ünïçödé'), 'unicode');
  });

  it('leaves the marks of scripts where they are letters', () => {
    assert.equal(foldWord('が'), 'が');
    assert.notEqual(foldWord('की'), foldWord('का'));
    assert.equal(foldWord('مُدِير'), 'مدير');
  });
});

describe('wordForms', () => {
  it('brings the forms of a Spanish word together', async () => {
    const rules = await loadWordRules('es');
    const share = (one: string, other: string) =>
      wordForms(one, rules).some((form) => wordForms(other, rules).includes(form));
    for (const [one, other] of [
      ['ajustar', 'ajusto'],
      ['ajuste', 'ajustes'],
      ['silla', 'sillas'],
      ['niños', 'niño'],
      ['Año', 'ano'],
      ['pantalla', 'PANTALLAS'],
      ['protección', 'proteccion'],
      ['reunio\u0301n', 'reunión'],
    ]) {
      assert.ok(share(one!, other!), `${one} and ${other}`);
    }
    for (const [one, other] of [
      ['silla', 'sitio'],
      ['pantalla', 'pantano'],
    ])
      assert.ok(!share(one!, other!), `${one} and ${other}`);
  });

  it('brings the forms of an English word together', async () => {
    const rules = await loadWordRules('en-GB');
    const share = (one: string, other: string) =>
      wordForms(one, rules).some((form) => wordForms(other, rules).includes(form));
    for (const [one, other] of [
      ['adjusting', 'adjusted'],
      ['chair', 'chairs'],
      ['Safety', 'safety'],
      ['companies', 'company'],
    ])
      assert.ok(share(one!, other!), `${one} and ${other}`);
    assert.ok(!share('chair', 'chain'));
  });

  it('has none of a stop word, in whatever case or pieces', async () => {
    const rules = await loadWordRules('es');
    for (const word of ['de', 'LA', 'también', 'tambie\u0301n'.normalize('NFD')])
      assert.deepEqual(wordForms(word, rules), [], word);
    assert.deepEqual(wordForms('the', await loadWordRules('en')), []);
  });

  it('takes any word without harm', async () => {
    for (const language of ['es', 'en', 'fr', 'de', 'pt', 'it']) {
      const rules = await loadWordRules(language);
      for (const word of ['constructor', '__proto__', 'x', '٣', '字', 'a'.repeat(5000), 'ñ'])
        assert.ok(Array.isArray(wordForms(word, rules)), `${word.slice(0, 20)} in ${language}`);
    }
  });
});

describe('loadWordRules', () => {
  it('leaves words as they are in a language that it has no rules for, and in none', async () => {
    for (const language of ['eu', 'zh-Hant', '', 'constructor', '__proto__'])
      assert.deepEqual(wordForms('Sillas', await loadWordRules(language)), ['sillas'], language);
  });

  it('goes by the language, not by the region', async () => {
    assert.deepEqual(wordForms('sillas', await loadWordRules('ES-mx')), wordForms('sillas', await loadWordRules('es')));
  });
});
