import {z} from 'zod';
import {address, id, language, picture, seconds, text} from './common.js';

const caption = z.looseObject({
  language,
  src: address,
  label: z.string().optional(),
  kind: z.enum(['subtitles', 'captions']).optional(),
  /** Made by a machine and not yet read by a person. */
  auto: z.boolean().optional(),
});

const chapter = z.looseObject({start: seconds, end: seconds, title: text});

/** `media/<id>/media.json`: one film or sound, in all its forms. */
export const media = z.looseObject({
  $schema: z.string().optional(),
  id,
  kind: z.enum(['video', 'audio']),
  title: text,
  summary: text.optional(),
  duration: seconds,
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /** Address of the HLS master playlist; absent when the media was published as a plain file only. */
  hls: address.optional(),
  /** Plain MP4 or audio file: plays where HLS does not. */
  fallback: z
    .looseObject({src: address, type: z.string(), bytes: z.number().int().nonnegative().optional()})
    .optional(),
  /** Sound alone: the radio. */
  audio: z.looseObject({src: address, type: z.string(), bytes: z.number().int().nonnegative().optional()}).optional(),
  /** Languages of the sound; the first is the one that plays unasked. */
  audioLanguages: z.array(language).optional(),
  captions: z.array(caption).optional(),
  chapters: z.array(chapter).optional(),
  /** Address of a WebVTT file whose cues name `#xywh` parts of a picture. */
  storyboard: address.optional(),
  transcripts: z.array(z.looseObject({language, src: address})).optional(),
  poster: picture.optional(),
});

/** `media/<id>/transcript.<language>.json`: what is said, in paragraphs. */
export const transcript = z.looseObject({
  language,
  paragraphs: z.array(z.looseObject({start: seconds, end: seconds, text: z.string()})),
});
