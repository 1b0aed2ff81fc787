import {pickText, UgglaError, type ChatUsage, type ModelInfo} from '@uggla/protocol';
import type {CampusFiles} from '../campus/campus-files.js';
import {retrieve, type Retrieval} from '../campus/retrieve.js';
import type {Settings} from '../options.js';
import {engineError, engineUnavailable} from './engine-errors.js';
import {writePrompt} from './prompt.js';
import {searchText, toCitation, type Delta, type Provider, type Question} from './provider.js';
import {readEvents} from './sse.js';

/** Passages that an engine gets to read. */
const passages = 6;

/** Answers with an OpenAI-compatible engine, which is given the passages that fit and told to keep to them. */
export class EngineProvider implements Provider {
  readonly #settings: Settings;
  readonly #campus: CampusFiles | undefined;
  readonly #base: string;
  #models: {until: number; list: Promise<ModelInfo[]>} | undefined;

  constructor(settings: Settings, campus: CampusFiles | undefined) {
    this.#settings = settings;
    this.#campus = campus;
    this.#base = baseOf(settings.engine!);
  }

  /** The engine's models that may be used, asked for again after half a minute. */
  models(): Promise<ModelInfo[]> {
    const now = Date.now();
    if (!this.#models || this.#models.until < now) {
      const list = this.#fetchModels();
      this.#models = {until: now + 30_000, list};
      list.catch(() => (this.#models = undefined));
    }
    return this.#models.list;
  }

  async answer(question: Question, signal: AbortSignal): Promise<AsyncIterable<Delta>> {
    const found = await this.#retrieve(question);
    const prompt = await this.#prompt(found);
    const messages = [...(prompt ? [{role: 'system', content: prompt}] : []), ...question.messages];
    const body = {...question.options, model: question.model, messages, stream: true, stream_options: {include_usage: true}};
    const watch = new Silence(this.#settings.limits.engineSilenceMs, signal);
    try {
      const answer = await this.#fetch('/chat/completions', {method: 'POST', body: JSON.stringify(body)}, watch.signal);
      if (!/^text\/event-stream/i.test(answer.headers.get('Content-Type') ?? '')) {
        watch.end();
        throw engineUnavailable(this.#settings.engine!, new Error(`it answered ${answer.headers.get('Content-Type') ?? 'nothing'} in place of a stream`));
      }
      return cite(normalise(answer.body!, watch, this.#settings.engineKey), found);
    } catch (error) {
      watch.end();
      throw error;
    }
  }

  #retrieve(question: Question): Promise<Retrieval> | undefined {
    return this.#campus && retrieve(this.#campus, searchText(question.messages), {place: question.place, accept: question.accept, limit: passages});
  }

  async #prompt(found: Retrieval | undefined): Promise<string | undefined> {
    const {system} = this.#settings;
    if (!found || !this.#campus) return system;
    const {title} = await this.#campus.campus();
    return writePrompt(pickText(title, [found.language]), found, system);
  }

  async #fetchModels(): Promise<ModelInfo[]> {
    const answer = await this.#fetch('/models', {}, AbortSignal.timeout(10_000));
    const {data} = (await answer.json().catch(() => ({}))) as {data?: ModelInfo[]};
    const {models} = this.#settings;
    const list = (Array.isArray(data) ? data : []).filter((one: ModelInfo | null) => typeof one?.id === 'string' && (!models || models.includes(one.id)));
    if (models && list.length === 0) { // else whichever the asker names would be used
      throw new UgglaError('engine-misconfigured', `the engine has none of the models that may be used (${models.join(', ')})`, {status: 502, cure: 'Name models as the engine does: see its /v1/models.'});
    }
    if (models) list.sort((one, other) => models.indexOf(one.id) - models.indexOf(other.id));
    return list.map(({id, owned_by, meta, context_window}) => {
      const window = context_window ?? meta?.n_ctx;
      return {id, object: 'model', owned_by: owned_by ?? 'engine', generative: true, ...(window === undefined ? {} : {context_window: window})};
    });
  }

  async #fetch(path: string, init: {method?: string; body?: string}, signal: AbortSignal): Promise<Response> {
    const {engineKey, engine} = this.#settings;
    let answer: Response;
    try {
      answer = await fetch(this.#base + path, {
        ...init,
        signal,
        redirect: 'error', // the key must not follow to somewhere else
        headers: {'Content-Type': 'application/json', Accept: 'text/event-stream, application/json', ...(engineKey ? {Authorization: `Bearer ${engineKey}`} : {})},
      });
    } catch (cause) {
      if (signal.aborted && signal.reason instanceof UgglaError) throw signal.reason;
      throw engineUnavailable(engine!, cause);
    }
    if (!answer.ok) throw await engineError(answer, engineKey);
    return answer;
  }
}

/** The base address as it is; an engine's bare origin gets the `/v1` that all of them have. */
function baseOf(address: string): string {
  const url = new URL(address);
  return url.pathname === '/' ? `${url.origin}/v1` : address.replace(/\/+$/, '');
}

/** Ends a request to the engine when its asker went away, or when nothing came for too long. */
class Silence {
  readonly signal: AbortSignal;
  readonly #stop = new AbortController();
  readonly #ms: number;
  #clock: NodeJS.Timeout | undefined;

  constructor(ms: number, asker: AbortSignal) {
    this.#ms = ms;
    this.signal = AbortSignal.any([asker, this.#stop.signal]);
    this.signal.addEventListener('abort', () => clearTimeout(this.#clock), {once: true}); // also when nobody reads on
    this.heard();
  }

  heard(): void {
    clearTimeout(this.#clock);
    if (this.signal.aborted) return;
    this.#clock = setTimeout(() => this.#stop.abort(new UgglaError('engine-silent', `the engine said nothing for ${this.#ms / 1000} s`, {status: 504, cure: 'Ask again; see whether the engine is busy.'})), this.#ms);
  }

  end(): void {
    clearTimeout(this.#clock);
    this.#stop.abort();
  }
}

interface Chunk {
  choices?: {index?: number; delta?: Record<string, unknown>; finish_reason?: string | null}[];
  usage?: ChatUsage | null;
  error?: {message?: string; type?: string; code?: unknown};
}

/** What engines stream, in one form: no empty pieces, one end, usage when they tell it. */
async function* normalise(body: ReadableStream<Uint8Array>, watch: Silence, key: string | undefined): AsyncGenerator<Delta> {
  let finished = false;
  try {
    for await (const data of readEvents(heard(body, watch))) {
      if (data === '[DONE]') break;
      let chunk: Chunk;
      try {
        chunk = JSON.parse(data) as Chunk;
      } catch {
        continue; // some engines send a progress line of their own
      }
      if (chunk.error) throw await engineError(new Response(JSON.stringify({error: chunk.error}), {status: 502}), key);
      if (chunk.usage) yield {type: 'usage', usage: chunk.usage};
      const choice = chunk.choices?.find(({index = 0}) => index === 0);
      if (!choice) continue;
      const {content, reasoning_content, reasoning, tool_calls} = choice.delta ?? {};
      const thought = reasoning_content ?? reasoning;
      if (typeof thought === 'string' && thought !== '') yield {type: 'reasoning', text: thought};
      if (typeof content === 'string' && content !== '') yield {type: 'text', text: content};
      if (Array.isArray(tool_calls) && tool_calls.length > 0) yield {type: 'tool', calls: tool_calls};
      if (choice.finish_reason && !finished) {
        finished = true;
        yield {type: 'finish', reason: choice.finish_reason};
      }
    }
  } catch (caught) {
    const {reason} = watch.signal;
    if (watch.signal.aborted && reason instanceof UgglaError) throw reason;
    if (caught instanceof UgglaError) throw caught;
    throw cutOff(caught);
  } finally {
    watch.end();
  }
  if (!finished) throw cutOff(undefined);
}

async function* heard(body: ReadableStream<Uint8Array>, watch: Silence): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) {
    watch.heard();
    yield bytes;
  }
}

function cutOff(cause: unknown): UgglaError {
  return new UgglaError('engine-cut-off', 'the engine broke off before the answer was whole', {status: 502, cause, cure: 'Ask again.'});
}

/** Adds the sources that the text names by `[n]`, each once, as soon as it names them. */
async function* cite(deltas: AsyncIterable<Delta>, found: Retrieval | undefined): AsyncGenerator<Delta> {
  const told = new Set<number>();
  let text = '';
  for await (const delta of deltas) {
    yield delta;
    if (delta.type !== 'text' || !found) continue;
    text += delta.text;
    for (const group of text.matchAll(/\[(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\]/g)) {
      for (const number of group[1]!.split(/[,;]/).map(Number)) {
        const source = found.sources[number - 1];
        if (!source || told.has(number)) continue;
        told.add(number);
        yield {type: 'citation', citation: toCitation(source, number)};
      }
    }
    text = text.slice(-40); // longer than any `[1, 2, 3]` that may still be open
  }
}
