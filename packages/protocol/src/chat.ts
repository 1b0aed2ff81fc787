/** One message of a conversation, as OpenAI's Chat Completions has it. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string | ChatPart[] | null;
  /** Functions that the model wants to be called: an assistant's message. */
  tool_calls?: ChatToolCall[];
  /** The call that this message answers: a tool's message. */
  tool_call_id?: string;
}

/** A function that the model wants to be called. */
export interface ChatToolCall {
  id: string;
  type: 'function';
  /** `arguments` is JSON, as the model wrote it. */
  function: {name: string; arguments: string};
}

/** A function that the model may ask for. */
export interface ChatTool {
  type: 'function';
  /** `parameters` is a JSON Schema. */
  function: {name: string; description?: string; parameters?: object};
}

/** A part of a message: text or a picture. */
export type ChatPart = {type: 'text'; text: string} | {type: 'image_url'; image_url: {url: string}};

/** What `POST /v1/chat/completions` takes. `uggla` says where the person stands; other engines ignore it. */
export interface ChatRequest {
  model?: string;
  messages: ChatMessage[];
  stream?: boolean;
  temperature?: number;
  max_tokens?: number;
  stream_options?: {include_usage?: boolean};
  tools?: ChatTool[];
  uggla?: ChatPlace;
}

/** Where the person stands while asking. */
export interface ChatPlace {
  /** Id of the campus item (course, guide, product). */
  course?: string;
  lesson?: string;
  language?: string;
}

/** A source of an answer: `[index]` in its text refers to it. */
export interface Citation {
  type: 'uggla_citation';
  /** From 1. */
  index: number;
  title: string;
  /** Id of the campus item. */
  item?: string;
  lesson?: string;
  /** Address of a media.json. */
  media?: string;
  /** Seconds. */
  start?: number;
  end?: number;
  /** Path of a document in the server's own folder. */
  document?: string;
  /** Its page, from 1. */
  page?: number;
  /** Address in the campus, relative to its root. */
  url?: string;
  /** The passage itself. */
  text?: string;
}

/** One event of a streamed answer. */
export interface ChatChunk {
  id?: string;
  object?: 'chat.completion.chunk';
  created?: number;
  model?: string;
  choices: {
    index: number;
    delta: {role?: string; content?: string | null; reasoning_content?: string | null; annotations?: Citation[]};
    finish_reason: string | null;
  }[];
  usage?: ChatUsage | null;
}

/** Tokens that an answer took. */
export interface ChatUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

/** A model of `GET /v1/models`. */
export interface ModelInfo {
  id: string;
  object?: 'model';
  owned_by?: string;
  /** `false`: answers are passages found, not text made by a language model. */
  generative?: boolean;
  /** Tokens. */
  context_window?: number;
  meta?: {n_ctx?: number; n_ctx_train?: number};
  /** What llama.cpp says that it can do: `multimodal` looks at pictures. */
  capabilities?: readonly string[];
  /** What may go into it: `text`, `image`; as `uggla serve` and others tell. */
  input_modalities?: readonly string[];
  /** The same, as others again tell it. */
  architecture?: {input_modalities?: readonly string[]};
}
