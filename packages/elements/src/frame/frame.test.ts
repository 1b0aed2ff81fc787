import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import {strToU8} from 'fflate';
import {epub, pdf} from '@uggla/testing/documents.js';
import {bufferOf, look, Page} from './page.test.kit.js';

const text = '<p>The owl sees in the dark and sits still. </p>'.repeat(40);

/** A book of two chapters; the second tries to run a script. */
const owls = () =>
  bufferOf(
    epub({
      Eyes: text,
      Wings: `<script>parent.parent.postMessage('broken out', '*')</script><img src="x" onerror="parent.parent.postMessage('broken out', '*')" alt=""/>${text}`,
    }),
  );

/** A PDF of three pages with a word on each. */
const three = () => bufferOf(pdf(['Page one', 'Page two', 'Page three']));

interface Shown {
  doc: Document;
  overlayer?: {element: SVGElement};
}

/** What the book's own view shows. */
function contentsOf(page: Page): Shown[] {
  const view = page.iframe.contentDocument!.querySelector('foliate-view') as
    | (HTMLElement & {renderer?: {getContents(): Shown[]}})
    | null;
  return view?.renderer?.getContents() ?? [];
}

/** The shapes that lie over its words. */
const drawn = (page: Page): Element[] =>
  contentsOf(page).flatMap(({overlayer}) => [...(overlayer?.element.children ?? [])]);

describe('frame.html', () => {
  it('opens an EPUB, tells its contents, and where the reader is while pages turn', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'epub', bytes: owls(), language: 'en', title: 'Owls', look}});
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
    page.tell({
      type: 'open',
      content: {kind: 'epub', bytes: owls(), language: 'en', title: 'Owls', look, place: 'epubcfi(/6/4!/4/2/1:0)'},
    });
    const place = await page.first('place');
    expect(place.label).to.equal('Wings');
    page.remove();
  });

  it('runs no script of a book', async () => {
    const strangers: unknown[] = [];
    addEventListener('message', ({data}) => data === 'broken out' && strangers.push(data));
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'epub', bytes: owls(), language: 'en', title: 'Owls', look}});
    const {contents} = await page.first('opened');
    page.tell({type: 'go', to: {place: contents[1]!.place}});
    await page.first('place', (place) => place.label === 'Wings');
    page.tell({type: 'go', to: 'next'});
    await page.first('place', (place) => place.label === 'Wings' && place.start > 0.5);
    expect(strangers).to.deep.equal([]);
    page.remove();
  });

  it('looks through a book, highlights what the page says, and tells what is selected and chosen', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'search', query: 'SEES'}); // before the book is there
    page.tell({type: 'open', content: {kind: 'epub', bytes: owls(), language: 'en', title: 'Owls', look}});
    const {found, query} = await page.first('found');
    expect([query, found.length, found[0]?.match, found[0]?.label]).to.deep.equal(['SEES', 80, 'sees', 'Eyes']);
    expect(found[79]).to.include({label: 'Wings'});
    page.tell({type: 'search', query: ''});
    await page.first('found', (one) => one.query === '');
    await page.first('place');
    page.tell({type: 'marks', marks: [{id: 'm1', place: found[0]!.place}]});
    await waitUntil(() => drawn(page).length === 1, 'nothing is highlighted', {timeout: 10_000});
    const [{doc}] = contentsOf(page) as [{doc: Document}];
    const rect = drawn(page)[0]!.querySelector('rect')!;
    const at = (name: string) => Number(rect.getAttribute(name)) + 2;
    doc.dispatchEvent(new MouseEvent('click', {clientX: at('x'), clientY: at('y')}));
    expect((await page.first('mark')).id).to.equal('m1');
    doc.getSelection()!.selectAllChildren(doc.querySelector('h1')!);
    const selected = await page.first('selected');
    expect([selected.text, selected.place.slice(0, 8)]).to.deep.equal(['Eyes', 'epubcfi(']);
    doc.getSelection()!.removeAllRanges();
    await page.first('selected', ({text}) => text === '');
    page.tell({type: 'marks', marks: []});
    await waitUntil(() => drawn(page).length === 0, 'the highlight stays', {timeout: 10_000});
    page.remove();
  });

  it('looks through a book that is read from right to left, too', async () => {
    const page = new Page();
    await page.first('ready');
    const arabic = {العيون: '<p dir="rtl">ترى البومة في الظلام.</p>', الأجنحة: '<p dir="rtl">تطير البومة بهدوء.</p>'};
    const opf =
      '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:2</dc:identifier><dc:title>البومة</dc:title><dc:language>ar</dc:language></metadata><manifest><item id="a" href="1.xhtml" media-type="application/xhtml+xml"/><item id="b" href="2.xhtml" media-type="application/xhtml+xml"/><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine page-progression-direction="rtl"><itemref idref="a"/><itemref idref="b"/></spine></package>';
    page.tell({
      type: 'open',
      content: {kind: 'epub', bytes: bufferOf(epub(arabic, {'book.opf': opf})), language: 'ar', title: '', look},
    });
    expect((await page.first('opened')).direction).to.equal('rtl');
    await page.first('place');
    page.tell({type: 'search', query: 'البومة'});
    const {found} = await page.first('found');
    expect(found.map(({match, label}) => [match, label])).to.deep.equal([
      ['البومة', 'العيون'],
      ['البومة', 'الأجنحة'],
    ]);
    page.tell({type: 'search', query: ''});
    page.tell({type: 'marks', marks: [{id: 'm', place: found[0]!.place}]});
    await page.first('found', (one) => one.query === '');
    await waitUntil(() => drawn(page).length === 1 && drawn(page)[0]!.querySelector('rect'), 'nothing is highlighted', {
      timeout: 10_000,
    });
    page.remove();
  });

  it('opens a PDF, tells its pages, and its words can be read', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'pdf', bytes: three(), language: 'en', title: 'Three', look}});
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

  it('looks through a PDF, goes to what was found, highlights, and tells what is selected and chosen', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({type: 'open', content: {kind: 'pdf', bytes: three(), language: 'en', title: 'Three', look}});
    await page.first('place');
    page.tell({type: 'search', query: 'PAGE  t'});
    const {found} = await page.first('found');
    expect(found).to.deep.equal([
      {place: '2@0-6', page: 2, before: '', match: 'Page t', after: 'wo'},
      {place: '3@0-6', page: 3, before: '', match: 'Page t', after: 'hree'},
    ]);
    page.tell({type: 'go', to: {place: '3@0-6'}});
    await page.first('place', ({page: number}) => number === 3);
    const inner = () => page.iframe.contentDocument!;
    await waitUntil(() => inner().querySelectorAll('.sought').length === 2, 'what was found is not outlined', {
      timeout: 10_000,
    });
    page.tell({type: 'search', query: ''});
    page.tell({
      type: 'marks',
      marks: [
        {id: 'm1', place: '3@5-10'},
        {id: 'm2', place: 'epubcfi(/6/4)'},
        {id: 'm3', place: '3@900-910'},
      ],
    });
    await waitUntil(
      () => inner().querySelectorAll('.mark').length === 1 && !inner().querySelector('.sought'),
      'nothing is highlighted',
      {timeout: 10_000},
    );
    const mark = inner().querySelector('.mark')!.getBoundingClientRect();
    const words = [...inner().querySelectorAll('.words span')].find(({textContent}) => textContent === 'Page three')!;
    const whole = words.getBoundingClientRect();
    expect(
      [mark.right - whole.right, mark.top - whole.top].filter((gap) => Math.abs(gap) >= 4),
      'it lies elsewhere',
    ).to.deep.equal([]);
    expect(mark.left).to.be.above(whole.left + 10);
    words.dispatchEvent(new MouseEvent('click', {clientX: mark.left + 2, clientY: mark.top + 2, bubbles: true}));
    expect((await page.first('mark')).id).to.equal('m1');
    inner().getSelection()!.setBaseAndExtent(words.firstChild!, 5, words.firstChild!, 10);
    expect(await page.first('selected')).to.include({place: '3@5-10', text: 'three'});
    inner().getSelection()!.removeAllRanges();
    await page.first('selected', ({text: selected}) => selected === '');
    page.tell({type: 'look', look: {...look, scale: 1.5}});
    await waitUntil(
      () => (inner().querySelector('.mark')?.getBoundingClientRect().width ?? 0) > mark.width * 1.3,
      'the highlight does not grow with the page',
      {timeout: 10_000},
    );
    page.remove();
  });

  it('tells of a file that is no book', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell({
      type: 'open',
      content: {kind: 'pdf', bytes: strToU8('%PDF-1.4 nothing').buffer as ArrayBuffer, language: 'en', title: '', look},
    });
    expect((await page.first('failed')).message).to.not.equal('');
    page.remove();
  });

  it('hears nobody but its own page', async () => {
    const page = new Page();
    await page.first('ready');
    page.tell(
      {type: 'open', content: {kind: 'epub', bytes: owls(), language: 'en', title: 'Owls', look}},
      'another talk',
    );
    page.iframe.contentWindow!.postMessage('nonsense', location.origin);
    page.tell({type: 'open', content: {kind: 'pdf', bytes: three(), language: 'en', title: 'Three', look}});
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
    const other = new Page();
    await other.first('ready');
    other.tell({type: 'open', content: {kind: 'page', src, title: 'Ours', trusted: true}});
    await other.first('opened');
    expect(
      other.iframe.contentDocument!.querySelector('iframe')!.contentDocument,
      'one that the site has published keeps its origin',
    ).not.to.equal(null);
    other.remove();
  });
});
