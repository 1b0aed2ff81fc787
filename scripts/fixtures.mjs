// Makes the media that tests play, once, with ffmpeg, into a folder that git ignores. The fixture server has them at
// /fixtures/media/…:
//
//   clip.mp4            10 s, 320×180, H.264 + AAC, moving picture with a counter of tenths
//   short.mp4           its first 2 s
//   silent.mp4          4 s without sound
//   audio.mp3, audio.m4a  8 s
//   poster.jpg, storyboard.jpg (5×2 tiles of 160×90, one a second), storyboard.vtt
//   captions.es.vtt, captions.en.vtt, chapters.vtt (0, 3 and 7 s)
//   hls/master.m3u8     10 s, fMP4, segments of 2 s, low (320×180) and high (640×360), sound muxed in, captions es and en
//   hls/low/list.m3u8 …  hls/low/seg_0.m4s … hls/high/…, and seg_1.cut.m4s, its first half
//   hls-audio/master.m3u8  the same picture with separate sound in es and en
//   hls-ts/list.m3u8    6 s of MPEG-TS
//   truncated.mp4       the first half of clip.mp4: breaks while it plays
//   not-a-video.mp4     text
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {which} from './lib/engines.mjs';

const self = fileURLToPath(import.meta.url);
const cache = join(dirname(self), '..', '.uggla', 'fixtures');
const target = join(cache, 'media');

/** Makes them unless they are there; several callers at once do not disturb each other. */
export async function ensureFixtures() {
  const recipe = createHash('sha256')
    .update(await readFile(self))
    .digest('hex');
  const stamp = join(target, '.recipe');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === recipe) return;
  const ffmpeg = process.env.UGGLA_FFMPEG ?? which('ffmpeg');
  if (!ffmpeg) throw new Error('ffmpeg is missing: `node scripts/setup.mjs` installs it, or says how to.');
  await mkdir(cache, {recursive: true});
  const work = await mkdtemp(join(cache, 'making-'));
  try {
    console.log('making the media fixtures …');
    await make(work, (args) => run(ffmpeg, args, work));
    await writeFile(join(work, '.recipe'), recipe);
    await rm(target, {recursive: true, force: true, maxRetries: 3});
    await rename(work, target).catch((error) => {
      if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error; // another run was faster, with the same recipe
    });
  } finally {
    await rm(work, {recursive: true, force: true});
  }
}

async function make(work, ffmpeg) {
  const picture = (size, seconds) => ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=24:duration=${seconds}`];
  const sound = (pitch, seconds) => [
    '-f',
    'lavfi',
    '-i',
    `sine=frequency=${pitch}:sample_rate=48000:duration=${seconds}`,
  ];
  // No B-frames: with them a stream begins two pictures late, hls.js seeks over the gap, and WebKitGTK locks up (decision 0006).
  const h264 = [
    '-c:v',
    'libx264',
    '-profile:v',
    'main',
    '-pix_fmt',
    'yuv420p',
    '-preset',
    'veryfast',
    '-bf',
    '0',
    '-g',
    '48',
    '-keyint_min',
    '48',
    '-sc_threshold',
    '0',
  ];
  const aac = ['-c:a', 'aac', '-b:a', '64k', '-ac', '2'];

  await ffmpeg([
    ...picture('320x180', 10),
    ...sound(440, 10),
    ...h264,
    '-b:v',
    '250k',
    ...aac,
    '-movflags',
    '+faststart',
    'clip.mp4',
  ]);
  await ffmpeg([
    ...picture('320x180', 2),
    ...sound(440, 2),
    ...h264,
    '-b:v',
    '250k',
    ...aac,
    '-movflags',
    '+faststart',
    'short.mp4',
  ]);
  await ffmpeg([...picture('320x180', 4), ...h264, '-b:v', '250k', '-movflags', '+faststart', 'silent.mp4']);
  await ffmpeg([...sound(330, 8), '-c:a', 'libmp3lame', '-b:a', '64k', 'audio.mp3']);
  await ffmpeg([...sound(330, 8), ...aac, '-movflags', '+faststart', 'audio.m4a']);
  await ffmpeg(['-ss', '1', '-i', 'clip.mp4', '-frames:v', '1', '-q:v', '5', 'poster.jpg']);
  await ffmpeg([
    '-i',
    'clip.mp4',
    '-vf',
    'fps=1,scale=160:90,tile=5x2',
    '-frames:v',
    '1',
    '-q:v',
    '5',
    'storyboard.jpg',
  ]);
  const clip = await readFile(join(work, 'clip.mp4'));
  await writeFile(join(work, 'truncated.mp4'), clip.subarray(0, clip.length / 2));
  await writeFile(join(work, 'not-a-video.mp4'), 'This is no video.\n'.repeat(200));
  await writeText(work);

  const fmp4 = (folder) => [
    '-f',
    'hls',
    '-hls_time',
    '2',
    '-hls_playlist_type',
    'vod',
    '-hls_segment_type',
    'fmp4',
    '-hls_fmp4_init_filename',
    'init.mp4',
    '-hls_segment_filename',
    `${folder}/seg_%d.m4s`,
    `${folder}/list.m3u8`,
  ];
  await Promise.all(
    ['hls/low', 'hls/high', 'hls-audio/video', 'hls-audio/es', 'hls-audio/en', 'hls-ts'].map((folder) =>
      mkdir(join(work, folder), {recursive: true}),
    ),
  );
  await ffmpeg(['-i', 'clip.mp4', '-c', 'copy', ...fmp4('hls/low')]);
  await ffmpeg([...picture('640x360', 10), ...sound(440, 10), ...h264, '-b:v', '600k', ...aac, ...fmp4('hls/high')]);
  const whole = await readFile(join(work, 'hls/low/seg_1.m4s'));
  await writeFile(join(work, 'hls/low/seg_1.cut.m4s'), whole.subarray(0, whole.length / 2));
  await ffmpeg(['-i', 'clip.mp4', '-an', '-c', 'copy', ...fmp4('hls-audio/video')]);
  await ffmpeg([...sound(440, 10), ...aac, ...fmp4('hls-audio/es')]);
  await ffmpeg([...sound(660, 10), ...aac, ...fmp4('hls-audio/en')]);
  await ffmpeg([
    '-i',
    'clip.mp4',
    '-t',
    '6',
    '-c',
    'copy',
    '-f',
    'hls',
    '-hls_time',
    '2',
    '-hls_playlist_type',
    'vod',
    '-hls_segment_filename',
    'hls-ts/seg_%d.ts',
    'hls-ts/list.m3u8',
  ]);

  const subtitles = (id, name, preferred) =>
    `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="${name}",LANGUAGE="${id}",DEFAULT=NO,AUTOSELECT=${preferred},URI="captions.${id}.m3u8"`;
  for (const id of ['es', 'en']) {
    await writeFile(
      join(work, 'hls', `captions.${id}.m3u8`),
      `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:10\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:10,\ncaptions.${id}.vtt\n#EXT-X-ENDLIST\n`,
    );
    await writeFile(join(work, 'hls', `captions.${id}.vtt`), await readFile(join(work, `captions.${id}.vtt`)));
  }
  await writeFile(
    join(work, 'hls', 'master.m3u8'),
    [
      '#EXTM3U',
      '#EXT-X-VERSION:7',
      '#EXT-X-INDEPENDENT-SEGMENTS',
      subtitles('es', 'Español', 'YES'),
      subtitles('en', 'English', 'YES'),
      '#EXT-X-STREAM-INF:BANDWIDTH=400000,AVERAGE-BANDWIDTH=330000,RESOLUTION=320x180,FRAME-RATE=24.000,CODECS="avc1.4d400d,mp4a.40.2",SUBTITLES="captions"',
      'low/list.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=900000,AVERAGE-BANDWIDTH=700000,RESOLUTION=640x360,FRAME-RATE=24.000,CODECS="avc1.4d401e,mp4a.40.2",SUBTITLES="captions"',
      'high/list.m3u8',
      '',
    ].join('\n'),
  );
  const audio = (id, name, preferred) =>
    `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="${name}",LANGUAGE="${id}",DEFAULT=${preferred},AUTOSELECT=YES,CHANNELS="2",URI="${id}/list.m3u8"`;
  await writeFile(
    join(work, 'hls-audio', 'master.m3u8'),
    [
      '#EXTM3U',
      '#EXT-X-VERSION:7',
      '#EXT-X-INDEPENDENT-SEGMENTS',
      audio('es', 'Español', 'YES'),
      audio('en', 'English', 'NO'),
      '#EXT-X-STREAM-INF:BANDWIDTH=400000,RESOLUTION=320x180,FRAME-RATE=24.000,CODECS="avc1.4d400d,mp4a.40.2",AUDIO="sound"',
      'video/list.m3u8',
      '',
    ].join('\n'),
  );
}

async function writeText(work) {
  const stamp = (seconds) => `00:00:${String(seconds).padStart(2, '0')}.000`;
  const vtt = (cues) =>
    `WEBVTT\n\n${cues.map(([start, end, text]) => `${stamp(start)} --> ${stamp(end)}\n${text}\n`).join('\n')}`;
  await writeFile(
    join(work, 'captions.es.vtt'),
    vtt([
      [0, 3, 'Hola y bienvenida.'],
      [3, 6, 'Esto es <i>una prueba</i>.'],
      [6, 9, '<v Ana>Adiós, ¿verdad?'],
    ]),
  );
  await writeFile(
    join(work, 'captions.en.vtt'),
    vtt([
      [0, 3, 'Hello and welcome.'],
      [3, 6, 'This is <i>a test</i>.'],
      [6, 9, '<v Ana>Goodbye, right?'],
    ]),
  );
  await writeFile(
    join(work, 'chapters.vtt'),
    vtt([
      [0, 3, 'Start'],
      [3, 7, 'Middle'],
      [7, 10, 'End'],
    ]),
  );
  await writeFile(
    join(work, 'storyboard.vtt'),
    vtt(
      Array.from({length: 10}, (_, i) => [
        i,
        i + 1,
        `storyboard.jpg#xywh=${(i % 5) * 160},${Math.floor(i / 5) * 90},160,90`,
      ]),
    ),
  );
}

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', '-threads', '1', ...args], {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}: ${args.join(' ')}`)),
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await ensureFixtures();
