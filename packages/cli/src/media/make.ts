import type {Media} from '@uggla/protocol';
import {mediaSchema} from '@uggla/protocol/generated/media-schema.js';
import {transcriptSchema} from '@uggla/protocol/generated/transcript-schema.js';
import type {MediaSource} from '../authored/model.js';
import {publishFile, publishPicture, typeOf, type Publishing} from '../publish/assets-of.js';
import {relativeTo} from '../publish/article.js';
import {readCues, writeVtt, type Cue} from './captions.js';
import {readChapters} from './chapters.js';
import {probe, type Probe} from './probe.js';
import {makeTranscript} from './transcript.js';
import type {PublishedFile, Streams} from './streams.js';

/** A film or sound as it is published. */
export interface MadeMedia {
  source: MediaSource;
  /** Path of its media.json in the published folder. */
  path: string;
  media: Media;
  probe: Probe;
  /** What is said, by language. */
  cues: Record<string, Cue[]>;
}

/** Looks into a film or sound; known content is not asked again. */
export async function probeMedia({cache, tools}: Publishing, {file}: Pick<MediaSource, 'file'>): Promise<Probe> {
  const sha256 = await cache.hash(file.path);
  return cache.fact(`probe:2:${sha256}:${tools?.version ?? 'none'}`, () => probe(file, tools));
}

/**
 * Stages media.json, captions, chapters and transcripts of a film.
 *
 * @param streams - What ffmpeg has made of it so far; without it the file itself is published, as it is.
 */
export async function publishMedia(
  publishing: Publishing,
  source: MediaSource,
  found: Probe,
  streams: Streams | undefined,
): Promise<MadeMedia> {
  const {stage, problems, main} = publishing;
  const length = found.duration || Infinity; // of a sound that lies elsewhere nobody may have said it
  const folder = `media/${source.id}`;
  const path = `${folder}/media.json`;
  const cues: Record<string, Cue[]> = {};
  const captions: NonNullable<Media['captions']> = [];
  const transcripts: NonNullable<Media['transcripts']> = [];
  for (const {language, file} of source.captions) {
    const read = await readCues(file, length, problems);
    if (read.length === 0) continue;
    cues[language] = read;
    stage.text(`${folder}/captions.${language}.vtt`, writeVtt(read));
    captions.push({
      language,
      src: `captions.${language}.vtt`,
      label: nameOf(language),
      kind: language === source.language ? 'captions' : 'subtitles',
    });
    stage.json(`${folder}/transcript.${language}.json`, 'transcript', transcriptSchema, makeTranscript(read, language));
    transcripts.push({language, src: `transcript.${language}.json`});
  }
  const chapters = await readChapters(source.chapters, length, main, problems);
  const poster = source.picture
    ? await publishPicture(
        publishing,
        folder,
        {file: source.picture, ...(source.alt === undefined ? {} : {alt: source.alt})},
        path,
      )
    : streams?.poster && {
        ...streams.poster,
        src: relativeTo(path, streams.poster.src),
        ...(source.alt === undefined ? {} : {alt: source.alt}),
      };
  const plain =
    streams?.fallback ??
    (streams && source.kind === 'video' ? undefined : await publishPlain(publishing, source, folder));
  const address = ({path: to, type, bytes}: PublishedFile) => ({
    src: /^https?:/.test(to) ? to : relativeTo(path, to),
    type,
    ...(bytes === undefined ? {} : {bytes}),
  });
  const audio = streams?.audio ?? (source.kind === 'audio' ? plain : undefined);
  const media: Media = {
    $schema: '../../schemas/media.schema.json',
    id: source.id,
    kind: source.kind,
    title: source.title,
    ...(source.summary === undefined ? {} : {summary: source.summary}),
    duration: found.duration,
    ...(found.video && source.kind === 'video' ? {width: found.video.width, height: found.video.height} : {}),
    ...(streams?.hls ? {hls: relativeTo(path, streams.hls)} : {}),
    ...(plain ? {fallback: address(plain)} : {}),
    ...(audio ? {audio: address(audio)} : {}),
    audioLanguages: [source.language, ...(streams?.languages ?? [])],
    ...(captions.length > 0 ? {captions} : {}),
    ...(chapters.length > 0 ? {chapters} : {}),
    ...(streams?.storyboard ? {storyboard: relativeTo(path, streams.storyboard)} : {}),
    ...(transcripts.length > 0 ? {transcripts} : {}),
    ...(poster ? {poster} : {}),
  };
  stage.json(path, 'media', mediaSchema, media);
  return {source, path, media, probe: found, cues};
}

/** Stages media.json of a sound that lies elsewhere, with all that is said of it here. */
export function publishLinked(
  publishing: Publishing,
  source: MediaSource,
  {src, duration = 0}: {src: string; duration: number | undefined},
): Promise<MadeMedia> {
  const type = typeOf(new URL(src).pathname);
  return publishMedia(
    publishing,
    source,
    {duration, container: ''},
    {languages: [], fallback: {path: src, type: /^(?:audio|video)\//.test(type) ? type : 'audio/mpeg'}},
  );
}

/** The file itself, as it is. */
async function publishPlain(publishing: Publishing, {file}: MediaSource, folder: string) {
  const path = await publishFile(publishing, folder, file);
  return {path, type: typeOf(file.name), bytes: await publishing.cache.size(file.path)};
}

/** `es` → `Español`: a language in its own words. */
export function nameOf(language: string): string {
  const name = new Intl.DisplayNames(language, {type: 'language'}).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
