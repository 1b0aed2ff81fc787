import {readFile, stat} from 'node:fs/promises';
import {join, posix} from 'node:path';
import {moveAddresses, type Campaign, type Portfolio, type Product} from '@uggla/protocol';
import {segmentsOf} from '../files/find-file.js';

/** A product, wherever it was published. */
export interface PlacedProduct {
  /** Its addresses are relative to the published folder. */
  product: Product;
  /** `public`, `clients` or the name of a group. */
  access: string;
  /** The folder that its files lie in. */
  root: string;
}

/** What a share opens. */
export interface ShareScope {
  /** Ids of products; none for all public ones and those of `access`. */
  products: readonly string[];
  access: readonly string[];
}

/** Public and private products together. */
export interface Catalogue {
  /** Id of the portfolio. */
  id: string;
  products: PlacedProduct[];
  portfolios: Portfolio[];
}

/**
 * The portfolio of a published folder and the products that are not for everybody, which `uggla build` puts into a folder
 * of its own. Read again when a file changed.
 */
export class PortfolioFiles {
  readonly #roots: readonly string[];
  #stamp = '';
  #kept: Promise<Catalogue | undefined> | undefined;
  #files: string[] = [];

  /** @param roots - The published folder, and that of what is private. */
  constructor(roots: readonly string[]) {
    this.#roots = roots;
  }

  /** All products; `undefined` where nothing was published. */
  async catalogue(): Promise<Catalogue | undefined> {
    const stamp = await this.#look();
    if (!this.#kept || this.#stamp !== stamp) {
      const kept = (this.#kept = this.#read());
      await kept;
      if (this.#kept === kept) this.#stamp = await this.#look(); // by now it is known which further files there are
      return kept;
    }
    return this.#kept;
  }

  async #look(): Promise<string> {
    const files = [...this.#roots.map((root) => join(root, 'portfolio.json')), ...this.#files];
    return (
      await Promise.all(
        files.map((file) =>
          stat(file).then(
            ({mtimeMs, size}) => `${file} ${mtimeMs} ${size}`,
            () => `${file} -`,
          ),
        ),
      )
    ).join('\n');
  }

  async #read(): Promise<Catalogue | undefined> {
    const products: PlacedProduct[] = [];
    const portfolios: Portfolio[] = [];
    const files: string[] = [];
    for (const root of this.#roots) {
      const portfolio = await readJson<Portfolio>(join(root, 'portfolio.json'));
      if (!portfolio) continue;
      portfolios.push(portfolio);
      const take = (list: readonly Product[], from: string) => {
        for (const one of list)
          products.push({
            product: moveAddresses(one, (address) => posix.normalize(posix.join(posix.dirname(from), address))),
            access: one.access ?? 'public',
            root,
          });
      };
      take(portfolio.products, 'portfolio.json');
      for (const {src} of portfolio.shards ?? []) {
        const file = join(root, ...(segmentsOf(src) ?? ['portfolio.json']));
        files.push(file);
        take((await readJson<{products: Product[]}>(file))?.products ?? [], src);
      }
    }
    this.#files = files;
    const [first] = portfolios;
    return first && {id: first.id, products, portfolios};
  }
}

/** The products that a share shows, in the order of the share, else of the portfolio. */
export function productsOf({products}: Catalogue, scope: ShareScope): PlacedProduct[] {
  if (scope.products.length > 0)
    return scope.products.flatMap((id) => products.find(({product}) => product.id === id) ?? []);
  return products.filter(({access}) => access === 'public' || scope.access.includes(access));
}

/** portfolio.json of a share: names of other products are nowhere in it. */
export function portfolioOf({id, portfolios}: Catalogue, shown: readonly PlacedProduct[]): Portfolio {
  const ids = new Set(shown.map(({product}) => product.id));
  const products = shown.map(({product: {page: _, access: __, ...product}}): Product => ({
    ...product,
    ...(product.related ? {related: product.related.filter((one) => ids.has(one))} : {}),
    ...(product.hotspots
      ? {hotspots: product.hotspots.filter(({product: one}) => one === undefined || ids.has(one))}
      : {}),
  }));
  const used = new Map<string, Set<string>>();
  for (const {facets = {}} of products) {
    for (const [facet, values] of Object.entries(facets)) {
      const known = used.get(facet) ?? new Set();
      for (const value of [values].flat()) known.add(value);
      used.set(facet, known);
    }
  }
  const facets = new Map<string, NonNullable<Portfolio['facets']>[number]>();
  for (const facet of portfolios.flatMap((one) => one.facets ?? [])) {
    const values = [...(facets.get(facet.id)?.values ?? []), ...facet.values].filter(
      (value, at, all) => used.get(facet.id)?.has(value.id) && all.findIndex((other) => other.id === value.id) === at,
    );
    if (values.length > 0) facets.set(facet.id, {...facet, values});
  }
  const [first] = portfolios;
  const campaigns = campaignsOf(portfolios, ids);
  return {
    id,
    languages: [...new Set(portfolios.flatMap(({languages}) => languages))],
    ...(first?.title === undefined ? {} : {title: first.title}),
    total: products.length,
    products,
    ...(facets.size > 0 ? {facets: [...facets.values()]} : {}),
    ...(campaigns.length > 0 ? {campaigns} : {}),
  } as Portfolio;
}

/** The campaigns as far as they are of these products. One of public products and others stands in two parts. */
function campaignsOf(portfolios: readonly Portfolio[], ids: ReadonlySet<string>): Campaign[] {
  const whole = new Map<string, Campaign>();
  for (const one of portfolios.flatMap(({campaigns = []}) => campaigns)) {
    const before = whole.get(one.id);
    const prices = {...before?.prices, ...one.prices};
    whole.set(one.id, {
      ...one,
      products: [...(before?.products ?? []), ...one.products].filter((product) => ids.has(product)),
      ...(before?.prices || one.prices
        ? {prices: Object.fromEntries(Object.entries(prices).filter(([product]) => ids.has(product)))}
        : {}),
    });
  }
  return [...whole.values()].filter(({products}) => products.length > 0);
}

/** The product whose file a path names, when it is one of those that are shown. */
export function ownerOf(shown: readonly PlacedProduct[], path: string): PlacedProduct | undefined {
  const segments = segmentsOf(path);
  if (!segments) return undefined;
  const plain = segments.join('/');
  return shown.find(({product}) =>
    addressesOf(product).some((one) => plain === one || (one.endsWith('/') && plain.startsWith(one))),
  );
}

/** What belongs to a product: files, and folders with all that is in them. */
function addressesOf(product: Product): string[] {
  const {id, media, poster, images = [], documents = [], model, content = {}} = product;
  const files = [
    poster?.src,
    model?.src,
    ...images.map(({src}) => src),
    ...documents.map(({src}) => src),
    ...Object.values(content),
  ];
  return [
    `products/${id}/`,
    ...(media === undefined ? [] : [`${posix.dirname(media)}/`]),
    ...files.filter((one) => one !== undefined),
  ];
}

async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined; // not there, or being written: asked again with the next change
  }
}
