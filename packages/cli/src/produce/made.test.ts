import assert from 'node:assert/strict';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {makeFolder} from '../testing/run.test.util.js';
import {isMade, madeOf, markOf, moveInto} from './made.js';

const tools = {ffmpeg: 'none', ffprobe: 'none', version: '0'};
const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];

/** A file of captions with that at its head. */
function captions(head: string): {path: string; name: string} {
  const path = join(makeFolder(), 'a.vtt');
  writeFileSync(path, `WEBVTT\n\n${head}\n\n00:00.000 --> 00:01.000\nA\n`);
  return {path, name: 'a.vtt'};
}

describe('madeOf', () => {
  it('tells of what captions were made', async () => {
    assert.equal(await madeOf(captions(`NOTE ${markOf(one)}`).path, tools), one);
  });

  it('tells what others wrote from what is not there', async () => {
    assert.equal(await madeOf(captions('NOTE by hand').path, tools), '');
    assert.equal(await madeOf(join(makeFolder(), 'no.vtt'), tools), undefined);
    assert.equal(await madeOf(captions(`NOTE ${markOf('a'.repeat(63))}`).path, tools), '', 'no whole hash');
  });

  it('looks at the head alone: what a caption says is no mark', async () => {
    assert.equal(await madeOf(captions(`${'x'.repeat(400)}\nNOTE ${markOf(one)}`).path, tools), '');
  });

  it('takes an empty file for one of others', async () => {
    const path = join(makeFolder(), 'a.vtt');
    writeFileSync(path, '');
    assert.equal(await madeOf(path, tools), '');
  });
});

describe('isMade', () => {
  it('wants all of them, made of the same', async () => {
    const [a, b, c] = [one, one, other].map((hash) => captions(`NOTE ${markOf(hash)}`)) as [
      ReturnType<typeof captions>,
      ReturnType<typeof captions>,
      ReturnType<typeof captions>,
    ];
    const missing = {path: join(makeFolder(), 'no.vtt'), name: 'no.vtt'};
    assert.equal(await isMade([a, b], one, tools), true);
    assert.equal(await isMade([a, c], one, tools), false);
    assert.equal(await isMade([a, missing], one, tools), false);
  });

  it('refuses what others made, by its name', async () => {
    const foreign = {...captions('NOTE mine'), name: 'courses/a/10-b.es.vtt'};
    await assert.rejects(isMade([captions(`NOTE ${markOf(one)}`), foreign], one, tools), {
      code: 'film-not-ours',
      file: 'courses/a/10-b.es.vtt',
    });
  });
});

describe('moveInto', () => {
  it('takes the place of what was there', async () => {
    const [from, to] = [join(makeFolder(), 'new'), join(makeFolder(), 'old')];
    writeFileSync(from, 'new');
    writeFileSync(to, 'old');
    await moveInto(from, to);
    assert.deepEqual([readFileSync(to, 'utf8'), existsSync(from)], ['new', false]);
  });

  it('tells what cannot be moved', async () => {
    await assert.rejects(moveInto(join(makeFolder(), 'no'), join(makeFolder(), 'to')), {code: 'ENOENT'});
  });
});
