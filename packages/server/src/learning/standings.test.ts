import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Course, CourseProgress} from '@uggla/protocol';
import {lateAfter, todosOf} from './todos.js';

const enrolled = '2026-01-31T08:00:00.000Z';
const lesson = (id: string, more: object = {}) => ({id, kind: 'embed', title: id, src: 'x.html', ...more});
const courseOf = (items: object[], more: object = {}) =>
  ({id: 'https://acme.example/c', version: '1', languages: ['es'], title: 'C', items, ...more}) as unknown as Course;
const todos = (course: Course, now: string, lessons: CourseProgress['lessons'] = {}, more: object = {}) =>
  todosOf(course, {progress: {version: '1', enrolled, lessons}, locks: {}, ...more}, {now: new Date(now), lateAfter});
const done = {viewed: true, completed: '2026-02-03T10:00:00.000Z'};

describe('todosOf', () => {
  it('holds what is open and not done, late after thirty days', () => {
    const course = courseOf([lesson('a'), lesson('b')]);
    assert.deepEqual(todos(course, '2026-03-02T07:59:00.000Z', {a: done}), [
      {lesson: 'b', title: 'b', step: 'due', since: enrolled, round: ''},
    ]);
    assert.equal(todos(course, '2026-03-02T08:00:00.000Z', {a: done})[0]!.step, 'late');
  });

  it('counts from the day that opens a lesson, and from what had to be done first', () => {
    const course = courseOf([
      lesson('a'),
      lesson('b', {unlock: {at: 'P1M'}}),
      {...lesson('m'), kind: 'block', items: [lesson('c')], unlock: {after: ['a']}},
    ]);
    const found = todos(course, '2026-03-05T00:00:00.000Z', {a: done});
    assert.deepEqual(
      found.map(({lesson: id, since, step}) => [id, since, step]),
      [
        ['b', '2026-02-28T08:00:00.000Z', 'due'],
        ['c', done.completed, 'due'],
      ],
    );
  });

  it('tells until when, and is late when that is over', () => {
    const course = courseOf([lesson('a', {unlock: {until: '2026-02-10'}})]);
    assert.deepEqual(todos(course, '2026-02-01T00:00:00.000Z')[0], {
      lesson: 'a',
      title: 'a',
      step: 'due',
      since: enrolled,
      until: '2026-02-11T00:00:00.000Z',
      round: '',
    });
    const locks = {a: {kind: 'until', date: '2026-02-11T00:00:00.000Z'}};
    assert.equal(todos(course, '2026-02-12T00:00:00.000Z', {}, {locks})[0]!.step, 'late');
  });

  it('leaves out what is closed for another reason, and what the course asks of nobody', () => {
    const course = courseOf([lesson('a'), lesson('b'), lesson('c')], {complete: {all: ['a', 'b']}});
    const locks = {b: {kind: 'group', group: 'sales'}};
    assert.deepEqual(
      todos(course, enrolled, {}, {locks}).map(({lesson: id}) => id),
      ['a'],
    );
  });

  it('holds what is to be done again since its time ran out, each time as another round', () => {
    const course = courseOf([lesson('a')]);
    const [again] = todos(course, '2026-09-01T00:00:00.000Z', {a: done}, {due: {a: '2026-08-03T10:00:00.000Z'}});
    assert.deepEqual([again!.step, again!.since, again!.round], ['due', '2026-08-03T10:00:00.000Z', done.completed]);
    assert.equal(todos(course, '2026-09-03T00:00:00.000Z', {a: done}, {due: {a: ''}})[0]!.since, enrolled); // nobody knows since when
  });
});
