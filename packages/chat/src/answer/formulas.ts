import type * as smd from 'streaming-markdown';
import type {MarkdownTree} from './markdown-tree.js';

/** Longer ones are text: nothing is held back for more than this. */
const LONGEST = 2000;
const LONGEST_IN_LINE = 400;

/** What may begin a formula, or keeps the next character from doing so. */
const SIGN = /\$\$?|\\[^]?/g;

const CLOSE: Readonly<Record<string, string>> = {$$: '$$', '\\[': '\\]', '\\(': '\\)'};

/** `5, or 4` between two signs: amounts of money. */
const PROSE = /^\d[^\\^_{}=+*<>]*\s[^\\^_{}=+*<>]*$/;

/** As the parser names it; a chunk of its own must not tear the parser's apart. */
const EQUATION_INLINE: typeof smd.EQUATION_INLINE = 31;

/** What is never seen, and would change how the rest reads. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}]/gu;

/** A formula in a text: where it ends, or why it does not. */
type Found = {end: number; source: string; block: boolean} | 'open' | 'none';

/**
 * Writes what has come of a text behind `from`, with its formulas as nodes of their own. Returns where it stopped: what may yet
 * become a formula waits for its end, unless nothing follows.
 */
export function write(tree: MarkdownTree, text: string, from: number, final: boolean): number {
  const signs = new RegExp(SIGN);
  signs.lastIndex = from;
  const upTo = (to: number) => {
    if (to > from) tree.write(text.slice(from, to));
    from = to;
  };
  for (let match = signs.exec(text); match; match = signs.exec(text)) {
    const {0: sign, index} = match;
    const found = find(text, index, sign, final);
    if (found === 'none') continue;
    upTo(index);
    if (!opens(tree)) continue;
    if (found === 'open') return from;
    from = signs.lastIndex = found.end;
    put(tree, text.slice(index, from).replace(UNSEEN, ''), found.source.replace(UNSEEN, ' '), found.block);
  }
  upTo(text.length);
  return from;
}

function find(text: string, index: number, sign: string, final: boolean): Found {
  const open = final ? 'none' : 'open';
  if (sign === '\\') return open;
  if (sign === '$') return findInLine(text, index, final);
  const close = CLOSE[sign];
  if (!close) return 'none';
  const start = index + sign.length;
  const rest = text.slice(start, start + LONGEST);
  const stop = rest.search(/\n[ \t]*\n/);
  const end = rest.indexOf(close);
  if (end === -1 || (stop !== -1 && stop < end)) return stop === -1 && rest.length < LONGEST ? open : 'none';
  if (rest.slice(0, end).trim() === '') return 'none';
  return {end: start + end + close.length, source: rest.slice(0, end), block: sign !== '\\('};
}

/** `$x$`, where it is no price and no variable of a shell: nothing but a formula has its signs right at its ends. */
function findInLine(text: string, index: number, final: boolean): Found {
  if (/[\p{L}\p{N}$]/u.test(text[index - 1] ?? '')) return 'none';
  const start = index + 1;
  const line = text.slice(start, start + LONGEST_IN_LINE).split('\n', 1)[0]!;
  if (/^\s/.test(line)) return 'none';
  const whole = final || line.length === LONGEST_IN_LINE || start + line.length < text.length;
  for (const {0: piece, index: at} of line.matchAll(/\\.|\$/g)) {
    if (piece !== '$' || /\s$/.test(line.slice(0, at))) continue;
    if (at + 1 === line.length && !whole) return 'open'; // what follows has a say
    if (/[\p{L}\p{N}]/u.test(line[at + 1] ?? '')) continue;
    const source = line.slice(0, at);
    return PROSE.test(source) ? 'none' : {end: start + at + 1, source, block: false};
  }
  return whole ? 'none' : 'open';
}

/** Whether the parser would take a formula here: not in code, nor in an address. It is asked on a copy of it. */
function opens(tree: MarkdownTree): boolean {
  const {parser} = tree;
  let taken = false;
  const renderer = {
    data: undefined,
    add_token: (_: unknown, token: number) => (taken ||= token === EQUATION_INLINE),
    end_token: () => {},
    add_text: () => {},
    set_attr: () => {},
  };
  tree.write('$x', {...parser, renderer, tokens: parser.tokens.slice(), spaces: parser.spaces.slice()} as smd.Parser);
  return taken;
}

/** Puts a formula where the text has come to: its source, until what draws it is there. The parser sees no more of it than `$x$`. */
function put(tree: MarkdownTree, text: string, source: string, block: boolean): void {
  tree.formulas = true;
  tree.write('$x');
  tree.formulas = false;
  const {top} = tree;
  const {inner: place, made} = top;
  place.append(text);
  top.inner = place.cloneNode() as HTMLElement;
  tree.write('$');
  if (!made) return; // it lies too deep
  place.className = block ? 'formula block' : 'formula';
  place.dir = 'ltr';
  import('./math.js').then(
    ({drawFormula}) => drawFormula(place, source, block),
    () => {}, // then its source is read
  );
}
