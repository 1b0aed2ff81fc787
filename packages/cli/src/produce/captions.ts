/** Columns of a line, and lines of a caption: what is read at a glance on every screen. */
const COLUMNS = 42;

/** What is spoken in one breath, and how it is shown. */
export interface Piece {
  /** What the engine is given. */
  text: string;
  /** The same, in captions of two lines at most. */
  cues: string[];
  /** What comes behind it. */
  end: 'clause' | 'sentence' | 'paragraph';
}

/** How finely an engine is given a text: one that speaks clause by clause loses nothing by it, others lose their melody. */
export type Breath = 'clause' | 'sentence';

/** Whether there is anything in a text that can be said: a letter or a number. */
export function isSayable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A paragraph as it is spoken and shown. */
export function piecesOf(paragraph: string, language: string, breath: Breath): Piece[] {
  const sentences = sentencesOf(paragraph, language).filter(isSayable);
  return sentences.flatMap((sentence, at) => {
    const end = at === sentences.length - 1 ? 'paragraph' : 'sentence';
    const parts = cluster(clauses(sentence)).flatMap((part): {text: string; cues: string[]} => {
      const cues = fits(part) ? [part] : cluster(words(part, language));
      return {text: part, cues};
    });
    if (breath === 'sentence') return [{text: sentence, cues: parts.flatMap(({cues}) => cues), end} satisfies Piece];
    return parts.map((part, n): Piece => ({...part, end: n === parts.length - 1 ? end : 'clause'}));
  });
}

/** A caption on one line or two: two of about equal length, broken behind a comma where there is one near the middle. */
export function fold(text: string): string {
  if (width(text) <= COLUMNS) return text;
  const places = [...text.matchAll(/ /g)].map(({index}) => ({at: index, skip: 1}));
  if (places.length === 0) {
    let at = 0;
    for (const {segment} of new Intl.Segmenter(undefined, {granularity: 'word'}).segment(text))
      places.push({at: (at += segment.length), skip: 0});
  }
  const whole = width(text);
  const cost = ({at, skip}: {at: number; skip: number}) => {
    const [first, second] = [width(text.slice(0, at)), width(text.slice(at + skip))];
    const over = Math.max(0, first - COLUMNS) + Math.max(0, second - COLUMNS);
    return over * 100 + Math.abs(first - whole / 2) - (/\p{P}/u.test(text[at - 1] ?? '') ? 8 : 0);
  };
  const {at, skip} = places.reduce((best, one) => (cost(one) < cost(best) ? one : best));
  return `${text.slice(0, at)}\n${text.slice(at + skip)}`;
}

/** A point behind one of these ends no sentence: titles, what names a page or an example, and a single letter, unless it is a unit. */
const shortened =
  /(?:^|[\s(«“"¿¡])(?:(?<!\d\s)\p{L}|Mr|Mrs|Ms|Dr|Dra|Drs|Prof|St|Sr|Sra|Srta|D\.ª|Dña|Dott|Sig|Hr|Fr|Mme|Mlle|Nr|No|Núm|núm|Pág|pág|Art|art|Fig|fig|Abb|Tel|tel|Av|Avda|Bd|vs|cf|bzw|vgl|ca|p\. ?(?:ej|ex)|per es)\.\s*$/u;

/** The sentences of a paragraph; what was only shortened does not end one. */
function sentencesOf(paragraph: string, language: string): string[] {
  const sentences: string[] = [];
  let goesOn = false;
  for (const {segment} of new Intl.Segmenter(language, {granularity: 'sentence'}).segment(paragraph)) {
    if (goesOn) sentences.push(sentences.pop()! + segment);
    else sentences.push(segment);
    goesOn = shortened.test(sentences.at(-1)!);
  }
  return sentences.map((one) => one.trim());
}

function fits(text: string): boolean {
  if (width(text) > 2 * COLUMNS + 1) return false; // where to break it need not be tried
  return fold(text)
    .split('\n')
    .every((line) => width(line) <= COLUMNS);
}

/** A sentence cut behind each of its commas, colons and the like, spaces kept at the ends; never within a number, and no part without a word. */
function clauses(sentence: string): string[] {
  const parts: string[] = [];
  for (const part of sentence.split(/(?<=[,;:،؛)]\s+)(?=\S)|(?<=[、，；：])|(?<=\s)(?=[–—(])/u).filter(Boolean)) {
    const last = parts.at(-1);
    if (last !== undefined && !(isSayable(last) && isSayable(part))) parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

/** A text cut where a line may end, spaces kept at the ends. */
function words(text: string, language: string): string[] {
  const spaced = text.match(/\S+\s*/gu) ?? [];
  return spaced.flatMap((one) =>
    width(one) <= COLUMNS
      ? [one]
      : [...new Intl.Segmenter(language, {granularity: 'word'}).segment(one)].flatMap(({segment}) =>
          width(segment) <= COLUMNS ? [segment] : (segment.match(new RegExp(`.{1,${COLUMNS / 2}}`, 'gsu')) ?? []),
        ),
  );
}

/** Puts neighbours together, as few and as equal in length as can be while each fits; what alone is too long stays alone. */
function cluster(parts: readonly string[]): string[] {
  const join = (some: readonly string[]) => some.join('').trim();
  const greedy = (limit: number) => {
    const out: string[][] = [];
    for (const part of parts) {
      const last = out.at(-1);
      const joined = last && join([...last, part]);
      if (last && joined !== undefined && width(joined) <= limit && fits(joined)) last.push(part);
      else out.push([part]);
    }
    return out.map(join).filter(Boolean);
  };
  const most = greedy(Infinity);
  // the same number of captions, with the shortest limit that gives it: a last one of one word is read by nobody
  for (let limit = Math.ceil(width(join(parts)) / most.length); limit <= 2 * COLUMNS; limit++) {
    const even = greedy(limit);
    if (even.length <= most.length) return even;
  }
  return most;
}

/** Columns that a text takes: signs of East Asia take two, marks that stand on others and signs that are not seen none. */
function width(text: string): number {
  let columns = 0;
  for (const one of text) {
    if (/[\p{M}\p{Cf}]/u.test(one)) continue;
    columns +=
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u.test(one)
        ? 2
        : 1;
  }
  return columns;
}
