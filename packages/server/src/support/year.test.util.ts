import {join} from 'node:path';
import type {Actor, Course} from '@uggla/protocol';
import {temporaryFolder, writeFiles} from './campus.test.util.js';
import {statementOf} from './server.test.util.js';

/** IRI of the course that opens month by month. */
export const yearId = 'https://campus.example/courses/ano';

const page = (id: string, title: object, more: object = {}) => ({id, kind: 'embed', title, src: 'page.html', ...more});

/** Opens at once, after a month (for two), and is due again each half year. */
export const year: Course = {
  id: yearId,
  version: '1',
  languages: ['es', 'en'],
  title: {es: 'Tu primer año', en: 'Your first year'},
  certificate: {expires: 'P1Y', renewFrom: 'P11M'},
  items: [
    page('hola', {es: 'Hola', en: 'Hello'}, {renew: 'P6M'}),
    page('mes', {es: 'Segundo mes', en: 'Second month'}, {unlock: {at: 'P1M', until: 'P3M'}}),
    page('luego', {es: 'Después', en: 'Then'}, {unlock: {after: ['hola']}}),
  ],
} as unknown as Course;

/** A published folder with it. */
export function campusOfYear(course: Course = year): string {
  const root = join(temporaryFolder(), 'published');
  writeFiles(root, {
    'campus.json': JSON.stringify({
      id: 'https://campus.example/',
      title: 'Campus',
      languages: ['es', 'en'],
      packs: [
        {
          id: 'todo',
          title: 'Todo',
          items: [{id: 'ano', kind: 'course', title: course.title, src: 'courses/ano/course.json'}],
        },
      ],
    }),
    'courses/ano/course.json': JSON.stringify(course),
    'index.html': '<!doctype html><title>Campus</title>',
  });
  return root;
}

/** The statement by which a page says that a lesson was looked at. */
export function seen(actor: Actor, lesson: string, language?: string) {
  return statementOf(actor, {
    verb: {id: 'http://adlnet.gov/expapi/verbs/experienced', display: {en: 'experienced'}},
    object: {id: `${yearId}/${lesson}`, definition: {name: {en: lesson}}},
    context: {contextActivities: {grouping: [{id: yearId}]}, ...(language === undefined ? {} : {language})},
  });
}
