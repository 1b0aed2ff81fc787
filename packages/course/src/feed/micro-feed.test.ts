// Chromium first: days pass between cards, in script that is the same in all engines.
import {expect} from '@open-wc/testing';
import {progressStateId, type Course} from '@uggla/protocol';
import {emulate} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import {
  all,
  courseId,
  find,
  found,
  mount,
  publish,
  sample,
  stateOf,
  waitUntil,
  withServer,
} from '../testing/support.test.js';
import {recorded} from '../testing/texts.test.js';
import {mergeRepetitions, readRepetitions, repeatAt, REPETITIONS_STATE} from './repetitions.js';

const pills = ['one', 'two', 'three', 'four'];

const feed = (more: Partial<Course> = {}): Course =>
  sample({
    ...more,
    format: 'micro',
    items: pills.map((id) => ({
      id,
      kind: 'video',
      title: {en: `Pill ${id}`, es: `Píldora ${id}`},
      media: 'film.json',
      ...(id === 'four' ? {unlock: {at: 'P1Y'}} : {}),
    })),
  } as unknown as Partial<Course>);

const slides = (course: UgglaCourse) => all(course, '[part=slide]');
const open = (course: UgglaCourse) =>
  find(course, '[part=slide] [part=lesson]')?.closest<HTMLElement>('[part=slide]')?.dataset['slide'];
const scroller = (course: UgglaCourse) => find(course, '.slides')!;
const isSeen = (course: UgglaCourse, at: number) =>
  Math.abs(scroller(course).scrollTop - at * scroller(course).clientHeight) < 4;

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
    expect(await recorded(course)).to.deep.equal([
      'initialized course',
      'initialized one',
      'terminated one',
      'initialized two',
    ]);
  });

  it('goes by keys and by the buttons of each lesson, and says of a locked one that it is', async () => {
    const course = await mount({site: await publish(feed()), attributes: {lang: 'es'}});
    await waitUntil(() => open(course) === 'one', 'no feed');
    find(course, '#lesson-title')!.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'PageDown', bubbles: true, composed: true, cancelable: true}),
    );
    await waitUntil(() => open(course) === 'two' && isSeen(course, 1), 'the key did nothing');
    await waitUntil(
      () => (course.renderRoot as ShadowRoot).activeElement === find(course, '#lesson-title'),
      'the focus stayed behind',
    );
    find(course, '[part=next]')!.click();
    await waitUntil(() => open(course) === 'three' && isSeen(course, 2), 'the button did nothing');
    find(course, '#lesson-title')!.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'End', bubbles: true, composed: true, cancelable: true}),
    );
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

  it('asks after days whether one remembers, goes on with the next, and keeps it for the other device', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const lessons = {one: {completed: ago(2)}, two: {completed: ago(40)}, three: {completed: ago(0.1)}};
    const site = await withServer(feed({id: courseId()}), {
      [progressStateId]: {version: '1', enrolled: ago(50), lessons},
      [REPETITIONS_STATE]: {repetitions: {two: {step: 2, at: ago(35)}, gone: {step: -1, at: 'never'}}},
    });
    const course = await mount({
      site,
      attributes: {records: 'server', endpoint: site.url('server'), lang: 'es', lesson: 'three'},
    });
    await waitUntil(() => find(course, '.due')?.textContent?.includes('2 para repasar'), 'nothing is due');
    await expect(course).to.be.accessible();
    expect(find(course, '[part=recall]'), 'what was done today is not asked for').to.equal(null);
    find(course, '[part=repeat]')!.click();
    (await found(course, '[data-slide=one] [part=recall-no]')).click();
    (await found(course, '[data-slide=two] [part=recall-yes]')).click();
    await waitUntil(() => !find(course, '.due') && !find(course, '[part=recall]'), 'something is still due');
    expect(course.lesson).to.equal('two');
    let kept = readRepetitions(undefined);
    for (let count = 2; kept.get('two')?.step !== 3; count++) {
      const sent = await site.seen(stateOf(REPETITIONS_STATE), {count});
      kept = readRepetitions(JSON.parse(sent.findLast(({method}) => method === 'PUT')?.body ?? 'null'));
    }
    expect([...kept].map(([lesson, {step}]) => [lesson, step])).to.deep.equal([
      ['two', 3],
      ['one', 0],
    ]);
  });
});

describe('the repetition of micro-lessons', () => {
  const day = (date: string) => `2026-${date}T08:00:00.000Z`;

  it('comes after a day, a week, a month and three, then no more; what was forgotten begins anew', () => {
    const next = (step: number, at = day('03-01')) => repeatAt(day('01-01'), {step, at})?.toISOString();
    expect(repeatAt(undefined, undefined)).to.equal(undefined);
    expect(repeatAt(day('01-01'), undefined)?.toISOString()).to.equal(day('01-02'));
    expect([0, 1, 2, 3, 4].map((step) => next(step))).to.deep.equal([
      day('03-02'),
      day('03-08'),
      day('04-01'),
      day('06-01'),
      undefined,
    ]);
    expect(next(4, '2025-12-31T08:00:00.000Z'), 'done anew after it was known').to.equal(day('01-02'));
  });

  it('takes of two devices what was said last, and nothing of what is no repetition', () => {
    const one = readRepetitions({
      repetitions: {
        a: {step: 1, at: day('01-01')},
        b: {step: 2, at: day('01-05')},
        c: {step: 1.5, at: day('01-01')},
        d: null,
        e: {step: 9, at: day('01-01')},
        f: {step: 1, at: 'soon'},
      },
    });
    const other = readRepetitions({repetitions: {a: {step: 0, at: day('01-02')}, b: {step: 0, at: day('01-04')}}});
    const merged = {a: {step: 0, at: day('01-02')}, b: {step: 2, at: day('01-05')}};
    expect(Object.fromEntries(mergeRepetitions(one, other))).to.deep.equal(merged);
    expect(Object.fromEntries(mergeRepetitions(other, one))).to.deep.equal(merged);
    for (const none of [undefined, null, 'x', {repetitions: null}, {repetitions: []}])
      expect(readRepetitions(none).size).to.equal(0);
  });
});
