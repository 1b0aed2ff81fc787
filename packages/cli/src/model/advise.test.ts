import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {advise, gigabytes} from './advise.js';

describe('advise', () => {
  it('tells where a model fits, with the memory of its window', () => {
    const [small, large] = advise({bytesAToken: 100_000, context: 32_768}, 2e9);
    assert.deepEqual([small!.window, small!.fits], [4096, {phone: false, laptop: true, gpu: true}]);
    assert.equal(small!.bytes, 2e9 + 4096 * 100_000 + 0.3e9);
    assert.ok(large!.bytes! > small!.bytes!);
    assert.equal(large!.beyond, false);
  });

  it('does not guess what the header does not tell', () => {
    const [one] = advise({bytesAToken: 0, context: 0}, 2e9);
    assert.deepEqual(one, {
      window: 4096,
      bytes: undefined,
      fits: {phone: undefined, laptop: undefined, gpu: undefined},
      beyond: false,
    });
  });

  it('says when a model was not made to read so much', () => {
    assert.deepEqual(
      advise({bytesAToken: 1, context: 4096}, 1e9).map(({beyond}) => beyond),
      [false, true],
    );
  });
});

describe('gigabytes', () => {
  it('writes bytes as people do', () => {
    assert.deepEqual([0, 1e6, 999e6, 1e9, 2.56e9].map(gigabytes), ['1 MB', '1 MB', '999 MB', '1.0 GB', '2.6 GB']);
  });
});
