import {readFile} from 'node:fs/promises';
import {parentPort} from 'node:worker_threads';
import {buildSearchFile, type Passage, type SearchFile} from '@uggla/search';
import {guessLanguage} from '@uggla/search/retrieve.js';
import {cutPieces, type Piece, type ReadDocument} from './document.js';
import {readDocx} from './docx.js';
import {readHtml} from './html.js';
import {readMarkdown} from './markdown.js';
import {readPdf} from './pdf.js';

// Strangers' files are read in a thread of their own: one that takes for ever or eats all memory ends this thread, which is
// started anew, and the server goes on.

/** What the thread is asked. */
export type ToReader = {id: number; read: string} | {id: number; index: Passage[]; language: string};

/** What it answers. */
export type FromReader =
  | {id: number; title?: string; language?: string; pieces: Piece[]}
  | {id: number; file: SearchFile}
  | {id: number; code: string; reason: string};

const languages = ['es', 'en', 'pt', 'fr', 'it', 'de'];
/** Characters by which a document's language is guessed. */
const sample = 4000;

async function read(path: string): Promise<ReadDocument> {
  const bytes = await readFile(path);
  const ending = path.toLowerCase().split('.').at(-1);
  if (ending === 'pdf') return readPdf(new Uint8Array(bytes));
  if (ending === 'docx') return readDocx(bytes);
  const text = decode(bytes);
  if (ending === 'html' || ending === 'htm') return readHtml(text);
  return ending === 'txt' ? {blocks: text.split(/\n\s*\n/).map((one) => ({text: one}))} : readMarkdown(text);
}

/** UTF-8, with a mark UTF-16, and what is neither as Windows writes it. */
function decode(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function answer(message: ToReader): Promise<FromReader> {
  if ('index' in message) return {id: message.id, file: await buildSearchFile(message.index, message.language)};
  const document = await read(message.read);
  const pieces = cutPieces(document);
  const language = await guessLanguage(
    pieces
      .map(({text}) => text)
      .join(' ')
      .slice(0, sample),
    languages,
  );
  return {
    id: message.id,
    pieces,
    ...(document.title === undefined ? {} : {title: document.title}),
    ...(language === undefined ? {} : {language}),
  };
}

parentPort?.on('message', (message: ToReader) => {
  void answer(message).then(
    (told) => parentPort!.postMessage(told),
    (error: unknown) => {
      const {code = 'document-unreadable', message: reason = String(error)} = (error ?? {}) as {
        code?: string;
        message?: string;
      };
      parentPort!.postMessage({
        id: message.id,
        code: code === 'document-reader-missing' ? code : 'document-unreadable',
        reason: reason.slice(0, 300),
      });
    },
  );
});
