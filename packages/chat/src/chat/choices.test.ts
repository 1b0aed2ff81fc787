import {expect, fixture, html} from '@open-wc/testing';
import {chatStream, collectEvents, fixtureSite, type FixtureSite, type Rule} from '@uggla/testing';
import {asked, part, readCapture, stream, until} from '../testing/support.test.js';
import type {ChoiceEvent} from '../events.js';
import type {UgglaChat} from './chat-element.js';
import {readAdapters} from './render-choices.js';

const models = {
  data: [
    {id: 'norte-7b', owned_by: 'llamacpp', meta: {n_ctx: 4096}},
    {id: 'sur-1b', owned_by: 'llamacpp', meta: {n_ctx: 1024}},
  ],
};
const adapters = [
  {id: 0, path: '/models/tono-formal.gguf', scale: 1},
  {id: 1, path: 'C:\\loras\\jurídico.gguf', scale: 1},
];

async function engine(...more: Rule[]): Promise<FixtureSite> {
  return fixtureSite({
    rules: [
      {match: 'v1/models', body: models},
      {match: /^lora-adapters/, body: adapters},
      {...stream, body: chatStream(['Sí.'])},
      ...more,
    ],
  });
}

const open = (site: FixtureSite, choices: string, more = {}) =>
  fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} choices=${choices} lang="en"></uggla-chat>`).then(
    (chat) => Object.assign(chat, more),
  );

const list = (chat: UgglaChat, name: string) => part<HTMLSelectElement>(chat, name);
const texts = (select: HTMLSelectElement) => [...select.options].map(({text}) => text);

/** Chooses as a person does. */
function choose(select: HTMLSelectElement, text: string): void {
  select.value = [...select.options].find((option) => option.text === text)!.value;
  select.dispatchEvent(new Event('change', {bubbles: true}));
}

describe('UgglaChat with something to choose', () => {
  it('offers nothing, and asks for no adapters, unless the page allows it', async () => {
    const site = await engine();
    const chat = await open(site, '');
    await site.seen('v1/models', {ended: 'done'});
    await chat.send('Hola');
    expect(part(chat, 'choices')).to.equal(null);
    expect(await site.requests('lora')).to.deep.equal([]);
  });

  it('lists the models of the engine; the next question goes to the chosen one', async () => {
    const site = await engine();
    const chat = await open(site, 'model');
    await until(() => list(chat, 'model')?.options.length === 2, 'no list of models');
    expect(texts(list(chat, 'model')!)).to.deep.equal(['norte-7b', 'sur-1b']);
    expect(list(chat, 'model')!.value).to.equal('norte-7b');
    expect(list(chat, 'adapter'), 'only what is allowed').to.equal(null);
    const chosen = collectEvents<ChoiceEvent>(chat, 'uggla-choice');
    choose(list(chat, 'model')!, 'sur-1b');
    expect(chat.model).to.equal('sur-1b');
    expect(chosen.map(({model}) => model)).to.deep.equal(['sur-1b']);
    await chat.send('Hola');
    expect((await asked(site))[0]!['model']).to.equal('sur-1b');
    await until(
      () => part(chat, 'context')?.querySelector('meter')?.max === 1024,
      'the window is not that of the chosen model',
    );
  });

  it('lists the adapters by name; each question carries the choice, and the server stays as it is', async () => {
    const site = await engine();
    const chat = await open(site, 'adapter');
    await until(() => list(chat, 'adapter'), 'no list of adapters');
    const select = list(chat, 'adapter')!;
    expect(texts(select)).to.deep.equal(['As the server is set', 'None', 'tono-formal', 'jurídico']);
    expect(select.value).to.equal('');
    for (const text of ['jurídico', 'None', 'As the server is set']) {
      choose(select, text);
      await chat.send(text);
    }
    expect((await asked(site)).map((body) => body['lora'])).to.deep.equal([
      [{id: 1, scale: 1}],
      [
        {id: 0, scale: 0},
        {id: 1, scale: 0},
      ],
      undefined,
    ]);
    expect((await site.requests('lora')).map(({method}) => method)).to.deep.equal(['GET']);
  });

  it('shows what the page has set, also when the engine does not name it', async () => {
    const chat = await open(await engine(), 'model adapter', {model: 'oeste', adapter: '0:0.5'});
    await until(() => list(chat, 'adapter') && list(chat, 'model'));
    expect(list(chat, 'model')!.value).to.equal('oeste');
    expect(list(chat, 'adapter')!.value).to.equal('0:0.5');
    chat.model = 'sur-1b';
    await until(() => list(chat, 'model')!.value === 'sur-1b');
    expect(texts(list(chat, 'model')!)).to.deep.equal(['norte-7b', 'sur-1b']);
  });

  it('has names for those who do not see it, and can be used with the keyboard', async () => {
    const chat = await open(await engine(), 'model adapter');
    await until(() => list(chat, 'adapter') && list(chat, 'model'));
    expect(
      [list(chat, 'model')!, list(chat, 'adapter')!].map(({labels}) => labels[0]!.textContent!.trim().split(/\s/)[0]),
    ).to.deep.equal(['Model', 'Adapter']);
    list(chat, 'model')!.focus();
    expect(chat.shadowRoot!.activeElement).to.equal(list(chat, 'model'));
    await expect(chat).to.be.accessible();
  });

  it('asks nothing before the person has agreed', async () => {
    const site = await engine();
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat endpoint=${site.url('v1')} choices="model adapter" lang="en"><p slot="consent">?</p></uggla-chat>`,
    );
    await chat.updateComplete;
    expect(await site.requests()).to.deep.equal([]);
    part(chat, 'accept')!.click();
    await until(() => list(chat, 'adapter') && list(chat, 'model'));
  });

  const silent: [name: string, rule: Rule][] = [
    ['has none', {body: []}],
    ['does not know of any', {status: 404}],
    ['answers with a page', {body: '<!doctype html>', type: 'text/html'}],
    ['breaks off', {reset: true}],
  ];
  for (const [name, rule] of silent) {
    it(`shows no list of adapters when the engine ${name}`, async () => {
      const site = await engine({match: /^lora-adapters/, ...rule});
      const chat = await open(site, 'model adapter');
      await until(() => list(chat, 'model'));
      await site.seen('lora');
      expect((await chat.send('Hola')).text).to.equal('Sí.');
      expect(list(chat, 'adapter')).to.equal(null);
    });
  }

  it('shows what a hostile engine names as text, and nothing that turns text around', async () => {
    const name = '<img src=x onerror=alert(1)>\u202Efdp';
    const site = await engine(
      {match: 'v1/models', body: {data: [{id: name}]}},
      {match: /^lora-adapters/, body: [{id: 0, path: `/x/${name.replace('/', '')}`}]},
    );
    const chat = await open(site, 'model adapter');
    await until(() => list(chat, 'model') && list(chat, 'adapter'));
    expect(part(chat, 'choices')!.querySelector('img')).to.equal(null);
    expect(texts(list(chat, 'model')!)[0])
      .to.contain('<img src=x onerror=alert(1)>')
      .and.not.to.contain('\u202E');
    expect(texts(list(chat, 'adapter')!)[2]).not.to.contain('\u202E');
  });

  it('asks again when it was moved while the list was on its way', async () => {
    const site = await engine({match: /^lora-adapters/, body: adapters, gate: 'slow', times: 1});
    const chat = await open(site, 'adapter');
    await site.seen('lora');
    const place = document.createElement('div');
    chat.after(place);
    place.append(chat);
    await until(() => list(chat, 'adapter'), 'the list never came after the move');
    place.remove();
  });

  it('forgets the adapters of another engine', async () => {
    const chat = await open(await engine(), 'adapter');
    await until(() => list(chat, 'adapter'));
    chat.endpoint = (await engine({match: /^lora-adapters/, status: 404})).url('v1');
    await until(() => !list(chat, 'adapter'));
  });

  it('takes the lists away when the page does not allow them any more', async () => {
    const chat = await open(await engine(), 'model, adapter');
    await until(() => list(chat, 'model') && list(chat, 'adapter'));
    chat.choices = 'model';
    await until(() => !list(chat, 'adapter'));
    expect(list(chat, 'model')).to.be.instanceOf(HTMLSelectElement);
    chat.choices = '';
    await until(() => part(chat, 'choices') === null);
  });

  it('lists the models of a provider of the page', async () => {
    const provider = {id: 'own', models: async () => [{id: 'uno'}, {id: 'dos'}], async *stream() {}};
    const chat = await fixture<UgglaChat>(
      html`<uggla-chat choices="model" lang="en" .provider=${provider}></uggla-chat>`,
    );
    await until(() => list(chat, 'model')?.options.length === 2);
    expect(texts(list(chat, 'model')!)).to.deep.equal(['uno', 'dos']);
  });
});

describe('readAdapters', () => {
  it('reads what a real server says', async () => {
    const {body} = await readCapture('lora-list');
    expect(readAdapters(JSON.parse(body))).to.deep.equal([{id: 0, name: 'tiny-lora'}]);
  });

  it('takes nothing from what is no list of adapters', () => {
    for (const list of [undefined, null, {}, 'x', [1, null, 'x', {}, {id: 'a'}, {id: -1}, {id: 0.5}]])
      expect(readAdapters(list)).to.deep.equal([]);
    expect(readAdapters([{id: 3}, {id: 4, path: 7}, {id: 5, path: 'a/'}])).to.deep.equal([
      {id: 3, name: '3'},
      {id: 4, name: '4'},
      {id: 5, name: '5'},
    ]);
  });
});
