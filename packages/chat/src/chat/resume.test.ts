// Chromium first: what is kept and asked again is the same script in all engines; post-events.test.ts tries the stream
// itself.
import {expect} from '@open-wc/testing';
import {chatStream, collectEvents, nextEvent, type FixtureSite} from '@uggla/testing';
import {asked, chatWith, engine, part, texts, until} from '../testing/support.test.js';
import type {MessageFinishEvent} from '../events.js';
import type {UgglaChat} from './chat-element.js';
import {keepsStreams} from './model-info.js';

const body = chatStream(['La silla ', 'se sube ', 'con la palanca.']);
const half = body.indexOf('se sube') - 100;
const rest = {match: 'v1/stream', method: 'GET', body, type: 'text/event-stream', fromQuery: 'from'};

/** A chat whose answer breaks in the middle, after it has been read so far. */
async function broken(
  kept: object,
): Promise<{chat: UgglaChat; site: FixtureSite; answer: ReturnType<UgglaChat['send']>}> {
  const site = await engine({body, cutAfter: half, gateAfter: half, gate: 'read', times: 1});
  await site.rule({...rest, ...kept});
  const chat = await chatWith(site);
  const answer = chat.send('¿Cómo?');
  await until(() => chat.messages[1]?.text === 'La silla ');
  await site.open('read');
  return {chat, site, answer};
}

describe('UgglaChat whose connection breaks', () => {
  it('goes on by itself where the engine has kept the answer, and asks nothing twice', async () => {
    const {chat, site, answer} = await broken({});
    const errors = collectEvents(chat, 'uggla-error');
    expect(await answer).to.include({
      text: 'La silla se sube con la palanca.',
      state: 'done',
      finish: 'stop',
      error: undefined,
    });
    await until(() => texts(chat, 'assistant')[0]?.includes('La silla se sube con la palanca.'));
    expect((await asked(site)).length).to.equal(1);
    expect(errors).to.deep.equal([]);
  });

  it('says that it is taking up the connection, and takes that back', async () => {
    const {chat, site, answer} = await broken({gate: 'back'});
    await until(() => texts(chat, 'assistant')[0]?.includes('Reconnecting'), 'nothing was said');
    expect(chat.busy).to.equal(true);
    await site.open('back');
    await answer;
    await until(() => !texts(chat, 'assistant')[0]!.includes('Reconnecting'));
  });

  it('can be stopped meanwhile; what came stays, and the engine is told', async () => {
    const {chat, site, answer} = await broken({gate: 'never'});
    await until(() => texts(chat, 'assistant')[0]?.includes('Reconnecting'));
    part(chat, 'stop')!.click();
    expect(await answer).to.include({text: 'La silla ', state: 'stopped', error: undefined});
    await until(
      async () => (await site.requests('v1/stream')).some(({method}) => method === 'DELETE'),
      'the engine was not told',
    );
  });

  it('offers to go on where nothing was kept; that continues the same answer', async () => {
    const {chat, site, answer} = await broken({status: 404});
    expect((await answer).error?.code).to.equal('chat-answer-cut');
    await site.rule({
      match: 'chat/completions',
      method: 'POST',
      body: chatStream(['se sube.']),
      type: 'text/event-stream',
    });
    await until(() => chat.renderRoot.querySelector('.ways button'));
    const finished = nextEvent<MessageFinishEvent>(chat, 'uggla-message-finish');
    chat.renderRoot.querySelector<HTMLButtonElement>('.ways button')!.click();
    expect((await finished).message).to.include({text: 'La silla se sube.', finish: 'stop'});
    expect((await asked(site)).map(({messages}) => messages.at(-1)!.content)).to.deep.equal(['¿Cómo?', 'La silla ']);
  });
});

describe('keepsStreams', () => {
  it('asks an engine of this origin, and a llama.cpp of any', () => {
    expect(keepsStreams('/v1', [])).to.equal(true);
    expect(keepsStreams('https://engine.example/v1', [])).to.equal(false);
    expect(keepsStreams('https://engine.example/v1', [{id: 'a', owned_by: 'vllm'}])).to.equal(false);
    expect(keepsStreams('https://engine.example/v1', [{id: 'a', owned_by: 'llamacpp'}])).to.equal(true);
  });
});
