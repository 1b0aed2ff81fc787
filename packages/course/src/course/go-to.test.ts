// Chromium first: the same rules, in script that is the same in all engines; course-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {UgglaError} from '@uggla/protocol';
import {collectEvents} from '@uggla/testing';
import type {LessonChangeEvent} from '../events.js';
import {find, found, link, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {article, block, courseOf, recorded} from '../testing/texts.test.js';
import type {UgglaCourse} from './course-element.js';

const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: UgglaError) => error,
  );

/** A course that is not yet in the page. */
function made(src: string): UgglaCourse {
  return Object.assign(document.createElement('uggla-course'), {src, records: 'local', lang: 'en'});
}

describe('goTo', () => {
  it('tells which lessons there are when it is asked for one that is not', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    const changes = collectEvents(course, 'uggla-lesson-change');
    const error = await caught(course.goTo('three'));
    expect(error).to.include({code: 'lesson-unknown', cure: 'It has: one, two.'});
    expect([course.lesson, changes.length]).to.deep.equal(['one', 0]);
    for (const id of ['', 'constructor', '__proto__', '"]'])
      expect(await caught(course.goTo(id)), id).to.include({code: 'lesson-unknown'});
  });

  it('shows the first lesson of a block, however deep it lies', async () => {
    const course = await mount({
      site: await publish(courseOf(article('one'), block('outer', [block('inner', [article('two')])]))),
    });
    await course.goTo('outer');
    expect(course.lesson).to.equal('two');
    await course.goTo('one');
    await course.goTo('inner');
    expect(course.lesson).to.equal('two');
  });

  it('refuses a block that holds nothing', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), block('nothing', [])))});
    expect(await caught(course.goTo('nothing'))).to.include({code: 'lesson-unknown'});
  });

  it('changes nothing and tells nothing when that lesson is on the screen', async () => {
    const course = await mount({site: await publish(courseOf(article('one')))});
    const changes = collectEvents(course, 'uggla-lesson-change');
    await course.goTo('one');
    expect(changes).to.have.length(0);
    expect(await recorded(course))
      .to.include('initialized one')
      .and.not.include('terminated one');
  });

  it('shows a locked lesson as closed, and does not tell twice', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two', {unlock: {at: 'P1D'}})))});
    const changes = collectEvents<LessonChangeEvent>(course, 'uggla-lesson-change');
    await course.goTo('two');
    await course.goTo('two');
    expect((await found(course, '.closed')).textContent).to.contain('Opens on');
    expect(changes.map(({lesson, previous}) => [lesson, previous])).to.deep.equal([['two', 'one']]);
    expect(await recorded(course)).to.not.include('initialized two');
  });

  it('goes to a second of a film, and of the film that is on the screen', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'values'}});
    await course.goTo('hello', {time: 1.5});
    const player = await found<HTMLVideoElement>(course, 'uggla-player');
    await waitUntil(() => Math.abs(player.currentTime - 1.5) < 0.1, 'it is not at 1.5 s');
    await course.goTo('hello', {time: 0.5});
    await waitUntil(() => Math.abs(player.currentTime - 0.5) < 0.1, 'it is not at 0.5 s');
    expect(player.isConnected, 'the film was opened anew').to.equal(true);
  });

  it('takes a time for what has none', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    await course.goTo('two', {time: 30});
    expect((await found(course, '.prose')).textContent).to.contain('word0');
  });

  it('leaves the last lesson alone when several are asked for at once', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two'), article('three')))});
    await Promise.all([course.goTo('two'), course.goTo('three')]);
    expect(course.lesson).to.equal('three');
    await found(course, '.prose');
    expect(find(course, '#lesson-title')?.textContent).to.equal('three');
    expect((await recorded(course)).slice(-4)).to.deep.equal([
      'terminated one',
      'initialized two',
      'terminated two',
      'initialized three',
    ]);
  });
});

describe('goTo before the course is loaded', () => {
  it('keeps the last wish, and answers all', async () => {
    const site = await publish(courseOf(article('one'), article('two'), article('three')));
    const course = made(site.url('course.json'));
    const wishes = [course.goTo('two'), course.goTo('nowhere'), course.goTo('three')];
    document.body.append(course);
    const [first, unknown, last] = await Promise.all(wishes.map(caught));
    expect([first, last]).to.deep.equal([undefined, undefined]);
    expect(unknown).to.include({code: 'lesson-unknown'});
    expect(course.lesson).to.equal('three');
    course.remove();
  });

  it('begins where it would without a wish when none can be met', async () => {
    const site = await publish(courseOf(article('one'), article('two')));
    const course = Object.assign(made(site.url('course.json')), {lesson: 'two'});
    const wish = caught(course.goTo('nowhere'));
    document.body.append(course);
    expect(await wish).to.include({code: 'lesson-unknown'});
    expect(course.lesson).to.equal('two');
    course.remove();
  });

  it('fails with the course, and may be asked again', async () => {
    const site = await publish(courseOf(article('one'), article('two')));
    await site.rule({match: 'course.json', status: 500, times: 1});
    const course = made(site.url('course.json'));
    const wish = caught(course.goTo('two'));
    document.body.append(course);
    expect(await wish).to.include({code: 'course-unavailable'});
    const again = course.goTo('two');
    find(course, '[part=error] button')!.click();
    await again;
    expect(course.lesson).to.equal('two');
    course.remove();
  });
});

describe('the lesson property', () => {
  it('is reflected, and follows the attribute', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    course.setAttribute('lesson', 'two');
    await course.updateComplete;
    expect(link(course, 'two').getAttribute('aria-current')).to.equal('true');
    expect(link(course, 'one').hasAttribute('aria-current')).to.equal(false);
    await course.goTo('one');
    expect(course.getAttribute('lesson')).to.equal('one');
  });

  it('is kept when there is no such lesson; the one on the screen stays, and can be chosen again', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    course.lesson = 'nowhere';
    await course.updateComplete;
    expect(course.lesson).to.equal('nowhere');
    expect(find(course, '#lesson-title')?.textContent).to.equal('one');
    link(course, 'one').click();
    await waitUntil(() => course.getAttribute('lesson') === 'one');
  });

  it('begins with the first lesson when it names none that there is', async () => {
    const course = await mount({site: await publish(courseOf(article('one'))), attributes: {lesson: 'nowhere'}});
    expect(course.lesson).to.equal('one');
  });

  it('names the lesson that a block begins with', async () => {
    const course = await mount({
      site: await publish(courseOf(article('one'), block('rest', [article('two')]))),
      attributes: {lesson: 'rest'},
    });
    expect(course.getAttribute('lesson')).to.equal('two');
  });

  it('may go away as an attribute: the lesson stays', async () => {
    const course = await mount({
      site: await publish(courseOf(article('one'), article('two'))),
      attributes: {lesson: 'two'},
    });
    course.removeAttribute('lesson');
    await course.updateComplete;
    expect(find(course, '#lesson-title')?.textContent).to.equal('two');
  });

  it('leaves the history of the page alone', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    const [before, address] = [history.length, location.href];
    await course.goTo('two');
    link(course, 'one').click();
    await waitUntil(() => course.lesson === 'one');
    expect([history.length, location.href]).to.deep.equal([before, address]);
  });
});
