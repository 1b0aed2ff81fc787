// Chromium first: the same rules, in script that is the same in all engines; what they show is in
// course-element.test.ts.
import {expect} from '@open-wc/testing';
import {collectEvents, nextEvent} from '@uggla/testing';
import {on, withSecondHand} from '../testing/clock.test.js';
import {done, find, found, link, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {article, block, courseOf, recorded} from '../testing/texts.test.js';
import type {UgglaCourse} from './course-element.js';

const state = (course: UgglaCourse, lesson: string) => link(course, lesson).dataset['state'];

/** A lesson that stays as it is until its hour has come. */
const slow = (id: string, more: object = {}) => article(id, {complete: {minTime: 3600}, ...more});

describe('a welcome that lasts a year', () => {
  const year = () =>
    courseOf(
      slow('day-1'),
      block('month-2', [slow('m2')], {unlock: {at: 'P1M'}}),
      block('month-12', [slow('m12', {unlock: {at: '2026-06-01'}})], {unlock: {at: 'P11M'}}),
    );

  it('opens month by month from the day of enrolment', async () => {
    const site = await publish(year());
    await on('2026-01-31T10:00:00Z', async () => {
      const course = await mount({site});
      expect(['day-1', 'm2', 'm12'].filter((one) => state(course, one) === 'locked')).to.deep.equal(['m2', 'm12']);
      expect(link(course, 'm2').querySelector('.reason')?.textContent).to.equal('Opens on February 28, 2026');
      expect(link(course, 'm12').querySelector('.reason')?.textContent).to.equal('Opens on December 31, 2026');
      await course.drained();
      course.remove();
    });
    await on('2026-03-01T10:00:00Z', async () => {
      const course = await mount({site});
      expect(course.progress?.enrolled).to.contain('2026-01-31');
      expect(['day-1', 'm2', 'm12'].filter((one) => state(course, one) === 'locked')).to.deep.equal(['m12']);
      course.remove();
    });
  });

  it('opens a lesson that waits on the screen when its hour comes', async () => {
    const site = await publish(courseOf(slow('now'), slow('later', {unlock: {at: '2026-03-01T12:00:00Z'}})));
    await withSecondHand(async (pass) => {
      await on('2026-03-01T11:00:00Z', async () => {
        const course = await mount({site, attributes: {lesson: 'later'}});
        expect((await found(course, '.closed')).textContent).to.contain('March 1, 2026 at');
        pass(1);
        expect(find(course, '.prose')).to.equal(null);
        await on('2026-03-01T12:00:00Z', async () => {
          pass(1);
          await found(course, '.prose');
          expect(find(course, '.closed')).to.equal(null);
          expect(state(course, 'later')).to.not.equal('locked');
        });
        expect(await recorded(course)).to.deep.equal(['initialized course', 'initialized later']);
      });
    });
  });
});

describe('a lesson that closes', () => {
  it('says until when it is open, and since when it is closed', async () => {
    const site = await publish(courseOf(slow('one'), slow('week', {unlock: {until: 'P7D'}})));
    await on('2026-01-01T09:00:00Z', async () => {
      const course = await mount({site});
      expect(link(course, 'week').querySelector('.reason')?.textContent).to.equal('Until January 8, 2026');
      await course.drained();
      course.remove();
    });
    await on('2026-02-01T09:00:00Z', async () => {
      const course = await mount({site, attributes: {lesson: 'week'}});
      const closed = await found(course, '.closed');
      expect(closed.querySelector('h4')?.textContent).to.equal('This lesson is closed');
      expect(closed.textContent).to.contain('Closed since January 8, 2026');
      expect(closed.querySelector('button'), 'nothing opens it').to.equal(null);
      await expect(course).to.be.accessible();
      course.remove();
    });
  });

  it('ends while it is taken, and its end is recorded once', async () => {
    const site = await publish(courseOf(slow('one', {unlock: {until: '2026-03-01T12:00:00Z'}}), slow('two')));
    await withSecondHand(async (pass) => {
      await on('2026-03-01T11:59:00Z', async () => {
        const course = await mount({site});
        await found(course, '.prose');
        pass(5);
        await on('2026-03-01T12:00:00Z', async () => {
          pass(3);
          await found(course, '.closed');
          expect(await recorded(course)).to.deep.equal(['initialized course', 'initialized one', 'terminated one']);
          expect(done(course, 'one').seconds).to.equal(5);
        });
      });
    });
  });

  it('is not where a later visit begins', async () => {
    const site = await publish(courseOf(slow('one', {unlock: {until: '2026-03-01'}}), slow('two')));
    await on('2026-02-01T00:00:00Z', async () => {
      const course = await mount({site});
      expect(course.lesson).to.equal('one');
      await course.drained();
      course.remove();
    });
    await on('2026-04-01T00:00:00Z', async () => {
      const course = await mount({site});
      expect(course.lesson).to.equal('two');
      course.remove();
    });
  });

  it('says the day to whose end it is open, wherever that is read', async () => {
    const site = await publish(courseOf(slow('one', {unlock: {until: '2026-06-17'}})));
    await on('2026-06-01T09:00:00Z', async () => {
      const course = await mount({site});
      const last = new Intl.DateTimeFormat('en', {dateStyle: 'long'}).format(new Date('2026-06-17T23:59:59Z'));
      expect(link(course, 'one').querySelector('.reason')?.textContent).to.equal(`Until ${last}`);
      course.remove();
    });
  });

  it('stays closed when its date is on no calendar, and no half sentence is said', async () => {
    const course = await mount({site: await publish(courseOf(slow('one', {unlock: {at: '2026-99-99'}})))});
    expect(state(course, 'one')).to.equal('locked');
    expect((await found(course, '.closed p')).textContent).to.equal('This lesson is not open yet');
  });
});

describe('a lesson that is due again', () => {
  it('is begun anew, is done again by its own rule, and locks nothing meanwhile', async () => {
    const site = await publish(courseOf(article('one', {renew: 'P1Y'}), slow('two', {unlock: {after: ['one']}})));
    await on('2026-01-01T09:00:00Z', async () => {
      const course = await mount({site});
      await waitUntil(() => done(course, 'one').completed);
      await course.drained();
      course.remove();
    });
    await on('2027-01-02T09:00:00Z', async () => {
      await site.rule({match: 'values.json', gate: 'text'});
      const course = await mount({site, attributes: {lesson: 'one'}});
      expect(['one', 'two'].map((one) => state(course, one))).to.deep.equal(['due', 'open']);
      expect(done(course, 'one'))
        .to.include({renewed: course.progress!.lessons['one']!.changed})
        .and.not.have.property('read');
      expect(find(course, '.measure span')?.textContent).to.equal('0% read');
      await course.drained();
      course.remove();
    });
    await on('2027-01-03T09:00:00Z', async () => {
      const course = await mount({site, attributes: {lesson: 'one'}});
      expect(done(course, 'one').renewed, 'it was begun anew twice').to.contain('2027-01-02');
      const complete = nextEvent(course, 'uggla-lesson-complete');
      await site.open('text');
      await complete;
      await course.updateComplete;
      expect(done(course, 'one').completed).to.contain('2027-01-03');
      expect(state(course, 'one')).to.equal('done');
      expect((await recorded(course)).filter((one) => one === 'completed one')).to.have.length(2);
      course.remove();
    });
  });

  it('is left as it was while it is looked back at', async () => {
    const site = await publish(courseOf(article('one', {renew: 'P1Y'}), slow('two')));
    await on('2026-01-01T09:00:00Z', async () => {
      const course = await mount({site});
      await waitUntil(() => done(course, 'one').completed);
      await course.drained();
      course.remove();
    });
    await on('2027-06-01T09:00:00Z', async () => {
      const course = await mount({site, attributes: {lesson: 'one', mode: 'review'}});
      await found(course, '.prose');
      expect(state(course, 'one')).to.equal('due');
      expect(done(course, 'one')).to.include({read: 1}).and.not.have.property('renewed');
      course.remove();
    });
  });
});

describe('a lesson behind others', () => {
  it('opens block by block', async () => {
    const course = await mount({
      site: await publish(
        courseOf(block('first', [article('one'), article('two')]), article('three', {unlock: {after: ['first']}})),
      ),
    });
    expect(link(course, 'three').querySelector('.reason')?.textContent).to.equal('Opens when you have done “first”');
    await waitUntil(() => done(course, 'one').completed);
    await course.updateComplete;
    expect(state(course, 'three'), 'half a block is no block').to.equal('locked');
    await course.goTo('two');
    await waitUntil(() => state(course, 'three') === 'open');
  });

  it('opens to who passed the test, not to who took it', async () => {
    const definition = sample();
    const items = [definition.items[1]!, article('after', {unlock: {passed: ['test']}})];
    const course = await mount({site: await publish({...definition, items} as never)});
    await found(course, '[part=quiz]');
    const answer = async (...values: string[]) => {
      for (const value of values) find<HTMLInputElement>(course, `[part=choice] input[value="${value}"]`)!.click();
      const judged = nextEvent(course, 'uggla-answer');
      find(course, '[part=submit]')!.click();
      await judged;
      await waitUntil(() => find(course, '.outcome'));
    };
    await answer('b', 'false');
    expect(state(course, 'after')).to.equal('locked');
    find(course, '[part=retry]')!.click();
    await waitUntil(() => !find(course, '.outcome'));
    await answer('a', 'true');
    await waitUntil(() => state(course, 'after') === 'open');
  });

  it('is not opened by a circle, and the course stays usable', async () => {
    const course = await mount({
      site: await publish(
        courseOf(
          slow('egg', {unlock: {after: ['hen']}}),
          slow('hen', {unlock: {after: ['egg']}}),
          slow('itself', {unlock: {after: ['itself']}}),
          slow('free'),
        ),
      ),
    });
    expect(['egg', 'hen', 'itself', 'free'].filter((one) => state(course, one) === 'locked')).to.deep.equal([
      'egg',
      'hen',
      'itself',
    ]);
    expect(course.lesson).to.equal('free');
  });

  it('shows the first lesson, closed, when all are locked', async () => {
    const course = await mount({
      site: await publish(courseOf(slow('egg', {unlock: {after: ['hen']}}), slow('hen', {unlock: {after: ['egg']}}))),
    });
    const errors = collectEvents(course, 'uggla-error');
    await found(course, '.closed');
    expect([course.lesson, course.status, errors.length]).to.deep.equal(['egg', 'ready', 0]);
    expect(await recorded(course)).to.deep.equal(['initialized course']);
  });

  it('stays closed to who belongs to no group, and says to whom it opens', async () => {
    const course = await mount({
      site: await publish(courseOf(slow('one'), slow('ours', {unlock: {group: 'ventas'}}))),
      attributes: {lang: 'es'},
    });
    expect(link(course, 'ours').querySelector('.reason')?.textContent).to.equal('Solo para el grupo ventas');
  });
});
