// Chromium first: films are played for their captions, drawn by the same script in all engines; captions.test.ts and
// on-time.test.ts try what is seen.
import {expect} from '@open-wc/testing';
import {emulate, rightToLeft, waitUntil} from '@uggla/testing';
import '../../define.js';
import {recall, remember} from '../../memory/memory.js';
import type {UgglaPlayer} from '../../player/player-element.js';
import {film, known, media, mediaSite, part, PATIENCE_MS, press} from '../../player.test.kit.js';
import {renderCue} from '../render-cue.js';
import {resetStyle} from './wear-style.js';

async function filmOf(attributes: Readonly<Record<string, string>> = {}, more: object = {}): Promise<UgglaPlayer> {
  const site = await mediaSite({files: {'fixtures/media/film.json': {...film, ...more}}});
  return known(media(site, 'film.json'), {lang: 'en', ...attributes});
}

async function open(player: UgglaPlayer): Promise<UgglaPlayer> {
  part(player, 'settings-button')!.click();
  await waitUntil(() => find(player, '.style-button'), 'no way to the look of captions', {timeout: PATIENCE_MS});
  find(player, '.style-button')!.click();
  await waitUntil(() => player.shadowRoot!.activeElement?.matches('.back'), 'the menu has not the focus', {
    timeout: PATIENCE_MS,
  });
  return player;
}

const find = <T extends HTMLElement = HTMLElement>(player: UgglaPlayer, selector: string) =>
  player.renderRoot.querySelector<T>(selector);
const select = (player: UgglaPlayer, name: string) => find<HTMLSelectElement>(player, `select[name=${name}]`)!;
const sample = (player: UgglaPlayer) => getComputedStyle(find(player, '.sample .cue > span')!);

/** Chooses as a person does: the browser sets the value, then fires. */
async function choose(player: UgglaPlayer, name: string, value: string): Promise<void> {
  select(player, name).value = value;
  select(player, name).dispatchEvent(new Event('change', {bubbles: true}));
  await player.updateComplete;
}

/** A cue in the picture, as the player draws it. */
function cue(player: UgglaPlayer): HTMLElement {
  const box = renderCue(new VTTCue(0, 1, 'Hola'));
  player.captions.element!.replaceChildren(box);
  return box;
}

describe('the menu of the look of captions', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => {
    localStorage.clear();
    resetStyle();
  });
  after(() => {
    resetStyle();
    return emulate({});
  });

  it('is named, and so is each of its choices', async () => {
    const player = await open(await filmOf());
    expect(part(player, 'menu')!.getAttribute('aria-label')).to.equal('Caption style');
    const labels = [...part(player, 'menu')!.querySelectorAll('fieldset')].map((group) => [
      group.querySelector('legend')!.textContent,
      ...[...group.querySelectorAll('label > span')].map(({textContent}) => textContent),
    ]);
    expect(labels).to.deep.equal([
      ['Text', 'Font', 'Size', 'Colour', 'Opacity', 'Edge'],
      ['Background', 'Colour', 'Opacity'],
      ['Window', 'Colour', 'Opacity'],
    ]);
    await expect(player).to.be.accessible();
  });

  it('shows at once what is chosen, in the sample and in the picture', async () => {
    const player = await open(await filmOf());
    const box = cue(player);
    const before = parseFloat(getComputedStyle(box).fontSize);
    await choose(player, 'color', 'yellow');
    await choose(player, 'background', 'blue');
    await choose(player, 'size', '200');
    await choose(player, 'edge', 'outline');
    await choose(player, 'window', 'red');
    for (const {color, backgroundColor, textShadow} of [sample(player), getComputedStyle(box.querySelector('span')!)]) {
      expect([color, backgroundColor]).to.deep.equal(['rgb(255, 255, 0)', 'rgb(0, 0, 255)']);
      expect(textShadow).to.contain('rgb(0, 0, 0)');
    }
    expect(parseFloat(getComputedStyle(box).fontSize)).to.equal(before * 2);
    expect(getComputedStyle(box).backgroundColor).to.equal('rgb(255, 0, 0)');
    expect(box.getBoundingClientRect().width, 'a window is as wide as its words').to.be.below(
      player.captions.element!.clientWidth / 2,
    );
  });

  it('writes no style attribute anywhere', async () => {
    const player = await filmOf();
    const styled = () =>
      player.renderRoot.querySelectorAll('.cue[style], .cue [style], .menu[style], .menu [style], .captions[style]')
        .length;
    await open(player);
    cue(player);
    await choose(player, 'font', 'smallCaps');
    expect(sample(player).fontVariantCaps).to.equal('small-caps');
    expect(styled()).to.equal(0);
  });

  it('keeps it between visits, and another player wears it from the start', async () => {
    const player = await open(await filmOf());
    await choose(player, 'color', 'cyan');
    await choose(player, 'opacity', '50');
    expect(recall().captionStyle).to.deep.equal({color: 'cyan', opacity: '50'});
    player.remove();
    const later = await filmOf({preload: 'metadata'});
    const box = cue(later);
    await waitUntil(
      () => getComputedStyle(box.firstElementChild!).color === 'rgba(0, 255, 255, 0.5)',
      'the look is forgotten',
      {timeout: PATIENCE_MS},
    );
    await open(later);
    expect([select(later, 'color').value, select(later, 'opacity').value, select(later, 'font').value]).to.deep.equal([
      'cyan',
      '50',
      '',
    ]);
  });

  it('shows in every player of the page that wears it', async () => {
    const [one, other] = [await open(await filmOf()), await open(await filmOf())];
    await choose(one, 'color', 'green');
    expect(sample(other).color).to.equal('rgb(0, 255, 0)');
  });

  it('goes back to the player’s own look, one by one or all at once', async () => {
    const player = await open(await filmOf());
    const own = sample(player).color;
    await choose(player, 'color', 'red');
    await choose(player, 'color', '');
    expect([sample(player).color, recall().captionStyle]).to.deep.equal([own, undefined]);
    await choose(player, 'color', 'magenta');
    await choose(player, 'font', 'serif');
    find(player, '.reset')!.click();
    await player.updateComplete;
    expect([sample(player).color, select(player, 'color').value, select(player, 'font').value]).to.deep.equal([
      own,
      '',
      '',
    ]);
    expect(localStorage.getItem('uggla-player')).not.to.contain('serif');
  });

  it('bears what another script left in its place', async () => {
    remember({captionStyle: {color: 'red } * { display: none', size: '150'}});
    const player = await open(await filmOf());
    expect(getComputedStyle(find(player, '.sample')!).display).to.equal('flex');
    expect([select(player, 'color').value, select(player, 'size').value]).to.deep.equal(['', '150']);
  });

  it('goes back to the settings, where the focus was', async () => {
    const player = await open(await filmOf());
    find(player, '.back')!.click();
    await waitUntil(() => player.shadowRoot!.activeElement?.matches('.style-button'), 'the focus is lost', {
      timeout: PATIENCE_MS,
    });
    expect(part(player, 'menu')!.getAttribute('aria-label')).to.equal('Settings');
  });

  it('closes by Escape to the settings button, and opens as settings again', async () => {
    const player = await open(await filmOf());
    press(player, 'Escape', select(player, 'font'));
    await player.updateComplete;
    expect(part(player, 'menu')).to.equal(null);
    expect(player.shadowRoot!.activeElement).to.equal(part(player, 'settings-button'));
    part(player, 'settings-button')!.click();
    await waitUntil(() => part(player, 'menu')?.getAttribute('aria-label') === 'Settings', 'not the settings');
  });

  it('leaves the keys of its lists to them', async () => {
    const player = await open(await filmOf());
    for (const key of ['ArrowDown', 'ArrowUp', ' ', 'Home', 'm', 'c', '5'])
      expect(press(player, key, select(player, 'font')).defaultPrevented, key).to.equal(false);
    expect([player.muted, player.currentTime]).to.deep.equal([true, 0]);
  });

  it('is not there where there are no captions', async () => {
    const player = await filmOf({}, {captions: []});
    part(player, 'settings-button')!.click();
    await waitUntil(() => part(player, 'menu'), 'no settings', {timeout: PATIENCE_MS});
    expect(find(player, '.style-button')).to.equal(null);
  });

  it('speaks the language of the page, and another when that changes', async () => {
    const player = await open(await filmOf({lang: 'es'}));
    const words = () => [
      part(player, 'menu')!.getAttribute('aria-label'),
      find(player, '.sample')!.textContent.trim(),
      select(player, 'color').options[1]!.text,
      select(player, 'size').options[3]!.text,
    ];
    expect(words().map((word) => word!.replace(/\s/g, ' '))).to.deep.equal([
      'Aspecto de los subtítulos',
      'Así se ven los subtítulos.',
      'Blanco',
      '100 %',
    ]);
    player.lang = 'de';
    await waitUntil(() => words()[2] === 'Weiß', 'it never spoke German', {timeout: PATIENCE_MS});
  });

  it('fits into 320 pixels, from right to left too', async () => {
    await rightToLeft(async () => {
      const player = await filmOf({lang: 'ar'});
      player.style.width = '320px';
      await open(player);
      const [box, menu] = [player.getBoundingClientRect(), part(player, 'menu')!.getBoundingClientRect()];
      expect(menu.left).to.be.at.least(box.left);
      expect(menu.right).to.be.at.most(box.right);
      expect(part(player, 'menu')!.scrollWidth).to.be.at.most(Math.ceil(menu.width));
      await expect(player).to.be.accessible();
    });
  });

  it('holds for sound, and in forced colours', async () => {
    const forced = await emulate({forcedColors: 'active'});
    const player = await open(await filmOf({layout: 'audio'}));
    const {color, backgroundColor} = getComputedStyle(select(player, 'font'));
    expect(color).not.to.equal(backgroundColor);
    if (!forced) await expect(player).to.be.accessible();
    await emulate({});
  });
});
