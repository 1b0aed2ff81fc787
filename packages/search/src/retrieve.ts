import {loadLexicon} from './lexicon.js';
import type {Find, Notion, SearchIndex} from './open.js';
import type {Passage} from './passage.js';
import {loadWordRules, splitWords, wordForms} from './words.js';

/** A passage that answers a question, or may. */
export interface Source {
  passage: Passage;
  language: string;
  score: number;
  /** Share (0 to 1) of the question that it tells of. */
  coverage: number;
}

/** Where the person is, as far as it matters for what they mean. */
export interface Nearby {
  course?: string;
  lesson?: string;
}

/** What a question is answered from. */
export interface RetrieveOptions {
  /** The question's language; one of those of the indexes. */
  language: string;
  /** The indexes, by language. */
  indexes: readonly SearchIndex[];
  nearby?: Nearby;
  /** At most so many; 5 unless told. */
  limit?: number;
  /** Share (0 to 1) of the question that a passage must tell of; little unless told: whoever reads it can judge. */
  least?: number;
  /** Which passages may be told; all, unless told. */
  allowed?: (passage: Passage) => boolean;
}

/** Below this share of the question a passage is about something else. */
const floor = 0.24;
/** What scores less than this share of the best is there by chance. */
const relativeFloor = 0.3;
/**
 * A passage of the course that the person has open is likelier meant, one of the lesson a little more. No more than that:
 * what answers best is often in the lesson before.
 */
const nearBoost = {course: 1.2, lesson: 1.1};
/** A title says that something is there, not what it says. */
const titleWeight = 0.4;
/** Another word for the same, in one's own language. */
const kinFit = 0.6;
/** Another language's word for the same. */
const foreignFit = 0.9;
/** A stem shorter than this share of its word stands for many words: `ordenador` and `orden`. */
const sureStem = 0.6;
const looseFit = 0.6;
/** What another language says is as good, but harder to read. */
const foreignWeight = 0.8;
/** A word that asks rather than names: `hacer`, `necesito`. */
const lightWeight = 0.25;
/** Words of a question that are looked up: no question has more, an attack may. */
const mostWords = 50;

/** The passages that fit a question, best first. None when nothing fits well enough. */
export async function retrieve(
  question: string,
  {language, indexes, nearby = {}, limit = 5, least: leastShare = floor, allowed}: RetrieveOptions,
): Promise<Source[]> {
  const own = indexes.filter((index) => index.language === language);
  const sources: Source[] = [];
  for (const index of indexes) {
    const found = index.find(await notionsOf(question, language, index.language), {
      limit: 40,
      least: leastShare,
      allowed,
    });
    const mine = own.includes(index);
    const news = mine ? found : found.filter(({passage}) => !own.some((one) => isThere(one, passage)));
    sources.push(...news.map((one) => toSource(one, index.language, nearby, mine ? 1 : foreignWeight)));
  }
  sources.sort((one, other) => other.score - one.score);
  const least = (sources[0]?.score ?? 0) * relativeFloor;
  return distinct(sources.filter(({score}) => score >= least)).slice(0, limit);
}

/** What a question asks for, in the forms that the words of an index in `target` have. */
export async function notionsOf(question: string, language: string, target: string): Promise<Notion[]> {
  const [rules, targetRules, lexicon] = await Promise.all([
    loadWordRules(language),
    loadWordRules(target),
    loadLexicon(language, target),
  ]);
  const words = splitWords(question)
    .filter((word) => word.length <= 60)
    .slice(0, mostWords);
  const foreign = rules !== targetRules && language.slice(0, 2) !== target.slice(0, 2);
  const notions: Notion[] = [];
  for (let at = 0; at < words.length;) {
    const kin = lexicon.kin(words, at, language, target);
    const phrase = words.slice(at, (at += kin.length));
    const said = phrase.flatMap((word) =>
      wordForms(word, rules).map((form): [string, number] => [
        form,
        form.length < word.length * sureStem ? looseFit : 1,
      ]),
    );
    if (said.length === 0) continue;
    const forms = new Map<string, number>(kin.forms.map((form) => [form, foreign ? foreignFit : kinFit]));
    // names, numbers and words that both languages have, too
    for (const [form, fit] of foreign
      ? phrase.flatMap((word) => wordForms(word, targetRules).map((form): [string, number] => [form, 1]))
      : said)
      forms.set(form, fit);
    notions.push({forms, weight: phrase.every((word) => isLight(word, language)) ? lightWeight : 1});
  }
  return notions;
}

/** Words with which people ask, by language; they name nothing. */
const light: Readonly<Record<string, string>> = {
  es: 'hago hacer haces hace poner pongo pones tengo tener tienen tiene puedo puede poder podemos quiero quiere necesito necesitar necesita hacen debo deber debería vale usar uso usa saber sé ver veo voy ir vas va llevo da dan dar funciona falta pasa pasar ocurre dónde cómo cuánto cuál conviene suele suelen',
  en: 'do does make get need use used using happen happens happened know go goes going want like may might tell give given take long much many way thing things please now begin often',
};

function isLight(word: string, language: string): boolean {
  const base = language.slice(0, 2).toLowerCase();
  return Object.hasOwn(light, base) && ` ${light[base]!} `.includes(` ${word.toLowerCase()} `);
}

function toSource({passage, score, coverage}: Find, language: string, nearby: Nearby, weight: number): Source {
  let weighed = score * weight;
  if (passage.kind === 'title') weighed *= titleWeight;
  if (nearby.course !== undefined && passage.item === nearby.course) weighed *= nearBoost.course;
  if (nearby.lesson !== undefined && passage.lesson === nearby.lesson) weighed *= nearBoost.lesson;
  return {passage, language, score: weighed, coverage};
}

/** Which lessons' texts and films an index has, once made. */
const contents = new WeakMap<SearchIndex, ReadonlySet<string>>();

/** Whether the person's own language has this text or film too: then that is what to quote. */
function isThere(own: SearchIndex, passage: Passage): boolean {
  let keys = contents.get(own);
  if (!keys) contents.set(own, (keys = new Set(own.passages.map(keyOf))));
  return keys.has(keyOf(passage));
}

function keyOf({kind, item, lesson, media}: Passage): string {
  return [kind, item, lesson, media].join('\n');
}

/** Without those that say the same again: the same text, or neighbours of one lesson that overlap in time. */
function distinct(sources: readonly Source[]): Source[] {
  const kept: Source[] = [];
  for (const source of sources) {
    const {text, media, start, end} = source.passage;
    const again = kept.some(
      ({passage}) =>
        passage.text === text ||
        (media !== undefined &&
          passage.media === media &&
          start !== undefined &&
          passage.start !== undefined &&
          start < (passage.end ?? 0) &&
          (end ?? 0) > passage.start),
    );
    if (!again) kept.push(source);
  }
  return kept;
}

/** The language among `languages` whose small words the question uses most; `undefined` when it is a tie. */
export async function guessLanguage(question: string, languages: readonly string[]): Promise<string | undefined> {
  const words = splitWords(question.toLowerCase());
  const counts: [string, number][] = [];
  for (const language of languages) {
    const {stopwords} = await loadWordRules(language);
    const marks = language.startsWith('es') && /[¿¡ñ]/i.test(question) ? 2 : 0;
    counts.push([language, marks + words.filter((word) => stopwords.has(word)).length]);
  }
  counts.sort(([, one], [, other]) => other - one);
  const [first, second] = counts;
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}
