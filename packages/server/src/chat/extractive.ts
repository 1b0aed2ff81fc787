import type {ModelInfo} from '@uggla/protocol';
import {keySentences, languagesOf, retrieve, type Knowledge, type Source} from '../campus/retrieve.js';
import {extractiveWords} from './extractive-words.js';
import {searchText, toCitation, type Delta, type Provider, type Question} from './provider.js';

/** What answers when no engine is there: passages found in the campus, quoted, with their sources. No language model. */
const extractiveModel: ModelInfo = {
  id: 'uggla-extractive',
  object: 'model',
  owned_by: 'uggla',
  generative: false,
};

/** More quotes than these make no answer. */
const quotes = 3;

/** What is quoted as an answer must tell of so much of the question: nobody judges it before it is shown. */
const leastShare = 0.36;

/** Answers with what is found in the campus and the documents. */
export class ExtractiveProvider implements Provider {
  readonly costs = false;
  readonly #knowledge: Knowledge;

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  models(): Promise<ModelInfo[]> {
    return Promise.resolve([extractiveModel]);
  }

  async answer(question: Question): Promise<AsyncIterable<Delta>> {
    const asked = searchText(question.messages);
    const {campus, documents} = this.#knowledge;
    if (!campus && !documents) {
      const {reply = 'en'} = await languagesOf(asked, [], question.place.language, question.accept);
      return toDeltas(extractiveWords(reply).campus, []);
    }
    const {reply, sources} = await retrieve(this.#knowledge, asked, {
      place: question.place,
      accept: question.accept,
      person: question.person,
      limit: 8,
      least: leastShare,
    });
    const told = sources.filter(({passage}) => passage.kind !== 'title');
    const used = oneEach(told.length > 0 ? told : sources).slice(0, quotes);
    const say = extractiveWords(reply);
    if (used.length === 0) return toDeltas(campus ? say.nothing : say.notInDocuments, []);
    const lines = await Promise.all(
      used.map(async ({passage, language: own}, at) => {
        const quote = passage.kind === 'title' ? passage.title : await keySentences(passage.text, asked, own);
        return `${baseOf(own) === baseOf(reply) ? '' : `(${own}) `}${quoted(quote, own)} [${at + 1}]`;
      }),
    );
    const head = used.every((one) => baseOf(one.language) !== baseOf(reply))
      ? say.foreign
      : used.every(({passage}) => passage.kind === 'document')
        ? say.documents
        : say.found;
    return toDeltas(
      [head, ...lines].join('\n\n'),
      used.map((source, at) => toCitation(source, at + 1)),
    );
  }
}

/** One quote of each text; a film may be quoted at several places. */
function oneEach(sources: readonly Source[]): Source[] {
  const placeOf = ({passage: {item, lesson, start, page, kind, id}}: Source) =>
    kind === 'document' ? id : `${item} ${lesson} ${start} ${page}`;
  return sources.filter((source, at) => sources.findIndex((other) => placeOf(other) === placeOf(source)) === at);
}

/** The answer word by word, as any engine streams it, and its sources with the number that names them. */
async function* toDeltas(text: string, citations: readonly ReturnType<typeof toCitation>[]): AsyncGenerator<Delta> {
  for (const piece of text.match(/\S+\s*/g) ?? []) {
    yield {type: 'text', text: piece};
    const index = /^\[(\d+)\]/.exec(piece)?.[1];
    const citation = citations.find((one) => one.index === Number(index));
    if (citation) yield {type: 'citation', citation};
  }
  yield {type: 'finish', reason: 'stop'};
}

/** In the quotation marks of its language, with what Markdown would take for its own made plain. */
function quoted(text: string, language: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&');
  return extractiveWords(language).marks.join(plain);
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0]!;
}
