import {expect} from '@open-wc/testing';
import {describeSources} from './description.js';
import {isDescription, sourceOf} from './source.js';

describe('sourceOf', () => {
  for (const [url, type, kind, audio] of [
    ['https://x.example/a.mp4', undefined, 'file', undefined],
    ['https://x.example/a.webm', undefined, 'file', undefined],
    ['https://x.example/A.M3U8', undefined, 'hls', undefined],
    ['https://x.example/list.m3u', undefined, 'hls', undefined],
    ['https://x.example/a.m3u8#t=3', undefined, 'hls', undefined],
    ['https://x.example/a.m3u8.mp4', undefined, 'file', undefined],
    ['https://x.example/m3u8', undefined, 'file', undefined],
    ['https://x.example/a.opus', undefined, 'file', true],
    ['https://x.example/a.flac?x=.mp4', undefined, 'file', true],
    ['https://x.example/stream', 'application/x-mpegURL', 'hls', undefined],
    ['https://x.example/stream', 'audio/mpegurl; charset=utf-8', 'hls', undefined],
    ['https://x.example/stream', ' AUDIO/MPEG ', 'file', true],
    ['https://x.example/a.m3u8', 'video/mp4', 'file', undefined],
    ['https://x.example/a.mp3', 'video/mp4', 'file', undefined],
    ['blob:https://x.example/1234', 'application/vnd.apple.mpegurl', 'hls', undefined],
    ['blob:https://x.example/1234', undefined, 'file', undefined],
  ] as const) {
    it(`takes ${url}${type ? ` of type "${type}"` : ''} for ${kind === 'hls' ? 'a playlist' : audio ? 'sound' : 'a file'}`, () => {
      const source = sourceOf(url, type);
      expect([source.url, source.kind, source.audio]).to.deep.equal([url, kind, audio]);
    });
  }

  it('takes only a path that ends in .json for a description', () => {
    expect(
      ['a/media.json', 'a/MEDIA.JSON', 'a.json?v=1', 'a.json#x'].every((path) =>
        isDescription(`https://x.example/${path}`),
      ),
    ).to.equal(true);
    expect(
      ['a.jsonp', 'json', 'a.mp4#.json', 'a.json/'].some((path) => isDescription(`https://x.example/${path}`)),
    ).to.equal(false);
  });
});

describe('describeSources', () => {
  it('is remembered by its address, whatever its query and place', () => {
    expect(describeSources([sourceOf('https://x.example/a.mp4?token=1#t=5')]).id).to.equal('https://x.example/a.mp4');
    expect(describeSources([]).id).to.equal('');
  });

  it('is sound when the first is', () => {
    const [sound, film] = [sourceOf('https://x.example/a.mp3'), sourceOf('https://x.example/a.mp4')];
    expect(describeSources([sound, film]).kind).to.equal('audio');
    expect(describeSources([film, sound]).kind).to.equal('video');
  });

  it('claims to know nothing that it does not', () => {
    const {title, duration, captions, chapters, transcripts, storyboard, poster} = describeSources([
      sourceOf('https://x.example/a.mp4'),
    ]);
    expect({title, duration, captions, chapters, transcripts, storyboard, poster}).to.deep.equal({
      title: undefined,
      duration: undefined,
      captions: [],
      chapters: [],
      transcripts: [],
      storyboard: undefined,
      poster: undefined,
    });
  });
});
