// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries the stores.
import {expect} from '@open-wc/testing';
import {fixtureSite, nextEvent} from '@uggla/testing';
import type {UgglaErrorEvent, UgglaRecordEvent} from '../events.js';
import {lrs, makeStatement, newCourse, open, received} from './records.test.kit.js';

describe('Records', () => {
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
    const course = newCourse();
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
    expect((await site.requests('statements')).map(({headers}) => headers['authorization'])).to.deep.equal([
      'Bearer 1',
      'Bearer 2',
    ]);
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
    const [first, second, third, waiting] = [makeStatement(), makeStatement(), makeStatement(), makeStatement()];
    const site = await lrs();
    const page = {match: 'xapi/statements', method: 'GET', times: 1};
    await site.rule({...page, body: {statements: [third], more: ''}});
    await site.rule({...page, body: {statements: [second], more: '/somewhere/statements/more/3'}});
    await site.rule({...page, body: {statements: [first], more: '/somewhere/statements?cursor=2'}});
    await site.rule({match: 'statements', method: 'POST', status: 503});
    const records = await open({endpoint: site.url('xapi'), retryFirstMs: 60_000});
    await records.record(waiting);
    expect((await records.exportRecords()).map(({id}) => id)).to.have.members([
      first.id,
      second.id,
      third.id,
      waiting.id,
    ]);
    const pages = (await site.requests('statements')).filter(({method}) => method === 'GET');
    expect(new URLSearchParams(pages[0]!.query).get('related_activities')).to.equal('true');
    expect(pages[1]!.query).to.equal('?cursor=2');
    expect(pages[2]!.path).to.match(/xapi\/statements\/more\/3$/);
  });

  it('keeps local records here, and gives them out', async () => {
    const records = await open({records: 'auto'});
    expect(records.connections).to.deep.equal(['local']);
    const statement = makeStatement();
    await records.record(statement);
    await records.drained();
    expect(await records.exportRecords()).to.deep.equal([statement]);
  });
});
