import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  StatementMaker,
  type Actor,
  type Course,
  type CourseItem,
  type Lesson,
  type Range,
  type Statement,
} from '@uggla/protocol';
import type {AttemptRow} from '../store/tables.js';
import {computeProgress, type Computed, type Evidence} from './compute-progress.js';
import {registered} from './enrolment-statement.js';

const ana: Actor = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'ana'}};
const boss: Actor = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'boss'}};
const lesson = (kind: string, id: string, more: object = {}) =>
  ({id, kind, title: id, ...(kind === 'video' ? {media: 'm.json', duration: 100} : {}), ...more}) as unknown as Lesson;
const courseOf = (...items: CourseItem[]): Course => ({
  id: 'https://acme.example/c',
  version: '1',
  languages: ['es'],
  title: 'C',
  items,
});
const video = lesson('video', 'v');
const start = Date.parse('2026-05-04T08:00:00Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const later = (iso: string, seconds: number) => new Date(Date.parse(iso) + seconds * 1000).toISOString();

/** A page: what it records has its clock's time; what arrives has the server's. `skew` is what its clock is off. */
class Page {
  readonly sent: Statement[] = [];
  readonly #course: Course;
  #clock = start;
  #session: string;
  #arrives: string | undefined;
  skew = 0;

  constructor(course: Course, session = crypto.randomUUID()) {
    this.#course = course;
    this.#session = session;
  }

  /** The time of both clocks goes on to so many seconds after the start, or to a moment. */
  to(when: number | string): this {
    this.#clock = typeof when === 'number' ? start + when * 1000 : Date.parse(when);
    return this;
  }

  /** All that follows waits and arrives at that moment. */
  offlineUntil(when: number | string): this {
    this.#arrives = typeof when === 'number' ? at(when) : when;
    return this;
  }

  online(): this {
    this.#arrives = undefined;
    return this;
  }

  say(make: (maker: StatementMaker) => Statement): this {
    const maker = new StatementMaker({
      course: this.#course,
      actor: ana,
      language: 'es',
      session: this.#session,
      now: () => new Date(this.#clock + this.skew * 1000),
    });
    const stored = this.#arrives ?? new Date(this.#clock).toISOString();
    this.sent.push({...make(maker), stored, authority: ana});
    return this;
  }

  open(one: Lesson): this {
    return this.say((maker) => maker.initialized(one));
  }

  played(one: Lesson, ...ranges: Range[]): this {
    return this.say((maker) => maker.paused(one, {time: ranges.at(-1)![1], duration: 100, ranges}));
  }

  finish(one: Lesson, ...ranges: Range[]): this {
    return this.say((maker) =>
      maker.completed(one, 10, ranges.length > 0 ? {time: 100, duration: 100, ranges} : undefined),
    );
  }

  leave(one: Lesson): this {
    return this.say((maker) => maker.terminated(one, 10));
  }
}

const enrolledAt = (course: Course, stored: string): Statement => ({
  id: crypto.randomUUID(),
  actor: ana,
  verb: registered,
  object: {id: course.id},
  timestamp: stored,
  stored,
  authority: boss,
});
const compute = (course: Course, statements: readonly Statement[], more: Partial<Evidence> = {}): Computed =>
  computeProgress(course, {
    statements,
    attempts: [],
    groups: [],
    timeZone: undefined,
    graded: true,
    lengths: new Map(),
    now: new Date(start + 86_400_000),
    ...more,
  });
const doneOf = ({progress}: Computed) =>
  Object.entries(progress.lessons)
    .filter(([, {completed}]) => completed !== undefined)
    .map(([id]) => id);

describe('computeProgress: a film', () => {
  const course = courseOf(video);
  const one = () => new Page(course);
  const table: [what: string, statements: Statement[], covered: Range[] | undefined, done: boolean][] = [
    ['watched from one end to the other', one().open(video).to(100).played(video, [0, 100]).sent, [[0, 100]], true],
    ['watched at twice the speed', one().open(video).to(50).played(video, [0, 100]).sent, [[0, 100]], true],
    ['watched at sixteen times the speed', one().open(video).to(6.25).played(video, [0, 100]).sent, undefined, false],
    ['claimed without a visit', one().played(video, [0, 100]).sent, undefined, false],
    ['claimed complete without stretches', one().open(video).to(100).finish(video).sent, undefined, false],
    [
      'jumped to its end',
      one().open(video).to(10).played(video, [0, 5], [95, 100]).sent,
      [
        [0, 5],
        [95, 100],
      ],
      false,
    ],
    [
      'watched on two visits',
      one().open(video).to(50).played(video, [0, 50]).leave(video).to(500).open(video).to(545).played(video, [0, 95])
        .sent,
      [[0, 95]],
      true,
    ],
    [
      'watched twice over the same half',
      one().open(video).to(50).played(video, [0, 50]).to(100).played(video, [0, 50]).sent,
      [[0, 50]],
      false,
    ],
    [
      'watched offline, told all at once',
      one().offlineUntil(9000).open(video).to(95).played(video, [0, 95]).leave(video).sent,
      [[0, 95]],
      true,
    ],
    [
      'watched in a tab that was killed, told by the next',
      [...one().open(video).sent, ...one().to(100).open(video).to(101).played(video, [0, 95]).sent],
      [[0, 95]],
      true,
    ],
    ['stretches beyond its end', one().open(video).to(95).played(video, [0, 40], [150, 900]).sent, [[0, 40]], false],
    [
      'stretches that are none',
      one()
        .open(video)
        .to(95)
        .say((maker) => ({
          ...maker.paused(video, {time: 0, duration: 100, ranges: []}),
          result: {
            extensions: {'https://w3id.org/xapi/video/extensions/played-segments': '5[.]1e999[,]x[.]9[,]-4[.]2'},
          },
        })).sent,
      undefined,
      false,
    ],
  ];
  for (const [what, statements, covered, done] of table) {
    it(`${what}: ${done ? 'complete' : 'not complete'}`, () => {
      const {progress} = compute(course, statements);
      assert.deepEqual(
        [progress.lessons['v']?.ranges, progress.lessons['v']?.completed !== undefined],
        [covered, done],
      );
    });
  }

  it('is added up over two devices that tell of it in turns', () => {
    const [phone, desk] = [one(), one()];
    phone.open(video).to(50).played(video, [0, 50]);
    desk.to(20).open(video).to(65).played(video, [50, 95]);
    const statements = [...phone.sent, ...desk.sent].sort((a, b) => (a.stored! < b.stored! ? -1 : 1));
    assert.deepEqual(compute(course, statements).progress.lessons['v']?.ranges, [[0, 95]]);
  });

  it('is watched in the time that has passed by the server’s clock, whatever the page’s says', () => {
    const enrolment = enrolledAt(course, at(0));
    const forged = one().to(60);
    forged.skew = -7200; // “I began two hours ago”
    forged.open(video).to(61);
    forged.skew = 0;
    forged.played(video, [0, 95]);
    assert.equal(doneOf(compute(course, [enrolment, ...forged.sent])).length, 1, '61 s at up to four times the speed');
    const quicker = one().to(10);
    quicker.skew = -7200;
    quicker.open(video).to(11);
    quicker.skew = 0;
    quicker.played(video, [0, 95]);
    assert.deepEqual(doneOf(compute(course, [enrolment, ...quicker.sent])), []);
  });

  it('is believed of a page whose clock is put back or runs ahead', () => {
    for (const skew of [-3600, 3600, -86_400 * 400]) {
      const odd = one().open(video).to(90);
      odd.skew = skew;
      odd.to(95).played(video, [0, 95]);
      assert.deepEqual(doneOf(compute(course, odd.sent)), ['v'], String(skew));
    }
  });

  it('is as long as the campus publishes it, else as the longest that was told', () => {
    const unknown = lesson('video', 'v', {duration: undefined});
    const statements = one()
      .open(unknown)
      .to(95)
      .say((maker) => maker.paused(unknown, {time: 10, duration: 10, ranges: [[0, 10]]})).sent;
    assert.deepEqual(doneOf(compute(courseOf(unknown), statements, {lengths: new Map([['v', 100]])})), []);
    assert.deepEqual(doneOf(compute(courseOf(unknown), statements)), ['v']);
  });
});

describe('computeProgress: other lessons', () => {
  const read = lesson('article', 'a', {content: {}});
  const book = lesson('book', 'b', {book: {}});
  const policy = lesson('acknowledgement', 'p', {document: {es: {src: 'p.pdf', sha256: 'a'.repeat(64), version: '1'}}});
  const quiz = lesson('quiz', 'q', {
    mastery: 0.5,
    questions: [
      {id: 'one', type: 'truefalse', text: ''},
      {id: 'two', type: 'truefalse', text: ''},
    ],
  });
  const timed = lesson('article', 't', {content: {}, complete: {minTime: 60}});
  const attempt = (question: string, score: number, time: string): AttemptRow => ({
    id: question,
    actor: '',
    course: '',
    item: 'q',
    question,
    attempt: '1',
    number: 1,
    response: '',
    score,
    time,
  });
  const sign = (page: Page, sha256 = 'a'.repeat(64)) =>
    page.say((maker) =>
      maker.acknowledged(policy as never, {
        document: 'p.pdf',
        sha256,
        version: '1',
        text: 'Sí',
        name: 'Ana',
        language: 'es',
      }),
    );

  it('are complete by what the statements say: read to the end, signed', () => {
    const course = courseOf(read, book, policy);
    const page = new Page(course).open(read).open(book).open(policy);
    assert.deepEqual(doneOf(compute(course, page.sent)), []);
    assert.deepEqual(
      doneOf(compute(course, page.finish(read).finish(policy).sent)),
      ['a'],
      'a document is accepted by a signature alone',
    );
    assert.deepEqual(doneOf(compute(course, sign(page.finish(book)).sent)), ['a', 'b', 'p']);
  });

  it('are complete when their package says so, not when it was begun; a page when it was seen', () => {
    const [chair, page] = [
      lesson('embed', 's', {src: 's/x.html', standard: 'scorm12'}),
      lesson('embed', 'w', {src: 'w/index.html', standard: 'page'}),
    ];
    const course = courseOf(chair, page);
    const visit = new Page(course).open(chair).open(page).leave(chair);
    assert.deepEqual(doneOf(compute(course, visit.sent)), ['w']);
    const done = compute(course, visit.finish(chair).sent);
    assert.deepEqual(doneOf(done), ['s', 'w']);
    assert.equal(done.progress.lessons['s']!.read, 1);
  });

  it('are due when their document was published anew', () => {
    const course = courseOf(policy);
    const statements = sign(new Page(course), 'b'.repeat(64)).sent;
    assert.deepEqual(Object.keys(compute(course, statements).due ?? {}), ['p']);
    assert.equal(compute(course, sign(new Page(course)).sent).due, undefined);
  });

  it('are tests by the server’s own verdicts, where it has the answers', () => {
    const course = courseOf(quiz);
    const claimed = new Page(course)
      .open(quiz)
      .say((maker) => maker.judged(quiz, 1, true, 9, 'server'))
      .finish(quiz).sent;
    assert.deepEqual(doneOf(compute(course, claimed)), []);
    assert.deepEqual(
      doneOf(compute(course, claimed, {attempts: [attempt('one', 1, at(5)), attempt('two', 0, at(6))]})),
      ['q'],
    );
    assert.deepEqual(
      doneOf(compute(course, claimed, {attempts: [attempt('one', 1, at(5))]})),
      [],
      'half an attempt is none',
    );
    assert.deepEqual(doneOf(compute(course, claimed, {graded: false})), ['q'], 'without the answers the page’s counts');
  });

  it('take the time they ask for', () => {
    const course = courseOf(timed);
    assert.deepEqual(doneOf(compute(course, new Page(course).open(timed).to(30).finish(timed).sent)), []);
    assert.deepEqual(
      doneOf(
        compute(
          course,
          new Page(course).open(timed).to(30).leave(timed).to(900).open(timed).to(931).finish(timed).sent,
        ),
      ),
      ['t'],
    );
  });

  it('are to be done again when their time ran out, and were done before none the less', () => {
    const yearly = lesson('video', 'v', {renew: 'P1Y'});
    const course = courseOf(yearly);
    const page = new Page(course).open(yearly).to(95).played(yearly, [0, 95]).leave(yearly);
    const [almost, over] = ['2027-05-04T08:01:34Z', '2027-05-04T08:01:36Z'];
    assert.equal(compute(course, page.sent, {now: new Date(almost)}).due, undefined);
    assert.deepEqual(compute(course, page.sent, {now: new Date(over)}).due, {v: '2027-05-04T08:01:35.000Z'});
    page.to(over).open(yearly).to(later(over, 50)).played(yearly, [0, 50]);
    const half = compute(course, page.sent, {now: new Date(later(over, 60))});
    assert.deepEqual(
      [half.progress.lessons['v']?.ranges, Object.keys(half.due ?? {}), half.done],
      [[[0, 50]], ['v'], 1],
    );
    page.to(later(over, 95)).played(yearly, [0, 95]);
    const again = compute(course, page.sent, {now: new Date(later(over, 100))});
    assert.deepEqual(
      [again.due, again.progress.lessons['v']?.completed],
      [undefined, new Date(later(over, 95)).toISOString()],
    );
  });
});

describe('computeProgress: what is closed', () => {
  const second = (unlock: object) => lesson('article', 'x', {content: {}, unlock});
  const closed = (course: Course, statements: readonly Statement[], more: Partial<Evidence> = {}) => {
    const found = compute(course, statements, more);
    return {done: doneOf(found), early: found.early, lock: found.locks['x']?.kind};
  };

  it('does not count before what comes first is done', () => {
    const x = second({after: ['v']});
    const course = courseOf(video, x);
    assert.deepEqual(closed(course, new Page(course).open(x).finish(x).sent), {done: [], early: ['x'], lock: 'after'});
    const inOrder = new Page(course).open(video).to(95).finish(video, [0, 95]).open(x).finish(x).sent;
    assert.deepEqual(closed(course, inOrder), {done: ['v', 'x'], early: undefined, lock: undefined});
    const before = new Page(course).open(x).finish(x).open(video).to(95).finish(video, [0, 95]).sent;
    assert.deepEqual(closed(course, before), {done: ['v'], early: ['x'], lock: undefined});
  });

  it('does not count before a test is passed, nor for people of another group', () => {
    const quiz = lesson('quiz', 'q', {mastery: 1, questions: [{id: 'one', type: 'truefalse', text: ''}]});
    const x = second({passed: ['q'], group: 'sales'});
    const course = courseOf(quiz, x);
    const statements = new Page(course).to(60).open(x).finish(x).sent;
    const attempts = (score: number): AttemptRow[] => [
      {
        id: '1',
        actor: '',
        course: '',
        item: 'q',
        question: 'one',
        attempt: '1',
        number: 1,
        response: '',
        score,
        time: at(30),
      },
    ];
    assert.equal(closed(course, statements, {attempts: attempts(0), groups: ['sales']}).lock, 'passed');
    assert.equal(closed(course, statements, {attempts: attempts(1)}).lock, 'group');
    assert.deepEqual(closed(course, statements, {attempts: attempts(1), groups: ['sales']}).done, ['q', 'x']);
  });

  const zones: [zone: string, enrolled: string, opens: string, why: string][] = [
    ['Europe/Madrid', '2026-02-28T09:00:00.000Z', '2026-03-28T09:00:00Z', 'before summer time'],
    ['Europe/Madrid', '2026-03-15T09:00:00.000Z', '2026-04-15T08:00:00Z', 'over the beginning of summer time'],
    ['America/New_York', '2026-10-15T13:00:00.000Z', '2026-11-15T14:00:00Z', 'over its end'],
    ['Asia/Tokyo', '2028-01-29T15:30:00.000Z', '2028-02-28T15:30:00Z', 'the 30th there: the leap day'],
    ['Pacific/Kiritimati', '2028-01-28T10:30:00.000Z', '2028-02-28T10:30:00Z', 'the 29th there'],
    ['Australia/Lord_Howe', '2026-09-04T00:00:00.000Z', '2026-10-03T23:30:00Z', 'half an hour of summer time'],
  ];
  for (const [zone, enrolled, opens, why] of zones) {
    it(`opens a month after the enrolment in ${zone}, ${why}, by the server’s clock alone`, () => {
      const x = second({at: 'P1M'});
      const course = courseOf(x);
      const visit = (moment: string, skew = 0) => {
        const page = new Page(course).to(moment);
        page.skew = skew;
        return [enrolledAt(course, enrolled), ...page.open(x).finish(x).sent];
      };
      const more = {timeZone: zone, now: new Date(later(opens, 10))};
      for (const skew of [0, 86_400 * 40, -86_400 * 40]) {
        assert.deepEqual(
          closed(course, visit(later(opens, -1), skew), more).done,
          [],
          `a second before, a page’s clock off by ${skew}`,
        );
        assert.deepEqual(
          closed(course, visit(opens, skew), more).done,
          ['x'],
          `at the moment, a page’s clock off by ${skew}`,
        );
      }
    });
  }

  it('opens by nobody’s word but the manager’s: who enrols themselves earlier gains nothing', () => {
    const x = second({at: 'P1M'});
    const course = courseOf(x);
    const own = {...enrolledAt(course, '2020-01-01T00:00:00.000Z'), stored: at(-10), authority: ana};
    assert.deepEqual(closed(course, [own, enrolledAt(course, at(-5)), ...new Page(course).open(x).finish(x).sent]), {
      done: [],
      early: ['x'],
      lock: 'at',
    });
  });

  it('is over when its time is; what was done offline before counts when it comes within a week', () => {
    const x = second({until: '2026-05-04'});
    const course = courseOf(x);
    assert.deepEqual(closed(course, new Page(course).to('2026-05-04T23:59:59Z').open(x).finish(x).sent).done, ['x']);
    assert.deepEqual(closed(course, new Page(course).to('2026-05-05T00:00:00Z').open(x).finish(x).sent).done, []);
    const offline = (until: string) => closed(course, new Page(course).offlineUntil(until).open(x).finish(x).sent);
    assert.deepEqual(offline('2026-05-05T00:00:00Z').done, ['x']);
    assert.deepEqual(offline('2026-05-11T23:59:59Z').done, ['x']);
    assert.deepEqual(offline('2026-05-12T00:00:00Z'), {done: [], early: ['x'], lock: 'until'});
  });

  it('opens nothing early by a page’s clock that was put back behind its closing', () => {
    const x = second({at: '2026-05-04T12:00Z', until: '2026-05-04T13:00Z'});
    const course = courseOf(x);
    const forged = (clock: string) =>
      closed(course, new Page(course).to(clock).offlineUntil('2026-05-04T14:00:00Z').open(x).finish(x).sent).done;
    assert.deepEqual(['2026-05-04T11:59:59Z', '2026-05-04T12:30:00Z', '2026-05-04T13:00:00Z'].map(forged), [
      [],
      ['x'],
      [],
    ]);
  });

  it('ends with the day where the person lives', () => {
    const x = second({until: '2026-05-04'});
    const course = courseOf(x);
    assert.deepEqual(
      closed(course, new Page(course).to('2026-05-04T22:30:00Z').open(x).finish(x).sent, {timeZone: 'Europe/Madrid'})
        .done,
      [],
    );
  });

  it('closes nothing that was done before somebody was enrolled', () => {
    const course = courseOf(video);
    const statements = [
      ...new Page(course).open(video).to(95).played(video, [0, 95]).sent,
      enrolledAt(course, at(86_400)),
    ];
    assert.deepEqual(doneOf(compute(course, statements)), ['v']);
  });
});
