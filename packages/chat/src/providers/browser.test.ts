import {expect, fixture, html} from '@open-wc/testing';
import type {ChatMessage} from '@uggla/protocol';
import type {UgglaChat} from '../chat/chat-element.js';
import '../define.js';
import {BrowserProvider} from './browser.js';
import type {Delta} from './provider.js';

/** Stands for the browser's model: none of those that the tests run in has one. */
function model({state = 'available', words = ['Tira de ', '', 'la palanca.'], failure}: {state?: string; words?: string[]; failure?: Error} = {}) {
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
afterEach(() => (own ? Object.defineProperty(globalThis, 'LanguageModel', own) : delete (globalThis as {LanguageModel?: unknown}).LanguageModel));

async function ask(messages: ChatMessage[], signal = new AbortController().signal): Promise<Delta[]> {
  const deltas: Delta[] = [];
  for await (const delta of new BrowserProvider().stream({messages}, signal)) deltas.push(delta);
  return deltas;
}
const codeOf = (asked: Promise<unknown>) => asked.then(() => undefined, (caught: {code?: string}) => caught.code);

describe('BrowserProvider', () => {
  it('tells the model what was said before, streams what it says, and lets it go', async () => {
    const seen = model();
    const deltas = await ask([{role: 'system', content: 'Sé breve.'}, {role: 'user', content: 'Hola'}, {role: 'assistant', content: 'Dime.'}, {role: 'user', content: [{type: 'text', text: '¿Cómo?'}, {type: 'image_url', image_url: {url: 'data:image/png;base64,A'}}]}]);
    expect(deltas).to.deep.equal([{type: 'text', text: 'Tira de '}, {type: 'text', text: 'la palanca.'}, {type: 'done', reason: 'stop'}]);
    expect(seen.created).to.deep.equal([{initialPrompts: [{role: 'system', content: 'Sé breve.'}, {role: 'user', content: 'Hola'}, {role: 'assistant', content: 'Dime.'}]}]);
    expect(seen.asked).to.deep.equal([[{role: 'user', content: '¿Cómo?\n'}]]);
    expect(seen.destroyed).to.equal(1);
  });

  it('goes on with an answer that was cut off', async () => {
    const seen = model();
    await ask([{role: 'user', content: '¿Cómo?'}, {role: 'assistant', content: 'Tira'}]);
    expect([seen.created, seen.asked]).to.deep.equal([[{}], [[{role: 'user', content: '¿Cómo?'}, {role: 'assistant', content: 'Tira', prefix: true}]]]);
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
    const asked = performance.getEntriesByType('resource').slice(before).filter(({name}) => /models|completions|v1/.test(name));
    expect(asked).to.deep.equal([]);
    model({state: 'unavailable'});
    const failed = await chat.send('¿Y?');
    expect(failed.error?.code).to.equal('chat-browser-model-missing');
    await chat.updateComplete;
    expect(chat.renderRoot.querySelector('[role=alert]')!.textContent).to.contain('Este navegador');
  });
});
