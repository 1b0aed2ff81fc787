// Chromium first: films are played to their ends; like-video.test.ts tries what an element of media is.
import {expect, fixture, html} from '@open-wc/testing';
import {fixtureSite, nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {known, media, mediaSite, part, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

/** What docs/guides/player.md says that a player lacks. */
const LACKING = ['srcObject', 'width', 'height'];

/** Names that HTML gives a `<video>` in this browser, less those with a prefix and the `on…` ones, which the docs name as kinds. */
const namesOf = () =>
  [HTMLMediaElement, HTMLVideoElement]
    .flatMap(({prototype}) => Object.getOwnPropertyNames(prototype))
    .filter((name) => !/^(constructor|on.*|webkit.*|moz.*)$/.test(name));

const constantsOf = () =>
  Object.entries(HTMLMediaElement).filter(([name]) => /^(HAVE|NETWORK)_/.test(name)) as [
    keyof UgglaPlayer & keyof typeof UgglaPlayer,
    number,
  ][];

describe('lend', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  it('leaves nothing out of what this browser’s <video> has, but for what the docs say', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    expect(
      namesOf()
        .filter((name) => !(name in element))
        .sort(),
    ).to.deep.equal([...LACKING].sort());
    const docs = await (await fetch((await fixtureSite()).url('docs/guides/player.md'))).text();
    const section = /## What a `<video>` has and the player has not\n([\s\S]*?)\n## /.exec(docs)?.[1] ?? '';
    for (const name of [...LACKING, 'on', 'webkit', 'moz']) expect(section, name).to.contain(`\`${name}`);
  });

  it('keeps to what the browser has: no method is there that would not work', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    for (const name of [
      'requestPictureInPicture',
      'requestVideoFrameCallback',
      'getVideoPlaybackQuality',
      'setSinkId',
      'captureStream',
      'getStartDate',
    ]) {
      expect(name in element, name).to.equal(name in document.createElement('video'));
    }
  });

  it('has each method as a method, whoever asks', async () => {
    const [element, video] = [
      await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`),
      document.createElement('video'),
    ];
    for (const name of namesOf().filter((one) => one in element)) {
      expect(typeof (element as unknown as Record<string, unknown>)[name], name).to.equal(
        typeof (video as unknown as Record<string, unknown>)[name],
      );
    }
  });

  it('has the constants on elements and on the class, and nobody can change them', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    const Player = element.constructor as typeof UgglaPlayer;
    expect(constantsOf()).to.have.length(9);
    for (const [name, value] of constantsOf()) {
      expect([element[name], Player[name]], name).to.deep.equal([value, value]);
      expect(() => Object.assign(element, {[name]: 7}), name).to.throw(TypeError);
    }
    expect(element.readyState).to.equal(Player.HAVE_NOTHING);
  });

  it('lets methods and properties reach the picture that plays', async function () {
    const site = await mediaSite();
    const element = await player({src: media(site, 'clip.mp4')});
    await element.play();
    await playsBeyond(element);
    const quality = (element as unknown as HTMLVideoElement).getVideoPlaybackQuality();
    await waitUntil(
      () => (element as unknown as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames > 0,
      'no picture was counted',
      {timeout: PATIENCE_MS},
    );
    expect(quality).to.be.instanceOf(VideoPlaybackQuality);
  });
});

describe('of what a <video> does, a player', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('seeks fast, also before anything is loaded', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'clip.mp4')});
    element.fastSeek(4);
    expect(element.currentTime).to.equal(4);
    await element.play();
    await playsBeyond(element, 4);
    const sought = nextEvent(element, 'seeked');
    element.fastSeek(8);
    await sought;
    expect(element.currentTime, 'or a picture near it: there is one in two seconds').to.be.within(5.9, 9.5);
  });

  it('shows what the page writes into a text track of its own, whatever the viewer had before', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'clip.mp4'), 'captions-language': 'off'});
    const track = element.addTextTrack('captions', 'Notes', 'en');
    expect([track.kind, track.label, track.language, track.mode]).to.deep.equal(['captions', 'Notes', 'en', 'hidden']);
    expect([...element.textTracks]).to.include(track);
    await element.play();
    await playsBeyond(element);
    expect(part(element, 'captions')!.textContent, 'it is hidden').to.equal('');
    track.addCue(new VTTCue(0, 10, 'Said by the page'));
    track.mode = 'showing';
    await waitUntil(() => part(element, 'captions')!.textContent === 'Said by the page', 'it is not shown', {
      timeout: PATIENCE_MS,
    });
    expect(part(element, 'captions-button')!.getAttribute('aria-pressed')).to.equal('true');
    part(element, 'captions-button')!.click();
    await waitUntil(() => track.mode === 'disabled', 'the viewer cannot turn it off');
  });

  it('lets a track of the page show also when captions of the film come after it', async () => {
    const element = await player({loading: 'eager', preload: 'none'});
    const track = element.addTextTrack('subtitles', 'Ours');
    track.mode = 'showing';
    await element.updateComplete;
    expect(track.mode).to.equal('showing');
    element.src = media(await mediaSite(), 'film.json');
    await nextEvent(element, 'uggla-ready');
    await waitUntil(() => element.textTracks.length > 2, 'the captions of the film never came');
    await element.updateComplete;
    expect(track.mode).to.equal('showing');
  });

  it('refuses a kind of track that does not exist', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    expect(() => element.addTextTrack('nonsense' as TextTrackKind)).to.throw(TypeError);
    expect(element.textTracks.length).to.equal(0);
  });

  it('gives no window to the picture, and no button for it, with disablepictureinpicture', async () => {
    const button = (element: HTMLElement) => part(element, 'pip-button') !== null;
    const src = media(await mediaSite(), 'film.json');
    const element = await known(src, {disablepictureinpicture: ''});
    expect(element.disablePictureInPicture).to.equal(true);
    if ('disablePictureInPicture' in HTMLVideoElement.prototype)
      expect(element.media.disablePictureInPicture).to.equal(true);
    expect(button(element)).to.equal(false);
    element.disablePictureInPicture = false;
    await element.updateComplete;
    expect(element.hasAttribute('disablepictureinpicture')).to.equal(false);
    expect(button(element)).to.equal(document.pictureInPictureEnabled === true);
  });

  it('refuses a window for a picture that it does not have yet, as a <video> does', async () => {
    const [element, video] = [
      await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`),
      document.createElement('video'),
    ];
    const ask = (one: Pick<HTMLVideoElement, 'requestPictureInPicture'>) =>
      one.requestPictureInPicture?.().then(
        () => 'opened',
        ({name}: Error) => name,
      );
    expect(await ask(element)).to.equal(await ask(video));
  });

  it('hides its controls for scripts that bring others: controls = false', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    expect(element.controls).to.equal(true);
    element.controls = false;
    await element.updateComplete;
    expect([element.noControls, part(element, 'control-bar')]).to.deep.equal([true, null]);
    element.controls = true;
    await element.updateComplete;
    expect(part(element, 'control-bar')).not.to.equal(null);
  });
});
