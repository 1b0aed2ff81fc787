import {Problems} from '../problems.js';
import type {QuestionFields, QuizFields, SourceFile} from './model.js';
import {readYaml} from './yaml.js';

/** Gives questions without an id that of their place, before any is left out: answers are kept under it. */
export function nameQuestions(quiz: object): void {
  const {questions} = quiz as {questions?: unknown};
  if (!Array.isArray(questions)) return;
  for (const [at, question] of (questions as unknown[]).entries()) {
    if (typeof question === 'object' && question !== null && !Array.isArray(question))
      (question as {id?: unknown}).id ??= `q${at + 1}`;
  }
}

/** The quiz with the questions that can be asked and graded; of the others is told what they lack. */
export function checkQuiz(
  {draw, ...quiz}: QuizFields,
  text: string,
  {name}: SourceFile,
  problems: Problems,
): QuizFields {
  const tell = (code: string, message: string, cure: string, field: string, id?: string): void => {
    const {value, lineOf} = readYaml(text, name, new Problems());
    const written = (value as {questions?: ({id?: string} | null)[]}).questions ?? [];
    const at = written.findLastIndex((one, number) => (one?.id ?? `q${number + 1}`) === id);
    const path = id === undefined ? [field] : ['questions', at, field];
    problems.error(code, message, {file: name, line: lineOf(path), field: path.join('.'), cure});
  };
  const seen = new Set<string>();
  const questions = quiz.questions.filter((question) => {
    const id = question.id!;
    const flaw = seen.has(id)
      ? (['id-doubled', `two questions have the id “${id}”`, 'Give one of them another id.', 'id'] as const)
      : flawOf(question, id);
    seen.add(id);
    if (flaw) tell(...flaw, id);
    return !flaw;
  });
  const isTooMuch = draw !== undefined && draw > questions.length;
  if (isTooMuch)
    tell(
      'field-invalid',
      `${draw} questions cannot be drawn from ${questions.length}`,
      'Lower `draw`, or write more questions.',
      'draw',
    );
  return {...quiz, questions, ...(draw === undefined || isTooMuch ? {} : {draw})};
}

/** Why nobody could answer a question, if so: code, message, cure and field. */
function flawOf(
  question: QuestionFields,
  id: string,
): readonly [code: string, message: string, cure: string, field: string] | undefined {
  for (const [list, value] of Object.entries(question)) {
    if (!['choices', 'pairs', 'items'].includes(list)) continue;
    const ids = (value as {id: string}[]).map((one) => one.id);
    const twice = ids.find((one, at) => ids.indexOf(one) !== at);
    if (twice !== undefined)
      return [
        'id-doubled',
        `the question “${id}” has the id “${twice}” twice in its ${list}`,
        'Give each an id of its own: answers are kept under it.',
        list,
      ];
  }
  if ('choices' in question) {
    const right = question.choices.filter((choice) => choice.right).length;
    if (right === 0)
      return [
        'right-missing',
        `no choice of the question “${id}” is right`,
        'Add `right: true` to the right one.',
        'choices',
      ];
    if (right > 1 && question.type === 'single')
      return [
        'right-doubled',
        `${right} choices of the question “${id}” are right, and only one can be chosen`,
        'Leave one `right: true`, or make it `type: multiple`.',
        'choices',
      ];
  }
  if (question.type === 'fill' && Object.values(question.answers).flat().length === 0) {
    return [
      'right-missing',
      `the question “${id}” has no right answer`,
      'List them: `answers: [up, upwards]`.',
      'answers',
    ];
  }
  return undefined;
}
