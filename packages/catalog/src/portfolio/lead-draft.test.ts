// Chromium first: forms are filled again and again, by the same script in all engines.
import {expect} from '@open-wc/testing';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import type {Portfolio} from '@uggla/protocol';
import type {LeadEvent} from '../events.js';
import type {UgglaPortfolio} from '../index.js';
import {address, all, clean, find, found, mount, publish, read} from '../testing/support.test.js';

const field = (portfolio: Element, name: string) => find<HTMLInputElement>(portfolio, `.lead-form [name=${name}]`)!;

/** Types as a person does: the form hears it. */
function write(portfolio: Element, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    field(portfolio, name).value = value;
    field(portfolio, name).dispatchEvent(new InputEvent('input', {bubbles: true}));
  }
}

function agree(portfolio: Element): void {
  field(portfolio, 'consent').checked = true;
}

const ana = {name: 'Ana', email: 'ana@acme.example', company: 'Acme', phone: '+34 1', message: 'Hola'};
const written = (portfolio: Element) =>
  Object.fromEntries(Object.keys(ana).map((name) => [name, field(portfolio, name).value]));

async function openForm(attributes: Record<string, string> = {}): Promise<UgglaPortfolio> {
  const portfolio = await mount('uggla-portfolio', {
    src: address(await publish(), 'portfolio.json'),
    item: 'silla',
    leads: 'form',
    ...attributes,
  });
  await reopen(portfolio);
  return portfolio;
}

async function reopen(portfolio: UgglaPortfolio): Promise<void> {
  (await found(portfolio, 'button[part=action]')).click();
  await found(portfolio, '[part=lead-form]');
}

/** The device says that it has no network. */
async function offline<T>(body: () => Promise<T>): Promise<T> {
  Object.defineProperty(navigator, 'onLine', {value: false, configurable: true});
  try {
    return await body();
  } finally {
    delete (navigator as {onLine?: boolean}).onLine;
  }
}

describe('what was written into a lead form', () => {
  afterEach(clean);

  it('is there after the element was moved in the page', async () => {
    const portfolio = await openForm();
    write(portfolio, ana);
    agree(portfolio);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(portfolio);
    await portfolio.updateComplete;
    expect(written(portfolio)).to.deep.equal(ana);
    expect(field(portfolio, 'consent').checked).to.equal(true);
    portfolio.remove();
    place.remove();
  });

  it('is there after a look at another product', async () => {
    const portfolio = await openForm();
    write(portfolio, ana);
    portfolio.open('mesa');
    await portfolio.updateComplete;
    expect(find(portfolio, '[part=lead-form]')).to.equal(null);
    portfolio.open('silla');
    await portfolio.updateComplete;
    await reopen(portfolio);
    expect(written(portfolio)).to.deep.equal(ana);
  });

  it('is there after the form was closed by the button that opened it', async () => {
    const portfolio = await openForm();
    write(portfolio, ana);
    find(portfolio, 'button[part=action]')!.click();
    await portfolio.updateComplete;
    expect(find(portfolio, '[part=lead-form]')).to.equal(null);
    await reopen(portfolio);
    expect(written(portfolio)).to.deep.equal(ana);
  });

  it('is there in another language, and only the words around it change', async () => {
    const portfolio = await openForm();
    write(portfolio, ana);
    portfolio.lang = 'en';
    await portfolio.updateComplete;
    expect(written(portfolio)).to.deep.equal(ana);
    expect(find(portfolio, '[part=lead-send]')!.textContent).to.equal('Send');
  });

  it('is forgotten when it is cancelled, and consent is never given beforehand', async () => {
    const portfolio = await openForm();
    write(portfolio, ana);
    agree(portfolio);
    find(portfolio, '.lead-form .quiet')!.click();
    await portfolio.updateComplete;
    await reopen(portfolio);
    expect(Object.values(written(portfolio)).join('')).to.equal('');
    expect(field(portfolio, 'consent').checked).to.equal(false);
  });

  it('is forgotten once it was sent: the next person finds an empty form', async () => {
    const portfolio = await openForm();
    portfolio.addEventListener('uggla-lead', (event) => (event as LeadEvent).respondWith('stored'));
    write(portfolio, ana);
    agree(portfolio);
    find(portfolio, '[part=lead-send]')!.click();
    await waitUntil(() => find(portfolio, '.lead-status')!.classList.contains('sent'));
    find(portfolio, 'button[part=action]')!.click();
    await portfolio.updateComplete;
    await reopen(portfolio);
    expect(field(portfolio, 'email').value).to.equal('');
  });

  it('of two products is two, each in its own form', async () => {
    const two = await read<Portfolio>('portfolio.json');
    two.products[1]!.actions = [{kind: 'form', label: 'Pídela'}];
    const portfolio = await openForm({src: address(await publish({files: {'portfolio.json': two}}), 'portfolio.json')});
    write(portfolio, {message: 'La silla'});
    portfolio.open('mesa');
    await portfolio.updateComplete;
    await reopen(portfolio);
    expect(field(portfolio, 'message').value).to.equal('');
    write(portfolio, {message: 'La mesa'});
    portfolio.open('silla');
    await portfolio.updateComplete;
    await reopen(portfolio);
    expect(field(portfolio, 'message').value).to.equal('La silla');
  });
});

describe('sending a lead', () => {
  afterEach(clean);

  it('hands it over once, however often the button is pressed', async () => {
    const portfolio = await openForm();
    const leads = collectEvents<LeadEvent>(portfolio, 'uggla-lead');
    portfolio.addEventListener('uggla-lead', (event) => (event as LeadEvent).respondWith(new Promise(() => {})));
    write(portfolio, ana);
    agree(portfolio);
    const form = find<HTMLFormElement>(portfolio, '[part=lead-form]')!;
    for (let times = 0; times < 3; times++) form.requestSubmit();
    await portfolio.updateComplete;
    form.requestSubmit();
    expect(leads).to.have.length(1);
  });

  it('takes no name of blanks, and hands over without blanks around', async () => {
    const portfolio = await openForm();
    const leads = collectEvents<LeadEvent>(portfolio, 'uggla-lead');
    write(portfolio, {...ana, name: '   '});
    agree(portfolio);
    find(portfolio, '[part=lead-send]')!.click();
    expect(leads).to.have.length(0);
    expect(field(portfolio, 'name').validity.patternMismatch).to.equal(true);
    write(portfolio, {name: '  Ana María  ', message: ' \n Hola \n '});
    find(portfolio, '[part=lead-send]')!.click();
    expect([leads[0]!.lead.name, leads[0]!.lead.message]).to.deep.equal(['Ana María', 'Hola']);
  });

  it('takes no more than anybody writes', async () => {
    const portfolio = await openForm();
    expect([field(portfolio, 'name').maxLength, field(portfolio, 'message').maxLength]).to.deep.equal([200, 4000]);
    expect(['name', 'email', 'company', 'phone'].map((name) => field(portfolio, name).autocomplete)).to.deep.equal([
      'name',
      'email',
      'organization',
      'tel',
    ]);
  });

  it('moves the focus to what became of it, since its button is gone', async () => {
    const portfolio = await openForm();
    portfolio.addEventListener('uggla-lead', (event) => (event as LeadEvent).respondWith('stored'));
    write(portfolio, ana);
    agree(portfolio);
    field(portfolio, 'name').focus();
    find(portfolio, '[part=lead-send]')!.click();
    await waitUntil(() => portfolio.shadowRoot!.activeElement === find(portfolio, '#lead-title'), 'the focus was lost');
    await expect(portfolio).to.be.accessible();
  });

  it('that is cancelled gives the focus back to the button that opened the form', async () => {
    const portfolio = await openForm();
    find(portfolio, '.lead-form .quiet')!.click();
    await waitUntil(
      () => portfolio.shadowRoot!.activeElement === find(portfolio, 'button[part=action]'),
      'the focus was lost',
    );
  });

  it('says so in a place that was there before, so that a screen reader hears it', async () => {
    const portfolio = await openForm();
    const place = find(portfolio, '.lead-status')!;
    expect([place.getAttribute('role'), place.textContent!.trim()]).to.deep.equal(['status', '']);
    write(portfolio, ana);
    agree(portfolio);
    find(portfolio, '[part=lead-send]')!.click(); // nobody listens
    await waitUntil(() => place.textContent!.includes('No se ha podido enviar'));
    expect(find(portfolio, '.lead-status')).to.equal(place);
  });

  it('opens one form of two, and says which', async () => {
    const two = await read<Portfolio>('portfolio.json');
    two.products[0]!.actions = [
      {kind: 'form', label: 'Pruébala'},
      {kind: 'form', label: 'Pide precio'},
    ];
    const portfolio = await openForm({src: address(await publish({files: {'portfolio.json': two}}), 'portfolio.json')});
    const expanded = () => all(portfolio, 'button[part=action]').map((one) => one.getAttribute('aria-expanded'));
    expect(expanded()).to.deep.equal(['true', 'false']);
    all(portfolio, 'button[part=action]')[1]!.click();
    await portfolio.updateComplete;
    expect(expanded()).to.deep.equal(['false', 'true']);
    expect(find(portfolio, '#lead-title')!.textContent).to.equal('Pide precio');
  });
});

describe('a lead without a network', () => {
  afterEach(clean);

  async function sendOffline(portfolio: UgglaPortfolio): Promise<void> {
    await offline(async () => {
      write(portfolio, ana);
      agree(portfolio);
      find(portfolio, '[part=lead-send]')!.click();
      await waitUntil(() => find(portfolio, '.lead-status')!.classList.contains('kept'), 'it was not kept');
    });
  }

  it('is kept, said to be kept, and goes out once the network is back', async () => {
    const portfolio = await openForm();
    portfolio.addEventListener(
      'uggla-lead',
      (event) => (event as LeadEvent).respondWith(Promise.reject(new TypeError('no network'))),
      {once: true},
    );
    await sendOffline(portfolio);
    expect(find(portfolio, '.lead-status')!.textContent).to.contain('Se guarda en este dispositivo');
    await expect(portfolio).to.be.accessible();
    portfolio.addEventListener('uggla-lead', (event) => (event as LeadEvent).respondWith('stored'));
    const again = nextEvent<LeadEvent>(portfolio, 'uggla-lead');
    window.dispatchEvent(new Event('online'));
    expect((await again).lead).to.include(ana);
    await waitUntil(() => localStorage.length === 0, 'it still waits');
  });

  it('outlives the page: the next visit sends it, under the same id', async () => {
    const src = address(await publish(), 'portfolio.json');
    const portfolio = await openForm({src});
    const first = nextEvent<LeadEvent>(portfolio, 'uggla-lead');
    await sendOffline(portfolio);
    portfolio.remove();
    const again = document.createElement('uggla-portfolio');
    const second = nextEvent<LeadEvent>(again, 'uggla-lead');
    again.addEventListener('uggla-lead', (event) => (event as LeadEvent).respondWith('stored'));
    again.src = src;
    document.body.append(again);
    expect((await second).lead.id).to.equal((await first).lead.id);
    await waitUntil(() => localStorage.length === 0, 'it still waits');
    again.remove();
  });

  it('goes out through the campus that shows the product', async () => {
    const campus = await mount('uggla-campus', {
      src: address(await publish(), 'campus.json'),
      leads: 'form',
      item: 'silla',
    });
    const inner = (await found(campus, 'uggla-portfolio')) as UgglaPortfolio;
    await reopen(inner);
    await sendOffline(inner);
    campus.addEventListener('uggla-lead', (event) => (event as LeadEvent).respondWith('stored'));
    const again = nextEvent<LeadEvent>(campus, 'uggla-lead');
    window.dispatchEvent(new Event('online'));
    expect((await again).lead.email).to.equal(ana.email);
    await waitUntil(() => localStorage.getItem('uggla-leads:https://acme.example/portfolio') === null);
  });
});
