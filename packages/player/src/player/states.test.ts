import {expect} from '@open-wc/testing';
import {hasState} from '@uggla/core/states.js';
import {collectEvents, nextEvent} from '@uggla/testing';
import '../define.js';
import {known, media, mediaSite, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

const NAMES = ['loading', 'ready', 'failed', 'playing', 'paused', 'waiting', 'ended', 'audio', 'fullscreen'];
const states = (element: UgglaPlayer) => NAMES.filter((name) => hasState(element, name));

describe('the states of a player, for CSS and scripts', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  it('with nothing to play: paused, and nothing else', async () => {
    const element = await player();
    expect(states(element)).to.deep.equal(['paused']);
    expect(element.status).to.equal('idle');
  });

  it('while its description is on the way, and when it is there', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', gate: 'open'}]});
    const element = await player({loading: 'eager', preload: 'none', src: media(site, 'film.json')});
    expect(states(element)).to.deep.equal(['loading', 'paused']);
    await site.open('open');
    await nextEvent(element, 'uggla-ready');
    expect(states(element)).to.deep.equal(['ready', 'paused']);
  });

  it('while somebody waits for it to play', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', gate: 'open'}]});
    const element = await player({src: media(site, 'film.json')});
    element.play().catch(() => undefined);
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['loading', 'playing', 'waiting']);
    expect(element.renderRoot.querySelector('[role=status]')!.textContent.trim()).to.match(/\w/);
    element.pause();
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['loading', 'paused']);
    await site.open('open');
  });

  it('after a failure, and with another film', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', status: 500}]});
    const element = await player({src: media(site, 'film.json')});
    await element.play().catch(() => undefined);
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['failed', 'paused']);
    element.src = media(site, 'song.json');
    await nextEvent(element, 'uggla-ready');
    expect(states(element)).to.deep.equal(['ready', 'paused', 'audio']);
    element.src = '';
    await element.updateComplete;
    await element.updateComplete;
    expect(element.status).to.equal('idle');
    expect(states(element)).to.deep.equal(['paused']);
  });

  it('are told of once a film: uggla-ready, which neither bubbles nor can be stopped', async () => {
    const site = await mediaSite();
    const element = await player({loading: 'eager', preload: 'none'});
    const [own, page] = [collectEvents(element, 'uggla-ready'), collectEvents(document, 'uggla-ready')];
    for (const name of ['film.json', 'song.json', 'clip.mp4']) {
      const ready = nextEvent(element, 'uggla-ready');
      element.src = media(site, name);
      await ready;
    }
    await element.updateComplete;
    expect(own).to.have.length(3);
    expect(page).to.have.length(0);
    expect(own.every(({cancelable}) => !cancelable)).to.equal(true);
  });

  it('tell of a failure up the page, with the code and the player', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', status: 403}]});
    const heard = collectEvents<Event & {error: {code: string; status: number}}>(document, 'uggla-error');
    const element = await player({loading: 'eager', preload: 'none', src: media(site, 'film.json')});
    if (element.status !== 'failed') await nextEvent(element, 'uggla-error');
    expect(heard).to.have.length(1);
    expect(heard[0]!.target).to.equal(element);
    expect([heard[0]!.error.code, heard[0]!.error.status]).to.deep.equal(['media-forbidden', 403]);
  });

  it('of two players on a page are their own', async () => {
    const site = await mediaSite();
    const [one, other] = await Promise.all([known(media(site, 'film.json')), known(media(site, 'song.json'))]);
    expect([states(one), states(other)]).to.deep.equal([
      ['ready', 'paused'],
      ['ready', 'paused', 'audio'],
    ]);
    one.src = '';
    await one.updateComplete;
    await one.updateComplete;
    expect(states(other)).to.deep.equal(['ready', 'paused', 'audio']);
  });
});
