import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {writeWhole} from '../files.js';
import {cueText, writeVtt, type Cue} from '../media/captions.js';
import type {Tools} from '../media/ffmpeg.js';
import {madeOf, moveInto} from './made.js';
import type {LanguageScript, LessonScript} from './read-lesson.js';
import type {Timeline} from './timeline.js';

/** Names of the files that a script becomes, relative to the authored folder, as `uggla build` reads them. */
export interface Outputs {
  /** The film with the sound of the first language, then the sounds of the others. */
  media: string[];
  /** By language. */
  captions: Map<string, string>;
  /** By language; none when there is but one chapter. */
  chapters: Map<string, string>;
  all: string[];
}

/** A chapter: the slide that it begins with, and its title. */
interface Chapter {
  slide: number;
  title: string;
}

/** What a script becomes. */
export function outputsOf({stem, scripts, main}: LessonScript): Outputs {
  const languages = [...scripts.keys()];
  const named = (language: string) => (language === main ? '' : `.${language}`);
  const media = languages.map((one, at) => (at === 0 ? `${stem}${named(one)}.mp4` : `${stem}.${one}.m4a`));
  const captions = new Map(languages.map((one) => [one, `${stem}.${one}.vtt`]));
  const [first] = scripts.values();
  const isParted = chaptersOf(first!, scripts).length > 1;
  const chapters = new Map(isParted ? languages.map((one) => [one, `${stem}.chapters${named(one)}.vtt`]) : []);
  return {media, captions, chapters, all: [...media, ...captions.values(), ...chapters.values()]};
}

/**
 * Puts what was made into its place, the film last: only when it is there all is. What an earlier script had made for a
 * language or chapters that are no more is taken away.
 */
export async function putInPlace(
  lesson: LessonScript,
  {media, captions, chapters, all}: Outputs,
  made: {files: readonly string[]; timeline: Timeline; mark: string},
  tools: Tools,
): Promise<void> {
  const {timeline, mark} = made;
  const at = (name: string) => join(lesson.root, name);
  for (const {role, file} of lesson.group.files) {
    const isGone = ['video', 'audio', 'captions', 'chapters'].includes(role) && !all.includes(file.name);
    if (isGone && (await madeOf(file.path, tools))) await rm(file.path);
  }
  for (const [language, name] of captions) {
    const cues = timeline.captions.get(language)!.map((cue) => ({...cue, text: cueText(cue.text)}));
    await writeWhole(at(name), writeVtt(cues, mark));
  }
  for (const [language, name] of chapters) {
    const list = chaptersOf(lesson.scripts.get(language)!, lesson.scripts);
    const cues = list.map(({slide, title}, n): Cue => ({
      start: n === 0 ? 0 : timeline.starts[slide]!,
      end: timeline.starts[list[n + 1]?.slide ?? Infinity] ?? timeline.seconds,
      text: cueText(title),
    }));
    await writeWhole(at(name), writeVtt(cues, mark));
  }
  for (const [n, name] of [...media.entries()].reverse()) await moveInto(made.files[n]!, at(name));
}

/** The chapters: the highest headings, and the opening where something is said in it, in whatever language. */
function chaptersOf({script, title}: LanguageScript, all: LessonScript['scripts']): Chapter[] {
  const isOpened = [...all.values()].some((one) => one.script.slides[0]!.spoken.length > 0);
  return script.slides.flatMap(({chapter}, slide) =>
    chapter !== undefined ? [{slide, title: chapter}] : slide === 0 && isOpened ? [{slide, title}] : [],
  );
}
