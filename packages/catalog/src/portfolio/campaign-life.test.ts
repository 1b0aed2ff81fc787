// Chromium first: what may be seen when is the same script in all engines; portfolio-element.test.ts and
// campus-element.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import type {Campaign, Portfolio} from '@uggla/protocol';
import {collectEvents, waitUntil} from '@uggla/testing';
import {address, all, clean, find, found, mount, publish, read, titles} from '../testing/support.test.js';

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

async function show(campaigns: Campaign[], attributes: Record<string, string> = {}) {
  const file = {...(await read<Portfolio>('portfolio.json')), campaigns};
  return mount('uggla-portfolio', {
    src: address(await publish({files: {'portfolio.json': file}}), 'portfolio.json'),
    ...attributes,
  });
}

const heads = (portfolio: Element) => all(portfolio, '[part=campaign] h3').map(({textContent}) => textContent);

describe('a campaign in the page', () => {
  afterEach(clean);

  it('is there at once with the products, and moves nothing afterwards', async () => {
    const portfolio = await show([{id: 'c', title: 'Feria', products: ['taburete']}]);
    expect([heads(portfolio), titles(portfolio)[0]]).to.deep.equal([['Feria'], 'Taburete Mirlo']);
  });

  it('ends while the page is open, and its products go back to their places', async () => {
    const portfolio = await show([
      {id: 'c', title: 'Feria', until: inSeconds(2), badge: 'Feria', products: ['taburete']},
    ]);
    await waitUntil(() => all(portfolio, '.badge, .campaign').length === 0, 'it never ended', {timeout: 10_000});
    expect(titles(portfolio)).to.deep.equal(['Silla Tero', 'Mesa Alza', 'Lámpara Brisa', 'Taburete Mirlo']);
  });

  it('gives way to the next at the same instant', async () => {
    const change = inSeconds(2);
    const portfolio = await show([
      {id: 'a', title: 'Antes', until: change, products: ['mesa']},
      {id: 'b', title: 'Después', from: change, products: ['lampara']},
    ]);
    await waitUntil(() => heads(portfolio).join() === 'Después', 'the next never began', {timeout: 10_000});
    expect(titles(portfolio)[0]).to.equal('Lámpara Brisa');
  });

  it('begins on time though the element was away, and moved', async () => {
    const portfolio = await show([{id: 'c', title: 'Feria', from: inSeconds(1.5), products: ['mesa']}]);
    portfolio.remove();
    document.body.append(portfolio);
    await waitUntil(() => heads(portfolio).join() === 'Feria', 'it never began', {timeout: 10_000});
  });

  it('keeps out of the way of a search and of filters, but its badge stays on its products', async () => {
    const portfolio = await show([{id: 'c', title: 'Feria', badge: '−15 %', products: ['mesa']}], {
      filters: 'use=office',
    });
    expect([heads(portfolio), all(portfolio, '.badge').map(({textContent}) => textContent)]).to.deep.equal([
      [],
      ['−15 %'],
    ]);
  });

  it('in another language says what it says there', async () => {
    const portfolio = await show([
      {id: 'c', title: {es: 'Feria', en: 'Fair'}, badge: {es: 'Nuevo', en: 'New'}, products: ['mesa']},
    ]);
    portfolio.lang = 'en';
    await portfolio.updateComplete;
    expect([heads(portfolio), find(portfolio, '.badge')!.textContent]).to.deep.equal([['Fair'], 'New']);
  });

  it('leads nowhere unsafe', async () => {
    const portfolio = await show([
      {id: 'c', title: 'Feria', products: [], action: {kind: 'link', label: 'Ver', href: 'javascript:alert(1)'}},
    ]);
    expect([heads(portfolio), all(portfolio, '[part=action]').length]).to.deep.equal([['Feria'], 0]);
  });

  it('that is not to be understood shows nothing, and its neighbours as they are', async () => {
    const errors = collectEvents(document.body, 'uggla-error');
    const portfolio = await show([
      {id: 'a', title: 'Rota', from: 'mañana', products: ['mesa']},
      {id: 'b', title: 'Lejos', timezone: 'Mars/Olympus', from: '2020-01-01', products: ['mesa']},
      {id: 'c', title: 'Feria', products: []},
    ]);
    expect([heads(portfolio), errors.length]).to.deep.equal([['Feria'], 0]);
  });
});

describe('a product of a campus', () => {
  afterEach(clean);

  it('opens at the second that the address names', async () => {
    history.replaceState(null, '', '#/item/silla?t=4');
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), routing: 'hash'});
    const portfolio = await found(campus, 'uggla-portfolio');
    const player = await found(portfolio, '[part=player]');
    await waitUntil(() => player.getAttribute('start-time') === '4', 'the second was lost');
  });

  it('is alone in its place: no grid, no second way back, and the campus’s language', async () => {
    const campus = await mount('uggla-campus', {
      src: address(await publish(), 'campus.json'),
      item: 'silla',
      theme: 'dark',
      leads: 'page',
    });
    const portfolio = await found(campus, 'uggla-portfolio');
    await found(portfolio, '.product');
    expect(['layout', 'item', 'lang', 'theme', 'leads'].map((name) => portfolio.getAttribute(name))).to.deep.equal([
      'single',
      'silla',
      'es',
      'dark',
      'page',
    ]);
    expect(all(portfolio, '[part=back], [part=search], [part=filter]')).to.have.length(0);
  });

  it('that leads to a related one stays what the campus knows', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), item: 'silla'});
    const portfolio = await found(campus, 'uggla-portfolio');
    (await found(portfolio, '.product ~ section [part=card]')).click();
    await waitUntil(() => find(portfolio, 'h2')?.textContent === 'Mesa Alza');
    expect(campus.item).to.equal('silla'); // the campus has no such item of its own
  });
});
