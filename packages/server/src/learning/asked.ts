import {activityId, lessonsOf, type Course, type Lesson, type Question} from '@uggla/protocol';

/** A question, where it is asked. */
export interface Asked {
  lesson: Lesson;
  question: Question;
  /** Its key in answers.json: a film may name a question of the course or of a quiz. */
  key: string;
  /** IRI of its activity. */
  iri: string;
}

/** All questions of a course, in the order in which they are asked; what names a question that is not there is left out. */
export function askedIn(course: Course): Asked[] {
  const lessons = lessonsOf(course);
  const shared = new Map((course.questions ?? []).map((question) => [question.id, {question, key: `/${question.id}`}]));
  for (const lesson of lessons) {
    if (lesson.kind !== 'quiz') continue;
    for (const question of lesson.questions)
      if (!shared.has(question.id)) shared.set(question.id, {question, key: `${lesson.id}/${question.id}`});
  }
  return lessons.flatMap((lesson) => {
    if (!('questions' in lesson)) return [];
    return ((lesson.questions ?? []) as (Question | {ref: string})[]).flatMap((one): Asked[] => {
      const found = 'ref' in one ? shared.get(one.ref as string) : {question: one, key: `${lesson.id}/${one.id}`};
      return found
        ? [{lesson, ...found, iri: `${activityId(course, lesson.id)}/${encodeURIComponent(found.question.id)}`}]
        : [];
    });
  });
}
