// Chromium first: what is kept and asked again is the same script in all engines; chat-element.test.ts tries what is
// shown.
import {expect, fixture, html} from '@open-wc/testing';
import {chatStream, fixtureSite, type FixtureSite} from '@uggla/testing';
import {asked, part, readCapture, stream, texts, until} from '../testing/support.test.js';
import type {ChatProvider, ProviderRequest} from '../providers/provider.js';
import type {UgglaChat} from './chat-element.js';

const llama = (meta?: object) => ({
  match: 'v1/models',
  body: {data: [{id: 'stories260K.gguf', owned_by: 'llamacpp', ...(meta ? {meta} : {})}]},
  type: 'application/json',
});

async function open(site: FixtureSite, more: Partial<UgglaChat> = {}): Promise<UgglaChat> {
  const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang="en"></uggla-chat>`);
  Object.assign(chat, more);
  return chat;
}

const meter = (chat: UgglaChat) => part(chat, 'context')?.querySelector('meter');

/** An engine of one token a word that refuses what it cannot read, as a server does. */
function strictEngine(contextWindow: number) {
  const sizes: number[] = [];
  const words = ({messages}: ProviderRequest) =>
    messages.reduce((sum, {content}) => sum + String(content).split(' ').length, 0);
  const provider: ChatProvider = {
    id: 'strict',
    capabilities: {contextWindow},
    async *stream(request) {
      sizes.push(words(request));
      if (words(request) > contextWindow) throw new Error('refused for length');
      yield {type: 'text', text: 'palabra '.repeat(200)};
      yield {type: 'done', reason: 'stop'};
    },
  };
  return {provider, sizes};
}

describe('UgglaChat and the window of the model', () => {
  for (const contextWindow of [4096, 8192]) {
    it(`is never refused in a long conversation at ${contextWindow} tokens, and says what it left out`, async () => {
      const {provider, sizes} = strictEngine(contextWindow);
      const chat = await fixture<UgglaChat>(html`<uggla-chat lang="en" .provider=${provider}></uggla-chat>`);
      const asks = contextWindow / 200;
      for (let n = 0; n < asks; n++) {
        const answer = await chat.send(`${n} ${'pregunta '.repeat(150)}`);
        expect(answer.error, `question ${n}`).to.equal(undefined);
      }
      expect(Math.max(...sizes)).to.be.at.most(contextWindow);
      const {leftOut} = chat.messages.at(-1)!;
      expect(leftOut).to.be.greaterThan(0);
      await until(() => texts(chat, 'assistant').at(-1)?.includes(`The ${leftOut} oldest messages no longer fit`));
      expect(texts(chat, 'assistant').at(-1)).to.contain(
        `${chat.messages.at(-1)!.shortened} older messages were sent in a short form.`,
      );
      expect(meter(chat)!.value / meter(chat)!.max).to.be.within(0.3, 1);
    });
  }

  it('shows how full it is, by the count of the engine where that tells', async () => {
    const {body, head} = await readCapture('chat-stream-timings');
    const site = await fixtureSite({
      rules: [llama({n_ctx: 1024}), {...stream, body, type: head.headers['content-type']!}],
    });
    const chat = await open(site);
    await site.seen('v1/models');
    expect(meter(chat), 'nothing has been said yet').to.equal(undefined);
    const {usage} = await chat.send('Hi');
    expect(usage!.total_tokens).to.be.greaterThan(20);
    await until(() => meter(chat)?.value === usage!.total_tokens);
    expect(meter(chat)!.max).to.equal(1024);
    expect(meter(chat)!.getAttribute('aria-label')).to.match(/^The model’s memory: \d+%$/);
    await expect(chat).to.be.accessible();
    chat.clear();
    await until(() => !meter(chat));
  });

  it('shows nothing where no model reads, and keeps to what the server takes all the same', async () => {
    const passages = {
      match: 'v1/models',
      body: {data: [{id: 'uggla-extractive', generative: false, context_window: 1000}]},
    };
    const site = await fixtureSite({rules: [passages, {...stream, body: chatStream(['Sí.'])}]});
    const chat = await open(site);
    await until(() => texts(chat, 'notice')[0]?.includes('No language model'));
    for (const text of ['uno', 'dos']) await chat.send(`${text} ${'x'.repeat(1800)}`);
    expect(part(chat, 'context')).to.equal(null);
    expect((await asked(site)).at(-1)!.messages.reduce((sum, {content}) => sum + content.length, 0)).to.be.at.most(
      2250,
    );
  });

  it('offers to send less where the server says that it is too much, and keeps to that', async () => {
    const site = await fixtureSite({
      rules: [
        {match: 'v1/models', status: 404},
        {...stream, body: chatStream(['Sí.'])},
      ],
    });
    const chat = await open(site);
    await chat.send('x'.repeat(8000));
    await site.rule({
      ...stream,
      status: 413,
      type: 'application/problem+json',
      times: 1,
      body: {
        code: 'question-too-long',
        title: 'the conversation has 8010 characters, 8000 are taken',
        error: {
          message: 'the conversation has 8010 characters, 8000 are taken',
          type: 'invalid_request_error',
          code: 'question-too-long',
        },
      },
    });
    expect((await chat.send('¿Y?')).error?.code).to.equal('chat-context-exceeded');
    await until(() => chat.renderRoot.querySelector('.ways button'));
    expect(texts(chat, 'error')[0]).to.contain('Send again with less history');
    chat.renderRoot.querySelector<HTMLButtonElement>('.ways button')!.click();
    await until(() => chat.messages.at(-1)?.state === 'done' && chat.messages.length === 4);
    expect((await asked(site)).at(-1)!.messages.reduce((sum, {content}) => sum + content.length, 0)).to.be.lessThan(
      500,
    );
  });

  it('shows nothing where nobody knows the window', async () => {
    const site = await fixtureSite({
      rules: [
        {match: 'v1/models', status: 404},
        {...stream, body: chatStream(['Sí.'])},
      ],
    });
    const chat = await open(site);
    await chat.send('Hola');
    await until(() => texts(chat, 'assistant')[0]?.includes('Sí.'));
    expect(part(chat, 'context')).to.equal(null);
  });

  it('learns it from /props where the list of models does not tell', async () => {
    const {body} = await readCapture('props');
    const site = await fixtureSite({
      rules: [
        llama({n_ctx_train: 2048}),
        {match: /^props/, body, type: 'application/json'},
        {...stream, body: chatStream(['Sí.'])},
      ],
    });
    const chat = await open(site);
    await site.seen('props', {ended: 'done'});
    await chat.send('Hola');
    await until(() => meter(chat)?.max === 1024, 'the window of the server is not known');
  });

  it('asks no other engine for /props or for tokens', async () => {
    const models = {
      match: 'v1/models',
      body: {data: [{id: 'm', owned_by: 'vllm', context_window: 512}]},
      type: 'application/json',
    };
    const site = await fixtureSite({rules: [models, {...stream, body: chatStream(['Sí.'])}]});
    const chat = await open(site);
    await until(async () => (await site.requests('v1/models'))[0]?.ended === 'done');
    await chat.send('x '.repeat(400));
    await chat.send('y '.repeat(400));
    expect((await site.requests(/props|tokenize/)).length).to.equal(0);
  });

  it('lets llama.cpp count what may be too long, each text once, and trims by its count', async () => {
    const tokens = (count: number) => ({tokens: Array.from({length: count}, (_, id) => id)});
    const site = await fixtureSite({
      rules: [
        llama({n_ctx: 1024}),
        {...stream, body: chatStream(['Sí.'])},
        {match: /^tokenize/, method: 'POST', body: tokens(300)},
      ],
    });
    const chat = await open(site);
    await until(() => chat.renderRoot.querySelector('textarea'));
    await until(async () => (await site.requests('v1/models'))[0]?.ended === 'done');
    await chat.send('corta');
    expect((await site.requests('tokenize')).length, 'a short one need not be counted').to.equal(0);
    for (const text of ['uno', 'dos', 'tres']) await chat.send(`${text} ${'日'.repeat(600)}`);
    const counted = (await site.requests('tokenize')).map(({body}) => JSON.parse(body).content as string);
    expect(new Set(counted).size, 'each once').to.equal(counted.length);
    const last = (await asked(site)).at(-1)!.messages;
    expect(last.filter(({content}) => content.length > 200).length, 'three texts of 300 do not fit into 768').to.equal(
      1,
    );
    const {leftOut, shortened} = chat.messages.at(-1)!;
    expect(leftOut + shortened).to.be.greaterThan(0);
  });

  it('asks all the same, by its own estimate, when the tokenizer is not there or does not answer', async () => {
    for (const rule of [{status: 404}, {hang: true}, {body: 'no'}]) {
      const site = await fixtureSite({
        rules: [llama({n_ctx: 1024}), {...stream, body: chatStream(['Sí.'])}, {match: /^tokenize/, ...rule}],
      });
      const chat = await open(site);
      await until(async () => (await site.requests('v1/models'))[0]?.ended === 'done');
      expect((await chat.send('ñ'.repeat(1200))).text).to.equal('Sí.');
    }
  });

  it('stops at once while the tokens are being counted', async () => {
    const site = await fixtureSite({
      rules: [llama({n_ctx: 1024}), {...stream, body: chatStream(['Sí.'])}, {match: /^tokenize/, hang: true}],
    });
    const chat = await open(site);
    await chat.send('corta');
    await until(() => meter(chat)); // the page, too, has read what the model is
    const answer = chat.send('ñ'.repeat(1200));
    await site.seen('tokenize');
    chat.stop();
    expect(await answer).to.include({state: 'stopped', text: ''});
    expect(await asked(site)).to.have.length(1);
  });
});
