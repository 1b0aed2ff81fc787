import {expect} from '@open-wc/testing';
import type {Portfolio, Product} from '@uggla/protocol';
import {collectEvents, waitUntil} from '@uggla/testing';
import {address, all, clean, find, found, mount, publish, read} from '../testing/support.test.js';

/** The portfolio with this for its open product. */
async function show(more: Partial<Product>, attributes: Record<string, string> = {}, rest: Partial<Portfolio> = {}) {
  const file = {...(await read<Portfolio>('portfolio.json')), ...rest};
  file.products = [{id: 'p', title: 'P', ...more}, ...file.products];
  const site = await publish({files: {'portfolio.json': file}});
  const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json'), item: 'p', ...attributes});
  await found(portfolio, '.product');
  return portfolio;
}

const clip = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
const facts = (portfolio: Element) => all(portfolio, '.facts div').map((row) => clip(row.innerText));

describe('an open product', () => {
  afterEach(clean);

  it('of which only the name is known shows the name, and no empty boxes', async () => {
    const portfolio = await show({});
    expect(find(portfolio, 'h2')!.textContent).to.equal('P');
    expect(
      all(
        portfolio,
        '[part=price], [part=action], [part=document], .facts, .images, .description, .offer, .lead-in, .product ~ section',
      ),
    ).to.have.length(0);
    expect(find(portfolio, '.stage svg')).to.not.equal(null); // a sign in place of a picture
    await expect(portfolio).to.be.accessible();
  });

  it('shows its one picture once, large', async () => {
    const portfolio = await show({images: [{src: 'a.jpg'}]});
    expect(all(portfolio, '.stage img')).to.have.length(1);
    expect(find(portfolio, '.images')).to.equal(null);
  });

  it('shows all pictures beside a film', async () => {
    const portfolio = await show({media: 'media.json', images: [{src: 'a.jpg', width: 400, height: 300}]});
    const picture = find<HTMLImageElement>(portfolio, '.images img')!;
    expect([picture.getAttribute('width'), picture.getAttribute('height'), picture.loading]).to.deep.equal([
      '400',
      '300',
      'lazy',
    ]);
  });

  it('hides a picture that cannot be had, and keeps its placeholder', async () => {
    const placeholder =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const portfolio = await show({poster: {src: 'no-such.jpg', placeholder}});
    const [small, large] = all<HTMLImageElement>(portfolio, '.stage img');
    await waitUntil(() => large!.hidden, 'the broken picture stays');
    expect([small!.src, small!.hidden]).to.deep.equal([placeholder, false]);
  });

  it('tells how heavy a document is, in the reader’s numbers', async () => {
    const documents = [
      [0, '0 kB'],
      [999, '1 kB'],
      [82_000, '82 kB'],
      [1_500_000, '1,5 MB'],
      [123_456_789, '123 MB'],
      [undefined, ''],
    ] as const;
    const portfolio = await show({
      documents: documents.map(([bytes], at) => ({src: `${at}.pdf`, ...(bytes === undefined ? {} : {bytes})})),
    });
    expect(
      all(portfolio, '.documents li').map((one) => clip(one.querySelector('.quietly')?.textContent)),
    ).to.deep.equal(documents.map(([, shown]) => shown));
  });

  it('names a document by its title, else by its file', async () => {
    const portfolio = await show({
      documents: [
        {src: 'a.pdf', title: {es: 'Ficha', en: 'Sheet'}},
        {src: 'docs/Gu%C3%ADa%20r%C3%A1pida.pdf'},
        {src: 'docs/%E0.pdf'},
      ],
    });
    expect(all(portfolio, '[part=document]').map(({innerText}) => clip(innerText))).to.deep.equal([
      'Ficha',
      'Guía rápida.pdf',
      '%E0.pdf',
    ]);
    for (const link of all<HTMLAnchorElement>(portfolio, '[part=document]'))
      expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener']);
  });

  it('lists several values of a facet as people write lists', async () => {
    const portfolio = await show({facets: {use: ['office', 'home'], colour: [], weight: ['12 kg']}});
    expect(facts(portfolio)).to.deep.equal(['Uso Oficina y Casa', 'weight 12 kg']);
    portfolio.lang = 'en';
    await portfolio.updateComplete;
    expect(facts(portfolio)[0]).to.match(/^Use Office, Home$/);
  });

  it('tells its numbers: brand first, then facets, reference and GTIN', async () => {
    const portfolio = await show({brand: 'Acme', sku: 'AC-1', gtin: '8412345678905', facets: {colour: 'green'}});
    expect(facts(portfolio)).to.deep.equal(['Marca Acme', 'Color Verde', 'Referencia AC-1', 'GTIN 8412345678905']);
  });

  it('says what its weightiest campaign says of it', async () => {
    const campaigns = [
      {id: 'a', title: 'Verano', products: ['p'], badge: 'Verano'},
      {id: 'b', title: 'Feria', products: ['p'], priority: 3, summary: 'Solo en la feria.'},
    ];
    const portfolio = await show({}, {}, {campaigns});
    expect(all(portfolio, '[part=badge]').map(({innerText}) => clip(innerText))).to.deep.equal(['Feria']);
  });

  it('starts its film where the address says, and anew with another product', async () => {
    const portfolio = await show({media: 'media.json', related: ['silla']});
    portfolio.open('p', {time: 3});
    const player = await found(portfolio, '[part=player]');
    await waitUntil(() => player.getAttribute('start-time') === '3');
    portfolio.open('silla');
    await waitUntil(() => find(portfolio, 'h2')?.textContent === 'Silla Tero');
    const other = find(portfolio, '[part=player]')!;
    expect([other === player, other.hasAttribute('start-time'), player.isConnected]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });

  it('shows places in the picture of its film while they are there, which may lead to another product', async () => {
    const {products, ...rest} = await read<Portfolio>('portfolio.json');
    const hotspots: Product['hotspots'] = [
      {start: 0, x: 20, y: 30, label: {es: 'La mesa'}, product: 'mesa'},
      {start: 0, end: 2, x: 80, y: 30, label: '<i>Asiento</i>'},
      {start: 90, x: 50, y: 50, label: 'Luego'},
    ];
    const files = {
      'portfolio.json': {...rest, products: products.map((one) => (one.id === 'silla' ? {...one, hotspots} : one))},
    };
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish({files}), 'portfolio.json'),
      item: 'silla',
    });
    const player = await found<HTMLVideoElement>(portfolio, 'uggla-player');
    player.muted = true;
    await player.play();
    const spots = () =>
      [...player.querySelectorAll('uggla-cue')].flatMap(
        (cue) => cue.shadowRoot?.querySelector<HTMLElement>('.hotspot') ?? [],
      );
    await waitUntil(() => spots().length === 2, 'the places never came', {timeout: 10_000});
    player.pause();
    expect(spots().map(({ariaLabel}) => ariaLabel)).to.deep.equal(['La mesa', '<i>Asiento</i>']);
    spots()[0]!.click();
    find<HTMLElement>(portfolio, 'uggla-cue a')!.click();
    await waitUntil(() => portfolio.item === 'mesa');
  });

  it('leaves its description out when that cannot be had', async () => {
    const errors = collectEvents(document.body, 'uggla-error');
    const portfolio = await show({content: {es: 'no-such.json'}, summary: 'Cómoda.'});
    expect(find(portfolio, '.lead-in')!.textContent).to.equal('Cómoda.');
    expect([find(portfolio, '.description'), errors.length]).to.deep.equal([null, 0]);
  });

  it('that is gone when another portfolio comes is said to be gone', async () => {
    const portfolio = await show({});
    portfolio.src = address(await publish(), 'portfolio.json');
    await waitUntil(() => portfolio.shadowRoot!.textContent!.includes('Esto ya no está aquí.'));
    expect(find(portfolio, '[part=item]')!.getAttribute('aria-label')).to.equal('Esto ya no está aquí.');
  });

  it('names the page it is in, when it is in the address, and gives the name back', async () => {
    const before = document.title;
    const portfolio = await show({}, {routing: 'hash'});
    expect(document.title).to.equal('P · Muebles Acme');
    portfolio.open('');
    await portfolio.updateComplete;
    expect(document.title).to.equal(before);
  });
});
