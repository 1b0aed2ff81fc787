import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {describe, it} from 'node:test';
import {UgglaError} from '@uggla/protocol';
import {Problems} from '../problems.js';
import {exitCodeOf, printProblems, toProblem} from './print.js';

/** What people see of problems. */
function printed(fill: (problems: Problems) => void): string[] {
  const problems = new Problems();
  fill(problems);
  const stream = new PassThrough();
  printProblems(problems.list, stream);
  return String((stream.read() as Buffer | null) ?? '')
    .split('\n')
    .slice(0, -1);
}

describe('printProblems', () => {
  it('tells file, line, field, what is wrong and its code, then the cure', () => {
    assert.deepEqual(
      printed((problems) =>
        problems.error('field-unknown', 'there is no field “a” here', {
          file: 'b.md',
          line: 3,
          field: 'a',
          cure: 'Take it out.',
        }),
      ),
      ['✖ b.md:3 a: there is no field “a” here (field-unknown)', '  Take it out.', '1 error, 0 warnings'],
    );
    assert.deepEqual(
      printed((problems) => problems.note('name-replaced', 'told')),
      ['· told (name-replaced)'],
    );
  });

  it('ends with what is worst, so that it is seen', () => {
    const lines = printed((problems) => {
      problems.error('c', 'error');
      problems.warn('b', 'warning');
      problems.note('a', 'note');
      problems.warn('d', 'more');
    });
    assert.deepEqual(lines, ['· note (a)', '▲ warning (b)', '▲ more (d)', '✖ error (c)', '1 error, 2 warnings']);
  });

  it('lets no name of a file move the cursor, color the terminal, break the line or turn the writing', () => {
    const lines = printed((problems) =>
      problems.error('x', 'no “\u001b[2J”', {file: 'a\nb\u202Egpj.md', field: 'c\u0007', cure: 'd\r\u009bm'}),
    );
    assert.deepEqual(lines.slice(0, 2), ['✖ a\\x0ab\\x202egpj.md c\\x07: no “\\x1b[2J” (x)', '  d\\x0d\\x9bm']);
  });

  it('leaves emoji and every script as they are, and cuts what is endless', () => {
    assert.equal(
      printed((problems) => problems.error('x', 'm', {file: '10-👩‍🚀 安全 مرحبا.md'}))[0],
      '✖ 10-👩‍🚀 安全 مرحبا.md: m (x)',
    );
    assert.ok(printed((problems) => problems.error('x', 'm'.repeat(100_000)))[0]!.length < 3000);
  });

  it('says nothing when there is nothing to say', () => {
    assert.deepEqual(
      printed(() => undefined),
      [],
    );
  });
});

describe('Problems', () => {
  it('tell the same once, and the same elsewhere again', () => {
    const problems = new Problems();
    for (const line of [1, 1, 2, undefined]) problems.error('x', 'm', {file: 'a', line});
    assert.deepEqual(
      problems.list.map(({line}) => line),
      [1, 2, undefined],
    );
  });

  it('take what was caught, with its own place and cure before the general ones', () => {
    const problems = new Problems();
    problems.caught(new UgglaError('book-unreadable', 'm', {file: 'b', cure: 'own'}), 'other', {
      file: 'a',
      line: 2,
      cure: 'general',
    });
    problems.caught(new Error('plain'), 'other', {file: 'a', cure: 'general'});
    problems.caught('a string', 'other');
    assert.deepEqual(problems.list, [
      {severity: 'error', code: 'book-unreadable', message: 'm', file: 'b', line: 2, cure: 'own'},
      {severity: 'error', code: 'other', message: 'plain', file: 'a', cure: 'general'},
      {severity: 'error', code: 'other', message: 'a string'},
    ]);
  });

  it('fail a command by errors only', () => {
    const problems = new Problems();
    problems.note('a', 'm');
    problems.warn('b', 'm');
    assert.deepEqual([problems.failed, exitCodeOf(problems.list)], [false, 0]);
    problems.error('c', 'm');
    assert.deepEqual([problems.failed, exitCodeOf(problems.list)], [true, 1]);
  });
});

describe('toProblem', () => {
  it('gives machines only what there is', () => {
    assert.deepEqual(toProblem(new UgglaError('a', 'm')), {severity: 'error', code: 'a', message: 'm'});
    assert.deepEqual(
      toProblem(new UgglaError('a', 'm', {file: 'f', line: 1, field: 'x', cure: 'c', cause: new Error('secret')})),
      {severity: 'error', code: 'a', message: 'm', file: 'f', line: 1, field: 'x', cure: 'c'},
    );
  });
});
