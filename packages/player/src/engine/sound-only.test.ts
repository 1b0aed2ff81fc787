// Chromium first: whole streams are played, by a loader that is the same script in all engines.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {engineRequests, media, mediaSite, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {soundOnly} from './sound-only.js';

const HEAD = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
const FILM = [
  '#EXT-X-STREAM-INF:BANDWIDTH=400000,RESOLUTION=320x180,CODECS="avc1.4d400d,mp4a.40.2",AUDIO="sound",SUBTITLES="s"',
  'video/list.m3u8',
];
const RADIO = ['#EXT-X-STREAM-INF:BANDWIDTH=60000,CODECS="mp4a.40.2",AUDIO="sound"', 'radio.m3u8'];
const ES = '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Español",LANGUAGE="es",DEFAULT=NO,URI="es/list.m3u8"';
const EN = '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=YES,URI="en/list.m3u8"';
const SUBTITLES = '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="Español",LANGUAGE="es",URI="captions.m3u8"';

const master = (...lines: readonly string[]) => [...HEAD, ...lines, ''].join('\n');

describe('the sound of a playlist', () => {
  it('is the variants without a picture, as they are', () => {
    const loud = ['#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS="mp4a.40.2"', 'loud.m3u8'];
    const sound = soundOnly(master(...FILM, ...RADIO, ...loud, '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=9,URI="i.m3u8"'))!;
    expect(sound.voices).to.deep.equal([]);
    expect(sound.playlist(0)).to.equal(
      master('#EXT-X-STREAM-INF:BANDWIDTH=60000,CODECS="mp4a.40.2"', 'radio.m3u8', ...loud),
    );
  });

  it('is the playlist of each language, where languages have playlists', () => {
    const sound = soundOnly(master(ES, EN, ...FILM, ...RADIO))!;
    expect(sound.voices.map(({language, name, preferred}) => [language, name, preferred])).to.deep.equal([
      ['es', 'Español', false],
      ['en', 'English', true],
    ]);
    const variant = '#EXT-X-STREAM-INF:BANDWIDTH=60000,CODECS="mp4a.40.2",SUBTITLES="s"';
    expect(sound.playlist(0)).to.equal(master(variant, 'es/list.m3u8'));
    expect(sound.playlist(1)).to.equal(master(variant, 'en/list.m3u8'));
    expect(sound.playlist(7), 'one that is not there').to.equal(sound.playlist(0));
  });

  it('is one language each, though it comes in several qualities', () => {
    const better = ES.replace('"sound"', '"better"').replace('es/', 'better/');
    expect(soundOnly(master(ES, EN, better, ...FILM))!.voices.map(({uri}) => uri)).to.deep.equal([
      'es/list.m3u8',
      'en/list.m3u8',
    ]);
  });

  it('keeps captions, keys and definitions', () => {
    const kept = ['#EXT-X-DEFINE:NAME="at",VALUE="x"', '#EXT-X-SESSION-KEY:METHOD=AES-128,URI="key"', SUBTITLES];
    const text = soundOnly(master(...kept, ES, ...FILM))!.playlist(0);
    for (const line of kept) expect(text).to.include(line);
    expect(text).not.to.match(/video|RESOLUTION|TYPE=AUDIO/);
  });

  for (const [name, lines] of [
    ['in the segments of the picture', [FILM[0]!.replace(',AUDIO="sound"', ''), FILM[1]!]],
    [
      'in a rendition without a playlist',
      ['#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Español",DEFAULT=YES', ...FILM],
    ],
    ['in a playlist of segments', ['#EXTINF:2,', 'seg_0.m4s', '#EXT-X-ENDLIST']],
    ['in variants that do not say what they hold', ['#EXT-X-STREAM-INF:BANDWIDTH=60000', 'low.m3u8']],
  ] as const) {
    it(`cannot be had alone ${name}`, () => {
      expect(soundOnly(master(...lines))).to.equal(undefined);
    });
  }

  it('is read whatever the ends of lines, blank lines and the order of attributes', () => {
    const text = [
      '#EXTM3U',
      '',
      '#EXT-X-STREAM-INF:AUDIO="a",CODECS="mp4a.40.5",BANDWIDTH=48000',
      '',
      'radio.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.4d400d"',
      'film.m3u8',
      '',
    ].join('\r\n');
    expect(soundOnly(text)!.playlist(0)).to.equal(
      ['#EXTM3U', '#EXT-X-STREAM-INF:CODECS="mp4a.40.5",BANDWIDTH=48000', 'radio.m3u8', ''].join('\n'),
    );
    for (const nothing of ['', '<!doctype html>', '#EXTM3U']) expect(soundOnly(nothing)).to.equal(undefined);
  });
});

/** What of a site's stream was asked for, by its folders. */
async function folders(site: Awaited<ReturnType<typeof mediaSite>>): Promise<string[]> {
  const paths = (await site.requests()).map(({path}) => /hls[\w-]*\/(?:(\w+)\/)?[^/]+$/.exec(path)?.[1] ?? '');
  return [...new Set(paths.filter(Boolean))].sort();
}

/** A player of that stream that plays. */
async function playing(
  site: Awaited<ReturnType<typeof mediaSite>>,
  name: string,
  attributes: Readonly<Record<string, string>>,
): Promise<UgglaPlayer> {
  const element = await player({src: media(site, name), lang: 'en', ...attributes});
  await element.play();
  await playsBeyond(element);
  return element;
}

const languages = (element: UgglaPlayer) => element.playback.engine!.audioTracks.map(({language}) => language);

describe('a stream without its picture', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  for (const layout of ['audio', 'radio'] as const) {
    it(`with layout="${layout}" fetches no byte of the picture, and the language of the page alone`, async () => {
      const site = await mediaSite();
      const element = await playing(site, 'hls-audio/master.m3u8', {layout});
      expect(await folders(site)).to.deep.equal(['en']);
      expect([languages(element), element.playback.engine!.audioTrack, element.videoWidth]).to.deep.equal([
        ['es', 'en'],
        1,
        0,
      ]);
      expect((await site.requests('master.m3u8')).length).to.equal(1);
    });
  }

  it('takes the variant that has none', async () => {
    const lines = [
      ...HEAD,
      '#EXT-X-STREAM-INF:BANDWIDTH=400000,RESOLUTION=320x180,CODECS="avc1.4d400d,mp4a.40.2"',
      'video/list.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=60000,CODECS="mp4a.40.2"',
      'es/list.m3u8',
      '',
    ];
    const site = await mediaSite({files: {'fixtures/media/hls-audio/radio.m3u8': lines.join('\n')}});
    await playing(site, 'hls-audio/radio.m3u8', {layout: 'audio'});
    expect(await folders(site)).to.deep.equal(['es']);
    expect(engineRequests(), 'no more of the engine than it needs').to.be.at.least(0);
  });

  it('plays with its picture where the sound cannot be had alone', async () => {
    const site = await mediaSite();
    const element = await playing(site, 'hls/master.m3u8', {layout: 'audio'});
    expect(element.videoWidth).to.be.above(0);
  });

  it('changes its language at the place where it stands, and plays on', async () => {
    const site = await mediaSite();
    const element = await playing(site, 'hls-audio/master.m3u8', {layout: 'audio', 'start-time': '4'});
    element.actions.chooseAudio(0);
    await waitUntil(async () => (await folders(site)).includes('es'), 'no Spanish', {timeout: PATIENCE_MS});
    await playsBeyond(element, 4.3);
    expect([element.playback.engine!.audioTrack, element.currentTime < 9, element.paused]).to.deep.equal([
      0,
      true,
      false,
    ]);
    expect(await folders(site)).to.deep.equal(['en', 'es']);
  });

  it('has a picture again when the page asks for one, and none when it does not', async () => {
    const site = await mediaSite();
    const element = await playing(site, 'hls-audio/master.m3u8', {layout: 'audio', 'start-time': '3'});
    element.layout = 'video';
    await waitUntil(() => element.videoWidth > 0, 'no picture', {timeout: PATIENCE_MS});
    await playsBeyond(element, 3.2);
    element.layout = 'audio';
    await waitUntil(() => element.videoWidth === 0 && element.readyState > 1, 'the picture stays', {
      timeout: PATIENCE_MS,
    });
    await playsBeyond(element, 3.3);
    expect((await site.requests('master.m3u8')).length, 'the list is the same').to.equal(1);
  });

  it('stays paused while that changes', async () => {
    const site = await mediaSite();
    const element = await playing(site, 'hls-audio/master.m3u8', {layout: 'audio'});
    element.pause();
    element.layout = 'video';
    await waitUntil(() => element.videoWidth > 0, 'no picture', {timeout: PATIENCE_MS});
    expect(element.paused).to.equal(true);
  });
});
