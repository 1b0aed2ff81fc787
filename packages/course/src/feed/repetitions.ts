import {addDuration, lessonsOf, type Course, type Lesson} from '@uggla/protocol';
import {SharedDocument} from '@uggla/core/records/shared-document.js';
import type {CourseSession} from '../course/session.js';

/** Name of the State document in which is kept what a learner remembered of the micro-lessons of a course. */
export const REPETITIONS_STATE = 'https://uggla.dev/xapi/state/repetitions';

/**
 * After so long a lesson that was completed is asked for again, and each time that it was remembered after the next of
 * these; one that was not begins with the first again. What was remembered after the last is known.
 */
const INTERVALS = ['P1D', 'P1W', 'P1M', 'P3M'] as const;

/** How far the repetition of a lesson has come. */
export interface Repetition {
  /** How often in a row it was remembered. */
  readonly step: number;
  /** When that was said last (ISO 8601, UTC). */
  readonly at: string;
}

export type Repeated = ReadonlyMap<string, Repetition>;

/** When a lesson is due to be repeated; `undefined` when it is known, or was never completed. */
export function repeatAt(completed: string | undefined, repetition: Repetition | undefined): Date | undefined {
  if (completed === undefined) return undefined;
  const {step, at} = repetition && repetition.at > completed ? repetition : {step: 0, at: completed};
  const interval = INTERVALS[step];
  return interval && addDuration(new Date(at), interval);
}

/** What of `value` tells of repetitions. */
export function readRepetitions(value: unknown): Repeated {
  const given = (value as {repetitions?: unknown} | null | undefined)?.repetitions;
  if (typeof given !== 'object' || given === null) return new Map();
  return new Map(
    Object.entries(given as Record<string, Partial<Repetition> | null>).flatMap(
      ([lesson, one]): [string, Repetition][] => {
        const {step, at} = one ?? {};
        const isGood =
          Number.isInteger(step) &&
          step! >= 0 &&
          step! <= INTERVALS.length &&
          typeof at === 'string' &&
          !Number.isNaN(Date.parse(at));
        return isGood ? [[lesson, {step: step!, at: at!}]] : [];
      },
    ),
  );
}

/** Of each lesson what was said last. */
export function mergeRepetitions(one: Repeated, other: Repeated): Repeated {
  const merged = new Map(one);
  for (const [lesson, repetition] of other) {
    if ((merged.get(lesson)?.at ?? '') <= repetition.at) merged.set(lesson, repetition);
  }
  return merged;
}

/** The repetition of the micro-lessons of one course, kept where the progress is kept. */
export class Repetitions {
  readonly #session: CourseSession;
  readonly #document: SharedDocument<Repeated>;
  readonly #changed: () => void;

  /** @param changed called when more is known */
  constructor(session: CourseSession, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
    this.#document = new SharedDocument<Repeated>({
      records: session.records!,
      course: session.course.id,
      stateId: REPETITIONS_STATE,
      read: readRepetitions,
      merge: mergeRepetitions,
      write: (repeated) => ({repetitions: Object.fromEntries(repeated)}),
    });
    this.#document.load(changed).catch(() => undefined); // without a store a lesson is due by its completion alone
  }

  /** The lessons that are due, in the order of the course. One that has to be renewed as a whole is none of them. */
  due(course: Course, isOpen: (lesson: Lesson) => boolean, now = new Date()): Lesson[] {
    return lessonsOf(course).filter((lesson) => {
      const at = repeatAt(this.#session.done(lesson.id).completed, this.#document.value.get(lesson.id));
      return at !== undefined && at <= now && isOpen(lesson);
    });
  }

  /** Keeps whether a lesson was remembered; tells when it is due again, `undefined` when it is known. */
  tell(lesson: string, isRemembered: boolean): Date | undefined {
    const {completed} = this.#session.done(lesson);
    const before = this.#document.value.get(lesson);
    const step = isRemembered
      ? Math.min((before && before.at > completed! ? before.step : 0) + 1, INTERVALS.length)
      : 0;
    const told: Repetition = {step, at: new Date().toISOString()};
    const next = mergeRepetitions(this.#document.value, new Map([[lesson, told]]));
    this.#document.save(next).catch(() => undefined);
    this.#changed();
    return repeatAt(completed, told);
  }

  /** The course is gone. */
  close(): void {
    this.#document.close();
  }
}
