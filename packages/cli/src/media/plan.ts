import type {MediaSource} from '../authored/model.js';
import {MOST_KEY_SECONDS} from './key-frames.js';
import type {Probe} from './probe.js';

/** Counts up when the same source would become other bytes: then all is made anew. */
export const PROFILE = 'uggla-4';

/** One quality of the picture. */
export interface Rendition {
  /** Folder: `720p`. */
  name: string;
  /** The shorter side in pixels. */
  short: number;
  /** Taken from the source as it is. */
  copy: boolean;
  /** Greatest bits a second of the encoder; the picture's quality is what decides below it. */
  maxRate: number;
}

/** A language of the sound, on its own. */
export interface SoundTrack {
  /** Folder: `audio`, `audio-en`. */
  name: string;
  language: string;
  /** Which file: 0 is the film itself, then `sounds` in their order. */
  input: number;
  copy: boolean;
}

/** What is made of a film or a sound. */
export interface Plan {
  renditions: Rendition[];
  sounds: SoundTrack[];
  /** Sound in files of its own, for players to choose from: there are several languages. */
  split: boolean;
  /** The plain file can be taken from the source as it is. */
  plainCopy: boolean;
  poster: boolean;
}

/** Sources up to this are shown as they are; what cameras write needs ten times what a network carries. */
const MOST_COPIED_BITS = 10_000_000;

const ladder = [
  {short: 1080, maxRate: 4_500_000},
  {short: 720, maxRate: 2_400_000},
  {short: 360, maxRate: 700_000},
];

/** Plans what to make: the source as it is where browsers understand it, and smaller ones below it. */
export function planMedia(source: MediaSource, probe: Probe, extra: readonly Probe[], bytes: number): Plan {
  const sounds: SoundTrack[] = [];
  if (probe.audio) sounds.push({name: 'audio', language: source.language, input: 0, copy: isAac(probe)});
  for (const [at, one] of extra.entries()) {
    const {language} = source.sounds[at]!;
    if (one.audio) sounds.push({name: `audio-${language.toLowerCase()}`, language, input: at + 1, copy: isAac(one)});
  }
  const split = sounds.length > 1;
  const {video} = probe;
  if (!video || source.kind === 'audio') {
    const plain = isAac(probe) || probe.audio?.codec === 'mp3';
    return {renditions: [], sounds: split ? sounds : [], split, plainCopy: plain, poster: false};
  }
  const short = Math.min(video.width, video.height);
  const long = Math.max(video.width, video.height);
  const copy =
    video.codec === 'h264' &&
    ['yuv420p', 'yuvj420p'].includes(video.pixels) &&
    !video.rotated &&
    short <= 1080 &&
    long <= 1920 &&
    video.keyEvery <= MOST_KEY_SECONDS &&
    (bytes * 8) / probe.duration <= MOST_COPIED_BITS;
  const renditions: Rendition[] = [];
  if (copy) renditions.push({name: `${short}p`, short, copy: true, maxRate: 0});
  const top = Math.min(short, 1080);
  if (!copy)
    renditions.push({
      name: `${top - (top % 2)}p`,
      short: top - (top % 2),
      copy: false,
      maxRate: ladder.find((rung) => rung.short <= top)?.maxRate ?? 700_000,
    });
  for (const rung of ladder) {
    if (rung.short < short * 0.75 && rung.short < top) renditions.push({...rung, name: `${rung.short}p`, copy: false});
  }
  return {
    renditions,
    sounds,
    split,
    plainCopy: copy && (!probe.audio || isAac(probe)),
    poster: source.picture === undefined,
  };
}

function isAac({audio}: Probe): boolean {
  return audio?.codec === 'aac' && audio.channels <= 2;
}
