import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {ModelInfo} from '@uggla/protocol';
import {codeOf, openApp, type TestApp} from '../../support/app.test.util.js';
import {readAnswer} from '../../support/chat.test.util.js';
import {publishedCampus} from '../../support/campus.test.util.js';
import {until} from '../../support/server.test.util.js';

// Stands in for node-llama-cpp, which is optional and large: it says what it was asked, a word at a time, as that does.
const library = `
export const getLlama = async (options) => ({loadModel: async ({modelPath}) => {
  if (modelPath.endsWith('broken.gguf')) throw new Error('Invalid GGUF magic');
  return {tokenize: (text) => text.split(/\\s+/), createContext: async ({contextSize, threads, lora}) => {
    let taken = false;
    return {contextSize: Math.min(contextSize.max, 2048), getSequence: () => {
      if (taken) throw new Error('no sequences left');
      taken = true;
      return {lora, clearHistory: async () => {}, dispose: () => (taken = false)};
    }};
  }};
}});
export class LlamaChatSession {
  constructor({contextSequence, systemPrompt}) { this.sequence = contextSequence; this.system = systemPrompt; }
  setChatHistory(history) { this.history = history; }
  dispose() {}
  async promptWithMeta(text, {signal, maxTokens, onResponseChunk, customStopTriggers}) {
    if (text === 'fail') throw new Error('out of memory at /home/me');
    const lora = this.sequence.lora?.adapters.map(({filePath, scale}) => filePath.split('/').at(-1) + '@' + scale).join() ?? '';
    const words = text === 'for ever' ? (function* () { for (;;) yield 'y '; })() : (text === 'all' ? JSON.stringify([this.system ?? '', this.history, lora, customStopTriggers]) : 'Tira de la palanca [1].').split(/(?<= )/);
    onResponseChunk({type: 'segment', segmentType: 'thought', text: 'Hm.'});
    let at = 0;
    for (const word of words) {
      if (signal.aborted) return {stopReason: 'abort'};
      if (at++ >= maxTokens && text !== 'for ever') return {stopReason: 'maxTokens'};
      onResponseChunk({text: word});
      await new Promise((resolve) => setTimeout(resolve, text === 'for ever' ? 5 : 0));
    }
    return {stopReason: 'eogToken'};
  }
}`;

const home = process.cwd();
let folder: string;
let app: TestApp;
const apps: TestApp[] = [];
const open = async (options: Parameters<typeof openApp>[0]) => {
  const made = await openApp({chatOnly: true, model: join(folder, 'm.gguf'), ...options});
  apps.push(made);
  return made;
};
const ask = (text: string, body: object = {}, to = app) =>
  to.send('POST', '/v1/chat/completions', {body: {messages: [{role: 'user', content: text}], ...body}});
const textOf = async (answer: Response) =>
  ((await answer.json()) as {choices: [{message: {content: string}}]}).choices[0].message.content;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'uggla-model-'));
  const place = join(folder, 'with', 'node_modules', 'node-llama-cpp');
  mkdirSync(place, {recursive: true});
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({name: 'node-llama-cpp', type: 'module', exports: './index.js'}),
  );
  writeFileSync(join(place, 'index.js'), library);
  for (const name of ['m.gguf', 'broken.gguf', 'a.gguf', 'b.gguf']) writeFileSync(join(folder, name), 'GGUF');
  process.chdir(join(folder, 'with'));
  app = await open({});
});
after(async () => {
  process.chdir(home);
  for (const one of apps) await one.close();
  rmSync(folder, {recursive: true, force: true});
});

describe('--model', () => {
  it('answers in OpenAI’s form, thoughts apart, with usage and an end', async () => {
    const {data} = (await (await app.send('GET', '/v1/models')).json()) as {data: ModelInfo[]};
    assert.deepEqual(data, [
      {id: 'm.gguf', object: 'model', owned_by: 'uggla', generative: true, context_window: 2048},
    ]);
    const {text, reasoning, finish, done, chunks} = await readAnswer(
      await ask('¿Cómo?', {stream: true, stream_options: {include_usage: true}}),
    );
    assert.deepEqual([text, reasoning, finish, done], ['Tira de la palanca [1].', 'Hm.', 'stop', true]);
    assert.ok(chunks.at(-1)!.usage!.completion_tokens > 0);
    const short = await readAnswer(await ask('¿Cómo?', {stream: true, max_tokens: 2}));
    assert.deepEqual([short.text, short.finish], ['Tira de ', 'length']);
  });

  it('reads system, history and adapters as they were given, and cites the campus', async () => {
    const whole = await open({
      chatOnly: false,
      root: await publishedCampus(),
      loras: [join(folder, 'a.gguf'), `${join(folder, 'b.gguf')}:0.5`],
    });
    const messages = [
      {role: 'user', content: '¿Uno?'},
      {role: 'assistant', content: 'Sí.'},
      {role: 'user', content: 'all'},
    ];
    const [system, history, lora, stop] = JSON.parse(await textOf(await ask('', {messages, stop: 'X'}, whole))) as [
      string,
      object[],
      string,
      string[],
    ];
    assert.match(system, /Use only the numbered passages|No passage of the campus fits/);
    assert.deepEqual(history.slice(1), [
      {type: 'user', text: '¿Uno?'},
      {type: 'model', response: ['Sí.']},
    ]);
    assert.deepEqual([lora, stop], ['a.gguf@1,b.gguf@0.5', ['X']]);
    const {citations} = await readAnswer(await ask('¿Cómo ajusto la altura de la silla?', {stream: true}, whole));
    assert.deepEqual(
      citations.map(({index}) => index),
      [1],
    );
  });

  it('answers several one after another, and stops at once for who goes away', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => ask('¿Cómo?').then(textOf)));
    assert.deepEqual(new Set(answers), new Set(['Tira de la palanca [1].']));
    const reader = (await ask('for ever', {stream: true})).body!.getReader();
    await reader.read();
    const waiting = ask('¿Cómo?').then(textOf);
    await reader.cancel();
    assert.equal(await waiting, 'Tira de la palanca [1].');
    await until(() => app.services.concurrency.running === 0);
  });

  it('says what it is when the model fails, and goes on with the next question', async () => {
    const answer = await ask('fail');
    const text = await answer.text();
    assert.deepEqual([answer.status, (JSON.parse(text) as {code: string}).code], [502, 'engine-failed']);
    assert.doesNotMatch(text, /home/);
    assert.equal(await textOf(await ask('¿Cómo?')), 'Tira de la palanca [1].');
  });

  it('says that a file is none that can be run, or not there', async () => {
    const answer = await ask('hola', {}, await open({model: join(folder, 'broken.gguf')}));
    assert.deepEqual([answer.status, await codeOf(answer)], [503, 'model-unusable']);
    await assert.rejects(open({model: join(folder, 'none.gguf')}), {code: 'server-misconfigured'});
    await assert.rejects(open({loras: [join(folder, 'none.gguf:2')]}), {code: 'server-misconfigured'});
    await assert.rejects(open({engine: 'http://127.0.0.1:9'}), {code: 'server-misconfigured'});
    await assert.rejects(openApp({chatOnly: true, loras: ['a.gguf']}), {code: 'server-misconfigured'});
  });

  it('says how to install what runs it, when that is missing; everything else works', async () => {
    process.chdir(folder);
    try {
      const bare = await open({});
      const answer = await ask('hola', {}, bare);
      const {code, detail} = (await answer.json()) as {code: string; detail: string};
      assert.deepEqual([answer.status, code], [503, 'model-engine-missing']);
      assert.match(detail, /npm i node-llama-cpp@3 --omit=optional/);
      assert.equal((await bare.send('GET', '/healthz')).status, 200);
    } finally {
      process.chdir(join(folder, 'with'));
    }
  });
});
