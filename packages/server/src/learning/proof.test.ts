import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {
  progressStateId,
  StatementMaker,
  type Course,
  type CourseState,
  type Lesson,
  type Statement,
} from '@uggla/protocol';
import {campusJson, courseId, publishedCampus, writeFiles} from '../support/campus.test.util.js';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';

let app: TestApp;
let course: Course;
let film: Extract<Lesson, {kind: 'video'}>;
const lottery = 'https://campus.example/courses/lottery';

before(async () => {
  const root = await publishedCampus();
  const questions = Array.from({length: 6}, (_, at) => ({id: `q${at}`, type: 'truefalse', text: `Question ${at}`}));
  writeFiles(root, {
    'campus.json': campusJson(['ergonomia', 'lottery'], {languages: ['es']}),
    'courses/lottery/course.json': JSON.stringify({
      id: lottery,
      version: '1',
      languages: ['es'],
      title: 'Lottery',
      items: [{id: 'quiz', kind: 'quiz', title: 'Quiz', draw: 2, mastery: 0.5, attempts: 2, questions}],
    }),
    'courses/lottery/answers.json': JSON.stringify({
      course: lottery,
      version: '1',
      answers: Object.fromEntries(questions.map(({id}) => [`quiz/${id}`, {value: true}])),
    }),
  });
  app = await openApp({root});
  course = (await (await app.send('GET', '/courses/ergonomia/course.json')).json()) as Course;
  film = course.items.find(({id}) => id === 'ajusta') as typeof film;
});

const maker = (who: Visitor) => new StatementMaker({course, actor: who.actor, language: 'es'});
/** Somebody who began with the film some time ago. */
const viewer = async () => {
  const who = await app.visitor();
  await record(who, [
    new StatementMaker({
      course,
      actor: who.actor,
      language: 'es',
      now: () => new Date(Date.now() - 60_000),
    }).initialized(film),
  ]);
  return who;
};
const record = async (who: Visitor, statements: Statement[]) =>
  assert.equal((await app.send('POST', '/xapi/statements', {headers: who.headers, body: statements})).status, 200);
const keep = async (who: Visitor, progress: object, more = {}) => {
  const address = `/xapi/activities/state?${new URLSearchParams({activityId: courseId, agent: JSON.stringify(who.actor), stateId: progressStateId, ...more})}`;
  assert.equal((await app.send('PUT', address, {headers: who.headers, body: progress})).status, 204);
};
const progressOf = async (who: Visitor, query: Record<string, string> = {}) =>
  (
    (await (await app.send('GET', `/v1/progress?${new URLSearchParams(query)}`, {headers: who.headers})).json()) as {
      courses: CourseState[];
    }
  ).courses;
const grade = (who: Visitor, question: string, response: unknown, attempt = 'one') =>
  app.send('POST', '/v1/grade', {
    headers: who.headers,
    body: {course: lottery, item: 'quiz', question, response, attempt},
  });

describe('a film', () => {
  it('is as long as the campus says, whatever the page claims', async () => {
    const who = await app.visitor();
    await keep(who, {
      version: '3',
      enrolled: '2026-01-01T00:00:00.000Z',
      lessons: {ajusta: {duration: 1, ranges: [[0, 1]]}},
    });
    await record(who, [maker(who).paused(film, {time: 1, duration: 1, ranges: [[0, 1]]})]);
    const [state] = await progressOf(who);
    assert.deepEqual(
      [state!.done, state!.progress.lessons['ajusta']!.duration, state!.progress.lessons['ajusta']!.completed],
      [0, 40, undefined],
    );
  });

  it('is watched by what was really played: not by its end, not twice the same', async () => {
    const who = await viewer();
    const played = (...ranges: [number, number][]) => maker(who).paused(film, {time: 40, duration: 40, ranges});
    await record(who, [played([38, 40]), played([0, 10]), played([0, 10], [5, 12])]);
    assert.equal((await progressOf(who))[0]!.done, 0);
    await record(who, [played([12, 37])]);
    const [state] = await progressOf(who);
    assert.deepEqual(
      [state!.done, state!.progress.lessons['ajusta']!.ranges],
      [
        1,
        [
          [0, 37],
          [38, 40],
        ],
      ],
    );
  });

  it('that was watched in many small pieces is added up to the last of them', async () => {
    const who = await viewer();
    const one = maker(who);
    const pieces = Array.from({length: 1100}, (_, at): Statement =>
      one.paused(film, {time: 1, duration: 40, ranges: at < 1090 ? [[0, 1]] : [[0, 40]]}),
    );
    for (let at = 0; at < pieces.length; at += 400) await record(who, pieces.slice(at, at + 400));
    assert.equal((await progressOf(who))[0]!.done, 1);
  });

  it('bears segments that are no numbers', async () => {
    const who = await viewer();
    const statement = maker(who).paused(film, {time: 1, duration: 40, ranges: [[0, 5]]});
    const odd = (text: unknown): Statement => ({
      ...statement,
      id: crypto.randomUUID(),
      result: {
        ...statement.result,
        extensions: {...statement.result?.extensions, 'https://w3id.org/xapi/video/extensions/played-segments': text},
      },
    });
    await record(who, [statement, odd('nonsense[.]'), odd('9[.]'), odd('5[.]1e999'), odd(7), odd('-5[.]-1')]);
    const [state] = await progressOf(who);
    assert.deepEqual([state!.done, state!.progress.lessons['ajusta']!.ranges], [0, [[0, 5]]]);
  });
});

describe('a quiz that draws some of its questions', () => {
  it('ends with as many answers as were drawn: no further ones mend the score', async () => {
    const who = await app.visitor();
    await grade(who, 'q0', false);
    const last = (await (await grade(who, 'q1', false)).json()) as {
      attempt: {answered: number; total: number; passed: boolean; left: number};
    };
    assert.deepEqual([last.attempt.answered, last.attempt.total, last.attempt.passed], [2, 2, false]);
    for (const more of ['q2', 'q3', 'q4', 'q5'])
      assert.deepEqual(
        [(await grade(who, more, true)).status, await codeOf(await grade(who, more, true))],
        [409, 'question-answered'],
        more,
      );
    assert.equal((await grade(who, 'q0', false)).status, 200, 'the same answer again is no further one');
    const [state] = await progressOf(who, {course: lottery});
    assert.deepEqual([state!.progress.lessons['quiz']!.passed, state!.progress.lessons['quiz']!.score], [undefined, 0]);
  });

  it('is passed by the best of its attempts, and by whole ones only', async () => {
    const who = await app.visitor();
    await grade(who, 'q0', true);
    assert.equal((await progressOf(who, {course: lottery}))[0]!.done, 0, 'one of two');
    await grade(who, 'q4', false);
    const [state] = await progressOf(who, {course: lottery});
    assert.deepEqual([state!.done, state!.progress.lessons['quiz']!.score], [1, 0.5]);
    await grade(who, 'q1', false, 'two');
    await grade(who, 'q2', false, 'two');
    const [after] = await progressOf(who, {course: lottery});
    assert.deepEqual(
      [after!.complete, after!.progress.lessons['quiz']!.score, after!.progress.lessons['quiz']!.attempts],
      [true, 0.5, 2],
    );
    assert.equal(await codeOf(await grade(who, 'q3', true, 'three')), 'attempts-used-up');
  });

  it('judges many answers at once one after the other', async () => {
    const who = await app.visitor();
    const answers = await Promise.all(Array.from({length: 6}, (_, at) => grade(who, `q${at}`, true)));
    assert.deepEqual(answers.map(({status}) => status).sort(), [200, 200, 409, 409, 409, 409]);
  });
});

describe('GET /v1/progress', () => {
  it('is a manager’s to see of anybody, by the account alone', async () => {
    const [ana, boss] = [await app.visitor(), await app.visitor('manager')];
    await record(ana, [maker(ana).paused(film, {time: 5, duration: 40, ranges: [[0, 5]]})]);
    const agent = JSON.stringify({...ana.actor, name: 'Somebody else'});
    assert.equal((await progressOf(boss, {agent}))[0]!.progress.lessons['ajusta']!.ranges!.length, 1);
    assert.deepEqual(await progressOf(boss), []);
  });

  it('leaves out what was taken back', async () => {
    const [ana, boss] = [await app.visitor(), await app.visitor('manager')];
    const statement = maker(ana).acknowledged(course.items.find(({id}) => id === 'politica') as never, {
      document: 'politica.html',
      sha256: 'a'.repeat(64),
      version: '2026-01',
      text: 'Acepto',
      name: 'Ana',
      language: 'es',
    });
    await record(ana, [statement]);
    assert.equal((await progressOf(ana))[0]!.done, 1);
    const voided = {
      id: crypto.randomUUID(),
      actor: boss.actor,
      verb: {id: 'http://adlnet.gov/expapi/verbs/voided', display: {}},
      object: {objectType: 'StatementRef', id: statement.id},
    };
    await record(boss, [voided as unknown as Statement]);
    assert.deepEqual(await progressOf(ana), []);
  });

  it('puts the course first that was last worked on', async () => {
    const who = await app.visitor();
    await record(who, [maker(who).paused(film, {time: 5, duration: 40, ranges: [[0, 5]]})]);
    await grade(who, 'q0', true);
    assert.deepEqual(
      (await progressOf(who)).map(({course: id}) => id),
      [lottery, courseId],
    );
    await keep(who, {version: '3', enrolled: '2026-01-01T00:00:00.000Z', lessons: {}});
    assert.deepEqual(
      (await progressOf(who)).map(({course: id}) => id),
      [courseId, lottery],
    );
  });

  it('is empty, not broken, where there is no campus', async () => {
    const alone = await openApp({chatOnly: true});
    const who = await alone.visitor();
    assert.deepEqual(await (await alone.send('GET', '/v1/progress', {headers: who.headers})).json(), {courses: []});
    assert.equal(
      await codeOf(
        await alone.send('POST', '/v1/grade', {
          headers: who.headers,
          body: {course: lottery, item: 'quiz', question: 'q0', response: true},
        }),
      ),
      'course-unavailable',
    );
  });
});
