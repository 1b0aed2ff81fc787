// What EPUB asks of reading systems (https://www.w3.org/TR/epub-rs-33/) and foliate-js leaves to its user.
import type {Book, TocItem} from 'foliate-js/view.js';
import type {Archive} from './unzip.js';

const RIGHT_TO_LEFT = /^(?:ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b/i;

/** A book whose spine names no direction is read in that of its language; its pages do not inherit either. */
export function settleDirection(book: Book): void {
  const {metadata = {}} = book;
  const language = [metadata.language].flat()[0];
  if (book.dir !== 'ltr' && book.dir !== 'rtl' && typeof language === 'string' && RIGHT_TO_LEFT.test(language))
    book.dir = 'rtl';
  delete metadata.language; // the view would write it into each page that names none
}

/** Styles by the names that browsers know: EPUB 3.0 gave them a prefix, and some other values. */
export function unprefixed(css: string): string {
  return css
    .replace(/-epub-fullwidth\b/gi, 'full-width')
    .replace(/-epub-text-combine(?:-horizontal)?\s*:\s*[^;}]+/gi, 'text-combine-upright: all')
    .replace(
      /(-epub-text-orientation\s*:\s*)(vertical-right|sideways-right|rotate-right|rotate-normal)\b/gi,
      (_, name: string, value: string) => name + (value.startsWith('vertical') ? 'mixed' : 'sideways'),
    )
    .replace(/(^|[{\s;])-epub-/gi, '$1');
}

/** Whether a file is a drawing that is a page of its own: it needs a page around it to be laid out. */
export const isDrawnPage = ({sections}: Book, name: string, type: string): boolean =>
  type === 'image/svg+xml' && sections.some(({id}) => id === name);

/** The page around a drawing. */
export const pageAround = (drawing: string): string =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title></head><body>${drawing.replace(/^\s*<\?xml[^>]*\?>/, '').replace(/<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/i, '')}</body></html>`;

/** Names entries of the contents that are pictures by what stands for these. */
export async function nameByPictures(book: Book & {resources?: {navPath?: string}}, archive: Archive): Promise<void> {
  const nav = book.resources?.navPath;
  const nameless = flat(book.toc ?? []).filter(({label, href}) => href && !label?.trim());
  if (!nav || nameless.length === 0) return;
  const page = new DOMParser().parseFromString((await archive.loadText(nav)) ?? '', 'application/xhtml+xml');
  for (const link of page.querySelectorAll('nav a[href]')) {
    const {pathname, hash} = new URL(link.getAttribute('href')!, `epub:///${nav}`);
    const entry = nameless.find(({href}) => href === decodeURI(pathname).slice(1) + hash);
    const picture = link.querySelector('[alt]');
    if (entry && picture) entry.label = picture.getAttribute('alt') || picture.getAttribute('title') || '';
  }
}

function flat(items: readonly TocItem[]): TocItem[] {
  return items.flatMap((item) => [item, ...flat(item.subitems ?? [])]);
}
