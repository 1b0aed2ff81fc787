import type {Lesson} from '@uggla/protocol';
import type {AttemptRow} from '../store/tables.js';

/** A quiz of a course. */
export type Quiz = Extract<Lesson, {kind: 'quiz'}>;

/** Questions of one attempt: so many are drawn, or all are asked. */
export function totalOf({draw, questions}: Pick<Quiz, 'draw' | 'questions'>): number {
  return Math.min(draw ?? questions.length, questions.length);
}

/** Points reached over points there were, of the questions that were asked. */
export function scoreOf(quiz: Quiz, rows: readonly Pick<AttemptRow, 'question' | 'score'>[]): number {
  const points = (id: string) => quiz.questions.find((one) => one.id === id)?.points ?? 1;
  const all = rows.reduce((sum, {question}) => sum + points(question), 0);
  return all === 0 ? 0 : rows.reduce((sum, {question, score}) => sum + points(question) * score, 0) / all;
}
