import {expect} from '@open-wc/testing';
import {collectEvents, waitUntil} from '@uggla/testing';
import '../define.js';
import {known, media, mediaSite, part, PATIENCE_MS, player, press} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

/** Takes the player out of the page and puts it back, so many times. */
async function again(element: UgglaPlayer, times = 20): Promise<void> {
  const {parentElement} = element;
  for (let time = 0; time < times; time++) {
    element.remove();
    await Promise.resolve();
    parentElement!.append(element);
  }
  await element.updateComplete;
}

describe('a player that is taken out and put back twenty times', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  it('hears each key once', async () => {
    const element = await known(media(await mediaSite(), 'film.json'), {hotkeys: 'global'});
    await again(element);
    press(element, 'm');
    expect(element.muted).to.equal(false);
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'm', bubbles: true, cancelable: true}));
    expect(element.muted).to.equal(true);
  });

  it('knows what it knew, and asks for nothing again', async () => {
    const site = await mediaSite();
    const element = await known(media(site, 'film.json'));
    element.currentTime = 4;
    element.playbackRate = 1.5;
    await again(element);
    expect([element.currentTime, element.playbackRate, element.duration, element.status]).to.deep.equal([
      4,
      1.5,
      10,
      'ready',
    ]);
    expect(element.chapters).to.have.length(3);
    expect(await site.requests('film.json')).to.have.length(1);
  });

  it('fires each event once', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    await again(element);
    const changes = collectEvents(element, 'volumechange');
    element.volume = 0.5;
    await waitUntil(() => changes.length > 0, 'no event');
    expect(changes).to.have.length(1);
  });

  it('has the tracks it had, no more', async () => {
    const element = await known(media(await mediaSite(), 'film.json'), {preload: 'metadata'});
    await waitUntil(() => element.media.isConnected, 'nothing was to be loaded', {timeout: PATIENCE_MS});
    await again(element);
    expect([...element.textTracks].map(({language}) => language)).to.deep.equal(['es', 'en']);
    expect(element.renderRoot.querySelectorAll('video, .captions, [role=alert]')).to.have.length(3);
  });

  it('fetches what a removal broke off, once it stays', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', gate: 'late'}]});
    const element = await player({loading: 'eager', preload: 'none', src: media(site, 'film.json')});
    await again(element, 5);
    await site.open('late');
    await waitUntil(() => element.status === 'ready', 'it never knew', {timeout: PATIENCE_MS});
    expect(element.failure).to.equal(undefined);
  });

  it('lets go of its media when it stays away', async () => {
    const site = await mediaSite();
    const element = await player({preload: 'auto', src: media(site, 'clip.mp4')});
    await waitUntil(() => element.readyState > 0, 'it never loaded', {timeout: PATIENCE_MS});
    element.remove();
    await waitUntil(() => !element.media.hasAttribute('src') && element.readyState === 0, 'it holds its media');
    expect([element.paused, element.currentSrc, element.error]).to.deep.equal([true, '', null]);
  });

  it('closes no settings, and keeps no controls hidden', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    part(element, 'settings-button')!.click();
    await waitUntil(() => part(element, 'menu'), 'no settings', {timeout: PATIENCE_MS});
    await again(element);
    expect(part(element, 'menu')).not.to.equal(null);
    expect(element.renderRoot.querySelector('.player')!.classList.contains('idle')).to.equal(false);
  });
});
