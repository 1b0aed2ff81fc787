// Chromium first: the same rules, in script that is the same in all engines; what they show is in
// course-element.test.ts.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import {nextEvent, type FixtureSite} from '@uggla/testing';
import {on} from '../testing/clock.test.js';
import {film, link, mount, publish, text, waitUntil} from '../testing/support.test.js';
import {article, courseOf} from '../testing/texts.test.js';
import type {UgglaCourse} from './course-element.js';

const actor = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'ana'}};

/** Makes a site answer as our server does: when the person was enrolled, and where they live. */
async function serve(
  site: FixtureSite,
  {enrolled, timeZone}: {enrolled?: string; timeZone?: string} = {},
): Promise<string> {
  const zone = timeZone === undefined ? {} : {timeZone};
  await site.rule(
    {
      match: 'server/v1/tokens',
      body: {token: 't', token_type: 'Bearer', expires: '2099-01-01T00:00:00Z', actor, role: 'learner'},
    },
    {match: 'server/v1/me', body: {actor, role: 'learner', groups: [], ...zone}},
    {
      match: 'server/v1/progress',
      body: {courses: enrolled === undefined ? [] : [{progress: {version: '1', enrolled, lessons: {}}, ...zone}]},
    },
    {match: 'server/xapi/statements', body: []},
    {match: 'server/xapi/activities/state', status: 404},
    {match: 'server/xapi/activities/state', method: 'PUT', status: 204},
  );
  return site.url('server');
}

const slow = (id: string, more: object = {}) => article(id, {complete: {minTime: 3600}, ...more});

async function open(
  site: FixtureSite,
  endpoint: string,
): Promise<{course: UgglaCourse; isLocked: (lesson: string) => boolean; reason: (lesson: string) => string}> {
  const course = await mount({site, attributes: {records: 'server', endpoint}});
  return {
    course,
    isLocked: (lesson) => link(course, lesson).dataset['state'] === 'locked',
    reason: (lesson) => link(course, lesson).querySelector('.reason')?.textContent?.trim() ?? '',
  };
}

describe('a course of a server', () => {
  it('counts from the day on which the server enrolled the person, not from the first visit', async () => {
    const site = await publish(
      courseOf(slow('now'), slow('month', {unlock: {at: 'P1M'}}), slow('year', {unlock: {at: 'P1Y'}})),
    );
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
    for (const [timeZone, enrolled] of [
      ['Europe/Madrid', '2026-06-01T08:00:00Z'],
      ['Europe/Madrid', undefined],
    ] as const) {
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

  describe('that gives a certificate', () => {
    const certified = {certificate: {expires: 'P1Y', renewFrom: 'P11M'}};
    const given = (site: FixtureSite, more: object = {}) => ({
      state: 'valid',
      expires: '2027-01-10T09:00:00Z',
      renewFrom: '2026-12-10T09:00:00Z',
      page: site.url('server/certificates/1'),
      credential: site.url('server/v1/certificates/1'),
      ...more,
    });
    const card = (course: UgglaCourse) => course.renderRoot.querySelector<HTMLElement>('[part=certificate]');

    it('shows it when all is done and sent, to be printed and kept, in the language of the page', async () => {
      const site = await publish({...courseOf(article('one')), ...certified});
      const endpoint = await serve(site);
      await site.rule({
        match: 'server/v1/certificates',
        body: {certificates: [given(site), given(site, {state: 'expired'})]},
      });
      const course = await mount({site, attributes: {records: 'server', endpoint, lang: 'es'}});
      await waitUntil(() => card(course), 'no certificate came');
      expect(card(course)!.textContent!.replace(/\s+/g, ' ').trim()).to.equal(
        'Tu certificado: válido hasta el 10 de enero de 2027 Puedes renovarlo a partir del 10 de diciembre de 2026. Verlo e imprimirlo · Credencial firmada',
      );
      expect([...card(course)!.querySelectorAll('a')].map(({href}) => href)).to.deep.equal([
        site.url('server/certificates/1'),
        site.url('server/v1/certificates/1'),
      ]);
      const requests = await site.requests('server/');
      expect(requests.findIndex(({path}) => path.includes('v1/certificates'))).to.be.greaterThan(
        requests.findIndex(({path}) => path.includes('xapi/statements')),
      );
      await expect(course).to.be.accessible();
    });

    it('leads nowhere but to addresses that a link may have, and not to one that was withdrawn', async () => {
      const site = await publish({...courseOf(article('one')), ...certified});
      const endpoint = await serve(site);
      await site.rule({
        match: 'server/v1/certificates',
        body: {certificates: [given(site, {page: 'javascript:alert(1)', credential: 'data:text/html,x'})]},
      });
      const course = await mount({site, attributes: {records: 'server', endpoint}});
      await waitUntil(() => card(course), 'no certificate came');
      expect([...card(course)!.querySelectorAll('a')].map((link) => link.getAttribute('href'))).to.deep.equal([
        null,
        null,
      ]);
      await site.rule({match: 'server/v1/certificates', body: {certificates: [given(site, {state: 'revoked'})]}});
      course.records = 'server local'; // another visit
      await waitUntil(() => card(course)?.textContent?.includes('withdrawn'), 'it still counts');
      expect(card(course)!.querySelector('a')).to.equal(null);
    });

    it('goes on without it where the server gives none, and tells the page of a server that fails', async () => {
      const site = await publish({...courseOf(article('one')), ...certified});
      const endpoint = await serve(site);
      await site.rule({match: 'server/v1/certificates', status: 500});
      const course = await mount({site, attributes: {records: 'server', endpoint}});
      const failed = (await nextEvent(course, 'uggla-error')) as Event & {error: {code: string}};
      expect(failed.error.code).to.equal('certificate-unavailable');
      expect(card(course)).to.equal(null);
    });
  });
});

describe('a locked lesson of a server', () => {
  const asked = 'server/v1/tokens/lesson';
  const given = (token: string) => ({base: `t/${token}/course.json`, expires: '2099-01-01T00:00:00Z'});
  /** A site of two lessons, of which the second opens a month after the enrolment in January; the server's word on it is a rule. */
  const locked = async (lesson: object, ...rules: Parameters<FixtureSite['rule']>) => {
    const made = courseOf(slow('now'), {...slow('month', {unlock: {at: 'P1M'}}), ...lesson});
    const site = await publish(made);
    const endpoint = await serve(site, {enrolled: '2026-01-10T09:00:00Z', timeZone: 'Europe/Madrid'});
    await site.rule(...rules);
    return {made, site, endpoint};
  };
  const inMarch = <T>(body: () => Promise<T>) => on('2026-03-01T10:00:00Z', body);
  const shown = (course: UgglaCourse) => course.renderRoot.querySelector('.lesson')?.textContent?.replace(/\s+/g, ' ');

  it('is shown from the address that the server gives; of what is not locked it is asked nothing', async () => {
    const {made, site, endpoint} = await locked(
      {content: {en: 'month.json'}, notes: {en: 'notes.json'}},
      {match: asked, method: 'POST', status: 201, body: given('one')},
      {match: 'server/t/one/month.json', body: text(1, 3)},
      {match: 'server/t/one/notes.json', body: text(1, 4)},
    );
    await inMarch(async () => {
      const {course} = await open(site, endpoint);
      await waitUntil(() => shown(course)?.includes('word5'), 'the first lesson never came');
      expect(await site.requests(asked)).to.have.length(0);
      await course.goTo('month');
      await waitUntil(() => shown(course)?.match(/word2.*word3/), 'the text and its notes never came');
      const requests = await site.requests(asked);
      expect(requests.map(({body, headers}) => [JSON.parse(body), headers['authorization']])).to.deep.equal([
        [{course: made.id, lesson: 'month'}, 'Bearer t'],
      ]);
      course.remove();
    });
  });

  it('stays closed where the server says so, whatever the page’s clock says, and tells what is missing', async () => {
    const lock = {kind: 'after', ids: ['now']};
    const problem = {code: 'lesson-locked', title: 'month is closed: now comes first', status: 403, lock};
    const {site, endpoint} = await locked({}, {match: asked, method: 'POST', status: 403, body: problem});
    await inMarch(async () => {
      const {course, isLocked} = await open(site, endpoint);
      expect(isLocked('month'), 'by this clock it is open').to.equal(false);
      const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
      await course.goTo('month');
      expect((await failed).error.code).to.equal('lesson-locked');
      await waitUntil(() => course.renderRoot.querySelector('.closed'), 'nobody says that it is closed');
      expect(shown(course)).to.contain('This lesson is not open yet').and.contain('“now”');
      expect(await site.requests(asked), 'again, once the server had heard of all').to.have.length(2);
      await expect(course).to.be.accessible();
      course.renderRoot.querySelector<HTMLElement>('.closed button')!.click();
      await waitUntil(() => course.lesson === 'now' && shown(course)?.includes('word5'), 'it does not lead there');
      course.remove();
    });
  });

  it('lies where the course does when the server has no such course', async () => {
    const {site, endpoint} = await locked(
      {},
      {match: asked, method: 'POST', status: 404, body: {code: 'course-unavailable'}},
    );
    await inMarch(async () => {
      const {course} = await open(site, endpoint);
      await course.goTo('month');
      await waitUntil(() => shown(course)?.match(/month.*word5/), 'the text never came');
      course.remove();
    });
  });

  it('brings its questions from there', async () => {
    const questions = [{id: 'one', type: 'truefalse', text: 'Do owls sleep by day?'}];
    const quiz = {kind: 'quiz', mastery: 1, complete: undefined};
    const {made, site, endpoint} = await locked(
      {...quiz, questions: []},
      {match: asked, method: 'POST', status: 201, body: given('one')},
    );
    const whole = {...made, items: made.items.map((one) => (one.id === 'month' ? {...one, questions} : one))};
    await site.rule({match: 'server/t/one/course.json', body: whole});
    await inMarch(async () => {
      const {course} = await open(site, endpoint);
      await course.goTo('month');
      await waitUntil(() => shown(course)?.includes('Do owls sleep by day?'), 'the question never came');
      course.remove();
    });
  });

  it('asks for another address when that of its film has run out, and the film goes on', async () => {
    const {site, endpoint} = await locked(
      {kind: 'video', media: 'month-film.json', complete: undefined},
      {match: asked, method: 'POST', status: 201, body: given('two')},
      {match: asked, method: 'POST', status: 201, body: given('one'), times: 1},
      {match: 'server/t/one/month-film.json', status: 401, body: {code: 'token-invalid'}},
    );
    await site.rule({
      match: 'server/t/two/month-film.json',
      body: {...film, fallback: {src: site.url('fixtures/media/short.mp4'), type: 'video/mp4'}},
    });
    await inMarch(async () => {
      const {course} = await open(site, endpoint);
      const errors: string[] = [];
      course.addEventListener('uggla-error', (event) => errors.push((event as UgglaErrorEvent).error.code));
      await course.goTo('month');
      await waitUntil(() => course.renderRoot.querySelector('uggla-player'), 'the player never came');
      const player = course.renderRoot.querySelector('uggla-player') as unknown as HTMLVideoElement;
      player.muted = true; // nobody has clicked
      await player.play();
      await waitUntil(() => player.currentTime > 0.1, 'it does not play');
      expect([player.src.includes('t/two/month-film.json'), errors]).to.deep.equal([true, []]);
      expect(await site.requests(asked)).to.have.length(2);
      course.remove();
    });
  });
});
