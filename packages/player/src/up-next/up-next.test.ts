// Chromium first: films are played to their ends.
import {expect} from '@open-wc/testing';
import {collectEvents, waitUntil} from '@uggla/testing';
import '../define.js';
import type {NextRequestEvent} from '../events.js';
import {recall, remember} from '../memory/memory.js';
import {media, mediaSite, part, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** Ticks of a second, when the test says so. */
let tick: () => void = () => undefined;
const {setInterval: realInterval, clearInterval: realClear} = globalThis;

/** A film that has come to its end. */
async function over(
  attributes: Readonly<Record<string, string>> = {},
): Promise<{element: UgglaPlayer; asked: NextRequestEvent[]}> {
  const element = await player({
    src: media(await mediaSite(), 'short.mp4'),
    lang: 'en',
    'has-next': '',
    'next-title': 'Part two',
    'start-time': '1.5',
    ...attributes,
  });
  const asked = collectEvents<NextRequestEvent>(element, 'uggla-next-request');
  await element.play();
  await waitUntil(() => element.ended, 'it never ended', {timeout: PATIENCE_MS});
  return {element, asked};
}

const box = (element: UgglaPlayer) => part(element, 'up-next');
const shown = (element: UgglaPlayer) =>
  waitUntil(() => box(element), 'nothing tells what comes next', {timeout: PATIENCE_MS});
const press = (element: UgglaPlayer, name: string) => box(element)!.querySelector<HTMLElement>(name)!.click();

describe('what comes next', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => {
    localStorage.clear();
    const held = new Map<unknown, () => void>();
    tick = () => [...held.values()].forEach((one) => one());
    globalThis.setInterval = ((run: () => void, ms: number, ...more: []) => {
      const id = realInterval(ms === 1000 ? () => undefined : run, ms === 1000 ? 1e9 : ms, ...more);
      if (ms === 1000) held.set(id, run);
      return id;
    }) as typeof setInterval;
    globalThis.clearInterval = ((id: number) => {
      held.delete(id);
      realClear(id);
    }) as typeof clearInterval;
  });

  afterEach(() => Object.assign(globalThis, {setInterval: realInterval, clearInterval: realClear}));

  it('is named at the end, and waits for the viewer where the page names no seconds', async () => {
    const {element, asked} = await over();
    await shown(element);
    expect(box(element)!.textContent).to.contain('Part two').and.not.contain('Starts in');
    expect(box(element)!.querySelector('input'), 'nothing to turn off').to.equal(null);
    tick();
    expect(asked).to.have.length(0);
    await expect(element).to.be.accessible();
    press(element, '.go');
    expect([asked.length, asked[0]!.automatic, box(element)]).to.deep.equal([1, false, null]);
  });

  it('comes by itself after as many seconds as the page names, which are told', async () => {
    const {element, asked} = await over({'next-after': '2'});
    await shown(element);
    expect(box(element)!.textContent).to.contain('Starts in 2 seconds');
    expect(element.renderRoot.querySelector('[role=status]:not([part])')!.textContent).to.contain(
      'Up next: Part two. Starts in 2 seconds',
    );
    await expect(element).to.be.accessible();
    tick();
    expect([asked.length, box(element)!.textContent.includes('Starts in 1 second')]).to.deep.equal([0, true]);
    tick();
    expect([asked.length, asked[0]!.automatic, box(element)]).to.deep.equal([1, true, null]);
    tick();
    expect(asked, 'once').to.have.length(1);
  });

  it('does not come when the viewer says no, by button or Escape, plays again, or the page thinks better of it', async () => {
    const ways: ((element: UgglaPlayer) => unknown)[] = [
      (element) => press(element, '.no'),
      (element) =>
        box(element)!.dispatchEvent(
          new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true, cancelable: true}),
        ),
      (element) => void element.play(),
      (element) => (element.hasNext = false),
      (element) => element.remove(),
    ];
    const {element, asked} = await over({'next-after': '1'});
    const place = element.parentElement!;
    for (const way of ways) {
      await shown(element);
      way(element);
      await waitUntil(() => !box(element), 'it stays', {timeout: PATIENCE_MS});
      tick();
      expect(asked, String(way)).to.have.length(0);
      if (!element.isConnected) break;
      element.hasNext = true;
      if (!element.ended) await waitUntil(() => element.ended, 'it never ended', {timeout: PATIENCE_MS});
      else element.dispatchEvent(new Event('ended'));
    }
    expect(place.childElementCount).to.equal(0);
  });

  it('can be kept from coming by itself, there and in the settings, for all films', async () => {
    const {element, asked} = await over({'next-after': '1'});
    await shown(element);
    press(element, 'input');
    tick();
    expect([asked.length, recall().goOn, box(element)!.textContent.includes('Starts in')]).to.deep.equal([
      0,
      false,
      false,
    ]);
    element.toggleSettings();
    await waitUntil(() => element.renderRoot.querySelector('[name=go-on]'), 'no switch', {timeout: PATIENCE_MS});
    expect(element.renderRoot.querySelector<HTMLInputElement>('[name=go-on]')!.checked).to.equal(false);
    element.renderRoot.querySelector<HTMLInputElement>('[name=go-on]')!.click();
    expect(recall().goOn).to.equal(true);
    element.remove();
    remember({goOn: false});
    const other = await over({'next-after': '1'});
    await shown(other.element);
    tick();
    expect([other.asked.length, box(other.element)!.querySelector('input')!.checked]).to.deep.equal([0, false]);
  });

  it('is not shown where there is nothing next, nor without controls', async () => {
    for (const attributes of [{'no-controls': '', 'next-after': '1'}, {'next-title': ''}]) {
      const {element, asked} = await over(attributes);
      await import('./up-next.js').then(({offerNext}) => offerNext(element));
      tick();
      expect([box(element), asked.length], JSON.stringify(attributes)).to.deep.equal([null, 0]);
      element.remove();
    }
  });
});
