import {expect, fixture, html} from '@open-wc/testing';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

describe('MediaHost', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('plays an MP4, and fires the events of a media element under their own names', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(html`<uggla-player muted src=${media(site, 'clip.mp4')}></uggla-player>`);
    const heard = ['play', 'loadstart', 'loadedmetadata', 'canplay', 'playing', 'timeupdate'].map((type) =>
      collectEvents(player, type),
    );
    const onPage = collectEvents(document.body, 'playing');
    expect(player.paused).to.equal(true);
    const played = player.play();
    expect(player.paused).to.equal(false);
    await played;
    await playsBeyond(player);
    await waitUntil(() => heard.every((list) => list.length > 0), 'an event is missing', {timeout: PATIENCE_MS});
    expect(onPage.length, 'they do not bubble').to.equal(0);
    expect(player.duration).to.be.closeTo(10, 0.2);
    expect(player.readyState).to.be.greaterThan(1);
    expect(player.videoWidth).to.equal(320);
    expect(player.played.length).to.equal(1);
    expect(player.buffered.length).to.equal(1);
    expect(player.currentSrc).to.equal(media(site, 'clip.mp4'));
    expect(player.error).to.equal(null);
    player.pause();
    expect(player.paused).to.equal(true);
  });

  it('keeps a place that was set before anything was loaded', async () => {
    const site = await mediaSite();
    const player = document.createElement('uggla-player');
    player.currentTime = 4;
    player.muted = true;
    player.src = media(site, 'clip.mp4');
    await fixture(html`${player}`);
    expect(player.currentTime).to.equal(4);
    await player.play();
    await playsBeyond(player, 4);
    const seconds = Array.from(
      {length: player.played.length},
      (_, at) => player.played.end(at) - Math.min(3.5, player.played.start(at)),
    );
    expect(Math.max(...seconds), 'of the beginning nothing was played').to.be.below(2);
  });

  it('seeks, and comes to its end', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted src=${media(site, 'short.mp4')}></uggla-player>`,
    );
    await player.play();
    const sought = nextEvent(player, 'seeked');
    player.currentTime = 1.6;
    await sought;
    await nextEvent(player, 'ended');
    expect(player.ended).to.equal(true);
    expect(player.paused).to.equal(true);
  });

  it('takes attributes and properties in any order, attached or not', async () => {
    const site = await mediaSite();
    const attributes: [string, string][] = [
      ['src', media(site, 'clip.mp4')],
      ['muted', ''],
      ['loop', ''],
      ['volume', '0.25'],
      ['preload', 'metadata'],
      ['crossorigin', 'anonymous'],
      ['autoplay', ''],
    ];
    for (const order of [attributes, [...attributes].reverse()]) {
      for (const early of [true, false]) {
        const player = document.createElement('uggla-player');
        if (!early) await fixture(html`${player}`);
        for (const [name, value] of order) player.setAttribute(name, value);
        if (early) await fixture(html`${player}`);
        expect({muted: player.muted, loop: player.loop, autoplay: player.autoplay}).to.deep.equal({
          muted: true,
          loop: true,
          autoplay: true,
        });
        expect(player.volume).to.equal(0.25);
        expect(player.crossOrigin).to.equal('anonymous');
        await playsBeyond(player);
        expect(player.muted).to.equal(true);
        player.remove();
      }
    }
  });

  it('keeps its speed as it loads', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player playback-rate="1.5" src=${media(site, 'clip.mp4')}></uggla-player>`,
    );
    expect(player.playbackRate).to.equal(1.5);
    await player.playback.load();
    await waitUntil(() => player.readyState > 0, 'it never loaded', {timeout: PATIENCE_MS});
    expect(player.playbackRate).to.equal(1.5);
    player.removeAttribute('playback-rate');
    expect(player.playbackRate).to.equal(1);
  });

  it('takes up what was set before the element was defined', async () => {
    const site = await mediaSite();
    const tag = 'uggla-player-late';
    const player = document.createElement(tag) as UgglaPlayer;
    Object.assign(player, {src: media(site, 'clip.mp4'), currentTime: 3, volume: 0.5, muted: true});
    await fixture(html`${player}`);
    customElements.define(tag, class extends customElements.get('uggla-player')! {});
    await player.updateComplete;
    expect(player.currentTime).to.equal(3);
    expect(player.volume).to.equal(0.5);
    expect(player.muted).to.equal(true);
  });

  it('keeps a bad value, warns of it once, and acts as by default', async () => {
    const warnings: string[] = [];
    const {warn} = console;
    console.warn = (text: string) => warnings.push(text);
    try {
      const player = await fixture<UgglaPlayer>(
        html`<uggla-player volume="loud" playback-rate="0" layout="round" loading="lazy" quality="best" start-time="soon"></uggla-player>`,
      );
      player.requestUpdate();
      await player.updateComplete;
      expect(player.volume).to.equal(1);
      expect(player.playbackRate).to.equal(1);
      expect(player.getAttribute('volume')).to.equal('loud');
      expect(player.layout).to.equal('round');
      expect(warnings.filter((text) => text.includes('uggla-player'))).to.have.length(6);
    } finally {
      console.warn = warn;
    }
  });

  it('rejects play() as a media element does', async () => {
    const site = await mediaSite();
    const empty = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    expect(await empty.play().catch(({name}: Error) => name)).to.equal('NotSupportedError');
    const player = await fixture<UgglaPlayer>(html`<uggla-player muted src=${media(site, 'clip.mp4')}></uggla-player>`);
    const played = player.play();
    player.pause();
    expect(await played.catch(({name}: Error) => name)).to.equal('AbortError');
    expect(() => (player.currentTime = NaN)).to.throw(TypeError);
  });

  it('takes the first <source> that plays, and its <track>s', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(html`
      <uggla-player muted captions-language="en">
        <source src=${media(site, 'none.xyz')} type="video/x-nothing" />
        <source src=${media(site, 'missing.mp4')} type="video/mp4" />
        <source src=${media(site, 'clip.mp4')} type="video/mp4" />
        <track kind="captions" srclang="en" label="English" src=${media(site, 'captions.en.vtt')} />
        <track kind="chapters" srclang="en" src=${media(site, 'chapters.vtt')} />
      </uggla-player>
    `);
    await player.play();
    await playsBeyond(player);
    expect(player.currentSrc).to.contain('clip.mp4');
    expect(await site.requests('none.xyz')).to.have.length(0);
    expect([...player.textTracks].map(({kind, mode}) => `${kind} ${mode}`)).to.deep.equal([
      'captions showing',
      'chapters hidden',
    ]);
    await waitUntil(() => player.chapters.length === 3, 'the chapters never came');
    expect(player.chapters[1]).to.deep.equal({start: 3, end: 7, title: 'Middle'});
  });

  it('begins anew with another src', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(html`<uggla-player muted src=${media(site, 'clip.mp4')}></uggla-player>`);
    await player.play();
    await playsBeyond(player);
    player.src = media(site, 'short.mp4');
    await player.updateComplete;
    expect(player.paused).to.equal(true);
    expect(player.currentTime).to.equal(0);
    await player.play();
    await playsBeyond(player);
    expect(player.duration).to.be.closeTo(2, 0.4);
    player.removeAttribute('src');
    await player.updateComplete;
    expect(player.status).to.equal('idle');
  });

  it('goes on when it is moved, and stops when it is taken away', async () => {
    const site = await mediaSite();
    const box = await fixture(html`<div><div id="a"></div><div id="b"></div></div>`);
    const player = Object.assign(document.createElement('uggla-player'), {
      src: media(site, 'hls/master.m3u8'),
      muted: true,
    });
    box.querySelector('#a')!.append(player);
    await player.play();
    await playsBeyond(player);
    box.querySelector('#b')!.append(player);
    const {currentTime} = player;
    await player.play();
    await playsBeyond(player, currentTime + 0.2);
    player.remove();
    await waitUntil(() => player.paused, 'it played on outside the page');
    const left = player.currentTime;
    box.querySelector('#a')!.append(player);
    await player.updateComplete;
    expect(player.currentTime).to.equal(left);
    await player.play();
    await playsBeyond(player, left + 0.1);
  });

  it('leaves nothing behind when it is taken away while loading', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', gate: 'description', times: 1}]});
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player loading="eager" src=${media(site, 'film.json')}></uggla-player>`,
    );
    const errors = collectEvents(document, 'uggla-error');
    await site.seen('film.json');
    const parent = player.parentElement!;
    player.remove();
    await site.seen('film.json', {ended: 'gone'});
    expect(errors).to.have.length(0);
    const ready = nextEvent(player, 'uggla-ready');
    parent.append(player);
    await ready;
    expect(player.status).to.equal('ready');
  });
});
