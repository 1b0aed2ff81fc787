import {expect} from '@open-wc/testing';
import {chatStream, sse} from '@uggla/testing';
import {engine, pageOf, part, until} from '../testing/support.test.js';

const markdown =
  '# Silla\n\nTexto **con** `código`, [enlace](https://example.com) y [1].\n\n![foto](https://evil.example/leak)\n\n- [x] uno\n\n| a | b |\n|---|---|\n| c | d |\n\n```js\nlet a;\n```\n\n<img src=x onerror=alert(1)>\n';
const citation = {type: 'uggla_citation', index: 1, title: 'Silla', start: 3, url: '#/a'};
const rich = sse([
  {choices: [{delta: {reasoning_content: 'Pienso', annotations: [citation]}}]},
  {choices: [{delta: {content: markdown}, finish_reason: 'stop'}]},
]);

describe('UgglaChat on a strict page', () => {
  afterEach(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));

  it('does all it can without one report of the policy, and without a request elsewhere', async () => {
    const site = await engine({body: chatStream(['Otra.'])}, {body: rich, times: 1});
    const {document: inner, window, violations} = await pageOf(700, 600, 'strict.html');
    const chat = inner.createElement('uggla-chat');
    Object.assign(chat, {
      endpoint: site.url('v1'),
      layout: 'floating',
      store: 'device',
      lang: 'en',
      suggestions: ['¿Cómo?'],
    });
    const film = Object.assign(inner.createElement('div'), {id: 'film', currentTime: 0});
    chat.for = 'film';
    inner.body.append(chat, film);
    await chat.updateComplete;
    part(chat, 'launcher')!.click();
    await chat.updateComplete;
    part(chat, 'suggestion')!.click();
    await until(() => chat.messages[1]?.state === 'done');
    await until(() => chat.renderRoot.querySelector('.text table'));
    chat.renderRoot.querySelector<HTMLElement>('.code button')!.click();
    chat.renderRoot.querySelector<HTMLElement>('[aria-label="This helped"]')!.click();
    part(chat, 'reasoning')!.querySelector('summary')!.click();
    part(chat, 'citation')!.click();
    expect(film.currentTime).to.equal(3);
    chat.open = true; // a small window has made way for the film
    await chat.regenerate();
    await chat.edit(chat.messages[0]!.id, '¿Y ahora?');
    chat.theme = 'dark';
    chat.layout = 'panel';
    await chat.updateComplete;
    part(chat, 'clear')!.click();
    part(chat, 'close')!.click();
    await chat.updateComplete;
    expect(violations).to.deep.equal([]);
    const elsewhere = window.performance
      .getEntriesByType('resource')
      .filter(({name}) => new URL(name).origin !== location.origin);
    expect(elsewhere.map(({name}) => name)).to.deep.equal([]);
  });
});
