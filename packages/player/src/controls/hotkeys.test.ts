import {expect, waitUntil} from '@open-wc/testing';
import '../define.js';
import {known, media, mediaSite, node, part, PATIENCE_MS, player, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** Presses a key somewhere in the page; whether somebody took it. */
function pressed(on: Element, key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true, ...more});
  on.dispatchEvent(event);
  return event.defaultPrevented;
}

/** A film of ten seconds at its third, nothing loaded: keys move the place where it will begin. */
async function film(attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const element = await known(media(await mediaSite(), 'film.json'), attributes);
  element.currentTime = 3;
  return element;
}

describe('the keys of a player', () => {
  beforeEach(() => localStorage.clear());

  for (const [key, time] of [
    ['ArrowLeft', 0],
    ['ArrowRight', 8],
    ['j', 0],
    ['L', 10],
    ['Home', 0],
    ['End', 10],
    ['0', 0],
    ['7', 7],
  ] as const) {
    it(`${key} goes from second 3 of 10 to ${time}, before anything is loaded`, async () => {
      const element = await film();
      press(element, key);
      expect(element.currentTime).to.equal(time);
      expect(element.paused, 'it does not begin by itself').to.equal(true);
    });
  }

  it('stay within a clip', async () => {
    const element = await film({'clip-start': '2', 'clip-end': '6'});
    for (const [key, time] of [
      ['End', 6],
      ['ArrowRight', 6],
      ['Home', 2],
      ['j', 2],
      ['5', 4],
    ] as const) {
      press(element, key);
      expect(element.currentTime, key).to.equal(time);
    }
  });

  it('move nothing while the length is unknown', async () => {
    const element = await player({loading: 'eager', preload: 'none', src: media(await mediaSite(), 'clip.mp4')});
    element.currentTime = 4;
    for (const key of ['5', 'End', 'ArrowRight', 'ArrowLeft']) press(element, key);
    expect(element.currentTime).to.equal(4);
  });

  it('keep loudness between silence and all', async () => {
    const element = await film();
    element.volume = 0.97;
    press(element, 'ArrowUp');
    expect(element.volume).to.equal(1);
    element.volume = 0.03;
    press(element, 'ArrowDown');
    expect(element.volume).to.equal(0);
    expect(element.muted).to.equal(true);
    press(element, 'ArrowUp');
    expect(element.muted, 'louder means audible').to.equal(false);
    element.volume = 0;
    element.muted = true;
    press(element, 'm');
    expect([element.muted, element.volume], 'not unmuted to silence').to.deep.equal([false, 0.5]);
  });

  it('go through the speeds, and stop at both ends', async () => {
    const element = await film();
    const speeds: number[] = [];
    element.addEventListener('ratechange', () => speeds.push(element.playbackRate));
    for (let count = 0; count < 5; count++) press(element, '>');
    await waitUntil(() => speeds.at(-1) === 2, 'never at the fastest', {timeout: PATIENCE_MS});
    expect(element.playbackRate).to.equal(2);
    element.playbackRate = 1.1; // the page's own
    press(element, '<');
    await waitUntil(() => element.playbackRate === 1, 'no slower', {timeout: PATIENCE_MS});
    element.playbackRate = 0.5;
    press(element, '<');
    press(element, '>');
    await waitUntil(() => element.playbackRate === 0.75, 'the slowest is not where it stops', {timeout: PATIENCE_MS});
  });

  it('are announced to who does not see them, in the language of the page', async () => {
    const element = await film({lang: 'es'});
    const said = async () => {
      await element.updateComplete;
      return element.renderRoot.querySelector('[role=status]')!.textContent.trim();
    };
    press(element, '>');
    await waitUntil(() => element.playbackRate === 1.25, 'no faster', {timeout: PATIENCE_MS});
    expect(await said()).to.equal('Velocidad 1,25×');
    press(element, 'c');
    expect(await said()).to.equal('Subtítulos activados: Español');
    press(element, 'c');
    expect(await said()).to.equal('Subtítulos desactivados');
  });

  it('leave alone what is meant for the browser or for an input method', async () => {
    const element = await film();
    const stage = element.renderRoot.querySelector('.stage')!;
    for (const more of [{ctrlKey: true}, {metaKey: true}, {altKey: true}, {isComposing: true}]) {
      expect(pressed(stage, 'm', more), JSON.stringify(more)).to.equal(false);
    }
    expect(pressed(stage, 'Tab')).to.equal(false);
    expect(pressed(stage, 'Escape')).to.equal(false);
    expect(element.muted).to.equal(true);
  });

  it('toggle once, however long a key is held; a held arrow goes on', async () => {
    const element = await film();
    const stage = element.renderRoot.querySelector('.stage')!;
    expect(pressed(stage, 'm')).to.equal(true);
    expect(pressed(stage, 'm', {repeat: true}), 'still not the page’s').to.equal(true);
    expect(element.muted).to.equal(false);
    pressed(stage, 'ArrowRight', {repeat: true});
    expect(element.currentTime).to.equal(8);
  });

  it('obey a page that took the key first', async () => {
    const element = await film();
    element.addEventListener('keydown', (event) => event.preventDefault(), {capture: true, once: true});
    press(element, 'm');
    expect(element.muted).to.equal(true);
  });

  it('leave what stands in a slot its own keys, and keep those of plain text', async () => {
    const element = await film();
    for (const [name, attributes, taken] of [
      ['a', {href: '#x'}, false],
      ['button', {}, false],
      ['div', {role: 'slider', tabindex: '0'}, false],
      ['p', {contenteditable: ''}, false],
      ['textarea', {}, false],
      ['p', {tabindex: '-1'}, true],
    ] as const) {
      const inside = node(name, attributes);
      const slotted = node('div', {slot: 'overlay'});
      slotted.append(inside);
      element.replaceChildren(slotted);
      expect(pressed(inside, 'm'), name).to.equal(taken);
    }
  });

  it('on the time bar: up and right are later, as every slider has it', async () => {
    const element = await film();
    const slider = part(element, 'time-range')!;
    for (const [key, time] of [
      ['ArrowUp', 8],
      ['ArrowDown', 3],
      ['ArrowRight', 8],
      ['ArrowLeft', 3],
    ] as const) {
      expect(pressed(slider, key), key).to.equal(true);
      expect(element.currentTime, key).to.equal(time);
    }
    expect(element.volume).to.equal(1);
  });

  it('on the loudness: arrows, Home and End are the slider’s, letters the player’s', async () => {
    const element = await film();
    const slider = part(element, 'volume-range')!;
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])
      expect(pressed(slider, key), key).to.equal(false);
    expect(pressed(slider, 'm')).to.equal(true);
  });

  it('work in the whole page with hotkeys="global", but not in its fields', async () => {
    const element = await film({hotkeys: 'global'});
    const field = document.createElement('input');
    element.after(field);
    expect(pressed(field, 'm')).to.equal(false);
    expect(pressed(document.body, 'm')).to.equal(true);
    expect(element.muted).to.equal(false);
    element.remove();
    expect(pressed(document.body, 'm'), 'a player that is gone hears nothing').to.equal(false);
  });

  it('of two players on a page: each its own; of two global ones the first', async () => {
    const [one, other] = await Promise.all([film(), film()]);
    press(other, 'm');
    expect([one.muted, other.muted]).to.deep.equal([true, false]);
    one.hotkeys = other.hotkeys = 'global';
    expect(pressed(document.body, 'm')).to.equal(true);
    expect([one.muted, other.muted].filter((muted) => !muted).length % 2, 'one key, one player').to.equal(0);
  });

  it('can all be turned off (WCAG 2.1.4), and on again', async () => {
    const element = await film({hotkeys: 'none'});
    for (const key of ['k', 'm', ' ', 'ArrowRight', '5'])
      expect(press(element, key).defaultPrevented, key).to.equal(false);
    element.removeAttribute('hotkeys');
    element.hotkeys = 'focus';
    expect(press(element, 'm').defaultPrevented).to.equal(true);
  });

  it('are named on the buttons that do the same', async () => {
    const element = await film();
    const keys = ['play-button', 'mute-button', 'captions-button', 'fullscreen-button'].map((name) =>
      part(element, name)!.getAttribute('aria-keyshortcuts'),
    );
    expect(keys).to.deep.equal(['k', 'm', 'c', 'f']);
  });
});
