import {expect, waitUntil} from '@open-wc/testing';
import {zipSync, strToU8} from 'fflate';
import type {FromFrame, ToFrame} from '@uggla/protocol/frame.js';
import {asFromFrame, openEnvelope} from '@uggla/protocol/frame.js';

const address = new URL('./frame.html', import.meta.url);

/** A frame as a course has it, and what it says. */
class Page {
  readonly iframe = document.createElement('iframe');
  readonly heard: FromFrame[] = [];

  constructor(hash: Record<string, string> = {origin: location.origin, talk: 'talk'}) {
    const url = new URL(address);
    url.hash = new URLSearchParams(hash).toString();
    addEventListener('message', (event) => {
      if (event.source !== this.iframe.contentWindow) return;
      const envelope = openEnvelope(event.data, 'talk');
      const message = envelope && asFromFrame(envelope);
      if (message) this.heard.push(message);
    });
    this.iframe.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    Object.assign(this.iframe.style, {width: '600px', height: '500px'});
    this.iframe.src = url.href;
    document.body.append(this.iframe);
  }

  tell(message: ToFrame, talk = 'talk'): void {
    this.iframe.contentWindow!.postMessage({uggla: talk, message}, location.origin);
  }

  async first<T extends FromFrame['type']>(type: T, fits: (message: Extract<FromFrame, {type: T}>) => boolean = () => true) {
    const find = () => this.heard.find((one): one is Extract<FromFrame, {type: T}> => one.type === type && fits(one as Extract<FromFrame, {type: T}>));
    await waitUntil(find, `the frame never said ${type}; it said ${JSON.stringify(this.heard)}`, {timeout: 15_000});
    return find()!;
  }

  remove(): void {
    this.iframe.remove();
  }
}

/** A book of two chapters; the second tries to run a script. */
function epub(): ArrayBuffer {
  const page = (title: string, body: string) => `<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
  const text = '<p>The owl sees in the dark and sits still. </p>'.repeat(40);
  const bytes = zipSync({
    mimetype: [strToU8('application/epub+zip'), {level: 0}],
    'META-INF/container.xml': strToU8(`<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`),
    'book.opf': strToU8(`<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:1</dc:identifier><dc:title>Owls</dc:title><dc:language>en</dc:language></metadata>
<manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/><item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="one"/><itemref idref="two"/></spine></package>`),
    'nav.xhtml': strToU8(`<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>
<li><a href="one.xhtml">Eyes</a></li><li><a href="two.xhtml">Wings</a></li></ol></nav></body></html>`),
    'one.xhtml': strToU8(page('Eyes', text)),
    'two.xhtml': strToU8(page('Wings', `<script>parent.parent.postMessage('broken out', '*')</script><img src="x" onerror="parent.parent.postMessage('broken out', '*')" alt=""/>${text}`)),
  });
  return bytes.buffer as ArrayBuffer;
}

/** A PDF of three pages with a word on each. */
function pdf(): ArrayBuffer {
  const pages = ['one', 'two', 'three'];
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count 3 /Kids [${pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((word, at) => {
      const stream = `BT /F1 24 Tf 60 700 Td (Page ${word}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
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
  return strToU8(text).buffer as ArrayBuffer;
}

const look = {dark: false, scale: 1};

describe('frame.html', () => {
  it('opens an EPUB, tells its contents, and where the reader is while pages turn', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'epub', bytes: epub(), language: 'en', title: 'Owls', look}});
    const opened = await page.first('opened');
    expect(opened.title).to.equal('Owls');
    expect(opened.contents.map(({label}) => label)).to.deep.equal(['Eyes', 'Wings']);
    const start = await page.first('place');
    expect(start.start).to.equal(0);
    expect(start.end).to.be.within(0.01, 0.6);
    page.tell({type: 'go', to: 'next'});
    await page.first('place', (place) => place.start > start.start);
    page.tell({type: 'go', to: {place: opened.contents[1]!.place}});
    const wings = await page.first('place', (place) => place.label === 'Wings');
    expect(wings.place).to.match(/^epubcfi\(/);
    page.tell({type: 'go', to: {share: 1}});
    await page.first('place', (place) => place.end > 0.99);
    page.remove();
  });

  it('goes on where the reader was', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'epub', bytes: epub(), language: 'en', title: 'Owls', look, place: 'epubcfi(/6/4!/4/2/1:0)'}});
    const place = await page.first('place');
    expect(place.label).to.equal('Wings');
    page.remove();
  });

  it('runs no script of a book', async () => {
    const strangers: unknown[] = [];
    addEventListener('message', ({data}) => data === 'broken out' && strangers.push(data));
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'epub', bytes: epub(), language: 'en', title: 'Owls', look}});
    const {contents} = await page.first('opened');
    page.tell({type: 'go', to: {place: contents[1]!.place}});
    await page.first('place', (place) => place.label === 'Wings');
    page.tell({type: 'go', to: 'next'});
    await page.first('place', (place) => place.label === 'Wings' && place.start > 0.5);
    expect(strangers).to.deep.equal([]);
    page.remove();
  });

  it('opens a PDF, tells its pages, and its words can be read', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'pdf', bytes: pdf(), language: 'en', title: 'Three', look}});
    expect((await page.first('opened')).pages).to.equal(3);
    const first = await page.first('place');
    expect(first.page).to.equal(1);
    expect(first.end).to.be.below(0.9);
    const words = () => page.iframe.contentDocument!.querySelector('.words')?.textContent;
    await waitUntil(() => words()?.includes('Page one'), 'no words', {timeout: 10_000});
    page.tell({type: 'go', to: {place: '3'}});
    await page.first('place', ({page: number}) => number === 3);
    page.tell({type: 'go', to: 'next'});
    await page.first('place', (place) => place.end === 1);
    page.remove();
  });

  it('tells of a file that is no book', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'pdf', bytes: strToU8('%PDF-1.4 nothing').buffer as ArrayBuffer, language: 'en', title: '', look}});
    expect((await page.first('failed')).message).to.not.equal('');
    page.remove();
  });

  it('hears nobody but its own page', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'epub', bytes: epub(), language: 'en', title: 'Owls', look}}, 'another talk');
    page.iframe.contentWindow!.postMessage('nonsense', location.origin);
    page.tell({type: 'open', content: {kind: 'pdf', bytes: pdf(), language: 'en', title: 'Three', look}});
    const opened = await page.first('opened');
    expect(opened.pages).to.equal(3);
    page.remove();
  });

  it('says nothing to a page that does not name itself', async () => {
    const mute = new Page({});
    const other = new Page();
    await other.first('ready');
    expect(mute.heard).to.deep.equal([]);
    mute.remove();
    other.remove();
  });

  it('shows a page of others without its rights', async () => {
    const page = new Page();
    await page.first('ready');
    const src = new URL('/packages/elements/src/frame/frame.css', location.href).href;
    page.tell({type: 'open', content: {kind: 'page', src, title: 'Others'}});
    await page.first('opened');
    const inner = page.iframe.contentDocument!.querySelector('iframe')!;
    expect(inner.getAttribute('sandbox')).to.equal('allow-scripts allow-forms allow-popups');
    page.remove();
  });
});
