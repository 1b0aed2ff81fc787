import {expect} from '@open-wc/testing';
import {emulate, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, known, media, mediaSite, part, PATIENCE_MS, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {recall} from '../memory/memory.js';

/** A player of that description with its settings open. */
async function settings(more: object = {}, attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const site = await mediaSite({files: {'fixtures/media/film.json': {...film, ...more}}});
  const player = await known(media(site, 'film.json'), {lang: 'en', ...attributes});
  await open(player);
  return player;
}

async function open(player: UgglaPlayer): Promise<void> {
  part(player, 'settings-button')!.click();
  await waitUntil(() => part(player, 'menu'), 'no settings', {timeout: PATIENCE_MS});
}

const groups = (player: UgglaPlayer) => [...part(player, 'menu')!.querySelectorAll('fieldset:not(.repeat)')];
const group = (player: UgglaPlayer, legend: string) =>
  groups(player).find((one) => one.querySelector('legend')!.textContent === legend)!;
const labels = (fieldset: Element) =>
  [...fieldset.querySelectorAll('label')].map(({textContent}) => textContent.trim());
const radio = (player: UgglaPlayer, label: string) =>
  [...part(player, 'menu')!.querySelectorAll('label')]
    .find(({textContent}) => textContent.trim() === label)!
    .querySelector('input')!;
const chosen = (fieldset: Element) =>
  [...fieldset.querySelectorAll('input')]
    .filter(({checked}) => checked)
    .map(({parentElement}) => parentElement!.textContent.trim());

describe('the settings', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  it('are a named group of named groups of radio buttons, one chosen in each', async () => {
    const player = await settings();
    const menu = part(player, 'menu')!;
    expect([menu.getAttribute('role'), menu.getAttribute('aria-label')]).to.deep.equal(['group', 'Settings']);
    expect(groups(player).map((one) => one.querySelector('legend')!.textContent)).to.deep.equal(['Speed', 'Captions']);
    for (const one of groups(player)) {
      const radios = [...one.querySelectorAll('input')];
      expect(radios.every(({type}) => type === 'radio')).to.equal(true);
      expect(new Set(radios.map(({name}) => name)).size, 'arrow keys move inside one group').to.equal(1);
      expect(chosen(one)).to.have.length(1);
    }
    await expect(player).to.be.accessible();
  });

  it('offer the speeds that the page names, from slow to fast, and keys step through the same', async () => {
    const player = await settings({}, {'playback-rates': '1.5 1, fast 0.8 99'});
    expect(labels(group(player, 'Speed'))).to.deep.equal(['0.8×', 'Normal', '1.5×']);
    press(player, '>');
    await waitUntil(() => player.playbackRate === 1.5, 'no faster', {timeout: PATIENCE_MS});
    press(player, '>');
    press(player, '<');
    await waitUntil(() => player.playbackRate === 1, 'the fastest that the page names is not where it stops', {
      timeout: PATIENCE_MS,
    });
    player.playbackRates = 'none of them';
    await player.updateComplete;
    expect(labels(group(player, 'Speed'))).to.have.length(7);
  });

  it('offer no choice where there is none', async () => {
    const player = await settings({captions: []});
    expect(groups(player).map((one) => one.querySelector('legend')!.textContent)).to.deep.equal(['Speed']);
  });

  it('say on their button whether they are open, and close by it', async () => {
    const player = await settings();
    const button = part(player, 'settings-button')!;
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    button.click();
    await player.updateComplete;
    expect(part(player, 'menu')).to.equal(null);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });

  it('close by Escape from anywhere in the player, once, and give the focus back', async () => {
    const player = await settings();
    radio(player, '2×').focus();
    const escape = press(player, 'Escape', radio(player, '2×'));
    await player.updateComplete;
    expect(part(player, 'menu')).to.equal(null);
    expect(escape.defaultPrevented).to.equal(true);
    expect(player.shadowRoot!.activeElement).to.equal(part(player, 'settings-button'));
    expect(press(player, 'Escape').defaultPrevented, 'the next one is the page’s').to.equal(false);
  });

  it('keep Escape to themselves: a dialog around the player stays open', async () => {
    const player = await settings();
    let heard = 0;
    player.parentElement!.addEventListener('keydown', () => heard++);
    press(player, 'Escape', radio(player, '2×'));
    expect(heard).to.equal(0);
  });

  it('close by a click on the picture, which then does not play', async () => {
    const player = await settings();
    player.renderRoot.querySelector('.stage')!.dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true}));
    await player.updateComplete;
    expect(part(player, 'menu')).to.equal(null);
    expect(player.paused).to.equal(true);
  });

  it('leave the keys of radio buttons to them', async () => {
    const player = await settings();
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', ' ', 'Tab', 'm']) {
      expect(press(player, key, radio(player, '2×')).defaultPrevented, key).to.equal(false);
    }
    expect([player.currentTime, player.volume, player.muted]).to.deep.equal([0, 1, true]);
  });

  it('change the speed, remember it, and show what the keys change', async () => {
    const player = await settings();
    const speeds = group(player, 'Speed');
    expect(labels(speeds)).to.deep.equal(['0.5×', '0.75×', 'Normal', '1.25×', '1.5×', '1.75×', '2×']);
    expect(chosen(speeds)).to.deep.equal(['Normal']);
    radio(player, '1.25×').click();
    await player.updateComplete;
    expect([player.playbackRate, recall().rate]).to.deep.equal([1.25, 1.25]);
    press(player, '>');
    await waitUntil(() => chosen(speeds)[0] === '1.5×', 'the menu does not follow', {timeout: PATIENCE_MS});
    player.playbackRate = 3; // the page’s own: none of the list
    await waitUntil(() => chosen(speeds).length === 0, 'a speed is chosen that is not');
  });

  it('choose captions, or none, and remember', async () => {
    const player = await settings();
    const captions = group(player, 'Captions');
    expect(labels(captions)).to.deep.equal(['Off', 'Español', 'English']);
    expect(chosen(captions)).to.deep.equal(['Off']);
    radio(player, 'English').click();
    await player.updateComplete;
    expect([player.captions.current!.language, recall().captions]).to.deep.equal(['en', 'en']);
    expect(part(player, 'captions-button')!.getAttribute('aria-pressed')).to.equal('true');
    radio(player, 'Off').click();
    await player.updateComplete;
    expect([player.captions.current, recall().captions]).to.deep.equal([undefined, 'off']);
    part(player, 'captions-button')!.click();
    await waitUntil(() => chosen(captions)[0] === 'English', 'the menu does not follow the button');
  });

  it('tell apart captions of one language by their labels, else by numbers', async () => {
    const player = await settings({
      captions: [
        {language: 'es', src: 'captions.es.vtt', label: 'Español (México)'},
        {language: 'es', src: 'captions.es.vtt', label: '<b>España</b>', kind: 'captions'},
        {language: 'qaa', src: 'captions.en.vtt'},
      ],
    });
    expect(labels(group(player, 'Captions'))).to.deep.equal(['Off', 'Español (México)', '<b>España</b>', '3']);
    expect(part(player, 'menu')!.querySelector('b')).to.equal(null);
    radio(player, '<b>España</b>').click();
    expect(player.captions.current!.label, 'the second of two in Spanish').to.equal('<b>España</b>');
  });

  it('speak the language of the page, and write numbers as it does', async () => {
    const player = await settings({}, {lang: 'es'});
    expect(part(player, 'menu')!.getAttribute('aria-label')).to.equal('Ajustes');
    expect(labels(group(player, 'Velocidad')).slice(0, 3)).to.deep.equal(['0,5×', '0,75×', 'Normal']);
    player.lang = 'en';
    await player.updateComplete;
    expect(groups(player)[0]!.querySelector('legend')!.textContent).to.equal('Speed');
  });

  it('of two players are two', async () => {
    const [one, other] = [await settings(), await settings()];
    radio(one, '2×').click();
    radio(other, '0.5×').click();
    await Promise.all([one.updateComplete, other.updateComplete]);
    expect([chosen(group(one, 'Speed')), chosen(group(other, 'Speed'))]).to.deep.equal([['2×'], ['0.5×']]);
  });

  it('fit into a small player, from right to left too, and scroll', async () => {
    await rightToLeft(async () => {
      const player = await settings({}, {lang: 'ar'});
      player.style.width = '320px';
      await player.updateComplete;
      const [box, menu] = [player.getBoundingClientRect(), part(player, 'menu')!.getBoundingClientRect()];
      expect(menu.left).to.be.at.least(box.left);
      expect(menu.right).to.be.at.most(box.right);
      expect(menu.top).to.be.at.least(box.top);
      expect(menu.bottom).to.be.at.most(box.bottom);
      expect(part(player, 'menu')!.scrollWidth).to.be.at.most(Math.ceil(menu.width));
      expect(menu.left - box.left, 'at the side of its button').to.be.below(20);
    });
  });

  it('tell what is chosen in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const player = await settings();
    const look = (label: string) => getComputedStyle(radio(player, label).nextElementSibling!).backgroundColor;
    expect(look('Normal')).not.to.equal(look('2×'));
    await emulate({});
  });
});
