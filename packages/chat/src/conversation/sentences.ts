/** Shorter pieces are joined to the next: a screen reader that stops at each `1.` or `p. ej.` is no use. */
const SHORTEST = 40;

/** What ends a sentence. A full stop behind one or two letters or digits does not: `p. ej.`, `Sr.`, `1.`. */
const END = /(?<=[\p{L}\p{N}]{3}|[^\p{L}\p{N}\s])\.(?=\s)|[!?…:](?=\s)|[。！？]|\n\n/gu;

/** Cuts a text that grows into finished sentences, so that a screen reader hears those and no half words. */
export class Sentences {
  #said = 0;

  /** What `text` (the whole of it so far) has finished since the last time; with `final`, all that is left. */
  take(text: string, final: boolean): string {
    const fresh = text.slice(this.#said);
    let end = final ? fresh.length : 0;
    if (!final) {
      for (const match of fresh.matchAll(END)) end = match.index + match[0].length;
      if (end < SHORTEST) return '';
    }
    this.#said += end;
    return speakable(fresh.slice(0, end));
  }
}

/** Markdown as one would read it out. */
export function speakable(markdown: string): string {
  return markdown
    .replace(/^```.*$/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[\^?\d{1,3}(\s*,\s*\d{1,3})*\]/g, '')
    .replace(/^\s*\|?[\s:|-]+\|[\s:|-]*$/gm, '')
    .replace(/^#{1,6}\s+|^>\s?|^\s*[-*+]\s+/gm, '')
    .replace(/[*_~`|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
