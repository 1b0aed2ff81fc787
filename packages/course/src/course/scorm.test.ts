// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries their stores.
import {expect} from '@open-wc/testing';
import {Scorm12API, Scorm2004API} from 'scorm-again';
import type {UgglaErrorEvent} from '@uggla/core';
import {openDatabase} from '@uggla/core/records/database.js';
import {nextEvent} from '@uggla/testing';
import {done, find, found, link, mount, publish, waitUntil} from '../testing/support.test.js';
import {article, courseOf} from '../testing/texts.test.js';

type Around = {API?: Scorm12API | undefined; API_1484_11?: Scorm2004API | undefined};
const around = window as unknown as Around;

/** Puts an LMS of SCORM 1.2 around the page, with what an earlier visit left in it. */
function lms(kept: object = {}): Scorm12API {
  const api = new Scorm12API({logLevel: 5, autocommit: false});
  api.loadFromJSON({core: {student_id: 'ana-7', student_name: 'Ruiz, Ana'}, ...kept} as never, 'cmi');
  around.API = api;
  return api;
}
/** As on another device: this browser knows nothing any more. */
async function forget(): Promise<void> {
  const database = await openDatabase();
  for (const store of ['outbox', 'progress'] as const) await database.clear(store);
  database.close();
}
const kept = (api: Scorm12API) => JSON.parse(JSON.stringify(api.cmi)) as Record<string, Record<string, string>>;

afterEach(() => {
  around.API = around.API_1484_11 = undefined;
});

describe('a course in an LMS that speaks SCORM', () => {
  it('finds the LMS by itself, is done there, and goes on from what the LMS kept', async () => {
    const site = await publish(courseOf(article('one'), article('two', {complete: {minTime: 600}})));
    const first = lms();
    const course = await mount({site, attributes: {records: 'auto'}});
    await waitUntil(() => done(course, 'one').completed);
    await course.goTo('two');
    await course.drained();
    expect((await course.exportRecords()).length).to.equal(0);
    expect(kept(first)['core']).to.include({lesson_status: 'incomplete', lesson_location: 'two'});
    course.remove();
    await forget();
    lms(kept(first));
    const again = await mount({site, attributes: {records: 'auto'}});
    expect(again.lesson).to.equal('two');
    expect(done(again, 'one').completed).to.be.a('string');
    again.remove();
  });

  it('tells SCORM 2004 of the whole: completed, and the share that is done', async () => {
    const site = await publish(courseOf(article('one'), article('two')));
    const api = new Scorm2004API({logLevel: 5, autocommit: false});
    api.loadFromJSON({learner_id: 'ana-7'} as never, 'cmi');
    around.API_1484_11 = api;
    const course = await mount({site, attributes: {records: 'scorm'}});
    await waitUntil(() => done(course, 'one').completed);
    await course.drained();
    expect([api.cmi.completion_status, Number(api.cmi.progress_measure)]).to.deep.equal(['incomplete', 0.5]);
    const complete = nextEvent(course, 'uggla-course-complete');
    await course.goTo('two');
    await complete;
    await course.drained();
    expect([api.cmi.completion_status, Number(api.cmi.progress_measure)]).to.deep.equal(['completed', 1]);
    course.remove();
  });

  it('shows everything and says so when the LMS opens it to look back', async () => {
    const site = await publish(courseOf(article('one'), article('two', {unlock: {after: ['one']}})));
    const api = lms({core: {student_id: 'ana-7', lesson_mode: 'review', lesson_status: 'passed'}});
    const course = await mount({site, attributes: {records: 'auto'}});
    expect((await found(course, '.banner')).textContent).to.contain('looking back');
    expect(link(course, 'two').dataset['state']).not.to.equal('locked');
    await course.drained();
    expect(kept(api)['core']!['lesson_status']).to.equal('passed');
    course.remove();
  });

  it('says in place of the course what was looked for when a named LMS is not there: never a quiet local', async () => {
    const site = await publish(courseOf(article('one')));
    const course = document.createElement('uggla-course');
    const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
    Object.assign(course, {src: site.url('course.json'), lang: 'en', records: 'scorm12'});
    document.body.append(course);
    expect((await failed).error.code).to.equal('records-lms-missing');
    await waitUntil(() => find(course, '[part=error]'));
    expect(find(course, '[part=error]')!.textContent)
      .to.contain('Looked for API in')
      .and.to.contain('records-lms-missing');
    expect(find(course, '[part=error]')!.getAttribute('role')).to.equal('alert');
    await expect(course).to.be.accessible();
    course.remove();
  });

  it('sends to our server too when both are named', async () => {
    const site = await publish(courseOf(article('one')));
    await site.rule(
      {match: 'lrs/statements', method: 'POST', body: []},
      {match: 'lrs/activities/state', status: 404},
      {match: 'lrs/activities/state', method: 'PUT', status: 204},
    );
    const api = lms();
    const course = document.createElement('uggla-course');
    const learner = {account: {homePage: 'https://acme.example', name: 'ana'}};
    Object.assign(course, {
      src: site.url('course.json'),
      lang: 'en',
      records: 'scorm xapi',
      endpoint: site.url('lrs'),
      learner,
      authorization: () => 'Basic x',
    });
    document.body.append(course);
    await nextEvent(course, 'uggla-course-complete');
    await course.drained();
    expect(kept(api)['core']!['lesson_status']).to.equal('completed');
    const sent = (await site.requests('lrs/statements'))
      .filter(({method}) => method === 'POST')
      .flatMap(({body}) => JSON.parse(body) as {actor: {account: {name: string}}}[]);
    expect(new Set(sent.map(({actor}) => actor.account.name))).to.deep.equal(new Set(['ana']));
    course.remove();
  });
});
