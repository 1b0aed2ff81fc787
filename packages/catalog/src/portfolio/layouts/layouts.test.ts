// Chromium first: films of many products are played.
import {expect} from '@open-wc/testing';
import type {Portfolio} from '@uggla/protocol';
import {emulate, nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import type {UgglaPortfolio} from '../../index.js';
import type {ItemOpenEvent} from '../../events.js';
import {address, all, clean, find, found, mount, publish, read} from '../../testing/support.test.js';

/** A portfolio of `total` products with a film each, all in the file. */
async function filmed(total: number) {
  const portfolio = await read<Portfolio>('portfolio.json');
  const [first] = portfolio.products;
  const products = Array.from({length: total}, (_, at) => ({
    ...first!,
    id: `p-${at}`,
    title: `Pieza ${at}`,
    facets: {use: at % 2 ? 'home' : 'office'},
  }));
  return {'portfolio.json': {...portfolio, total, products}};
}

async function laidOut(
  layout: string,
  {total = 8, ...attributes}: {total?: number} & Record<string, string | number> = {},
) {
  const site = await publish({files: await filmed(total)});
  return mount('uggla-portfolio', {
    src: address(site, 'portfolio.json'),
    layout,
    ...(attributes as Record<string, string>),
  });
}

const players = (portfolio: UgglaPortfolio) => all<HTMLVideoElement>(portfolio, 'uggla-player');
const slideOf = (element: Element) => Number(element.closest<HTMLElement>('.slide')!.dataset['at']);
const button = (portfolio: UgglaPortfolio, name: string) =>
  find<HTMLButtonElement>(portfolio, `[aria-label="${name}"]`)!;

/** The place that the feed says it is at. */
const told = (portfolio: UgglaPortfolio) => find(portfolio, '.feed [role=status]')?.textContent!.trim();

describe('the layouts of a portfolio', function () {
  this.timeout(30_000);

  afterEach(async () => {
    clean();
    await emulate({});
  });

  describe('feed', () => {
    it('plays the one that is seen, without sound, and never has more than three films', async () => {
      const portfolio = await laidOut('feed');
      await waitUntil(() => players(portfolio).length === 2, 'the first and the next never had a player');
      await waitUntil(() => !players(portfolio)[0]!.paused, 'the first never played');
      expect(players(portfolio).map(({muted, paused}) => [muted, paused])).to.deep.equal([
        [true, false],
        [true, true],
      ]);
      expect(told(portfolio)).to.equal('Pieza 0, 1 de 8');
      const scroller = find(portfolio, '.slides')!;
      for (const at of [4, 7]) {
        scroller.scrollTo({top: at * scroller.clientHeight, behavior: 'instant'});
        await waitUntil(() => told(portfolio) === `Pieza ${at}, ${at + 1} de 8`, `${at} was never seen`);
        const live = players(portfolio);
        expect(live.length).to.be.lessThanOrEqual(3);
        await waitUntil(() => live.every((one) => one.paused === (slideOf(one) !== at)), `not ${at} alone played`);
      }
      await expect(portfolio).to.be.accessible();
    });

    it('draws only the slides around the one that is seen, and is as long as all of them', async () => {
      const portfolio = await laidOut('feed', {total: 300});
      const scroller = await found(portfolio, '.slides');
      const drawn = () => all(portfolio, '.slide:not([aria-hidden])').map(({dataset}) => Number(dataset['at']));
      expect(drawn()).to.deep.equal([0, 1, 2, 3, 4]);
      expect(scroller.scrollHeight / scroller.clientHeight).to.be.closeTo(300, 0.5);
      for (const at of [150, 151, 299, 0]) {
        scroller.scrollTo({top: at * scroller.clientHeight, behavior: 'instant'});
        await waitUntil(
          () => told(portfolio) === `Pieza ${at}, ${at + 1} de 300` && drawn().includes(at),
          `${at} was never seen`,
        );
        expect(drawn().length).to.be.lessThanOrEqual(9);
        const slide = find(portfolio, `.slide[data-at="${at}"]`)!;
        expect([slide.ariaSetSize, slide.ariaPosInSet]).to.deep.equal(['300', String(at + 1)]);
        expect(Math.abs(slide.getBoundingClientRect().top - scroller.getBoundingClientRect().top)).to.be.lessThan(2);
      }
    });

    it('offers neither pause nor sound where nothing can be played', async () => {
      const {products, ...rest} = await read<Portfolio>('portfolio.json');
      const files = {'portfolio.json': {...rest, products: products.map(({media: _, ...product}) => product)}};
      const src = address(await publish({files}), 'portfolio.json');
      const portfolio = await mount('uggla-portfolio', {src, layout: 'feed'});
      expect(all(portfolio, '.feed-controls button').map(({ariaLabel}) => ariaLabel)).to.deep.equal([
        'Anterior',
        'Siguiente',
      ]);
    });

    it('goes by keys and by buttons, pauses, sounds, and says where it is', async () => {
      const portfolio = await laidOut('feed');
      const link = await found<HTMLAnchorElement>(portfolio, '.slide [part=action]');
      link.focus();
      const press = (key: string) =>
        portfolio.shadowRoot!.activeElement!.dispatchEvent(
          new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}),
        );
      press('End');
      await waitUntil(() => told(portfolio) === 'Pieza 7, 8 de 8');
      await waitUntil(
        () => (portfolio.shadowRoot!.activeElement as HTMLElement | null)?.dataset['item'] === 'p-7',
        'Enter would open what is not seen',
      );
      expect(button(portfolio, 'Siguiente').getAttribute('aria-disabled')).to.equal('true');
      press('Home');
      await waitUntil(() => told(portfolio) === 'Pieza 0, 1 de 8');
      button(portfolio, 'Siguiente').click();
      await waitUntil(() => told(portfolio) === 'Pieza 1, 2 de 8', 'the button led nowhere');
      button(portfolio, 'Activar el sonido').click();
      button(portfolio, 'Pausar').click();
      await portfolio.updateComplete;
      await waitUntil(
        () => players(portfolio).length === 3 && players(portfolio).every(({paused, muted}) => paused && !muted),
        'it went on',
      );
      expect(button(portfolio, 'Reproducir')).to.exist;
    });

    it('plays nothing by itself where motion is not welcome', async function () {
      if (!(await emulate({reducedMotion: 'reduce'}))) return; // only Chromium can be told so
      const portfolio = await laidOut('feed');
      await waitUntil(() => players(portfolio).length === 2);
      expect(players(portfolio).every(({paused}) => paused)).to.equal(true);
      button(portfolio, 'Reproducir').click();
      await waitUntil(() => !players(portfolio)[0]!.paused);
    });

    it('opens a product and comes back to where it was', async () => {
      const portfolio = await laidOut('feed', {filters: 'use=home'});
      const scroller = await found(portfolio, '.slides');
      expect(all(portfolio, '.slide')).to.have.length(4);
      scroller.scrollTo({top: 2 * scroller.clientHeight, behavior: 'instant'});
      await waitUntil(() => told(portfolio) === 'Pieza 5, 3 de 4');
      const opened = nextEvent<ItemOpenEvent>(portfolio, 'uggla-item-open');
      find(portfolio, '[data-item=p-5]')!.click();
      expect((await opened).item).to.equal('p-5');
      (await found(portfolio, '[part=back]')).click();
      await waitUntil(() => told(portfolio) === 'Pieza 5, 3 de 4', 'it began anew');
      expect(portfolio.shadowRoot!.activeElement).to.equal(find(portfolio, '[data-item=p-5]'));
    });
  });

  describe('carousel', () => {
    for (const direction of ['ltr', 'rtl'] as const) {
      it(`turns by its buttons and by arrows, ${direction}`, async () => {
        const go = async () => {
          const portfolio = await laidOut('carousel', {total: 12});
          const strip = await found(portfolio, '.strip');
          expect(button(portfolio, 'Anterior').getAttribute('aria-disabled')).to.equal('true');
          const cards = all(portfolio, '.card');
          cards[0]!.focus();
          const key = direction === 'ltr' ? 'ArrowRight' : 'ArrowLeft';
          cards[0]!.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
          expect(portfolio.shadowRoot!.activeElement).to.equal(cards[1]);
          button(portfolio, 'Siguiente').click();
          await waitUntil(() => Math.abs(strip.scrollLeft) > 100, 'it did not turn');
          await waitUntil(() => button(portfolio, 'Anterior').getAttribute('aria-disabled') === 'false');
          await expect(portfolio).to.be.accessible();
        };
        await (direction === 'rtl' ? rightToLeft(go) : go());
      });
    }
  });

  it('shows no buttons on a carousel that fits its place', async () => {
    const portfolio = await laidOut('carousel', {total: 1});
    await found(portfolio, '.strip');
    await waitUntil(() => button(portfolio, 'Siguiente') === null, 'a button that leads nowhere');
  });

  describe('floating', () => {
    it('opens the feed over the page, plays nothing before and after, and gives the focus back', async () => {
      const portfolio = await laidOut('floating');
      const opener = await found<HTMLButtonElement>(portfolio, '.bubble-open');
      expect(players(portfolio)).to.have.length(0);
      await expect(portfolio).to.be.accessible();
      opener.focus();
      opener.click();
      await waitUntil(() => players(portfolio).length > 0);
      const dialog = find<HTMLDialogElement>(portfolio, 'dialog')!;
      expect(dialog.open).to.equal(true);
      find(portfolio, '[data-item=p-0]')!.click();
      await found(portfolio, '.product');
      button(portfolio, 'Cerrar').click();
      await waitUntil(() => !dialog.open && players(portfolio).length === 0, 'it stayed open');
      expect(portfolio.item).to.equal('');
      expect(portfolio.shadowRoot!.activeElement).to.equal(opener);
      button(portfolio, 'Ocultar').click();
      await portfolio.updateComplete;
      expect(find(portfolio, '.bubble')).to.equal(null);
    });

    it('is open when the address names a product', async () => {
      const portfolio = await laidOut('floating', {item: 'p-2'});
      expect((await found<HTMLDialogElement>(portfolio, 'dialog')).open).to.equal(true);
      expect((await found(portfolio, '.product h2')).textContent).to.equal('Pieza 2');
    });
  });
});
