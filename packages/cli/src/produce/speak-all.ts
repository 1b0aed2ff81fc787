import {readFile} from 'node:fs/promises';
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
  onSpoken: (text: string, done: number) => void;
}

/** Speaks all; gives the names of the files that are needed in `folder`, too. */
export async function speakAll(
  narrations: ReadonlyMap<string, Narration>,
  {engine, speed, tools, folder, onSpoken}: SpeakOptions,
): Promise<{languages: Map<string, SpokenSlide[]>; files: Set<string>}> {
  const files = new Set<string>();
  const languages = new Map<string, SpokenSlide[]>();
  const count = [...narrations.values()].reduce((sum, {slides}) => sum + slides.flat(2).length, 0);
  let done = 0;
  for (const [language, {voice, slides}] of narrations) {
    const pieces = slides.flat(2);
    let rate = 0;
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
      const sound = trim(await decode(path, rate, tools));
      rate = sound.rate;
      if (sound.samples.length === 0)
        throw new UgglaError('speech-failed', `of “${pieces[at]!.text.slice(0, 60)}” nothing is heard`, {
          cure: 'Try another voice: `film: {voice: …}`.',
        });
      sounds.set(pieces[at]!, sound);
    }
    languages.set(
      language,
      slides.map((paragraphs) => paragraphs.map((some) => some.map((piece) => ({piece, sound: sounds.get(piece)!})))),
    );
  }
  return {languages, files};
}

/** The samples of a sound file, at `rate` where that is known. */
async function decode(path: string, rate: number, tools: Tools): Promise<Sound> {
  const own = readWav(await readFile(path));
  if (own && (rate === 0 || own.rate === rate)) return own;
  const wav = `${path}.wav`;
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
  return readWav(await readFile(wav))!;
}
