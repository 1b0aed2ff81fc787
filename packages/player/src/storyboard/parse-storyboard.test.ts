import {expect} from '@open-wc/testing';
import {parseStoryboard} from './parse-storyboard.js';

describe('parseStoryboard', () => {
  it('reads the parts of pictures and their times', () => {
    const text =
      'WEBVTT\n\n1\n00:00.000 --> 00:05.500\nboard.jpg#xywh=0,0,160,90\n\n01:00:05.500 --> 01:00:10.000 line:0\nboard.jpg?v=2#xywh=160,0,160,90\n';
    expect(parseStoryboard(text)).to.deep.equal([
      {start: 0, end: 5.5, src: 'board.jpg', x: 0, y: 0, width: 160, height: 90},
      {start: 3605.5, end: 3610, src: 'board.jpg?v=2', x: 160, y: 0, width: 160, height: 90},
    ]);
  });

  it('passes over what is no part of a picture', () => {
    expect(parseStoryboard('WEBVTT\r\n\r\nNOTE x\r\n\r\n00:00.000 --> 00:05.000\r\nHello\r\n')).to.deep.equal([]);
    expect(parseStoryboard('00:00.000 --> 00:05.000\na.jpg#xywh=0,0,0,0')).to.deep.equal([]);
    expect(parseStoryboard('')).to.deep.equal([]);
  });
});
