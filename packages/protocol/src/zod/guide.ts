import {z} from 'zod';
import {address, id, isoDuration, language, picture, seconds, text} from './common.js';

const step = z.looseObject({
  id,
  title: text,
  text: text.optional(),
  /** Address of a media.json; the clip is its part from `start` to `end`. */
  media: address.optional(),
  start: seconds.optional(),
  end: seconds.optional(),
  image: picture.optional(),
  warning: text.optional(),
});

/** `guides/<id>/guide.json`: an assembly, an installation or a repair, step by step. */
export const guide = z.looseObject({
  $schema: z.string().optional(),
  id,
  version: z.string().optional(),
  type: z.enum(['repair', 'how']),
  languages: z.array(language).min(1),
  title: text,
  summary: text.optional(),
  /** What it is about: the machine, the program, the piece of furniture. */
  thing: text.optional(),
  /** Marks of the machines that it is for, as a plate or a QR code on one has them. */
  machines: z.array(z.string()).optional(),
  fault: text.optional(),
  /** More of what someone sees who needs it, in their words. */
  symptoms: z.array(text).optional(),
  /** Error codes that lead here. */
  codes: z.array(z.string()).optional(),
  tools: z.array(text).optional(),
  parts: z.array(text).optional(),
  time: isoDuration.optional(),
  difficulty: z.enum(['easy', 'medium', 'hard']).optional(),
  warnings: z.array(text).optional(),
  cover: picture.optional(),
  content: z.record(z.string(), address).optional(),
  steps: z.array(step).min(1),
});
