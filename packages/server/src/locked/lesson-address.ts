import {z} from '@hono/zod-openapi';
import {findItem, type Lesson, type LessonTokenAnswer} from '@uggla/protocol';
import {decodeJwt} from 'jose';
import type {Context, Hono} from 'hono';
import type {FoundCourse} from '../campus/campus-files.js';
import {courseNamed} from '../campus/course-named.js';
import type {Env} from '../env.js';
import type {GiveFile} from '../files/files.js';
import {check, readJson, refuse} from '../http/refuse.js';
import {refuseLocked} from '../learning/read-progress.js';
import {need, type Person} from '../people/person.js';
import {lessonAudience} from '../people/tokens.js';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';

/** What `POST /v1/tokens/lesson` takes. */
export const lessonTokenRequest = z
  .object({course: z.string().min(1).max(2000), lesson: z.string().min(1).max(200)})
  .openapi('LessonTokenRequest');

const hour = 3_600_000;

/** How long the files of a lesson can be had under one address: whoever still looks at it gets another. */
const lessonMs = hour;

/** The same of a package, whose pages cannot be told of another address while they run: a working day. */
const packageMs = 12 * hour;

/**
 * `POST /v1/tokens/lesson`: where the files of a lesson lie for whoever asks, when the server's clock and records say that it is
 * open for them. The token stands in the path, which playlists, pictures and pages inherit.
 */
export function lessonTokenHandler(services: Services) {
  const {who, campus} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const asked = check(lessonTokenRequest, await readJson(c, 8192), 'body-invalid', 'the request');
    const found = await courseNamed(campus, asked.course);
    const lesson = findItem(found.course, asked.lesson);
    if (!lesson || lesson.kind === 'block')
      throw refuse(404, 'lesson-unknown', `there is no lesson ${asked.lesson} in ${asked.course}`, undefined, 'lesson');
    const {path, expires} = await openLesson(services, person, found, lesson as Lesson);
    const answer: LessonTokenAnswer = {
      base: `${path}/${campus!.addressInside(found)}`,
      expires: expires.toISOString(),
    };
    return c.json(answer, 201);
  };
}

/**
 * The path, below the server's own address, under which the files of a lesson lie for a person, and until when.
 *
 * @throws {@link UgglaError} `lesson-locked`
 */
export async function openLesson(
  services: Services,
  person: Person,
  {course, ...found}: FoundCourse,
  lesson: Lesson,
): Promise<{path: string; expires: Date}> {
  const closes = await refuseLocked(services, person, {course, ...found}, lesson);
  const lasts = Date.now() + (lesson.kind === 'embed' ? packageMs : lessonMs);
  const expires = new Date(Math.min(lasts, closes?.getTime() ?? lasts));
  const name = {course: course.id, lesson: lesson.id};
  return {path: `t/${await services.tokens.lesson(name, agentKey({account: person.account}), expires)}`, expires};
}

/** `GET /t/{token}/…` of a lesson: its files, and what everybody may have. Tokens of other kinds are others' to answer. */
export function lessonFiles(app: Hono<Env>, {tokens, who}: Services, give: GiveFile): void {
  app.get('/t/:token/*', async (c, next) => {
    const token = c.req.param('token');
    if (!isForLesson(token)) return next();
    const {person, ...name} = await tokens.readLesson(token);
    const asks = await who(c).catch(() => undefined); // players and frames send no headers; a proxy's say who it is
    if (asks && agentKey({account: asks.account}) !== person)
      throw refuse(
        403,
        'actor-refused',
        'this address was given to somebody else',
        'Ask for one: POST /v1/tokens/lesson.',
      );
    const prefix = `/t/${token}`;
    const answer = await give(c, c.var.path.slice(prefix.length), {name, prefix});
    answer.headers.set('Cache-Control', answer.headers.get('Cache-Control')?.replace('public', 'private') ?? 'private');
    answer.headers.set('Referrer-Policy', 'same-origin'); // the address is the key
    answer.headers.set('X-Robots-Tag', 'noindex');
    return answer;
  });
}

function isForLesson(token: string): boolean {
  try {
    return decodeJwt(token).aud === lessonAudience;
  } catch {
    return false;
  }
}
