import {matchLanguage, type Guide, type Text} from '@uggla/protocol';

/** How a guide stands in the reader's language: `none` of it is there (shown in `shown`), or only a `part`. */
export type Gap = {readonly kind: 'none'; readonly shown: string} | {readonly kind: 'part'};

/**
 * What is missing of a guide in a language.
 *
 * @param languages - What the reader wants, best first.
 * @returns `undefined` when all of it is there.
 */
export function gapOf(guide: Guide, languages: readonly string[]): Gap | undefined {
  const [wanted] = languages;
  if (wanted === undefined) return undefined;
  if (matchLanguage(guide.languages, [wanted]) === undefined) {
    return {kind: 'none', shown: matchLanguage(guide.languages, languages) ?? guide.languages[0]!};
  }
  const steps = guide.steps.flatMap(({title, text, warning}) => [title, text, warning]);
  const {title, summary, thing, fault, warnings = [], tools = [], parts = []} = guide;
  const texts = [title, summary, thing, fault, ...warnings, ...tools, ...parts, ...steps];
  return texts.every((text) => isThere(text, wanted)) ? undefined : {kind: 'part'};
}

/** A plain text is of the guide's first language, or of none: nobody can tell. */
function isThere(text: Text | undefined, language: string): boolean {
  return (
    typeof text !== 'object' ||
    Object.keys(text).length === 0 ||
    matchLanguage(Object.keys(text), [language]) !== undefined
  );
}
