// Chromium first: what is told and remembered is the same script in all engines; campus-element.test.ts tries what is
// shown.
import {expect} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import {address, clean, find, found, mount, publish, ready, titles, type} from '../testing/support.test.js';

const back = async (): Promise<void> => {
  const done = nextEvent(window, 'popstate');
  history.back();
  await done;
};

describe('UgglaCampus in the address', () => {
  const title = document.title;
  afterEach(clean);

  it('opens what the hash names', async () => {
    location.hash = '#/item/regular/respaldo';
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), routing: 'hash'});
    const guide = await found(campus, 'uggla-guide');
    expect([campus.item, campus.lesson]).to.deep.equal(['regular', 'respaldo']);
    expect(guide.getAttribute('step')).to.equal('respaldo');
    expect(document.title).to.equal('Regular la silla · Campus Acme');
    expect(campus.shadowRoot!.activeElement).to.equal(null); // a page that opens does not move the focus
  });

  it('writes what is open, and the back button goes back', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), routing: 'hash'});
    const card = find<HTMLAnchorElement>(campus, '[data-item=regular]')!;
    expect(card.hash).to.equal('#/item/regular');
    card.click();
    await found(campus, 'uggla-guide');
    expect(location.hash).to.match(/^#\/item\/regular/);
    await ready(find(campus, 'uggla-guide')!);
    await back();
    await campus.updateComplete;
    expect(campus.item).to.equal('');
    expect(titles(campus)).to.include('Silla Tero');
    expect(document.title).to.equal(title);
    expect(campus.shadowRoot!.activeElement).to.equal(find(campus, '[data-item=regular]'));
  });

  it('keeps words and filters in it without a step for every letter', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), routing: 'hash'});
    const steps = history.length;
    for (const words of ['e', 'es', 'lumbar']) {
      type(campus, words);
      await campus.updateComplete;
    }
    expect(location.hash).to.equal('#/search?q=lumbar');
    expect(history.length).to.equal(steps);
    (await found(campus, '[part~=result]')).click();
    await found(campus, 'uggla-course');
    await back();
    await found(campus, '[part~=result]');
    expect(campus.query).to.equal('lumbar');
  });

  it('leaves anchors of the page alone', async () => {
    const campus = await mount('uggla-campus', {
      src: address(await publish(), 'campus.json'),
      routing: 'hash',
      item: 'regular',
    });
    const moved = nextEvent(window, 'hashchange');
    location.hash = '#contact';
    await moved;
    expect(campus.item).to.equal('regular');
  });

  it('can use the query of the address, and leaves the rest of it alone', async () => {
    history.replaceState(null, '', `${location.pathname}?keep=1&item=pausa`);
    const campus = await mount('uggla-campus', {
      src: address(await publish(), 'campus.json'),
      routing: 'query',
      records: 'none',
    });
    expect(campus.item).to.equal('pausa');
    campus.open('regular', {lesson: 'brazos'});
    await waitUntil(() => location.search === '?keep=1&item=regular&lesson=brazos');
    await back();
    expect(campus.item).to.equal('pausa');
  });

  it('touches neither address nor title without routing', async () => {
    const before = location.href;
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
    find(campus, '[data-item=regular]')!.click();
    await found(campus, 'uggla-guide');
    expect(location.href).to.equal(before);
    expect(document.title).to.equal(title);
  });

  it('gives the page its title back when it goes', async () => {
    const campus = await mount('uggla-campus', {
      src: address(await publish(), 'campus.json'),
      routing: 'hash',
      item: 'regular',
    });
    await waitUntil(() => document.title !== title);
    campus.remove();
    expect(document.title).to.equal(title);
  });
});
