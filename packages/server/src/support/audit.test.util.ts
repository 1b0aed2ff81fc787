import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {extensions, verbs, type Actor, type Course, type Statement} from '@uggla/protocol';
import {sha256} from '../records/canonical.js';
import {courseId, publishedCampus, writeFiles} from './campus.test.util.js';
import {statementOf} from './server.test.util.js';

/** The document that the people of these tests accept. */
export const policy = '<!doctype html><title>Política</title><p>Cuida tu espalda.';

/** A published folder whose document has the hash that its course names. */
export async function campusWithPolicy(): Promise<string> {
  const root = await publishedCampus();
  const course = JSON.parse(readFileSync(join(root, 'courses/ergonomia/course.json'), 'utf8')) as Course;
  const lesson = course.items.find(({kind}) => kind === 'acknowledgement') as unknown as {
    document: {es: {sha256: string}};
  };
  lesson.document.es.sha256 = sha256(policy);
  writeFiles(root, {
    'courses/ergonomia/course.json': JSON.stringify(course),
    'courses/ergonomia/politica.html': policy,
  });
  return root;
}

/** The statement of who accepts the document. */
export function acceptanceOf(actor: Actor, name: string, digest = sha256(policy)): Statement {
  return statementOf(
    {...actor, name},
    {
      verb: verbs.agreed,
      object: {id: `${courseId}/politica`, definition: {name: {es: 'Política', en: 'Policy'}}},
      context: {
        language: 'es',
        contextActivities: {grouping: [{id: courseId, definition: {name: {es: 'Ergonomía', en: 'Ergonomics'}}}]},
        extensions: {
          [extensions.documentSha256]: digest,
          [extensions.documentVersion]: digest === sha256(policy) ? '2026-01' : '2025-01',
          [extensions.acceptedText]: 'He leído la política y la acepto.',
          [extensions.signedName]: name,
        },
      },
    },
  );
}
