import {pickText, UgglaError, type ModelInfo} from '@uggla/protocol';
import type {CampusFiles} from '../campus/campus-files.js';
import {retrieve, type Retrieval} from '../campus/retrieve.js';
import type {Settings} from '../options.js';
import {engineError, engineUnavailable} from './engine-errors.js';
import {EngineFault, type Dialect} from './engines/dialect.js';
import {openDialect} from './engines/open-dialect.js';
import {Silence} from './engines/silence.js';
import {fitWindow} from './fit-window.js';
import {writePrompt} from './prompt.js';
import {searchText, toCitation, type Delta, type Provider, type Question} from './provider.js';

/** Passages that an engine gets to read. */
const passages = 6;

/** Answers with an engine, which is given the passages that fit and told to keep to them. */
export class EngineProvider implements Provider {
  readonly costs = true;
  readonly #settings: Settings;
  readonly #campus: CampusFiles | undefined;
  #dialect: Promise<Dialect> | undefined;
  #models: {until: number; list: Promise<ModelInfo[]>} | undefined;

  constructor(settings: Settings, campus: CampusFiles | undefined) {
    this.#settings = settings;
    this.#campus = campus;
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
    const {limits, engineKey} = this.#settings;
    const [dialect, retrieved, models] = await Promise.all([this.#open(), this.#retrieve(question), this.models()]);
    const window = this.#settings.engineWindow ?? models.find(({id}) => id === question.model)?.context_window;
    const fixed = (await this.#prompt(retrieved && {...retrieved, sources: []}))?.length ?? 0;
    const tools = question.options['tools'] === undefined ? 0 : JSON.stringify(question.options['tools']).length;
    const {messages, found, maxTokens} = fitWindow({messages: question.messages, found: retrieved, maxTokens: Number(question.options['max_tokens'] ?? limits.chatTokens), window, fixed: fixed + tools});
    const prompt = await this.#prompt(found);
    const {url, body} = dialect.ask({
      model: question.model ?? '',
      messages: [...(prompt ? [{role: 'system' as const, content: prompt}] : []), ...messages],
      options: {...question.options, max_tokens: maxTokens},
    });
    const watch = new Silence(limits.engineSilenceMs, signal);
    try {
      const answer = await this.#fetch(dialect, url, {method: 'POST', body: JSON.stringify(body)}, watch.signal);
      const type = answer.headers.get('Content-Type') ?? 'nothing';
      if (!dialect.streams.test(type)) throw engineUnavailable(this.#settings.engine!, new Error(`it answered ${type} in place of a stream`));
      return cite(guarded(dialect.read(heard(answer.body!, watch)), watch, engineKey), found);
    } catch (error) {
      watch.end();
      throw error;
    }
  }

  /** How it is spoken to: found out once, when it is there. */
  #open(): Promise<Dialect> {
    this.#dialect ??= openDialect(this.#settings).then((dialect) => {
      if (!dialect) throw engineUnavailable(this.#settings.engine!, new Error('nothing answers there'));
      return dialect;
    });
    this.#dialect.catch(() => (this.#dialect = undefined));
    return this.#dialect;
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
    const dialect = await this.#open();
    const {models} = this.#settings;
    const list = await this.#listOf(dialect);
    if (list.length === 0 && models && dialect.models === undefined) return models.map((id) => ({id, object: 'model', owned_by: dialect.id, generative: true}));
    const allowed = list.filter(({id}) => !models || models.includes(id));
    if ((models || dialect.models === undefined) && allowed.length === 0) { // else whichever the asker names would be used
      throw new UgglaError('engine-misconfigured', models ? `the engine has none of the models that may be used (${models.join(', ')})` : 'the engine does not tell which models it has', {status: 502, cure: 'Name models as the engine does (--engine-model): see its /v1/models, or the name of the deployment.'});
    }
    if (models) allowed.sort((one, other) => models.indexOf(one.id) - models.indexOf(other.id));
    const {engineWindow} = this.#settings;
    return engineWindow === undefined ? allowed : allowed.map((model) => ({...model, context_window: engineWindow}));
  }

  async #listOf(dialect: Dialect): Promise<ModelInfo[]> {
    if (dialect.models === undefined) return dialect.readModels(undefined);
    const answer = await this.#fetch(dialect, dialect.models, {}, AbortSignal.timeout(10_000));
    return dialect.readModels(await answer.json().catch(() => undefined));
  }

  async #fetch(dialect: Dialect, url: string, init: {method?: string; body?: string}, signal: AbortSignal): Promise<Response> {
    const {engineKey, engine} = this.#settings;
    let answer: Response;
    try {
      answer = await fetch(url, {
        ...init,
        signal,
        redirect: 'error', // the key must not follow to somewhere else
        headers: {'Content-Type': 'application/json', Accept: 'text/event-stream, application/x-ndjson, application/json', ...(engineKey ? dialect.auth(engineKey) : {})},
      });
    } catch (cause) {
      if (signal.aborted && signal.reason instanceof UgglaError) throw signal.reason;
      throw engineUnavailable(engine!, cause);
    }
    if (!answer.ok) throw await engineError(answer, engineKey);
    return answer;
  }
}

/** The pieces of an answer; one that ends before the engine said that it was whole was cut off. */
async function* guarded(deltas: AsyncGenerator<Delta>, watch: Silence, key: string | undefined): AsyncGenerator<Delta> {
  let finished = false;
  try {
    for await (const delta of deltas) {
      finished ||= delta.type === 'finish';
      yield delta;
    }
  } catch (caught) {
    const {reason} = watch.signal;
    if (watch.signal.aborted && reason instanceof UgglaError) throw reason;
    if (caught instanceof EngineFault) throw await engineError(new Response(JSON.stringify(caught.problem), {status: 502}), key);
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
