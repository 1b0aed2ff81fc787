// Chromium first: what is asked when is the same script in all engines; engine.test.ts and faults.long.test.ts play it.
import {expect} from '@open-wc/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import {firstLists, segmentsAt} from './early.js';

const BASE = 'https://media.example/film/master.m3u8';
const master = (...lines: string[]) => ['#EXTM3U', ...lines].join('\n');
const variant = (bandwidth: number, uri: string, more = '') =>
  `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=640x360${more}\n${uri}`;
const voice = (language: string, uri: string, more = '') =>
  `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="${language}",LANGUAGE="${language}"${more},URI="${uri}"`;

describe('firstLists', () => {
  for (const [name, playlist, language, expected] of [
    [
      'the quality of the fewest bits, wherever it stands',
      master(variant(900, 'high.m3u8'), variant(300, 'low.m3u8')),
      '',
      ['low.m3u8'],
    ],
    [
      'of those that play here',
      master(variant(100, 'odd.m3u8', ',CODECS="none.1"'), variant(300, 'low.m3u8', ',CODECS="avc1.42E01E,mp4a.40.2"')),
      '',
      ['low.m3u8'],
    ],
    [
      'a picture before sound alone',
      master('#EXT-X-STREAM-INF:BANDWIDTH=64,CODECS="mp4a.40.2"\nsound.m3u8', variant(300, 'low.m3u8')),
      '',
      ['low.m3u8'],
    ],
    [
      'its sound in the language that is wished for',
      master(voice('es', 'es.m3u8', ',DEFAULT=YES'), voice('en', 'en.m3u8'), variant(300, 'low.m3u8', ',AUDIO="a"')),
      'en-GB',
      ['low.m3u8', 'en.m3u8'],
    ],
    [
      'else by default',
      master(voice('es', 'es.m3u8'), voice('en', 'en.m3u8', ',DEFAULT=YES'), variant(300, 'low.m3u8', ',AUDIO="a"')),
      'fr',
      ['low.m3u8', 'en.m3u8'],
    ],
    [
      'no sound of another group',
      master(voice('es', 'es.m3u8'), variant(300, 'low.m3u8', ',AUDIO="b"')),
      'es',
      ['low.m3u8'],
    ],
    ['nothing of a playlist that names nothing', master('#EXT-X-STREAM-INF:BANDWIDTH=1'), '', []],
    ['nothing that is no address', master(variant(300, 'https://[')), '', []],
  ] as const) {
    it(`is ${name}`, () =>
      expect(firstLists(playlist, BASE, language)).to.deep.equal(
        expected.map((one) => `https://media.example/film/${one}`),
      ));
  }
});

describe('segmentsAt', () => {
  const list = (...lines: string[]) => ['#EXTM3U', '#EXT-X-TARGETDURATION:2', ...lines].join('\n');
  const two = ['#EXTINF:2,', '0.m4s', '#EXTINF:2,', '1.m4s', '#EXT-X-ENDLIST'];
  for (const [name, playlist, time, expected] of [
    ['the first, and the head that it needs', list('#EXT-X-MAP:URI="init.mp4"', ...two), 0, ['init.mp4', '0.m4s']],
    ['the one of that second', list(...two), 2.5, ['1.m4s']],
    ['none behind the end', list(...two), 9, []],
    ['none of a stream that grows', list('#EXTINF:2,', '0.m4s'), 0, []],
    ['none of what is encrypted', list('#EXT-X-KEY:METHOD=AES-128,URI="key"', ...two), 0, []],
    ['none of parts of a file', list('#EXT-X-BYTERANGE:10@0', ...two), 0, []],
  ] as const) {
    it(`are ${name}`, () =>
      expect(segmentsAt(playlist, BASE, time)).to.deep.equal(
        expected.map((one) => `https://media.example/film/${one}`),
      ));
  }
});

describe('the beginning of a film', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  for (const [stream, attributes, begins] of [
    ['hls/master.m3u8', {}, /hls\/low\/seg_0/],
    ['hls-audio/master.m3u8', {lang: 'en'}, /hls-audio\/en\/seg_0/],
    ['hls/master.m3u8', {'start-time': '5'}, /hls\/low\/seg_2/],
  ] as const) {
    it(`of ${stream} with ${JSON.stringify(attributes)} is asked for once, and played`, async () => {
      const site = await mediaSite();
      const element = await player({src: media(site, stream), ...attributes});
      await element.play();
      await playsBeyond(element, element.currentTime + 0.3);
      const asked = (await site.requests(/\.(?:m3u8|m4s|mp4|ts)$/)).map(({path}) => path.split('/media/').at(-1)!);
      expect(
        asked.filter((one, at) => asked.indexOf(one) !== at),
        'asked for twice',
      ).to.deep.equal([]);
      expect(asked.join('\n')).to.match(begins);
    });
  }

  it('that fails once is brought all the same', async () => {
    const site = await mediaSite({
      rules: [
        {match: 'm4s', status: 503, times: 1},
        {match: 'list.m3u8', status: 503, times: 1},
      ],
    });
    const element = await player({src: media(site, 'hls/master.m3u8')});
    await element.play();
    await playsBeyond(element, 0.3);
  });

  it('is let go of with the player', async () => {
    const site = await mediaSite({rules: [{match: 'list.m3u8', hang: true}]});
    const element = await player({src: media(site, 'hls/master.m3u8')});
    element.play().catch(() => undefined);
    await site.seen('list.m3u8');
    element.remove();
    await site.seen('list.m3u8', {ended: 'gone'});
  });
});
