import {z} from 'zod';
import {language} from './common.js';

const textNode = z.looseObject({type: z.literal('text'), value: z.string()});

const element = z.looseObject({
  type: z.literal('element'),
  tagName: z.string().regex(/^[a-z][a-z0-9]*$/),
  properties: z.record(z.string(), z.unknown()).optional(),
  get children(): z.ZodOptional<z.ZodArray<z.ZodUnion<readonly [typeof element, typeof textNode]>>> {
    return z.array(z.union([element, textNode])).optional();
  },
});

/** `*.article.json`: rich text as a tree (a sanitised subset of hast). Browser code builds it with `createElement`. */
export const article = z.looseObject({
  language,
  title: z.string().optional(),
  /** How many words, for the time it takes to read. */
  words: z.number().int().nonnegative().optional(),
  tree: z.looseObject({type: z.literal('root'), children: z.array(z.union([element, textNode]))}),
});
