import {
  activityId,
  courseShare,
  isLessonComplete,
  lessonsOf,
  lockOf,
  opensAt,
  parentsOf,
  type Calendar,
  type Course,
  type CourseProgress,
  type CourseState,
  type Lesson,
  type LessonProgress,
  type Lock,
  type Range,
  type Statement,
} from '@uggla/protocol';
import {dueAgain} from '@uggla/protocol/due.js';
import type {AttemptRow} from '../store/tables.js';
import {isEnrolment} from './enrolment-statement.js';
import {knownDays} from './known-days.js';
import {LessonEvidence} from './lesson-evidence.js';

/** What is known of one person in one course. */
export interface Evidence {
  /** Theirs of this course, and what was said of their enrolment, in the order of storing; none that was taken back. */
  statements: readonly Statement[];
  attempts: readonly AttemptRow[];
  groups: readonly string[];
  /** Where the person's days begin (IANA). */
  timeZone: string | undefined;
  /** Whether this server has the right answers. */
  graded: boolean;
  /** Lengths of films and sounds in seconds, by lesson. */
  lengths: ReadonlyMap<string, number>;
  /** Key of the server itself, which vouches for what went through its launches. */
  server?: string;
  now: Date;
}

/** What was computed. */
export interface Computed extends Pick<CourseState, 'done' | 'total' | 'complete' | 'early' | 'due'> {
  progress: CourseProgress;
  locks: NonNullable<CourseState['locks']>;
  /** Whether the enrolment was vouched for: then its clock is the server's. */
  enrolled: boolean;
  /** What was ever played of films and sounds, by lesson: also what does not count any more since it is due again. */
  played: ReadonlyMap<string, readonly Range[]>;
}

/** What of a course is the same for everybody. */
interface Tree {
  lessons: ReadonlyMap<string, Lesson>;
  byIri: ReadonlyMap<string, Lesson>;
  /** Ids of the lessons that something may close. */
  closable: ReadonlySet<string>;
}

const trees = new WeakMap<Course, Tree>();

function treeOf(course: Course): Tree {
  const there = trees.get(course);
  if (there) return there;
  const all = lessonsOf(course);
  const closable = all.filter((lesson) =>
    [...parentsOf(course, lesson.id), lesson].some(({unlock}) => unlock !== undefined),
  );
  const tree = {
    lessons: new Map(all.map((lesson) => [lesson.id, lesson])),
    byIri: new Map(all.map((lesson) => [activityId(course, lesson.id), lesson])),
    closable: new Set(closable.map(({id}) => id)),
  };
  trees.set(course, tree);
  return tree;
}

type Event = {time: string; statement: Statement} | {time: string; attempt: AttemptRow};

/**
 * How far a person is in a course, from what was recorded alone. Everything is judged at the moment when it was stored: what
 * came while its lesson was closed (something was to be done first, its day had not come, its time was over) does not count,
 * but for what was done offline in time.
 */
export function computeProgress(course: Course, evidence: Evidence): Computed {
  const {statements, attempts, groups, timeZone, now} = evidence;
  const calendar = timeZone === undefined ? undefined : knownDays(timeZone);
  const events: Event[] = [
    ...statements.map((statement) => ({time: statement.stored ?? statement.timestamp, statement})),
    ...attempts.map((attempt) => ({time: attempt.time, attempt})),
  ].sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0));
  const enrolment = statements.find(isEnrolment);
  const enrolled = enrolment?.stored ?? events[0]?.time ?? now.toISOString();
  const first = events[0]?.time ?? enrolled;
  const {lessons, byIri, closable} = treeOf(course);
  const found = new Map<string, LessonEvidence>();
  const done: Record<string, LessonProgress> = {};
  const progress: CourseProgress = {version: course.version, enrolled, lessons: done};
  const early = new Set<string>();
  for (const event of events) {
    const lesson = 'attempt' in event ? lessons.get(event.attempt.item) : byIri.get(event.statement.object.id ?? '');
    if (!lesson) continue;
    const lockAt = (time: number) => lockOf(course, lesson.id, progress, {now: new Date(time), groups, calendar});
    if (closable.has(lesson.id) && isClosed(event, lockAt)) {
      early.add(lesson.id);
      continue;
    }
    let known = found.get(lesson.id);
    if (!known)
      found.set(
        lesson.id,
        (known = begin(course, lesson, {...evidence, calendar, enrolled, isEnrolled: enrolment !== undefined, first})),
      );
    if (isDueAt(lesson, known, event.time, calendar)) known.renew(event.time);
    if ('attempt' in event) known.takeAttempt(event.attempt);
    else known.takeStatement(event.statement);
    if (closable.size > 0) done[lesson.id] = known.progress; // a lock asks what was done until then
  }
  for (const [id, {progress: proven}] of found) done[id] = proven;
  for (const id of Object.keys(done)) if (isLessonComplete(lessons.get(id)!, done[id])) early.delete(id);
  const share = courseShare(course, progress);
  const due = dueAgain([...lessons.values()], done, {now, calendar: calendar ?? knownDays('UTC')});
  const times = Object.values(done)
    .map(({completed}) => completed)
    .filter((one) => one !== undefined)
    .sort();
  return {
    progress: {...progress, ...(share.complete && times.length > 0 ? {completed: times.at(-1)!} : {})},
    ...share,
    ...(early.size > 0 ? {early: [...early]} : {}),
    ...(Object.keys(due).length > 0 ? {due} : {}),
    locks: locksOf(course, progress, {now, groups, calendar}),
    enrolled: enrolment !== undefined,
    played: new Map(
      [...found].map(([id, {played}]) => [id, played] as const).filter(([, ranges]) => ranges.length > 0),
    ),
  };
}

/** How long after its closing a lesson that was done offline in time is waited for. */
const offlineMs = 7 * 86_400_000;

/**
 * Whether a lesson was closed for what was recorded. What says that it was done before the lesson closed, and arrives within a
 * week of that, was done in time: a clock that was put back wins no more than that week, and opens nothing early.
 */
function isClosed(event: Event, lockAt: (time: number) => Lock | undefined): boolean {
  const arrived = Date.parse(event.time);
  const lock = lockAt(arrived);
  if (lock?.kind !== 'until' || !lock.date || !('statement' in event)) return lock !== undefined;
  const happened = Date.parse(event.statement.timestamp);
  return !(
    happened < lock.date.getTime() &&
    arrived < lock.date.getTime() + offlineMs &&
    lockAt(happened) === undefined
  );
}

interface Beginning extends Evidence {
  calendar: Calendar | undefined;
  enrolled: string;
  isEnrolled: boolean;
  first: string;
}

function begin(
  course: Course,
  lesson: Lesson,
  {graded, lengths, server, calendar, enrolled, isEnrolled, first}: Beginning,
): LessonEvidence {
  const opened = opensAt(course, lesson.id, enrolled, calendar)?.getTime() ?? -Infinity;
  // Who began before being enrolled began by leave of nobody's clock but the first record's.
  const since = isEnrolled ? Math.min(Date.parse(enrolled), Date.parse(first)) : -Infinity;
  const length = lesson.duration ?? lengths.get(lesson.id);
  return new LessonEvidence(lesson, {
    length: length !== undefined && length > 0 ? length : undefined,
    graded,
    server,
    notBefore: Math.max(opened, since),
  });
}

function isDueAt(lesson: Lesson, {completed}: LessonEvidence, time: string, calendar: Calendar | undefined): boolean {
  if (!completed?.since || lesson.renew === undefined || lesson.kind === 'acknowledgement') return false;
  return after(completed.at, lesson.renew, calendar) <= time;
}

function after(time: string, duration: string, calendar: Calendar | undefined): string {
  return (calendar ?? knownDays('UTC')).add(new Date(time), duration).toISOString();
}

function locksOf(
  course: Course,
  progress: CourseProgress,
  options: {now: Date; groups: readonly string[]; calendar: Calendar | undefined},
): Computed['locks'] {
  const locks: Computed['locks'] = {};
  for (const id of treeOf(course).closable) {
    const lock = lockOf(course, id, progress, options);
    if (lock) locks[id] = {...lock, ...(lock.date ? {date: lock.date.toISOString()} : {})} as Computed['locks'][string];
  }
  return locks;
}
