import {expect} from '@open-wc/testing';
import {emulate, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, known, media, mediaSite, part, PATIENCE_MS, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** A player with its settings open. */
async function settings(more: object = {}, attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const site = await mediaSite({files: {'fixtures/media/film.json': {...film, ...more}}});
  const player = await known(media(site, 'film.json'), {lang: 'en', ...attributes});
  part(player, 'settings-button')!.click();
  await waitUntil(() => part(player, 'menu'), 'no settings', {timeout: PATIENCE_MS});
  return player;
}

const way = (player: UgglaPlayer) => player.renderRoot.querySelector<HTMLElement>('.chapters-button');
const menu = (player: UgglaPlayer) => player.renderRoot.querySelector<HTMLElement>('.chapters-menu');
const items = (player: UgglaPlayer) => [...menu(player)!.querySelectorAll<HTMLElement>('[part~=menu-item]')];
const words = (player: UgglaPlayer) => items(player).map(({textContent}) => textContent.replace(/\s+/g, ' ').trim());
const current = (player: UgglaPlayer) => items(player).findIndex((one) => one.getAttribute('aria-current') === 'true');
const focused = (player: UgglaPlayer) => player.shadowRoot!.activeElement;

/** The same with the chapters open. */
async function chapters(more: object = {}, attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const player = await settings(more, attributes);
  way(player)!.click();
  await waitUntil(() => menu(player)?.contains(focused(player)), 'no chapters', {timeout: PATIENCE_MS});
  return player;
}

describe('the menu of chapters', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  it('lists them with their times, in the language of the page', async () => {
    const player = await chapters();
    expect(words(player)).to.deep.equal(['0:00 Start', '0:03 Middle', '0:07 End']);
    expect([menu(player)!.getAttribute('role'), menu(player)!.getAttribute('aria-label')]).to.deep.equal([
      'group',
      'Chapters',
    ]);
    await expect(player).to.be.accessible();
    player.lang = 'de';
    await waitUntil(() => menu(player)!.getAttribute('aria-label') === 'Kapitel', 'it keeps the language', {
      timeout: PATIENCE_MS,
    });
  });

  it('is not offered where there are none', async () => {
    const player = await settings({chapters: []});
    expect(way(player)).to.equal(null);
  });

  it('goes to the one that is chosen, and closes', async () => {
    const player = await chapters();
    items(player)[2]!.click();
    await player.updateComplete;
    expect([player.currentTime, menu(player), player.activeChapter?.title]).to.deep.equal([7, null, 'End']);
    expect(focused(player), 'keys go on working').to.equal(part(player, 'play-button'));
  });

  it('begins on the one that plays, and follows it', async () => {
    const player = await settings({}, {'start-time': '4'});
    way(player)!.click();
    await waitUntil(() => menu(player)?.contains(focused(player)), 'no focus', {timeout: PATIENCE_MS});
    expect([current(player), items(player).indexOf(focused(player) as HTMLElement)]).to.deep.equal([1, 1]);
    player.currentTime = 8;
    await player.updateComplete;
    expect(current(player)).to.equal(2);
  });

  it('is walked through by arrows, Home and End, which leave the film where it is', async () => {
    const player = await chapters();
    const at = () => items(player).indexOf(focused(player) as HTMLElement);
    items(player)[0]!.focus();
    for (const [key, to] of [
      ['ArrowDown', 1],
      ['ArrowDown', 2],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['Home', 0],
      ['ArrowUp', 0],
      ['End', 2],
    ] as const) {
      expect(press(player, key, items(player)[at()]).defaultPrevented, key).to.equal(true);
      expect(at(), key).to.equal(to);
    }
    expect([player.currentTime, player.volume]).to.deep.equal([0, 1]);
    expect(press(player, 'Tab', items(player)[2]).defaultPrevented, 'Tab is the browser’s').to.equal(false);
  });

  it('leads back to where it was opened, and closes by Escape', async () => {
    const player = await chapters();
    menu(player)!.querySelector<HTMLElement>('.back')!.click();
    await waitUntil(() => focused(player) === way(player) && way(player), 'no way back', {timeout: PATIENCE_MS});
    way(player)!.click();
    await waitUntil(() => menu(player)?.contains(focused(player)), 'not open again', {timeout: PATIENCE_MS});
    press(player, 'Escape', items(player)[0]);
    await player.updateComplete;
    expect([part(player, 'menu'), focused(player)]).to.deep.equal([null, part(player, 'settings-button')]);
  });

  it('of a clip has those of the clip, and its times', async () => {
    const player = await chapters({}, {'clip-start': '4', 'clip-end': '9'});
    expect(words(player)).to.deep.equal(['0:00 Middle', '0:03 End']);
    items(player)[0]!.click();
    expect(player.currentTime, 'not before the clip').to.equal(4);
  });

  it('holds hostile titles as text', async () => {
    const title = '<img src=x onerror="globalThis.hit=1">';
    const player = await chapters({chapters: [{start: 0, end: 5, title}]});
    expect([words(player), menu(player)!.querySelector('img')]).to.deep.equal([[`0:00 ${title}`], null]);
  });

  it('fits into a narrow player with long words, also from right to left', async () => {
    await rightToLeft(async () => {
      const player = await chapters(
        {chapters: [{start: 0, end: 5, title: 'Unaspalabrasquenuncaseacabanporquenadielesponeunespacioenmedio'}]},
        {lang: 'ar'},
      );
      player.style.width = '280px';
      await player.updateComplete;
      expect(menu(player)!.scrollWidth).to.be.at.most(menu(player)!.clientWidth + 1);
      await expect(player).to.be.accessible();
    });
  });

  it('of sound stands on its card', async () => {
    const player = await chapters({kind: 'audio'}, {layout: 'audio'});
    expect(getComputedStyle(menu(player)!).position).to.equal('static');
    await expect(player).to.be.accessible();
  });

  it('still tells which one plays in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const player = await chapters();
    const look = (at: number) => getComputedStyle(items(player)[at]!).borderInlineStartColor;
    expect(look(0)).not.to.equal(look(1));
    await emulate({});
  });
});
