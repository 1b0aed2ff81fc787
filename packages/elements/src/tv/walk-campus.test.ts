// Chromium first: what a walk finds, and where it leads, is the same script in all engines.
import {expect} from '@open-wc/testing';
import {focusedElement} from '@uggla/core/tv/reachable.js';
import {fixtureSite, type FixtureSite, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {catalog, inShadow, press, remoteWorks, shown, walksThrough, withRemoteControl} from './walk.test.kit.js';

const campus = {
  id: 'https://acme.example/walked',
  title: 'Campus',
  languages: ['es', 'en'],
  packs: [
    {
      id: 'all',
      title: 'Todo',
      items: ['uno', 'dos', 'tres'].map((id) => ({id, kind: 'course', title: `Curso ${id}`, src: 'course.json'})),
    },
  ],
  feeds: [{title: 'Todo Acme', src: 'feed.xml'}],
};
const course = {
  id: 'https://acme.example/courses/heard',
  version: '1',
  languages: ['es', 'en'],
  title: 'Un curso',
  items: [{id: 'song', kind: 'audio', title: 'Sonido', media: '/fixtures/media/audio.mp3', duration: 8}],
};

describe('a walk with a remote control through what a campus leads to', function () {
  this.timeout(30_000);
  withRemoteControl();
  let site: FixtureSite;

  before(async () => {
    site = await fixtureSite({files: {'campus.json': campus, 'course.json': course}});
  });

  it('reaches every control of a campus that is only heard, before it plays and then, and comes back', async () => {
    const attributes = {src: site.url('campus.json'), layout: 'radio', records: 'none'};
    const radio = await shown('uggla-campus', attributes, (one) => inShadow(one, '.programmes[aria-busy=false]'));
    await walksThrough(8);
    inShadow(radio, '[part=radio-play-all]')!.click();
    await waitUntil(() => inShadow(radio, '.play-button')?.checkVisibility(), 'no player', {timeout: 10_000});
    await walksThrough(9);
  });

  for (const [name, tag, src, query, least] of [
    ['a campus', 'uggla-campus', () => site.url('campus.json'), 'curso', 5],
    ['a portfolio', 'uggla-portfolio', () => `${catalog}portfolio.json`, 'silla', 5],
  ] as const) {
    it(`reaches every control of what was found in ${name}, and comes back`, async () => {
      await shown(tag, {src: src(), query}, (one) => inShadow(one, '[part~=card]'));
      await walksThrough(least);
    });
  }

  it('reaches every control of a product with its link and its form open, and comes back', async () => {
    const portfolio = await shown('uggla-portfolio', {
      src: `${catalog}portfolio.json`,
      leads: 'form',
      item: 'silla',
      routing: 'hash',
    });
    await waitUntil(() => inShadow(portfolio, 'button[part=action]'), 'no product', {timeout: 10_000});
    inShadow(portfolio, '[part=link] summary')!.click();
    inShadow(portfolio, 'button[part=action]')!.click();
    const isThere = () => inShadow(portfolio, '[part=link-copy]') && inShadow(portfolio, '[part=lead-send]');
    await waitUntil(isThere, 'they never opened');
    await waitUntil(() => remoteWorks(portfolio), 'no player', {timeout: 10_000});
    await walksThrough(18);
    history.replaceState(null, '', location.pathname);
  });

  it('goes from a fault to the guide that mends it with OK, and back with Back', async () => {
    const guide = await shown('uggla-guide', {campus: `${catalog}campus.json`, machine: 'Silla Tero'});
    inShadow(guide, '[part=symptom]')!.focus();
    press('Select');
    await waitUntil(() => inShadow(guide, '[part=check]'), 'no guide', {timeout: 10_000});
    await walksThrough(6);
    press('GoBack');
    await waitUntil(() => inShadow(guide, '[part=symptom]'), 'Back led elsewhere');
  });

  it('goes to the side that the arrow points to where a page reads from right to left', async () => {
    await rightToLeft(async () => {
      const attributes = {src: site.url('campus.json'), records: 'none', lang: 'ar'};
      const start = await shown('uggla-campus', attributes, (one) => inShadow(one, '[data-item=tres]'));
      inShadow(start, '[data-item=uno]')!.focus();
      press('ArrowLeft');
      expect(focusedElement()?.dataset['item']).to.equal('dos');
      press('ArrowRight');
      expect(focusedElement()?.dataset['item']).to.equal('uno');
      await walksThrough(5);
    });
  });
});
