import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {writeMaster, type Variant} from './hls.js';

const variant = (uri: string, average: number, more: Partial<Variant> = {}): Variant => ({
  uri, average, peak: average * 2, codecs: ['avc1.64001f', 'mp4a.40.2'], width: 1280, height: 720, frameRate: 25, starts: [], ...more,
});
const radio: Variant = {uri: 'audio/index.m3u8', average: 50_000, peak: 60_000, codecs: ['mp4a.40.2'], starts: []};
const uris = (text: string) => text.split('\n').filter((line) => line && !line.startsWith('#'));

describe('writeMaster', () => {
  it('puts first what most networks carry, then the others, the radio last', () => {
    const text = writeMaster([variant('1080p', 4_000_000), variant('720p', 1_800_000), variant('360p', 500_000)], [], radio);
    assert.deepEqual(uris(text), ['720p', '1080p', '360p', 'audio/index.m3u8']);
  });

  it('puts the smallest first when all are big', () => {
    assert.deepEqual(uris(writeMaster([variant('a', 9_000_000), variant('b', 3_000_000)], [], undefined)), ['b', 'a']);
  });

  it('counts the sound in where it is a track of its own', () => {
    const groups = [
      {uri: 'audio/index.m3u8', language: 'es', name: 'Español', peak: 60_000, average: 50_000, codecs: ['mp4a.40.2']},
      {uri: 'audio-en/index.m3u8', language: 'en', name: 'English', peak: 70_000, average: 40_000, codecs: ['mp4a.40.2']},
    ];
    const text = writeMaster([variant('720p', 1_000_000, {codecs: ['avc1.64001f']})], groups, radio);
    assert.match(text, /#EXT-X-STREAM-INF:BANDWIDTH=2070000,AVERAGE-BANDWIDTH=1050000,CODECS="avc1\.64001f,mp4a\.40\.2",RESOLUTION=1280x720,FRAME-RATE=25\.000,AUDIO="sound"\n720p\n/);
    assert.match(text, /#EXT-X-STREAM-INF:BANDWIDTH=60000,AVERAGE-BANDWIDTH=50000,CODECS="mp4a\.40\.2",AUDIO="sound"\naudio\/index\.m3u8\n/);
    assert.match(text, /#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,URI="audio-en\/index\.m3u8"/);
  });

  it('is a playlist of version 7, whose segments stand alone', () => {
    assert.match(writeMaster([variant('a', 1)], [], undefined), /^#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n/);
  });
});
