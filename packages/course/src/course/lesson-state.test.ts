// Chromium first: the same rules, in script that is the same in all engines; course-element.test.ts tries what is shown.
import {expect} from '@esm-bundle/chai';
import type {Course, CourseProgress, Lesson, LessonProgress} from '@uggla/protocol';
import {isDueAgain, lessonShare, standingOf, type StandingOptions} from './lesson-state.js';

const now = new Date('2026-06-15T12:00:00Z');
const setting: StandingOptions = {now, groups: [], languages: ['en'], locks: true};

const lesson = (more: object): Lesson =>
  ({id: 'one', kind: 'article', title: 'One', content: {en: 'one.json'}, ...more}) as Lesson;
const first = lesson({id: 'first'});

/** Where a person stands with `one`, behind `first`, after having done this. */
function standing(one: Lesson, lessons: Record<string, LessonProgress> = {}, more: Partial<StandingOptions> = {}) {
  const course = {
    id: 'https://acme.example/c',
    version: '1',
    languages: ['en'],
    title: 'C',
    items: [first, one],
  } as unknown as Course;
  const progress: CourseProgress = {version: '1', enrolled: '2026-01-31T08:00:00.000Z', lessons};
  return standingOf(course, one, progress, {...setting, ...more});
}

describe('standingOf', () => {
  it('goes from open to started to done', () => {
    expect(standing(lesson({})).standing).to.equal('open');
    expect(standing(lesson({}), {one: {read: 0.2}}).standing).to.equal('started');
    expect(standing(lesson({}), {one: {read: 1}}).standing).to.equal('done');
  });

  it('does not call a lesson started that was only on the screen', () => {
    expect(standing(lesson({}), {one: {seconds: 40, changed: '2026-06-15T11:00:00Z'}}).standing).to.equal('open');
  });

  it('keeps done what was completed once, also when the rule became harder', () => {
    const harder = lesson({complete: {read: 1, minTime: 600}});
    expect(standing(harder, {one: {read: 0.5, completed: '2026-02-01T00:00:00Z'}}).standing).to.equal('done');
  });

  it('names the lock, and lets nothing else speak while it holds', () => {
    const {standing: where, lock} = standing(lesson({unlock: {after: ['first']}}), {one: {read: 1}});
    expect([where, lock?.kind, lock?.ids]).to.deep.equal(['locked', 'after', ['first']]);
  });

  it('knows no locks while the course is looked through', () => {
    expect(standing(lesson({unlock: {after: ['first']}}), {}, {locks: false})).to.deep.equal({standing: 'open'});
  });

  it('counts from enrolment by the calendar: a month after 31 January is the end of February', () => {
    const drip = lesson({unlock: {at: 'P1M'}});
    expect(standing(drip, {}, {now: new Date('2026-02-28T07:59:59Z')}).standing).to.equal('locked');
    expect(standing(drip, {}, {now: new Date('2026-02-28T08:00:00Z')}).standing).to.equal('open');
  });

  it('takes a day without an hour as its beginning in UTC, for opening, and as its end for closing', () => {
    const week = lesson({unlock: {at: '2026-06-10', until: '2026-06-17'}});
    const at = (date: string) => standing(week, {}, {now: new Date(date)});
    expect(at('2026-06-09T23:59:59Z').lock?.kind).to.equal('at');
    expect(at('2026-06-10T00:00:00Z').standing).to.equal('open');
    expect(at('2026-06-17T23:59:59Z').standing).to.equal('open');
    expect(at('2026-06-18T00:00:00Z').lock?.kind).to.equal('until');
  });

  it('wants all that a lock names, and tells of what is missing alone', () => {
    const strict = lesson({unlock: {after: ['first'], group: 'sales'}});
    expect(standing(strict, {}, {groups: ['sales']}).lock?.kind).to.equal('after');
    expect(standing(strict, {first: {read: 1}}).lock).to.deep.equal({kind: 'group', group: 'sales'});
    expect(standing(strict, {first: {read: 1}}, {groups: ['board', 'sales']}).standing).to.equal('open');
  });

  it('tells passed from done', () => {
    const after = lesson({unlock: {passed: ['first']}});
    expect(standing(after, {first: {read: 1, completed: '2026-02-01T00:00:00Z'}}).lock?.kind).to.equal('passed');
    expect(standing(after, {first: {passed: true}}).standing).to.equal('open');
  });

  it('does not wait for what the course no longer has', () => {
    expect(standing(lesson({unlock: {after: ['taken-away']}})).standing).to.equal('open');
  });
});

describe('isDueAgain', () => {
  const policy = (more: object = {}) =>
    lesson({
      kind: 'acknowledgement',
      document: {
        en: {src: 'p.pdf', sha256: '0'.repeat(64), version: '2'},
        es: {src: 'q.pdf', sha256: '1'.repeat(64), version: '2-es'},
      },
      ...more,
    });
  const signed = (version: string, at: string): LessonProgress => ({
    signed: {sha256: '0'.repeat(64), version, at, name: 'Ana'},
    completed: at,
  });
  const isDue = (one: Lesson, done: LessonProgress | undefined, languages = ['en']) =>
    isDueAgain(one, done, now, languages);

  it('is so when the time of renewal is over, to the second', () => {
    const yearly = lesson({renew: 'P1Y'});
    expect(isDue(yearly, {completed: '2025-06-15T12:00:01Z'})).to.equal(false);
    expect(isDue(yearly, {completed: '2025-06-15T12:00:00Z'})).to.equal(true);
  });

  it('is never so without a time of renewal, or before it was done', () => {
    expect(isDue(lesson({}), {completed: '1999-01-01T00:00:00Z'})).to.equal(false);
    expect(isDue(lesson({renew: 'P1D'}), undefined)).to.equal(false);
    expect(isDue(lesson({renew: 'P1D'}), {read: 0.5})).to.equal(false);
  });

  it('is so when the document has a new version, whatever the date', () => {
    expect(isDue(policy(), signed('1', '2026-06-14T00:00:00Z'))).to.equal(true);
    expect(isDue(policy(), signed('2', '2020-01-01T00:00:00Z'))).to.equal(false);
  });

  it('lets a signature of the other language stand', () => {
    expect(isDue(policy(), signed('2-es', '2026-06-01T00:00:00Z'), ['en'])).to.equal(false);
  });

  it('counts from the last signature, not from the first', () => {
    const renewed = {...signed('2', '2026-06-01T00:00:00Z'), completed: '2024-06-01T00:00:00Z'};
    expect(isDue(policy({renew: 'P1Y'}), renewed)).to.equal(false);
  });

  it('makes a done lesson due, not open', () => {
    expect(standing(lesson({renew: 'P1M'}), {one: {read: 1, completed: '2026-04-01T00:00:00Z'}}).standing).to.equal(
      'due',
    );
  });
});

describe('lessonShare', () => {
  const film = lesson({kind: 'video', media: 'film.json', duration: 100});

  it('is what was really played, not where playback stands', () => {
    expect(
      lessonShare(film, {
        ranges: [
          [0, 10],
          [90, 100],
        ],
        position: 100,
        duration: 100,
      }),
    ).to.equal(0.2);
  });

  it('takes the length from the course until the player has measured it', () => {
    expect(lessonShare(film, {ranges: [[0, 25]]})).to.equal(0.25);
    expect(lessonShare(film, {ranges: [[0, 25]], duration: 50})).to.equal(0.5);
  });

  it('is 0 before anything was done and never more than 1', () => {
    expect(lessonShare(film, undefined)).to.equal(0);
    expect(lessonShare(lesson({}), {read: 3})).to.equal(1);
  });

  it('is the whole of what is not measured bit by bit, once it is done', () => {
    const quiz = lesson({kind: 'quiz', questions: []});
    expect(lessonShare(quiz, {score: 0.4})).to.equal(0);
    expect(lessonShare(quiz, {completed: '2026-01-01T00:00:00Z'})).to.equal(1);
  });
});
