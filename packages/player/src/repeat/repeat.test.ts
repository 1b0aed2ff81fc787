// Chromium first: stretches of a film are played over and over.
import {expect} from '@open-wc/testing';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {known, media, mediaSite, part, PATIENCE_MS, player, playsBeyond, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** A film with its head loaded, paused at its start. */
async function loaded(attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const element = await player({
    src: media(await mediaSite(), 'clip.mp4'),
    loading: 'eager',
    preload: 'auto',
    lang: 'en',
    ...attributes,
  });
  await waitUntil(() => element.readyState > 1, 'it never came', {timeout: PATIENCE_MS});
  return element;
}

const said = (element: UgglaPlayer) =>
  element.renderRoot.querySelector('.visually-hidden[role=status]')!.textContent.trim();
const saying = (element: UgglaPlayer, words: string) =>
  waitUntil(() => said(element) === words, `it did not say "${words}"`, {timeout: PATIENCE_MS});
const rail = (element: UgglaPlayer) => element.renderRoot.querySelector<HTMLElement>('.rail')!;
const marked = (element: UgglaPlayer) =>
  waitUntil(() => rail(element).classList.contains('repeats'), 'no mark on the bar', {timeout: PATIENCE_MS});

/** Goes there and waits until it is. */
async function go(element: UgglaPlayer, time: number): Promise<void> {
  const there = nextEvent(element, 'seeked');
  element.currentTime = time;
  await there;
}

describe('a stretch that repeats', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('plays again and again, and fires no `ended`', async () => {
    const element = await loaded();
    const ended = collectEvents(element, 'ended');
    element.repeat = {start: 4, end: 4.6};
    await waitUntil(() => element.currentTime >= 4, 'it does not go there', {timeout: PATIENCE_MS});
    let [back, highest, last] = [0, 0, 4];
    element.addEventListener('seeking', () => element.currentTime < last && back++);
    element.addEventListener('timeupdate', () => (highest = Math.max(highest, (last = element.currentTime))));
    await element.play();
    await waitUntil(() => back >= 2, 'it does not come back', {timeout: PATIENCE_MS});
    expect(highest).to.be.below(5.5);
    expect([element.paused, ended.length]).to.deep.equal([false, 0]);
  });

  it('comes back from the very end of the film too', async () => {
    const element = await loaded();
    element.repeat = {start: 9.3, end: 60};
    await waitUntil(() => element.currentTime >= 9.3, 'it does not go there', {timeout: PATIENCE_MS});
    await element.play();
    await nextEvent(element, 'ended');
    await waitUntil(
      () => !element.paused && element.currentTime < 9.9 && element.currentTime >= 9.2,
      'it stays at the end',
      {timeout: PATIENCE_MS},
    );
  });

  it('lets go of who seeks beyond it, and plays on when it is none any more', async () => {
    const element = await loaded();
    element.repeat = {start: 1, end: 2};
    await marked(element);
    await go(element, 6);
    await element.play();
    await playsBeyond(element, 6.3);
    await go(element, 1.7);
    element.repeat = null;
    await playsBeyond(element, 2.3);
  });

  it('may be set before anything is there: order does not matter', async () => {
    const element = document.createElement('uggla-player');
    element.repeat = {start: 5, end: 6};
    Object.assign(element, {muted: true, src: media(await mediaSite(), 'clip.mp4')});
    document.body.append(element);
    await element.play();
    await waitUntil(() => element.currentTime >= 5, 'it plays from the start', {timeout: PATIENCE_MS});
    element.remove();
  });

  for (const [name, value] of [
    ['that ends before it starts', {start: 5, end: 2}],
    ['without an end', {start: 5}],
    ['that never ends', {start: 1, end: Infinity}],
    ['before the film', {start: -3, end: 2}],
    ['of words', {start: 'a', end: 'b'}],
    ['that is a number', 7],
  ] as const) {
    it(`${name} is kept and does nothing`, async () => {
      const element = await loaded();
      element.repeat = {start: 2, end: 3};
      await marked(element);
      element.repeat = value as never;
      await waitUntil(() => !rail(element).classList.contains('repeats'), 'it is still marked', {timeout: PATIENCE_MS});
      expect(element.repeat).to.equal(value);
      await go(element, 0.5);
      expect(element.currentTime).to.be.closeTo(0.5, 0.1);
    });
  }

  it('is marked on the time bar where it lies', async () => {
    const element = await loaded();
    element.repeat = {start: 2.5, end: 5};
    await marked(element);
    const [from, width] = [
      rail(element).style.getPropertyValue('--_from'),
      rail(element).style.getPropertyValue('--_stretch'),
    ].map(parseFloat);
    expect(from).to.be.closeTo(25, 1);
    expect(width).to.be.closeTo(25, 1);
  });

  it('is that film’s: another one plays through', async () => {
    const element = await loaded();
    element.repeat = {start: 2, end: 3};
    await marked(element);
    element.src = media(await mediaSite(), 'hls-ts/list.m3u8');
    await waitUntil(() => element.repeat === null, 'it is still there', {timeout: PATIENCE_MS});
  });

  describe('by keys', () => {
    it('begins with A, ends with B and is gone with R, and each is said', async () => {
      const element = await loaded();
      await go(element, 2);
      press(element, 'a');
      await saying(element, 'The repeat starts at 2 seconds');
      await go(element, 5);
      press(element, 'b');
      await saying(element, 'Repeats from 2 seconds to 5 seconds');
      expect(element.repeat).to.deep.equal({start: 2, end: 5});
      press(element, 'r');
      await saying(element, 'Repeat off');
      expect(element.repeat).to.equal(null);
    });

    it('with B alone begins at the start of the clip', async () => {
      const element = await loaded({'clip-start': '1'});
      await go(element, 4);
      press(element, 'b');
      await saying(element, 'Repeats from 0 seconds to 3 seconds');
      expect(element.repeat).to.deep.equal({start: 1, end: 4});
    });

    it('with B before A runs from B to A, and a stretch of nothing is none', async () => {
      const element = await loaded();
      await go(element, 6);
      press(element, 'a');
      await saying(element, 'The repeat starts at 6 seconds');
      press(element, 'b');
      await go(element, 3);
      expect(element.repeat).to.equal(null);
      press(element, 'b');
      await saying(element, 'Repeats from 3 seconds to 6 seconds');
    });

    it('with R alone is the chapter', async () => {
      const element = await known(media(await mediaSite(), 'film.json'), {lang: 'en'});
      element.currentTime = 4;
      press(element, 'r');
      await saying(element, 'Repeats from 3 seconds to 7 seconds');
      expect(element.repeat).to.deep.equal({start: 3, end: 7});
    });
  });

  describe('in the settings', () => {
    const button = (element: UgglaPlayer, label: string) =>
      [...element.renderRoot.querySelectorAll<HTMLElement>('.repeat button')].find(
        ({textContent}) => textContent.trim() === label,
      )!;

    it('is set by buttons, which stay; a sentence says what repeats', async () => {
      const element = await known(media(await mediaSite(), 'film.json'), {lang: 'en'});
      part(element, 'settings-button')!.click();
      await waitUntil(() => button(element, 'This chapter'), 'no buttons', {timeout: PATIENCE_MS});
      element.currentTime = 8;
      button(element, 'This chapter').focus();
      button(element, 'This chapter').click();
      await element.updateComplete;
      expect(element.renderRoot.querySelector('.repeat p')!.textContent).to.equal(
        'Repeats from 7 seconds to 10 seconds',
      );
      expect(element.shadowRoot!.activeElement).to.equal(button(element, 'This chapter'));
      await expect(element).to.be.accessible();
      button(element, 'Off').click();
      await element.updateComplete;
      expect([element.repeat, element.renderRoot.querySelector('.repeat p')!.textContent]).to.deep.equal([null, '']);
    });

    it('speaks Spanish to who speaks it', async () => {
      const element = await known(media(await mediaSite(), 'film.json'), {lang: 'es'});
      part(element, 'settings-button')!.click();
      await waitUntil(() => button(element, 'Este capítulo'), 'no buttons', {timeout: PATIENCE_MS});
      button(element, 'Este capítulo').click();
      await saying(element, 'Se repite de 0 segundos a 3 segundos');
    });
  });
});
