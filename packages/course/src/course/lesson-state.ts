import {
  addDuration,
  coveredShare,
  defaultComplete,
  isDay,
  isDuration,
  isLessonComplete,
  lockOf,
  parseMoment,
  pickByLanguage,
  type Calendar,
  type Course,
  type CourseProgress,
  type Lesson,
  type LessonProgress,
  type Lock,
} from '@uggla/protocol';

/** Where a person stands with a lesson. */
export type LessonStanding = 'open' | 'started' | 'done' | 'due' | 'locked';

/** What decides it. */
export interface StandingOptions {
  now: Date;
  groups: readonly string[];
  languages: readonly string[];
  /** Locks do not hold while a course is only looked through. */
  locks: boolean;
  /** By which dates are counted; UTC without one. */
  calendar?: Calendar | undefined;
}

/** Where a person stands with a lesson, and the lock when it is closed. */
export function standingOf(
  course: Course,
  lesson: Lesson,
  progress: CourseProgress,
  {now, groups, languages, locks, calendar}: StandingOptions,
): {standing: LessonStanding; lock?: Lock} {
  const done = progress.lessons[lesson.id];
  const lock = locks ? lockOf(course, lesson.id, progress, {now, groups, calendar}) : undefined;
  if (lock) return {standing: 'locked', lock};
  if (isLessonComplete(lesson, done)) return {standing: isDueAgain(lesson, done, now, languages) ? 'due' : 'done'};
  return {standing: hasStarted(done) ? 'started' : 'open'};
}

/** Whether a lesson that was done once is due again: its time ran out, or the document has a new version. */
export function isDueAgain(
  lesson: Lesson,
  done: LessonProgress | undefined,
  now: Date,
  languages: readonly string[],
): boolean {
  if (!done) return false;
  if (lesson.kind === 'acknowledgement' && done.signed) {
    const document = pickByLanguage(lesson.document, languages)?.[1];
    const versions = Object.values(lesson.document).map(({version}) => version);
    if (document && !versions.includes(done.signed.version)) return true;
  }
  const since = done.signed?.at ?? done.completed;
  return lesson.renew !== undefined && since !== undefined && addDuration(new Date(since), lesson.renew) <= now;
}

/**
 * Whether a lesson that is due again has to be begun anew: not a document, whose next signature takes the place of the
 * last, and not what was begun anew already.
 */
export function needsRenewal(lesson: Lesson, {completed = '', renewed = ''}: LessonProgress): boolean {
  return lesson.kind !== 'acknowledgement' && renewed <= completed;
}

/** The share (0 to 1) of a lesson's own measure: what was watched, listened to or read; 1 when it is done. */
export function lessonShare(lesson: Lesson, done: LessonProgress | undefined): number {
  if (!done) return 0;
  const rule = lesson.complete ?? defaultComplete(lesson);
  if (lesson.kind === 'video' || lesson.kind === 'audio')
    return coveredShare(done.ranges ?? [], done.duration ?? lesson.duration ?? 0);
  if (done.completed !== undefined && rule.read === undefined) return 1;
  return Math.min(1, done.read ?? 0);
}

function hasStarted(done: LessonProgress | undefined): boolean {
  return done !== undefined && Object.keys(done).some((key) => key !== 'changed' && key !== 'seconds');
}

/** When a lesson closes: a date, or so long after enrolment. */
export function closingDate(
  {unlock}: Lesson,
  {enrolled}: CourseProgress,
  {add, parse}: Calendar = {add: addDuration, parse: parseMoment},
): Date | undefined {
  if (!unlock?.until) return undefined;
  if (isDuration(unlock.until)) return add(new Date(enrolled), unlock.until);
  const date = parse(unlock.until);
  // A day is open to its end: its last moment has its name wherever it is read.
  return date && isDay(unlock.until) ? new Date(add(date, 'P1D').getTime() - 1) : date;
}
