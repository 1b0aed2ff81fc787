import {
  findItem,
  lessonsOf,
  parentsOf,
  type Answers,
  type Block,
  type Course,
  type Lesson,
  type Unlock,
} from '@uggla/protocol';
import {hashOf} from '../files.js';
import type {Target} from './manifests.js';

/** One lesson of a course as a unit of its own, as an LMS lists it, opens it and keeps its state. */
export interface Part {
  lesson: Lesson;
  /** The course with this lesson alone, under the course's id: its records are those that it has in the whole. */
  course: Course;
  /** Where that course, its right answers and its page lie in the package. */
  path: string;
  answers: string;
  page: string;
  /** Its name in the manifest: the same for every version of the course. */
  name: string;
  /** Ids of lessons that must be done before, and of those that must be passed; what bars the blocks around it bars it too. */
  after: readonly string[];
  passed: readonly string[];
}

/**
 * The lessons of a course, each as a unit of its own.
 *
 * @param path - Path of course.json in the package.
 */
export function partsOf(course: Course, path: string, target: Target): Part[] {
  const folder = path.replace(/[^/]+$/, '');
  const parts = lessonsOf(course).map((lesson): Part => {
    const locks = [...parentsOf(course, lesson.id), lesson].map(({unlock}) => unlock ?? {});
    const file = `${folder}lesson-${fileName(lesson.id)}`;
    return {
      lesson,
      course: alone(course, lesson, `lesson-${encodeURIComponent(fileName(lesson.id))}.answers.json`),
      path: `${file}.json`,
      answers: `${file}.answers.json`,
      page: `lesson-${fileName(lesson.id)}.html`,
      name: nameOf(lesson.id),
      ...waitsFor(course, lesson, locks),
    };
  });
  // What others wait for must be satisfied in SCORM 2004, and that is said of what is passed.
  const waitedFor = new Set(parts.flatMap(({after, passed}) => [...after, ...passed]));
  if (target === 'scorm2004')
    for (const {lesson, course: one} of parts) if (waitedFor.has(lesson.id)) one.status = 'passed';
  return parts;
}

/** The right answers that a unit needs; a question that a film takes from elsewhere has its own stand there as the course's own. */
export function answersOf({lesson, course}: Part, whole: Answers, all: Course): Answers {
  const answers: Answers['answers'] = {};
  for (const [key, answer] of Object.entries(whole.answers)) if (key.startsWith(`${lesson.id}/`)) answers[key] = answer;
  for (const {id} of course.questions ?? []) {
    const quiz = lessonsOf(all).find((one) => one.kind === 'quiz' && one.questions.some((other) => other.id === id));
    const answer = whole.answers[`/${id}`] ?? (quiz && whole.answers[`${quiz.id}/${id}`]);
    if (answer) answers[`/${id}`] = answer;
  }
  return {...whole, answers};
}

/** A name as XML and the script of prerequisites have it, of at most nine letters: the whole script may have 200. */
export const nameOf = (id: string): string => `i${hashOf(id).slice(0, 8)}`;

function alone(course: Course, lesson: Lesson, answers: string): Course {
  const {items, complete, search, certificate, questions, content, cover, format, ...rest} = course;
  void [complete, search, certificate, content, cover, format];
  const asked = lesson.kind === 'video' || lesson.kind === 'audio' ? (lesson.questions ?? []) : [];
  const refs = new Set(asked.flatMap((one) => ('ref' in one && typeof one.ref === 'string' ? [one.ref] : [])));
  const own = [
    ...(questions ?? []),
    ...lessonsOf(course).flatMap((one) => (one.kind === 'quiz' && one.id !== lesson.id ? one.questions : [])),
  ];
  const taken = [...refs].flatMap((ref) => own.find(({id}) => id === ref) ?? []);
  return {
    ...rest,
    items: only(items, lesson.id),
    ...(taken.length > 0 ? {questions: taken} : {}),
    ...(course.answers === undefined ? {} : {answers}),
  };
}

/** The tree with one lesson in it. What it waits for is no longer there: the LMS bars it; dates hold as ever. */
function only(items: Course['items'], id: string): Course['items'] {
  return items.flatMap((item): Course['items'] => {
    const {unlock, ...rest} = item;
    const {after, passed, ...dates} = unlock ?? {};
    void [after, passed];
    const open = {...rest, ...(Object.keys(dates).length > 0 ? {unlock: dates} : {})} as typeof item;
    if (item.kind !== 'block') return item.id === id ? [open] : [];
    const inside = only((item as Block).items, id);
    return inside.length > 0 ? [{...open, items: inside} as Block] : [];
  });
}

/** Tests must be passed where the author says so; of what is not judged no LMS is told more than that it is done. */
function waitsFor(course: Course, lesson: Lesson, locks: readonly Unlock[]): Pick<Part, 'after' | 'passed'> {
  const named = (ids: readonly string[]) => lessonsNamed(course, lesson, ids);
  const judged = (id: string) => {
    const one = findItem(course, id);
    return one?.kind === 'quiz' && (one as Extract<Lesson, {kind: 'quiz'}>).mastery !== undefined;
  };
  const wanted = named(locks.flatMap(({passed = []}) => passed));
  const passed = wanted.filter(judged);
  const after = [
    ...named(locks.flatMap(({after = []}) => after)),
    ...wanted.filter((id) => findItem(course, id)?.kind === 'embed'),
  ];
  return {after: [...new Set(after)].filter((id) => !passed.includes(id)), passed};
}

/** The lessons of which these ids are, or of whose blocks; never the lesson itself, which nothing could open then. */
function lessonsNamed(course: Course, lesson: Lesson, ids: readonly string[]): string[] {
  const named = ids.flatMap((id) => {
    const item = findItem(course, id);
    return item === undefined ? [] : item.kind === 'block' ? lessonsOf(item as Block) : [item as Lesson];
  });
  return [...new Set(named.map(({id}) => id))].filter((id) => id !== lesson.id);
}

/** An id as a name of a file that every system and every LMS takes. */
function fileName(id: string): string {
  return /^[\w.-]{1,80}$/.test(id) ? id : nameOf(id);
}
