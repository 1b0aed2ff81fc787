// Chromium first: what is told and remembered is the same script in all engines; campus-element.test.ts tries what is
// shown.
import {expect} from '@open-wc/testing';
import type {CampusItem, CourseProgress} from '@uggla/protocol';
import {shareOf, Visits} from './visits.js';

describe('Visits', () => {
  beforeEach(() => localStorage.clear());

  it('keeps where each item was left, the last first', () => {
    const visits = new Visits('c');
    visits.keep('a', {lesson: 'one', share: 0.5});
    visits.keep('b', {});
    visits.keep('a', {share: 0.75});
    const all = new Visits('c').all;
    expect(all.get('a')).to.include({lesson: 'one', share: 0.75});
    expect(all.get('b')).to.include({lesson: '', share: 0});
  });

  it('keeps campuses apart', () => {
    new Visits('one').keep('a', {lesson: 'x'});
    expect(new Visits('two').all.size).to.equal(0);
  });

  it('starts anew when something else wrote in its place', () => {
    for (const rubbish of ['{', '{"a":1}', '[["a",null],[1,2],["b",{"lesson":1}]]']) {
      localStorage.setItem('uggla-campus:c', rubbish);
      expect(new Visits('c').all.size, rubbish).to.equal(0);
    }
  });

  it('does not grow for ever', () => {
    const visits = new Visits('c');
    for (let at = 0; at < 100; at++) visits.keep(`item-${at}`, {});
    expect(visits.all.size).to.equal(40);
  });
});

describe('shareOf', () => {
  const item: CampusItem = {id: 'a', kind: 'course', title: 'A', src: 'a.json', parts: 4};
  const progress = (completed: number, whole = false): CourseProgress => ({
    version: '1',
    enrolled: '2026-01-01T00:00:00Z',
    lessons: Object.fromEntries(
      Array.from({length: 3}, (_, at) => [
        `l${at}`,
        at < completed ? {completed: '2026-01-02T00:00:00Z'} : {viewed: true},
      ]),
    ),
    ...(whole ? {completed: '2026-01-03T00:00:00Z'} : {}),
  });

  it('is the lessons done of all that the campus names', () => {
    expect(shareOf(item, {progress: progress(1)})).to.equal(0.25);
    expect(shareOf({...item, parts: 2}, {progress: progress(3)})).to.equal(1);
  });

  it('is whole once the course says that it is complete', () => {
    expect(shareOf(item, {progress: progress(1, true)})).to.equal(1);
  });

  it('is a guide’s own where it has one, and nothing where nothing is known', () => {
    expect(shareOf(item, {share: 0.5})).to.equal(0.5);
    expect(shareOf(item, {})).to.equal(0);
  });
});
