import {escapeHtml} from './escape-html.js';
import {pickText} from './text.js';
import type {Campus, CampusItem} from './types.js';

/** What another site shows in place of a link to ours (https://oembed.com, 2.3.4.4). */
export interface OEmbed {
  version: '1.0';
  type: 'rich';
  title: string;
  provider_name: string;
  provider_url: string;
  html: string;
  width: number;
  height: number;
  cache_age: number;
  thumbnail_url?: string;
  thumbnail_width?: number;
  thumbnail_height?: number;
}

/** What {@link oembedOf} takes beside the campus. */
export interface OEmbedOptions {
  /** Whole address of the campus's folder, with a slash at its end. */
  base: string;
  /** Languages of the titles, best first. */
  languages: readonly string[];
  /** The most that the other site has room for, in pixels. */
  maxWidth?: number | undefined;
  maxHeight?: number | undefined;
}

/** Size of a frame where nobody says another: a page of text beside a film. */
const SIZE = {width: 800, height: 600};

/** How long another site may keep it, in seconds. */
const DAY = 86_400;

/**
 * What a link to an item, or to the campus itself, is shown as: a frame with its own page, which needs no JavaScript. It has no
 * `style`, which a strict page would refuse: as wide as the place it stands in, unless the other site says what room there is.
 */
export function oembedOf(
  campus: Pick<Campus, 'title' | 'brand'>,
  item: Pick<CampusItem, 'title' | 'page' | 'poster'> | undefined,
  {base: written, languages, maxWidth, maxHeight}: OEmbedOptions,
): OEmbed {
  const base = new URL(written).href;
  const page = inside(item?.page ?? 'index.html', base) ?? base;
  const title = pickText(item?.title ?? campus.title, languages);
  const width = Math.min(SIZE.width, maxWidth ?? Infinity);
  const height = Math.min(SIZE.height, maxHeight ?? Infinity);
  const {src, width: pictureWidth, height: pictureHeight} = item?.poster ?? campus.brand?.cover ?? {src: ''};
  const picture = /\.svg$/i.test(src) ? undefined : inside(src, base);
  const fits =
    pictureWidth !== undefined &&
    pictureHeight !== undefined &&
    pictureWidth <= (maxWidth ?? Infinity) &&
    pictureHeight <= (maxHeight ?? Infinity);
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: pickText(campus.brand?.name ?? campus.title, languages),
    provider_url: base,
    html: `<iframe src="${escapeHtml(page)}" width="${maxWidth === undefined ? '100%' : width}" height="${height}" title="${escapeHtml(title)}" loading="lazy" allow="fullscreen" frameborder="0"></iframe>`,
    width,
    height,
    cache_age: DAY,
    ...(picture !== undefined && fits
      ? {thumbnail_url: picture, thumbnail_width: pictureWidth, thumbnail_height: pictureHeight}
      : {}),
  };
}

/**
 * The item of a campus that an address is of: of its own page, or of the campus with the item open (`#/item/<id>`, `?item=<id>`).
 *
 * @param base - Whole address of the campus's folder, with a slash at its end.
 * @returns `'campus'` for the campus itself; `undefined` for an address that is none of its pages.
 */
export function itemAt(
  address: string,
  campus: Pick<Campus, 'packs'>,
  base: string,
): CampusItem | 'campus' | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  const root = new URL(base);
  if (!/^https?:$/.test(url.protocol) || url.host !== root.host || url.username !== '' || url.password !== '')
    return undefined;
  if (!url.pathname.startsWith(root.pathname))
    return url.pathname === root.pathname.replace(/\/$/, '') ? 'campus' : undefined;
  const path = pageOf(url.pathname.slice(root.pathname.length));
  const items = campus.packs.flatMap((pack) => pack.items);
  if (path !== 'index.html') return items.find(({page}) => page !== undefined && pageOf(page) === path);
  const wanted = /^#\/item\/([^/?]+)/.exec(url.hash)?.[1] ?? url.searchParams.get('item') ?? '';
  return wanted === '' ? 'campus' : items.find(({id}) => id === wanted || id === decode(wanted));
}

function pageOf(path: string): string {
  return decode(path).replace(/(^|\/)$/, '$1index.html');
}

/** An address below `base`; a file that names another place has none. */
function inside(path: string, base: string): string | undefined {
  if (path === '') return undefined;
  try {
    const url = new URL(path, base);
    return url.href.startsWith(base) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
