import {expect} from '@open-wc/testing';
import {media, mediaSite, PATIENCE_MS} from '../player.test.kit.js';
import {chooseEngine, needsEngine} from './choose-engine.js';
import {namesAlternates} from './hls-engine.js';
import type {Source} from './media-engine.js';

describe('which build of the engine a playlist needs', function () {
  this.timeout(PATIENCE_MS);

  for (const [name, line, full] of [
    ['languages of sound', '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",LANGUAGE="es",NAME="Español",URI="es.m3u8"', true],
    ['subtitles', '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",LANGUAGE="es",NAME="Español",URI="es.m3u8"', true],
    ['sound that is muxed in', '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Español",DEFAULT=YES', false],
    ['captions in the picture itself', '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="c",INSTREAM-ID="CC1",NAME="CC"', false],
    ['other angles of the picture', '#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID="v",NAME="Left",URI="left.m3u8"', false],
    ['a comment that only looks so', '# EXT-X-MEDIA:TYPE=AUDIO,URI="es.m3u8"', false],
    ['nothing but qualities', '#EXT-X-STREAM-INF:BANDWIDTH=400000\nlow.m3u8', false],
  ] as const) {
    it(`${full ? 'full' : 'small'}, for ${name}`, () => {
      for (const end of ['\n', '\r\n']) expect(namesAlternates(['#EXTM3U', '#EXT-X-VERSION:7', line, ''].join(end))).to.equal(full);
    });
  }

  it('full, in whatever order the attributes stand', () => {
    const attributes = ['TYPE=AUDIO', 'GROUP-ID="a"', 'NAME="x"', 'URI="a.m3u8"'];
    for (let turn = 0; turn < attributes.length; turn++) {
      attributes.push(attributes.shift()!);
      expect(namesAlternates(`#EXTM3U\n#EXT-X-MEDIA:${attributes.join(',')}\n`), attributes.join()).to.equal(true);
    }
  });

  it('small, for what is no playlist at all', () => {
    for (const text of ['', '<!doctype html>', '{"TYPE": "AUDIO"}', 'TYPE=AUDIO,URI="x"']) expect(namesAlternates(text), text).to.equal(false);
  });

  it('is asked of the playlist only when nobody says', async () => {
    const site = await mediaSite();
    for (const [alternates, asked] of [[true, 0], [false, 0], [undefined, 1]] as const) {
      const url = `${media(site, 'hls-audio/master.m3u8')}?${String(alternates)}`;
      const engine = await chooseEngine({url, kind: 'hls', ...(alternates === undefined ? {} : {alternates})});
      engine.destroy();
      expect((await site.requests('master.m3u8')).filter(({query}) => query === `?${String(alternates)}`), String(alternates)).to.have.length(asked);
    }
  });

  it('is the small one where the playlist cannot be had: the engine will meet the same, and retries', async () => {
    const site = await mediaSite({rules: [{match: 'master.m3u8', status: 503}]});
    const engine = await chooseEngine({url: media(site, 'hls/master.m3u8'), kind: 'hls'});
    expect(engine.audioTracks).to.deep.equal([]);
    engine.destroy();
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
