import type {ChatUsage, ModelInfo} from '@uggla/protocol';
import type {Delta} from '../provider.js';
import {readEvents} from '../sse.js';
import {
  EngineFault,
  finishReason,
  isRecord,
  parseObject,
  textIn,
  under,
  type Dialect,
  type EngineProtocol,
  type EngineQuestion,
} from './dialect.js';

/** OpenAI’s Chat Completions: llama.cpp, vLLM, TGI, OpenAI and most others. */
export class OpenAiDialect implements Dialect {
  readonly id: EngineProtocol = 'openai';
  /** Some servers and proxies label a stream as plain text, or answer whole although a stream was asked for. */
  readonly streams = /^(?:text\/(?:event-stream|plain)|application\/(?:json|octet-stream))/i;
  protected readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  get models(): string | undefined {
    return under(this.base, 'models');
  }

  auth(key: string): Record<string, string> {
    return {Authorization: `Bearer ${key}`};
  }

  readModels(told: unknown): ModelInfo[] {
    const data = isRecord(told) && Array.isArray(told['data']) ? told['data'] : Array.isArray(told) ? told : [];
    const listed =
      isRecord(told) && Array.isArray(told['models']) ? (told['models'] as unknown[]).filter(isRecord) : [];
    return data
      .filter((one) => isRecord(one) && typeof one['id'] === 'string')
      .map(({id, owned_by, meta, context_window, max_model_len, capabilities, input_modalities, architecture}) => {
        const can = [
          capabilities,
          input_modalities,
          isRecord(architecture) ? architecture['input_modalities'] : undefined,
          listed.find(({model}) => model === id)?.['capabilities'],
        ];
        const looks = can.some(
          (list) => Array.isArray(list) && ['multimodal', 'vision', 'image'].some((word) => list.includes(word)),
        );
        const window = [context_window, max_model_len, isRecord(meta) ? meta['n_ctx'] : undefined].find(
          (one) => typeof one === 'number' && one > 0,
        );
        return {
          id,
          object: 'model',
          owned_by: typeof owned_by === 'string' ? owned_by : 'engine',
          generative: true,
          ...(window === undefined ? {} : {context_window: window}),
          ...(looks ? {input_modalities: ['text', 'image']} : {}),
        } as ModelInfo;
      });
  }

  ask({model, messages, options}: EngineQuestion): {url: string; body: object} {
    const body: Record<string, unknown> = {
      ...options,
      model,
      messages,
      stream: true,
      stream_options: {include_usage: true},
    };
    if (new URL(this.base).hostname === 'api.openai.com' || this.id === 'azure') {
      // their newer models take no other
      body['max_completion_tokens'] = body['max_tokens'];
      delete body['max_tokens'];
    }
    return {url: under(this.base, 'chat/completions'), body};
  }

  /** What engines stream, in one form: no empty pieces, one end, usage when they tell it. */
  async *read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Delta> {
    let finished = false;
    for await (const data of readEvents(asEvents(body))) {
      if (data === '[DONE]') return;
      const chunk = parseObject(data) as Chunk | undefined;
      if (!chunk) continue; // some engines send a progress line of their own
      if (chunk.error) throw new EngineFault(chunk);
      const usage = usageIn(chunk.usage);
      if (usage) yield {type: 'usage', usage};
      const choice = Array.isArray(chunk.choices)
        ? chunk.choices.filter(isRecord).find(({index = 0}) => index === 0)
        : undefined;
      if (!choice) continue;
      const {content, reasoning_content, reasoning, tool_calls} =
        [choice['delta'], choice['message']].find(isRecord) ?? {};
      const thought = textIn(reasoning_content) ?? textIn(reasoning);
      const text = textIn(content);
      if (thought !== undefined) yield {type: 'reasoning', text: thought};
      if (text !== undefined) yield {type: 'text', text};
      const calls = Array.isArray(tool_calls) ? tool_calls.filter(isRecord) : [];
      if (calls.length > 0) yield {type: 'tool', calls};
      const reason = textIn(choice['finish_reason']);
      if (reason !== undefined && !finished) {
        finished = true;
        yield {type: 'finish', reason: finishReason(reason)};
      }
    }
  }
}

/** An answer that came whole as one event, and all others as they are. */
async function* asEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isWhole: boolean | undefined;
  for await (const bytes of body) {
    const first = bytes.find((byte) => byte > 32);
    if (isWhole === undefined && first !== undefined) {
      isWhole = first === BRACE;
      if (isWhole) yield encode('data: ');
    }
    // A line feed within JSON is no more than a blank.
    yield isWhole ? bytes.map((byte) => (byte === 10 || byte === 13 ? 32 : byte)) : bytes;
  }
  if (isWhole) yield encode('\n\n');
}

/** `{`, with which no line of a stream of events begins. */
const BRACE = 123;

const encode = (text: string) => new TextEncoder().encode(text);

/**
 * Azure’s: `https://<resource>.openai.azure.com/openai/v1`, or the address of a deployment with its `?api-version=…`,
 * which names the model itself.
 */
export class AzureDialect extends OpenAiDialect {
  override readonly id = 'azure';

  /** A deployment has no list; all of a resource’s models are not what is deployed. */
  override get models(): undefined {
    return undefined;
  }

  override auth(key: string): Record<string, string> {
    return {'api-key': key};
  }

  override readModels(): ModelInfo[] {
    const [, name] = /\/deployments\/([^/]+)/.exec(new URL(this.base).pathname) ?? [];
    return name === undefined
      ? []
      : [{id: decodeURIComponent(name), object: 'model', owned_by: 'azure', generative: true}];
  }
}

/** What an answer took, as far as it is told in numbers: what somebody may still ask hangs on them. */
function usageIn(told: unknown): ChatUsage | undefined {
  const {prompt_tokens, completion_tokens, total_tokens} = isRecord(told) ? told : {};
  if (!isCount(prompt_tokens) || !isCount(completion_tokens)) return undefined;
  const sum = prompt_tokens + completion_tokens;
  return {
    ...(told as object),
    prompt_tokens,
    completion_tokens,
    total_tokens: isCount(total_tokens) ? Math.max(total_tokens, sum) : sum,
  };
}

function isCount(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) >= 0;
}

interface Chunk {
  choices?: unknown;
  usage?: unknown;
  error?: object;
}
