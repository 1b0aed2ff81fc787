import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  defaultComplete,
  isLessonComplete,
  mergeCourseProgress,
  type CourseProgress,
  type LessonProgress,
} from './progress.js';
import type {Range} from './ranges.js';
import type {Complete, Lesson, LessonKind} from './types.js';

const parts: Readonly<Record<LessonKind, object>> = {
  video: {media: 'm'},
  audio: {media: 'm'},
  live: {media: 'm'},
  article: {content: {}},
  book: {book: {}},
  quiz: {questions: []},
  acknowledgement: {document: {}},
  guide: {guide: 'g'},
  embed: {src: 'x'},
};
const lesson = (kind: LessonKind, more: object = {}): Lesson =>
  ({id: 'x', title: 'X', kind, ...parts[kind], ...more}) as unknown as Lesson;
const signed = {sha256: 'a', version: '1', at: '2026-01-01T00:00:00Z', name: 'L'};
/** All that can be done in a lesson, short of being completed. */
const everything: LessonProgress = {
  ranges: [[0, 100]],
  duration: 100,
  read: 1,
  viewed: true,
  seconds: 1e6,
  score: 1,
  passed: true,
  attempts: 1,
  signed,
  checked: ['a'],
};

describe('defaultComplete', () => {
  const rows: [kind: LessonKind, more: object, rule: Complete, nearly: LessonProgress, just: LessonProgress][] = [
    [
      'video',
      {},
      {watched: 0.9},
      {duration: 100, ranges: [[0, 89.9]], viewed: true},
      {duration: 100, ranges: [[0, 90]]},
    ],
    [
      'audio',
      {},
      {listened: 0.9},
      {duration: 100, ranges: [[10, 99]], viewed: true},
      {duration: 100, ranges: [[10, 100]]},
    ],
    ['article', {}, {read: 1}, {read: 0.999, viewed: true}, {read: 1}],
    ['book', {}, {read: 0.9}, {read: 0.899, viewed: true}, {read: 0.9}],
    ['quiz', {}, {viewed: true}, {seconds: 99}, {attempts: 1, score: 0}],
    ['quiz', {mastery: 0.5}, {passed: true}, {attempts: 9, score: 0.49, passed: false, viewed: true}, {passed: true}],
    ['quiz', {mastery: 0}, {passed: true}, {viewed: true, attempts: 1}, {passed: true}],
    ['acknowledgement', {}, {signed: true}, {read: 1, viewed: true}, {signed}],
    ['guide', {}, {checked: true}, {read: 0.99, checked: ['a'], viewed: true}, {read: 1, checked: ['a']}],
    ['embed', {}, {viewed: true}, {seconds: 99}, {viewed: true}],
    ['embed', {standard: 'page'}, {viewed: true}, {seconds: 99}, {viewed: true}],
    ['embed', {standard: 'scorm12'}, {read: 1}, {read: 0.99, viewed: true, seconds: 99}, {read: 1}],
    ['embed', {standard: 'scorm2004'}, {read: 1}, {viewed: true, score: 1}, {read: 1}],
    ['embed', {standard: 'cmi5'}, {read: 1}, {viewed: true}, {read: 1}],
    ['embed', {standard: 'h5p'}, {read: 1}, {viewed: true}, {read: 1}],
    ['live', {}, {viewed: true}, {seconds: 99}, {viewed: true}],
  ];
  for (const [kind, more, rule, nearly, just] of rows) {
    it(`of ${kind} ${JSON.stringify(more)} is ${JSON.stringify(rule)}`, () => {
      const one = lesson(kind, more);
      assert.deepEqual(defaultComplete(one), rule);
      assert.equal(isLessonComplete(one, nearly), false, `not by ${JSON.stringify(nearly)}`);
      assert.equal(isLessonComplete(one, just), true, `but by ${JSON.stringify(just)}`);
    });
  }
});

describe('a rule of the lesson', () => {
  const rows: [rule: Complete, without: Partial<LessonProgress>][] = [
    [{watched: 0.9}, {ranges: []}],
    [{listened: 0.5}, {ranges: [[0, 40]]}],
    [{read: 0.5}, {read: 0.4}],
    [{passed: true}, {passed: false}],
    [{signed: true}, {signed: undefined}],
    [{checked: true}, {checked: []}],
    [{viewed: true}, {viewed: false, attempts: undefined}],
    [{minTime: 60}, {seconds: 59.99}],
  ] as [Complete, Partial<LessonProgress>][];
  for (const [rule, without] of rows) {
    it(`${JSON.stringify(rule)} is met by that and by nothing else, in any kind of lesson`, () => {
      for (const kind of Object.keys(parts) as LessonKind[]) {
        const one = lesson(kind, {complete: rule});
        assert.equal(isLessonComplete(one, everything), true, kind);
        assert.equal(isLessonComplete(one, {...everything, ...without} as LessonProgress), false, kind);
      }
    });
  }

  it('takes no answer for the end of the film: seeking to it counts nothing', () => {
    const film = lesson('video', {complete: {watched: 0.5}});
    assert.equal(isLessonComplete(film, {duration: 100, position: 100, ranges: [[99.9, 100]]}), false);
  });

  it('counts no second twice, however often it was played', () => {
    const film = lesson('video');
    const loops = Array.from({length: 50}, (): Range => [0, 10]);
    assert.equal(isLessonComplete(film, {duration: 100, ranges: loops}), false);
  });
});

describe('progress of several devices', () => {
  let seed = 3;
  const random = (most: number): number => Math.floor(((seed = (seed * 16807) % 2147483647) / 2147483647) * most);
  const visit = (): CourseProgress => {
    const one = (): LessonProgress => ({
      ranges: [[random(50), 50 + random(50)]],
      duration: 100,
      seconds: random(100),
      read: random(10) / 10,
      attempts: random(4),
      score: random(10) / 10,
      changed: new Date(Date.UTC(2026, 0, 1 + random(28), random(24), random(60), random(60))).toISOString(),
      ...(random(3) === 0 ? {passed: true} : {}),
      ...(random(4) === 0 ? {completed: new Date(Date.UTC(2026, 1, 1 + random(28))).toISOString()} : {}),
    });
    return {
      version: '1',
      enrolled: new Date(Date.UTC(2026, 0, 1 + random(28))).toISOString(),
      lessons: {a: one(), b: one()},
    };
  };

  it('comes out the same in whatever order it is joined, and a second time changes nothing (500 random ones)', () => {
    for (let run = 0; run < 500; run++) {
      const [phone, desk, tablet] = [visit(), visit(), visit()];
      const one = mergeCourseProgress(mergeCourseProgress(phone, desk), tablet);
      const other = mergeCourseProgress(mergeCourseProgress(tablet, phone), desk);
      for (const id of ['a', 'b']) {
        const {ranges, seconds, read, attempts, score, passed, completed, changed} = one.lessons[id]!;
        const same = other.lessons[id]!;
        assert.deepEqual(
          [same.ranges, same.seconds, same.read, same.attempts, same.score, same.passed, same.completed, same.changed],
          [ranges, seconds, read, attempts, score, passed, completed, changed],
        );
      }
      assert.equal(one.enrolled, other.enrolled);
      assert.deepEqual(mergeCourseProgress(one, phone).lessons, one.lessons);
    }
  });

  it('never makes undone what was done', () => {
    const film = lesson('video');
    for (let run = 0; run < 500; run++) {
      const [phone, desk] = [visit(), visit()];
      const merged = mergeCourseProgress(phone, desk);
      for (const id of ['a', 'b']) {
        const before = isLessonComplete(film, phone.lessons[id]) || isLessonComplete(film, desk.lessons[id]);
        if (before) assert.equal(isLessonComplete(film, merged.lessons[id]), true);
      }
    }
  });
});
