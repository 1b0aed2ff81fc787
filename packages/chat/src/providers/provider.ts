import type {ChatMessage, ChatPlace, ChatTool, ChatUsage, Citation, ModelInfo} from '@uggla/protocol';

/** What an engine can do. */
export interface ProviderCapabilities {
  /** `false`: answers are passages found, not text made by a language model, and the chat says so. */
  generative?: boolean;
  /** Tokens that the model can read at once. */
  contextWindow?: number;
  /** Its model looks at pictures. */
  images?: boolean;
}

/** A LoRA adapter and how strongly it counts; 1 is as it was trained. */
export interface AdapterChoice {
  id: number;
  scale: number;
}

/** One question with what goes before it, ready to be sent. */
export interface ProviderRequest {
  messages: ChatMessage[];
  model?: string | undefined;
  /** LoRA adapters by their number in the engine, with their weight. */
  adapters?: readonly AdapterChoice[] | undefined;
  /** Where the person stands: the course and the lesson. */
  place?: ChatPlace | undefined;
  /** Tokens that the answer may take at most; `undefined`: as the engine says. */
  maxTokens?: number | undefined;
  /** Further fields of the request, as the page gives them; none of them stands in for one that is named here. */
  extra?: Record<string, unknown> | undefined;
  /** The page's functions that the model may ask for. */
  tools?: ChatTool[] | undefined;
  /**
   * Called when anything at all arrived, so that silence can be told from thinking; with `true` when the connection broke in
   * the middle of the answer, and is being taken up again.
   */
  onActivity?: ((broken?: boolean) => void) | undefined;
  /** Called before the question is sent when the engine keeps its answer: under that name it can be read again. */
  onKept?: ((name: string) => void) | undefined;
  /** Name of a kept answer: it is read from its begin, and nothing is asked. */
  kept?: string | undefined;
}

/** A piece of an answer. */
export type Delta =
  | {type: 'text'; text: string}
  | {type: 'reasoning'; text: string}
  | {type: 'citation'; citation: Citation}
  | {type: 'usage'; usage: ChatUsage}
  /** The engine wants a function of the page; `arguments` is JSON, whole. Comes before `done`. */
  | {type: 'tool-call'; id: string; name: string; arguments: string}
  /** The engine ended the answer by itself: `stop`, or `length` when it ran into its limit. */
  | {type: 'done'; reason: string};

/**
 * An engine that answers. Give the chat your own through its `provider` property.
 *
 * An answer is whole only after a `done`: a stream that ends without one was cut off. What `stream` throws is shown as
 * an error; a `UgglaError` keeps its code. Breaking off (`signal`) is no error.
 */
export interface ChatProvider {
  readonly id: string;
  /** What is known of it beforehand; nothing, when absent. */
  readonly capabilities?: ProviderCapabilities;
  /** Asks once; never by itself a second time. */
  stream(request: ProviderRequest, signal: AbortSignal): AsyncIterable<Delta>;
  /** The models to choose from; absent when there is nothing to ask. */
  models?(signal: AbortSignal): Promise<ModelInfo[]>;
}

/** What a provider over HTTP is made of. */
export interface HttpSettings {
  /** Base address, taken as it is: `https://…/v1`. */
  endpoint: string;
  /** The headers of one request; asked again once after a 401. */
  headers(): Promise<Record<string, string>>;
  /** Whether the engine may be asked to keep its streams, so that one that breaks can be read on: llama.cpp and `uggla serve` do. */
  replays?(): boolean;
}

/** An address of llama.cpp's own, which lies beside the `/v1` of the base. */
export function beside(endpoint: string, path: string, base: string): string {
  const url = new URL(endpoint, base);
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}/${path}`;
  return url.href;
}

/** Joins a path to the base address, whatever slash it ends with; a query of the base stays. */
export function under(endpoint: string, path: string, base: string): string {
  const url = new URL(endpoint, base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  return url.href;
}
