import {aTimeout, expect} from '@open-wc/testing';
import {collectEvents, nextEvent, randomOf, waitUntil} from '@uggla/testing';
import {verbs} from '@uggla/protocol';
import type {UgglaErrorEvent, UgglaRecordEvent} from '../events.js';
import {openRecords} from './open-records.js';
import {lena, lrs, makeStatement, newCourse, open, received} from './records.test.kit.js';

const POST = {match: 'statements', method: 'POST'} as const;

describe('the outbox', () => {
  it('of two tabs is one: each statement reaches the receiver once, in the order in which it was made', async () => {
    const site = await lrs();
    await site.rule({...POST, body: [], gate: 'first', times: 1});
    const course = newCourse();
    const tabs = [await open({endpoint: site.url('xapi'), course}), await open({endpoint: site.url('xapi'), course})];
    const statements = Array.from({length: 6}, () => makeStatement());
    for (const [at, one] of statements.entries()) {
      await tabs[at % 2]!.record(one);
      await aTimeout(2); // tabs share a clock of milliseconds, no more
    }
    await site.open('first');
    await Promise.all(tabs.map((tab) => tab.drained()));
    expect(await received(site)).to.deep.equal(statements.map(({id}) => id));
    expect(await tabs[0]!.pending()).to.equal(0);
  });

  it('sends what a closed tab left from another tab that is open', async () => {
    const site = await lrs();
    await site.rule({...POST, status: 503});
    const course = newCourse();
    const [gone, stays] = [
      await open({endpoint: site.url('xapi'), course}),
      await open({endpoint: site.url('xapi'), course}),
    ];
    const statement = makeStatement();
    await gone.record(statement);
    gone.close();
    await site.heal();
    await site.rule({...POST, body: []});
    await stays.drained();
    expect(await received(site)).to.deep.equal([statement.id]);
  });

  it('keeps the order of a hundred statements, in requests of fifty', async () => {
    const site = await lrs();
    await site.rule({...POST, status: 503, times: 1});
    const records = await open({endpoint: site.url('xapi')});
    const statements = Array.from({length: 110}, (_, at) =>
      makeStatement(at % 10 === 0 ? verbs.completed : verbs.experienced),
    );
    await Promise.all(statements.map((one) => records.record(one)));
    await records.drained();
    expect(await received(site)).to.deep.equal(statements.map(({id}) => id));
    for (const {body} of await site.requests('statements'))
      expect((JSON.parse(body) as unknown[]).length).to.be.at.most(50);
  });

  it('holds a statement that is recorded twice once', async () => {
    const site = await lrs();
    await site.rule({...POST, status: 503});
    const records = await open({endpoint: site.url('xapi'), retryFirstMs: 60_000});
    const statement = makeStatement();
    await records.record(statement);
    await records.record(statement);
    expect(await records.pending()).to.equal(1);
  });

  it('doubles nothing when the receiver was killed after it had stored the statement', async () => {
    const site = await lrs();
    // It takes the statements and dies before it can say so; on the second try it knows them already.
    await site.rule({...POST, status: 409}, {...POST, reset: true, times: 2});
    const records = await open({endpoint: site.url('xapi')});
    await records.record(makeStatement());
    await records.drained();
    expect(await records.pending()).to.equal(0);
    expect(records.offline).to.equal(false);
  });

  for (const status of [400, 403, 413]) {
    it(`sets aside what is refused with ${status} for good, tells why and what to do, and does not ask again`, async () => {
      const site = await lrs();
      await site.rule({...POST, status, body: {title: 'Not here'}});
      const host = new EventTarget();
      const failed = nextEvent<UgglaErrorEvent>(host, 'uggla-error');
      const course = newCourse();
      const records = await open({endpoint: site.url('xapi'), host, course});
      const statement = makeStatement();
      await records.record(statement);
      const {error} = await failed;
      expect([error.code, error.status]).to.deep.equal(['record-refused', status]);
      expect(error.message).to.contain('Not here');
      expect(error.cure).to.contain('exportRecords()');
      await records.drained();
      records.close();
      const again = await open({endpoint: site.url('xapi'), course});
      await again.drained();
      expect(await site.requests('statements')).to.have.length(1);
      expect((await again.exportRecords()).map(({id}) => id)).to.deep.equal([statement.id]);
    });
  }

  for (const status of [404, 405, 408, 429, 500, 502, 503]) {
    it(`keeps what is answered with ${status}, and tries again`, async () => {
      const site = await lrs();
      await site.rule({...POST, status, times: 2});
      const records = await open({endpoint: site.url('xapi')});
      const statement = makeStatement();
      await records.record(statement);
      await records.drained();
      expect(await received(site)).to.deep.equal([statement.id]);
    });
  }

  it('sends at once when the network says that it is back', async () => {
    const site = await lrs();
    await site.rule({...POST, status: 503, times: 1});
    const records = await open({endpoint: site.url('xapi'), retryFirstMs: 600_000});
    await records.record(makeStatement());
    await waitUntil(() => records.offline, 'it failed', {timeout: 15_000});
    dispatchEvent(new Event('online'));
    await site.seen('statements', {count: 2, ended: 'done'});
    await records.drained();
    expect(records.offline).to.equal(false);
  });

  it('loses nothing and sends nothing again that was confirmed, in 50 random visits with spells of trouble and closed tabs', async () => {
    const site = await lrs();
    const runs: {seed: number; safe: string[]}[] = [];
    for (let seed = 1; seed <= 50; seed++) {
      const random = randomOf(seed);
      const settings = {endpoint: site.url('xapi'), course: newCourse()};
      const tabs = [await open(settings)];
      const safe: string[] = [];
      for (let step = 0; step < 3; step++) {
        const tab = tabs[Math.floor(random() * tabs.length)]!;
        await Promise.all(
          Array.from({length: 1 + Math.floor(random() * 4)}, async () => {
            const statement = makeStatement(random() < 0.3 ? verbs.completed : verbs.experienced);
            await tab.record(statement);
            safe.push(statement.id);
          }),
        );
        const what = random();
        const trouble = [{status: 503}, {status: 429}, {reset: true}][Math.floor(random() * 3)]!;
        if (what < 0.5) await site.rule({...POST, body: [], ...trouble, times: 1 + Math.floor(random() * 2)});
        else if (what < 0.75) tabs.splice(tabs.indexOf(tab), 1)[0]!.close(); // as a reload, where it was the only one
        if (tabs.length === 0 || what >= 0.75) tabs.push(await open(settings));
      }
      await site.rule({...POST, body: []});
      const last = await open(settings);
      await last.drained();
      expect(await last.pending(), `seed ${seed}: some still wait`).to.equal(0);
      for (const tab of [...tabs, last]) tab.close();
      runs.push({seed, safe});
    }
    const confirmed = await received(site);
    for (const {seed, safe} of runs)
      for (const id of safe)
        expect(
          confirmed.filter((one) => one === id),
          `seed ${seed}: ${id}`,
        ).to.have.length(1);
  });

  it('of one course is not touched by another', async () => {
    const site = await lrs();
    await site.rule({...POST, status: 503});
    const [one, other] = [
      await open({endpoint: site.url('xapi'), retryFirstMs: 60_000}),
      await open({endpoint: site.url('xapi'), retryFirstMs: 60_000}),
    ];
    await one.record(makeStatement());
    expect([await one.pending(), await other.pending()]).to.deep.equal([1, 0]);
    await other.drained();
  });

  it('lets nobody wait who has closed it', async () => {
    const site = await lrs();
    await site.rule({...POST, hang: true});
    const records = await open({endpoint: site.url('xapi')});
    await records.record(makeStatement());
    await site.seen('statements');
    const drained = records.drained();
    records.close();
    await drained;
    expect(await records.pending()).to.equal(1);
  });
});

describe('a browser that stores nothing', () => {
  const fails = async (
    prototype: object,
    name: string,
    error: Error,
    work: () => Promise<unknown>,
  ): Promise<{code: string; cure: string; message: string}> => {
    const own = Object.getOwnPropertyDescriptor(prototype, name)!;
    Object.defineProperty(prototype, name, {
      ...own,
      value: () => {
        throw error;
      },
    });
    try {
      return await work().then(
        () => expect.fail('it was stored'),
        (caught: {code: string; cure: string; message: string}) => caught,
      );
    } finally {
      Object.defineProperty(prototype, name, own);
    }
  };

  it('for want of space is told with a code and a cure; nothing is said to be recorded, and it goes on when there is space', async () => {
    const host = new EventTarget();
    const told = collectEvents<UgglaRecordEvent>(host, 'uggla-record');
    const records = await open({records: 'local', host});
    const full = new DOMException('full', 'QuotaExceededError');
    const error = await fails(IDBObjectStore.prototype, 'put', full, () => records.record(makeStatement()));
    expect(error.code).to.equal('records-storage-unavailable');
    expect(error.message).to.contain('QuotaExceededError');
    expect(error.cure).to.contain('space');
    expect(told).to.have.length(0);
    await records.record(makeStatement());
    expect(told).to.have.length(1);
  });

  it('for a want of transactions is told the same way', async () => {
    const records = await open({records: 'local'});
    const error = await fails(
      IDBDatabase.prototype,
      'transaction',
      new DOMException('closed', 'InvalidStateError'),
      () => records.record(makeStatement()),
    );
    expect(error.code).to.equal('records-storage-unavailable');
  });

  it('is no hindrance where nothing is to be recorded', async () => {
    expect(
      await openRecords({
        course: 'x',
        records: 'none',
        endpoint: '',
        learner: lena,
        authorization: undefined,
        host: new EventTarget(),
      }),
    ).to.equal(undefined);
  });
});
