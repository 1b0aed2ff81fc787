import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {hashOf, isThere, writeWhole} from '../files.js';
import {mapSome} from '../map-some.js';
import {runFfmpeg, type Tools} from '../media/ffmpeg.js';
import type {Piece} from './captions.js';
import type {SpeechEngine} from './speech/engine.js';
import type {SpokenSlide} from './timeline.js';
import {readWav, trim, type Sound} from './wav.js';

/** What is said in one language. */
export interface Narration {
  voice: string;
  /** By slide and paragraph. */
  slides: Piece[][][];
}

/** What {@link speakAll} works with. */
export interface SpeakOptions {
  engine: SpeechEngine;
  speed: number;
  tools: Tools;
  /** What was spoken is kept here, and not spoken again. */
  folder: string;
  /** What this run alone needs. */
  room: string;
  onSpoken: (text: string, done: number) => void;
}

/** Speaks all; gives the names of the files that are needed in `folder`, too. */
export async function speakAll(
  narrations: ReadonlyMap<string, Narration>,
  {engine, speed, tools, folder, room, onSpoken}: SpeakOptions,
): Promise<{languages: Map<string, SpokenSlide[]>; files: Set<string>}> {
  const files = new Set<string>();
  const languages = new Map<string, SpokenSlide[]>();
  const count = [...narrations.values()].reduce((sum, {slides}) => sum + slides.flat(2).length, 0);
  let done = 0;
  for (const [language, {voice, slides}] of narrations) {
    const pieces = slides.flat(2);
    let rate = 0;
    let failure: unknown;
    const sounds = new Map<Piece, Sound>();
    const spoken = await mapSome(pieces, 2, async ({text}) => {
      const name = `${hashOf(engine.id, voice, String(speed), text)}.sound`;
      files.add(name);
      const path = join(folder, name);
      if (!(await isThere(path))) await writeWhole(path, await engine.speak(text, voice, speed));
      onSpoken(text, ++done / count);
      return path;
    });
    for (const [at, path] of spoken.entries()) {
      const sound = await heard(path, pieces[at]!.text, rate, {tools, room}).catch((caught: unknown) => {
        failure ??= caught; // all are looked at: the next run asks for every one of them
      });
      if (!sound) continue;
      rate = sound.rate;
      sounds.set(pieces[at]!, sound);
    }
    if (failure !== undefined) throw failure;
    languages.set(
      language,
      slides.map((paragraphs) => paragraphs.map((some) => some.map((piece) => ({piece, sound: sounds.get(piece)!})))),
    );
  }
  return {languages, files};
}

/** What is heard in a sound file. One in which it is nothing is not kept: else the same would be met for ever. */
async function heard(
  path: string,
  text: string,
  rate: number,
  place: Pick<SpeakOptions, 'tools' | 'room'>,
): Promise<Sound> {
  let cause: unknown;
  try {
    const sound = trim(await decode(path, rate, place));
    if (sound.samples.length > 0) return sound;
  } catch (caught) {
    if (!(caught instanceof UgglaError && caught.code === 'media-unreadable')) throw caught;
    cause = caught;
  }
  await rm(path, {force: true});
  const what = cause === undefined ? 'nothing is heard' : 'there came something that is no sound';
  throw new UgglaError('speech-failed', `of “${text.slice(0, 60)}” ${what}`, {
    cause,
    cure: 'Try another voice (`film: {voice: …}`), or see that the engine answers WAV or another sound file.',
  });
}

/** The samples of a sound file, at `rate` where that is known. */
async function decode(path: string, rate: number, {tools, room}: Pick<SpeakOptions, 'tools' | 'room'>): Promise<Sound> {
  const own = readWav(await readFile(path));
  if (own && (rate === 0 || own.rate === rate)) return own;
  const wav = join(room, 'decoded.wav');
  await runFfmpeg(tools, [
    '-i',
    `file:${path}`,
    '-map',
    '0:a:0',
    '-ac',
    '1',
    '-ar',
    String(rate || 24_000),
    '-c:a',
    'pcm_s16le',
    '-fflags',
    '+bitexact',
    `file:${wav}`,
  ]);
  return readWav(await readFile(wav)) ?? {rate: rate || 24_000, samples: new Float32Array(0)};
}
