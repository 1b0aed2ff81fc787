import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Course} from '@uggla/protocol';
import {satisfiedIn} from './structure.js';

/** A course by the ids of its items: `u…` units, `n…` units that ask for nothing, `t…` texts, arrays blocks that begin with their id. */
type Shape = readonly (string | Shape)[];

function items(shape: Shape): object[] {
  return shape.map((one) =>
    typeof one === 'string'
      ? one.startsWith('t')
        ? {id: one, kind: 'article'}
        : {id: one, kind: 'embed', standard: 'cmi5', ...(one.startsWith('u') ? {moveOn: 'Completed'} : {})}
      : {id: one[0], kind: 'block', items: items(one.slice(1))},
  );
}

describe('what is satisfied', () => {
  for (const [name, shape, done, said] of [
    ['nothing, while a unit is left', ['u1', 'u2'], ['u1'], []],
    ['the course, with its last unit', ['u1', 'u2'], ['u1', 'u2'], ['course']],
    ['a block whose units are done, not the course', [['b', 'u1'], 'u2'], ['u1'], ['b']],
    [
      'inner blocks before outer ones, the course last',
      [['a', ['b', 'u1'], ['c', 'u2']]],
      ['u1', 'u2'],
      ['b', 'c', 'a', 'course'],
    ],
    ['the inner block alone, while the outer one has more', [['a', ['b', 'u1'], 'u2']], ['u1'], ['b']],
    ['what asks for nothing, from the beginning', [['a', 'n1'], 'u1'], [], ['a']],
    ['all of a course that asks for nothing', [['a', 'n1'], 'n2'], [], ['a', 'course']],
    ['nothing, while a text is left in it', [['a', 'u1', 't1']], ['u1'], []],
    ['a block with a text, once that is read', [['a', 'u1', 't1'], 't2'], ['u1', 't1'], ['a']],
    [
      'no block without units, though it is done',
      [
        ['a', 't1'],
        ['b', 'u1'],
      ],
      ['t1', 'u1'],
      ['b', 'course'],
    ],
    ['nothing of a course without units', [['a', 't1']], ['t1'], []],
    ['nothing of what is empty', [['a']], [], []],
  ] as [string, Shape, string[], string[]][]) {
    it(name, () => {
      const course = {id: 'course', items: items(shape)} as unknown as Course;
      const all = new Set(done);
      const ids = satisfiedIn(course, {units: all, lessons: all}).map(({id}) => id);
      assert.deepEqual(ids, said);
    });
  }

  it('is told by what units reported, not by what a page says of their lessons', () => {
    const course = {id: 'course', items: items(['u1'])} as unknown as Course;
    assert.deepEqual(satisfiedIn(course, {units: new Set(), lessons: new Set(['u1'])}), []);
  });
});
