// Chromium first: more keys of the same script; hotkeys.test.ts presses keys in all engines.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, node, PATIENCE_MS, player, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

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

/** Waits until the keys' code has come: one that can be seen has done something. */
async function settled(element: UgglaPlayer): Promise<void> {
  element.repeat = {start: 0, end: 9};
  press(element, 'r');
  await waitUntil(() => element.repeat === null, 'the keys never came', {timeout: PATIENCE_MS});
}

const said = (element: UgglaPlayer) =>
  element.renderRoot.querySelector('.visually-hidden[role=status]')!.textContent.trim();

describe('the rarer keys', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  it('step a picture on and back while paused', async () => {
    const element = await loaded();
    await settled(element);
    element.currentTime = 2;
    press(element, '.');
    await waitUntil(() => Math.abs(element.currentTime - 2.04) < 0.001, 'no step on', {timeout: PATIENCE_MS});
    press(element, ',');
    press(element, ',');
    await waitUntil(() => Math.abs(element.currentTime - 1.96) < 0.001, 'no step back', {timeout: PATIENCE_MS});
  });

  it('step no further than the ends', async () => {
    const element = await loaded({'clip-start': '3', 'clip-end': '5'});
    await settled(element);
    element.currentTime = 5;
    press(element, '.');
    await waitUntil(() => element.currentTime >= 4.99, 'it went away', {timeout: PATIENCE_MS});
    expect(element.currentTime).to.be.at.most(5.01);
  });

  it('step nowhere while it plays', async () => {
    const element = await loaded();
    await settled(element);
    await element.play();
    let sought = 0;
    element.addEventListener('seeking', () => sought++);
    press(element, '.');
    press(element, ',');
    await element.updateComplete;
    expect(sought).to.equal(0);
  });

  it('are the player’s while the focus is inside, and off with the others', async () => {
    const element = await loaded();
    for (const key of ['a', 'b', 'r', 't', '?', ',', '.'])
      expect(press(element, key).defaultPrevented, key).to.equal(true);
    element.shadowRoot!.querySelector('dialog')?.close();
    element.hotkeys = 'none';
    for (const key of ['a', 'b', 'r', 't', '?', ',', '.'])
      expect(press(element, key).defaultPrevented, key).to.equal(false);
  });

  describe('T', () => {
    /** A player and transcripts in the page: two are its own, one is another's. */
    async function withTranscripts(id: string) {
      const element = await loaded(id ? {id} : {});
      const [own, second, other] = [id, id, 'another'].map((one) => node('uggla-transcript', {for: one}));
      element.after(own!, second!, other!);
      return {element, own: own!, second: second!, other: other!};
    }

    it('hides and shows the transcripts that are for the player, and says so', async () => {
      const {element, own, second, other} = await withTranscripts('film');
      press(element, 't');
      await waitUntil(() => own.hidden && said(element) === 'Transcript hidden', 'it is still there', {
        timeout: PATIENCE_MS,
      });
      expect([second.hidden, other.hidden]).to.deep.equal([true, false]);
      press(element, 't');
      await waitUntil(() => !own.hidden && said(element) === 'Transcript shown', 'it stays away', {
        timeout: PATIENCE_MS,
      });
      expect([second.hidden, other.hidden]).to.deep.equal([false, false]);
    });

    it('takes an id as it is, whatever stands in it', async () => {
      const {element, own} = await withTranscripts('a"] , * [x="');
      press(element, 't');
      await waitUntil(() => own.hidden, 'it is not found', {timeout: PATIENCE_MS});
      expect(document.body.hidden).to.equal(false);
    });

    it('does nothing for a player without an id', async () => {
      const {element, own} = await withTranscripts('');
      await settled(element);
      press(element, 't');
      await element.updateComplete;
      expect(own.hidden).to.equal(false);
    });
  });
});
