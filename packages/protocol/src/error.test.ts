import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {UgglaError} from './error.js';

describe('UgglaError', () => {
  it('keeps what it is made of, and is made once', () => {
    const cause = new TypeError('offline');
    const error = UgglaError.from(cause, 'course-unavailable', {file: 'course.json'});
    assert.deepEqual(
      [error.code, error.message, error.cause, error.file],
      ['course-unavailable', 'offline', cause, 'course.json'],
    );
    assert.equal(UgglaError.from(error, 'other'), error);
    assert.equal(UgglaError.from('text', 'x').message, 'text');
  });

  it('is told by a server as problem details, without what is inside', () => {
    const problem = new UgglaError('x-missing', 'No x', {
      field: 'x',
      cure: 'Give x.',
      cause: new Error('secret'),
    }).toProblem(400);
    assert.deepEqual(problem, {
      type: 'https://uggla.dev/errors/x-missing',
      title: 'No x',
      status: 400,
      code: 'x-missing',
      field: 'x',
      detail: 'Give x.',
    });
  });

  it('is an Error by name and class, with a stack that leads here', () => {
    const error = new UgglaError('course-invalid', 'No title');
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'UgglaError');
    assert.match(String(error), /^UgglaError: No title$/);
    assert.match(error.stack ?? '', /error\.test/);
  });

  it('has no cause, file or field unless one is given', () => {
    const error = new UgglaError('x-missing', 'No x');
    assert.equal('cause' in error, false);
    assert.deepEqual(
      [error.file, error.field, error.line, error.cure, error.status],
      [undefined, undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(error.toProblem(404), {
      type: 'https://uggla.dev/errors/x-missing',
      title: 'No x',
      status: 404,
      code: 'x-missing',
    });
  });

  it('keeps its code when it is caught again, whatever the catcher would call it', () => {
    const inner = new UgglaError('media-unavailable', 'gone', {status: 404});
    assert.equal(UgglaError.from(inner, 'course-unavailable', {file: 'course.json'}), inner);
    assert.equal(inner.file, undefined);
  });

  it('makes an error of whatever was thrown', () => {
    for (const thrown of ['text', 7, null, undefined, {a: 1}, Symbol('s'), Object.create(null) as object]) {
      const error = UgglaError.from(thrown, 'x-failed');
      assert.equal(error.code, 'x-failed');
      assert.equal(typeof error.message, 'string');
    }
    assert.equal(UgglaError.from(new DOMException('stopped', 'AbortError'), 'x-failed').message, 'stopped');
  });
});
