// Chromium first: controls of others work a film that is played.
import {expect, fixture, html} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import 'media-chrome';
import '../define.js';
import {media, mediaSite, node, part, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

/** Controls made for `<video slot="media">`, around a player. */
async function controlled(name = 'film.json') {
  const site = await mediaSite();
  const element = node('uggla-player', {
    slot: 'media',
    'no-controls': '',
    hotkeys: 'none',
    muted: '',
    'captions-language': 'off',
    src: media(site, name),
  }) as UgglaPlayer;
  const controller = node('media-controller', {style: 'width: 640px'});
  const bar = node('media-control-bar');
  bar.append(
    node('media-play-button'),
    node('media-seek-forward-button', {seekoffset: '3'}),
    node('media-time-range'),
    node('media-time-display', {showduration: ''}),
    node('media-mute-button'),
    node('media-volume-range'),
    node('media-captions-button'),
    node('media-playback-rate-button', {rates: '1 2'}),
  );
  controller.append(element, bar);
  await fixture(html`${controller}`);
  const control = (tag: string) => controller.querySelector<HTMLElement>(tag)!;
  return {site, element, controller, control};
}

/** Drags a foreign slider to that share of its length. */
function drag(slider: HTMLElement, share: number): void {
  const range = slider.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')!;
  range.valueAsNumber = Number(range.min || 0) + share * (Number(range.max || 1) - Number(range.min || 0));
  range.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
}

const until = (holds: () => boolean, trouble: string) => waitUntil(holds, trouble, {timeout: PATIENCE_MS});

describe('Media Chrome’s controls, handed a player in place of a <video>,', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  for (const name of ['clip.mp4', 'hls/master.m3u8', 'film.json']) {
    it(`play and pause ${name}`, async () => {
      const {element, control} = await controlled(name);
      control('media-play-button').click();
      await playsBeyond(element);
      await until(
        () => !control('media-play-button').hasAttribute('mediapaused'),
        'the button does not know that it plays',
      );
      control('media-play-button').click();
      await until(() => element.paused && control('media-play-button').hasAttribute('mediapaused'), 'it plays on');
    });
  }

  it('know the length before anything has been loaded, and show where it stands', async () => {
    const {element, control} = await controlled();
    const display = () => control('media-time-display').shadowRoot!.textContent!;
    await until(() => display().includes('0:10'), 'the length is not shown');
    expect(element.readyState).to.equal(0);
    element.currentTime = 2;
    await element.play();
    await playsBeyond(element, 3.1);
    await until(() => /0:0[3-9]/.test(display()), 'it stands still for the viewer');
  });

  it('seek: by the slider, and by steps', async () => {
    const {element, control} = await controlled();
    await element.play();
    await playsBeyond(element);
    element.pause();
    await until(() => control('media-time-range').hasAttribute('mediaseekable'), 'nothing can be sought');
    drag(control('media-time-range'), 0.5);
    await until(() => Math.abs(element.currentTime - 5) < 0.5 && !element.seeking, 'the slider does not seek');
    control('media-seek-forward-button').click();
    await until(() => Math.abs(element.currentTime - 8) < 0.5, 'the button does not seek');
  });

  it('make it louder, softer and silent', async () => {
    const {element, control} = await controlled();
    const silent = () => control('media-mute-button').getAttribute('mediavolumelevel') === 'off';
    await until(silent, 'they do not know that it is muted');
    control('media-mute-button').click();
    await until(() => !element.muted && !silent(), 'it stays without sound');
    drag(control('media-volume-range'), 0.25);
    await until(() => Math.abs(element.volume - 0.25) < 0.02, 'it stays as loud');
    control('media-mute-button').click();
    await until(() => element.muted, 'it is not muted');
  });

  it('show captions, which the player draws, and hide them', async () => {
    const {element, control} = await controlled();
    await until(() => control('media-captions-button').hasAttribute('mediasubtitleslist'), 'they know of no captions');
    await element.play();
    await playsBeyond(element, 0.1);
    await new Promise((resolve) => setTimeout(resolve, 1600)); // what a browser does to new tracks by itself is over
    element.currentTime = 1;
    element.pause();
    control('media-captions-button').click();
    await until(() => /Hello|Hola/.test(part(element, 'captions')!.textContent!), 'no captions');
    expect(
      control('media-captions-button').getAttribute('aria-checked') ??
        control('media-captions-button').hasAttribute('mediasubtitlesshowing'),
    ).to.be.oneOf(['true', true]);
    control('media-captions-button').click();
    await until(() => part(element, 'captions')!.textContent === '', 'they stay');
  });

  it('change the speed', async () => {
    const {element, control} = await controlled();
    control('media-playback-rate-button').click();
    await until(() => element.playbackRate === 2, 'it is as slow as before');
    element.playbackRate = 1;
    await until(
      () => control('media-playback-rate-button').getAttribute('mediaplaybackrate') !== '2',
      'they do not see what others set',
    );
  });

  it('have a click on the picture to themselves: one click, one change', async () => {
    const {element} = await controlled();
    const picture = element.media;
    const {left, top, width, height} = picture.getBoundingClientRect();
    const click = () =>
      picture.dispatchEvent(
        new MouseEvent('click', {bubbles: true, composed: true, clientX: left + width / 2, clientY: top + height / 2}),
      );
    click();
    await playsBeyond(element);
    click();
    await until(() => element.paused, 'it plays on');
  });

  it('see an error of the player as an error', async () => {
    const {element, controller} = await controlled('missing.mp4');
    element.play().catch(() => undefined);
    await until(() => controller.getAttribute('mediaerrorcode') === '2', 'they see none');
  });
});
