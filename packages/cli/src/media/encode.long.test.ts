import assert from 'node:assert/strict';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {film} from '../testing/film.test.util.js';
import {hashes, makeFolder} from '../testing/run.test.util.js';
import {plainOf, posterOf, renditionOf} from './encode.js';
import {findTools, runRecipes} from './ffmpeg.js';
import {storyboardOf} from './storyboard.js';

const tools = (await findTools())!;

describe('what ffmpeg is asked for', () => {
  it('comes out the same, byte for byte, however busy the machine is', async () => {
    const file = join(makeFolder(), 'a.mp4');
    film(file, {seconds: 6, size: '480x360', keys: 50});
    const make = async (): Promise<Record<string, string>> => {
      const folder = makeFolder();
      await runRecipes(tools, [
        renditionOf({name: '270p', short: 270, copy: false, maxRate: 300_000}, {file, sound: 'encode'}, folder),
      ]);
      await runRecipes(tools, [
        plainOf(file, {copy: false, audio: 'encode'}, folder),
        posterOf(tools, file, 6, folder),
        storyboardOf(file, {duration: 6, width: 480, height: 360}, folder),
      ]);
      return hashes(folder);
    };
    // side by side, so that they get in each other's way
    const [first, ...others] = await Promise.all([make(), make(), make()]);
    assert.ok(Object.keys(first!).length > 8);
    for (const other of others) assert.deepEqual(other, first);
  });
});
