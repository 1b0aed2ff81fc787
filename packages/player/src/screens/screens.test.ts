import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import {hasState} from '@uggla/core/states.js';
import '../define.js';
import {film, media, mediaSite, part, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {addWholeSource, hasWholeSource} from './airplay-source.js';

const page = globalThis as unknown as Record<string, unknown>;

/** A browser that has AirPlay, for the length of a test; what was pressed for. */
function withAirPlay(): {asked: string[]; tell: (player: UgglaPlayer, availability: string) => void} {
  const asked: string[] = [];
  page['WebKitPlaybackTargetAvailabilityEvent'] ??= class extends Event {};
  const tell = (element: UgglaPlayer, availability: string) => {
    Object.defineProperty(element.media, 'webkitShowPlaybackTargetPicker', {
      configurable: true,
      value: () => asked.push('list'),
    });
    element.media.dispatchEvent(Object.assign(new Event('webkitplaybacktargetavailabilitychanged'), {availability}));
  };
  return {asked, tell};
}

/** A film that plays: other screens are offered from then on. */
async function playing(attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const element = await player({src: media(await mediaSite(), 'clip.mp4'), ...attributes});
  await element.play();
  await playsBeyond(element);
  return element;
}

describe('the button of AirPlay', function () {
  this.timeout(PATIENCE_MS);

  const had = 'WebKitPlaybackTargetAvailabilityEvent' in globalThis;
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    if (!had) delete page['WebKitPlaybackTargetAvailabilityEvent'];
  });

  it('is there while there is a screen, and opens the system’s own list', async () => {
    const {asked, tell} = withAirPlay();
    const element = await playing({lang: 'en'});
    await waitUntil(() => element.screens, 'its code never came', {timeout: PATIENCE_MS});
    expect(part(element, 'airplay-button')).to.equal(null);
    tell(element, 'available');
    await element.updateComplete;
    const button = part(element, 'airplay-button')!;
    expect([button.getAttribute('aria-label'), button.getAttribute('aria-pressed')]).to.deep.equal([
      'AirPlay',
      'false',
    ]);
    button.click();
    expect(asked).to.deep.equal(['list']);
    await expect(element).to.be.accessible();
    tell(element, 'not-available');
    await element.updateComplete;
    expect(part(element, 'airplay-button')).to.equal(null);
  });

  it('says whether it plays elsewhere', async () => {
    const {tell} = withAirPlay();
    const element = await playing();
    await waitUntil(() => element.screens, 'its code never came', {timeout: PATIENCE_MS});
    tell(element, 'available');
    Object.defineProperty(element.media, 'webkitCurrentPlaybackTargetIsWireless', {configurable: true, value: true});
    element.media.dispatchEvent(new Event('webkitcurrentplaybacktargetiswirelesschanged'));
    await element.updateComplete;
    expect([hasState(element, 'casting'), part(element, 'airplay-button')!.getAttribute('aria-pressed')]).to.deep.equal(
      [true, 'true'],
    );
  });

  it('is not there where the browser has none, and neither is its code', async () => {
    if (had) return;
    const element = await playing();
    expect(element.screens).to.equal(undefined);
  });

  it('is not offered for what cannot leave the page', async () => {
    const video = document.createElement('video');
    expect(hasWholeSource(video)).to.equal(true);
    Object.defineProperty(video, 'currentSrc', {value: 'blob:https://x.example/1'});
    expect(hasWholeSource(video)).to.equal(false);
    video.disableRemotePlayback = true;
    addWholeSource(video, 'https://x.example/a.m3u8');
    expect([video.children.length, hasWholeSource(video)], 'an old Media Source stands in src').to.deep.equal([
      0,
      false,
    ]);
    const own = document.createElement('source');
    video.append(own);
    addWholeSource(video, 'https://x.example/a.m3u8');
    expect([
      (video.lastElementChild as HTMLSourceElement).src,
      video.firstElementChild,
      hasWholeSource(video),
    ]).to.deep.equal(['https://x.example/a.m3u8', own, true]);
    expect(video.disableRemotePlayback).not.to.equal(true);
  });
});

/** What the SDK of the test tells and is told. */
interface Fake {
  told: string[];
  refuse?: string;
  failing?: boolean;
  remote?: {isConnected: boolean; isPaused: boolean; currentTime: number};
  changed?: () => void;
  request?: {currentTime: number; autoplay: boolean; info: {url: string; type: string; metadata: {title: string}}};
}

/** Has the names of Google's SDK, and notes what is asked of it. */
const SDK = `{
const fake = globalThis.fakeCast;
fake.told.push('loaded');
class Steers extends EventTarget {
  constructor(remote) { super(); fake.remote = remote; fake.changed = () => this.dispatchEvent(new Event('anyChanged')); }
  playOrPause() { fake.told.push('playOrPause'); }
  seek() { fake.told.push('seek ' + fake.remote.currentTime); }
}
const session = {
  loadMedia: (request) => { fake.request = request; return fake.failing ? Promise.reject('error') : Promise.resolve(); },
  getCastDevice: () => ({friendlyName: 'The <b>kitchen</b>'}),
};
const context = {
  setOptions: ({receiverApplicationId}) => fake.told.push('options ' + receiverApplicationId),
  requestSession: () => (fake.told.push('asked'), fake.refuse ? Promise.reject(fake.refuse) : Promise.resolve()),
  getCurrentSession: () => session,
  endCurrentSession: (stop) => { fake.told.push('end ' + stop); if (fake.remote) { fake.remote.isConnected = false; fake.changed(); } },
};
globalThis.cast = {framework: {
  CastContext: {getInstance: () => context},
  RemotePlayer: class { isConnected = true; isPaused = false; currentTime = 0; },
  RemotePlayerController: Steers,
}};
globalThis.chrome.cast = {AutoJoinPolicy: {ORIGIN_SCOPED: 'origin'}, media: {
  DEFAULT_MEDIA_RECEIVER_APP_ID: 'default',
  MediaInfo: class { constructor(url, type) { this.url = url; this.type = type; } },
  GenericMediaMetadata: class {},
  LoadRequest: class { constructor(info) { this.info = info; } },
}};
globalThis.__onGCastApiAvailable(true);
}`;

describe('the button of Cast', function () {
  this.timeout(PATIENCE_MS * 2);

  let fake: Fake;
  const before = page['chrome'];

  beforeEach(() => {
    localStorage.clear();
    page['fakeCast'] = fake = {told: []};
    page['chrome'] ??= {};
  });
  afterEach(() => {
    for (const name of ['cast', 'fakeCast', '__onGCastApiAvailable']) delete page[name];
    for (const script of document.querySelectorAll('script[src*="sdk.js"]')) script.remove();
    delete (page['chrome'] as {cast?: unknown}).cast;
    if (before === undefined) delete page['chrome'];
  });

  /** A player of the film that plays here, with its button, and the site that has the SDK. */
  async function ready(attributes: Readonly<Record<string, string>> = {}) {
    const site = await mediaSite({files: {'sdk.js': SDK, 'fixtures/media/film.json': {...film, hls: undefined}}});
    const element = await player({
      src: media(site, 'film.json'),
      lang: 'en',
      'cast-sdk': site.url('sdk.js'),
      ...attributes,
    });
    await element.play();
    await waitUntil(() => part(element, 'cast-button'), 'no button', {timeout: PATIENCE_MS});
    return {site, element, button: part(element, 'cast-button')!};
  }

  /** The same, on another screen. */
  async function elsewhere() {
    const found = await ready();
    found.element.currentTime = 3;
    await playsBeyond(found.element, 3);
    found.button.click();
    await waitUntil(() => hasState(found.element, 'casting'), 'it stays here', {timeout: PATIENCE_MS});
    await found.element.updateComplete;
    return found;
  }

  const end = (element: UgglaPlayer) => element.renderRoot.querySelector<HTMLElement>('.cast-end')!;
  const said = (element: UgglaPlayer) =>
    element.renderRoot.querySelector('.visually-hidden[role=status]')!.textContent.trim();

  it('is not there where the page names no SDK', async () => {
    const element = await playing();
    expect([part(element, 'cast-button'), element.screens]).to.deep.equal([null, undefined]);
  });

  it('fetches the SDK when it is pressed, and not before', async () => {
    const {site, element, button} = await ready();
    await playsBeyond(element);
    expect([(await site.requests('sdk.js')).length, fake.told]).to.deep.equal([0, []]);
    expect(button.getAttribute('aria-label')).to.equal('Play on another screen');
    await expect(element).to.be.accessible();
    button.click();
    await waitUntil(() => fake.told.includes('asked'), 'nobody was asked', {timeout: PATIENCE_MS});
    expect([(await site.requests('sdk.js')).length, fake.told]).to.deep.equal([
      1,
      ['loaded', 'options default', 'asked'],
    ]);
  });

  it('sends the film there at its second, and stops here', async () => {
    const {element, button} = await elsewhere();
    const {currentTime, autoplay, info} = fake.request!;
    expect([currentTime >= 3, autoplay, info.url.endsWith('clip.mp4'), info.type, info.metadata.title]).to.deep.equal([
      true,
      true,
      true,
      'video/mp4',
      'The film',
    ]);
    expect([element.paused, button.getAttribute('aria-pressed')]).to.deep.equal([true, 'true']);
    expect(part(element, 'menu')!.querySelector('p')!.textContent, 'a name is text').to.equal(
      'Plays on The <b>kitchen</b>',
    );
    expect(said(element)).to.equal('Plays on The <b>kitchen</b>');
    await expect(element).to.be.accessible();
  });

  it('lets buttons and keys here steer what plays there', async () => {
    const {element} = await elsewhere();
    await element.play().catch(() => undefined);
    expect([element.paused, fake.told.at(-1)]).to.deep.equal([true, 'playOrPause']);
    element.currentTime = 6;
    await waitUntil(() => fake.told.at(-1) === 'seek 6', fake.told.join(), {timeout: PATIENCE_MS});
    const pause = [...part(element, 'menu')!.querySelectorAll('button')][0]!;
    expect(pause.textContent).to.equal('Pause');
    fake.remote!.isPaused = true;
    fake.changed!();
    await element.updateComplete;
    expect(pause.textContent).to.equal('Play');
  });

  it('goes on here where it was there', async () => {
    const {element} = await elsewhere();
    fake.remote!.currentTime = 7;
    fake.changed!();
    end(element).click();
    expect(fake.told.at(-1)).to.equal('end true');
    await playsBeyond(element, 7);
    expect([hasState(element, 'casting'), part(element, 'menu')]).to.deep.equal([false, null]);
  });

  it('stays paused here when it was paused there', async () => {
    const {element} = await elsewhere();
    Object.assign(fake.remote!, {isPaused: true, currentTime: 5});
    fake.changed!();
    Object.assign(fake.remote!, {isConnected: false});
    fake.changed!(); // switched off at the set itself
    await element.updateComplete;
    expect([element.paused, element.currentTime, hasState(element, 'casting')]).to.deep.equal([true, 5, false]);
  });

  it('stays here, and says nothing, when the viewer chooses no screen', async () => {
    const {element, button} = await ready();
    fake.refuse = 'cancel';
    button.click();
    await waitUntil(() => fake.told.includes('asked'), 'nobody was asked', {timeout: PATIENCE_MS});
    await element.updateComplete;
    expect([hasState(element, 'casting'), said(element)]).to.deep.equal([false, '']);
  });

  for (const [name, how] of [
    ['the screen is not reached', {refuse: 'timeout'}],
    ['the screen does not play it', {failing: true}],
  ] as const) {
    it(`says so when ${name}, and plays on here`, async () => {
      const {element, button} = await ready();
      Object.assign(fake, how);
      button.click();
      await waitUntil(() => said(element) === 'The other screen could not be reached.', 'it says nothing', {
        timeout: PATIENCE_MS,
      });
      expect([element.paused, hasState(element, 'casting')]).to.deep.equal([false, false]);
    });
  }

  it('says so when the SDK does not come, and asks for it again', async () => {
    const {site, element, button} = await ready();
    await site.rule({match: 'sdk.js', status: 404, times: 1});
    button.click();
    await waitUntil(() => said(element) !== '', 'it says nothing', {timeout: PATIENCE_MS});
    button.click();
    await waitUntil(() => hasState(element, 'casting'), 'it was not asked for again', {timeout: PATIENCE_MS});
  });

  it('takes no address that is a script itself', async () => {
    const {element, button} = await ready({'cast-sdk': 'javascript:globalThis.hit=1'});
    button.click();
    await waitUntil(() => said(element) !== '', 'it says nothing', {timeout: PATIENCE_MS});
    expect([document.querySelector('script[src^="javascript"]'), page['hit']]).to.deep.equal([null, undefined]);
  });
});
