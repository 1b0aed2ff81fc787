// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries the stores.
import {expect} from '@open-wc/testing';
import {launchCmi5, type Cmi5Session, type Cmi5Settings} from '@uggla/testing';
import {mergeCourseProgress, type Lesson, type Statement} from '@uggla/protocol';
import {enrolled, maker, progress, sample, seen} from '../scorm/scorm.test.kit.js';
import {Cmi5Connection} from './cmi5-connection.js';
import {readLaunch} from './launch.js';

const connect = (launched: Cmi5Session): Cmi5Connection => new Cmi5Connection(readLaunch(launched.query)!, sample());
const open = async (settings: Cmi5Settings = {}) => {
  const launched = await launchCmi5(settings);
  return {launched, connection: connect(launched)};
};
const save = (connection: Cmi5Connection, kept: ReturnType<typeof progress>) =>
  connection.save('', kept, mergeCourseProgress);
const verbs = async (launched: Cmi5Session): Promise<string[]> =>
  (await launched.log()).statements.map(({verb}) => verb.id.split('/').pop()!);
const code = (work: Promise<unknown>) =>
  work.then(
    () => '',
    (error: {code: string}) => error.code,
  );
const passed = {...seen, score: 0.9, attempts: 1, passed: true, viewed: true};
const failed = {score: 0.5, attempts: 2, passed: false, viewed: true, changed: enrolled};
const courseOf = (statement: Statement): Statement => ({...statement, object: {id: sample().id}});

describe('Cmi5Connection', () => {
  it('says what cmi5 wants to hear, in its order, and breaks none of its rules', async () => {
    const {launched, connection} = await open();
    const made = maker();
    const lesson = sample().items[0] as Lesson;
    expect((await connection.learner()).account?.name).to.equal('ana-7');
    const {confirmed, refused} = await connection.send([
      courseOf(made.initialized()),
      made.initialized(lesson),
      made.completed(lesson, 4),
      courseOf(made.completed(undefined, 9)),
      made.terminated(lesson, 9),
      courseOf(made.terminated(undefined, 9)),
    ]);
    expect([confirmed.length, refused]).to.deep.equal([6, []]);
    await save(connection, progress({hello: seen, values: seen, test: passed}, enrolled));
    await connection.leave();
    const log = await launched.log();
    expect(log.refused).to.deep.equal([]);
    expect(await verbs(launched)).to.deep.equal([
      'initialized',
      'initialized',
      'completed',
      'completed',
      'terminated',
      'passed',
      'terminated',
    ]);
    expect(log.isEnded).to.equal(true);
    expect(log.statements.at(-2)!.result?.score?.scaled).to.equal(0.9);
    expect(
      log.statements.every(
        ({object}) => object.id === 'https://lms.example/units/1' || object.id === `${sample().id}/hello`,
      ),
    ).to.equal(true);
  });

  it('asks for the token once: a reload takes it from the tab, a second tab is sent back to the LMS', async () => {
    const {launched, connection} = await open();
    await connection.send([maker().initialized(sample().items[0] as Lesson)]);
    await connect(launched).send([maker().initialized(sample().items[1] as Lesson)]);
    expect((await launched.log()).refused).to.deep.equal([]);
    const [{fetch: address}] = [readLaunch(launched.query)!];
    sessionStorage.removeItem(`uggla cmi5 ${address}`);
    const elsewhere = readLaunch(launched.query.replace('fetch=', 'fetch=').replace('%2Ffetch', '%2Ffetch%23tab2'))!;
    expect(await code(new Cmi5Connection(elsewhere, sample()).learner())).to.equal('records-launch-spent');
  });

  it('goes on in the next session of the registration, and says completed and passed once', async () => {
    const first = await open();
    const whole = {...progress({hello: seen, values: seen, test: passed}, enrolled), lesson: 'test'};
    await save(first.connection, whole);
    await first.connection.send([courseOf(maker().completed(undefined, 9))]);
    await first.connection.leave();
    const next = await open({registration: first.launched.registration});
    const loaded = await next.connection.load('');
    expect([loaded.lesson, loaded.completed, loaded.registration]).to.deep.equal([
      'test',
      enrolled,
      first.launched.registration,
    ]);
    await next.connection.send([courseOf(maker().completed(undefined, 2))]);
    await save(next.connection, whole);
    await next.connection.leave();
    expect((await next.launched.log()).refused).to.deep.equal([]);
    expect((await verbs(next.launched)).sort()).to.deep.equal([
      'completed',
      'initialized',
      'initialized',
      'passed',
      'terminated',
      'terminated',
    ]);
  });

  it('goes by the mastery score of the LMS', async () => {
    const high = await open({masteryScore: 0.95});
    await save(high.connection, progress({hello: seen, values: seen, test: passed}, enrolled));
    expect(await verbs(high.launched)).to.deep.equal(['initialized', 'failed']);
    const low = await open({masteryScore: 0.4});
    await save(low.connection, progress({test: failed}));
    expect(await verbs(low.launched)).to.deep.equal(['initialized', 'passed']);
    for (const {launched} of [high, low]) expect((await launched.log()).refused).to.deep.equal([]);
  });

  it('says failed when the attempts are used up, and passed after it when another try was given', async () => {
    const {launched, connection} = await open();
    await save(connection, progress({test: failed}));
    await save(connection, progress({test: {...failed, seconds: 3}}));
    await save(connection, progress({test: passed}));
    await save(connection, progress({test: failed}));
    expect(await verbs(launched)).to.deep.equal(['initialized', 'failed', 'passed']);
    expect((await launched.log()).refused).to.deep.equal([]);
  });

  for (const launchMode of ['Browse', 'Review'] as const) {
    it(`begins and ends in mode ${launchMode}, and says nothing else of the course`, async () => {
      const {launched, connection} = await open({launchMode});
      await connection.learner();
      expect(connection.mode).to.equal(launchMode.toLowerCase());
      await connection.send([courseOf(maker().initialized()), courseOf(maker().completed(undefined, 1))]);
      await save(connection, progress({hello: seen, values: seen, test: passed}, enrolled));
      await connection.leave();
      expect(await verbs(launched)).to.deep.equal(['initialized', 'terminated']);
      expect((await launched.log()).documents).to.deep.equal([]);
    });
  }

  it('ends with the page, which waits for nothing: the progress and the last word are on their way', async () => {
    const {launched, connection} = await open();
    await connection.send([maker().initialized(sample().items[0] as Lesson)]);
    connection.keep({...progress({hello: seen}), lesson: 'values'});
    dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
    expect((await launched.log()).isEnded, 'a page that may come back').to.equal(false);
    dispatchEvent(new PageTransitionEvent('pagehide'));
    dispatchEvent(new PageTransitionEvent('pagehide'));
    for (let tried = 0; tried < 100 && !(await launched.log()).isEnded; tried++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await verbs(launched)).to.deep.equal(['initialized', 'initialized', 'terminated']);
    const next = await open({registration: launched.registration});
    expect((await next.connection.load('')).lesson).to.equal('values');
    expect(await code(connect(launched).send([maker().initialized()])), 'a reload after the end').to.equal(
      'records-launch-spent',
    );
  });

  for (const key of [{key: 'F5'}, {key: 'r', ctrlKey: true}, {key: 'R', metaKey: true, shiftKey: true}]) {
    it(`goes on after a reload by ${Object.keys(key).slice(1).join('+')} ${key.key}, and its end is said at the end`, async () => {
      const {launched, connection} = await open();
      await connection.send([maker().initialized(sample().items[0] as Lesson)]);
      connection.keep({...progress({hello: seen}), lesson: 'values'});
      dispatchEvent(new KeyboardEvent('keydown', key));
      dispatchEvent(new PageTransitionEvent('pagehide'));
      const again = connect(launched);
      await again.send([maker().completed(sample().items[0] as Lesson, 3)]);
      expect(await verbs(launched)).to.deep.equal(['initialized', 'initialized', 'completed']);
      await again.leave();
      expect((await verbs(launched)).at(-1)).to.equal('terminated');
    });
  }

  it('is no delivery while the LMS is away; what waited is sent in the next session', async () => {
    const first = await open();
    await first.connection.learner();
    await first.launched.down(true);
    const statement = maker().completed(sample().items[0] as Lesson, 3);
    expect(await code(first.connection.send([statement]))).to.equal('records-unreachable');
    const next = await open({registration: first.launched.registration});
    expect((await next.connection.send([statement])).confirmed).to.deep.equal([statement.id]);
    expect((await next.launched.log()).refused).to.deep.equal([]);
  });

  it('goes back where the LMS says, and nowhere but to a web address', async () => {
    for (const [returnURL, exit] of [
      ['https://lms.example/back', 'https://lms.example/back'],
      ['javascript:alert(1)', undefined],
      ['/back', undefined],
    ] as const) {
      const {connection} = await open({returnURL});
      await connection.learner();
      expect(connection.exit).to.equal(exit);
    }
  });
});

describe('readLaunch', () => {
  it('takes a whole launch, and no half or foreign one', async () => {
    const {query} = await launchCmi5();
    expect(readLaunch(query)?.activityId).to.equal('https://lms.example/units/1');
    for (const name of ['endpoint', 'fetch', 'registration', 'activityId', 'actor']) {
      const half = new URLSearchParams(query);
      half.delete(name);
      expect(readLaunch(`?${half}`), name).to.equal(undefined);
    }
    const odd = (name: string, value: string) =>
      readLaunch(`?${new URLSearchParams({...Object.fromEntries(new URLSearchParams(query)), [name]: value})}`);
    expect(odd('actor', '{"mbox":"mailto:a@b"}')).to.equal(undefined);
    expect(odd('actor', '{')).to.equal(undefined);
    expect(odd('fetch', 'javascript:1')).to.equal(undefined);
  });
});
