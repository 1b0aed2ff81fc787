// What is used of foliate-js, which has no types of its own.

declare module 'foliate-js/view.js' {
  export interface TocItem {
    label?: string;
    href?: string;
    subitems?: TocItem[] | null;
  }
  export interface Book {
    dir?: string;
    metadata?: {title?: unknown; language?: unknown};
    toc?: TocItem[] | null;
    sections: {linear?: string; size?: number}[];
    transformTarget?: EventTarget;
    rendition?: {layout?: string};
  }
  export interface Location {
    cfi?: string;
    tocItem?: TocItem | null;
  }
  export interface Renderer extends HTMLElement {
    setStyles?(css: string): void;
    getContents(): {doc: Document; index?: number}[];
  }
  export class View extends HTMLElement {
    book: Book;
    renderer: Renderer;
    lastLocation?: Location;
    isFixedLayout: boolean;
    open(book: unknown): Promise<void>;
    init(options: {lastLocation?: string; showTextStart?: boolean}): Promise<void>;
    goTo(target: string | number | {fraction: number}): Promise<unknown>;
    goToFraction(fraction: number): Promise<void>;
    next(): Promise<void>;
    prev(): Promise<void>;
    goLeft(): Promise<void>;
    goRight(): Promise<void>;
  }
  export function makeBook(file: File): Promise<Book>;
}

declare module 'foliate-js/progress.js' {
  export class SectionProgress {
    constructor(sections: {linear?: string; size?: number}[], sizePerLocation: number, sizePerTimeUnit: number);
    getProgress(index: number, fraction: number, pageFraction?: number): {fraction: number};
  }
}
