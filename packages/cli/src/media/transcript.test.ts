import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {makePassages, makeTranscript} from './transcript.js';

const words = (count: number, end = '') => Array.from({length: count}, (_, at) => `palabra${at}`).join(' ') + end;
/** Captions one after another, each of three seconds. */
const cues = (...texts: string[]) => texts.map((text, at) => ({start: at * 3, end: at * 3 + 3, text}));

describe('makeTranscript', () => {
  it('says in which language it is, and is empty where nothing is said', () => {
    assert.deepEqual(makeTranscript([], 'en'), {language: 'en', paragraphs: []});
    assert.deepEqual(makeTranscript(cues('<i></i>', '&nbsp;'), 'en').paragraphs, []);
  });

  it('begins a paragraph behind a long sentence, not within one', () => {
    const {paragraphs} = makeTranscript(cues(words(60), words(20, '.'), words(5, '.')), 'es');
    assert.deepEqual(
      paragraphs.map(({start, end}) => [start, end]),
      [
        [0, 6],
        [6, 9],
      ],
    );
  });

  it('ends a paragraph somewhere even when no sentence ends', () => {
    const {paragraphs} = makeTranscript(
      cues(...Array.from({length: 20}, () => words(20)).map((text, at) => `${text} ${at}`)),
      'es',
    );
    assert.ok(paragraphs.length > 2);
    for (const {text} of paragraphs) assert.ok(text.split(' ').length <= 140, text);
  });

  it('knows the end of a sentence behind quotes, and in other scripts', () => {
    for (const end of ['.»', '?”', '!)', '…', '。', '？'])
      assert.equal(makeTranscript(cues(words(71, end), words(3)), 'es').paragraphs.length, 2, end);
    assert.equal(makeTranscript(cues(words(71, ','), words(3)), 'es').paragraphs.length, 1);
  });

  it('ends with the last of captions that overlap', () => {
    const {paragraphs} = makeTranscript(
      [
        {start: 0, end: 9, text: 'Largo.'},
        {start: 1, end: 2, text: 'Corto.'},
      ],
      'es',
    );
    assert.deepEqual(paragraphs, [{start: 0, end: 9, text: 'Largo. Corto.'}]);
  });

  it('joins captions a breath apart, and parts those that are not', () => {
    const apart = (pause: number) =>
      makeTranscript(
        [
          {start: 0, end: 1, text: 'Uno.'},
          {start: 1 + pause, end: 9, text: 'Dos.'},
        ],
        'es',
      ).paragraphs.length;
    assert.deepEqual([apart(1.4), apart(1.5)], [1, 2]);
  });
});

describe('makePassages', () => {
  it('keeps a short end with what came before it', () => {
    const passages = makePassages(cues(words(32, '.'), words(5, '.')));
    assert.deepEqual(
      passages.map(({start, end}) => [start, end]),
      [[0, 6]],
    );
  });

  it('lets a short end stand alone behind a long piece', () => {
    assert.equal(makePassages(cues(words(55, '.'), words(5, '.'))).length, 2);
  });

  it('runs on over pauses: what is searched need not be said in one breath', () => {
    assert.equal(
      makePassages([
        {start: 0, end: 1, text: 'Uno.'},
        {start: 30, end: 31, text: 'Dos.'},
      ]).length,
      1,
    );
  });

  it('takes chapters in whatever order they are told, and what is said before the first', () => {
    const said = cues('Antes.', 'Uno.', 'Dos.');
    assert.deepEqual(
      makePassages(said, [{start: 6}, {start: 3}]).map(({text}) => text),
      ['Antes.', 'Uno.', 'Dos.'],
    );
  });

  it('is empty where nothing is said', () => {
    assert.deepEqual(makePassages([], [{start: 0}]), []);
  });
});
