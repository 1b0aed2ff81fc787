import {css} from 'lit';

/** What a piece of code is. */
type Kind = 'comment' | 'string' | 'number' | 'keyword';

/** Longer code is left as it is. */
const MOST = 50_000;

const COMMENTS: Readonly<Record<string, string>> = {
  c: String.raw`//[^\n]*|/\*[^]*?(?:\*/|$)`,
  hash: String.raw`#[^\n]*`,
  sql: String.raw`--[^\n]*|/\*[^]*?(?:\*/|$)`,
  css: String.raw`/\*[^]*?(?:\*/|$)`,
  markup: String.raw`<!--[^]*?(?:-->|$)`,
};

/** Which comments a language has, by the names that models give it. */
const FAMILIES: Readonly<Record<string, string>> = {
  c: 'js javascript mjs jsx ts typescript tsx json jsonc java c cpp c++ h cs csharp go golang rust rs php swift kotlin kt dart scala',
  hash: 'python py ruby rb bash sh shell zsh yaml yml toml ini r perl dockerfile makefile powershell ps1',
  sql: 'sql lua haskell',
  css: 'css scss less',
  markup: 'html xml svg vue',
};

const KEYWORDS = new Set(
  (
    'abstract and as async await begin bool boolean break case catch char class const continue def default delete do done double echo elif else elseif end ' +
    'enum except export extends extern false fi final finally float fn for foreach from func function goto if impl implements import in include int interface is ' +
    'lambda let local long match mod module mut namespace new nil None not null or override package pass private protected pub public raise readonly require return ' +
    'select self short static struct super switch template then this throw throws trait true try type typedef typeof undefined union unless until use using var ' +
    'virtual void volatile when where while with yield False True ' +
    'create table insert into values update set join left right inner outer on group order by having limit alter drop index primary key distinct'
  ).split(' '),
);

const patterns = new Map<string, RegExp>();

/** The pattern for a language; `undefined` when it is not known. */
function patternFor(language: string): RegExp | undefined {
  const name = language.toLowerCase();
  const family = Object.keys(FAMILIES).find((one) => FAMILIES[one]!.split(' ').includes(name));
  if (family === undefined) return undefined;
  const known = patterns.get(family);
  if (known) return known;
  const strings = String.raw`"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?${family === 'c' ? '|`(?:\\\\.|[^`\\\\])*`?' : ''}`;
  const words = family === 'markup' ? String.raw`</?[a-zA-Z][\w:-]*|/?>` : String.raw`[a-zA-Z_$][\w$]*`;
  const made = new RegExp(
    `(?<comment>${COMMENTS[family]})|(?<string>${strings})|(?<number>\\b\\d[\\w.]*)|(?<word>${words})`,
    'g',
  );
  patterns.set(family, made);
  return made;
}

/** The pieces of a code that have a colour, in their order. */
export function piecesOf(text: string, language: string): {kind: Kind; start: number; end: number}[] {
  const pattern = text.length <= MOST ? patternFor(language) : undefined;
  if (!pattern) return [];
  return Array.from(text.matchAll(pattern)).flatMap(({0: piece, index, groups}) => {
    const {comment, string, number, word} = groups!;
    const kind: Kind | undefined =
      comment !== undefined
        ? 'comment'
        : string !== undefined
          ? 'string'
          : number !== undefined
            ? 'number'
            : /^[</>]/.test(word!) ||
                KEYWORDS.has(word!) ||
                (/^[A-Z]+$/.test(word!) && KEYWORDS.has(word!.toLowerCase()))
              ? 'keyword'
              : undefined;
    return kind ? [{kind, start: index, end: index + piece.length}] : [];
  });
}

const styles = css`
  .code-comment {
    color: var(--_text-2);
    font-style: italic;
  }
  .code-string {
    color: var(--_success);
  }
  .code-number {
    color: var(--_danger);
  }
  .code-keyword {
    color: var(--_accent);
  }
`;

/** Gives a code its colours when there is time. */
export function colour(code: HTMLElement, language: string): void {
  (globalThis.requestIdleCallback ?? setTimeout)(() => highlight(code, language));
}

/** Gives a code that is whole its colours, once: the same letters, in elements of their own. */
export function highlight(code: HTMLElement, language: string): void {
  const text = code.textContent ?? '';
  const pieces = piecesOf(text, language);
  if (pieces.length === 0) return;
  const {adoptedStyleSheets: sheets} = code.getRootNode() as ShadowRoot;
  if (sheets && !sheets.includes(styles.styleSheet!)) sheets.push(styles.styleSheet!);
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const {kind, start, end} of pieces) {
    const span = code.ownerDocument.createElement('span');
    span.className = `code-${kind}`;
    span.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), span);
    at = end;
  }
  code.replaceChildren(...nodes.filter((node) => node !== ''), text.slice(at));
}
