import {UgglaError, type ModelInfo} from '@uggla/protocol';
import type {Settings} from '../options.js';
import {engineError, engineUnavailable} from './engine-errors.js';
import {EngineFault, type Dialect, type EngineQuestion} from './engines/dialect.js';
import {openDialect} from './engines/open-dialect.js';
import {Silence} from './engines/silence.js';
import type {Delta} from './provider.js';

/** What writes answers: an engine at an address, or one in this server. Knows nothing of the campus. */
export interface Engine {
  /** @throws {@link UgglaError} `engine-*` */
  models(): Promise<ModelInfo[]>;
  /**
   * Rejects before the first piece when there will be no answer at all.
   *
   * @throws {@link UgglaError} `engine-*`
   */
  ask(question: EngineQuestion, signal: AbortSignal): Promise<AsyncIterable<Delta>>;
}

/** An engine at an address, whatever it speaks. */
export class HttpEngine implements Engine {
  readonly #settings: Settings;
  #dialect: Promise<Dialect> | undefined;
  #models: {until: number; list: Promise<ModelInfo[]>} | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
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

  async ask(question: EngineQuestion, signal: AbortSignal): Promise<AsyncIterable<Delta>> {
    const {limits, engineKey} = this.#settings;
    const dialect = await this.#open();
    const {url, body} = dialect.ask(question);
    const watch = new Silence(limits.engineSilenceMs, signal);
    try {
      const answer = await this.#fetch(dialect, url, {method: 'POST', body: JSON.stringify(body)}, watch.signal);
      const type = answer.headers.get('Content-Type') ?? 'nothing';
      if (!dialect.streams.test(type))
        throw engineUnavailable(this.#settings.engine!, new Error(`it answered ${type} in place of a stream`));
      return guarded(dialect.read(heard(answer.body!, watch)), watch, engineKey);
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

  async #fetchModels(): Promise<ModelInfo[]> {
    const dialect = await this.#open();
    const {models} = this.#settings;
    const list = await this.#listOf(dialect);
    if (list.length === 0 && models && dialect.models === undefined)
      return models.map((id) => ({id, object: 'model', owned_by: dialect.id, generative: true}));
    const allowed = list.filter(({id}) => !models || models.includes(id));
    if ((models || dialect.models === undefined) && allowed.length === 0) {
      // else whichever the asker names would be used
      throw new UgglaError(
        'engine-misconfigured',
        models
          ? `the engine has none of the models that may be used (${models.join(', ')})`
          : 'the engine does not tell which models it has',
        {
          status: 502,
          cure: 'Name models as the engine does (--engine-model): see its /v1/models, or the name of the deployment.',
        },
      );
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

  async #fetch(
    dialect: Dialect,
    url: string,
    init: {method?: string; body?: string},
    signal: AbortSignal,
  ): Promise<Response> {
    const {engineKey, engine} = this.#settings;
    let answer: Response;
    try {
      answer = await fetch(url, {
        ...init,
        signal,
        redirect: 'error', // the key must not follow to somewhere else
        headers: {
          'Content-Type': 'application/json',
          Accept: 'text/event-stream, application/x-ndjson, application/json',
          ...(engineKey ? dialect.auth(engineKey) : {}),
        },
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
    if (caught instanceof EngineFault)
      throw await engineError(new Response(JSON.stringify(caught.problem), {status: 502}), key);
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
  return new UgglaError('engine-cut-off', 'the engine broke off before the answer was whole', {
    status: 502,
    cause,
    cure: 'Ask again.',
  });
}
