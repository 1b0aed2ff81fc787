import type {ChatMessage} from '@uggla/protocol';
import {ChatError} from '../chat-error.js';
import type {ChatProvider, Delta, ProviderRequest} from './provider.js';

// As much of the Prompt API as is used here: TypeScript knows none of it yet.

interface LanguageModelSession {
  promptStreaming(input: PromptMessage[], options: {signal: AbortSignal}): ReadableStream<string>;
  destroy(): void;
}

interface LanguageModelStatic {
  availability(): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>;
  create(options: {initialPrompts?: PromptMessage[]; signal: AbortSignal}): Promise<LanguageModelSession>;
}

interface PromptMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** The begin of an answer that is to be gone on with. */
  prefix?: boolean;
}

/** The model that the browser itself has (Prompt API): nothing leaves the device. */
export class BrowserProvider implements ChatProvider {
  readonly id = 'browser';
  readonly capabilities = {generative: true};

  async *stream({messages, onActivity}: ProviderRequest, signal: AbortSignal): AsyncGenerator<Delta> {
    const session = await open(messages, signal);
    if (!session) return; // broken off
    try {
      const reader = session
        .promptStreaming([...turnsOf(messages).slice(-1), ...openAnswer(messages)], {signal})
        .getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        onActivity?.();
        if (part.value !== '') yield {type: 'text', text: part.value};
      }
      yield {type: 'done', reason: 'stop'};
    } catch (cause) {
      if (signal.aborted) return;
      if ((cause as {name?: string}).name === 'QuotaExceededError')
        throw new ChatError('chat-context-exceeded', 'The conversation is longer than the browser’s model reads', {
          cause,
          contextWindow: quotaOf(cause),
        });
      throw cause;
    } finally {
      session.destroy();
    }
  }
}

/** A session that knows what was said before the last question. A model that would be downloaded first is not: people have not been asked. */
async function open(messages: readonly ChatMessage[], signal: AbortSignal): Promise<LanguageModelSession | undefined> {
  const {LanguageModel} = globalThis as {LanguageModel?: LanguageModelStatic};
  const state = (await LanguageModel?.availability().catch(() => 'unavailable' as const)) ?? 'unavailable';
  if (!LanguageModel || state !== 'available') {
    throw new ChatError('chat-browser-model-missing', `The browser’s own model is ${state}`, {
      cure:
        state === 'unavailable'
          ? 'Give the chat an endpoint as well, for browsers without a model.'
          : 'Ask people, then let the browser fetch it: LanguageModel.create() in a click.',
    });
  }
  const system = messages
    .filter(({role}) => role === 'system')
    .map((one): PromptMessage => ({role: 'system', content: textOf(one)}));
  const initialPrompts = [...system, ...turnsOf(messages).slice(0, -1)];
  try {
    return await LanguageModel.create({...(initialPrompts.length > 0 ? {initialPrompts} : {}), signal});
  } catch (cause) {
    if (signal.aborted) return undefined;
    throw cause;
  }
}

/** Questions and answers up to the last question. */
function turnsOf(messages: readonly ChatMessage[]): PromptMessage[] {
  const last = messages.findLastIndex(({role}) => role === 'user');
  return messages
    .slice(0, last + 1)
    .flatMap((one): PromptMessage[] =>
      one.role === 'user' || one.role === 'assistant' ? [{role: one.role, content: textOf(one)}] : [],
    );
}

/** The begin of the answer, where one was cut off. */
function openAnswer(messages: readonly ChatMessage[]): PromptMessage[] {
  const last = messages.at(-1);
  return last?.role === 'assistant' ? [{role: 'assistant', content: textOf(last), prefix: true}] : [];
}

function textOf({content}: ChatMessage): string {
  return typeof content === 'string'
    ? content
    : (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

function quotaOf(cause: unknown): number | undefined {
  const {quota} = cause as {quota?: unknown};
  return typeof quota === 'number' && quota > 0 ? quota : undefined;
}
