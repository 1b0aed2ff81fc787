// Chromium first: what may be seen when is the same script in all engines; portfolio-element.test.ts and
// campus-element.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import type {Campaign, Portfolio} from '@uggla/protocol';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import type {ItemActionEvent, LeadEvent} from '../events.js';
import {address, all, clean, find, found, mount, publish, read, titles} from '../testing/support.test.js';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+/, '');

async function withCampaigns(...campaigns: Campaign[]) {
  const portfolio = await read<Portfolio>('portfolio.json');
  return address(await publish({files: {'portfolio.json': {...portfolio, campaigns}}}), 'portfolio.json');
}

const click = (link: HTMLElement) => {
  const event = new MouseEvent('click', {bubbles: true, cancelable: true, composed: true});
  // Nothing is really left: whether the page would be is all that is asked.
  const stop = (last: Event) => (prevented = last.defaultPrevented) || last.preventDefault();
  let prevented: boolean | void = false;
  window.addEventListener('click', stop, {once: true});
  link.dispatchEvent(event);
  return prevented;
};

describe('UgglaPortfolio’s campaigns', () => {
  afterEach(clean);

  it('put their products in front, with a badge, while they are on', async () => {
    const src = await withCampaigns(
      {
        id: 'now',
        title: {es: 'Otoño'},
        summary: {es: 'Mesa y lámpara.'},
        from: inHours(-1),
        until: inHours(1),
        badge: {es: '−15 %'},
        products: ['lampara', 'mesa'],
        prices: {mesa: 677},
        action: {kind: 'link', label: {es: 'Ver la oferta'}, href: 'oferta.html'},
      },
      {id: 'later', title: 'Later', from: inHours(1), products: ['taburete'], badge: 'Soon'},
      {id: 'gone', title: 'Gone', until: inHours(-1), products: ['taburete'], badge: 'Late', prices: {mesa: 1}},
    );
    const portfolio = await mount('uggla-portfolio', {src});
    expect(titles(portfolio)).to.deep.equal(['Lámpara Brisa', 'Mesa Alza', 'Silla Tero', 'Taburete Mirlo']);
    expect(all(portfolio, '.badge').map((badge) => badge.textContent)).to.deep.equal(['−15 %', '−15 %']);
    const [campaign, ...others] = all(portfolio, '[part=campaign]');
    expect(others).to.have.length(0);
    expect(campaign!.innerText).to.contain('Otoño').and.contain('Mesa y lámpara.');
    expect(campaign!.querySelector('a')!.pathname).to.match(/oferta\.html$/);
    await expect(portfolio).to.be.accessible();
    const price = find(portfolio, '[data-item=mesa] .price')!;
    expect(price.querySelector('.visually-hidden')!.textContent).to.match(/^Antes: 749\D*, ahora: 677/);
    expect(price.querySelector('[aria-hidden=true] s')!.textContent).to.match(/749/);
    expect(find(portfolio, '[data-item=silla] s')).to.equal(null);
    portfolio.open('mesa');
    expect((await found(portfolio, '[part=price]')).innerText).to.match(/677/);
    expect((await found(portfolio, '[part=price] s')).innerText).to.match(/749/);
    expect((await found(portfolio, '[part=badge]')).innerText.trim()).to.equal('−15 % Mesa y lámpara.');
  });

  it('begin while the page is open', async () => {
    const soon = new Date(Date.now() + 3000).toISOString();
    const portfolio = await mount('uggla-portfolio', {
      src: await withCampaigns({id: 'soon', title: 'Soon', from: soon, badge: 'New', products: ['mesa']}),
    });
    expect(all(portfolio, '.badge').length === 0 || Date.now() >= Date.parse(soon)).to.equal(true);
    await waitUntil(() => find(portfolio, '.badge')?.textContent === 'New', 'the campaign never began', {
      timeout: 10_000,
    });
  });

  it('of more weight come first', async () => {
    const portfolio = await mount('uggla-portfolio', {
      src: await withCampaigns(
        {id: 'light', title: 'Light', badge: 'Light', products: ['mesa']},
        {id: 'heavy', title: 'Heavy', badge: 'Heavy', priority: 5, products: ['taburete', 'mesa']},
      ),
    });
    expect(titles(portfolio).slice(0, 2)).to.deep.equal(['Taburete Mirlo', 'Mesa Alza']);
    expect(all(portfolio, '.badge').map((badge) => badge.textContent)).to.deep.equal(['Heavy', 'Heavy']);
  });
});

describe('UgglaPortfolio’s actions', () => {
  afterEach(clean);

  it('are links that lead where they say', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), item: 'silla'});
    const links = all<HTMLAnchorElement>(portfolio, 'a[part=action]');
    expect(links.map(({innerText}) => innerText.trim())).to.deep.equal([
      'Pruébala',
      'Ver tapizados',
      'Escríbenos',
      'Llámanos',
    ]);
    expect(links.map(({href}) => href)).to.deep.equal([
      'mailto:ventas@acme.example?subject=Pru%C3%A9bala%3A%20Silla%20Tero', // no form here: a mail does what it would
      'https://acme.example/tero',
      'mailto:ventas@acme.example',
      'tel:+34947000000',
    ]);
    expect(links[1]!.rel).to.contain('noopener');
  });

  it('tell the page, which may take them over', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), item: 'silla'});
    const link = all(portfolio, 'a[part=action]')[1]!;
    const heard = nextEvent<ItemActionEvent>(portfolio, 'uggla-action');
    expect(click(link)).to.equal(false);
    const {item, action} = await heard;
    expect([item, action.kind, action.href]).to.deep.equal(['silla', 'link', 'https://acme.example/tero']);
    portfolio.addEventListener('uggla-action', (event) => event.preventDefault());
    expect(click(link)).to.equal(true);
  });

  it('leave the form to the page when it asks for that', async () => {
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      item: 'silla',
      leads: 'page',
    });
    const heard = nextEvent<ItemActionEvent>(portfolio, 'uggla-action');
    find(portfolio, 'button[part=action]')!.click();
    expect((await heard).action.kind).to.equal('form');
    await portfolio.updateComplete;
    expect(find(portfolio, '[part=lead-form]')).to.equal(null);
  });
});

describe('UgglaPortfolio’s lead form', () => {
  afterEach(clean);

  async function open() {
    const portfolio = await mount('uggla-portfolio', {
      src: address(await publish(), 'portfolio.json'),
      item: 'silla',
      leads: 'form',
    });
    find(portfolio, 'button[part=action]')!.click();
    const form = await found<HTMLFormElement>(portfolio, '[part=lead-form]');
    return {portfolio, form};
  }

  function fill(form: HTMLFormElement, values: Record<string, string>) {
    for (const [name, value] of Object.entries(values))
      (form.elements.namedItem(name) as HTMLInputElement).value = value;
    (form.elements.namedItem('consent') as HTMLInputElement).checked = true;
  }

  it('opens with the focus in it, and is accessible', async () => {
    const {portfolio, form} = await open();
    await waitUntil(() => portfolio.shadowRoot!.activeElement === form.elements.namedItem('name'));
    expect(find(portfolio, 'button[part=action]')!.getAttribute('aria-expanded')).to.equal('true');
    await expect(portfolio).to.be.accessible();
  });

  it('sends nothing until name, address and consent are there', async () => {
    const {portfolio, form} = await open();
    const leads = collectEvents(portfolio, 'uggla-lead');
    const send = find(portfolio, '[part=lead-send]')!;
    send.click();
    fill(form, {name: 'Ana', email: 'no address'});
    send.click();
    fill(form, {name: 'Ana', email: 'ana@acme.example'});
    (form.elements.namedItem('consent') as HTMLInputElement).checked = false;
    send.click();
    expect(leads).to.have.length(0);
  });

  it('hands over what was written with what was agreed to, and thanks once it arrived', async () => {
    const {portfolio, form} = await open();
    let arrive = () => {};
    portfolio.addEventListener('uggla-lead', (event) =>
      (event as LeadEvent).respondWith(new Promise<void>((done) => (arrive = done))),
    );
    const heard = nextEvent<LeadEvent>(portfolio, 'uggla-lead');
    fill(form, {name: ' Ana ', email: 'ana@acme.example', message: '<b>Hola</b>'});
    find(portfolio, '[part=lead-send]')!.click();
    const {lead} = await heard;
    expect(lead).to.include({
      item: 'silla',
      action: 'Pruébala',
      name: 'Ana',
      email: 'ana@acme.example',
      message: '<b>Hola</b>',
      language: 'es',
    });
    expect(lead.consent).to.equal('Acepto que se usen mis datos para responder a esta solicitud.');
    await portfolio.updateComplete;
    expect(find<HTMLButtonElement>(portfolio, '[part=lead-send]')!.disabled).to.equal(true);
    arrive();
    await waitUntil(() => find(portfolio, '.lead-status')!.textContent!.includes('Gracias'));
    expect(find(portfolio, '[part=lead-form]')).to.equal(null);
    await expect(portfolio).to.be.accessible();
  });

  it('says so when it did not arrive, keeps what was written, and sends it again under the same id', async () => {
    const {portfolio, form} = await open();
    const leads = collectEvents<LeadEvent>(portfolio, 'uggla-lead');
    portfolio.addEventListener(
      'uggla-lead',
      (event) => (event as LeadEvent).respondWith(Promise.reject(new Error('offline'))),
      {once: true},
    );
    fill(form, {name: 'Ana', email: 'ana@acme.example'});
    find(portfolio, '[part=lead-send]')!.click();
    await waitUntil(() => find(portfolio, '.lead-status')!.textContent!.includes('No se ha podido enviar'));
    expect((form.elements.namedItem('name') as HTMLInputElement).value).to.equal('Ana');
    find(portfolio, '[part=lead-send]')!.click(); // now nobody answers: that is no success either
    await waitUntil(() => leads.length === 2 && find(portfolio, '.lead-status')!.classList.contains('failed'));
    expect(leads[1]!.lead.id).to.equal(leads[0]!.lead.id);
  });

  it('asks for the page’s own consent', async () => {
    const {portfolio} = await open();
    portfolio.setAttribute('consent-text', 'Acepto la política de Acme.');
    await portfolio.updateComplete;
    expect(find(portfolio, '.consent')!.innerText).to.contain('Acepto la política de Acme.');
  });

  it('goes when another product is opened', async () => {
    const {portfolio} = await open();
    portfolio.open('mesa');
    await portfolio.updateComplete;
    expect(find(portfolio, '[part=lead]')).to.equal(null);
  });
});
