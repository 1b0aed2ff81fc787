import {
  grade,
  pickText,
  UgglaError,
  type Answers,
  type GradeAnswer,
  type GradeRequest,
  type ProblemDetails,
  type Question,
  type Response,
  type Text,
} from '@uggla/protocol';

/** What came of an answer. */
export interface Verdict {
  right: boolean;
  /** 0 to 1. */
  score: number;
  feedback?: Text;
  evaluatedBy: 'server' | 'client';
  /** The server's own count of this attempt. */
  attempt?: GradeAnswer['attempt'];
}

/** What is judged. */
export interface AnswerGiven {
  /** Id of the quiz, or of the film that asks. */
  item: string;
  /** Id of the item that the question is taken from, if another; empty for the course itself. */
  from?: string;
  question: Question;
  response: Response;
  attempt?: string;
}

/** Judges answers. */
export type Grader = (given: AnswerGiven) => Promise<Verdict>;

/**
 * Judges in the page, by the published answers; they are loaded when first needed.
 *
 * @throws {@link UgglaError} `answers-unavailable`, `answers-invalid`, and `answer-missing` when the file lacks one.
 */
export function clientGrader(load: () => Promise<Answers>): Grader {
  let file: Promise<Answers> | undefined;
  return async ({item, from = item, question, response}) => {
    file ??= load();
    const {answers} = await file.catch((error: unknown) => {
      file = undefined; // the next try asks again
      throw error;
    });
    const right = answers[`${from}/${question.id}`] ?? answers[`/${question.id}`];
    if (!right) {
      throw new UgglaError('answer-missing', `answers.json has no answer to "${question.id}" of "${from}"`, {
        field: `answers.${from}/${question.id}`,
        cure: 'Publish the course again: course.json and answers.json are made together.',
      });
    }
    const verdict = grade(question, right, response);
    const feedback = verdict.right ? right.feedback?.right : right.feedback?.wrong;
    return {...verdict, ...(feedback === undefined ? {} : {feedback}), evaluatedBy: 'client'};
  };
}

/**
 * Judges by the server: right answers never reach the page.
 *
 * @throws {@link UgglaError} `grade-unavailable`, or the code that the server gives (`attempts-used-up`).
 */
export function serverGrader(course: string, address: string, headers: () => Promise<Record<string, string>>): Grader {
  return async ({item, question, response, attempt}) => {
    const request: GradeRequest = {
      course,
      item,
      question: question.id,
      response,
      ...(attempt === undefined ? {} : {attempt}),
    };
    let answer: globalThis.Response;
    try {
      answer = await fetch(address, {
        method: 'POST',
        headers: {'content-type': 'application/json', ...(await headers())},
        body: JSON.stringify(request),
      });
    } catch (cause) {
      throw new UgglaError('grade-unavailable', `${address} could not be reached`, {cause, file: address});
    }
    if (!answer.ok) {
      const problem = (await answer.json().catch(() => undefined)) as Partial<ProblemDetails> | undefined;
      if (typeof problem?.code === 'string')
        throw new UgglaError(problem.code, String(problem.title), {status: answer.status, file: address});
      throw new UgglaError('grade-unavailable', `${address} answered ${answer.status}`, {
        status: answer.status,
        file: address,
      });
    }
    const {right, score, feedback, attempt: state} = (await answer.json()) as GradeAnswer;
    return {
      right: right === true,
      score: typeof score === 'number' ? score : 0,
      ...(feedback === undefined ? {} : {feedback}),
      ...(state === undefined ? {} : {attempt: state}),
      evaluatedBy: 'server',
    };
  };
}

/** The feedback in the best language; empty when there is none. */
export function feedbackOf(verdict: Verdict, languages: readonly string[]): string {
  return pickText(verdict.feedback, languages);
}
