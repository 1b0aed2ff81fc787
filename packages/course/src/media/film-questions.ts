import {lessonsOf, type Course, type Lesson, type Question} from '@uggla/protocol';

/** A question that a film asks. */
export interface FilmQuestion {
  /** Second at which it is asked. */
  at: number;
  question: Question;
  /** Where its right answer stands: under the film, a quiz, or the course itself (empty). */
  from: string;
}

/** The questions of a film in the order in which they are asked. A `ref` that names nothing is left out. */
export function filmQuestions(course: Course, lesson: Extract<Lesson, {kind: 'video' | 'audio'}>): FilmQuestion[] {
  const cues = lesson.questions ?? [];
  return cues
    .flatMap((cue): FilmQuestion[] => {
      if (!('ref' in cue && typeof cue.ref === 'string')) {
        const question = cue as Question;
        return [{at: question.at ?? 0, question, from: lesson.id}];
      }
      const found = findQuestion(course, cue.ref);
      return found ? [{at: cue.at ?? 0, ...found}] : [];
    })
    .sort((one, other) => one.at - other.at);
}

/** A question by its id: the course's own, else one of a quiz. */
function findQuestion(course: Course, id: string): Omit<FilmQuestion, 'at'> | undefined {
  const own = course.questions?.find((question) => question.id === id);
  if (own) return {question: own, from: ''};
  for (const quiz of lessonsOf(course)) {
    const question = quiz.kind === 'quiz' ? quiz.questions.find((one) => one.id === id) : undefined;
    if (question) return {question, from: quiz.id};
  }
  return undefined;
}
