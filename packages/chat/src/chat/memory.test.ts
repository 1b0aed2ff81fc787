// Chromium first: what is kept and asked again is the same script in all engines; store.test.ts tries the store.
import {expect} from '@open-wc/testing';
import {chatStream} from '@uggla/testing';
import {draft} from '../conversation/message.js';
import {openStore} from '../conversation/store.js';
import {engine, until} from '../testing/support.test.js';
import type {UgglaChat} from './chat-element.js';
import {engineKey} from './engine-key.js';

/** A chat that keeps its conversation, made as a script makes one; on no page yet. */
function chatOf(endpoint: string, store: 'session' | 'device', id = ''): UgglaChat {
  return Object.assign(document.createElement('uggla-chat'), {endpoint, store, id, lang: 'en'});
}

const keyOf = (endpoint: string, id = '') => `uggla-chat ${engineKey({endpoint, baseURI: document.baseURI})} ${id}`;
const kept = async (endpoint: string, store: string) =>
  (await (await openStore(store))!.load(keyOf(endpoint))).map(({text}) => text);

describe('UgglaChat with a store', () => {
  for (const store of ['session', 'device'] as const) {
    it(`asks nothing before it knows what is kept (${store}): the history is neither lost nor left out`, async () => {
      const site = await engine({body: chatStream(['Sí.'])});
      const before = chatOf(site.url('v1'), store);
      document.body.append(before);
      await before.send('antes');
      await until(async () => (await kept(site.url('v1'), store)).length === 2);
      before.remove();

      const chat = chatOf(site.url('v1'), store);
      document.body.append(chat);
      await chat.send('ahora'); // at once: nothing is loaded
      expect(chat.messages.map(({text}) => text)).to.deep.equal(['antes', 'Sí.', 'ahora', 'Sí.']);
      const {body} = (await site.requests('chat/completions'))[1]!;
      expect(JSON.parse(body).messages.map(({content}: {content: string}) => content)).to.deep.equal([
        'antes',
        'Sí.',
        'ahora',
      ]);
      await until(async () => (await kept(site.url('v1'), store)).length === 4);
      chat.clear();
      await until(async () => (await kept(site.url('v1'), store)).length === 0);
      chat.remove();
    });
  }

  for (const store of ['session', 'device'] as const) {
    it(`keeps the question that is being written until it is sent (${store})`, async () => {
      const site = await engine({body: chatStream(['Sí.'])});
      const open = () => {
        const chat = chatOf(site.url('v1'), store);
        document.body.append(chat);
        return chat;
      };
      const field = (chat: UgglaChat) => chat.renderRoot.querySelector<HTMLTextAreaElement>('[part=input]')!;
      const storage = store === 'device' ? localStorage : sessionStorage;
      const draftOf = () => storage.getItem(`${keyOf(site.url('v1'))} draft`);
      let chat = open();
      await chat.updateComplete;
      field(chat).value = '¿Y si llueve';
      field(chat).dispatchEvent(new InputEvent('input'));
      await until(() => draftOf() === '¿Y si llueve', 'the draft is not kept');
      chat.remove();
      chat = open();
      await until(() => field(chat)?.value === '¿Y si llueve', 'the draft does not come back');
      chat.renderRoot.querySelector<HTMLElement>('[part=send]')!.click();
      await until(() => chat.messages[1]?.state === 'done');
      expect(chat.messages[0]!.text).to.equal('¿Y si llueve');
      await until(() => draftOf() === null, 'what was sent is no draft');
      chat.clear();
      chat.remove();
    });
  }

  it('keeps also what was said before the page named a store', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const endpoint = site.url('v1');
    await (await openStore('session'))!.save(keyOf(endpoint), [draft('user', 'antes')]);
    const chat = Object.assign(chatOf(endpoint, 'session'), {store: 'none'});
    document.body.append(chat);
    await chat.send('ahora');
    chat.store = 'session';
    await until(async () => (await kept(endpoint, 'session')).join() === 'antes,ahora,Sí.');
    expect(chat.messages.length).to.equal(3);
    chat.remove();
  });

  it('knows its conversation again, however the page writes the address, and each of two chats its own', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const address = new URL(site.url('v1'));
    await (await openStore('session'))!.save(keyOf(address.href), [draft('user', 'la una')]);
    await (await openStore('session'))!.save(keyOf(address.href, 'other'), [draft('user', 'la otra')]);
    const chats = [chatOf(`${address.pathname}/`, 'session'), chatOf(address.href, 'session', 'other')];
    document.body.append(...chats);
    await until(() => chats.every(({messages}) => messages.length === 1));
    expect(chats.map(({messages}) => messages[0]!.text)).to.deep.equal(['la una', 'la otra']);
    for (const chat of chats) chat.remove();
  });
});
