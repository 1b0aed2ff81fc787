import {loadJson} from '@uggla/core/load.js';
import type {Records} from '@uggla/core/records/records.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError, type Answers, type Course} from '@uggla/protocol';
import {answersSchema} from '@uggla/protocol/generated/answers-schema.js';
import {clientGrader, serverGrader, type Grader} from '../quiz/grader.js';

/** Who judges: the server when records go there, else this page by the published answers. */
export function makeGrader(course: Course, base: string, records: Records | undefined, server: string): Grader {
  if (records?.connections.includes('server')) {
    return serverGrader(course.id, `${server}/v1/grade`, async () => {
      const authorization = await records.authorization('server');
      return authorization === undefined ? {} : {authorization};
    });
  }
  return clientGrader(() => {
    const url = safeUrl(course.answers ?? 'answers.json', base, 'fetch');
    if (url === undefined)
      throw new UgglaError('answers-unavailable', `${String(course.answers)} is no address that can be fetched`);
    return loadJson<Answers>(url, {kind: 'answers', schema: answersSchema});
  });
}
