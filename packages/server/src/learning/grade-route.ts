import {randomUUID} from 'node:crypto';
import {z} from '@hono/zod-openapi';
import {
  grade,
  type Course,
  type GradeAnswer,
  type GradeRequest,
  type Lesson,
  type Response as Given,
} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Transaction} from 'kysely';
import {courseNamed} from '../campus/course-named.js';
import type {Env} from '../env.js';
import {check, readJson, refuse} from '../http/refuse.js';
import {need} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import {canonicalJson} from '../records/canonical.js';
import type {Services} from '../services.js';
import type {AttemptRow, Tables} from '../store/tables.js';
import {askedIn, type Asked} from './asked.js';
import {scoreOf, totalOf, type Quiz} from './grade-quiz.js';
import {refuseLocked} from './read-progress.js';

const response = z.union([
  z.boolean(),
  z.number(),
  z.string().max(2000),
  z.array(z.string().max(200)).max(100),
  z.record(z.string().max(200), z.string().max(200)),
]);

/** What `POST /v1/grade` takes. */
export const gradeRequest = z
  .object({
    course: z.string().max(2000),
    item: z.string().max(200),
    question: z.string().max(200),
    response,
    attempt: z.string().min(1).max(100).optional(),
  })
  .openapi('GradeRequest');

/**
 * `POST /v1/grade`. In a quiz each question counts once an attempt (else one would try until it is right), and sending the
 * same answer again gives the same verdict. A question inside a film may be tried again. In a lesson that is closed nothing
 * is graded.
 */
export function gradeHandler(services: Services) {
  const {who, campus, settings, store} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const asked: GradeRequest = toRequest(
      check(gradeRequest, await readJson(c, settings.limits.bodyBytes), 'body-invalid', 'the answer'),
    );
    const found = await courseNamed(campus, asked.course);
    const {lesson, question, key} = findQuestion(found.course, asked);
    const right = (await campus?.answers(found))?.answers[key];
    if (!right)
      throw refuse(
        404,
        'answers-unavailable',
        `the right answer to ${asked.question} is not on this server`,
        'Publish the course again; check that answers.json lies beside course.json.',
      );
    await refuseLocked(services, person, found, lesson);
    const verdict = grade(question, right, asked.response as Given);
    const actor = agentKey({account: person.account});
    const attempt = await store.db.transaction().execute((trx) => keep(trx, actor, asked, lesson, verdict.score));
    const feedback = verdict.right ? right.feedback?.right : right.feedback?.wrong;
    const answer: GradeAnswer = {
      ...verdict,
      ...(feedback === undefined ? {} : {feedback}),
      evaluatedBy: 'server',
      ...(attempt ? {attempt} : {}),
    };
    return c.json(answer);
  };
}

function toRequest({attempt, ...rest}: z.output<typeof gradeRequest>): GradeRequest {
  return {...rest, ...(attempt === undefined ? {} : {attempt})};
}

function findQuestion(course: Course, {item, question: id}: GradeRequest): Asked {
  const found = askedIn(course).find(({lesson, question}) => lesson.id === item && question.id === id);
  if (!found) throw refuse(404, 'question-unavailable', `there is no question ${id} in ${item}`, undefined, 'question');
  return found;
}

async function keep(
  trx: Transaction<Tables>,
  actor: string,
  {course, item, question, response: given, attempt = ''}: GradeRequest,
  lesson: Lesson,
  score: number,
): Promise<GradeAnswer['attempt']> {
  const rows = await trx
    .selectFrom('attempts')
    .selectAll()
    .where('actor', '=', actor)
    .where('course', '=', course)
    .where('item', '=', item)
    .execute();
  const inQuiz = lesson.kind === 'quiz';
  const same = rows.filter((row) => row.attempt === attempt);
  const before = inQuiz ? same.find((row) => row.question === question) : undefined;
  const responseText = canonicalJson(given);
  if (before && before.response !== responseText)
    throw refuse(
      409,
      'question-answered',
      'this question was answered already in this attempt',
      'Begin a new attempt.',
    );
  const total = lesson.kind === 'quiz' ? totalOf(lesson as Quiz) : Infinity;
  if (!before && same.length >= total)
    throw refuse(
      409,
      'question-answered',
      `all ${total} questions of this attempt were answered already`,
      'Begin a new attempt.',
    );
  const number = same[0]?.number ?? Math.max(0, ...rows.map((row) => row.number)) + 1;
  if (inQuiz && same.length === 0) {
    const most = (lesson as Quiz).attempts ?? 0;
    if (most > 0 && number > most) throw refuse(409, 'attempts-used-up', `all ${most} attempts are used up`);
  }
  const row: AttemptRow = {
    id: randomUUID(),
    actor,
    course,
    item,
    question,
    attempt,
    number,
    response: responseText,
    score,
    time: new Date().toISOString(),
  };
  if (!before) await trx.insertInto('attempts').values(row).execute();
  return inQuiz ? summary(lesson as Quiz, attempt, number, before ? same : [...same, row]) : undefined;
}

function summary(
  quiz: Quiz,
  id: string,
  number: number,
  rows: readonly AttemptRow[],
): NonNullable<GradeAnswer['attempt']> {
  const total = totalOf(quiz);
  const left = quiz.attempts ? {left: Math.max(0, quiz.attempts - number)} : {};
  const base = {id, number, ...left, answered: rows.length, total};
  if (rows.length < total) return base;
  const score = scoreOf(quiz, rows);
  return {...base, score, passed: score >= (quiz.mastery ?? 0)};
}
