// Chromium first: what is asked and kept is the same script in all engines; chat-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import {chatStream, type FixtureSite} from '@uggla/testing';
import {draft} from '../conversation/message.js';
import {DeviceStore} from '../conversation/device-store.js';
import {engine, part, stream, until} from '../testing/support.test.js';
import type {UgglaChat} from './chat-element.js';

let site: FixtureSite;
const chats: UgglaChat[] = [];

/** A chat that keeps several conversations on this device, unless told otherwise. */
function open(settings: Partial<UgglaChat> = {}): UgglaChat {
  const chat = Object.assign(
    document.createElement('uggla-chat'),
    {endpoint: site.url('v1'), store: 'device', conversations: true, lang: 'en'},
    settings,
  );
  chats.push(chat);
  document.body.append(chat);
  return chat;
}
const texts = (chat: UgglaChat) => chat.messages.map(({text}) => text);
const rows = (chat: UgglaChat) => [...chat.renderRoot.querySelectorAll<HTMLButtonElement>('[part=conversation]')];
const titles = (chat: UgglaChat) => rows(chat).map((row) => row.querySelector('.title')!.textContent);
const way = (chat: UgglaChat, text: string) =>
  [...chat.renderRoot.querySelectorAll<HTMLButtonElement>('.conversations .ways button')].find(
    (one) => one.textContent === text,
  )!;

/** Shows the list, as a person does. */
async function list(chat: UgglaChat): Promise<void> {
  part(chat, 'list')!.click();
  await until(() => part(chat, 'conversations'), 'the list did not open');
}

describe('UgglaChat with several conversations', () => {
  beforeEach(async () => {
    site = await engine({body: chatStream(['Sí.'])});
    localStorage.clear();
  });
  afterEach(() => {
    for (const chat of chats.splice(0)) chat.remove();
  });

  it('leaves one in the list when another begins, and comes back to it, also after a reload', async () => {
    const chat = open();
    await chat.send('la primera');
    part(chat, 'clear')!.click();
    await until(() => chat.messages.length === 0);
    await chat.send('la segunda');
    await list(chat);
    expect(titles(chat)).to.deep.equal(['la segunda', 'la primera']);
    expect(rows(chat).map((row) => row.getAttribute('aria-current'))).to.deep.equal(['true', null]);
    rows(chat)[1]!.click();
    await until(() => texts(chat).join() === 'la primera,Sí.');
    expect(part(chat, 'conversations')).to.equal(null);
    await chat.send('y más');
    chat.remove();

    const again = open();
    await until(() => again.messages.length === 4, 'it did not come back');
    expect(texts(again)).to.deep.equal(['la primera', 'Sí.', 'y más', 'Sí.']);
    expect((await site.requests('chat/completions')).map(({body}) => JSON.parse(body).messages.length)).to.deep.equal([
      1, 1, 3,
    ]);
    await list(again);
    await expect(again).to.be.accessible();
  });

  it('switches between the versions of an answer and of a question, keeps the focus, and does so after a reload; what is handed on is the one shown', async () => {
    const chat = open();
    const labels = () =>
      texts(chat).join() +
      '; ' +
      [...chat.renderRoot.querySelectorAll('[part=branches]')].map((one) => one.textContent!.trim()).join();
    await chat.send('a');
    await site.rule({...stream, body: chatStream(['Dos.'])});
    await chat.regenerate();
    await until(() => labels() === 'a,Dos.; 2 of 2', 'there is no switch');
    await expect(chat).to.be.accessible();
    const before = chat.renderRoot.querySelector<HTMLButtonElement>('[aria-label="Version before"]')!;
    before.focus();
    before.click();
    await until(() => labels() === 'a,Sí.; 1 of 2');
    await until(() => chat.shadowRoot!.activeElement?.closest('[part=branches]'), 'the focus is lost');
    await until(() => part(chat, 'status')!.textContent!.includes('1 of 2'), 'nobody heard of it');
    await chat.edit(chat.messages[0]!.id, 'b');
    await until(() => labels() === 'b,Dos.; 2 of 2');
    expect(chat.exportConversation().messages.map(({text}) => text)).to.deep.equal(['b', 'Dos.']);
    chat.remove();

    const again = open({lang: 'es'});
    await until(
      () => again.renderRoot.querySelector('[part=branches]')?.textContent!.trim() === '2 de 2',
      'it did not come back',
    );
    again.renderRoot.querySelector<HTMLButtonElement>('[aria-label="Versión anterior"]')!.click();
    await until(() => texts(again)[0] === 'a');
    const shown = again.messages[1]!;
    const other = (await again.branches(shown.id)).find(({id}) => id !== shown.id)!;
    expect(await again.showBranch(other.id), 'a page may do it, too').to.equal(true);
    await until(() => texts(again)[1] === other.text);
    expect([await again.showBranch('none'), await again.branches('none')]).to.deep.equal([false, []]);
    const [, hidden] = await again.branches(again.messages[0]!.id);
    expect((await again.branches(hidden!.id)).map(({text}) => text)).to.deep.equal(['a', 'b']);
    expect((await site.requests('chat/completions')).length, 'to look costs no question').to.equal(3);
  });

  it('deletes one, and all: here and on the device, after being asked twice', async () => {
    const chat = open();
    const base = `uggla-chat ${new URL(chat.endpoint, document.baseURI).href} `;
    for (const text of ['una', 'dos', 'tres']) {
      await chat.send(text);
      await chat.newConversation();
    }
    await list(chat);
    chat.renderRoot.querySelector<HTMLButtonElement>('[aria-label="Delete: dos"]')!.click();
    await until(() => titles(chat).join() === 'tres,una');
    way(chat, 'Delete all').click();
    await until(() => way(chat, 'Really delete all?'));
    expect(titles(chat).length, 'nothing is gone yet').to.equal(2);
    way(chat, 'Really delete all?').click();
    await until(() => !part(chat, 'conversations'));
    expect(chat.messages).to.deep.equal([]);
    expect((await new DeviceStore().list(base)).length).to.equal(0);
    await list(chat);
    expect(part(chat, 'conversations')!.textContent).to.contain('Nothing is kept yet.');
  });

  it('loses nothing of an answer that is on its way when another conversation is opened', async () => {
    const body = chatStream(['La ', 'silla.']);
    await site.rule({
      match: 'chat/completions',
      method: 'POST',
      body,
      type: 'text/event-stream',
      gateAfter: body.indexOf('silla') - 100,
      gate: 'never',
      times: 1,
    });
    const chat = open();
    void chat.send('la primera');
    await until(() => chat.messages[1]?.text === 'La ');
    await chat.newConversation();
    expect(chat.messages).to.deep.equal([]);
    await chat.send('la segunda');
    expect(texts(chat)).to.deep.equal(['la segunda', 'Sí.']);
    await list(chat);
    rows(chat)
      .find((row) => row.textContent!.includes('la primera'))!
      .click();
    await until(() => chat.messages[0]?.text === 'la primera' && chat.messages.length === 2 && !chat.busy);
    expect(texts(chat)).to.deep.equal(['la primera', 'La ']);
  });

  it('is one conversation as ever unless the page asks for more, and each chat has its own', async () => {
    const one = open({conversations: false});
    await one.send('la única');
    expect(part(one, 'list')).to.equal(null);
    part(one, 'clear')!.click();
    await until(() => one.messages.length === 0);
    const session = open({store: 'session'});
    await session.updateComplete;
    expect(part(session, 'list')).to.equal(null);
    const [a, b] = [open({id: 'a'}), open({id: 'b'})];
    await a.send('de a');
    await b.send('de b');
    await list(a);
    expect(titles(a)).to.deep.equal(['de a']);
  });

  it('shows what others may have written into the store as text, and survives what makes no sense', async () => {
    const chat = open();
    await chat.send('<img src=x onerror=alert(1)>');
    const base = `uggla-chat ${new URL(chat.endpoint, document.baseURI).href} `;
    await new DeviceStore().save(`${base} #odd`, [{...draft('user', 'x'), text: 5 as unknown as string}]);
    await list(chat);
    expect(titles(chat)).to.include('<img src=x onerror=alert(1)>');
    expect(part(chat, 'conversations')!.querySelector('img')).to.equal(null);
  });

  it('gives all of them as a file of the person’s own', async () => {
    const chat = open();
    await chat.send('la primera');
    await list(chat);
    const blobs: Blob[] = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => (blobs.push(blob as Blob), make(blob));
    way(chat, 'Save all as a file').click();
    URL.createObjectURL = make;
    const [saved] = JSON.parse(await blobs[0]!.text()) as {messages: {text: string}[]}[];
    expect(saved!.messages.map(({text}) => text)).to.deep.equal(['la primera', 'Sí.']);
  });
});
