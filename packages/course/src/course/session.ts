import {
  calendarOf,
  isLessonComplete,
  isRuleMet,
  courseShare,
  StatementMaker,
  newId,
  lessonsOf,
  type Calendar,
  type Course,
  type CourseProgress,
  type Lesson,
  type LessonProgress,
  type Statement,
} from '@uggla/protocol';
import type {Records} from '@uggla/core/records/records.js';
import type {CourseMode} from './lesson-view.js';

/** Progress that changes with every second is kept this often: a killed tab costs no more. */
const SAVE_EVERY_MS = 8000;

/** So long an LMS may take to hear that the visit is over. */
const EXIT_MS = 10_000;

/** What a session tells its course. */
export interface SessionEvents {
  lessonComplete(lesson: Lesson, progress: LessonProgress): void;
  courseComplete(completed: string): void;
  failed(error: unknown): void;
}

/** What a session is made of. */
export interface SessionParts {
  course: Course;
  /** `undefined`: nothing is recorded. */
  records: Records | undefined;
  progress: CourseProgress | undefined;
  /** The language in which the course is shown, now. */
  language: () => string;
  mode: CourseMode;
  events: SessionEvents;
}

/** One visit to a course: what is done goes into the progress, and as statements into the records. */
export class CourseSession {
  readonly course: Course;
  readonly records: Records | undefined;
  /** By which the course's dates are counted: the server's, of the person's time zone; UTC without one. */
  readonly calendar: Calendar | undefined;
  readonly #parts: SessionParts;
  readonly #maker: StatementMaker | undefined;
  readonly #openedAt = performance.now();
  readonly #underWay = new Set<Promise<unknown>>();
  #progress: CourseProgress;
  #isDirty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: SessionParts) {
    const {course, records, progress, language} = parts;
    this.#parts = parts;
    this.course = course;
    this.records = records;
    const fresh = {version: course.version, enrolled: new Date().toISOString(), registration: newId(), lessons: {}};
    const {enrolled, timeZone} = records?.enrolment ?? {};
    this.calendar = timeZone === undefined ? undefined : calendarOf(timeZone);
    // The server's clock decides what is open: its day of enrolment counts, not the one when this page was first opened.
    this.#progress = {...fresh, ...progress, ...(enrolled === undefined ? {} : {enrolled}), version: course.version};
    if (records) {
      const registration = this.#progress.registration;
      this.#maker = new StatementMaker({
        course,
        actor: records.learner,
        get language() {
          return language();
        },
        session: newId(),
        ...(registration === undefined ? {} : {registration}),
      });
    }
    if (!progress) this.#isDirty = true;
  }

  /** What was done so far, over all visits. */
  get progress(): CourseProgress {
    return this.#progress;
  }

  /** Seconds since the visit began. */
  get seconds(): number {
    return (performance.now() - this.#openedAt) / 1000;
  }

  /** What was done in one lesson. */
  done(id: string): LessonProgress {
    return this.#progress.lessons[id] ?? {};
  }

  /** Keeps where to go on. */
  visit(lesson: string): void {
    if (this.#progress.lesson === lesson || this.#parts.mode !== 'normal') return;
    this.#progress = {...this.#progress, lesson};
    this.#dirty();
  }

  /** Begins a lesson anew that is due again: what was done before counts no more, but that it was completed. */
  renew(lesson: Lesson): void {
    const {completed} = this.done(lesson.id);
    if (completed === undefined || this.#parts.mode !== 'normal') return;
    const now = new Date().toISOString();
    this.#progress = {
      ...this.#progress,
      lessons: {...this.#progress.lessons, [lesson.id]: {completed, renewed: now, changed: now}},
    };
    this.#dirty();
  }

  /**
   * Keeps what was done in a lesson. What completes it is recorded and kept at once, as is an attempt, the rest every few seconds.
   * Returns whether it became complete by this.
   */
  update(lesson: Lesson, done: Partial<LessonProgress>, seconds = 0): boolean {
    const before = this.done(lesson.id);
    const after: LessonProgress = {...before, ...done, changed: new Date().toISOString()};
    const isOpen =
      before.completed === undefined || (before.renewed !== undefined && before.completed < before.renewed);
    const completes = this.#parts.mode === 'normal' && isOpen && isRuleMet(lesson, after);
    if (completes) after.completed = after.changed!;
    this.#progress = {...this.#progress, lessons: {...this.#progress.lessons, [lesson.id]: after}};
    const onlySeconds = Object.keys(done).every((key) => key === 'seconds');
    // Seconds alone are kept when the lesson is left, or as often as the rest where they are what completes it.
    if (!onlySeconds || completes || lesson.complete?.minTime !== undefined) this.#dirty();
    else this.#isDirty = true;
    if (completes) this.#complete(lesson, after, seconds);
    else if (after.attempts !== before.attempts) this.save(); // a reload gives no attempt back
    return completes;
  }

  /** Puts a statement into the records. `always`: also while the course is only looked through. */
  record(make: (maker: StatementMaker) => Statement, {always = false} = {}): Statement | undefined {
    if (!this.#maker || !this.records || (this.#parts.mode !== 'normal' && !always)) return undefined;
    const statement = make(this.#maker);
    this.#follow(this.records.record(statement));
    return statement;
  }

  /** Keeps the progress now. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isDirty || !this.records || this.#parts.mode !== 'normal') return;
    this.#isDirty = false;
    this.#follow(this.records.saveProgress(this.#progress));
  }

  /** Resolves when the receiver has confirmed all that was recorded until now. */
  async drained(): Promise<void> {
    this.save();
    await Promise.allSettled(this.#underWay);
    await this.records?.drained();
  }

  /**
   * Ends the visit for the LMS, and gives the address to go to. An LMS that cannot be reached keeps nobody: what waits is
   * sent on the next visit.
   */
  async exit(): Promise<string | undefined> {
    const late = new Promise((resolve) => setTimeout(resolve, EXIT_MS));
    await Promise.race([this.drained().then(() => this.records?.leave()), late]).catch(() => undefined);
    return this.records?.exit;
  }

  /** Ends the visit; what waits is sent on the next one. */
  async close(): Promise<void> {
    this.save();
    await Promise.allSettled(this.#underWay);
    this.records?.close();
  }

  #complete(lesson: Lesson, done: LessonProgress, seconds: number): void {
    const isMedia = lesson.kind === 'video' || lesson.kind === 'audio';
    const playback = isMedia
      ? {time: done.position ?? 0, duration: done.duration ?? 0, ranges: done.ranges ?? []}
      : undefined;
    this.record((maker) => maker.completed(lesson, seconds, playback));
    if (this.#progress.completed === undefined && courseShare(this.course, this.#progress).complete) {
      const completed = new Date().toISOString();
      this.#progress = {...this.#progress, completed};
      this.record((maker) => maker.completed(undefined, this.seconds));
      this.save();
      this.#parts.events.lessonComplete(lesson, done);
      this.#parts.events.courseComplete(completed);
      return;
    }
    this.save();
    this.#parts.events.lessonComplete(lesson, done);
  }

  #dirty(): void {
    this.#isDirty = true;
    if (this.#parts.mode === 'normal') this.#timer ??= setTimeout(() => this.save(), SAVE_EVERY_MS);
  }

  #follow(work: Promise<unknown>): void {
    const followed = work
      .catch((error: unknown) => this.#parts.events.failed(error))
      .finally(() => this.#underWay.delete(followed));
    this.#underWay.add(followed);
  }
}

/** The lesson to begin with: where the person was, else the first that is open and not done, else the first. */
export function firstLesson(
  course: Course,
  progress: CourseProgress,
  isOpen: (lesson: Lesson) => boolean,
): Lesson | undefined {
  const lessons = lessonsOf(course);
  const last = lessons.find(({id}) => id === progress.lesson);
  if (last && isOpen(last) && !isLessonComplete(last, progress.lessons[last.id])) return last;
  return (
    lessons.find((lesson) => isOpen(lesson) && !isLessonComplete(lesson, progress.lessons[lesson.id])) ??
    last ??
    lessons[0]
  );
}
