/** A stretch of what is said. */
export interface Paragraph {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All that is said, in one language. */
export interface Speech {
  /** BCP 47; empty when nobody says. */
  readonly language: string;
  readonly paragraphs: readonly Paragraph[];
}

/** A silence of so long begins a paragraph. */
const SILENCE_SECONDS = 2;

/** A paragraph of so many letters ends with its sentence. */
const LONG_ENOUGH = 240;

/** Joins cues into paragraphs: a new one after a silence, or at the end of a sentence when it is long enough. */
export function paragraphsOf(cues: readonly Paragraph[]): Paragraph[] {
  const paragraphs: {start: number; end: number; text: string}[] = [];
  for (const {start, end, text: raw} of cues) {
    const text = raw.replace(/\s+/g, ' ').trim();
    const last = paragraphs.at(-1);
    if (!text) continue;
    if (
      !last ||
      start - last.end > SILENCE_SECONDS ||
      (last.text.length >= LONG_ENOUGH && /[.!?…。]["'”’»)]*$/.test(last.text))
    ) {
      paragraphs.push({start, end, text});
    } else {
      last.text += ` ${text}`;
      last.end = Math.max(last.end, end);
    }
  }
  return paragraphs;
}
