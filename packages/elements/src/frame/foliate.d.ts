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
    sections: {id?: unknown; linear?: string; size?: number; createDocument?(): Promise<Document>}[];
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
    addAnnotation(annotation: {value: string}): Promise<unknown>;
    deleteAnnotation(annotation: {value: string}): Promise<unknown>;
    getCFI(index: number, range: Range): string;
    resolveNavigation(target: string): {index: number} | Promise<{index: number} | undefined> | undefined;
  }
}

declare module 'foliate-js/overlayer.js' {
  export class Overlayer {
    static highlight: unknown;
  }
}

declare module 'foliate-js/text-walker.js' {
  export function textWalker<T>(
    doc: Document,
    find: (pieces: string[], makeRange: (start: number, from: number, end: number, to: number) => Range) => Iterable<T>,
  ): Iterable<T>;
}

declare module 'foliate-js/progress.js' {
  export class SectionProgress {
    constructor(sections: {linear?: string; size?: number}[], sizePerLocation: number, sizePerTimeUnit: number);
    getProgress(index: number, fraction: number, pageFraction?: number): {fraction: number};
  }
}

declare module 'foliate-js/epub.js' {
  import type {Book} from 'foliate-js/view.js';

  export class EPUB {
    constructor(archive: {
      loadText(name: string): Promise<string> | null;
      loadBlob(name: string, type?: string): Promise<Blob> | null;
      getSize(name: string): number;
    });
    init(): Promise<Book>;
  }
}

declare module 'foliate-js/vendor/zip.js' {
  export interface Entry {
    filename: string;
    uncompressedSize: number;
    /** Folders have none. */
    getData?(target: WritableStream<Uint8Array<ArrayBuffer>>): Promise<unknown>;
  }
  export class BlobReader {
    constructor(blob: Blob);
  }
  export class ZipReader {
    constructor(reader: BlobReader);
    getEntries(): Promise<Entry[]>;
  }
  export function configure(settings: {useWebWorkers: boolean}): void;
}
