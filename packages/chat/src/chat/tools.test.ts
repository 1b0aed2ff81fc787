// Chromium first: what is asked and kept is the same script in all engines; chat-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import {chatStream, nextEvent, sse} from '@uggla/testing';
import type {ToolCallEvent} from '../events.js';
import {asked, chatWith, engine, part, until} from '../testing/support.test.js';
import type {UgglaChat} from './chat-element.js';

const wants = sse([
  {
    choices: [
      {
        index: 0,
        delta: {content: 'Miro. ', tool_calls: [{index: 0, id: 'c1', function: {name: 'seats', arguments: '{"ro'}}]},
      },
    ],
  },
  {
    choices: [
      {index: 0, delta: {tool_calls: [{index: 0, function: {arguments: 'om":"A"}'}}]}, finish_reason: 'tool_calls'},
    ],
  },
  '[DONE]',
]);

/** A chat whose engine wants `seats` first, and answers then. */
async function open(
  tool: Partial<UgglaChat['tools'] & object>['seats'] = {execute: ({room}) => `${String(room)} has 12`},
) {
  const site = await engine({body: chatStream(['Doce.'])}, {body: wants, times: 1});
  const chat = Object.assign(await chatWith(site), {tools: {seats: tool!}});
  const button = (text: string) =>
    [...chat.renderRoot.querySelectorAll<HTMLElement>('[part=tool] button')].find(
      ({textContent}) => textContent!.trim() === text,
    );
  return {site, chat, button};
}

describe('UgglaChat with functions of the page', () => {
  it('shows what is wanted with what, and runs it when the person allows it', async () => {
    const {chat, site, button} = await open();
    const wanted = nextEvent<ToolCallEvent>(chat, 'uggla-tool-call');
    const answer = chat.send('¿Cuántas sillas?');
    const {call, message, bubbles} = await wanted;
    expect(call).to.include({name: 'seats', arguments: '{"room":"A"}'});
    expect(message.text).to.equal('Miro. ');
    expect(bubbles).to.equal(false);
    await until(() => button('Allow'));
    expect(part(chat, 'tool')!.textContent).to.contain('wants to use “seats”').and.to.contain('{"room":"A"}');
    await until(() => /^Miro\. The assistant wants to use “seats”/.test(part(chat, 'status')!.textContent!));
    await until(() => part(chat, 'assistant')!.querySelector('p')?.textContent?.trim() === 'Miro.');
    await expect(chat).to.be.accessible();
    expect((await asked(site)).length).to.equal(1);
    button('Allow')!.focus();
    button('Allow')!.click();
    expect((await answer).text).to.equal('Miro. Doce.');
    expect((await asked(site))[1]!.messages.at(-1)).to.deep.equal({
      role: 'tool',
      tool_call_id: 'c1',
      content: 'A has 12',
    });
    await until(() => part(chat, 'tool')!.textContent!.includes('Used “seats”.'));
    expect(chat.shadowRoot!.activeElement?.getAttribute('part')).to.equal('input');
  });

  it('runs nothing that the person does not allow', async () => {
    const {chat, site, button} = await open({execute: () => expect.fail('it ran')});
    const answer = chat.send('¿Cuántas sillas?');
    await until(() => button('Do not allow'));
    button('Do not allow')!.click();
    expect((await answer).calls[0]!.state).to.equal('refused');
    expect((await asked(site))[1]!.messages.at(-1)!.content).to.equal('The user did not allow it.');
  });

  it('asks nobody when the page refuses', async () => {
    const {chat, button} = await open({execute: () => expect.fail('it ran')});
    chat.addEventListener('uggla-tool-call', (event) => event.preventDefault());
    expect((await chat.send('¿Cuántas sillas?')).calls[0]!.state).to.equal('refused');
    expect(button('Allow')).to.equal(undefined);
  });

  it('asks nobody where the page says that there is no need', async () => {
    const {chat} = await open({approve: false, execute: async () => ({free: 12})});
    expect((await chat.send('¿Cuántas sillas?')).calls[0]).to.include({state: 'done', result: '{"free":12}'});
  });

  it('stops while the person is asked, and is ready for the next question', async () => {
    const {chat, button} = await open();
    const answer = chat.send('¿Cuántas sillas?');
    await until(() => button('Allow'));
    part(chat, 'stop')!.click();
    expect((await answer).state).to.equal('stopped');
    await until(() => !button('Allow'));
    expect((await chat.send('¿Y?')).text).to.equal('Doce.');
  });

  it('tells the page of a function that throws', async () => {
    const {chat} = await open({approve: false, execute: () => Promise.reject(new Error('no rooms'))});
    const failed = nextEvent<UgglaErrorEvent>(chat, 'uggla-error');
    expect((await chat.send('¿Cuántas sillas?')).text).to.equal('Miro. Doce.');
    expect((await failed).error).to.include({code: 'chat-tool-failed'});
  });
});
