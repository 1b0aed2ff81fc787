import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {clock} from './captions.js';
import {exactPicture, type Recipe} from './ffmpeg.js';
import {sizeOfPicture} from './picture.js';

const COLUMNS = 10;
const WIDTH = 160;

/** Seconds between two pictures: never more than some 120 of them. */
export function storyboardStep(duration: number): number {
  return Math.max(duration < 20 ? 1 : 2, Math.ceil(duration / 120));
}

/** `storyboard.jpg`, small pictures side by side, and `storyboard.vtt`, which says which one belongs to which time. */
export function storyboardOf(
  file: string,
  {duration, width, height}: {duration: number; width: number; height: number},
  folder: string,
): Recipe {
  const step = storyboardStep(duration);
  const count = Math.max(1, Math.ceil(duration / step));
  const columns = Math.min(COLUMNS, count);
  const rows = Math.ceil(count / columns);
  const tall = Math.max(2, Math.round((WIDTH * height) / width / 2) * 2);
  const filter = `fps=1/${step}:round=up:start_time=0,scale=${WIDTH}:${tall},setsar=1,format=yuvj420p,tile=${columns}x${rows}`;
  return {
    file,
    reading: ['-threads', '1', '-skip_frame', 'nokey'],
    outputs: (input) => [
      '-map',
      `${input}:v:0`,
      '-vf',
      filter,
      '-frames:v',
      '1',
      '-q:v',
      '6',
      ...exactPicture,
      '-threads',
      '1',
      '-f',
      'image2',
      '-update',
      '1',
      join(folder, 'storyboard.jpg'),
    ],
    finish: async () => {
      const size = sizeOfPicture(await readFile(join(folder, 'storyboard.jpg')));
      const [across, down] = [(size?.width ?? WIDTH * columns) / columns, (size?.height ?? tall * rows) / rows];
      const cues = Array.from({length: count}, (_, at) => {
        const [x, y] = [(at % columns) * across, Math.floor(at / columns) * down];
        return `${clock(at * step)} --> ${clock(Math.min(duration, (at + 1) * step))}\nstoryboard.jpg#xywh=${x},${y},${across},${down}\n`;
      });
      await writeFile(join(folder, 'storyboard.vtt'), `WEBVTT\n\n${cues.join('\n')}`);
    },
  };
}
