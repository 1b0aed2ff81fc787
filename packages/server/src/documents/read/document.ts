/** A paragraph, a heading, a row: what a document says, piece by piece. */
export interface Block {
  text: string;
  /** 1 to 6 for a heading. */
  heading?: number;
  /** From 1, where the document has pages. */
  page?: number;
}

/** What was read of a document. */
export interface ReadDocument {
  /** As the document calls itself; its file's name stands in when it does not. */
  title?: string;
  blocks: Block[];
}

/** A piece of a document that can be found and cited. */
export interface Piece {
  text: string;
  page?: number;
}

/** Words of a piece: enough to answer from, few enough to point to. */
const mostWords = 80;
const count = (text: string) => text.split(/\s+/).length;

/** The pieces of a document: each under its heading, none over two pages, at the ends of paragraphs or sentences. */
export function cutPieces({blocks}: ReadDocument): Piece[] {
  const pieces: Piece[] = [];
  let heading = '';
  let open: Piece | undefined;
  for (const {text: raw, heading: level, page} of blocks) {
    const text = raw.replace(/\s+/g, ' ').trim();
    if (text === '') continue;
    if (level !== undefined) {
      heading = text;
      open = undefined;
      continue;
    }
    for (const part of cutParagraph(text)) {
      if (!open || open.page !== page || count(open.text) + count(part) > mostWords) {
        open = {text: heading === '' ? part : `${heading}: ${part}`, ...(page === undefined ? {} : {page})};
        pieces.push(open);
      } else {
        open.text += ` ${part}`;
      }
    }
  }
  return pieces;
}

/** A paragraph, or its sentences when it is long; a sentence without end is cut between words. */
function cutParagraph(text: string): string[] {
  if (count(text) <= mostWords) return [text];
  const parts: string[] = [];
  for (const {segment} of new Intl.Segmenter(undefined, {granularity: 'sentence'}).segment(text)) {
    const words = segment.trim().split(/\s+/).filter(Boolean);
    for (let at = 0; at < words.length; at += mostWords) parts.push(words.slice(at, at + mostWords).join(' '));
  }
  return parts;
}
