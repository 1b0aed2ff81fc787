import {reach} from '@uggla/core/records/reach.js';
import type {Records} from '@uggla/core/records/records.js';
import {loadJson} from '@uggla/core/load.js';
import {
  findItem,
  UgglaError,
  type Course,
  type Lesson,
  type LessonLockedProblem,
  type LessonTokenAnswer,
  type Lock,
} from '@uggla/protocol';
import {courseSchema} from '@uggla/protocol/generated/course-schema.js';
import type {CourseSession} from './session.js';

/** Where the files of a locked lesson lie for the person who opened it. */
export interface LessonPlace {
  /** Address of course.json there. */
  base: string;
  /** The course with the questions of this lesson, and the lesson in it. */
  course: Course;
  lesson: Lesson;
  /** Asks for a new address when this one ran out. */
  renew(): Promise<string>;
}

/** The server says that a lesson is closed to the person: `lock` is what bars it, by the server's clock and records. */
export class LessonClosedError extends UgglaError {
  readonly lock: Lock | undefined;

  constructor({title, lock}: LessonLockedProblem) {
    super('lesson-locked', title, {status: 403});
    const {date, ...rest} = lock ?? {};
    this.lock = lock && ({...rest, ...(date === undefined ? {} : {date: new Date(date)})} as Lock);
  }
}

/** What was done may be on its way still: the server is given so long to hear of it (milliseconds). */
const HEARS_MS = 10_000;

/**
 * Asks the server where a locked lesson's files lie; `undefined` where it has no such course, or cannot be reached: then they lie
 * where the course does, or nowhere.
 *
 * @throws {@link LessonClosedError} for a lesson that the server does not open; {@link UgglaError} for other refusals.
 */
export async function openPlace(
  server: string,
  {lesson, session, records, signal}: {lesson: Lesson; session: CourseSession; records: Records; signal: AbortSignal},
): Promise<LessonPlace | undefined> {
  const {course} = session;
  const ask = () => askPlace(server, course, lesson, records);
  let base: string | undefined;
  try {
    base = await ask();
  } catch (error) {
    if (!(error instanceof LessonClosedError) || signal.aborted) throw error;
    // Perhaps it has not heard of what was done a moment ago.
    await Promise.race([session.drained(), new Promise((resolve) => setTimeout(resolve, HEARS_MS))]);
    base = await ask();
  }
  if (base === undefined) return undefined;
  const renew = async () => (await ask()) ?? base!;
  if (!('questions' in lesson)) return {base, course, lesson, renew};
  const whole = await loadJson<Course>(base, {kind: 'course', schema: courseSchema, signal});
  return {base, course: whole, lesson: (findItem(whole, lesson.id) as Lesson | undefined) ?? lesson, renew};
}

/** The address, or nothing where the server has none to give. */
async function askPlace(
  server: string,
  course: Course,
  lesson: Lesson,
  records: Records,
  fresh = false,
): Promise<string | undefined> {
  const authorization = await records.authorization('server', fresh);
  let response: Response;
  try {
    response = await reach(`${server}/v1/tokens/lesson`, {
      method: 'POST',
      headers: {'content-type': 'application/json', ...(authorization === undefined ? {} : {authorization})},
      body: JSON.stringify({course: course.id, lesson: lesson.id}),
    });
  } catch {
    return undefined; // the files themselves will say whether they can be had
  }
  if (response.ok) {
    const {base} = (await response.json()) as Partial<LessonTokenAnswer>;
    return typeof base === 'string' ? new URL(base, `${server}/`).href : undefined;
  }
  if (response.status === 401 && !fresh) return askPlace(server, course, lesson, records, true);
  const problem = (await response.json().catch(() => ({}))) as Partial<LessonLockedProblem>;
  if (problem.code === 'lesson-locked') throw new LessonClosedError({title: '', ...problem} as LessonLockedProblem);
  if (response.status === 404 || response.status >= 500) return undefined;
  throw new UgglaError(problem.code ?? 'lesson-unavailable', problem.title ?? `${server} answered ${response.status}`, {
    status: response.status,
  });
}
