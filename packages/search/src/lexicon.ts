import {foldWord, loadWordRules, splitWords, wordForms} from './words.js';

/** Which words mean about the same as others, in one's own language or in the other. */
export interface Lexicon {
  /**
   * Forms, under the rules of `to`, of the words that mean about what `words[at]` does, alone or with the words after it:
   * `human resources`; and how many words these are. None for a word that is not in it.
   */
  kin(words: readonly string[], at: number, from: string, to: string): {forms: string[]; length: number};
}

const none: Lexicon = {kin: () => ({forms: [], length: 1})};
let loaded: Promise<Lexicon> | undefined;

/** The lexicon of Spanish and English; other languages have none yet. */
export function loadLexicon(from: string, to: string): Promise<Lexicon> {
  if (![from, to].every((one) => /^(es|en)\b/i.test(one))) return Promise.resolve(none);
  return (loaded ??= read());
}

type Side = 'es' | 'en';
const sideOf = (language: string) => language.slice(0, 2).toLowerCase() as Side;

async function read(): Promise<Lexicon> {
  const [{lexicon}, es, en] = await Promise.all([
    import('./lexicon-es-en.js'),
    loadWordRules('es'),
    loadWordRules('en'),
  ]);
  const rules = {es, en};
  /** The words' stems; a stop word in a phrase is left out, a lone one stays as it is. */
  const stems = (phrase: string, side: Side): string[] => {
    const words = splitWords(phrase);
    const said = words.flatMap((word) => wordForms(word, rules[side]));
    return said.length > 0 ? said : words.map(foldWord);
  };
  const groups: Record<Side, string[]>[] = [];
  const known: Record<Side, Map<string, number[]>> = {es: new Map(), en: new Map()};
  for (const line of lexicon.trim().split('\n')) {
    const [spanish = '', english = ''] = line.split('|');
    const group: Record<Side, string[]> = {es: [], en: []};
    for (const [side, list] of [
      ['es', spanish],
      ['en', english],
    ] as const) {
      for (const phrase of list.split(',')) {
        const forms = stems(phrase, side);
        group[side].push(...forms);
        for (const key of keysOf(splitWords(phrase), rules[side]))
          known[side].set(key, [...(known[side].get(key) ?? []), groups.length]);
      }
    }
    groups.push(group);
  }
  return {
    kin(words, at, from, to) {
      const [side, other] = [sideOf(from), sideOf(to)];
      for (const many of [3, 2, 1]) {
        const phrase = words.slice(at, at + many);
        if (phrase.length < many) continue;
        const found = keysOf(phrase, rules[side]).flatMap((key) => known[side].get(key) ?? []);
        if (found.length > 0)
          return {forms: [...new Set(found.flatMap((group) => groups[group]![other]))], length: many};
      }
      return {forms: [], length: 1};
    },
  };
}

/** Under what a word or phrase is looked up: its words' first stems, or themselves where they are stop words. */
function keysOf(words: readonly string[], rules: Parameters<typeof wordForms>[1]): string[] {
  const ways = words.map((word) => {
    const forms = wordForms(word, rules);
    return forms.length > 0 ? forms : [foldWord(word)];
  });
  return [0, 1]
    .map((way) => ways.map((forms) => forms[way] ?? forms[0]).join(' '))
    .filter((key, at, all) => all.indexOf(key) === at);
}
