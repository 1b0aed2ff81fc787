import {expect, fixture, html, nextFrame, oneEvent} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, part, PATIENCE_MS, playsBeyond, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const range = (player: UgglaPlayer, name: string) => part<HTMLInputElement>(player, name)!;

/** A film that is ready to be handled, not yet playing. */
async function film(): Promise<UgglaPlayer> {
  const site = await mediaSite();
  const player = await fixture<UgglaPlayer>(html`<uggla-player muted src=${media(site, 'film.json')}></uggla-player>`);
  await nextEvent(player, 'uggla-ready');
  return player;
}

/** The same, playing. */
async function playing(): Promise<UgglaPlayer> {
  const player = await film();
  await player.play();
  await playsBeyond(player);
  return player;
}

describe('the controls', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('go away after as many seconds as the page says, or never', async () => {
    const player = await film();
    const idle = () => player.renderRoot.querySelector('.player')!.classList.contains('idle');
    player.hideAfter = 0.1;
    await player.play();
    await playsBeyond(player);
    await waitUntil(idle, 'they stayed', {timeout: 2500});
    player.hideAfter = -1;
    player.poke();
    player.dispatchEvent(new PointerEvent('pointerleave'));
    await player.updateComplete;
    expect(idle()).to.equal(false);
  });

  it('play, pause and play again by button', async () => {
    const player = await film();
    expect(part(player, 'play-button')!.getAttribute('aria-label')).to.equal('Play');
    part(player, 'big-play-button')!.click();
    await playsBeyond(player);
    await player.updateComplete;
    expect(part(player, 'play-button')!.getAttribute('aria-label')).to.equal('Pause');
    expect(part(player, 'big-play-button')).to.equal(null);
    part(player, 'play-button')!.click();
    expect(player.paused).to.equal(true);
    part(player, 'play-button')!.click();
    await playsBeyond(player);
    player.currentTime = 9.7;
    await oneEvent(player, 'ended');
    await player.updateComplete;
    expect(part(player, 'play-button')!.getAttribute('aria-label')).to.equal('Play again');
    part(player, 'play-button')!.click();
    await waitUntil(() => !player.ended && player.currentTime < 5, 'it did not start over');
  });

  it('play by a click on the picture', async () => {
    const player = await film();
    player.renderRoot.querySelector('.stage')!.dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true}));
    await playsBeyond(player);
    player.media.dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true}));
    expect(player.paused).to.equal(true);
  });

  it('tell the time in figures, and in words to who listens', async () => {
    const player = await film();
    player.currentTime = 3;
    await player.updateComplete;
    expect(part(player, 'time-display')!.textContent).to.equal('0:03 / 0:10');
    const slider = range(player, 'time-range');
    expect(slider.getAttribute('aria-valuetext')).to.equal('3 seconds of 10 seconds. Middle');
    expect([slider.min, slider.max, slider.value]).to.deep.equal(['0', '10', '3']);
    player.lang = 'es';
    await player.updateComplete;
    expect(slider.getAttribute('aria-valuetext')).to.equal('3 segundos de 10 segundos. Medio');
    expect(part(player, 'play-button')!.getAttribute('aria-label')).to.equal('Reproducir');
  });

  it('seek by the time bar, and mark chapters on it', async () => {
    const player = await playing();
    expect(player.renderRoot.querySelectorAll('.mark')).to.have.length(2);
    const slider = range(player, 'time-range');
    slider.value = '6';
    slider.dispatchEvent(new Event('input', {bubbles: true}));
    slider.dispatchEvent(new Event('change', {bubbles: true}));
    await playsBeyond(player, 6);
    await player.updateComplete;
    const buffered = player.renderRoot.querySelector('.buffered')!.getBoundingClientRect();
    const elapsed = player.renderRoot.querySelector('.elapsed')!.getBoundingClientRect();
    expect(elapsed.width).to.be.greaterThan(0);
    expect(buffered.width, 'what is buffered is longer than what was played').to.be.at.least(elapsed.width);
  });

  it('show a still of the second that is pointed at, fetched at the first need', async () => {
    const player = await film();
    const site = await mediaSite();
    player.storyboard = media(site, 'storyboard.vtt');
    await player.updateComplete;
    expect(await site.requests('storyboard')).to.have.length(0);
    const bar = player.renderRoot.querySelector('.time-bar')!;
    const box = bar.getBoundingClientRect();
    bar.dispatchEvent(
      new PointerEvent('pointermove', {
        clientX: box.left + box.width * 0.65,
        clientY: box.top,
        pointerType: 'mouse',
        bubbles: true,
      }),
    );
    await waitUntil(() => player.renderRoot.querySelector('.still'), 'no still', {timeout: PATIENCE_MS});
    const still = getComputedStyle(player.renderRoot.querySelector('.still')!);
    expect(still.backgroundImage).to.contain('storyboard.jpg');
    expect(still.backgroundPosition).to.equal('-160px -90px');
    expect(player.renderRoot.querySelector('.preview')!.textContent).to.contain('Middle').and.contain('0:06');
    bar.dispatchEvent(new PointerEvent('pointerleave'));
    await player.updateComplete;
    expect(player.renderRoot.querySelector('.preview')).to.equal(null);
    press(player, 'ArrowRight');
    await player.updateComplete;
    expect(player.renderRoot.querySelector('.preview')!.textContent).to.contain('0:05');
  });

  it('change the loudness, and remember it for the next visit', async () => {
    const player = await film();
    part(player, 'mute-button')!.click();
    expect(player.muted).to.equal(false);
    const slider = range(player, 'volume-range');
    slider.value = '0.4';
    slider.dispatchEvent(new Event('input'));
    expect(player.volume).to.be.closeTo(0.4, 0.001);
    await player.updateComplete;
    expect(slider.getAttribute('aria-valuetext')).to.equal('40%');
    player.remove();
    const site = await mediaSite();
    const next = await fixture<UgglaPlayer>(html`<uggla-player src=${media(site, 'clip.mp4')}></uggla-player>`);
    await next.playback.load();
    await waitUntil(() => Math.abs(next.volume - 0.4) < 0.001, 'it forgot');
    const asked = await fixture<UgglaPlayer>(
      html`<uggla-player volume="0.9" src=${media(site, 'clip.mp4')}></uggla-player>`,
    );
    await asked.playback.load();
    expect(asked.volume, 'the page has the last word').to.be.closeTo(0.9, 0.001);
  });

  it('work by keys while the focus is inside', async () => {
    const player = await playing();
    const keys: [string, () => unknown][] = [
      ['k', () => player.paused],
      [' ', () => !player.paused],
      ['m', () => !player.muted],
      ['M', () => player.muted],
      ['ArrowDown', () => Math.abs(player.volume - 0.95) < 0.01], // WebKit keeps it in single precision
      ['c', () => player.captions.current !== undefined],
      ['>', () => player.playbackRate === 1.25],
      ['<', () => player.playbackRate === 1],
      ['k', () => player.paused],
      ['5', () => Math.abs(player.currentTime - 5) < 0.3],
      ['ArrowRight', () => player.currentTime > 9.5],
      ['Home', () => player.currentTime < 0.3],
      ['l', () => player.currentTime > 9.5],
      ['j', () => player.currentTime < 0.5],
    ];
    for (const [key, holds] of keys) {
      expect(press(player, key).defaultPrevented, key).to.equal(true);
      await waitUntil(holds as () => boolean, `${key} did nothing`, {timeout: PATIENCE_MS});
    }
    expect(press(player, 'q').defaultPrevented).to.equal(false);
  });

  it('leave alone the keys of others', async () => {
    const player = await film();
    const field = document.createElement('input');
    field.slot = 'overlay';
    player.append(field);
    const onField = new KeyboardEvent('keydown', {key: 'k', bubbles: true, composed: true, cancelable: true});
    field.dispatchEvent(onField);
    expect(onField.defaultPrevented).to.equal(false);
    expect(press(player, ' ', part(player, 'mute-button')!).defaultPrevented, 'Space presses the button').to.equal(
      false,
    );
    expect(press(player, 'ArrowUp', part(player, 'volume-range')!).defaultPrevented, 'arrows move the slider').to.equal(
      false,
    );
    expect(press(player, 'ArrowRight', part(player, 'time-range')!).defaultPrevented).to.equal(true);
    player.hotkeys = 'none';
    expect(press(player, 'k').defaultPrevented).to.equal(false);
    const outside = new KeyboardEvent('keydown', {key: 'm', bubbles: true, cancelable: true});
    document.body.dispatchEvent(outside);
    expect(outside.defaultPrevented).to.equal(false);
    player.hotkeys = 'global';
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'm', bubbles: true, cancelable: true}));
    expect(player.muted).to.equal(false);
  });

  it('offer speed, quality, captions and languages in the settings', async () => {
    const player = await playing();
    part(player, 'settings-button')!.click();
    await waitUntil(() => part(player, 'menu'), 'no settings');
    const legends = () => [...player.renderRoot.querySelectorAll('legend')].map(({textContent}) => textContent);
    await waitUntil(() => legends().length === 4, 'not all groups');
    expect(legends()).to.deep.equal(['Speed', 'Quality', 'Captions', 'Repeat']);
    const item = (label: string) =>
      [...player.renderRoot.querySelectorAll<HTMLElement>('[part="menu-item"]')].find(
        ({textContent}) => textContent.trim() === label,
      )!;
    item('1.5×').click();
    expect(player.playbackRate).to.equal(1.5);
    item('360p').click();
    await player.updateComplete;
    expect(player.quality).to.equal('360');
    expect(player.playback.engine!.level).to.equal(1);
    item('Español').click();
    expect(player.captions.current?.language).to.equal('es');
    const escape = new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true, cancelable: true});
    item('1.5×').dispatchEvent(escape);
    await nextFrame();
    expect(part(player, 'menu')).to.equal(null);
    expect(player.shadowRoot!.activeElement).to.equal(part(player, 'settings-button'));
  });

  it('are not there with no-controls; keys and the page still work', async () => {
    const player = await film();
    player.noControls = true;
    await player.updateComplete;
    expect(part(player, 'control-bar')).to.equal(null);
    expect(part(player, 'big-play-button')).to.equal(null);
    press(player, 'k');
    await playsBeyond(player);
  });

  for (const wide of [320, 160]) {
    it(`fit at ${wide} pixels, with nothing that sticks out`, async () => {
      const player = await film();
      player.style.width = `${wide}px`;
      player.style.fontSize = '100%';
      await nextFrame();
      await nextFrame();
      const box = player.getBoundingClientRect();
      expect(box.width).to.equal(wide);
      for (const button of player.renderRoot.querySelectorAll<HTMLElement>('.buttons button')) {
        const {left, right, top, width, height} = button.getBoundingClientRect();
        if (width === 0) continue; // folded away
        expect(left).to.be.at.least(box.left);
        expect(right).to.be.at.most(box.right + 0.5);
        expect(top).to.be.at.least(box.top);
        expect(Math.min(width, height)).to.be.at.least(24);
      }
      expect(player.renderRoot.querySelector('.stage')!.scrollWidth).to.be.at.most(wide);
    });
  }

  it('keep the time bar from left to right where the language runs the other way', async () => {
    const player = await film();
    player.dir = 'rtl';
    await nextFrame();
    await nextFrame();
    const at = (name: string) => part(player, name)!.getBoundingClientRect().left;
    expect(at('play-button')).to.be.greaterThan(at('fullscreen-button'));
    expect(getComputedStyle(part(player, 'time-range')!).direction).to.equal('ltr');
    press(player, 'ArrowRight');
    expect(player.currentTime).to.equal(5);
  });
});
