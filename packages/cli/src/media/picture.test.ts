import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {picture} from '../testing/film.test.util.js';
import {makeFolder} from '../testing/run.test.util.js';
import {findTools} from './ffmpeg.js';
import {makePlaceholder, sizeOfPicture} from './picture.js';

const folder = makeFolder();
const tools = (await findTools())!;

/** A JPEG as browsers and cameras write it, with a color profile (ICC.1:2022, annex B.4). */
function profiled(name: string, profileBytes: number): string {
  const path = join(folder, name);
  picture(path);
  const head = Buffer.concat([Buffer.from([0xff, 0xe2, 0, 0]), Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1')]);
  head.writeUInt16BE(head.length - 2 + profileBytes, 2);
  const bytes = readFileSync(path);
  writeFileSync(path, Buffer.concat([bytes.subarray(0, 2), head, Buffer.alloc(profileBytes, 7), bytes.subarray(2)]));
  return path;
}

describe('makePlaceholder', () => {
  it('is a picture of 16 pixels’ width in under 700 bytes, without the color profile of the original', async () => {
    const placeholder = await makePlaceholder(profiled('a.jpg', 3000), tools);
    assert.ok(placeholder.length < 700, `${placeholder.length} bytes`);
    const bytes = Buffer.from(placeholder.replace('data:image/jpeg;base64,', ''), 'base64');
    assert.equal(sizeOfPicture(bytes)?.width, 16);
    assert.ok(!bytes.includes('ICC_PROFILE'));
  });

  it('is empty for what is no picture', async () => {
    const path = join(folder, 'b.jpg');
    writeFileSync(path, 'not a picture at all, whatever its name says');
    assert.equal(await makePlaceholder(path, tools), '');
  });
});
