// The film that players play here: five minutes in three qualities, sound in two languages, subtitles in two; made once, with
// ffmpeg, below the folder that git ignores.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {which} from '../scripts/lib/engines.mjs';

const folder = fileURLToPath(new URL('../.uggla/bench/film', import.meta.url));

/** Its address below the repository. */
export const FILM = '.uggla/bench/film/master.m3u8';

const QUALITIES = [
  {name: 'low', size: '426x240', rate: 400},
  {name: 'middle', size: '854x480', rate: 1200},
  {name: 'high', size: '1280x720', rate: 2800},
];
const VOICES = [
  {name: 'en', label: 'English', pitch: 440},
  {name: 'es', label: 'Español', pitch: 660},
];
const SECONDS = 30;
const TIMES = 10;

export async function ensureFilm() {
  const stamp = `${folder}/.recipe`;
  const recipe = readFileSync(fileURLToPath(import.meta.url), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe) return;
  const ffmpeg = process.env.UGGLA_FFMPEG ?? which('ffmpeg');
  if (!ffmpeg) throw new Error('ffmpeg is missing: `node scripts/setup.mjs` installs it, or says how to.');
  console.log('making the film of the benchmark …');
  const work = `${folder}.${process.pid}`;
  const run = (...args) =>
    new Promise((resolve, reject) => {
      const child = spawn(ffmpeg, ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args], {
        cwd: work,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      child.on('error', reject);
      child.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}: ${args.join(' ')}`)),
      );
    });
  const hls = (name) => [
    '-stream_loop',
    String(TIMES - 1),
    '-i',
    `${name}.mp4`,
    '-c',
    'copy',
    '-f',
    'hls',
    '-hls_time',
    '4',
    '-hls_playlist_type',
    'vod',
    '-hls_segment_type',
    'fmp4',
    '-hls_fmp4_init_filename',
    'init.mp4',
    '-hls_segment_filename',
    `${name}/%d.m4s`,
    `${name}/list.m3u8`,
  ];
  rmSync(work, {recursive: true, force: true});
  for (const {name} of [...QUALITIES, ...VOICES]) mkdirSync(`${work}/${name}`, {recursive: true});

  const h264 = [
    '-c:v',
    'libx264',
    '-profile:v',
    'main',
    '-pix_fmt',
    'yuv420p',
    '-preset',
    'ultrafast',
    '-bf',
    '0',
    '-g',
    '48',
    '-keyint_min',
    '48',
    '-sc_threshold',
    '0',
  ];
  for (const {name, size, rate} of QUALITIES) {
    const picture = `testsrc2=size=${size}:rate=24:duration=${SECONDS},noise=alls=12:allf=t`; // noise, or it would need no bytes
    await run(
      '-f',
      'lavfi',
      '-i',
      picture,
      ...h264,
      '-b:v',
      `${rate}k`,
      '-maxrate',
      `${rate}k`,
      '-bufsize',
      `${rate * 2}k`,
      `${name}.mp4`,
    );
  }
  for (const {name, pitch} of VOICES)
    await run(
      '-f',
      'lavfi',
      '-i',
      `sine=frequency=${pitch}:sample_rate=48000:duration=${SECONDS}`,
      '-c:a',
      'aac',
      '-b:a',
      '96k',
      '-ac',
      '2',
      `${name}.mp4`,
    );
  for (const {name} of [...QUALITIES, ...VOICES]) {
    await run(...hls(name));
    rmSync(`${work}/${name}.mp4`);
  }

  const seconds = SECONDS * TIMES;
  for (const {name} of VOICES) {
    const cues = Array.from(
      {length: seconds / 5},
      (_, at) => `${clock(at * 5)} --> ${clock(at * 5 + 4)}\nSentence ${at + 1} (${name})\n`,
    );
    writeFileSync(`${work}/${name}.vtt`, `WEBVTT\n\n${cues.join('\n')}`);
    writeFileSync(
      `${work}/${name}.subtitles.m3u8`,
      `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:${seconds}\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:${seconds},\n${name}.vtt\n#EXT-X-ENDLIST\n`,
    );
  }
  const media = VOICES.flatMap(({name, label}, at) => [
    `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="${label}",LANGUAGE="${name}",DEFAULT=${at === 0 ? 'YES' : 'NO'},AUTOSELECT=YES,CHANNELS="2",URI="${name}/list.m3u8"`,
    `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="${label}",LANGUAGE="${name}",DEFAULT=NO,AUTOSELECT=YES,URI="${name}.subtitles.m3u8"`,
  ]);
  const variants = QUALITIES.flatMap(({name, size, rate}) => [
    `#EXT-X-STREAM-INF:BANDWIDTH=${(rate + 100) * 1100},AVERAGE-BANDWIDTH=${(rate + 100) * 1000},RESOLUTION=${size},FRAME-RATE=24.000,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="sound",SUBTITLES="captions"`,
    `${name}/list.m3u8`,
  ]);
  writeFileSync(
    `${work}/master.m3u8`,
    ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...media, ...variants, ''].join('\n'),
  );
  writeFileSync(`${work}/.recipe`, recipe);
  rmSync(folder, {recursive: true, force: true});
  renameSync(work, folder);
}

const clock = (seconds) =>
  `${[seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')}.000`;
