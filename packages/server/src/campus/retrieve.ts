import {matchLanguage, type ChatPlace} from '@uggla/protocol';
import {guessLanguage, retrieve as retrieveFrom, type Source} from '@uggla/search/retrieve.js';
import {loadWordRules, splitWords, wordForms, type Passage} from '@uggla/search';
import type {Documents} from '../documents/documents.js';
import type {OpenPassages} from '../locked/open-passages.js';
import type {Person} from '../people/person.js';
import type {CampusFiles} from './campus-files.js';

export {guessLanguage, type Source};

/** What was found for a question. */
export interface Retrieval {
  /** Language of the question, among those of the campus. */
  language: string;
  /** Language to answer in: the question's, also where the campus has nothing in it; else that of who asks. */
  reply: string;
  sources: Source[];
}

/** What answers are made from. */
export interface Knowledge {
  campus: CampusFiles | undefined;
  documents: Documents | undefined;
  /** What is in locked lessons that are open for somebody. */
  opened?: (person: Person) => Promise<OpenPassages>;
  /** The key under which somebody may read a document for a while. */
  keyOf(path: string): Promise<string>;
}

/** How passages are looked for. */
export interface RetrieveOptions {
  place?: ChatPlace;
  /** Languages of the person's browser, best first. */
  accept?: readonly string[];
  /** Who asks: documents that they may not read are not told of. */
  person?: Person | undefined;
  /** At most so many; 5 unless told. */
  limit?: number;
  /** Share (0 to 1) of the question that a passage must tell of. */
  least?: number;
}

/** The passages that fit a question, best first. None when nothing fits well enough. */
export async function retrieve(
  {campus, documents, opened, keyOf}: Knowledge,
  question: string,
  {place = {}, accept = [], person, ...more}: RetrieveOptions = {},
): Promise<Retrieval> {
  const languages = campus ? await campus.searchLanguages() : [];
  const ofCampus = (await Promise.all(languages.map((one) => campus!.search(one)))).filter(
    (index) => index !== undefined,
  );
  const unlocked = person && (await opened?.(person));
  const indexes = [...ofCampus, ...(unlocked?.indexes ?? []), ...((await documents?.indexes()) ?? [])];
  const spoken = [...new Set([...languages, ...indexes.map((index) => index.language)])];
  const asked = await languagesOf(question, spoken, place.language, accept);
  const language = asked.language ?? spoken[0] ?? 'es';
  const {course, lesson} = place;
  const nearby = {...(course === undefined ? {} : {course}), ...(lesson === undefined ? {} : {lesson})};
  const allowed = (passage: Passage) =>
    passage.kind === 'document' ? documents!.mayRead(passage.item, person) : !unlocked?.isClosed(passage);
  const sources = await retrieveFrom(question, {language, indexes, nearby, allowed, ...more});
  return {
    language,
    reply: asked.reply ?? language,
    sources: await Promise.all(sources.map((source) => withKey(source, keyOf))),
  };
}

/** Languages that a question is known to be in by its words, whatever the campus speaks. */
const known = ['es', 'en', 'de', 'fr', 'it', 'pt'];

/**
 * The language that a question is looked for in, among `spoken`, Spanish and English, and the one that it is answered in. Where its
 * words do not tell, both are those of the page, else of the browser; neither where that says nothing.
 */
export async function languagesOf(
  question: string,
  spoken: readonly string[],
  page: string | undefined,
  accept: readonly string[] = [],
): Promise<{language?: string | undefined; reply?: string | undefined}> {
  const near = [...new Set([...spoken, 'es', 'en'])];
  const asked = await guessLanguage(question, near);
  const wanted = page ? [page, ...accept] : accept;
  const reply =
    (await guessLanguage(question, [...new Set([...near, ...known])])) ??
    asked ??
    // Whoever asks names the others: a language's own two or three letters, and nothing else, may come into a prompt.
    wanted.map((tag) => /^[a-z]{2,3}(?=-|$)/i.exec(tag)?.[0].toLowerCase()).find(Boolean);
  return {language: asked ?? matchLanguage(spoken, wanted), reply};
}

/** A document is opened by a link, which sends no token of its own. */
async function withKey(source: Source, keyOf: Knowledge['keyOf']): Promise<Source> {
  const {passage} = source;
  if (passage.kind !== 'document') return source;
  const page = passage.page === undefined ? '' : `#page=${passage.page}`;
  return {...source, passage: {...passage, url: `${passage.url}&key=${await keyOf(passage.item)}${page}`}};
}

/** A sentence shorter than this says little without the next: `Height. The feet rest on the floor.` */
const leastQuote = 60;

/** The sentences of a text that have most of the question's words, in their order: at most `most` characters, at least one. */
export async function keySentences(text: string, question: string, language: string, most = 280): Promise<string> {
  const sentences = [...new Intl.Segmenter(language, {granularity: 'sentence'}).segment(text)]
    .map(({segment}) => segment.trim())
    .filter(Boolean);
  if (sentences.length > 1 && sentences.at(-1)!.endsWith(':')) sentences.pop(); // a heading: what it names stands in the next passage
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
  return [...picked]
    .sort((one, other) => one - other)
    .map((at) => sentences[at])
    .join(' ');
}
