import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {UgglaError} from '@uggla/protocol';
import {strToU8, zipSync} from 'fflate';
import {readEpubText} from './epub.js';

const container = '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>';
const opf = (items: string, spine: string) => `<package xmlns="http://www.idpf.org/2007/opf"><manifest>${items}</manifest><spine>${spine}</spine></package>`;
const page = (body: string) => `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title><style>p { color: red }</style></head><body>${body}</body></html>`;
const book = (files: Record<string, string>) => zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

describe('readEpubText', () => {
  it('reads chapters in the order of the spine, with their titles', () => {
    const chapters = readEpubText(book({
      'META-INF/container.xml': container,
      'b.opf': opf('<item id="one" href="text/one%20a.xhtml"/><item id="two" href="two.xhtml"/>', '<itemref idref="two"/><itemref idref="one"/>'),
      'text/one a.xhtml': page('<h1>Uno</h1><p>Primero &amp; <i>claro</i>.</p><script>alert(1)</script>'),
      'two.xhtml': page('<h2>Dos</h2><ul><li>Segundo</li><li>Tercero</li></ul>'),
    }));
    assert.deepEqual(chapters, [
      {place: 'two.xhtml', title: 'Dos', paragraphs: ['Dos: Segundo Tercero']},
      {place: 'text/one%20a.xhtml', title: 'Uno', paragraphs: ['Uno: Primero & claro.']},
    ]);
  });

  it('cuts long chapters into pieces', () => {
    const [chapter] = readEpubText(book({
      'META-INF/container.xml': container,
      'b.opf': opf('<item id="c" href="c.xhtml"/>', '<itemref idref="c"/>'),
      'c.xhtml': page(`<h1>Uno</h1>${'<p>Esta frase tiene justamente ocho palabras, ni más.</p>'.repeat(30)}`),
    }));
    assert.ok(chapter!.paragraphs.length > 3);
    for (const text of chapter!.paragraphs) assert.ok(text.split(' ').length <= 70, text);
  });

  it('says what is wrong with a file that is no book', () => {
    const fails = (bytes: Uint8Array, why: RegExp) => assert.throws(() => readEpubText(bytes), (error: UgglaError) => error.code === 'book-unreadable' && why.test(error.message) && Boolean(error.cure));
    fails(strToU8('no zip'), /cannot be read/);
    fails(book({'a.txt': 'x'}), /no META-INF\/container\.xml/);
    fails(book({'META-INF/container.xml': '<container/>'}), /names no content/);
    fails(book({'META-INF/container.xml': container}), /no b\.opf/);
  });

  it('does not unpack what was packed to hurt', () => {
    const bomb = zipSync({'META-INF/container.xml': strToU8(container), 'big.xhtml': new Uint8Array(65 * 1024 * 1024)}, {level: 9});
    assert.throws(() => readEpubText(bomb), /64 MB/);
  });
});
