// Chromium first: a film is played for each answer that a browser may give, and these are played here.
import {expect, fixture, html} from '@open-wc/testing';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, node, part, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import {remember} from '../memory/memory.js';
import type {UgglaPlayer} from '../player/player-element.js';
import type {AutoplayBlockedEvent} from './autoplay-events.js';

/** What a browser lets start by itself: these engines run the tests with all allowed, so the refusal is played here. */
type Allows = 'all' | 'silence' | 'nothing';

/** A player that starts by itself in a browser that allows so much. */
async function starting(autoplay: string, allows: Allows, attributes: Readonly<Record<string, string>> = {}) {
  const site = await mediaSite();
  const element = node('uggla-player', {
    autoplay,
    lang: 'en',
    src: media(site, 'clip.mp4'),
    ...attributes,
  }) as UgglaPlayer;
  const blocked = collectEvents<AutoplayBlockedEvent>(element, 'uggla-autoplay-blocked');
  const browser = {allows};
  const {media: inner} = element;
  // The picture really is without sound, which alone WebKit lets start without a gesture.
  let {muted} = inner;
  inner.muted = true;
  Object.defineProperty(inner, 'muted', {
    get: () => muted,
    set(value: boolean) {
      if (muted === value) return;
      muted = value;
      inner.dispatchEvent(new Event('volumechange'));
    },
  });
  inner.play = () => {
    if (browser.allows === 'nothing' || (browser.allows === 'silence' && !inner.muted))
      return Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
    return HTMLMediaElement.prototype.play.call(inner);
  };
  await fixture(html`${element}`);
  return {element, blocked, browser, site};
}

const offer = (element: UgglaPlayer) => part<HTMLButtonElement>(element, 'unmute-button');
const offered = (element: UgglaPlayer) =>
  waitUntil(() => offer(element), 'no way to the sound is shown', {timeout: PATIENCE_MS});

describe('autoplay', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('reads its attribute as a <video> does, and keeps its two words', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    for (const [attribute, property] of [
      ['', true],
      ['muted', 'muted'],
      ['any', 'any'],
      ['nonsense', true],
    ] as const) {
      element.setAttribute('autoplay', attribute);
      expect(element.autoplay, attribute).to.equal(property);
    }
    for (const [property, attribute] of [
      ['any', 'any'],
      ['muted', 'muted'],
      [true, ''],
      [false, null],
    ] as const) {
      element.autoplay = property;
      await element.updateComplete;
      expect(element.getAttribute('autoplay'), String(property)).to.equal(attribute);
    }
  });

  it('with sound plays with sound where the browser lets it, and shows nothing more', async () => {
    for (const autoplay of ['', 'any']) {
      const {element, blocked} = await starting(autoplay, 'all');
      await playsBeyond(element);
      expect([element.muted, offer(element), blocked.length], autoplay).to.deep.equal([false, null, 0]);
      element.remove();
    }
  });

  it('tells that it was refused, and waits with its button to play', async () => {
    const {element, blocked, browser} = await starting('', 'silence');
    await waitUntil(() => blocked.length === 1, 'it told nothing', {timeout: PATIENCE_MS});
    expect([blocked[0]!.muted, element.paused, element.muted]).to.deep.equal([false, true, false]);
    expect(blocked[0]!.bubbles).to.equal(false);
    browser.allows = 'all'; // a press is a gesture
    part(element, 'big-play-button')!.click();
    await playsBeyond(element);
    expect([element.muted, offer(element)]).to.deep.equal([false, null]);
  });

  it('"any" goes on without sound, says so, and shows the way to the sound', async () => {
    const {element, blocked} = await starting('any', 'silence');
    await playsBeyond(element);
    await offered(element);
    expect([blocked.length, blocked[0]!.muted, element.muted]).to.deep.equal([1, true, true]);
    expect(offer(element)!.textContent!.trim()).to.equal('Unmute');
    await expect(element).to.be.accessible();
  });

  it('"muted" starts without sound wherever silence is allowed, which is no refusal', async () => {
    const {element, blocked} = await starting('muted', 'silence');
    await playsBeyond(element);
    await offered(element);
    expect([element.muted, element.hasAttribute('muted'), blocked.length]).to.deep.equal([true, false, 0]);
  });

  for (const autoplay of ['muted', 'any']) {
    it(`"${autoplay}" where not even silence may start waits for a press, and then has its sound`, async () => {
      const {element, blocked, browser} = await starting(autoplay, 'nothing');
      await waitUntil(() => blocked.length === 1, 'it told nothing', {timeout: PATIENCE_MS});
      expect([blocked[0]!.muted, element.paused, element.muted, offer(element)]).to.deep.equal([
        false,
        true,
        false,
        null,
      ]);
      browser.allows = 'all';
      part(element, 'big-play-button')!.click();
      await playsBeyond(element);
      expect(element.muted).to.equal(false);
    });
  }

  it('gives the sound at a press, by key too, and then the button goes and the focus stays in the player', async () => {
    const {element, browser} = await starting('muted', 'silence');
    await playsBeyond(element);
    await offered(element);
    browser.allows = 'all';
    offer(element)!.focus();
    offer(element)!.click();
    expect(element.muted).to.equal(false);
    await waitUntil(() => !offer(element), 'the button stays');
    expect(element.shadowRoot!.activeElement, 'keys go on working').to.equal(part(element, 'play-button'));
    expect(element.paused).to.equal(false);
  });

  it('takes the button away when sound comes in another way', async () => {
    const {element} = await starting('muted', 'silence');
    await offered(element);
    part(element, 'mute-button')!.click();
    await waitUntil(() => !offer(element), 'the button stays');
  });

  it('takes it away with the film that it was for, and brings it back with the next that starts so', async () => {
    const {element, site} = await starting('muted', 'silence');
    await offered(element);
    element.autoplay = false;
    element.src = media(site, 'short.mp4');
    await waitUntil(() => !offer(element), 'the button stays');
    element.muted = false;
    element.autoplay = 'muted';
    element.src = media(site, 'clip.mp4');
    await offered(element);
    expect(element.shadowRoot!.querySelectorAll('.sound-offer')).to.have.length(1);
  });

  it('offers no sound that the page or the viewer did not want', async () => {
    const {element: asked} = await starting('muted', 'silence', {muted: ''});
    await playsBeyond(asked);
    asked.remove();
    const {element: bare} = await starting('muted', 'silence', {'no-controls': ''});
    await playsBeyond(bare);
    await bare.updateComplete;
    expect([offer(asked), offer(bare)]).to.deep.equal([null, null]);
    expect(bare.muted).to.equal(true);
  });

  it('speaks the language of the viewer, and stands on the other side where that runs from right to left', async () => {
    const {element} = await starting('muted', 'silence', {lang: 'ar'});
    await offered(element);
    await waitUntil(() => /[\u0600-\u06ff]/.test(offer(element)!.textContent!), 'it is not in Arabic', {
      timeout: PATIENCE_MS,
    });
    const [box, frame] = [offer(element)!.getBoundingClientRect(), element.getBoundingClientRect()];
    expect(box.left - frame.left, 'near the left edge').to.be.below(frame.right - box.right);
    expect(box.height).to.be.at.least(24);
  });

  it('stays out of the way of an error', async () => {
    const {element, site} = await starting('muted', 'silence');
    await offered(element);
    await site.rule({match: 'missing.mp4', status: 404});
    const failed = nextEvent(element, 'uggla-error');
    element.src = media(site, 'missing.mp4');
    await failed;
    await element.updateComplete;
    expect(offer(element)).to.equal(null);
  });

  it('tells nothing of a start that was overtaken: another source, or a pause', async () => {
    const {element, blocked, site} = await starting('muted', 'all', {loading: 'play'});
    element.pause();
    element.autoplay = false;
    element.src = media(site, 'short.mp4');
    await element.updateComplete;
    await element.play();
    await playsBeyond(element);
    expect(blocked).to.have.length(0);
  });

  it('lets a viewer who keeps the sound off keep it off', async () => {
    remember({muted: true});
    for (const autoplay of ['any', 'muted']) {
      const {element, blocked} = await starting(autoplay, 'silence');
      await playsBeyond(element, 0.5);
      expect([element.muted, blocked.length, offer(element)], autoplay).to.deep.equal([true, 0, null]);
      element.remove();
    }
  });
});
