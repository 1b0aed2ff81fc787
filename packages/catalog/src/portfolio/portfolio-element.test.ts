import {expect, nextFrame} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Portfolio, Product} from '@uggla/protocol';
import {collectEvents, nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import type {ItemOpenEvent} from '../events.js';
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

/** A portfolio of `total` products: 24 in the file, the rest in shards of 30. */
async function big(total: number) {
  const portfolio = await read<Portfolio>('portfolio.json');
  const product = (at: number): Product => ({
    id: `p-${at}`,
    title: `Pieza ${at}`,
    facets: {use: at % 2 === 0 ? 'office' : 'home'},
    ...(at === total - 1 ? {summary: 'La última, de roble.'} : {}),
  });
  const products = Array.from({length: total}, (_, at) => product(at));
  const files: Record<string, object> = {};
  const shards = [];
  for (let at = 24; at < total; at += 30) {
    const some = products.slice(at, at + 30);
    files[`shard-${at}.json`] = {products: some};
    shards.push({src: `shard-${at}.json`, count: some.length});
  }
  files['portfolio.json'] = {...portfolio, total, products: products.slice(0, 24), shards};
  return files;
}

describe('UgglaPortfolio', () => {
  afterEach(clean);

  it('shows a card for each product, with its price as people write it', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
    expect(find(portfolio, 'h2')!.textContent).to.equal('Muebles Acme');
    expect(titles(portfolio)).to.deep.equal(['Silla Tero', 'Mesa Alza', 'Lámpara Brisa', 'Taburete Mirlo']);
    const [price, whole] = all(portfolio, '.price').map((one) => one.textContent!.replace(/\s/g, ' '));
    expect([price, whole]).to.deep.equal(['1389,50 €', '749 €']);
    expect(find(portfolio, '[role=status]')!.textContent).to.equal('4 productos');
    await expect(portfolio).to.be.accessible();
    portfolio.lang = 'en';
    await portfolio.updateComplete;
    expect(find(portfolio, '.price')!.textContent).to.equal('€1,389.50');
  });

  it('tells of a missing file with a code, and loads it when one tries again', async () => {
    const site = await publish({rules: [{match: 'portfolio.json', status: 404, times: 1}]});
    const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json')}, {until: 'uggla-error'});
    expect(portfolio.failure!.code).to.equal('portfolio-unavailable');
    const panel = find(portfolio, '[part=error]')!;
    await expect(portfolio).to.be.accessible();
    panel.querySelector('button')!.click();
    await found(portfolio, '[part~=card]');
  });

  describe('facets', () => {
    it('tell how many products each would show, and cut the grid', async () => {
      const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
      const told = (field: string, value: string) =>
        filter(portfolio, field, value).textContent!.replace(/\s+/g, ' ').trim();
      expect([told('category', 'Sillas'), told('use', 'office')]).to.deep.equal(['Sillas 2', 'Oficina 2']);
      filter(portfolio, 'category', 'Sillas').click();
      await portfolio.updateComplete;
      expect(titles(portfolio)).to.deep.equal(['Silla Tero', 'Taburete Mirlo']);
      expect([told('use', 'office'), told('use', 'home')]).to.deep.equal(['Oficina 1', 'Casa 2']);
      expect(told('category', 'Mesas')).to.equal('Mesas 1'); // a second value of one facet adds
      filter(portfolio, 'use', 'office').click();
      await portfolio.updateComplete;
      expect(titles(portfolio)).to.deep.equal(['Silla Tero']);
      expect(portfolio.filters).to.equal('category=Sillas&use=office');
      expect(find(portfolio, '[role=status]')!.textContent).to.equal('1 producto');
      await expect(portfolio).to.be.accessible();
    });

    it('hand the cards on to other products, and no picture of those before with them', async () => {
      const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
      const cell = find(portfolio, '.cell')!;
      const [told, pictures] = [() => cell.querySelector('h3')!.textContent, () => cell.querySelectorAll('img').length];
      expect([told(), pictures()]).to.deep.equal(['Silla Tero', 1]);
      filter(portfolio, 'category', 'Mesas').click();
      await portfolio.updateComplete;
      expect(find(portfolio, '.cell')).to.equal(cell);
      expect([told(), pictures(), cell.querySelector('a')!.hash]).to.deep.equal(['Mesa Alza', 0, '#/item/mesa']);
    });

    it('speak the reader’s language, and keep what is chosen when that changes', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        filters: 'category=Sillas',
        lang: 'en',
      });
      expect(filter(portfolio, 'category', 'Sillas').innerText).to.contain('Chairs');
      expect(titles(portfolio)).to.deep.equal(['Tero chair', 'Mirlo stool']);
    });

    it('say so when no product has all of it, and can be taken back', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        filters: 'category=Mesas&colour=green',
      });
      expect(portfolio.shadowRoot!.textContent).to.contain('Ningún producto cumple todo eso.');
      const clear = all<HTMLButtonElement>(portfolio, '.more').at(-1)!;
      expect(clear.innerText).to.contain('Quitar filtros');
      clear.click();
      await portfolio.updateComplete;
      expect(titles(portfolio)).to.have.length(4);
    });
  });

  describe('search', () => {
    it('finds by title, summary, reference, brand and facet', async () => {
      const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json')});
      for (const [words, title] of [
        ['lampara', 'Lámpara Brisa'],
        ['minuto', 'Silla Tero'],
        ['AC-1', 'Silla Tero'],
        ['acme', 'Silla Tero'],
      ]) {
        type(portfolio, words!);
        await waitUntil(
          () => titles(portfolio).length === 1 && titles(portfolio)[0] === title,
          `${words} did not find ${title}`,
        );
      }
      await expect(portfolio).to.be.accessible();
      type(portfolio, 'negro');
      await waitUntil(() => titles(portfolio).length === 2, 'a facet’s value was not found');
      filter(portfolio, 'use', 'home').click();
      await waitUntil(() => titles(portfolio).length === 1);
      expect(titles(portfolio)).to.deep.equal(['Lámpara Brisa']);
    });
  });

  describe('a product', () => {
    it('opens in place, tells the page, and the focus goes to it and back', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        routing: 'hash',
      });
      const opened = nextEvent<ItemOpenEvent>(portfolio, 'uggla-item-open');
      find(portfolio, '[data-item=silla]')!.click();
      expect((await opened).item).to.equal('silla');
      await portfolio.updateComplete;
      expect(location.hash).to.equal('#/item/silla');
      expect(portfolio.shadowRoot!.activeElement).to.equal(find(portfolio, '[part=item]'));
      find(portfolio, '[part=back]')!.click();
      await portfolio.updateComplete;
      expect(portfolio.shadowRoot!.activeElement).to.equal(find(portfolio, '[data-item=silla]'));
    });

    it('shows its video, price, details, documents, description and what goes with it', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        item: 'silla',
      });
      const player = await found(portfolio, '[part=player]');
      expect(player.localName).to.equal('uggla-player');
      expect(find(portfolio, '[part=price]')!.textContent!.replace(/\s/g, ' ')).to.equal('1389,50 €');
      const facts = all(portfolio, '.facts div').map(
        (row) => `${row.querySelector('dt')!.textContent} ${row.querySelector('dd')!.textContent}`,
      );
      expect(facts).to.deep.equal(['Marca Acme', 'Uso Oficina y Casa', 'Color Verde', 'Referencia AC-1']);
      const sheet = find<HTMLAnchorElement>(portfolio, '[part=document]')!;
      expect(sheet.innerText.trim()).to.equal('Ficha técnica');
      expect(sheet.pathname).to.match(/ficha\.pdf$/);
      expect(find<HTMLImageElement>(portfolio, '.images img')!.alt).to.equal('La silla de perfil');
      await waitUntil(
        () => find(portfolio, '.description')?.textContent === 'Tres mandos a la vista.',
        'the description never came',
      );
      expect(titles(portfolio)).to.deep.equal(['Mesa Alza']); // what is related and gone is left out
      await ready(player);
      await expect(portfolio).to.be.accessible();
    });

    it('changes its description with the language', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        item: 'silla',
      });
      await found(portfolio, '.description');
      portfolio.lang = 'en';
      await waitUntil(() => find(portfolio, '.description')?.textContent === 'Three controls in plain view.');
    });

    it('is the only thing shown in the layout "single"', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        item: 'mesa',
        layout: 'single',
      });
      expect(find(portfolio, 'h2')!.textContent).to.equal('Mesa Alza');
      expect(find(portfolio, '[part=back]')).to.equal(null);
      expect(find(portfolio, '[part=search]')).to.equal(null);
    });

    it('is missed in that layout until the page names one', async () => {
      const told = nextEvent<UgglaErrorEvent>(document, 'uggla-error');
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        layout: 'single',
      });
      expect((await told).error.code).to.equal('product-unnamed');
      const {textContent} = await found(portfolio, '[part=error]');
      expect(textContent).to.match(/Falta decir qué producto se muestra aquí \(atributo «item»\)\.\s+product-unnamed/);
      portfolio.item = 'mesa';
      await portfolio.updateComplete;
      expect([find(portfolio, '[part=error]'), find(portfolio, 'h2')!.textContent]).to.deep.equal([null, 'Mesa Alza']);
    });

    it('that is gone is said to be gone', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        item: 'nothing',
      });
      expect(portfolio.shadowRoot!.textContent).to.contain('Esto ya no está aquí.');
    });
  });

  describe('a big portfolio', () => {
    it('brings further products as one nears the end of the list', async () => {
      const site = await publish({files: await big(60)});
      const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json')});
      expect(titles(portfolio).length).to.be.within(24, 60);
      expect(find(portfolio, '[role=status]')!.textContent).to.equal('60 productos');
      await waitUntil(
        () => {
          find(portfolio, 'button.more[class*=quiet]')?.scrollIntoView();
          return titles(portfolio).length === 60;
        },
        'the rest never came',
        {timeout: 10_000},
      );
      expect(await site.requests('shard-')).to.have.length(2);
      window.scrollTo(0, 0);
    });

    it('brings all when it is searched, so that the last is found', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish({files: await big(60)}), 'portfolio.json'),
      });
      type(portfolio, 'roble');
      await waitUntil(() => titles(portfolio).join() === 'Pieza 59', 'the last product was not found', {
        timeout: 10_000,
      });
    });

    it('brings a product that lies in a shard when its address is opened', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish({files: await big(60)}), 'portfolio.json'),
        item: 'p-59',
      });
      await waitUntil(() => find(portfolio, 'h2')?.textContent === 'Pieza 59');
    });

    it('says when some could not be loaded, shows the others, and tries again', async () => {
      const site = await publish({files: await big(60), rules: [{match: 'shard-', status: 503, times: 2}]});
      const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json'), filters: 'use=home'});
      const alert = await found(portfolio, '.message[role=alert]');
      expect(alert.innerText).to.contain('Faltan algunos productos.');
      expect(titles(portfolio)).to.have.length(12);
      alert.querySelector('button')!.click();
      await waitUntil(() => find(portfolio, '[role=status]')!.textContent === '30 productos');
    });

    it('counts a thousand products by their facets and draws those that are looked at', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish({files: await big(1000)}), 'portfolio.json'),
        filters: 'use=home',
      });
      await waitUntil(() => find(portfolio, '[role=status]')!.textContent === '500 productos', 'not all products came');
      expect(filter(portfolio, 'use', 'home').innerText).to.contain('500');
      expect(titles(portfolio).length).to.be.within(24, 100);
    });

    it('lets who walks through it by keys go on at the first card that comes, not behind all of them', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish({files: await big(1000)}), 'portfolio.json'),
      });
      const before = titles(portfolio).length;
      find<HTMLElement>(portfolio, '.quiet.more')!.focus();
      find<HTMLElement>(portfolio, '.quiet.more')!.click();
      const focused = () => [...all(portfolio, '.card')].indexOf(portfolio.shadowRoot!.activeElement as HTMLElement);
      await waitUntil(() => focused() >= before, 'the focus stayed on the button');
    });
  });

  it('is drawn to its end for who looks for a word in the page, and for who goes to its end', async () => {
    const site = await publish({files: await big(120)});
    for (const keys of [{key: 'f', ctrlKey: true}, {key: 'End'}]) {
      const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json')});
      await import('../shared/draw-on.js'); // which the portfolio has asked for
      await nextFrame(); // it has it, too
      document.body.dispatchEvent(new KeyboardEvent('keydown', {...keys, bubbles: true}));
      await waitUntil(() => titles(portfolio).length === 120, `${keys.key} drew no more`, {timeout: 10_000});
      // cards that come into view are less high than was thought: the end comes nearer meanwhile
      const isAtEnd = () => scrollY + innerHeight > document.documentElement.scrollHeight - 50;
      if (keys.key === 'End') await waitUntil(isAtEnd, 'it is not at its end');
      portfolio.remove();
    }
  });

  describe('what strangers wrote', () => {
    it('is text, and its addresses are followed only where they may be', async () => {
      const evil = await read<Portfolio>('portfolio.json');
      Object.assign(evil.products[0]!, {
        title: '<script>document.title="hacked"</script>',
        media: 'javascript:alert(1)',
        poster: {src: 'data:text/html,<script>alert(1)</script>'},
        price: {amount: 5, currency: '<b>'},
        documents: [{src: 'javascript:alert(1)', title: 'x'}, {src: '%E0%A4%A.pdf'}],
        actions: [
          {kind: 'link', label: 'Danger', href: 'javascript:alert(1)'},
          {kind: 'mail', label: 'Mail', href: 'javascript:alert(2)'},
          {kind: 'phone', label: 'Phone', href: 'vbscript:x'},
          {kind: 'form', label: 'Form'},
        ],
      });
      const site = await publish({files: {'portfolio.json': evil}});
      const heard = collectEvents<UgglaErrorEvent>(document.body, 'uggla-error');
      const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json'), item: 'silla'});
      expect(find(portfolio, 'h2')!.textContent).to.contain('<script>');
      expect(
        all(portfolio, 'script, uggla-player, [part=action], img[src^="data:text"], a[href^="javascript:"]'),
      ).to.have.length(0);
      expect(all(portfolio, '[part=document]').map((one) => one.innerText.trim())).to.deep.equal(['%E0%A4%A.pdf']);
      expect(find(portfolio, '[part=price]')!.textContent).to.equal('5 <b>');
      expect(document.title).not.to.equal('hacked');
      expect(heard).to.have.length(0);
    });
  });

  describe('in the page', () => {
    it('is accessible in the dark and from right to left', async () => {
      const src = address(await publish(), 'portfolio.json');
      const dark = await mount('uggla-portfolio', {src, theme: 'dark', item: 'silla'});
      await expect(dark).to.be.accessible();
      dark.remove();
      await rightToLeft(async () => {
        await expect(await mount('uggla-portfolio', {src})).to.be.accessible();
      });
    });

    it('fits into 320 pixels, the grid and a product', async () => {
      const portfolio = await mount('uggla-portfolio', {
        src: address(await publish(), 'portfolio.json'),
        leads: 'form',
      });
      portfolio.style.inlineSize = '320px';
      await portfolio.updateComplete;
      expect(portfolio.scrollWidth).to.be.at.most(320);
      portfolio.open('silla');
      await portfolio.updateComplete;
      (await found(portfolio, 'button[part=action]')).click();
      await found(portfolio, '[part=lead-form]');
      expect(portfolio.scrollWidth).to.be.at.most(320);
    });
  });
});
