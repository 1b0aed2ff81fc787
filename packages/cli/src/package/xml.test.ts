import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {attribute, child, childrenOf, parseXml, textIn, unescape} from './xml.js';

const parse = (text: string) => parseXml(Buffer.from(text), 'imsmanifest.xml');
const invalid = {code: 'package-manifest-invalid'};

describe('parseXml', () => {
  it('reads elements without their prefixes, with attributes and text', () => {
    const root = parse('<?xml version="1.0"?><!-- x --><a:manifest x:id=" 1 "><b> two </b><b>three</b></a:manifest>');
    assert.deepEqual([root.name, attribute(root, 'id')], ['manifest', '1']);
    assert.deepEqual(
      childrenOf(root, 'B').map(({text}) => text),
      [' two ', 'three'],
    );
    assert.equal(textIn(root, 'b'), 'two');
    assert.equal(child(root, 'b', 'c'), undefined);
    assert.equal(child(undefined, 'b'), undefined);
  });

  it('finds attributes whatever their capitals are', () => {
    assert.equal(attribute(parse('<a scormType="sco"/>'), 'scormtype'), 'sco');
    assert.equal(attribute(parse('<a/>'), 'scormtype'), undefined);
  });

  it('expands no entity of the file’s own: a few lines of them come to gigabytes', () => {
    assert.throws(() => parse('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), invalid);
    assert.throws(() => parse('<!DOCTYPE a [<!entity b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), invalid);
  });

  it('takes nothing that is not well formed, empty, or deeper than any manifest', () => {
    for (const text of ['', '<?xml version="1.0"?>', '<a><b></a>', 'text alone'])
      assert.throws(() => parse(text), invalid, text);
    assert.throws(() => parse('<a>'.repeat(200) + '</a>'.repeat(200)), invalid);
    assert.equal(parse('<a>'.repeat(50) + '</a>'.repeat(50)).name, 'a');
  });

  it('reads it in the letters that it is written in', () => {
    const text = '<a>Año</a>';
    assert.equal(parseXml(Buffer.from(`\ufeff${text}`, 'utf16le'), 'a').text, 'Año');
    assert.equal(
      parseXml(Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, 'latin1'), 'a').text,
      'Año',
    );
    assert.equal(parse(`<?xml version="1.0" encoding="utf-16"?>${text}`).text, 'Año', 'it says so, and is not');
    assert.equal(parse(`<?xml version="1.0" encoding="none-such"?>${text}`).text, 'Año');
  });
});

describe('unescape', () => {
  it('knows the five names and the numbers, once', () => {
    assert.equal(unescape('&lt;b&gt; &amp;amp; &quot;&apos;&#65;&#x41;&#X1F600;'), '<b> &amp; "\'AA😀');
  });

  it('leaves what stands for no letter as it is', () => {
    for (const text of ['&nbsp;', '&#0;', '&#xD800;', '&#x110000;', '&#99999999;', '& b', '&lt'])
      assert.equal(unescape(text), text);
  });
});
