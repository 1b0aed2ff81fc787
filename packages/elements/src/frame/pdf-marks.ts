import type {PDFDocumentProxy} from 'pdfjs-dist';
import {
  LONGEST_SELECTION,
  MOST_FOUND,
  type FrameContents,
  type FrameFound,
  type FrameMark,
} from '@uggla/protocol/frame.js';
import {findText} from './find-text.js';
import type {FramedContent} from './frame.js';
import type {DrawnPage} from './pdf-pages.js';
import type {Talk} from './talk.js';

/** A stretch of a page's text, in characters (UTF-16); a place without one is the page as a whole. */
export interface PdfStretch {
  page: number;
  start: number;
  end: number;
}

/** `3` or `3@120-128`: a page (from 1) and a stretch of its text. */
export function readPlace(place: string | undefined): PdfStretch | undefined {
  const [, page, start, end] = /^(\d{1,6})(?:@(\d{1,7})-(\d{1,7}))?$/.exec(place ?? '') ?? [];
  return page === undefined ? undefined : {page: Number(page), start: Number(start ?? 0), end: Number(end ?? 0)};
}

const writePlace = ({page, start, end}: PdfStretch): string => `${page}@${start}-${end}`;

interface Drawing {
  readonly stretch: PdfStretch;
  readonly kind: 'mark' | 'sought';
  /** Of a highlight. */
  readonly id?: string;
}

/** The search through a PDF, its highlights, and what the reader selects: told to the page and drawn as it says. */
export class PdfMarks implements Required<Pick<FramedContent, 'search' | 'mark'>> {
  readonly #pdf: PDFDocumentProxy;
  readonly #talk: Talk;
  readonly #contents: readonly FrameContents[];
  readonly #texts = new Map<number, Promise<string[]>>();
  readonly #drawn = new Map<number, DrawnPage>();
  #marks: Drawing[] = [];
  #found: Drawing[] = [];
  #asked = 0;
  /** Where to go within a page, once that is drawn. */
  #wanted: PdfStretch | undefined;
  #told = '';

  constructor(pdf: PDFDocumentProxy, contents: readonly FrameContents[], talk: Talk) {
    this.#pdf = pdf;
    this.#contents = contents;
    this.#talk = talk;
    document.addEventListener('selectionchange', this.#tellSelection);
    document.addEventListener('click', this.#choose);
  }

  search(query: string): void {
    const asked = ++this.#asked;
    void this.#lookFor(query, () => asked !== this.#asked).then((found) => {
      if (asked !== this.#asked) return;
      this.#found = found.map(({place}) => ({kind: 'sought', stretch: readPlace(place)!}));
      void this.#drawAll();
      this.#talk.tell({type: 'found', query, found});
    });
  }

  mark(marks: readonly FrameMark[]): void {
    this.#marks = marks.flatMap(({id, place}) => {
      const stretch = readPlace(place);
      return stretch ? [{kind: 'mark', stretch, id}] : [];
    });
    void this.#drawAll();
  }

  /** A page has been drawn, or drawn anew in another size. */
  readonly painted = (page: DrawnPage): void => {
    this.#drawn.set(page.number, page);
    void this.#draw(page);
  };

  /** A page was let go. */
  readonly cleared = (number: number): void => {
    this.#drawn.delete(number);
  };

  /** Brings a stretch of a page into view: now, or as soon as it is drawn. */
  show(stretch: PdfStretch): void {
    this.#wanted = stretch.end > stretch.start ? stretch : undefined;
    const page = this.#drawn.get(stretch.page);
    if (page) void this.#draw(page);
  }

  /** The strings of a page: of each of its items first the words, then what ends them. */
  #piecesOf(number: number): Promise<string[]> {
    let pieces = this.#texts.get(number);
    if (!pieces) {
      pieces = this.#pdf
        .getPage(number)
        .then((page) => page.getTextContent())
        .then(({items}) => items.flatMap((item) => ('str' in item ? [item.str, item.hasEOL ? '\n' : ''] : [])));
      this.#texts.set(number, pieces);
    }
    return pieces;
  }

  /** Looks through all pages. One that cannot be read is passed over. */
  async #lookFor(query: string, isOver: () => boolean): Promise<FrameFound[]> {
    const found: FrameFound[] = [];
    if (query.trim() === '') return found;
    for (let page = 1; page <= this.#pdf.numPages && !isOver(); page++) {
      const pieces = await this.#piecesOf(page).catch(() => []);
      const label = this.#contents.findLast(({place}) => Number(place) <= page)?.label;
      for (const {
        start: [, start],
        end: [, end],
        ...around
      } of findText([pieces.join('')], query)) {
        found.push({place: writePlace({page, start, end}), page, ...around, ...(label ? {label} : {})});
        if (found.length === MOST_FOUND) return found;
      }
    }
    return found;
  }

  async #drawAll(): Promise<void> {
    await Promise.all([...this.#drawn.values()].map((page) => this.#draw(page)));
  }

  async #draw(page: DrawnPage): Promise<void> {
    const pieces = await this.#piecesOf(page.number).catch(() => []);
    if (this.#drawn.get(page.number) !== page) return;
    const layer = document.createElement('div');
    layer.className = 'marks';
    const {left, top, width, height} = page.sheet.getBoundingClientRect();
    for (const {stretch, kind, id} of [...this.#marks, ...this.#found]) {
      if (stretch.page !== page.number) continue;
      for (const rect of rangeOf(page.spans, pieces, stretch)?.getClientRects() ?? []) {
        const box = document.createElement('div');
        box.className = kind;
        if (id !== undefined) box.dataset['id'] = id;
        Object.assign(box.style, {
          left: `${((rect.left - left) / width) * 100}%`,
          top: `${((rect.top - top) / height) * 100}%`,
          width: `${(rect.width / width) * 100}%`,
          height: `${(rect.height / height) * 100}%`,
        });
        layer.append(box);
      }
    }
    page.sheet.querySelector('.marks')?.remove();
    page.sheet.append(layer);
    const wanted = this.#wanted;
    if (wanted?.page !== page.number) return;
    this.#wanted = undefined;
    rangeOf(page.spans, pieces, wanted)?.startContainer.parentElement?.scrollIntoView({block: 'center'});
  }

  readonly #choose = ({clientX, clientY}: MouseEvent): void => {
    if (!document.getSelection()?.isCollapsed) return;
    const box = [...document.querySelectorAll<HTMLElement>('.marks .mark')].find((one) => {
      const {left, right, top, bottom} = one.getBoundingClientRect();
      return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
    });
    if (box) this.#talk.tell({type: 'mark', id: box.dataset['id']!});
  };

  readonly #tellSelection = (): void =>
    void this.#selected().then(({place, text}) => {
      if (place === this.#told) return;
      this.#told = place;
      this.#talk.tell({type: 'selected', place, text});
    });

  /** What is selected, as far as it lies on one page. */
  async #selected(): Promise<{place: string; text: string}> {
    const none = {place: '', text: ''};
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return none;
    const range = selection.getRangeAt(0);
    const page = [...this.#drawn.values()].find(({sheet}) => sheet.contains(range.startContainer));
    if (!page) return none;
    const pieces = await this.#piecesOf(page.number).catch(() => []);
    const touched = page.spans.flatMap((span, at) => (range.intersectsNode(span) && pieces[at * 2] ? [at] : []));
    if (touched.length === 0) return none;
    const offset = (at: number, inside: number) => pieces.slice(0, at * 2).join('').length + inside;
    const first = touched[0]!;
    const last = touched.at(-1)!;
    const start = offset(first, range.startContainer.parentNode === page.spans[first] ? range.startOffset : 0);
    const end = offset(
      last,
      range.endContainer.parentNode === page.spans[last] ? range.endOffset : pieces[last * 2]!.length,
    );
    const text = pieces.join('').slice(start, end).replace(/\s+/g, ' ').trim().slice(0, LONGEST_SELECTION);
    return text === '' ? none : {place: writePlace({page: page.number, start, end}), text};
  }
}

/** A stretch of a page's text in its drawn words; `undefined` where there is no such text (another edition). */
function rangeOf(
  spans: readonly HTMLElement[],
  pieces: readonly string[],
  {start, end}: PdfStretch,
): Range | undefined {
  let place = 0;
  let from: [Node, number] | undefined;
  let to: [Node, number] | undefined;
  for (const [at, piece] of pieces.entries()) {
    const node = at % 2 === 0 ? spans[at / 2]?.firstChild : undefined;
    if (node && piece !== '') {
      if (!from && start < place + piece.length) from = [node, Math.max(0, start - place)];
      if (end > place) to = [node, Math.min(piece.length, end - place)];
    }
    place += piece.length;
    if (place >= end) break;
  }
  if (!from || !to) return undefined;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}
