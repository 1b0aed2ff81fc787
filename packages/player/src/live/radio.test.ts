// Chromium first: live streams are played in their own time.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import {hasState} from '@uggla/core/states.js';
import '../define.js';
import {film, known, media, mediaSite, part, PATIENCE_MS, player, playsBeyond, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {actionsOf} from '../session/session-actions.js';

/** Twenty rounds of 6 s that are kept, and none that follows. */
const PLAYLIST =
  '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXT-X-MEDIA-SEQUENCE:0\n' +
  Array.from(
    {length: 20},
    () => '#EXT-X-DISCONTINUITY\n' + [0, 1, 2].map((at) => `#EXTINF:2,\nseg_${at}.ts\n`).join(''),
  ).join('');

/** A radio on air. */
async function onAir(): Promise<UgglaPlayer> {
  const site = await mediaSite({files: {'fixtures/media/hls-ts/live.m3u8': PLAYLIST}});
  const element = await player({src: media(site, 'hls-ts/live.m3u8'), lang: 'en', layout: 'radio'});
  await element.play();
  await waitUntil(
    () => element.duration === Infinity && element.seekable.length > 0 && element.readyState > 1,
    'it is not live',
    {timeout: PATIENCE_MS},
  );
  await waitUntil(() => element.liveView, 'nothing says so', {timeout: PATIENCE_MS});
  return element;
}

const shown = (element: UgglaPlayer, name: string) => part(element, name)?.checkVisibility() ?? false;

describe('a radio', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('says that it is live, and has nothing to seek by, though the stream keeps its past', async () => {
    const element = await onAir();
    expect(part(element, 'time-display')!.textContent.trim()).to.equal('Live');
    expect([shown(element, 'time-range'), shown(element, 'live-button'), shown(element, 'play-button')]).to.deep.equal([
      false,
      false,
      true,
    ]);
    await expect(element).to.be.accessible();
  });

  it('is not sought by any key, nor by those of the system', async () => {
    const element = await onAir();
    const before = element.currentTime;
    for (const key of ['j', 'ArrowLeft', 'Home', '0', '5']) press(element, key);
    expect(element.currentTime).to.be.within(before - 0.1, before + 5);
    const {seekto, seekforward, seekbackward} = actionsOf(element);
    expect([seekto, seekforward, seekbackward]).to.deep.equal([null, null, null]);
  });

  it('goes on with what is live after a pause', async () => {
    const element = await onAir();
    element.pause();
    element.currentTime = element.range.start + 5; // as if the pause had lasted a minute and more
    await waitUntil(() => !element.seeking && hasState(element, 'behind-live'), 'it does not go back', {
      timeout: PATIENCE_MS,
    });
    await element.play();
    await waitUntil(() => element.currentTime > element.range.end - 10, 'it plays the past', {timeout: PATIENCE_MS});
    expect(element.paused).to.equal(false);
  });

  it('plays a film’s sound without a time bar, and the page may still seek', async () => {
    const site = await mediaSite({
      files: {'fixtures/media/film.json': {...film, audio: {src: 'audio.mp3', type: 'audio/mpeg'}}},
    });
    const element = await player({src: media(site, 'film.json'), layout: 'radio', lang: 'en'});
    await element.play();
    await playsBeyond(element);
    expect([shown(element, 'time-range'), element.currentSrc.endsWith('audio.mp3')]).to.deep.equal([false, true]);
    const before = element.currentTime;
    element.actions.seek(6);
    expect(element.currentTime).to.be.within(before, before + 2);
    element.currentTime = 5;
    await playsBeyond(element, 5.1);
  });

  it('offers neither chapters nor a repeat in its settings; as sound it does', async () => {
    const element = await known(media(await mediaSite(), 'film.json'), {layout: 'radio', lang: 'en'});
    part(element, 'settings-button')!.click();
    await waitUntil(() => part(element, 'menu'), 'no settings', {timeout: PATIENCE_MS});
    const offered = () => [
      element.renderRoot.querySelector('.chapters-button') !== null,
      element.renderRoot.querySelector('.repeat') !== null,
    ];
    expect(offered()).to.deep.equal([false, false]);
    element.layout = 'audio';
    await waitUntil(() => offered().every(Boolean), 'not offered', {timeout: PATIENCE_MS});
    expect(shown(element, 'time-range')).to.equal(true);
  });
});
