// Chromium first: the build is chosen by the same script in all engines; engine.test.ts plays it.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import {media, mediaSite, PATIENCE_MS} from '../player.test.kit.js';
import {chooseEngine, needsEngine} from './choose-engine.js';
import {buildFor} from './manifest.js';
import type {Source} from './media-engine.js';

describe('which build of the engine a playlist needs', function () {
  this.timeout(PATIENCE_MS);

  for (const [name, line, build] of [
    ['languages of sound', '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",LANGUAGE="es",NAME="Español",URI="es.m3u8"', 'tracks'],
    ['subtitles', '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",LANGUAGE="es",NAME="Español",URI="es.m3u8"', 'tracks'],
    ['sound that is muxed in', '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Español",DEFAULT=YES', 'light'],
    [
      'captions in the picture itself',
      '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="c",INSTREAM-ID="CC1",NAME="CC"',
      'full',
    ],
    [
      'the same with its attributes in another order',
      '#EXT-X-MEDIA:GROUP-ID="c",NAME="CC",TYPE=CLOSED-CAPTIONS,INSTREAM-ID="SERVICE1"',
      'full',
    ],
    [
      'a stream that says it has no such captions',
      '#EXT-X-STREAM-INF:BANDWIDTH=400000,CLOSED-CAPTIONS=NONE\nlow.m3u8',
      'light',
    ],
    ['other angles of the picture', '#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID="v",NAME="Left",URI="left.m3u8"', 'light'],
    ['a comment that only looks so', '# EXT-X-MEDIA:TYPE=AUDIO,URI="es.m3u8"', 'light'],
    ['nothing but qualities', '#EXT-X-STREAM-INF:BANDWIDTH=400000,CODECS="avc1.4d400d,mp4a.40.2"\nlow.m3u8', 'light'],
    ['variables in its addresses', '#EXT-X-DEFINE:NAME="host",VALUE="x"', 'full'],
    ['several paths to the same', '#EXT-X-CONTENT-STEERING:SERVER-URI="steering.json"', 'full'],
    [
      'keys that stand in front',
      '#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://x",KEYFORMAT="com.apple.streamingkeydelivery"',
      'full',
    ],
    ['Dolby’s sound', '#EXT-X-STREAM-INF:BANDWIDTH=400000,CODECS="avc1.4d400d,ec-3"\nlow.m3u8', 'full'],
    [
      'subtitles in TTML',
      '#EXT-X-STREAM-INF:BANDWIDTH=400000,CODECS="avc1.4d400d,mp4a.40.2,stpp.ttml.im1t",SUBTITLES="s"\nlow.m3u8',
      'full',
    ],
  ] as const) {
    it(`${build}, for ${name}`, () => {
      for (const end of ['\n', '\r\n'])
        expect(buildFor(['#EXTM3U', '#EXT-X-VERSION:7', line, ''].join(end))).to.equal(build);
    });
  }

  it('the one for tracks, in whatever order the attributes stand', () => {
    const attributes = ['TYPE=AUDIO', 'GROUP-ID="a"', 'NAME="x"', 'URI="a.m3u8"'];
    for (let turn = 0; turn < attributes.length; turn++) {
      attributes.push(attributes.shift()!);
      expect(buildFor(`#EXTM3U\n#EXT-X-MEDIA:${attributes.join(',')}\n`), attributes.join()).to.equal('tracks');
    }
  });

  it('light, for what is no playlist at all', () => {
    for (const text of ['', '<!doctype html>', '{"TYPE": "AUDIO"}', 'TYPE=AUDIO,URI="x"'])
      expect(buildFor(text), text).to.equal('light');
  });

  it('is asked of the playlist when nobody says, which is fetched once', async () => {
    const site = await mediaSite();
    for (const [name, alternates, languages] of [
      ['hls-audio', undefined, 2],
      ['hls-audio', true, 2],
      ['hls-audio', false, 0],
      ['hls-ts', undefined, 0],
    ] as const) {
      const url = `${media(site, name === 'hls-ts' ? 'hls-ts/list.m3u8' : 'hls-audio/master.m3u8')}?${String(alternates)}`;
      const engine = await chooseEngine({url, kind: 'hls', ...(alternates === undefined ? {} : {alternates})});
      engine.attach(document.createElement('video'));
      await engine.load(
        {url, kind: 'hls', ...(alternates === undefined ? {} : {alternates})},
        {time: 0, preload: 'auto', captions: 'off'},
      );
      await waitUntil(() => engine.levels.length > 0, 'no qualities', {timeout: PATIENCE_MS});
      expect(
        [engine.audioTracks.length, (await site.requests(url.slice(url.lastIndexOf('/')))).length],
        url,
      ).to.deep.equal([languages, 1]);
      engine.destroy();
    }
  });

  it('lets go of a playlist that is still on its way', async () => {
    const site = await mediaSite({rules: [{match: 'master.m3u8', hang: true}]});
    const source: Source = {url: media(site, 'hls/master.m3u8'), kind: 'hls'};
    const engine = await chooseEngine(source);
    engine.attach(document.createElement('video'));
    void engine.load(source, {time: 0, preload: 'auto', captions: 'off'});
    await site.seen('master.m3u8');
    engine.destroy();
    await site.seen('master.m3u8', {ended: 'gone'});
  });

  it('is none for files, whatever their type', () => {
    const files: Source[] = [
      {url: 'https://x.example/a.mp4', kind: 'file'},
      {url: 'https://x.example/a.mp3', kind: 'file', audio: true},
      {url: 'https://x.example/a.webm', kind: 'file', type: 'video/webm', alternates: true},
    ];
    expect(files.some(needsEngine)).to.equal(false);
  });
});
