import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {courseShare, isItemComplete, isLessonComplete, type CourseProgress, type LessonProgress} from './progress.js';
import {activityId, findItem, lessonsOf, parentsOf} from './tree.js';
import type {Complete, Course, Lesson} from './types.js';

const video = (id: string, more: Partial<Lesson> = {}): Lesson =>
  ({id, kind: 'video', title: id, media: 'm.json', ...more}) as Lesson;

const course: Course = {
  id: 'https://acme.example/courses/welcome',
  version: '1',
  languages: ['es'],
  title: 'Bienvenida',
  items: [
    {
      id: 'month-1',
      kind: 'block',
      title: 'Mes 1',
      items: [video('hello'), {id: 'privacy', kind: 'acknowledgement', title: 'P', document: {}}],
    },
    {
      id: 'month-2',
      kind: 'block',
      title: 'Mes 2',
      unlock: {at: 'P1M'},
      items: [
        {id: 'test', kind: 'quiz', title: 'T', mastery: 0.8, questions: [], unlock: {after: ['month-1']}},
        video('last', {unlock: {passed: ['test']}}),
      ],
    },
  ],
};
const enrolled = '2026-01-31T08:00:00.000Z';
const progress = (lessons: Record<string, LessonProgress> = {}): CourseProgress => ({version: '1', enrolled, lessons});

describe('tree', () => {
  it('gives the lessons in order, and the blocks around one', () => {
    assert.deepEqual(
      lessonsOf(course).map(({id}) => id),
      ['hello', 'privacy', 'test', 'last'],
    );
    assert.deepEqual(
      parentsOf(course, 'last').map(({id}) => id),
      ['month-2'],
    );
    assert.equal(findItem(course, 'nobody'), undefined);
  });

  it('names an activity without its block, so that a lesson that moves keeps its records', () => {
    assert.equal(activityId(course, 'hello'), 'https://acme.example/courses/welcome/hello');
    assert.equal(activityId(course, 'año 1'), 'https://acme.example/courses/welcome/a%C3%B1o%201');
    assert.equal(activityId(course), course.id);
  });

  it('lets no id break out of its course, nor break the address', () => {
    assert.equal(activityId(course, '../../x?y#z'), 'https://acme.example/courses/welcome/..%2F..%2Fx%3Fy%23z');
    assert.equal(activityId(course, 'half \ud83d'), 'https://acme.example/courses/welcome/half%20%EF%BF%BD');
    assert.equal(activityId(course, '🎬'), 'https://acme.example/courses/welcome/%F0%9F%8E%AC');
  });
});

describe('isLessonComplete', () => {
  const done = (complete: Complete | undefined, lesson: LessonProgress) =>
    isLessonComplete(video('x', complete ? {complete} : {}), lesson);

  it('goes by what was really played, not by where the end is', () => {
    assert.equal(
      done(undefined, {
        duration: 100,
        position: 100,
        ranges: [
          [0, 10],
          [95, 100],
        ],
      }),
      false,
    );
    assert.equal(
      done(undefined, {
        duration: 100,
        ranges: [
          [0, 50],
          [50, 90],
        ],
      }),
      true,
    );
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

  it('is not held up by the rounding of a computer, nor by the last moment of a film', () => {
    assert.equal(
      done(
        {watched: 0.45},
        {
          duration: 20,
          ranges: [
            [0, 1.2],
            [1.9, 9.7],
          ],
        },
      ),
      true,
    );
    assert.equal(done({watched: 1}, {duration: 61.44, ranges: [[0.13, 61.3]]}), true);
    assert.equal(done({watched: 1}, {duration: 61.44, ranges: [[0, 60.9]]}), false);
  });

  it('goes by the length that the player measured, else by that of the file', () => {
    const film = video('x', {duration: 200});
    assert.equal(isLessonComplete(film, {duration: 100, ranges: [[0, 95]]}), true);
    assert.equal(isLessonComplete(film, {ranges: [[0, 95]]}), false);
    assert.equal(isLessonComplete(film, {ranges: [[0, 190]]}), true);
    assert.equal(isLessonComplete(video('x'), {ranges: [[0, 1e6]]}), false);
  });

  it('keeps the rule of its kind when the lesson only says how it may be watched', () => {
    const strict: Complete = {noSkip: 'first-view'};
    assert.equal(done(strict, {viewed: true, duration: 100, ranges: [[0, 10]]}), false);
    assert.equal(done(strict, {duration: 100, ranges: [[0, 90]]}), true);
    assert.equal(done({}, {duration: 100, ranges: [[0, 90]]}), true);
  });

  it('takes false for "not asked": a test that need not be passed is done when it was handed in', () => {
    const quiz = {
      id: 'q',
      kind: 'quiz',
      title: 'Q',
      mastery: 0.8,
      questions: [],
      complete: {passed: false},
    } as unknown as Lesson;
    assert.equal(isLessonComplete(quiz, {attempts: 1, passed: false, score: 0.1}), true);
    assert.equal(isLessonComplete(quiz, {seconds: 100}), false);
  });

  it('wants each of several conditions, whichever is met first', () => {
    const all: Complete = {watched: 0.5, minTime: 60, viewed: true};
    const full = {duration: 100, ranges: [[0, 60]] as const, seconds: 60, viewed: true};
    assert.equal(done(all, full), true);
    for (const less of [{seconds: 59.9}, {viewed: false}, {ranges: [[0, 49]] as const}])
      assert.equal(done(all, {...full, ...less}), false, JSON.stringify(less));
  });

  it('knows the same measure under its name for sound', () => {
    const radio = {id: 'r', kind: 'audio', title: 'R', media: 'm'} as unknown as Lesson;
    assert.equal(isLessonComplete(radio, {duration: 100, ranges: [[0, 89]]}), false);
    assert.equal(isLessonComplete(radio, {duration: 100, ranges: [[0, 90]]}), true);
  });

  it('takes nothing from a lesson that is named like a thing every object has', () => {
    for (const id of ['constructor', 'toString', '__proto__']) {
      const odd: Course = {...course, items: [video(id)]};
      assert.equal(courseShare(odd, progress()).done, 0, id);
      assert.equal(
        courseShare(
          odd,
          progress(JSON.parse(`{"${id}": {"completed": "${enrolled}"}}`) as Record<string, LessonProgress>),
        ).done,
        1,
        id,
      );
    }
  });

  it('knows each kind of lesson', () => {
    const one = (kind: string, more: object, lesson: LessonProgress) =>
      isLessonComplete({id: 'x', title: 'x', kind, ...more} as unknown as Lesson, lesson);
    assert.equal(one('acknowledgement', {document: {}}, {read: 1}), false);
    assert.equal(
      one('acknowledgement', {document: {}}, {signed: {sha256: 'x', version: '1', at: enrolled, name: 'L'}}),
      true,
    );
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

describe('courseShare', () => {
  it('is complete when all lessons are, or those that the course names', () => {
    const hello = progress({hello: {duration: 10, ranges: [[0, 10]]}});
    assert.deepEqual(courseShare(course, hello), {done: 1, total: 4, complete: false});
    assert.equal(courseShare({...course, complete: {all: ['hello']}}, hello).complete, true);
    assert.equal(courseShare({...course, items: []}, progress()).complete, false);
  });

  it('may name blocks, and passes over what is no longer in the course', () => {
    const signed = {sha256: 'x', version: '1', at: enrolled, name: 'L'};
    const done = progress({hello: {duration: 10, ranges: [[0, 10]]}, privacy: {signed}});
    assert.equal(courseShare({...course, complete: {all: ['month-1']}}, done).complete, true);
    assert.equal(courseShare({...course, complete: {all: ['month-1', 'gone']}}, done).complete, true);
    assert.equal(courseShare({...course, complete: {all: ['month-1', 'test']}}, done).complete, false);
    assert.equal(courseShare({...course, complete: {all: ['gone']}}, done).complete, false);
    assert.equal(courseShare({...course, complete: {all: []}}, done).complete, false);
  });

  it('counts lessons, not blocks, and none that the course has not', () => {
    assert.deepEqual(courseShare(course, progress({gone: {completed: enrolled}})), {
      done: 0,
      total: 4,
      complete: false,
    });
  });
});

describe('isItemComplete', () => {
  it('is all of a block, however deep', () => {
    const block = (id: string, ...items: Course['items']): Course['items'][number] => ({
      id,
      kind: 'block',
      title: id,
      items,
    });
    const nested = block('a', block('b', video('x')), video('y'));
    const seen = {duration: 10, ranges: [[0, 10]] as const};
    assert.equal(isItemComplete(nested, progress({y: seen})), false);
    assert.equal(isItemComplete(nested, progress({x: seen, y: seen})), true);
  });
});
