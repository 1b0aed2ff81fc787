import type {ChatMessage, ChatTool} from '@uggla/protocol';
import {readAnswer} from './openai.js';
import {postWithHeaders} from './post-with-headers.js';
import {type ChatProvider, type Delta, type HttpSettings, type ProviderRequest, under} from './provider.js';
import {anthropicReader} from './read-anthropic.js';
import {parseRecord, type JsonRecord} from './read-json.js';

/** The protocol wants a limit; where the page gives none, every model of it can write so much. */
const MOST_TOKENS = 4096;

/** Anthropic's Messages, as llama.cpp speaks them too: `POST <endpoint>/messages`. */
export class AnthropicProvider implements ChatProvider {
  readonly id = 'anthropic';
  readonly #settings: HttpSettings;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  async *stream(
    {messages, model, tools, maxTokens = MOST_TOKENS, extra, onActivity}: ProviderRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Delta> {
    const address = under(this.#settings.endpoint, 'messages', document.baseURI);
    const body = {
      ...extra,
      ...toAnthropic(messages, tools),
      stream: true,
      max_tokens: maxTokens,
      ...(model ? {model} : {}),
    };
    const settings = {
      ...this.#settings,
      headers: async () => ({'anthropic-version': '2023-06-01', ...(await this.#settings.headers())}),
    };
    yield* readAnswer(postWithHeaders(settings, {address, body, signal, onActivity}), address, anthropicReader());
  }
}

/** The conversation as the protocol has it: the system text apart, and the roles taking turns. */
export function toAnthropic(
  messages: readonly ChatMessage[],
  tools?: readonly ChatTool[],
): {system?: string; messages: JsonRecord[]; tools?: JsonRecord[]} {
  const system = messages
    .filter(({role}) => role === 'system')
    .flatMap(({content}) => (typeof content === 'string' ? [content] : []));
  const turns: {role: string; content: JsonRecord[]}[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const blocks = blocksOf(message);
    if (blocks.length === 0) continue; // an empty text is refused
    if (turns.at(-1)?.role === role) turns.at(-1)!.content.push(...blocks);
    else turns.push({role, content: blocks});
  }
  // The begin of an answer to go on with must not end in white space.
  const last = turns.at(-1);
  const open = last?.role === 'assistant' ? last.content.at(-1) : undefined;
  if (typeof open?.text === 'string') open.text = open.text.trimEnd();
  return {
    ...(system.length > 0 ? {system: system.join('\n')} : {}),
    messages: turns,
    ...(tools?.length
      ? {
          tools: tools.map(({function: {name, description, parameters}}) => ({
            name,
            ...(description ? {description} : {}),
            input_schema: parameters,
          })),
        }
      : {}),
  };
}

function blocksOf({role, content, tool_calls = [], tool_call_id}: ChatMessage): JsonRecord[] {
  if (role === 'tool')
    return [{type: 'tool_result', tool_use_id: tool_call_id, content: typeof content === 'string' ? content : ''}];
  const parts = typeof content === 'string' ? [{type: 'text' as const, text: content}] : (content ?? []);
  return [
    ...parts
      .filter((part) => part.type !== 'text' || part.text.trim() !== '')
      .map((part) => (part.type === 'text' ? {...part} : {type: 'image', source: sourceOf(part.image_url.url)})),
    ...tool_calls.map(({id, function: {name, arguments: args}}) => ({
      type: 'tool_use',
      id,
      name,
      input: parseRecord(args) ?? {},
    })),
  ];
}

function sourceOf(url: string): JsonRecord {
  const [, type, data] = /^data:([^;,]+);base64,(.*)$/s.exec(url) ?? [];
  return data === undefined ? {type: 'url', url} : {type: 'base64', media_type: type, data};
}
