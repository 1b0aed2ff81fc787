import assert from 'node:assert/strict';
import {readdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import type {UgglaError} from '@uggla/protocol';
import {unzipSync, zipSync} from 'fflate';
import {makeFolder} from '../testing/run.test.util.js';
import type {Content} from './content.js';
import {writeZip} from './write-zip.js';
import {listZip, readEntry} from './zip.js';

const folder = makeFolder();
const film = Buffer.alloc(700_000, 'a film that is longer than one piece of it ');
writeFileSync(join(folder, 'film.mp4'), film);
const text = new TextEncoder().encode('Hola, búho. '.repeat(200));
const files: [string, Content][] = [
  ['sub/año.txt', text],
  ['film.mp4', {file: join(folder, 'film.mp4'), bytes: film.length}],
  ['empty.json', new Uint8Array()],
  ['cover.png', text],
];

describe('writeZip', () => {
  it('packs text, takes films as they are, and is read by every program', async () => {
    const path = join(folder, 'a.zip');
    const length = await writeZip(path, new Map(files));
    const zip = readFileSync(path);
    assert.equal(zip.length, length);
    const read = unzipSync(zip);
    assert.deepEqual(Object.keys(read), ['cover.png', 'empty.json', 'film.mp4', 'sub/año.txt']);
    assert.ok(film.equals(read['film.mp4']!));
    const entries = await listZip(path);
    assert.deepEqual(
      entries.map(({method}) => method),
      [0, 8, 0, 8],
    );
    // its checksum and its length are those that stand before the file and in the table
    for (const entry of entries)
      assert.deepEqual(Buffer.from(await readEntry(path, entry)), Buffer.from(read[entry.path]!));
  });

  it('comes to the bytes that fflate comes to, whatever the order of the files', async () => {
    const path = join(folder, 'b.zip');
    await writeZip(path, new Map([...files].reverse()));
    const mtime = new Date(1980, 0, 1);
    const expected = zipSync({
      'cover.png': [text, {level: 0, mtime}],
      'empty.json': [new Uint8Array(), {level: 6, mtime}],
      'film.mp4': [film, {level: 0, mtime}],
      'sub/año.txt': [text, {level: 6, mtime}],
    });
    assert.ok(readFileSync(path).equals(expected));
  });

  it('refuses what no zip holds that every system reads, and leaves nothing behind', async () => {
    const empty = makeFolder();
    const large = join(makeFolder(), 'large.mp4');
    writeFileSync(large, '');
    truncateSync(large, 2 ** 32); // a hole: it takes no room on the disk
    await assert.rejects(
      writeZip(join(empty, 'c.zip'), new Map([['large.mp4', {file: large, bytes: 2 ** 32}]])),
      ({code, cure}: UgglaError) => code === 'usage-wrong' && /--media remote/.test(cure ?? ''),
    );
    await assert.rejects(writeZip(join(empty, 'c.zip'), new Map([['a.mp4', {file: join(empty, 'a.mp4'), bytes: 1}]])));
    assert.deepEqual(readdirSync(empty), []);
  });
});
