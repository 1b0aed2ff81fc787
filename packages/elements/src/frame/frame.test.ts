import {expect, waitUntil} from '@open-wc/testing';
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
    page.tell({type: 'open', content: {kind: 'epub', bytes: owls(), language: 'en', title: 'Owls', look, place: 'epubcfi(/6/4!/4/2/1:0)'}});
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
    page.tell({type: 'open', content: {kind: 'epub', bytes: owls(), language: 'en', title: 'Owls', look}}, 'another talk');
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
  });
});
