import {splitWords} from './words.js';

/** A piece of an excerpt: text, and whether it is what was searched for. */
export interface ExcerptPart {
  text: string;
  match: boolean;
}

/**
 * About `length` characters of `text` around the first word for which `isMatch` holds, in parts, so that a page can
 * mark the found words without any markup in the text.
 */
export function makeExcerpt(text: string, isMatch: (word: string) => boolean, length = 160): ExcerptPart[] {
  const found = locate(text, isMatch);
  const first = found[0]?.start ?? 0;
  const start = text.length <= length ? 0 : wordStart(text, Math.max(0, first - Math.floor(length / 3)));
  const end = text.length <= start + length ? text.length : wordEnd(text, start + length);
  const parts: ExcerptPart[] = [];
  const push = (piece: string, match: boolean) => {
    if (piece !== '') parts.push({text: piece, match});
  };
  let at = start;
  if (start > 0) push('…', false);
  for (const word of found) {
    if (word.start < at || word.end > end) continue;
    push(text.slice(at, word.start), false);
    push(text.slice(word.start, word.end), true);
    at = word.end;
  }
  push(text.slice(at, end) + (end < text.length ? '…' : ''), false);
  return parts;
}

function locate(text: string, isMatch: (word: string) => boolean): {start: number; end: number}[] {
  const places: {start: number; end: number}[] = [];
  let at = 0;
  for (const word of splitWords(text)) {
    const start = text.indexOf(word, at);
    at = start + word.length;
    if (isMatch(word)) places.push({start, end: at});
  }
  return places;
}

/** A word longer than this, or a language that writes without spaces, is cut within. */
const LONGEST_WORD = 40;

function wordStart(text: string, near: number): number {
  const space = text.lastIndexOf(' ', near);
  if (near - space <= LONGEST_WORD) return space + 1;
  return isPairAt(text, near) ? near - 1 : near;
}

function wordEnd(text: string, near: number): number {
  const space = text.indexOf(' ', near);
  const end = space < 0 ? text.length : space;
  if (end - near <= LONGEST_WORD) return end;
  return isPairAt(text, near) ? near + 1 : near;
}

/** Whether `at` lies between the two halves of one letter. */
function isPairAt(text: string, at: number): boolean {
  return at > 0 && text.codePointAt(at - 1)! > 0xffff;
}
