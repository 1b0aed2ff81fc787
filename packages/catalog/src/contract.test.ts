import {expect, fixture, html} from '@open-wc/testing';
import type {Portfolio} from '@uggla/protocol';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import {UgglaCampus, UgglaPortfolio, type ItemActionEvent, type ItemOpenEvent} from './index.js';
import {address, all, clean, filter, find, found, mount, publish, read, titles} from './testing/support.test.js';

/** All orders of three things. */
const orders = <T>([a, b, c]: [T, T, T]): T[][] => [
  [a, b, c],
  [a, c, b],
  [b, a, c],
  [b, c, a],
  [c, a, b],
  [c, b, a],
];

describe('the catalog’s public names', () => {
  afterEach(clean);

  it('are tags with their classes', () => {
    expect(document.createElement('uggla-campus')).to.be.instanceOf(UgglaCampus);
    expect(document.createElement('uggla-portfolio')).to.be.instanceOf(UgglaPortfolio);
  });

  it('are options that are attributes and properties alike', () => {
    for (const [tag, names] of [
      [
        'uggla-campus',
        ['src', 'item', 'lesson', 'query', 'filters', 'routing', 'records', 'endpoint', 'leads', 'theme'],
      ],
      ['uggla-portfolio', ['src', 'item', 'query', 'filters', 'routing', 'layout', 'leads', 'theme']],
    ] as const) {
      const element = document.createElement(tag) as unknown as HTMLElement & Record<string, string>;
      for (const name of names) {
        element.setAttribute(name, `x-${name}`);
        expect(element[name], `${tag} ${name}`).to.equal(`x-${name}`);
      }
    }
  });

  it('are quiet by default: an element that nobody set anything on has no attributes', async () => {
    for (const tag of ['uggla-campus', 'uggla-portfolio'] as const) {
      const element = document.createElement(tag);
      document.body.append(element);
      await element.updateComplete;
      expect(
        element.getAttributeNames().filter((name) => name !== 'data-state'),
        tag,
      ).to.deep.equal([]);
      expect([element.status, find(element, '.page')!.innerText.trim()]).to.deep.equal(['idle', '']);
      element.remove();
    }
  });

  it('are reflected where CSS and links have to see them', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
    portfolio.query = 'silla';
    portfolio.filters = 'use=home';
    await portfolio.updateComplete;
    expect([portfolio.getAttribute('query'), portfolio.getAttribute('filters')]).to.deep.equal(['silla', 'use=home']);
    portfolio.open('mesa');
    await portfolio.updateComplete;
    expect(portfolio.getAttribute('item')).to.equal('mesa');
    portfolio.removeAttribute('item');
    await portfolio.updateComplete;
    expect(portfolio.item ?? '').to.equal('');
  });

  it('are parts that pages may style: search, filter, card, row, item', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
    for (const part of ['search', 'filter', 'card', 'row', 'header', 'hero', 'language'])
      expect(find(campus, `[part~=${part}]`), part).to.not.equal(null);
    campus.open('nothing');
    await campus.updateComplete;
    for (const part of ['item', 'back']) expect(find(campus, `[part~=${part}]`), part).to.not.equal(null);
  });

  it('are parts of a portfolio: search, filter, card, item, action, price, document, player', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
    for (const part of ['search', 'filter', 'card'])
      expect(find(portfolio, `[part~=${part}]`), part).to.not.equal(null);
    portfolio.open('silla');
    await found(portfolio, '[part=player]');
    for (const part of ['item', 'back', 'action', 'price', 'document'])
      expect(find(portfolio, `[part~=${part}]`), part).to.not.equal(null);
  });

  it('are states that CSS can see: loading, ready, failed', async () => {
    const hasState = (element: Element, name: string) => {
      try {
        return element.matches(`:state(${name})`);
      } catch {
        return element.matches(`[data-state~=${name}]`); // before such states
      }
    };
    const site = await publish({rules: [{match: 'portfolio.json', gate: 'slow', times: 1}]});
    const portfolio = document.createElement('uggla-portfolio');
    portfolio.src = address(site, 'portfolio.json');
    document.body.append(portfolio);
    await site.seen('portfolio.json');
    const states = () => ['loading', 'ready', 'failed'].filter((name) => hasState(portfolio, name));
    expect(states()).to.deep.equal(['loading']);
    await site.open('slow');
    await waitUntil(() => portfolio.status === 'ready');
    expect(states()).to.deep.equal(['ready']);
    const failed = nextEvent(portfolio, 'uggla-error');
    portfolio.src = 'javascript:alert(1)';
    await failed;
    expect(states()).to.deep.equal(['failed']);
    portfolio.remove();
  });
});

describe('the order of attributes', () => {
  afterEach(clean);
  const attributes: [string[], string[], string[]] = [['src'], ['filters', 'category=Sillas'], ['query', 'tero']];

  for (const order of orders(attributes)) {
    it(`does not matter: ${order.map(([name]) => name).join(', ')}, one at a time on an attached element`, async () => {
      const src = address(await publish(), 'portfolio.json');
      const portfolio = document.createElement('uggla-portfolio');
      portfolio.lang = 'es';
      document.body.append(portfolio);
      for (const [name, value] of order) {
        portfolio.setAttribute(name!, value ?? src);
        await portfolio.updateComplete;
      }
      await waitUntil(() => titles(portfolio).join() === 'Silla Tero', 'not what was asked for');
      expect(filter(portfolio, 'category', 'Sillas').getAttribute('aria-pressed')).to.equal('true');
      portfolio.remove();
    });
  }

  it('does not matter to an item either, and an item goes before a search', async () => {
    const portfolio = document.createElement('uggla-portfolio');
    document.body.append(portfolio);
    Object.assign(portfolio, {query: 'lámpara', item: 'mesa', lang: 'es'});
    await portfolio.updateComplete;
    portfolio.src = address(await publish(), 'portfolio.json');
    expect((await found(portfolio, '[part=item] h2')).textContent).to.equal('Mesa Alza');
    portfolio.item = '';
    await waitUntil(() => titles(portfolio).join() === 'Lámpara Brisa', 'the search was forgotten');
    portfolio.remove();
  });

  it('does not matter to a plain tag in markup', async () => {
    const src = address(await publish(), 'portfolio.json');
    const portfolio = await fixture(
      html`<uggla-portfolio item="mesa" lang="en" layout="single" src=${src}></uggla-portfolio>`,
    );
    expect((await found(portfolio, 'h2')).textContent).to.equal('Alza desk');
  });
});

describe('the catalog’s events', () => {
  afterEach(clean);

  it('tell what a person opened, and nothing that the page opened itself', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
    const opened = collectEvents<ItemOpenEvent>(portfolio, 'uggla-item-open');
    portfolio.open('mesa');
    portfolio.item = 'silla';
    await portfolio.updateComplete;
    portfolio.open('');
    await portfolio.updateComplete;
    expect(opened).to.have.length(0);
    find(portfolio, '[data-item=lampara]')!.click();
    expect(opened.map(({item, kind, lesson, time}) => [item, kind, lesson, time])).to.deep.equal([
      ['lampara', 'product', undefined, undefined],
    ]);
  });

  it('tell of a related product too', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), item: 'silla'});
    const heard = nextEvent<ItemOpenEvent>(portfolio, 'uggla-item-open');
    (await found(portfolio, '.product ~ section [part=card]')).click();
    expect((await heard).item).to.equal('mesa');
    await portfolio.updateComplete;
    expect(find(portfolio, 'h2')!.textContent).to.equal('Mesa Alza');
  });

  it('tell nothing of a click that asks for another tab', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
    const opened = collectEvents(portfolio, 'uggla-item-open');
    const stop = (event: Event) => event.preventDefault();
    window.addEventListener('click', stop);
    find(portfolio, '[data-item=mesa]')!.dispatchEvent(
      new MouseEvent('click', {bubbles: true, cancelable: true, composed: true, ctrlKey: true}),
    );
    window.removeEventListener('click', stop);
    expect([opened.length, portfolio.item]).to.deep.equal([0, '']);
  });

  it('do not leave the element, errors apart', async () => {
    const site = await publish();
    const heard = ['uggla-ready', 'uggla-item-open', 'uggla-action'].map((type) => collectEvents(document.body, type));
    const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json')});
    portfolio.addEventListener('uggla-action', (event) => event.preventDefault());
    find(portfolio, '[data-item=silla]')!.click();
    (await found(portfolio, '[part=action]')).click();
    expect(heard.map(({length}) => length)).to.deep.equal([0, 0, 0]);
    const error = nextEvent(document.body, 'uggla-error');
    portfolio.src = address(site, 'no-such.json');
    await error;
  });

  it('let the page take over the form, too', async () => {
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      item: 'silla',
      leads: 'form',
    });
    const heard = nextEvent<ItemActionEvent>(portfolio, 'uggla-action');
    portfolio.addEventListener('uggla-action', (event) => event.preventDefault());
    (await found(portfolio, 'button[part=action]')).click();
    expect((await heard).action.kind).to.equal('form');
    await portfolio.updateComplete;
    expect(find(portfolio, '[part=lead-form]')).to.equal(null);
  });

  it('leave out actions that lead nowhere safe', async () => {
    const file = await read<Portfolio>('portfolio.json');
    const hrefs = [
      'javascript:alert(1)',
      'java\tscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'blob:https://acme.example/x',
      'http://user:secret@acme.example/',
      'http://[',
      '',
    ];
    file.products[0]!.actions = [
      ...hrefs.map((href) => ({kind: 'link' as const, label: href || 'empty', href})),
      {kind: 'phone', label: 'call', href: 'call me'},
      {kind: 'link', label: 'good', href: '//acme.example/x'},
    ];
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish({files: {'portfolio.json': file}}), 'portfolio.json'),
      item: 'silla',
    });
    await found(portfolio, '[part=action]');
    expect(all(portfolio, '[part=action]').map(({innerText}) => innerText.trim())).to.deep.equal(['good']);
  });
});
