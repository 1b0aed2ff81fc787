import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {isThere} from '../files.js';
import {exactPicture, runRecipes, type Recipe, type Tools} from './ffmpeg.js';
import type {Rendition, SoundTrack} from './plan.js';

/** Length of a segment in seconds. */
const SEGMENT = 4;

/** The same of a film or a sound. */
const exact = [...exactPicture, '-flags:a', '+bitexact', '-map_chapters', '-1'];
/**
 * With a greatest rate, x264 comes to other bytes at every run as soon as it has two threads: each looks at how far the
 * others are (measured with x264 164: four runs, four results). Several cores take several films instead.
 */
const threads = ['-threads', '1', '-filter_threads', '1'];
/** The film's picture; not the cover that a file may carry beside it. */
const picture = (input: number) => ['-map', `${input}:V:0`];
const firstSound = (input: number) => ['-map', `${input}:a:0`];
/** Pixels that are not square (old television, some phones) become so, and the picture keeps the shape that it is shown in. */
const square = 'scale=iw*sar:ih:flags=bicubic';
/** AAC as it is. Transport streams and `.aac` files carry its settings in each frame, MP4 once for all; elsewhere this does nothing. */
const asItIs = ['-c:a', 'copy', '-bsf:a', 'aac_adtstoasc'];
const aac = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', '48000'];

/** What {@link renditionOf} is told beside the rendition. */
export interface EncodeInput {
  file: string;
  /** The film's sound goes into it; `copy`: as it is. */
  sound: 'none' | 'copy' | 'encode';
  /** Seconds at which segments start, where another quality was cut already. */
  cuts?: readonly number[] | undefined;
  /** Frames a second to bring the picture to; without it the film's own. */
  pace?: number | undefined;
}

/** One quality of a film: fMP4 segments and their playlist in `folder`. */
export function renditionOf(
  {copy, short, maxRate}: Rendition,
  {file, sound, cuts, pace}: EncodeInput,
  folder: string,
): Recipe {
  const keys =
    cuts && cuts.length > 1 && cuts.length < 4000
      ? cuts.map((one) => one.toFixed(3)).join(',')
      : `expr:gte(t,n_forced*${SEGMENT})`;
  const even = `${square},scale='if(gt(iw,ih),-2,${short})':'if(gt(iw,ih),${short},-2)':flags=bicubic`;
  const video = copy
    ? ['-c:v', 'copy']
    : [
        '-vf',
        `${even},setsar=1,format=yuv420p`,
        ...(pace === undefined ? [] : ['-r', String(pace)]),
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-crf',
        '23',
        '-maxrate',
        String(maxRate),
        '-bufsize',
        String(maxRate * 2),
        '-profile:v',
        short > 360 ? 'high' : 'main',
        '-force_key_frames',
        keys,
        '-sc_threshold',
        '0',
        ...threads,
      ];
  return {
    file,
    outputs: (input) => [...picture(input), ...soundIn(input, sound), '-sn', '-dn', ...video, ...exact, ...hls(folder)],
  };
}

/** The sound alone: segments and their playlist in `folder`. */
export function soundOf({copy}: Pick<SoundTrack, 'copy'>, file: string, folder: string): Recipe {
  return {file, outputs: (input) => [...onlySound(input, copy), ...exact, ...hls(folder)]};
}

/** The plain files of a film: `video.mp4`, and `audio.m4a` where it has sound. */
export function plainOf(
  file: string,
  {copy, audio}: {copy: boolean; audio: 'none' | 'copy' | 'encode'},
  folder: string,
): Recipe {
  const small = [
    '-vf',
    `${square},scale='if(gt(iw,ih),-2,min(720,iw))':'if(gt(iw,ih),min(720,ih),-2)',scale=trunc(iw/2)*2:trunc(ih/2)*2,setsar=1,format=yuv420p`,
  ];
  const video = copy
    ? ['-c:v', 'copy']
    : [
        ...small,
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-crf',
        '24',
        '-maxrate',
        '2400000',
        '-bufsize',
        '4800000',
        ...threads,
      ];
  return {
    file,
    outputs: (input) => [
      ...picture(input),
      ...soundIn(input, audio),
      '-sn',
      '-dn',
      ...video,
      ...exact,
      ...mp4(join(folder, 'video.mp4')),
      ...(audio === 'none' ? [] : soundFileOf(file, audio === 'copy', folder).outputs(input)),
    ],
  };
}

/** `audio.m4a`: the sound alone, in one file. */
export function soundFileOf(file: string, copy: boolean, folder: string): Recipe {
  return {file, outputs: (input) => [...onlySound(input, copy), ...exact, ...mp4(join(folder, 'audio.m4a'))]};
}

/** A telling frame from the first part of a film: `poster.jpg`. */
export function posterOf(tools: Tools, file: string, duration: number, folder: string): Recipe {
  const poster = join(folder, 'poster.jpg');
  const from = (seconds: number): Recipe => ({
    file,
    reading: ['-threads', '1', '-ss', seconds.toFixed(3)],
    outputs: (input) => [
      ...picture(input),
      '-vf',
      `thumbnail=25,${square},scale='min(1280,iw)':-2:flags=bicubic,setsar=1,format=yuvj420p`,
      '-frames:v',
      '1',
      '-q:v',
      '4',
      ...exact,
      '-threads',
      '1',
      '-f',
      'image2',
      '-update',
      '1',
      poster,
    ],
  });
  return {
    ...from(Math.min(2, duration * 0.1)),
    // a film of a frame or two has none behind its first tenth: then ffmpeg ends well, and writes nothing
    finish: async () => {
      if (await isThere(poster)) return;
      await runRecipes(tools, [from(0)]);
      if (await isThere(poster)) return;
      throw new UgglaError('media-unreadable', 'no picture can be taken out of this film', {
        cure: 'Play the film from start to end; export it anew (MP4, H.264, AAC) if it stays black.',
      });
    },
  };
}

function soundIn(input: number, sound: 'none' | 'copy' | 'encode'): string[] {
  return sound === 'none' ? ['-an'] : [...firstSound(input), ...(sound === 'copy' ? asItIs : aac)];
}

function onlySound(input: number, copy: boolean): string[] {
  return [...firstSound(input), '-vn', '-sn', '-dn', ...(copy ? asItIs : aac)];
}

function mp4(path: string): string[] {
  return ['-movflags', '+faststart', '-f', 'mp4', path];
}

/**
 * All of a film's playlists count from the same second. Left to itself the muxer moves each by its own B-frames and its
 * sound by the encoder's priming, and drops the difference from `tfdt` (an empty edit says it, which browsers ignore):
 * the sound was 37 ms early.
 */
const clock = [
  '-output_ts_offset',
  '1',
  '-avoid_negative_ts',
  'disabled',
  '-hls_segment_options',
  'movflags=+frag_discont',
];

function hls(folder: string): string[] {
  return [
    ...clock,
    '-f',
    'hls',
    '-hls_time',
    String(SEGMENT),
    '-hls_playlist_type',
    'vod',
    '-hls_segment_type',
    'fmp4',
    '-hls_flags',
    'independent_segments',
    '-hls_fmp4_init_filename',
    'init.mp4',
    '-hls_segment_filename',
    join(folder.replaceAll('%', '%%'), 's%05d.m4s'),
    join(folder, 'index.m3u8'),
  ];
}
