import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {mapSome} from './map-some.js';

const turn = () => new Promise(setImmediate);

describe('mapSome', () => {
  it('works on so many at once, and gives the results in order', async () => {
    let [working, most] = [0, 0];
    const results = await mapSome([3, 1, 2, 0], 2, async (one, at) => {
      most = Math.max(most, ++working);
      for (let left = one; left > 0; left--) await turn();
      working--;
      return `${at}:${one}`;
    });
    assert.deepEqual(results, ['0:3', '1:1', '2:2', '3:0']);
    assert.equal(most, 2);
    assert.deepEqual(await mapSome([], 2, async () => 1), []);
  });

  it('begins none after one that failed, and waits for those that had begun', async () => {
    const ended: number[] = [];
    const work = async (one: number) => {
      if (one === 0) throw new Error('no');
      await turn();
      ended.push(one);
    };
    await assert.rejects(mapSome([0, 1, 2, 3], 2, work), /no/);
    assert.deepEqual(ended, [1]);
  });
});
