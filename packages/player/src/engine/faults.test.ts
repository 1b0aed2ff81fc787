// Chromium first: whole streams are played; faults.long.test.ts plays all faults in all engines.
import {expect, fixture, html, nextFrame} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {engineRequests, media, mediaSite, part, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {FAULTS} from './faults.test.kit.js';

const hls = (src: string) => fixture<UgglaPlayer>(html`<uggla-player muted src=${src}></uggla-player>`);

describe('what a viewer sees when something fails', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('nothing, when a segment fails once', async () => {
    const site = await mediaSite({rules: [{match: /seg_0\.m4s/, status: 500, times: 1}]});
    const player = await hls(media(site, 'hls/master.m3u8'));
    const errors = collectEvents(player, 'uggla-error');
    await player.play();
    await playsBeyond(player);
    expect((await site.requests('seg_0')).map(({status}) => status)).to.include(500);
    expect(errors).to.have.length(0);
  });

  it('nothing, when a connection is cut in the middle of a segment', async () => {
    const site = await mediaSite({rules: [{match: /seg_0\.m4s/, cutAfter: 1000, times: 1}]});
    const player = await hls(media(site, 'hls/master.m3u8'));
    await player.play();
    await playsBeyond(player, 0.5);
    expect(player.status).to.equal('ready');
  });

  for (const {name, src, rules} of FAULTS.filter((one) => one.src === 'hls/low/list.m3u8' && one.sees === 'nothing')) {
    it(`nothing, when ${name}`, async () => {
      const player = await hls(media(await mediaSite({rules: [...rules]}), src!));
      const errors = collectEvents(player, 'uggla-error');
      await player.play();
      await waitUntil(() => Number.isFinite(player.duration), 'it is live still');
      player.currentTime = 7;
      await playsBeyond(player, 7.2);
      expect(errors).to.have.length(0);
    });
  }

  it('a panel with the reason, when there is nothing to fall back to; a retry goes on once the file is there', async () => {
    const site = await mediaSite({rules: [{match: 'master.m3u8', status: 404}]});
    const player = await hls(media(site, 'hls/master.m3u8'));
    const failed = nextEvent<UgglaErrorEvent>(document, 'uggla-error');
    const native = nextEvent(player, 'error');
    expect(await player.play().catch(({name}: Error) => name)).to.equal('NotSupportedError');
    const {error} = await failed;
    await native;
    expect(error.code).to.equal('media-unavailable');
    expect(error.status).to.equal(404);
    expect(player.error?.code).to.equal(2);
    await nextFrame();
    expect(part(player, 'error')?.textContent).to.contain('not found');
    expect(part(player, 'control-bar'), 'nothing to focus below the panel').to.equal(null);
    await site.heal();
    part(player, 'retry-button')!.click();
    await playsBeyond(player);
    expect(part(player, 'error')).to.equal(null);
    expect(player.error).to.equal(null);
  });

  for (const [name, file, rule, code] of [
    ['a missing MP4', 'clip.mp4', {status: 404}, 'media-unavailable'],
    ['an MP4 that is forbidden', 'clip.mp4', {status: 403}, 'media-forbidden'],
    ['text that calls itself MP4', 'not-a-video.mp4', undefined, 'media-unsupported'],
    [
      'a page in place of a playlist',
      'hls/master.m3u8',
      {body: '<!doctype html><p>Sign in</p>', type: 'text/html'},
      'media-unsupported',
    ],
    ['a playlist that is forbidden', 'hls/master.m3u8', {status: 401}, 'media-forbidden'],
    ['a description that is missing', 'film.json', {status: 404}, 'media-unavailable'],
    [
      'a description with a fault in it',
      'film.json',
      {body: {id: 'x', kind: 'video', title: 'x', duration: 'long'}},
      'media-invalid',
    ],
    ['a description that is no JSON', 'film.json', {body: '<p>', type: 'text/html'}, 'media-invalid'],
    [
      'a description with nothing to play',
      'film.json',
      {body: {id: 'x', kind: 'video', title: 'x', duration: 3}},
      'media-unsupported',
    ],
  ] as const) {
    it(`${code}, for ${name}`, async () => {
      const site = await mediaSite();
      if (rule) await site.rule({match: file, ...rule});
      const player = await hls(media(site, file));
      const failed = nextEvent<UgglaErrorEvent>(player, 'uggla-error');
      player.play().catch(() => undefined);
      expect((await failed).error.code).to.equal(code);
      expect(player.status).to.equal('failed');
      await player.updateComplete;
      expect(part(player, 'error')!.textContent).to.contain(code);
    });
  }

  it('no address that is not one of media is ever followed', async () => {
    const player = await hls('javascript:alert(1)');
    const failed = nextEvent<UgglaErrorEvent>(player, 'uggla-error');
    player.play().catch(() => undefined);
    expect((await failed).error.code).to.equal('media-unsupported');
  });

  it('asks for no engine, and for no media, before somebody wishes to play', async () => {
    const site = await mediaSite();
    const before = engineRequests();
    const player = await hls(media(site, 'film.json'));
    await nextEvent(player, 'uggla-ready');
    await waitUntil(() => part<HTMLImageElement>(player, 'poster')?.complete, 'no poster');
    expect((await site.requests()).map(({path}) => path.split('/').at(-1)).sort()).to.deep.equal([
      'film.json',
      'poster.jpg',
    ]);
    expect(engineRequests()).to.equal(before);
    expect(player.duration).to.equal(10);
    expect(player.readyState).to.equal(0);
  });

  it('fetches nothing at all while it is out of sight', async () => {
    const site = await mediaSite();
    const page = await fixture(
      html`<div><div class="far"></div><uggla-player src=${media(site, 'film.json')}></uggla-player></div>`,
    );
    (page.firstElementChild as HTMLElement).style.height = '4000px';
    const player = page.querySelector('uggla-player')!;
    await new Promise((resolve) => new IntersectionObserver(resolve).observe(player));
    await player.updateComplete;
    expect(await site.requests()).to.have.length(0);
    player.scrollIntoView();
    await nextEvent(player, 'uggla-ready');
  });

  it('waits with loading="play", and does not with loading="eager"', async () => {
    const site = await mediaSite();
    const waiting = await fixture<UgglaPlayer>(
      html`<uggla-player muted loading="play" src=${media(site, 'film.json')}></uggla-player>`,
    );
    await new Promise((resolve) => new IntersectionObserver(resolve).observe(waiting));
    await waiting.updateComplete;
    expect(await site.requests()).to.have.length(0);
    await waiting.play();
    const eager = await fixture<UgglaPlayer>(
      html`<uggla-player loading="eager" src=${media(site, 'short.mp4')}></uggla-player>`,
    );
    await waitUntil(() => eager.readyState > 0, 'its head never came', {timeout: PATIENCE_MS});
    expect(eager.paused).to.equal(true);
  });
});
