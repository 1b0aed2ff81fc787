import * as smd from 'streaming-markdown';
import {cleanText} from './clean-text.js';
import {betrayedHost, makeLink, splitRawUrl} from './make-link.js';
import {makeBlock, makeCell, makeHeading, rowParent, standAt, type AnswerWords, type Block} from './make-block.js';

/** Elements inside one another; what a hostile answer nests deeper stays flat in the last of them. */
const DEEPEST = 40;

/** Tokens that the parser can hold inside one another; it knows 24, and forgets where it is beyond. */
const TOKENS = 1024;

/** Where a column of a table stands that is marked so. */
const sides: Readonly<Record<string, string>> = {':-': 'left', ':-:': 'center', '-:': 'right'};

/** A token that is open. */
export interface Open extends Block {
  token: number;
  /** `false` where nothing was made for the token: it lies too deep. */
  made: boolean;
  address?: string;
  /** What stood before the text, to put it back when it turns out to be no link. */
  before?: '[' | '![';
}

/** What the tree asks of its owner. */
export interface TreeOptions {
  words: AnswerWords;
  /** Takes a `[n]` of the text: a node to stand for it. */
  citation(index: number): Node;
  /** A block of code is whole. */
  code?(code: HTMLElement, language: string): void;
}

/**
 * Markdown as it arrives, turned into nodes: nothing that was closed is touched again, no HTML string is ever made, no
 * picture is ever fetched. Raw HTML is text. The parser is streaming-markdown; what it would lose or swallow (formulas
 * that never end, addresses that never close, words_with_underscores, pictures) is put right here.
 */
export class MarkdownTree {
  readonly #document: Document;
  readonly parser: smd.Parser;
  /** Whether what the parser takes for a formula is one; else it is text. */
  formulas = false;
  readonly #options: TreeOptions;
  readonly #open: Open[];
  /** The levels of the headings that the text stands under. */
  #headings: number[] = [];
  /** On which side the text of each of a table's columns stands, where its author has said it. */
  #sides: (string | undefined)[] = [];

  constructor(root: HTMLElement, options: TreeOptions) {
    this.#document = root.ownerDocument;
    this.#options = options;
    this.#open = [{token: smd.DOCUMENT, outer: root, inner: root, made: true}];
    this.parser = smd.parser({
      data: undefined,
      add_token: (_: unknown, token: number) => this.#add(token),
      end_token: () => this.#end(),
      add_text: (_: unknown, text: string) => this.#text(text),
      set_attr: (_: unknown, attribute: number, value: string) => this.#attribute(attribute, value),
    });
    const tokens = new Uint32Array(TOKENS);
    tokens[0] = smd.DOCUMENT;
    this.parser.tokens = tokens;
    this.parser.spaces = new Uint8Array(TOKENS);
  }

  /** Adds text, cut anywhere; to a copy of the parser, to see what it makes of it. */
  write(text: string, parser = this.parser): void {
    for (const [index, line] of cleanText(text).split('\n').entries()) {
      if (index > 0) {
        this.#closeAddress();
        this.#align();
        smd.parser_write(parser, '\n');
      }
      smd.parser_write(parser, line);
    }
  }

  /** The text is whole: what was held back is shown. */
  end(): void {
    this.#closeAddress();
    this.#align();
    smd.parser_end(this.parser);
    while (this.#open.length > 1) this.#end(true);
  }

  /** Where text goes. */
  get top(): Open {
    return this.#open[this.#open.length - 1]!;
  }

  #add(token: number): void {
    const parser = this.parser;
    if (token >= smd.EQUATION_BLOCK && !this.formulas)
      return this.#refuse(parser.pending === '\\' ? '(' : parser.pending.replace('\\', ''));
    if (
      (token === smd.ITALIC_UND || token === smd.STRONG_UND) &&
      /[\p{L}\p{N}_]$/u.test(this.top.inner.lastChild?.textContent ?? '')
    ) {
      return this.#refuse(token === smd.STRONG_UND ? '__' : '_'); // snake_case is no emphasis
    }
    if (token === smd.IMAGE) parser.tokens[parser.len] = parser.token = smd.LINK;
    const parent = this.top.inner;
    if (this.#open.length > DEEPEST) {
      this.#open.push({token, outer: parent, inner: parent, made: false});
      return;
    }
    const block = this.#make(token, parent);
    this.#open.push(block);
  }

  #make(token: number, parent: HTMLElement): Open {
    const document = this.#document;
    if (token === smd.LINK || token === smd.RAW_URL || token === smd.IMAGE) {
      const holder = parent.appendChild(document.createElement('span'));
      return {token, outer: holder, inner: holder, made: true, before: token === smd.IMAGE ? '![' : '['};
    }
    if (token === smd.TABLE_ROW && parent.localName === 'table') parent = rowParent(parent, document);
    if (token === smd.TABLE) this.#sides = [];
    const block =
      token === smd.TABLE_CELL
        ? makeCell(parent, document, this.#sides[parent.children.length])
        : token >= smd.HEADING_1 && token <= smd.HEADING_6
          ? makeHeading(this.#depthOf(token), document)
          : makeBlock(token, this.#options.words, document);
    parent.append(block.outer);
    return {token, ...block, made: true};
  }

  /** How deep a heading stands, whatever levels the model left out: none may be skipped on the page. */
  #depthOf(level: number): number {
    this.#headings = [...this.#headings.filter((above) => above < level), level];
    return this.#headings.length;
  }

  /** Takes back the token that the parser opened last; the characters that opened it, or that it has eaten, are text. */
  #refuse(characters: string): void {
    this.parser.len -= 1;
    this.parser.token = this.parser.tokens[this.parser.len]!;
    this.#text(characters);
  }

  #text(text: string): void {
    // A text node for each piece: a long one that grows is laid out anew as a whole.
    if (text) this.top.inner.append(text);
  }

  #attribute(attribute: number, value: string): void {
    const top = this.top;
    if (!top.made) return;
    if (attribute === smd.HREF || attribute === smd.SRC) top.address = value;
    else if (attribute === smd.START && top.inner.localName === 'ol')
      (top.inner as HTMLOListElement).start = Number(value);
    else if (attribute === smd.CHECKED) top.inner.textContent = '☑';
    else if (attribute === smd.LANG && top.outer.className === 'code') {
      top.outer.querySelector('.code-language')!.textContent = value.trim().split(/\s/)[0]!;
    }
  }

  #end(atTheEnd = false): void {
    if (this.#open.length < 2) return;
    const open = this.#open.pop()!;
    if (!open.made) return;
    if (open.token === smd.CODE_FENCE)
      this.#options.code?.(open.inner, open.outer.querySelector('.code-language')!.textContent!);
    if (open.token === smd.RAW_URL) this.#endRawUrl(open);
    else if (open.before) this.#endLink(open, atTheEnd);
  }

  #endRawUrl({outer}: Open): void {
    const [address, rest] = splitRawUrl(outer.textContent ?? '');
    const link = makeLink(address, this.#document);
    if (!link) return unwrap(outer);
    link.textContent = address;
    outer.replaceWith(link, rest);
  }

  #endLink({outer, address, before, token}: Open, atTheEnd: boolean): void {
    const text = outer.textContent ?? '';
    if (address === undefined) {
      const closed = !atTheEnd && this.parser.pending.startsWith(']');
      const numbers = closed && before === '[' ? readNumbers(text) : undefined;
      if (numbers) return outer.replaceWith(...numbers.map((index) => this.#options.citation(index)));
      outer.prepend(before!);
      if (closed) outer.append(']');
      return unwrap(outer);
    }
    const nested = outer.parentElement?.closest('a') !== null || this.#open.some((open) => open.before !== undefined);
    const link = nested ? undefined : makeLink(address, this.#document);
    if (!link) return unwrap(outer);
    if (token === smd.IMAGE) {
      link.className = 'picture';
      link.append(`${this.#options.words.picture}${text ? `: ${text}` : ''} (${link.host || link.protocol})`);
    } else {
      link.append(...outer.childNodes);
      if (!text.trim()) link.append(link.href);
      const host = betrayedHost(text, link);
      if (host) link.append(` (${host})`);
    }
    outer.replaceWith(link);
  }

  /** The line below the head of a table is about to end: it says how the columns stand. */
  #align(): void {
    const {token, table_state: state, pending} = this.parser;
    if (token !== smd.TABLE || state !== 1) return;
    this.#sides = pending
      .split('|')
      .slice(1)
      .map((mark) => sides[mark.replace(/ |-(?=-)/g, '')]);
    this.top.inner.querySelectorAll('th').forEach((cell, index) => standAt(cell, this.#sides[index]));
  }

  /** `[text](address` whose line ended without the bracket: the parser would swallow all that follows. */
  #closeAddress(): void {
    const parser = this.parser;
    if (parser.token !== smd.LINK || !parser.pending.startsWith('](')) return;
    const rest = parser.pending.slice(1);
    parser.pending = ']';
    this.#end();
    parser.pending = '';
    this.#refuse(rest);
  }
}

/** `1`, `1, 2` or `^1` as numbers; `undefined` when it is anything else. */
function readNumbers(text: string): number[] | undefined {
  return /^\^?\d{1,3}(\s*[,;]\s*\d{1,3})*$/.test(text) ? text.replace('^', '').split(/[,;]/).map(Number) : undefined;
}

function unwrap(element: HTMLElement): void {
  element.replaceWith(...element.childNodes);
}
