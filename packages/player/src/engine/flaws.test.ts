// Chromium first: whole streams are played; engine.test.ts plays one in all engines, faults.long.test.ts all faults.
import {expect} from '@open-wc/testing';
import {media, mediaSite} from '../player.test.kit.js';
import type {Answer} from './ask.js';
import {flawOfList, flawOfSegment, isUnended} from './flaws.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const answer = (bytes: Uint8Array<ArrayBuffer>, type = 'video/mp4'): Answer => ({
  url: 'x',
  status: 200,
  headers: new Headers({'content-type': type}),
  bytes,
});

/** A box of MP4: its name, and so many bytes in it. */
function box(name: string, size = 24, says = size): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, says);
  bytes.set(bytesOf(name), 4);
  return bytes;
}

const joined = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

describe('flawOfList', () => {
  for (const [name, text, flaw] of [
    ['a list', '#EXTM3U\n#EXTINF:2,\na.ts\n#EXT-X-ENDLIST\n', undefined],
    ['a list after a byte order mark', '\ufeff#EXTM3U\n', undefined],
    ['a live list', '#EXTM3U\n#EXTINF:2,\na.ts\n', undefined],
    [
      'a list of a film with its end',
      '#EXTM3U\r\n#EXT-X-PLAYLIST-TYPE:VOD\r\n#EXTINF:2,\r\na.ts\r\n#EXT-X-ENDLIST\r\n',
      undefined,
    ],
    ['a list of a film without its end', '#EXTM3U\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:2,\na.ts\n', 'is cut'],
    [
      'a master list that ends before an address',
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\n',
      'is cut',
    ],
    ['nothing', ' \n', 'is empty'],
    ['a page', '<!doctype html>', 'is no playlist'],
    ['a page that quotes a list', '<pre>#EXTM3U</pre>', 'is no playlist'],
  ] as const) {
    it(`${name}: ${flaw ?? 'nothing'}`, () => expect(flawOfList(answer(bytesOf(text)))).to.equal(flaw));
  }

  it('knows that a list that may grow has no end yet', () => {
    expect(isUnended('#EXTM3U\n#EXT-X-PLAYLIST-TYPE:EVENT\n')).to.equal(false);
  });
});

describe('flawOfSegment', () => {
  for (const [name, bytes, flaw] of [
    ['boxes that fill it', joined(box('styp'), box('moof'), box('mdat', 100)), undefined],
    ['an empty box at its end', joined(box('moof'), box('free', 8)), undefined],
    ['a last box without a length', joined(box('moof'), box('mdat', 50, 0)), undefined],
    ['a box that is longer than what came', joined(box('moof'), box('mdat', 50, 90)), 'is cut'],
    ['half a head of a box', joined(box('moof'), new Uint8Array(5)), 'is cut'],
    ['a box of no size', joined(box('moof'), box('mdat', 50, 3)), 'is damaged'],
    ['nothing', new Uint8Array(0), 'is empty'],
    ['sound in a form of its own', bytesOf('ID3 and so on'), undefined],
    ['packets of MPEG-TS', Uint8Array.from({length: 376}, (_, at) => (at % 188 ? 0 : 0x47)), undefined],
    ['half a packet of MPEG-TS', Uint8Array.from({length: 300}, (_, at) => (at % 188 ? 0 : 0x47)), 'is cut'],
  ] as const) {
    it(`${name}: ${flaw ?? 'nothing'}`, () => expect(flawOfSegment(answer(new Uint8Array(bytes)))).to.equal(flaw));
  }

  it('is a page, whatever is in it', () => {
    expect(flawOfSegment(answer(box('moof'), 'text/html; charset=utf-8'))).to.equal('is a page');
  });

  it('is none in a segment of a real film, and is seen in its half', async () => {
    const site = await mediaSite();
    for (const [name, flaw] of [
      ['hls/low/seg_1.m4s', undefined],
      ['hls/low/init.mp4', undefined],
      ['hls/low/seg_1.cut.m4s', 'is cut'],
      ['hls-ts/seg_0.ts', undefined],
    ] as const) {
      const bytes = new Uint8Array(await (await fetch(media(site, name))).arrayBuffer());
      expect(flawOfSegment(answer(bytes)), name).to.equal(flaw);
    }
  });
});
