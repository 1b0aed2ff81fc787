// Chromium first: what is asked and kept is the same script in all engines; chat-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import {fixtureSite, type Rule} from '@uggla/testing';
import {ChatError} from '../chat-error.js';
import {readCapture} from '../testing/support.test.js';
import {fetchModels, isLlamaCpp, servingModel, windowOf} from './model-info.js';

const signal = () => new AbortController().signal;

/** What is learnt of the models of a server that answers so. */
async function learn(...rules: Rule[]) {
  const site = await fixtureSite({rules});
  const models = await fetchModels({endpoint: site.url('v1'), headers: async () => ({'x-login': 'ana'})}, signal());
  return {models, requests: await site.requests()};
}

const llama = {id: 'm.gguf', owned_by: 'llamacpp'};
const list = (...data: object[]): Rule => ({match: 'v1/models', body: {data}, type: 'application/json'});

describe('fetchModels', () => {
  it('reads what a real server says, and asks no further when that tells the window', async () => {
    const {body} = await readCapture('models');
    const {models, requests} = await learn({match: 'v1/models', body, type: 'application/json'});
    expect(models!.map(({id}) => id)).to.deep.equal(['stories260K.gguf']);
    expect(windowOf(models![0])).to.equal(1024);
    expect(requests.map(({path}) => path)).to.deep.equal(['v1/models']);
    expect(requests[0]!.headers['x-login']).to.equal('ana');
  });

  it('takes the window of a conversation from the properties of a real server, not that of the training', async () => {
    const {body} = await readCapture('props');
    const {models, requests} = await learn(list({...llama, meta: {n_ctx_train: 2048}}), {
      match: /^props/,
      body,
      type: 'application/json',
    });
    expect(windowOf(models![0])).to.equal(1024);
    expect(requests[1]!.headers['x-login']).to.equal('ana');
  });

  for (const [name, rule] of [
    ['refuses', {status: 403}],
    ['are a page', {body: '<p>', type: 'text/html'}],
    ['say nothing', {body: {}}],
    ['say it wrong', {body: {default_generation_settings: {n_ctx: '1024'}}}],
    ['break off', {reset: true}],
  ] as [string, Rule][]) {
    it(`knows the models all the same when the properties ${name}`, async () => {
      const {models} = await learn(list(llama), {match: /^props/, ...rule});
      expect(models!.map(({id}) => id)).to.deep.equal(['m.gguf']);
      expect(windowOf(models![0])).to.equal(undefined);
    });
  }

  it('leaves a window that the list tells as it is', async () => {
    const {models} = await learn(list(llama, {...llama, id: 'n', context_window: 8192}), {
      match: /^props/,
      body: {default_generation_settings: {n_ctx: 4096}},
    });
    expect(models!.map(windowOf)).to.deep.equal([4096, 8192]);
  });

  it('knows nothing, and says so apart, when the server wants to know who asks', async () => {
    for (const status of [401, 403]) expect((await learn({match: 'v1/models', status})).models).to.equal(undefined);
    for (const status of [404, 500]) expect((await learn({match: 'v1/models', status})).models).to.deep.equal([]);
  });

  it('knows nothing when the page cannot give its headers, or fails to', async () => {
    const refuse = (error: Error) => fetchModels({endpoint: '/v1', headers: () => Promise.reject(error)}, signal());
    expect(await refuse(new ChatError('chat-unauthorized', 'No login'))).to.equal(undefined);
    expect(await refuse(new Error('broken'))).to.deep.equal([]);
  });
});

describe('servingModel', () => {
  it('is the named one, else the first', () => {
    const models = [{id: 'a'}, {id: 'b'}];
    expect(servingModel(models, 'b')).to.equal(models[1]);
    expect(servingModel(models, undefined)).to.equal(models[0]);
    expect(servingModel(models, 'c')).to.equal(undefined);
    expect(servingModel([], undefined)).to.equal(undefined);
  });

  it('is the only one of a llama.cpp, which answers to any name', () => {
    expect(servingModel([llama], 'gpt-4')).to.equal(llama);
    expect(servingModel([{id: 'a', owned_by: 'vllm'}], 'gpt-4')).to.equal(undefined);
    expect(servingModel([llama, {...llama, id: 'n'}], 'gpt-4')).to.equal(undefined);
  });
});

describe('isLlamaCpp', () => {
  it('believes only what the server says of itself', () => {
    expect(isLlamaCpp([llama])).to.equal(true);
    expect(isLlamaCpp([{id: 'llamacpp'}, {id: 'a', owned_by: 'openai'}])).to.equal(false);
    expect(isLlamaCpp([])).to.equal(false);
  });
});
