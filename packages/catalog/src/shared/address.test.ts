// Chromium first: addresses are read and written, by the same script in all engines.
import {expect} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import {
  address,
  all,
  clean,
  filter,
  find,
  found,
  mount,
  publish,
  read,
  ready,
  titles,
  type,
} from '../testing/support.test.js';

const go = async (steps: number): Promise<void> => {
  const done = nextEvent(window, 'popstate');
  history.go(steps);
  await done;
};

describe('the address of the page', () => {
  afterEach(clean);

  it('leads through campus, search, item and back and forth again', async () => {
    const campus = await mount('uggla-campus', {
      src: address(await publish(), 'campus.json'),
      routing: 'hash',
      records: 'none',
    });
    filter(campus, 'kind', 'guide').click();
    await campus.updateComplete;
    expect(location.hash).to.equal('#/search?kind=guide');
    find(campus, '[data-item=regular]')!.click();
    await ready(await found(campus, 'uggla-guide'));
    await go(-1);
    await campus.updateComplete;
    expect([campus.item, campus.filters]).to.deep.equal(['', 'kind=guide']);
    await go(-1);
    await campus.updateComplete;
    expect([campus.filters, titles(campus).includes('Silla Tero')]).to.deep.equal(['', true]);
    await go(2);
    await found(campus, 'uggla-guide');
    expect(campus.item).to.equal('regular');
  });

  it('is not touched by a routing that nobody knows', async () => {
    const before = location.href;
    const steps = history.length;
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'path',
    });
    portfolio.open('mesa');
    await portfolio.updateComplete;
    portfolio.lang = 'en';
    await portfolio.updateComplete;
    expect([location.href, history.length]).to.deep.equal([before, steps]);
  });

  it('gets one step for one change, also where the filters are written in another way than ours', async () => {
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'hash',
    });
    const before = location.href;
    portfolio.filters = 'use=home&&colour=gr%65en&use=';
    await portfolio.updateComplete;
    for (const lang of ['en', 'es', 'en']) {
      portfolio.lang = lang;
      await portfolio.updateComplete;
    }
    expect(titles(portfolio)).to.deep.equal(['Tero chair', 'Mirlo stool']);
    expect(location.href).not.to.equal(before);
    await go(-1);
    expect(location.href).to.equal(before);
  });

  it('keeps an anchor that the page was opened at, and one that was gone to', async () => {
    location.hash = '#contact';
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), routing: 'hash'});
    expect(location.hash).to.equal('#contact');
    campus.open('regular');
    await campus.updateComplete;
    expect(location.hash).to.match(/^#\/item\/regular/);
    const moved = nextEvent(window, 'hashchange');
    location.hash = '#imprint';
    await moved;
    campus.lang = 'en';
    await campus.updateComplete;
    expect([location.hash, campus.item]).to.deep.equal(['#imprint', 'regular']);
  });

  it('is read when routing is set later, and again when the element comes back', async () => {
    location.hash = '#/item/mesa';
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
    expect(portfolio.item).to.equal('');
    portfolio.routing = 'hash';
    await portfolio.updateComplete;
    expect(portfolio.item).to.equal('mesa');
    portfolio.remove();
    location.hash = '#/item/lampara';
    document.body.append(portfolio);
    await portfolio.updateComplete;
    expect(portfolio.item).to.equal('lampara');
  });

  it('is not written by an element that is gone', async () => {
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'hash',
    });
    portfolio.remove();
    portfolio.open('mesa');
    await portfolio.updateComplete;
    expect(location.hash).to.equal('');
  });

  it('that names more than a portfolio has is gone back to without a step', async () => {
    location.hash = '#/item/mesa/lesson?t=4';
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'hash',
    });
    portfolio.open('lampara');
    await portfolio.updateComplete;
    const steps = history.length;
    await go(-1);
    await portfolio.updateComplete;
    expect([portfolio.item, history.length, location.hash]).to.deep.equal(['mesa', steps, '#/item/mesa/lesson?t=4']);
  });

  it('names an item before its file is there, and the item opens when it is', async () => {
    location.hash = '#/item/taburete';
    const site = await publish({rules: [{match: 'portfolio.json', gate: 'slow'}]});
    const portfolio = document.createElement('uggla-portfolio');
    Object.assign(portfolio, {routing: 'hash', lang: 'es', src: address(site, 'portfolio.json')});
    document.body.append(portfolio);
    await site.seen('portfolio.json');
    expect([portfolio.item, location.hash]).to.deep.equal(['taburete', '#/item/taburete']);
    await site.open('slow');
    expect((await found(portfolio, 'h2')).textContent).to.equal('Taburete Mirlo');
    portfolio.remove();
  });

  for (const hash of [
    '#/item/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
    '#/item/javascript:alert(1)',
    '#/item/__proto__',
    '#/item/%E0%A4%A',
    '#/item/..%2f..%2f',
    '#/item/constructor/toString?t=NaN',
  ]) {
    it(`may be hostile and shows what is gone: ${hash}`, async () => {
      history.replaceState(null, '', hash);
      const [campus, portfolio] = [
        await mount('uggla-campus', {src: address(await publish(), 'campus.json'), routing: 'hash'}),
        await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), routing: 'hash'}),
      ];
      for (const element of [campus, portfolio])
        expect(element.shadowRoot!.textContent).to.contain('Esto ya no está aquí.');
      expect(all(campus, '[part=item] img, [part=item] script')).to.have.length(0);
      expect(location.hash).to.equal(hash);
    });
  }

  it('leads to a product, a second of its film and a language', async () => {
    history.replaceState(null, '', '#/item/silla?t=7&lang=en');
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'hash',
    });
    expect(find(portfolio, 'h2')!.textContent).to.equal('Tero chair');
    const player = await found(portfolio, '[part=player]');
    expect([player.getAttribute('start-time'), player.getAttribute('lang')]).to.deep.equal(['7', 'en']);
  });

  it('keeps a language that it names, in its links and after the next step', async () => {
    history.replaceState(null, '', '#/?lang=en');
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'hash',
    });
    const card = find<HTMLAnchorElement>(portfolio, '[data-item=mesa]')!;
    expect(card.hash).to.equal('#/item/mesa?lang=en');
    card.click();
    await portfolio.updateComplete;
    expect(location.hash).to.equal('#/item/mesa?lang=en');
    portfolio.lang = 'es';
    await portfolio.updateComplete;
    expect(location.hash).to.equal('#/item/mesa?lang=es');
    await go(-1);
    await portfolio.updateComplete;
    expect(find(portfolio, 'h2')!.textContent).to.equal('Acme furniture');
  });

  it('may name the language in its query, beside what is the page’s', async () => {
    history.replaceState(null, '', '?page=2&item=mesa&lang=en');
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'query',
    });
    expect(find(portfolio, 'h2')!.textContent).to.equal('Alza desk');
    find(portfolio, '[part=back]')!.click();
    await portfolio.updateComplete;
    expect(location.search).to.equal('?page=2&lang=en');
  });

  it('takes no language that is none', async () => {
    history.replaceState(null, '', '#/item/silla?lang=%3Cscript%3E');
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'hash',
    });
    expect([portfolio.lang, find(portfolio, 'h2')!.textContent]).to.deep.equal(['es', 'Silla Tero']);
  });

  it('may be refused to the element: it works on', async () => {
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      routing: 'hash',
    });
    const {pushState} = history;
    history.pushState = () => {
      throw new DOMException('more than 100 times per 30 seconds', 'SecurityError'); // as Safari does
    };
    try {
      portfolio.open('mesa');
      await portfolio.updateComplete;
      expect(find(portfolio, '[part=item]')).to.not.equal(null);
    } finally {
      history.pushState = pushState;
    }
  });

  it('belongs to one of two elements on the page, and the other is left as it is', async () => {
    const site = await publish();
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), routing: 'hash'});
    const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json')});
    portfolio.open('mesa');
    type(portfolio, 'x');
    await portfolio.updateComplete;
    expect([location.hash, campus.item]).to.deep.equal(['', '']);
    campus.open('regular');
    await campus.updateComplete;
    expect(portfolio.item).to.equal('mesa');
    await go(-1);
    expect([campus.item, portfolio.item]).to.deep.equal(['', 'mesa']);
  });

  it('may be shared out: one element has the hash, the other the query', async () => {
    const site = await publish();
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), routing: 'hash'});
    const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json'), routing: 'query'});
    campus.open('regular');
    portfolio.open('mesa');
    await waitUntil(() => location.search === '?item=mesa' && location.hash.startsWith('#/item/regular'));
    campus.open('');
    await campus.updateComplete;
    expect([location.search, location.hash, portfolio.item]).to.deep.equal(['?item=mesa', '#/', 'mesa']);
  });

  it('is the href of each card, so that it opens in another tab too', async () => {
    const site = await publish({
      files: {
        'portfolio.json': {
          ...(await read<object>('portfolio.json')),
          products: [
            {id: 'a/b?c#d', title: 'Rara'},
            {id: '\uD800', title: 'Media'},
          ],
        },
      },
    });
    const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json'), routing: 'hash'});
    expect(all<HTMLAnchorElement>(portfolio, '[part=card]').map(({hash}) => hash)).to.deep.equal([
      '#/item/a%2Fb%3Fc%23d',
      '#/item/%EF%BF%BD',
    ]);
  });
});
