import {z} from 'zod';
import {address, documentFile, id, language, picture, text} from './common.js';

const action = z.looseObject({
  kind: z.enum(['link', 'mail', 'form', 'phone']),
  label: text,
  href: z.string().optional(),
});

/** A place in the picture of a product's film, in percent from its left and upper edge, from one second to another. */
const hotspot = z.looseObject({
  start: z.number(),
  end: z.number().optional(),
  x: z.number(),
  y: z.number(),
  label: text,
  text: text.optional(),
  /** The product that it is. */
  product: id.optional(),
});

/** One product of a portfolio. */
export const product = z.looseObject({
  id,
  sku: z.string().optional(),
  gtin: z.string().optional(),
  brand: z.string().optional(),
  title: text,
  summary: text.optional(),
  category: text.optional(),
  /** What it costs; what it cost before, where that was more. */
  price: z.looseObject({amount: z.number(), currency: z.string().length(3), former: z.number().optional()}).optional(),
  /** Whether it can be had; from when on, where that is later. */
  availability: z.enum(['in-stock', 'out-of-stock', 'preorder', 'backorder']).optional(),
  availableFrom: z.string().optional(),
  /** Facet id → its value or values (ids of `facets[].values`). */
  facets: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  media: address.optional(),
  /** Length of the micro-video in seconds. */
  duration: z.number().optional(),
  poster: picture.optional(),
  hotspots: z.array(hotspot).optional(),
  images: z.array(picture).optional(),
  documents: z.array(documentFile).optional(),
  /** A model in three dimensions, loaded when somebody asks for it: a GLB file with all that it needs inside. */
  model: z
    .looseObject({src: address, bytes: z.number().int().nonnegative().optional(), alt: text.optional()})
    .optional(),
  actions: z.array(action).optional(),
  related: z.array(id).optional(),
  content: z.record(z.string(), address).optional(),
  page: address.optional(),
  access: z.string().optional(),
});

const facet = z.looseObject({id, title: text, values: z.array(z.looseObject({id, title: text}))});

/** Products put forward for a time. `from` and `until` are ISO 8601 dates or times in `timezone`. */
export const campaign = z.looseObject({
  id,
  title: text,
  summary: text.optional(),
  from: z.string().optional(),
  until: z.string().optional(),
  timezone: z.string().optional(),
  priority: z.number().optional(),
  badge: text.optional(),
  products: z.array(id),
  /** What products cost while it is on, in the currency of their price. */
  prices: z.record(z.string(), z.number()).optional(),
  action: action.optional(),
});

/** `portfolio.json`: products, what they are filtered by, campaigns. The first 24 products are inline, the rest in shards. */
export const portfolio = z.looseObject({
  $schema: z.string().optional(),
  id,
  version: z.string().optional(),
  languages: z.array(language).min(1),
  title: text.optional(),
  /** How many products there are in all. */
  total: z.number().int().nonnegative(),
  facets: z.array(facet).optional(),
  products: z.array(product),
  shards: z.array(z.looseObject({src: address, count: z.number().int().positive()})).optional(),
  campaigns: z.array(campaign).optional(),
});

/** A further file of products of a big portfolio. */
export const portfolioShard = z.looseObject({products: z.array(product)});
