// Chromium first: what is kept and asked again is the same script in all engines; chat-element.test.ts tries what is
// shown.
import {expect} from '@open-wc/testing';
import {chatStream, type FixtureSite, type Rule} from '@uggla/testing';
import {asked, engine, pageOf, part, texts, until} from '../testing/support.test.js';
import type {UgglaChat} from './chat-element.js';

const body = chatStream(['La silla ', 'se sube ', 'con la palanca.']);
const half = body.indexOf('se sube') - 100;

/** A page whose chat was asked, and has read half of the answer. */
async function halfway(
  store: string,
  kept: Rule,
): Promise<{site: FixtureSite; chat: UgglaChat; reload(): Promise<UgglaChat>; close(): void}> {
  const site = await engine({body, cutAfter: half, gateAfter: half, gate: 'never', times: 1});
  await site.rule({match: 'v1/stream', method: 'GET', body, type: 'text/event-stream', fromQuery: 'from', ...kept});
  const {window, close} = await pageOf(390, 600);
  const frame = window.frameElement as HTMLIFrameElement;
  const make = () => {
    const page = frame.contentDocument!;
    const chat = Object.assign(page.createElement('uggla-chat'), {
      endpoint: site.url('v1'),
      store,
      lang: 'en',
      id: 'one',
    });
    page.body.append(chat);
    return chat;
  };
  const chat = make();
  void chat.send('¿Cómo?');
  await until(() => chat.messages[1]?.text === 'La silla ');
  const reload = async () => {
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, {once: true}));
    frame.contentWindow!.location.reload();
    await loaded;
    await (frame.contentWindow as typeof window).customElements.whenDefined('uggla-chat');
    return make();
  };
  return {site, chat, reload, close};
}

describe('UgglaChat in a page that is loaded anew in the midst of an answer', () => {
  for (const store of ['session', 'device']) {
    it(`goes on with it where the engine has kept it, and asks nothing twice (${store})`, async () => {
      const {site, reload, close} = await halfway(store, {});
      const chat = await reload();
      await until(() => chat.messages[1]?.state === 'done', 'the answer never came');
      expect(chat.messages.map(({text}) => text)).to.deep.equal(['¿Cómo?', 'La silla se sube con la palanca.']);
      await until(() => texts(chat, 'assistant')[0]?.includes('La silla se sube con la palanca.'));
      expect((await asked(site)).length).to.equal(1);
      const reads = (await site.requests('v1/stream')).length; // a page that is being left may have read on, too
      const again = await reload();
      await until(() => again.messages.length === 2);
      expect(again.messages[1]!.state, 'what is whole is not asked for again').to.equal('done');
      expect((await site.requests('v1/stream')).length).to.equal(reads);
      again.clear();
      close();
    });
  }

  it('says that it was cut off where nothing was kept, keeps what came, and offers to go on', async () => {
    const {site, reload, close} = await halfway('session', {status: 404});
    const chat = await reload();
    await until(() => chat.messages[1]?.error);
    expect(chat.messages[1]).to.include({text: 'La silla ', state: 'failed', finish: 'cut'});
    await until(() => part(chat, 'error'));
    expect((await asked(site)).length).to.equal(1);
    chat.clear();
    close();
  });

  it('lets the next question wait for the rest', async () => {
    const {site, reload, close} = await halfway('session', {gateAfter: half + 200, gate: 'rest'});
    const chat = await reload();
    await until(() => chat.busy && chat.messages[1]!.text.includes('se sube')); // read by this page, or by the one before as it was left
    await site.rule({match: 'chat/completions', method: 'POST', body: chatStream(['Sí.']), type: 'text/event-stream'});
    const next = chat.send('¿Seguro?');
    await site.open('rest');
    await next;
    expect((await asked(site)).map(({messages}) => messages.length)).to.deep.equal([1, 3]);
    expect(chat.messages.map(({text}) => text)).to.deep.equal([
      '¿Cómo?',
      'La silla se sube con la palanca.',
      '¿Seguro?',
      'Sí.',
    ]);
    chat.clear();
    close();
  });

  it('can be told to stop then, and the engine hears of it', async () => {
    const {site, reload, close} = await halfway('session', {gateAfter: half + 200, gate: 'never'});
    const chat = await reload();
    await until(() => chat.busy && chat.messages[1]!.text.includes('se sube'));
    await new Promise((resolve) => setTimeout(resolve, 200)); // stored so, it may not be asked for yet
    chat.stop();
    await until(async () => (await site.requests('v1/stream')).some(({method}) => method === 'DELETE'));
    expect(chat.messages[1]!.state).to.equal('stopped');
    chat.clear();
    close();
  });
});

describe('UgglaChat on a phone that was locked in the midst of an answer', () => {
  it('opens the connection anew that died without a word, and asks nothing twice', async () => {
    const {site, chat, close} = await halfway('none', {});
    const view = chat.ownerDocument.defaultView!;
    view.dispatchEvent(new Event('online')); // nothing has broken, as far as the browser knows
    await until(() => chat.messages[1]?.state === 'done', 'it waits for a connection that is dead');
    expect(chat.messages[1]!.text).to.equal('La silla se sube con la palanca.');
    expect((await asked(site)).length).to.equal(1);
    close();
  });
});
