import assert from 'node:assert/strict';
import {renameSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {temporaryFolder, writeFiles} from '../support/campus.test.util.js';
import {findFile, isSecret, segmentsOf} from './find-file.js';

describe('segmentsOf', () => {
  it('decodes each part once', () => {
    assert.deepEqual(segmentsOf('/courses/ergonom%C3%ADa/10%20%F0%9F%98%80.mp4'), [
      'courses',
      'ergonomía',
      '10 😀.mp4',
    ]);
    assert.deepEqual(segmentsOf('//a///b/'), ['a', 'b']);
    assert.deepEqual(segmentsOf('/100%25.mp4'), ['100%.mp4']);
    assert.deepEqual(segmentsOf('/'), []);
  });

  it('knows no way out and nothing hidden', () => {
    for (const path of [
      '/..',
      '/a/../b',
      '/%2e%2e/x',
      '/.%2e/x',
      '/a%2fb',
      '/a%5cb',
      '/a\\b',
      '/.env',
      '/%2eenv',
      '/a%00.mp4',
      '/%',
      '/%zz',
      '/%c0%ae',
      '/./x',
    ]) {
      assert.equal(segmentsOf(path), undefined, path);
    }
  });
});

describe('isSecret', () => {
  it('means the right answers, however they are written or packed', () => {
    for (const path of [
      'answers.json',
      '/courses/x/answers.json',
      'courses\\x\\ANSWERS.json',
      '/x/answers.json.br',
      '/x/answers.json.gz',
    ])
      assert.equal(isSecret(path), true, path);
    for (const path of ['/x/my-answers.json', '/x/answers.json/x', '/x/answers.jsonx', '/answers'])
      assert.equal(isSecret(path), false, path);
  });
});

describe('findFile', () => {
  let root: string;
  let outside: string;
  const kind = async (path: string) => {
    const found = await findFile(root, path);
    if (found?.kind === 'file') await found.file.handle.close();
    return found?.kind;
  };
  const etag = async (path: string) => {
    const found = await findFile(root, path);
    assert.ok(found?.kind === 'file');
    await found.file.handle.close();
    return found.file.etag;
  };

  before(() => {
    root = join(temporaryFolder(), 'root');
    outside = join(temporaryFolder(), 'root-of-another'); // begins with the same letters
    writeFiles(root, {
      'a.txt': 'aaaa',
      'folder/b.txt': 'b',
      'ñandú 😀.txt': 'c',
      '.hidden/d.txt': 'd',
      'x/answers.json': '{}',
    });
    writeFiles(outside, {'secret.txt': 's'});
    symlinkSync(join(root, 'folder'), join(root, 'inside'));
    symlinkSync(outside, join(root, 'outside'));
    symlinkSync(join(root, '.hidden'), join(root, 'shown'));
    symlinkSync(join(root, 'x/answers.json'), join(root, 'other-name.json'));
    symlinkSync(join(root, 'loop'), join(root, 'loop'));
  });

  it('finds files and folders, by any name that a disk knows', async () => {
    assert.equal(await kind('a.txt'), 'file');
    assert.equal(await kind('/folder'), 'folder');
    assert.equal(await kind('/%C3%B1and%C3%BA%20%F0%9F%98%80.txt'), 'file');
    assert.equal(await kind('nothing.txt'), undefined);
    for (const nowhere of ['a.txt/b', '/a.txt/']) assert.equal(await kind(nowhere), undefined, nowhere);
    assert.equal(await kind('loop'), undefined);
    assert.equal(await kind('/dev/null'), undefined);
  });

  it('follows links that stay inside, and no others', async () => {
    assert.equal(await kind('inside/b.txt'), 'file');
    assert.equal(await kind('outside/secret.txt'), undefined);
    assert.equal(await kind('outside'), undefined);
    assert.equal(await kind('shown/d.txt'), undefined);
    assert.equal(await kind('other-name.json'), undefined);
  });

  it('works where the root itself is a link', async () => {
    const link = join(temporaryFolder(), 'link');
    symlinkSync(root, link);
    const found = await findFile(link, 'a.txt');
    assert.ok(found?.kind === 'file');
    await found.file.handle.close();
    assert.equal(await findFile(join(root, 'no-such-root'), 'a.txt'), undefined);
  });

  it('gives a file put in place of another a tag of its own, though size and time be the same', async () => {
    const first = await etag('a.txt');
    assert.equal(await etag('a.txt'), first);
    writeFileSync(join(root, 'a2.txt'), 'AAAA');
    renameSync(join(root, 'a2.txt'), join(root, 'a.txt'));
    assert.notEqual(await etag('a.txt'), first);
  });
});
