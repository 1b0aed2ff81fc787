import {
  asCourseProgress,
  closesAt,
  courseShare,
  isItemComplete,
  lessonsOf,
  lockOf,
  mergeCourseProgress,
  type Course,
  type CourseProgress,
  type Text,
} from '@uggla/protocol';
import {dueAgain} from '@uggla/protocol/due.js';
import {calendarOf} from '@uggla/protocol/time-zone.js';

/** How somebody stands in a course, by what their device kept of it. */
export interface KeptStanding {
  /** How much of it is done, 0 to 1. */
  readonly share: number;
  readonly isComplete: boolean;
  /** Lesson to go on with; empty for where the course thinks. */
  readonly lesson: string;
  /** When anything of it was last recorded, in milliseconds since 1970. */
  readonly at: number;
  /** What is to be done again, and what is not done and will close: nobody was told to do the rest. */
  readonly todos: readonly {
    readonly lesson: string;
    readonly title: Text;
    readonly isLate: boolean;
    readonly isAgain: boolean;
    readonly until?: string;
  }[];
  /** When it was completed, where the course gives a certificate for that, and how long that holds (ISO 8601). Nobody signed it. */
  readonly earned?: {readonly completed: string; readonly expires?: string};
}

/**
 * How somebody stands in a course.
 *
 * @param kept - What was kept of it on this device, in several visits or by several accounts.
 * @returns `undefined` where none of that is progress.
 */
export function standingOf(course: Course, kept: readonly unknown[], now = new Date()): KeptStanding | undefined {
  const known = kept.map(asCourseProgress).filter((one) => one !== undefined);
  if (known.length === 0) return undefined;
  const progress = known.reduce((one, other) => mergeCourseProgress(other, one));
  const calendar = calendarOf(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const lessons = lessonsOf(course);
  const again = dueAgain(lessons, progress.lessons, {now, calendar});
  const {done, total, complete} = courseShare(course, progress);
  const {completed} = progress;
  const lasts = course.certificate?.expires;
  return {
    share: total > 0 ? done / total : 0,
    isComplete: complete,
    lesson: progress.lesson ?? '',
    at: changedAt(progress),
    todos: lessons.flatMap((lesson): KeptStanding['todos'] => {
      const {id, title} = lesson;
      if (id in again) return [{lesson: id, title, isLate: false, isAgain: true}];
      const closes = closesAt(course, id, progress.enrolled, calendar);
      if (!closes || isItemComplete(lesson, progress) || lockOf(course, id, progress, {now, calendar})) return [];
      return [{lesson: id, title, isLate: false, isAgain: false, until: closes.toISOString()}];
    }),
    ...(course.certificate && completed !== undefined
      ? {
          earned: {
            completed,
            ...(lasts === undefined ? {} : {expires: calendar.add(new Date(completed), lasts).toISOString()}),
          },
        }
      : {}),
  };
}

function changedAt({enrolled, lessons}: CourseProgress): number {
  return Math.max(
    Date.parse(enrolled) || 0,
    ...Object.values(lessons).map(({changed}) => Date.parse(changed ?? '') || 0),
  );
}
