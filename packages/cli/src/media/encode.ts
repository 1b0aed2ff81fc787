import {rename, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {runFfmpeg, type RunOptions, type Tools} from './ffmpeg.js';
import type {Rendition, SoundTrack} from './plan.js';

/** Length of a segment in seconds. */
const SEGMENT = 4;

/** Nothing in a file but what the source and these settings make of it: the same at every run. */
const exact = [
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
  '-map_metadata',
  '-1',
  '-map_chapters',
  '-1',
];
/**
 * With a greatest rate, x264 comes to other bytes at every run as soon as it has two threads: each looks at how far the
 * others are (measured with x264 164: four runs, four results). Several cores take several films instead.
 */
const threads = ['-threads', '1', '-filter_threads', '1'];
/** The film's picture; not the cover that a file may carry beside it. */
const picture = '0:V:0';
/** Pixels that are not square (old television, some phones) become so, and the picture keeps the shape that it is shown in. */
const square = 'scale=iw*sar:ih:flags=bicubic';
/** AAC as it is. Transport streams and `.aac` files carry its settings in each frame, MP4 once for all; elsewhere this does nothing. */
const asItIs = ['-c:a', 'copy', '-bsf:a', 'aac_adtstoasc'];
const aac = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', '48000'];

/** What {@link encodeRendition} is told beside the rendition. */
export interface EncodeInput {
  file: string;
  /** The film's sound goes into it; `copy`: as it is. */
  sound: 'none' | 'copy' | 'encode';
  /** Seconds at which segments start, where another quality was cut already. */
  cuts?: readonly number[] | undefined;
  /** Frames a second to bring the picture to; without it the film's own. */
  pace?: number | undefined;
}

/** Makes one quality of a film: fMP4 segments and their playlist in `folder`. */
export async function encodeRendition(
  tools: Tools,
  {copy, short, maxRate}: Rendition,
  {file, sound, cuts, pace}: EncodeInput,
  folder: string,
  options?: RunOptions,
): Promise<void> {
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
  const audio = sound === 'none' ? ['-an'] : ['-map', '0:a:0', ...(sound === 'copy' ? asItIs : aac)];
  await runFfmpeg(
    tools,
    ['-i', `file:${file}`, '-map', picture, ...audio, '-sn', '-dn', ...video, ...exact, ...hls(folder)],
    options,
  );
}

/** Makes the sound alone: segments and their playlist in `folder`. */
export async function encodeSound(
  tools: Tools,
  {copy}: Pick<SoundTrack, 'copy'>,
  file: string,
  folder: string,
  options?: RunOptions,
): Promise<void> {
  await runFfmpeg(
    tools,
    ['-i', `file:${file}`, '-map', '0:a:0', '-vn', '-sn', '-dn', ...(copy ? asItIs : aac), ...exact, ...hls(folder)],
    options,
  );
}

/** Makes the plain files of a film: `video.mp4`, and `audio.m4a` where it has sound. */
export async function makePlain(
  tools: Tools,
  file: string,
  {copy, audio}: {copy: boolean; audio: 'none' | 'copy' | 'encode'},
  folder: string,
  options?: RunOptions,
): Promise<void> {
  const sound = audio === 'none' ? ['-an'] : ['-map', '0:a:0', ...(audio === 'copy' ? asItIs : aac)];
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
  await runFfmpeg(
    tools,
    [
      '-i',
      `file:${file}`,
      '-map',
      picture,
      ...sound,
      '-sn',
      '-dn',
      ...video,
      ...exact,
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
      join(folder, 'video.mp4'),
    ],
    options,
  );
  if (audio !== 'none') await makeSoundFile(tools, file, audio === 'copy', folder);
}

/** Makes `audio.m4a`: the sound alone, in one file. */
export async function makeSoundFile(
  tools: Tools,
  file: string,
  copy: boolean,
  folder: string,
  options?: RunOptions,
): Promise<void> {
  await runFfmpeg(
    tools,
    [
      '-i',
      `file:${file}`,
      '-map',
      '0:a:0',
      '-vn',
      '-sn',
      '-dn',
      ...(copy ? asItIs : aac),
      ...exact,
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
      join(folder, 'audio.part'),
    ],
    options,
  );
  await rename(join(folder, 'audio.part'), join(folder, 'audio.m4a'));
}

/** Takes a telling frame from the first part of a film: `poster.jpg`. */
export async function makePoster(tools: Tools, file: string, duration: number, folder: string): Promise<void> {
  const poster = join(folder, 'poster.jpg');
  // a film of a frame or two has none behind its first tenth: then ffmpeg ends well, and writes nothing
  for (const from of [Math.min(2, duration * 0.1), 0]) {
    await runFfmpeg(tools, [
      '-ss',
      from.toFixed(3),
      '-i',
      `file:${file}`,
      '-map',
      picture,
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
    ]);
    if (await stat(poster).catch(() => undefined)) return;
  }
  throw new UgglaError('media-unreadable', 'no picture can be taken out of this film', {
    cure: 'Play the film from start to end; export it anew (MP4, H.264, AAC) if it stays black.',
  });
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
