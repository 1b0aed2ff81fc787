// Chromium first: a film is played for each answer that a browser may give, and these are played here.
import {expect} from '@open-wc/testing';
import {collectEvents} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {PlayPromises} from './play-promises.js';

const outcome = (played: Promise<void>) =>
  played.then(
    () => 'played',
    ({name}: Error) => name,
  );

/** A player whose description waits at a gate; it has been told to play. */
async function waiting(attributes: Readonly<Record<string, string>> = {}) {
  const site = await mediaSite({rules: [{match: 'film.json', gate: 'open'}]});
  const element = await player({src: media(site, 'film.json'), ...attributes});
  return {site, element, played: outcome(element.play())};
}

describe('PlayPromises', () => {
  it('keeps all that were given, once', async () => {
    const promises = new PlayPromises();
    const [one, other] = [outcome(promises.add()), outcome(promises.add())];
    promises.resolve();
    promises.reject('AbortError', 'too late');
    expect([await one, await other]).to.deep.equal(['played', 'played']);
  });

  it('breaks all that were given with a DOMException, and none that comes later', async () => {
    const promises = new PlayPromises();
    const broken = promises.add().catch((cause: unknown) => cause);
    promises.reject('AbortError', 'taken away');
    const later = outcome(promises.add());
    promises.resolve();
    const cause = await broken;
    expect(cause).to.be.instanceOf(DOMException);
    expect(cause).to.include({name: 'AbortError', message: 'taken away'});
    expect(await later).to.equal('played');
  });
});

describe('play() on what is still loading', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('is a wish at once, and kept when the media is there; so is every other call', async () => {
    const {site, element, played} = await waiting();
    const plays = collectEvents(element, 'playing');
    expect(element.paused).to.equal(false);
    const again = outcome(element.play());
    await site.open('open');
    expect([await played, await again]).to.deep.equal(['played', 'played']);
    expect(plays).to.have.length(1);
    expect(await outcome(element.play()), 'and one more while it plays').to.equal('played');
  });

  for (const [name, end, how] of [
    ['pause()', (element: UgglaPlayer) => element.pause(), 'AbortError'],
    ['another src', (element: UgglaPlayer) => (element.src = '/elsewhere.mp4'), 'AbortError'],
    ['no src any more', (element: UgglaPlayer) => element.removeAttribute('src'), 'AbortError'],
    ['load()', (element: UgglaPlayer) => element.load(), 'AbortError'],
    ['being taken out of the page', (element: UgglaPlayer) => element.remove(), 'AbortError'],
  ] as const) {
    it(`ends with ${how} by ${name}`, async () => {
      const {site, element, played} = await waiting();
      await site.seen('film.json');
      end(element);
      expect(await played).to.equal(how);
      expect(element.paused).to.equal(true);
      expect(element.error, 'that is no failure').to.equal(null);
      element.removeAttribute('src');
      await site.open('open');
    });
  }

  it('ends with NotSupportedError when nothing can be played', async () => {
    const {site, element, played} = await waiting();
    await site.seen('film.json');
    await site.rule({match: 'film.json', status: 404});
    element.src = media(site, 'film.json?again');
    expect(await played).to.equal('AbortError');
    expect(await outcome(element.play())).to.equal('NotSupportedError');
    expect([element.paused, element.error!.code]).to.deep.equal([true, 2]);
  });

  it('goes on through a move inside the page', async () => {
    const {site, element, played} = await waiting();
    const box = document.createElement('div');
    element.parentElement!.append(box);
    box.append(element);
    expect(element.paused).to.equal(false);
    await site.open('open');
    expect(await played).to.equal('played');
    await playsBeyond(element);
  });

  it('can be wished for again after a pause, before anything has come', async () => {
    const {site, element, played} = await waiting();
    element.pause();
    const again = outcome(element.play());
    await site.open('open');
    expect([await played, await again]).to.deep.equal(['AbortError', 'played']);
  });

  it('tries anew after a failure', async () => {
    const site = await mediaSite({rules: [{match: 'short.mp4', status: 404}]});
    const element = await player({src: media(site, 'short.mp4')});
    expect(await outcome(element.play())).to.equal('NotSupportedError');
    await site.heal();
    expect(await outcome(element.play())).to.equal('played');
    expect([element.error, element.status]).to.deep.equal([null, 'ready']);
  });
});
