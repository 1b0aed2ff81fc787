import {expect} from '@open-wc/testing';
import {collectEvents, fixtureSite, nextEvent, type FixtureSite} from '@uggla/testing';
import {newId, StatementMaker, verbs, type CourseProgress, type Statement, type TokenAnswer} from '@uggla/protocol';
import type {UgglaErrorEvent, UgglaRecordEvent} from '../events.js';
import {openDatabase} from './database.js';
import {openRecords, type RecordsSettings} from './open-records.js';
import type {Records} from './records.js';

const lena = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'lena'}} as const;

/** Receivers that never answer well, and pages that close: what is opened here is closed again. */
const opened: Records[] = [];
const open = async (settings: Partial<RecordsSettings> = {}): Promise<Records> => {
  const records = await openRecords({
    course: `https://acme.example/courses/${newId()}`,
    records: 'xapi',
    endpoint: '',
    learner: lena,
    authorization: () => 'Bearer good',
    host: new EventTarget(),
    retryFirstMs: 20,
    ...settings,
  });
  opened.push(records!);
  return records!;
};

const makeStatement = (): Statement =>
  new StatementMaker({course: {id: 'https://acme.example/c', version: '1', title: 'C'}, actor: lena, language: 'es'}).make(verbs.experienced);

const lrs = async (): Promise<FixtureSite> => fixtureSite({rules: [{match: 'xapi/statements', method: 'POST', body: []}]});

/** Ids in the order in which the receiver said yes to them. */
const received = async (site: FixtureSite): Promise<string[]> =>
  (await site.requests('statements'))
    .filter(({status}) => status === 200)
    .flatMap(({body}) => (JSON.parse(body) as Statement[]).map(({id}) => id));

describe('Records', () => {
  afterEach(() => {
    for (const records of opened.splice(0)) records.close();
  });

  it('fires uggla-record once the statement is safe, and sends it as xAPI 1.0.3 with the header of the page', async () => {
    const site = await lrs();
    const host = new EventTarget();
    const records = await open({endpoint: site.url('xapi'), host});
    const told = nextEvent<UgglaRecordEvent>(host, 'uggla-record');
    const statement = makeStatement();
    await records.record(statement);
    expect((await told).statement.id).to.equal(statement.id);
    await records.drained();
    const [seen] = await site.requests('statements');
    expect(seen!.headers['x-experience-api-version']).to.equal('1.0.3');
    expect(seen!.headers['authorization']).to.equal('Bearer good');
    expect(await received(site)).to.deep.equal([statement.id]);
    expect(await records.pending()).to.equal(0);
  });

  it('loses nothing and doubles nothing while the network is away, and keeps the order', async () => {
    const site = await lrs();
    await site.rule({match: 'statements', method: 'POST', reset: true});
    const records = await open({endpoint: site.url('xapi')});
    const statements = [makeStatement(), makeStatement(), makeStatement()];
    for (const one of statements) await records.record(one);
    await site.seen('statements');
    expect(await records.pending()).to.equal(3);
    await site.heal();
    await site.rule({match: 'statements', method: 'POST', body: []});
    await records.drained();
    expect(await received(site)).to.deep.equal(statements.map(({id}) => id));
    expect(records.offline).to.equal(false);
  });

  it('sends what an earlier visit left behind', async () => {
    const site = await lrs();
    await site.rule({match: 'statements', method: 'POST', status: 503});
    const course = `https://acme.example/courses/${newId()}`;
    const first = await open({endpoint: site.url('xapi'), course});
    const statement = makeStatement();
    await first.record(statement);
    await site.seen('statements', {ended: 'done'});
    first.close();
    await site.heal();
    await site.rule({match: 'statements', method: 'POST', body: []});
    await (await open({endpoint: site.url('xapi'), course})).drained();
    expect(await received(site)).to.deep.equal([statement.id]);
  });

  it('waits as long as Retry-After says', async () => {
    const site = await lrs();
    await site.rule({match: 'statements', method: 'POST', status: 429, headers: {'Retry-After': '1'}, times: 1});
    const records = await open({endpoint: site.url('xapi')});
    await records.record(makeStatement());
    const [first, second] = await site.seen('statements', {count: 2});
    expect(second!.atMs - first!.atMs).to.be.greaterThan(950);
    await records.drained();
  });

  it('asks for the header again after a 401, once', async () => {
    const site = await lrs();
    await site.rule({match: 'statements', method: 'POST', status: 401, times: 1});
    let asked = 0;
    const records = await open({endpoint: site.url('xapi'), authorization: () => `Bearer ${++asked}`});
    await records.record(makeStatement());
    await records.drained();
    expect((await site.requests('statements')).map(({headers}) => headers['authorization'])).to.deep.equal(['Bearer 1', 'Bearer 2']);
  });

  it('sets one bad statement aside, sends the others, says so, and keeps it for the export', async () => {
    const site = await lrs();
    const host = new EventTarget();
    const answer = {match: 'statements', method: 'POST', times: 1};
    // In this order: not now; the pair is refused; its first half is taken; its second is refused.
    await site.rule(
      {...answer, status: 400, body: {title: 'No such verb'}},
      {...answer, body: []},
      {...answer, status: 400},
      {...answer, status: 503},
    );
    const records = await open({endpoint: site.url('xapi'), host});
    const failed = nextEvent<UgglaErrorEvent>(host, 'uggla-error');
    const [good, bad] = [makeStatement(), makeStatement()];
    await Promise.all([records.record(good), records.record(bad)]);
    const {error} = await failed;
    expect(error.code).to.equal('record-refused');
    expect(error.message).to.contain('No such verb');
    await records.drained();
    expect((await received(site)).length).to.equal(1);
    expect((await records.exportRecords()).length).to.equal(1);
  });

  it('takes a conflict for "already there": a statement sent twice is one record', async () => {
    const site = await fixtureSite({rules: [{match: 'statements', method: 'POST', status: 409}]});
    const records = await open({endpoint: site.url('xapi')});
    await records.record(makeStatement());
    await records.drained();
    expect(await records.pending()).to.equal(0);
  });

  it('exports what the receiver has, page by page, and what still waits', async () => {
    const [first, second, waiting] = [makeStatement(), makeStatement(), makeStatement()];
    const site = await lrs();
    await site.rule({match: 'statements', method: 'GET', body: {statements: [second], more: ''}});
    await site.rule({match: 'statements', method: 'GET', times: 1, body: {statements: [first], more: '/somewhere/statements?cursor=2'}});
    await site.rule({match: 'statements', method: 'POST', status: 503});
    const records = await open({endpoint: site.url('xapi'), retryFirstMs: 60_000});
    await records.record(waiting);
    expect((await records.exportRecords()).map(({id}) => id)).to.have.members([first.id, second.id, waiting.id]);
    const pages = (await site.requests('statements')).filter(({method}) => method === 'GET');
    expect(new URLSearchParams(pages[0]!.query).get('related_activities')).to.equal('true');
    expect(pages[1]!.query).to.equal('?cursor=2');
  });

  it('keeps local records here, and gives them out', async () => {
    const records = await open({records: 'auto'});
    expect(records.connection).to.equal('local');
    const statement = makeStatement();
    await records.record(statement);
    await records.drained();
    expect(await records.exportRecords()).to.deep.equal([statement]);
  });
});

describe('Records: progress', () => {
  const progress = (seconds: number): CourseProgress => ({version: '1', enrolled: '2026-01-01T00:00:00.000Z', lessons: {a: {seconds}}});
  afterEach(() => {
    for (const records of opened.splice(0)) records.close();
  });

  it('is there again on the next visit', async () => {
    const course = `https://acme.example/courses/${newId()}`;
    const first = await open({records: 'local', course});
    await first.saveProgress(progress(7));
    first.close();
    expect((await (await open({records: 'local', course})).loadProgress())?.lessons['a']?.seconds).to.equal(7);
  });

  it('is merged with what another device wrote in between', async () => {
    const site = await lrs();
    const theirs = {...progress(3), lessons: {b: {seconds: 9}}};
    await site.rule({match: 'activities/state', method: 'GET', body: theirs, headers: {etag: '"2"'}});
    await site.rule({match: 'activities/state', method: 'GET', status: 404, times: 1});
    await site.rule({match: 'activities/state', method: 'PUT', status: 204});
    await site.rule({match: 'activities/state', method: 'PUT', status: 412, times: 1});
    const records = await open({endpoint: site.url('xapi')});
    expect(await records.loadProgress()).to.equal(undefined);
    await records.saveProgress(progress(5));
    await records.drained();
    const puts = (await site.requests('activities/state')).filter(({method}) => method === 'PUT');
    expect(puts.map(({headers}) => headers['if-none-match'] ?? headers['if-match'])).to.deep.equal(['*', '"2"']);
    expect((JSON.parse(puts[1]!.body) as CourseProgress).lessons).to.deep.equal({a: {seconds: 5}, b: {seconds: 9}});
  });

  it('made while the network was away is saved once it is back', async () => {
    const site = await lrs();
    await site.rule({match: 'xapi', reset: true});
    const records = await open({endpoint: site.url('xapi')});
    expect(await records.loadProgress()).to.equal(undefined);
    await records.saveProgress(progress(4));
    await site.heal();
    await site.rule(
      {match: 'activities/state', method: 'GET', status: 404},
      {match: 'activities/state', method: 'PUT', status: 204},
      {match: 'statements', method: 'POST', body: []},
    );
    await records.drained();
    const [put] = (await site.requests('activities/state')).filter(({status}) => status === 204);
    expect((JSON.parse(put!.body) as CourseProgress).lessons['a']?.seconds).to.equal(4);
  });
});

describe('openRecords', () => {
  const token: TokenAnswer = {token: 't1', token_type: 'Bearer', expires: '2099-01-01T00:00:00Z', actor: {account: {homePage: 'https://srv', name: 'anna'}}, role: 'learner'};
  const server = async () =>
    fixtureSite({
      rules: [
        {match: 'v1/tokens', method: 'POST', body: token},
        {match: 'v1/me', body: {actor: token.actor, role: 'learner'}},
        {match: 'xapi/statements', method: 'POST', body: []},
      ],
    });
  afterEach(() => {
    for (const records of opened.splice(0)) records.close();
  });

  it('takes our server when an endpoint is set, and is told by it who is there', async () => {
    const site = await server();
    const records = await open({records: 'auto', endpoint: site.base, learner: undefined, authorization: undefined});
    expect(records.connection).to.equal('server');
    expect(records.learner).to.deep.equal(token.actor);
    await records.record(makeStatement());
    await records.drained();
    expect((await site.requests('statements'))[0]!.headers['authorization']).to.equal('Bearer t1');
  });

  it('asks a server for one token, and keeps the account over visits', async () => {
    const site = await server();
    for (let visit = 0; visit < 3; visit++) {
      await open({records: 'server', endpoint: site.base, learner: undefined, authorization: undefined});
    }
    expect(await site.requests('v1/tokens')).to.have.length(1);
  });

  it('gives what was recorded before the server was ever reached to the person it then names', async () => {
    const site = await server();
    await site.rule({reset: true});
    const course = `https://acme.example/courses/${newId()}`;
    const settings = {records: 'server', endpoint: site.base, learner: undefined, authorization: undefined, course, retryFirstMs: 60_000};
    const before = await open(settings);
    const statement = {...makeStatement(), actor: before.learner};
    await before.record(statement);
    before.close();
    await site.heal();
    await site.rule(
      {match: 'v1/tokens', method: 'POST', body: token},
      {match: 'v1/me', body: {actor: token.actor, role: 'learner'}},
      {match: 'xapi/statements', method: 'POST', body: []},
    );
    await (await open(settings)).drained();
    const [seen] = (await site.requests('statements')).filter(({status}) => status === 200);
    const [sent] = JSON.parse(seen!.body) as Statement[];
    expect([sent!.id, sent!.actor]).to.deep.equal([statement.id, token.actor]);
  });

  it('goes on without a server that takes the request and never answers', async () => {
    const site = await fixtureSite({rules: [{hang: true}]});
    const records = await open({records: 'server', endpoint: site.base, learner: undefined, authorization: undefined, retryFirstMs: 60_000});
    expect(records.learner.account?.homePage).to.equal(location.origin);
    expect(await site.requests('v1/tokens')).to.have.length(1);
  });

  it('refuses a connection that it has not, or that lacks what it needs, with a code', async () => {
    const code = (settings: Partial<RecordsSettings>) => open(settings).then(() => 'opened', (error: {code: string}) => error.code);
    expect(await code({records: 'scorm'})).to.equal('records-unsupported');
    expect(await code({records: 'server', endpoint: ''})).to.equal('records-endpoint-missing');
    expect(await code({records: 'xapi', endpoint: 'https://lrs.example', learner: undefined})).to.equal('records-learner-missing');
  });

  it('records nothing for "none"', async () => {
    const database = await openDatabase();
    const before = await database.count('outbox');
    expect(await openRecords({course: 'x', records: 'none', endpoint: '', learner: undefined, authorization: undefined, host: new EventTarget()})).to.equal(undefined);
    expect(await database.count('outbox')).to.equal(before);
    database.close();
  });

  it('tells a page that has no right, by an event', async () => {
    const site = await fixtureSite({rules: [{match: 'statements', method: 'POST', status: 401}]});
    const host = new EventTarget();
    const errors = collectEvents(host, 'uggla-error');
    const records = await open({endpoint: site.url('xapi'), host, retryFirstMs: 60_000});
    const failed = nextEvent<UgglaErrorEvent>(host, 'uggla-error');
    await records.record(makeStatement());
    expect((await failed).error.code).to.equal('records-unauthorized');
    expect(errors).to.have.length(1);
    expect(await records.pending()).to.equal(1);
  });
});
