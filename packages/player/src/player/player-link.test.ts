// Chromium first: what is linked to what is the same script in all engines; transcript.test.ts and chapters.test.ts are
// linked.
import {expect, fixture, html} from '@open-wc/testing';
import {SeekRequestEvent} from '@uggla/core/events.js';
import {collectEvents, waitUntil} from '@uggla/testing';
import '../define.js';
import type {UgglaChapters} from '../chapters/chapters-element.js';
import {film, known, media, mediaSite, node, PATIENCE_MS} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

const count = (chapters: UgglaChapters) => chapters.renderRoot.querySelectorAll('button').length;
const shows = (chapters: UgglaChapters, number: number) =>
  waitUntil(() => count(chapters) === number, `${count(chapters)} chapters`, {timeout: PATIENCE_MS});

/** A player of the film with that id, somewhere in the page, and chapters that name `film`. */
async function page(id = 'film'): Promise<{player: UgglaPlayer; chapters: UgglaChapters}> {
  const player = await known(media(await mediaSite(), 'film.json'), {id});
  const chapters = node('uggla-chapters', {for: 'film'}) as UgglaChapters;
  player.after(chapters);
  await chapters.updateComplete;
  return {player, chapters};
}

describe('what names its player by for', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  it('finds it wherever it stands, before or behind', async () => {
    const {player, chapters} = await page();
    await shows(chapters, 3);
    player.before(chapters);
    await shows(chapters, 3);
  });

  it('finds one that gets its id later', async () => {
    const {player, chapters} = await page('other');
    expect(count(chapters)).to.equal(0);
    player.id = 'film';
    await shows(chapters, 3);
  });

  it('finds one that takes the place of something else with that id, without a word', async () => {
    const failures: unknown[] = [];
    const onFailure = (event: PromiseRejectionEvent) => failures.push(event.reason);
    addEventListener('unhandledrejection', onFailure);
    const {player, chapters} = await page('other');
    const stranger = node('p', {id: 'film'});
    chapters.after(stranger);
    chapters.requestUpdate();
    await chapters.updateComplete;
    expect(count(chapters)).to.equal(0);
    stranger.remove();
    player.id = 'film';
    await shows(chapters, 3);
    removeEventListener('unhandledrejection', onFailure);
    expect(failures).to.deep.equal([]);
  });

  it('finds one whose tag is defined later', async () => {
    const {chapters} = await page('other');
    const late = node('uggla-player-later', {
      id: 'film',
      loading: 'eager',
      preload: 'none',
      src: media(await mediaSite(), 'film.json'),
    });
    chapters.after(late);
    await chapters.updateComplete;
    customElements.define('uggla-player-later', class extends customElements.get('uggla-player')! {});
    await shows(chapters, 3);
  });

  it('goes over to another player with its name, and back to none', async () => {
    const {player, chapters} = await page();
    await shows(chapters, 3);
    const two = {...film, chapters: film.chapters.slice(0, 2)};
    const site = await mediaSite({files: {'fixtures/media/two.json': two}});
    const other = node('uggla-player', {id: 'second', loading: 'eager', preload: 'none', src: media(site, 'two.json')});
    player.after(other);
    chapters.for = 'second';
    await shows(chapters, 2);
    chapters.for = '';
    await shows(chapters, 0);
  });

  it('finds one in its own shadow root before one in the page', async () => {
    await page();
    const host = await fixture(html`<div></div>`);
    const root = host.attachShadow({mode: 'open'});
    const one = {...film, chapters: film.chapters.slice(0, 1)};
    const site = await mediaSite({files: {'fixtures/media/one.json': one}});
    const chapters = node('uggla-chapters', {for: 'film'}) as UgglaChapters;
    root.append(
      node('uggla-player', {id: 'film', loading: 'eager', preload: 'none', src: media(site, 'one.json')}),
      chapters,
    );
    await shows(chapters, 1);
  });

  it('does not hold a player that is gone, and takes it again', async () => {
    const {player, chapters} = await page();
    await shows(chapters, 3);
    const {parentElement} = player;
    player.remove();
    chapters.requestUpdate();
    await shows(chapters, 0);
    parentElement!.append(player);
    await shows(chapters, 3);
  });

  it('can itself be taken out and put back', async () => {
    const {player, chapters} = await page();
    await shows(chapters, 3);
    chapters.remove();
    player.after(chapters);
    await shows(chapters, 3);
  });
});

describe('a request to seek', () => {
  beforeEach(() => localStorage.clear());

  it('from inside a player is heard by it', async () => {
    const slotted = node('p', {slot: 'overlay'});
    const player = await known(media(await mediaSite(), 'film.json'), {}, [slotted]);
    slotted.dispatchEvent(new SeekRequestEvent(6));
    expect(player.currentTime).to.equal(6);
    expect(player.paused, 'whether it plays is for others to say').to.equal(true);
  });

  it('that the page refuses goes nowhere', async () => {
    const slotted = node('p', {slot: 'overlay'});
    const player = await known(media(await mediaSite(), 'film.json'), {}, [slotted]);
    slotted.addEventListener('uggla-seek-request', (event) => event.preventDefault());
    slotted.dispatchEvent(new SeekRequestEvent(6));
    expect(player.currentTime).to.equal(0);
  });

  it('goes up through the page, so that whoever owns the player may decide', async () => {
    const slotted = node('p', {slot: 'overlay'});
    await known(media(await mediaSite(), 'film.json'), {}, [slotted]);
    const heard = collectEvents<SeekRequestEvent>(document, 'uggla-seek-request');
    slotted.dispatchEvent(new SeekRequestEvent(6));
    expect(heard.map(({time}) => time)).to.deep.equal([6]);
  });

  it('of another kind with the same name moves nothing', async () => {
    const slotted = node('p', {slot: 'overlay'});
    const player = await known(media(await mediaSite(), 'film.json'), {}, [slotted]);
    slotted.dispatchEvent(new CustomEvent('uggla-seek-request', {bubbles: true, detail: 6}));
    expect(player.currentTime).to.equal(0);
  });
});
