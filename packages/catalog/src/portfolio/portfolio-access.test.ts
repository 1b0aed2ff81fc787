// Chromium first: what may be seen when is the same script in all engines; portfolio-element.test.ts and
// campus-element.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {Portfolio} from '@uggla/protocol';
import {emulate, rightToLeft, waitUntil} from '@uggla/testing';
import {address, all, clean, filter, find, found, mount, publish, read, titles} from '../testing/support.test.js';

const portfolioOf = async (attributes: Record<string, string> = {}) =>
  mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), ...attributes});

/** What has the focus, in the innermost shadow root. */
function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

// Compared here: a failing comparison of elements would print half the page.
const isFocused = (element: Element | null): boolean => focused() === element;

describe('UgglaPortfolio by keyboard', () => {
  afterEach(clean);

  it('filters with Space and Enter, and the focus stays on the button', async () => {
    const portfolio = await portfolioOf();
    for (const press of [' ', 'Enter']) {
      filter(portfolio, 'category', 'Sillas').focus();
      await sendKeys({press});
      await portfolio.updateComplete;
      expect(isFocused(filter(portfolio, 'category', 'Sillas')), press).to.equal(true);
    }
    expect([portfolio.filters, titles(portfolio).length]).to.deep.equal(['', 4]);
  });

  it('opens further filters, and they are named by their button', async () => {
    const portfolio = await portfolioOf();
    const more = find(portfolio, '.more')!;
    more.focus();
    await sendKeys({press: 'Enter'});
    await portfolio.updateComplete;
    expect(more.getAttribute('aria-expanded')).to.equal('true');
    expect(find(portfolio, `#${more.getAttribute('aria-controls')}`)!.hidden).to.equal(false);
    await sendKeys({press: 'Tab'});
    expect(isFocused(filter(portfolio, 'use', 'office'))).to.equal(true);
  });

  it('passes by what would show nothing, and keeps it in its place', async () => {
    const portfolio = await portfolioOf({filters: 'category=Mesas'});
    const green = filter(portfolio, 'colour', 'green');
    expect([green.disabled, filter(portfolio, 'colour', 'black').disabled]).to.deep.equal([true, false]);
  });

  it('can take back a filter that shows nothing now', async () => {
    const portfolio = await portfolioOf({filters: 'category=Mesas&colour=green'});
    const green = filter(portfolio, 'colour', 'green');
    expect([green.disabled, green.getAttribute('aria-pressed')]).to.deep.equal([false, 'true']);
    green.focus();
    await sendKeys({press: ' '});
    await portfolio.updateComplete;
    expect(titles(portfolio)).to.deep.equal(['Mesa Alza']);
  });

  it('opens a product and comes back to its card, though other filters were set meanwhile', async () => {
    const portfolio = await portfolioOf();
    find(portfolio, '[data-item=lampara]')!.focus();
    await sendKeys({press: 'Enter'});
    await found(portfolio, '[part=item]');
    expect(isFocused(find(portfolio, '[part=item]'))).to.equal(true);
    portfolio.filters = 'category=Mesas';
    find(portfolio, '[part=back]')!.focus();
    await sendKeys({press: 'Enter'});
    await portfolio.updateComplete;
    expect(isFocused(find(portfolio, '[part=search]'))).to.equal(true); // its card is not there: the next best place
  });

  it('fills and sends the lead form without a pointer', async () => {
    const portfolio = await portfolioOf({item: 'silla', leads: 'form'});
    (await found(portfolio, 'button[part=action]')).focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => (focused() as HTMLInputElement | null)?.name === 'name');
    await sendKeys({type: 'Ana'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: 'ana@acme.example'});
    for (let times = 0; times < 4; times++) await sendKeys({press: 'Tab'});
    expect((focused() as HTMLInputElement).name).to.equal('consent');
    await sendKeys({press: ' '});
    let sent = '';
    portfolio.addEventListener(
      'uggla-lead',
      (event) => (sent = (event as Event & {lead: {name: string; email: string}}).lead.email),
    );
    find(portfolio, '[name=email]')!.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => sent === 'ana@acme.example');
  });
});

describe('UgglaPortfolio for a screen reader', () => {
  afterEach(clean);

  it('has a name for each part', async () => {
    const portfolio = await portfolioOf();
    expect(find(portfolio, '[part=search]')!.getAttribute('aria-label')).to.equal('Busca productos');
    expect(find(portfolio, '[part=search]')!.closest('[role=search]')).to.not.equal(null);
    for (const group of all(portfolio, '[role=group]'))
      expect(find(portfolio, `#${group.getAttribute('aria-labelledby')}`)!.textContent).to.not.equal('');
    portfolio.open('silla');
    await found(portfolio, '.product');
    expect(find(portfolio, '[part=item]')!.getAttribute('aria-label')).to.equal('Silla Tero');
    expect(find(portfolio, '.images')!.getAttribute('aria-label')).to.equal('Imágenes');
    expect(find(portfolio, '[part=back]')!.textContent!.trim()).to.equal('Volver a Muebles Acme');
  });

  it('says what a picture shows, or which of how many it is', async () => {
    const file = await read<Portfolio>('portfolio.json');
    file.products[0]!.images = [
      {src: 'a.jpg', alt: {es: 'De perfil', en: 'In profile'}},
      {src: 'b.jpg'},
      {src: 'javascript:alert(1)'},
      {src: 'c.jpg', alt: ''},
    ];
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish({files: {'portfolio.json': file}}), 'portfolio.json'),
      item: 'silla',
    });
    const alts = () => all<HTMLImageElement>(portfolio, '.images img').map(({alt}) => alt);
    expect(alts()).to.deep.equal(['De perfil', 'Imagen 2 de 3', 'Imagen 3 de 3']);
    portfolio.lang = 'en';
    await portfolio.updateComplete;
    expect(alts()).to.deep.equal(['In profile', 'Picture 2 of 3', 'Picture 3 of 3']);
  });

  it('hears how many products fit, and not while they are counted', async () => {
    const portfolio = await portfolioOf();
    const place = find(portfolio, '[role=status]')!;
    expect(place.textContent).to.equal('4 productos');
    portfolio.query = 'tero';
    await waitUntil(() => place.textContent === '1 producto');
    portfolio.query = 'xyzzy';
    await waitUntil(() => place.textContent === '0 productos');
    expect(place.isConnected).to.equal(true);
  });
});

describe('UgglaPortfolio in all its states', () => {
  afterEach(clean);

  it('is accessible while it loads, in both layouts', async () => {
    for (const layout of ['grid', 'single']) {
      const site = await publish({rules: [{match: 'portfolio.json', gate: 'slow'}]});
      const portfolio = document.createElement('uggla-portfolio');
      Object.assign(portfolio, {src: address(site, 'portfolio.json'), lang: 'es', layout, item: 'silla'});
      document.body.append(portfolio);
      await found(portfolio, '.waiting');
      expect(find(portfolio, '[role=status]')!.textContent).to.equal('Cargando…');
      await expect(portfolio).to.be.accessible();
      portfolio.remove();
    }
  });

  it('is accessible with a product, its form and a campaign, in the dark and from right to left', async () => {
    const file = await read<Portfolio>('portfolio.json');
    file.campaigns = [
      {
        id: 'c',
        title: 'Otoño',
        badge: '−15 %',
        products: ['silla'],
        action: {kind: 'link', label: 'Ver', href: 'x.html'},
      },
    ];
    const src = address(await publish({files: {'portfolio.json': file}}), 'portfolio.json');
    await rightToLeft(async () => {
      const portfolio = await mount('uggla-portfolio', {src, theme: 'dark', leads: 'form'});
      await expect(portfolio).to.be.accessible();
      portfolio.open('silla');
      (await found(portfolio, 'button[part=action]')).click();
      await found(portfolio, '[part=lead-form]');
      await expect(portfolio).to.be.accessible();
      expect(getComputedStyle(find(portfolio, '.back .icon')!).rotate).to.equal('180deg');
      const line = document.createElement('li'); // of a description in another language
      (await found(portfolio, '.description')).append(line);
      expect(getComputedStyle(line).unicodeBidi).to.equal('plaintext');
    });
  });

  it('tells campaigns, badges and offers apart in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return; // only Chromium can be told
    try {
      const file = await read<Portfolio>('portfolio.json');
      file.campaigns = [{id: 'c', title: 'Otoño', badge: '−15 %', products: ['silla']}];
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish({files: {'portfolio.json': file}}), 'portfolio.json'),
      });
      for (const selector of ['.campaign', '.badge'])
        expect(getComputedStyle(find(portfolio, selector)!).borderTopStyle, selector).to.equal('solid');
      portfolio.open('silla');
      expect(getComputedStyle(await found(portfolio, '[part=badge]')).borderTopStyle).to.equal('solid');
    } finally {
      await emulate({});
    }
  });

  it('scrolls its first filters sideways in a narrow place, and nothing else', async () => {
    const file = await read<Portfolio>('portfolio.json');
    file.products = Array.from({length: 12}, (_, at) => ({
      id: `p-${at}`,
      title: `P ${at}`,
      category: `Categoría ${at}`,
    }));
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish({files: {'portfolio.json': file}}), 'portfolio.json'),
    });
    portfolio.style.inlineSize = '320px';
    await portfolio.updateComplete;
    const group = find(portfolio, '.filter-group')!;
    expect(group.scrollWidth).to.be.greaterThan(group.clientWidth);
    expect(portfolio.scrollWidth).to.be.at.most(320);
  });
});
