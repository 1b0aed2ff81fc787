// A real model in a real page, by the real library: UGGLA_WLLAMA names a folder with node_modules/@wllama/wllama and
// model.gguf. The model may be ever so small: a grammar forces its words, token by token.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openBrowser, openPage} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';
import {serveFiles} from './lib/files.mjs';

const folder = process.env.UGGLA_WLLAMA;
const library = join(folder, 'node_modules/@wllama/wllama');
const words = 'LoRA añade matrices pequeñas 😀 [1] (02:15).';
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src blob:";
const page = `<!doctype html><html lang="es"><meta charset="utf-8"><title>Chat</title><link rel="icon" href="data:,">
<script type="module" src="/bundle/uggla-chat.js"></script><script type="module" src="/page.js"></script><uggla-chat id="chat"></uggla-chat>`;
const script = `import {wllamaProvider} from '/bundle/uggla-wllama.js';
globalThis.told = [];
globalThis.make = (keep = false, model = '/model.gguf') => {
  const provider = wllamaProvider({library: () => import('/library/esm/index.js'), wasm: '/library/esm/wasm/wllama.wasm', model, contextWindow: 512, keep, progress: (loaded, total) => globalThis.told.push([loaded, total])});
  Object.assign(document.querySelector('#chat'), {provider, maxTokens: 60});
  return provider;
};`;

describe('a model in the page', () => {
  let server, browser, seen;

  before(async () => {
    server = await serveFiles(
      (path) => {
        seen.push(path);
        if (path === '/') return {type: '.html', body: page};
        if (path === '/page.js') return {type: '.js', body: script};
        if (path === '/model.gguf') return {file: join(folder, 'model.gguf')};
        if (path.startsWith('/library/')) return {file: join(library, path.slice(9))};
        return path.startsWith('/bundle/') ? {file: join(root, 'packages/elements/dist', path)} : undefined;
      },
      {policy},
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.stop();
  });

  async function open() {
    seen = [];
    const all = await openPage(browser);
    await all.page.goto(server.url, {waitUntil: 'load'});
    await all.page.waitForFunction(() => globalThis.make && customElements.get('uggla-chat'));
    return all;
  }

  it('answers token by token from the page’s own addresses alone, and is fetched with the first question', async () => {
    const {page: tab, foreign, errors} = await open();
    await tab.evaluate(() => void globalThis.make());
    assert.ok(!seen.some((path) => /model|library/.test(path)), 'nobody has asked yet');
    const {text, state, grew, told} = await tab.evaluate(async (words) => {
      const chat = document.querySelector('#chat');
      chat.extraBody = {grammar: `root ::= ${JSON.stringify(words)}`, temperature: 0};
      let grew = 0;
      const watch = setInterval(() => (grew = Math.max(grew, new Set([chat.messages[1]?.text]).size)), 1);
      const {text, state} = await chat.send('Once upon a time');
      clearInterval(watch);
      return {text, state, grew, told: globalThis.told};
    }, words);
    assert.deepEqual([text, state], [words, 'done']);
    assert.ok(grew > 0 && told.length > 0 && told.at(-1)[0] > 1e5);
    assert.deepEqual([foreign, errors], [[], []]);
    assert.equal(seen.filter((path) => path === '/model.gguf').length, 1);
  });

  it('stops at once, answers the next question after that, and is loaded once', async () => {
    const {page: tab} = await open();
    const {states, texts} = await tab.evaluate(async () => {
      globalThis.make();
      const chat = document.querySelector('#chat');
      chat.extraBody = {temperature: 0};
      chat.maxTokens = 400;
      const first = chat.send('Once upon a time');
      while (!chat.messages[1]?.text) await new Promise((done) => setTimeout(done, 5));
      chat.stop();
      const stopped = await first;
      chat.extraBody = {grammar: 'root ::= "Hola."', temperature: 0};
      const next = await chat.send('And then?');
      return {states: [stopped.state, next.state], texts: [stopped.text.length > 0, next.text]};
    });
    assert.deepEqual(
      [states, texts],
      [
        ['stopped', 'done'],
        [true, 'Hola.'],
      ],
    );
    assert.equal(seen.filter((path) => path === '/model.gguf').length, 1);
  });

  it('keeps the model only where the page says so; then it is fetched once, also by the next page', async () => {
    const {page: tab} = await open();
    const ask = (keep) =>
      tab.evaluate(async (keep) => {
        const provider = globalThis.make(keep);
        document.querySelector('#chat').maxTokens = 2;
        await document.querySelector('#chat').send('Hi');
        await provider.close();
        return (await caches.keys()).length;
      }, keep);
    assert.equal(await ask(false), 0);
    assert.equal(await ask(true), 1);
    await tab.reload();
    await tab.waitForFunction(() => globalThis.make && customElements.get('uggla-chat'));
    await ask(true);
    assert.equal(seen.filter((path) => path === '/model.gguf').length, 2);
  });

  it('says what is missing where there is no model', async () => {
    const {page: tab, errors} = await open();
    const code = await tab.evaluate(async () => {
      globalThis.make(false, '/none.gguf');
      return (await document.querySelector('#chat').send('Hi')).error.code;
    });
    assert.equal(code, 'chat-browser-model-missing');
    assert.deepEqual(errors, []);
  });
});
