import {existsSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {Worker} from 'node:worker_threads';
import {UgglaError, type ModelInfo} from '@uggla/protocol';
import type {Settings} from '../../options.js';
import type {EngineQuestion} from '../engines/dialect.js';
import type {Engine} from '../http-engine.js';
import type {Delta} from '../provider.js';
import type {FromWorker, ToWorker, WorkerSettings} from './messages.js';

/** Tokens: passages and a conversation have room in them, and a laptop its memory. */
const defaultWindow = 8192;

/** An answer that is being written. */
interface Running {
  deltas: Delta[];
  over: boolean;
  failed: string | undefined;
  wake: () => void;
}

/** A model in this server, in a thread of its own that is started with the first question. */
export class EmbeddedEngine implements Engine {
  readonly #id: string;
  readonly #settings: WorkerSettings;
  #worker: Worker | undefined;
  #ready: Promise<number> | undefined;
  readonly #running = new Map<number, Running>();
  #last = 0;

  /** @throws {@link UgglaError} `server-misconfigured` when a file is not there. */
  constructor({model, loras = [], engineWindow}: Settings, draining: AbortSignal) {
    const files = loras.map((lora) => {
      const [, file = lora, scale = '1'] = /^(.*?)(?::(-?\d+(?:\.\d+)?))?$/s.exec(lora) ?? [];
      return {filePath: resolve(file), scale: Number(scale)};
    });
    this.#settings = {model: resolve(model!), loras: files, window: engineWindow ?? defaultWindow};
    this.#id = basename(model!);
    const lost = [this.#settings.model, ...files.map(({filePath}) => filePath)].find((path) => !existsSync(path));
    if (lost !== undefined)
      throw new UgglaError('server-misconfigured', `there is no file ${lost}`, {
        cure: 'Fetch a model with: uggla model pull <address>.',
      });
    draining.addEventListener('abort', () => void this.#worker?.terminate(), {once: true});
  }

  async models(): Promise<ModelInfo[]> {
    return [{id: this.#id, object: 'model', owned_by: 'uggla', generative: true, context_window: await this.#start()}];
  }

  async ask(question: EngineQuestion, signal: AbortSignal): Promise<AsyncIterable<Delta>> {
    await this.#start();
    return this.#answer(question, signal);
  }

  /** Loads the model, once; resolves with its window. One that cannot be loaded is tried again with the next question. */
  #start(): Promise<number> {
    return (this.#ready ??= new Promise<number>((ready, failed) => {
      const worker = (this.#worker = new Worker(new URL('./worker.js', import.meta.url), {workerData: this.#settings}));
      worker.unref();
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'ready') ready(message.window);
        else if (message.type === 'failed') this.#end(failed, message.missing ? missing() : unusable(message.reason));
        else this.#hear(message);
      });
      worker.once('error', (error) => this.#end(failed, unusable(error.message)));
      worker.once('exit', () => this.#end(failed, unusable('its thread ended')));
    }));
  }

  #end(failed: (error: UgglaError) => void, error: UgglaError): void {
    failed(error);
    this.#ready = undefined;
    void this.#worker?.terminate();
    for (const [id] of this.#running) this.#hear({type: 'end', id, failed: error.message});
  }

  #hear(message: Extract<FromWorker, {id: number}>): void {
    const running = this.#running.get(message.id);
    if (!running) return;
    if (message.type === 'delta') running.deltas.push(message.delta);
    else Object.assign(running, {over: true, failed: message.failed});
    running.wake();
  }

  async *#answer(question: EngineQuestion, signal: AbortSignal): AsyncGenerator<Delta> {
    const id = (this.#last += 1);
    const running: Running = {deltas: [], over: false, failed: undefined, wake: () => {}};
    this.#running.set(id, running);
    const send = (message: ToWorker) => this.#worker?.postMessage(message);
    const stop = () => {
      send({type: 'stop', id});
      running.wake();
    };
    signal.addEventListener('abort', stop, {once: true});
    try {
      send({type: 'ask', id, question});
      let finished = false;
      for (;;) {
        for (const delta of running.deltas.splice(0)) {
          finished ||= delta.type === 'finish';
          yield delta;
        }
        if (signal.aborted || running.over) break;
        await new Promise<void>((resolve) => (running.wake = resolve));
      }
      if (running.failed !== undefined)
        throw new UgglaError('engine-failed', 'the model failed', {
          status: 502,
          cause: new Error(running.failed),
          cure: 'Ask again; see the server’s log.',
        });
      if (!finished) throw new UgglaError('engine-cut-off', 'the answer was broken off', {status: 502});
    } finally {
      signal.removeEventListener('abort', stop);
      this.#running.delete(id);
      if (!running.over) send({type: 'stop', id}); // nobody reads on
    }
  }
}

function missing(): UgglaError {
  return new UgglaError('model-engine-missing', 'the library that runs models, node-llama-cpp, is not installed', {
    status: 503,
    cure: `Install it beside the server (86 MB): npm i node-llama-cpp@3 --omit=optional && npm i @node-llama-cpp/${process.platform === 'win32' ? 'win' : process.platform === 'darwin' ? 'mac' : 'linux'}-${process.arch}${process.platform === 'darwin' && process.arch === 'arm64' ? '-metal' : ''} --omit=optional. Or name an engine: --engine.`,
  });
}

function unusable(reason: string): UgglaError {
  return new UgglaError('model-unusable', 'the model cannot be run', {
    status: 503,
    cause: new Error(reason),
    cure: 'See the server’s log; uggla model show tells what is in the file and how much memory it wants.',
  });
}
