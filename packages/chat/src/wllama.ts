/**
 * A model in the page itself: llama.cpp as WebAssembly, in a worker of the library `@wllama/wllama`, which the page brings.
 *
 * @module
 */
import {UgglaError} from '@uggla/protocol/error.js';
import type {ChatProvider, Delta, ProviderRequest} from './providers/provider.js';

/** As much of the library as is used here. */
export interface WllamaLibrary {
  Wllama: new (paths: {default: string}, config?: object) => WllamaEngine;
}

/** What the library makes. */
export interface WllamaEngine {
  setCompat?(compat: WllamaCompat | null): void;
  loadModel(parts: Blob[], options: Record<string, unknown>): Promise<unknown>;
  createChatCompletion(options: Record<string, unknown>): Promise<AsyncIterable<unknown>>;
  exit(): Promise<unknown>;
}

/** The files of `@wllama/wllama-compat`, on a server of the page's choice. */
export interface WllamaCompat {
  worker: string;
  wasm: string;
}

/** What a model in the page is made of. */
export interface WllamaOptions {
  /** Imports the library: `() => import('@wllama/wllama')`. Called with the first question. */
  library(): Promise<WllamaLibrary>;
  /** Address of the library's `wllama.wasm`. */
  wasm: string;
  /** For browsers that want it (Safari): without, the library has none. It is never fetched from where the library would. */
  compat?: WllamaCompat;
  /** Address of the model, a GGUF; of one in several files, all of them. */
  model: string | readonly string[];
  /** Tokens that the model can read at once: each takes memory. 4096. */
  contextWindow?: number;
  /** Threads. 1; more only in a page that is isolated (COOP and COEP), and only faster where nothing else runs. */
  threads?: number;
  /** Keeps the model on this device, so that it is fetched once. It is large: ask people before. */
  keep?: boolean;
  /** Told while the model is fetched, in bytes; `total` is 0 where the server does not say. */
  progress?(loaded: number, total: number): void;
}

/** An engine in the page. */
export interface WllamaProvider extends ChatProvider {
  /** Ends the worker and gives its memory back; the next question loads the model anew. */
  close(): Promise<void>;
}

/** Where models are kept. */
const CACHE = 'uggla-models';

/**
 * A provider that asks a model in the page: for the chat's `provider`. Nothing is fetched before the first question, and then
 * only from the addresses given here. What is asked leaves the device for nowhere. Several chats may share one: they wait for
 * one another.
 *
 * Answers end with `chat-browser-model-missing` when library or model cannot be had, and with `chat-context-exceeded` when the
 * conversation is too long. Functions of the page and pictures are not handed to the model.
 */
export function wllamaProvider(options: WllamaOptions): WllamaProvider {
  const {contextWindow = 4096} = options;
  let engine: Promise<WllamaEngine> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const close = async (): Promise<void> => {
    const open = engine;
    engine = undefined;
    await open?.then((one) => one.exit()).catch(() => {});
  };
  return {
    id: 'wllama',
    capabilities: {generative: true, contextWindow},
    close,
    async *stream(request, signal) {
      const before = last;
      let leave = () => {};
      last = new Promise<void>((resolve) => (leave = resolve));
      try {
        await before;
        if (signal.aborted) return;
        engine ??= load(options, contextWindow, signal, request.onActivity);
        yield* answer(await engine.catch(unavailable), request, signal);
      } catch (caught) {
        if (!(caught instanceof UgglaError)) await close(); // what it is in now, nobody knows
        else if (caught.code === 'chat-browser-model-missing') engine = undefined;
        if (!signal.aborted) throw caught;
      } finally {
        leave();
      }
    },
  };
}

async function load(
  {library, wasm, compat, model, threads = 1, keep, progress}: WllamaOptions,
  contextWindow: number,
  signal: AbortSignal,
  alive?: () => void,
): Promise<WllamaEngine> {
  const {Wllama} = await library();
  const addresses = [model].flat().map((address) => new URL(address, document.baseURI).href);
  const done = addresses.map(() => [0, 0] as [loaded: number, total: number]);
  const parts = await Promise.all(
    addresses.map((address, at) =>
      fetchModel(address, keep === true, signal, (loaded, total) => {
        done[at] = [loaded, total];
        alive?.();
        progress?.(
          done.reduce((sum, [one]) => sum + one, 0),
          done.every(([, one]) => one > 0) ? done.reduce((sum, [, one]) => sum + one, 0) : 0,
        );
      }),
    ),
  );
  const engine = new Wllama({default: new URL(wasm, document.baseURI).href}, {suppressNativeLog: true});
  engine.setCompat?.(compat ?? null); // by itself it would fetch them from another's server
  await engine.loadModel(parts, {n_ctx: contextWindow, n_threads: threads});
  return engine;
}

/** A file of the model; out of the cache, or into it, where that is wanted. */
async function fetchModel(
  address: string,
  keep: boolean,
  signal: AbortSignal,
  heard: (loaded: number, total: number) => void,
): Promise<Blob> {
  const cache = keep ? await caches.open(CACHE) : undefined;
  const kept = await cache?.match(address);
  if (kept) return kept.blob();
  const response = await fetch(address, {signal});
  if (!response.ok || !response.body) throw new Error(`${address} answered with status ${response.status}`);
  const total = Number(response.headers.get('content-length')) || 0;
  let loaded = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        heard((loaded += bytes.length), total);
        controller.enqueue(bytes);
      },
    }),
  );
  const blob = await new Response(counted).blob();
  await cache?.put(address, new Response(blob));
  return blob;
}

async function* answer(
  engine: WllamaEngine,
  {messages, maxTokens, extra, onActivity}: ProviderRequest,
  signal: AbortSignal,
): AsyncGenerator<Delta> {
  if (signal.aborted) return;
  const turns = messages.map(({role, content}) => ({
    role,
    content:
      typeof content === 'string'
        ? content
        : (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
  }));
  let end: string | undefined;
  try {
    for await (const chunk of await engine.createChatCompletion({
      ...extra,
      messages: turns,
      ...(maxTokens ? {max_tokens: maxTokens} : {}),
      stream: true,
      abortSignal: signal,
    })) {
      onActivity?.();
      const {choices, usage} = chunk as {
        choices?: {delta?: Record<string, unknown> | null; finish_reason?: unknown}[];
        usage?: {prompt_tokens?: number; completion_tokens?: number} | null;
      };
      const {delta, finish_reason} = choices?.[0] ?? {};
      if (typeof delta?.['reasoning_content'] === 'string') yield {type: 'reasoning', text: delta['reasoning_content']};
      if (typeof delta?.['content'] === 'string' && delta['content'] !== '')
        yield {type: 'text', text: delta['content']};
      const {prompt_tokens: prompt, completion_tokens: said} = usage ?? {};
      if (typeof prompt === 'number' && typeof said === 'number')
        yield {type: 'usage', usage: {prompt_tokens: prompt, completion_tokens: said, total_tokens: prompt + said}};
      if (typeof finish_reason === 'string') end = finish_reason;
    }
  } catch (cause) {
    if (signal.aborted) return;
    const text = cause instanceof Error ? cause.message : String(cause);
    if (/context|kv.?cache/i.test(`${(cause as {type?: unknown}).type} ${text}`))
      throw new UgglaError('chat-context-exceeded', text, {cause});
    throw cause;
  }
  if (end !== undefined) yield {type: 'done', reason: end};
}

function unavailable(cause: unknown): never {
  throw new UgglaError(
    'chat-browser-model-missing',
    `The model could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
    {
      cause,
      cure: "See that the addresses are right, and that the page’s policy allows 'wasm-unsafe-eval' and workers from blob:.",
    },
  );
}
