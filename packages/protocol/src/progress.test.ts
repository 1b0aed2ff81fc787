import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {courseShare, isLessonComplete, lockOf, mergeCourseProgress, type CourseProgress, type LessonProgress} from './progress.js';
import {activityId, findItem, lessonsOf, parentsOf} from './tree.js';
import type {Complete, Course, Lesson} from './types.js';

const video = (id: string, more: Partial<Lesson> = {}): Lesson => ({id, kind: 'video', title: id, media: 'm.json', ...more}) as Lesson;

const course: Course = {
  id: 'https://acme.example/courses/welcome',
  version: '1',
  languages: ['es'],
  title: 'Bienvenida',
  items: [
    {id: 'month-1', kind: 'block', title: 'Mes 1', items: [video('hello'), {id: 'privacy', kind: 'acknowledgement', title: 'P', document: {}}]},
    {
      id: 'month-2',
      kind: 'block',
      title: 'Mes 2',
      unlock: {at: 'P1M'},
      items: [{id: 'test', kind: 'quiz', title: 'T', mastery: 0.8, questions: [], unlock: {after: ['month-1']}}, video('last', {unlock: {passed: ['test']}})],
    },
  ],
};
const enrolled = '2026-01-31T08:00:00.000Z';
const progress = (lessons: Record<string, LessonProgress> = {}): CourseProgress => ({version: '1', enrolled, lessons});
const now = (text: string) => ({now: new Date(text)});

describe('tree', () => {
  it('gives the lessons in order, and the blocks around one', () => {
    assert.deepEqual(lessonsOf(course).map(({id}) => id), ['hello', 'privacy', 'test', 'last']);
    assert.deepEqual(parentsOf(course, 'last').map(({id}) => id), ['month-2']);
    assert.equal(findItem(course, 'nobody'), undefined);
  });

  it('names an activity without its block, so that a lesson that moves keeps its records', () => {
    assert.equal(activityId(course, 'hello'), 'https://acme.example/courses/welcome/hello');
    assert.equal(activityId(course, 'año 1'), 'https://acme.example/courses/welcome/a%C3%B1o%201');
  });
});

describe('isLessonComplete', () => {
  const done = (complete: Complete | undefined, lesson: LessonProgress) => isLessonComplete(video('x', complete ? {complete} : {}), lesson);

  it('goes by what was really played, not by where the end is', () => {
    assert.equal(done(undefined, {duration: 100, position: 100, ranges: [[0, 10], [95, 100]]}), false);
    assert.equal(done(undefined, {duration: 100, ranges: [[0, 50], [50, 90]]}), true);
    assert.equal(done({watched: 1}, {duration: 100, ranges: [[0, 90]]}), false);
  });

  it('wants all that is named', () => {
    assert.equal(done({watched: 0.5, minTime: 60}, {duration: 100, ranges: [[0, 60]], seconds: 30}), false);
    assert.equal(done({watched: 0.5, minTime: 60}, {duration: 100, ranges: [[0, 60]], seconds: 61}), true);
  });

  it('takes nothing for nothing', () => {
    assert.equal(isLessonComplete(video('x'), undefined), false);
    for (const lesson of lessonsOf(course)) assert.equal(isLessonComplete(lesson, {}), false, lesson.id);
    assert.equal(done({}, {}), false);
  });

  it('keeps what was completed once, even when the rule grows', () => {
    assert.equal(done({watched: 1}, {completed: '2026-02-01T00:00:00Z'}), true);
  });

  it('knows each kind of lesson', () => {
    const one = (kind: string, more: object, lesson: LessonProgress) => isLessonComplete({id: 'x', title: 'x', kind, ...more} as unknown as Lesson, lesson);
    assert.equal(one('acknowledgement', {document: {}}, {read: 1}), false);
    assert.equal(one('acknowledgement', {document: {}}, {signed: {sha256: 'x', version: '1', at: enrolled, name: 'L'}}), true);
    assert.equal(one('quiz', {mastery: 0.8, questions: []}, {score: 0.7, attempts: 1, passed: false}), false);
    assert.equal(one('quiz', {mastery: 0.8, questions: []}, {passed: true}), true);
    assert.equal(one('quiz', {questions: []}, {attempts: 1, score: 0}), true);
    assert.equal(one('article', {content: {}}, {read: 0.99}), false);
    assert.equal(one('article', {content: {}}, {read: 1}), true);
    assert.equal(one('book', {book: {}}, {read: 0.9}), true);
    assert.equal(one('guide', {guide: 'g'}, {checked: ['a'], read: 0.5}), false);
    assert.equal(one('guide', {guide: 'g'}, {checked: ['a', 'b'], read: 1}), true);
    assert.equal(one('embed', {src: 'x'}, {viewed: true}), true);
  });
});

describe('lockOf', () => {
  it('opens by a duration from enrolment; the 31st becomes the last day of a shorter month', () => {
    const lock = lockOf(course, 'test', progress(), now('2026-02-28T07:59:59Z'));
    assert.equal(lock?.kind, 'at');
    assert.equal(lock?.date?.toISOString(), '2026-02-28T08:00:00.000Z');
  });

  it('names what is to be done first, also when it is a block', () => {
    const lock = lockOf(course, 'test', progress(), now('2026-03-15T00:00:00Z'));
    assert.deepEqual([lock?.kind, lock?.ids], ['after', ['month-1']]);
    const signed = {sha256: 'x', version: '1', at: enrolled, name: 'L'};
    const done = progress({hello: {duration: 10, ranges: [[0, 10]]}, privacy: {signed}});
    assert.equal(lockOf(course, 'test', done, now('2026-03-15T00:00:00Z')), undefined);
  });

  it('wants a pass where a pass is asked', () => {
    const tried = progress({test: {attempts: 2, passed: false, completed: undefined as never}});
    assert.equal(lockOf(course, 'last', tried, now('2026-03-15T00:00:00Z'))?.kind, 'passed');
    assert.equal(lockOf(course, 'last', progress({test: {passed: true}}), now('2026-03-15T00:00:00Z')), undefined);
  });

  it('closes at a date, and for who is not of the group', () => {
    const timed: Course = {...course, items: [video('a', {unlock: {until: '2026-02-01'}}), video('b', {unlock: {group: 'sales'}})]};
    assert.equal(lockOf(timed, 'a', progress(), now('2026-01-31T23:59:59Z')), undefined);
    assert.equal(lockOf(timed, 'a', progress(), now('2026-02-01T00:00:00Z'))?.kind, 'until');
    assert.equal(lockOf(timed, 'b', progress(), now(enrolled))?.group, 'sales');
    assert.equal(lockOf(timed, 'b', progress(), {...now(enrolled), groups: ['sales']}), undefined);
  });
});

describe('courseShare', () => {
  it('is complete when all lessons are, or those that the course names', () => {
    const hello = progress({hello: {duration: 10, ranges: [[0, 10]]}});
    assert.deepEqual(courseShare(course, hello), {done: 1, total: 4, complete: false});
    assert.equal(courseShare({...course, complete: {all: ['hello']}}, hello).complete, true);
    assert.equal(courseShare({...course, items: []}, progress()).complete, false);
  });
});

describe('mergeCourseProgress', () => {
  it('loses nothing of two devices, whichever comes first', () => {
    const phone = progress({hello: {ranges: [[0, 5]], position: 5, seconds: 5, changed: '2026-02-01T00:00:00Z'}, privacy: {viewed: true}});
    const desk = progress({hello: {ranges: [[4, 9]], position: 9, seconds: 4, changed: '2026-02-02T00:00:00Z'}, test: {score: 0.5}});
    for (const merged of [mergeCourseProgress(phone, desk), mergeCourseProgress(desk, phone)]) {
      assert.deepEqual(merged.lessons['hello']?.ranges, [[0, 9]]);
      assert.equal(merged.lessons['hello']?.position, 9);
      assert.equal(merged.lessons['hello']?.seconds, 5);
      assert.equal(merged.lessons['privacy']?.viewed, true);
      assert.equal(merged.lessons['test']?.score, 0.5);
    }
  });

  it('keeps the first completion and the earliest enrolment', () => {
    const one = {...progress({a: {completed: '2026-03-01T00:00:00Z'}}), enrolled: '2026-02-01T00:00:00Z'};
    const other = progress({a: {completed: '2026-02-15T00:00:00Z'}});
    const merged = mergeCourseProgress(one, other);
    assert.equal(merged.lessons['a']?.completed, '2026-02-15T00:00:00Z');
    assert.equal(merged.enrolled, enrolled);
  });
});
