// Chromium first: whole guides are walked through; guide-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Course, Guide} from '@uggla/protocol';
import {collectEvents, nextEvent, type FixtureSite} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import type {LessonCompleteEvent} from '../events.js';
import type {UgglaGuide} from '../guide/index.js';
import {done, find, found, link, mount, publish, waitUntil} from '../testing/support.test.js';
import {article, courseOf, recorded} from '../testing/texts.test.js';

const guide: Guide = {
  id: 'https://acme.example/guides/lamp',
  type: 'how',
  languages: ['en', 'es', 'de'],
  title: {en: 'Change the lamp', es: 'Cambiar la lámpara', de: 'Lampe wechseln'},
  steps: [
    {id: 'off', title: {en: 'Switch it off', es: 'Apágala', de: 'Ausschalten'}},
    {id: 'lamp', title: {en: 'Change the lamp', es: 'Cambia la lámpara', de: 'Lampe tauschen'}},
  ],
};
const lesson = (more: object = {}) => ({id: 'lamp', kind: 'guide', title: 'The lamp', guide: 'guide.json', ...more});

const publishGuide = (course: Course = courseOf(lesson()), changed: Partial<Guide> = {}): Promise<FixtureSite> =>
  publish(course, {'guide.json': {...guide, ...changed}});

/** The guide in the course, loaded. */
async function inside(course: UgglaCourse): Promise<UgglaGuide> {
  const element = await found<UgglaGuide>(course, 'uggla-guide');
  await waitUntil(() => element.status === 'ready', 'the guide never came');
  await element.updateComplete;
  return element;
}

/** Checks a step off as a person does. */
async function check(element: UgglaGuide, at: number): Promise<void> {
  element.renderRoot.querySelectorAll<HTMLInputElement>('[part=check]')[at]!.click();
  await element.updateComplete;
}

describe('a guide as a lesson', () => {
  it('is done when all its steps are checked off', async () => {
    const course = await mount({site: await publishGuide()});
    const element = await inside(course);
    expect(done(course, 'lamp').viewed).to.equal(true);
    await check(element, 0);
    expect(done(course, 'lamp')).to.deep.include({checked: ['off'], read: 0.5});
    expect(link(course, 'lamp').dataset['state']).to.equal('started');
    const complete = nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete');
    await check(element, 1);
    expect((await complete).kind).to.equal('guide');
    expect(done(course, 'lamp').checked).to.have.members(['off', 'lamp']);
    expect(await recorded(course)).to.deep.equal([
      'initialized course',
      'initialized lamp',
      'completed lamp',
      'completed course',
    ]);
    await expect(course).to.be.accessible();
  });

  it('takes a check back until it is done, and stays done after that', async () => {
    const course = await mount({site: await publishGuide()});
    const element = await inside(course);
    await check(element, 0);
    await check(element, 0);
    expect(done(course, 'lamp').read).to.equal(0);
    await check(element, 0);
    await check(element, 1);
    const {completed} = done(course, 'lamp');
    expect(completed).to.be.a('string');
    await check(element, 1);
    expect(done(course, 'lamp')).to.include({completed, read: 0.5});
    expect(link(course, 'lamp').dataset['state']).to.equal('done');
  });

  it('keeps its checks with the course, for the next visit', async () => {
    const site = await publishGuide();
    const first = await mount({site});
    await check(await inside(first), 0);
    await first.drained();
    first.remove();
    const second = await mount({site});
    const element = await inside(second);
    expect(element.checked).to.deep.equal(['off']);
    expect(element.step, 'it does not go on at the next step').to.equal('lamp');
  });

  it('keeps them apart from those of the same guide elsewhere on the page', async () => {
    const site = await publishGuide();
    const course = await mount({site});
    await check(await inside(course), 0);
    const alone = Object.assign(document.createElement('uggla-guide'), {src: site.url('guide.json')});
    const ready = nextEvent(alone, 'uggla-ready');
    document.body.append(alone);
    await ready;
    expect(alone.checked).to.deep.equal([]);
    alone.remove();
  });

  it('counts the steps that it has now, not those of a former version', async () => {
    const site = await publishGuide();
    const first = await mount({site});
    await check(await inside(first), 0);
    await first.drained();
    first.remove();
    await site.files({
      'guide.json': {
        ...guide,
        steps: [
          {id: 'new', title: 'A new step'},
          {id: 'lamp', title: 'The lamp'},
        ],
      },
    });
    const second = await mount({site});
    await check(await inside(second), 0);
    expect(done(second, 'lamp').read).to.equal(0.5);
    expect(done(second, 'lamp').completed).to.equal(undefined);
  });

  it('speaks the language of the page, also one that the course has no words in', async () => {
    const course = await mount({site: await publishGuide(), attributes: {lang: 'de'}});
    const element = await inside(course);
    expect(element.renderRoot.textContent).to.contain('Lampe wechseln');
    course.lang = 'es';
    await waitUntil(() => element.renderRoot.textContent?.includes('Cambiar la lámpara'), 'it goes on in German');
    expect(element.status).to.equal('ready');
  });

  it('wears the theme of the course', async () => {
    const course = await mount({site: await publishGuide(), attributes: {theme: 'dark'}});
    expect((await inside(course)).theme).to.equal('dark');
  });

  it('is viewed when that is all that is asked', async () => {
    const course = await mount({site: await publishGuide(courseOf(lesson({complete: {viewed: true}})))});
    expect((await nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete')).lesson).to.equal('lamp');
  });

  it('completes nothing while it is looked through', async () => {
    const course = await mount({site: await publishGuide(), attributes: {mode: 'browse'}});
    const completions = collectEvents(course, 'uggla-lesson-complete');
    const element = await inside(course);
    await check(element, 0);
    await check(element, 1);
    expect(element.share).to.equal(1);
    expect(completions).to.have.length(0);
    expect(await recorded(course)).to.not.include('completed lamp');
  });

  it('tells of a file that is missing, and is there on a second try', async () => {
    const site = await publishGuide();
    await site.rule({match: 'guide.json', status: 404});
    const failed = nextEvent<UgglaErrorEvent>(document, 'uggla-error');
    const course = await mount({site});
    expect((await failed).error.code).to.equal('guide-unavailable');
    const element = await found<UgglaGuide>(course, 'uggla-guide');
    await element.updateComplete;
    await site.heal();
    element.renderRoot.querySelector<HTMLButtonElement>('[part=error] button')!.click();
    await inside(course);
    expect(done(course, 'lamp').viewed).to.equal(true);
  });

  it('refuses an address that cannot be fetched', async () => {
    const course = await mount({
      site: await publishGuide(courseOf(article('one'), lesson({guide: 'javascript:alert(1)'}))),
    });
    const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
    await course.goTo('lamp');
    expect((await failed).error.code).to.equal('guide-unavailable');
    expect((await found(course, '[part=error]')).textContent).to.contain('guide-unavailable');
    expect(find(course, 'uggla-guide')).to.equal(null);
  });
});
