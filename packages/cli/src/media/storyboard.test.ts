import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {film} from '../testing/film.test.util.js';
import {makeFolder} from '../testing/run.test.util.js';
import {findTools, runRecipes} from './ffmpeg.js';
import {sizeOfPicture} from './picture.js';
import {storyboardOf, storyboardStep} from './storyboard.js';

describe('storyboardStep', () => {
  it('shows a short film second by second, and never more than some 120 pictures', () => {
    assert.deepEqual([0.04, 19.9, 20, 240, 241, 3600].map(storyboardStep), [1, 1, 2, 2, 3, 30]);
    for (const duration of [1, 30, 241, 5400, 36_000])
      assert.ok(duration / storyboardStep(duration) <= 120, String(duration));
  });
});

describe('storyboardOf', () => {
  const folder = makeFolder();
  let cues: {start: string; end: string; area: number[]}[];
  let size: {width: number; height: number};
  before(async () => {
    const file = join(folder, 'a.mp4');
    film(file, {seconds: 12, size: '90x160', sound: false});
    await runRecipes((await findTools())!, [storyboardOf(file, {duration: 11.5, width: 90, height: 160}, folder)]);
    const text = readFileSync(join(folder, 'storyboard.vtt'), 'utf8');
    cues = [...text.matchAll(/(\S+) --> (\S+)\nstoryboard\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)\n/g)].map(
      ([, start, end, ...area]) => ({start: start!, end: end!, area: area.map(Number)}),
    );
    size = sizeOfPicture(readFileSync(join(folder, 'storyboard.jpg')))!;
  });

  it('covers the film without a gap, to its very end', () => {
    assert.equal(cues.length, 12);
    for (const [at, {start}] of cues.entries()) assert.equal(start, at === 0 ? '00:00:00.000' : cues[at - 1]!.end);
    assert.equal(cues.at(-1)?.end, '00:00:11.500');
  });

  it('keeps the shape of the film, ten pictures a row, all of them within the file', () => {
    assert.deepEqual([size.width, size.height], [1600, 568]);
    assert.deepEqual(cues[0]?.area, [0, 0, 160, 284]);
    assert.deepEqual(cues[9]?.area, [1440, 0, 160, 284]);
    assert.deepEqual(cues[10]?.area, [0, 284, 160, 284]);
  });
});
