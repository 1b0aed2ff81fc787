import {expect, fixture, html} from '@open-wc/testing';
import type {ChatMessage} from '@uggla/protocol';
import type {UgglaChat} from '../chat/chat-element.js';
import '../define.js';
import {fixtureSite} from '@uggla/testing';
import {wllamaProvider, type WllamaOptions} from '../wllama.js';
import {BrowserProvider} from './browser.js';
import type {Delta} from './provider.js';

/** Stands for the browser's model: none of those that the tests run in has one. */
function model({
  state = 'available',
  words = ['Tira de ', '', 'la palanca.'],
  failure,
}: {state?: string; words?: string[]; failure?: Error} = {}) {
  const seen = {created: [] as object[], asked: [] as object[], destroyed: 0};
  const LanguageModel = {
    availability: async () => state,
    create: async ({signal: _, ...options}: {signal: AbortSignal}) => {
      seen.created.push(options);
      return {
        promptStreaming(input: object, {signal}: {signal: AbortSignal}) {
          seen.asked.push(input);
          return new ReadableStream<string>({
            start(controller) {
              if (failure) return controller.error(failure);
              for (const word of words) controller.enqueue(word);
              if (words.length > 0) return controller.close();
              signal.addEventListener('abort', () => controller.error(signal.reason));
            },
          });
        },
        destroy: () => (seen.destroyed += 1),
      };
    },
  };
  Object.assign(globalThis, {LanguageModel});
  return seen;
}
const own = Object.getOwnPropertyDescriptor(globalThis, 'LanguageModel');
afterEach(() =>
  own
    ? Object.defineProperty(globalThis, 'LanguageModel', own)
    : delete (globalThis as {LanguageModel?: unknown}).LanguageModel,
);

async function ask(messages: ChatMessage[], signal = new AbortController().signal): Promise<Delta[]> {
  const deltas: Delta[] = [];
  for await (const delta of new BrowserProvider().stream({messages}, signal)) deltas.push(delta);
  return deltas;
}
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (caught: {code?: string}) => caught.code,
  );

describe('BrowserProvider', () => {
  it('tells the model what was said before, streams what it says, and lets it go', async () => {
    const seen = model();
    const deltas = await ask([
      {role: 'system', content: 'Sé breve.'},
      {role: 'user', content: 'Hola'},
      {role: 'assistant', content: 'Dime.'},
      {
        role: 'user',
        content: [
          {type: 'text', text: '¿Cómo?'},
          {type: 'image_url', image_url: {url: 'data:image/png;base64,A'}},
        ],
      },
    ]);
    expect(deltas).to.deep.equal([
      {type: 'text', text: 'Tira de '},
      {type: 'text', text: 'la palanca.'},
      {type: 'done', reason: 'stop'},
    ]);
    expect(seen.created).to.deep.equal([
      {
        initialPrompts: [
          {role: 'system', content: 'Sé breve.'},
          {role: 'user', content: 'Hola'},
          {role: 'assistant', content: 'Dime.'},
        ],
      },
    ]);
    expect(seen.asked).to.deep.equal([[{role: 'user', content: '¿Cómo?\n'}]]);
    expect(seen.destroyed).to.equal(1);
  });

  it('goes on with an answer that was cut off', async () => {
    const seen = model();
    await ask([
      {role: 'user', content: '¿Cómo?'},
      {role: 'assistant', content: 'Tira'},
    ]);
    expect([seen.created, seen.asked]).to.deep.equal([
      [{}],
      [
        [
          {role: 'user', content: '¿Cómo?'},
          {role: 'assistant', content: 'Tira', prefix: true},
        ],
      ],
    ]);
  });

  it('downloads nothing that nobody agreed to, and says so where there is no model', async () => {
    for (const state of ['unavailable', 'downloadable', 'downloading']) {
      const seen = model({state});
      expect(await codeOf(ask([{role: 'user', content: 'x'}])), state).to.equal('chat-browser-model-missing');
      expect(seen.created).to.deep.equal([]);
    }
    Object.assign(globalThis, {LanguageModel: undefined});
    expect(await codeOf(ask([{role: 'user', content: 'x'}]))).to.equal('chat-browser-model-missing');
  });

  it('is no error when it is broken off, and one of length when the conversation is too long', async () => {
    const seen = model({words: []});
    const abort = new AbortController();
    const asked = ask([{role: 'user', content: 'x'}], abort.signal);
    setTimeout(() => abort.abort(), 10);
    expect(await asked).to.deep.equal([]);
    expect(seen.destroyed).to.equal(1);
    model({failure: Object.assign(new Error('too long'), {name: 'QuotaExceededError', quota: 4096})});
    const caught = await ask([{role: 'user', content: 'x'}]).catch((error: unknown) => error);
    expect(caught).to.include({code: 'chat-context-exceeded', contextWindow: 4096});
  });

  it('answers in the chat without an address, and asks no network', async () => {
    model();
    const before = performance.getEntriesByType('resource').length;
    const chat = await fixture<UgglaChat>(html`<uggla-chat protocol="browser" lang="es"></uggla-chat>`);
    expect((await chat.send('¿Cómo?')).text).to.equal('Tira de la palanca.');
    const asked = performance
      .getEntriesByType('resource')
      .slice(before)
      .filter(({name}) => /models|completions|v1/.test(name));
    expect(asked).to.deep.equal([]);
    model({state: 'unavailable'});
    const failed = await chat.send('¿Y?');
    expect(failed.error?.code).to.equal('chat-browser-model-missing');
    await chat.updateComplete;
    expect(chat.renderRoot.querySelector('[role=alert]')!.textContent).to.contain('Este navegador');
  });
});

/** Stands for the library: what it was given, and an engine that says these pieces. */
function library(answers: (() => AsyncIterable<unknown>)[]) {
  const seen = {
    made: [] as unknown[],
    loaded: [] as [sizes: number[], options: object][],
    asked: [] as Record<string, unknown>[],
    closed: 0,
  };
  class Wllama {
    constructor(...settings: unknown[]) {
      seen.made.push(settings);
    }
    setCompat(compat: unknown) {
      seen.made.push(compat);
    }
    async loadModel(parts: Blob[], options: object) {
      seen.loaded.push([parts.map(({size}) => size), options]);
    }
    async createChatCompletion({abortSignal, ...options}: Record<string, unknown>) {
      seen.asked.push({...options, stoppable: abortSignal instanceof AbortSignal});
      return (answers.shift() ?? (() => say('Sí.')))();
    }
    async exit() {
      seen.closed += 1;
    }
  }
  return {seen, library: async () => ({Wllama})};
}

async function* say(...pieces: string[]): AsyncGenerator<object> {
  yield {choices: [{delta: {role: 'assistant', content: null}, finish_reason: null}]};
  for (const content of pieces) yield {choices: [{delta: {content}}]};
  yield {
    choices: [{delta: {reasoning_content: 'hm'}, finish_reason: 'stop'}],
    usage: {prompt_tokens: 3, completion_tokens: 2},
  };
}

describe('wllamaProvider', () => {
  const model = async (more: Partial<WllamaOptions> = {}, answers: (() => AsyncIterable<unknown>)[] = []) => {
    const site = await fixtureSite({files: {'a.gguf': 'GGUF one', 'b.gguf': 'GGUF two!'}});
    const {seen, library: load} = library(answers);
    const provider = wllamaProvider({
      library: load,
      wasm: site.url('w.wasm'),
      model: [site.url('a.gguf'), site.url('b.gguf')],
      ...more,
    });
    const run = async (
      messages: ChatMessage[] = [{role: 'user', content: 'Hola'}],
      signal = new AbortController().signal,
    ) => {
      const deltas: Delta[] = [];
      for await (const delta of provider.stream({messages, maxTokens: 9, extra: {seed: 1}}, signal)) deltas.push(delta);
      return deltas;
    };
    return {site, seen, provider, run};
  };

  it('fetches nothing before the first question, then what the page names and nothing else, once', async () => {
    const told: number[][] = [];
    const {site, seen, run} = await model({contextWindow: 512, progress: (...bytes) => told.push(bytes)});
    expect([seen.made, await site.requests()]).to.deep.equal([[], []]);
    const picture: ChatMessage = {
      role: 'user',
      content: [
        {type: 'text', text: '¿Y esto?'},
        {type: 'image_url', image_url: {url: 'data:,'}},
      ],
    };
    expect(await run([picture])).to.deep.equal([
      {type: 'text', text: 'Sí.'},
      {type: 'reasoning', text: 'hm'},
      {type: 'usage', usage: {prompt_tokens: 3, completion_tokens: 2, total_tokens: 5}},
      {type: 'done', reason: 'stop'},
    ]);
    await run();
    expect((await site.requests()).map(({path}) => path).sort()).to.deep.equal(['a.gguf', 'b.gguf']);
    expect(seen.made).to.deep.equal([[{default: site.url('w.wasm')}, {suppressNativeLog: true}], null]);
    expect(seen.loaded).to.deep.equal([[[8, 9], {n_ctx: 512, n_threads: 1}]]);
    expect(seen.asked[0]).to.deep.equal({
      seed: 1,
      messages: [{role: 'user', content: '¿Y esto?\n'}],
      max_tokens: 9,
      stream: true,
      stoppable: true,
    });
    expect(told.at(-1)).to.deep.equal([17, 17]);
    expect(await caches.has('uggla-models')).to.equal(false);
  });

  it('lets one question wait for another, also one that was stopped', async () => {
    let running = 0;
    let most = 0;
    const slow = async function* () {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield* say('Ya.');
      running -= 1;
    };
    const {seen, run} = await model({}, [slow, slow, slow]);
    const stop = new AbortController();
    const three = [run(), run(undefined, stop.signal), run()];
    stop.abort();
    const [one, two, last] = await Promise.all(three);
    expect([one![0], two, last![0], most, seen.asked.length]).to.deep.equal([
      {type: 'text', text: 'Ya.'},
      [],
      {type: 'text', text: 'Ya.'},
      1,
      2,
    ]);
  });

  it('says what is missing and tries anew with the next question; a broken engine is given up', async () => {
    const fails = (error: Error) =>
      async function* (): AsyncGenerator<object> {
        throw error;
      };
    const {site, seen, run, provider} = await model({}, [
      fails(Object.assign(new Error('full'), {type: 'kv_cache_full'})),
      fails(new Error('unreachable executed')),
      () => say('Otra vez.'),
    ]);
    await site.rule({match: 'b.gguf', status: 404, times: 1});
    expect(await codeOf(run())).to.equal('chat-browser-model-missing');
    expect(await codeOf(run())).to.equal('chat-context-exceeded');
    expect(await run().catch((caught: Error) => caught.message)).to.equal('unreachable executed');
    expect(seen.closed).to.equal(1);
    expect((await run())[0]).to.deep.equal({type: 'text', text: 'Otra vez.'});
    expect(seen.loaded.length).to.equal(2);
    await provider.close();
    expect(seen.closed).to.equal(2);
  });

  it('keeps the model on the device when the page says so', async () => {
    const {site, run, provider} = await model({keep: true});
    await run();
    await provider.close();
    await run();
    expect((await site.requests('gguf')).length).to.equal(2);
    expect(await (await (await caches.open('uggla-models')).match(site.url('a.gguf')))!.text()).to.equal('GGUF one');
    await caches.delete('uggla-models');
  });
});
