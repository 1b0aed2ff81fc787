// Chromium first: films are played and left again and again, by the same script in all engines.
import {expect, fixture, html} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import {setSpeed} from '../controls/speeds.js';
import '../define.js';
import {film, media, mediaSite, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {keptPlace, recall, recallPlace, remember, rememberPlace} from './memory.js';
import type {KeptPlace} from './memory.js';
import type {Places} from './shared-places.js';

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
      fixture<UgglaPlayer>(
        html`<uggla-player loading="eager" preload="none" start-time="2" src=${src}></uggla-player>`,
      ),
      fixture<UgglaPlayer>(html`<uggla-player loading="eager" preload="none" no-resume src=${src}></uggla-player>`),
      fixture<UgglaPlayer>(
        html`<uggla-player loading="eager" preload="none" .currentTime=${7} src=${src}></uggla-player>`,
      ),
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
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted no-resume src=${media(site, 'film.json')}></uggla-player>`,
    );
    await player.play();
    await playsBeyond(player);
    player.pause();
    player.remove();
    await waitUntil(() => player.paused, 'it went on');
    expect(recallPlace('urn:film')).to.equal(5.2);
  });
});

describe('the place that a page keeps for all devices', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  /** What a server would be to the page; `down`: it cannot be reached. */
  class Cloud implements Places {
    readonly kept = new Map<string, KeptPlace>();
    down = false;

    async get(id: string): Promise<KeptPlace | undefined> {
      if (this.down) throw new TypeError('Failed to fetch');
      return this.kept.get(id);
    }

    async set(id: string, place: KeptPlace): Promise<void> {
      if (this.down) throw new TypeError('Failed to fetch');
      this.kept.set(id, place);
    }
  }

  /** The film on one device: only what is in `localStorage` is its own. */
  async function device(cloud: Places, attributes: Partial<UgglaPlayer> = {}): Promise<UgglaPlayer> {
    const site = await mediaSite({files: {'fixtures/media/film.json': {...film, hls: undefined, duration: 10}}});
    const player = Object.assign(document.createElement('uggla-player'), {
      muted: true,
      loading: 'eager',
      preload: 'none',
      places: cloud,
      ...attributes,
    });
    player.src = media(site, 'film.json');
    const ready = nextEvent(player, 'uggla-ready');
    await fixture(html`${player}`);
    await ready;
    return player;
  }

  it('is where another device goes on, and what is kept here gives way when it is older', async () => {
    const cloud = new Cloud();
    rememberPlace('urn:film', 2, Date.now() - 60_000);
    cloud.kept.set('urn:film', {time: 5.5, at: Date.now() - 1000});
    const player = await device(cloud);
    await waitUntil(() => player.currentTime === 5.5, 'it stays at the older place');
    await player.play();
    await playsBeyond(player, 5.5);
    player.pause();
    await waitUntil(
      () => cloud.kept.get('urn:film')!.time > 5.5 || recallPlace('urn:film') === 0,
      'the others were not told',
      {timeout: PATIENCE_MS},
    );
  });

  it('is that of this device when it is newer, and the others are told of it once they can be', async () => {
    const cloud = new Cloud();
    const at = Date.now() - 1000;
    rememberPlace('urn:film', 5.2, at);
    cloud.kept.set('urn:film', {time: 8, at: at - 1000});
    cloud.down = true;
    const player = await device(cloud);
    expect(player.currentTime).to.equal(5.2);
    cloud.down = false;
    dispatchEvent(new Event('online'));
    await waitUntil(() => cloud.kept.get('urn:film')!.time === 5.2, 'the others were not told');
    expect(cloud.kept.get('urn:film')!.at).to.equal(at);
    expect(player.currentTime).to.equal(5.2);
  });

  it('tells that it was seen to the end, so that nobody is led back', async () => {
    const cloud = new Cloud();
    cloud.kept.set('urn:film', {time: 5, at: Date.now() - 1000});
    const player = await device(cloud);
    await waitUntil(() => player.currentTime === 5, 'it never came');
    player.currentTime = 9.6;
    await player.play();
    await waitUntil(() => player.ended, 'it never ended', {timeout: PATIENCE_MS});
    await waitUntil(() => cloud.kept.get('urn:film')!.time === 0, 'the others were not told');
    player.remove();
    localStorage.clear();
    const other = await device(cloud);
    await waitUntil(() => keptPlace('urn:film')?.time === 0, 'it was not asked');
    expect(other.currentTime).to.equal(0);
  });

  it('is not asked for nor told of with no-resume, and gives way to start-time', async () => {
    const cloud = new Cloud();
    cloud.kept.set('urn:film', {time: 5, at: Date.now()});
    const [without, timed] = [await device(cloud, {noResume: true}), await device(cloud, {startTime: 2})];
    await waitUntil(() => keptPlace('urn:film')?.time === 5, 'the second was not asked for');
    expect([without.currentTime, timed.currentTime]).to.deep.equal([0, 2]);
  });

  it('bears whatever a store answers', async () => {
    for (const answer of ['soon', null, {time: '5', at: 1}, {time: -1, at: 1}, {time: 5, at: Infinity}]) {
      let asked = false;
      const player = await device({get: async () => ((asked = true), answer as KeptPlace), set: async () => undefined});
      await waitUntil(() => asked, 'it was not asked');
      await new Promise((done) => setTimeout(done));
      expect([player.currentTime, keptPlace('urn:film')]).to.deep.equal([0, undefined]);
      player.remove();
    }
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

  it('stores nothing in a page with no-memory, nor reads what was stored; within the page choices hold', async () => {
    remember({rate: 2});
    const before = localStorage.getItem('uggla-player');
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player no-memory muted loading="eager" preload="none" src=${media(site, 'film.json')}></uggla-player>`,
    );
    await waitUntil(() => player.status === 'ready', 'not ready', {timeout: PATIENCE_MS});
    expect(player.playbackRate).to.equal(1);
    setSpeed(player, 1.5);
    rememberPlace('urn:film', 5);
    expect([recall().rate, recallPlace('urn:film')]).to.deep.equal([1.5, 5]);
    expect(localStorage.getItem('uggla-player')).to.equal(before);
    player.noMemory = false;
    await player.updateComplete;
    expect([recall().rate, recallPlace('urn:film')]).to.deep.equal([2, undefined]);
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
