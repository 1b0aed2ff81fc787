import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {progressStateId, type CourseState} from '@uggla/protocol';
import {makeAudit} from '../audit/export-audit.js';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {acceptanceOf, campusWithPolicy} from '../support/audit.test.util.js';
import {courseId} from '../support/campus.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {registered} from './enrolment-statement.js';
import type {Enrolment} from './enrolment.js';

let app: TestApp;
let boss: Visitor;

before(async () => {
  app = await openApp({root: await campusWithPolicy()});
  boss = await app.visitor('manager');
});

const enrol = (people: object[], who = boss, course = courseId) =>
  app.send('POST', '/v1/enrolments', {headers: who.headers, body: {course, people}});
const enrolments = async (answer: Response) => ((await answer.json()) as {enrolments: Enrolment[]}).enrolments;
const progress = async (who: Visitor) =>
  ((await (await app.send('GET', '/v1/progress', {headers: who.headers})).json()) as {courses: CourseState[]}).courses;

describe('POST /v1/enrolments', () => {
  it('enrols by the server’s clock, once, and the person sees the course', async () => {
    const ana = await app.visitor();
    const account = ana.actor.account!.name;
    const first = await enrol([{account, name: 'Ana'}, {account}]);
    const second = await enrol([{account}]);
    assert.deepEqual([first.status, second.status], [201, 200]);
    const [one, ...more] = await enrolments(first);
    assert.equal(more.length, 0);
    assert.equal((await enrolments(second))[0]!.registration, one!.registration);
    const [state] = await progress(ana);
    assert.deepEqual(
      [state!.course, state!.progress.enrolled.slice(0, 16), state!.done],
      [courseId, one!.enrolled.slice(0, 16), 0],
    );
    const todo = state!.todos![0]!;
    assert.deepEqual(
      [Object.keys(todo).sort(), todo.step, todo.since],
      [['lesson', 'since', 'step', 'title'], 'due', one!.enrolled],
      'what is due is told to the person too',
    );
  });

  it('cannot be moved by what a page keeps or records of itself', async () => {
    const eve = await app.visitor();
    const early = '2020-01-01T00:00:00.000Z';
    const address = `/xapi/activities/state?${new URLSearchParams({activityId: courseId, agent: JSON.stringify(eve.actor), stateId: progressStateId})}`;
    await app.send('PUT', address, {headers: eve.headers, body: {version: '3', enrolled: early, lessons: {}}});
    await app.send('POST', '/xapi/statements', {
      headers: eve.headers,
      body: statementOf(eve.actor, {verb: registered, object: {id: courseId}, timestamp: early}),
    });
    const [one] = await enrolments(await enrol([{account: eve.actor.account!.name}]));
    const [state] = await progress(eve);
    assert.equal(state!.progress.enrolled.slice(0, 16), one!.enrolled.slice(0, 16));
    assert.notEqual(state!.progress.enrolled, early);
  });

  it('is a manager’s to do, for courses that there are', async () => {
    const ben = await app.visitor();
    assert.equal(await codeOf(await enrol([{account: 'x'}], ben)), 'role-insufficient');
    assert.equal(
      await codeOf(await enrol([{account: 'x'}], boss, 'https://campus.example/none')),
      'course-unavailable',
    );
    for (const people of [[], [{}], [{account: ' '}], [{account: 'x', role: 'admin'}]])
      assert.equal(await codeOf(await enrol(people)), 'body-invalid');
  });

  it('tells apart 300 of 300 and the 3 who are missing', async () => {
    const own = await openApp({root: await campusWithPolicy()});
    const manager = await own.visitor('manager');
    const people = await Promise.all(Array.from({length: 300}, () => own.visitor()));
    const body = {
      course: courseId,
      people: people.map(({actor}, at) => ({account: actor.account!.name, name: `Person ${at}`})),
    };
    assert.equal((await own.send('POST', '/v1/enrolments', {headers: manager.headers, body})).status, 201);
    const accept = async (from: number, to: number) => {
      for (const [at, {actor, headers}] of people.entries()) {
        if (at >= from && at < to)
          await own.send('POST', '/xapi/statements', {headers, body: acceptanceOf(actor, `Person ${at}`)});
      }
    };
    const missing = async () => {
      const {store, keys, campus} = own.services;
      const {acceptances} = await makeAudit({db: store.db, keys, campus});
      return [acceptances.length, acceptances.filter(({state}) => state !== 'accepted').map(({person}) => person.name)];
    };
    await accept(3, 300);
    assert.deepEqual(await missing(), [300, ['Person 0', 'Person 1', 'Person 2']]);
    await accept(0, 3);
    assert.deepEqual(await missing(), [300, []]);
  });
});
