import {readdir, rm} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {slug} from '../authored/names.js';
import {hashOf} from '../files.js';
import {installLine} from '../install-line.js';
import {findTools, knowFull} from '../media/ffmpeg.js';
import {openRoom} from '../one-run.js';
import {Problems} from '../problems.js';
import {piecesOf} from './captions.js';
import {encodeFilm} from './film.js';
import {isMade, markOf} from './made.js';
import {outputsOf, putInPlace} from './outputs.js';
import {drawAll, pagesOf} from './pages.js';
import {readLesson, type LessonScript} from './read-lesson.js';
import {speakAll, type Narration} from './speak-all.js';
import {endpoint} from './speech/endpoint.js';
import type {SpeechEngine} from './speech/engine.js';
import {espeak} from './speech/espeak.js';
import {timelineOf} from './timeline.js';

/** Raised when the same script shall become another film: then all are made again. */
const PROFILE = 1;

/** Seconds of quiet at the end of a slide: time to look, and to think. */
const PAUSE = 0.9;

/** What {@link produce} takes beside the script. */
export interface ProduceOptions {
  /** Base address of a speech engine of OpenAI's form (`http://localhost:8880/v1`); espeak-ng without one. */
  speech?: string | undefined;
  /** The model that is asked of it; `tts-1`. */
  speechModel?: string | undefined;
  /** The engine's key; it is in no message and no file. */
  speechKey?: string | undefined;
  /** Told what is being done. */
  onStep?: ((step: ProduceStep) => void) | undefined;
}

/** Something that is being done. */
export interface ProduceStep {
  phase: 'script' | 'speak' | 'draw' | 'film';
  /** What it is done with: what is said, or the name of a file. */
  subject?: string;
  /** 0 to 1, of the phase. */
  done?: number;
}

/** What a script came to. */
export interface ProduceReport {
  /** The film, relative to the authored folder; not there when the script has errors. */
  film?: string;
  /** The first is that of the picture and of the film's own sound. */
  languages: string[];
  /** How many slides there are. */
  slides: number;
  /** Files that were written, relative to the authored folder; none when nothing had changed. */
  written: string[];
  /** How long it took. */
  seconds: number;
  problems: Problems['list'];
}

/**
 * Makes a film of a lesson's text, beside it, with captions, chapters and the sound of each translation. What is wrong in the
 * script is told in the report's `problems`, and then nothing is made.
 *
 * @throws {@link UgglaError} `file-missing`, `usage-wrong`, `ffmpeg-missing`, `browser-missing`, `browser-failed`,
 * `speech-missing`, `speech-failed`, `voice-unknown`, `film-not-ours`, `build-running`, `disk-full`.
 */
export async function produce(
  file: string,
  {speech, speechModel, speechKey, onStep = () => undefined}: ProduceOptions = {},
): Promise<ProduceReport> {
  const started = performance.now();
  const engine = speech === undefined ? espeak() : endpoint({address: speech, model: speechModel, key: speechKey});
  const problems = new Problems();
  onStep({phase: 'script'});
  const lesson = await readLesson(file, problems);
  const pages = lesson && (await pagesOf(lesson, problems));
  const report = (written: string[]): ProduceReport => ({
    ...(lesson && !problems.failed ? {film: outputsOf(lesson).media[0]!} : {}),
    languages: [...(lesson?.scripts.keys() ?? [])],
    slides: pages?.length ?? 0,
    written,
    seconds: Math.round(performance.now() - started) / 1000,
    problems: problems.list,
  });
  if (!lesson || !pages || problems.failed) return report([]);
  const tools = await findTools();
  if (!tools)
    throw new UgglaError('ffmpeg-missing', 'there is no ffmpeg: no film can be made', {
      cure: `Install it: ${installLine('ffmpeg')}; or name it in UGGLA_FFMPEG.`,
    });
  const {speed = 1, pause = PAUSE} = lesson.fields.film ?? {};
  const narrations = narrationsOf(lesson, engine);
  const outputs = outputsOf(lesson);
  const titles = [...lesson.scripts.values()].map(({script}) =>
    script.slides.map(({title, chapter}) => [title, chapter]),
  );
  const hash = hashOf(JSON.stringify([PROFILE, pages, titles, engine.id, speed, pause, [...narrations]]));
  const places = outputs.all.map((name) => ({name, path: join(lesson.root, name)}));
  if (await isMade(places, hash, tools)) return report([]);
  const folder = workFolder(lesson);
  const room = await openRoom(join(folder, 'runs'), ['uggla produce', outputs.media[0]!]);
  try {
    await engine.open(new Map([...narrations].map(([language, {voice}]) => [language, voice])));
    const {languages, files} = await speakAll(narrations, {
      ...{engine, speed, tools, folder, room},
      onSpoken: (subject, done) => onStep({phase: 'speak', subject, done}),
    });
    const timeline = timelineOf(languages, pause);
    const [film = ''] = outputs.media;
    const pictures = await drawAll(pages, lesson, folder, problems, (done) =>
      onStep({phase: 'draw', subject: film, done}),
    );
    const mark = markOf(hash);
    const made = await encodeFilm(tools, {
      ...{pictures, timeline, folder, room, mark},
      onTime: (seconds) => onStep({phase: 'film', subject: film, done: Math.min(1, seconds / timeline.seconds)}),
    });
    await putInPlace(lesson, outputs, {files: made, timeline, mark}, tools);
    const kept = new Set([...files, ...pictures]);
    for (const name of await readdir(folder))
      if (!kept.has(name) && name !== 'runs') await rm(join(folder, name), {recursive: true, force: true});
    return report(outputs.all);
  } catch (caught) {
    throw knowFull(caught);
  } finally {
    await rm(room, {recursive: true, force: true});
  }
}

/** Where what was spoken and drawn is kept: who is stopped goes on from there, and who changes a word has that spoken alone. */
function workFolder({root, stem}: LessonScript): string {
  return join(root, '.uggla', 'produce', `${slug(basename(stem))}-${hashOf(stem).slice(0, 8)}`);
}

/** What each language says, in what voice. */
function narrationsOf({scripts, fields}: LessonScript, engine: SpeechEngine): Map<string, Narration> {
  const {voice} = fields.film ?? {};
  const [first = ''] = scripts.keys();
  return new Map(
    [...scripts].map(([language, {script}]) => {
      // one for all is that of the first: it may not know another language
      const named = typeof voice === 'string' ? (language === first ? voice : undefined) : voice?.[language];
      const slides = script.slides.map(({spoken}) => spoken.map((one) => piecesOf(one, language, engine.breath)));
      return [language, {voice: named ?? engine.voiceOf(language), slides}];
    }),
  );
}
