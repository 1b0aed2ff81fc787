// Chromium first: trackers of others hear a whole film.
/// <reference path="../../../../node_modules/mux-embed/dist/types/mux-embed.d.ts" />
import {FilteredMediaEvent, getMediaEventFilter} from '@eyevinn/media-event-filter';
import {expect, fixture, html} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import mux from 'mux-embed';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** What Eyevinn's filter of media events says while somebody plays, pauses, jumps and sees the end; each word once. */
async function heardOf(element: UgglaPlayer | HTMLVideoElement): Promise<string[]> {
  const heard = new Set<string>();
  const {teardown} = getMediaEventFilter({
    // Typed for the class of the browser; it only listens, and reads what a media element has.
    mediaElement: element as unknown as HTMLMediaElement,
    callback: (event) => event !== FilteredMediaEvent.TIME_UPDATE && heard.add(event),
    mp4Mode: false,
  });
  await element.play();
  await waitUntil(() => element.currentTime > 0.4 && heard.has('playing'), 'it does not know that it plays', {
    timeout: PATIENCE_MS,
  });
  element.pause();
  await waitUntil(() => heard.has('pause'), 'it did not hear of the pause', {timeout: PATIENCE_MS});
  await element.play();
  const sought = nextEvent(element, 'seeked'); // last, since WebKitGTK may not come out of a pause that follows a jump
  element.currentTime = 8.5;
  await sought;
  await waitUntil(() => heard.has('ended'), 'it did not hear of the end', {timeout: PATIENCE_MS});
  teardown();
  return [...heard].filter((one) => !one.startsWith('buffer')).sort(); // whether it waits is the network's to say
}

describe('a tracker made for <video>', function () {
  this.timeout(PATIENCE_MS * 3);

  beforeEach(() => localStorage.clear());

  it('hears of a player what it hears of a <video>: Eyevinn’s filter of media events', async () => {
    const site = await mediaSite();
    const video = await fixture<HTMLVideoElement>(
      html`<video muted playsinline width="320" src=${media(site, 'clip.mp4')}></video>`,
    );
    video.muted = true;
    const expected = await heardOf(video);
    expect(expected).to.include.members(['loaded', 'playing', 'seeking', 'pause', 'ended']);
    for (const name of ['clip.mp4', 'hls/master.m3u8']) {
      expect(await heardOf(await player({src: media(site, name)})), name).to.include.members(expected);
    }
  });

  it('that asks for the tag’s name is handed the picture inside, and sends what it saw: Mux Data', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'short.mp4')});
    const beacons = async () =>
      (await site.requests('localhost'))
        .filter(({method}) => method === 'POST')
        .map(({body}) => body)
        .join('\n');
    await site.rule({match: 'localhost', status: 204, cors: true});
    mux.monitor(element.media, {
      // It takes addresses that end so for ones of a developer’s own machine, and then sends without TLS.
      beaconCollectionDomain: `${site.base.replace(/^https?:\/\//, '')}localhost`,
      disableCookies: true,
      data: {env_key: 'test', video_title: 'The clip'},
    });
    try {
      await element.play();
      await playsBeyond(element);
      await nextEvent(element, 'ended');
      await new Promise((resolve) => setTimeout(resolve, 100)); // it listens to the picture, which tells the player first
      (element.media as HTMLVideoElement & {mux: {destroy(): void}}).mux.destroy();
      await site.seen('localhost', {count: 1});
      await waitUntil(async () => /"viewend"/.test(await beacons()), 'the view never ended', {timeout: PATIENCE_MS});
      const sent = await beacons();
      for (const event of ['viewstart', 'playerready', 'play', 'playing', 'ended', 'viewend'])
        expect(sent, event).to.contain(`"${event}"`);
      expect(sent).to.contain('The clip');
    } finally {
      (element.media as {mux?: unknown}).mux = undefined;
    }
  });
});
