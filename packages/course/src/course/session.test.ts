import {expect} from '@open-wc/testing';
import {openRecords} from '@uggla/core/records/open-records.js';
import type {Course, CourseProgress, Lesson, LessonProgress} from '@uggla/protocol';
import {courseId} from '../testing/support.test.js';
import {CourseSession, firstLesson, type SessionParts} from './session.js';

const text = (id: string, more: object = {}): Lesson =>
  ({id, kind: 'article', title: {en: id, es: `${id}-es`}, content: {en: 'a.json'}, ...more}) as Lesson;
const one = text('one');
const two = text('two');

function courseOf(...items: Lesson[]): Course {
  return {id: courseId(), version: '3', languages: ['en', 'es'], title: 'C', items} as unknown as Course;
}

/** A session, and what it told in its order. */
function start(more: Partial<SessionParts> = {}) {
  const told: string[] = [];
  const session = new CourseSession({
    course: courseOf(one, two),
    records: undefined,
    progress: undefined,
    language: () => 'en',
    mode: 'normal',
    events: {
      lessonComplete: ({id}) => told.push(`lesson ${id}`),
      courseComplete: () => told.push('course'),
      failed: (error) => told.push(`failed ${String(error)}`),
    },
    ...more,
  });
  return {session, told};
}

/** A session with records that stay in this browser. */
async function startLocal(more: Partial<SessionParts> = {}) {
  const course = more.course ?? courseOf(one, two);
  const open = () =>
    openRecords({
      course: course.id,
      records: 'local',
      endpoint: '',
      learner: undefined,
      authorization: undefined,
      host: new EventTarget(),
    });
  const records = (await open())!;
  return {...start({...more, course, records}), records, reload: async () => (await open())!.loadProgress()};
}

const verbs = async (session: CourseSession) =>
  (await session.records!.exportRecords()).map(
    ({verb, object}) => `${verb.id.split('/').pop()} ${(object as {id: string}).id.split('/').pop()}`,
  );

describe('CourseSession', () => {
  it('enrols who comes for the first time, and gives the enrolment an id', () => {
    const {progress} = start().session;
    expect(progress.version).to.equal('3');
    expect(Date.now() - Date.parse(progress.enrolled)).to.be.within(0, 60_000);
    expect(progress.registration).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(progress.lessons).to.deep.equal({});
  });

  it('goes on with what was done, under the version that is taken now', () => {
    const before: CourseProgress = {
      version: '2',
      enrolled: '2026-01-01T00:00:00Z',
      registration: 'r',
      lessons: {one: {read: 0.5}},
      lesson: 'one',
    };
    expect(start({progress: before}).session.progress).to.deep.equal({...before, version: '3'});
  });

  it('completes a lesson once, and tells the lesson before the course', () => {
    const {session, told} = start();
    expect(session.update(one, {read: 0.9})).to.equal(false);
    expect(session.update(one, {read: 1})).to.equal(true);
    expect(session.update(one, {read: 1})).to.equal(false);
    expect(told).to.deep.equal(['lesson one']);
    session.update(two, {read: 1});
    expect(told).to.deep.equal(['lesson one', 'lesson two', 'course']);
    expect(session.progress.completed).to.be.a('string');
  });

  it('completes the course by its own rule, where it has one, and only once', () => {
    const course = {...courseOf(one, two), complete: {all: ['two']}};
    const {session, told} = start({course});
    session.update(two, {read: 1});
    session.update(one, {read: 1});
    expect(told).to.deep.equal(['lesson two', 'course', 'lesson one']);
  });

  it('keeps what else was done in a lesson when one thing changes', () => {
    const {session} = start();
    session.update(one, {read: 0.3, viewed: true});
    session.update(one, {seconds: 5});
    expect(session.done('one')).to.include({read: 0.3, viewed: true, seconds: 5});
    expect(session.done('never opened')).to.deep.equal({});
  });

  it('gives out a progress that later work does not change', () => {
    const {session} = start();
    const before = session.progress;
    session.update(one, {read: 1});
    expect(before.lessons).to.deep.equal({});
  });

  it('waits for the time that a lesson asks for', () => {
    const slow = text('slow', {complete: {read: 1, minTime: 3}});
    const {session, told} = start({course: courseOf(slow)});
    session.update(slow, {read: 1});
    session.update(slow, {seconds: 2});
    expect(told).to.deep.equal([]);
    session.update(slow, {seconds: 3});
    expect(told).to.deep.equal(['lesson slow', 'course']);
  });

  for (const mode of ['browse', 'review'] as const) {
    it(`completes, keeps and records nothing in the mode ${mode}, but that someone came`, async () => {
      const {session, told, reload} = await startLocal({mode});
      session.record((maker) => maker.initialized(), {always: true});
      expect(session.record((maker) => maker.completed(one, 1))).to.equal(undefined);
      session.visit('two');
      session.update(one, {read: 1});
      await session.drained();
      expect(told).to.deep.equal([]);
      expect(await verbs(session)).to.have.length(1);
      expect(session.progress.lesson).to.equal(undefined);
      expect(await reload()).to.equal(undefined);
    });
  }

  it('records what completed the lesson, then the course, and keeps both at once', async () => {
    const {session, reload} = await startLocal({course: courseOf(one)});
    session.update(one, {read: 1}, 12);
    await session.drained();
    const id = session.course.id.split('/').pop();
    expect(await verbs(session)).to.deep.equal(['completed one', `completed ${id}`]);
    const [first] = await session.records!.exportRecords();
    expect(first?.result?.duration).to.equal('PT12S');
    const kept: CourseProgress | undefined = await reload();
    expect(kept?.completed).to.be.a('string');
    expect(kept?.lessons['one']?.completed).to.be.a('string');
  });

  it('gives all its statements the enrolment, the visit, the version and the language of the moment', async () => {
    let language = 'en';
    const {session} = await startLocal({language: () => language});
    session.record((maker) => maker.initialized());
    language = 'es';
    session.record((maker) => maker.initialized(one));
    await session.drained();
    const statements = await session.records!.exportRecords();
    expect(statements.map(({context}) => context?.language)).to.deep.equal(['en', 'es']);
    expect(new Set(statements.map(({context}) => context?.registration))).to.deep.equal(
      new Set([session.progress.registration]),
    );
    expect(
      new Set(statements.map(({context}) => context?.extensions?.['https://uggla.dev/xapi/course-version'])),
    ).to.deep.equal(new Set(['3']));
    expect(new Set(statements.map(({id}) => id)).size).to.equal(2);
  });

  it('keeps an attempt at once, so that no reload gives it back', async () => {
    const {session, records} = await startLocal();
    const kept: unknown[] = [];
    records.saveProgress = (progress) => Promise.resolve(void kept.push(progress.lessons['one']?.attempts));
    session.update(one, {attempts: 1, score: 0.2});
    session.update(one, {read: 0.2});
    session.update(one, {attempts: 2, score: 0.4});
    expect(kept).to.deep.equal([1, 2]);
  });

  it('keeps the seconds in a lesson when it is saved, though nothing else happened', async () => {
    const {session, reload} = await startLocal();
    session.update(one, {read: 0.1});
    await session.drained();
    session.update(one, {seconds: 7});
    session.save();
    await session.drained();
    expect((await reload())?.lessons['one']?.seconds).to.equal(7);
  });

  it('keeps where to go on', async () => {
    const {session, reload} = await startLocal();
    session.visit('two');
    await session.close();
    expect((await reload())?.lesson).to.equal('two');
  });
});

describe('firstLesson', () => {
  const course = courseOf(one, two, text('three'));
  const read: LessonProgress = {read: 1};
  const begin = (progress: Partial<CourseProgress>, closed: string[] = []) =>
    firstLesson(
      course,
      {version: '1', enrolled: '2026-01-01T00:00:00Z', lessons: {}, ...progress},
      ({id}) => !closed.includes(id),
    )?.id;

  it('is where the person was', () => {
    expect(begin({lesson: 'two', lessons: {two: {read: 0.5}}})).to.equal('two');
  });

  it('is the first that is open and not done when that is done, gone or closed by now', () => {
    expect(begin({lesson: 'one', lessons: {one: read}})).to.equal('two');
    expect(begin({lesson: 'taken-away'})).to.equal('one');
    expect(begin({lesson: 'three'}, ['three'])).to.equal('one');
    expect(begin({lessons: {one: read}}, ['two'])).to.equal('three');
  });

  it('is the last visited when all is done, and the first when all is closed', () => {
    expect(begin({lesson: 'two', lessons: {one: read, two: read, three: read}})).to.equal('two');
    expect(begin({}, ['one', 'two', 'three'])).to.equal('one');
  });

  it('is none in a course without lessons', () => {
    expect(firstLesson({...course, items: []}, {version: '1', enrolled: '', lessons: {}}, () => true)).to.equal(
      undefined,
    );
  });
});
