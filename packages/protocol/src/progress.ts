import {addDuration, isDay, isDuration, parseMoment, type Calendar} from './duration.js';
import type {Response} from './grade.js';
import {coveredShare, mergeRanges, type Range} from './ranges.js';
import {findItem, lessonsOf, parentsOf} from './tree.js';
import type {Complete, Course, CourseItem, Lesson} from './types.js';

/** What a person did in one lesson, over all visits. */
export interface LessonProgress {
  /** Stretches of the media that were really played. */
  ranges?: readonly Range[];
  /** Length of the media in seconds, as the player measured it. */
  duration?: number;
  /** Where to go on, in seconds. */
  position?: number;
  /** Share of a text or book that was read, of a guide's steps that were checked off, or of a package that it says is done: 0 to 1. */
  read?: number;
  /** Where to go on in a book (EPUB CFI or page). */
  place?: string;
  viewed?: boolean;
  /** Seconds spent in the lesson. */
  seconds?: number;
  /** Best score of a quiz, 0 to 1. */
  score?: number;
  passed?: boolean;
  /** How often a quiz was handed in. */
  attempts?: number;
  /** Question id → answer: in a quiz what is not handed in yet, in a film what was answered. */
  answers?: Readonly<Record<string, Response>>;
  signed?: {sha256: string; version: string; at: string; name: string};
  /** Ids of a guide's steps that were checked off. */
  checked?: readonly string[];
  /** When it was completed (ISO 8601, UTC); after a renewal, the last time. */
  completed?: string;
  /** When it was begun anew because it was due again (ISO 8601, UTC): all else but `completed` speaks of the time since. */
  renewed?: string;
  /** When this was last changed (ISO 8601, UTC): the newer wins where visits differ. */
  changed?: string;
}

/** What a person did in one course. */
export interface CourseProgress {
  /** Version of the course that the records speak of. */
  version: string;
  /** When the person was enrolled, or first opened it (ISO 8601, UTC): drip counts from here. */
  enrolled: string;
  /** Id of the enrolment (UUID): the registration of all its statements. */
  registration?: string;
  lessons: Readonly<Record<string, LessonProgress>>;
  /** Lesson to go on with. */
  lesson?: string;
  completed?: string;
}

/** Why an item is closed. */
export interface Lock {
  kind: 'after' | 'passed' | 'at' | 'until' | 'group';
  /** What must be done first. */
  ids?: readonly string[];
  /** When it opens (`at`) or when it closed (`until`). */
  date?: Date;
  group?: string;
}

/** The rule of a lesson that names none. */
export function defaultComplete(lesson: Lesson): Complete {
  switch (lesson.kind) {
    case 'video':
      return {watched: 0.9};
    case 'audio':
      return {listened: 0.9};
    case 'article':
    case 'book':
      return {read: lesson.kind === 'book' ? 0.9 : 1};
    case 'quiz':
      return lesson.mastery === undefined ? {viewed: true} : {passed: true};
    case 'acknowledgement':
      return {signed: true};
    case 'guide':
      return {checked: true};
    case 'embed':
      // a package says itself when it is done: then its share read is 1
      return (lesson.standard ?? 'page') === 'page' ? {viewed: true} : {read: 1};
    case 'live':
      return {viewed: true};
  }
}

/** Whether what was done completes the lesson by its own rule. What was completed once stays so. */
export function isLessonComplete(lesson: Lesson, done: LessonProgress | undefined): boolean {
  return done !== undefined && (done.completed !== undefined || isRuleMet(lesson, done));
}

/** Whether what was done meets the rule of the lesson, whether it was completed before or not. */
export function isRuleMet(lesson: Lesson, done: LessonProgress): boolean {
  const rule = ruleOf(lesson);
  const played = coveredShare(done.ranges ?? [], done.duration ?? lesson.duration ?? 0);
  const named: [wanted: unknown, holds: boolean][] = [
    [rule.watched, played >= (rule.watched ?? 0)],
    [rule.listened, played >= (rule.listened ?? 0)],
    [rule.read, (done.read ?? 0) >= (rule.read ?? 0)],
    [rule.passed, done.passed === true],
    [rule.signed, done.signed !== undefined],
    [rule.checked, (done.checked?.length ?? 0) > 0 && (done.read ?? 0) >= 1],
    [rule.viewed, done.viewed === true || done.attempts !== undefined],
    [rule.minTime, (done.seconds ?? 0) >= (rule.minTime ?? 0)],
  ];
  const asked = named.filter(([wanted]) => wanted !== undefined && wanted !== false);
  return asked.length === 0 ? done.viewed === true || done.attempts !== undefined : asked.every(([, holds]) => holds);
}

/**
 * What completes the lesson: its own rule, or that of its kind. One that only says how (`noSkip`) and not what leaves the
 * kind's in force.
 */
export function ruleOf(lesson: Lesson): Complete {
  const {noSkip, ...named} = lesson.complete ?? {};
  const own = Object.values(named).some((wanted) => wanted !== undefined) ? named : defaultComplete(lesson);
  return noSkip === undefined ? own : {...own, noSkip};
}

/** Whether the item is done: a lesson by its rule, a block when all in it are. */
export function isItemComplete(item: CourseItem, progress: CourseProgress): boolean {
  const lessons = item.kind === 'block' ? lessonsOf(item as Extract<CourseItem, {kind: 'block'}>) : [item as Lesson];
  return lessons.every((lesson) => isLessonComplete(lesson, progress.lessons[lesson.id]));
}

/** Whether a quiz is passed, or a block's every quiz; what is no longer in the course bars nobody. */
function isItemPassed(item: CourseItem | undefined, progress: CourseProgress): boolean {
  if (!item) return true;
  if (item.kind !== 'block') return progress.lessons[item.id]?.passed === true;
  const quizzes = lessonsOf(item as Extract<CourseItem, {kind: 'block'}>).filter(({kind}) => kind === 'quiz');
  return quizzes.every(({id}) => progress.lessons[id]?.passed === true);
}

/**
 * The first reason why an item (or a block around it) is closed; `undefined` when it is open. `calendar` is that of the
 * person's time zone (see `calendarOf`); UTC without it.
 *
 * @param now - The clock that decides: a server's where there is one.
 */
export function lockOf(
  course: Course,
  id: string,
  progress: CourseProgress,
  {now, groups = [], calendar = utc}: {now: Date; groups?: readonly string[]; calendar?: Calendar | undefined},
): Lock | undefined {
  const item = findItem(course, id);
  if (!item) return undefined;
  for (const {unlock} of [...parentsOf(course, id), item]) {
    if (!unlock) continue;
    const isDone = (one: string): boolean => {
      const other = findItem(course, one);
      return !other || isItemComplete(other, progress);
    };
    const undone = unlock.after?.filter((one) => !isDone(one)) ?? [];
    if (undone.length > 0) return {kind: 'after', ids: undone};
    const failed = unlock.passed?.filter((one) => !isItemPassed(findItem(course, one), progress)) ?? [];
    if (failed.length > 0) return {kind: 'passed', ids: failed};
    // What names no moment stays closed: better late than open to all.
    if (unlock.at) {
      const date = moment(unlock.at, progress.enrolled, 'start', calendar);
      if (!date || now < date) return {kind: 'at', ...(date ? {date} : {})};
    }
    if (unlock.until) {
      const date = moment(unlock.until, progress.enrolled, 'end', calendar);
      if (!date || now >= date) return {kind: 'until', ...(date ? {date} : {})};
    }
    if (unlock.group && !groups.includes(unlock.group)) return {kind: 'group', group: unlock.group};
  }
  return undefined;
}

/**
 * When the clock opens an item and the blocks around it, whatever else bars it; `undefined` when no clock does, and the end
 * of time when what is named is no moment.
 */
export function opensAt(course: Course, id: string, enrolled: string, calendar: Calendar = utc): Date | undefined {
  const item = findItem(course, id);
  const named = item
    ? [...parentsOf(course, id), item].map(({unlock}) => unlock?.at).filter((at) => at !== undefined)
    : [];
  const times = named.map((at) => moment(at, enrolled, 'start', calendar)?.getTime() ?? 8.64e15);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/**
 * When the clock closes an item, or a block around it, first; `undefined` when no clock does, and the beginning of time when
 * what is named is no moment.
 */
export function closesAt(course: Course, id: string, enrolled: string, calendar: Calendar = utc): Date | undefined {
  const item = findItem(course, id);
  const named = item
    ? [...parentsOf(course, id), item].map(({unlock}) => unlock?.until).filter((until) => until !== undefined)
    : [];
  const times = named.map((until) => moment(until, enrolled, 'end', calendar)?.getTime() ?? -8.64e15);
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** How far a course is: lessons done, lessons in all, and whether its own rule (`complete.all`) is met. */
export function courseShare(
  course: Course,
  progress: CourseProgress,
): {done: number; total: number; complete: boolean} {
  const lessons = lessonsOf(course);
  const done = lessons.filter((lesson) => isLessonComplete(lesson, progress.lessons[lesson.id])).length;
  const wanted = course.complete?.all.map((id) => findItem(course, id)).filter((item) => item !== undefined) ?? lessons;
  return {
    done,
    total: lessons.length,
    complete: wanted.length > 0 && wanted.every((item) => isItemComplete(item, progress)),
  };
}

/** Two records of one lesson (two devices, two visits) as one: nothing that was done is lost, the newer place wins. */
export function mergeLessonProgress(one: LessonProgress, other: LessonProgress): LessonProgress {
  if ((one.renewed ?? '') !== (other.renewed ?? '')) {
    // What was done before a renewal does not count after it, but that it was completed then stays known.
    const [before, since] = (one.renewed ?? '') < (other.renewed ?? '') ? [one, other] : [other, one];
    const completed = since.completed ?? before.completed;
    return {...since, ...(completed === undefined ? {} : {completed})};
  }
  const [older, newer] = (one.changed ?? '') <= (other.changed ?? '') ? [one, other] : [other, one];
  const merged: LessonProgress = {...older, ...newer};
  const ranges = mergeRanges([...(one.ranges ?? []), ...(other.ranges ?? [])]);
  if (ranges.length > 0) merged.ranges = ranges;
  for (const key of ['read', 'seconds', 'score', 'attempts'] as const) {
    const most = Math.max(one[key] ?? -1, other[key] ?? -1);
    if (most >= 0) merged[key] = most;
  }
  if (one.passed || other.passed) merged.passed = true;
  if (one.viewed || other.viewed) merged.viewed = true;
  const checked = new Set([...(one.checked ?? []), ...(other.checked ?? [])]);
  if (checked.size > 0) merged.checked = [...checked];
  const completions = [one.completed, other.completed].filter((time) => time !== undefined).sort();
  const completed = completions.find((time) => time >= (merged.renewed ?? '')) ?? completions.at(-1);
  if (completed !== undefined) merged.completed = completed;
  return merged;
}

/** Two records of one course as one. */
export function mergeCourseProgress(one: CourseProgress, other: CourseProgress): CourseProgress {
  const ids = new Set([...Object.keys(one.lessons), ...Object.keys(other.lessons)]);
  const lessons = Object.fromEntries(
    [...ids].map((id) => [id, mergeLessonProgress(one.lessons[id] ?? {}, other.lessons[id] ?? {})]),
  );
  const lesson = other.lesson ?? one.lesson;
  const completed = [one.completed, other.completed].filter((time) => time !== undefined).sort()[0];
  const first = one.enrolled <= other.enrolled ? one : other;
  const registration = first.registration ?? one.registration ?? other.registration;
  return {
    version: other.version,
    enrolled: first.enrolled,
    ...(registration === undefined ? {} : {registration}),
    lessons,
    ...(lesson === undefined ? {} : {lesson}),
    ...(completed === undefined ? {} : {completed}),
  };
}

/**
 * A date, or a duration from enrolment; `undefined` for neither. A date without a time is that day: its start, or its end
 * for what is open until then.
 */
function moment(text: string, enrolled: string, edge: 'start' | 'end', calendar: Calendar): Date | undefined {
  if (!isDuration(text)) {
    const date = calendar.parse(text);
    return date && edge === 'end' && isDay(text) ? calendar.add(date, 'P1D') : date;
  }
  const date = calendar.add(new Date(enrolled), text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const utc: Calendar = {add: addDuration, parse: parseMoment};

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isTrueOrFalse = (value: unknown): boolean => typeof value === 'boolean';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTime = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** What each field of a `LessonProgress` must be to be believed. */
const shape: Readonly<Record<keyof LessonProgress, (value: unknown) => boolean>> = {
  ranges: (value) =>
    Array.isArray(value) && value.every((one) => Array.isArray(one) && one.length === 2 && one.every(isNumber)),
  duration: isNumber,
  position: isNumber,
  read: isNumber,
  place: isText,
  viewed: isTrueOrFalse,
  seconds: isNumber,
  score: isNumber,
  passed: isTrueOrFalse,
  attempts: isNumber,
  answers: isRecord,
  signed: (value) =>
    isRecord(value) && ['sha256', 'version', 'name'].every((key) => isText(value[key])) && isTime(value['at']),
  checked: (value) => Array.isArray(value) && value.every(isText),
  completed: isTime,
  renewed: isTime,
  changed: isTime,
};

/**
 * What a store gave back, as progress; `undefined` when it is none. Any program may write there: a field that is not as we
 * write it is left out, and unknown ones are kept.
 */
export function asCourseProgress(value: unknown): CourseProgress | undefined {
  if (!isRecord(value) || !isRecord(value['lessons']) || !isTime(value['enrolled'])) return undefined;
  const {version, registration, lesson, completed, lessons, ...rest} = value;
  return {
    ...rest,
    enrolled: value['enrolled'] as string,
    version: isText(version) ? (version as string) : '',
    lessons: Object.fromEntries(
      Object.entries(lessons as object).flatMap(([id, one]) => (isRecord(one) ? [[id, asLessonProgress(one)]] : [])),
    ),
    ...(UUID.test(String(registration)) ? {registration: registration as string} : {}),
    ...(isText(lesson) ? {lesson: lesson as string} : {}),
    ...(isTime(completed) ? {completed: completed as string} : {}),
  };
}

/** A record store refuses every statement whose registration is no UUID. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function asLessonProgress(value: Record<string, unknown>): LessonProgress {
  return Object.fromEntries(
    Object.entries(value).filter(([key, one]) => !Object.hasOwn(shape, key) || shape[key as keyof LessonProgress](one)),
  );
}
