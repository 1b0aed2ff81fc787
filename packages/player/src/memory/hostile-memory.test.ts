import {expect} from '@open-wc/testing';
import '../define.js';
import {known, media, mediaSite, part} from '../player.test.kit.js';
import {recall, recallPlace, remember, rememberPlace} from './memory.js';

// A page of its own: WebKit goes on using the storage that compiled code found, whatever is put in its place later.
const keep = (value: unknown) => localStorage.setItem('uggla-player', JSON.stringify(value));

describe('what another script of the site left in the player’s storage', () => {
  beforeEach(() => localStorage.clear());

  for (const [name, kept] of [
    ['a number', 7],
    ['a list', ['volume', 1]],
    ['text', 'volume'],
    ['nothing', null],
    ['choices of the wrong kind', {volume: 'loud', muted: 'yes', rate: [2], captions: 5, audio: {}}],
    ['choices out of range', {volume: 4, rate: 0}],
  ] as const) {
    it(`${name} is as if nothing were kept`, () => {
      keep(kept);
      expect(recall()).to.deep.equal({});
    });
  }

  for (const [name, places] of [
    ['text', 'urn:film'],
    ['a list', [1, 2]],
    ['places without a time', {'urn:film': null, 'urn:other': 3, 'urn:third': []}],
    ['times that are none', {'urn:film': ['4', 1], 'urn:other': [-3, 1], 'urn:third': [null, null]}],
  ] as const) {
    it(`${name} in place of places keeps no new place from being kept`, () => {
      keep({places});
      expect(recallPlace('urn:film')).to.equal(undefined);
      rememberPlace('urn:new', 12);
      expect(recallPlace('urn:new')).to.equal(12);
      rememberPlace('urn:new', undefined);
      expect(recallPlace('urn:new')).to.equal(undefined);
    });
  }

  it('is no name that every object has', () => {
    for (const id of ['__proto__', 'constructor', 'toString']) {
      expect(recallPlace(id), id).to.equal(undefined);
      rememberPlace(id, 9);
      expect(recallPlace(id), id).to.equal(9);
    }
    expect(({} as {volume?: number}).volume).to.equal(undefined);
  });

  it('does not keep a good choice beside it from counting', () => {
    keep({volume: 'loud', rate: 1.5, captions: 'es', places: {'urn:film': [6, 1]}});
    expect(recall()).to.deep.equal({rate: 1.5, captions: 'es'});
    expect(recallPlace('urn:film')).to.equal(6);
    remember({muted: true});
    expect(recall()).to.deep.equal({rate: 1.5, captions: 'es', muted: true});
    expect(recallPlace('urn:film'), 'a choice forgets no place').to.equal(6);
  });

  it('breaks no player', async () => {
    keep({volume: {}, muted: 0, rate: 'fast', captions: 5, audio: [], places: 3});
    const player = await known(media(await mediaSite(), 'film.json'));
    expect([player.volume, player.playbackRate, player.currentTime]).to.deep.equal([1, 1, 0]);
    expect(player.captions.current).to.equal(undefined);
    part(player, 'captions-button')!.click();
    expect(recall().captions).to.equal(player.captions.current!.language);
  });
});

describe('a storage that may not be used', () => {
  /** A frame without the right to storage: every access throws. */
  async function forbidden(body: () => unknown): Promise<void> {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!;
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    try {
      await body();
    } finally {
      Object.defineProperty(globalThis, 'localStorage', own);
    }
  }

  it('remembers nothing, and plays all the same', async () => {
    const site = await mediaSite();
    await forbidden(async () => {
      remember({volume: 0.5});
      rememberPlace('urn:film', 5);
      expect(recall()).to.deep.equal({});
      expect(recallPlace('urn:film')).to.equal(undefined);
      const player = await known(media(site, 'film.json'));
      part(player, 'mute-button')!.click();
      expect(player.muted).to.equal(false);
    });
  });
});

describe('where a player begins', () => {
  const film = async (attributes: Readonly<Record<string, string>>) =>
    known(media(await mediaSite(), 'film.json'), attributes);

  beforeEach(() => {
    localStorage.clear();
    rememberPlace('urn:film', 5.2);
  });

  for (const [name, attributes, time] of [
    ['is where it was left', {}, 5.2],
    ['is the start with no-resume', {'no-resume': ''}, 0],
    ['is the start of a loop', {loop: ''}, 0],
    ['is what the page says', {'start-time': '2'}, 2],
    ['is the very start if the page says 0', {'start-time': '0'}, 0],
    ['is where it was left if the page says nonsense', {'start-time': 'soon'}, 5.2],
    ['is where it was left if the page says less than nothing', {'start-time': '-3'}, 5.2],
    ['is the start of a clip, not another part of the film', {'clip-start': '1', 'clip-end': '4'}, 1],
    ['is the start of a film that is cut at its end', {'clip-end': '4'}, 0],
    ['is what the page says, in a clip too', {'clip-start': '1', 'clip-end': '4', 'start-time': '2'}, 2],
  ] as const) {
    it(name, async () => {
      expect((await film(attributes)).currentTime).to.equal(time);
    });
  }

  it('is told to who listens and who looks', async () => {
    const player = await film({lang: 'en'});
    expect(part(player, 'time-display')!.textContent.trim()).to.equal('0:05 / 0:10');
    expect(part(player, 'time-range')!.getAttribute('aria-valuetext')).to.equal('5 seconds of 10 seconds. Middle');
  });
});
