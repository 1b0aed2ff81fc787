import {given, type Question, type RightAnswer, type Text} from '@uggla/protocol';
import {namedFile} from '../authored/context.js';
import type {QuestionFields, SourceFile} from '../authored/model.js';
import {sha256} from '../files.js';
import {publishPicture, type Publishing} from './assets-of.js';

/** A question without what is right about it. `folder` and `path` are its course's. */
export async function questionOf(
  {publishing, folder, path}: {publishing: Publishing; folder: string; path: string},
  question: QuestionFields,
  file: SourceFile,
): Promise<Question> {
  const picture = async (named: string | undefined, alt: Text | undefined, field: string) => {
    const found = named === undefined ? undefined : await namedFile(publishing, file.name, named, {field});
    return found && publishPicture(publishing, folder, {file: found, ...(alt === undefined ? {} : {alt})}, path);
  };
  const {id, text, at, points, type} = question;
  const image = await picture(question.image, question.alt, `questions.${id}.image`);
  const base = {id, type, text, ...given({at, points, image})};
  switch (question.type) {
    case 'single':
    case 'multiple':
      return {
        ...base,
        choices: await Promise.all(
          question.choices.map(async (one) => ({
            id: one.id,
            text: one.text,
            ...given({image: await picture(one.image, one.alt, `questions.${id}.choices`)}),
          })),
        ),
      } as Question;
    case 'hotspot':
      return {...base, choices: question.choices.map(({right: _, ...rest}) => rest)} as Question;
    case 'order':
      return {...base, items: mix(question.items, `${id}`).map((one) => ({id: one.id, text: one.text}))} as Question;
    case 'match':
      return {
        ...base,
        left: question.pairs.map((pair) => ({id: pair.id, text: pair.left})),
        right: mix(question.pairs, `${id}`).map((pair) => ({id: pair.id, text: pair.right})),
      } as Question;
    case 'numeric':
      return {...base, ...given({unit: question.unit})} as Question;
    default:
      return base as Question;
  }
}

/** What is right about a question: kept apart from it. */
export function answerOf(question: QuestionFields, main: string): RightAnswer {
  const feedback = given({feedback: question.feedback});
  switch (question.type) {
    case 'single':
    case 'multiple':
    case 'hotspot':
      return {choices: question.choices.filter(({right}) => right).map(({id}) => id), ...feedback};
    case 'truefalse':
      return {value: question.answer, ...feedback};
    case 'numeric':
      return {
        number: question.answer,
        ...(question.tolerance === undefined ? {} : {tolerance: question.tolerance}),
        ...feedback,
      };
    case 'fill':
      return {accepted: Array.isArray(question.answers) ? {[main]: question.answers} : question.answers, ...feedback};
    case 'order':
      return {order: question.items.map(({id}) => id), ...feedback};
    case 'match':
      return {pairs: Object.fromEntries(question.pairs.map(({id}) => [id, id])), ...feedback};
  }
}

/** Another order than the right one, the same at every build. */
function mix<T extends {id: string}>(items: readonly T[], seed: string): T[] {
  const mixed = [...items].sort((a, b) => (sha256(seed + a.id) < sha256(seed + b.id) ? -1 : 1));
  return mixed.every((one, at) => one === items[at]) ? [...mixed.slice(1), mixed[0]!] : mixed;
}
