// Chromium first: what is packed is the same script in all engines; outbox.test.ts tries the stores.
import {expect} from '@open-wc/testing';
import {newId, type Course, type CourseProgress, type LessonProgress} from '@uggla/protocol';
import {packProgress, unpackProgress} from './suspend-data.js';

const enrolled = '2026-01-31T08:00:07.000Z';
const at = (minutes: number): string => new Date(Date.parse(enrolled) + minutes * 60_000).toISOString();
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** A course of so many lessons: films, and every fourth a quiz. */
const courseOf = (...ids: string[]): Course =>
  ({
    id: 'https://acme.example/c',
    version: '2',
    languages: ['es'],
    title: 'C',
    items: ids.map((id, place) =>
      place % 4 === 3
        ? {id, kind: 'quiz', title: id, mastery: 0.8, questions: []}
        : {id, kind: 'video', title: id, media: 'm.json'},
    ),
  }) as unknown as Course;
const names = (count: number, start = 0): string[] =>
  Array.from({length: count}, (_, place) => `lesson-${place + start}`);
const progressOf = (lessons: Record<string, LessonProgress>, more: Partial<CourseProgress> = {}): CourseProgress => ({
  version: '2',
  enrolled,
  registration: newId(),
  lessons,
  ...more,
});
const again = (course: Course, progress: CourseProgress, most = 4096) => {
  const {text, short} = packProgress(course, progress, most);
  expect(text.length).to.be.at.most(most);
  expect(text).to.match(/^[\w-]*$/);
  return {...unpackProgress(course, text), short, text};
};
/** The same dice in each run. */
const dice = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

describe('suspend data', () => {
  it('gives back where each lesson stands: played stretches, place, score, answers, what was signed', () => {
    const course = {
      ...courseOf('film', 'book', 'guide', 'test'),
      items: [
        ...courseOf('film', 'book', 'guide', 'test').items,
        {
          id: 'privacy',
          kind: 'acknowledgement',
          title: 'P',
          document: {es: {src: 'p.pdf', sha256, version: '2026-01'}},
        },
      ],
    } as unknown as Course;
    const lessons: Record<string, LessonProgress> = {
      film: {
        ranges: [
          [0, 12.3],
          [40, 61.4],
        ],
        duration: 184.32,
        position: 61.4,
        seconds: 70,
        changed: at(10),
      },
      book: {place: 'epubcfi(/6/4!/4/2)', read: 0.25, changed: at(11)},
      guide: {checked: ['a', 'ñ'], read: 0.5, changed: at(12)},
      test: {
        attempts: 2,
        score: 0.667,
        passed: false,
        viewed: true,
        answers: {q1: ['b'], q2: true, q3: {l: 'r'}},
        changed: at(13),
      },
      privacy: {
        signed: {sha256, version: '2026-01', at: at(14), name: 'Ana Ruiz Ñ'},
        completed: at(14),
        changed: at(14),
      },
    };
    const {progress, whole, short} = again(course, progressOf(lessons, {lesson: 'film'}));
    expect([whole, short]).to.deep.equal([true, undefined]);
    expect(progress?.lessons).to.deep.equal(lessons);
    expect([progress?.enrolled, progress?.lesson, progress?.completed]).to.deep.equal([enrolled, 'film', undefined]);
  });

  it('keeps the enrolment’s id and when the course was completed', () => {
    const progress = progressOf({a: {completed: at(5), changed: at(5)}}, {completed: at(5)});
    const read = again(courseOf('a'), progress).progress;
    expect([read?.registration, read?.completed, read?.lessons['a']?.completed]).to.deep.equal([
      progress.registration,
      at(5),
      at(5),
    ]);
  });

  it('holds a course of 400 lessons over a year in the 4,096 characters of SCORM 1.2, with the lesson that is under way whole', () => {
    const course = courseOf(...names(400));
    const lessons = Object.fromEntries(
      course.items.map(({id, kind}, place): [string, LessonProgress] => [
        id,
        {
          completed: at(place * 1300),
          changed: at(place * 1300),
          seconds: 200,
          duration: 200,
          ranges: [[0, 200]],
          ...(kind === 'quiz' ? {attempts: 2, score: 0.9, passed: true, viewed: true} : {}),
        },
      ]),
    );
    const film: LessonProgress = {
      ranges: [
        [0, 30],
        [50, 70.5],
        [90, 120.2],
      ],
      duration: 600,
      position: 120.2,
      seconds: 99,
      changed: at(600_000),
    };
    const {progress, short, text} = again(course, progressOf({...lessons, 'lesson-398': film}, {lesson: 'lesson-398'}));
    expect(short).to.equal(undefined);
    expect(text.length).to.be.above(1000);
    expect(Object.values(progress!.lessons).filter(({completed}) => completed)).to.have.length(399);
    expect(progress!.lessons['lesson-398']).to.deep.equal(film);
    expect(progress!.lessons['lesson-300']?.completed).to.equal(
      new Date(Math.floor(300 * 1300) * 60_000 + Date.parse(enrolled)).toISOString(),
    );
    expect(progress!.lessons['lesson-399']?.score).to.equal(0.9);
  });

  it('never grows past its room: it leaves out what is needed least, says of which lessons, and keeps what is done and the place', () => {
    const course = courseOf(...names(400));
    const random = dice(7);
    const long = Object.fromEntries(
      course.items.map(({id}, place): [string, LessonProgress] => [
        id,
        place < 200
          ? {completed: at(place), changed: at(place)}
          : {
              ranges: Array.from({length: 30}, (_, n): [number, number] => [n * 20, n * 20 + 1 + random() * 10]),
              duration: 900,
              position: 300,
              place: 'x'.repeat(200),
              changed: at(place),
            },
      ]),
    );
    const {progress, short} = again(course, progressOf(long, {lesson: 'lesson-399'}));
    expect(short!.length).to.be.above(100);
    expect(short).not.to.include('lesson-10');
    expect(Object.values(progress!.lessons).filter(({completed}) => completed)).to.have.length(200);
    expect(progress!.lessons['lesson-399']?.position).to.equal(300);
    expect(progress!.lessons['lesson-399']?.ranges, 'the lesson under way is kept longest').to.have.length(30);
  });

  it('holds 1,000 completed lessons, without their dates if need be', () => {
    const course = courseOf(...names(1000));
    const lessons = Object.fromEntries(
      names(1000).map((id, place): [string, LessonProgress] => [
        id,
        {completed: at(place * 500), changed: at(place * 500)},
      ]),
    );
    const {progress} = again(course, progressOf(lessons));
    expect(Object.values(progress!.lessons).filter(({completed}) => completed).length).to.be.at.least(990);
  });

  it('finds what is its own in a new version: lessons added, moved, taken away', () => {
    const random = dice(11);
    for (let run = 0; run < 40; run++) {
      const old = names(3 + Math.floor(random() * 60));
      const progress = progressOf(
        Object.fromEntries(
          old
            .filter(() => random() < 0.6)
            .map((id): [string, LessonProgress] => [id, {completed: at(run), changed: at(run)}]),
        ),
      );
      const now = [...old.filter(() => random() < 0.8), ...names(20, 1000)].sort(() => random() - 0.5);
      const {text} = packProgress(courseOf(...old), progress, 4096);
      const found = unpackProgress(courseOf(...now), text)!.progress.lessons;
      expect(Object.keys(found).sort()).to.deep.equal(now.filter((id) => progress.lessons[id]).sort());
    }
  });

  it('knows what was cut off, changed, or never ours, and still whose it was', () => {
    const course = courseOf(...names(9));
    const progress = progressOf(Object.fromEntries(names(9).map((id) => [id, {completed: at(1), changed: at(1)}])));
    const {text} = packProgress(course, progress, 4096);
    for (const broken of [text.slice(0, -4), text.slice(0, 30), `${text.slice(0, 40)}x${text.slice(41)}`, `${text} `]) {
      const read = unpackProgress(course, broken);
      expect(
        [read?.whole, read?.progress.registration, Object.keys(read?.progress.lessons ?? {}).length],
        broken,
      ).to.deep.equal([false, progress.registration, 0]);
    }
    for (const foreign of ['', 'location=3', '{"a":1}', 'U', 'Uñ'.repeat(40)])
      expect(unpackProgress(course, foreign), foreign).to.equal(undefined);
  });

  it('asks for a new signature when the document is another', () => {
    const signed = {signed: {sha256, version: '1', at: at(1), name: 'Ana'}, completed: at(1), changed: at(1)};
    const of = (sha: string) =>
      ({
        ...courseOf(),
        items: [{id: 'p', kind: 'acknowledgement', title: 'P', document: {es: {src: 'p', sha256: sha, version: '1'}}}],
      }) as unknown as Course;
    const {text} = packProgress(of(sha256), progressOf({p: signed}), 4096);
    expect(unpackProgress(of('00'.repeat(32)), text)?.progress.lessons['p']?.signed?.sha256).to.equal('9f86d081');
    expect(unpackProgress(of(sha256), text)?.progress.lessons['p']?.signed?.sha256).to.equal(sha256);
  });
});
