import {given, moveAddresses, type Article, type Portfolio, type Product, type Text} from '@uggla/protocol';
import {portfolioSchema} from '@uggla/protocol/generated/portfolio-schema.js';
import {portfolioShardSchema} from '@uggla/protocol/generated/portfolio-shard-schema.js';
import type {AuthoredCampus, AuthoredProduct} from '../authored/model.js';
import {slug} from '../authored/names.js';
import type {MadeMedia} from '../media/make.js';
import {relativeTo} from './article.js';
import {
  publishBodies,
  publishFile,
  publishPicture,
  typeOf,
  type PublishedPicture,
  type Publishing,
} from './assets-of.js';
import {posterFrom} from './guide.js';
import {publishModel} from './product-model.js';
import {isOpen} from './private.js';

/** How many products portfolio.json holds itself, and how many each further file. */
const SHARD = 24;

/** A product as it is published. */
export interface MadeProduct {
  id: string;
  source: AuthoredProduct;
  product: Product;
  articles: Record<string, Article>;
  media?: MadeMedia;
}

/**
 * Stages portfolio.json and its shards.
 *
 * @returns The products that everybody may see: those of `access` other than `public` are in no public file.
 */
export async function publishPortfolio(
  publishing: Publishing,
  campus: AuthoredCampus,
  media: ReadonlyMap<string, MadeMedia>,
): Promise<MadeProduct[]> {
  const open = campus.products.filter(isOpen);
  const hidden = campus.products.length - open.length;
  if (hidden > 0) {
    tellHidden(publishing, hidden, campus.products.length);
  }
  if (open.length === 0) return [];
  const facets = new Facets(campus.fields.facets ?? {}, publishing.main);
  const made = await publishEach(publishing, open, media, facets);
  const ids = new Set(made.map(({id}) => id));
  for (const {product} of made) {
    if (product.related) product.related = product.related.filter((id) => ids.has(id));
    // what it says may be the name of a product that is not for everybody
    if (product.hotspots)
      product.hotspots = product.hotspots.filter(({product: one}) => one === undefined || ids.has(one));
  }
  const shards: {src: string; count: number}[] = [];
  for (let at = SHARD; at < made.length; at += SHARD * 4) {
    const products = made.slice(at, at + SHARD * 4).map(({product}) => product);
    const src = `products/shard-${shards.length + 1}.json`;
    // addresses go by the file that holds them: one folder deeper
    publishing.stage.json(src, 'portfolio-shard', portfolioShardSchema, {
      products: products.map((one) => moveAddresses(one, (address) => `../${address}`)),
    });
    shards.push({src, count: products.length});
  }
  const portfolio: Portfolio = {
    $schema: 'schemas/portfolio.schema.json',
    id: idOf(campus),
    version: '1',
    languages: [...campus.languages],
    total: made.length,
    ...(facets.list.length > 0 ? {facets: facets.list} : {}),
    products: made.slice(0, SHARD).map(({product}) => product),
    ...(shards.length > 0 ? {shards} : {}),
    ...given({campaigns: campaignsOf(campus, ids)}),
  } as Portfolio;
  publishing.stage.json('portfolio.json', 'portfolio', portfolioSchema, portfolio);
  return made;
}

/**
 * The campaigns as far as they are of these products. One that is of others only is left out: its title, its badge and its id
 * may be their names.
 */
function campaignsOf({campaigns}: AuthoredCampus, ids: ReadonlySet<string>): object[] | undefined {
  const all = campaigns
    .filter(({products}) => products.length === 0 || products.some((id) => ids.has(id)))
    .map(({draft: _, prices, ...campaign}) => ({
      ...campaign,
      products: campaign.products.filter((id) => ids.has(id)),
      // nor does what it costs tell of one that is not for everybody
      ...(prices ? {prices: Object.fromEntries(Object.entries(prices).filter(([id]) => ids.has(id)))} : {}),
    }));
  return all.length > 0 ? all : undefined;
}

/** Tells how many products are in no public file; by number, since reports are read by many. */
export function tellHidden({problems}: Publishing, hidden: number, all: number): void {
  problems.note(
    'products-hidden',
    `${hidden} of ${all} products are not for everybody (access), and in no public file`,
    {cure: 'Whoever has a share link sees them (uggla share create). Take `access` out of product.md to publish them.'},
  );
}

/** Stages portfolio.json of the products that are not for everybody: no shards, no pages, no feeds. */
export async function publishPrivatePortfolio(
  publishing: Publishing,
  campus: AuthoredCampus,
  media: ReadonlyMap<string, MadeMedia>,
): Promise<void> {
  if (campus.products.length === 0) return;
  const facets = new Facets(campus.fields.facets ?? {}, publishing.main);
  const made = await publishEach(publishing, campus.products, media, facets);
  const products = made.map(({source, product: {page: _, ...product}}) => ({...product, access: source.fields.access}));
  publishing.stage.json('portfolio.json', 'portfolio', portfolioSchema, {
    id: idOf(campus),
    languages: [...campus.languages],
    total: made.length,
    ...(facets.list.length > 0 ? {facets: facets.list} : {}),
    products,
    ...given({campaigns: campaignsOf(campus, new Set(made.map(({id}) => id)))}),
  });
}

async function publishEach(
  publishing: Publishing,
  sources: readonly AuthoredProduct[],
  media: ReadonlyMap<string, MadeMedia>,
  facets: Facets,
): Promise<MadeProduct[]> {
  const made: MadeProduct[] = [];
  for (const source of sources) {
    try {
      made.push(await publishProduct(publishing, source, media, facets));
    } catch (caught) {
      publishing.problems.caught(caught, 'product-invalid', {file: source.origin.file});
    }
  }
  return made;
}

function idOf({id}: AuthoredCampus): string {
  return `${id.replace(/[/]+$/, '')}${id.startsWith('urn:') ? ':' : '/'}portfolio`;
}

async function publishProduct(
  publishing: Publishing,
  source: AuthoredProduct,
  media: ReadonlyMap<string, MadeMedia>,
  facets: Facets,
): Promise<MadeProduct> {
  const folder = `products/${source.id}`;
  const from = 'portfolio.json';
  const {fields} = source;
  const made = source.media && media.get(source.media.id);
  const {addresses, articles} = await publishBodies(publishing, folder, `${folder}/about`, source.bodies, from);
  const images: PublishedPicture[] = [];
  for (const image of source.images) images.push(await publishPicture(publishing, folder, image, from));
  const documents = [];
  for (const {title, file} of source.documents) {
    documents.push({
      src: relativeTo(from, await publishFile(publishing, folder, file)),
      type: typeOf(file.name),
      title,
      bytes: await publishing.cache.size(file.path),
    });
  }
  const model = source.model && (await publishModel(publishing, source, source.model));
  const poster = posterFrom(made, from, fields.alt) ?? images[0];
  const product = {
    id: source.id,
    title: source.title,
    ...given({
      sku: fields.sku,
      gtin: fields.gtin,
      brand: fields.brand,
      summary: fields.summary,
      category: fields.category,
      tags: fields.tags,
    }),
    ...(fields.price === undefined ? {} : {price: {amount: fields.price, currency: fields.currency ?? 'EUR'}}),
    ...given({availability: fields.availability, availableFrom: fields.availableFrom}),
    ...(fields.facets ? {facets: facets.add(fields.facets)} : {}),
    ...given({media: made && relativeTo(from, made.path), duration: made?.media.duration, poster}),
    ...(images.length > 0 ? {images} : {}),
    ...(documents.length > 0 ? {documents} : {}),
    ...(model ? {model: {...model, src: relativeTo(from, model.src), ...given({alt: fields.modelAlt})}} : {}),
    ...given({actions: fields.actions, related: fields.related, hotspots: fields.hotspots}),
    ...(Object.keys(addresses).length > 0 ? {content: addresses} : {}),
    page: `${folder}/index.html`,
  } as Product;
  return {id: source.id, source, product, articles, ...(made ? {media: made} : {})};
}

/** Collects what products can be filtered by. */
class Facets {
  readonly list: {id: string; title: Text; values: {id: string; title: Text}[]}[] = [];
  readonly #titles: Readonly<Record<string, Text>>;
  readonly #main: string;

  constructor(titles: Readonly<Record<string, Text>>, main: string) {
    this.#titles = titles;
    this.#main = main;
  }

  /** The ids of a product's values by facet. */
  add(written: Readonly<Record<string, Text | Text[]>>): Record<string, string | string[]> {
    return Object.fromEntries(
      Object.entries(written).map(([name, value]) => {
        const id = slug(name);
        let facet = this.list.find((one) => one.id === id);
        if (!facet)
          this.list.push(
            (facet = {id, title: (Object.hasOwn(this.#titles, name) && this.#titles[name]) || name, values: []}),
          );
        const {values} = facet;
        const idOf = (text: Text): string => {
          const one = slug(typeof text === 'string' ? text : (text[this.#main] ?? Object.values(text)[0] ?? ''));
          if (!values.some((other) => other.id === one)) values.push({id: one, title: text});
          return one;
        };
        return [id, Array.isArray(value) ? value.map(idOf) : idOf(value)];
      }),
    );
  }
}
