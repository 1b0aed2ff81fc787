import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {makeFolder, write} from '../testing/run.test.util.js';
import {measure, writeMaster, type Variant} from './hls.js';

const variant = (uri: string, average: number, more: Partial<Variant> = {}): Variant => ({
  uri,
  average,
  peak: average * 2,
  codecs: ['avc1.64001f', 'mp4a.40.2'],
  width: 1280,
  height: 720,
  frameRate: 25,
  starts: [],
  ...more,
});
const radio: Variant = {uri: 'audio/index.m3u8', average: 50_000, peak: 60_000, codecs: ['mp4a.40.2'], starts: []};
const uris = (text: string) => text.split('\n').filter((line) => line && !line.startsWith('#'));

describe('writeMaster', () => {
  it('puts first what most networks carry, then the others, the radio last', () => {
    const text = writeMaster(
      [variant('1080p', 4_000_000), variant('720p', 1_800_000), variant('360p', 500_000)],
      [],
      radio,
    );
    assert.deepEqual(uris(text), ['720p', '1080p', '360p', 'audio/index.m3u8']);
  });

  it('puts the smallest first when all are big', () => {
    assert.deepEqual(uris(writeMaster([variant('a', 9_000_000), variant('b', 3_000_000)], [], undefined)), ['b', 'a']);
  });

  it('counts the sound in where it is a track of its own', () => {
    const groups = [
      {uri: 'audio/index.m3u8', language: 'es', name: 'Español', peak: 60_000, average: 50_000, codecs: ['mp4a.40.2']},
      {
        uri: 'audio-en/index.m3u8',
        language: 'en',
        name: 'English',
        peak: 70_000,
        average: 40_000,
        codecs: ['mp4a.40.2'],
      },
    ];
    const text = writeMaster([variant('720p', 1_000_000, {codecs: ['avc1.64001f']})], groups, radio);
    assert.match(
      text,
      /#EXT-X-STREAM-INF:BANDWIDTH=2070000,AVERAGE-BANDWIDTH=1050000,CODECS="avc1\.64001f,mp4a\.40\.2",RESOLUTION=1280x720,FRAME-RATE=25\.000,AUDIO="sound"\n720p\n/,
    );
    assert.match(
      text,
      /#EXT-X-STREAM-INF:BANDWIDTH=60000,AVERAGE-BANDWIDTH=50000,CODECS="mp4a\.40\.2",AUDIO="sound"\naudio\/index\.m3u8\n/,
    );
    assert.match(
      text,
      /#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,URI="audio-en\/index\.m3u8"/,
    );
  });

  it('is a playlist of version 7, whose segments stand alone', () => {
    assert.match(
      writeMaster([variant('a', 1)], [], undefined),
      /^#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n/,
    );
  });

  it('leaves out what is not known, so that no player reads a nought', () => {
    const text = writeMaster([{...variant('a', 1000), frameRate: 0, width: 0, height: 0}], [], undefined);
    assert.match(
      text,
      /#EXT-X-STREAM-INF:BANDWIDTH=2000,AVERAGE-BANDWIDTH=1000,CODECS="avc1\.64001f,mp4a\.40\.2"\na\n/,
    );
  });

  it('writes rates with their thousandths, and names without what would end them', () => {
    const group = {
      uri: 'audio/index.m3u8',
      language: 'es',
      name: 'Espa"ñol',
      peak: 1,
      average: 1,
      codecs: ['mp4a.40.2'],
    };
    const text = writeMaster([variant('a', 1, {frameRate: 30_000 / 1001})], [group], undefined);
    assert.match(text, /FRAME-RATE=29\.970/);
    assert.match(text, /NAME="Español",LANGUAGE="es",DEFAULT=YES/);
  });

  it('is the radio alone where there is no picture', () => {
    assert.deepEqual(uris(writeMaster([], [], radio)), ['audio/index.m3u8']);
  });
});

/** A playlist with segments of so many seconds and bytes, measured. */
function measured(segments: [seconds: number, bytes: number][]) {
  const folder = makeFolder();
  const lines = segments.map(([seconds], at) => `#EXTINF:${seconds.toFixed(6)},\ns${at}.m4s`);
  write(folder, {
    'index.m3u8': `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:5\n#EXT-X-MAP:URI="init.mp4"\n${lines.join('\n')}\n#EXT-X-ENDLIST\n`,
    'init.mp4': Buffer.alloc(8),
    ...Object.fromEntries(segments.map(([, bytes], at) => [`s${at}.m4s`, Buffer.alloc(bytes)])),
  });
  return measure(folder);
}

describe('measure', () => {
  it('takes the rate of the segment that needs most, and that of all', async () => {
    const {peak, average} = await measured([
      [4, 500_000],
      [4, 1_000_000],
      [4, 250_000],
    ]);
    assert.deepEqual([peak, average], [2_000_000, Math.ceil((1_750_000 * 8) / 12)]);
  });

  it('does not take a short end for the peak (RFC 8216, 4.3.4.2)', async () => {
    assert.equal(
      (
        await measured([
          [4, 500_000],
          [0.04, 100_000],
        ])
      ).peak,
      1_000_000,
    );
    assert.equal(
      (
        await measured([
          [4, 500_000],
          [2, 500_000],
        ])
      ).peak,
      2_000_000,
    );
  });

  it('measures a film of one frame', async () => {
    assert.deepEqual(await measured([[0.04, 5000]]), {peak: 1_000_000, average: 1_000_000, starts: [0], codecs: []});
  });

  it('says where segments start, without the crumbs of adding fractions', async () => {
    assert.deepEqual(
      (
        await measured([
          [4.1, 1],
          [4.1, 1],
          [4.1, 1],
          [0.7, 1],
        ])
      ).starts,
      [0, 4.1, 8.2, 12.3],
    );
  });
});
