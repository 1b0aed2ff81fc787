import {strToU8, zipSync} from 'fflate';

const xhtml = (title: string, body: string) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

/** A small EPUB: chapter title → what is in it. The file of the first is `1.xhtml`. */
export function epub(chapters: Record<string, string>, files: Record<string, string> = {}): Uint8Array {
  const titles = Object.keys(chapters);
  const each = (line: (at: number, title: string) => string) => titles.map((title, at) => line(at + 1, title)).join('');
  return zipSync({
    mimetype: [strToU8('application/epub+zip'), {level: 0}],
    'META-INF/container.xml': strToU8(
      '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'book.opf':
      strToU8(`<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:1</dc:identifier><dc:title>Owls</dc:title><dc:language>en</dc:language></metadata>
<manifest>${each((at) => `<item id="c${at}" href="${at}.xhtml" media-type="application/xhtml+xml"/>`)}<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine>${each((at) => `<itemref idref="c${at}"/>`)}</spine></package>`),
    'nav.xhtml': strToU8(
      `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>${each((at, title) => `<li><a href="${at}.xhtml">${title}</a></li>`)}</ol></nav></body></html>`,
    ),
    ...Object.fromEntries(titles.map((title, at) => [`${at + 1}.xhtml`, strToU8(xhtml(title, chapters[title]!))])),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  });
}

/** A PDF with a word on each of its pages; `box` is the size of a page in points. */
export function pdf(words: readonly string[], box = '0 0 595 842'): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${words.length} /Kids [${words.map((_, at) => `${4 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...words.flatMap((word, at) => {
      const stream = `BT /F1 24 Tf 60 700 Td (${word}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF`;
  return strToU8(text);
}

/** For `site.rule({base64})`. */
export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
