import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {hashFile, hashOf, isFull, isMissing, knowSystem, readIfThere, sha256, toJson, writeWhole} from './files.js';
import {makeFolder} from './testing/run.test.util.js';

describe('writeWhole', () => {
  it('makes the folders on the way, and puts the new in place of the old', async () => {
    const path = join(makeFolder(), 'a/b/c.txt');
    await writeWhole(path, 'one');
    await writeWhole(path, Uint8Array.of(50));
    assert.equal(readFileSync(path, 'utf8'), '2');
    assert.deepEqual(readdirSync(join(path, '..')), ['c.txt']);
  });

  it('leaves the old and no rest when the new cannot be put there', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'taken/inside'), {recursive: true}); // a folder cannot be replaced by a file
    await assert.rejects(writeWhole(join(folder, 'taken'), 'x'));
    assert.ok(existsSync(join(folder, 'taken/inside')));
    assert.deepEqual(readdirSync(folder), ['taken']);
  });

  it('lets the last of many at once win, whole', async () => {
    const path = join(makeFolder(), 'a.txt');
    const texts = Array.from({length: 20}, (_, at) => String(at).repeat(10_000));
    await Promise.all(texts.map((text) => writeWhole(path, text)));
    assert.ok(texts.includes(readFileSync(path, 'utf8')));
    assert.deepEqual(readdirSync(join(path, '..')), ['a.txt']);
  });
});

describe('readIfThere', () => {
  it('is undefined where there is no file, and fails where there is one that cannot be read', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a'), 'text');
    assert.equal(await readIfThere(join(folder, 'a')), 'text');
    assert.equal(await readIfThere(join(folder, 'b')), undefined);
    assert.equal(await readIfThere(join(folder, 'a/b')), undefined);
    await assert.rejects(readIfThere(folder), {code: 'EISDIR'});
    chmodSync(join(folder, 'a'), 0o644);
  });
});

describe('hashes', () => {
  it('are those that anybody else would reckon', async () => {
    const path = join(makeFolder(), 'a');
    writeFileSync(path, 'abc');
    const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-4, appendix B.1
    assert.equal(await hashFile(path), known);
    assert.equal(sha256('abc'), known);
    assert.equal(sha256(Buffer.from('abc')), known);
  });

  it('tell parts apart that would run together', () => {
    assert.notEqual(hashOf('ab', 'c'), hashOf('a', 'bc'));
    assert.equal(hashOf('ab', 'c'), hashOf('ab', 'c'));
  });
});

describe('what the system says', () => {
  it('is known by its codes', () => {
    const error = (code: string) => Object.assign(new Error(code), {code});
    assert.deepEqual(
      ['ENOENT', 'ENOTDIR', 'EACCES'].map((code) => isMissing(error(code))),
      [true, true, false],
    );
    assert.deepEqual(
      ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'].map((code) => isFull(error(code))),
      [true, true, true, false],
    );
    for (const nothing of [undefined, null, 'ENOENT', {}])
      assert.deepEqual([isMissing(nothing), isFull(nothing)], [false, false]);
  });
});

describe('what the system refuses', () => {
  const refused = async (path: string) =>
    knowSystem(
      await writeFile(path, 'x').then(
        () => undefined,
        (error: unknown) => error,
      ),
    );

  it('is told with its path, why and a cure', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a'), 'x');
    const error = await refused(join(folder, 'a/b'));
    assert.equal(error?.code, 'file-refused');
    assert.match(error.message, /a\/b is a file, where a folder was expected/);
    assert.ok(error.cure);
    assert.match((await refused(folder))!.message, /is a folder, where a file was expected/);
    assert.match((await refused(join(folder, 'n'.repeat(300))))!.message, /too long/);
    // what Node says of a folder on a disk that is read-only, or below /proc
    const path = join(folder, 'none/b');
    const unmade = knowSystem(Object.assign(new Error('x'), {code: 'ENOENT', syscall: 'mkdir', path}));
    assert.match(unmade!.message, /none\/b cannot be made there/);
  });

  it('is not guessed of what is something else', () => {
    for (const one of [
      new Error('x'),
      undefined,
      null,
      'EACCES',
      Object.assign(new Error('x'), {code: 'EACCES'}),
      Object.assign(new Error('x'), {code: 'ERR_X', path: '/a'}),
    ])
      assert.equal(knowSystem(one), undefined);
  });
});

describe('toJson', () => {
  it('can be read by people, and ends in a line break', () => {
    assert.equal(toJson({a: [1]}), '{\n "a": [\n  1\n ]\n}\n');
  });
});
