import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {lockedLessons} from './locked.js';
import {closesAt, lockOf, type CourseProgress, type LessonProgress} from './progress.js';
import type {Course, CourseItem, Lesson, Unlock} from './types.js';

const video = (id: string, unlock?: Unlock): Lesson =>
  ({id, kind: 'video', title: id, media: 'm.json', ...(unlock ? {unlock} : {})}) as Lesson;
const quiz = (id: string, unlock?: Unlock): Lesson =>
  ({id, kind: 'quiz', title: id, mastery: 0.8, questions: [], ...(unlock ? {unlock} : {})}) as Lesson;
const block = (id: string, items: CourseItem[], unlock?: Unlock): CourseItem => ({
  id,
  kind: 'block',
  title: id,
  items,
  ...(unlock ? {unlock} : {}),
});
const courseOf = (...items: CourseItem[]): Course => ({
  id: 'https://acme.example/c',
  version: '1',
  languages: ['es'],
  title: 'C',
  items,
});

const enrolled = '2026-01-31T08:00:00.000Z';
const progress = (lessons: Record<string, LessonProgress> = {}): CourseProgress => ({version: '1', enrolled, lessons});
const seen: LessonProgress = {duration: 10, ranges: [[0, 10]]};
/** What stands before the lesson `x` of a course at a moment. */
const lockAt = (now: string, unlock: Unlock, since = progress()) =>
  lockOf(courseOf(video('a'), quiz('q'), video('x', unlock)), 'x', since, {now: new Date(now)});

describe('lockOf: after', () => {
  it('names what is to be done first, and opens when it is', () => {
    const course = courseOf(video('a'), video('b'), video('x', {after: ['a', 'b']}));
    const now = {now: new Date(enrolled)};
    assert.deepEqual(lockOf(course, 'x', progress(), now), {kind: 'after', ids: ['a', 'b']});
    assert.deepEqual(lockOf(course, 'x', progress({a: seen}), now), {kind: 'after', ids: ['b']});
    assert.equal(lockOf(course, 'x', progress({a: seen, b: seen}), now), undefined);
  });

  it('may name a block: all of it', () => {
    const course = courseOf(block('m', [video('a'), block('n', [video('b')])]), video('x', {after: ['m']}));
    const now = {now: new Date(enrolled)};
    assert.deepEqual(lockOf(course, 'x', progress({a: seen}), now)?.ids, ['m']);
    assert.equal(lockOf(course, 'x', progress({a: seen, b: seen}), now), undefined);
  });

  it('bars nobody for what is no longer in the course', () => {
    assert.equal(lockAt(enrolled, {after: ['gone']}), undefined);
    assert.equal(lockAt(enrolled, {passed: ['gone']}), undefined);
    assert.equal(lockAt(enrolled, {after: [], passed: []}), undefined);
  });

  it('closes what waits for itself, and does not hang', () => {
    const course = courseOf(video('a', {after: ['b']}), video('b', {after: ['a']}), video('c', {after: ['c']}));
    for (const id of ['a', 'b', 'c'])
      assert.equal(lockOf(course, id, progress(), {now: new Date(enrolled)})?.kind, 'after');
  });
});

describe('lockOf: passed', () => {
  it('wants a pass, not a try', () => {
    assert.deepEqual(
      lockAt(enrolled, {passed: ['q']}, progress({q: {attempts: 3, passed: false, completed: enrolled}})),
      {kind: 'passed', ids: ['q']},
    );
    assert.equal(lockAt(enrolled, {passed: ['q']}, progress({q: {passed: true}})), undefined);
  });

  it('wants every test of a block that it names', () => {
    const course = courseOf(block('m', [video('a'), quiz('q1'), quiz('q2')]), video('x', {passed: ['m']}));
    const now = {now: new Date(enrolled)};
    assert.deepEqual(lockOf(course, 'x', progress({q1: {passed: true}}), now), {kind: 'passed', ids: ['m']});
    assert.equal(lockOf(course, 'x', progress({q1: {passed: true}, q2: {passed: true}}), now), undefined);
  });

  it('comes after what must be done, and before what must be waited for', () => {
    const unlock = {after: ['a'], passed: ['q'], at: '2099-01-01', group: 'sales'};
    assert.equal(lockAt(enrolled, unlock)?.kind, 'after');
    assert.equal(lockAt(enrolled, unlock, progress({a: seen}))?.kind, 'passed');
    assert.equal(lockAt(enrolled, unlock, progress({a: seen, q: {passed: true}}))?.kind, 'at');
    assert.equal(lockAt('2099-01-01T00:00:00Z', unlock, progress({a: seen, q: {passed: true}}))?.kind, 'group');
  });
});

describe('lockOf: at and until', () => {
  const open = (now: string, unlock: Unlock, since?: CourseProgress) => lockAt(now, unlock, since) === undefined;

  it('opens on the moment, not before', () => {
    assert.equal(open('2026-02-28T07:59:59.999Z', {at: 'P1M'}), false);
    assert.equal(open('2026-02-28T08:00:00.000Z', {at: 'P1M'}), true); // the 31st of January and a month
    assert.equal(open(enrolled, {at: 'P0D'}), true);
    assert.equal(open('2026-09-30T23:59:59.999Z', {at: '2026-10-01'}), false);
    assert.equal(open('2026-10-01T00:00:00.000Z', {at: '2026-10-01'}), true);
  });

  it('counts a year from a leap day to the last of February', () => {
    const leap = {...progress(), enrolled: '2028-02-29T10:00:00Z'};
    assert.equal(lockAt('2028-03-01T00:00:00Z', {at: 'P1Y'}, leap)?.date?.toISOString(), '2029-02-28T10:00:00.000Z');
    assert.equal(lockAt('2028-03-01T00:00:00Z', {at: 'P4Y'}, leap)?.date?.toISOString(), '2032-02-29T10:00:00.000Z');
  });

  it('means one moment wherever the clock of the machine is set, also where summer time begins', () => {
    const before = process.env['TZ'];
    const rows: [at: string, opens: string][] = [
      ['2026-03-29T02:30', '2026-03-29T02:30:00.000Z'], // there is no such minute in Madrid
      ['2026-10-25T02:30', '2026-10-25T02:30:00.000Z'], // and two of this one
      ['2026-10-25T02:30+02:00', '2026-10-25T00:30:00.000Z'],
      ['2026-10-25T02:30+01:00', '2026-10-25T01:30:00.000Z'],
      ['P2M', '2026-03-31T08:00:00.000Z'],
    ];
    for (const zone of ['UTC', 'Europe/Madrid', 'America/Santiago']) {
      process.env['TZ'] = zone;
      for (const [at, opens] of rows)
        assert.equal(lockAt(enrolled, {at})?.date?.toISOString(), opens, `${at} in ${zone}`);
    }
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  it('is open through the whole last day, and to the minute where one is named', () => {
    assert.equal(open('2026-12-31T23:59:59.999Z', {until: '2026-12-31'}), true);
    assert.equal(
      lockAt('2027-01-01T00:00:00Z', {until: '2026-12-31'})?.date?.toISOString(),
      '2027-01-01T00:00:00.000Z',
    );
    assert.equal(open('2026-12-31T11:59:59Z', {until: '2026-12-31T12:00Z'}), true);
    assert.equal(open('2026-12-31T12:00:00Z', {until: '2026-12-31T12:00Z'}), false);
    assert.equal(open('2026-02-07T07:59:59Z', {until: 'P1W'}), true);
    assert.equal(open('2026-02-07T08:00:00Z', {until: 'P1W'}), false);
  });

  it('may have both: a window', () => {
    const window = {at: 'P1D', until: 'P2D'};
    assert.deepEqual(
      ['2026-02-01T07:00:00Z', '2026-02-01T08:00:00Z', '2026-02-02T08:00:00Z'].map((now) => lockAt(now, window)?.kind),
      ['at', undefined, 'until'],
    );
  });

  it('stays closed by a date that is none, without naming one', () => {
    for (const text of ['soon', '2026-02-30', '1 March 2026']) {
      assert.deepEqual(lockAt('2030-01-01T00:00:00Z', {at: text}), {kind: 'at'}, text);
      assert.deepEqual(lockAt('2020-01-01T00:00:00Z', {until: text}), {kind: 'until'}, text);
    }
    assert.deepEqual(lockAt('2030-01-01T00:00:00Z', {at: 'P1D'}, {...progress(), enrolled: 'yesterday'}), {kind: 'at'});
  });

  it('never opens after more years than there are', () => {
    assert.equal(lockAt('9999-01-01T00:00:00Z', {at: 'P999999Y'})?.kind, 'at');
  });
});

describe('lockOf: group and blocks', () => {
  it('opens for who is of the group', () => {
    const course = courseOf(video('x', {group: 'sales'}));
    const now = new Date(enrolled);
    assert.deepEqual(lockOf(course, 'x', progress(), {now}), {kind: 'group', group: 'sales'});
    assert.equal(lockOf(course, 'x', progress(), {now, groups: ['Sales', 'sales ']})?.kind, 'group');
    assert.equal(lockOf(course, 'x', progress(), {now, groups: ['board', 'sales']}), undefined);
  });

  it('closes all that lies in a closed block, the outermost reason first', () => {
    const course = courseOf(
      video('a'),
      block('m', [block('n', [video('x', {group: 'sales'})], {after: ['a']})], {at: 'P1M'}),
    );
    const at = (now: string, done = {}) => lockOf(course, 'x', progress(done), {now: new Date(now)})?.kind;
    assert.equal(at(enrolled), 'at');
    assert.equal(at('2026-03-01T00:00:00Z'), 'after');
    assert.equal(at('2026-03-01T00:00:00Z', {a: seen}), 'group');
    assert.equal(lockOf(course, 'n', progress({a: seen}), {now: new Date('2026-03-01T00:00:00Z')}), undefined);
  });

  it('knows of no lock on what it does not know', () => {
    assert.equal(lockOf(courseOf(video('a')), 'nobody', progress(), {now: new Date(enrolled)}), undefined);
  });
});

describe('closesAt', () => {
  it('is the first moment at which a lock of the item, or of what is around it, closes', () => {
    const course = courseOf(
      block('m', [video('a', {until: 'P3M'}), video('b')], {until: '2026-03-01'}),
      video('c'),
      video('d', {until: 'soon'}),
    );
    const at = (id: string) => closesAt(course, id, enrolled)?.toISOString();
    assert.deepEqual(['a', 'b', 'c', 'none'].map(at), [
      '2026-03-02T00:00:00.000Z',
      '2026-03-02T00:00:00.000Z',
      undefined,
      undefined,
    ]);
    assert.equal(closesAt(course, 'd', enrolled)!.getTime(), -8.64e15); // no moment: closed
    assert.equal(lockOf(course, 'b', progress(), {now: new Date('2026-03-01T23:59:59.999Z')}), undefined);
    assert.equal(lockOf(course, 'b', progress(), {now: new Date('2026-03-02T00:00:00.000Z')})!.kind, 'until');
  });
});

describe('lockedLessons', () => {
  it('names what waits for anything or closes some day, by its own rule or that of a block around it', () => {
    const rules: Unlock[] = [
      {after: ['a']},
      {passed: ['q']},
      {at: 'P1D'},
      {at: '2020-01-01'},
      {until: 'P1Y'},
      {group: 'g'},
    ];
    const course = courseOf(
      video('a'),
      quiz('q'),
      ...rules.map((rule, at) => video(`x${at}`, rule)),
      block('outer', [block('inner', [video('deep')])], {at: 'P1M'}),
      block('free', [video('late', {after: ['a']}), video('free-one')]),
    );
    assert.deepEqual([...lockedLessons(course)], ['x0', 'x1', 'x2', 'x3', 'x4', 'x5', 'deep', 'late']);
  });

  it('leaves out what is open to everybody from the start', () => {
    const rules: Unlock[] = [{}, {at: 'P0D'}, {at: 'PT0S'}, {after: []}, {after: [], passed: [], at: 'P0D'}];
    const course = courseOf(...rules.map((rule, at) => video(`x${at}`, rule)), block('b', [video('y')], {at: 'P0D'}));
    assert.deepEqual([...lockedLessons(course)], []);
    const now = {now: new Date(enrolled)};
    assert.ok(rules.every((_, at) => lockOf(course, `x${at}`, progress(), now) === undefined));
  });
});
