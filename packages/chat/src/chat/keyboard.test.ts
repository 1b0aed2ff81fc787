import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {chatStream, sse} from '@uggla/testing';
import {chatWith, engine, part, until} from '../testing/support.test.js';
import type {UgglaChat} from './chat-element.js';

const citation = {type: 'uggla_citation', index: 1, title: 'La silla', start: 3, url: '#/a'};
const rich = sse([
  {choices: [{delta: {annotations: [citation]}}]},
  {choices: [{delta: {content: 'Así [1].\n\n```js\nlet a;\n```\n\n| a |\n|---|\n| b |\n'}, finish_reason: 'stop'}]},
]);

/** Everything in the chat that the Tab key reaches, in order. */
function stops(chat: UgglaChat): HTMLElement[] {
  return [
    ...chat.renderRoot.querySelectorAll<HTMLElement>('a[href], button, textarea, summary, [tabindex="0"]'),
  ].filter((element) => element.offsetParent !== null && !(element as HTMLButtonElement).disabled);
}

/** What a screen reader calls a control, as far as the markup says it. */
const nameOf = (element: Element) =>
  element.getAttribute('aria-label') || element.textContent!.replace(/\s+/g, ' ').trim();

describe('UgglaChat by keyboard', () => {
  it('reaches the log, the sources, code, tables, the actions and the input, in the order of reading', async () => {
    const chat = await chatWith(await engine({body: rich}));
    await chat.send('¿Cómo?');
    await until(() => chat.renderRoot.querySelector('.text table') && part(chat, 'send'));
    const names = stops(chat).map(nameOf);
    expect(names).to.deep.equal([
      'New conversation',
      'Conversation',
      'Edit the question',
      'Source 1: La silla, at 3 seconds',
      'Copy',
      'Code',
      'Table',
      'Source 1 La silla 0:03',
      'Copy the answer',
      'Answer again',
      'This helped',
      'This did not help',
      'Write your question',
      'Send',
    ]);
  });

  it('gives every control a name, and no two in one place the same', async () => {
    const chat = await chatWith(await engine({body: rich}), 'es');
    await chat.send('¿Cómo?');
    await until(() => part(chat, 'send'));
    for (const control of stops(chat)) expect(nameOf(control), control.outerHTML).not.to.equal('');
    const actions = [...chat.renderRoot.querySelectorAll('.assistant .actions button')].map(nameOf);
    expect(new Set(actions).size).to.equal(actions.length);
  });

  it('stops an answer with the button that stands where the send button stood', async () => {
    const body = chatStream(['Uno ', 'dos.']);
    const chat = await chatWith(await engine({body, gate: 'never', gateAfter: body.indexOf('dos.') - 100}));
    const answer = chat.send('¿Cómo?');
    await until(() => part(chat, 'assistant')?.textContent?.includes('Uno'));
    part(chat, 'stop')!.focus();
    await sendKeys({press: 'Enter'});
    expect((await answer).state).to.equal('stopped');
    await until(() => chat.shadowRoot!.activeElement === part(chat, 'input'));
  });

  it('copies an answer as it was written', async () => {
    const chat = await chatWith(await engine({body: chatStream(['**Sí** [1].'])}));
    await chat.send('¿Cómo?');
    const copied: string[] = [];
    document.addEventListener('copy', () => copied.push('copy'), {once: true});
    const button = () => chat.renderRoot.querySelector<HTMLElement>('[aria-label="Copy the answer"]')!;
    await until(button);
    button().focus();
    button().click();
    // Where there is no clipboard, or no leave to use it, the button must do no harm.
    await until(
      () => copied.length > 0 || button().classList.contains('copied') || chat.shadowRoot!.activeElement === button(),
    );
    expect(chat.renderRoot.querySelectorAll('textarea').length).to.equal(1);
  });

  it('walks from message to message with the arrows, reads each out, and goes back to the input', async () => {
    const long = Array.from({length: 60}, (_, n) => `Línea ${n}.\n\n`);
    const chat = await chatWith(await engine({body: chatStream(long)}));
    chat.style.blockSize = '20rem';
    await chat.send('¿Uno?');
    await chat.send('¿Dos?');
    await until(() => part(chat, 'send') && chat.renderRoot.querySelectorAll('.text').length === 2);
    const [, , question, answer] = chat.renderRoot.querySelectorAll<HTMLElement>('article');
    const log = part(chat, 'log')!;
    const active = () => chat.shadowRoot!.activeElement;
    const press = (key: string) => sendKeys({press: key});
    part(chat, 'input')!.focus();
    await press('Tab'); // what walks is fetched for who comes by keyboard
    await until(() =>
      chat.shadowRoot!.adoptedStyleSheets.some(({cssRules}) =>
        [...cssRules].some(({cssText}) => cssText.startsWith('.message:focus-visible')),
      ),
    );
    part(chat, 'input')!.focus();
    await press('ArrowUp');
    expect(active()).to.equal(answer);
    const said = answer!.getAttribute('aria-describedby')!;
    expect(chat.shadowRoot!.getElementById(said)!.textContent).to.contain('Línea 59.');
    await press('Home');
    expect(active()).to.equal(chat.renderRoot.querySelector('article'));
    await press('ArrowDown');
    const first = active() as HTMLElement;
    expect(first.classList.contains('assistant')).to.equal(true);
    const top = log.scrollTop;
    await press('ArrowDown'); // it is longer than the log: first the rest of it
    expect(active()).to.equal(first);
    await until(() => log.scrollTop > top, 'nothing was scrolled');
    await press('End');
    await press('F6');
    expect(active()).to.equal(part(chat, 'input'));
    await press('F6');
    expect(active()).to.equal(answer);
    log.scrollTop = log.scrollHeight;
    answer!.scrollIntoView({block: 'end'});
    await press('ArrowDown');
    expect(active()).to.equal(part(chat, 'input'));
    part<HTMLTextAreaElement>(chat, 'input')!.value = 'ñ';
    await press('ArrowUp');
    expect(active(), 'what is being written keeps its arrows').to.equal(part(chat, 'input'));
    expect(question!.isConnected).to.equal(true);
  });

  it('opens what a model thought with a key', async () => {
    const chat = await chatWith(await engine({body: chatStream(['<think>Veamos</think>', 'Sí.'])}));
    await chat.send('¿Cómo?');
    await until(() => part(chat, 'reasoning'));
    part(chat, 'reasoning')!.querySelector('summary')!.focus();
    await sendKeys({press: 'Enter'});
    await until(() => part<HTMLDetailsElement>(chat, 'reasoning')!.open);
  });
});
