import {matchLanguage, type ChatPlace} from '@uggla/protocol';
import {loadWordRules, splitWords, wordForms, type Hit, type Passage} from '@uggla/search';
import type {CampusFiles} from './campus-files.js';

/** A passage that answers, or may. */
export interface Source {
  passage: Passage;
  language: string;
  score: number;
  /** Share (0 to 1) of the question's words that it has. */
  coverage: number;
}

/** What was found for a question. */
export interface Retrieval {
  /** Language of the question, among those of the campus. */
  language: string;
  sources: Source[];
}

/** Below this share of the question's words a passage is about something else. */
const floor = 0.34;
/** What scores less than this share of the best is there by chance. */
const relativeFloor = 0.4;
/**
 * A passage of the course that the person has open is likelier meant, one of the lesson a little more. No more than that:
 * what answers best is often in the lesson before.
 */
const nearBoost = {course: 1.2, lesson: 1.1};
/** A title says that something is there, not what it says. */
const titleWeight = 0.4;
/** Another language's words match by chance more often. */
const foreignWeight = 0.6;

/** The passages of the campus that fit a question, best first, at most `limit`. None when nothing fits well enough. */
export async function retrieve(campus: CampusFiles, question: string, {place = {}, limit = 5, accept = []}: {place?: ChatPlace; limit?: number; accept?: readonly string[]} = {}): Promise<Retrieval> {
  const languages = await campus.searchLanguages();
  const wanted = [...(place.language ? [place.language] : []), ...accept];
  const language = (await guessLanguage(question, languages)) ?? matchLanguage(languages, wanted) ?? languages[0] ?? 'es';
  const sources: Source[] = [];
  for (const one of [language, ...languages.filter((other) => other !== language)]) {
    const own = one === language;
    if (!own && sources.length > 0) break; // other languages only where this one has nothing
    const index = await campus.search(one);
    const hits = index?.search(question, {limit: 30, exact: true}) ?? [];
    sources.push(...hits.filter(({coverage}) => coverage >= floor).map((hit) => toSource(hit, one, place, own ? 1 : foreignWeight)));
  }
  sources.sort((one, other) => other.score - one.score);
  const least = (sources[0]?.score ?? 0) * relativeFloor;
  return {language, sources: distinct(sources.filter(({score}) => score >= least)).slice(0, limit)};
}

function toSource({passage, score, coverage}: Hit, language: string, place: ChatPlace, weight: number): Source {
  let weighed = score * weight;
  if (passage.kind === 'title') weighed *= titleWeight;
  if (place.course !== undefined && passage.item === place.course) weighed *= nearBoost.course;
  if (place.lesson !== undefined && passage.lesson === place.lesson) weighed *= nearBoost.lesson;
  return {passage, language, score: weighed, coverage};
}

/** Without those that say the same again: the same text, or neighbours of one lesson that overlap in time. */
function distinct(sources: readonly Source[]): Source[] {
  const kept: Source[] = [];
  for (const source of sources) {
    const {text, media, start, end} = source.passage;
    const again = kept.some(({passage}) => passage.text === text || (media !== undefined && passage.media === media && start !== undefined && passage.start !== undefined && start < (passage.end ?? 0) && (end ?? 0) > passage.start));
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

/** A sentence shorter than this says little without the next: `Height. The feet rest on the floor.` */
const leastQuote = 60;

/** The sentences of a text that have most of the question's words, in their order: at most `most` characters, at least one. */
export async function keySentences(text: string, question: string, language: string, most = 280): Promise<string> {
  const sentences = [...new Intl.Segmenter(language, {granularity: 'sentence'}).segment(text)].map(({segment}) => segment.trim()).filter(Boolean);
  const rules = await loadWordRules(language);
  const forms = (line: string) => splitWords(line).flatMap((word) => wordForms(word, rules));
  const asked = new Set(forms(question));
  const needsNext = (at: number) => (sentences[at]?.length ?? leastQuote) < leastQuote && at + 1 < sentences.length;
  const ranked = sentences
    .map((sentence, at) => ({
      at,
      length: sentence.length + (needsNext(at) ? sentences[at + 1]!.length : 0),
      score: new Set(forms(sentence).filter((form) => asked.has(form))).size,
    }))
    .sort((one, other) => other.score - one.score || one.at - other.at);
  const picked = new Set<number>();
  let length = 0;
  for (const one of ranked) {
    if (picked.size > 0 && (one.score === 0 || picked.has(one.at) || length + one.length > most)) continue;
    length += one.length;
    picked.add(one.at);
    if (needsNext(one.at)) picked.add(one.at + 1);
  }
  return [...picked].sort((one, other) => one - other).map((at) => sentences[at]).join(' ');
}
