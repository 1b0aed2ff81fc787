import {
  closesAt,
  durationSeconds,
  findItem,
  isItemComplete,
  lessonsOf,
  opensAt,
  parentsOf,
  type Course,
  type CourseItem,
  type CourseProgress,
  type Lesson,
  type Text,
} from '@uggla/protocol';
import type {Computed} from './compute-progress.js';
import {knownDays} from './known-days.js';

/** What is due for longer is late, when the server is told nothing else. */
export const lateAfter = 'P30D';

/** Something that a person has to do in a course. */
export interface Todo {
  lesson: string;
  title: Text;
  /** `late`: it closed, or could be done for longer than the server waits. */
  step: 'due' | 'late';
  /** Since when it could be done, or is to be done again (ISO 8601). */
  since: string;
  /** When it closes, or closed (ISO 8601). */
  until?: string;
  /** When it was completed last; empty the first time. Tells one renewal from the next. */
  round: string;
}

/** What is to be done now, in the order of the course; only what the course asks of everybody. */
export function todosOf(
  course: Course,
  {progress, locks, due = {}}: Pick<Computed, 'progress' | 'locks' | 'due'>,
  {now, timeZone = 'UTC', lateAfter: patience}: {now: Date; timeZone?: string | undefined; lateAfter: string},
): Todo[] {
  const calendar = knownDays(timeZone);
  const wanted = new Set(
    (course.complete?.all ?? course.items.map(({id}) => id)).flatMap((id) => lessonIds(findItem(course, id))),
  );
  return lessonsOf(course).flatMap((lesson): Todo[] => {
    const {id, title} = lesson;
    const again = due[id];
    const lock = locks[id];
    if (
      !wanted.has(id) ||
      (again === undefined && isItemComplete(lesson, progress)) ||
      (lock !== undefined && (lock.kind !== 'until' || again !== undefined))
    )
      return [];
    const since = again ?? openSince(course, id, progress, opensAt(course, id, progress.enrolled, calendar));
    const until =
      again !== undefined
        ? undefined
        : lock
          ? lock.date
          : closesAt(course, id, progress.enrolled, calendar)?.toISOString();
    const begun = since || progress.enrolled;
    const late = lock !== undefined || Date.parse(begun) + durationSeconds(patience) * 1000 <= now.getTime();
    return [
      {
        lesson: id,
        title,
        step: late ? 'late' : 'due',
        since: begun,
        ...(until === undefined ? {} : {until}),
        round: progress.lessons[id]?.completed ?? '',
      },
    ];
  });
}

/** Since when something could be done: enrolled, its day come, and done what comes first. */
function openSince(course: Course, id: string, progress: CourseProgress, opened: Date | undefined): string {
  const item = findItem(course, id);
  const before = [...parentsOf(course, id), ...(item ? [item] : [])].flatMap(({unlock}) => [
    ...(unlock?.after ?? []),
    ...(unlock?.passed ?? []),
  ]);
  const done = before
    .flatMap((one) => lessonIds(findItem(course, one)))
    .flatMap((one) => progress.lessons[one]?.completed ?? []);
  return [progress.enrolled, ...(opened ? [opened.toISOString()] : []), ...done].sort().at(-1)!;
}

function lessonIds(item: CourseItem | undefined): string[] {
  if (!item) return [];
  return item.kind === 'block'
    ? lessonsOf(item as Extract<CourseItem, {kind: 'block'}>).map(({id}) => id)
    : [(item as Lesson).id];
}
