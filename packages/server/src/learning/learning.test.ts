import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {
  progressStateId,
  StatementMaker,
  verbs,
  type Course,
  type CourseState,
  type GradeAnswer,
  type Lesson,
  type Statement,
} from '@uggla/protocol';
import {courseId, publishedCampus} from '../support/campus.test.util.js';
import {signIn, startServer, type ServerProcess} from '../support/server.test.util.js';

type Visitor = Awaited<ReturnType<typeof signIn>>;
let server: ServerProcess;

before(async () => {
  server = await startServer({root: await publishedCampus(), dataDir: ':memory:', limits: {accountsPerMinute: 1000}});
});

const grade = (who: Visitor, question: string, response: unknown, attempt?: string, item = 'prueba') =>
  fetch(`${server.url}/v1/grade`, {
    method: 'POST',
    headers: who.headers,
    body: JSON.stringify({course: courseId, item, question, response, ...(attempt ? {attempt} : {})}),
  });
const verdict = async (...args: Parameters<typeof grade>) => (await (await grade(...args)).json()) as GradeAnswer;
const codeOf = async (answer: Response) => ((await answer.json()) as {code: string}).code;

describe('POST /v1/grade', () => {
  it('judges by the answers that it hands to nobody', async () => {
    const who = await signIn(server.url);
    assert.deepEqual(await verdict(who, 'altura', 'b', 'one'), {
      right: true,
      score: 1,
      feedback: {es: 'Bien.', en: 'Good.'},
      evaluatedBy: 'server',
      attempt: {id: 'one', number: 1, left: 1, answered: 1, total: 2},
    });
    const wrong = await verdict(who, 'pausa', false, 'one');
    assert.deepEqual([wrong.right, wrong.score, wrong.attempt?.answered], [false, 0, 2]);
    assert.equal(wrong.attempt?.passed, false);
    assert.ok(Math.abs(wrong.attempt!.score! - 1 / 3) < 1e-9); // one point of three
    assert.equal((await verdict(who, 'altura', 'a', 'two')).right, false);
    assert.deepEqual((await verdict(who, 'pausa', true, 'two')).attempt, {
      id: 'two',
      number: 2,
      left: 0,
      answered: 2,
      total: 2,
      score: 2 / 3,
      passed: true,
    });
  });

  it('counts each question once an attempt: sent again it is the same, another answer is refused', async () => {
    const who = await signIn(server.url);
    const first = await verdict(who, 'altura', 'a', 'one');
    assert.deepEqual(await verdict(who, 'altura', 'a', 'one'), first);
    const other = await grade(who, 'altura', 'b', 'one');
    assert.deepEqual([other.status, await codeOf(other)], [409, 'question-answered']);
  });

  it('ends when the attempts are used up, but for those begun', async () => {
    const who = await signIn(server.url);
    await grade(who, 'altura', 'a', 'one');
    await grade(who, 'altura', 'a', 'two');
    const third = await grade(who, 'altura', 'b', 'three');
    assert.deepEqual([third.status, await codeOf(third)], [409, 'attempts-used-up']);
    assert.equal((await grade(who, 'pausa', true, 'two')).status, 200);
    assert.equal((await grade(await signIn(server.url), 'altura', 'b', 'three')).status, 200);
  });

  it('lets a question inside a film be tried again', async () => {
    const who = await signIn(server.url);
    assert.equal((await verdict(who, 'altura', 'a', undefined, 'ajusta')).right, false);
    const again = await verdict(who, 'altura', 'b', undefined, 'ajusta');
    assert.deepEqual([again.right, again.attempt], [true, undefined]);
  });

  it('says what is not there, and who may not', async () => {
    const who = await signIn(server.url);
    const ask = (body: object, headers = who.headers) =>
      fetch(`${server.url}/v1/grade`, {method: 'POST', headers, body: JSON.stringify(body)});
    const right = {course: courseId, item: 'prueba', question: 'altura', response: 'b'};
    for (const [body, status, code] of [
      [{...right, course: 'https://elsewhere.example'}, 404, 'course-unavailable'],
      [{...right, question: 'nope'}, 404, 'question-unavailable'],
      [{...right, item: 'politica'}, 404, 'question-unavailable'],
      [{...right, response: null}, 400, 'body-invalid'],
    ] as const) {
      const answer = await ask(body);
      assert.deepEqual([answer.status, await codeOf(answer)], [status, code]);
    }
    assert.equal((await ask(right, {'Content-Type': 'application/json'})).status, 401);
  });
});

describe('GET /v1/progress', () => {
  let course: Course;
  const lesson = <K extends Lesson['kind']>(id: string) =>
    course.items.find((one) => one.id === id) as Extract<Lesson, {kind: K}>;
  const makerFor = (who: Visitor) => new StatementMaker({course, actor: who.actor, language: 'es'});
  const record = async (who: Visitor, ...statements: Statement[]) =>
    assert.equal(
      (
        await fetch(`${server.url}/xapi/statements`, {
          method: 'POST',
          headers: who.headers,
          body: JSON.stringify(statements),
        })
      ).status,
      200,
    );
  const keep = (who: Visitor, progress: object) =>
    fetch(
      `${server.url}/xapi/activities/state?${new URLSearchParams({activityId: courseId, agent: JSON.stringify(who.actor), stateId: progressStateId})}`,
      {method: 'PUT', headers: who.headers, body: JSON.stringify(progress)},
    );
  const progressOf = async (who: Visitor, query = ''): Promise<CourseState[]> =>
    (
      (await (await fetch(`${server.url}/v1/progress${query}`, {headers: who.headers})).json()) as {
        courses: CourseState[];
      }
    ).courses;
  const signed = {
    document: 'politica.html',
    sha256: 'a'.repeat(64),
    version: '2026-01',
    text: 'Acepto',
    name: 'Ana',
    language: 'es',
  };

  before(async () => {
    course = (await (await fetch(`${server.url}/courses/ergonomia/course.json`)).json()) as Course;
  });

  it('knows nothing of who did nothing', async () => {
    assert.deepEqual(await progressOf(await signIn(server.url)), []);
  });

  /** A maker whose clock stands so many seconds ago, as of statements that waited. */
  const ago = (who: Visitor, seconds: number) =>
    new StatementMaker({course, actor: who.actor, language: 'es', now: () => new Date(Date.now() - seconds * 1000)});

  it('adds up the stretches that statements tell of', async () => {
    const who = await signIn(server.url);
    const maker = makerFor(who);
    const film = lesson<'video'>('ajusta');
    await record(who, ago(who, 40).initialized(film));
    await record(who, maker.paused(film, {time: 20, duration: 40, ranges: [[0, 20]]}));
    const [first] = await progressOf(who);
    assert.deepEqual([first!.done, first!.total, first!.complete], [0, 3, false]);
    assert.deepEqual(first!.progress.lessons['ajusta']!.ranges, [[0, 20]]);
    await record(who, maker.paused(film, {time: 39, duration: 40, ranges: [[18, 39]]}));
    const [second] = await progressOf(who);
    assert.deepEqual(second!.progress.lessons['ajusta']!.ranges, [[0, 39]]);
    assert.equal(second!.done, 1);
    assert.ok(second!.progress.lessons['ajusta']!.completed);
  });

  it('takes of what the page kept only where to go on', async () => {
    const who = await signIn(server.url);
    const claims = {
      ranges: [[0, 40]],
      position: 30,
      duration: 40,
      read: 1,
      viewed: true,
      seconds: 900,
      completed: '2026-01-02T00:00:00.000Z',
    };
    await keep(who, {
      version: '3',
      enrolled: '2020-01-02T00:00:00.000Z',
      lesson: 'prueba',
      completed: '2026-01-02T00:00:00.000Z',
      lessons: {ajusta: claims, prueba: claims, politica: claims},
    });
    await record(who, makerFor(who).initialized(lesson<'video'>('ajusta')));
    const [state] = await progressOf(who);
    const {lesson: place, enrolled, completed, lessons} = state!.progress;
    assert.deepEqual(
      [place, lessons['ajusta']!.position, lessons['ajusta']!.ranges, completed, state!.done, Object.keys(lessons)],
      ['prueba', 30, undefined, undefined, 0, ['ajusta']],
    );
    assert.ok(
      Date.parse(enrolled) > Date.now() - 60_000,
      'drip counts from the first record, not from what the page says',
    );
  });

  it('passes a test by the server’s own verdicts only, and takes a signature from a statement only', async () => {
    const who = await signIn(server.url);
    const maker = makerFor(who);
    const claims = {
      completed: '2026-01-01T00:00:00.000Z',
      passed: true,
      score: 1,
      signed: {sha256: 'a'.repeat(64), version: '1', at: '', name: 'x'},
    };
    await keep(who, {version: '3', enrolled: '2026-01-01T00:00:00.000Z', lessons: {prueba: claims, politica: claims}});
    await record(who, maker.judged(lesson('prueba'), 1, true, 5, 'server'));
    assert.equal((await progressOf(who))[0]!.done, 0);
    await grade(who, 'altura', 'b', 'one');
    await grade(who, 'pausa', true, 'one');
    const [graded] = await progressOf(who);
    assert.deepEqual(
      [
        graded!.done,
        graded!.progress.lessons['prueba']!.passed,
        graded!.progress.lessons['prueba']!.score,
        graded!.progress.lessons['prueba']!.attempts,
      ],
      [1, true, 1, 1],
    );
    await record(who, maker.acknowledged(lesson<'acknowledgement'>('politica'), signed));
    const [state] = await progressOf(who);
    assert.deepEqual([state!.done, state!.progress.lessons['politica']!.signed!.version], [2, '2026-01']);
  });

  it('sees a course complete when all of it is', async () => {
    const who = await signIn(server.url);
    const maker = makerFor(who);
    await record(who, maker.make(verbs.completed, lesson('ajusta'), {completion: true}));
    assert.equal((await progressOf(who))[0]!.done, 0, 'that a film is complete is no proof');
    await record(
      who,
      ago(who, 40).initialized(lesson('ajusta')),
      maker.paused(lesson('ajusta'), {time: 40, duration: 40, ranges: [[0, 40]]}),
      maker.acknowledged(lesson<'acknowledgement'>('politica'), signed),
    );
    await grade(who, 'altura', 'b', 'one');
    await grade(who, 'pausa', true, 'one');
    const [state] = await progressOf(who, `?course=${encodeURIComponent(courseId)}`);
    assert.deepEqual([state!.done, state!.total, state!.complete], [3, 3, true]);
    assert.ok(state!.progress.completed);
    assert.deepEqual(await progressOf(who, '?course=https://elsewhere.example'), []);
  });

  it('bears a state that is not ours', async () => {
    const who = await signIn(server.url);
    for (const odd of [{lessons: {ajusta: {ranges: 'no', duration: 'x'}, prueba: null}}, {lessons: 5}, [1]]) {
      await keep(who, odd);
      assert.equal((await fetch(`${server.url}/v1/progress`, {headers: who.headers})).status, 200, JSON.stringify(odd));
    }
  });

  it('shows nobody else’s, and cannot be written', async () => {
    const [ana, ben] = [await signIn(server.url), await signIn(server.url)];
    assert.equal(
      (
        await fetch(`${server.url}/v1/progress?agent=${encodeURIComponent(JSON.stringify(ana.actor))}`, {
          headers: ben.headers,
        })
      ).status,
      403,
    );
    assert.equal(
      (await fetch(`${server.url}/v1/progress`, {method: 'PUT', headers: ana.headers, body: '{}'})).status,
      405,
    );
    assert.equal((await fetch(`${server.url}/v1/progress`)).status, 401);
  });
});
