import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  addRange,
  coveredSeconds,
  coveredShare,
  formatSegments,
  mergeRanges,
  parseSegments,
  type Range,
} from './ranges.js';

/** The same numbers in each run. */
const dice = (seed: number) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;

describe('mergeRanges', () => {
  it('counts each second once, in whatever order it was played', () => {
    assert.deepEqual(
      mergeRanges([
        [10, 20],
        [0, 5],
        [15, 30],
        [4.9, 6],
      ]),
      [
        [0, 6],
        [10, 30],
      ],
    );
    assert.equal(
      coveredSeconds([
        [0, 10],
        [5, 15],
        [5, 15],
      ]),
      15,
    );
  });

  it('swallows what lies inside another, and joins what touches', () => {
    assert.deepEqual(
      mergeRanges([
        [0, 100],
        [20, 30],
        [99, 99.5],
      ]),
      [[0, 100]],
    );
    assert.deepEqual(
      mergeRanges([
        [0, 10],
        [10, 20],
      ]),
      [[0, 20]],
    );
    assert.deepEqual(
      mergeRanges([
        [5, 10],
        [5, 20],
      ]),
      [[5, 20]],
    );
  });

  it('joins the small steps in which players report time, and no real gap', () => {
    assert.deepEqual(
      mergeRanges([
        [0, 1],
        [1.25, 2],
      ]),
      [[0, 2]],
    );
    assert.deepEqual(
      mergeRanges([
        [0, 1],
        [1.5, 2],
      ]),
      [
        [0, 1],
        [1.5, 2],
      ],
    );
    assert.deepEqual(mergeRanges(Array.from({length: 400}, (_, at): Range => [at * 0.25, at * 0.25 + 0.25])), [
      [0, 100],
    ]);
  });

  const none: [Range, string][] = [
    [[5, 5], 'empty'],
    [[9, 3], 'backward'],
    [[-2, 4], 'from before the beginning'],
    [[Number.NaN, 2], 'from nowhere'],
    [[1, Number.NaN], 'to nowhere'],
    [[0, Infinity], 'endless'],
    [[-Infinity, 5], 'without a beginning'],
  ];
  for (const [range, why] of none) {
    it(`drops what is no stretch: ${why}`, () => {
      assert.deepEqual(mergeRanges([range]), []);
      assert.deepEqual(mergeRanges([[1, 2], range, [3, 4]]), [
        [1, 2],
        [3, 4],
      ]);
    });
  }

  it('leaves what it is given as it was', () => {
    const given: Range[] = [
      [3, 4],
      [0, 3.1],
    ];
    mergeRanges(given);
    assert.deepEqual(given, [
      [3, 4],
      [0, 3.1],
    ]);
  });

  it('is the same however the visits are split (1,000 random ones)', () => {
    const random = dice(7);
    for (let run = 0; run < 1000; run++) {
      const ranges = Array.from({length: 8}, (): Range => {
        const start = Math.floor(random() * 100);
        return [start, start + 1 + Math.floor(random() * 20)];
      });
      const stepwise = ranges.reduce<Range[]>((all, [start, end]) => addRange(all, start, end), []);
      assert.deepEqual(stepwise, mergeRanges(ranges));
      assert.deepEqual(mergeRanges(stepwise), stepwise, 'a second time changes nothing');
      const seen = new Set(ranges.flatMap(([start, end]) => Array.from({length: end - start}, (_, at) => start + at)));
      assert.equal(coveredSeconds(stepwise), seen.size);
    }
  });

  it('bears 10,000 stretches, apart and overlapping', () => {
    const apart = Array.from({length: 10_000}, (_, at): Range => [at * 2, at * 2 + 1]);
    const shuffled = [...apart].sort((a, b) => Math.sin(a[0]) - Math.sin(b[0]));
    assert.deepEqual(mergeRanges(shuffled), apart);
    assert.equal(coveredSeconds(shuffled), 10_000);
    const random = dice(11);
    const overlapping = Array.from({length: 10_000}, (): Range => [random() * 3000, 3000 + random() * 600]);
    assert.equal(mergeRanges(overlapping).length, 1);
    assert.equal(parseSegments(formatSegments(apart)).length, 10_000);
  });
});

describe('coveredShare', () => {
  it('is never more than all, nor anything of an unknown or endless length', () => {
    assert.equal(coveredShare([[0, 120]], 100), 1);
    assert.equal(
      coveredShare(
        [
          [0, 90],
          [20, 100],
          [0, 100],
        ],
        100,
      ),
      1,
    );
    for (const duration of [0, -5, Number.NaN, Infinity]) assert.equal(coveredShare([[0, 50]], duration), 0);
    assert.equal(coveredShare([], 100), 0);
    assert.equal(coveredShare([[0, Infinity]], 100), 0);
  });

  it('counts only what lies in the film', () => {
    assert.equal(coveredShare([[90, 200]], 100), 0.1);
    assert.equal(coveredShare([[150, 200]], 100), 0);
  });

  it('is whole for who saw it whole, though the player tells late of the first moment and never of the last', () => {
    assert.equal(coveredShare([[0.21, 99.82]], 100), 1);
    assert.equal(
      coveredShare(
        [
          [0.21, 50],
          [50.2, 99.82],
        ],
        100,
      ),
      1,
    );
    assert.equal(coveredShare([[0.5, 100]], 100), 0.995);
    assert.equal(coveredShare([[0, 99.5]], 100), 0.995);
  });

  it('does not miss the wanted share by the rounding of a computer', () => {
    assert.ok(1.2 + (9.7 - 1.9) < 9, 'the sum that falls short');
    assert.equal(
      coveredShare(
        [
          [0, 1.2],
          [1.9, 9.7],
        ],
        20,
      ),
      0.45,
    );
  });
});

describe('formatSegments', () => {
  it('writes as the video profile does, to three decimals', () => {
    assert.equal(
      formatSegments([
        [0, 12.3456],
        [20, 30],
      ]),
      '0[.]12.346[,]20[.]30',
    );
    assert.equal(formatSegments([]), '');
    assert.equal(formatSegments([[0.1 + 0.2, 1.0005]]), '0.3[.]1.001');
  });

  it('is read again as what was written', () => {
    const ranges: Range[] = [
      [0, 12.346],
      [20, 30.5],
      [3600, 7200.001],
    ];
    assert.deepEqual(parseSegments(formatSegments(ranges)), ranges);
  });
});

describe('parseSegments', () => {
  for (const text of [
    '',
    'x',
    '1[.]',
    '[.]5',
    ' [.] ',
    '[,]',
    '5[.]2',
    '-1[.]5',
    '0x1[.]0xff',
    '1e3[.]1e4',
    '0[.]Infinity',
    'NaN[.]5',
    '0[.]5[.]9',
    '0.5',
    '1,5[.]2,5',
    '٠[.]٥',
  ]) {
    it(`reads ${JSON.stringify(text)} as nothing`, () => assert.deepEqual(parseSegments(text), []));
  }

  it('keeps the good ones among bad ones, in order and merged', () => {
    assert.deepEqual(parseSegments('20[.]30[,]oops[,]0[.]10[,]5[.]12[,]'), [
      [0, 12],
      [20, 30],
    ]);
  });

  it('is done with a hostile text at once', () => {
    assert.deepEqual(parseSegments('1'.repeat(100_000)), []);
    assert.deepEqual(parseSegments('[.]'.repeat(50_000)), []);
  });
});
