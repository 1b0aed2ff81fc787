import {pickText, type Answers, type QuestionAnalytics} from '@uggla/protocol';
import type {Asked} from '../learning/asked.js';
import {AnswersTally} from './answers.js';
import type {Learner} from './learner.js';

/** Counts what is answered. */
export class QuestionsTally {
  readonly #all: readonly {asked: Asked; tally: AnswersTally}[];

  /** @param answers - The right ones, where this server has them. */
  constructor(asked: readonly Asked[], answers: Answers | undefined) {
    this.#all = asked.map((one) => ({asked: one, tally: new AnswersTally(one.question, answers?.answers[one.key])}));
  }

  take({answers}: Learner): void {
    for (const {asked, tally} of this.#all) tally.take(answers.get(asked.iri) ?? []);
  }

  told(languages: readonly string[]): QuestionAnalytics[] {
    return this.#all
      .map(({asked: {lesson, question}, tally}) => ({
        lesson: lesson.id,
        lessonTitle: pickText(lesson.title, languages),
        question: question.id,
        text: pickText(question.text, languages),
        type: question.type,
        ...tally.told(languages),
      }))
      .filter(({people}) => people > 0);
  }
}
