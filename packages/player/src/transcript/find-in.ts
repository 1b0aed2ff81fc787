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
