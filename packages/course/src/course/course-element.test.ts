import {expect} from '@open-wc/testing';
import {collectEvents, nextEvent, rightToLeft} from '@uggla/testing';
import type {UgglaErrorEvent, UgglaRecordEvent} from '@uggla/core';
import type {LessonChangeEvent, LessonCompleteEvent} from '../events.js';
import {all, done, find, found, link, mount, publish, sample, waitUntil} from '../testing/support.test.js';

describe('UgglaCourse', () => {
  it('shows sections and lessons, and begins with the first', async () => {
    const course = await mount({site: await publish(sample())});
    expect(all(course, '[part=lesson-link] .name').map((one) => one.textContent)).to.deep.equal([
      'Hello',
      'Our values',
      'Test',
    ]);
    expect(find(course, '.block-title')?.textContent).to.equal('To begin');
    expect(course.lesson).to.equal('hello');
    expect(course.getAttribute('lesson')).to.equal('hello');
    expect(link(course, 'hello').getAttribute('aria-current')).to.equal('true');
    await expect(course).to.be.accessible();
  });

  it('speaks the language of its lang attribute, and follows when it changes', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lang: 'es'}});
    expect(find(course, 'h2')?.textContent).to.equal('Bienvenida');
    expect(find(course, '#overall')?.textContent).to.equal('0 de 3 lecciones hechas');
    course.lang = 'en';
    await course.updateComplete;
    expect(find(course, 'h2')?.textContent).to.equal('Welcome');
  });

  it('goes from lesson to lesson by next and previous, and puts the focus on the heading', async () => {
    const course = await mount({site: await publish(sample())});
    expect(find(course, '[part=previous]')).to.equal(null);
    const changed = nextEvent<LessonChangeEvent>(course, 'uggla-lesson-change');
    find(course, '[part=next]')!.click();
    const {lesson, previous} = await changed;
    expect([lesson, previous]).to.deep.equal(['values', 'hello']);
    await waitUntil(() => course.shadowRoot!.activeElement?.id === 'lesson-title');
    expect(find(course, '#lesson-title')?.textContent).to.equal('Our values');
    find(course, '[part=previous]')!.click();
    await waitUntil(() => course.lesson === 'hello');
  });

  it('shows another lesson when the lesson property is set, without an event', async () => {
    const course = await mount({site: await publish(sample())});
    const changes = collectEvents(course, 'uggla-lesson-change');
    course.lesson = 'test';
    await found(course, '[part=quiz]');
    expect(changes).to.have.length(0);
    expect(link(course, 'test').getAttribute('aria-current')).to.equal('true');
  });

  it('goes to a lesson by goTo, also before it is loaded, and refuses one that is not there', async () => {
    const site = await publish(sample());
    const course = document.createElement('uggla-course');
    course.records = 'local';
    course.src = site.url('course.json');
    const going = course.goTo('test');
    document.body.append(course);
    await going;
    expect(course.lesson).to.equal('test');
    const error = await course.goTo('nowhere').catch((caught: unknown) => caught);
    expect(error).to.include({code: 'lesson-unknown'});
    course.remove();
  });

  it('completes a text that was read, and says so', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'values'}});
    const complete = await nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete');
    expect(complete.lesson).to.equal('values');
    expect(done(course, 'values').read).to.equal(1);
    await course.updateComplete;
    expect(link(course, 'values').dataset['state']).to.equal('done');
    expect(find(course, '[role=status]')?.textContent).to.equal('Lesson done: Our values');
    expect(find<HTMLProgressElement>(course, '[part=progress]')?.value).to.equal(1);
  });

  it('records what is done as xAPI statements', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'values'}});
    const records = collectEvents<UgglaRecordEvent>(document, 'uggla-record');
    await nextEvent(course, 'uggla-lesson-complete');
    await course.drained();
    await course.goTo('test');
    await course.drained();
    const verbs = (await course.exportRecords()).map(({verb}) => verb.id.split('/').pop());
    expect(verbs).to.deep.equal(['initialized', 'initialized', 'completed', 'terminated', 'initialized']);
    expect(records.length).to.be.greaterThan(2);
    const [first] = await course.exportRecords();
    expect(first?.context?.registration).to.match(/^[0-9a-f-]{36}$/);
  });

  it('records no results while it is only looked through', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'values', mode: 'browse'}});
    await waitUntil(() => (done(course, 'values').read ?? 0) >= 1, 'it was not read');
    expect(done(course, 'values').completed).to.equal(undefined);
    expect((await course.exportRecords()).map(({verb}) => verb.id.split('/').pop())).to.not.include('completed');
  });

  it('tells of a missing course with a code to look up, and tries again', async () => {
    const site = await publish(sample());
    await site.rule({match: 'course.json', status: 404});
    const course = document.createElement('uggla-course');
    const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
    course.src = site.url('course.json');
    course.records = 'local';
    document.body.append(course);
    expect((await failed).error.code).to.equal('course-unavailable');
    await course.updateComplete;
    await expect(course).to.be.accessible();
    await site.heal();
    const ready = nextEvent(course, 'uggla-ready');
    find(course, '[part=error] button')!.click();
    await ready;
    expect(course.status).to.equal('ready');
    course.remove();
  });

  it('can be removed while it loads, and loads when it comes back', async () => {
    const site = await publish(sample());
    await site.rule({match: 'course.json', gate: 'file', times: 1});
    const course = document.createElement('uggla-course');
    const errors = collectEvents(course, 'uggla-error');
    course.src = site.url('course.json');
    course.records = 'local';
    course.lang = 'en';
    document.body.append(course);
    await site.seen('course.json');
    await course.updateComplete;
    expect(find(course, '[aria-busy]')?.textContent).to.contain('Loading the course');
    await expect(course).to.be.accessible();
    course.remove();
    await site.seen('course.json', {ended: 'gone'});
    const ready = nextEvent(course, 'uggla-ready');
    document.body.append(course);
    await ready;
    expect(errors).to.have.length(0);
    course.remove();
  });

  it('is accessible in the dark and from right to left', async () => {
    const course = await mount({site: await publish(sample()), attributes: {theme: 'dark', lesson: 'values'}});
    await expect(course).to.be.accessible();
    await rightToLeft(async () => {
      const arabic = await mount({site: await publish(sample()), attributes: {lang: 'ar', dir: 'rtl', lesson: 'test'}});
      await found(arabic, '[part=quiz]');
      await expect(arabic).to.be.accessible();
    });
  });
});
