import {html} from 'lit';
import {fixture} from '@open-wc/testing';
import {registerFamilyLoader, registerFrame} from '@uggla/core';
import type {Answers, Article, Course, LessonProgress, Media} from '@uggla/protocol';
import {fixtureSite, nextEvent, waitUntil, type FixtureSite} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import '../define.js';

/** The other families come as in the bundle: when they are first needed. */
registerFamilyLoader('player', () => import(new URL('../../../player/src/define.ts', import.meta.url).href));
registerFrame(new URL('../../../elements/src/frame/frame.html', import.meta.url));

let made = 0;

/** Course ids are never used twice: each test has records of its own. */
export function courseId(): string {
  made += 1;
  return `https://acme.example/courses/${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${made}`;
}

/** A short film: two seconds that move. */
export const film: Media = {
  id: 'film',
  kind: 'video',
  title: 'Film',
  duration: 2,
  width: 320,
  height: 180,
  fallback: {src: 'fixtures/media/short.mp4', type: 'video/mp4'},
};

/** A text of so many paragraphs. */
export function text(paragraphs = 2, words = 6): Article {
  const value = Array.from({length: words}, (_, at) => `word${at}`).join(' ');
  return {
    language: 'en',
    words: paragraphs * words,
    tree: {
      type: 'root',
      children: Array.from({length: paragraphs}, () => ({
        type: 'element',
        tagName: 'p',
        children: [{type: 'text', value}],
      })),
    },
  };
}

/** A course with a film, a text and a quiz; `more` changes it. */
export function sample(more: Partial<Course> = {}): Course {
  return {
    id: courseId(),
    version: '1',
    languages: ['en', 'es'],
    title: {en: 'Welcome', es: 'Bienvenida'},
    items: [
      {
        id: 'start',
        kind: 'block',
        title: {en: 'To begin', es: 'Para empezar'},
        items: [
          {id: 'hello', kind: 'video', title: {en: 'Hello', es: 'Hola'}, media: 'film.json', duration: 2},
          {
            id: 'values',
            kind: 'article',
            title: {en: 'Our values', es: 'Nuestros valores'},
            content: {en: 'values.json'},
          },
        ],
      },
      {
        id: 'test',
        kind: 'quiz',
        title: {en: 'Test', es: 'Test'},
        mastery: 0.8,
        questions: [
          {
            id: 'one',
            type: 'single',
            text: {en: 'How high is the seat?', es: '¿A qué altura va el asiento?'},
            choices: [
              {id: 'a', text: 'Feet on the floor'},
              {id: 'b', text: 'As high as it goes'},
            ],
          },
          {id: 'two', type: 'truefalse', text: 'Stand up every hour'},
        ],
      },
    ],
    answers: 'answers.json',
    ...more,
  } as Course;
}

/** The right answers of the sample. */
export function sampleAnswers(course: Course): Answers {
  return {
    course: course.id,
    version: '1',
    answers: {
      'test/one': {
        choices: ['a'],
        feedback: {
          right: {en: 'Well done.', es: 'Bien hecho.'},
          wrong: {en: 'See the film again.', es: 'Mira otra vez el vídeo.'},
        },
      },
      'test/two': {value: true},
    },
  };
}

/** A site that publishes the course. */
export async function publish(course: Course, files: Record<string, string | object> = {}): Promise<FixtureSite> {
  return fixtureSite({
    files: {
      'course.json': course,
      'film.json': film,
      'values.json': text(),
      'answers.json': sampleAnswers(course),
      ...files,
    },
  });
}

/** The requests for a document of the State resource, by its name. */
export const stateOf = (name: string): RegExp => new RegExp(`activities/state\\?.*${encodeURIComponent(name)}`);

/** The same beside a server of ours, at `server/`, whose State resource holds these documents. */
export async function withServer(
  course: Course,
  documents: Record<string, object>,
  files: Record<string, string | object> = {},
): Promise<FixtureSite> {
  const actor = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'ana'}};
  const site = await publish(course, files);
  await site.rule(
    {
      match: 'server/v1/tokens',
      body: {token: 't', token_type: 'Bearer', expires: '2099-01-01T00:00:00Z', actor, role: 'learner'},
    },
    {match: 'server/v1/me', body: {actor, role: 'learner', groups: []}},
    {match: 'server/v1/progress', body: {courses: []}},
    {match: 'server/xapi/statements', body: []},
    {match: 'server/xapi/activities/state', status: 404},
    ...Object.entries(documents).map(([name, body]) => ({match: stateOf(name), body, headers: {etag: '"1"'}})),
    {match: 'server/xapi/activities/state', method: 'PUT', status: 204},
  );
  return site;
}

/** What a course is opened with. */
export interface MountOptions {
  site: FixtureSite;
  attributes?: Partial<
    Pick<UgglaCourse, 'lesson' | 'records' | 'endpoint' | 'mode' | 'lang' | 'theme' | 'dir' | 'frame'>
  >;
}

/** Puts a course into the page and waits until it is there. */
export async function mount({site, attributes = {}}: MountOptions): Promise<UgglaCourse> {
  const element = document.createElement('uggla-course');
  Object.assign(element, {src: site.url('course.json'), lang: 'en', records: 'local'}, attributes);
  const ready = nextEvent(element, 'uggla-ready');
  await fixture(html`${element}`);
  await ready;
  return element;
}

export {waitUntil};

/** The first element in the course that fits. */
export function find<T extends HTMLElement = HTMLElement>(course: UgglaCourse, selector: string): T | null {
  return course.renderRoot.querySelector<T>(selector);
}

/** Waits for an element in the course. */
export async function found<T extends HTMLElement = HTMLElement>(course: UgglaCourse, selector: string): Promise<T> {
  await waitUntil(() => find(course, selector), `${selector} never came`);
  return find<T>(course, selector)!;
}

/** All elements in the course that fit. */
export function all<T extends HTMLElement = HTMLElement>(course: UgglaCourse, selector: string): T[] {
  return [...course.renderRoot.querySelectorAll<T>(selector)];
}

/** What was done in a lesson. */
export function done(course: UgglaCourse, lesson: string): LessonProgress {
  return course.progress?.lessons[lesson] ?? {};
}

/** The button of a lesson in the outline. */
export function link(course: UgglaCourse, lesson: string): HTMLButtonElement {
  return find<HTMLButtonElement>(course, `[data-lesson="${lesson}"].lesson-link`)!;
}
