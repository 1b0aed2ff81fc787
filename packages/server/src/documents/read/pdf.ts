import {UgglaError} from '@uggla/protocol';
import type {Block, ReadDocument} from './document.js';

/** Pages that are read of one file. */
const mostPages = 2000;
/** Lines further apart than this many times their height are two paragraphs. */
const gap = 1.7;

/** Reads the text of a PDF, page by page. A scanned one has none. */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs').catch(() => {
    throw new UgglaError('document-reader-missing', 'PDF files are read by pdfjs-dist, which is not installed', {
      cure: 'npm install pdfjs-dist',
    });
  });
  const loading = pdf.getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const file = await loading.promise;
    const blocks: Block[] = [];
    for (let page = 1; page <= Math.min(file.numPages, mostPages); page++) {
      const one = await file.getPage(page);
      const {items} = await one.getTextContent();
      for (const text of paragraphsOf(items as Item[])) blocks.push({text, page});
      one.cleanup();
    }
    const {info} = (await file.getMetadata().catch(() => ({info: {}}))) as {info: {Title?: unknown}};
    const title = typeof info.Title === 'string' ? info.Title.trim() : '';
    return {...(title ? {title} : {}), blocks};
  } finally {
    await loading.destroy();
  }
}

interface Item {
  str?: string;
  hasEOL?: boolean;
  height?: number;
  /** The last two: where it stands. */
  transform?: number[];
}

/** Lines of one page joined to paragraphs; a word that a hyphen parts at the end of a line is one again. */
function paragraphsOf(items: readonly Item[]): string[] {
  const paragraphs: string[] = [];
  let open = '';
  let y: number | undefined;
  for (const {str = '', hasEOL = false, height = 0, transform} of items) {
    const at = transform?.[5];
    if (open !== '' && at !== undefined && y !== undefined && height > 0 && Math.abs(y - at) > height * gap) {
      paragraphs.push(open);
      open = '';
    }
    open += str;
    if (hasEOL) open = /\p{Ll}-$/u.test(open) ? open.slice(0, -1) : `${open} `;
    if (str.trim() !== '') y = at;
  }
  return [...paragraphs, open].filter((one) => one.trim() !== '');
}
