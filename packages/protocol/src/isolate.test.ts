import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fillTerm, isolate, runsFromTheRight} from './isolate.js';

/** With the signs that nobody sees made visible. */
const seen = (text: string) => text.replaceAll('\u2068', '[').replaceAll('\u2069', ']');

describe('isolate', () => {
  it('keeps a text apart from a sentence of the other direction, and leaves all others as they are', () => {
    assert.equal(seen(isolate('EPIs.', 'يُفتح بعد إكمال')), '[EPIs.]');
    assert.equal(seen(isolate('الخوذة!', 'Next')), '[الخوذة!]');
    assert.equal(isolate('EPIs.', 'Siguiente'), 'EPIs.');
    assert.equal(isolate('3:45', 'التالي'), '3:45');
    assert.equal(seen(isolate('2026-01', 'الإصدار')), '[2026-01]');
  });
});

describe('runsFromTheRight', () => {
  it('goes by the first letter', () => {
    const texts = ['كرسي Tero', '12 כיסא', 'Tero كرسي', '2026', ''];
    assert.deepEqual(texts.map(runsFromTheRight), [true, true, false, false, false]);
  });
});

describe('fillTerm', () => {
  it('keeps apart what is put into a sentence where directions meet', () => {
    const next = (title: string, time: string) => `التالي: ${title} (${time})`;
    assert.equal(seen(fillTerm(next, ['EPIs.', '0:42'])), 'التالي: [EPIs.] (0:42)');
    assert.equal(seen(fillTerm((title: string) => `Next: ${title}!`, ['الخوذة'])), 'Next: [الخوذة]!');
    assert.equal(seen(fillTerm((title: string) => `Next: ${title}!`, ['EPIs'])), 'Next: EPIs!');
  });

  it('hands on numbers and texts that count as they are', () => {
    const term = (count: number, shown: string) => (count === 1 && shown === '1' ? 'درس واحد' : 'دروس');
    assert.equal(fillTerm(term, [1, '1']), 'درس واحد');
    assert.equal(fillTerm('التالي', []), 'التالي');
  });
});
