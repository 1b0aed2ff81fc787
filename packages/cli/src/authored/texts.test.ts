import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {inLanguage, languagesOf, mergeText, mergeTranslation} from './texts.js';

describe('mergeText', () => {
  it('adds a language to a text, to a map, and to nothing', () => {
    assert.deepEqual(mergeText('Hola', 'Hello', 'es', 'en'), {es: 'Hola', en: 'Hello'});
    assert.deepEqual(mergeText({es: 'Hola', fr: 'Salut'}, 'Hello', 'es', 'en'), {es: 'Hola', fr: 'Salut', en: 'Hello'});
    assert.deepEqual(mergeText(undefined, 'Hello', 'es', 'en'), {en: 'Hello'});
    assert.equal(mergeText('Hola', undefined, 'es', 'en'), 'Hola');
  });

  it('lets a map in the translation say several languages, and mend what the first file says', () => {
    assert.deepEqual(mergeText({es: 'Hola', en: 'Helo'}, {en: 'Hello', fr: 'Salut'}, 'es', 'en'), {
      es: 'Hola',
      en: 'Hello',
      fr: 'Salut',
    });
  });
});

describe('mergeTranslation', () => {
  it('takes the voice of a translation into the film of all', () => {
    const film = (fields: object) => mergeTranslation(fields, {film: {voice: 'en-gb', speed: 2}}, 'es', 'en');
    assert.deepEqual(film({film: {voice: 'es', speed: 1}}), {film: {voice: {es: 'es', en: 'en-gb'}, speed: 1}});
    assert.deepEqual(film({}), {film: {voice: {en: 'en-gb'}}});
  });

  it('takes what people read out of a translation, and no rule', () => {
    const merged = mergeTranslation(
      {title: 'Hola', renew: 'P1Y', tags: ['a']},
      {title: 'Hello', renew: 'P2Y', tags: ['b'], unlock: {after: ['x']}},
      'es',
      'en',
    );
    assert.deepEqual(merged, {title: {es: 'Hola', en: 'Hello'}, renew: 'P1Y', tags: ['a']});
  });

  it('translates lists of texts by their places, and takes nothing away', () => {
    assert.deepEqual(mergeTranslation({tools: ['Llave', 'Paño']}, {tools: ['Key']}, 'es', 'en'), {
      tools: [{es: 'Llave', en: 'Key'}, 'Paño'],
    });
    assert.deepEqual(mergeTranslation({}, {warnings: ['Hot']}, 'es', 'en'), {warnings: [{en: 'Hot'}]});
  });

  it('adds no step that the first file has not', () => {
    const merged = mergeTranslation(
      {steps: [{title: 'Abrir'}]},
      {steps: [{title: 'Open'}, {title: 'Close'}]},
      'es',
      'en',
    );
    assert.deepEqual(merged, {steps: [{title: {es: 'Abrir', en: 'Open'}}]});
    assert.equal((mergeTranslation({}, {steps: [{title: 'Open'}]}, 'es', 'en') as {steps?: unknown}).steps, undefined);
  });

  it('changes neither of the two', () => {
    const [fields, translation] = [
      Object.freeze({title: 'Hola', steps: Object.freeze([Object.freeze({title: 'A'})])}),
      Object.freeze({title: 'Hello', steps: [{title: 'B'}]}),
    ];
    assert.doesNotThrow(() => mergeTranslation(fields, translation, 'es', 'en'));
  });
});

describe('inLanguage', () => {
  it('says in which language texts are, also in steps, and leaves the rest', () => {
    assert.deepEqual(
      inLanguage(
        {
          title: 'Hello',
          id: 'x',
          tools: ['Key'],
          steps: [{title: 'Open', start: 1}],
          actions: [{kind: 'link', label: 'Buy'}],
        },
        'es',
        'en',
      ),
      {
        title: {en: 'Hello'},
        id: 'x',
        tools: [{en: 'Key'}],
        steps: [{title: {en: 'Open'}, start: 1}],
        actions: [{kind: 'link', label: {en: 'Buy'}}],
      },
    );
  });
});

describe('languagesOf', () => {
  it('counts no empty text', () => {
    assert.deepEqual(
      [
        languagesOf('Hola', 'es'),
        languagesOf({es: 'Hola', en: ''}, 'es'),
        languagesOf('', 'es'),
        languagesOf(undefined, 'es'),
      ],
      [['es'], ['es'], [], []],
    );
  });
});
