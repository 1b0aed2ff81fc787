import {expect, fixture, html, waitUntil} from '@open-wc/testing';
import {nextEvent} from '@uggla/testing';
import '../define.js';
import {film, media, mediaSite, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {recall, recallPlace, remember, rememberPlace} from './memory.js';

describe('the place that a player remembers', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  /** Plays a minute-long description of the clip up to a second in the middle, and is taken away. */
  async function leaveAt(src: string, time: number): Promise<void> {
    const player = await fixture<UgglaPlayer>(html`<uggla-player muted src=${src}></uggla-player>`);
    player.currentTime = time;
    await player.play();
    await playsBeyond(player, time);
    player.remove();
    await waitUntil(() => player.paused, 'it went on');
  }

  it('is where the next visit goes on', async () => {
    // Of the clip's ten seconds only the middle is neither start nor end; it is left at 5.
    const site = await mediaSite({files: {'fixtures/media/film.json': {...film, hls: undefined, duration: 10}}});
    await leaveAt(media(site, 'film.json'), 5);
    rememberPlace('urn:film', 5.2);
    const next = await fixture<UgglaPlayer>(html`<uggla-player muted src=${media(site, 'film.json')}></uggla-player>`);
    await nextEvent(next, 'uggla-ready');
    expect(next.currentTime).to.equal(5.2);
    await next.play();
    await playsBeyond(next, 5.2);
  });

  it('gives way to start-time, to a clip’s own start, and to no-resume', async () => {
    rememberPlace('urn:film', 5.2);
    const site = await mediaSite();
    const src = media(site, 'film.json');
    const [timed, plain, asked] = await Promise.all([
      fixture<UgglaPlayer>(html`<uggla-player loading="eager" preload="none" start-time="2" src=${src}></uggla-player>`),
      fixture<UgglaPlayer>(html`<uggla-player loading="eager" preload="none" no-resume src=${src}></uggla-player>`),
      fixture<UgglaPlayer>(html`<uggla-player loading="eager" preload="none" .currentTime=${7} src=${src}></uggla-player>`),
    ]);
    await waitUntil(() => [timed, plain, asked].every(({status}) => status === 'ready'), 'not ready');
    expect([timed.currentTime, plain.currentTime, asked.currentTime]).to.deep.equal([2, 0, 7]);
  });

  it('is forgotten at the end, and not kept with no-resume', async () => {
    const site = await mediaSite({files: {'fixtures/media/film.json': {...film, hls: undefined}}});
    rememberPlace('urn:film', 5.2);
    await leaveAt(media(site, 'film.json'), 8.5);
    expect(recallPlace('urn:film')).to.equal(undefined);
    rememberPlace('urn:film', 5.2);
    const player = await fixture<UgglaPlayer>(html`<uggla-player muted no-resume src=${media(site, 'film.json')}></uggla-player>`);
    await player.play();
    await playsBeyond(player);
    player.pause();
    player.remove();
    await waitUntil(() => player.paused, 'it went on');
    expect(recallPlace('urn:film')).to.equal(5.2);
  });
});

describe('remember', () => {
  beforeEach(() => localStorage.clear());

  it('keeps all choices in one key', () => {
    remember({volume: 0.3});
    remember({captions: 'es'});
    expect(recall()).to.deep.equal({volume: 0.3, captions: 'es'});
    expect(localStorage.length).to.equal(1);
  });

  it('survives what others wrote there', () => {
    localStorage.setItem('uggla-player', '[broken');
    expect(recall()).to.deep.equal({});
    localStorage.setItem('uggla-player', 'null');
    expect(recallPlace('x')).to.equal(undefined);
    localStorage.setItem('uggla-player', '{"places":{"x":["soon"]}}');
    expect(recallPlace('x')).to.equal(undefined);
  });

  it('keeps the hundred newest places', () => {
    for (let at = 0; at < 103; at++) rememberPlace(`m${at}`, at + 10);
    expect(recallPlace('m2')).to.equal(undefined);
    expect(recallPlace('m3')).to.equal(13);
    rememberPlace('m50', undefined);
    expect(recallPlace('m50')).to.equal(undefined);
  });
});
