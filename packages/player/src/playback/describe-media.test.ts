import {expect} from '@open-wc/testing';
import type {Media} from '@uggla/protocol';
import {describeMedia} from './describe-media.js';

const base = 'https://x.example/media/film/media.json';
const described = (media: object, radio = false) =>
  describeMedia({id: 'urn:x', kind: 'video', title: 'X', duration: 9, ...media} as Media, base, radio);
const file = (src: string, type?: string) => ({src, ...(type ? {type} : {})});

describe('describeMedia', () => {
  it('makes every address whole by that of its file', () => {
    const {sources, captions, storyboard, transcripts, poster} = described({
      hls: 'hls/master.m3u8',
      fallback: file('../clip.mp4', 'video/mp4'),
      captions: [{language: 'es', src: 'es.vtt'}],
      storyboard: './board.vtt',
      transcripts: [{language: 'es', src: '/texts/es.json'}],
      poster: {src: 'https://cdn.example/poster.jpg'},
    });
    expect(sources.map(({url}) => url)).to.deep.equal([
      'https://x.example/media/film/hls/master.m3u8',
      'https://x.example/media/clip.mp4',
    ]);
    expect(captions[0]!.src).to.equal('https://x.example/media/film/es.vtt');
    expect(storyboard).to.equal('https://x.example/media/film/board.vtt');
    expect(transcripts[0]!.src).to.equal('https://x.example/texts/es.json');
    expect(poster!.src).to.equal('https://cdn.example/poster.jpg');
  });

  it('calls captions subtitles unless they say what they are', () => {
    const {captions} = described({
      captions: [
        {language: 'es', src: 'a.vtt'},
        {language: 'es', src: 'b.vtt', kind: 'captions', label: 'CC'},
      ],
    });
    expect(captions.map(({kind, label}) => `${kind} ${label}`)).to.deep.equal(['subtitles undefined', 'captions CC']);
  });

  it('puts chapters in order, and leaves the file as it was', () => {
    const chapters = [
      {start: 5, end: 9, title: 'B'},
      {start: 0, end: 5, title: 'A'},
    ];
    expect(described({chapters}).chapters.map(({title}) => title)).to.deep.equal(['A', 'B']);
    expect(chapters[0]!.title).to.equal('B');
  });

  it('keeps what is good beside what is not', () => {
    const {captions, transcripts, poster, sources} = described({
      hls: 'data:application/vnd.apple.mpegurl,x',
      fallback: file('a.mp4'),
      captions: [
        {language: 'es', src: 'javascript:1'},
        {language: 'en', src: 'en.vtt'},
      ],
      transcripts: [
        {language: 'es', src: 'file:///etc/passwd'},
        {language: 'en', src: 'en.json'},
      ],
      poster: {src: 'p.jpg', placeholder: 'javascript:1'},
    });
    expect(captions.map(({language}) => language)).to.deep.equal(['en']);
    expect(transcripts.map(({language}) => language)).to.deep.equal(['en']);
    expect(poster).to.deep.equal({src: 'https://x.example/media/film/p.jpg', placeholder: undefined});
    expect(sources).to.have.length(1);
  });

  for (const [name, media, radio, order] of [
    [
      'a film: its stream, its file, its sound',
      {hls: 'm.m3u8', fallback: file('f.mp4'), audio: file('a.m4a')},
      false,
      ['m.m3u8', 'f.mp4', 'a.m4a'],
    ],
    [
      'a film on the radio: its sound, its stream, its file',
      {hls: 'm.m3u8', fallback: file('f.mp4'), audio: file('a.m4a')},
      true,
      ['a.m4a', 'm.m3u8', 'f.mp4'],
    ],
    [
      'a film without sound of its own on the radio',
      {hls: 'm.m3u8', fallback: file('f.mp4')},
      true,
      ['m.m3u8', 'f.mp4'],
    ],
    [
      'a podcast: files, which need no engine',
      {kind: 'audio', hls: 'm.m3u8', fallback: file('f.mp3'), audio: file('a.m4a')},
      false,
      ['f.mp3', 'a.m4a', 'm.m3u8'],
    ],
    [
      'a podcast in one language is one',
      {kind: 'audio', hls: 'm.m3u8', fallback: file('f.mp3'), audioLanguages: ['es']},
      false,
      ['f.mp3', 'm.m3u8'],
    ],
    [
      'a podcast in two languages: the stream, where one can choose',
      {kind: 'audio', hls: 'm.m3u8', fallback: file('f.mp3'), audioLanguages: ['es', 'en']},
      false,
      ['m.m3u8', 'f.mp3'],
    ],
    ['nothing', {}, false, []],
  ] as const) {
    it(`tries ${name}`, () => {
      expect(described(media, radio).sources.map(({url}) => url.split('/').at(-1))).to.deep.equal(order);
    });
  }
});
