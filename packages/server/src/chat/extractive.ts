import type {ModelInfo} from '@uggla/protocol';
import {guessLanguage, keySentences, retrieve, type Knowledge, type Source} from '../campus/retrieve.js';
import {searchText, toCitation, type Delta, type Provider, type Question} from './provider.js';

/** What answers when no engine is there: passages found in the campus, quoted, with their sources. No language model. */
export const extractiveModel: ModelInfo = {
  id: 'uggla-extractive',
  object: 'model',
  owned_by: 'uggla',
  generative: false,
};

/** More quotes than these make no answer. */
const quotes = 3;

/** What is quoted as an answer must tell of so much of the question: nobody judges it before it is shown. */
const leastShare = 0.36;

/** Words of the answers. */
const words = {
  en: {
    found: 'This is what the campus says:',
    nothing: 'I found nothing about this in the campus. Try other words, or ask about one thing at a time.',
    documents: 'This is what the documents say:',
    notInDocuments: 'I found nothing about this in the documents. Try other words, or ask about one thing at a time.',
    foreign: 'I found this in another language only:',
    campus: 'There is no campus here that I could search, and no language model to answer without one.',
  },
  es: {
    found: 'Esto es lo que dice el campus:',
    nothing:
      'No he encontrado nada sobre esto en el campus. Prueba con otras palabras o pregunta una sola cosa cada vez.',
    documents: 'Esto es lo que dicen los documentos:',
    notInDocuments:
      'No he encontrado nada sobre esto en los documentos. Prueba con otras palabras o pregunta una sola cosa cada vez.',
    foreign: 'Solo lo he encontrado en otro idioma:',
    campus: 'Aquí no hay ningún campus en el que buscar, ni un modelo de lenguaje que responda sin él.',
  },
};

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
      const language = await guessLanguage(asked, ['es', 'en']);
      return toDeltas(wordsOf(language ?? question.place.language ?? question.accept[0] ?? 'en').campus, []);
    }
    const {language, sources} = await retrieve(this.#knowledge, asked, {
      place: question.place,
      accept: question.accept,
      person: question.person,
      limit: 8,
      least: leastShare,
    });
    const told = sources.filter(({passage}) => passage.kind !== 'title');
    const used = oneEach(told.length > 0 ? told : sources).slice(0, quotes);
    const say = wordsOf(language);
    if (used.length === 0) return toDeltas(campus ? say.nothing : say.notInDocuments, []);
    const lines = await Promise.all(
      used.map(async ({passage, language: own}, at) => {
        const quote = passage.kind === 'title' ? passage.title : await keySentences(passage.text, asked, own);
        return `${own === language ? '' : `(${own}) `}${quoted(quote, own)} [${at + 1}]`;
      }),
    );
    const head = used.every((one) => one.language !== language)
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

function wordsOf(language: string) {
  return language.toLowerCase().startsWith('es') ? words.es : words.en;
}

/** In the quotation marks of its language, with what Markdown would take for its own made plain. */
function quoted(text: string, language: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&');
  return language.startsWith('es') ? `«${plain}»` : `“${plain}”`;
}
