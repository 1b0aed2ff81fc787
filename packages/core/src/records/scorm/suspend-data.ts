import {
  lessonsOf,
  type Course,
  type CourseProgress,
  type Lesson,
  type LessonProgress,
  type Range,
} from '@uggla/protocol';
import {BitReader, BitWriter, hash} from './bits.js';

/*
 * The progress of a course as the text that an LMS keeps (`cmi.suspend_data`): SCORM 1.2 promises 4,096 characters.
 * Lessons stand under a hash of their id, never under their place, so that a new version of the course with lessons added,
 * moved or taken away finds what is its own. First stands a letter for the form, the registration (22 letters), a check sum
 * (3 letters: some LMSs cut off what is too long for them), then the rest, bit by bit.
 */
const FORM = 'U';
const HEAD = 26;

/** Hashes are as long as there is room for: a shorter one may be that of two lessons. */
const WIDTHS = [30, 24, 18] as const;

/** What is left out of a lesson where room is short. `rest`: all of a lesson that is not done. */
type Droppable = 'seconds' | 'name' | 'answers' | 'text' | 'ranges' | 'rest' | 'score' | 'signed' | 'dates';

/**
 * The least needed first: little things of all lessons, then lesson by lesson what was begun, the one that is under way
 * last, and at the very end what was done.
 */
const ORDER: readonly (readonly Droppable[])[] = [
  ['seconds'],
  ['name'],
  ['answers', 'text', 'ranges', 'rest'],
  ['score'],
  ['signed'],
  ['dates'],
];

/** Progress as a text, and what had no room in it. */
export interface Packed {
  text: string;
  /** Ids of lessons that are not kept whole; `undefined` where all are. */
  short: readonly string[] | undefined;
}

/** Writes the progress in at most `most` characters. What is in no lesson of the course is left out. */
export function packProgress(course: Course, progress: CourseProgress, most: number): Packed {
  const known = lessonsOf(course);
  const done = known.flatMap((lesson) => {
    const one = progress.lessons[lesson.id];
    return one && Object.keys(one).length > 0 ? [{lesson, one}] : [];
  });
  // In the order in which they were completed: the times between are small numbers.
  const inOrder = [...done].sort((a, b) => compare(a.one.completed ?? '', b.one.completed ?? ''));
  // What was done last is kept longest.
  const byAge = [...done].sort((a, b) => compare(rank(a.lesson, progress), rank(b.lesson, progress)));
  const candidates = ORDER.flatMap((group) =>
    byAge.flatMap(({lesson, one}) => group.filter((what) => holds(what, one)).map((what) => `${what} ${lesson.id}`)),
  );
  const distinct = WIDTHS.filter((width) => isDistinct(known, width));
  const widths = WIDTHS.filter(
    (width) => width === WIDTHS.at(-1) || distinct.includes(width) || !distinct.includes(WIDTHS[0]),
  );
  const without = (leftOut: number, width: number) =>
    write(inOrder, progress, width, new Set(candidates.slice(0, leftOut)));
  const leftOut = fewest(candidates.length, (count) => without(count, widths.at(-1)!).length <= most);
  for (const width of leftOut === undefined ? [] : widths) {
    const text = without(leftOut!, width);
    if (text.length > most) continue;
    const short = [
      ...new Set(
        candidates
          .slice(0, leftOut)
          .filter((one) => !one.startsWith('seconds '))
          .map((one) => one.slice(one.indexOf(' ') + 1)),
      ),
    ];
    return {text, short: short.length > 0 ? short : undefined};
  }
  return {text: '', short: done.map(({lesson}) => lesson.id)};
}

/** The smallest whole number up to `most` for which it fits, where it fits for all greater ones too; `undefined`: for none. */
function fewest(most: number, fits: (count: number) => boolean): number | undefined {
  if (fits(0)) return 0;
  if (!fits(most)) return undefined;
  let [misfit, fit] = [0, most];
  while (fit - misfit > 1) {
    const middle = (misfit + fit) >> 1;
    if (fits(middle)) fit = middle;
    else misfit = middle;
  }
  return fit;
}

/** Reads it again; `undefined` when it is none of ours, `lessons` without entries when it was cut off or changed. */
export function unpackProgress(course: Course, text: string): {progress: CourseProgress; whole: boolean} | undefined {
  const registration = readRegistration(text);
  if (registration === undefined) return undefined;
  const empty: CourseProgress = {version: '', enrolled: new Date(0).toISOString(), registration, lessons: {}};
  const body = text.slice(HEAD);
  if (text.slice(HEAD - 3, HEAD) !== checkSum(body)) return {progress: empty, whole: false};
  try {
    return {progress: read(course, body, registration), whole: true};
  } catch {
    return {progress: empty, whole: false};
  }
}

function write(
  done: readonly {lesson: Lesson; one: LessonProgress}[],
  progress: CourseProgress,
  width: number,
  dropped: ReadonlySet<string>,
): string {
  const bits = new BitWriter();
  const enrolled = seconds(progress.enrolled);
  const since = (time: string) => Math.max(0, seconds(time) - enrolled);
  bits.number(enrolled, 32);
  bits.flag(progress.completed !== undefined);
  if (progress.completed !== undefined) bits.count(since(progress.completed));
  bits.number(width, 5);
  bits.flag(progress.lesson !== undefined);
  if (progress.lesson !== undefined) bits.number(short(progress.lesson, width), width);
  bits.count(done.length);
  let before = 0;
  for (const {lesson, one} of done) {
    const has = (what: Droppable) => !dropped.has(`${what} ${lesson.id}`);
    bits.number(short(lesson.id, width), width);
    bits.flag(one.completed !== undefined);
    if (one.completed !== undefined) {
      const minute = Math.floor(since(one.completed) / 60);
      bits.flag(has('dates'));
      if (has('dates')) {
        bits.count(minute - before);
        before = minute;
      }
    }
    writeLesson(bits, one, since, has);
  }
  const body = bits.toString();
  return FORM + (packRegistration(progress.registration) ?? 'A'.repeat(22)) + checkSum(body) + body;
}

function writeLesson(
  bits: BitWriter,
  one: LessonProgress,
  since: (time: string) => number,
  has: (what: Droppable) => boolean,
): void {
  const optional = <T>(value: T | undefined, write: (value: T) => void) => {
    bits.flag(value !== undefined);
    if (value !== undefined) write(value);
  };
  const isWhole = isUnderWay(one) && has('rest');
  const isPlain =
    one.renewed === undefined && one.signed === undefined && !isWhole && (one.attempts === undefined || !has('score'));
  bits.flag(isPlain);
  if (isPlain) return;
  optional(has('score') ? one.attempts : undefined, (attempts) => {
    bits.count(attempts);
    optional(one.score, (score) => bits.number(Math.round(score * 1000), 10));
    optional(one.passed, (passed) => bits.flag(passed));
  });
  optional(one.renewed, (renewed) => bits.count(since(renewed)));
  optional(has('signed') ? one.signed : undefined, ({sha256, at, name}) => {
    bits.number(Number.parseInt(sha256.slice(0, 8), 16) || 0, 32);
    bits.count(since(at));
    bits.text(has('name') ? name : '');
  });
  bits.flag(isWhole);
  if (!isWhole) return;
  optional(one.changed, (changed) => bits.count(since(changed)));
  bits.flag(one.viewed === true);
  optional(one.position, (position) => bits.count(position * 10));
  optional(one.duration, (duration) => bits.count(duration * 100));
  optional(has('seconds') ? one.seconds : undefined, (spent) => bits.count(spent));
  optional(one.read, (share) => bits.number(Math.round(share * 1000), 10));
  optional(has('text') ? one.place : undefined, (place) => bits.text(place));
  optional(has('text') ? one.checked : undefined, (checked) => bits.text(JSON.stringify(checked)));
  optional(has('answers') ? one.answers : undefined, (answers) => bits.text(JSON.stringify(answers)));
  optional(has('ranges') ? one.ranges : undefined, (ranges) => {
    bits.count(ranges.length);
    let end = 0;
    for (const range of ranges) {
      const [from, to] = range.map((time) => Math.round(time * 10)) as [number, number];
      bits.count(from - end);
      bits.count(to - from);
      end = to;
    }
  });
}

function read(course: Course, body: string, registration: string): CourseProgress {
  const bits = new BitReader(body);
  const enrolled = bits.number(32);
  const time = (since: number) => new Date((enrolled + since) * 1000).toISOString();
  const completed = bits.flag() ? time(bits.count()) : undefined;
  const width = bits.number(5);
  const lessons = lessonsOf(course);
  const byHash = new Map<number, Lesson | undefined>();
  for (const lesson of lessons) {
    const key = short(lesson.id, width);
    byHash.set(key, byHash.has(key) ? undefined : lesson); // nobody is given what may be another's
  }
  const current = bits.flag() ? byHash.get(bits.number(width)) : undefined;
  const found: Record<string, LessonProgress> = {};
  let minute = 0;
  for (let left = bits.count(); left > 0; left--) {
    const lesson = byHash.get(bits.number(width));
    const isComplete = bits.flag();
    if (isComplete && bits.flag()) minute += bits.count();
    const one = readLesson(bits, lesson, time);
    if (isComplete) one.completed = time(minute * 60);
    one.changed ??= one.completed ?? time(0);
    if (lesson) found[lesson.id] = one;
  }
  return {
    version: '',
    enrolled: time(0),
    registration,
    lessons: found,
    ...(current ? {lesson: current.id} : {}),
    ...(completed === undefined ? {} : {completed}),
  };
}

function readLesson(bits: BitReader, lesson: Lesson | undefined, time: (since: number) => string): LessonProgress {
  const one: LessonProgress = {};
  const optional = (read: () => void) => {
    if (bits.flag()) read();
  };
  if (bits.flag()) return one;
  optional(() => {
    one.attempts = bits.count();
    one.viewed = true;
    optional(() => (one.score = bits.number(10) / 1000));
    optional(() => (one.passed = bits.flag()));
  });
  optional(() => (one.renewed = time(bits.count())));
  optional(() => (one.signed = readSigned(bits, lesson, time)));
  if (!bits.flag()) return one;
  optional(() => (one.changed = time(bits.count())));
  if (bits.flag()) one.viewed = true;
  optional(() => (one.position = bits.count() / 10));
  optional(() => (one.duration = bits.count() / 100));
  optional(() => (one.seconds = bits.count()));
  optional(() => (one.read = bits.number(10) / 1000));
  optional(() => (one.place = bits.text()));
  optional(() => (one.checked = JSON.parse(bits.text()) as string[]));
  optional(() => (one.answers = JSON.parse(bits.text()) as NonNullable<LessonProgress['answers']>));
  optional(() => {
    let end = 0;
    one.ranges = Array.from({length: bits.count()}, (): Range => {
      const from = end + bits.count();
      end = from + bits.count();
      return [from / 10, end / 10];
    });
  });
  return one;
}

/** Which document was signed is known again by the beginning of its fingerprint; another version of it is due anew. */
function readSigned(
  bits: BitReader,
  lesson: Lesson | undefined,
  time: (since: number) => string,
): NonNullable<LessonProgress['signed']> {
  const start = bits.number(32).toString(16).padStart(8, '0');
  const at = time(bits.count());
  const name = bits.text();
  const documents = lesson?.kind === 'acknowledgement' ? Object.values(lesson.document) : [];
  const document = documents.find(({sha256}) => sha256.startsWith(start));
  return {sha256: document?.sha256 ?? start, version: document?.version ?? '', at, name};
}

/** What is done needs no places any more, unless it goes on: a test is taken again, a lesson was begun anew. */
function isUnderWay({completed, renewed, changed}: LessonProgress): boolean {
  return completed === undefined ? changed !== undefined : renewed !== undefined && renewed > completed;
}

function holds(what: Droppable, one: LessonProgress): boolean {
  switch (what) {
    case 'name':
    case 'signed':
      return one.signed !== undefined;
    case 'score':
      return one.attempts !== undefined;
    case 'dates':
      return one.completed !== undefined;
    case 'text':
      return one.place !== undefined || one.checked !== undefined;
    case 'rest':
      return isUnderWay(one);
    default:
      return isUnderWay(one) && one[what] !== undefined;
  }
}

/** The lesson to go on with comes last, else the one that was changed last. */
function rank(lesson: Lesson, progress: CourseProgress): string {
  return `${lesson.id === progress.lesson ? 1 : 0} ${progress.lessons[lesson.id]?.changed ?? ''}`;
}

function isDistinct(lessons: readonly Lesson[], width: number): boolean {
  return new Set(lessons.map(({id}) => short(id, width))).size === lessons.length;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const short = (id: string, width: number): number => hash(id) >>> (32 - width);

function seconds(time: string): number {
  const at = Math.floor(Date.parse(time) / 1000);
  return Number.isFinite(at) && at > 0 ? at : 0;
}

function checkSum(body: string): string {
  const bits = new BitWriter();
  bits.number(hash(body) >>> 14, 18);
  return bits.toString();
}

function packRegistration(registration: string | undefined): string | undefined {
  const digits = registration?.replaceAll('-', '') ?? '';
  if (!/^[0-9a-f]{32}$/i.test(digits)) return undefined;
  const bits = new BitWriter();
  for (const digit of digits) bits.number(Number.parseInt(digit, 16), 4);
  return bits.toString();
}

/** The registration that stands first: also where the rest was cut off. */
function readRegistration(text: string): string | undefined {
  if (!new RegExp(`^${FORM}[\\w-]{${HEAD - 1}}`).test(text)) return undefined;
  const bits = new BitReader(text.slice(1, HEAD - 3));
  const digits = Array.from({length: 32}, () => bits.number(4).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
