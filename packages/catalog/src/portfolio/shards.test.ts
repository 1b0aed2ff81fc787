// Chromium first: what a product says and offers is the same script in all engines; portfolio-element.test.ts and
// product-view.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Portfolio, Product} from '@uggla/protocol';
import {collectEvents, type FixtureSite, nextEvent, waitUntil} from '@uggla/testing';
import type {UgglaPortfolio} from '../index.js';
import {address, all, clean, filter, find, found, mount, publish, read, titles, type} from '../testing/support.test.js';

const piece = (at: number, more: Partial<Product> = {}): Product => ({
  id: `p-${at}`,
  title: `Pieza ${at}`,
  facets: {use: at % 2 === 0 ? 'office' : 'home'},
  ...more,
});

/** 24 products in the file, and two files of 10 in a folder, as `uggla build` publishes them. */
async function sharded(more: (at: number) => Partial<Product> = () => ({})): Promise<Record<string, object>> {
  const portfolio = await read<Portfolio>('portfolio.json');
  const products = Array.from({length: 44}, (_, at) => piece(at, more(at)));
  return {
    'portfolio.json': {
      ...portfolio,
      total: 44,
      products: products.slice(0, 24),
      shards: [
        {src: 'products/shard-1.json', count: 10},
        {src: 'products/shard-2.json', count: 10},
      ],
    },
    'products/shard-1.json': {products: products.slice(24, 34)},
    'products/shard-2.json': {products: products.slice(34)},
  };
}

const show = (site: FixtureSite, attributes: Record<string, string> = {}): Promise<UgglaPortfolio> =>
  mount('uggla-portfolio', {src: address(site, 'portfolio.json'), ...attributes});

const status = (portfolio: Element) => find(portfolio, '[role=status]')!.textContent;

describe('UgglaPortfolio’s long lists', () => {
  const many = async (total: number): Promise<Record<string, object>> => {
    const portfolio = await read<Portfolio>('portfolio.json');
    return {'portfolio.json': {...portfolio, total, products: Array.from({length: total}, (_, at) => piece(at))}};
  };
  const places = (portfolio: Element) =>
    all(portfolio, '.grid > li').map((one) => [one.ariaSetSize, one.ariaPosInSet].join('/'));
  const more = (portfolio: Element) => find(portfolio, 'button.quiet.more');

  afterEach(() => {
    clean();
    window.scrollTo(0, 0);
  });

  it('draw 24 cards at first and 24 more at a time, and tell each card its place among all', async () => {
    const portfolio = await show(await publish({files: await many(60)}), {style: 'display: none'}); // its end is in no view
    expect([titles(portfolio).length, status(portfolio), places(portfolio).at(-1)]).to.deep.equal([
      24,
      '60 productos',
      '60/24',
    ]);
    const [first] = all(portfolio, '[part~=card]');
    more(portfolio)!.click();
    await waitUntil(() => titles(portfolio).length === 48);
    expect([all(portfolio, '[part~=card]')[0], places(portfolio).at(-1)]).to.deep.equal([first, '60/48']);
    more(portfolio)!.click();
    await waitUntil(() => titles(portfolio).length === 60 && more(portfolio) === null);
    expect(new Set(titles(portfolio)).size).to.equal(60);
  });

  it('go on by themselves as one comes near their end', async () => {
    const portfolio = await show(await publish({files: await many(400)}));
    const before = titles(portfolio).length;
    expect(before).to.be.lessThan(200);
    more(portfolio)!.scrollIntoView({behavior: 'instant'});
    await waitUntil(() => titles(portfolio).length > before, 'no more were drawn');
    await expect(portfolio).to.be.accessible();
  });

  it('begin anew, as short as at first, when someone filters or searches; the numbers are of all', async () => {
    const portfolio = await show(await publish({files: await many(120)}), {style: 'display: none'});
    more(portfolio)!.click();
    await waitUntil(() => titles(portfolio).length === 48);
    const office = filter(portfolio, 'use', 'office');
    expect(office.querySelector('.count')!.textContent).to.equal('60');
    office.click();
    await portfolio.updateComplete;
    expect([titles(portfolio).length, status(portfolio), places(portfolio)[0]]).to.deep.equal([
      24,
      '60 productos',
      '60/1',
    ]);
    expect(titles(portfolio)).to.deep.equal(Array.from({length: 24}, (_, at) => `Pieza ${at * 2}`));
    for (const count of [48, 60]) {
      more(portfolio)!.click();
      await waitUntil(() => titles(portfolio).length === count);
    }
    expect(more(portfolio)).to.equal(null);
    portfolio.query = 'pieza';
    await waitUntil(
      () => status(portfolio) === '60 productos' && titles(portfolio).length === 24,
      'the search drew another list',
    );
  });

  it('come back to the card of the product that was open, however far down it stands', async () => {
    const portfolio = await show(await publish({files: await many(120)}), {item: 'p-70'});
    (await found(portfolio, '[part=back]')).click();
    await waitUntil(
      () => portfolio.shadowRoot!.activeElement === find(portfolio, '[data-item=p-70]'),
      'the focus went elsewhere',
    );
    expect(titles(portfolio).length).to.be.at.least(71);
  });
});

describe('UgglaPortfolio’s further files', () => {
  afterEach(() => {
    clean();
    window.scrollTo(0, 0);
  });

  it('are not asked for before they are needed', async () => {
    const site = await publish({files: await sharded()});
    const portfolio = await show(site, {style: 'display: none'}); // its end is in no view
    expect([titles(portfolio).length, status(portfolio)]).to.deep.equal([24, '44 productos']);
    expect(await site.requests('shard-')).to.have.length(0);
  });

  it('hold addresses of their own: pictures, films, documents and descriptions go by the file that names them', async () => {
    const own = {
      media: '../media.json',
      images: [{src: '../p-40/side.jpg', alt: 'De lado'}],
      documents: [{src: '../p-40/sheet.pdf', title: 'Ficha'}],
      content: {es: '../article-es.json'},
    };
    const site = await publish({files: await sharded((at) => (at === 40 ? own : {}))});
    const portfolio = await show(site, {item: 'p-40'});
    await found(portfolio, '[part=player]');
    const path = (url: string | null) => new URL(url!).pathname.split('/fixtures/').at(-1);
    expect(path(find(portfolio, '[part=player]')!.getAttribute('src'))).to.equal('media.json');
    expect(path(find<HTMLImageElement>(portfolio, '.images img')!.src)).to.equal('p-40/side.jpg');
    expect(path(find<HTMLAnchorElement>(portfolio, '[part=document]')!.href)).to.equal('p-40/sheet.pdf');
    await waitUntil(
      () => find(portfolio, '.description')?.textContent === 'Tres mandos a la vista.',
      'the description never came',
    );
  });

  it('show their cards’ pictures by their own addresses, and lead where the portfolio’s actions lead', async () => {
    const own = {
      poster: {src: '../p-40/poster.jpg'},
      actions: [{kind: 'link' as const, label: 'Ver', href: 'offers.html'}],
    };
    const site = await publish({files: await sharded((at) => (at === 40 ? own : {}))});
    const portfolio = await show(site, {filters: 'use=office'});
    await waitUntil(() => titles(portfolio).length === 22);
    const picture = find(portfolio, '[data-item=p-40]')!.querySelector('img')!;
    expect(new URL(picture.src).pathname).to.match(/fixtures\/p-40\/poster\.jpg$/);
    portfolio.open('p-40');
    const action = await found<HTMLAnchorElement>(portfolio, '[part=action]');
    expect(action.pathname).to.match(/testing\/fixtures\/offers\.html$/);
  });

  it('come once each, whoever asks first', async () => {
    const site = await publish({files: await sharded(), rules: [{match: 'shard-', gate: 'slow'}]});
    const portfolio = await show(site, {style: 'display: none', filters: 'use=office'});
    type(portfolio, 'pieza');
    portfolio.open('p-43');
    await site.seen('shard-', {count: 2});
    await site.open('slow');
    await found(portfolio, 'h2');
    await waitUntil(() => find(portfolio, 'h2')!.textContent === 'Pieza 43');
    expect(await site.requests('shard-')).to.have.length(2);
  });

  it('tell no numbers until all are there: half a count would be a lie', async () => {
    const site = await publish({files: await sharded(), rules: [{match: 'shard-2', gate: 'slow'}]});
    const portfolio = await show(site, {style: 'display: none'});
    const count = () => filter(portfolio, 'use', 'office').querySelector('.count')?.textContent;
    expect(count()).to.equal(undefined);
    filter(portfolio, 'use', 'office').click();
    await site.seen('shard-2');
    expect([count(), status(portfolio)]).to.deep.equal([undefined, 'Buscando…']);
    await site.open('slow');
    await waitUntil(() => count() === '22');
    expect(status(portfolio)).to.equal('22 productos');
  });

  it('that cannot be had take none of the others along, and the page hears of it', async () => {
    const site = await publish({files: await sharded(), rules: [{match: 'shard-1', status: 500, times: 1}]});
    const portfolio = await show(site, {style: 'display: none'});
    const heard = nextEvent<UgglaErrorEvent>(document.body, 'uggla-error');
    portfolio.filters = 'use=home';
    expect((await heard).error.code).to.equal('portfolio-unavailable');
    await portfolio.updateComplete;
    expect(titles(portfolio)).to.have.length(17).and.include('Pieza 43');
    find(portfolio, '.message[role=alert] button')!.click();
    await waitUntil(() => titles(portfolio).length === 22, 'the rest never came');
    expect(titles(portfolio)).to.deep.equal(Array.from({length: 22}, (_, at) => `Pieza ${at * 2 + 1}`)); // in order again
    expect(await site.requests('shard-2')).to.have.length(1);
  });

  it('that are not as they should be are named with their field', async () => {
    const files = await sharded();
    files['products/shard-2.json'] = {products: [{id: 'p-34'}]};
    const portfolio = await show(await publish({files}), {style: 'display: none'});
    const heard = nextEvent<UgglaErrorEvent>(portfolio, 'uggla-error');
    portfolio.query = 'pieza';
    const {error} = await heard;
    expect([error.code, error.field, error.file?.split('/').at(-1)]).to.deep.equal([
      'portfolio-invalid',
      'products.0.title',
      'shard-2.json',
    ]);
  });

  it('may not lie where nothing may be fetched from', async () => {
    const files = await sharded();
    Object.assign(files['portfolio.json']!, {
      shards: [
        {src: 'javascript:alert(1)', count: 1},
        {src: 'data:application/json,{"products":[]}', count: 1},
      ],
    });
    const errors = collectEvents(document.body, 'uggla-error');
    const portfolio = await show(await publish({files}), {filters: 'use=office'});
    expect(titles(portfolio)).to.have.length(12);
    expect(errors).to.have.length(0);
  });

  it('say how many there are, once that is known, whatever the portfolio promised', async () => {
    const files = await sharded();
    files['products/shard-2.json'] = {products: []};
    const portfolio = await show(await publish({files}), {filters: 'use=office', style: 'display: none'});
    await waitUntil(() => status(portfolio) === '17 productos');
    portfolio.filters = '';
    await portfolio.updateComplete;
    expect(status(portfolio)).to.equal('34 productos');
  });

  it('hold a product that is there already: it is shown once, as it was first', async () => {
    const files = await sharded();
    files['products/shard-1.json'] = {products: [piece(0, {title: 'Otra'}), piece(24), piece(24)]};
    const portfolio = await show(await publish({files}), {filters: 'use=office', style: 'display: none'});
    await waitUntil(() => titles(portfolio).length === 12 + 1 + 5);
    expect(titles(portfolio)).to.include('Pieza 0').and.not.include('Otra');
    expect(titles(portfolio).filter((title) => title === 'Pieza 24')).to.have.length(1);
  });

  it('come though the element was moved in the page meanwhile', async () => {
    const site = await publish({files: await sharded(), rules: [{match: 'shard-', gate: 'slow', times: 2}]});
    const portfolio = await show(site, {filters: 'use=office', style: 'display: none'});
    await site.seen('shard-', {count: 2});
    const place = document.createElement('div');
    document.body.append(place);
    place.append(portfolio);
    await site.open('slow');
    await waitUntil(() => titles(portfolio).length === 22, 'the rest never came');
    place.remove();
  });

  it('are given up when the element goes', async () => {
    const site = await publish({files: await sharded(), rules: [{match: 'shard-', hang: true}]});
    const portfolio = await show(site, {filters: 'use=office', style: 'display: none'});
    const errors = collectEvents(portfolio, 'uggla-error');
    await site.seen('shard-', {count: 2});
    portfolio.remove();
    await site.seen('shard-', {count: 2, ended: 'gone'});
    expect(errors).to.have.length(0);
  });

  it('of another portfolio are not mixed in', async () => {
    const site = await publish({
      files: {...(await sharded()), 'other.json': await read<Portfolio>('portfolio.json')},
      rules: [{match: 'shard-', gate: 'slow'}],
    });
    const portfolio = await show(site, {filters: 'use=office', style: 'display: none'});
    await site.seen('shard-', {count: 2});
    const becameReady = nextEvent(portfolio, 'uggla-ready');
    portfolio.src = address(site, 'other.json');
    await becameReady;
    await site.open('slow');
    portfolio.filters = '';
    await portfolio.updateComplete;
    expect(titles(portfolio)).to.deep.equal(['Silla Tero', 'Mesa Alza', 'Lámpara Brisa', 'Taburete Mirlo']);
    expect(all(portfolio, '[part=error], .message[role=alert]')).to.have.length(0);
  });
});
