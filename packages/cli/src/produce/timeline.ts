import type {Cue} from '../media/captions.js';
import {fold, type Piece} from './captions.js';
import {spansOf, type Sound} from './wav.js';

/** Pictures a second. */
export const FRAMES = 25;

/** Seconds of quiet. */
const LEAD = 0.5; // before a slide begins to speak
const GAPS = {clause: 0.13, sentence: 0.32, paragraph: 0.6} as const;
/** How long a slide is seen on which nothing is said. */
const SILENT = 3;
/** A caption stays for a second where there is room for it: less cannot be read. */
const LEAST = 1;

/** A piece, spoken. */
export interface Spoken {
  piece: Piece;
  sound: Sound;
}

/** What is said on a slide in one language: paragraphs of pieces. */
export type SpokenSlide = Spoken[][];

/** When what is heard and shown. */
export interface Timeline {
  /** Seconds, a whole number of pictures. */
  seconds: number;
  /** When each slide begins; the first at 0. */
  starts: number[];
  /** By language: sounds and when they begin. */
  sounds: Map<string, {at: number; sound: Sound}[]>;
  /** By language. */
  captions: Map<string, Cue[]>;
}

/**
 * Gives each slide and sentence its time. A slide stays for as long as the language that says the most on it needs; where
 * all have as many paragraphs, each begins at the same time in all.
 *
 * @param pause - Seconds of quiet at the end of a slide.
 */
export function timelineOf(languages: ReadonlyMap<string, readonly SpokenSlide[]>, pause: number): Timeline {
  const count = [...languages.values()][0]?.length ?? 0;
  const starts: number[] = [];
  const sounds = new Map([...languages.keys()].map((one) => [one, [] as {at: number; sound: Sound}[]]));
  const captions = new Map([...languages.keys()].map((one) => [one, [] as Cue[]]));
  let now = 0;
  for (let slide = 0; slide < count; slide++) {
    starts.push(now);
    const said = [...languages].map(([language, slides]) => [language, slides[slide]!] as const);
    const most = Math.max(...said.map(([, paragraphs]) => paragraphs.length));
    const isAlike = said.every(([, paragraphs]) => paragraphs.length === most);
    const steps = isAlike
      ? Array.from({length: most}, (_, at) =>
          said.map(([language, paragraphs]) => [language, paragraphs[at]!] as const),
        )
      : [said.map(([language, paragraphs]) => [language, paragraphs.flat()] as const)];
    if (most === 0) now += SILENT;
    else now += LEAD;
    for (const step of steps) {
      let last = now;
      for (const [language, pieces] of step) last = Math.max(last, say(language, pieces, now));
      now = last;
    }
    if (most > 0) now += pause - GAPS.paragraph;
    now = Math.ceil(now * FRAMES - 1e-6) / FRAMES;
  }
  for (const cues of captions.values())
    for (const [at, cue] of cues.entries())
      cue.end = Math.max(cue.end, Math.min(cue.start + LEAST, cues[at + 1]?.start ?? now));
  return {seconds: now, starts, sounds, captions};

  function say(language: string, pieces: readonly Spoken[], from: number): number {
    let at = from;
    for (const {piece, sound} of pieces) {
      sounds.get(language)!.push({at, sound});
      const spans = spansOf(
        sound,
        piece.cues.map(({length}) => length),
      );
      for (const [n, {start, end}] of spans.entries())
        captions.get(language)!.push({start: at + start, end: at + end, text: fold(piece.cues[n]!)});
      at += sound.samples.length / sound.rate + GAPS[piece.end];
    }
    return at;
  }
}

/** All sounds of a language in one, of the rate that they have. */
export function mix(sounds: readonly {at: number; sound: Sound}[], seconds: number): Sound {
  const rate = sounds[0]?.sound.rate ?? 24_000;
  const samples = new Float32Array(Math.ceil(seconds * rate));
  for (const {at, sound} of sounds)
    samples.set(sound.samples.subarray(0, Math.max(0, samples.length - Math.round(at * rate))), Math.round(at * rate));
  return {rate, samples};
}
