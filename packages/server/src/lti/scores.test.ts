import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import {join} from 'node:path';
import {verbs, type MeAnswer, type Statement} from '@uggla/protocol';
import {openApp, type TestApp} from '../support/app.test.util.js';
import {campusJson, courseId, publishedCampus, temporaryFolder, writeFiles} from '../support/campus.test.util.js';
import {enter, TestPlatform} from '../support/lti.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {scoresAddress} from './scores.js';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
/** A course of texts alone. */
const texts = 'https://campus.example/courses/texts';

let platform: TestPlatform;
let root: string;
let app: TestApp | undefined;
before(async () => {
  root = await publishedCampus();
  writeFiles(root, {
    'campus.json': campusJson(['ergonomia', 'texts'], {languages: ['es']}),
    'courses/texts/course.json': JSON.stringify({
      id: texts,
      version: '1',
      languages: ['es'],
      title: 'Textos',
      items: ['one', 'two'].map((id) => ({
        id,
        kind: 'article',
        title: id,
        content: {es: 'x.json'},
        complete: {viewed: true},
      })),
    }),
  });
});
beforeEach(async () => {
  platform = new TestPlatform();
  await platform.open();
});
after(() => app?.close());

/** A server that looks at scores at once, on a store of its own or on one that is there. */
async function open(dataDir = ':memory:'): Promise<TestApp> {
  await app?.close();
  app = await openApp({root, dataDir, lti: [platform.registration()], limits: {scoreDelayMs: 0}});
  await platform.know(app);
  return app;
}

type Entered = Awaited<ReturnType<typeof enter>>;

const inTexts = {[`${lti}/custom`]: {course: texts}};

/** Records that a text was read. */
async function read(server: TestApp, {headers}: Entered, id: string): Promise<Statement> {
  const {actor} = (await (await server.send('GET', '/v1/me', {headers})).json()) as MeAnswer;
  const statement = statementOf(actor, {
    verb: verbs.completed,
    object: {id: `${texts}/${id}`},
    context: {contextActivities: {grouping: [{id: texts}]}},
  });
  assert.equal((await server.send('POST', '/xapi/statements', {headers, body: statement})).status, 200);
  return statement;
}

/** Answers one question of the quiz, and records it as the page does. */
async function answer(server: TestApp, {headers}: Entered, attempt: string, question: string, response: unknown) {
  const body = {course: courseId, item: 'prueba', question, response, attempt};
  const graded = await server.send('POST', '/v1/grade', {headers, body});
  assert.equal(graded.status, 200, await graded.clone().text());
  const {actor} = (await (await server.send('GET', '/v1/me', {headers})).json()) as MeAnswer;
  const statement = statementOf(actor, {
    verb: verbs.answered,
    object: {id: `${courseId}/prueba`},
    context: {contextActivities: {grouping: [{id: courseId}]}},
  });
  assert.equal((await server.send('POST', '/xapi/statements', {headers, body: statement})).status, 200);
}

describe('the score of a course', () => {
  it('goes to the gradebook once, when the course is complete', async () => {
    const server = await open();
    const ana = await enter(server, platform, inTexts);
    await read(server, ana, 'one');
    await server.services.lti!.scores.run();
    assert.deepEqual(platform.scores, [], 'half of it is no score');
    await read(server, ana, 'two');
    const [score] = await platform.scored(1);
    const {timestamp, ...told} = score!;
    assert.deepEqual(told, {
      lineItem: `${platform.url}/lineitems/5?type_id=2`,
      scoreGiven: 100,
      scoreMaximum: 100,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      userId: 'u-7',
    });
    assert.match(timestamp, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    await read(server, ana, 'two');
    await enter(server, platform, inTexts);
    await server.services.lti!.scores.run();
    assert.equal(platform.scores.length, 1, 'looked at again, opened again: nothing new is said');
  });

  it('goes there again for a better one, never for a worse one', async () => {
    const server = await open();
    const ana = await enter(server, platform);
    await answer(server, ana, 'a-1', 'altura', ['b']);
    await answer(server, ana, 'a-1', 'pausa', false);
    await platform.scored(1);
    await answer(server, ana, 'a-2', 'altura', ['b']);
    await answer(server, ana, 'a-2', 'pausa', true);
    const scores = await platform.scored(2);
    await server.services.lti!.scores.run();
    assert.deepEqual(
      scores.map(({scoreGiven, activityProgress, gradingProgress}) => [scoreGiven, activityProgress, gradingProgress]),
      [
        [33.33, 'InProgress', 'FullyGraded'],
        [100, 'InProgress', 'FullyGraded'],
      ],
    );
    assert.equal(platform.tokens.length, 1, 'one token serves for both');
  });

  it('waits while the platform is away, and is said once when it is back', async () => {
    const server = await open();
    const ana = await enter(server, platform, inTexts);
    platform.broken = 503;
    await read(server, ana, 'one');
    await read(server, ana, 'two');
    await platform.asked(1);
    const {scores} = server.services.lti!;
    await scores.run();
    platform.broken = undefined;
    await scores.run();
    assert.deepEqual(platform.scores, [], 'its time has not come');
    await scores.run(new Date(Date.now() + 60_000));
    await scores.run(new Date(Date.now() + 3_600_000));
    assert.equal(platform.scores.length, 1);
    assert.match(server.lines.join('\n'), /did not take the score of u-7: .*503.*; next try in 10 s/);
  });

  it('survives the end of the server, and is said once by the next one', async () => {
    const dataDir = temporaryFolder();
    const first = await open(join(dataDir, 'store'));
    const ana = await enter(first, platform, inTexts);
    platform.broken = 502;
    await read(first, ana, 'one');
    await read(first, ana, 'two');
    await platform.asked(1);
    await first.close();
    platform.broken = undefined;
    const second = await open(join(dataDir, 'store'));
    assert.equal((await platform.scored(1)).length, 1);
    await second.services.lti!.scores.run();
    const third = await open(join(dataDir, 'store'));
    await third.services.lti!.scores.start();
    assert.equal(platform.scores.length, 1);
  });

  it('is found by the next start when the server ended before it looked', async () => {
    const dataDir = join(temporaryFolder(), 'store');
    app = await openApp({root, dataDir, lti: [platform.registration()], limits: {scoreDelayMs: 600_000}});
    await platform.know(app);
    const ana = await enter(app, platform, inTexts);
    await read(app, ana, 'one');
    await read(app, ana, 'two');
    await open(dataDir);
    assert.equal((await platform.scored(1)).length, 1);
  });

  it('is said anew to a gradebook whose clock goes before ours, and given up on one that says no', async () => {
    const server = await open();
    const {scores} = server.services.lti!;
    const ana = await enter(server, platform, inTexts);
    platform.broken = 409;
    await read(server, ana, 'one');
    await read(server, ana, 'two');
    await platform.asked(1);
    await scores.run();
    platform.broken = undefined;
    await scores.run(new Date(Date.now() + 60_000));
    assert.equal(platform.scores.length, 1);

    const ben = await enter(server, platform, {...inTexts, sub: 'u-8'});
    platform.broken = 404;
    await read(server, ben, 'one');
    await read(server, ben, 'two');
    for (let day = 0; day < 12; day++) await scores.run(new Date(Date.now() + day * 86_400_000));
    assert.match(server.lines.at(-1)!, /u-8.*404.*not tried again before the next launch/);
    platform.broken = undefined;
    await enter(server, platform, {...inTexts, sub: 'u-8'});
    assert.deepEqual(
      (await platform.scored(2)).map(({userId}) => userId),
      ['u-7', 'u-8'],
    );
  });

  it('is nobody’s who teaches, and is asked for by no link without a column', async () => {
    const server = await open();
    const rosa = await enter(server, platform, platform.teacher(inTexts));
    const sub = {...inTexts, sub: 'u-9', 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': undefined};
    for (const one of [rosa, await enter(server, platform, sub)]) {
      await read(server, one, 'one');
      await read(server, one, 'two');
    }
    await server.services.lti!.scores.run();
    assert.deepEqual([platform.scores, platform.tokens], [[], []]);
  });

  it('goes with the person when they are erased', async () => {
    const server = await open();
    const ana = await enter(server, platform, inTexts);
    await read(server, ana, 'one');
    const admin = await server.visitor('admin');
    const path = `/v1/people/u-7?homePage=${encodeURIComponent(platform.url)}`;
    assert.equal((await server.send('DELETE', path, {headers: admin.headers})).status, 200);
    for (const table of ['lti_scores', 'lti_visits'] as const)
      assert.deepEqual(await server.services.store.db.selectFrom(table).select('actor').execute(), []);
  });
});

describe('scoresAddress', () => {
  it('stands below the column, before its query', () => {
    assert.equal(
      scoresAddress('https://lms.example/2/lineitems/5/lineitem?type_id=1'),
      'https://lms.example/2/lineitems/5/lineitem/scores?type_id=1',
    );
    assert.equal(scoresAddress('https://lms.example/lineitem/'), 'https://lms.example/lineitem/scores');
  });
});
