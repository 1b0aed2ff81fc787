import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {frameSvg} from '../stage/frame.mjs';
import {captions, chapters} from './captions.mjs';
import {chime, mix, RATE} from './speech.mjs';
import {FPS, stateAt, timeline} from './timeline.mjs';

const ffmpeg = process.env.UGGLA_FFMPEG ?? 'ffmpeg';

/** Of speech: the loudness that podcasts aim at, in one channel. */
const loudness = 'highpass=f=80,loudnorm=I=-18:TP=-3.5:LRA=9';

/**
 * The closed GOP of two seconds lets HLS be cut without encoding again. Four references keep 720p within level 3.1:
 * the preset's sixteen make it 5.0, which television sets and phones refuse.
 */
const picture = [
  ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'slower', '-tune', 'animation', '-crf', '31'],
  ...['-level:v', '3.1', '-refs', '4'],
  ...['-g', String(2 * FPS), '-keyint_min', String(2 * FPS), '-sc_threshold', '0', '-flags', '+cgop'],
  ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'],
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
];
/** One voice needs no more; espeak-ng's own rate is 22 kHz. */
const sound = ['-c:a', 'aac', '-b:a', '36k', '-ac', '1', '-ar', '24000'];

/** Makes film, dub, captions, chapters and poster beside `stem`; returns the timed scenes. */
export async function makeFilm(scenario, stem, studio) {
  const {scenes, seconds} = timeline(scenario);
  writeText(scenes, stem);
  const wav = writeSound(scenes, seconds, 'es');
  await encode(wav, `${stem}.mp4`, scenes, seconds, studio);
  if (scenario.dub) {
    const dub = writeSound(scenes, seconds, 'en');
    await run([
      '-f',
      'f32le',
      '-ar',
      RATE,
      '-ac',
      1,
      '-i',
      dub,
      '-af',
      loudness,
      ...sound,
      '-movflags',
      '+faststart',
      `${stem}.en.m4a`,
    ]);
  }
  const shown = scenes.find(({id}) => id === scenario.poster) ?? scenes[0];
  writeFileSync(`${stem}.jpg`, await studio.picture(still(scenes, shown.end - 0.9), {quality: 82}));
  return scenes;
}

/** Makes an episode: sound and captions, no pictures. */
export async function makeEpisode(scenario, stem) {
  const {scenes, seconds} = timeline(scenario);
  writeText(scenes, stem);
  const wav = writeSound(scenes, seconds, 'es');
  const meta = Object.entries(scenario.tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  const mp3 = ['-c:a', 'libmp3lame', '-b:a', '32k', '-ar', '24000', '-ac', '1', '-id3v2_version', '3'];
  await run(['-f', 'f32le', '-ar', RATE, '-ac', 1, '-i', wav, '-af', loudness, ...mp3, ...meta, `${stem}.mp3`]);
}

/** The picture at second `t`. */
export const still = (scenes, t) => frameSvg(stateAt(scenes, t), t);

function writeText(scenes, stem) {
  const lines = scenes.flatMap((scene) => scene.lines);
  for (const language of ['es', 'en']) writeFileSync(`${stem}.${language}.vtt`, captions(lines, language));
  if (scenes.filter(({title}) => title).length < 2) return;
  writeFileSync(`${stem}.chapters.vtt`, chapters(scenes, 'es'));
  writeFileSync(`${stem}.chapters.en.vtt`, chapters(scenes, 'en'));
}

function writeSound(scenes, seconds, language) {
  const spoken = scenes.flatMap(({lines}) => lines.map(({start, sound}) => ({at: start, samples: sound[language]})));
  const bells = [
    {at: 0.3, samples: chime()},
    {at: seconds - 2.2, samples: chime([783.99, 523.25])},
  ];
  const file = join(tmpdir(), `narration-${process.pid}-${language}.f32`);
  writeFileSync(file, new Uint8Array(mix([...bells, ...spoken], seconds).buffer));
  return file;
}

async function encode(wav, out, scenes, seconds, studio) {
  const encoder = start([
    ...[
      '-f',
      'image2pipe',
      '-framerate',
      FPS,
      '-c:v',
      'png',
      '-i',
      '-',
      '-f',
      'f32le',
      '-ar',
      RATE,
      '-ac',
      1,
      '-i',
      wav,
    ],
    ...['-af', loudness, ...picture, ...sound, '-movflags', '+faststart', out],
  ]);
  let shown;
  let png;
  const frames = Math.round(seconds * FPS);
  for (let n = 0; n < frames; n++) {
    const svg = still(scenes, n / FPS);
    if (svg !== shown) png = await studio.picture((shown = svg)); // a held picture is drawn once
    if (!encoder.stdin.write(png)) await once(encoder.stdin, 'drain');
  }
  encoder.stdin.end();
  await finished(encoder);
}

const start = (args) =>
  spawn(ffmpeg, ['-v', 'error', '-y', ...args.map(String)], {stdio: ['pipe', 'inherit', 'inherit']});
const run = (args) => finished(start(args));

async function finished(child) {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}
