// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries the stores.
import {expect} from '@open-wc/testing';
import {fixtureSite, type FixtureSite} from '@uggla/testing';
import type {UgglaError} from '@uggla/protocol';
import {ServerSession, type AuthorizationHook} from './connections.js';
import {openDatabase, type RecordsDatabase} from './database.js';
import {makeStatement, open, serve, server, taken, token} from './records.test.kit.js';

let database: RecordsDatabase;
before(async () => {
  database = await openDatabase();
});
after(() => database.close());

const originOf = (site: FixtureSite): string => site.base.replace(/\/$/, '');
const session = (site: FixtureSite, hook?: AuthorizationHook) => new ServerSession(originOf(site), database, hook);
const failure = (work: Promise<unknown>): Promise<UgglaError> =>
  work.then(
    () => expect.fail('it went well'),
    (error: UgglaError) => error,
  );
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

describe('ServerSession', () => {
  it('asks for one token, however many ask at once', async () => {
    const site = await server();
    const one = session(site);
    expect(await Promise.all([one.authorize(false), one.authorize(false), one.authorize(false)])).to.deep.equal(
      Array(3).fill('Bearer t1'),
    );
    expect(await site.requests('v1/tokens')).to.have.length(1);
  });

  for (const status of [429, 503]) {
    it(`that first meets a server which answers ${status} records all the same, and says who it was once the server tells`, async () => {
      const site = await server();
      await site.rule({match: 'v1/tokens', status});
      const records = await open({
        records: 'server',
        endpoint: originOf(site),
        learner: undefined,
        authorization: undefined,
      });
      const statement = makeStatement();
      await records.record({...statement, actor: records.learner});
      await site.heal();
      await serve(site);
      await records.drained();
      expect((await taken(site)).map(({id, actor}) => [id, actor.account?.name])).to.deep.equal([
        [statement.id, 'anna'],
      ]);
    });
  }

  it('goes by the header of the page, and asks for no token then', async () => {
    const site = await server();
    const one = session(site, () => 'Bearer mine');
    expect(await one.authorize(false)).to.equal('Bearer mine');
    expect(await one.learner()).to.deep.equal(token.actor);
    expect((await site.requests('v1/me'))[0]!.headers['authorization']).to.equal('Bearer mine');
    expect(await site.requests('v1/tokens')).to.have.length(0);
  });

  it('takes a token of its own where the page has none to give just now', async () => {
    const site = await server();
    expect(await session(site, async () => undefined).authorize(false)).to.equal('Bearer t1');
  });

  it('keeps the token over visits, and shows it for a new one before it ends, so that the account stays', async () => {
    const site = await server();
    await site.rule({match: 'v1/tokens', body: {...token, expires: inMinutes(10)}});
    await session(site).authorize(false);
    expect(await session(site).authorize(false)).to.equal('Bearer t1');
    expect(await site.requests('v1/tokens')).to.have.length(1);
    await database.put('keep', {...token, expires: inMinutes(0.5)}, `token ${originOf(site)}`);
    await site.rule({match: 'v1/tokens', body: {...token, token: 't2'}});
    expect(await session(site).authorize(false)).to.equal('Bearer t2');
    const asked = await site.requests('v1/tokens');
    expect(asked.map(({headers}) => headers['authorization'])).to.deep.equal([undefined, 'Bearer t1']);
  });

  it('gets a fresh one when the kept one is refused', async () => {
    const site = await server();
    const one = session(site);
    await one.authorize(false);
    await site.rule({match: 'v1/tokens', body: {...token, token: 't2'}});
    expect(await one.authorize(true)).to.equal('Bearer t2');
    expect(await one.authorize(false)).to.equal('Bearer t2');
  });

  it('is told who is there once, and by a fresh token when the old one is not known any more', async () => {
    const site = await server();
    const one = session(site);
    expect(await Promise.all([one.learner(), one.learner()])).to.deep.equal([token.actor, token.actor]);
    expect(await site.requests('v1/me')).to.have.length(1);
    const other = {account: {homePage: 'https://srv', name: 'new'}};
    await site.rule({match: 'v1/me', status: 401}, {match: 'v1/tokens', body: {...token, token: 't3', actor: other}});
    expect(await session(site).learner()).to.deep.equal(other);
  });

  it('keeps servers apart', async () => {
    const [one, other] = [await server(), await server()];
    await other.rule({match: 'v1/tokens', body: {...token, token: 'other'}});
    expect([await session(one).authorize(false), await session(other).authorize(false)]).to.deep.equal([
      'Bearer t1',
      'Bearer other',
    ]);
  });

  it('tells the page of a server that wants people to sign in, with the cure, and asks again later', async () => {
    const site = await fixtureSite({rules: [{match: 'v1/tokens', status: 403}]});
    const one = session(site);
    const error = await failure(one.authorize(false));
    expect([error.code, error.status]).to.deep.equal(['records-unauthorized', 403]);
    expect(error.cure).to.contain('authorization');
    await site.rule({match: 'v1/tokens', body: token});
    expect(await one.authorize(false)).to.equal('Bearer t1');
  });

  for (const [what, rule] of [
    ['is broken', {status: 500}],
    ['cuts the line', {reset: true}],
  ] as const) {
    it(`tells of a server that ${what} as out of reach, and asks again later`, async () => {
      const site = await server();
      await site.rule({match: 'v1/me', ...rule});
      const one = session(site);
      expect((await failure(one.learner())).code).to.equal('records-unreachable');
      await site.heal();
      await site.rule({match: 'v1/me', body: {actor: token.actor, role: 'learner'}});
      expect(await one.learner()).to.deep.equal(token.actor);
    });
  }

  it('passes on what the page’s own function throws', async () => {
    const site = await server();
    const error = await failure(session(site, () => Promise.reject(new Error('signed out'))).authorize(false));
    expect(error.message).to.equal('signed out');
  });

  it('keeps the enrolment that the server named, for when it is away, and for that person alone', async () => {
    const site = await server();
    const progress = {version: '1', enrolled: '2026-01-10T09:00:00Z', lessons: {}};
    await site.rule({match: 'v1/progress', body: {courses: [{progress, timeZone: 'Europe/Madrid'}]}});
    const enrolment = {enrolled: '2026-01-10T09:00:00Z', timeZone: 'Europe/Madrid'};
    expect(await session(site).enrolment('https://acme.example/courses/a b')).to.deep.equal(enrolment);
    const [request] = await site.requests('v1/progress');
    expect(request!.headers['authorization']).to.equal('Bearer t1');
    expect(new URLSearchParams(request!.query).get('course')).to.equal('https://acme.example/courses/a b');

    await site.rule({match: 'v1/progress', status: 503});
    expect(await session(site).enrolment('https://acme.example/courses/a b')).to.deep.equal(enrolment);
    expect(await session(site).enrolment('https://acme.example/courses/other')).to.equal(undefined);
    await site.rule({
      match: 'v1/me',
      body: {actor: {account: {homePage: 'https://srv', name: 'ben'}}, role: 'learner'},
    });
    expect(await session(site).enrolment('https://acme.example/courses/a b')).to.equal(undefined);
  });
});
