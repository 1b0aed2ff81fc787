import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {existsSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Cache} from './cache.js';
import {makeFolder, write} from './testing/run.test.util.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('Cache', () => {
  it('gives the hash of what a file holds now', async () => {
    const root = makeFolder();
    const path = join(root, 'a.txt');
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
    const known = async () => {
      const read = await Cache.read(root);
      return ['a', 'b', 'c'].filter((key) => read.knows(key));
    };
    await second.write();
    assert.deepEqual(await known(), ['a', 'b', 'c'], 'not before it is told to');
    second.prune();
    await second.write();
    assert.deepEqual(await known(), ['a', 'c']);
  });

  it('starts empty when its file has another shape or version', async () => {
    for (const text of [
      'null',
      '[]',
      '7',
      '{"version":1}',
      '{"version":1,"files":null,"facts":{}}',
      '{"version":1,"files":{},"facts":[]}',
      '{"version":2,"files":{},"facts":{"a":1}}',
    ]) {
      const root = makeFolder();
      write(root, {'.uggla/cache.json': text, 'a.txt': 'one'});
      const cache = await Cache.read(root);
      assert.equal(cache.knows('a'), false, text);
      assert.equal(await cache.hash(join(root, 'a.txt')), sha256('one'), text);
      assert.equal(await cache.fact('b', () => Promise.resolve(1)), 1, text);
    }
  });

  it('knows no fact that nobody found, whatever it is called', async () => {
    const cache = await Cache.read(makeFolder());
    for (const key of ['constructor', '__proto__', 'toString']) {
      assert.equal(cache.knows(key), false);
      assert.equal(await cache.fact(key, () => Promise.resolve(key)), key);
    }
  });

  it('keeps a newer fact in place of an older one', async () => {
    const root = makeFolder();
    const first = await Cache.read(root);
    first.keep('a', {n: 1});
    first.keep('a', {n: 2});
    await first.write();
    assert.deepEqual((await Cache.read(root)).recall('a'), {n: 2});
  });

  it('finds out again what could not be found out', async () => {
    const cache = await Cache.read(makeFolder());
    await assert.rejects(
      cache.fact('a', () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await cache.fact('a', () => Promise.resolve(1)), 1);
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
