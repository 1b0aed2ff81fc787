// Chromium first: whole books are read; hostile-book.test.ts tries the frame that shows them.
import {expect} from '@open-wc/testing';
import type {Course} from '@uggla/protocol';
import type {UgglaErrorEvent} from '@uggla/core';
import {nextEvent, type FixtureSite} from '@uggla/testing';
import {base64, epub, pdf} from '@uggla/testing/documents.js';
import type {UgglaCourse} from '../course/course-element.js';
import {done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';

const owls = epub({Eyes: '<p>Eyes see.</p>', Wings: '<p>Wings beat.</p>', Claws: '<p>Claws hold.</p>'});

async function site(bytes: Uint8Array, type = 'application/epub+zip'): Promise<FixtureSite> {
  const made = await publish(
    sample({
      items: [{id: 'owls', kind: 'book', title: {en: 'Owls', es: 'Búhos'}, book: {en: {src: 'owls.bin'}}}],
    } as unknown as Partial<Course>),
  );
  await made.rule({match: 'owls.bin', base64: base64(bytes), type});
  return made;
}

/** A course that opens the book in vain: the code of its error. */
async function failing(made: FixtureSite): Promise<string> {
  const course = document.createElement('uggla-course');
  Object.assign(course, {src: made.url('course.json'), lang: 'en', records: 'local'});
  const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
  document.body.append(course);
  const {code} = (await failed).error;
  await waitUntil(() => find(course, '[part=error]')?.textContent?.includes(code), 'the error is not shown');
  course.remove();
  return code;
}

const contents = (course: UgglaCourse) => found<HTMLSelectElement>(course, '.book-bar select');
const chosen = (list: HTMLSelectElement) => list.selectedOptions[0]?.text.trim();
const inner = (course: UgglaCourse) => find<HTMLIFrameElement>(course, 'iframe.page')!.contentDocument!;

describe('the contents of a book', () => {
  it('follow the reader, also after someone chose from them', async () => {
    const course = await mount({site: await site(owls)});
    const list = await contents(course);
    await waitUntil(() => chosen(list) === 'Eyes');
    list.value = '2.xhtml';
    list.dispatchEvent(new Event('change', {bubbles: true}));
    await waitUntil(() => done(course, 'owls').place?.startsWith('epubcfi(/6/4'), 'it did not go there');
    find(course, '[part=next-page]')!.click();
    await waitUntil(() => chosen(list) === 'Claws', 'the contents stayed behind');
    find(course, '[part=previous-page]')!.click();
    await waitUntil(() => chosen(list) === 'Wings', 'the contents stayed behind on the way back');
  });

  it('are text, whatever the book calls its chapters', async () => {
    const course = await mount({
      site: await site(epub({'&lt;b&gt;Eyes&lt;/b&gt;': '<p>Eyes.</p>', الأجنحة: '<p>Wings.</p>'})),
    });
    const list = await contents(course);
    expect([...list.options].map(({text}) => text.trim())).to.deep.equal(['<b>Eyes</b>', 'الأجنحة']);
  });
});

describe('a place in a book', () => {
  it('is gone to before the book is there and after, also by the name that the search has for a chapter', async () => {
    const course = await mount({site: await site(owls)});
    void course.goTo('owls', {place: '2.xhtml'});
    const list = await contents(course);
    await waitUntil(() => chosen(list) === 'Wings', 'it did not begin there');
    await course.goTo('owls', {place: '3.xhtml'});
    await waitUntil(() => chosen(list) === 'Claws', 'it did not go there');
  });
});

interface Shown {
  doc: Document;
  overlayer?: {element: SVGElement};
}

function shown(course: UgglaCourse): Shown | undefined {
  const view = inner(course)?.querySelector('foliate-view') as
    | (HTMLElement & {renderer?: {getContents(): Shown[]}})
    | null;
  return view?.renderer?.getContents()[0];
}

const highlights = (course: UgglaCourse) => shown(course)?.overlayer?.element.childElementCount ?? 0;

describe('what is looked for in a book', () => {
  it('is found in all chapters, and gone to', async () => {
    const course = await mount({site: await site(owls), attributes: {lang: 'es'}});
    const list = await contents(course);
    find(course, '[part=book-search-button]')!.click();
    const input = await found<HTMLInputElement>(course, '[part=book-search-input]');
    expect((course.renderRoot as ShadowRoot).activeElement).to.equal(input);
    input.value = 'wings beat';
    input.form!.requestSubmit();
    const result = await found(course, '[part=book-search-result]');
    expect(result.textContent?.replace(/\s+/g, ' ').trim()).to.match(/Wings ?Wings beat/);
    expect(result.querySelector('mark')?.textContent).to.equal('Wings beat');
    await expect(course).to.be.accessible();
    result.click();
    await waitUntil(() => chosen(list) === 'Wings', 'it did not go there');
    input.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true, cancelable: true}));
    await waitUntil(() => !find(course, '[part=book-search-input]'));
  });
});

describe('what is highlighted in a book', () => {
  it('is there on the next visit and among the notes, and can be taken away', async () => {
    const made = await site(owls);
    const first = await mount({site: made});
    await contents(first);
    await waitUntil(() => shown(first)?.doc.querySelector('p'));
    // Until the section has its final pages what is selected in it may be lost again.
    await waitUntil(() => {
      const {doc} = shown(first)!;
      if (doc.getSelection()!.isCollapsed) doc.getSelection()!.selectAllChildren(doc.querySelector('p')!);
      return find(first, '[part=highlight]');
    }, 'what is selected cannot be highlighted');
    find(first, '[part=highlight]')!.click();
    await waitUntil(() => highlights(first) === 1, 'nothing is highlighted');
    find(first, '[part=notes-button]')!.click();
    const row = await found(first, '[part=annotation]');
    expect(row.textContent).to.contain('Highlight').and.contain('Eyes see.');
    await first.drained();
    first.remove();
    const second = await mount({site: made});
    await contents(second);
    await waitUntil(() => highlights(second) === 1, 'the highlight is gone');
    find(second, '[part=notes-button]')!.click();
    (await found(second, '[part=note-remove]')).click();
    await waitUntil(() => highlights(second) === 0, 'the highlight stays');
  });
});

describe('the controls of a book', () => {
  it('have names, also in Spanish and from right to left', async () => {
    const course = await mount({site: await site(owls), attributes: {lang: 'es', dir: 'rtl'}});
    await contents(course);
    const names = [...course.renderRoot.querySelectorAll('.book-bar :is(button, select)')].map((one) =>
      one.getAttribute('aria-label'),
    );
    expect(names).to.have.length(6);
    expect(new Set(names).size).to.equal(6);
    expect(names.every(Boolean)).to.equal(true);
    expect(names[0]).to.equal('Página anterior');
    expect(find<HTMLIFrameElement>(course, 'iframe.page')!.title).to.equal('Búhos');
    await expect(course).to.be.accessible();
  });

  it('make the text larger and smaller, within reason', async () => {
    const course = await mount({site: await site(owls)});
    await contents(course);
    const size = () => {
      const view = inner(course).querySelector('foliate-view') as
        | (HTMLElement & {renderer: {getContents(): {doc: Document}[]}})
        | null;
      const page = view?.renderer.getContents()[0]?.doc;
      return page?.defaultView ? parseFloat(page.defaultView.getComputedStyle(page.documentElement).fontSize) : 0;
    };
    await waitUntil(() => size() > 0);
    const normal = size();
    find(course, '.larger')!.click();
    await waitUntil(() => size() > normal, 'it did not grow');
    for (let times = 0; times < 30; times++) find(course, '.larger')!.click();
    await waitUntil(() => size() >= normal * 2.4, 'it stopped growing too early');
    for (let times = 0; times < 40; times++) find(course, '.smaller')!.click();
    await waitUntil(() => size() < normal, 'it did not shrink');
    expect(size()).to.be.above(normal * 0.6);
  });
});

describe('a PDF as a book', () => {
  it('tells its pages, goes on where it was left, and has no chapters to choose', async () => {
    const made = await site(pdf(['one', 'two', 'three']), 'application/pdf');
    const first = await mount({site: made});
    await waitUntil(() => find(first, '.where')?.textContent === 'Page 1 of 3', 'the first page never came');
    expect(find(first, '.book-bar select')).to.equal(null);
    await expect(first).to.be.accessible();
    for (let page = 1; page < 3; page++) {
      while (find(first, '.where')?.textContent === `Page ${page} of 3`) {
        find(first, '[part=next-page]')!.click();
        await new Promise(requestAnimationFrame);
      }
    }
    const {place} = done(first, 'owls');
    await first.drained();
    first.remove();
    const second = await mount({site: made});
    await waitUntil(() => find(second, '.where')?.textContent === `Page ${place} of 3`, 'it began at the start');
  });

  it('is looked through, and highlighted by page', async () => {
    const made = await site(pdf(['one', 'two', 'three']), 'application/pdf');
    const course = await mount({site: made});
    (await found(course, '[part=book-search-button]')).click();
    const input = await found<HTMLInputElement>(course, '[part=book-search-input]');
    input.value = 'TWO';
    input.form!.requestSubmit();
    const result = await found(course, '[part=book-search-result]');
    expect(result.textContent?.replace(/\s+/g, ' ').trim()).to.equal('Page 2 two');
    result.click();
    await waitUntil(() => find(course, '.where')?.textContent === 'Page 2 of 3', 'it did not go there');
    const words = () =>
      [...inner(course).querySelectorAll('.words span')].find(({textContent}) => textContent === 'two');
    await waitUntil(words, 'the page has no words');
    // A page that gets another width is drawn anew, and what is selected in it is lost.
    await waitUntil(() => {
      if (inner(course).getSelection()!.isCollapsed) inner(course).getSelection()!.selectAllChildren(words()!);
      return find(course, '[part=highlight]');
    }, 'what is selected cannot be highlighted');
    find(course, '[part=highlight]')!.click();
    await waitUntil(() => inner(course).querySelector('.mark'), 'nothing is highlighted');
    find(course, '[part=notes-button]')!.click();
    const row = await found(course, '[part=annotation]');
    expect(row.textContent?.replace(/\s+/g, ' ')).to.contain('Owls · Page 2').and.contain('two');
  });
});

describe('a book that cannot be shown', () => {
  it('is told of: missing, broken, another kind', async () => {
    const missing = await site(owls);
    await missing.rule({match: 'owls.bin', status: 404});
    expect(await failing(missing)).to.equal('book-unavailable');
    expect(await failing(await site(owls.slice(0, 300)))).to.equal('book-invalid');
    expect(await failing(await site(new TextEncoder().encode('MZ program')))).to.equal('book-kind-unsupported');
  });

  it('comes when one tries again', async () => {
    const made = await site(owls);
    await made.rule({match: 'owls.bin', status: 503, times: 1});
    const course = await mount({site: made});
    (await found(course, '[part=error]')).querySelector('button')!.click();
    await contents(course);
  });

  it('leaves the rest of the course alone: the lesson is left while it loads', async () => {
    const made = await publish(
      sample({
        items: [
          {id: 'owls', kind: 'book', title: 'Owls', book: {en: {src: 'owls.bin'}}},
          {id: 'values', kind: 'article', title: 'Values', content: {en: 'values.json'}},
        ],
      } as unknown as Partial<Course>),
    );
    await made.rule({match: 'owls.bin', gate: 'slow', base64: base64(owls)});
    const course = await mount({site: made});
    await found(course, 'iframe.page');
    await course.goTo('values');
    await found(course, '.prose');
    await made.open('slow');
    expect(find(course, '[part=error]')).to.equal(null);
    expect(find(course, '.book-bar')).to.equal(null);
  });
});
