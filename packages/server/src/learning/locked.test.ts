import assert from 'node:assert/strict';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {
  StatementMaker,
  type Course,
  type CourseState,
  type Lesson,
  type MeAnswer,
  type Statement,
} from '@uggla/protocol';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {campusJson, temporaryFolder, writeFiles} from '../support/campus.test.util.js';
import type {Enrolment} from './enrolment.js';

const id = 'https://campus.example/courses/year';
const question = {id: 'one', type: 'truefalse', text: '?'};
const course = {
  id,
  version: '1',
  languages: ['en'],
  title: 'Year',
  items: [
    {id: 'film', kind: 'video', title: 'Film', media: '../../media/film/media.json'},
    {id: 'text', kind: 'article', title: 'Text', content: {en: 'text.json'}},
    {
      id: 'second',
      kind: 'block',
      title: 'Second month',
      unlock: {at: 'P1M'},
      items: [{id: 'later', kind: 'quiz', title: 'Later', mastery: 1, questions: [question]}],
    },
    {id: 'after', kind: 'quiz', title: 'After', mastery: 1, unlock: {after: ['text']}, questions: [question]},
    {id: 'over', kind: 'quiz', title: 'Over', unlock: {until: '2020-01-01'}, questions: [question]},
    {id: 'sales', kind: 'quiz', title: 'Sales', unlock: {group: 'sales'}, questions: [question]},
  ],
} as unknown as Course;
const lesson = (name: string) => course.items.find((one) => one.id === name) as Lesson;

let app: TestApp;
let boss: Visitor;

before(async () => {
  const root = join(temporaryFolder(), 'published');
  writeFiles(root, {
    'campus.json': campusJson(['year']),
    'courses/year/course.json': JSON.stringify(course),
    'courses/year/answers.json': JSON.stringify({
      course: id,
      version: '1',
      answers: Object.fromEntries(['later', 'after', 'over', 'sales'].map((one) => [`${one}/one`, {value: true}])),
    }),
    'media/film/media.json': JSON.stringify({duration: 100}),
  });
  app = await openApp({root, timeZone: 'Europe/Madrid'});
  boss = await app.visitor('manager');
});

const maker = (who: Visitor, ago = 0) =>
  new StatementMaker({course, actor: who.actor, language: 'en', now: () => new Date(Date.now() - ago * 1000)});
const record = async (who: Visitor, ...statements: Statement[]) =>
  assert.equal((await app.send('POST', '/xapi/statements', {headers: who.headers, body: statements})).status, 200);
const grade = (who: Visitor, item: string) =>
  app.send('POST', '/v1/grade', {
    headers: who.headers,
    body: {course: id, item, question: 'one', response: true, attempt: 'one'},
  });
const stateOf = async (who: Visitor) =>
  ((await (await app.send('GET', '/v1/progress', {headers: who.headers})).json()) as {courses: CourseState[]})
    .courses[0]!;
const enrol = (...people: object[]) =>
  app.send('POST', '/v1/enrolments', {headers: boss.headers, body: {course: id, people}});

describe('a lesson that is closed', () => {
  it('is not graded, and says why', async () => {
    const who = await app.visitor();
    for (const [item, why] of [
      ['later', /it opens 20/],
      ['after', /text comes first/],
      ['over', /it closed 20/],
      ['sales', /for sales/],
    ] as const) {
      const answer = await grade(who, item);
      const problem = (await answer.json()) as {code: string; title: string; detail?: string};
      assert.deepEqual([answer.status, problem.code], [403, 'lesson-locked'], item);
      assert.match(`${problem.title} ${problem.detail}`, why);
    }
    assert.equal((await app.services.store.db.selectFrom('attempts').selectAll().execute()).length, 0);
  });

  it('opens when what comes first is done, and then is graded', async () => {
    const who = await app.visitor();
    await record(who, maker(who).initialized(lesson('text')));
    assert.equal(await codeOf(await grade(who, 'after')), 'lesson-locked');
    await record(who, maker(who).completed(lesson('text'), 5));
    assert.equal((await grade(who, 'after')).status, 200);
    const {progress, locks} = await stateOf(who);
    assert.deepEqual(
      [progress.lessons['after']!.passed, locks!['after'], locks!['later']!.kind],
      [true, undefined, 'at'],
    );
  });

  it('counts nothing of what was recorded before, which stays recorded', async () => {
    const who = await app.visitor();
    await record(who, maker(who).completed(lesson('after'), 5), maker(who).completed(lesson('text'), 5));
    const {early, done} = await stateOf(who);
    assert.deepEqual([early, done], [['after'], 1]);
  });

  it('does not open by a page that forges its clock, its enrolment and its state', async () => {
    const who = await app.visitor();
    await enrol({account: who.actor.account!.name});
    const early = '2020-01-01T00:00:00.000Z';
    const address = `/xapi/activities/state?${new URLSearchParams({activityId: id, agent: JSON.stringify(who.actor), stateId: 'https://uggla.dev/xapi/state/progress'})}`;
    await app.send('PUT', address, {
      headers: who.headers,
      body: {version: '1', enrolled: early, lessons: {later: {passed: true, completed: early}}},
    });
    await record(
      who,
      maker(who, -86_400 * 60).judged(
        (course.items[2] as unknown as {items: Lesson[]}).items[0]!,
        1,
        true,
        5,
        'server',
      ),
      {
        ...maker(who).initialized(),
        verb: {id: 'http://adlnet.gov/expapi/verbs/registered', display: {}},
        timestamp: early,
      },
    );
    assert.equal(await codeOf(await grade(who, 'later')), 'lesson-locked');
    const {progress, locks} = await stateOf(who);
    assert.deepEqual([progress.lessons['later'], locks!['later']!.kind], [undefined, 'at']);
  });
});

describe('a film without a length of its own', () => {
  it('is as long as its media.json says', async () => {
    const who = await app.visitor();
    const film = lesson('film');
    await record(
      who,
      maker(who, 100).initialized(film),
      maker(who).paused(film, {time: 20, duration: 20, ranges: [[0, 20]]}),
    );
    assert.deepEqual([(await stateOf(who)).done, (await stateOf(who)).progress.lessons['film']!.duration], [0, 100]);
    await record(who, maker(who).paused(film, {time: 95, duration: 20, ranges: [[0, 95]]}));
    assert.equal((await stateOf(who)).done, 1);
  });
});

describe('POST /v1/enrolments', () => {
  it('opens by the days of where the person lives, else of where the server is set', async () => {
    const [ana, kai] = [await app.visitor(), await app.visitor()];
    const answer = await enrol(
      {account: ana.actor.account!.name},
      {account: kai.actor.account!.name, timeZone: 'Pacific/Kiritimati', email: 'kai@example.com'},
    );
    const {enrolments} = (await answer.json()) as {enrolments: Enrolment[]};
    const zones = await Promise.all(
      [ana, kai].map(
        async (who) => ((await (await app.send('GET', '/v1/me', {headers: who.headers})).json()) as MeAnswer).timeZone,
      ),
    );
    assert.deepEqual(zones, ['Europe/Madrid', 'Pacific/Kiritimati']);
    for (const [at, who] of [ana, kai].entries()) {
      const local = (date: string): string => new Date(date).toLocaleString('sv-SE', {timeZone: zones[at]!}).slice(11);
      const {locks, timeZone} = await stateOf(who);
      assert.deepEqual([local(locks!['later']!.date!), timeZone], [local(enrolments[at]!.enrolled), zones[at]]);
    }
    assert.equal(await codeOf(await enrol({account: 'x', timeZone: 'Nowhere/Land'})), 'body-invalid');
  });

  it('asked twenty times at once is one', async () => {
    const answers = await Promise.all(Array.from({length: 20}, () => enrol({account: 'twin'})));
    const all = await Promise.all(
      answers.map(async (one) => ((await one.json()) as {enrolments: Enrolment[]}).enrolments[0]!),
    );
    assert.deepEqual(answers.map(({status}) => status).sort(), [...Array<number>(19).fill(200), 201]);
    assert.deepEqual(
      [new Set(all.map(({registration}) => registration)).size, new Set(all.map(({enrolled}) => enrolled)).size],
      [1, 1],
    );
  });
});
