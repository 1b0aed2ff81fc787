// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries their stores.
import {expect} from '@open-wc/testing';
import {collectEvents, nextEvent} from '@uggla/testing';
import {whileHidden, withSecondHand} from '../testing/clock.test.js';
import {done, find, found, link, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {article, courseOf, recorded} from '../testing/texts.test.js';
import type {UgglaCourse} from './course-element.js';

const read = (course: UgglaCourse, lesson: string) =>
  waitUntil(() => done(course, lesson).completed, `${lesson} was not read`);

/** Ends the visit as a closed tab does, when all is safe. */
async function leave(course: UgglaCourse): Promise<void> {
  await course.drained();
  course.remove();
}

describe('a course that is opened again', () => {
  it('goes on at the lesson, with all that was done, under the same enrolment', async () => {
    const site = await publish(
      courseOf(article('one'), article('two'), article('three', {complete: {read: 1, minTime: 600}})),
    );
    const first = await mount({site});
    await read(first, 'one');
    await first.goTo('three');
    const {registration, enrolled} = first.progress!;
    await leave(first);
    const second = await mount({site});
    expect(second.lesson).to.equal('three');
    expect(link(second, 'one').dataset['state']).to.equal('done');
    expect(second.progress).to.include({registration, enrolled});
  });

  it('goes on with the lesson that its address names, if it names one', async () => {
    const site = await publish(courseOf(article('one'), article('two'), article('three')));
    const first = await mount({site});
    await first.goTo('three');
    await leave(first);
    expect((await mount({site, attributes: {lesson: 'two'}})).lesson).to.equal('two');
  });

  it('goes on with the next when the last was finished', async () => {
    const site = await publish(courseOf(article('one'), article('two')));
    const first = await mount({site});
    await read(first, 'one');
    await leave(first);
    expect((await mount({site})).lesson).to.equal('two');
  });

  it('says when it was completed, and does not complete again', async () => {
    const site = await publish(courseOf(article('one')));
    const first = await mount({site});
    await nextEvent(first, 'uggla-course-complete');
    await leave(first);
    const second = await mount({site});
    const again = collectEvents(second, 'uggla-course-complete');
    expect(find(second, '.banner.success')?.textContent).to.contain('You completed the course on');
    await found(second, '.prose');
    expect((await recorded(second)).filter((one) => one.startsWith('completed'))).to.deep.equal([
      'completed one',
      'completed course',
    ]);
    expect(again).to.have.length(0);
  });

  it('keeps what was done in lessons that moved, and forgets none that were taken away', async () => {
    const definition = courseOf(article('one'), article('two'));
    const site = await publish(definition);
    const first = await mount({site});
    await read(first, 'one');
    await leave(first);
    await site.files({
      'course.json': {
        ...definition,
        version: '2',
        items: [{id: 'new', kind: 'block', title: 'New', items: [article('two'), article('one')]}],
      },
    });
    const second = await mount({site});
    expect(link(second, 'one').dataset['state']).to.equal('done');
    expect(second.progress?.version).to.equal('2');
    await leave(second);
    await site.files({'course.json': {...definition, version: '3', items: [article('two')]}});
    const third = await mount({site});
    expect(find(third, '#overall')?.textContent).to.match(/^[01] of 1 lesson done$/);
    expect(done(third, 'one').completed).to.be.a('string');
  });

  it('counts the time in a lesson over all visits, also that of a tab which was just closed', async () => {
    const site = await publish(courseOf(article('one', {complete: {minTime: 60}})));
    await withSecondHand(async (pass) => {
      const first = await mount({site});
      await found(first, '.prose');
      pass(50);
      expect(done(first, 'one').seconds).to.equal(50);
      await whileHidden(() => dispatchEvent(new Event('pagehide')));
      await leave(first);
    });
    await withSecondHand(async (pass) => {
      const second = await mount({site});
      expect(done(second, 'one').seconds).to.equal(50);
      await found(second, '.prose');
      pass(9);
      expect(done(second, 'one').completed).to.equal(undefined);
      const complete = nextEvent(second, 'uggla-lesson-complete');
      pass(1);
      await complete;
    });
  });

  it('does not count the time while another tab is in front', async () => {
    const site = await publish(courseOf(article('one', {complete: {minTime: 60}})));
    await withSecondHand(async (pass) => {
      const course = await mount({site});
      await found(course, '.prose');
      await whileHidden(() => pass(100));
      expect(done(course, 'one').completed).to.equal(undefined);
    });
  });

  it('comes back from the browser’s history as it was left', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    await course.goTo('two');
    dispatchEvent(new Event('pagehide'));
    dispatchEvent(new Event('pageshow'));
    await read(course, 'two');
    expect(await recorded(course))
      .to.include('completed two')
      .and.not.include('terminated two');
  });
});

describe('the progress of a course', () => {
  it('is a copy: a page that changes it changes nothing', async () => {
    const course = await mount({
      site: await publish(courseOf(article('one', {complete: {minTime: 600}}), article('two'))),
    });
    const progress = course.progress as unknown as {completed: string; lessons: Record<string, object>};
    progress.completed = '2020-01-01T00:00:00Z';
    progress.lessons['two'] = {completed: '2020-01-01T00:00:00Z'};
    expect(course.progress?.completed).to.equal(undefined);
    expect(course.progress?.lessons['two']).to.equal(undefined);
    expect(() => Object.assign(course, {progress: {}})).to.throw(TypeError);
    await course.updateComplete;
    expect(link(course, 'two').dataset['state']).to.equal('open');
  });

  it('is not there before the course is', () => {
    expect(document.createElement('uggla-course').progress).to.equal(undefined);
  });

  it('stays when the language changes, in the middle of a lesson too', async () => {
    const site = await publish(sample());
    const course = await mount({site, attributes: {lesson: 'values'}});
    await read(course, 'values');
    const before = course.progress;
    const text = await found(course, '.prose');
    course.lang = 'es';
    await course.updateComplete;
    expect(find(course, '#overall')?.textContent).to.equal('1 de 3 lecciones hechas');
    expect(find(course, '.badge.done')?.textContent?.trim()).to.equal('Hecha');
    expect(course.progress).to.deep.equal(before);
    expect(text.isConnected, 'the lesson was opened anew').to.equal(true);
    await course.goTo('test');
    await course.drained();
    const last = (await course.exportRecords()).at(-1);
    expect(last?.context?.language).to.equal('es');
  });
});

describe('two courses on one page', () => {
  it('have lessons, progress and records of their own', async () => {
    const [one, other] = await Promise.all([
      mount({site: await publish(courseOf(article('a'), article('b')))}),
      mount({site: await publish(courseOf(article('a', {complete: {minTime: 600}}), article('c')))}),
    ]);
    await read(one!, 'a');
    await one!.goTo('b');
    expect(other!.lesson).to.equal('a');
    expect(done(other!, 'a').completed).to.equal(undefined);
    expect(await recorded(other!)).to.deep.equal(['initialized course', 'initialized a']);
    await expect(other!).to.be.accessible();
  });

  it('may be the same course: what is done in either is kept', async () => {
    const site = await publish(courseOf(article('one'), article('two'), article('three', {complete: {minTime: 600}})));
    const first = await mount({site, attributes: {lesson: 'three'}});
    const second = await mount({site, attributes: {lesson: 'three'}});
    await first.goTo('one');
    await read(first, 'one');
    await first.drained();
    await second.goTo('two');
    first.hidden = true; // the second comes into view: what nobody sees is not read
    await read(second, 'two');
    await leave(second);
    await leave(first);
    const later = await mount({site, attributes: {lesson: 'three'}});
    expect([link(later, 'one').dataset['state'], link(later, 'two').dataset['state']]).to.deep.equal(['done', 'done']);
  });
});
