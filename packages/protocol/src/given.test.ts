import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {given} from './given.js';

describe('given', () => {
  it('leaves out what has no value, and nothing else', () => {
    assert.deepEqual(given({a: undefined, b: null, c: 0, d: '', e: false, f: [undefined]}), {
      c: 0,
      d: '',
      e: false,
      f: [undefined],
    });
  });
});
