import {expect} from '@open-wc/testing';
import {chatStream} from '@uggla/testing';
import {chatWith, engine, part, until} from '../testing/support.test.js';
import type {UgglaChat} from './chat-element.js';

const body = chatStream(['Uno ', 'dos.']);
const held = {body, gate: 'on', gateAfter: body.indexOf('dos.') - 100};
/** The part that has the focus. */
const focused = (chat: UgglaChat) => chat.shadowRoot!.activeElement?.getAttribute('part');

/** Puts the focus on a control and presses it, as Enter does. */
function press(control: HTMLElement | null | undefined): void {
  control!.focus();
  control!.click();
}

describe('The focus in UgglaChat', () => {
  it('goes on in the input from a suggestion, from Stop, from Retry and from a new conversation', async () => {
    const site = await engine(held);
    const chat = Object.assign(await chatWith(site), {suggestions: ['¿Cómo?']});
    await until(() => part(chat, 'suggestion'));
    press(part(chat, 'suggestion'));
    await until(() => !part(chat, 'suggestion'));
    expect(focused(chat)).to.equal('input');

    await until(() => part(chat, 'stop'));
    press(part(chat, 'stop'));
    await until(() => !part(chat, 'stop'));
    expect(focused(chat)).to.equal('input');

    await site.open('on');
    press(
      [...chat.renderRoot.querySelectorAll<HTMLElement>('.way')].find(
        ({textContent}) => textContent!.trim() === 'Try again',
      ),
    );
    await until(() => chat.messages[1]?.state === 'done');
    expect(focused(chat)).to.equal('input');

    press(part(chat, 'clear'));
    await until(() => part(chat, 'suggestion'));
    expect(focused(chat)).to.equal('input');
  });

  it('goes to the frame when there is no input, because the person has yet to agree', async () => {
    const chat = await chatWith(await engine(held));
    part(chat, 'input')!.focus();
    chat.append(Object.assign(document.createElement('p'), {slot: 'consent', textContent: 'Se guarda.'}));
    await until(() => !part(chat, 'input'));
    expect(focused(chat)).to.equal('frame');
  });

  it('stays where the person has gone meanwhile', async () => {
    const site = await engine(held);
    const chat = await chatWith(site);
    const outside = document.createElement('button');
    chat.after(outside);
    const answer = chat.send('¿Cómo?');
    await until(() => part(chat, 'stop'));
    outside.focus();
    await site.open('on');
    await answer;
    await until(() => part(chat, 'send'));
    expect(outside.matches(':focus')).to.equal(true);
    outside.remove();
  });

  it('is not taken by a chat that nobody uses', async () => {
    const chat = await chatWith(await engine({body}));
    await chat.send('¿Cómo?');
    await chat.updateComplete;
    expect(focused(chat)).to.equal(undefined);
  });
});
