import type {ChatRequest} from '@uggla/protocol';
import {ChatError} from '../chat-error.js';
import {postWithHeaders} from './post-with-headers.js';
import {
  type AdapterChoice,
  type ChatProvider,
  type Delta,
  type HttpSettings,
  type ProviderRequest,
  under,
} from './provider.js';
import {readOpenAiEvent} from './read-openai.js';
import {ThinkSplitter} from './think-splitter.js';
import {ToolCallPieces, type ToolCallPiece} from './tool-call-pieces.js';

/** What llama.cpp takes beside OpenAI's fields. */
export interface LlamaCppRequest {
  /** Adapters of this request, in place of those the server began with. */
  lora?: readonly AdapterChoice[];
}

/** OpenAI's Chat Completions, as llama.cpp, vLLM, TGI, Ollama, OpenAI and `uggla serve` speak it. */
export class OpenAiProvider implements ChatProvider {
  readonly id = 'openai';
  readonly capabilities = {};
  readonly #settings: HttpSettings;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  async *stream(
    {messages, model, adapters, place, tools, maxTokens, extra, onActivity, onKept, kept}: ProviderRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Delta> {
    const body: ChatRequest & LlamaCppRequest = {
      ...extra,
      messages,
      stream: true,
      ...(model ? {model} : {}),
      ...(adapters ? {lora: adapters} : {}),
      ...(maxTokens ? {max_tokens: maxTokens} : {}),
      ...(tools?.length ? {tools} : {}),
      ...(place ? {uggla: place} : {}),
    };
    const address = under(this.#settings.endpoint, 'chat/completions', document.baseURI);
    yield* readAnswer(
      postWithHeaders(this.#settings, {address, body, signal, onActivity, replay: true, onKept, kept}),
      address,
    );
  }
}

/** The pieces in one event; `undefined` when it is none of the protocol's. */
export type EventReader = (data: string) => (Delta | ToolCallPiece)[] | undefined;

/**
 * The pieces of an answer that comes as events; of events that came together, text that follows text is one piece. Throws
 * `chat-answer-invalid` when none of it is one of the protocol's.
 */
export async function* readAnswer(
  events: AsyncIterable<readonly string[]>,
  address: string,
  read: EventReader = readOpenAiEvent,
): AsyncGenerator<Delta> {
  const splitter = new ThinkSplitter();
  const calls = new ToolCallPieces();
  let understood = false;
  let torn = false;
  const readOne = (data: string): Delta[] => {
    const deltas = read(data);
    torn ||= !deltas;
    understood ||= deltas !== undefined;
    return (deltas ?? []).flatMap((delta) => {
      if (delta.type === 'text') return splitter.push(delta.text);
      if (delta.type === 'done') return [...splitter.end(), ...calls.take(), delta];
      if (delta.type !== 'tool-call-piece') return delta;
      calls.add(delta);
      return [];
    });
  };
  for await (const some of events) {
    const ready: Delta[] = [];
    try {
      for (const data of some) add(ready, readOne(data));
    } catch (caught) {
      yield* ready; // what came before the fault is the answer's
      throw caught;
    }
    yield* ready;
  }
  yield* splitter.end();
  if (!understood && torn) throw new ChatError('chat-answer-invalid', `${address} did not answer as a chat server`);
}

/** Adds pieces to those that are ready. */
function add(ready: Delta[], deltas: readonly Delta[]): void {
  for (const delta of deltas) {
    const last = ready.at(-1);
    if ((delta.type === 'text' || delta.type === 'reasoning') && last?.type === delta.type)
      ready[ready.length - 1] = {type: delta.type, text: last.text + delta.text};
    else ready.push(delta);
  }
}
