// Chromium first: what is asked and kept is the same script in all engines; chat-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {ReactiveController} from 'lit';
import {Consent} from './consent.js';

/** An element that keeps its conversation so, and may ask for consent. */
function host(store: string, {asks = true, endpoint = `/consent/${Math.random()}`} = {}) {
  const element = document.createElement('div');
  if (asks) element.append(Object.assign(document.createElement('p'), {slot: 'consent'}));
  let updates = 0;
  const controllers: ReactiveController[] = [];
  return Object.assign(element, {
    store,
    endpoint,
    addController: (controller: ReactiveController) => void controllers.push(controller),
    removeController: () => {},
    requestUpdate: () => void updates++,
    updateComplete: Promise.resolve(true),
  });
}

function consentOf(element: ReturnType<typeof host>): Consent {
  const consent = new Consent(element);
  consent.look();
  return consent;
}

describe('Consent', () => {
  afterEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('is not asked for when the page has no text for it', () => {
    expect(consentOf(host('none', {asks: false})).locked).to.equal(false);
  });

  it('locks until it is given', () => {
    const consent = consentOf(host('none'));
    expect(consent.locked).to.equal(true);
    consent.accept();
    expect(consent.locked).to.equal(false);
  });

  it('is asked for when the text comes later, and no more when it goes', () => {
    const element = host('none', {asks: false});
    const consent = consentOf(element);
    const text = Object.assign(document.createElement('p'), {slot: 'consent'});
    element.append(text);
    consent.look();
    expect(consent.locked).to.equal(true);
    text.remove();
    consent.look();
    expect(consent.locked).to.equal(false);
  });

  for (const [store, remembered] of [
    ['none', false],
    ['session', true],
    ['device', true],
  ] as const) {
    it(`is ${remembered ? 'remembered' : 'asked for again'} with store="${store}"`, () => {
      const endpoint = `/consent/${store}`;
      consentOf(host(store, {endpoint})).accept();
      expect(consentOf(host(store, {endpoint})).locked).to.equal(!remembered);
      expect(consentOf(host(store, {endpoint: '/another'})).locked).to.equal(true);
    });
  }

  it('is given to one engine, whatever its address looks like on another page', () => {
    const address = '/consent/one';
    consentOf(host('session', {endpoint: `${address}/`})).accept();
    expect(consentOf(host('session', {endpoint: new URL(address, location.href).href})).locked).to.equal(false);
    const own = Object.assign(host('session', {endpoint: address}), {provider: {id: 'cloud', async *stream() {}}});
    expect(consentOf(own).locked).to.equal(true);
  });
});
