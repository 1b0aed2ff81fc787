import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {addRange, coveredSeconds, coveredShare, formatSegments, mergeRanges, parseSegments, type Range} from './ranges.js';

describe('mergeRanges', () => {
  it('counts each second once, in whatever order it was played', () => {
    assert.deepEqual(mergeRanges([[10, 20], [0, 5], [15, 30], [4.9, 6]]), [[0, 6], [10, 30]]);
    assert.equal(coveredSeconds([[0, 10], [5, 15], [5, 15]]), 15);
  });

  it('joins the small steps in which players report time, and no real gap', () => {
    assert.deepEqual(mergeRanges([[0, 1], [1.25, 2]]), [[0, 2]]);
    assert.deepEqual(mergeRanges([[0, 1], [1.5, 2]]), [[0, 1], [1.5, 2]]);
  });

  it('drops what is no stretch', () => {
    assert.deepEqual(mergeRanges([[5, 5], [9, 3], [-2, 4], [Number.NaN, 2]]), []);
  });

  it('is the same however the visits are split (1,000 random ones)', () => {
    let seed = 7;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (let run = 0; run < 1000; run++) {
      const ranges = Array.from({length: 8}, (): Range => {
        const start = Math.floor(random() * 100);
        return [start, start + 1 + Math.floor(random() * 20)];
      });
      const stepwise = ranges.reduce<Range[]>((all, [start, end]) => addRange(all, start, end), []);
      assert.deepEqual(stepwise, mergeRanges(ranges));
      const seen = new Set(ranges.flatMap(([start, end]) => Array.from({length: end - start}, (_, at) => start + at)));
      assert.equal(coveredSeconds(stepwise), seen.size);
    }
  });
});

describe('coveredShare', () => {
  it('is never more than all, nor anything of an unknown length', () => {
    assert.equal(coveredShare([[0, 120]], 100), 1);
    assert.equal(coveredShare([[0, 50]], 0), 0);
    assert.equal(coveredShare([[0, 50]], Number.NaN), 0);
    assert.equal(coveredShare([[90, 200]], 100), 0.1);
  });
});

describe('formatSegments', () => {
  it('writes as the video profile does, and reads it again', () => {
    assert.equal(formatSegments([[0, 12.3456], [20, 30]]), '0[.]12.346[,]20[.]30');
    assert.deepEqual(parseSegments('0[.]12.346[,]20[.]30'), [[0, 12.346], [20, 30]]);
  });

  it('reads nonsense as nothing', () => {
    for (const text of ['', 'x', '1[.]', '[,]', '5[.]2']) assert.deepEqual(parseSegments(text), []);
  });
});
