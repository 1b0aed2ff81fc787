import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {existsSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Cache} from './cache.js';
import {makeFolder} from './testing/run.test.util.js';

describe('Cache', () => {
  it('gives the hash of what a file holds now', async () => {
    const root = makeFolder();
    const path = join(root, 'a.txt');
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    writeFileSync(path, 'one');
    const first = await Cache.read(root);
    assert.equal(await first.hash(path), sha256('one'));
    await first.write();
    writeFileSync(path, 'two!');
    assert.equal(await (await Cache.read(root)).hash(path), sha256('two!'));
    writeFileSync(path, 'one!');
    utimesSync(path, new Date(), new Date(Date.now() + 5000)); // as long as before, at another time
    assert.equal(await (await Cache.read(root)).hash(path), sha256('one!'));
  });

  it('finds out once what cannot change', async () => {
    const root = makeFolder();
    let asked = 0;
    const find = () => Promise.resolve({answer: ++asked});
    const first = await Cache.read(root);
    assert.deepEqual([await first.fact('a', find), await first.fact('a', find)], [{answer: 1}, {answer: 1}]);
    await first.write();
    assert.deepEqual(await (await Cache.read(root)).fact('a', find), {answer: 1});
  });

  it('forgets what was not asked for', async () => {
    const root = makeFolder();
    const first = await Cache.read(root);
    await first.fact('a', () => Promise.resolve(1));
    await first.fact('b', () => Promise.resolve(2));
    await first.write();
    const second = await Cache.read(root);
    await second.fact('a', () => Promise.resolve(0));
    await second.fact('c', () => Promise.resolve(3));
    await second.write();
    const third = await Cache.read(root);
    assert.deepEqual(['a', 'b', 'c'].map((key) => third.knows(key)), [true, false, true]);
  });

  it('starts empty when its file is broken, and writes nothing when it learned nothing', async () => {
    const root = makeFolder();
    await (await Cache.read(root)).write();
    assert.ok(!existsSync(join(root, '.uggla')));
    const cache = await Cache.read(root);
    await cache.fact('a', () => Promise.resolve(1));
    await cache.write();
    writeFileSync(join(root, '.uggla/cache.json'), '{"version": 1, "fi');
    assert.equal((await Cache.read(root)).knows('a'), false);
  });
});
