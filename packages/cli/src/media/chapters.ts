import type {Media, Text} from '@uggla/protocol';
import type {MediaSource} from '../authored/model.js';
import {mergeText} from '../authored/texts.js';
import type {Problems} from '../problems.js';
import {plainText, readCues} from './captions.js';

type Chapter = NonNullable<Media['chapters']>[number];

/** Chapters out of WebVTT files: those of the first language, with the titles that the others have at the same second. */
export async function readChapters(
  files: MediaSource['chapters'],
  duration: number,
  main: string,
  problems: Problems,
): Promise<Chapter[]> {
  const [first, ...others] = [...files].sort((a, b) => Number(b.language === main) - Number(a.language === main));
  if (!first) return [];
  const chapters: Chapter[] = (await readCues(first.file, duration, problems)).map(({start, end, text}) => ({
    start,
    end,
    title: plainText(text),
  }));
  for (const {language, file} of others) {
    const cues = await readCues(file, duration, problems);
    for (const cue of cues) {
      const same = chapters.find(({start}) => Math.abs(start - cue.start) < 1);
      if (same) same.title = mergeText(same.title, plainText(cue.text), first.language, language) as Text;
      else
        problems.warn(
          'chapter-alone',
          `the chapter “${plainText(cue.text)}” has no counterpart at its second in ${first.file.name}`,
          {file: file.name, cure: 'Let the chapters of all languages start at the same seconds.'},
        );
    }
  }
  return chapters;
}
