import type {ChatMessage} from '@uggla/protocol';
import {estimateTokens} from '../conversation/context-window.js';
import {beside, type HttpSettings} from './provider.js';

/** Milliseconds that a question waits for its tokens to be counted; then they are estimated. */
const PATIENCE_MS = 2000;

/** Counts tokens as the engine itself does: llama.cpp's `POST /tokenize`, beside `/v1`. Each text is counted once. */
export class TokenCounter {
  readonly #settings: HttpSettings;
  readonly #known = new Map<string, number>();
  #refused = false;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  /** Counts these messages; gives what says how many tokens one of them takes. What cannot be counted is estimated. */
  async measure(messages: readonly ChatMessage[], signal: AbortSignal): Promise<(message: ChatMessage) => number> {
    const abort = new AbortController();
    const stop = () => abort.abort();
    const clock = setTimeout(stop, PATIENCE_MS);
    signal.addEventListener('abort', stop);
    const texts = new Set(messages.flatMap(textsOf).filter((text) => !this.#known.has(text)));
    try {
      if (!this.#refused && !signal.aborted)
        await Promise.all([...texts].map((text) => this.#count(text, abort.signal)));
    } catch {
      this.#refused ||= !signal.aborted; // it has no such address, or is too slow to be asked again
    }
    clearTimeout(clock);
    signal.removeEventListener('abort', stop);
    return (message) => this.#tokensOf(message);
  }

  async #count(content: string, signal: AbortSignal): Promise<void> {
    const headers = {'content-type': 'application/json', ...(await this.#settings.headers())};
    const body = JSON.stringify({content});
    const response = await fetch(beside(this.#settings.endpoint, 'tokenize', document.baseURI), {
      method: 'POST',
      headers,
      body,
      signal,
    });
    const {tokens} = (await response.json()) as {tokens: unknown[]};
    if (!response.ok || !Array.isArray(tokens)) throw new Error('no tokenizer');
    this.#known.set(content, tokens.length);
  }

  /** What was counted, in place of what the same texts are estimated at: the rest is what a template puts around them. */
  #tokensOf(message: ChatMessage): number {
    const counted = textsOf(message).filter((text) => this.#known.has(text));
    const estimated = (text: string) =>
      estimateTokens({role: 'user', content: text}) - estimateTokens({role: 'user', content: ''});
    return counted.reduce((sum, text) => sum - estimated(text) + this.#known.get(text)!, estimateTokens(message));
  }
}

function textsOf({content}: ChatMessage): string[] {
  const texts =
    typeof content === 'string'
      ? [content]
      : (content ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : []));
  return texts.filter((text) => text !== '');
}
