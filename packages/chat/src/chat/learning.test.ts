// Chromium first: what is asked and kept is the same script in all engines; chat-element.test.ts tries what is shown.
import {expect, fixture, html} from '@open-wc/testing';
import {chatStream, fixtureSite, type FixtureSite} from '@uggla/testing';
import type {ChatProvider, Delta} from '../providers/provider.js';
import {chatWith, engine, pageOf, part, stream, until} from '../testing/support.test.js';
import type {UgglaChat} from './chat-element.js';

const models = {match: 'v1/models', type: 'application/json', body: {data: [{id: 'passages', generative: false}]}};
const asked = async (site: FixtureSite) =>
  (await site.requests('v1/models')).map(({headers}) => headers['authorization']);
const saysPassages = (chat: UgglaChat) => part(chat, 'notice')!.textContent!.includes('No language model');

describe('What UgglaChat fetches of itself', () => {
  it('comes when somebody goes into the input: nothing of it before, and no question with it', async () => {
    const site = await engine({body: chatStream(['Sí, **claro**.'])});
    const page = await pageOf(400, 300);
    const chat = Object.assign(page.document.createElement('uggla-chat'), {endpoint: site.url('v1')});
    page.document.body.append(chat);
    await site.seen('v1/models', {ended: 'done'});
    const fetched = () =>
      page.window.performance
        .getEntriesByType('resource')
        .filter(({name}) => /\/(answer-view|post-events)\b/.test(name)).length;
    expect(fetched()).to.equal(0);
    part(chat, 'input')!.dispatchEvent(new page.window.FocusEvent('focus'));
    await until(() => fetched() === 2);
    expect(await site.requests('chat/completions')).to.deep.equal([]);
    expect((await chat.send('¿Sí?')).text).to.equal('Sí, **claro**.');
    await until(() => part(chat, 'assistant')!.querySelector('strong'));
    expect(fetched()).to.equal(2);
    page.close();
  });
});

describe('What UgglaChat learns of its engine', () => {
  it('is asked for again with a login that comes later', async () => {
    const site = await fixtureSite({rules: [models, {match: 'v1/models', status: 401, times: 1}]});
    const chat = await chatWith(site);
    await site.seen('v1/models', {ended: 'done'});
    chat.authorization = 'Bearer ana';
    await until(() => saysPassages(chat));
    expect(await asked(site)).to.deep.equal([undefined, 'Bearer ana']);
    chat.authorization = 'Bearer ana, renewed';
    await chat.updateComplete;
    expect((await asked(site)).length, 'what is known is not asked for').to.equal(2);
  });

  it('is asked for again with a login that comes while the refusal is on its way, once', async () => {
    const site = await fixtureSite({rules: [models, {match: 'v1/models', status: 401, times: 1, gate: 'slow'}]});
    const chat = await chatWith(site);
    await site.seen('v1/models');
    chat.authorization = 'Bearer ana';
    await chat.updateComplete;
    await site.open('slow');
    await until(() => saysPassages(chat));
    expect(await asked(site)).to.deep.equal([undefined, 'Bearer ana']);
  });

  it('is not asked for without end by a login that does not help', async () => {
    const site = await fixtureSite({rules: [{match: 'v1/models', status: 401}]});
    const chat = await chatWith(site);
    await site.seen('v1/models');
    chat.authorization = 'Bearer nobody';
    await until(async () => (await asked(site)).length === 2);
    for (let turn = 0; turn < 5; turn++) {
      chat.requestUpdate();
      await chat.updateComplete;
      await site.requests('v1/models');
    }
    expect(await asked(site)).to.deep.equal([undefined, 'Bearer nobody']);
  });

  it('is asked for when the page’s function has a login at last', async () => {
    const site = await fixtureSite({rules: [models, {...stream, body: chatStream(['Sí.'])}]});
    const chat = await chatWith(await fixtureSite({rules: [{match: 'v1/models', status: 404}]}));
    let login = '';
    chat.authorization = () => {
      if (!login) throw new Error('nobody is signed in');
      return login;
    };
    chat.endpoint = site.url('v1');
    await chat.updateComplete;
    login = 'Bearer ana';
    await chat.send('Hola');
    await until(() => saysPassages(chat));
    expect(await asked(site)).to.deep.equal(['Bearer ana']);
  });

  it('is not asked for again where the engine has no such list', async () => {
    const site = await fixtureSite({rules: [{match: 'v1/models', status: 404}]});
    const chat = await chatWith(site);
    await site.seen('v1/models', {ended: 'done'});
    for (const key of ['1', '2']) {
      chat.headers = {'x-key': key};
      await chat.updateComplete;
    }
    expect((await asked(site)).length).to.equal(1);
  });
});

describe('UgglaChat with a provider of the page’s own', () => {
  it('needs no more of it than a stream', async () => {
    const provider = {
      id: 'bare',
      async *stream(): AsyncGenerator<Delta> {
        yield {type: 'text', text: 'Sí.'};
        yield {type: 'done', reason: 'stop'};
      },
    };
    const chat = await fixture<UgglaChat>(html`<uggla-chat .provider=${provider} lang="en"></uggla-chat>`);
    expect((await chat.send('Hola')).text).to.equal('Sí.');
    await until(() => part(chat, 'assistant')?.textContent?.includes('Sí.'));
    expect(part(chat, 'notice')!.textContent).to.contain('A machine answers');
  });

  it('leaves out what it does not know in a stream', async () => {
    const provider = {
      id: 'newer',
      async *stream() {
        yield {type: 'progress', processed: 3};
        yield {type: 'text', text: 'Sí.'};
        yield {type: 'done', reason: 'stop'};
      },
    } as unknown as ChatProvider;
    const chat = await fixture<UgglaChat>(html`<uggla-chat .provider=${provider} lang="en"></uggla-chat>`);
    expect(await chat.send('Hola')).to.include({text: 'Sí.', state: 'done'});
  });
});
