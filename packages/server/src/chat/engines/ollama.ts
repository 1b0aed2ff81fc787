import {given, type ChatMessage, type ModelInfo} from '@uggla/protocol';
import {textOf, type Delta} from '../provider.js';
import {
  EngineFault,
  finishReason,
  isRecord,
  parseObject,
  textIn,
  under,
  type Dialect,
  type EngineQuestion,
} from './dialect.js';

/**
 * Ollama’s own protocol. Through its `/v1` it would read a window of its own choice and cut what is longer, without a
 * word; here the window is named with each question. Written after its documentation.
 */
export class OllamaDialect implements Dialect {
  readonly id = 'ollama';
  readonly streams = /^application\/(x-ndjson|json)/i;
  readonly #base: string;
  readonly #window: number;

  /** @param base - Its `/api`. */
  constructor(base: string, window: number) {
    this.#base = base;
    this.#window = window;
  }

  get models(): string {
    return under(this.#base, 'tags');
  }

  auth(key: string): Record<string, string> {
    return {Authorization: `Bearer ${key}`};
  }

  readModels(told: unknown): ModelInfo[] {
    const list = isRecord(told) && Array.isArray(told['models']) ? told['models'] : [];
    return list
      .filter((one) => isRecord(one) && typeof one['name'] === 'string')
      .map(
        ({name}) =>
          ({
            id: name,
            object: 'model',
            owned_by: 'ollama',
            generative: true,
            context_window: this.#window,
          }) as ModelInfo,
      );
  }

  ask({model, messages, options}: EngineQuestion): {url: string; body: object} {
    const {max_tokens, temperature, top_p, seed, stop, response_format, tools} = options;
    const format = isRecord(response_format)
      ? isRecord(response_format['json_schema'])
        ? response_format['json_schema']['schema']
        : response_format['type'] === 'json_object'
          ? 'json'
          : undefined
      : undefined;
    const own = {
      num_ctx: this.#window,
      num_predict: max_tokens,
      temperature,
      top_p,
      seed,
      stop: stop === undefined ? undefined : [stop].flat(),
    };
    return {
      url: under(this.#base, 'chat'),
      body: {
        model,
        stream: true,
        messages: messages.map(toOllama),
        options: given(own),
        ...(format === undefined ? {} : {format}),
        ...(Array.isArray(tools) ? {tools} : {}),
      },
    };
  }

  async *read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Delta> {
    let calls = 0;
    for await (const line of linesOf(body)) {
      const event = parseObject(line);
      if (!event) continue;
      if (event['error'] !== undefined) throw new EngineFault(event);
      const message = isRecord(event['message']) ? event['message'] : {};
      const thought = textIn(message['thinking']);
      const text = textIn(message['content']);
      if (thought !== undefined) yield {type: 'reasoning', text: thought};
      if (text !== undefined) yield {type: 'text', text};
      const wanted = Array.isArray(message['tool_calls']) ? message['tool_calls'] : [];
      for (const {function: called} of wanted as {function?: {name?: string; arguments?: unknown}}[]) {
        if (typeof called?.name !== 'string') continue;
        yield {
          type: 'tool',
          calls: [
            {
              index: calls,
              id: `${called.name}-${calls}`,
              type: 'function',
              function: {name: called.name, arguments: JSON.stringify(called.arguments ?? {})},
            },
          ],
        };
        calls += 1;
      }
      if (event['done'] !== true) continue;
      const [prompt, completion] = [event['prompt_eval_count'], event['eval_count']].map((one) =>
        typeof one === 'number' ? one : 0,
      ) as [number, number];
      yield {
        type: 'usage',
        usage: {prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion},
      };
      yield {type: 'finish', reason: calls > 0 ? 'tool_calls' : finishReason(textIn(event['done_reason']) ?? 'stop')};
      return;
    }
  }
}

/** Lines, wherever the network cuts them. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, {stream: true})).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

/** Text, pictures as bare base64, and the arguments of calls as objects. */
function toOllama(message: ChatMessage): object {
  const {role, content, tool_calls} = message;
  const images = Array.isArray(content)
    ? content.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url.replace(/^data:[^,]*,/, '')] : []))
    : [];
  const calls = tool_calls?.map(({function: {name, arguments: args}}) => ({
    function: {name, arguments: parseObject(args) ?? {}},
  }));
  return {
    role,
    content: textOf(message),
    ...(images.length > 0 ? {images} : {}),
    ...(calls?.length ? {tool_calls: calls} : {}),
  };
}
