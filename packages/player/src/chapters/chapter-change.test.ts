// Chromium first: films are played past their chapters, by the same script in all engines; chapters.test.ts tries what
// is shown.
import {expect} from '@open-wc/testing';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import type {ChapterChangeEvent} from '../events.js';
import {film, known, media, mediaSite, node, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';

const titles = (events: readonly ChapterChangeEvent[]) => events.map(({chapter}) => chapter?.title);

/** A player in English that is not yet in sight of its film, and what it tells of chapters. */
async function told(
  attributes: Readonly<Record<string, string>> = {},
  chapters: readonly object[] = film.chapters,
  children: readonly Node[] = [],
) {
  const site = await mediaSite({files: {'fixtures/media/film.json': {...film, chapters}}});
  const element = await player({loading: 'eager', preload: 'none', lang: 'en', ...attributes}, children);
  const events = collectEvents<ChapterChangeEvent>(element, 'uggla-chapter-change');
  element.src = media(site, 'film.json');
  await nextEvent(element, 'uggla-ready');
  await element.updateComplete;
  return {site, element, events};
}

describe('uggla-chapter-change', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  it('tells of the chapter where it will begin, as soon as that is known', async () => {
    const {element, events} = await told();
    expect(titles(events)).to.deep.equal(['Start']);
    expect([events[0]!.chapter!.start, events[0]!.chapter!.end]).to.deep.equal([0, 3]);
    expect(element.activeChapter).to.equal(events[0]!.chapter);
  });

  it('tells once of each that a seek leads to, forward and back', async () => {
    const {element, events} = await told({'start-time': '4'});
    for (const time of [4.5, 8, 9, 0, 1]) {
      element.currentTime = time;
      await element.updateComplete;
    }
    expect(titles(events)).to.deep.equal(['Middle', 'End', 'Start']);
    expect(element.activeChapter?.title).to.equal('Start');
  });

  it('counts the very second at which one begins as its own', async () => {
    const {element, events} = await told();
    for (const time of [2.9, 3, 6.97]) {
      element.currentTime = time;
      await element.updateComplete;
    }
    expect(titles(events)).to.deep.equal(['Start', 'Middle', 'End']);
  });

  it('tells while it plays', async () => {
    const site = await mediaSite();
    const track = node('track', {kind: 'chapters', srclang: 'en', src: media(site, 'chapters.vtt')});
    const element = await player({src: media(site, 'clip.mp4'), 'start-time': '2.2'}, [track]);
    const events = collectEvents<ChapterChangeEvent>(element, 'uggla-chapter-change');
    await element.play();
    await playsBeyond(element, 3.3);
    await waitUntil(() => titles(events).includes('Middle'), 'it says nothing', {timeout: PATIENCE_MS});
    expect(titles(events).slice(-2)).to.deep.equal(['Start', 'Middle']);
  });

  it('tells of none before the first, and where there are none at all nothing', async () => {
    const {element, events} = await told({}, [{start: 2, end: 5, title: 'A'}]);
    expect([titles(events), element.activeChapter]).to.deep.equal([[], undefined]);
    element.currentTime = 3;
    await element.updateComplete;
    element.currentTime = 1;
    await element.updateComplete;
    expect(titles(events)).to.deep.equal(['A', undefined]);
    const other = await told({}, []);
    other.element.currentTime = 5;
    await other.element.updateComplete;
    expect(other.events).to.have.length(0);
  });

  it('keeps quiet when only the language changes, but has the new words', async () => {
    const {element, events} = await told();
    element.lang = 'es';
    await element.updateComplete;
    expect([titles(events), element.activeChapter?.title]).to.deep.equal([['Start'], 'Principio']);
  });

  it('tells of none when another film is named, then of that film’s', async () => {
    const {site, element, events} = await told();
    const next = site.url('fixtures/media/song.json');
    element.src = next;
    await nextEvent(element, 'uggla-ready');
    await element.updateComplete;
    expect(titles(events)).to.deep.equal(['Start', undefined]);
    element.src = media(site, 'film.json');
    await waitUntil(() => events.length === 3, 'it says nothing', {timeout: PATIENCE_MS});
    expect(titles(events).at(-1)).to.equal('Start');
  });

  it('stays on its element', async () => {
    const {element} = await told();
    const outside = collectEvents(element.parentElement!, 'uggla-chapter-change');
    const inside = collectEvents(element, 'uggla-chapter-change');
    element.currentTime = 4;
    await element.updateComplete;
    expect([inside.length, outside.length]).to.deep.equal([1, 0]);
  });

  it('lets its listener go elsewhere', async () => {
    const {element} = await told();
    element.addEventListener('uggla-chapter-change', (event) => {
      const {chapter} = event as ChapterChangeEvent;
      if (chapter?.title === 'Middle') element.currentTime = 8;
    });
    element.currentTime = 4;
    await waitUntil(() => element.activeChapter?.title === 'End', 'it stays', {timeout: PATIENCE_MS});
    expect(element.currentTime).to.equal(8);
  });

  it('is of a film that comes with its chapters known', async () => {
    const site = await mediaSite();
    const element = await known(media(site, 'film.json'), {lang: 'en'});
    expect(element.activeChapter).to.deep.equal({start: 0, end: 3, title: 'Start'});
  });
});
