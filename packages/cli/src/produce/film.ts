import {writeFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {slashes} from '../files.js';
import {runFfmpeg, type Tools} from '../media/ffmpeg.js';
import {FRAMES, mix, type Timeline} from './timeline.js';
import {writeWav} from './wav.js';

/**
 * Still pictures: slower settings make them no smaller. A picture is scaled once, then repeated. Four references keep 720p within level 3.1, beyond which television sets and phones
 * refuse; a closed group every two seconds lets `uggla build` cut it as it is.
 */
const picture = [
  ...[
    '-c:v',
    'libx264',
    '-profile:v',
    'high',
    '-level:v',
    '3.1',
    '-preset',
    'veryfast',
    '-tune',
    'stillimage',
    '-crf',
    '21',
    '-refs',
    '4',
  ],
  ...['-g', String(2 * FRAMES), '-keyint_min', String(2 * FRAMES), '-sc_threshold', '0', '-flags', '+cgop'],
  ...['-vf', `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,fps=${FRAMES}`],
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
];

/** As loud as podcasts are; one voice needs no second channel. */
const sound = [
  '-af',
  'highpass=f=70,loudnorm=I=-18:TP=-2:LRA=9',
  '-c:a',
  'aac',
  '-b:a',
  '64k',
  '-ac',
  '1',
  '-ar',
  '48000',
];

/** What {@link encodeFilm} makes a film of. */
export interface FilmParts {
  /** PNG, one a slide, as they lie in `folder`. */
  pictures: readonly string[];
  timeline: Timeline;
  /** Where the pictures are. */
  folder: string;
  /** Where it works. */
  room: string;
  /** Says in each file what it was made of. */
  mark: string;
  onTime?: (seconds: number) => void;
}

/** Makes the film with the sound of the first language, and the sounds of the others; gives their paths in that order. */
export async function encodeFilm(
  tools: Tools,
  {pictures, timeline, folder, room, mark, onTime}: FilmParts,
): Promise<string[]> {
  const {seconds, starts, sounds} = timeline;
  const place = slashes(relative(room, folder));
  const shown = pictures.map(
    (name, at) => `file '${place}/${name}'\nduration ${((starts[at + 1] ?? seconds) - starts[at]!).toFixed(3)}\n`,
  );
  const list = join(room, 'pictures.txt');
  await writeFile(list, `ffconcat version 1.0\n${shown.join('')}file '${place}/${pictures.at(-1)!}'\n`); // the last once more: else it has no length
  const waves: string[] = [];
  const outputs: string[] = [];
  for (const [at, one] of [...sounds.values()].entries()) {
    waves.push(join(room, `sound-${at}.wav`));
    await writeFile(waves[at]!, writeWav(mix(one, seconds)));
    outputs.push(join(room, at === 0 ? 'film.mp4' : `sound-${at}.m4a`));
  }
  const end = [
    '-t',
    seconds.toFixed(3),
    '-metadata',
    `comment=${mark}`,
    '-fflags',
    '+bitexact',
    '-movflags',
    '+faststart',
  ];
  await runFfmpeg(
    tools,
    [
      ...['-f', 'concat', '-safe', '0', '-i', `file:${list}`],
      ...waves.flatMap((wave) => ['-i', `file:${wave}`]),
      ...outputs.flatMap((output, at) => [
        ...(at === 0 ? ['-map', '0:v'] : []),
        ...['-map', `${at + 1}:a`, ...(at === 0 ? picture : []), ...sound, ...end, `file:${output}`],
      ]),
    ],
    {onTime},
  );
  return outputs;
}
