import type {CourseProgress} from './progress.js';
import {lessonsOf} from './tree.js';
import type {Course} from './types.js';

/** What an LMS is told of a whole course. */
export interface Verdict {
  /** Mean of the best scores of all its quizzes, 0 to 1: one not handed in counts 0, so it never falls. */
  score?: number;
  /** Whether it is passed; `undefined` while that is open, and where nothing has to be passed. */
  success?: boolean;
}

/**
 * The score of a course and whether it is passed: when each quiz that asks for it is, or (with `mastery`, what an LMS asks
 * for) when all are handed in and the score is enough. It is failed when that cannot be reached any more. A course whose
 * `status` is `completed` is never passed nor failed; where it is `passed`, what has no tests is passed when it is complete.
 */
export function verdictOf(course: Course, progress: CourseProgress, mastery?: number): Verdict {
  const {success, ...score} = judge(course, progress, mastery);
  if (course.status === 'completed') return score;
  if (success !== undefined) return {...score, success};
  const isDone = course.status === 'passed' && progress.completed !== undefined && !isJudged(course, mastery);
  return isDone ? {...score, success: true} : score;
}

/** Whether anything in it has to be passed. */
function isJudged(course: Course, mastery: number | undefined): boolean {
  return lessonsOf(course).some(
    (lesson) => lesson.kind === 'quiz' && (lesson.mastery !== undefined || mastery !== undefined),
  );
}

function judge(course: Course, progress: CourseProgress, mastery?: number): Verdict {
  const quizzes = lessonsOf(course).flatMap((lesson) =>
    lesson.kind === 'quiz' ? [{lesson, done: progress.lessons[lesson.id] ?? {}}] : [],
  );
  if (quizzes.length === 0) return {};
  const taken = quizzes.filter(({done}) => done.score !== undefined);
  const sum = taken.reduce((total, {done}) => total + (done.score ?? 0), 0);
  const verdict: Verdict = taken.length > 0 ? {score: Math.round((sum / quizzes.length) * 10_000) / 10_000} : {};
  const isUsedUp = ({lesson, done}: (typeof quizzes)[number]) =>
    Boolean(lesson.attempts) && (done.attempts ?? 0) >= lesson.attempts!;
  if (mastery !== undefined) {
    if (taken.length < quizzes.length) return verdict;
    const isEnough = (verdict.score ?? 0) >= mastery - 1e-9;
    const isOver = progress.completed !== undefined || quizzes.every(isUsedUp);
    return isEnough || isOver ? {...verdict, success: isEnough} : verdict;
  }
  const judged = quizzes.filter(({lesson}) => lesson.mastery !== undefined);
  if (judged.length === 0) return verdict;
  if (judged.every(({done}) => done.passed)) return {...verdict, success: true};
  return judged.some((one) => !one.done.passed && isUsedUp(one)) ? {...verdict, success: false} : verdict;
}
