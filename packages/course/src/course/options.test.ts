// Chromium first: the same rules, in script that is the same in all engines; what they show is in
// course-element.test.ts.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent, UgglaRecordEvent} from '@uggla/core';
import {collectEvents, nextEvent} from '@uggla/testing';
import {all, done, find, found, link, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {article, courseOf, recorded} from '../testing/texts.test.js';

/** What the page is told by `console.warn` while `body` runs. */
async function warnings(body: () => Promise<unknown>): Promise<string[]> {
  const {warn} = console;
  const told: string[] = [];
  console.warn = (message: unknown) => void told.push(String(message));
  try {
    await body();
  } finally {
    console.warn = warn;
  }
  return told;
}

describe('the options of a course', () => {
  it('may come in any order, before or after it stands in the page', async () => {
    const site = await publish(sample());
    const course = document.createElement('uggla-course');
    document.body.append(course);
    await course.updateComplete;
    expect(course.status).to.equal('idle');
    const ready = nextEvent(course, 'uggla-ready');
    for (const [name, value] of Object.entries({
      mode: 'review',
      lesson: 'test',
      lang: 'es',
      src: site.url('course.json'),
      records: 'none',
    }))
      course.setAttribute(name, value);
    await ready;
    expect(course.lesson).to.equal('test');
    expect(find(course, 'h2')?.textContent).to.equal('Bienvenida');
    expect(find(course, '.banner')?.textContent).to.contain('repasando');
    course.remove();
  });

  it('are attributes and properties alike', () => {
    const course = document.createElement('uggla-course');
    for (const name of ['src', 'lesson', 'records', 'endpoint', 'mode', 'frame'] as const) {
      course.setAttribute(name, `${name}-x`);
      expect(course[name], name).to.equal(`${name}-x`);
    }
  });

  it('fall back when their attribute goes away', async () => {
    const site = await publish(courseOf(article('one')));
    const course = await mount({site, attributes: {records: 'none', mode: 'browse'}});
    const ready = nextEvent(course, 'uggla-ready');
    for (const name of ['records', 'mode', 'endpoint', 'frame', 'lesson']) {
      course.setAttribute(name, course.getAttribute(name) ?? '');
      course.removeAttribute(name);
    }
    expect([course.records, course.mode, course.endpoint, course.frame, course.lesson]).to.deep.equal([
      'auto',
      'normal',
      '',
      '',
      '',
    ]);
    await ready;
    expect(course.status).to.equal('ready');
  });

  it('act as if they were not set when they make no sense, and the page is told once', async () => {
    const site = await publish(courseOf(article('one')));
    const told = await warnings(async () => {
      const course = await mount({site, attributes: {mode: 'preview' as never}});
      await nextEvent(course, 'uggla-lesson-complete');
      expect(course.mode).to.equal('preview');
      expect(await recorded(course)).to.include('completed one');
    });
    expect(told.filter((one) => one.includes('mode="preview" is none of normal, browse, review'))).to.have.length(1);
  });

  it('may name no file: nothing is shown, and what was shown goes', async () => {
    const course = await mount({site: await publish(courseOf(article('one')))});
    course.src = '';
    await waitUntil(() => course.status === 'idle');
    await course.updateComplete;
    expect(find(course, 'nav')).to.equal(null);
    expect(course.progress).to.equal(undefined);
    course.removeAttribute('src');
    await course.updateComplete;
    expect(course.status).to.equal('idle');
  });

  it('refuse an address that is none, without asking for it', async () => {
    for (const src of [
      'javascript:alert(1)',
      'data:application/json,{}',
      'https://user:word@acme.example/course.json',
      'http://',
    ]) {
      const course = document.createElement('uggla-course');
      const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
      course.src = src;
      document.body.append(course);
      expect((await failed).error.code, src).to.equal('course-unavailable');
      course.remove();
    }
  });

  it('show another course when the address changes, and end the visit to the first', async () => {
    const [first, second] = await Promise.all([
      publish(courseOf(article('one'))),
      publish(courseOf(article('uno'), article('dos'))),
    ]);
    const course = await mount({site: first});
    const records = collectEvents<UgglaRecordEvent>(course, 'uggla-record');
    const ready = nextEvent(course, 'uggla-ready');
    Object.assign(course, {src: second.url('course.json'), lesson: 'dos'});
    await ready;
    expect(all(course, '.lesson-link').map(({dataset}) => dataset['lesson'])).to.deep.equal(['uno', 'dos']);
    expect(course.lesson).to.equal('dos');
    const ends = () => records.filter(({statement}) => statement.verb.id.endsWith('/terminated')).length;
    await waitUntil(() => ends() === 2, 'lesson and course did not end');
  });

  it('change quickly: the last address holds', async () => {
    const [slow, quick] = await Promise.all([publish(courseOf(article('slow'))), publish(courseOf(article('quick')))]);
    await slow.rule({match: 'course.json', gate: 'slow'});
    const course = document.createElement('uggla-course');
    Object.assign(course, {src: slow.url('course.json'), records: 'none', lang: 'en'});
    document.body.append(course);
    await slow.seen('course.json');
    const ready = nextEvent(course, 'uggla-ready');
    course.src = quick.url('course.json');
    await ready;
    await slow.open('slow');
    await slow.seen('course.json', {ended: 'gone'});
    expect(find(course, '#lesson-title')?.textContent).to.equal('quick');
    course.remove();
  });
});

describe('the mode of a course', () => {
  for (const mode of ['browse', 'review'] as const) {
    it(`${mode}: says so, opens what is locked, and completes nothing`, async () => {
      const site = await publish(courseOf(article('one'), article('two', {unlock: {after: ['one']}})));
      const course = await mount({site, attributes: {mode}});
      const [lessons, courses] = [
        collectEvents(course, 'uggla-lesson-complete'),
        collectEvents(course, 'uggla-course-complete'),
      ];
      expect(find(course, '.banner')?.textContent).to.contain(mode === 'browse' ? 'looking through' : 'looking back');
      await course.goTo('two');
      await waitUntil(() => done(course, 'two').read === 1, 'it was not read');
      expect([lessons.length, courses.length]).to.deep.equal([0, 0]);
      expect(await recorded(course)).to.deep.equal([
        'initialized course',
        'initialized one',
        'terminated one',
        'initialized two',
      ]);
      await expect(course).to.be.accessible();
    });
  }

  it('may change: another visit begins, in which nothing of the look through counts', async () => {
    const site = await publish(courseOf(article('one'), article('two', {unlock: {after: ['one']}})));
    const course = await mount({site, attributes: {mode: 'browse', lesson: 'two'}});
    await waitUntil(() => done(course, 'two').read === 1, 'it was not read');
    await site.rule({match: 'values.json', gate: 'text'});
    const ready = nextEvent(course, 'uggla-ready');
    course.mode = 'normal';
    await ready;
    expect(course.progress?.lessons).to.deep.equal({});
    expect(link(course, 'two').dataset['state']).to.equal('locked');
    expect(find(course, '.banner')).to.equal(null);
    await site.open('text');
  });

  it('keeps what was done before it changed', async () => {
    const site = await publish(courseOf(article('one'), article('two')));
    const course = await mount({site});
    await nextEvent(course, 'uggla-lesson-complete');
    const ready = nextEvent(course, 'uggla-ready');
    course.mode = 'review';
    await ready;
    expect(done(course, 'one').completed).to.be.a('string');
    await found(course, '.banner');
  });
});
