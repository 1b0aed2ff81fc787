import * as smd from 'streaming-markdown';
import {copyText} from './copy-text.js';

/** The words that stand in an answer's own controls. */
export interface AnswerWords {
  copy: string;
  copied: string;
  code: string;
  table: string;
  picture: string;
}

/** What was made for a token: `outer` goes into the page, `inner` takes its content. */
export interface Block {
  outer: HTMLElement;
  inner: HTMLElement;
}

const tags: Readonly<Record<number, string>> = {
  [smd.PARAGRAPH]: 'p',
  [smd.ITALIC_AST]: 'em',
  [smd.ITALIC_UND]: 'em',
  [smd.STRONG_AST]: 'strong',
  [smd.STRONG_UND]: 'strong',
  [smd.STRIKE]: 's',
  [smd.CODE_INLINE]: 'code',
  [smd.BLOCKQUOTE]: 'blockquote',
  [smd.LINE_BREAK]: 'br',
  [smd.RULE]: 'hr',
  [smd.LIST_UNORDERED]: 'ul',
  [smd.LIST_ORDERED]: 'ol',
  [smd.LIST_ITEM]: 'li',
  [smd.TABLE_ROW]: 'tr',
};

/** The element for one Markdown token; headings, links and pictures are not made here. */
export function makeBlock(token: number, words: AnswerWords, document: Document): Block {
  if (token === smd.CODE_FENCE || token === smd.CODE_BLOCK) return makeCode(words, document);
  if (token === smd.TABLE) return makeTable(words, document);
  const tag = tags[token] ?? 'span';
  const element = document.createElement(tag);
  if (tag === 'p' || tag === 'li') element.dir = 'auto';
  if (token === smd.CODE_INLINE) element.dir = 'ltr';
  if (token === smd.CHECKBOX) {
    element.className = 'checkbox';
    element.textContent = '☐'; // the character that every screen reader knows
  }
  return {outer: element, inner: element};
}

function makeBox(name: string, document: Document): HTMLElement {
  const box = document.createElement('div');
  box.className = name;
  box.setAttribute('part', name);
  return box;
}

/** It scrolls: keys must reach it. */
function letScroll(element: HTMLElement, name: string): void {
  element.tabIndex = 0;
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', name);
}

function makeCode(words: AnswerWords, document: Document): Block {
  const outer = makeBox('code', document);
  const bar = document.createElement('div');
  bar.className = 'code-bar';
  const language = document.createElement('span');
  language.className = 'code-language';
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.textContent = words.copy;
  const pre = document.createElement('pre');
  pre.dir = 'ltr';
  letScroll(pre, words.code);
  const inner = document.createElement('code');
  copy.addEventListener('click', async () => {
    if (!(await copyText(inner.textContent ?? '', copy))) return;
    copy.textContent = words.copied;
    setTimeout(() => (copy.textContent = words.copy), 2000);
  });
  bar.append(language, copy);
  pre.append(inner);
  outer.append(bar, pre);
  return {outer, inner};
}

function makeTable(words: AnswerWords, document: Document): Block {
  const outer = makeBox('table', document);
  letScroll(outer, words.table);
  const inner = document.createElement('table');
  outer.append(inner);
  return {outer, inner};
}

/** Where a table's next row goes: the first one is its head. */
export function rowParent(table: HTMLElement, document: Document): HTMLElement {
  const last = table.lastElementChild as HTMLElement | null;
  return last?.localName === 'tbody' ? last : table.appendChild(document.createElement(last ? 'tbody' : 'thead'));
}

/** A cell of `row`; its text stands at `side`, where that is said. */
export function makeCell(row: HTMLElement, document: Document, side?: string): Block {
  const cell = document.createElement(row.parentElement?.localName === 'thead' ? 'th' : 'td');
  cell.dir = 'auto';
  standAt(cell, side);
  return {outer: cell, inner: cell};
}

/** Puts the text of a cell `left`, `right` or into the `center`. */
export function standAt(cell: HTMLElement, side: string | undefined): void {
  if (side) cell.style.textAlign = side;
}

/** A heading. `depth` counts from 1: the page and the chat have the first two levels. */
export function makeHeading(depth: number, document: Document): Block {
  const heading = document.createElement(`h${Math.min(depth + 2, 6)}`);
  heading.dir = 'auto';
  return {outer: heading, inner: heading};
}
