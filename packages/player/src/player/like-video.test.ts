import {expect, fixture, html} from '@open-wc/testing';
import {collectEvents} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, player} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

/** What scripts read of a `<video>`; ranges and lists by their length. */
const READ = [
  'autoplay',
  'buffered',
  'crossOrigin',
  'currentSrc',
  'currentTime',
  'defaultMuted',
  'defaultPlaybackRate',
  'duration',
  'ended',
  'error',
  'loop',
  'muted',
  'networkState',
  'paused',
  'playbackRate',
  'played',
  'poster',
  'preservesPitch',
  'readyState',
  'seekable',
  'seeking',
  'src',
  'textTracks',
  'videoHeight',
  'videoWidth',
  'volume',
] as const;

const read = (element: object, name: string) => {
  const value = (element as Record<string, unknown>)[name];
  return value && typeof value === 'object' && 'length' in value ? `length ${String(value.length)}` : value;
};

describe('to a script for <video>, a player', () => {
  beforeEach(() => localStorage.clear());

  for (const name of READ) {
    it(`with nothing to play has the same ${name}`, async () => {
      const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
      expect(read(element, name)).to.deep.equal(read(document.createElement('video'), name));
    });
  }

  for (const [attribute, property, value, read] of [
    ['loop', 'loop', '', true],
    ['autoplay', 'autoplay', '', true],
    ['muted', 'muted', '', true],
    ['muted', 'defaultMuted', '', true],
    ['playsinline', 'playsInline', '', true],
    ['poster', 'poster', 'a.jpg', 'a.jpg'],
    ['preload', 'preload', 'none', 'none'],
    ['crossorigin', 'crossOrigin', '', 'anonymous'],
    ['crossorigin', 'crossOrigin', 'nonsense', 'anonymous'],
    ['crossorigin', 'crossOrigin', 'use-credentials', 'use-credentials'],
    ['volume', 'volume', '0.5', 0.5],
    ['playback-rate', 'playbackRate', '2', 2],
    ['playback-rate', 'defaultPlaybackRate', '2', 2],
  ] as const) {
    it(`reads ${attribute}="${value}" as ${property}, and forgets it with the attribute`, async () => {
      const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
      const before = element[property];
      element.setAttribute(attribute, value);
      expect(element[property]).to.equal(read);
      element.removeAttribute(attribute);
      if (property !== 'playsInline') expect(element[property]).to.equal(before === '' ? null : before);
    });
  }

  it('shows its booleans as attributes, where a <video> does', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    Object.assign(element, {loop: true, autoplay: true, muted: true});
    element.defaultMuted = false;
    await element.updateComplete;
    expect([
      element.hasAttribute('loop'),
      element.hasAttribute('autoplay'),
      element.hasAttribute('muted'),
    ]).to.deep.equal([true, true, false]);
    Object.assign(element, {loop: false, autoplay: false});
    await element.updateComplete;
    expect(element.hasAttribute('loop') || element.hasAttribute('autoplay')).to.equal(false);
  });

  it('fires volumechange and ratechange once a change, and none for the same value', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    const settle = () => new Promise((resolve) => setTimeout(resolve)); // media events are tasks of their own
    const [volumes, rates] = [collectEvents(element, 'volumechange'), collectEvents(element, 'ratechange')];
    element.volume = 0.5;
    await settle();
    element.volume = 0.5;
    await settle();
    element.muted = true;
    await settle();
    expect(volumes).to.have.length(2);
    element.playbackRate = 1.5;
    await settle();
    expect(rates.length).to.be.greaterThan(0);
    expect([...volumes, ...rates].every((event) => !event.bubbles && event.target === element)).to.equal(true);
  });

  it('refuses what is no number or out of range, and keeps what it had', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player volume="0.5" playback-rate="1.5"></uggla-player>`);
    const {warn} = console;
    console.warn = () => undefined;
    try {
      for (const value of [-0.1, 1.1, NaN, Infinity]) element.volume = value;
      for (const value of [0, -1, 17, NaN]) element.playbackRate = value;
    } finally {
      console.warn = warn;
    }
    expect([element.volume, element.playbackRate]).to.deep.equal([0.5, 1.5]);
    for (const value of [NaN, Infinity, 'soon', undefined]) {
      expect(() => (element.currentTime = value as number), String(value)).to.throw(TypeError);
    }
    element.currentTime = '3' as unknown as number;
    expect(element.currentTime).to.equal(3);
    element.currentTime = -4;
    expect(element.currentTime).to.equal(0);
  });

  it('says the same of types', async () => {
    const [element, video] = [
      await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`),
      document.createElement('video'),
    ];
    for (const type of ['video/mp4', 'video/mp4; codecs="avc1.42E01E"', 'audio/mpeg', 'video/x-nothing', '']) {
      expect(element.canPlayType(type), type).to.equal(video.canPlayType(type));
    }
  });

  it('with an MP4 named has loaded nothing, and is neither playing nor failed', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'clip.mp4'), loading: 'eager', preload: 'none'});
    expect([element.readyState, element.paused, element.error, element.currentSrc]).to.deep.equal([0, true, null, '']);
    expect(element.duration).to.be.NaN;
    element.currentTime = 5;
    expect([element.currentTime, element.seeking], 'that is where it will begin').to.deep.equal([5, false]);
    expect(await site.requests('clip.mp4')).to.have.length(0);
  });

  it('knows a length before it has loaded anything, from the description', async () => {
    const element = await player({loading: 'eager', preload: 'none'});
    const changes = collectEvents(element, 'durationchange');
    element.src = media(await mediaSite(), 'film.json');
    await new Promise<void>((resolve) => element.addEventListener('uggla-ready', () => resolve(), {once: true}));
    expect([element.duration, element.readyState]).to.deep.equal([10, 0]);
    expect(changes).to.have.length(1);
  });

  it('loads at the page’s word, without playing: load()', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'clip.mp4')});
    const loaded = new Promise((resolve) => element.addEventListener('loadedmetadata', resolve, {once: true}));
    element.load();
    await loaded;
    expect([element.paused, element.duration > 9, element.currentSrc]).to.deep.equal([
      true,
      true,
      media(site, 'clip.mp4'),
    ]);
  });

  it('has nothing to load when nothing is named, and that is no error', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    const errors = [collectEvents(element, 'uggla-error'), collectEvents(element, 'error')];
    element.load();
    await element.updateComplete;
    await element.updateComplete;
    expect(errors.flat()).to.have.length(0);
    expect([element.status, element.error]).to.deep.equal(['idle', null]);
  });

  it('can be made, set and thrown away without ever being in a page', () => {
    const element = Object.assign(document.createElement('uggla-player'), {
      src: 'x.mp4',
      loop: true,
      currentTime: 4,
      volume: 0.2,
    });
    element.pause();
    expect([element.paused, element.currentTime, element.loop]).to.deep.equal([true, 4, true]);
    expect(element.volume).to.be.closeTo(0.2, 1e-6);
  });

  it('can be copied with what its attributes say', async () => {
    const element = await fixture<UgglaPlayer>(
      html`<uggla-player src="a.mp4" loop clip-start="3" media-title="A"></uggla-player>`,
    );
    const copy = element.cloneNode(true) as UgglaPlayer;
    expect([copy.src, copy.loop, copy.clipStart, copy.mediaTitle]).to.deep.equal(['a.mp4', true, 3, 'A']);
    expect(copy.media, 'with a media element of its own').not.to.equal(element.media);
  });

  it('lets the page’s own <video> wishes through to the inner one', async () => {
    const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    element.playsInline = false;
    element.preservesPitch = false;
    element.crossOrigin = 'anonymous';
    expect([element.media.playsInline, element.media.preservesPitch, element.media.crossOrigin]).to.deep.equal([
      false,
      false,
      'anonymous',
    ]);
    element.crossOrigin = null;
    expect(element.media.hasAttribute('crossorigin')).to.equal(false);
  });
});
