// Chromium first: a film is played for each answer that a browser may give, and these are played here.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {recall, remember} from '../memory/memory.js';
import {levelFor} from './choices-controller.js';

/** A stream whose engine knows what there is to choose from; it does not play. */
async function stream(name: string, attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const element = await player({src: media(await mediaSite(), name), ...attributes});
  await element.playback.load();
  const {engine} = element.playback;
  await waitUntil(() => engine!.levels.length > 1 || engine!.audioTracks.length > 1, 'no choices', {
    timeout: PATIENCE_MS,
  });
  await element.updateComplete;
  return element;
}

describe('levelFor', () => {
  const level = (id: number, height: number, bitrate: number) => ({id, height, bitrate});

  it('takes the better of two with as many lines, in whatever order they come', () => {
    const levels = [level(0, 720, 4e6), level(1, 360, 8e5), level(2, 720, 2e6)];
    expect(levelFor({levels}, '720')).to.equal(0);
    expect(levelFor({levels}, '719')).to.equal(1);
  });

  it('leaves it to the engine for what is no number of lines', () => {
    const levels = [level(0, 360, 1), level(1, 720, 2)];
    for (const quality of ['auto', '', 'high', '0', '-720', 'NaN', 'p720'])
      expect(levelFor({levels}, quality), quality).to.equal(-1);
  });

  it('counts sound alone as no lines at all', () => {
    const levels = [level(0, 0, 64_000), level(1, 360, 8e5)];
    expect([levelFor({levels}, '100'), levelFor({levels}, '360')]).to.deep.equal([0, 1]);
  });
});

describe('what is chosen of a stream', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  for (const [quality, level] of [
    ['auto', -1],
    ['180', 0],
    ['360p', 1],
    ['4000', 1],
    ['90', 0],
  ] as const) {
    it(`quality="${quality}" before anything is known counts as soon as it is`, async () => {
      const element = await stream('hls/master.m3u8', {quality});
      expect(element.playback.engine!.level).to.equal(level);
    });
  }

  for (const [name, attributes, kept, track] of [
    ['the language of the page', {lang: 'en'}, undefined, 1],
    ['what the viewer chose last, before that', {lang: 'es'}, 'en', 1],
    ['what the page names, before all', {lang: 'es', 'audio-language': 'en-GB'}, 'es', 1],
    ['what the stream begins with, when there is nothing that fits', {lang: 'fr'}, undefined, 0],
  ] as const) {
    it(`speaks ${name}`, async () => {
      if (kept) remember({audio: kept});
      const element = await stream('hls-audio/master.m3u8', attributes);
      await waitUntil(() => element.playback.engine!.audioTrack === track, 'another language', {timeout: PATIENCE_MS});
    });
  }

  it('is remembered when the viewer chooses, not when the page does', async () => {
    const element = await stream('hls-audio/master.m3u8', {lang: 'es'});
    element.audioLanguage = 'en';
    await waitUntil(() => element.playback.engine!.audioTrack === 1, 'it does not obey', {timeout: PATIENCE_MS});
    expect(recall().audio).to.equal(undefined);
    element.actions.chooseAudio(0);
    expect(recall().audio).to.equal('es');
    await element.updateComplete;
    await waitUntil(() => element.playback.engine!.audioTrack === 0, 'the viewer’s choice did not stay', {
      timeout: PATIENCE_MS,
    });
  });
});
