import {expect} from '@open-wc/testing';
import {collectEvents, fixtureSite, nextEvent} from '@uggla/testing';
import type {Statement} from '@uggla/protocol';
import type {UgglaErrorEvent} from '../events.js';
import {openDatabase} from './database.js';
import {openRecords, type RecordsSettings} from './open-records.js';
import {makeStatement, newCourse, open, serve, server, token} from './records.test.kit.js';

describe('openRecords', () => {
  it('takes our server when an endpoint is set, and is told by it who is there', async () => {
    const site = await server();
    const records = await open({records: 'auto', endpoint: site.base, learner: undefined, authorization: undefined});
    expect(records.connections).to.deep.equal(['server']);
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
    const course = newCourse();
    const settings = {
      records: 'server',
      endpoint: site.base,
      learner: undefined,
      authorization: undefined,
      course,
      retryFirstMs: 60_000,
    };
    const before = await open(settings);
    const statement = {...makeStatement(), actor: before.learner};
    await before.record(statement);
    before.close();
    await site.heal();
    await serve(site);
    await (await open(settings)).drained();
    const [seen] = (await site.requests('statements')).filter(({status}) => status === 200);
    const [sent] = JSON.parse(seen!.body) as Statement[];
    expect([sent!.id, sent!.actor]).to.deep.equal([statement.id, token.actor]);
  });

  it('goes on without a server that takes the request and never answers', async () => {
    const site = await fixtureSite({rules: [{hang: true}]});
    const later = globalThis.setTimeout;
    Object.assign(globalThis, {setTimeout: (act: () => void, ms: number) => later(act, ms === 10_000 ? 300 : ms)}); // its patience
    const records = await open({
      records: 'server',
      endpoint: site.base,
      learner: undefined,
      authorization: undefined,
      retryFirstMs: 60_000,
    }).finally(() => Object.assign(globalThis, {setTimeout: later}));
    expect(records.learner.account?.homePage).to.equal(location.origin);
    expect(await site.requests('v1/tokens')).to.have.length(1);
  });

  it('refuses a connection that it has not, or that lacks what it needs, with a code', async () => {
    const code = (settings: Partial<RecordsSettings>) =>
      open(settings).then(
        () => 'opened',
        (error: {code: string}) => error.code,
      );
    expect(await code({records: 'scorm'})).to.equal('records-unsupported');
    expect(await code({records: 'server', endpoint: ''})).to.equal('records-endpoint-missing');
    expect(await code({records: 'xapi', endpoint: 'https://lrs.example', learner: undefined})).to.equal(
      'records-learner-missing',
    );
  });

  it('records nothing for "none"', async () => {
    const database = await openDatabase();
    const before = await database.count('outbox');
    expect(
      await openRecords({
        course: 'x',
        records: 'none',
        endpoint: '',
        learner: undefined,
        authorization: undefined,
        host: new EventTarget(),
      }),
    ).to.equal(undefined);
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
