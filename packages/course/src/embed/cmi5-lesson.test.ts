// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries their stores.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Course, LaunchAnswer, LaunchStateAnswer} from '@uggla/protocol';
import {nextEvent, type FixtureSite} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';

import {courseId, done, find, found, link, mount, publish, waitUntil, withServer} from '../testing/support.test.js';
import {article, courseOf} from '../testing/texts.test.js';

const unitPage =
  '<!doctype html><html lang="en"><head><title>Fire</title></head><body><h1>Fire</h1><script>sessionStorage.opened = location.search</script></body></html>';
const courseWith = (more: object = {}): Course => ({
  ...courseOf(
    {
      id: 'fire',
      kind: 'embed',
      title: {en: 'Fire', es: 'Fuego'},
      src: 'unit.html',
      standard: 'cmi5',
      activity: 'https://maker.example/fire',
      moveOn: 'Passed',
      ...more,
    },
    article('values'),
  ),
  id: courseId(),
});
const files = {'unit.html': unitPage};
const begun: LaunchStateAnswer = {id: 'L1', state: 'launched', registration: 'r', completed: false, satisfied: false};

/** A site whose server launches the unit, and answers how far it is as `say` told last. */
async function launching(course: Course, more: Partial<LaunchAnswer> = {}) {
  const site = await withServer(course, {}, files);
  const answer = {...begun, address: `${site.url('unit.html')}?endpoint=e&fetch=f`, window: 'any', ...more};
  await site.rule({match: /server\/v1\/launches$/, method: 'POST', body: answer});
  const say = (state: Partial<LaunchStateAnswer>) =>
    site.rule({match: 'server/v1/launches/L1', body: {...begun, ...state}});
  await say({});
  return {
    site,
    say,
    asked: async () =>
      (await site.requests(/server\/v1\/launches$/))
        .filter(({method}) => method === 'POST')
        .map(({body}) => JSON.parse(body) as unknown),
  };
}
const withRecords = (site: FixtureSite) => ({
  site,
  attributes: {records: 'server', endpoint: site.url('server')} as const,
});
const comeBack = () => dispatchEvent(new Event('focus'));

/** The unit's own window, once it is there. */
async function inside(course: UgglaCourse): Promise<Window> {
  const unit = () =>
    find<HTMLIFrameElement>(course, 'iframe[part=embed]')?.contentDocument?.querySelector('iframe')?.contentWindow;
  await waitUntil(() => unit()?.document.querySelector('h1'), 'the unit never came');
  return unit()!;
}

describe('a cmi5 lesson', () => {
  it('is opened with what the server gave, on its own origin, and counts when the server says that it is done', async () => {
    const definition = courseWith();
    const {site, say, asked} = await launching(definition);
    const course = await mount(withRecords(site));
    const unit = await inside(course);
    expect(unit.location.search).to.equal('?endpoint=e&fetch=f');
    expect(unit.sessionStorage['opened']).to.equal('?endpoint=e&fetch=f');
    expect(await asked()).to.deep.equal([{course: definition.id, lesson: 'fire', mode: 'normal'}]);
    expect(done(course, 'fire').completed).to.equal(undefined);
    await expect(course).to.be.accessible({ignoredRules: ['frame-tested']});

    await say({state: 'initialized', passed: false, score: 0.4});
    comeBack();
    await waitUntil(() => done(course, 'fire').score === 0.4, 'it was not asked how far it is');
    expect(done(course, 'fire')).to.include({passed: false, viewed: true});

    await say({state: 'terminated', passed: true, score: 0.9, satisfied: true});
    comeBack();
    await waitUntil(() => done(course, 'fire').completed, 'it does not count');
    expect(done(course, 'fire')).to.include({passed: true, score: 0.9});
    expect(link(course, 'fire').dataset['state']).to.equal('done');
    const again = await found<HTMLButtonElement>(course, 'button[part=launch]');
    expect(find(course, 'iframe'), 'a unit that has ended is no longer there').to.equal(null);
    expect(find(course, '.unit')!.textContent).to.include('over');
    await expect(course).to.be.accessible();
    await say({});
    again.click();
    await inside(course);
    expect(await asked()).to.have.length(2);
  });

  it('hears what its unit says as its window goes, and says so when it was opened elsewhere', async () => {
    const {site, say} = await launching(courseWith());
    const course = await mount(withRecords(site));
    await inside(course);
    await say({state: 'abandoned'});
    comeBack();
    const again = await found<HTMLButtonElement>(course, 'button[part=launch]');
    await say({});
    again.click();
    await inside(course);
    await say({state: 'terminated', passed: true, satisfied: true});
    await course.goTo('values');
    await waitUntil(() => done(course, 'fire').completed, 'what it said last was lost');
    await found(course, '.prose');
  });

  it('is opened in a window of its own where it wants one, by a click; by a link where the browser opens none', async () => {
    const {site, say, asked} = await launching(courseWith({launchMethod: 'OwnWindow'}), {window: 'own'});
    const course = await mount({site, attributes: {...withRecords(site).attributes, lang: 'es'}});
    const button = await found<HTMLButtonElement>(course, 'button[part=launch]');
    expect([button.textContent, find(course, 'iframe'), await asked()]).to.deep.equal(['Abrir la actividad', null, []]);

    const {open} = window;
    let opened: Window | null = null;
    window.open = (...given) => (opened = open.apply(window, given));
    try {
      button.focus();
      await sendKeys({press: 'Enter'}); // a person's own doing: else a browser opens no window
      await waitUntil(
        () => opened?.location.search === '?endpoint=e&fetch=f' && opened.document.querySelector('h1'),
        'no window came',
      );
      expect(opened!.opener).to.equal(null);
      await waitUntil(() => find(course, '.unit')!.textContent?.includes('otra ventana'));
      opened!.close();

      await say({state: 'terminated', passed: true, satisfied: true});
      comeBack();
      await waitUntil(() => done(course, 'fire').completed, 'it does not count');

      window.open = () => null;
      (await found<HTMLButtonElement>(course, 'button[part=launch]')).click();
      const way = await found<HTMLAnchorElement>(course, 'a[part=launch]');
      expect([way.search, way.target, way.rel]).to.deep.equal(['?endpoint=e&fetch=f', '_blank', 'noopener']);
    } finally {
      window.open = open;
    }
  });

  it('counts nothing while the course is only looked at', async () => {
    const {site, say, asked} = await launching(courseWith());
    const course = await mount({site, attributes: {...withRecords(site).attributes, mode: 'review'}});
    await inside(course);
    expect(await asked()).to.have.nested.property('[0].mode', 'review');
    await say({state: 'terminated', passed: true, satisfied: true});
    comeBack();
    await found(course, 'button[part=launch]');
    expect(done(course, 'fire')).to.deep.equal({});
  });

  it('says what it needs where no server keeps the records, and shows no dead frame', async () => {
    const course = document.createElement('uggla-course');
    const site = await publish(courseWith(), files);
    Object.assign(course, {src: site.url('course.json'), lang: 'es', records: 'local'});
    const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
    document.body.append(course);
    const {error} = await failed;
    expect(error.code).to.equal('launch-server-missing');
    expect(error.cure).to.include('records="server"');
    await found(course, '[part=error]');
    expect(find(course, 'iframe')).to.equal(null);
    course.remove();
  });

  it('tells what the server refuses, and of a server that knows no launches', async () => {
    for (const [rule, code] of [
      [{status: 403, body: {code: 'lesson-locked', title: 'fire is closed'}}, 'lesson-locked'],
      [{status: 405, body: {code: 'method-refused', title: 'POST does nothing'}}, 'launch-unavailable'],
      [{status: 200, body: {id: 'L1', address: 'javascript:alert(1)'}}, 'launch-unavailable'],
    ] as const) {
      const {site} = await launching(courseWith());
      await site.rule({match: /server\/v1\/launches$/, method: 'POST', ...rule});
      const course = document.createElement('uggla-course');
      Object.assign(course, {src: site.url('course.json'), lang: 'en', ...withRecords(site).attributes});
      const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
      document.body.append(course);
      expect((await failed).error.code).to.equal(code);
      await found(course, '[part=error]');
      expect(find(course, 'iframe')).to.equal(null);
      course.remove();
    }
  });
});
