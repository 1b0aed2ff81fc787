import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {join} from 'node:path';
import {openApp, type TestApp} from '../../support/app.test.util.js';
import {backendSuite} from '../../support/backends.test.util.js';

// A real model in the real library: UGGLA_NODE_LLAMA_CPP names a folder with node_modules/node-llama-cpp, model.gguf and
// lora.gguf. The model may be ever so small: a grammar made of a schema forces its words, token by token.

const folder = process.env['UGGLA_NODE_LLAMA_CPP']!;
const home = process.cwd();
const words = 'LoRA añade matrices pequeñas 😀 [1] (02:15).';
const forced = {
  response_format: {type: 'json_schema', json_schema: {name: 'words', schema: {enum: [words]}}},
  temperature: 0,
  max_tokens: 200,
};

before(() => process.chdir(folder)); // where the server looks for the library
after(() => process.chdir(home));

backendSuite('node-llama-cpp', async () => ({
  app: await openApp({chatOnly: true, model: join(folder, 'model.gguf')}),
  question: 'Once upon a time',
  body: forced,
  text: JSON.stringify(words),
  generative: true,
}));

describe('a LoRA adapter', () => {
  it('changes what the model says', async () => {
    const say = async (app: TestApp) =>
      (
        (await (
          await app.send('POST', '/v1/chat/completions', {
            body: {messages: [{role: 'user', content: 'Once upon a time'}], temperature: 0, seed: 1, max_tokens: 40},
          })
        ).json()) as {choices: [{message: {content: string}}]}
      ).choices[0].message.content;
    const plain = await openApp({chatOnly: true, model: join(folder, 'model.gguf')});
    const adapted = await openApp({
      chatOnly: true,
      model: join(folder, 'model.gguf'),
      loras: [join(folder, 'lora.gguf')],
    });
    const [one, again, other] = [await say(plain), await say(plain), await say(adapted)];
    await Promise.all([plain.close(), adapted.close()]);
    assert.ok(one.length > 20);
    assert.equal(one, again);
    assert.notEqual(one, other);
  });
});
