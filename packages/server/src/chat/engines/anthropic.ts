import type {ChatMessage, ModelInfo} from '@uggla/protocol';
import {textOf, type Delta} from '../provider.js';
import {readEvents} from '../sse.js';
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

type Block = Record<string, unknown>;

/** Anthropic’s Messages. Written after its documentation. */
export class AnthropicDialect implements Dialect {
  readonly id = 'anthropic';
  readonly streams = /^text\/event-stream/i;
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  get models(): string {
    return under(this.#base, 'models');
  }

  auth(key: string): Record<string, string> {
    return {'x-api-key': key, 'anthropic-version': '2023-06-01'};
  }

  readModels(told: unknown): ModelInfo[] {
    const data = isRecord(told) && Array.isArray(told['data']) ? told['data'] : [];
    return data
      .filter((one) => isRecord(one) && typeof one['id'] === 'string')
      .map(
        ({id, max_input_tokens: window}) =>
          ({
            id,
            object: 'model',
            owned_by: 'anthropic',
            generative: true,
            ...(typeof window === 'number' && window > 0 ? {context_window: window} : {}),
          }) as ModelInfo,
      );
  }

  ask({model, messages, options}: EngineQuestion): {url: string; body: object} {
    const {max_tokens, temperature, top_p, stop, tools, tool_choice} = options;
    const system = messages
      .filter(({role}) => role === 'system')
      .map(textOf)
      .join('\n\n');
    return {
      url: under(this.#base, 'messages'),
      body: {
        model,
        max_tokens,
        stream: true,
        messages: turnsOf(messages.filter(({role}) => role !== 'system')),
        ...(system ? {system} : {}),
        ...(typeof temperature === 'number' ? {temperature: Math.min(1, temperature)} : {}),
        ...(top_p === undefined ? {} : {top_p}),
        ...(stop === undefined ? {} : {stop_sequences: [stop].flat()}),
        ...(Array.isArray(tools) ? {tools: tools.map(toolOf)} : {}),
        ...(Array.isArray(tools) && tool_choice !== undefined ? {tool_choice: choiceOf(tool_choice)} : {}),
      },
    };
  }

  async *read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Delta> {
    let prompt = 0;
    let calls = -1;
    for await (const data of readEvents(body)) {
      const event = parseObject(data);
      if (!event) continue;
      const {type} = event;
      if (type === 'error') throw new EngineFault(event);
      if (type === 'message_stop') return;
      const message = isRecord(event['message']) ? event['message'] : {};
      const usage = isRecord(event['usage']) ? event['usage'] : isRecord(message['usage']) ? message['usage'] : {};
      prompt =
        count(usage['input_tokens']) +
          count(usage['cache_read_input_tokens']) +
          count(usage['cache_creation_input_tokens']) || prompt;
      const block = isRecord(event['content_block']) ? event['content_block'] : {};
      if (type === 'content_block_start' && block['type'] === 'tool_use') {
        calls += 1;
        yield {
          type: 'tool',
          calls: [{index: calls, id: block['id'], type: 'function', function: {name: block['name'], arguments: ''}}],
        };
      }
      const delta = isRecord(event['delta']) ? event['delta'] : {};
      const thought = textIn(delta['thinking']);
      const text = textIn(delta['text']);
      const json = textIn(delta['partial_json']);
      if (thought !== undefined) yield {type: 'reasoning', text: thought};
      if (text !== undefined) yield {type: 'text', text};
      if (json !== undefined) yield {type: 'tool', calls: [{index: Math.max(calls, 0), function: {arguments: json}}]};
      if (type !== 'message_delta') continue;
      const completion = count(usage['output_tokens']);
      yield {
        type: 'usage',
        usage: {prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion},
      };
      const reason = textIn(delta['stop_reason']);
      if (reason !== undefined) yield {type: 'finish', reason: finishReason(reason)};
    }
  }
}

/** The conversation as the protocol has it: the roles take turns, and no text is empty. */
function turnsOf(messages: readonly ChatMessage[]): {role: string; content: Block[]}[] {
  const turns: {role: string; content: Block[]}[] = [];
  for (const message of messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const blocks = blocksOf(message);
    if (blocks.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else turns.push({role, content: blocks});
  }
  const open = turns.at(-1)?.role === 'assistant' ? turns.at(-1)!.content.at(-1) : undefined;
  if (typeof open?.['text'] === 'string') open['text'] = open['text'].trimEnd(); // the begin of an answer must not end in white space
  return turns;
}

function blocksOf({role, content, tool_calls = [], tool_call_id}: ChatMessage): Block[] {
  if (role === 'tool') return [{type: 'tool_result', tool_use_id: tool_call_id, content: textOf({content})}];
  const parts = typeof content === 'string' ? [{type: 'text' as const, text: content}] : (content ?? []);
  return [
    ...parts.flatMap((part): Block[] => {
      if (part.type === 'text') return part.text.trim() === '' ? [] : [{type: 'text', text: part.text}];
      const [, media_type, data] = /^data:([^;,]+);base64,(.*)$/s.exec(part.image_url.url) ?? [];
      return data === undefined ? [] : [{type: 'image', source: {type: 'base64', media_type, data}}];
    }),
    ...tool_calls.map(({id, function: {name, arguments: args}}) => ({
      type: 'tool_use',
      id,
      name,
      input: parseObject(args) ?? {},
    })),
  ];
}

function toolOf(tool: {function?: {name?: string; description?: string; parameters?: object}}): Block {
  const {name, description, parameters} = tool.function ?? {};
  return {
    name,
    ...(description === undefined ? {} : {description}),
    input_schema: parameters ?? {type: 'object', properties: {}},
  };
}

function choiceOf(choice: unknown): Block {
  if (isRecord(choice) && isRecord(choice['function'])) return {type: 'tool', name: choice['function']['name']};
  return {type: choice === 'required' ? 'any' : choice === 'none' ? 'none' : 'auto'};
}

function count(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}
