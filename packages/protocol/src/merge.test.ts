import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  asCourseProgress,
  mergeCourseProgress,
  mergeLessonProgress,
  type CourseProgress,
  type LessonProgress,
} from './progress.js';

const enrolled = '2026-01-31T08:00:00.000Z';
const progress = (lessons: Record<string, LessonProgress> = {}): CourseProgress => ({version: '1', enrolled, lessons});

describe('mergeCourseProgress', () => {
  it('loses nothing of two devices, whichever comes first', () => {
    const phone = progress({
      hello: {ranges: [[0, 5]], position: 5, seconds: 5, changed: '2026-02-01T00:00:00Z'},
      privacy: {viewed: true},
    });
    const desk = progress({
      hello: {ranges: [[4, 9]], position: 9, seconds: 4, changed: '2026-02-02T00:00:00Z'},
      test: {score: 0.5},
    });
    for (const merged of [mergeCourseProgress(phone, desk), mergeCourseProgress(desk, phone)]) {
      assert.deepEqual(merged.lessons['hello']?.ranges, [[0, 9]]);
      assert.equal(merged.lessons['hello']?.position, 9);
      assert.equal(merged.lessons['hello']?.seconds, 5);
      assert.equal(merged.lessons['privacy']?.viewed, true);
      assert.equal(merged.lessons['test']?.score, 0.5);
    }
  });

  it('keeps the first completion and the earliest enrolment', () => {
    const one = {
      ...progress({a: {completed: '2026-03-01T00:00:00Z'}}),
      enrolled: '2026-02-01T00:00:00Z',
      completed: '2026-03-02T00:00:00Z',
    };
    const other = {...progress({a: {completed: '2026-02-15T00:00:00Z'}}), completed: '2026-03-01T00:00:00Z'};
    for (const merged of [mergeCourseProgress(one, other), mergeCourseProgress(other, one)]) {
      assert.equal(merged.lessons['a']?.completed, '2026-02-15T00:00:00Z');
      assert.equal(merged.completed, '2026-03-01T00:00:00Z');
      assert.equal(merged.enrolled, enrolled);
    }
  });

  it('lets what was done before a renewal count no more, on any device', () => {
    const before = progress({
      a: {read: 1, passed: true, completed: '2026-01-01T00:00:00Z', changed: '2027-03-01T00:00:00Z'},
    });
    const since = progress({
      a: {
        read: 0.2,
        completed: '2026-01-01T00:00:00Z',
        renewed: '2027-02-01T00:00:00Z',
        changed: '2027-02-01T00:00:00Z',
      },
    });
    for (const merged of [mergeCourseProgress(before, since), mergeCourseProgress(since, before)])
      assert.deepEqual(merged.lessons['a'], since.lessons['a']);
  });

  it('keeps the first completion since a renewal', () => {
    const renewed = '2027-02-01T00:00:00Z';
    const [old, first, later] = ['2026-01-01T00:00:00Z', '2027-02-03T00:00:00Z', '2027-02-09T00:00:00Z'];
    const merged = (one: string, other: string) =>
      mergeLessonProgress({renewed, completed: one}, {renewed, completed: other}).completed;
    assert.deepEqual(
      [merged(old, first), merged(first, old), merged(later, first), merged(old, old)],
      [first, first, first, old],
    );
  });

  it('takes the registration of the earlier enrolment, so that one enrolment stays one', () => {
    const early = {...progress(), registration: 'early'};
    const late = {...progress(), enrolled: '2026-03-01T00:00:00.000Z', registration: 'late'};
    assert.equal(mergeCourseProgress(late, early).registration, 'early');
    assert.equal(mergeCourseProgress(early, late).registration, 'early');
    assert.equal(mergeCourseProgress(progress(), late).registration, 'late');
    assert.equal('registration' in mergeCourseProgress(progress(), progress()), false);
  });

  it('goes on where the second of the two is, in the version that it speaks of', () => {
    const merged = mergeCourseProgress({...progress(), lesson: 'a'}, {...progress(), lesson: 'b', version: '2'});
    assert.deepEqual([merged.lesson, merged.version], ['b', '2']);
    assert.equal(mergeCourseProgress({...progress(), lesson: 'a'}, progress()).lesson, 'a');
  });

  it('changes neither, and merging one with itself changes nothing', () => {
    const one = progress({a: {ranges: [[0, 5]], checked: ['x'], seconds: 3, passed: true, changed: enrolled}});
    const before = structuredClone(one);
    assert.deepEqual(mergeCourseProgress(one, one), one);
    assert.deepEqual(mergeCourseProgress(mergeCourseProgress(one, progress()), one), one);
    assert.deepEqual(one, before);
  });

  it('takes any name for a lesson', () => {
    const odd = progress(
      JSON.parse('{"__proto__": {"seconds": 1}, "constructor": {"seconds": 2}}') as Record<string, LessonProgress>,
    );
    const merged = mergeCourseProgress(odd, progress());
    assert.deepEqual(Object.keys(merged.lessons), ['__proto__', 'constructor']);
    assert.equal((merged.lessons['constructor'] as LessonProgress).seconds, 2);
    assert.equal(Object.getPrototypeOf(merged.lessons), Object.prototype);
  });
});

describe('mergeLessonProgress', () => {
  const merge = (one: LessonProgress, other: LessonProgress) => [
    mergeLessonProgress(one, other),
    mergeLessonProgress(other, one),
  ];

  it('keeps the best of each: the score, the attempts, the pass, what was read', () => {
    for (const merged of merge(
      {score: 0.4, attempts: 3, passed: false, read: 0.2},
      {score: 0.9, attempts: 2, passed: true, read: 0.1},
    )) {
      assert.deepEqual(merged, {score: 0.9, attempts: 3, passed: true, read: 0.2});
    }
    for (const merged of merge({score: 0}, {})) assert.deepEqual(merged, {score: 0});
  });

  it('joins the steps that were checked off', () => {
    for (const merged of merge({checked: ['a', 'b']}, {checked: ['b', 'c']}))
      assert.deepEqual([...merged.checked!].sort(), ['a', 'b', 'c']);
  });

  it('takes the place, the answers and the signature of the newer', () => {
    const older = {
      place: 'p1',
      answers: {q: 'a'},
      signed: {sha256: 'x', version: '1', at: enrolled, name: 'L'},
      changed: '2026-02-01T00:00:00Z',
    };
    const newer = {place: 'p2', answers: {q: 'b'}, changed: '2026-02-02T00:00:00Z'};
    for (const merged of merge(older, newer)) {
      assert.deepEqual([merged.place, merged.answers, merged.changed], ['p2', {q: 'b'}, newer.changed]);
      assert.equal(merged.signed?.version, '1', 'a signature is not lost by a newer visit');
    }
  });

  it('keeps what a later version of Uggla may add', () => {
    for (const merged of merge({mood: 'good'} as LessonProgress, {seconds: 1}))
      assert.deepEqual(merged, {mood: 'good', seconds: 1});
  });
});

describe('asCourseProgress', () => {
  it('takes what we write as it is, and what it does not know', () => {
    const whole = {
      version: '1',
      enrolled,
      registration: '11111111-2222-4333-8444-555555555555',
      lesson: 'a',
      completed: enrolled,
      later: {version: 2},
      lessons: {
        a: {
          ranges: [
            [0, 5],
            [7, 9],
          ],
          duration: 10,
          position: 5,
          read: 0.5,
          place: 'x',
          viewed: true,
          seconds: 5,
          score: 1,
          passed: true,
          attempts: 1,
          answers: {q: ['a']},
          signed: {sha256: 'x', version: '1', at: enrolled, name: 'L'},
          checked: ['s'],
          completed: enrolled,
          changed: enrolled,
          mood: 'good',
        },
      },
    };
    assert.deepEqual(asCourseProgress(JSON.parse(JSON.stringify(whole))), whole);
  });

  it('takes nothing for what is no progress', () => {
    for (const value of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      {lessons: {}},
      {enrolled},
      {enrolled, lessons: []},
      {enrolled: 'soon', lessons: {}},
      {enrolled: 7, lessons: {}},
    ]) {
      assert.equal(asCourseProgress(value), undefined, JSON.stringify(value));
    }
  });

  const bad: [field: string, values: unknown[]][] = [
    ['ranges', ['0-5', [1, 2], [[1]], [[1, 2, 3]], [['0', '5']], [null], {0: [1, 2]}]],
    ['duration', ['10', null, true]],
    ['seconds', ['10', {}]],
    ['score', ['1', [1]]],
    ['viewed', ['true', 1]],
    ['passed', [1, 'yes']],
    ['answers', [[], 'a', null]],
    ['signed', [true, {}, {sha256: 'x', version: '1', name: 'L'}, {sha256: 'x', version: '1', name: 'L', at: 'once'}]],
    ['checked', ['a', [1], [null]]],
    ['completed', [true, 'yes', 0]],
    ['changed', [0, 'later']],
  ];
  for (const [field, values] of bad) {
    it(`leaves out ${field} that is not as we write it, and keeps the rest of the lesson`, () => {
      for (const value of values) {
        const read = asCourseProgress({version: '1', enrolled, lessons: {a: {[field]: value, mood: 'good'}}});
        assert.deepEqual(read?.lessons, {a: {mood: 'good'}}, JSON.stringify(value));
      }
    });
  }

  it('leaves out lessons that are none, and what a record store would refuse every statement for', () => {
    const read = asCourseProgress({
      enrolled,
      version: 2,
      registration: 'none',
      lesson: 7,
      completed: false,
      lessons: {a: null, b: 'x', c: [], d: {seconds: 1}},
    });
    assert.deepEqual(read, {enrolled, version: '', lessons: {d: {seconds: 1}}});
  });

  it('can be merged with ours, whatever it was', () => {
    const theirs = asCourseProgress(
      JSON.parse(
        '{"enrolled": "2026-01-01T00:00:00Z", "lessons": {"a": {"ranges": [null], "checked": 7, "seconds": "x"}, "__proto__": {"seconds": 1}}}',
      ),
    );
    const merged = mergeCourseProgress(theirs!, progress({a: {seconds: 4, ranges: [[0, 4]]}}));
    assert.deepEqual(merged.lessons['a'], {seconds: 4, ranges: [[0, 4]]});
  });
});
