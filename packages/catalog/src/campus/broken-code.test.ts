// A page of its own: no other test has loaded the code of courses and of the player.
import {expect} from '@open-wc/testing';
import {registerFamilyLoader, type UgglaErrorEvent} from '@uggla/core';
import {collectEvents, nextEvent} from '@uggla/testing';
import {address, clean, find, found, mount, publish, ready} from '../testing/support.test.js';

const realCourse = () => import(new URL('../../../course/src/define.ts', import.meta.url).href) as Promise<unknown>;
const realPlayer = () => import(new URL('../../../player/src/define.ts', import.meta.url).href) as Promise<unknown>;

describe('code that could not be fetched', () => {
  afterEach(clean);

  it('of a lesson’s element is told of, and fetched again when one tries again', async () => {
    registerFamilyLoader('course', () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
    const heard = nextEvent<UgglaErrorEvent>(document.body, 'uggla-error');
    find(campus, '[data-item=regular]')!.click();
    const {error} = await heard;
    expect(error.code).to.equal('family-unavailable');
    expect(error.cure).to.contain('script-src');
    const panel = await found(campus, '[part=error]');
    await expect(campus).to.be.accessible();
    registerFamilyLoader('course', realCourse);
    panel.querySelector('button')!.click();
    const guide = await found(campus, 'uggla-guide');
    await ready(guide);
    expect(guide.shadowRoot!.textContent).to.contain('Regular la silla');
  });

  it('of the player leaves the product with its picture, and is asked for once', async () => {
    let asked = 0;
    registerFamilyLoader('player', () => {
      asked += 1;
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    const errors = collectEvents<UgglaErrorEvent>(document.body, 'uggla-error');
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), item: 'silla'});
    await found(portfolio, '.stage .picture img');
    for (const lang of ['en', 'es', 'en']) {
      portfolio.lang = lang;
      await portfolio.updateComplete;
    }
    registerFamilyLoader('player', realPlayer);
    expect([asked, errors.map(({error}) => error.code)]).to.deep.equal([1, ['family-unavailable']]);
    expect(find(portfolio, 'h2')!.textContent).to.equal('Tero chair');
  });
});
