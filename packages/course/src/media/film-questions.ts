import {findItem, lessonsOf, type Course, type Lesson, type Question} from '@uggla/protocol';

/** A question that a film asks. */
export interface FilmQuestion {
  /** Second at which it is asked. */
  at: number;
  question: Question;
  /** Under which item its answer stands: the film, or the quiz that it was taken from. */
  item: string;
}

/** The questions of a film in the order in which they are asked. A `ref` that names nothing is left out. */
export function filmQuestions(course: Course, lesson: Extract<Lesson, {kind: 'video' | 'audio'}>): FilmQuestion[] {
  const cues = lesson.questions ?? [];
  return cues
    .flatMap((cue): FilmQuestion[] => {
      if (!('ref' in cue && typeof cue.ref === 'string')) {
        const question = cue as Question;
        return [{at: question.at ?? 0, question, item: lesson.id}];
      }
      const found = findQuestion(course, cue.ref, lesson.id);
      return found ? [{at: cue.at ?? 0, ...found}] : [];
    })
    .sort((one, other) => one.at - other.at);
}

/** A question by its id: the course's own, or a quiz's (`<quiz>/<question>`, or the question's id alone). */
function findQuestion(course: Course, ref: string, film: string): Omit<FilmQuestion, 'at'> | undefined {
  const own = course.questions?.find(({id}) => id === ref);
  if (own) return {question: own, item: film};
  const [quizId, questionId] = ref.includes('/') ? [ref.slice(0, ref.indexOf('/')), ref.slice(ref.indexOf('/') + 1)] : [undefined, ref];
  const quizzes = quizId === undefined ? lessonsOf(course) : [findItem(course, quizId)];
  for (const quiz of quizzes) {
    if (quiz?.kind !== 'quiz') continue;
    const question = (quiz as Extract<Lesson, {kind: 'quiz'}>).questions.find(({id}) => id === questionId);
    if (question) return {question, item: quiz.id};
  }
  return undefined;
}
