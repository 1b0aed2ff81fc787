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

  it('opens what a model thought with a key', async () => {
    const chat = await chatWith(await engine({body: chatStream(['<think>Veamos</think>', 'Sí.'])}));
    await chat.send('¿Cómo?');
    await until(() => part(chat, 'reasoning'));
    part(chat, 'reasoning')!.querySelector('summary')!.focus();
    await sendKeys({press: 'Enter'});
    await until(() => part<HTMLDetailsElement>(chat, 'reasoning')!.open);
  });
});
