// Chromium first: whole streams are played, by a loader that is the same script in all engines.
import {expect} from '@open-wc/testing';
import {collectEvents, waitUntil} from '@uggla/testing';
import type {FixtureSite} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, part, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const SEGMENT = /\.(m4s|ts|mp4|vtt)$/;

/** Segments (and what begins them) that were asked for, by name. */
const segments = async (site: FixtureSite) =>
  (await site.requests(SEGMENT)).map(({path}) => path.split('/').slice(-2).join('/'));

/** A player whose stream has been looked into, and a while more in which it could have fetched what it should not. */
async function looked(attributes: Readonly<Record<string, string>> = {}, stream = 'hls/master.m3u8') {
  const site = await mediaSite();
  const element = await player({preload: 'metadata', ...attributes});
  const lengths = collectEvents(element, 'durationchange');
  element.src = media(site, stream);
  await waitUntil(() => element.duration > 0, 'its length never became known', {timeout: PATIENCE_MS});
  await new Promise((resolve) => setTimeout(resolve, 600)); // hls.js looks every 100 ms for what to fetch
  return {site, element, lengths};
}

describe('preload of a stream', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('"metadata" brings length and qualities by playlists alone, and no segment', async () => {
    const {site, element, lengths} = await looked();
    expect(await segments(site)).to.deep.equal([]);
    expect((await site.requests('m3u8')).length).to.be.within(2, 3); // the master, one quality, perhaps one of subtitles
    expect(element.duration).to.be.closeTo(10, 0.2);
    expect(lengths.length).to.be.greaterThan(0);
    expect(element.playback.engine!.levels.map(({height}) => height)).to.deep.equal([180, 360]);
    expect([element.paused, element.readyState, element.error]).to.deep.equal([true, 0, null]);
    await element.updateComplete;
    expect(part(element, 'time-display')!.textContent).to.contain('0:10');
  });

  for (const [stream, attributes] of [
    ['hls-audio/master.m3u8', {}],
    ['hls-ts/list.m3u8', {}],
    ['hls/master.m3u8', {loading: 'eager', preload: ''}],
    ['hls/master.m3u8', {loading: 'eager', preload: 'metadata'}],
    ['hls/master.m3u8', {'captions-language': 'en'}],
  ] as const) {
    it(`of ${stream} with ${JSON.stringify(attributes)} is the same, and plays at the first wish`, async () => {
      const {site, element} = await looked(attributes, stream);
      expect(await segments(site)).to.deep.equal([]);
      // hls.js can break the first segment of sound off and stand still: the watch that would mend that is not there.
      Object.assign(element.playback.engine!, {revive: () => undefined});
      await element.play();
      await playsBeyond(element, 0.5);
      if ('captions-language' in attributes)
        await waitUntil(() => part(element, 'captions')!.textContent === 'Hello and welcome.', 'no captions', {
          timeout: PATIENCE_MS,
        });
    });
  }

  it('"none" fetches nothing at all, and load() then brings the playlists', async () => {
    for (const loading of ['visible', 'eager']) {
      const site = await mediaSite();
      const element = await player({preload: 'none', loading, src: media(site, 'hls/master.m3u8')});
      await waitUntil(() => element.status === 'ready');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await site.requests(), loading).to.have.length(0);
      element.load();
      await waitUntil(() => element.duration > 0, 'its length never became known', {timeout: PATIENCE_MS});
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await segments(site), loading).to.deep.equal([]);
    }
  });

  it('"auto" brings segments before anybody plays', async () => {
    const site = await mediaSite();
    const element = await player({preload: 'auto', src: media(site, 'hls/master.m3u8')});
    await waitUntil(() => element.readyState > 1, 'nothing came', {timeout: PATIENCE_MS});
    expect(element.paused).to.equal(true);
    expect((await segments(site)).length).to.be.greaterThan(0);
  });

  it('a place that is chosen meanwhile costs nothing, and is where it begins: what lies before is never fetched', async () => {
    const {site, element} = await looked();
    element.currentTime = 6.5;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await segments(site)).to.deep.equal([]);
    expect(element.currentTime).to.equal(6.5);
    await element.play();
    await playsBeyond(element, 6.6);
    expect((await segments(site)).filter((name) => /seg_[012]\.m4s/.test(name))).to.deep.equal([]);
  });

  it('a wish that comes before the playlist does holds nothing back', async () => {
    const site = await mediaSite({rules: [{match: 'master.m3u8', gate: 'open'}]});
    const element = await player({preload: 'metadata', src: media(site, 'hls/master.m3u8')});
    await site.seen('master.m3u8');
    const played = element.play();
    await site.open('open');
    await played;
    await playsBeyond(element);
  });

  it('a play from outside, as a headset sends it, is a wish too', async () => {
    const {element} = await looked();
    void element.media.play();
    await playsBeyond(element);
  });

  it('a playlist that fails is asked for again, and still brings no segment', async () => {
    const site = await mediaSite({rules: [{match: 'list.m3u8', status: 503, times: 2}]});
    const element: UgglaPlayer = await player({preload: 'metadata', src: media(site, 'hls/master.m3u8')});
    await waitUntil(() => element.duration > 0, 'its length never became known', {timeout: PATIENCE_MS});
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await segments(site)).to.deep.equal([]);
    await element.play();
    await playsBeyond(element);
  });
});
