import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import {chatStream, collectEvents, fixtureSite, nextEvent} from '@uggla/testing';
import {asked, engine, part, texts as textOf, until} from '../testing/support.test.js';
import type {Delta} from '../providers/provider.js';
import type {UgglaChat} from './chat-element.js';

async function type(chat: UgglaChat, text: string): Promise<void> {
  chat.focus();
  await sendKeys({type: text});
}

/** Presses a key in the input, as the browser tells of it. */
function press(chat: UgglaChat, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true, ...more});
  part(chat, 'input')!.dispatchEvent(event);
  return event;
}

describe('UgglaChat', () => {
  beforeEach(() => sessionStorage.clear());

  it('streams an answer from an OpenAI-compatible endpoint, and says when it is whole', async () => {
    const site = await engine({body: chatStream(['La silla ', 'se sube ', 'con la palanca.'])});
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat endpoint=${site.url('v1')} model="m7" system="Sé breve." lang="es"></uggla-chat>`,
    );
    const sent = nextEvent(chat, 'uggla-message-send');
    const finished = nextEvent(chat, 'uggla-message-finish');
    const answer = await chat.send('¿Cómo subo la silla?');
    expect(answer).to.include({text: 'La silla se sube con la palanca.', role: 'assistant', state: 'done'});
    expect((await sent).message.text).to.equal('¿Cómo subo la silla?');
    expect((await finished).reason).to.equal('stop');
    await until(() => textOf(chat, 'assistant')[0]?.includes(answer.text), 'the answer never stood in the page');
    expect(await asked(site)).to.deep.equal([
      {
        model: 'm7',
        stream: true,
        uggla: {language: 'es'},
        messages: [
          {role: 'system', content: 'Sé breve.'},
          {role: 'user', content: '¿Cómo subo la silla?'},
        ],
      },
    ]);
  });

  it('shows text while it comes, and the rest when it comes', async () => {
    const body = chatStream(['La silla ', 'se sube.']);
    const site = await engine({body, gate: 'rest', gateAfter: body.indexOf('se sube') - 100});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
    const answer = chat.send('¿Cómo?');
    await until(() => textOf(chat, 'assistant')[0]?.includes('La silla'), 'the first words never came');
    expect(chat.busy).to.equal(true);
    expect(part(chat, 'assistant')!.getAttribute('aria-busy')).to.equal('true');
    await site.open('rest');
    expect((await answer).text).to.equal('La silla se sube.');
    expect(chat.busy).to.equal(false);
  });

  it('sends what is written with Enter, and keeps the cursor', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
    await type(chat, 'Hola');
    const finished = nextEvent(chat, 'uggla-message-finish');
    await sendKeys({press: 'Enter'});
    await finished;
    expect(chat.messages[0]!.text).to.equal('Hola');
    const input = part<HTMLTextAreaElement>(chat, 'input')!;
    expect(input.value).to.equal('');
    expect(chat.shadowRoot!.activeElement).to.equal(input);
  });

  it('leaves Shift+Enter, and Enter while a word is composed, to the input', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
    await type(chat, 'Hola');
    expect(press(chat, 'Enter', {shiftKey: true}).defaultPrevented).to.equal(false);
    expect(press(chat, 'Enter', {isComposing: true}).defaultPrevented).to.equal(false);
    expect(chat.messages.length).to.equal(0);
    expect(press(chat, 'Enter').defaultPrevented).to.equal(true);
    await until(() => chat.messages.length === 2);
  });

  it('sends with the button, once, and nothing when nothing is written', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
    part(chat, 'send')!.click();
    await type(chat, 'Hola');
    const finished = nextEvent(chat, 'uggla-message-finish');
    part(chat, 'send')!.click();
    part(chat, 'send')?.click();
    await finished;
    expect((await asked(site)).length).to.equal(1);
  });

  it('stops: the text so far stays, the request is broken off, the next question works', async () => {
    const body = chatStream(['La silla ', 'se sube.']);
    const site = await engine(
      {body: chatStream(['Otra.'])},
      {body, gate: 'never', gateAfter: body.indexOf('se sube') - 100, times: 1},
    );
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang="en"></uggla-chat>`);
    const answer = chat.send('¿Cómo?');
    await until(() => textOf(chat, 'assistant')[0]?.includes('La silla'), 'the first words never came');
    part(chat, 'stop')!.focus();
    const finished = nextEvent(chat, 'uggla-message-finish');
    part(chat, 'stop')!.click();
    expect(await answer).to.include({text: 'La silla ', state: 'stopped'});
    expect((await finished).reason).to.equal('stopped');
    await site.seen('chat/completions', {ended: 'gone'});
    await until(() => part(chat, 'send'), 'the send button never came back');
    expect(chat.shadowRoot!.activeElement).to.equal(part(chat, 'input'));
    expect(textOf(chat, 'assistant')[0]).to.contain('Answer stopped.');
    expect((await chat.send('¿Y?')).text).to.equal('Otra.');
  });

  it('asks the last question again, and edits one; what came after it is out of sight', async () => {
    const site = await engine(
      {body: chatStream(['Tres.'])},
      {body: chatStream(['Dos.']), times: 1},
      {body: chatStream(['Uno.']), times: 1},
    );
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
    await chat.send('a');
    await chat.regenerate();
    expect(chat.messages.map(({text}) => text)).to.deep.equal(['a', 'Dos.']);
    await chat.edit(chat.messages[0]!.id, 'b');
    expect(chat.messages.map(({text}) => text)).to.deep.equal(['b', 'Tres.']);
    expect((await asked(site)).map(({messages}) => messages)).to.deep.equal([
      [{role: 'user', content: 'a'}],
      [{role: 'user', content: 'a'}],
      [{role: 'user', content: 'b'}],
    ]);
  });

  it('takes a question back into the input to change it', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang="en"></uggla-chat>`);
    await chat.send('Hola');
    await until(() => chat.renderRoot.querySelector('[aria-label="Edit the question"]'));
    chat.renderRoot.querySelector<HTMLElement>('[aria-label="Edit the question"]')!.click();
    await until(() => part<HTMLTextAreaElement>(chat, 'input')!.value === 'Hola');
    await sendKeys({press: 'End'});
    await sendKeys({type: '!'});
    const finished = nextEvent(chat, 'uggla-message-finish');
    await sendKeys({press: 'Enter'});
    await finished;
    expect(chat.messages.map(({text}) => text)).to.deep.equal(['Hola!', 'Sí.']);
  });

  it('answers questions that are sent meanwhile one after another', async () => {
    const site = await engine({body: chatStream(['Dos.'])}, {body: chatStream(['Uno.']), times: 1});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
    const both = await Promise.all([chat.send('a'), chat.send('b')]);
    expect(both.map(({text}) => text)).to.deep.equal(['Uno.', 'Dos.']);
    expect(chat.messages.map(({text}) => text)).to.deep.equal(['a', 'Uno.', 'b', 'Dos.']);
  });

  it('begins with suggestions, which are questions', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat endpoint=${site.url('v1')} .suggestions=${['¿Quién eres?', '¿Y tú?']}></uggla-chat>`,
    );
    expect(textOf(chat, 'suggestion')).to.deep.equal(['¿Quién eres?', '¿Y tú?']);
    const finished = nextEvent(chat, 'uggla-message-finish');
    part(chat, 'suggestion')!.click();
    await finished;
    expect(chat.messages[0]!.text).to.equal('¿Quién eres?');
  });

  it('sends the page’s headers with every request, and never shows them in the page', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat endpoint=${site.url('v1')} .headers=${async () => ({'x-login': 'ana'})} .authorization=${() => 'Bearer secreto'}></uggla-chat>`,
    );
    await chat.send('Hola');
    const [request] = await site.requests('chat/completions');
    expect(request!.headers).to.include({'x-login': 'ana', authorization: 'Bearer secreto'});
    expect(chat.outerHTML + chat.shadowRoot!.innerHTML).not.to.contain('secreto');
  });

  it('leaves out the oldest messages that do not fit, and says so', async () => {
    const site = await engine({body: chatStream(['respuesta '.repeat(60)])});
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat endpoint=${site.url('v1')} context-window="150" lang="en"></uggla-chat>`,
    );
    for (const text of ['uno', 'dos', 'tres', 'cuatro']) await chat.send(text);
    const {messages} = (await asked(site)).at(-1)!;
    expect(messages.length).to.be.lessThan(7);
    expect(messages.at(-1)!.content).to.equal('cuatro');
    expect(textOf(chat, 'assistant').at(-1)).to.match(
      /The 4 oldest messages no longer fit.*One older message was sent in a short form/,
    );
  });

  it('takes any engine as its provider', async () => {
    const provider = {
      id: 'own',
      capabilities: {generative: false},
      async *stream(): AsyncGenerator<Delta> {
        yield {type: 'text', text: 'Soy otro.'};
        yield {type: 'done', reason: 'stop'};
      },
    };
    const chat = await fixture<UgglaChat>(html`<uggla-chat .provider=${provider} lang="es"></uggla-chat>`);
    expect((await chat.send('Hola')).text).to.equal('Soy otro.');
    expect(part(chat, 'notice')!.textContent).to.contain('No las redacta un modelo de lenguaje');
  });

  it('says that answers are only passages when the engine says so', async () => {
    const site = await fixtureSite({
      rules: [{match: 'v1/models', body: {data: [{id: 'uggla-extractive', generative: false}]}}],
    });
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang="es"></uggla-chat>`);
    await until(() => part(chat, 'notice')!.textContent!.includes('sacadas de los contenidos'), 'the label never came');
  });

  it('folds what the model thought', async () => {
    const body = chatStream(['<think>Veamos la silla</think>', 'Sí.']);
    const site = await engine({body});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
    const answer = await chat.send('Hola');
    expect(answer).to.include({text: 'Sí.', reasoning: 'Veamos la silla'});
    const fold = part<HTMLDetailsElement>(chat, 'reasoning')!;
    expect(fold.open).to.equal(false);
    expect(fold.textContent).to.contain('Veamos la silla');
  });

  it('tells what a person thinks of an answer, and takes it back', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang="en"></uggla-chat>`);
    await chat.send('Hola');
    const told = collectEvents<Event & {value: string}>(chat, 'uggla-feedback');
    const button = () => chat.renderRoot.querySelector<HTMLElement>('[aria-label="This helped"]')!;
    await until(button);
    button().click();
    await chat.updateComplete;
    expect(button().getAttribute('aria-pressed')).to.equal('true');
    button().click();
    expect(told.map(({value}) => value)).to.deep.equal(['up', undefined]);
  });

  it('keeps the conversation in the tab when asked to, and clears it there too', async () => {
    const site = await engine({body: chatStream(['Sí [1].'])});
    const make = () =>
      fixture<UgglaChat>(html`<uggla-chat id="kept" endpoint=${site.url('v1')} store="session"></uggla-chat>`);
    const first = await make();
    await first.send('Hola');
    first.remove();
    const second = await make();
    await until(() => second.messages.length === 2, 'the conversation never came back');
    await until(() => textOf(second, 'assistant')[0]?.includes('Sí [1].'));
    second.clear();
    second.remove();
    const third = await make();
    await third.send('Otra');
    expect(third.messages.length).to.equal(2);
  });

  it('gives the conversation out as data and as Markdown', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat endpoint=${site.url('v1')} lang="es" heading="Norte"></uggla-chat>`,
    );
    await chat.send('Hola');
    expect(chat.exportConversation().messages.map(({role, text}) => [role, text])).to.deep.equal([
      ['user', 'Hola'],
      ['assistant', 'Sí.'],
    ]);
    expect(chat.exportConversation('markdown')).to.equal('## Tú\n\nHola\n\n## Norte\n\nSí.\n');
  });

  it('sends nothing before the page’s consent text is accepted', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat endpoint=${site.url('v1')} .suggestions=${['a']}><p slot="consent">Tus preguntas se guardan 30 días.</p></uggla-chat>`,
    );
    const error = await chat.send('Hola').catch((caught: unknown) => caught);
    expect(error).to.include({code: 'chat-consent-missing'});
    expect(part(chat, 'input')).to.equal(null);
    expect(part(chat, 'suggestion')).to.equal(null);
    expect((await site.requests()).length).to.equal(0);
    part(chat, 'accept')!.click();
    await until(() => part(chat, 'input'));
    expect((await chat.send('Hola')).text).to.equal('Sí.');
  });

  it('asks for consent once, as long as the conversation is kept', async () => {
    const make = () =>
      fixture<UgglaChat>(
        html`<uggla-chat endpoint="/kept/v1" store="session"><p slot="consent">Se guarda.</p></uggla-chat>`,
      );
    const first = await make();
    part(first, 'accept')!.click();
    await until(() => part(first, 'input'));
    first.remove();
    expect(part(await make(), 'input')).not.to.equal(null);
    sessionStorage.clear();
    expect(part(await make(), 'input')).to.equal(null);
  });

  it('goes on when it is moved, and stops when it is removed', async () => {
    const body = chatStream(['La silla ', 'se sube.']);
    const site = await engine(
      {body, gate: 'never', gateAfter: body.indexOf('se sube') - 100},
      {body, gate: 'rest', gateAfter: body.indexOf('se sube') - 100, times: 1},
    );
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')}></uggla-chat>`);
    const moved = chat.send('¿Cómo?');
    await until(() => textOf(chat, 'assistant')[0]?.includes('La silla'));
    document.body.append(chat);
    await site.open('rest');
    expect(await moved).to.include({text: 'La silla se sube.', state: 'done'});
    const removed = chat.send('¿Y?');
    await until(() => textOf(chat, 'assistant')[1]?.includes('La silla'));
    chat.remove();
    expect((await removed).state).to.equal('stopped');
    await site.seen('chat/completions', {ended: 'gone'});
  });

  it('works whatever the order in which it is set up', async () => {
    const site = await engine({body: chatStream(['Sí.'])});
    const chat = document.createElement('uggla-chat');
    const ready = nextEvent(chat, 'uggla-ready');
    await fixture(html`${chat}`);
    chat.endpoint = site.url('v1/');
    await ready;
    expect((await chat.send('Hola')).text).to.equal('Sí.');
  });

  it('tells of settings that it cannot use', async () => {
    const chat = document.createElement('uggla-chat');
    const failed = nextEvent<UgglaErrorEvent>(chat, 'uggla-error');
    Object.assign(chat, {protocol: 'telepathy', endpoint: '/v1', lang: 'en'});
    await fixture(html`${chat}`);
    expect((await failed).error.code).to.equal('chat-protocol-unsupported');
    expect((await chat.send('Hola')).error?.code).to.equal('chat-protocol-unsupported');
    await until(() => part(chat, 'error')?.textContent?.includes('not supported'));
    const lost = document.createElement('uggla-chat');
    await fixture(html`${lost}`);
    expect((await lost.send('Hola')).error?.code).to.equal('chat-endpoint-missing');
  });
});
