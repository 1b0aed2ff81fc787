import {expect} from '@open-wc/testing';
import {strToU8, zipSync} from 'fflate';
import {fixtureSite, waitUntil} from '@uggla/testing';
import {epub, pdf} from '@uggla/testing/documents.js';
import {Page} from './page.test.kit.js';

let page: Page;

/** Opens a book that may be broken: what came first, a page of it or a failure. */
async function open(bytes: Uint8Array, kind: 'epub' | 'pdf' = 'epub', more = {}): Promise<string> {
  await page.open(kind, bytes, more);
  const came = () => page.heard.find(({type}) => type === 'place' || type === 'failed');
  await waitUntil(came, 'neither a page nor a failure came', {timeout: 15_000});
  const first = came()!;
  return first.type === 'failed' ? `failed: ${first.message}` : 'opened';
}

/** The page of the book that is shown. */
async function shown(): Promise<Document> {
  const documents = () => {
    const view = page.iframe.contentDocument?.querySelector('foliate-view') as
      | (HTMLElement & {renderer?: {getContents(): {doc: Document}[]}})
      | null;
    return (
      view?.renderer
        ?.getContents()
        .map(({doc}) => doc)
        .filter(Boolean) ?? []
    );
  };
  await waitUntil(() => documents().length > 0, 'no page is shown', {timeout: 15_000});
  return documents()[0]!;
}

describe('a hostile book', () => {
  beforeEach(() => (page = new Page()));
  afterEach(() => page.remove());

  it('loads nothing from the net: pictures, styles, fonts, sounds, films', async () => {
    const site = await fixtureSite({rules: [{cors: true, body: 'x'}]});
    const spy = (name: string) => site.foreignUrl(name);
    const body = `<p>Words.</p><img src="${spy('img')}" alt=""/><img srcset="${spy('srcset')} 2x" alt=""/><audio src="${spy('audio')}" autoplay="autoplay"/><video poster="${spy('poster')}"/>
<link rel="stylesheet" href="${spy('css')}"/><link rel="preload" as="image" href="${spy('preload')}"/><link rel="preconnect" href="${spy('')}"/>
<style>@import "${spy('import')}"; @font-face {font-family: x; src: url(${spy('font')})} p {font-family: x; background: url(${spy('background')})}</style>
<svg xmlns="http://www.w3.org/2000/svg"><image href="${spy('svg')}" width="9" height="9"/><use href="${spy('use')}#x"/></svg>
<iframe src="${spy('iframe')}"/><object data="${spy('object')}"/><embed src="${spy('embed')}"/>`;
    expect(await open(epub({Spy: body}))).to.equal('opened');
    const {body: read} = await shown();
    expect(read.textContent).to.contain('Words.');
    expect((await site.requests()).map(({path}) => path)).to.deep.equal([]);
  });

  it('keeps nothing that acts: scripts, handlers, frames, forms, other bases', async () => {
    const body = `<p id="p" onclick="x()">Words.</p><script src="1.js"/><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:x()"><text>t</text></a></svg>
<a id="a" href="java&#10;script:x()">link</a><form action="https://acme.example/"><input/></form><iframe src="javascript:x()"/><base href="https://acme.example/"/><meta http-equiv="refresh" content="0;url=https://acme.example/"/>`;
    await open(epub({Acts: body}, {'1.js': 'x()'}));
    const doc = await shown();
    expect([...doc.querySelectorAll('script, iframe, form, base, meta[http-equiv=refresh]')]).to.deep.equal([]);
    expect(doc.querySelector('#p')!.getAttributeNames()).to.deep.equal(['id']);
    expect(doc.querySelector('#a')!.hasAttribute('href')).to.equal(false);
  });

  it('is read in spite of pages that are no good XML', async () => {
    expect(await open(epub({Loose: '<p>One<br>two&nbsp;three</p>'}))).to.equal('opened');
    expect((await shown()).body.textContent).to.contain('two\u00a0three');
  });

  it('is read in spite of files that are missing', async () => {
    const book = epub({
      First: '<p>Here. <img src="gone.png" alt="Gone"/></p><link rel="stylesheet" href="gone.css"/>',
      Second: '<p>There.</p>',
    });
    expect(await open(book)).to.equal('opened');
    expect((await shown()).body.textContent).to.contain('Here.');
  });

  it('finds nothing outside of its archive', async () => {
    const body =
      '<p>Words.</p><img src="../../../../etc/passwd" alt=""/><img src="/package.json" alt=""/><a id="a" href="../../../secret.xhtml">out</a>';
    expect(await open(epub({Out: body}, {'../../../secret.xhtml': '<p>secret</p>'}))).to.equal('opened');
    const doc = await shown();
    expect([...doc.images].every(({naturalWidth}) => naturalWidth === 0)).to.equal(true);
    doc.querySelector<HTMLElement>('#a')!.click();
    page.tell({type: 'go', to: {place: '../../../secret.xhtml'}});
    page.tell({type: 'go', to: 'next'});
    expect((await shown()).body.textContent).to.not.contain('secret');
  });

  it('that unpacks without end is refused before it fills the memory', async () => {
    const bomb = zipSync({'META-INF/container.xml': new Uint8Array(30_000_000)});
    expect(bomb.length).to.be.below(200_000);
    expect(await open(bomb)).to.contain('unpacks to more than');
  });

  it('that lies about how much it unpacks to is refused too', async () => {
    const bytes = zipSync({'META-INF/container.xml': new Uint8Array(30_000_000)});
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length - 4; at++) {
      const mark = view.getUint32(at, true);
      if (mark === 0x04034b50) view.setUint32(at + 22, 100, true); // local header: uncompressed size
      if (mark === 0x02014b50) view.setUint32(at + 24, 100, true); // central directory: the same
    }
    expect(await open(bytes)).to.match(/^failed: /);
  });

  for (const [what, files] of [
    ['no container', {mimetype: 'application/epub+zip'}],
    ['a container that is no XML', {'META-INF/container.xml': '<container><rootfile'}],
    [
      'a container that names nothing',
      {'META-INF/container.xml': '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"/>'},
    ],
    [
      'a package that is not there',
      {
        'META-INF/container.xml':
          '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="../../gone.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
      },
    ],
  ] as const) {
    it(`is told of: ${what}`, async () => {
      const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
      expect(await open(bytes)).to.match(/^failed: ./);
    });
  }

  it('is told of when it was cut off on the way', async () => {
    const whole = epub({One: '<p>One.</p>'});
    expect(await open(whole.slice(0, whole.length / 2))).to.match(/^failed: ./);
  });
});

describe('a place that the book does not have', () => {
  beforeEach(() => (page = new Page()));
  afterEach(() => page.remove());

  for (const place of ['7', 'epubcfi(/6/400!/4/2)', 'epubcfi(', '']) {
    it(`begins at the start: ${place || 'an empty one'}`, async () => {
      expect(await open(epub({Eyes: '<p>Eyes.</p>', Wings: '<p>Wings.</p>'}), 'epub', {place})).to.equal('opened');
      expect((await page.first('place')).start).to.equal(0);
    });
  }

  it('begins at the start of a PDF too', async () => {
    expect(await open(pdf(['one', 'two']), 'pdf', {place: 'epubcfi(/6/4!/4/2)'})).to.equal('opened');
    expect((await page.first('place')).page).to.equal(1);
  });

  it('is the last page of a PDF that has become shorter', async () => {
    expect(await open(pdf(['one', 'two', 'three']), 'pdf', {place: '400'})).to.equal('opened');
    await page.first('place', ({page: number}) => number === 3);
  });
});

describe('a hostile PDF', () => {
  beforeEach(() => (page = new Page()));
  afterEach(() => page.remove());

  const heights = () =>
    [...page.iframe.contentDocument!.querySelectorAll<HTMLElement>('.page')].map(({clientHeight}) => clientHeight);

  for (const box of ['0 0 1 100000', '0 0 100000 1', '0 0 0 0']) {
    it(`of any size can be turned and left: [${box}]`, async () => {
      expect(await open(pdf(['one', 'two'], box), 'pdf')).to.equal('opened');
      for (const height of heights()) expect(height).to.be.below(30_000);
      page.tell({type: 'go', to: {share: 1}});
      await page.first('place', ({start, end}) => start > 0.49 || end === 1);
    });
  }

  it('with a broken page shows the others', async () => {
    const text = new TextDecoder('latin1').decode(pdf(['one', 'two']));
    const broken = strToU8(text.replace('(one) Tj', '(((((((('), true);
    expect(await open(broken, 'pdf')).to.equal('opened');
    page.tell({type: 'go', to: {place: '2'}});
    await waitUntil(
      () => page.iframe.contentDocument!.querySelector('[data-page="2"] .words')?.textContent?.includes('two'),
      'the second page never came',
      {timeout: 15_000},
    );
  });

  it('is told of when it is cut off, empty, or another thing', async () => {
    expect(await open(strToU8('%PDF-1.7\n1 0 obj\n<<'), 'pdf')).to.match(/^failed: ./);
  });
});
