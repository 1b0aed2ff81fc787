import {addDuration, parseMoment, type Calendar} from './duration.js';
import type {CourseProgress} from './progress.js';
import type {Lesson} from './types.js';

/**
 * What is to be done again: its time ran out, or what was signed is no longer the published version.
 *
 * @returns Id of the lesson → since when (ISO 8601, UTC; empty where nobody knows).
 */
export function dueAgain(
  lessons: readonly Lesson[],
  done: CourseProgress['lessons'],
  {now, calendar = {add: addDuration, parse: parseMoment}}: {now: Date; calendar?: Calendar | undefined},
): Record<string, string> {
  const due: Record<string, string> = {};
  for (const lesson of lessons) {
    const {completed, signed, changed = ''} = done[lesson.id] ?? {};
    if (completed === undefined) continue;
    const since =
      lesson.renew === undefined ? undefined : calendar.add(new Date(completed), lesson.renew).toISOString();
    if (since !== undefined && since <= now.toISOString()) due[lesson.id] = since;
    else if (
      lesson.kind === 'acknowledgement' &&
      signed &&
      !Object.values(lesson.document).some(({sha256}) => sha256 === signed.sha256)
    )
      due[lesson.id] = changed;
  }
  return due;
}
