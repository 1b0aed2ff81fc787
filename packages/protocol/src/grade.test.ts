import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {grade, type Response} from './grade.js';
import type {Question, RightAnswer} from './types.js';

const score = (type: Question['type'], answer: RightAnswer, response: Response | undefined) => grade({type}, answer, response).score;

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
    const types: Question['type'][] = ['single', 'multiple', 'truefalse', 'match', 'order', 'fill', 'numeric', 'hotspot'];
    for (const type of types) {
      for (const response of [undefined, {}, [], '', 7, true, {constructor: 'x'}] as (Response | undefined)[]) {
        assert.equal(grade({type}, {}, response).right, false, `${type} ${JSON.stringify(response)}`);
      }
    }
  });
});
