// Chromium first: addresses are read and written, by the same script in all engines.
import {expect} from '@open-wc/testing';
import {OpenRequestEvent, type OpenTarget} from '@uggla/core/events.js';
import {collectEvents, waitUntil} from '@uggla/testing';
import {address, clean, find, found, mount, publish, read} from '../testing/support.test.js';

/** What a chat does when someone follows a citation: asks where it stands, or on whom it names. */
function ask(target: OpenTarget, from: EventTarget): OpenRequestEvent {
  const request = new OpenRequestEvent(target);
  from.dispatchEvent(request);
  return request;
}

/** An element beside the campus that names it. */
function beside(id: string): HTMLElement {
  const chat = document.createElement('div');
  chat.setAttribute('for', id);
  document.body.append(chat);
  return chat;
}

describe('uggla-open-request', () => {
  const added: Element[] = [];
  const chatFor = (id: string) => {
    const chat = beside(id);
    added.push(chat);
    return chat;
  };
  afterEach(() => {
    for (const one of added.splice(0)) one.remove();
    clean();
  });

  it('opens a product of the portfolio that it names, at a second of its film', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), id: 'shop'});
    const request = ask({item: 'silla', time: 4}, chatFor('shop'));
    expect(request.defaultPrevented).to.equal(true);
    const player = await found(portfolio, '[part=player]');
    expect([portfolio.item, player.getAttribute('start-time')]).to.deep.equal(['silla', '4']);
  });

  it('opens a product in a further file too, when it names the portfolio', async () => {
    const file = await read<object>('portfolio.json');
    const site = await publish({
      files: {
        'portfolio.json': {...file, shards: [{src: 'more.json', count: 1}]},
        'more.json': {products: [{id: 'far', title: 'Lejana'}]},
      },
    });
    const portfolio = await mount('uggla-portfolio', {
      src: address(site, 'portfolio.json'),
      id: 'shop',
      style: 'display: none',
    });
    ask({item: 'far'}, chatFor('shop'));
    await waitUntil(() => find(portfolio, 'h2')?.textContent === 'Lejana');
  });

  it('of what stands in a portfolio is answered when the product is there, and left to others when not', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
    expect(ask({item: 'mesa'}, portfolio).defaultPrevented).to.equal(true);
    expect(portfolio.item).to.equal('mesa');
    expect(ask({item: 'elsewhere'}, portfolio).defaultPrevented).to.equal(false);
    expect(portfolio.item).to.equal('mesa');
  });

  it('for a lesson is nothing that a portfolio could answer', async () => {
    await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), id: 'shop'});
    expect(ask({lesson: 'altura'}, chatFor('shop')).defaultPrevented).to.equal(false);
  });

  it('goes to the one of two portfolios that it names', async () => {
    const src = address(await publish(), 'portfolio.json');
    const one = await mount('uggla-portfolio', {src, id: 'one'});
    const other = await mount('uggla-portfolio', {src, id: 'other'});
    ask({item: 'mesa'}, chatFor('other'));
    expect([one.item, other.item]).to.deep.equal(['', 'mesa']);
  });

  it('can be refused by the page, which then does something else', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
    const refuse = (event: Event) => event.preventDefault();
    campus.addEventListener('uggla-open-request', refuse);
    ask({item: 'regular'}, campus);
    campus.removeEventListener('uggla-open-request', refuse);
    expect(campus.item).to.equal('');
  });

  it('that somebody has answered already is left alone', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), id: 'my-campus'});
    const chat = chatFor('my-campus');
    chat.addEventListener('uggla-open-request', (event) => event.preventDefault());
    ask({item: 'regular'}, chat);
    expect(campus.item).to.equal('');
  });

  it('names nothing, or an empty id: nothing happens', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), id: ''});
    expect(ask({}, campus).defaultPrevented).to.equal(false);
    expect(ask({item: 'regular'}, chatFor('')).defaultPrevented).to.equal(false);
    campus.dispatchEvent(new Event('uggla-open-request', {cancelable: true})); // somebody else's, with no fields
    expect(campus.item).to.equal('');
  });

  it('for a lesson waits until the campus is loaded', async () => {
    const site = await publish({rules: [{match: 'campus.json', gate: 'slow'}]});
    const campus = document.createElement('uggla-campus');
    Object.assign(campus, {id: 'late', lang: 'es', src: address(site, 'campus.json')});
    document.body.append(campus);
    added.push(campus);
    ask({lesson: 'brazos'}, chatFor('late'));
    await site.open('slow');
    await waitUntil(() => campus.item === 'regular' && campus.lesson === 'brazos', 'the lesson was not found');
  });

  it('is answered no more by a campus that is gone', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), id: 'gone'});
    campus.remove();
    expect(ask({item: 'regular'}, chatFor('gone')).defaultPrevented).to.equal(false);
  });

  it('is heard inside another element’s shadow root', async () => {
    const host = document.createElement('div');
    added.push(host);
    document.body.append(host);
    const root = host.attachShadow({mode: 'open'});
    const campus = document.createElement('uggla-campus');
    campus.id = 'inner';
    const chat = document.createElement('div');
    chat.setAttribute('for', 'inner');
    root.append(campus, chat);
    const outside = collectEvents(document.body, 'uggla-open-request');
    const request = ask({item: 'regular'}, chat);
    expect([request.defaultPrevented, campus.item]).to.deep.equal([true, 'regular']);
    expect(outside).to.have.length(1); // composed: the page may still hear of it
  });
});

describe('UgglaCampus.goTo', () => {
  afterEach(clean);

  it('is false, and does not wait, where there is nothing to wait for', async () => {
    const campus = document.createElement('uggla-campus');
    expect(await campus.goTo('silla')).to.equal(false);
    document.body.append(campus);
    expect(await campus.goTo('silla')).to.equal(false);
    campus.remove();
  });

  it('is false for a campus that cannot be had', async () => {
    const site = await publish({rules: [{match: 'campus.json', gate: 'slow', status: 404}]});
    const campus = document.createElement('uggla-campus');
    campus.src = address(site, 'campus.json');
    document.body.append(campus);
    await campus.updateComplete;
    const went = campus.goTo('silla');
    await site.open('slow');
    expect(await went).to.equal(false);
    campus.remove();
  });
});
