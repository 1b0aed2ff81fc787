import {
  activityId,
  extensions,
  isLessonComplete,
  lessonsOf,
  verbs,
  type Course,
  type Lesson,
  type LessonProgress,
  type Statement,
} from '@uggla/protocol';
import type {Computed} from '../learning/compute-progress.js';
import type {Asked} from '../learning/asked.js';
import {sealedText} from '../records/seal.js';
import type {AttemptRow} from '../store/tables.js';
import type {Given} from './answers.js';
import {stretchesOf, type Watcher} from './heat.js';
import {readResponse} from './responses.js';

/** What is counted of one person in a course; nothing of who they are. */
export interface Learner {
  isEnrolled: boolean;
  isComplete: boolean;
  /** The lesson in which they did something last; nothing for who did nothing. */
  last: string | undefined;
  /** Seconds from the first record to the completion, and those spent in lessons; of who completed it once. */
  times: {toComplete: number; spent: number} | undefined;
  /** Lessons that were begun. */
  lessons: ReadonlyMap<string, {isComplete: boolean; verdict: 'passed' | 'failed' | undefined}>;
  /** Films and sounds of which anything was played; `told` is the length that the page told. */
  films: ReadonlyMap<string, Watcher & {told: number | undefined}>;
  /** Answers in their order, by the IRI of the question. */
  answers: ReadonlyMap<string, readonly Given[]>;
}

/** Makes out of the records of a person what is counted. */
export class LearnerReader {
  readonly #lessons: readonly Lesson[];
  readonly #asked: ReadonlyMap<string, Asked>;
  /** Lesson of an activity, its questions' too. */
  readonly #byIri = new Map<string, string>();
  /** IRI of a question, by lesson and id. */
  readonly #questions = new Map<string, string>();

  constructor(course: Course, asked: readonly Asked[]) {
    this.#lessons = lessonsOf(course);
    this.#asked = new Map(asked.map((one) => [one.iri, one]));
    for (const {iri, lesson, question} of asked) {
      this.#byIri.set(iri, lesson.id);
      this.#questions.set(`${lesson.id}/${question.id}`, iri);
    }
    for (const {id} of this.#lessons) this.#byIri.set(activityId(course, id), id);
  }

  /** @param statements - In the order of storing, as `attempts` are. */
  read(statements: readonly Statement[], attempts: readonly AttemptRow[], computed: Computed): Learner {
    const byLesson = new Map<string, Statement[]>();
    const answers = new Map<string, Given[]>();
    let [first, last, lastTime] = [Infinity, undefined as string | undefined, ''];
    for (const statement of statements) {
      const {object, verb, timestamp, stored = timestamp} = statement;
      const lesson = this.#byIri.get(object.id);
      if (lesson === undefined) continue;
      put(byLesson, lesson, statement);
      const asked = verb.id === verbs.answered.id ? this.#asked.get(object.id) : undefined;
      if (asked) put(answers, object.id, saidByPage(asked, statement));
      [last, lastTime] = [lesson, stored];
      first = Math.min(first, Date.parse(timestamp), Date.parse(stored)); // a page's clock may be ahead
    }
    const graded = new Map<string, Given[]>();
    for (const row of attempts) {
      const iri = this.#questions.get(`${row.item}/${row.question}`);
      if (iri === undefined) continue;
      put(graded, iri, gradedHere(this.#asked.get(iri)!, row));
      first = Math.min(first, Date.parse(row.time));
      if (row.time > lastTime) [last, lastTime] = [row.item, row.time];
    }
    // What was graded here the page records as well: it counts once.
    for (const [iri, given] of graded) answers.set(iri, given);
    return {
      isEnrolled: computed.enrolled,
      isComplete: computed.complete,
      last,
      times: computed.complete ? timesOf(computed, first) : undefined,
      lessons: this.#begun(byLesson, computed),
      films: filmsOf(byLesson, computed),
      answers,
    };
  }

  #begun(byLesson: ReadonlyMap<string, Statement[]>, {progress}: Computed): Learner['lessons'] {
    const begun = new Map<string, {isComplete: boolean; verdict: 'passed' | 'failed' | undefined}>();
    for (const lesson of this.#lessons) {
      const done = progress.lessons[lesson.id];
      const statements = byLesson.get(lesson.id);
      if (done || statements)
        begun.set(lesson.id, {isComplete: isLessonComplete(lesson, done), verdict: verdictOf(done, statements)});
    }
    return begun;
  }
}

function verdictOf(
  done: LessonProgress | undefined,
  statements: readonly Statement[] = [],
): 'passed' | 'failed' | undefined {
  if (done?.passed) return 'passed';
  // Only attempts that were handed in whole have a score.
  return done?.score !== undefined || statements.some(({verb}) => verb.id === verbs.failed.id) ? 'failed' : undefined;
}

/** Of who did the course anew (`renew`) nobody knows any more when they finished it first. */
function timesOf({progress, enrolled}: Computed, first: number): Learner['times'] {
  const lessons = Object.values(progress.lessons);
  if (progress.completed === undefined || lessons.some(({renewed}) => renewed !== undefined)) return undefined;
  const began = enrolled ? Math.max(first, Date.parse(progress.enrolled)) : first;
  return {
    toComplete: Math.max(0, Date.parse(progress.completed) - began) / 1000,
    spent: lessons.reduce((sum, {seconds = 0}) => sum + seconds, 0),
  };
}

function filmsOf(byLesson: ReadonlyMap<string, Statement[]>, {played}: Computed): Learner['films'] {
  return new Map(
    [...played].map(([id, ranges]) => {
      const statements = byLesson.get(id) ?? [];
      return [id, {played: ranges, stretches: stretchesOf(statements), told: lengthIn(statements)}];
    }),
  );
}

function lengthIn(statements: readonly Statement[]): number | undefined {
  const lengths = statements
    .map(({context}) => context?.extensions?.[extensions.length])
    .filter((one): one is number => typeof one === 'number' && one > 0 && one < Infinity);
  return lengths.length > 0 ? Math.max(...lengths) : undefined;
}

function gradedHere({question}: Asked, {response, score}: AttemptRow): Given {
  return {response: readResponse(question, JSON.parse(response)), right: score === 1, isGraded: true};
}

function saidByPage({question}: Asked, {result}: Statement): Given {
  const text = result?.response?.startsWith(sealedText) ? undefined : result?.response; // of who was erased
  return {response: readResponse(question, text), right: result?.success, isGraded: false};
}

function put<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const there = lists.get(key);
  if (there) there.push(one);
  else lists.set(key, [one]);
}
