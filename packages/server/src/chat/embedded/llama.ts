import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

// As much of node-llama-cpp 3 as is used here: it is an optional peer, so its types need not be there.

export interface LlamaModule {
  getLlama(options: {build: 'never'; gpu: 'auto' | false; maxThreads: number; logLevel: string}): Promise<Llama>;
  LlamaChatSession: new (options: {contextSequence: unknown; systemPrompt?: string}) => LlamaSession;
}

export interface Llama {
  loadModel(options: {modelPath: string}): Promise<LlamaModel>;
  createGrammarForJsonSchema(schema: object): Promise<unknown>;
  getGrammarFor(name: 'json'): Promise<unknown>;
}

export interface LlamaModel {
  readonly trainContextSize: number;
  createContext(options: {
    contextSize: {max: number};
    threads: number;
    lora?: {adapters: {filePath: string; scale: number}[]};
  }): Promise<LlamaContext>;
  tokenize(text: string): readonly unknown[];
}

export interface LlamaContext {
  readonly contextSize: number;
  getSequence(): LlamaSequence;
}

export interface LlamaSequence {
  clearHistory(): Promise<void>;
  dispose(): void;
}

export type LlamaTurn = {type: 'system' | 'user'; text: string} | {type: 'model'; response: string[]};

export interface LlamaSession {
  setChatHistory(history: LlamaTurn[]): void;
  promptWithMeta(
    text: string,
    options: {
      signal: AbortSignal;
      stopOnAbortSignal: boolean;
      maxTokens: number;
      temperature?: number | undefined;
      topP?: number | undefined;
      seed?: number | undefined;
      customStopTriggers?: string[] | undefined;
      grammar?: unknown;
      onResponseChunk(chunk: {type?: 'segment'; segmentType?: string; text: string}): void;
    },
  ): Promise<{stopReason: string}>;
  dispose(options?: {disposeSequence?: boolean}): void;
}

/** The library: beside this server, or in the folder that the command was started in; `undefined` when it is in neither. */
export async function findLlama(): Promise<LlamaModule | undefined> {
  const name = 'node-llama-cpp';
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json')).href]) {
    let path: string;
    try {
      path = createRequire(from).resolve(name);
    } catch {
      continue;
    }
    return (await import(pathToFileURL(path).href)) as LlamaModule;
  }
  return undefined;
}
