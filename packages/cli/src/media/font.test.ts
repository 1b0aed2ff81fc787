import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {ttf, woff2} from '../testing/font.test.util.js';
import {readFont} from './font.js';

describe('readFont', () => {
  it('tells the form, the weight and the slant of a font, as the font says them', () => {
    for (const [bytes, format, weight, style] of [
      [ttf(), 'truetype', '400', 'normal'],
      [ttf({weight: 700, italic: true}), 'truetype', '700', 'italic'],
      [ttf({weight: 300}, 'OTTO'), 'opentype', '300', 'normal'],
      [woff2({weight: 650}), 'woff2', '650', 'normal'],
      [woff2({between: [100, 900], italic: true}), 'woff2', '100 900', 'italic'],
      [ttf({weight: 0}), 'truetype', '400', 'normal'],
      [ttf({weight: 500, between: [900, 100]}), 'truetype', '500', 'normal'],
    ] as const)
      assert.deepEqual(readFont(bytes), {format, weight, style});
  });

  it('refuses what is none, is cut off, or nobody would wait for', () => {
    const whole = woff2();
    for (const [bytes, message] of [
      [Buffer.from('<!doctype html>'), /no font/],
      [Buffer.alloc(0), /no font/],
      [Buffer.from('PK\x03\x04'), /no font/],
      [Buffer.from('wOFF\0\0\0\0'), /WOFF 1/],
      [Buffer.from('ttcf\0\0\0\0'), /collection/],
      [ttf().subarray(0, 80), /cut off/],
      [whole.subarray(0, whole.length - 4), /cut off/],
      [Buffer.from('wOF2'), /cut off/],
      [Buffer.concat([ttf(), Buffer.alloc(5_000_000)]), /5\.0 MB/],
    ] as const)
      assert.throws(() => readFont(bytes), {code: 'font-invalid', message});
  });
});
