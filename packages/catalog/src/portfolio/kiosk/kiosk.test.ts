// Chromium first: what may be seen when is the same script in all engines; portfolio-element.test.ts and
// campus-element.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import {emulate, nextEvent, waitUntil} from '@uggla/testing';
import type {Portfolio} from '@uggla/protocol';
import type {LeadEvent} from '../../events.js';
import type {UgglaPortfolio} from '../../index.js';
import {address, clean, find, mount, publish, read} from '../../testing/support.test.js';
import {forgetVisitor, readState} from './kiosk-state.js';

const press = (element: Element, selector: string) => find<HTMLElement>(element, selector)!.click();
const attracts = (element: Element) => find(element, '.attract') !== null;

async function open(
  attributes: Record<string, string> = {},
  files: Record<string, object> = {},
): Promise<UgglaPortfolio> {
  const site = await publish({files});
  const status: Record<string, string> = 'kiosk.json' in files ? {'kiosk-status': address(site, 'kiosk.json')} : {};
  const src = address(site, 'portfolio.json');
  const element = await mount('uggla-portfolio', {src, kiosk: '', ...status, ...attributes});
  await waitUntil(() => attracts(element), 'it never attracted anybody', {timeout: 10_000});
  return element;
}

describe('a kiosk', () => {
  before(() => emulate({reducedMotion: 'reduce'})); // pictures in place of films
  after(() => emulate({}));
  afterEach(() => {
    clean();
    localStorage.clear();
  });

  it('shows a product until the screen is touched, and then the portfolio', async () => {
    const element = await open();
    const button = find<HTMLButtonElement>(element, '.attract-start')!;
    expect(button.textContent!.replace(/\s+/g, ' ').trim()).to.equal('Silla Tero Toca para empezar');
    const {width, height} = find(element, '.attract')!.getBoundingClientRect();
    expect([Math.round(width), Math.round(height)]).to.deep.equal([document.documentElement.clientWidth, innerHeight]);
    await waitUntil(() => element.shadowRoot!.activeElement === button, 'OK on a remote control would start nothing');
    await expect(element).to.be.accessible();
    button.click();
    expect(attracts(element)).to.equal(false);
    expect(find(element, '.card')!.checkVisibility()).to.equal(true);
    expect(element.shadowRoot!.activeElement?.hasAttribute('data-item'), 'no keyboard of a touch screen').to.equal(
      true,
    );
  });

  it('writes its invitation over the film', async () => {
    await emulate({});
    try {
      const element = await open();
      await waitUntil(() => find(element, 'uggla-player.attract-film'), 'no film came', {timeout: 10_000});
      find<HTMLElement>(element, '.attract-film')!.inert = false; // or it would not count as what is there
      const {left, bottom} = find(element, '.attract-words')!.getBoundingClientRect();
      expect(element.shadowRoot!.elementFromPoint(left + 2, bottom - 2)?.className).to.equal('attract-words');
      const {top} = find(element, '.kiosk-staff')!.getBoundingClientRect(); // longer ones would run under it
      expect(bottom).to.be.at.most(top);
    } finally {
      await emulate({reducedMotion: 'reduce'});
    }
  });

  it('covers no film in forced colours, and writes on a ground of its own', async () => {
    if (!(await emulate({reducedMotion: 'reduce', forcedColors: 'active'}))) return; // only Chromium can be told
    try {
      const element = await open();
      const ground = (selector: string) => getComputedStyle(find(element, selector)!).backgroundColor;
      expect(ground('.attract-start')).to.equal('rgba(0, 0, 0, 0)');
      for (const words of ['.attract-title', '.attract-words'])
        expect(ground(words), words).not.to.equal('rgba(0, 0, 0, 0)');
    } finally {
      await emulate({reducedMotion: 'reduce'});
    }
  });

  it('forgets everything of a visitor who has left: what was open, searched for, written, watched', async () => {
    const portfolio = await read<Portfolio>('portfolio.json');
    const id = portfolio.products.find(({actions}) => actions?.some(({kind}) => kind === 'form'))!.id;
    const element = await open({'kiosk-idle': '600', leads: 'form'});
    press(element, '.attract-start');
    element.open(id);
    await waitUntil(() => find(element, '[part=action]'), 'the product never came', {timeout: 10_000});
    press(element, 'button[part=action]');
    await waitUntil(() => find(element, '.lead-form'));
    const name = find<HTMLInputElement>(element, 'input[name=name]')!;
    expect([name.autocomplete, find<HTMLInputElement>(element, 'input[name=email]')!.autocomplete]).to.deep.equal([
      'off',
      'off',
    ]);
    name.value = 'Ana Secreta';
    element.kioskIdle = 0.1; // of what is the last touch
    name.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    localStorage.setItem('uggla-campus:c', '{}');
    localStorage.setItem('uggla-leads:other', '[]');
    localStorage.setItem('mine', 'of the page');
    await waitUntil(() => attracts(element), 'it waits for somebody who has left', {timeout: 10_000});
    expect([element.item, element.query, element.compare]).to.deep.equal(['', '', '']);
    expect(Object.keys(localStorage).sort()).to.deep.equal(['mine', 'uggla-leads:other']);
    element.kioskIdle = 600;
    press(element, '.attract-start');
    element.open(id);
    await waitUntil(() => find(element, 'button[part=action]'));
    press(element, 'button[part=action]');
    await waitUntil(() => find(element, '.lead-form'));
    expect(find<HTMLInputElement>(element, 'input[name=name]')!.value).to.equal('');
  });

  it('keeps a lead that cannot be sent, whatever the reason, and sends it once when the next visitor comes', async () => {
    const portfolio = await read<Portfolio>('portfolio.json');
    const id = portfolio.products.find(({actions}) => actions?.some(({kind}) => kind === 'form'))!.id;
    const element = await open({leads: 'form'});
    let isDown = true;
    const arrived: string[] = [];
    element.addEventListener('uggla-lead', (event) => {
      const {lead} = event as LeadEvent;
      if (!isDown) arrived.push(lead.name);
      (event as LeadEvent).respondWith(isDown ? Promise.reject(new Error('no network')) : Promise.resolve());
    });
    press(element, '.attract-start');
    element.open(id);
    await waitUntil(() => find(element, 'button[part=action]'), 'no action', {timeout: 10_000});
    press(element, 'button[part=action]');
    await waitUntil(() => find(element, '.lead-form'));
    for (const [field, value] of [
      ['name', 'Ana'],
      ['email', 'ana@acme.example'],
    ] as const)
      find<HTMLInputElement>(element, `input[name=${field}]`)!.value = value;
    find<HTMLInputElement>(element, 'input[name=consent]')!.checked = true;
    press(element, '[part=lead-send]');
    await waitUntil(() => find(element, '.lead-status.kept'), 'it was not kept');
    press(element, '.kiosk-staff');
    expect(find(element, '.kiosk-panel')!.textContent).to.contain('Hay 1 contacto por enviar.');
    isDown = false;
    element.dispatchEvent(new Event('uggla-forget'));
    element.dispatchEvent(new Event('uggla-forget'));
    await waitUntil(() => arrived.length === 1);
    await new Promise((resolve) => setTimeout(resolve));
    expect([arrived, localStorage.length]).to.deep.equal([['Ana'], 0]);
  });

  it('opens no other page', async () => {
    const element = await open();
    press(element, '.attract-start');
    for (const href of ['https://elsewhere.example/', 'mailto:a@b.example', 'ficha.pdf']) {
      const link = Object.assign(document.createElement('a'), {href});
      element.shadowRoot!.append(link);
      const click = new MouseEvent('click', {bubbles: true, composed: true, cancelable: true});
      link.dispatchEvent(click);
      expect(click.defaultPrevented, href).to.equal(true);
      link.remove();
    }
    const hint = find(element, '.kiosk-hint')!;
    expect([hint.textContent, hint.checkVisibility()]).to.deep.equal(['Aquí no se abren otras páginas.', true]);
    await expect(element).to.be.accessible();
    press(element, '[data-item]'); // its own links work
    await waitUntil(() => element.item !== '');
  });

  it('is left by its PIN alone, and not by guessing', async () => {
    const element = await open({'kiosk-pin': '2468'});
    press(element, '.kiosk-staff');
    const panel = find<HTMLDialogElement>(element, '.kiosk-panel')!;
    expect(panel.open).to.equal(true);
    await expect(element).to.be.accessible();
    const write = (pin: string) => {
      find<HTMLInputElement>(element, 'input[name=pin]')!.value = pin;
      press(element, '[part=kiosk-leave]');
      return find(element, '#kiosk-told')!.textContent;
    };
    expect(['', '1', '12345', '2467'].map(write)).to.deep.equal(Array(4).fill('Ese no es el PIN.'));
    expect(write('x')).to.equal('Demasiados intentos. Espera medio minuto.');
    expect([write('2468'), element.kiosk]).to.deep.equal(['Demasiados intentos. Espera medio minuto.', true]);
    const {now} = Date;
    Date.now = () => now() + 31_000;
    const left = nextEvent(element, 'uggla-kiosk-leave');
    write('2468');
    Date.now = now;
    await left;
    await element.updateComplete;
    expect([element.kiosk, attracts(element), find(element, '.kiosk-staff')]).to.deep.equal([false, false, null]);
    const link = Object.assign(document.createElement('a'), {href: '#x'});
    element.shadowRoot!.append(link);
    const click = new MouseEvent('click', {bubbles: true, composed: true, cancelable: true});
    link.addEventListener('click', (event) => setTimeout(() => event.preventDefault()));
    link.dispatchEvent(click);
    expect(click.defaultPrevented).to.equal(false);
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('shows the staff whether it can do without a network', async () => {
    for (const [file, light, words] of [
      [
        {ready: true, missing: 0, leads: {waiting: 2}},
        'ready',
        ['Listo sin conexión: están todos los archivos.', 'Hay 2 contactos por enviar.'],
      ],
      [
        {ready: false, missing: 3},
        'missing',
        ['Faltan 3 archivos: hace falta conexión.', 'No hay contactos por enviar.'],
      ],
      [{ready: 'yes'}, 'unknown', ['Nadie guarda los archivos de esta página: hace falta conexión.']],
    ] as const) {
      const element = await open({}, {'kiosk.json': file});
      await waitUntil(
        () =>
          find(element, `.kiosk-staff .light.${light}`) &&
          !find(element, '.kiosk-panel')!.textContent!.includes('Comprobando'),
        `no light ${light}`,
      );
      for (const word of words) expect(find(element, '.kiosk-panel')!.textContent).to.contain(word);
      expect(find(element, '.kiosk-staff')!.getAttribute('aria-label')).to.equal(`Personal. ${words[0]}`);
      element.remove();
    }
    expect((await readState(undefined)).files).to.equal('unknown');
  });

  it('asks nobody whether the files are there where nobody keeps them', async () => {
    const site = await publish();
    const element = await mount('uggla-portfolio', {src: address(site, 'portfolio.json'), kiosk: ''});
    const says = 'Personal. Nadie guarda los archivos de esta página: hace falta conexión.';
    await waitUntil(() => find(element, '.kiosk-staff')?.getAttribute('aria-label') === says, 'it still waits');
    expect((await site.requests()).filter(({path}) => path.includes('kiosk.json'))).to.deep.equal([]);
  });

  it('goes on to show the product that it is for', async () => {
    const element = await open({layout: 'single', item: 'mesa'});
    press(element, '.attract-start');
    expect([element.item, find(element, 'h2')!.textContent]).to.deep.equal(['mesa', 'Mesa Alza']);
  });

  it('loads nothing of all that where it is none', async () => {
    const site = await publish();
    const element = await mount('uggla-portfolio', {src: address(site, 'portfolio.json')});
    expect([find(element, '.kiosk-staff'), element.shadowRoot!.textContent!.includes('Personal')]).to.deep.equal([
      null,
      false,
    ]);
    expect((await site.requests()).filter(({path}) => path.includes('kiosk'))).to.deep.equal([]);
    forgetVisitor();
  });
});
