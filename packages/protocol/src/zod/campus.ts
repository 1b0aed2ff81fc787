import {z} from 'zod';
import {address, id, language, picture, seconds, text} from './common.js';

/** What a campus shows on a card, and where the whole of it is. */
export const campusItem = z.looseObject({
  id,
  kind: z.enum(['course', 'micro', 'podcast', 'book', 'guide', 'product']),
  title: text,
  summary: text.optional(),
  /** Address of its course.json or guide.json; of portfolio.json for a product. */
  src: address,
  /** Address of its own page. */
  page: address.optional(),
  poster: picture.optional(),
  duration: seconds.optional(),
  /** How many lessons, steps or episodes it has. */
  parts: z.number().int().nonnegative().optional(),
  tags: z.array(z.string()).optional(),
  languages: z.array(language).optional(),
  published: z.string().optional(),
});

/** `campus.json`: brand, languages, packs of items. */
export const campus = z.looseObject({
  $schema: z.string().optional(),
  id,
  version: z.string().optional(),
  title: text,
  description: text.optional(),
  languages: z.array(language).min(1),
  /** Where the campus is published. */
  address: z.string().optional(),
  brand: z
    .looseObject({
      name: text.optional(),
      logo: address.optional(),
      cover: picture.optional(),
      accent: z.string().optional(),
      accentText: z.string().optional(),
    })
    .optional(),
  packs: z.array(
    z.looseObject({
      id,
      title: text,
      summary: text.optional(),
      /** Whether it is a learning path: its items are done one after the other. */
      path: z.boolean().optional(),
      items: z.array(campusItem),
    }),
  ),
  portfolio: address.optional(),
  /** Language → address of its search index. */
  search: z.record(z.string(), address).optional(),
  feeds: z.array(z.looseObject({title: text, src: address, language: language.optional()})).optional(),
  chat: z.looseObject({greeting: text.optional(), suggestions: z.array(text).optional()}).optional(),
});
