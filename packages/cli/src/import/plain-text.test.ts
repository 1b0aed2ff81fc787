import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {plainMarkdown, toText} from './plain-text.js';

describe('toText', () => {
  it('leaves the words of HTML, with its paragraphs and lists', () => {
    assert.equal(toText('<p>One <b>two</b></p><p>Three</p>'), 'One two\n\nThree');
    assert.equal(toText('<ul><li>a</li><li>b</li></ul>'), '- a\n- b');
    assert.equal(toText('a<br>b'), 'a\n\nb');
  });

  it('leaves nothing of what is not to be read', () => {
    assert.equal(toText('<p>a</p><script>alert(1)</script><style>p {}</style>b'), 'a\n\nb');
    assert.equal(toText('<p>a</p><script>alert(1)'), 'a', 'one that does not end, too');
    assert.doesNotMatch(toText('<img src=x onerror=alert(1)>c'), /onerror/);
  });

  it('reads signs that are written out, once', () => {
    assert.equal(toText('<p>a &amp;lt; b &quot;c&quot; &#241; &unknown;</p>'), 'a &lt; b "c" ñ &unknown;');
    assert.equal(toText('<p>&#99999999999;</p>').length, 2, 'a number beyond all letters does not stop it');
  });

  it('leaves plain words as they are', () => {
    assert.equal(toText(' 1 < 2 &amp; 3 > 2 '), '1 < 2 &amp; 3 > 2');
  });
});

describe('plainMarkdown', () => {
  it('escapes what would become markup', () => {
    assert.equal(plainMarkdown('a *b* _c_ [d](e) <f> #g `h` |'), String.raw`a \*b\* \_c\_ \[d\](e) \<f\> \#g \`h\` \|`);
    assert.equal(plainMarkdown('---'), String.raw`\---`);
    assert.equal(plainMarkdown('Plain, 1. words - and more.'), 'Plain, 1. words - and more.');
  });
});
