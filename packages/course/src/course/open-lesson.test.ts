// Chromium first: the same rules, in script that is the same in all engines; course-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {Lesson} from '@uggla/protocol';
import {collectEvents, nextEvent} from '@uggla/testing';
import {done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {article, courseOf, recorded} from '../testing/texts.test.js';
import {loadKind} from './lesson-kinds.js';

describe('loadKind', () => {
  it('has a view for every kind of the format, and for each standard of what is embedded', async () => {
    for (const kind of ['video', 'audio', 'article', 'book', 'quiz', 'acknowledgement', 'guide', 'embed', 'live']) {
      expect(await loadKind({id: 'x', kind, title: 'X'} as Lesson), kind).to.respondTo('open');
    }
    for (const standard of ['page', 'scorm12', 'scorm2004', 'cmi5', 'h5p'] as const) {
      expect(await loadKind({id: 'x', kind: 'embed', title: 'X', src: 'x', standard}), standard).to.respondTo('open');
    }
  });
});

describe('an open lesson', () => {
  it('is left behind at once when the next is chosen before it came', async () => {
    const site = await publish(courseOf(article('one', {content: {en: 'slow.json'}}), article('two')));
    await site.rule({match: 'slow.json', gate: 'slow'});
    const course = await mount({site});
    await site.seen('slow.json');
    expect((await found(course, '[aria-busy=true]')).textContent).to.contain('Loading the lesson');
    await course.goTo('two');
    await site.seen('slow.json', {ended: 'gone'});
    await found(course, '.prose');
    expect(await recorded(course)).to.include('terminated one');
  });

  it('is the last of many that were leafed through quickly', async () => {
    const ids = Array.from({length: 12}, (_, at) => `lesson-${at}`);
    const course = await mount({site: await publish(courseOf(...ids.map((id) => article(id))))});
    const errors = collectEvents(course, 'uggla-error');
    for (const id of ids) course.lesson = id;
    await course.updateComplete;
    for (let at = 0; at < 11; at++) {
      find(course, '[part=previous]')!.click();
      await course.updateComplete;
    }
    await found(course, '.prose');
    expect([course.lesson, find(course, '#lesson-title')?.textContent, errors.length]).to.deep.equal([
      'lesson-0',
      'lesson-0',
      0,
    ]);
  });

  it('stays as it is when the element moves in the page', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'test'}});
    const quiz = await found(course, '[part=quiz]');
    const choice = find<HTMLInputElement>(course, '[part=choice] input[value="b"]')!;
    choice.click();
    const place = document.createElement('section');
    document.body.append(place);
    place.append(course);
    await course.updateComplete;
    expect([quiz.isConnected, choice.checked]).to.deep.equal([true, true]);
    expect(await recorded(course)).to.not.include('terminated test');
    place.remove();
  });

  it('moves while the course is on its way, without a second request', async () => {
    const site = await publish(courseOf(article('one')));
    await site.rule({match: 'course.json', gate: 'file'});
    const course = document.createElement('uggla-course');
    Object.assign(course, {src: site.url('course.json'), records: 'none', lang: 'en'});
    document.body.append(course);
    await site.seen('course.json');
    const place = document.createElement('section');
    document.body.append(place);
    place.append(course);
    const ready = nextEvent(course, 'uggla-ready');
    await site.open('file');
    await ready;
    expect(await site.requests('course.json')).to.have.length(1);
    place.remove();
  });

  it('is gone with the course, and comes back with it', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    await course.goTo('two');
    await waitUntil(() => done(course, 'two').completed);
    course.remove();
    await waitUntil(() => course.progress === undefined, 'the visit goes on unseen');
    const ready = nextEvent(course, 'uggla-ready');
    document.body.append(course);
    await ready;
    expect(course.lesson).to.equal('two');
    expect(done(course, 'two').completed).to.be.a('string');
    course.remove();
  });
});
