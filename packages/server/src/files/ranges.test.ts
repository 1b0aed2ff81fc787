import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isFresh, isSameVersion, parseRange} from './ranges.js';

describe('parseRange', () => {
  it('reads one stretch, both ends included', () => {
    assert.deepEqual(parseRange('bytes=0-9', 100), {start: 0, end: 9});
    assert.deepEqual(parseRange('bytes=90-', 100), {start: 90, end: 99});
    assert.deepEqual(parseRange('bytes=-10', 100), {start: 90, end: 99});
    assert.deepEqual(parseRange('bytes=-500', 100), {start: 0, end: 99});
    assert.deepEqual(parseRange('bytes=50-500', 100), {start: 50, end: 99});
    assert.deepEqual(parseRange(' BYTES=1-1 ', 100), {start: 1, end: 1});
  });

  it('knows what is not there', () => {
    assert.equal(parseRange('bytes=100-', 100), 'unsatisfiable');
    assert.equal(parseRange('bytes=100-200', 100), 'unsatisfiable');
    assert.equal(parseRange('bytes=-0', 100), 'unsatisfiable');
    assert.equal(parseRange('bytes=0-', 0), 'unsatisfiable');
    assert.equal(parseRange('bytes=-5', 0), 'unsatisfiable');
  });

  it('passes over what it does not understand, as RFC 9110 wants', () => {
    for (const header of [
      undefined,
      '',
      'bytes',
      'bytes=',
      'bytes=-',
      'bytes=a-b',
      'bytes=5-2',
      'bytes=0-1,3-4',
      'items=0-1',
      'bytes=1.5-2',
      'bytes=0x1-0x2',
    ]) {
      assert.equal(parseRange(header, 100), undefined, String(header));
    }
  });
});

describe('isSameVersion', () => {
  const modified = new Date('2026-11-23T10:00:00.750Z'); // a header has whole seconds only

  it('goes by the strong tag or by the exact date', () => {
    assert.equal(isSameVersion(undefined, '"a"', modified), true);
    assert.equal(isSameVersion('"a"', '"a"', modified), true);
    assert.equal(isSameVersion('"b"', '"a"', modified), false);
    assert.equal(isSameVersion('W/"a"', '"a"', modified), false);
    assert.equal(isSameVersion('Mon, 23 Nov 2026 10:00:00 GMT', '"a"', modified), true);
    assert.equal(isSameVersion('Mon, 23 Nov 2026 10:00:01 GMT', '"a"', modified), false);
    assert.equal(isSameVersion('yesterday', '"a"', modified), false);
  });
});

describe('isFresh', () => {
  const modified = new Date('2026-11-23T10:00:00.750Z');
  const fresh = (noneMatch?: string, modifiedSince?: string) => isFresh({noneMatch, modifiedSince}, '"a"', modified);

  it('goes by the tag, weak or strong, in a list or by a star', () => {
    assert.equal(fresh('"a"'), true);
    assert.equal(fresh('W/"a"'), true);
    assert.equal(fresh('"x", "a"'), true);
    assert.equal(fresh('*'), true);
    assert.equal(fresh('"x"'), false);
  });

  it('goes by the date only where there is no tag', () => {
    assert.equal(fresh(undefined, 'Mon, 23 Nov 2026 10:00:00 GMT'), true);
    assert.equal(fresh(undefined, 'Mon, 23 Nov 2026 09:59:59 GMT'), false);
    assert.equal(fresh('"x"', 'Mon, 23 Nov 2026 10:00:00 GMT'), false);
    assert.equal(fresh(undefined, 'nonsense'), false);
    assert.equal(fresh(), false);
  });
});
