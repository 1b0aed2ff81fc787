import {expect} from '@open-wc/testing';
import type {FixtureSite} from '@uggla/testing';
import {on} from '../testing/clock.test.js';
import {link, mount, publish} from '../testing/support.test.js';
import {article, courseOf} from '../testing/texts.test.js';
import type {UgglaCourse} from './course-element.js';

const actor = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'ana'}};

/** Makes a site answer as our server does: when the person was enrolled, and where they live. */
async function serve(site: FixtureSite, {enrolled, timeZone}: {enrolled?: string; timeZone?: string} = {}): Promise<string> {
  const zone = timeZone === undefined ? {} : {timeZone};
  await site.rule(
    {match: 'server/v1/tokens', body: {token: 't', token_type: 'Bearer', expires: '2099-01-01T00:00:00Z', actor, role: 'learner'}},
    {match: 'server/v1/me', body: {actor, role: 'learner', groups: [], ...zone}},
    {match: 'server/v1/progress', body: {courses: enrolled === undefined ? [] : [{progress: {version: '1', enrolled, lessons: {}}, ...zone}]}},
    {match: 'server/xapi/statements', body: []},
    {match: 'server/xapi/activities/state', status: 404},
    {match: 'server/xapi/activities/state', method: 'PUT', status: 204},
  );
  return site.url('server');
}

const slow = (id: string, more: object = {}) => article(id, {complete: {minTime: 3600}, ...more});

async function open(site: FixtureSite, endpoint: string): Promise<{course: UgglaCourse; isLocked: (lesson: string) => boolean; reason: (lesson: string) => string}> {
  const course = await mount({site, attributes: {records: 'server', endpoint}});
  return {
    course,
    isLocked: (lesson) => link(course, lesson).dataset['state'] === 'locked',
    reason: (lesson) => link(course, lesson).querySelector('.reason')?.textContent?.trim() ?? '',
  };
}

describe('a course of a server', () => {
  it('counts from the day on which the server enrolled the person, not from the first visit', async () => {
    const site = await publish(courseOf(slow('now'), slow('month', {unlock: {at: 'P1M'}}), slow('year', {unlock: {at: 'P1Y'}})));
    const endpoint = await serve(site, {enrolled: '2026-01-10T09:00:00Z'});
    await on('2026-03-01T10:00:00Z', async () => {
      const {course, isLocked, reason} = await open(site, endpoint);
      expect(course.progress?.enrolled).to.equal('2026-01-10T09:00:00Z');
      expect(['now', 'month', 'year'].filter(isLocked)).to.deep.equal(['year']);
      expect(reason('year')).to.equal('Opens on January 10, 2027');
      course.remove();
    });
  });

  it('opens a lesson at the hour of where the person lives, before anything was recorded too', async () => {
    const site = await publish(courseOf(slow('now'), slow('nine', {unlock: {at: '2026-07-01T09:00'}})));
    for (const [timeZone, enrolled] of [['Europe/Madrid', '2026-06-01T08:00:00Z'], ['Europe/Madrid', undefined]] as const) {
      const endpoint = await serve(site, {timeZone, ...(enrolled === undefined ? {} : {enrolled})});
      await on('2026-07-01T06:59:00Z', async () => {
        const {course, isLocked} = await open(site, endpoint);
        expect(isLocked('nine'), 'a minute to nine in Madrid').to.equal(true);
        course.remove();
      });
      await on('2026-07-01T07:01:00Z', async () => {
        const {course, isLocked} = await open(site, endpoint);
        expect(isLocked('nine'), 'a minute past nine in Madrid').to.equal(false);
        course.remove();
      });
    }
  });

  it('is open to the end of its last day where the person lives', async () => {
    const site = await publish(courseOf(slow('now'), slow('june', {unlock: {until: '2026-06-30'}})));
    const endpoint = await serve(site, {timeZone: 'America/Bogota'});
    await on('2026-07-01T04:59:00Z', async () => {
      const {course, isLocked} = await open(site, endpoint);
      expect(isLocked('june'), 'a minute to midnight in Bogotá').to.equal(false);
      course.remove();
    });
    await on('2026-07-01T05:01:00Z', async () => {
      const {course, isLocked} = await open(site, endpoint);
      expect(isLocked('june')).to.equal(true);
      course.remove();
    });
  });

  it('goes by what the server said last while it is away', async () => {
    const site = await publish(courseOf(slow('now'), slow('month', {unlock: {at: 'P1M'}})));
    const endpoint = await serve(site, {enrolled: '2026-01-10T09:00:00Z', timeZone: 'Europe/Madrid'});
    await on('2026-03-01T10:00:00Z', async () => {
      const first = await open(site, endpoint);
      await first.course.drained();
      first.course.remove();
      await site.rule({match: 'server/v1/progress', status: 503});
      const {course, isLocked} = await open(site, endpoint);
      expect(isLocked('month')).to.equal(false);
      course.remove();
    });
  });

  it('goes by its own first visit where the server cannot tell', async () => {
    const site = await publish(courseOf(slow('now'), slow('month', {unlock: {at: 'P1M'}})));
    const endpoint = await serve(site);
    await site.rule({match: 'server/v1/progress', status: 404});
    await on('2026-03-01T10:00:00Z', async () => {
      const {course, reason} = await open(site, endpoint);
      expect(reason('month')).to.equal('Opens on April 1, 2026');
      course.remove();
    });
  });
});
