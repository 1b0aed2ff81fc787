type Stem = (word: string) => string;

/** How the words of one language are brought to a common form. */
export interface WordRules {
  stem: Stem;
  stopwords: ReadonlySet<string>;
}

/** One loader a language: a page fetches the rules of the language that it searches in, and no other. */
const loaders: Readonly<Record<string, () => Promise<[{stemmer: Stem}, {stopwords: string[]}]>>> = {
  de: () => Promise.all([import('@orama/stemmers/german'), import('@orama/stopwords/german')]),
  en: () => Promise.all([import('@orama/stemmers/english'), import('@orama/stopwords/english')]),
  es: () => Promise.all([import('@orama/stemmers/spanish'), import('@orama/stopwords/spanish')]),
  fr: () => Promise.all([import('@orama/stemmers/french'), import('@orama/stopwords/french')]),
  it: () => Promise.all([import('@orama/stemmers/italian'), import('@orama/stopwords/italian')]),
  pt: () => Promise.all([import('@orama/stemmers/portuguese'), import('@orama/stopwords/portuguese')]),
};

/**
 * Words that the lists take for empty and that carry what is asked for: `¿A qué hora entro a trabajar?` The lists have no
 * article `a` in English.
 */
const telling: Readonly<Record<string, string>> = {
  es: 'trabajo trabaja trabajan trabajar trabajas trabajamos empleo tiempo horas dia dias día días valor lugar cerca debajo encima nuevo nueva nuevos nuevas primer primera primero última último dos cuatro cinco seis siete ocho medio posible pais tarde largo diferente diferentes grande grandes nunca final conocer llevar',
};
const empty: Readonly<Record<string, string>> = {en: 'a'};

const plain: WordRules = {stem: (word) => word, stopwords: new Set()};

/** The rules of a language (BCP 47); words stay as they are in one that has none. */
export async function loadWordRules(language: string): Promise<WordRules> {
  const base = language.toLowerCase().split('-')[0]!;
  const load = Object.hasOwn(loaders, base) ? loaders[base] : undefined;
  if (!load) return plain;
  const [{stemmer}, {stopwords}] = await load();
  const list = new Set([...stopwords.map((word) => word.toLowerCase()), ...wordsOf(empty, base)]);
  for (const word of wordsOf(telling, base)) list.delete(word);
  return {stem: stemmer, stopwords: list};
}

function wordsOf(lists: Readonly<Record<string, string>>, language: string): string[] {
  return Object.hasOwn(lists, language) ? lists[language]!.split(' ') : [];
}

/** The words of a text: letters and digits of any script, joined by inner apostrophes, hyphens apart. */
export function splitWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)*/gu) ?? [];
}

/** Accents of Latin, Greek and Cyrillic letters, the points of Hebrew and Arabic. The marks of other scripts are letters. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Without accents and in lower case: `Ergonomía` and `ergonomia` are one. */
export function foldWord(word: string): string {
  return word.normalize('NFD').replace(ACCENTS, '').normalize('NFC').toLowerCase();
}

/**
 * The forms under which a word is indexed and looked up; none for a stop word. Two stems: of the word as written, and
 * of the word without accents, since people search without them and stemmers go by them (`ergonomía` → `ergonom`,
 * `ergonomia` → `ergonomi`).
 */
export function wordForms(word: string, rules: WordRules): string[] {
  const lower = word.normalize('NFC').toLowerCase(); // what was typed on a Mac may come in pieces
  if (rules.stopwords.has(lower)) return [];
  return [...new Set([foldWord(rules.stem(lower)), rules.stem(foldWord(word))])];
}

/** Endings of verbs and plurals that the Spanish stemmer leaves on short words: `entras`, `entrar`. */
const endings: Readonly<Record<string, RegExp>> = {es: /(?:[aei](?:mos|[rsn]|d)?|ando|iendo|os?|s)$/, en: /s$/};

/** A form without its ending: coarser than the stem, for a second look. */
export function rootOf(form: string, language: string): string {
  const base = language.toLowerCase().split('-')[0]!;
  return Object.hasOwn(endings, base) ? form.replace(endings[base]!, '') : form;
}
