import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {contrast, formatColor, paper, parseColor, readable, slate} from './colors.js';

describe('parseColor', () => {
  it('understands colors as CSS writes them, and none that can be seen through', () => {
    for (const [text, hex] of [
      ['#1f5d4c', '#1f5d4c'],
      ['#FC0', '#ffcc00'],
      ['teal', '#008080'],
      ['rgb(31, 93, 76)', '#1f5d4c'],
      ['rgb(100% 0% 50%)', '#ff0080'],
      ['hsl(164, 50%, 24.3%)', '#1f5d4c'],
      ['hsl(-196deg 50% 24.3%)', '#1f5d4c'],
      ['rebeccapurple', '#663399'],
      ['oklch(62.8% 0.2577 29.23)', '#ff0000'],
    ] as const)
      assert.equal(formatColor(parseColor(text)!), hex, text);
    for (const text of [
      '',
      '#12',
      '#1f5d4c80',
      'transparent',
      'currentcolor',
      'var(--brand)',
      'rgb(1 2)',
      'rgb(a b c)',
      'constructor',
    ])
      assert.equal(parseColor(text), undefined, text);
  });
});

describe('readable', () => {
  it('changes a color no further than it must to be read on its ground', () => {
    for (const [from, ground, least] of [
      ['#ffcc00', paper, 0],
      ['#00f', slate, 0],
      ['#1f5d4c', slate, 0.55],
      ['#000', slate, 0.55],
      ['#fff', paper, 0],
    ] as const) {
      const found = contrast(readable(parseColor(from)!, ground, least), ground);
      assert.ok(found >= 4.5 && (least > 0 || found < 5), `${from}: ${found}`);
    }
    assert.equal(formatColor(readable(parseColor('#1f5d4c')!, paper)), '#1f5d4c');
  });
});
