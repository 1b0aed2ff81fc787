import {expect} from '@open-wc/testing';
import type {Campus, CampusItem, Portfolio, Product} from '@uggla/protocol';
import {address, all, clean, filter, find, found, mount, publish, read, titles} from '../testing/support.test.js';

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(4);
const markup = "\"><img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>";

async function campusWith(change: (campus: Campus) => void, attributes: Record<string, string> = {}) {
  const file = await read<Campus>('campus.json');
  change(file);
  return mount('uggla-campus', {
    src: address(await publish({files: {'campus.json': file}}), 'campus.json'),
    ...attributes,
  });
}

async function portfolioWith(change: (portfolio: Portfolio) => void, attributes: Record<string, string> = {}) {
  const file = await read<Portfolio>('portfolio.json');
  change(file);
  return mount('uggla-portfolio', {
    src: address(await publish({files: {'portfolio.json': file}}), 'portfolio.json'),
    ...attributes,
  });
}

const item = (id: string, more: Partial<CampusItem> = {}): CampusItem => ({
  id,
  kind: 'course',
  title: id,
  src: 'course.json',
  ...more,
});
const product = (id: string, more: Partial<Product> = {}): Product => ({id, title: id, ...more});

describe('a campus.json that nobody would write', () => {
  afterEach(clean);

  it('with one item twice in a pack shows it once', async () => {
    const campus = await campusWith(
      (file) => (file.packs = [{id: 'p', title: 'P', items: [item('a'), item('b'), item('a', {title: 'other'})]}]),
    );
    expect(titles(campus)).to.deep.equal(['a', 'b']);
    campus.filters = 'kind=course';
    await campus.updateComplete;
    expect(titles(campus)).to.deep.equal(['a', 'b']);
  });

  it('with two packs of one id names each row by its own title', async () => {
    const campus = await campusWith(
      (file) =>
        (file.packs = [
          {id: 'p q', title: 'Uno', items: [item('a')]},
          {id: 'p q', title: 'Dos', items: [item('b')]},
        ]),
    );
    const names = all(campus, '[part=row]').map(
      (row) => find(campus, `#${row.getAttribute('aria-labelledby')}`)!.textContent,
    );
    expect(names).to.deep.equal(['Uno', 'Dos']);
    await expect(campus).to.be.accessible();
  });

  it('with an id of half a letter shows the others and itself', async () => {
    const campus = await campusWith((file) => (file.packs[0]!.items = [item('\uD800'), item('b')]), {routing: 'hash'});
    expect(titles(campus)).to.include('b');
    campus.query = 'b';
    await found(campus, '[part~=result], .message');
  });

  it('with markup everywhere shows it as words', async () => {
    const campus = await campusWith((file) => {
      Object.assign(file, {title: markup, description: markup});
      Object.assign(file.packs[0]!, {id: markup, title: markup, summary: markup});
      file.packs[0]!.items = [
        item(markup, {title: markup, summary: markup, tags: [markup, 'b'], languages: ['en']}),
        item('b', {tags: ['b']}),
      ];
    });
    expect(find(campus, 'h1')!.textContent).to.equal(markup);
    expect(all(campus, 'script, img[src="x"]')).to.have.length(0);
    filter(campus, 'tag', 'b').click();
    await campus.updateComplete;
    expect(document.title).not.to.equal('hacked');
  });

  it('with names of what every object has filters by none of them', async () => {
    const campus = await campusWith(
      (file) =>
        (file.packs = [
          {
            id: '__proto__',
            title: 'P',
            items: [item('constructor', {tags: ['toString']}), item('b', {tags: ['hasOwnProperty']})],
          },
        ]),
      {filters: 'constructor=Object&__proto__=x'},
    );
    expect(titles(campus)).to.deep.equal([]);
    campus.filters = 'tag=toString';
    await campus.updateComplete;
    expect(titles(campus)).to.deep.equal(['constructor']);
  });

  it('with words that never end stays inside 320 pixels', async () => {
    const campus = await campusWith((file) => {
      Object.assign(file, {title: long, description: long, brand: {name: long}});
      Object.assign(file.packs[0]!, {title: long, summary: long});
      file.packs[0]!.items = [item('a', {title: long, summary: long, tags: [long, 'x']}), item('b')];
    });
    campus.style.inlineSize = '320px';
    await campus.updateComplete;
    expect(campus.scrollWidth).to.be.at.most(320);
    find(campus, '.more')!.click();
    await campus.updateComplete;
    expect(campus.scrollWidth).to.be.at.most(320);
    campus.open('nothing');
    await campus.updateComplete;
    expect(campus.scrollWidth).to.be.at.most(320);
  });

  it('with nothing in it says so', async () => {
    const campus = await campusWith((file) => (file.packs = []));
    expect(find(campus, '.message')!.textContent).to.equal('Aún no hay nada.');
    expect(all(campus, '[part=filter]')).to.have.length(0);
    await expect(campus).to.be.accessible();
  });

  it('with empty language maps shows what is left', async () => {
    const campus = await campusWith(
      (file) => (file.packs = [{id: 'p', title: {}, items: [item('a', {title: {}, summary: {}})]}]),
    );
    expect(titles(campus)).to.deep.equal(['']);
  });

  it('with lengths and counts beyond belief shows numbers', async () => {
    const campus = await campusWith(
      (file) =>
        (file.packs = [
          {id: 'p', title: 'P', items: [item('a', {duration: 1e9, parts: 1e9}), item('b', {duration: 0.2, parts: 1})]},
        ]),
    );
    expect(find(campus, '.card')!.innerText)
      .to.match(/277\.777\s*h/)
      .and.contain('1.000.000.000 lecciones');
    expect(all(campus, '.details')[1]!.textContent).to.equal('Curso');
  });
});

describe('a portfolio.json that nobody would write', () => {
  afterEach(clean);

  it('with one product twice shows it once, and opens it', async () => {
    const portfolio = await portfolioWith(
      (file) => (file.products = [product('a'), product('a', {title: 'other'}), product('b')]),
    );
    expect(titles(portfolio)).to.deep.equal(['a', 'b']);
    find(portfolio, '[data-item=a]')!.click();
    expect((await found(portfolio, '[part=item] h2')).textContent).to.equal('a');
  });

  it('with one facet or value twice has one group and one button for it', async () => {
    const use = {
      id: 'use use',
      title: 'Uso',
      values: [
        {id: 'x', title: 'X'},
        {id: 'x', title: 'Y'},
        {id: 'z', title: 'Z'},
      ],
    };
    const portfolio = await portfolioWith((file) => {
      file.facets = [use, {...use, title: 'Otra'}];
      file.products = [product('a', {facets: {'use use': ['x', 'x']}}), product('b', {facets: {'use use': 'z'}})];
    });
    expect(all(portfolio, '[part=filter]').map((one) => one.dataset['value'])).to.deep.equal(['x', 'z']);
    const group = find(portfolio, '.filter-group')!;
    expect(find(portfolio, `#${group.getAttribute('aria-labelledby')}`)!.textContent).to.equal('Uso');
    await expect(portfolio).to.be.accessible();
  });

  it('with names of what every object has shows them as details and no more', async () => {
    const facets = JSON.parse('{"__proto__": "x", "constructor": ["y"], "toString": "z"}') as Product['facets'];
    const portfolio = await portfolioWith(
      (file) => (file.products = [product('__proto__', {facets: facets!}), product('b')]),
      {item: '__proto__'},
    );
    const facts = all(portfolio, '.facts div').map((row) => row.innerText.replace(/\s+/g, ' ').trim());
    expect(facts).to.include('constructor y').and.include('toString z');
  });

  it('with words that never end stays inside 320 pixels, grid and product', async () => {
    const portfolio = await portfolioWith(
      (file) => {
        file.title = long;
        file.facets = [
          {
            id: 'use',
            title: long,
            values: [
              {id: 'a', title: long},
              {id: 'b', title: long},
            ],
          },
        ];
        file.campaigns = [
          {
            id: 'c',
            title: long,
            summary: long,
            badge: long,
            products: ['a'],
            action: {kind: 'link', label: long, href: 'x.html'},
          },
        ];
        file.products = [
          product('a', {
            title: long,
            summary: long,
            category: long,
            brand: long,
            sku: long,
            facets: {use: 'a'},
            documents: [{src: `${long}.pdf`}],
            actions: [
              {kind: 'form', label: long},
              {kind: 'link', label: long, href: 'x.html'},
            ],
          }),
          product('b', {facets: {use: 'b'}}),
        ];
      },
      {leads: 'form'},
    );
    portfolio.style.inlineSize = '320px';
    await portfolio.updateComplete;
    expect(portfolio.scrollWidth).to.be.at.most(320);
    portfolio.open('a');
    await found(portfolio, '[part=document]');
    expect(portfolio.scrollWidth).to.be.at.most(320);
    find(portfolio, 'button[part=action]')!.click();
    await found(portfolio, '[part=lead-form]');
    expect(portfolio.scrollWidth).to.be.at.most(320);
  });

  it('with campaigns for products that are not there, or twice, shows each product once', async () => {
    const portfolio = await portfolioWith(
      (file) =>
        (file.campaigns = [
          {id: 'c', title: 'C', badge: 'C', products: ['gone', 'mesa', 'mesa']},
          {id: 'c', title: 'D', badge: 'D', products: ['mesa', 'silla']},
        ]),
    );
    expect(titles(portfolio)).to.deep.equal(['Mesa Alza', 'Silla Tero', 'Lámpara Brisa', 'Taburete Mirlo']);
    expect(all(portfolio, '.badge').map(({textContent}) => textContent)).to.deep.equal(['C', 'D']);
  });

  it('with a product related to itself and to one twice shows what is there', async () => {
    const portfolio = await portfolioWith((file) => (file.products[0]!.related = ['mesa', 'mesa', 'silla']), {
      item: 'silla',
    });
    expect(titles(portfolio)).to.deep.equal(['Mesa Alza']);
  });

  it('with nothing in it says so, and says that nothing fits when filters are set', async () => {
    const portfolio = await portfolioWith((file) => Object.assign(file, {products: [], total: 0, facets: []}));
    expect(find(portfolio, '.message')!.innerText.trim()).to.equal('Aún no hay nada.');
    portfolio.filters = 'use=home';
    await portfolio.updateComplete;
    expect(find(portfolio, '.message')!.innerText.trim()).to.equal('Ningún producto cumple todo eso.');
    await expect(portfolio).to.be.accessible();
  });

  for (const [what, change, field] of [
    ['a price in words', (one: Product) => Object.assign(one, {price: '12 €'}), 'products.0.price'],
    [
      'an action of no kind',
      (one: Product) => Object.assign(one, {actions: [{kind: 'run', label: 'x'}]}),
      'products.0.actions.0.kind',
    ],
    ['an id that is empty', (one: Product) => Object.assign(one, {id: ''}), 'products.0.id'],
  ] as const) {
    it(`with ${what} is refused, and the field is named`, async () => {
      const file = await read<Portfolio>('portfolio.json');
      change(file.products[0]!);
      const portfolio = await mount(
        'uggla-portfolio',
        {src: address(await publish({files: {'portfolio.json': file}}), 'portfolio.json')},
        {until: 'uggla-error'},
      );
      expect([portfolio.failure!.code, portfolio.failure!.field]).to.deep.equal(['portfolio-invalid', field]);
      expect(portfolio.failure!.cure).to.contain(field);
    });
  }
});
