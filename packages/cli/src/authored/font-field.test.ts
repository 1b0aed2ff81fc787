import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {filesIn, fontField, stackOf} from './font-field.js';

const isGood = (value: unknown) => fontField.safeParse(value).success;

describe('fontField', () => {
  it('takes a file, files with their weights, or names of typefaces', () => {
    const good = [
      'fonts/acme.woff2',
      'Georgia, serif',
      ['a.woff2', {src: 'b.woff2', weight: 700, style: 'italic'}],
      [{src: 'c.ttf', weight: '100 900'}],
    ];
    for (const value of good) assert.ok(isGood(value), JSON.stringify(value));
  });

  it('takes nothing that would be something else in CSS', () => {
    const wrong = [
      '',
      "a'; } b {",
      'url(x)',
      [],
      ['Georgia'],
      [{src: 'a.woff2', weight: 0}],
      [{src: 'a.woff2', weight: '100 2000'}],
      [{src: 'a.woff2', style: 'bold'}],
      [{src: 'a.woff2', colour: 'red'}],
      5,
    ];
    for (const value of wrong) assert.ok(!isGood(value), JSON.stringify(value));
  });
});

describe('filesIn', () => {
  it('gives the files that are named, and none for a typeface of the device', () => {
    assert.deepEqual(filesIn('fonts/acme.woff2'), [{src: 'fonts/acme.woff2'}]);
    assert.deepEqual(filesIn('Georgia'), []);
    assert.deepEqual(filesIn(['a.woff2', {src: 'b.woff2', weight: 700}]), [
      {src: 'a.woff2'},
      {src: 'b.woff2', weight: 700},
    ]);
  });
});

describe('stackOf', () => {
  it('quotes names, and ends with what every device has', () => {
    assert.equal(stackOf('Georgia'), "'Georgia', system-ui, sans-serif");
    assert.equal(stackOf('"Open Sans", Serif'), "'Open Sans', serif");
    assert.equal(stackOf("'Noto Sans JP', 游ゴシック, monospace"), "'Noto Sans JP', '游ゴシック', monospace");
  });

  it('gives nothing for what is no name', () => {
    for (const text of ['', 'a,,b', "a'b", 'a;b', 'a{', 'x'.repeat(81), '-a'])
      assert.equal(stackOf(text), undefined, text);
  });
});
