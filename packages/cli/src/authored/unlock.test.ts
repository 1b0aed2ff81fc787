import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import type {AuthoredBlock, AuthoredItem, AuthoredLesson} from './model.js';
import {checkUnlocks} from './unlock.js';

const lesson = (id: string, after: string[] = [], passed: string[] = []): AuthoredLesson => ({
  type: 'lesson',
  id,
  kind: 'article',
  title: id,
  bodies: {},
  books: {},
  origin: {file: `${id}.md`, lineOf: () => 3},
  fields: {unlock: {...(after.length > 0 ? {after} : {}), ...(passed.length > 0 ? {passed} : {})}},
});
const block = (id: string, items: AuthoredItem[], after: string[] = []): AuthoredBlock => ({
  type: 'block',
  id,
  title: id,
  origin: {file: `${id}/block.md`},
  fields: {unlock: {after}},
  items,
});

describe('checkUnlocks', () => {
  it('has nothing against a chain', () => {
    const problems = new Problems();
    checkUnlocks([lesson('a'), lesson('b', ['a']), lesson('c', ['a'], ['b'])], problems);
    assert.deepEqual(problems.list, []);
  });

  it('tells of a circle with the way it goes, and opens it', () => {
    const problems = new Problems();
    const items = [lesson('a', ['c']), lesson('b', ['a']), lesson('c', [], ['b'])];
    checkUnlocks(items, problems);
    assert.equal(problems.list.length, 1);
    const [problem] = problems.list;
    assert.equal(problem?.code, 'unlock-circle');
    assert.match(problem.message, /a → c → b → a/);
    assert.equal(problem.line, 3);
    assert.ok(problem.file && problem.field && problem.cure);
    const again = new Problems();
    checkUnlocks(items, again);
    assert.deepEqual(again.list, []);
  });

  it('sees that a lesson waits for the block that it is in', () => {
    const problems = new Problems();
    checkUnlocks([block('month', [lesson('inside', ['month'])])], problems);
    assert.deepEqual(
      problems.list.map(({code}) => code),
      ['unlock-circle'],
    );
  });

  it('sees that a block waits for a lesson behind it', () => {
    const problems = new Problems();
    checkUnlocks([block('first', [lesson('x')], ['second']), block('second', [lesson('y', ['x'])])], problems);
    assert.deepEqual(
      problems.list.map(({code}) => code),
      ['unlock-circle'],
    );
  });

  it('guesses what an unknown id was meant to be', () => {
    const problems = new Problems();
    checkUnlocks([lesson('privacidad'), lesson('b', ['privacdad'])], problems);
    assert.equal(problems.list[0]?.code, 'reference-unknown');
    assert.equal(problems.list[0].cure, 'Did you mean “privacidad”?');
  });
});
