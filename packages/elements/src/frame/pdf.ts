import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import type {PDFDocumentProxy} from 'pdfjs-dist';
import type {FrameContent, FrameContents} from '@uggla/protocol/frame.js';
import type {FramedContent} from './frame.js';
import {PdfMarks, readPlace} from './pdf-marks.js';
import {PdfPages} from './pdf-pages.js';
import type {Talk} from './talk.js';

/** A PDF: its pages under one another, drawn when they come near. */
export async function showPdf(
  root: HTMLElement,
  content: Extract<FrameContent, {kind: 'epub' | 'pdf'}>,
  talk: Talk,
): Promise<FramedContent> {
  // Without a worker of its own it needs no further rights from the page; the frame is a document of its own anyway.
  Object.assign(globalThis, {pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.min.mjs')});
  const pdf = (await pdfjs.getDocument({data: content.bytes, useSystemFonts: true, useWasm: false, enableXfa: false})
    .promise) as PDFDocumentProxy;
  const contents = await contentsOf(pdf);
  const marks = new PdfMarks(pdf, contents, talk);
  const pages = new PdfPages(root, pdf, pdfjs.TextLayer, content.look.scale, {
    moved: (place) => talk.tell({type: 'place', ...place}),
    painted: marks.painted,
    cleared: marks.cleared,
  });
  talk.tell({type: 'opened', direction: 'ltr', pages: pdf.numPages, contents});
  const show = (place: string | undefined): void => {
    const stretch = readPlace(place) ?? {page: 1, start: 0, end: 0};
    pages.goTo(stretch.page);
    marks.show(stretch);
  };
  await pages.open(1);
  if (content.place !== undefined) show(content.place);
  return {
    search: (query) => marks.search(query),
    mark: (list) => marks.mark(list),
    look: ({scale}) => void pages.zoom(scale),
    go(to) {
      if (to === 'next') pages.turn(1);
      else if (to === 'previous') pages.turn(-1);
      else if ('share' in to) pages.goTo(Math.floor(to.share * pdf.numPages) + 1);
      else show(to.place);
    },
  };
}

type Outline = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>;

async function contentsOf(pdf: PDFDocumentProxy): Promise<FrameContents[]> {
  const list: FrameContents[] = [];
  const walk = async (items: Outline | null | undefined, depth: number): Promise<void> => {
    for (const {title, dest, items: inside} of items ?? []) {
      const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
      const page = target?.[0] ? await pdf.getPageIndex(target[0] as never).catch(() => undefined) : undefined;
      if (page !== undefined) list.push({label: title, place: String(page + 1), depth});
      await walk(inside as Outline, depth + 1);
    }
  };
  await walk(await pdf.getOutline().catch(() => null), 0);
  return list;
}
