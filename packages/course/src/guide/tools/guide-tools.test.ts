import {expect} from '@open-wc/testing';
import type {Guide} from '@uggla/protocol';
import {fixtureSite, nextEvent, waitUntil} from '@uggla/testing';
import type {UgglaGuide} from '../index.js';
import '../../define.js';
import {gapOf} from './translation.js';
import {commandIn} from './voice.js';

const guide: Guide = {
  id: 'https://acme.example/guides/piston',
  type: 'repair',
  languages: ['es', 'en'],
  title: {es: 'Cambiar el pistón', en: 'Change the gas lift'},
  steps: [
    {
      id: 'lay',
      title: {es: 'Tumba la silla', en: 'Lay the chair down'},
      text: {es: 'Sobre una manta.', en: 'On a blanket.'},
    },
    {
      id: 'base',
      title: {es: 'Saca la base', en: 'Take the base off'},
      warning: {es: 'Golpea la base.', en: 'Strike the base.'},
    },
    {id: 'try', title: {es: 'Prueba', en: 'Try it'}, text: {es: 'Siéntate.'}},
  ],
};

async function mount(attributes: Record<string, string> = {}): Promise<UgglaGuide> {
  const site = await fixtureSite({files: {'guide.json': guide}});
  const element = document.createElement('uggla-guide');
  for (const [name, value] of Object.entries({lang: 'es', src: site.url('guide.json'), ...attributes}))
    element.setAttribute(name, value);
  const done = nextEvent(element, 'uggla-ready');
  document.body.append(element);
  await done;
  await waitUntil(() => find(element, '.tools'), 'the tools never came', {timeout: 10_000});
  return element;
}

const find = <E extends HTMLElement = HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<E>(selector);
const large = (element: Element) => find(element, '[part=large-step]')!;
const press = async (element: UgglaGuide, part: string) => {
  find(element, `.large [part=${part}]`)!.click();
  await element.updateComplete;
};

/** Stands in for the browser's ear, which no test can speak to. */
class Ear extends EventTarget {
  static last: Ear | undefined;
  static isLocal = false;
  static available(): Promise<string> {
    return Promise.resolve(Ear.isLocal ? 'available' : 'unavailable');
  }
  lang = '';
  continuous = false;
  processLocally = false;
  started = 0;
  start(): void {
    Ear.last = this;
    this.started++;
  }
  abort(): void {
    this.started = -1;
  }
  hear(transcript: string): void {
    this.dispatchEvent(
      Object.assign(new Event('result'), {resultIndex: 0, results: [Object.assign([{transcript}], {isFinal: true})]}),
    );
  }
}

describe('the tools of a guide', () => {
  const own = (globalThis as {SpeechRecognition?: unknown}).SpeechRecognition;

  beforeEach(() => {
    localStorage.clear();
    Ear.last = undefined;
    Ear.isLocal = false;
    Object.assign(globalThis, {SpeechRecognition: Ear});
  });
  afterEach(() => {
    for (const element of document.querySelectorAll('uggla-guide')) element.remove();
    Object.assign(globalThis, {SpeechRecognition: own});
  });

  it('show one step at a time with large buttons, and check each off', async () => {
    const element = await mount();
    find(element, '[part=hands-free]')!.click();
    await element.updateComplete;
    expect(element.handsFree).to.equal(true);
    expect(find(element, '.large-title')!.textContent).to.equal('Tumba la silla');
    expect(find(element, '.steps')!.checkVisibility()).to.equal(false);
    expect(find(element, '.large [part=next]')!.getBoundingClientRect().height).to.be.above(48);
    await expect(element).to.be.accessible();
    await press(element, 'next');
    expect([find(element, '.large-title')!.textContent, element.checked.join()]).to.deep.equal(['Saca la base', 'lay']);
    expect(large(element).textContent).to.contain('Golpea la base.').and.to.contain('Paso 2 de 3');
    await press(element, 'previous');
    expect(find(element, '.large-title')!.textContent).to.equal('Tumba la silla');
    for (const key of ['PageDown', 'PageDown', 'PageDown']) {
      large(element).dispatchEvent(new KeyboardEvent('keydown', {key, cancelable: true})); // a pedal
      await element.updateComplete;
    }
    expect(element.checked).to.have.members(['lay', 'base', 'try']);
    expect(large(element).textContent).to.contain('Has hecho todos los pasos.');
    find(element, '[part=hands-free]')!.click();
    await element.updateComplete;
    expect(find(element, '.steps')!.checkVisibility()).to.equal(true);
  });

  it('listen only when asked, and only after a word on where that goes', async () => {
    const element = await mount({'hands-free': ''});
    await waitUntil(() => large(element) !== null);
    expect(Ear.last).to.equal(undefined);
    await press(element, 'voice');
    await waitUntil(() => find(element, '[part=voice-agree]'), 'it did not ask');
    expect(Ear.last).to.equal(undefined);
    await press(element, 'voice-agree');
    const ear = Ear.last as unknown as Ear;
    expect([ear.lang, ear.processLocally]).to.deep.equal(['es', false]);
    ear.hear('vale, hecho');
    await element.updateComplete;
    expect(find(element, '.large-title')!.textContent).to.equal('Saca la base');
    ear.dispatchEvent(new Event('end')); // as browsers do after a pause
    expect(ear.started).to.equal(2);
    ear.hear('vuelve atras');
    await element.updateComplete;
    expect(find(element, '.large-title')!.textContent).to.equal('Tumba la silla');
    expect(large(element).textContent).to.contain('He oído: vuelve atras');
    await press(element, 'voice');
    expect(ear.started).to.equal(-1);
  });

  it('listen at once where nothing leaves the device, and stop with the element', async () => {
    Ear.isLocal = true;
    const element = await mount({'hands-free': ''});
    await press(element, 'voice');
    await waitUntil(() => Ear.last, 'it did not listen');
    expect(Ear.last!.processLocally).to.equal(true);
    Ear.last!.dispatchEvent(Object.assign(new Event('error'), {error: 'not-allowed'}));
    await element.updateComplete;
    expect(large(element).textContent).to.contain('No se puede usar el micrófono.');
    await press(element, 'voice');
    await waitUntil(() => Ear.last!.started === 1);
    element.remove();
    expect(Ear.last!.started).to.equal(-1);
  });

  it('print, and say what is not translated', async () => {
    const element = await mount({lang: 'en'});
    expect(find(element, '[part=untranslated]')!.textContent).to.contain(
      'A part of this guide is not translated into English yet.',
    );
    let printed = 0;
    const {print} = globalThis;
    globalThis.print = () => printed++;
    find(element, '[part=print]')!.click();
    globalThis.print = print;
    expect(printed).to.equal(1);
    element.lang = 'fr';
    await element.updateComplete;
    expect(find(element, '[part=untranslated]')!.textContent).to.contain('This guide is not there in French.');
    element.lang = 'es';
    await element.updateComplete;
    expect(find(element, '[part=untranslated]')).to.equal(null);
  });

  it('know what is missing of a guide', () => {
    expect(gapOf(guide, ['es-MX'])).to.equal(undefined);
    expect(gapOf(guide, ['en'])).to.deep.equal({kind: 'part'});
    expect(gapOf({...guide, tools: [{en: 'Mallet'}]}, ['es'])).to.deep.equal({kind: 'part'});
    expect(gapOf(guide, ['fr', 'en'])).to.deep.equal({kind: 'none', shown: 'en'});
    expect(gapOf(guide, [])).to.equal(undefined);
  });

  it('hear the last command in what was said, with or without accents', () => {
    const said = {next: ['siguiente', 'hecho'], previous: ['atrás'], repeat: ['otra vez']};
    const cases = [
      ['Siguiente.', 'next'],
      ['no, atras', 'previous'],
      ['siguiente... no, ¡atrás!', 'previous'],
      ['ponlo otra vez', 'repeat'],
      ['la siguientes', undefined],
      ['', undefined],
    ] as const;
    for (const [words, command] of cases) expect(commandIn(words, said), words).to.equal(command);
  });
});
