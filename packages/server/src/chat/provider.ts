import type {ChatMessage, ChatPlace, ChatUsage, Citation, ModelInfo} from '@uggla/protocol';
import type {Source} from '../campus/retrieve.js';
import type {Person} from '../people/person.js';

/** A piece of an answer, whoever makes it. */
export type Delta =
  | {type: 'text'; text: string}
  | {type: 'reasoning'; text: string}
  | {type: 'tool'; calls: unknown[]}
  | {type: 'citation'; citation: Citation}
  | {type: 'usage'; usage: ChatUsage}
  | {type: 'finish'; reason: string};

/** A question, as far as the server lets it through. */
export interface Question {
  model?: string;
  messages: ChatMessage[];
  place: ChatPlace;
  /** Languages of the person's browser, best first. */
  accept: readonly string[];
  /** Who asks, where that is known. */
  person?: Person | undefined;
  /** Further options of the request that an engine may see. */
  options: Record<string, unknown>;
}

/** Something that answers. */
export interface Provider {
  /** Its answers take a model's tokens. */
  readonly costs: boolean;
  /** @throws {@link UgglaError} `engine-unreachable` */
  models(): Promise<ModelInfo[]>;
  /**
   * Rejects before the first piece when there will be no answer at all. Stops at once when `signal` says so.
   *
   * @throws {@link UgglaError} `engine-*`
   */
  answer(question: Question, signal: AbortSignal): Promise<AsyncIterable<Delta>>;
}

/** The text of a message, pictures left out. */
export function textOf({content}: Pick<ChatMessage, 'content'>): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

/** What to look up: the last question, with the one before when it is too short to stand alone. */
export function searchText(messages: readonly ChatMessage[]): string {
  const asked = messages.filter(({role}) => role === 'user').map(textOf);
  const last = asked.at(-1)?.trim() ?? '';
  return last.split(/\s+/).length < 3 && asked.length > 1 ? `${asked.at(-2)} ${last}` : last;
}

/** A source as the wire has it. */
export function toCitation({passage}: Source, index: number): Citation {
  const {title, item, kind, lesson, media, start, end, page, url, text} = passage;
  return {
    type: 'uggla_citation',
    index,
    title,
    ...(kind === 'document' ? {document: item} : {item}),
    ...(lesson === undefined ? {} : {lesson}),
    ...(media === undefined ? {} : {media}),
    ...(start === undefined ? {} : {start}),
    ...(end === undefined ? {} : {end}),
    ...(page === undefined ? {} : {page}),
    url,
    text,
  };
}
