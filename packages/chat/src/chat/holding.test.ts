// Chromium first: what is kept and asked again is the same script in all engines; chat-element.test.ts tries what is
// shown.
import {expect, fixture, html} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import {chatStream, collectEvents, nextEvent, sse} from '@uggla/testing';
import {asked, chatWith, engine, part, texts, until} from '../testing/support.test.js';
import type {ChatProvider, Delta} from '../providers/provider.js';
import type {UgglaChat} from './chat-element.js';

const yes = {body: chatStream(['Sí.'])};
const errorText = (chat: UgglaChat) => part(chat, 'error')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const throws = () => {
  throw new Error('no session in the vault');
};

/** What the status region says, piece by piece. */
function listen(chat: UgglaChat): string[] {
  const heard: string[] = [];
  const region = part(chat, 'status')!;
  new MutationObserver(() => heard.push(region.textContent!)).observe(region, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  return heard;
}

describe('UgglaChat and the page’s functions', () => {
  for (const name of ['headers', 'authorization'] as const) {
    for (const [how, fails] of [
      ['throws', throws],
      ['rejects', async () => throws()],
    ] as const) {
      it(`sends nothing when ${name} ${how}, and keeps the page’s words to itself`, async () => {
        const site = await engine(yes);
        const chat = Object.assign(await chatWith(site), {[name]: fails});
        const failed = nextEvent<UgglaErrorEvent>(chat, 'uggla-error');
        await chat.send('Hola');
        const {error} = await failed;
        expect(error.code).to.equal('chat-unauthorized');
        expect(String(error.cause)).to.contain('vault');
        await until(() => errorText(chat).includes('not signed in'));
        expect(errorText(chat)).not.to.contain('vault');
        expect(errorText(chat)).not.to.contain('server says');
        expect(await asked(site)).to.deep.equal([]);
      });
    }

    it(`can be stopped while ${name} never answers, and then works`, async () => {
      const site = await engine(yes);
      const chat = Object.assign(await chatWith(site), {[name]: () => new Promise<never>(() => {})});
      const answer = chat.send('Hola');
      await until(() => part(chat, 'stop'));
      part(chat, 'stop')!.click();
      expect((await answer).state).to.equal('stopped');
      chat[name] = undefined;
      expect((await chat.send('¿Y?')).text).to.equal('Sí.');
      expect((await asked(site)).length).to.equal(1);
    });
  }

  it('sends one authorization, however the page writes its name', async () => {
    const site = await engine(yes);
    const chat = Object.assign(await chatWith(site), {
      headers: {Authorization: 'Bearer old'},
      authorization: 'Bearer new',
    });
    await chat.send('Hola');
    expect((await site.requests('chat/completions'))[0]!.headers['authorization']).to.equal('Bearer new');
  });

  it('does not lay its own words into the server’s mouth', async () => {
    const long = await chatWith(await engine(yes), 'es');
    long.contextWindow = 256;
    await long.send('x'.repeat(5000));
    await until(() => errorText(long).includes('más larga de lo que el modelo puede leer'));
    expect(errorText(long)).not.to.contain('Lo que dice el servidor');
    const provider: ChatProvider = {id: 'own', capabilities: {}, stream: throws};
    const own = await fixture<UgglaChat>(html`<uggla-chat .provider=${provider} lang="es"></uggla-chat>`);
    await own.send('Hola');
    await until(() => errorText(own).includes('ha terminado con un error'));
    expect(errorText(own)).not.to.contain('vault');
  });

  it('shows a server’s words without what turns them round', async () => {
    const chat = await chatWith(await engine({status: 500, body: {error: {message: 'full \u202Eksid'}}}));
    await chat.send('Hola');
    await until(() => /What the server says\s*full ksid/.test(errorText(chat)));
  });
});

describe('UgglaChat and what nobody waits for', () => {
  it('sends nothing of what waits when it is removed', async () => {
    const body = chatStream(['Uno ', 'dos.']);
    const site = await engine({body, gate: 'never', gateAfter: body.indexOf('dos.') - 100});
    const chat = await chatWith(site);
    const answers = [chat.send('uno'), chat.send('dos')];
    await until(() => chat.messages[1]?.text === 'Uno ');
    chat.remove();
    expect((await Promise.all(answers)).map(({state}) => state)).to.deep.equal(['stopped', 'stopped']);
    expect((await asked(site)).length).to.equal(1);
    expect(chat.messages.length).to.equal(2);
  });

  it('sends nothing when it is removed by whoever hears of the question', async () => {
    const site = await engine(yes);
    const chat = await chatWith(site);
    chat.addEventListener('uggla-message-send', () => chat.remove());
    expect((await chat.send('Hola')).state).to.equal('stopped');
    expect(await asked(site)).to.deep.equal([]);
  });

  it('keeps two chats on a page apart', async () => {
    const sites = await Promise.all([engine({body: chatStream(['Uno.'])}), engine({body: chatStream(['Dos.'])})]);
    const chats = await Promise.all(sites.map((site) => chatWith(site)));
    const heard = collectEvents(chats[1]!, 'uggla-message-send');
    expect((await chats[0]!.send('a')).text).to.equal('Uno.');
    expect(chats[1]!.messages).to.deep.equal([]);
    expect(heard).to.deep.equal([]);
    expect((await chats[1]!.send('b')).text).to.equal('Dos.');
    expect(await Promise.all(sites.map(async (site) => (await asked(site)).length))).to.deep.equal([1, 1]);
  });

  it('shows nothing of tools that nobody offered, and says when nothing else came', async () => {
    const call = (choice: object) =>
      sse([
        {
          choices: [
            {
              index: 0,
              delta: {tool_calls: [{index: 0, id: 'c1', function: {name: 'rm', arguments: '{"path":"/"}'}}], ...choice},
            },
          ],
        },
        {choices: [{index: 0, delta: {}, finish_reason: 'tool_calls'}]},
        '[DONE]',
      ]);
    const site = await engine({body: call({content: 'Sí.'})}, {body: call({}), times: 1});
    const chat = await chatWith(site);
    expect((await chat.send('Hola')).error?.code).to.equal('chat-answer-empty');
    expect(await chat.send('¿Y?')).to.include({text: 'Sí.', state: 'done', finish: 'tool_calls'});
    expect(texts(chat, 'log').join()).not.to.contain('rm');
    expect((await asked(site)).length).to.equal(2);
  });
});

describe('UgglaChat before the consent', () => {
  it('asks nothing again, and changes no question', async () => {
    const site = await engine(yes);
    const chat = await chatWith(site);
    await chat.send('Hola');
    chat.append(Object.assign(document.createElement('p'), {slot: 'consent', textContent: 'Se guarda.'}));
    await until(() => !part(chat, 'input'));
    for (const act of [() => chat.regenerate(), () => chat.edit(chat.messages[0]!.id, 'x'), () => chat.send('x')]) {
      const refused = await act().then(
        () => undefined,
        (error: {code: string}) => error.code,
      );
      expect(refused).to.equal('chat-consent-missing');
    }
    expect(chat.renderRoot.querySelector('[aria-label="Answer again"], [aria-label="Edit the question"]')).to.equal(
      null,
    );
    expect((await asked(site)).length).to.equal(1);
    part(chat, 'accept')!.click();
    expect((await chat.regenerate())?.text).to.equal('Sí.');
  });
});

describe('UgglaChat heard', () => {
  it('says how much of the conversation the model was not given', async () => {
    async function* stream(): AsyncGenerator<Delta> {
      yield {type: 'text', text: 'respuesta '.repeat(60)};
      yield {type: 'done', reason: 'stop'};
    }
    const provider: ChatProvider = {id: 'own', capabilities: {contextWindow: 150}, stream};
    const chat = await fixture<UgglaChat>(html`<uggla-chat .provider=${provider} lang="es"></uggla-chat>`);
    const heard = listen(chat);
    for (const text of ['uno', 'dos', 'tres', 'cuatro']) await chat.send(text);
    await until(() => /mensajes? más antiguos? ya no caben? y no se han? enviado/.test(heard.join(' ')));
    await until(() => /anterior se ha enviado abreviado/.test(heard.join(' ')));
  });

  it('says that an answer stopped at its limit, not that it is finished', async () => {
    const chat = await chatWith(await engine({body: chatStream(['La silla'], {finish: 'length'})}), 'es');
    const heard = listen(chat);
    await chat.send('¿Cómo?');
    await until(() => heard.join(' ').includes('al llegar a su longitud máxima'));
    expect(heard.join(' ')).not.to.contain('Respuesta terminada');
  });

  it('leaves Escape to a word that is being composed', async () => {
    const chat = Object.assign(await chatWith(await engine(yes)), {layout: 'floating', open: true});
    await chat.updateComplete;
    const escape = (isComposing: boolean) =>
      part(chat, 'input')!.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, isComposing}));
    escape(true);
    expect(chat.open).to.equal(true);
    escape(false);
    expect(chat.open).to.equal(false);
  });
});
