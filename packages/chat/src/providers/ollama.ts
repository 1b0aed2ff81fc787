import type {ChatMessage} from '@uggla/protocol';
import {ChatError} from '../chat-error.js';
import {sameHeaders} from './post-with-headers.js';
import {type ChatProvider, type Delta, type HttpSettings, type ProviderRequest, under} from './provider.js';
import {readFault, readJsonFault} from './read-fault.js';
import {isRecord, parseRecord, recordsOf} from './read-json.js';

/** Ollama's own protocol: `POST <endpoint>/chat`, lines of JSON back (endpoint: `http://…:11434/api`). */
export class OllamaProvider implements ChatProvider {
  readonly id = 'ollama';
  readonly capabilities = {};
  readonly #settings: HttpSettings;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  async *stream(
    {messages, model, tools, maxTokens, extra, onActivity}: ProviderRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Delta> {
    const address = under(this.#settings.endpoint, 'chat', document.baseURI);
    const options = {
      ...(isRecord(extra?.options) ? extra.options : {}),
      ...(maxTokens ? {num_predict: maxTokens} : {}),
    };
    const body = JSON.stringify({
      ...extra,
      messages: messages.map(toOllama),
      stream: true,
      ...(Object.keys(options).length > 0 ? {options} : {}),
      ...(model ? {model} : {}),
      ...(tools?.length ? {tools} : {}),
    });
    const first = await this.#settings.headers();
    let response = await this.#post(address, body, first, signal);
    if (response.status === 401) {
      const headers = await this.#settings.headers();
      if (!sameHeaders(first, headers)) response = await this.#post(address, body, headers, signal);
    }
    if (!response.ok) throw await readFault(response);
    onActivity?.();
    let understood = false;
    for await (const line of linesOf(response, onActivity)) {
      const deltas = readOllamaLine(line);
      if (!deltas) {
        if (understood) continue; // the torn end of a cut stream
        throw new ChatError('chat-answer-invalid', `${address} did not answer as Ollama`);
      }
      understood = true;
      yield* deltas;
    }
  }

  async #post(address: string, body: string, given: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const headers = {'content-type': 'application/json', ...given};
    try {
      return await fetch(address, {method: 'POST', headers, body, signal});
    } catch (cause) {
      throw new ChatError('chat-unreachable', `${address}: ${String(cause)}`, {cause});
    }
  }
}

/** The pieces in one line of Ollama's answer; `undefined` when it is none. */
export function readOllamaLine(line: string): Delta[] | undefined {
  let event: {
    message?: {content?: unknown; thinking?: unknown; tool_calls?: unknown};
    done?: boolean;
    done_reason?: string;
    error?: unknown;
    prompt_eval_count?: number;
    eval_count?: number;
  };
  try {
    event = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof event !== 'object' || event === null) return undefined;
  if (event.error) {
    const {message} = readJsonFault(line);
    throw new ChatError('chat-answer-failed', message ?? 'Ollama reported an error', {serverText: message});
  }
  const deltas: Delta[] = [];
  const {content, thinking} = event.message ?? {};
  if (typeof thinking === 'string' && thinking) deltas.push({type: 'reasoning', text: thinking});
  if (typeof content === 'string' && content) deltas.push({type: 'text', text: content});
  for (const [at, {function: called}] of recordsOf(event.message?.tool_calls).entries()) {
    if (!isRecord(called) || typeof called.name !== 'string') continue;
    deltas.push({
      type: 'tool-call',
      id: `${called.name}-${at}`,
      name: called.name,
      arguments: JSON.stringify(called.arguments ?? {}),
    });
  }
  if (event.done) {
    const {prompt_eval_count: prompt_tokens = 0, eval_count: completion_tokens = 0} = event;
    deltas.push({
      type: 'usage',
      usage: {prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens},
    });
    deltas.push({type: 'done', reason: event.done_reason ?? 'stop'});
  }
  return deltas;
}

/** Lines of the body as they come; a line may be cut anywhere on its way. */
async function* linesOf(response: Response, onActivity?: () => void): AsyncGenerator<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let held = '';
  for (;;) {
    const {done, value} = await reader.read().catch((cause: unknown) => {
      throw new ChatError('chat-answer-cut', 'The connection broke', {cause});
    });
    if (value) onActivity?.();
    held += decoder.decode(value, {stream: !done});
    const lines = held.split('\n');
    held = done ? '' : lines.pop()!;
    for (const line of lines) if (line.trim() !== '') yield line;
    if (done) return;
  }
}

/** Ollama wants text, pictures as bare base64, and the arguments of calls as objects. */
function toOllama({role, content, tool_calls}: ChatMessage): {
  role: string;
  content: string;
  images?: string[];
  tool_calls?: object[];
} {
  const calls = tool_calls?.map(({function: {name, arguments: args}}) => ({
    function: {name, arguments: parseRecord(args) ?? {}},
  }));
  if (typeof content === 'string' || content === null)
    return {role, content: content ?? '', ...(calls ? {tool_calls: calls} : {})};
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const images = content.flatMap((part) =>
    part.type === 'image_url' ? [part.image_url.url.replace(/^data:[^,]*,/, '')] : [],
  );
  return {role, content: text, ...(images.length > 0 ? {images} : {})};
}
