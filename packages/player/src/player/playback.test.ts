import {expect, fixture, html, waitUntil} from '@open-wc/testing';
import {fixtureSite, nextEvent} from '@uggla/testing';
import '../define.js';
import type {UgglaPlayer} from './player-element.js';

const moves = (player: UgglaPlayer, time = 0.3) => waitUntil(() => player.currentTime > time && !player.paused, 'it never played', {timeout: 15_000});

describe('UgglaPlayer', () => {
  beforeEach(() => localStorage.clear());

  it('plays an MP4 without asking for an engine', async () => {
    const site = await fixtureSite();
    const player = await fixture<UgglaPlayer>(html`<uggla-player muted src=${site.url('fixtures/media/clip.mp4')}></uggla-player>`);
    await player.play();
    await moves(player);
    expect(player.duration).to.be.closeTo(10, 0.2);
    expect(performance.getEntriesByType('resource').some(({name}) => name.includes('hls.'))).to.equal(false);
  });

  it('plays HLS', async () => {
    const site = await fixtureSite();
    const player = await fixture<UgglaPlayer>(html`<uggla-player muted src=${site.url('fixtures/media/hls/master.m3u8')}></uggla-player>`);
    await player.play();
    await moves(player);
    player.currentTime = 7;
    await nextEvent(player, 'seeked');
    expect(player.currentTime).to.be.within(6.9, 8);
    await site.seen('seg_3');
  });
});
