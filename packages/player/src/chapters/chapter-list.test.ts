// Chromium first: films are played past their chapters, by the same script in all engines; chapters.test.ts tries what
// is shown.
import {expect} from '@open-wc/testing';
import {collectEvents, emulate, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, known, media, mediaSite, node, PATIENCE_MS} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import type {UgglaChapters} from './chapters-element.js';

const buttons = (chapters: UgglaChapters) => [...chapters.renderRoot.querySelectorAll('button')];
const words = (chapters: UgglaChapters) =>
  buttons(chapters).map(({textContent}) => textContent.replace(/\s+/g, ' ').trim());
const current = (chapters: UgglaChapters) =>
  buttons(chapters).findIndex((button) => button.getAttribute('aria-current') === 'true');

/** A player of a film with these chapters, nothing loaded, and their list. */
async function list(
  chapters: readonly object[] = film.chapters,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Node[] = [],
) {
  const site = await mediaSite({files: {'fixtures/media/film.json': {...film, chapters}}});
  const player = await known(media(site, 'film.json'), {id: 'listed', ...attributes}, children);
  const element = node('uggla-chapters', {for: 'listed'}) as UgglaChapters;
  player.after(element);
  await element.updateComplete;
  await element.updateComplete;
  return {site, player, element};
}

async function moved(player: UgglaPlayer, time: number): Promise<void> {
  player.currentTime = time;
  player.dispatchEvent(new Event('timeupdate'));
  await player.updateComplete;
}

describe('a list of chapters', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  it('is in the order of time, whatever that of the file', async () => {
    const {element} = await list([...film.chapters].reverse(), {lang: 'en'});
    expect(words(element)).to.deep.equal(['0:00 Start', '0:03 Middle', '0:07 End']);
  });

  it('marks the chapter that is sought, and none before the first', async () => {
    const {player, element} = await list([
      {start: 2, end: 5, title: 'A'},
      {start: 5, end: 10, title: 'B'},
    ]);
    for (const [time, at] of [
      [0, -1],
      [1.9, -1],
      [2, 0],
      [4.9, 0],
      [5, 1],
      [9, 1],
      [0, -1],
    ] as const) {
      await moved(player, time);
      await waitUntil(() => current(element) === at, `second ${time} is not in chapter ${at}`);
    }
  });

  it('may be those that a script makes, as with a <video>', async () => {
    const {player, element} = await list([]);
    const track = player.addTextTrack('chapters', '', 'en');
    track.addCue(new VTTCue(0, 4, 'Unpack'));
    track.addCue(new VTTCue(4, 10, 'Put up'));
    await moved(player, 5);
    await waitUntil(() => words(element).join() === '0:00 Unpack,0:04 Put up', 'they are not shown');
    expect(player.activeChapter?.title).to.equal('Put up');
  });

  it('holds hostile titles as text', async () => {
    const title = '<img src=x onerror="globalThis.hit=1">';
    const {element, player} = await list([
      {start: 0, end: 5, title},
      {start: 5, end: 10, title: {en: '', es: title}},
    ]);
    expect(words(element)[0]).to.equal(`0:00 ${title}`);
    expect(element.renderRoot.querySelector('img')).to.equal(null);
    expect(player.renderRoot.querySelector('img[onerror]')).to.equal(null);
  });

  it('is one of named, native buttons, current or not', async () => {
    const {element} = await list();
    const ol = element.renderRoot.querySelector('ol')!;
    expect(ol.getAttribute('aria-label')).to.equal('Chapters');
    expect(
      buttons(element).every(
        ({type, tabIndex, parentElement}) => type === 'button' && tabIndex === 0 && parentElement!.parentElement === ol,
      ),
    ).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('works from right to left and at 320 pixels', async () => {
    await rightToLeft(async () => {
      const {element} = await list([
        {start: 0, end: 5, title: 'Unaspalabrasquenuncaseacabanporquenadielesponeunespacioenmedio'},
      ]);
      element.style.width = '320px';
      await element.updateComplete;
      expect(element.scrollWidth).to.be.at.most(320);
      await expect(element).to.be.accessible();
    });
  });

  it('of the page’s <track> is read without showing it, and goes with it', async () => {
    const site = await mediaSite();
    const track = node('track', {kind: 'chapters', srclang: 'en', src: media(site, 'chapters.vtt')});
    const {element, player} = await list([], {}, [track]);
    await waitUntil(() => words(element).length === 3, 'no chapters', {timeout: PATIENCE_MS});
    expect(player.textTracks[0]!.mode).to.equal('hidden');
    expect(words(element)[1]).to.equal('0:03 Middle');
    track.remove();
    await waitUntil(() => words(element).length === 0, 'they stayed', {timeout: PATIENCE_MS});
  });

  it('of the description stands before that of a <track>', async () => {
    const site = await mediaSite();
    const {player} = await list([{start: 0, end: 10, title: 'Own'}], {}, [
      node('track', {kind: 'chapters', src: media(site, 'chapters.vtt')}),
    ]);
    await waitUntil(() => (player.textTracks[0]?.cues?.length ?? 0) === 3, 'the file never came', {
      timeout: PATIENCE_MS,
    });
    expect(player.chapters.map(({title}) => title)).to.deep.equal(['Own']);
  });

  it('is told of once, when it changes and only then', async () => {
    const {player} = await list(film.chapters, {lang: 'en'});
    const changes = collectEvents(player, 'uggla-tracks-change');
    player.requestUpdate();
    await player.updateComplete;
    await moved(player, 4);
    expect(changes).to.have.length(0);
    player.lang = 'es';
    await player.updateComplete;
    expect(changes).to.have.length(1);
    expect(player.chapters.map(({title}) => title)).to.deep.equal(['Principio', 'Medio', 'Final']);
  });

  it('still tells which one plays in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const {element, player} = await list();
    await moved(player, 4);
    await waitUntil(() => current(element) === 1, 'not marked');
    const [marked, plain] = [buttons(element)[1]!, buttons(element)[0]!].map((button) => getComputedStyle(button));
    const look = ({
      backgroundColor,
      color,
      fontWeight,
      outlineStyle,
      borderInlineStartColor,
      borderInlineStartWidth,
    }: CSSStyleDeclaration) =>
      [backgroundColor, color, fontWeight, outlineStyle, borderInlineStartColor, borderInlineStartWidth].join();
    expect(look(marked!)).not.to.equal(look(plain!));
    await emulate({});
  });
});
