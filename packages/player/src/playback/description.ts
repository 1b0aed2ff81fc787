import type {Text} from '@uggla/protocol';
import type {Source} from '../engine/media-engine.js';

/** Captions in one language, in a file of their own. */
export interface CaptionFile {
  readonly src: string;
  readonly language: string;
  readonly label: string | undefined;
  readonly kind: 'subtitles' | 'captions';
}

/** What the player knows of its media before it plays; all addresses are absolute and safe. */
export interface Description {
  /** What the place is remembered by. */
  readonly id: string;
  readonly kind: 'video' | 'audio';
  readonly title: Text | undefined;
  /** Seconds. */
  readonly duration: number | undefined;
  /** In the order in which they are tried. */
  readonly sources: readonly Source[];
  readonly captions: readonly CaptionFile[];
  readonly chapters: readonly {readonly start: number; readonly end: number; readonly title: Text}[];
  readonly storyboard: string | undefined;
  readonly transcripts: readonly {readonly src: string; readonly language: string}[];
  readonly poster: {readonly src: string; readonly placeholder: string | undefined} | undefined;
}

/** The description of bare addresses: what a page names by `src` or `<source>`. */
export function describeSources(sources: readonly Source[]): Description {
  return {
    id: sources[0]?.url.replace(/[?#].*$/, '') ?? '',
    kind: sources[0]?.audio ? 'audio' : 'video',
    title: undefined,
    duration: undefined,
    sources,
    captions: [],
    chapters: [],
    storyboard: undefined,
    transcripts: [],
    poster: undefined,
  };
}
