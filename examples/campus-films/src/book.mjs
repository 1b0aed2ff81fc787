import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {strToU8, zipSync} from 'fflate';
import {parse} from 'yaml';
import {stageSvg} from './pictures.mjs';

const head = (title, css = '../book.css') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="es" xml:lang="es"><head><title>${title}</title><link rel="stylesheet" href="${css}"/></head>`;

/** Makes the EPUB 3 at `out` of book.yml, its chapters (XHTML) and pictures drawn on the stages. */
export function makeBook(folder, campus) {
  const book = parse(readFileSync(join(folder, 'book.yml'), 'utf8'));
  const cover = readFileSync(join(campus, book.cover));
  const chapters = book.chapters.map(({file, title}, i) => ({
    id: `c${i + 1}`,
    title,
    href: `text/${file}`,
    body: readFileSync(join(folder, file), 'utf8'),
  }));
  const pictures = Object.entries(book.pictures).map(([name, {stage, values}]) => ({
    id: name,
    href: `images/${name}.svg`,
    svg: stageSvg(stage, values),
  }));

  const files = {
    'EPUB/package.opf': opf(book, chapters, pictures),
    'EPUB/nav.xhtml': nav(book, chapters),
    'EPUB/book.css': readFileSync(join(folder, 'book.css'), 'utf8'),
    'EPUB/text/cover.xhtml': `${head(book.title)}<body class="cover" epub:type="cover"><img src="../images/cover.jpg" alt="${book.coverAlt}"/></body></html>`,
    ...Object.fromEntries(
      chapters.map(({href, title, body}) => [
        `EPUB/${href}`,
        `${head(title)}<body epub:type="bodymatter"><section epub:type="chapter"><h1>${title}</h1>\n${body}</section></body></html>`,
      ]),
    ),
    ...Object.fromEntries(pictures.map(({href, svg}) => [`EPUB/${href}`, svg])),
  };
  const mtime = new Date(2026, 0, 1); // the same book gives the same bytes
  const zip = zipSync(
    {
      mimetype: [strToU8('application/epub+zip'), {level: 0}], // first, and stored: OCF 3.3, section 4.3
      'META-INF/container.xml': strToU8(
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
      ),
      ...Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)])),
      'EPUB/images/cover.jpg': [cover, {level: 0}],
    },
    {level: 9, mtime},
  );
  writeFileSync(join(campus, book.out), zip);
}

function opf(book, chapters, pictures) {
  const item = (id, href, type, more = '') => `<item id="${id}" href="${href}" media-type="${type}"${more}/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="es">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${book.id}</dc:identifier><dc:title>${book.title}</dc:title><dc:language>es</dc:language>
<dc:creator>${book.author}</dc:creator><dc:description>${book.description}</dc:description>
<meta property="dcterms:modified">${book.modified}</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta><meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Todas las ilustraciones tienen texto alternativo.</meta>
</metadata>
<manifest>
${[
  item('nav', 'nav.xhtml', 'application/xhtml+xml', ' properties="nav"'),
  item('css', 'book.css', 'text/css'),
  item('cover-image', 'images/cover.jpg', 'image/jpeg', ' properties="cover-image"'),
  item('cover', 'text/cover.xhtml', 'application/xhtml+xml'),
  ...chapters.map(({id, href}) => item(id, href, 'application/xhtml+xml')),
  ...pictures.map(({id, href}) => item(id, href, 'image/svg+xml')),
].join('\n')}
</manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/>${chapters.map(({id}) => `<itemref idref="${id}"/>`).join('')}</spine>
</package>
`;
}

function nav(book, chapters) {
  const entries = chapters.map(({href, title}) => `<li><a href="${href}">${title}</a></li>`).join('');
  return `${head(book.title, 'book.css')}<body><nav epub:type="toc" id="toc"><h1>Índice</h1><ol>${entries}</ol></nav></body></html>\n`;
}
