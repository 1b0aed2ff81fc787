import {safeUrl} from '@uggla/core/safe-url.js';
import type {Media} from '@uggla/protocol';
import type {Source} from '../engine/media-engine.js';
import type {Description} from './description.js';
import {sourceOf} from './source.js';

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
  return kind === 'audio' && !languages
    ? [...file(fallback), ...file(audio), ...stream]
    : [...stream, ...file(fallback), ...file(audio)];
}
