import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {grade, type Response} from './grade.js';
import type {Question, RightAnswer} from './types.js';

const score = (type: Question['type'], answer: RightAnswer, response: Response | undefined) =>
  grade({type}, answer, response).score;

describe('grade', () => {
  it('judges one choice', () => {
    assert.equal(score('single', {choices: ['b']}, 'b'), 1);
    assert.equal(score('single', {choices: ['b']}, ['b']), 1);
    assert.equal(score('single', {choices: ['b']}, ['a', 'b']), 0);
    assert.equal(score('hotspot', {choices: ['b']}, 'a'), 0);
  });

  it('gives part of the points for some of several choices, and none for choosing all', () => {
    const answer = {choices: ['a', 'b']};
    assert.equal(score('multiple', answer, ['b', 'a']), 1);
    assert.equal(score('multiple', answer, ['a']), 0.5);
    assert.equal(score('multiple', answer, ['a', 'b', 'c', 'd']), 0);
    assert.deepEqual(grade({type: 'multiple'}, answer, ['a']), {right: false, score: 0.5});
  });

  it('judges yes and no', () => {
    assert.equal(score('truefalse', {value: false}, false), 1);
    assert.equal(score('truefalse', {value: false}, true), 0);
  });

  it('judges a number by its tolerance', () => {
    assert.equal(score('numeric', {number: 60, tolerance: 10}, 70), 1);
    assert.equal(score('numeric', {number: 60, tolerance: 10}, 70.5), 0);
    assert.equal(score('numeric', {number: 60}, '60'), 0);
    assert.equal(score('numeric', {}, Number.NaN), 0);
  });

  it('forgives case, accents and spaces in a word, and takes any language', () => {
    const answer = {accepted: {es: ['ratón óptico'], en: ['optical mouse']}};
    assert.equal(score('fill', answer, '  RATON  optico '), 1);
    assert.equal(score('fill', answer, 'Optical mouse'), 1);
    assert.equal(score('fill', answer, 'teclado'), 0);
    assert.equal(score('fill', answer, ''), 0);
  });

  it('gives part of the points for an order and for pairs', () => {
    assert.equal(score('order', {order: ['a', 'b', 'c', 'd']}, ['a', 'b', 'd', 'c']), 0.5);
    assert.equal(score('match', {pairs: {a: '1', b: '2'}}, {a: '1', b: '1'}), 0.5);
  });

  it('takes an answer of the wrong shape, or none, for a wrong one', () => {
    const types: Question['type'][] = [
      'single',
      'multiple',
      'truefalse',
      'match',
      'order',
      'fill',
      'numeric',
      'hotspot',
    ];
    for (const type of types) {
      for (const response of [undefined, {}, [], '', 7, true, {constructor: 'x'}] as (Response | undefined)[]) {
        assert.equal(grade({type}, {}, response).right, false, `${type} ${JSON.stringify(response)}`);
      }
    }
  });

  it('takes one choice as an id or as a list of one, and no more', () => {
    assert.equal(score('single', {choices: ['a', 'b']}, 'b'), 1, 'either of two right ones');
    assert.equal(score('single', {choices: ['a', 'b']}, ['a', 'b']), 0, 'both at once is no choice');
    assert.equal(score('single', {choices: ['a']}, []), 0);
    assert.equal(score('single', {choices: []}, 'a'), 0);
    assert.equal(score('hotspot', {choices: ['b']}, ['b']), 1);
  });

  it('takes away for each wrong choice, never below nothing, and counts a doubled one once', () => {
    const answer = {choices: ['a', 'b', 'c', 'd']};
    assert.equal(score('multiple', answer, ['a', 'b', 'c']), 0.75);
    assert.equal(score('multiple', answer, ['a', 'b', 'c', 'x']), 0.5);
    assert.equal(score('multiple', answer, ['x', 'y', 'z']), 0);
    assert.equal(score('multiple', answer, ['a', 'a', 'a', 'a']), 0.25);
    assert.equal(score('multiple', answer, []), 0);
    assert.equal(grade({type: 'multiple'}, answer, ['d', 'c', 'b', 'a', 'a']).right, true);
  });

  it('takes no yes for a true, nor nothing for a false', () => {
    for (const response of ['true', 1, ['true'], 'yes'] as Response[])
      assert.equal(score('truefalse', {value: true}, response), 0);
    for (const response of ['', 0, [], undefined]) assert.equal(score('truefalse', {value: false}, response), 0);
    assert.equal(score('truefalse', {}, false), 0);
  });

  const near: [answer: {number: number; tolerance?: number}, response: number, right: boolean][] = [
    [{number: 0.3, tolerance: 0.1}, 0.4, true], // 0.10000000000000003 apart
    [{number: 0.3, tolerance: 0.1}, 0.2, true],
    [{number: 0.3, tolerance: 0.1}, 0.401, false],
    [{number: 0.3}, 0.1 + 0.2, true],
    [{number: 1.1, tolerance: 0.1}, 1.2, true],
    [{number: -5, tolerance: 1}, -6, true],
    [{number: -5, tolerance: 1}, 5, false],
    [{number: 0}, 0, true],
    [{number: 0}, -0, true],
    [{number: 0}, 1e-12, false],
    [{number: 1e15}, 1e15 + 1, false],
    [{number: 5, tolerance: 1}, Number.NaN, false],
    [{number: 5, tolerance: 1}, Infinity, false],
  ];
  for (const [answer, response, right] of near) {
    it(`takes ${response} for ${right ? 'right' : 'wrong'} where ${answer.number} ± ${answer.tolerance ?? 0} is asked`, () => {
      assert.equal(grade({type: 'numeric'}, answer, response).right, right);
    });
  }

  const words: [accepted: string, response: string, right: boolean, why: string][] = [
    ['ratón', 'RATÓN', true, 'case'],
    ['ratón', 'rato\u0301n', true, 'an accent in a piece of its own'],
    ['año', 'ano', true, 'a keyboard without ñ'],
    ["l'eau", 'l’eau', true, 'the apostrophe of a telephone'],
    ["rock 'n' roll", '‘rock’ ‘n’ roll', false, 'other signs are no accents'],
    ['mesa alta', ' mesa\u00a0\talta\n', true, 'any spaces'],
    ['mesa alta', 'mesaalta', false, 'but not none'],
    ['mesa', '\u200fmesa\u200e', true, 'invisible marks'],
    ['fin', 'ﬁn', true, 'a ligature'],
    ['m²', 'm2', true, 'a raised digit'],
    ['Straße', 'straße', true, 'sharp s'],
    ['مُدِير', 'مدير', true, 'Arabic without its points'],
    ['שָׁלוֹם', 'שלום', true, 'Hebrew without its points'],
    ['かき', 'がき', false, 'the marks of Japanese are letters'],
    ['की', 'का', false, 'so are those of Hindi'],
    ['42', '42', true, 'digits'],
    ['mesa', 'mesas', false, 'another word'],
    ['', '   ', true, 'nothing, where nothing is right'],
  ];
  for (const [accepted, response, right, why] of words) {
    it(`takes ${JSON.stringify(response)} for ${right ? 'right' : 'wrong'} where ${JSON.stringify(accepted)} is asked: ${why}`, () => {
      assert.equal(grade({type: 'fill'}, {accepted: {xx: [accepted]}}, response).right, right);
    });
  }

  it('judges an order place by place, and pairs one by one', () => {
    assert.equal(score('order', {order: ['a', 'b', 'c', 'd']}, ['d', 'a', 'b', 'c']), 0);
    assert.equal(score('order', {order: ['a', 'b', 'c', 'd']}, ['a', 'b']), 0.5);
    assert.equal(score('order', {order: []}, []), 0);
    assert.equal(score('match', {pairs: {a: '1', b: '1'}}, {a: '1', b: '1'}), 1, 'two may go to one');
    assert.equal(score('match', {pairs: {a: '1', b: '2'}}, {b: '2'}), 0.5);
    assert.equal(score('match', {pairs: {}}, {}), 0);
  });

  it('gives no point for the names that every object has', () => {
    const pairs = JSON.parse('{"__proto__": "1", "constructor": "2"}') as Record<string, string>;
    assert.equal(score('match', {pairs}, {}), 0);
    assert.equal(score('match', {pairs}, pairs), 1);
    assert.equal(score('single', {choices: ['a']}, 'constructor'), 0);
  });
});
