import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import type {UgglaError} from '@uggla/protocol';
import {transcriptSchema} from '@uggla/protocol/generated/transcript-schema.js';
import {hashes, makeFolder, write} from '../testing/run.test.util.js';
import {Stage} from './stage.js';

const files = (folder: string) => Object.keys(hashes(folder)).filter((path) => path !== '.uggla.json');

/** Publishes texts by their paths. */
async function publish(out: string, texts: Record<string, string>): Promise<number> {
  const stage = await Stage.open(out);
  for (const [path, text] of Object.entries(texts)) stage.text(path, text);
  const written = await stage.commit();
  await stage.close();
  return written;
}

describe('Stage', () => {
  it('writes what is new, leaves what is the same, removes what is gone', async () => {
    const out = join(makeFolder(), 'published');
    assert.equal(
      await publish(out, {'campus.json': '1', 'courses/a/course.json': '1', 'courses/b/course.json': '1'}),
      3,
    );
    assert.equal(
      await publish(out, {'campus.json': '1', 'courses/a/course.json': '1', 'courses/b/course.json': '1'}),
      0,
    );
    assert.equal(await publish(out, {'campus.json': '2', 'courses/a/course.json': '1'}), 1);
    assert.deepEqual(files(out), ['campus.json', 'courses/a/course.json']);
    assert.ok(!existsSync(join(out, 'courses/b')));
  });

  it('changes nothing before it is committed', async () => {
    const out = join(makeFolder(), 'published');
    await publish(out, {'campus.json': '1'});
    const stage = await Stage.open(out);
    stage.text('campus.json', '2');
    assert.equal(readFileSync(join(out, 'campus.json'), 'utf8'), '1');
    await stage.close();
  });

  it('leaves everything as it was when one file cannot be had', async () => {
    const out = join(makeFolder(), 'published');
    await publish(out, {'campus.json': '1', 'courses/a/course.json': '1'});
    const before = hashes(out);
    const stage = await Stage.open(out);
    stage.text('campus.json', '2');
    stage.text('courses/a/course.json', '2');
    stage.copy('courses/a/files/x.pdf', join(out, 'not-there.pdf'));
    await assert.rejects(stage.commit(), (error: UgglaError) => error.code === 'file-unreadable');
    await stage.close();
    assert.deepEqual(hashes(out), before);
  });

  it('moves finished folders in whole, and keeps those that are part of the campus', async () => {
    const out = join(makeFolder(), 'published');
    const stage = await Stage.open(out);
    for (const name of ['one', 'two']) {
      const room = await stage.makeRoom(name);
      writeFileSync(join(room, 'index.m3u8'), name);
      await stage.place(room, `media/${name}/hash/360p`);
    }
    stage.keep('media/one/hash/360p');
    stage.text('campus.json', '1');
    await stage.commit();
    await stage.close();
    assert.deepEqual(files(out), ['campus.json', 'media/one/hash/360p/index.m3u8']);
  });

  it('keeps what is in its place when the same is made again', async () => {
    const out = join(makeFolder(), 'published');
    const stage = await Stage.open(out);
    for (const text of ['first', 'second']) {
      const room = await stage.makeRoom('a');
      writeFileSync(join(room, 'x'), text);
      await stage.place(room, 'media/a');
    }
    assert.equal(readFileSync(join(out, 'media/a/x'), 'utf8'), 'first');
    await stage.close();
  });

  it('takes no folder with files of others, and never removes what it did not make', async () => {
    const out = makeFolder();
    write(out, {'novel.txt': 'mine'});
    await assert.rejects(Stage.open(out), (error: UgglaError) => error.code === 'out-not-ours');
    const ours = join(makeFolder(), 'published');
    await publish(ours, {'campus.json': '1'});
    write(ours, {'google1234.html': 'put there by hand'});
    await publish(ours, {'campus.json': '2'});
    assert.deepEqual(files(ours), ['campus.json', 'google1234.html']);
  });

  it('removes nothing outside, whatever the record of the folder names', async () => {
    const root = makeFolder();
    const out = join(root, 'published');
    write(root, {'mine.txt': 'mine', 'published/sub/mine.txt': 'mine'});
    write(out, {
      '.uggla.json': JSON.stringify({
        files: ['../mine.txt', join(root, 'mine.txt'), 'courses/../../mine.txt', '', 7, null, 'gone.json'],
      }),
    });
    await publish(out, {'campus.json': '1'});
    assert.deepEqual(files(root), [
      'mine.txt',
      'published/.uggla.json',
      'published/campus.json',
      'published/sub/mine.txt',
    ]);
  });

  it('publishes anew over a record that is broken', async () => {
    for (const record of ['{"files": [', 'null', '[]', '{"files": {}}']) {
      const out = join(makeFolder(), 'published');
      write(out, {'.uggla.json': record, 'courses/old/course.json': 'old'});
      await publish(out, {'campus.json': '1'});
      assert.deepEqual(files(out), ['campus.json'], record);
    }
  });

  it('refuses a second build while the first runs, and takes no other program for one', async () => {
    const out = join(makeFolder(), 'published');
    await publish(out, {'campus.json': '1'});
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {stdio: 'ignore'});
    try {
      mkdirSync(join(out, '.work', String(other.pid)), {recursive: true});
      await assert.rejects(
        Stage.open(out),
        (error: UgglaError) => error.code === 'build-running' && error.message.includes(String(other.pid)),
      );
    } finally {
      other.kill('SIGKILL');
    }
    mkdirSync(join(out, '.work', 'notes'), {recursive: true});
    await new Promise((resolve) => other.once('exit', resolve));
    await publish(out, {'campus.json': '2'});
    assert.ok(!existsSync(join(out, '.work')));
  });

  it('takes back what was staged when it begins anew', async () => {
    const out = join(makeFolder(), 'published');
    const stage = await Stage.open(out);
    stage.text('courses/a.json', '1');
    stage.reset();
    stage.text('campus.json', '1');
    assert.equal(await stage.commit(), 1);
    await stage.close();
    assert.deepEqual(files(out), ['campus.json']);
  });

  it('writes bytes as they are', async () => {
    const out = join(makeFolder(), 'published');
    const stage = await Stage.open(out);
    stage.text('assets/a.wasm', Uint8Array.of(0, 255, 128));
    await stage.commit();
    await stage.close();
    assert.deepEqual([...readFileSync(join(out, 'assets/a.wasm'))], [0, 255, 128]);
  });

  it('clears away what a killed build left', async () => {
    const out = join(makeFolder(), 'published');
    await publish(out, {'campus.json': '1'});
    mkdirSync(join(out, '.work/4194304999'), {recursive: true});
    writeFileSync(join(out, '.work/4194304999/new-1'), 'half');
    await publish(out, {'campus.json': '1'});
    assert.ok(!existsSync(join(out, '.work')));
  });

  it('refuses JSON that does not fit its schema, with the field', async () => {
    const stage = Stage.dry('/nowhere');
    assert.throws(
      () =>
        stage.json('media/a/transcript.es.json', 'transcript', transcriptSchema, {
          language: 'es',
          paragraphs: [{start: 'soon'}],
        }),
      (error: UgglaError) => error.code === 'transcript-invalid' && error.field === 'paragraphs.0.end',
    );
  });
});
