// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries the stores.
import {expect} from '@open-wc/testing';
import {collectEvents, type FixtureSite, nextEvent, waitUntil} from '@uggla/testing';
import {newId, verbs, type CourseProgress} from '@uggla/protocol';
import type {UgglaErrorEvent, UgglaRecordEvent} from '../events.js';
import {openDatabase} from './database.js';
import type {RecordsSettings} from './open-records.js';
import {
  lena,
  makeStatement,
  newCourse,
  open,
  progress,
  received,
  serve,
  server,
  taken,
  token,
} from './records.test.kit.js';

/** One site is both receivers: our server keeps its records below `xapi/`, the other store has them at the site's root. */
const STORE = /^statements/;
const OURS = /^xapi\/statements/;

const both = async (): Promise<FixtureSite> => {
  const site = await server();
  await site.rule({match: STORE, method: 'POST', body: []});
  return site;
};
/** In how many outboxes a statement lies. */
const keptIn = async (id: string): Promise<number> => {
  const database = await openDatabase();
  const found = (await database.getAll('outbox')).filter((one) => one.id === id);
  database.close();
  return found.length;
};
const list = (site: FixtureSite, more: Partial<RecordsSettings> = {}) =>
  open({records: 'xapi server', endpoint: site.base, authorization: undefined, ...more});

describe('records="xapi server"', () => {
  it('sends each statement to both, once, under one id, and fires uggla-record once', async () => {
    const site = await both();
    const host = new EventTarget();
    const told = collectEvents<UgglaRecordEvent>(host, 'uggla-record');
    const records = await list(site, {host});
    const statements = [makeStatement(), makeStatement(verbs.completed)];
    for (const one of statements) await records.record(one);
    await records.drained();
    const ids = statements.map(({id}) => id);
    expect(await received(site, STORE)).to.deep.equal(ids);
    expect(await received(site, OURS)).to.deep.equal(ids);
    expect(told.map(({statement}) => statement.id)).to.deep.equal(ids);
    expect(records.connections).to.deep.equal(['xapi', 'server']);
  });

  it('tells each who the person is there; the first named says it to the page', async () => {
    const site = await both();
    const records = await list(site);
    expect(records.learner).to.deep.equal(lena);
    await records.record(makeStatement());
    await records.drained();
    expect((await taken(site, STORE)).map(({actor}) => actor)).to.deep.equal([lena]);
    expect((await taken(site, OURS)).map(({actor}) => actor)).to.deep.equal([token.actor]);
    expect((await list(site, {records: 'server xapi'})).learner).to.deep.equal(token.actor);
  });

  for (const [down, up] of [
    [OURS, STORE],
    [STORE, OURS],
  ] as const) {
    it(`goes on with the one while ${down === OURS ? 'our server' : 'the other store'} is down, and loses nothing for either`, async () => {
      const site = await both();
      const records = await list(site);
      await site.rule({match: down, method: 'POST', status: 503});
      const statements = [makeStatement(), makeStatement(), makeStatement()];
      for (const one of statements) await records.record(one);
      await site.seen(up, {count: 1, ended: 'done'});
      await site.seen(down, {count: 2}); // it was tried, and tried again
      expect([records.offline, await records.pending()]).to.deep.equal([true, 3]);
      await site.heal();
      await serve(site);
      await site.rule({match: STORE, method: 'POST', body: []});
      await records.drained();
      const ids = statements.map(({id}) => id);
      expect(await received(site, STORE)).to.deep.equal(ids);
      expect(await received(site, OURS)).to.deep.equal(ids);
      expect([records.offline, await records.pending()]).to.deep.equal([false, 0]);
    });
  }

  it('drains when the last of them has confirmed, not the first', async () => {
    const site = await both();
    await site.rule({match: OURS, method: 'POST', body: [], gate: 'slow'});
    const records = await list(site);
    await records.record(makeStatement());
    let isDrained = false;
    const drained = records.drained().then(() => (isDrained = true));
    await site.seen(STORE, {ended: 'done'});
    await site.seen(OURS);
    expect(isDrained).to.equal(false);
    await site.open('slow');
    await drained;
    expect(await records.pending()).to.equal(0);
  });

  it('sends the one that was down what an earlier visit left behind, and the other nothing again', async () => {
    const site = await both();
    await site.rule({match: OURS, method: 'POST', status: 503});
    const course = newCourse();
    const first = await list(site, {course});
    const statement = makeStatement();
    await first.record(statement);
    await site.seen(OURS, {ended: 'done'});
    await waitUntil(async () => (await keptIn(statement.id)) === 1, 'the store has confirmed it', {timeout: 15_000});
    first.close();
    await site.rule({match: OURS, method: 'POST', body: []});
    await (await list(site, {course})).drained();
    expect(await received(site, OURS)).to.deep.equal([statement.id]);
    expect(await received(site, STORE)).to.deep.equal([statement.id]);
  });

  it('keeps a statement that one refuses aside for that one alone', async () => {
    const site = await both();
    await site.rule({match: OURS, method: 'POST', status: 400, body: {title: 'Not so'}});
    const host = new EventTarget();
    const failed = nextEvent<UgglaErrorEvent>(host, 'uggla-error');
    const records = await list(site, {host});
    const statement = makeStatement();
    await records.record(statement);
    expect((await failed).error.code).to.equal('record-refused');
    await records.drained();
    expect(await received(site, STORE)).to.deep.equal([statement.id]);
    expect((await records.exportRecords()).map(({id}) => id)).to.deep.equal([statement.id]);
  });

  it('exports each statement once, whichever receiver has it', async () => {
    const site = await both();
    const [there, elsewhere] = [makeStatement(), makeStatement()];
    await site.rule(
      {match: STORE, method: 'GET', body: {statements: [there], more: ''}},
      {match: OURS, method: 'GET', body: {statements: [there, elsewhere], more: ''}},
    );
    expect((await (await list(site)).exportRecords()).map(({id}) => id)).to.have.members([there.id, elsewhere.id]);
  });

  it('makes one of the progress that both know, and saves it to both', async () => {
    const site = await both();
    const state = (lessons: CourseProgress['lessons']): CourseProgress => ({...progress(0), lessons});
    await site.rule(
      {match: /^activities\/state/, method: 'GET', body: state({a: {seconds: 4}}), headers: {etag: '"1"'}},
      {match: /^xapi\/activities\/state/, method: 'GET', body: state({b: {seconds: 6}}), headers: {etag: '"2"'}},
      {match: 'activities/state', method: 'PUT', status: 204},
    );
    const records = await list(site);
    const known = await records.loadProgress();
    expect(known?.lessons).to.deep.equal({a: {seconds: 4}, b: {seconds: 6}});
    await records.saveProgress({...known!, lesson: 'b'});
    await records.drained();
    const puts = (await site.requests('activities/state')).filter(({method}) => method === 'PUT');
    expect(puts.map(({headers}) => headers['if-match'])).to.have.members(['"1"', '"2"']);
    for (const {body} of puts) expect((JSON.parse(body) as CourseProgress).lesson).to.equal('b');
  });

  it('knows the progress of the one while the other cannot be reached', async () => {
    const site = await both();
    await site.rule(
      {match: /^activities\/state/, method: 'GET', body: progress(8), headers: {etag: '"1"'}},
      {match: /^xapi\/activities\/state/, status: 503},
    );
    expect((await (await list(site)).loadProgress())?.lessons['a']?.seconds).to.equal(8);
  });

  it('gives the header of the receiver that is asked for', async () => {
    const site = await both();
    const records = await list(site);
    expect(await records.authorization('server')).to.equal('Bearer t1');
    expect(await records.authorization('xapi')).to.equal(undefined);
    expect(await records.authorization('local')).to.equal(undefined);
  });
});

describe('a list in records', () => {
  it('keeps everything in this browser too when local is in it', async () => {
    const site = await server();
    const records = await open({records: 'server local', endpoint: site.base, authorization: undefined});
    const statement = makeStatement();
    await records.record(statement);
    await records.drained();
    await site.rule({match: OURS, method: 'GET', status: 503});
    expect(await received(site, OURS)).to.deep.equal([statement.id]);
    expect((await records.exportRecords()).map(({id}) => id)).to.deep.equal([statement.id]);
  });

  it('may name one twice, as auto and by name, with any spaces: it gets everything once', async () => {
    const site = await server();
    const records = await open({records: '  auto\n server\tserver ', endpoint: site.base, authorization: undefined});
    expect(records.connections).to.deep.equal(['server']);
  });

  it('is auto when it names nothing', async () => {
    expect((await open({records: '  '})).connections).to.deep.equal(['local']);
  });

  it('is refused whole when one name is unknown, before anybody is asked anything', async () => {
    const site = await server();
    for (const records of ['scorm server', 'server scorm', 'server none', 'server,local']) {
      const error = await open({records, endpoint: site.base, authorization: undefined}).then(
        () => undefined,
        (caught: {code: string; message: string; cure: string}) => caught,
      );
      expect(error?.code, records).to.equal('records-unsupported');
      expect(error?.cure, records).to.match(/none/);
    }
    expect(await site.requests()).to.have.length(0);
  });

  it('is refused whole when one of it lacks what it needs', async () => {
    const site = await both();
    const error = await list(site, {learner: undefined}).then(
      () => undefined,
      (caught: {code: string}) => caught,
    );
    expect(error?.code).to.equal('records-learner-missing');
  });

  it('puts a statement into all outboxes or into none', async () => {
    const records = await open({records: 'local xapi', endpoint: 'https://lrs.invalid', retryFirstMs: 60_000});
    const whole = makeStatement();
    await records.record(whole);
    // What cannot be stored (a function in an extension of the page's own) is stored nowhere.
    const broken = {...makeStatement(), id: newId(), result: {extensions: {'https://x.example': () => 1}}};
    const failed = await records.record(broken).then(
      () => undefined,
      (error: Error) => error.name,
    );
    expect(failed).to.be.a('string');
    expect([await keptIn(whole.id), await keptIn(broken.id)]).to.deep.equal([2, 0]);
  });
});
