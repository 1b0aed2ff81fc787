// Chromium first: what is asked when is the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import type {ChatMessage} from '@uggla/protocol';
import {fixtureSite, type Rule} from '@uggla/testing';
import {estimateTokens} from '../conversation/context-window.js';
import {readCapture} from '../testing/support.test.js';
import {TokenCounter} from './count-tokens.js';

const user = (content: ChatMessage['content']): ChatMessage => ({role: 'user', content});
const stay = () => new AbortController().signal;
const around = estimateTokens(user(''));

/** A counter that talks to a server whose tokenizer answers so. */
async function counter(...rules: Rule[]) {
  const site = await fixtureSite({rules: rules.map((rule) => ({match: /^tokenize/, method: 'POST', ...rule}))});
  const made = new TokenCounter({endpoint: site.url('v1/'), headers: async () => ({authorization: 'Bearer ana'})});
  return {counter: made, asked: () => site.requests('tokenize')};
}

describe('TokenCounter', () => {
  it('counts as a real server does, with what a template puts around the text', async () => {
    const {body} = await readCapture('tokenize');
    const {counter: real, asked} = await counter({body, type: 'application/json'});
    const count = await real.measure([user('Once upon a time')], stay());
    expect(count(user('Once upon a time'))).to.equal(JSON.parse(body).tokens.length + around);
    const [request] = await asked();
    expect(JSON.parse(request!.body)).to.deep.equal({content: 'Once upon a time'});
    expect(request!.headers['authorization']).to.equal('Bearer ana');
  });

  it('asks for each text once, whoever says it and how often', async () => {
    const {counter: one, asked} = await counter({body: {tokens: [1, 2]}});
    await one.measure([user('a'), user('b'), {role: 'assistant', content: 'a'}], stay());
    await one.measure([user('a'), user('b'), user('c')], stay());
    expect((await asked()).map(({body}) => JSON.parse(body).content).sort()).to.deep.equal(['a', 'b', 'c']);
  });

  it('counts the words of a message with pictures, and estimates the pictures', async () => {
    const picture = {type: 'image_url' as const, image_url: {url: 'data:,'}};
    const {counter: one, asked} = await counter({body: {tokens: Array(50).fill(1)}});
    const message = user([{type: 'text', text: 'abc'}, picture]);
    const count = await one.measure([message], stay());
    expect(count(message)).to.equal(estimateTokens(user([picture])) + 50);
    expect((await asked()).length).to.equal(1);
  });

  it('keeps what a call of a function takes', async () => {
    const {counter: one} = await counter({body: {tokens: [1]}});
    const call: ChatMessage = {
      role: 'assistant',
      content: 'Miro',
      tool_calls: [{id: 'a', type: 'function', function: {name: 'seats', arguments: '{"room":"A"}'}}],
    };
    const count = await one.measure([call], stay());
    expect(count(call)).to.equal(estimateTokens(call) - 1); // two by the estimate, one by the count
  });

  it('asks for no empty text', async () => {
    const {counter: one, asked} = await counter({body: {tokens: []}});
    const count = await one.measure([user(''), {role: 'assistant', content: null}], stay());
    expect([count(user('')), count({role: 'assistant', content: null})]).to.deep.equal([around, around]);
    expect(await asked()).to.deep.equal([]);
  });

  const wrong: [name: string, rule: Rule][] = [
    ['is not there', {status: 404}],
    ['fails', {status: 500}],
    ['says something else', {body: {count: 3}}],
    ['says it in no list', {body: {tokens: 'three'}}],
    ['shows a page', {body: '<!doctype html>', type: 'text/html'}],
    ['does not answer', {hang: true}],
  ];
  for (const [name, rule] of wrong) {
    it(`estimates when the tokenizer ${name}, and asks it no more`, async () => {
      const {counter: one, asked} = await counter(rule);
      const count = await one.measure([user('palabra '.repeat(10))], stay());
      expect(count(user('palabra '.repeat(10)))).to.equal(estimateTokens(user('palabra '.repeat(10))));
      const before = (await asked()).length;
      await one.measure([user('otra')], stay());
      expect((await asked()).length, 'nobody waits twice').to.equal(before);
    });
  }

  it('is asked again after the person has stopped: that is no fault of its', async () => {
    const {counter: one, asked} = await counter({body: {tokens: [1, 2, 3]}}, {hang: true, times: 1});
    const abort = new AbortController();
    const first = one.measure([user('a')], abort.signal);
    setTimeout(() => abort.abort(), 50);
    await first;
    const count = await one.measure([user('a')], stay());
    expect(count(user('a'))).to.equal(3 + around);
    expect((await asked()).length).to.be.at.least(1);
  });
});
