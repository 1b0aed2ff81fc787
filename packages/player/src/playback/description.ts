import {safeUrl} from '@uggla/core/safe-url.js';
import type {Media, Text} from '@uggla/protocol';
import type {Source} from '../engine/media-engine.js';
import {sourceOf} from './source.js';

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

/**
 * The description that `media.json` holds.
 *
 * @param base - Address of that file: what stands in it is relative to it.
 * @param radio - Sound alone is wanted, even of a film.
 */
export function describeMedia(media: Media, base: string, radio = false): Description {
  const {id, kind, title, duration, captions = [], chapters = [], storyboard, transcripts = [], poster} = media;
  const picture = poster && safeUrl(poster.src, base, 'image');
  return {
    id,
    kind,
    title,
    duration,
    sources: sourcesOf(media, base, radio),
    captions: captions.flatMap(({src, language, label, kind: captionKind = 'subtitles'}) => {
      const url = safeUrl(src, base, 'fetch');
      return url ? [{src: url, language, label, kind: captionKind}] : [];
    }),
    chapters: [...chapters].sort((a, b) => a.start - b.start),
    storyboard: safeUrl(storyboard, base, 'fetch'),
    transcripts: transcripts.flatMap(({src, language}) => {
      const url = safeUrl(src, base, 'fetch');
      return url ? [{src: url, language}] : [];
    }),
    poster: picture ? {src: picture, placeholder: safeUrl(poster.placeholder, base, 'image')} : undefined,
  };
}

function sourcesOf({kind, hls, fallback, audio, audioLanguages = []}: Media, base: string, radio: boolean): Source[] {
  const file = (one: Media['fallback']) => {
    const url = safeUrl(one?.src, base, 'media');
    return url ? [sourceOf(url, one?.type)] : [];
  };
  const url = safeUrl(hls, base, 'media');
  const languages = audioLanguages.length > 1;
  // Captions stand in files of their own, so that the small engine suffices unless there are languages to choose from.
  const stream: Source[] = url ? [{url, kind: 'hls', alternates: languages}] : [];
  if (radio) return [...file(audio), ...stream, ...file(fallback)];
  // Sound needs no engine: only a choice of languages makes the stream worth one.
  return kind === 'audio' && !languages ? [...file(fallback), ...file(audio), ...stream] : [...stream, ...file(fallback), ...file(audio)];
}
