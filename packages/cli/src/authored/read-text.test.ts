import assert from 'node:assert/strict';
import {mkdirSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {makeFolder} from '../testing/run.test.util.js';
import {readText} from './read-text.js';

async function readBytes(bytes: Uint8Array | string) {
  const path = join(makeFolder(), 'a.md');
  writeFileSync(path, bytes);
  const problems = new Problems();
  return {text: await readText({path, name: 'a.md'}, problems), list: problems.list};
}

describe('readText', () => {
  it('takes no notice of byte order marks and of how lines end', async () => {
    const texts = ['\uFEFFuno\r\ndos\r\n', 'uno\rdos\r', 'uno\ndos\n'];
    for (const text of texts)
      assert.deepEqual(await readBytes(text), {text: 'uno\ndos\n', list: []}, JSON.stringify(text));
  });

  it('reads what Windows calls “Unicode”, whichever byte comes first', async () => {
    const little = Buffer.from('\uFEFFaño', 'utf16le');
    assert.deepEqual(await readBytes(little), {text: 'año', list: []});
    assert.deepEqual(await readBytes(Buffer.from(little).swap16()), {text: 'año', list: []});
  });

  it('reads Latin-1 as it was meant, and names the first line that has it', async () => {
    const {text, list} = await readBytes(Buffer.from('uno\ntítulo: «Niño»\n', 'latin1'));
    assert.equal(text, 'uno\ntítulo: «Niño»\n');
    assert.deepEqual(
      list.map(({severity, code, file, line}) => [severity, code, file, line]),
      [['error', 'text-not-utf8', 'a.md', 2]],
    );
    assert.match(list[0]!.cure!, /UTF-8/);
  });

  it('takes letters of four bytes, and a file of nothing', async () => {
    assert.deepEqual(await readBytes('👩‍🚀 𝔘'), {text: '👩‍🚀 𝔘', list: []});
    assert.deepEqual(await readBytes(''), {text: '', list: []});
  });

  it('does not take a document of a word processor for a text', async () => {
    const {text, list} = await readBytes(Buffer.from('504b03040000000008000000', 'hex'));
    assert.equal(text, undefined);
    assert.deepEqual(
      list.map(({code, message}) => [code, message]),
      [['file-unreadable', 'the file is no text']],
    );
  });

  it('does not load gigabytes to say that they are too much', async () => {
    const path = join(makeFolder(), 'a.md');
    writeFileSync(path, '---\n');
    truncateSync(path, 5e9);
    const problems = new Problems();
    assert.equal(await readText({path, name: 'a.md'}, problems), undefined);
    assert.match(problems.list[0]!.message, /5000 MB: too much for a text/);
  });

  it('names the file and what the system said, never the path on this machine', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'a.md'));
    const problems = new Problems();
    await readText({path: join(folder, 'a.md'), name: 'courses/a.md'}, problems);
    await readText({path: join(folder, 'gone.md'), name: 'courses/gone.md'}, problems);
    assert.deepEqual(
      problems.list.map(({file, message}) => [file, message]),
      [
        ['courses/a.md', 'the file cannot be read (EISDIR)'],
        ['courses/gone.md', 'the file cannot be read (ENOENT)'],
      ],
    );
  });
});
