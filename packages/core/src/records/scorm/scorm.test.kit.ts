import {Scorm12API, Scorm2004API} from 'scorm-again';
import {
  newId,
  StatementMaker,
  type Course,
  type CourseProgress,
  type LessonProgress,
  type UgglaError,
} from '@uggla/protocol';
import type {ScormVersion} from './find-api.js';
import {ScormConnection, type ScormSettings} from './scorm-connection.js';

/** An LMS of a strictness that few real ones have. */
export type Lms = Scorm12API | Scorm2004API;

const opened: ScormConnection[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

/** An LMS in which Ana begins the course; `kept`: what another visit left behind in it. */
export function lms(version: ScormVersion, kept: object = {}): Lms {
  const api =
    version === '1.2'
      ? new Scorm12API({logLevel: 5, autocommit: false})
      : new Scorm2004API({logLevel: 5, autocommit: false});
  const who =
    version === '1.2'
      ? {core: {student_id: 'ana-7', student_name: 'Ruiz, Ana'}}
      : {learner_id: 'ana-7', learner_name: 'Ana Ruiz'};
  api.loadFromJSON(merge(who, kept) as never, 'cmi');
  return api;
}

/** Both of one thing, key by key. */
function merge(one: object, other: object): object {
  const made: Record<string, unknown> = {...one};
  for (const [key, value] of Object.entries(other)) {
    made[key] =
      typeof value === 'object' && typeof made[key] === 'object' && made[key] !== null
        ? merge(made[key], value as object)
        : value;
  }
  return made;
}

/** What the LMS has kept, as it would give it to the next visit. */
export const kept = (api: Lms): Record<string, never> => JSON.parse(JSON.stringify(api.cmi)) as Record<string, never>;

/** One value of it, as the LMS holds it. */
export const at = (api: Lms, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], kept(api));

/** The windows around a page: the first is the page's own. */
export function windows(...around: object[]): Window {
  const made = around.map((one) => ({opener: null, ...one})) as unknown as {parent: object}[];
  for (const [place, one] of made.entries()) one.parent = made[place + 1] ?? one;
  return made[0] as unknown as Window;
}

/** A connection to the LMS in the window around. */
export function connect(
  api: object,
  version: ScormVersion,
  settings: Partial<ScormSettings> = {},
): ScormConnection & {told: UgglaError[]} {
  const told: UgglaError[] = [];
  const connection = new ScormConnection({
    course: sample(),
    tell: (error) => told.push(error),
    window: windows({}, {[version === '1.2' ? 'API' : 'API_1484_11']: api}),
    waitMs: 0,
    ...settings,
  });
  opened.push(connection);
  return Object.assign(connection, {told});
}

const quiz = {id: 'test', kind: 'quiz', title: {es: 'Prueba'}, mastery: 0.8, attempts: 2, questions: []};

/** Two films and a test. */
export const sample = (more: object[] = [quiz]): Course =>
  ({
    id: 'https://acme.example/c',
    version: '1',
    languages: ['es'],
    title: {es: 'Bienvenida'},
    items: [
      {id: 'hello', kind: 'video', title: 'Hola', media: 'm'},
      {id: 'values', kind: 'video', title: 'Valores', media: 'm'},
      ...more,
    ],
  }) as unknown as Course;

export const enrolled = '2026-01-31T08:00:00.000Z';

/** What was done in the sample; `completed` when it is all. */
export const progress = (lessons: Record<string, LessonProgress>, completed?: string): CourseProgress => ({
  version: '1',
  enrolled,
  lessons,
  ...(completed ? {completed} : {}),
});
export const seen: LessonProgress = {completed: enrolled, changed: enrolled};

/** Makes statements about the sample. */
export const maker = (): StatementMaker =>
  new StatementMaker({course: sample(), actor: {account: {homePage: 'https://x', name: newId()}}, language: 'es'});
