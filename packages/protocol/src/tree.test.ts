import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {activityId, findItem, lessonsOf, parentsOf} from './tree.js';
import type {Course, CourseItem} from './types.js';

const lesson = (id: string): CourseItem => ({id, kind: 'article', title: id, content: {}}) as CourseItem;
const block = (id: string, ...items: CourseItem[]): CourseItem => ({id, kind: 'block', title: id, items}) as CourseItem;
const courseOf = (...items: CourseItem[]): Course => ({
  id: 'https://acme.example/c',
  version: '1',
  languages: ['es'],
  title: 'C',
  items,
});

const year = courseOf(
  lesson('start'),
  block('spring', block('march', lesson('m1'), lesson('m2')), lesson('spring-test')),
  block('empty'),
  block('autumn', block('october', block('week-1', lesson('w1')))),
  lesson('end'),
);

describe('lessonsOf', () => {
  it('are those of all blocks, in the order in which they are taken', () => {
    assert.deepEqual(
      lessonsOf(year).map(({id}) => id),
      ['start', 'm1', 'm2', 'spring-test', 'w1', 'end'],
    );
  });

  it('are those of one block alone', () => {
    const spring = year.items[1] as Extract<CourseItem, {kind: 'block'}>;
    assert.deepEqual(
      lessonsOf(spring).map(({id}) => id),
      ['m1', 'm2', 'spring-test'],
    );
    assert.deepEqual(lessonsOf(courseOf(block('empty'))), []);
  });

  it('are as many as there are: 5,000 in a row, and one in 150 blocks', () => {
    assert.equal(lessonsOf(courseOf(...Array.from({length: 5000}, (_, at) => lesson(`l${at}`)))).length, 5000);
    let nested = lesson('bottom');
    for (let at = 0; at < 150; at++) nested = block(`b${at}`, nested);
    const deep = courseOf(nested);
    assert.equal(lessonsOf(deep).length, 1);
    assert.equal(parentsOf(deep, 'bottom').length, 150);
  });
});

describe('findItem', () => {
  it('finds a lesson and a block, however deep', () => {
    for (const id of ['start', 'spring', 'march', 'm2', 'empty', 'w1', 'end']) assert.equal(findItem(year, id)?.id, id);
  });

  it('finds nobody by another name', () => {
    for (const id of ['', 'M1', 'm', 'm1 ', 'constructor', '__proto__'])
      assert.equal(findItem(year, id), undefined, id);
  });

  it('finds the first of two that bear one id', () => {
    const first = lesson('twin');
    assert.equal(findItem(courseOf(block('a', first), lesson('twin')), 'twin'), first);
  });
});

describe('parentsOf', () => {
  const rows: [id: string, parents: string[]][] = [
    ['start', []],
    ['m1', ['spring', 'march']],
    ['march', ['spring']],
    ['spring', []],
    ['w1', ['autumn', 'october', 'week-1']],
    ['nobody', []],
  ];
  for (const [id, parents] of rows) {
    it(`of ${id}: ${parents.join(', ') || 'none'}`, () =>
      assert.deepEqual(
        parentsOf(year, id).map((one) => one.id),
        parents,
      ));
  }
});

describe('activityId', () => {
  it('is the same before and after a lesson moved to another block', () => {
    const moved = courseOf(block('new', lesson('m1')));
    assert.equal(activityId(year, 'm1'), activityId(moved, 'm1'));
  });

  it('is another for each id, and none of them is the course', () => {
    const ids = ['a', 'A', 'a/b', 'a%2Fb', 'a b', 'a+b', 'á', ''];
    assert.equal(new Set(ids.map((id) => activityId(year, id))).size, ids.length);
    for (const id of ids) assert.notEqual(activityId(year, id), activityId(year));
  });

  it('is an address that stays as it is when it is read as one', () => {
    for (const id of ['a b', 'año', '"<>"', '日本', '%', '?#']) {
      const iri = activityId(year, id);
      assert.equal(new URL(iri).href, iri);
    }
  });
});
