import type {Transcript} from '@uggla/protocol';
import {plainText, type Cue} from './captions.js';

/** A silence this long begins a new paragraph. */
const PAUSE_SECONDS = 1.5;
const PARAGRAPH_WORDS = 70;
/** A caption may come up this much before the chapter that it belongs to. */
const EARLY_SECONDS = 0.5;

/** What is said, in paragraphs: a new one after a pause, or at the end of a sentence when it grows long. */
export function makeTranscript(cues: readonly Cue[], language: string): Transcript {
  return {language, paragraphs: joinCues(cues, PARAGRAPH_WORDS, PAUSE_SECONDS)};
}

/**
 * What is said in pieces of 30 to 60 words, as search and chat want them. None runs on into the next chapter, so that a
 * passage starts where its explanation does; in short chapters it is shorter.
 */
export function makePassages(
  cues: readonly Cue[],
  chapters: readonly {start: number}[] = [],
): Transcript['paragraphs'] {
  const edges = [-Infinity, ...chapters.map(({start}) => start - EARLY_SECONDS).sort((a, b) => a - b), Infinity];
  return edges.flatMap((from, at) =>
    passagesOfChapter(cues.filter(({start}) => start >= from && start < (edges[at + 1] ?? from))),
  );
}

function passagesOfChapter(cues: readonly Cue[]): Transcript['paragraphs'] {
  const pieces = joinCues(cues, 30, Infinity);
  const last = pieces.at(-1);
  const before = pieces.at(-2);
  if (!last || !before || count(last.text) >= 12 || count(before.text) > 50) return pieces;
  return [...pieces.slice(0, -2), {start: before.start, end: last.end, text: `${before.text} ${last.text}`}];
}

function joinCues(cues: readonly Cue[], words: number, pause: number): Transcript['paragraphs'] {
  const pieces: {start: number; end: number; text: string}[] = [];
  let open: {start: number; end: number; text: string} | undefined;
  let before = '';
  for (const cue of cues) {
    const text = plainText(cue.text);
    if (text === '' || text === before) continue; // captions that roll up say every line twice
    before = text;
    const long = open && count(open.text) >= words && /[.!?…。？！]["»”’)]*$/.test(open.text);
    const tooLong = open && count(open.text) + count(text) > words * 2;
    if (open && !long && !tooLong && cue.start - open.end < pause) {
      open.text += ` ${text}`;
      open.end = Math.max(open.end, cue.end);
    } else {
      open = {start: cue.start, end: cue.end, text};
      pieces.push(open);
    }
  }
  return pieces;
}

function count(text: string): number {
  return text.split(/\s+/).length;
}
