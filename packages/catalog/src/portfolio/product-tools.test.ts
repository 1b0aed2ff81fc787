// Chromium first: what a product says and offers is the same script in all engines; portfolio-element.test.ts and
// product-view.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Portfolio} from '@uggla/protocol';
import {nextEvent, waitUntil} from '@uggla/testing';
import type {Hydrate, UgglaPortfolio} from '../index.js';
import {address, all, clean, find, found, mount, publish, read, titles} from '../testing/support.test.js';
import {formatCompared, parseCompared} from './compare/compared-ids.js';
import {drawCode} from './link/draw-code.js';

const opened = async (attributes: Record<string, string> = {}, files: Record<string, object> = {}) =>
  mount('uggla-portfolio', {src: address(await publish({files}), 'portfolio.json'), ...attributes});

const marks = (portfolio: UgglaPortfolio) => all<HTMLInputElement>(portfolio, '[part=compare-mark]');

/** The table as it is read: a line of texts for each row. */
function table(portfolio: UgglaPortfolio): string[][] {
  const words = (cell: Element) => cell.textContent!.replace(/\s+/g, ' ').trim();
  return all<HTMLTableRowElement>(portfolio, '[part=compare] tr').map((row) => [...row.cells].map(words));
}

describe('a comparison', () => {
  afterEach(clean);

  it('takes up to four, chosen on their cards, into a table that is read line by line', async () => {
    const five = await read<Portfolio>('portfolio.json');
    const files = {'portfolio.json': {...five, total: 5, products: [...five.products, {id: 'banco', title: 'Banco'}]}};
    const portfolio = await opened({}, files);
    find(portfolio, '.compare-button')!.click();
    await found(portfolio, '[part=compare-bar]');
    const show = find(portfolio, '[part=compare-show]')!;
    for (const mark of marks(portfolio).slice(0, 4)) mark.click();
    await portfolio.updateComplete;
    expect(marks(portfolio).map(({disabled}) => disabled)).to.deep.equal([false, false, false, false, true]);
    expect(find(portfolio, '[part=compare-bar] [role=status]')!.textContent).to.equal('4 de 4 elegidos');
    await expect(portfolio).to.be.accessible();
    marks(portfolio)[3]!.click();
    marks(portfolio)[2]!.click();
    await portfolio.updateComplete;
    show.click();
    const region = await found(portfolio, '[part=compare]');
    expect(portfolio.compare).to.equal('silla mesa');
    await waitUntil(() => portfolio.shadowRoot!.activeElement === region);
    expect(table(portfolio)).to.deep.equal([
      ['', 'Silla Tero', 'Mesa Alza'],
      ['Precio', '1389,50 €', '749 €'],
      ['Categoría', 'Sillas', 'Mesas'],
      ['Marca', 'Acme', 'No consta'],
      ['Uso', 'Oficina y Casa', 'Oficina'],
      ['Color', 'Verde', 'Negro'],
      ['Referencia', 'AC-1', 'No consta'],
      ['Documentos', 'Ficha técnica', 'No consta'],
    ]);
    await expect(portfolio).to.be.accessible();
    find(portfolio, '[part=back]')!.click();
    await found(portfolio, '[part=compare-bar]');
    expect(marks(portfolio).map(({checked}) => checked)).to.deep.equal([true, true, false, false, false]);
  });

  it('is there at once when the page names products, and loses what is taken out', async () => {
    const portfolio = await opened({compare: 'mesa no-such lampara'});
    await found(portfolio, '[part=compare] table');
    expect(table(portfolio)[0]).to.deep.equal(['', 'Mesa Alza', 'Lámpara Brisa']);
    find(portfolio, '[aria-label="Quitar Mesa Alza de la comparación"]')!.click();
    await portfolio.updateComplete;
    expect(table(portfolio)[0]).to.deep.equal(['', 'Lámpara Brisa']);
    find(portfolio, '[data-item=lampara]')!.click();
    expect((await found(portfolio, '.product h2')).textContent).to.equal('Lámpara Brisa');
  });

  it('keeps ids that an attribute could not hold in one word, each once, four at most', () => {
    const ids = ['a b', 'ñ/%', 'c', 'd'];
    expect(parseCompared(formatCompared(ids))).to.deep.equal(ids);
    expect(parseCompared('a a  b c d e %')).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(parseCompared('')).to.deep.equal([]);
  });
});

describe('what the page knows now', () => {
  afterEach(clean);

  it('stands in place of the published price, on the card and in the product, and says what is left', async () => {
    const portfolio = await opened();
    const asked: (readonly string[])[] = [];
    portfolio.hydrate = (ids) => {
      asked.push(ids);
      return Promise.resolve({
        silla: {price: {amount: 999, currency: 'EUR'}, stock: 3},
        mesa: {price: null, stock: 0},
        lampara: {stock: '<b>Hoy</b>'},
      });
    };
    await waitUntil(() => all(portfolio, '.price').length === 2, 'nothing was told');
    const cards = all(portfolio, '[part~=card]').map((card) => card.textContent!.replace(/\s+/g, ' '));
    expect(cards[0]).to.contain('3 en existencias').and.to.contain('999 €');
    expect(cards[1]).to.contain('Agotado').and.not.to.contain('749');
    expect(cards[2]).to.contain('<b>Hoy</b>').and.to.contain('129 €');
    expect(asked).to.deep.equal([['silla', 'mesa', 'lampara', 'taburete']]);
    portfolio.item = 'silla';
    expect((await found(portfolio, '[part=price]')).textContent).to.contain('999');
    expect(find(portfolio, '[part=stock]')!.textContent).to.equal('3 en existencias');
  });

  it('changes nothing when it cannot be had, or is nonsense', async () => {
    const portfolio = await opened();
    const told = nextEvent<UgglaErrorEvent>(portfolio, 'uggla-error');
    portfolio.hydrate = () => Promise.reject(new Error('the shop is down'));
    expect((await told).error.code).to.equal('hydrate-failed');
    for (const price of [
      {amount: 'x'},
      {amount: -1, currency: 'EUR'},
      {amount: 1, currency: 'EUR', former: Infinity},
    ]) {
      portfolio.hydrate = (() => Promise.resolve({silla: {price, stock: NaN}, mesa: 7})) as unknown as Hydrate;
      await portfolio.updateComplete;
      await waitUntil(() => all(portfolio, '.price').length === 3);
      expect(all(portfolio, '.price')[0]!.textContent!.replace(/\s/g, ' ')).to.equal('1389,50 €');
    }
  });
});

describe('the link to a product', () => {
  afterEach(clean);

  it('leads to the product, the language and the second, as text and as a code', async () => {
    const portfolio = await opened({routing: 'hash', item: 'silla'});
    const share = await found<HTMLDetailsElement>(portfolio, '[part=link]');
    await waitUntil(() => (find<HTMLVideoElement>(portfolio, 'uggla-player')?.duration ?? 0) > 0, undefined, {
      timeout: 10_000,
    });
    find<HTMLVideoElement>(portfolio, 'uggla-player')!.currentTime = 4;
    share.open = true;
    const code = await found(portfolio, '[part=code]');
    const field = find<HTMLInputElement>(portfolio, '.link input[type=text]')!;
    expect(field.value).to.match(/#\/item\/silla\?lang=es$/);
    const before = code.querySelector('path')!.getAttribute('d')!;
    (await found(portfolio, '.from-here input')).click();
    await waitUntil(() => field.value.includes('t=4'), 'the second is not in it');
    expect(field.value).to.match(/#\/item\/silla\?t=4&lang=es$/);
    expect(find(portfolio, '[part=code] path')!.getAttribute('d')).not.to.equal(before);
    await expect(portfolio).to.be.accessible();
    portfolio.linkBase = '/s/short/';
    await portfolio.updateComplete;
    expect(field.value).to.equal(`${location.origin}/s/short/#/item/silla?t=4&lang=es`);
    portfolio.linkBase = 'javascript:alert(1)';
    await portfolio.updateComplete;
    expect(field.value.split('#')[0]).to.equal(location.href.split('#')[0]);
  });

  it('within a campus is that of its own page, or, with a second or another language, that of the campus', async () => {
    const file = await read<Portfolio>('portfolio.json');
    const products = file.products.map((one) => ({...one, page: `products/${one.id}/index.html`}));
    const site = await publish({files: {'portfolio.json': {...file, products}}});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), routing: 'hash', item: 'silla'});
    const portfolio = await found<UgglaPortfolio>(campus, 'uggla-portfolio');
    await waitUntil(() => (find<HTMLVideoElement>(portfolio, 'uggla-player')?.duration ?? 0) > 0, undefined, {
      timeout: 10_000,
    });
    find<HTMLVideoElement>(portfolio, 'uggla-player')!.currentTime = 4;
    (await found<HTMLDetailsElement>(portfolio, '[part=link]')).open = true;
    const field = await found<HTMLInputElement>(portfolio, '.link input[type=text]');
    expect(field.value).to.match(/products\/silla\/index\.html$/);
    (await found(portfolio, '.from-here input')).click();
    await waitUntil(() => /#\/item\/silla\?t=4&lang=es$/.test(field.value), 'the second is not in it');
    find(portfolio, '.from-here input')!.click();
    campus.lang = 'en';
    await waitUntil(() => /#\/item\/silla\?lang=en$/.test(field.value), 'the language is not in it');
  });

  it('is not offered where a product has no address', async () => {
    const portfolio = await opened({item: 'silla'});
    await found(portfolio, '.product');
    expect(find(portfolio, '[part=link]')).to.equal(null);
  });

  it('is drawn as a code with its quiet zone and its three eyes', () => {
    const svg = drawCode('https://acme.example/#/item/silla', 'Código');
    const size = svg.viewBox.baseVal.width;
    const d = svg.querySelector('path')!.getAttribute('d')!;
    const isDark = (x: number, y: number) => d.includes(`M${x} ${y}h1`);
    for (const [x, y] of [
      [4, 4],
      [size - 11, 4],
      [4, size - 11],
    ] as const) {
      expect([isDark(x, y), isDark(x + 1, y + 1), isDark(x + 3, y + 3), isDark(x + 6, y + 6)]).to.deep.equal([
        true,
        false,
        true,
        true,
      ]);
    }
    expect([isDark(3, 3), isDark(0, 0), isDark(size - 1, size - 1)]).to.deep.equal([false, false, false]);
  });
});

describe('the preview of campaigns', () => {
  afterEach(clean);

  it('shows them as they will be on a day, and as they are once it is taken away', async () => {
    const file = await read<Portfolio>('portfolio.json');
    const campaigns = [
      {
        id: 'navidad',
        title: 'Navidad',
        from: '2091-12-01',
        until: '2091-12-24',
        products: ['taburete'],
        badge: '-20 %',
      },
    ];
    const portfolio = await opened({}, {'portfolio.json': {...file, campaigns}});
    expect(titles(portfolio)[0]).to.equal('Silla Tero');
    for (const [date, first] of [
      ['2091-12-24T10:00', 'Taburete Mirlo'],
      ['2091-12-25', 'Silla Tero'],
      ['2091-12-01', 'Taburete Mirlo'],
      ['soon', 'Silla Tero'],
      ['', 'Silla Tero'],
    ] as const) {
      portfolio.previewDate = date;
      await portfolio.updateComplete;
      expect(titles(portfolio)[0], date).to.equal(first);
    }
  });
});
