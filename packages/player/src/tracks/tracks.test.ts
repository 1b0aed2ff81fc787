import {expect} from '@open-wc/testing';
import {collectEvents, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import {followNative} from './follow-native.js';
import {MediaList} from './media-list.js';
import type {SoundTrack} from './media-list.js';

const until = (holds: () => boolean, trouble: string) => waitUntil(holds, trouble, {timeout: PATIENCE_MS});

describe('what a page finds of a stream to choose among', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('are its sounds, as HTML has them; one that is enabled is heard, and the page is told', async () => {
    const element = await player({src: media(await mediaSite(), 'hls-audio/master.m3u8'), lang: 'es'});
    const {audioTracks} = element;
    expect([audioTracks.length, audioTracks.getTrackById('0'), [...audioTracks]]).to.deep.equal([0, null, []]);
    const came = collectEvents(audioTracks, 'addtrack');
    await element.play();
    await until(() => audioTracks.length === 2, 'no sounds');
    expect(element.audioTracks, 'the list stays the same').to.equal(audioTracks);
    expect(came.map((event) => (event as Event & {track: SoundTrack}).track)).to.deep.equal([...audioTracks]);
    expect([...audioTracks].map(({kind, label, language}) => [kind, label, language])).to.deep.equal([
      ['main', 'Español', 'es'],
      ['alternative', 'English', 'en'],
    ]);
    await until(() => audioTracks[0]!.enabled, 'the language of the page is not heard');
    let heard = 0;
    audioTracks.onchange = () => heard++;
    const changes = collectEvents(audioTracks, 'change');
    audioTracks[0]!.enabled = false; // one is always heard
    audioTracks.getTrackById(audioTracks[1]!.id)!.enabled = true;
    await until(() => changes.length === 1, 'nobody was told');
    expect([...audioTracks].map(({enabled}) => enabled)).to.deep.equal([false, true]);
    expect([element.playback.engine!.audioTrack, heard]).to.deep.equal([1, 1]);
    element.remove();
    await until(() => audioTracks.length === 0, 'it holds what is gone');
  });

  it('are its qualities from low to high; choosing one sets quality, and -1 leaves the choice to the player', async () => {
    const element = await player({src: media(await mediaSite(), 'hls/master.m3u8')});
    const {videoRenditions} = element;
    expect([videoRenditions.length, videoRenditions.selectedIndex]).to.deep.equal([0, -1]);
    const came = collectEvents(videoRenditions, 'addrendition');
    const went = collectEvents(videoRenditions, 'removerendition');
    await element.play();
    await until(() => videoRenditions.length === 2, 'no qualities');
    expect(
      [...videoRenditions].map(({width, height, frameRate, codec}) => [width, height, frameRate, codec]),
    ).to.deep.equal([
      [320, 180, 24, 'avc1.4d400d,mp4a.40.2'],
      [640, 360, 24, 'avc1.4d401e,mp4a.40.2'],
    ]);
    expect([came.length, videoRenditions[1]!.bitrate > videoRenditions[0]!.bitrate]).to.deep.equal([2, true]);
    const changes = collectEvents(videoRenditions, 'change');
    videoRenditions.selectedIndex = 1;
    await until(() => changes.length === 1, 'nobody was told');
    expect([element.quality, videoRenditions.selectedIndex, videoRenditions[1]!.selected]).to.deep.equal([
      '360',
      1,
      true,
    ]);
    await until(() => element.videoHeight === 360, 'it is not what is seen');
    element.quality = '180';
    await until(() => videoRenditions.selectedIndex === 0, 'the list does not know');
    videoRenditions.getRenditionById(videoRenditions[0]!.id)!.selected = false;
    await until(() => videoRenditions.selectedIndex === -1, 'it still holds to one');
    expect([element.quality, changes.length]).to.deep.equal(['auto', 3]);
    const before = [...videoRenditions];
    element.src = media(await mediaSite(), 'clip.mp4');
    await until(() => went.length === 2, 'it holds the qualities of another film');
    expect(went.map((event) => (event as unknown as {rendition: unknown}).rendition)).to.deep.equal(before);
    videoRenditions.selectedIndex = 1;
    await element.play();
    await playsBeyond(element);
    expect([element.quality, videoRenditions.length]).to.deep.equal(['auto', 0]);
  });

  it('are what the browser itself knows of a file, where it knows that', async () => {
    const native = Object.assign(new EventTarget(), {
      length: 2,
      0: {id: '2', kind: 'main', label: '', language: 'es', enabled: true},
      1: {id: '3', kind: 'translation', label: 'English', language: 'en', enabled: false},
    });
    const list = new MediaList<SoundTrack>();
    const stop = new AbortController();
    followNative(native, list, stop.signal);
    expect([...list].map(({id, language, enabled}) => [id, language, enabled])).to.deep.equal([
      ['2', 'es', true],
      ['3', 'en', false],
    ]);
    const changes = collectEvents(list, 'change');
    list[1]!.enabled = true;
    native.dispatchEvent(new Event('change'));
    expect([native[1].enabled, changes.length]).to.deep.equal([true, 1]);
    native.length = 1;
    native.dispatchEvent(new Event('removetrack'));
    expect(list.length).to.equal(1);
    stop.abort();
    expect(list.length).to.equal(0);
    followNative(native, list, stop.signal);
    followNative(undefined, list, new AbortController().signal);
    expect(list.length, 'nothing of a film that is gone').to.equal(0);
  });

  it('of a file are its own sounds in browsers that have such a list', async () => {
    const element = await player({src: media(await mediaSite(), 'clip.mp4')});
    await element.play();
    await playsBeyond(element);
    const {audioTracks: native} = element.media as HTMLVideoElement & {audioTracks?: {length: number}};
    await until(() => element.audioTracks.length === (native?.length ?? 0), 'it knows another number');
  });
});
