import type {ChatMessage, ModelInfo} from '@uggla/protocol';
import type {Delta} from '../provider.js';

/** What an engine is asked, in OpenAI's terms, whatever it speaks. */
export interface EngineQuestion {
  model: string;
  /** With the server's own system message first, where there is one. */
  messages: ChatMessage[];
  /** `max_tokens`, `temperature`, `tools` …, as the gateway let them through. */
  options: Record<string, unknown>;
}

/** How one kind of engine is spoken to. Knows nothing of keys, limits or sources. */
export interface Dialect {
  readonly id: EngineProtocol;
  /** The header that holds the key. */
  auth(key: string): Record<string, string>;
  /** Where it tells of its models; `undefined`: it does not. */
  readonly models: string | undefined;
  /** What it told, only as far as it is understood. */
  readModels(told: unknown): ModelInfo[];
  ask(question: EngineQuestion): {url: string; body: object};
  /** Content type of a streamed answer. */
  readonly streams: RegExp;
  /** The pieces of a streamed answer. Throws {@link EngineFault} for an error in its midst. */
  read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Delta>;
}

/** The protocols of `--engine-protocol`. */
export type EngineProtocol = 'openai' | 'azure' | 'anthropic' | 'ollama';

/** An error that an engine told in the midst of an answer, as it told it. */
export class EngineFault extends Error {
  readonly problem: object;

  constructor(problem: object) {
    super('the engine told of an error');
    this.problem = problem;
  }
}

/** How engines call the end of an answer, and how the wire does. */
const reasons: Readonly<Record<string, string>> = {
  eos_token: 'stop',
  stop_sequence: 'stop',
  end_turn: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_calls',
  model_length: 'length',
  refusal: 'content_filter',
};

/** The reason of an end as OpenAI calls it. */
export function finishReason(told: string): string {
  return Object.hasOwn(reasons, told) ? reasons[told]! : told;
}

/** The protocol that an address shows by itself; `undefined`: it must be asked. */
export function protocolOf(address: string): EngineProtocol | undefined {
  const {hostname, pathname} = new URL(address);
  if (hostname === 'api.anthropic.com') return 'anthropic';
  if (/\.(openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)$/.test(hostname)) return 'azure';
  if (/\/api\/?$/.test(pathname)) return 'ollama';
  return pathname === '/' ? undefined : 'openai';
}

/** An address of the engine: `path` after the base's own, whose query stays. */
export function under(base: string, path: string): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  return url.href;
}

/** Whether a value of a stranger is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text in a field of a stranger's, unless it is empty. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** JSON of a stranger; `undefined` when it is none, or no object. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
