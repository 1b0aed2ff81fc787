import 'foliate-js/view.js';
import type {Book, TocItem, View} from 'foliate-js/view.js';
import {EPUB} from 'foliate-js/epub.js';
import {SectionProgress} from 'foliate-js/progress.js';
import type {FrameContent, FrameContents, FrameLook} from '@uggla/protocol/frame.js';
import {isDrawnPage, nameByPictures, pageAround, settleDirection, unprefixed} from './as-specified.js';
import {cleanPage, isPage} from './clean-book.js';
import {annotate} from './epub-marks.js';
import type {FramedContent} from './frame.js';
import type {Talk} from './talk.js';
import {unzip} from './unzip.js';

/** What the paginator tells of a turn. */
interface Turn {
  index: number;
  /** Where in the section the page begins, 0 to 1. */
  fraction: number;
  /** Share of the section that one page is. */
  size?: number;
}

/** A book in pages, as its own layout and the reader's size of text have it. */
export async function showEpub(
  root: HTMLElement,
  content: Extract<FrameContent, {kind: 'epub' | 'pdf'}>,
  talk: Talk,
): Promise<FramedContent> {
  forbidFrames();
  const archive = await unzip(content.bytes);
  const book = await new EPUB(archive).init();
  settleDirection(book);
  await nameByPictures(book, archive);
  cleanPages(book);
  const view = document.createElement('foliate-view') as View;
  root.replaceChildren(view);
  await view.open(book);
  const direction = book.dir === 'rtl' ? 'rtl' : 'ltr';
  view.renderer.setAttribute('margin', '24px');
  view.renderer.setAttribute('gap', '6%');
  const look = (wanted: FrameLook) => view.renderer.setStyles?.(bookStyles(wanted));
  look(content.look);
  view.addEventListener('load', (event) => followKeys((event as CustomEvent<{doc: Document}>).detail.doc, view));
  view.addEventListener('external-link', openOutside);
  followKeys(document, view);
  tellPlaces(view, book, talk);
  const {search, mark} = annotate(view, talk);
  talk.tell({type: 'opened', direction, contents: flatten(book.toc ?? [], 0), ...titleOf(book)});
  // One turn after the other: the paginator drops what is asked for while it moves.
  let turning: Promise<unknown> = begin(view, content.place);
  await turning;
  return {
    look,
    search,
    mark,
    go(to) {
      const turn = () => {
        if (to === 'next') return view.next();
        if (to === 'previous') return view.prev();
        return 'share' in to ? view.goToFraction(to.share) : view.goTo(placeIn(book, to.place));
      };
      turning = turning.then(turn, turn); // a turn that failed does not stop the next
    },
  };
}

/** At the place of the last visit; at the start when the book has no such place any more. */
async function begin(view: View, place: string | undefined): Promise<void> {
  if (place?.startsWith('epubcfi(')) {
    try {
      await view.init({lastLocation: place});
      if (view.lastLocation) return;
    } catch {
      // Another edition: what was a place in the old one is none here.
    }
  }
  await view.init({});
}

/** A place as the book names it: the search knows chapters by what the list of the package calls them, which may lie deeper. */
function placeIn(book: Book, place: string): string {
  if (place.startsWith('epubcfi(')) return place;
  const names = book.sections.map(({id}) => String(id ?? ''));
  const [path = '', ...rest] = place.split('#');
  const known = names.includes(path) ? path : names.find((name) => name.endsWith(`/${path}`));
  return [known ?? path, ...rest].join('#');
}

/** A book has no business with pages on the net; only our own frames for its sections are let through from now on. */
function forbidFrames(): void {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "frame-src blob:; connect-src 'self' blob: data:";
  document.head.append(policy);
}

function cleanPages(book: Book): void {
  book.transformTarget?.addEventListener('data', (event) => {
    const {detail} = event as CustomEvent<{data: unknown; type: string; name: string}>;
    const {type, name} = detail;
    if (type !== 'text/css' && !isPage(type)) return;
    const isDrawn = isDrawnPage(book, name, type);
    if (isDrawn) detail.type = 'application/xhtml+xml';
    detail.data = Promise.resolve(detail.data).then((data) => {
      if (typeof data !== 'string') return data;
      return isPage(type) ? cleanPage(isDrawn ? pageAround(data) : data, detail.type) : unprefixed(data);
    });
  });
}

function tellPlaces(view: View, book: Book, talk: Talk): void {
  const progress = new SectionProgress(book.sections, 1500, 1600);
  let told = '';
  // The view hears the turn first, so its own place is that of this turn.
  view.renderer.addEventListener('relocate', (event) => {
    const {index, fraction = 0, size = 0} = (event as CustomEvent<Turn>).detail;
    const pages = view.isFixedLayout ? view.renderer.getContents().length : 1;
    const last = Math.min(book.sections.length - 1, index + pages - 1);
    const start = progress.getProgress(index, fraction, 0).fraction;
    const end =
      last > index ? progress.getProgress(last, 0, 1).fraction : progress.getProgress(index, fraction, size).fraction;
    const {cfi = '', tocItem} = view.lastLocation ?? {};
    const label = tocItem?.label?.trim();
    const place = `${cfi} ${start} ${end}`;
    // Until a section is laid out it has no pages; on the way to the next there is an empty one behind the last; and each
    // new layout tells the same place again.
    if ((size > 0 && fraction > 0.999) || !Number.isFinite(start) || !Number.isFinite(end) || place === told) return;
    told = place;
    talk.tell({type: 'place', place: cfi, start, end: Math.min(1, end), ...(label ? {label} : {})});
  });
}

function flatten(items: readonly TocItem[], depth: number): FrameContents[] {
  return items.flatMap(({label, href, subitems}) => [
    ...(label && href ? [{label: label.trim(), place: href, depth}] : []),
    ...flatten(subitems ?? [], depth + 1),
  ]);
}

function titleOf({metadata}: Book): {title?: string} {
  const title = metadata?.title;
  if (typeof title === 'string') return {title};
  const first = title && typeof title === 'object' ? Object.values(title)[0] : undefined;
  return typeof first === 'string' ? {title: first} : {};
}

function followKeys(target: Document, view: View): void {
  target.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const turn = {
      ArrowLeft: () => view.goLeft(),
      ArrowRight: () => view.goRight(),
      PageUp: () => view.prev(),
      PageDown: () => view.next(),
      ' ': () => (event.shiftKey ? view.prev() : view.next()),
    }[event.key];
    if (!turn) return;
    event.preventDefault();
    void turn();
  });
}

function openOutside(event: Event): void {
  event.preventDefault();
  const {href} = (event as CustomEvent<{href: string}>).detail;
  if (/^https?:/i.test(href)) window.open(href, '_blank', 'noopener,noreferrer');
}

function bookStyles({dark, scale}: FrameLook): string {
  return `
    @namespace epub "http://www.idpf.org/2007/ops";
    html { font-size: ${Math.round(scale * 100)}%; color-scheme: ${dark ? 'dark' : 'light'}; }
    ${dark ? 'html, body { color: #e9edf1 !important; background: none !important; } a:any-link { color: #8cc2ff !important; }' : ''}
    p, li, blockquote, dd { line-height: 1.55; hanging-punctuation: allow-end last; widows: 2; orphans: 2; }
    pre { white-space: pre-wrap !important; }
    aside[epub|type~="footnote"], aside[epub|type~="endnote"], aside[epub|type~="note"] { display: none; }
  `;
}
