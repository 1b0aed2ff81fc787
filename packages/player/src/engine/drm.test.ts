import {expect} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import type {ErrorData} from 'hls.js';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {drmConfig, drmError} from './drm.js';
import type {Drm} from './drm.js';

/** A stream whose key is Widevine's. What it protects is of no matter: no licence comes. */
const PROTECTED = [
  '#EXTM3U',
  '#EXT-X-VERSION:7',
  '#EXT-X-TARGETDURATION:2',
  '#EXT-X-PLAYLIST-TYPE:VOD',
  '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:text/plain;base64,AAAAQHBzc2gAAAAA7e+LqXnWSs6jyCfc1R0h7QAAACASEDE4YTEzNjM2OWQ2NmVhYjAxEgAAAAAAAAAAAAAAAAA=",KEYID=0x31386131333633363964363665616230,KEYFORMAT="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed",KEYFORMATVERSIONS="1"',
  '#EXT-X-MAP:URI="low/init.mp4"',
  '#EXTINF:2,',
  'low/seg_0.m4s',
  '#EXT-X-ENDLIST',
  '',
].join('\n');

async function wish(
  drm: Drm | null,
): Promise<{player: UgglaPlayer; failed: Promise<UgglaErrorEvent>; site: Awaited<ReturnType<typeof mediaSite>>}> {
  const site = await mediaSite({files: {'fixtures/media/hls/protected.m3u8': PROTECTED}});
  const element = await player({loading: 'play'});
  element.drm = drm;
  element.src = media(site, 'hls/protected.m3u8');
  const failed = nextEvent<UgglaErrorEvent>(element, 'uggla-error');
  element.play().catch(() => undefined);
  return {player: element, failed, site};
}

describe('what a page says of protection', () => {
  it('reaches hls.js by its own names, and nothing else does', () => {
    const licenseXhrSetup = () => undefined;
    const drm = {
      drmSystems: {'com.widevine.alpha': {licenseUrl: '/licence'}},
      licenseXhrSetup,
      enableWorker: true,
      debug: true,
    } as Drm;
    expect(drmConfig(drm)).to.deep.equal({emeEnabled: true, drmSystems: drm.drmSystems, licenseXhrSetup});
    expect(drmConfig({})).to.deep.equal({emeEnabled: true});
  });

  for (const [name, data, code, status] of [
    [
      'a refused licence',
      {details: 'keySystemLicenseRequestFailed', response: {url: '/licence', code: 403}},
      'media-forbidden',
      403,
    ],
    [
      'a server of licences that is broken',
      {details: 'keySystemLicenseRequestFailed', response: {url: '/licence', code: 500}},
      'media-unavailable',
      500,
    ],
    [
      'one that does not answer',
      {details: 'keySystemLicenseRequestFailed', response: {url: '/licence', code: 0}},
      'media-unavailable',
      undefined,
    ],
    ['a browser without that system', {details: 'keySystemNoAccess'}, 'media-unsupported', undefined],
    ['no address for a licence', {details: 'keySystemNoConfiguredLicense'}, 'media-unsupported', undefined],
    ['a screen that may not show it', {details: 'keySystemStatusOutputRestricted'}, 'media-unsupported', undefined],
    ['no key', {details: 'keySystemNoKeys'}, 'media-forbidden', undefined],
  ] as const) {
    it(`tells ${name} as ${code}`, () => {
      const error = drmError({error: new Error('x'), ...data} as unknown as ErrorData, '/film.m3u8');
      expect([error.code, error.status]).to.deep.equal([code, status]);
      expect(error.file).to.match(/licence|film/);
    });
  }
});

describe('a player with drm', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('asks for the system that the stream and the page name, and says when there is none', async () => {
    const asked: string[] = [];
    const {player: element, failed} = await wish({
      drmSystems: {'com.widevine.alpha': {licenseUrl: '/licence'}},
      requestMediaKeySystemAccessFunc: (system) => {
        asked.push(system);
        return Promise.reject(new DOMException('none', 'NotSupportedError'));
      },
    });
    expect((await failed).error.code).to.equal('media-unsupported');
    expect([...new Set(asked)]).to.deep.equal(['com.widevine.alpha']);
    await waitUntil(() => element.shadowRoot!.querySelector('[part~=error]'), 'no panel', {timeout: PATIENCE_MS});
  });

  it('plays what is not protected all the same', async () => {
    const site = await mediaSite();
    const element = await player();
    element.drm = {drmSystems: {'com.widevine.alpha': {licenseUrl: '/licence'}}};
    element.src = media(site, 'hls/master.m3u8');
    await element.play();
    await playsBeyond(element);
    expect((await site.requests('licence')).length).to.equal(0);
  });

  it('keeps what was set before it was defined', () => {
    const drm: Drm = {drmSystems: {}};
    const element = Object.assign(document.createElement('uggla-player'), {drm});
    expect(element.drm).to.equal(drm);
  });
});
