/** A stretch of what is said. */
export interface Paragraph {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All that is said, in one language. */
export interface Speech {
  /** BCP 47; empty when nobody says. */
  readonly language: string;
  readonly paragraphs: readonly Paragraph[];
}

/** A silence of so long begins a paragraph. */
const SILENCE_SECONDS = 2;

/** A paragraph of so many letters ends with its sentence. */
const LONG_ENOUGH = 240;

/** Joins cues into paragraphs: a new one after a silence, or at the end of a sentence when it is long enough. */
export function paragraphsOf(cues: readonly Paragraph[]): Paragraph[] {
  const paragraphs: {start: number; end: number; text: string}[] = [];
  for (const {start, end, text: raw} of cues) {
    const text = raw.replace(/\s+/g, ' ').trim();
    const last = paragraphs.at(-1);
    if (!text) continue;
    if (!last || start - last.end > SILENCE_SECONDS || (last.text.length >= LONG_ENOUGH && /[.!?…。]["'”’»)]*$/.test(last.text))) {
      paragraphs.push({start, end, text});
    } else {
      last.text += ` ${text}`;
      last.end = Math.max(last.end, end);
    }
  }
  return paragraphs;
}

/** A piece of text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly match: boolean;
}

/** Cuts `text` at the places where `query` stands in it, whatever its case and accents; `undefined` when nowhere. */
export function findIn(text: string, query: string): Piece[] | undefined {
  const wanted = fold(query.trim()).text;
  if (!wanted) return undefined;
  const {text: folded, at} = fold(text);
  const pieces: Piece[] = [];
  let done = 0;
  for (let found = folded.indexOf(wanted); found >= 0; found = folded.indexOf(wanted, found + wanted.length)) {
    const [start, end] = [at[found]!, at[found + wanted.length] ?? text.length];
    if (start > done) pieces.push({text: text.slice(done, start), match: false});
    pieces.push({text: text.slice(start, end), match: true});
    done = end;
  }
  if (done === 0 && pieces.length === 0) return undefined;
  if (done < text.length) pieces.push({text: text.slice(done), match: false});
  return pieces;
}

/** Small letters without accents, and for each of them where it stood. */
function fold(text: string): {text: string; at: number[]} {
  let folded = '';
  const at: number[] = [];
  let index = 0;
  for (const letter of text) {
    const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    for (let i = 0; i < plain.length; i++) at.push(index);
    folded += plain;
    index += letter.length;
  }
  return {text: folded, at};
}
