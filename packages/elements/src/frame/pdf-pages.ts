import type {PDFDocumentProxy, PDFPageProxy} from 'pdfjs-dist';
import type {TextLayer} from 'pdfjs-dist';

/** Where the reader is. */
export interface PdfPlace {
  place: string;
  start: number;
  end: number;
  page: number;
}

/** A page whose picture and words are there. */
export interface DrawnPage {
  /** From 1. */
  readonly number: number;
  readonly sheet: HTMLElement;
  /** The words, an element for each item of the page's text. */
  readonly spans: readonly HTMLElement[];
}

/** What pages tell while they are read. */
export interface PdfPagesEvents {
  moved(place: PdfPlace): void;
  /** A page is drawn, or drawn anew in another size. */
  painted(page: DrawnPage): void;
  /** A page is far away, and let go. */
  cleared(number: number): void;
}

/** A picture of more dots than this fails in some browsers (iOS: 16.7 million); such a page is drawn coarser. */
const MOST_DOTS = 16_000_000;

/** No page is shown higher than so many times its width: a PDF may claim any size. */
const HIGHEST = 20;

/** Pages of a PDF under one another. Each has its size from the start; it is drawn when it comes near, and let go when it is far. */
export class PdfPages {
  readonly #box = document.createElement('div');
  readonly #pdf: PDFDocumentProxy;
  readonly #TextLayer: typeof TextLayer;
  readonly #events: PdfPagesEvents;
  readonly #sheets: HTMLElement[] = [];
  readonly #drawn = new Map<HTMLElement, number>();
  #observer: IntersectionObserver | undefined;
  #zoom: number;
  /** Of a sheet, in CSS pixels. */
  #wide = 0;
  #told = '';

  constructor(root: HTMLElement, pdf: PDFDocumentProxy, Layer: typeof TextLayer, zoom: number, events: PdfPagesEvents) {
    this.#pdf = pdf;
    this.#TextLayer = Layer;
    this.#zoom = zoom;
    this.#events = events;
    this.#box.className = 'pages';
    this.#box.tabIndex = 0;
    root.replaceChildren(this.#box);
  }

  /** Lays the pages out and goes to one of them (from 1). */
  async open(page: number): Promise<void> {
    const first = await this.#pdf.getPage(1);
    for (let number = 1; number <= this.#pdf.numPages; number++) {
      const sheet = document.createElement('div');
      sheet.className = 'page';
      sheet.dataset['page'] = String(number);
      this.#sheets.push(sheet);
    }
    this.#box.replaceChildren(...this.#sheets);
    this.#size(first);
    this.goTo(page);
    this.#observer = new IntersectionObserver((entries) => this.#near(entries), {
      root: this.#box,
      rootMargin: '100% 0px',
    });
    for (const sheet of this.#sheets) this.#observer.observe(sheet);
    this.#box.addEventListener('scroll', this.#tell, {passive: true});
    new ResizeObserver(() => this.#size(first)).observe(this.#box);
    this.#tell();
  }

  /** Shows a page (from 1). */
  goTo(page: number): void {
    this.#sheets[Math.min(this.#sheets.length, Math.max(1, page)) - 1]?.scrollIntoView({block: 'start'});
  }

  /** Goes on or back by what fits on the screen. */
  turn(by: 1 | -1): void {
    this.#box.scrollBy({top: by * this.#box.clientHeight * 0.9});
  }

  /** Another size; the place stays. */
  async zoom(zoom: number): Promise<void> {
    if (zoom === this.#zoom) return;
    this.#zoom = zoom;
    this.#size(await this.#pdf.getPage(1));
  }

  #size(first: PDFPageProxy): void {
    const {width, height} = first.getViewport({scale: 1});
    const wide = Math.min(this.#box.clientWidth - 32, 900) * this.#zoom;
    if (wide <= 0) return;
    if (wide === this.#wide) return void this.#tell(); // drawn anew, a page loses what is selected in it
    this.#wide = wide;
    const share = this.#box.scrollHeight > 0 ? this.#box.scrollTop / this.#box.scrollHeight : 0;
    for (const sheet of this.#sheets) {
      sheet.style.inlineSize = `${wide}px`;
      sheet.style.blockSize = `${wide * Math.min(HIGHEST, height / width)}px`;
    }
    this.#box.scrollTop = share * this.#box.scrollHeight;
    for (const sheet of [...this.#drawn.keys()]) this.#draw(sheet);
    this.#tell();
  }

  #near(entries: readonly IntersectionObserverEntry[]): void {
    for (const {target, isIntersecting} of entries) {
      const sheet = target as HTMLElement;
      if (isIntersecting) this.#draw(sheet);
      else if (this.#drawn.delete(sheet)) {
        sheet.replaceChildren();
        this.#events.cleared(Number(sheet.dataset['page']));
      }
    }
  }

  #draw(sheet: HTMLElement): void {
    const turn = (this.#drawn.get(sheet) ?? 0) + 1;
    this.#drawn.set(sheet, turn);
    // A page that is broken stays white; the others can still be read.
    this.#paint(sheet, turn).catch((error: unknown) => console.warn(error));
  }

  async #paint(sheet: HTMLElement, turn: number): Promise<void> {
    const number = Number(sheet.dataset['page']);
    const page = await this.#pdf.getPage(number);
    const wide = sheet.clientWidth;
    const scale = wide / page.getViewport({scale: 1}).width;
    const viewport = page.getViewport({scale});
    sheet.style.blockSize = `${Math.min(HIGHEST * wide, viewport.height)}px`;
    const canvas = document.createElement('canvas');
    const sharp = Math.min(2, devicePixelRatio, Math.sqrt(MOST_DOTS / (viewport.width * viewport.height)));
    canvas.width = Math.floor(viewport.width * sharp);
    canvas.height = Math.floor(viewport.height * sharp);
    await page.render({canvas, viewport, transform: sharp === 1 ? undefined : [sharp, 0, 0, sharp, 0, 0]} as never)
      .promise;
    const words = document.createElement('div');
    words.className = 'words';
    words.style.setProperty('--total-scale-factor', String(scale));
    const layer = new this.#TextLayer({textContentSource: page.streamTextContent(), container: words, viewport});
    await layer.render();
    if (this.#drawn.get(sheet) !== turn) return;
    sheet.replaceChildren(canvas, words);
    this.#events.painted({number, sheet, spans: layer.textDivs});
  }

  readonly #tell = (): void => {
    const {scrollTop, clientHeight} = this.#box;
    const at = (y: number): number => {
      const index = this.#sheets.findIndex((sheet) => sheet.offsetTop + sheet.offsetHeight > y);
      const sheet = this.#sheets[index];
      if (!sheet) return this.#sheets.length;
      return index + Math.min(1, Math.max(0, (y - sheet.offsetTop) / Math.max(1, sheet.offsetHeight)));
    };
    const total = this.#sheets.length;
    const isAtEnd = scrollTop + clientHeight >= this.#box.scrollHeight - 2;
    const start = at(scrollTop);
    const end = isAtEnd ? total : at(scrollTop + clientHeight);
    const page = Math.min(total, Math.floor((start + end) / 2) + 1);
    const told = `${page} ${start.toFixed(2)} ${end.toFixed(2)}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#events.moved({place: String(page), start: start / total, end: end / total, page});
  };
}
