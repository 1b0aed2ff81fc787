// Chromium first: packages of others are played through; frame.test.ts tries the frame that holds them.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Course} from '@uggla/protocol';
import {collectEvents, nextEvent, type FixtureSite} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import type {LessonCompleteEvent} from '../events.js';
import {done, find, found, link, mount, publish, waitUntil} from '../testing/support.test.js';
import {article, courseOf, recorded} from '../testing/texts.test.js';

const page =
  '<!doctype html><html lang="en"><head><title>Chair</title></head><body><h1>Set up your chair</h1></body></html>';
const activity = (more: object = {}) => ({
  id: 'chair',
  kind: 'embed',
  title: {en: 'Your chair', es: 'Tu silla'},
  src: 'chair.html',
  ...more,
});

const publishPage = (course: Course = courseOf(activity())): Promise<FixtureSite> =>
  publish(course, {'chair.html': page});
const frame = (course: UgglaCourse) => found<HTMLIFrameElement>(course, 'iframe[part=embed]');

/** The page of others, inside the frame of ours. */
const inner = (iframe: HTMLIFrameElement) => iframe.contentDocument?.querySelector('iframe');

describe('a page of others', () => {
  it('is shown in the frame, kept from this page, and viewed once it is there', async () => {
    const course = await mount({site: await publishPage()});
    const complete = await nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete');
    expect([complete.lesson, complete.kind]).to.deep.equal(['chair', 'embed']);
    expect(done(course, 'chair').viewed).to.equal(true);
    const theirs = inner(await frame(course))!;
    expect(theirs.src).to.contain('chair.html');
    expect(theirs.getAttribute('sandbox')).to.not.contain('allow-same-origin');
    expect(await recorded(course)).to.deep.equal([
      'initialized course',
      'initialized chair',
      'completed chair',
      'completed course',
    ]);
    await expect(course).to.be.accessible({ignoredRules: ['frame-tested']}); // theirs is not ours to judge
  });

  it('has the name of the lesson, in the language of the course', async () => {
    const course = await mount({site: await publishPage()});
    const iframe = await frame(course);
    expect(iframe.title).to.equal('Your chair');
    course.lang = 'es';
    await waitUntil(() => iframe.title === 'Tu silla', 'it keeps its name');
    expect(iframe.isConnected, 'the page was loaded anew').to.equal(true);
  });

  it('sends its own address nowhere but to the origin', async () => {
    const course = await mount({site: await publishPage()});
    expect((await frame(course)).referrerPolicy).to.equal('strict-origin');
  });

  it('waits for the time that the lesson asks for', async () => {
    const course = await mount({site: await publishPage(courseOf(activity({complete: {viewed: true, minTime: 600}})))});
    await waitUntil(() => done(course, 'chair').viewed, 'it was never shown');
    expect(done(course, 'chair').completed).to.equal(undefined);
    expect(link(course, 'chair').dataset['state']).to.equal('started');
  });

  it('comes back when the course is moved in the page', async () => {
    const course = await mount({site: await publishPage()});
    const iframe = await frame(course);
    await waitUntil(() => inner(iframe), 'it never came');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(course);
    await waitUntil(() => inner(iframe), 'it did not come back');
    place.remove();
  });

  it('refuses an address that is no page, at once, with the way to mend it', async () => {
    for (const src of [
      'javascript:alert(1)',
      'data:text/html,<h1>hi</h1>',
      'file:///etc/passwd',
      'https://ana:secret@acme.example/',
    ]) {
      const course = await mount({site: await publishPage(courseOf(article('one'), activity({src})))});
      const errors = collectEvents<UgglaErrorEvent>(course, 'uggla-error');
      await course.goTo('chair');
      const trouble = await found(course, '[part=error]');
      expect(trouble.textContent, src).to.contain('embed-unavailable');
      expect(find(course, 'iframe'), src).to.equal(null);
      expect(errors.map(({error}) => error.code)).to.deep.equal(['embed-unavailable']);
      expect(done(course, 'chair').viewed).to.equal(undefined);
      course.remove();
    }
  });

  it('says so when nobody published the frame', async () => {
    const site = await publishPage(courseOf(article('one'), activity()));
    const course = await mount({site});
    course.frame = 'javascript:alert(1)';
    const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
    await course.goTo('chair');
    expect((await failed).error).to.include({code: 'frame-unnamed'});
    await found(course, '[part=error]');
    course.frame = '';
    find(course, '[part=error] button')!.click();
    await waitUntil(() => done(course, 'chair').viewed, 'a second try did not help');
  });

  it('takes messages from its own frame alone', async () => {
    const site = await publishPage();
    await site.rule({match: 'chair.html', gate: 'page'});
    const course = await mount({site});
    const iframe = await frame(course);
    const talk = new URLSearchParams(new URL(iframe.src).hash.slice(1)).get('talk');
    postMessage({uggla: talk, message: {type: 'opened', direction: 'ltr', contents: []}}, location.origin);
    await nextEvent<MessageEvent>(window, 'message', ({source}) => source === window);
    expect(done(course, 'chair').viewed).to.equal(undefined);
    await site.open('page');
    await waitUntil(() => done(course, 'chair').viewed, 'its own frame was not heard');
  });

  it('leaves nothing behind when the lesson is left', async () => {
    const course = await mount({site: await publishPage(courseOf(activity(), article('one')))});
    await frame(course);
    await course.goTo('one');
    await found(course, '.prose');
    expect(find(course, 'iframe')).to.equal(null);
  });
});
