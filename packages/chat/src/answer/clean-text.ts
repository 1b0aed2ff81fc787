/**
 * Characters that change how the text around them reads, and are never shown themselves: direction overrides and
 * isolates (they can make an address look like another), and control characters other than tab and line feed.
 */
const UNSEEN = /[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF]/g;

/** Text of a model, fit to be shown. Carriage returns go too: lines end with a line feed. */
export function cleanText(text: string): string {
  return text.replace(UNSEEN, '');
}
