import {expect, fixture, html, nextFrame} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {chatStream, rightToLeft, sse} from '@uggla/testing';
import {chatWith, engine, pageOf, part as find, until} from '../testing/support.test.js';
import type {UgglaChat} from './chat-element.js';

const answerText =
  '## Silla\n\nTexto con **fuerza**, `código` y [enlace](https://example.com) [1].\n\n- uno\n- [x] dos\n\n| a | b |\n|---|---|\n| c | d |\n\n```js\nlet a;\n```\n\n> cita\n';
const citation = {type: 'uggla_citation', index: 1, title: 'La silla', start: 3, url: '#/a'};
const rich = sse([
  {choices: [{delta: {reasoning_content: 'Pienso', annotations: [citation]}}]},
  {choices: [{delta: {content: answerText}, finish_reason: 'stop'}]},
]);

const frame = (chat: UgglaChat) => chat.renderRoot.querySelector<HTMLElement>('[part=frame]')!;
/** What moves as it opens has come to rest; in a page that was never drawn nothing moves yet. */
const settled = async (chat: UgglaChat) => {
  await new Promise(chat.ownerDocument.defaultView!.requestAnimationFrame);
  await Promise.all(
    frame(chat)
      .getAnimations()
      .map(({finished}) => finished),
  );
};
const part = (chat: UgglaChat, name: string) => find(chat, name)!;

/** A chat of these attributes in a page of that size. */
async function chatIn(width: number, height: number, attributes: Partial<UgglaChat>) {
  const page = await pageOf(width, height);
  const chat = Object.assign(page.document.createElement('uggla-chat'), attributes);
  page.document.body.append(chat);
  await chat.updateComplete;
  await settled(chat);
  return {...page, chat};
}

describe('UgglaChat in the page', () => {
  afterEach(() => document.querySelectorAll('iframe').forEach((page) => page.remove()));

  it('floats: opens by its button, closes with Escape, and the focus goes with it', async () => {
    const site = await engine({body: rich});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} layout="floating"></uggla-chat>`);
    expect(frame(chat).hidden).to.equal(true);
    expect((await site.requests()).length).to.equal(0);
    part(chat, 'launcher').click();
    await chat.updateComplete;
    expect(frame(chat).hidden).to.equal(false);
    expect(frame(chat).getAttribute('role')).to.equal('dialog');
    expect(frame(chat).contains(chat.shadowRoot!.activeElement)).to.equal(true);
    await sendKeys({press: 'Escape'});
    await chat.updateComplete;
    expect(chat.open).to.equal(false);
    expect(chat.shadowRoot!.activeElement).to.equal(part(chat, 'launcher'));
    const paper = chat
      .shadowRoot!.adoptedStyleSheets.flatMap(({cssRules}) => [...cssRules])
      .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === 'print');
    expect(paper.map(({cssText}) => cssText).join(' '), 'its button on every page').to.match(
      /\.launcher \{ display: none/,
    );
  });

  it('goes on answering while it is closed', async () => {
    const body = chatStream(['Uno ', 'dos.']);
    const site = await engine({body, gate: 'on', gateAfter: body.indexOf('dos.') - 100});
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat endpoint=${site.url('v1')} layout="floating" open></uggla-chat>`,
    );
    const answer = chat.send('Hola');
    await until(() => chat.messages[1]?.text === 'Uno ');
    chat.open = false;
    await site.open('on');
    expect((await answer).text).to.equal('Uno dos.');
  });

  it('fills a phone’s screen when it floats, with an input that no phone zooms into', async () => {
    const {chat, window} = await chatIn(390, 600, {endpoint: '/v1', layout: 'floating', open: true});
    const box = frame(chat).getBoundingClientRect();
    expect([box.width, box.left, box.top, box.height].map(Math.round)).to.deep.equal([390, 0, 0, 600]);
    expect(parseFloat(window.getComputedStyle(part(chat, 'input')).fontSize)).to.be.at.least(16);
  });

  for (const [layout, width, bottom] of [
    ['floating', 390, 420],
    ['floating', 900, 420],
    ['panel', 900, 420],
  ] as const) {
    it(`keeps the input and the end of the conversation above an on-screen keyboard: ${layout}, ${width} pixels wide`, async () => {
      const site = await engine({body: chatStream(Array.from({length: 60}, (_, n) => `Línea ${n}.\n\n`))});
      const {chat, window} = await chatIn(width, 800, {endpoint: site.url('v1'), layout, open: true});
      await chat.send('¿Cómo?');
      const [log, send] = [part(chat, 'log'), part(chat, 'send')];
      const gap = () => log.scrollHeight - log.scrollTop - log.clientHeight;
      await until(() => log.textContent!.includes('Línea 59.') && gap() < 2);
      const viewport = window.visualViewport!;
      Object.defineProperties(viewport, {
        height: {get: () => bottom - 20, configurable: true},
        offsetTop: {get: () => 20, configurable: true},
      });
      viewport.dispatchEvent(new Event('resize'));
      await until(
        () => gap() < 2 && part(chat, 'input').getBoundingClientRect().bottom <= bottom,
        'it lies under the keyboard',
      );
      const box = frame(chat).getBoundingClientRect();
      expect(box.top).to.be.at.least(20);
      expect(box.bottom).to.be.at.most(bottom);
      expect(send.getBoundingClientRect().bottom).to.be.at.most(bottom);
      expect(log.clientHeight, 'something of it is left').to.be.greaterThan(60);
    });
  }

  it('gives a source’s number more room for a finger than it takes in the line', async () => {
    const site = await engine({body: rich});
    const {chat} = await chatIn(390, 800, {endpoint: site.url('v1')});
    await chat.send('¿Cómo?');
    await until(() => find(chat, 'citation'));
    const number = part(chat, 'citation');
    number.scrollIntoView({block: 'center'});
    const {left, top, width, height} = number.getBoundingClientRect();
    for (const [x, y] of [
      [0, -11],
      [0, 11],
      [-11, 0],
      [11, 0],
    ] as const) {
      expect(chat.shadowRoot!.elementFromPoint(left + width / 2 + x, top + height / 2 + y), `${x}, ${y}`).to.equal(
        number,
      );
    }
  });

  it('makes way for the player on a phone when a citation is opened', async () => {
    const site = await engine({body: rich});
    const {chat, document} = await chatIn(390, 600, {
      endpoint: site.url('v1'),
      layout: 'floating',
      open: true,
      for: 'film',
    });
    const film = Object.assign(document.createElement('div'), {id: 'film', currentTime: 0});
    document.body.append(film);
    await chat.send('¿Cómo?');
    await until(() => find(chat, 'citation'));
    part(chat, 'citation').click();
    expect(chat.open).to.equal(false);
    expect(film.currentTime).to.equal(3);
  });

  it('stands at full height beside the page as a panel', async () => {
    const {chat} = await chatIn(1000, 500, {endpoint: '/v1', layout: 'panel', open: true});
    const box = frame(chat).getBoundingClientRect();
    expect([box.right, box.top, box.height].map(Math.round)).to.deep.equal([1000, 0, 500]);
    expect(box.width).to.be.lessThan(600);
  });

  it('never scrolls sideways at 320 pixels, whatever the answer holds', async () => {
    const wide = `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)}\n\n| ${'columna | '.repeat(12)}\n|${'---|'.repeat(12)}\n| ${'valor | '.repeat(12)}\n\n\`\`\`\n${'x'.repeat(300)}\n\`\`\`\n`;
    const site = await engine({body: chatStream([wide])});
    const {chat, document} = await chatIn(320, 600, {endpoint: site.url('v1')});
    await chat.send('a'.repeat(200));
    await until(() => chat.renderRoot.querySelector('table'));
    const log = part(chat, 'log');
    expect(log.scrollWidth).to.be.at.most(log.clientWidth);
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
  });

  it('breaks no word of a table on a phone: the table scrolls in itself', async () => {
    const site = await engine({
      body: chatStream([
        '| Modelo | Altura | Peso máximo | Garantía |\n|---|---|---|---|\n| Aeris 200 | 42 – 54 cm | 120 kg | 5 años |\n',
      ]),
    });
    const {chat} = await chatIn(320, 600, {endpoint: site.url('v1')});
    await chat.send('¿Cuánto?');
    await until(() => chat.renderRoot.querySelector('table'));
    const lines = (word: string) => {
      const walker = chat.ownerDocument.createTreeWalker(chat.renderRoot.querySelector('table')!, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && !walker.currentNode.textContent!.includes(word));
      const range = chat.ownerDocument.createRange();
      range.selectNodeContents(walker.currentNode);
      return range.getClientRects().length;
    };
    await until(() => chat.renderRoot.querySelector('table')!.textContent!.includes('años'));
    chat.renderRoot.querySelector('.text')!.normalize();
    expect(lines('Garantía')).to.equal(1);
    const box = chat.renderRoot.querySelector('.table')!;
    expect(box.scrollWidth).to.be.greaterThan(box.clientWidth);
  });

  it('follows the text, lets go when the person scrolls up, and comes back by a button', async () => {
    const lines = Array.from({length: 80}, (_, n) => `Línea ${n}.\n\n`);
    const body = chatStream([...lines, 'Fin.']);
    const site = await engine({body, gate: 'on', gateAfter: body.indexOf('Línea 60.')});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang="en"></uggla-chat>`);
    const answer = chat.send('Hola');
    const log = part(chat, 'log');
    const gap = () => log.scrollHeight - log.scrollTop - log.clientHeight;
    await until(() => log.textContent!.includes('Línea 59.') && gap() < 50, 'it did not follow');
    // One notch of a wheel, while an update is on its way.
    chat.requestUpdate();
    await chat.updateComplete;
    log.dispatchEvent(new WheelEvent('wheel', {deltaY: -100}));
    log.scrollTop -= 100;
    log.dispatchEvent(new Event('scroll'));
    await until(() => chat.renderRoot.querySelector('.to-end button'), 'no way back');
    const top = log.scrollTop;
    await site.open('on');
    await answer;
    await until(() => log.textContent!.includes('Fin.'));
    expect(log.scrollTop).to.equal(top);
    chat.renderRoot.querySelector<HTMLElement>('.to-end button')!.click();
    await until(() => gap() < 50, 'it did not come back');
    // One update leaves less to show, the next shows more, and the browser tells of both at once.
    const rest = log.querySelector('.messages')!.appendChild(document.createElement('div'));
    rest.style.blockSize = '200px';
    await until(() => gap() < 2, 'it does not follow any more');
    rest.style.blockSize = '0';
    expect(gap(), 'the browser has gone up').to.be.lessThan(2);
    chat.requestUpdate();
    await chat.updateComplete;
    rest.style.blockSize = '400px';
    log.dispatchEvent(new Event('scroll'));
    await until(() => gap() < 2, 'it let go though nobody had scrolled');
    expect(part(chat, 'log').scrollTop).to.be.greaterThan(top);
  });
});

describe('UgglaChat for everybody', () => {
  const states: {name: string; rule: object; ask: boolean; attributes?: Partial<UgglaChat>}[] = [
    {name: 'empty', rule: {}, ask: false, attributes: {suggestions: ['¿Qué es?', '¿Y eso?']}},
    {name: 'answered', rule: {body: rich}, ask: true},
    {
      name: 'failed',
      rule: {status: 429, headers: {'retry-after': '30'}, body: {error: {message: 'Despacio'}}},
      ask: true,
    },
    {name: 'cut', rule: {body: chatStream(['La mitad'], {finish: null})}, ask: true},
    {name: 'floating', rule: {body: rich}, ask: true, attributes: {layout: 'floating', open: true}},
    {name: 'closed', rule: {}, ask: false, attributes: {layout: 'floating'}},
    {name: 'without an address', rule: {}, ask: true, attributes: {endpoint: '', protocol: 'openai'}},
  ];
  for (const {name, rule, ask, attributes} of states) {
    for (const theme of ['light', 'dark'] as const) {
      it(`passes the accessibility audit ${name}, ${theme}`, async () => {
        const site = await engine(rule);
        const chat = Object.assign(await chatWith(site, 'es'), {theme, ...attributes});
        if (ask) await chat.send('¿Cómo?');
        if (rule === states[1]!.rule)
          await until(
            () => chat.renderRoot.querySelector('pre .code-keyword')?.textContent === 'let',
            'code is black and white',
          );
        await nextFrame();
        await chat.updateComplete;
        await settled(chat);
        await expect(chat).to.be.accessible();
      });
    }
  }

  it('passes the audit while it streams, and from right to left', async () => {
    const body = chatStream(['Uno ', 'dos.']);
    const site = await engine({body, gate: 'on', gateAfter: body.indexOf('dos.') - 100});
    await rightToLeft(async () => {
      const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
      const answer = chat.send('مرحبا');
      await until(() => part(chat, 'assistant')?.textContent?.includes('Uno'));
      await expect(chat).to.be.accessible();
      const [bubble, log] = [chat.renderRoot.querySelector('.bubble')!, part(chat, 'log')].map((node) =>
        node.getBoundingClientRect(),
      );
      expect(bubble!.left - log!.left).to.be.lessThan(log!.right - bubble!.right);
      await site.open('on');
      await answer;
    });
  });

  it('says finished sentences in a polite region, never in the log, and when the answer is whole', async () => {
    const text = ['Siéntate con la espalda recta ', 'y apoyada en el respaldo. ', 'Tira de ', 'la palanca.'];
    const site = await engine({body: chatStream(text)});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang="es"></uggla-chat>`);
    const heard: string[] = [];
    const region = part(chat, 'status');
    new MutationObserver(() => heard.push(region.textContent!)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    await chat.send('¿Cómo?');
    await until(() => heard.at(-1)?.includes('Respuesta terminada.'), 'the end was never said');
    const all = heard.join(' ');
    expect(all).to.contain('Siéntate con la espalda recta y apoyada en el respaldo.');
    expect(all).to.contain('Tira de la palanca.');
    expect(all.split('Siéntate').length).to.equal(2);
    expect(part(chat, 'log').getAttribute('aria-live')).to.equal('off');
    expect(part(chat, 'log').getAttribute('role')).to.equal('log');
    expect(region.getAttribute('aria-live')).to.equal('polite');
  });

  it('speaks the language of the page', async () => {
    const spanish = await fixture<UgglaChat>(html`<uggla-chat endpoint="/v1" lang="es-MX"></uggla-chat>`);
    expect(part(spanish, 'input').getAttribute('aria-label')).to.equal('Escribe tu pregunta');
    spanish.lang = 'en';
    await spanish.updateComplete;
    expect(part(spanish, 'input').getAttribute('aria-label')).to.equal('Write your question');
  });
});
