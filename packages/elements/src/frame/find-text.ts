/** Where a text says what was looked for: strings and offsets in them, and what stands around it. */
export interface TextMatch {
  start: [string: number, offset: number];
  end: [string: number, offset: number];
  before: string;
  match: string;
  after: string;
}

/** So much (characters) of the text around is told. */
const AROUND = 60;

/**
 * Finds words in a text that comes in pieces. Case, accents and vowel signs do not count, nor how many spaces there are. Own,
 * since comparing by `Intl.Collator` takes seconds for a long book, and finds other things in each browser.
 */
export function* findText(pieces: readonly string[], query: string): Generator<TextMatch> {
  const needle = fold(query.trim()).text;
  if (needle === '') return;
  const whole = pieces.join('');
  const {text, at} = fold(whole);
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.length;
  }
  for (let found = text.indexOf(needle); found >= 0; found = text.indexOf(needle, found + needle.length)) {
    const from = at[found]!;
    const to = at[found + needle.length] ?? whole.length;
    const first = pieceOf(starts, from);
    const last = pieceOf(starts, to - 1);
    yield {
      start: [first, from - starts[first]!],
      end: [last, to - starts[last]!],
      before: plain(whole.slice(Math.max(starts[first]!, from - AROUND), from)).trimStart(),
      match: plain(whole.slice(from, to)),
      after: plain(whole.slice(to, Math.min(starts[last]! + pieces[last]!.length, to + AROUND))).trimEnd(),
    };
  }
}

/** A text as it is compared, and where each of its letters stands in what was given. */
function fold(given: string): {text: string; at: number[]} {
  let text = '';
  const at: number[] = [];
  let place = 0;
  for (const letter of given) {
    const isSpace = /\s/.test(letter);
    const folded = isSpace
      ? text.endsWith(' ')
        ? ''
        : ' '
      : letter
          .normalize('NFD')
          .replace(/[\p{M}\p{Cf}]/gu, '')
          .toLowerCase();
    for (let unit = 0; unit < folded.length; unit++) at.push(place);
    text += folded;
    place += letter.length;
  }
  return {text, at};
}

/** The piece that holds a place of the whole: the last that begins at or before it, and is not empty. */
function pieceOf(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}
