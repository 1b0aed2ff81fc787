import {expect} from '@open-wc/testing';
import type {Hit, Passage} from '@uggla/search';
import {ItemActionEvent, ItemOpenEvent, LeadEvent, type Lead} from '../events.js';
import {en} from '../locales/en.js';
import {es} from '../locales/es.js';
import {productEn} from '../locales/product-en.js';
import {productEs} from '../locales/product-es.js';
import {forwardEvent} from './forward-event.js';
import {spread} from './hit.js';
import {onPlainClick} from './plain-click.js';
import {TitleController} from './title-controller.js';

describe('onPlainClick', () => {
  const click = (options: MouseEventInit = {}) => new MouseEvent('click', {cancelable: true, ...options});

  it('takes a plain click over', () => {
    let acted = 0;
    const event = click();
    onPlainClick(() => (acted += 1))(event);
    expect([acted, event.defaultPrevented]).to.deep.equal([1, true]);
  });

  it('leaves what asks for another tab to the browser', () => {
    let acted = 0;
    for (const options of [{ctrlKey: true}, {metaKey: true}, {shiftKey: true}, {altKey: true}, {button: 1}]) {
      const event = click(options);
      onPlainClick(() => (acted += 1))(event);
      expect(event.defaultPrevented, JSON.stringify(options)).to.equal(false);
    }
    expect(acted).to.equal(0);
  });

  it('respects a listener that has prevented it', () => {
    const event = click();
    event.preventDefault();
    onPlainClick(() => expect.fail('it acted'))(event);
  });
});

describe('spread', () => {
  const hit = (item: string, lesson?: string, match = true) =>
    ({passage: {item, lesson} as Passage, score: 1, coverage: 1, excerpt: [{text: 'silla', match}]}) as Hit;

  it('keeps two hits of one lesson and all others, in order', () => {
    const hits = [hit('a', 'x'), hit('a', 'x'), hit('a', 'x'), hit('a', 'y'), hit('b'), hit('b'), hit('b')];
    expect(spread(hits).map(({passage: {item, lesson}}) => `${item}${lesson ?? ''}`)).to.deep.equal([
      'ax',
      'ax',
      'ay',
      'b',
      'b',
    ]);
  });

  it('shows nothing a second time for its title alone', () => {
    const hits = [hit('a', undefined, false), hit('a', undefined, false), hit('a'), hit('a'), hit('b', 'x', false)];
    expect(spread(hits)).to.deep.equal([hits[0], hits[2], hits[4]]);
  });
});

describe('forwardEvent', () => {
  it('hands an action on, and takes the refusal back', () => {
    const host = new EventTarget();
    host.addEventListener('uggla-action', (event) => event.preventDefault());
    const event = new ItemActionEvent('silla', {kind: 'link', label: 'x'});
    forwardEvent(host, event);
    expect(event.defaultPrevented).to.equal(true);
  });

  it('hands a lead on, and takes the answer back', async () => {
    const host = new EventTarget();
    host.addEventListener('uggla-lead', (event) => (event as LeadEvent).respondWith('done'));
    const event = new LeadEvent({id: '1'} as Lead);
    forwardEvent(host, event);
    expect(await event.answer).to.equal('done');
  });

  it('leaves a lead that nobody took unanswered', () => {
    const event = new LeadEvent({id: '1'} as Lead);
    forwardEvent(new EventTarget(), event);
    expect(event.answer).to.equal(undefined);
  });
});

describe('the events', () => {
  it('do not bubble: they are for who holds the element', () => {
    for (const event of [
      new ItemOpenEvent('a', 'course'),
      new ItemActionEvent('a', {kind: 'link', label: 'x'}),
      new LeadEvent({} as Lead),
    ]) {
      expect([event.bubbles, event.composed], event.type).to.deep.equal([false, false]);
    }
  });
});

describe('TitleController', () => {
  const host = {addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true)};

  it('names the page after what is open, and gives its title back', () => {
    const before = document.title;
    const title = new TitleController(host);
    title.show('Ergonomía', 'Campus');
    expect(document.title).to.equal('Ergonomía · Campus');
    title.show('Datos', '');
    expect(document.title).to.equal('Datos');
    title.show('', 'Campus');
    expect(document.title).to.equal(before);
  });

  it('leaves a title alone that it has not changed', () => {
    const title = new TitleController(host);
    const before = document.title;
    title.show('', '');
    title.hostDisconnected();
    expect(document.title).to.equal(before);
  });
});

describe('the words', () => {
  for (const [name, english, spanish] of [
    ['catalog', en, es],
    ['product', productEn, productEs],
  ] as const) {
    it(`of the ${name} are there in both languages, none empty, none left in English`, () => {
      expect(Object.keys(spanish)).to.have.members(Object.keys(english));
      for (const [key, value] of Object.entries(spanish)) {
        if (typeof value !== 'string') continue;
        expect(value, key).to.not.equal('');
        expect(value, key).to.not.equal((english as Record<string, unknown>)[key]);
      }
    });
  }

  it('count one and many', () => {
    expect([es.results(1, '1'), es.results(2, '2'), es.results(0, '0')]).to.deep.equal([
      '1 resultado',
      '2 resultados',
      '0 resultados',
    ]);
    expect([en.lessons(1, '1'), en.steps(3, '3'), en.episodes(2, '2'), en.products(1, '1')]).to.deep.equal([
      '1 lesson',
      '3 steps',
      '2 episodes',
      '1 product',
    ]);
  });
});
