import {expect} from '@open-wc/testing';
import type {Course} from '@uggla/protocol';
import {emulate} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import {all, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {recorded} from '../testing/texts.test.js';

const pills = ['one', 'two', 'three', 'four'];

const feed = (): Course =>
  sample({
    format: 'micro',
    items: pills.map((id) => ({id, kind: 'video', title: {en: `Pill ${id}`, es: `Píldora ${id}`}, media: 'film.json', ...(id === 'four' ? {unlock: {at: 'P1Y'}} : {})})),
  } as unknown as Partial<Course>);

const slides = (course: UgglaCourse) => all(course, '[part=slide]');
const open = (course: UgglaCourse) => find(course, '[part=slide] [part=lesson]')?.closest<HTMLElement>('[part=slide]')?.dataset['slide'];
const scroller = (course: UgglaCourse) => find(course, '.slides')!;
const isSeen = (course: UgglaCourse, at: number) => Math.abs(scroller(course).scrollTop - at * scroller(course).clientHeight) < 4;

describe('a feed of micro-lessons', () => {
  before(() => emulate({reducedMotion: 'reduce'}));
  after(() => emulate({}));

  it('shows one above the other, opens the one that is swiped to, and records it as in any layout', async () => {
    const course = await mount({site: await publish(feed())});
    await waitUntil(() => slides(course).length === 4 && open(course) === 'one', 'no feed');
    await found(course, 'uggla-player');
    await expect(course).to.be.accessible();
    scroller(course).scrollTo({top: scroller(course).clientHeight, behavior: 'instant'});
    await waitUntil(() => course.lesson === 'two' && open(course) === 'two', 'the swipe opened nothing');
    await found(course, '[data-slide=two] uggla-player');
    expect(all(course, 'uggla-player')).to.have.length(1);
    expect(await recorded(course)).to.deep.equal(['initialized course', 'initialized one', 'terminated one', 'initialized two']);
  });

  it('goes by keys and by the buttons of each lesson, and says of a locked one that it is', async () => {
    const course = await mount({site: await publish(feed()), attributes: {lang: 'es'}});
    await waitUntil(() => open(course) === 'one', 'no feed');
    find(course, '#lesson-title')!.dispatchEvent(new KeyboardEvent('keydown', {key: 'PageDown', bubbles: true, composed: true, cancelable: true}));
    await waitUntil(() => open(course) === 'two' && isSeen(course, 1), 'the key did nothing');
    await waitUntil(() => (course.renderRoot as ShadowRoot).activeElement === find(course, '#lesson-title'), 'the focus stayed behind');
    find(course, '[part=next]')!.click();
    await waitUntil(() => open(course) === 'three' && isSeen(course, 2), 'the button did nothing');
    find(course, '#lesson-title')!.dispatchEvent(new KeyboardEvent('keydown', {key: 'End', bubbles: true, composed: true, cancelable: true}));
    await waitUntil(() => open(course) === 'four' && isSeen(course, 3));
    expect(find(course, '[data-slide=four]')?.textContent).to.contain('Esta lección todavía no está abierta');
    expect(all(course, 'uggla-player')).to.have.length(0);
  });

  it('stands at the lesson that the page or the outline names', async () => {
    const course = await mount({site: await publish(feed()), attributes: {lesson: 'three'}});
    await waitUntil(() => open(course) === 'three' && isSeen(course, 2), 'it stands elsewhere');
    await course.goTo('one');
    await waitUntil(() => open(course) === 'one' && isSeen(course, 0));
  });
});
