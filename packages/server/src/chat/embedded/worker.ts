import {availableParallelism} from 'node:os';
import {parentPort, workerData} from 'node:worker_threads';
import type {ChatMessage} from '@uggla/protocol';
import {textOf} from '../provider.js';
import {findLlama, type Llama, type LlamaContext, type LlamaModel, type LlamaModule, type LlamaTurn} from './llama.js';
import type {FromWorker, ToWorker, WorkerSettings} from './messages.js';

// The model's own thread: while it computes, the server goes on answering. Questions are answered one after another.

const port = parentPort!;
const tell = (message: FromWorker) => port.postMessage(message);
const stops = new Map<number, AbortController>();

/** With more threads than free cores, ggml's threads spin and wait for each other: one is left to the rest of the machine. */
const threads = Math.max(1, availableParallelism() <= 2 ? 1 : availableParallelism() - 1);

interface Loaded {
  engine: Llama;
  llama: LlamaModule;
  model: LlamaModel;
  context: LlamaContext;
}

async function load({model: modelPath, loras, window}: WorkerSettings): Promise<Loaded | undefined> {
  const llama = await findLlama();
  if (!llama) {
    tell({type: 'failed', missing: true, reason: ''});
    return undefined;
  }
  const engine = await llama.getLlama({build: 'never', gpu: 'auto', maxThreads: threads, logLevel: 'error'});
  const model = await engine.loadModel({modelPath});
  const context = await model.createContext({
    contextSize: {max: window},
    threads,
    ...(loras.length > 0 ? {lora: {adapters: loras}} : {}),
  });
  tell({type: 'ready', window: context.contextSize});
  return {llama, engine, model, context};
}

async function answer(
  {llama, engine, model, context}: Loaded,
  {id, question}: ToWorker & {type: 'ask'},
  {signal}: AbortController,
): Promise<void> {
  const {messages, options} = question;
  const system = messages
    .filter(({role}) => role === 'system')
    .map(textOf)
    .join('\n\n');
  const turns = messages.filter(({role}) => role === 'user' || role === 'assistant');
  const last = turns.findLastIndex(({role}) => role === 'user');
  const sequence = context.getSequence();
  const session = new llama.LlamaChatSession({contextSequence: sequence, ...(system ? {systemPrompt: system} : {})});
  let written = '';
  try {
    session.setChatHistory([
      ...(system ? [{type: 'system' as const, text: system}] : []),
      ...turns.slice(0, last).map(toTurn),
    ]);
    const {max_tokens, temperature, top_p, seed, stop, response_format} = options as {
      response_format?: ResponseFormat;
      max_tokens: number;
      temperature?: number;
      top_p?: number;
      seed?: number;
      stop?: string | string[];
    };
    const {stopReason} = await session.promptWithMeta(textOf(turns[last]!), {
      signal,
      stopOnAbortSignal: true,
      maxTokens: max_tokens,
      temperature,
      topP: top_p,
      seed,
      grammar: await grammarOf(engine, response_format),
      customStopTriggers: stop === undefined ? undefined : [stop].flat(),
      onResponseChunk: ({type, text}) => {
        if (text === '') return;
        written += text;
        tell({type: 'delta', id, delta: {type: type === 'segment' ? 'reasoning' : 'text', text}});
      },
    });
    const [prompt, completion] = [
      model.tokenize(messages.map(textOf).join('\n')).length,
      model.tokenize(written).length,
    ];
    tell({
      type: 'delta',
      id,
      delta: {
        type: 'usage',
        usage: {prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion},
      },
    });
    if (!signal.aborted)
      tell({type: 'delta', id, delta: {type: 'finish', reason: stopReason === 'maxTokens' ? 'length' : 'stop'}});
  } finally {
    session.dispose({disposeSequence: false});
    await sequence.clearHistory();
    sequence.dispose();
  }
}

/** The form that the answer is to have, as OpenAI says it. */
interface ResponseFormat {
  type: string;
  json_schema?: {schema?: object};
}

/** The grammar that lets the model write nothing but that form. */
async function grammarOf(engine: Llama, format: ResponseFormat | undefined): Promise<unknown> {
  if (format?.type === 'json_schema' && format.json_schema?.schema)
    return engine.createGrammarForJsonSchema(format.json_schema.schema);
  return format?.type === 'json_object' ? engine.getGrammarFor('json') : undefined;
}

function toTurn(message: ChatMessage): LlamaTurn {
  const text = textOf(message);
  return message.role === 'assistant' ? {type: 'model', response: [text]} : {type: 'user', text};
}

const loading = load(workerData as WorkerSettings).catch((error: unknown) => {
  tell({type: 'failed', missing: false, reason: error instanceof Error ? error.message : String(error)});
  return undefined;
});
let turn: Promise<unknown> = loading;

port.on('message', (message: ToWorker) => {
  if (message.type === 'stop') return stops.get(message.id)?.abort();
  const stop = new AbortController();
  stops.set(message.id, stop);
  turn = turn.then(async () => {
    const loaded = await loading;
    let failed: string | undefined;
    try {
      if (loaded && !stop.signal.aborted) await answer(loaded, message, stop);
    } catch (error) {
      if (!stop.signal.aborted) failed = error instanceof Error ? error.message : String(error);
    }
    stops.delete(message.id);
    tell({type: 'end', id: message.id, failed});
  });
});
