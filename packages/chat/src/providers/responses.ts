import type {ChatMessage, ChatTool} from '@uggla/protocol';
import {readAnswer} from './openai.js';
import {postWithHeaders} from './post-with-headers.js';
import {type ChatProvider, type Delta, type HttpSettings, type ProviderRequest, under} from './provider.js';
import type {JsonRecord} from './read-json.js';
import {readResponsesEvent} from './read-responses.js';

/** OpenAI's Responses: `POST <endpoint>/responses`. The server is asked to keep nothing. */
export class ResponsesProvider implements ChatProvider {
  readonly id = 'responses';
  readonly #settings: HttpSettings;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  async *stream(
    {messages, model, tools, maxTokens, extra, onActivity}: ProviderRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Delta> {
    const address = under(this.#settings.endpoint, 'responses', document.baseURI);
    const body = {
      ...extra,
      ...toResponses(messages, tools),
      stream: true,
      store: false,
      ...(maxTokens ? {max_output_tokens: maxTokens} : {}),
      ...(model ? {model} : {}),
    };
    yield* readAnswer(
      postWithHeaders(this.#settings, {address, body, signal, onActivity}),
      address,
      readResponsesEvent,
    );
  }
}

/** The conversation as the protocol has it: the system text apart, calls and their results as items of their own. */
export function toResponses(
  messages: readonly ChatMessage[],
  tools?: readonly ChatTool[],
): {instructions?: string; input: JsonRecord[]; tools?: JsonRecord[]} {
  const system = messages
    .filter(({role}) => role === 'system')
    .flatMap(({content}) => (typeof content === 'string' ? [content] : []));
  return {
    ...(system.length > 0 ? {instructions: system.join('\n')} : {}),
    input: messages.filter(({role}) => role !== 'system').flatMap(itemsOf),
    ...(tools?.length
      ? {tools: tools.map(({function: called}) => ({type: 'function', ...called, strict: false}))}
      : {}),
  };
}

function itemsOf({role, content, tool_calls = [], tool_call_id}: ChatMessage): JsonRecord[] {
  if (role === 'tool')
    return [{type: 'function_call_output', call_id: tool_call_id, output: typeof content === 'string' ? content : ''}];
  const parts = typeof content === 'string' ? [{type: 'text' as const, text: content}] : (content ?? []);
  const wired = parts.map((part) =>
    part.type === 'text'
      ? {type: role === 'assistant' ? 'output_text' : 'input_text', text: part.text}
      : {type: 'input_image', image_url: part.image_url.url, detail: 'auto'},
  );
  return [
    ...(wired.length > 0 ? [{type: 'message', role, content: wired}] : []),
    ...tool_calls.map(({id, function: {name, arguments: args}}) => ({
      type: 'function_call',
      call_id: id,
      name,
      arguments: args,
    })),
  ];
}
