import {
  lessonsOf,
  pickText,
  ruleOf,
  type AnalyticsAnswer,
  type Course,
  type Lesson,
  type LessonAnalytics,
} from '@uggla/protocol';
import type {Learner} from './learner.js';
import {median, smallestGroup} from './small-groups.js';

interface Count {
  lesson: Lesson;
  /** Whether it is to be passed. */
  isTest: boolean;
  started: number;
  completed: number;
  passed: number;
  failed: number;
  stopped: number;
}

/** Counts how far people come. */
export class LessonsTally {
  readonly #counts: ReadonlyMap<string, Count>;
  readonly #people = {enrolled: 0, started: 0, completed: 0};
  readonly #tests = {passed: 0, failed: 0};
  readonly #times: number[] = [];
  readonly #spent: number[] = [];

  constructor(course: Course) {
    const none = {started: 0, completed: 0, passed: 0, failed: 0, stopped: 0};
    this.#counts = new Map(
      lessonsOf(course).map((lesson) => [lesson.id, {lesson, isTest: ruleOf(lesson).passed === true, ...none}]),
    );
  }

  take({isEnrolled, isComplete, last, lessons, times}: Learner): void {
    if (isEnrolled) this.#people.enrolled++;
    if (last === undefined) return;
    this.#people.started++;
    let [tests, passed, failed] = [0, 0, 0];
    for (const [id, count] of this.#counts) {
      const begun = lessons.get(id);
      if (begun) count.started++;
      if (begun?.isComplete) count.completed++;
      if (!count.isTest) continue;
      tests++;
      if (begun?.verdict === 'passed') passed++;
      if (begun?.verdict === 'failed') failed++;
      if (begun?.verdict) count[begun.verdict]++;
    }
    if (failed > 0) this.#tests.failed++;
    else if (tests > 0 && passed === tests) this.#tests.passed++;
    if (isComplete) this.#people.completed++;
    else {
      const there = this.#counts.get(last);
      if (there) there.stopped++;
    }
    if (times) {
      this.#times.push(times.toComplete);
      this.#spent.push(times.spent);
    }
  }

  told(languages: readonly string[]): Pick<AnalyticsAnswer, 'people' | 'lessons'> {
    const counts = [...this.#counts.values()];
    const enough = this.#times.length >= smallestGroup;
    return {
      people: {
        ...this.#people,
        ...(counts.some(({isTest}) => isTest) ? this.#tests : {}),
        ...(enough ? {secondsToComplete: median(this.#times), secondsSpent: median(this.#spent)} : {}),
      },
      lessons: counts.map(({lesson, isTest, started, completed, passed, failed, stopped}): LessonAnalytics => ({
        lesson: lesson.id,
        title: pickText(lesson.title, languages),
        kind: lesson.kind,
        started,
        completed,
        ...(isTest ? {passed, failed} : {}),
        stopped,
      })),
    };
  }
}
