import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {openRoom} from './one-run.js';
import {makeFolder} from './testing/run.test.util.js';

describe('openRoom', () => {
  it('makes a room of its own, empty', async () => {
    const rooms = join(makeFolder(), 'a', 'runs');
    const room = await openRoom(rooms, ['build', 'x']);
    writeFileSync(join(room, 'rest'), '');
    assert.equal(await openRoom(rooms, ['build', 'x']), room);
    assert.deepEqual(readdirSync(room), []);
  });

  it('clears away what runs that were killed left behind, and what is no room', async () => {
    const rooms = makeFolder();
    for (const name of ['99999999', '0', '-1', 'odd', '1.5']) mkdirSync(join(rooms, name));
    const room = await openRoom(rooms, ['build', 'x']);
    assert.deepEqual(readdirSync(rooms), [String(process.pid)]);
    assert.ok(existsSync(room));
  });

  it('leaves one that still runs in peace, and names it', async () => {
    const rooms = makeFolder();
    const other = join(rooms, String(process.ppid)); // who runs the tests: node too
    mkdirSync(other);
    await assert.rejects(openRoom(rooms, ['uggla produce', 'a.mp4']), {
      code: 'build-running',
      message: new RegExp(`another uggla produce \\(process ${process.ppid}\\) is at work on a\\.mp4`),
    });
    assert.ok(existsSync(other));
    assert.ok(!existsSync(join(rooms, String(process.pid))));
  });
});
