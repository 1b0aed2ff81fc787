// Chromium first: what a product says and offers is the same script in all engines; portfolio-element.test.ts and
// product-view.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import {address, all, clean, find, found, mount, publish, read, ready, titles, type} from '../testing/support.test.js';

const tags = [
  ['uggla-campus', 'campus.json', 5],
  ['uggla-portfolio', 'portfolio.json', 4],
] as const;

for (const [tag, file, cards] of tags) {
  describe(`<${tag}> in the life of a page`, () => {
    afterEach(clean);

    it('shows the last of several addresses, though the first comes late', async () => {
      const late = {...(await read<object>(file)), title: 'Tarde'};
      const site = await publish({files: {'late.json': late}, rules: [{match: 'late.json', gate: 'slow'}]});
      const element = document.createElement(tag);
      Object.assign(element, {lang: 'es', src: address(site, 'late.json')});
      document.body.append(element);
      await site.seen('late.json');
      element.src = address(site, file);
      await ready(element);
      await site.open('slow');
      await site.seen('late.json', {ended: 'gone'});
      expect(find(element, 'h1, h2')!.textContent).to.match(/Acme/);
      element.remove();
    });

    it('is emptied when its address is taken away', async () => {
      const element = await mount(tag, {src: address(await publish(), file)});
      element.src = '';
      await element.updateComplete;
      await element.updateComplete;
      expect([element.status, titles(element).length]).to.deep.equal(['idle', 0]);
    });

    for (const [what, rule, code] of [
      ['a page in place of the file', {body: '<!doctype html><title>Sign in</title>', type: 'text/html'}, 'invalid'],
      ['half of the file', {body: '{"id": "x", "langu'}, 'invalid'],
      ['nothing', {body: ''}, 'invalid'],
      ['a list', {body: []}, 'invalid'],
      ['a refusal', {status: 403}, 'unavailable'],
      ['a server that fails', {status: 502, body: 'Bad gateway'}, 'unavailable'],
    ] as const) {
      it(`says what is wrong with ${what}, and can try again`, async () => {
        const site = await publish({rules: [{match: file, times: 1, ...rule}]});
        const element = await mount(tag, {src: address(site, file)}, {until: 'uggla-error'});
        expect(element.failure!.code).to.equal(`${tag.slice('uggla-'.length)}-${code}`);
        expect(element.failure!.cure, 'a cure').to.not.equal(undefined);
        find(element, '[part=error] button')!.click();
        await waitUntil(() => titles(element).length === cards, 'it did not try again', {timeout: 5000});
      });
    }

    it('tells once of one failure', async () => {
      const errors = collectEvents<UgglaErrorEvent>(document.body, 'uggla-error');
      const site = await publish({rules: [{match: file, status: 404}]});
      const element = await mount(tag, {src: address(site, file)}, {until: 'uggla-error'});
      for (const lang of ['en', 'es']) {
        element.lang = lang;
        await element.updateComplete;
      }
      expect(errors).to.have.length(1);
    });

    it('says that one is offline, when one is', async () => {
      Object.defineProperty(navigator, 'onLine', {value: false, configurable: true});
      try {
        const site = await publish({rules: [{match: file, status: 503}]});
        const element = await mount(tag, {src: address(site, file)}, {until: 'uggla-error'});
        await element.updateComplete;
        expect(find(element, '[part=error]')!.innerText).to.contain('Parece que no tienes conexión.');
        await expect(element).to.be.accessible();
      } finally {
        delete (navigator as {onLine?: boolean}).onLine;
      }
    });

    it('speaks another language as soon as the page does', async () => {
      const {documentElement} = document;
      const before = documentElement.lang;
      const element = document.createElement(tag);
      element.src = address(await publish(), file);
      documentElement.lang = 'es';
      document.body.append(element);
      await ready(element);
      const label = () => find(element, '[part=search]')!.getAttribute('aria-label');
      expect(label()).to.match(/^Busca/);
      documentElement.lang = 'en';
      await waitUntil(() => /^Search/.test(label() ?? ''), 'it did not follow');
      documentElement.lang = before;
      element.remove();
    });

    it('keeps what it shows when it is moved, and asks for nothing again', async () => {
      const site = await publish();
      const element = await mount(tag, {src: address(site, file)});
      const place = document.createElement('div');
      document.body.append(place);
      place.append(element);
      await element.updateComplete;
      expect(titles(element)).to.have.length(cards);
      expect(await site.requests(file)).to.have.length(1);
      place.remove();
    });

    it('gives up its file when it goes', async () => {
      const site = await publish({rules: [{match: file, hang: true}]});
      const element = document.createElement(tag);
      const errors = collectEvents(element, 'uggla-error');
      element.src = address(site, file);
      document.body.append(element);
      await site.seen(file);
      element.remove();
      await site.seen(file, {ended: 'gone'});
      expect(errors).to.have.length(0);
    });

    it('stands twice on a page, each with its own search', async () => {
      const src = address(await publish(), file);
      const [one, other] = [await mount(tag, {src}), await mount(tag, {src})];
      type(one, 'xyzzy');
      await waitUntil(() => titles(one).length === 0, 'it did not search');
      expect([titles(other).length, other.query]).to.deep.equal([cards, '']);
    });

    it('warns of a value that it does not know, once, and goes by the usual one', async () => {
      const told: string[] = [];
      const {warn} = console;
      console.warn = (text: string) => told.push(text);
      try {
        const element = await mount(tag, {src: address(await publish(), file), theme: 'sepia', routing: 'path'});
        element.lang = 'en';
        await element.updateComplete;
        expect(told.sort()).to.deep.equal([
          `<${tag}>: routing="path" is none of none, hash, query`,
          `<${tag}>: theme="sepia" is none of auto, light, dark`,
        ]);
        expect([titles(element).length, element.getAttribute('theme')]).to.deep.equal([cards, 'sepia']);
      } finally {
        console.warn = warn;
      }
    });
  });
}

describe('a campus and the portfolio beside it', () => {
  afterEach(clean);

  it('name the page after the one that is in the address', async () => {
    const before = document.title;
    const site = await publish();
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), routing: 'hash'});
    const portfolio = await mount('uggla-portfolio', {src: address(site, 'portfolio.json')});
    portfolio.open('mesa');
    await portfolio.updateComplete;
    expect(document.title).to.equal(before);
    find(campus, '[data-item=regular]')!.click();
    await found(campus, 'uggla-guide');
    expect(document.title).to.equal('Regular la silla · Campus Acme');
    const gone = nextEvent(window, 'popstate');
    history.back();
    await gone;
    await campus.updateComplete;
    expect(document.title).to.equal(before);
    expect(all(portfolio, '[part=item]')).to.have.length(1);
  });
});
