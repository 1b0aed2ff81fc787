const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * `text` between the signs that keep it apart (Unicode's first strong isolate) when it or the sentence `around` it holds
 * Arabic or Hebrew letters: a title of the other direction, or one that ends in a full stop, would drag what stands
 * beside it to the wrong place, and the parts of a version (2026-01) would change places. Other text without letters, such
 * as a number or a time, stays as it is.
 */
export function isolate(text: string, around = ''): string {
  return /\p{L}|\d-\d/u.test(text) && FROM_THE_RIGHT.test(around + text) ? `\u2068${text}\u2069` : text;
}

/** Whether a text runs from the right: its first letter says so. */
export function runsFromTheRight(text: string): boolean {
  return FROM_THE_RIGHT.test(/\p{L}/u.exec(text)?.[0] ?? '');
}

/** What a term says with `values` in it, each kept apart where it must be. */
export function fillTerm(term: string | ((...values: never[]) => string), values: readonly unknown[]): string {
  if (typeof term === 'string') return term;
  const say = term as (...values: unknown[]) => string;
  const plain = say(...values);
  return FROM_THE_RIGHT.test(plain)
    ? say(...values.map((value) => (typeof value === 'string' ? isolate(value, plain) : value)))
    : plain;
}
