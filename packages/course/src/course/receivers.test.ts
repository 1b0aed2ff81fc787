// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries their stores.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Actor, Statement} from '@uggla/protocol';
import {collectEvents, nextEvent, type FixtureSite} from '@uggla/testing';
import {done, find, found, link, mount, publish, waitUntil} from '../testing/support.test.js';
import {article, block, courseOf, recorded} from '../testing/texts.test.js';
import type {UgglaCourse} from './course-element.js';

const person = (name: string): Actor => ({objectType: 'Agent', account: {homePage: 'https://acme.example', name}});
const ana = person('ana');

/** Makes a site answer as our server does: to whom it says it is, in which groups. */
async function serve(site: FixtureSite, {actor = ana, groups = [] as string[]} = {}): Promise<string> {
  await site.rule(
    {
      match: 'server/v1/tokens',
      body: {token: 't', token_type: 'Bearer', expires: '2099-01-01T00:00:00Z', actor, role: 'learner'},
    },
    {match: 'server/v1/me', body: {actor, role: 'learner', groups}},
    {match: 'server/xapi/statements', body: []},
    {match: 'server/xapi/activities/state', status: 404},
    {match: 'server/xapi/activities/state', method: 'PUT', status: 204},
  );
  return site.url('server');
}

/** What the receiver below that address has taken. */
async function taken(site: FixtureSite, at = 'server/xapi'): Promise<Statement[]> {
  const requests = await site.requests(`${at}/statements`);
  return requests
    .filter(({method, status}) => method === 'POST' && status === 200)
    .flatMap(({body}) => JSON.parse(body) as Statement[]);
}

/** A course that never gets ready: its error. */
async function trouble(attributes: Partial<UgglaCourse>, site: FixtureSite): Promise<string> {
  const course = document.createElement('uggla-course');
  const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
  Object.assign(course, {src: site.url('course.json'), lang: 'en'}, attributes);
  document.body.append(course);
  const {code} = (await failed).error;
  expect((await found(course, '[part=error]')).textContent).to.contain(code);
  course.remove();
  return code;
}

/** What a failed test left in the page would push the next course out of sight, where nothing is read. */
afterEach(() => {
  for (const course of document.querySelectorAll('uggla-course')) course.remove();
});

describe('a course with several receivers', () => {
  it('gives each statement to all, under one id, and tells the page once', async () => {
    const site = await publish(courseOf(article('one')));
    const course = await mount({site, attributes: {records: 'server local', endpoint: await serve(site)}});
    const records = collectEvents(course, 'uggla-record');
    await nextEvent(course, 'uggla-course-complete');
    await course.drained();
    const exported = (await course.exportRecords()).map(({id}) => id);
    expect((await taken(site)).map(({id}) => id)).to.have.members(exported);
    expect(new Set(exported).size).to.equal(4);
    expect(records.length).to.be.at.most(4);
  });

  it('goes on locally while the server is away, and sends what waited', async () => {
    const site = await publish(courseOf(article('one'), article('two')));
    const course = await mount({site, attributes: {records: 'local server', endpoint: await serve(site)}});
    await course.drained();
    await site.rule({match: 'server/', status: 503});
    await waitUntil(() => done(course, 'one').completed, 'the course waits for the server');
    await site.heal();
    await serve(site);
    dispatchEvent(new Event('online'));
    await course.drained();
    const verbs = (await taken(site)).map(({verb}) => verb.id.split('/').pop());
    expect(verbs).to.include('completed');
  });

  it('lets the server judge and say the groups, wherever it stands in the list', async () => {
    const site = await publish(
      courseOf(article('one', {complete: {minTime: 600}}), article('ours', {unlock: {group: 'sales'}})),
    );
    const course = await mount({
      site,
      attributes: {records: 'local server', endpoint: await serve(site, {groups: ['sales']})},
    });
    await waitUntil(() => link(course, 'ours').dataset['state'] === 'open', 'the groups were not asked for');
  });

  it('is refused as a whole when one receiver is not to be had', async () => {
    const site = await publish(courseOf(article('one')));
    expect(await trouble({records: 'local tape'}, site)).to.equal('records-unsupported');
    expect(await trouble({records: 'local server'}, site)).to.equal('records-endpoint-missing');
    expect(await trouble({records: 'local xapi', endpoint: site.url('lrs')}, site)).to.equal('records-learner-missing');
  });
});

describe('a course with a record store of others', () => {
  const lrs = async (site: FixtureSite): Promise<string> => {
    await site.rule(
      {match: 'lrs/statements', body: {statements: []}},
      {match: 'lrs/statements', method: 'POST', body: []},
      {match: 'lrs/activities/state', status: 404},
      {match: 'lrs/activities/state', method: 'PUT', status: 204},
    );
    return site.url('lrs');
  };

  it('sends under the name and with the header that the page gives', async () => {
    const site = await publish(courseOf(article('one')));
    const endpoint = await lrs(site);
    const course = document.createElement('uggla-course');
    Object.assign(course, {
      src: site.url('course.json'),
      records: 'xapi',
      endpoint,
      learner: ana,
      authorization: () => Promise.resolve('Basic YTpi'),
    });
    document.body.append(course);
    await nextEvent(course, 'uggla-course-complete');
    await course.drained();
    const statements = await taken(site, 'lrs');
    expect(statements.map(({verb}) => verb.id.split('/').pop())).to.deep.equal([
      'initialized',
      'initialized',
      'completed',
      'completed',
    ]);
    expect(statements.every(({actor}) => actor.account?.name === 'ana')).to.equal(true);
    const requests = await site.requests('lrs/');
    expect(new Set(requests.map(({headers}) => headers['authorization']))).to.deep.equal(new Set(['Basic YTpi']));
    course.remove();
  });

  it('asks the page for the header each time: a function that is set later is used', async () => {
    const site = await publish(
      courseOf(article('one', {complete: {minTime: 600}}), article('two', {complete: {minTime: 600}})),
    );
    const course = document.createElement('uggla-course');
    Object.assign(course, {
      src: site.url('course.json'),
      records: 'xapi',
      endpoint: await lrs(site),
      learner: ana,
      authorization: () => 'Bearer old',
    });
    const ready = nextEvent(course, 'uggla-ready');
    document.body.append(course);
    await ready;
    await course.drained();
    course.authorization = () => 'Bearer new';
    await course.goTo('two');
    await course.drained();
    const headers = (await site.requests('lrs/statements'))
      .filter(({method}) => method === 'POST')
      .map((one) => one.headers['authorization']);
    expect([headers[0], headers.at(-1)]).to.deep.equal(['Bearer old', 'Bearer new']);
    expect(course.status).to.equal('ready');
    course.remove();
  });

  it('tells of a statement that the store refuses, keeps it for export, and is drained', async () => {
    const site = await publish(courseOf(article('one')));
    const endpoint = await lrs(site);
    await site.rule({match: 'lrs/statements', method: 'POST', status: 400, body: 'no'});
    const course = document.createElement('uggla-course');
    const errors = collectEvents<UgglaErrorEvent>(course, 'uggla-error');
    Object.assign(course, {src: site.url('course.json'), records: 'xapi', endpoint, learner: ana, lang: 'en'});
    document.body.append(course);
    await nextEvent(course, 'uggla-course-complete');
    await course.drained();
    expect(new Set(errors.map(({error}) => error.code))).to.deep.equal(new Set(['record-refused']));
    expect(await course.exportRecords()).to.have.length(4);
    expect(find(course, '[part=note]'), 'refused is not offline').to.equal(null);
    course.remove();
  });

  it('begins anew for another person, who is in no group of the first', async () => {
    const site = await publish(
      courseOf(article('one'), article('ours', {complete: {minTime: 600}, unlock: {group: 'sales'}})),
    );
    const course = document.createElement('uggla-course');
    Object.assign(course, {
      src: site.url('course.json'),
      records: 'server',
      endpoint: await serve(site, {groups: ['sales']}),
      learner: ana,
      lang: 'en',
    });
    document.body.append(course);
    await waitUntil(() => course.progress && link(course, 'ours').dataset['state'] === 'open');
    await site.rule({match: 'server/v1/me', hang: true, after: 1});
    const ready = nextEvent(course, 'uggla-ready');
    course.learner = person('bo');
    await ready;
    expect(link(course, 'ours').dataset['state'], 'the groups of the first person hold on').to.equal('locked');
    course.remove();
  });
});

describe('the records of each person', () => {
  it('are their own on one device', async () => {
    const site = await publish(courseOf(article('one'), article('two')));
    const open = async (learner: Actor) => {
      const course = document.createElement('uggla-course');
      Object.assign(course, {src: site.url('course.json'), records: 'local', learner, lang: 'en'});
      const ready = nextEvent(course, 'uggla-ready');
      document.body.append(course);
      await ready;
      return course;
    };
    const first = await open(ana);
    await waitUntil(() => done(first, 'one').completed);
    await first.drained();
    first.remove();
    const second = await open(person('bo'));
    expect(second.progress?.lessons).to.deep.equal({});
    expect((await second.exportRecords()).every(({actor}) => actor.account?.name === 'bo')).to.equal(true);
    second.remove();
    const third = await open(ana);
    expect(done(third, 'one').completed).to.be.a('string');
    expect((await third.exportRecords()).filter(({verb}) => verb.id.endsWith('/completed'))).to.have.length(1);
    third.remove();
  });

  it('name the lesson without its blocks, the course as its parent, and the version', async () => {
    const definition = {...courseOf(block('b', [article('one')])), version: '7'};
    const course = await mount({site: await publish(definition)});
    await nextEvent(course, 'uggla-lesson-complete');
    await course.drained();
    const completed = (await course.exportRecords()).find(
      ({verb, object}) => verb.id.endsWith('/completed') && 'id' in object && object.id.endsWith('/one'),
    )!;
    expect((completed.object as {id: string}).id).to.equal(`${definition.id}/one`);
    expect(completed.context?.contextActivities?.parent?.map(({id}) => id)).to.deep.equal([definition.id]);
    expect(completed.context?.extensions?.['https://uggla.dev/xapi/course-version']).to.equal('7');
    expect(completed.result).to.include({completion: true});
    expect(completed.result?.duration).to.match(/^PT[\d.]+S$/);
  });

  it('end when the element goes away, lesson first, and once', async () => {
    const site = await publish(courseOf(article('one')));
    const first = await mount({site});
    await nextEvent(first, 'uggla-course-complete');
    await first.drained();
    const ends = collectEvents(first, 'uggla-record');
    first.remove();
    await waitUntil(() => ends.length === 2, 'the visit did not end');
    const second = await mount({site});
    expect((await recorded(second)).slice(4, 6)).to.deep.equal(['terminated one', 'terminated course']);
  });

  it('can be waited for and exported at any time: before the course is there, and after it is gone', async () => {
    const course = document.createElement('uggla-course');
    await course.drained();
    expect(await course.exportRecords()).to.deep.equal([]);
    const mounted = await mount({site: await publish(courseOf(article('one')))});
    mounted.remove();
    await mounted.drained();
    expect(mounted.isConnected).to.equal(false);
  });
});
