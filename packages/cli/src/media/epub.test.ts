import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {UgglaError} from '@uggla/protocol';
import {strToU8, zipSync} from 'fflate';
import {readEpubText} from './epub.js';

const container =
  '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>';
const opf = (items: string, spine: string) =>
  `<package xmlns="http://www.idpf.org/2007/opf"><manifest>${items}</manifest><spine>${spine}</spine></package>`;
const page = (body: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title><style>p { color: red }</style></head><body>${body}</body></html>`;
const book = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

describe('readEpubText', () => {
  it('reads chapters in the order of the spine, with their titles', () => {
    const chapters = readEpubText(
      book({
        'META-INF/container.xml': container,
        'b.opf': opf(
          '<item id="one" href="text/one%20a.xhtml"/><item id="two" href="two.xhtml"/>',
          '<itemref idref="two"/><itemref idref="one"/>',
        ),
        'text/one a.xhtml': page('<h1>Uno</h1><p>Primero &amp; <i>claro</i>.</p><script>alert(1)</script>'),
        'two.xhtml': page('<h2>Dos</h2><ul><li>Segundo</li><li>Tercero</li></ul>'),
      }),
    );
    assert.deepEqual(chapters, [
      {place: 'two.xhtml', title: 'Dos', paragraphs: ['Dos: Segundo Tercero']},
      {place: 'text/one%20a.xhtml', title: 'Uno', paragraphs: ['Uno: Primero & claro.']},
    ]);
  });

  it('cuts long chapters into pieces', () => {
    const [chapter] = readEpubText(
      book({
        'META-INF/container.xml': container,
        'b.opf': opf('<item id="c" href="c.xhtml"/>', '<itemref idref="c"/>'),
        'c.xhtml': page(`<h1>Uno</h1>${'<p>Esta frase tiene justamente ocho palabras, ni más.</p>'.repeat(30)}`),
      }),
    );
    assert.ok(chapter!.paragraphs.length > 3);
    for (const text of chapter!.paragraphs) assert.ok(text.split(' ').length <= 70, text);
  });

  it('says what is wrong with a file that is no book', () => {
    const fails = (bytes: Uint8Array, why: RegExp) =>
      assert.throws(
        () => readEpubText(bytes),
        (error: UgglaError) => error.code === 'book-unreadable' && why.test(error.message) && Boolean(error.cure),
      );
    fails(strToU8('no zip'), /cannot be read/);
    fails(book({'a.txt': 'x'}), /no META-INF\/container\.xml/);
    fails(book({'META-INF/container.xml': '<container/>'}), /names no content/);
    fails(book({'META-INF/container.xml': container}), /no b\.opf/);
  });

  it('reads the other chapters when one is not well formed, and tells which', () => {
    const flaws: string[] = [];
    const chapters = readEpubText(
      book({
        'META-INF/container.xml': container,
        'b.opf': opf(
          '<item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/>',
          '<itemref idref="a"/><itemref idref="b"/>',
        ),
        'a.xhtml': '<html><body><p>roto <<<',
        'b.xhtml': page('<p>Entero.</p>'),
      }),
      ({code, message}) => flaws.push(`${code}: ${message}`),
    );
    assert.deepEqual(
      chapters.map(({place}) => place),
      ['b.xhtml'],
    );
    assert.equal(flaws.length, 1);
    assert.match(flaws[0]!, /^book-unreadable: .*a\.xhtml is not well formed/);
  });

  it('reads what EPUB 2 wrote: a doctype with an address, names for letters', () => {
    const [chapter] = readEpubText(
      book({
        'META-INF/container.xml': container,
        'b.opf': opf('<item id="a" href="a.xhtml"/>', '<itemref idref="a"/>'),
        'a.xhtml':
          '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n<html><body><h1>Uno</h1><p>a&#233;b&#xe9;c &lt;d&gt;</p></body></html>',
      }),
    );
    assert.deepEqual(chapter?.paragraphs, ['Uno: aébéc <d>']);
  });

  it('reads nothing from outside, and lets no entity grow', () => {
    const chapter = (doctype: string) => {
      const flaws: string[] = [];
      const read = readEpubText(
        book({
          'META-INF/container.xml': container,
          'b.opf': opf('<item id="a" href="a.xhtml"/>', '<itemref idref="a"/>'),
          'a.xhtml': `<!DOCTYPE html [${doctype}]><html><body><p>&x;</p></body></html>`,
        }),
        ({message}) => flaws.push(message),
      );
      return JSON.stringify([read, flaws]);
    };
    assert.doesNotMatch(chapter('<!ENTITY x SYSTEM "file:///etc/passwd">'), /root:/);
    const laughs = Array.from(
      {length: 9},
      (_, at) => `<!ENTITY ${at === 8 ? 'x' : `l${at}`} "${at === 0 ? 'ja' : `&l${at - 1};`.repeat(10)}">`,
    ).join('');
    assert.ok(chapter(laughs).length < 100_000);
  });

  it('passes over what the book names and does not hold, or names wrongly', () => {
    const chapters = readEpubText(
      book({
        'META-INF/container.xml': container,
        'b.opf': opf(
          '<item id="a" href="a%zz.xhtml"/><item id="b" href="constructor"/><item id="c" href="../../etc/passwd"/><item id="d" href="d.xhtml"/><item id="n" href="n.xhtml" properties="nav scripted"/>',
          '<itemref idref="a"/><itemref idref="b"/><itemref idref="c"/><itemref idref="x"/><itemref/><itemref idref="n"/><itemref idref="d"/>',
        ),
        'd.xhtml': page('<div><blockquote><p>Dentro.</p></blockquote><br/><p></p><svg><text>no</text></svg></div>'),
        'n.xhtml': page('<p>Índice</p>'),
      }),
    );
    assert.deepEqual(chapters, [{place: 'd.xhtml', title: '', paragraphs: ['Dentro.']}]);
  });

  it('does not unpack what was packed to hurt', () => {
    const bomb = zipSync(
      {'META-INF/container.xml': strToU8(container), 'big.xhtml': new Uint8Array(65 * 1024 * 1024)},
      {level: 9},
    );
    assert.throws(() => readEpubText(bomb), /64 MB/);
  });
});
