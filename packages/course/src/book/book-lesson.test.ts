import {expect} from '@open-wc/testing';
import type {Course} from '@uggla/protocol';
import {nextEvent} from '@uggla/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {LessonCompleteEvent} from '../events.js';
import {all, done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {owls} from '../testing/owls.test.js';
import {ReadingPages} from './reading-pages.js';

const bookCourse = () =>
  sample({items: [{id: 'owls', kind: 'book', title: 'Owls', book: {en: {src: 'owls.epub'}}}]} as Partial<Course>);

async function site() {
  const made = await publish(bookCourse());
  await made.rule({match: 'owls.epub', base64: owls(), type: 'application/epub+zip'});
  return made;
}

describe('a book', () => {
  it('opens in the frame, shows its contents, and is complete when its pages were read', async () => {
    const course = await mount({site: await site()});
    const contents = await found<HTMLSelectElement>(course, '.book-bar select');
    expect([...contents.options].map(({text}) => text)).to.deep.equal(['Eyes', 'Wings']);
    await expect(course).to.be.accessible();
    const complete = nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete');
    for (let read = 0; !done(course, 'owls').completed; read = done(course, 'owls').read ?? 0) {
      await waitUntil(() => (done(course, 'owls').read ?? 0) > read, 'the page did not count');
      const {place, completed} = done(course, 'owls');
      if (completed) break;
      find(course, '[part=next-page]')!.click();
      await waitUntil(() => done(course, 'owls').place !== place, 'the page did not turn');
    }
    expect((await complete).lesson).to.equal('owls');
    expect(done(course, 'owls').place).to.match(/^epubcfi/);
  }).timeout(60_000); // pages have to stand on the screen for a while

  it('goes on at the place where it was left', async () => {
    const made = await site();
    const first = await mount({site: made});
    await found(first, '.book-bar select');
    const chooser = find<HTMLSelectElement>(first, '.book-bar select')!;
    chooser.value = 'two.xhtml';
    chooser.dispatchEvent(new Event('change', {bubbles: true}));
    await waitUntil(() => done(first, 'owls').place?.startsWith('epubcfi(/6/4'), 'it did not move');
    await first.drained();
    first.remove();
    const second = await mount({site: made});
    const contents = await found<HTMLSelectElement>(second, '.book-bar select');
    await waitUntil(() => contents.value === 'two.xhtml', 'it began at the start');
  });

  it('is turned by keys', async () => {
    const course = await mount({site: await site()});
    await found(course, '.book-bar select');
    const before = await waitFor(() => done(course, 'owls').place);
    find(course, '.book')!.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'PageDown', bubbles: true, cancelable: true}),
    );
    await waitUntil(() => done(course, 'owls').place !== before, 'it did not turn');
  });

  it('takes no message from another window', async () => {
    const course = await mount({site: await site()});
    await found(course, '.book-bar select');
    const before = done(course, 'owls').read;
    postMessage({uggla: 'talk', message: {type: 'place', place: 'x', start: 0, end: 1}}, location.origin);
    await nextEvent(window, 'message');
    expect(done(course, 'owls').place).to.not.equal('x');
    expect(done(course, 'owls').read).to.equal(before);
  });

  it('tells of a file that is neither EPUB nor PDF', async () => {
    const made = await publish(bookCourse(), {'owls.epub': 'no book'});
    const course = document.createElement('uggla-course');
    Object.assign(course, {src: made.url('course.json'), lang: 'en', records: 'local'});
    const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
    document.body.append(course);
    expect((await failed).error.code).to.equal('book-kind-unsupported');
    await waitUntil(() => all(course, '[part=error]').length === 1);
    course.remove();
  });
});

async function waitFor<T>(read: () => T | undefined): Promise<T> {
  await waitUntil(() => read() !== undefined, 'it never came');
  return read()!;
}

describe('ReadingPages', () => {
  it('counts pages that stood on the screen, and not those leafed past', () => {
    const pages = new ReadingPages();
    pages.show(0, 0.25, 0);
    expect(pages.tick(1.2)).to.equal(true);
    pages.show(0.25, 0.5, 1.3);
    expect(pages.tick(1.5)).to.equal(false);
    pages.show(0.5, 1, 1.6);
    expect(pages.tick(3)).to.equal(true);
    expect(pages.share).to.be.closeTo(0.75, 0.001);
    expect(pages.isAtEnd).to.equal(true);
  });

  it('counts a page once, and goes on from earlier visits', () => {
    const pages = new ReadingPages([[0, 500]]);
    pages.show(0.4, 0.6, 0);
    expect(pages.tick(2)).to.equal(true);
    expect(pages.tick(9)).to.equal(false);
    expect(pages.share).to.be.closeTo(0.6, 0.001);
  });
});
