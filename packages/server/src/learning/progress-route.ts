import {z} from '@hono/zod-openapi';
import {
  activityId, courseShare, extensions, isLessonComplete, lessonsOf, mergeRanges, parseSegments, progressStateId, verbs,
  type Course, type CourseProgress, type CourseState, type Lesson, type LessonProgress, type ProgressAnswer, type Statement,
} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {query, refuse} from '../http/refuse.js';
import {need} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import {mayRead, readAgent} from '../records/guard.js';
import {readAll} from '../records/statement-query.js';
import type {Services} from '../services.js';
import type {AttemptRow} from '../store/tables.js';
import {isEnrolment} from './enrolment.js';
import {scoreOf, totalOf} from './grade-route.js';

/** What `GET /v1/progress` is asked with. */
export const progressQuery = z.object({course: z.string().max(2000).optional(), agent: z.string().max(4000).optional()});

type Quiz = Extract<Lesson, {kind: 'quiz'}>;

/** `GET /v1/progress`: computed from what was recorded; nothing can be written here. */
export function progressHandler(services: Services) {
  const {who, campus} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {course: wanted, agent} = query(c, progressQuery);
    const own = agentKey({account: person.account});
    const actor = agent === undefined ? own : readAgent(agent).key;
    if (!mayRead(person, actor)) throw refuse(403, 'role-insufficient', 'only a manager reads what others did');
    const courses = (await campus?.courses().catch(() => [])) ?? [];
    const states: CourseState[] = [];
    for (const found of courses) {
      if (wanted !== undefined && found.course.id !== wanted) continue;
      const graded = (await campus?.answers(found).catch(() => undefined)) !== undefined;
      const state = await courseState(services, actor, found.course, graded);
      if (state) states.push(state);
    }
    states.sort((one, other) => (one.changed < other.changed ? 1 : -1));
    const answer: ProgressAnswer = {courses: states};
    return c.json(answer);
  };
}

async function courseState({store}: Services, actor: string, course: Course, graded: boolean): Promise<CourseState | undefined> {
  const row = await store.db
    .selectFrom('states')
    .select(['body', 'updated'])
    .where('actor', '=', actor)
    .where('activity', '=', course.id)
    .where('state_id', '=', progressStateId)
    .orderBy('updated', 'desc')
    .executeTakeFirst();
  const rows = await readAll(store.db, {actor, course: course.id, limit: 1000, ascending: true});
  const attempts = await store.db.selectFrom('attempts').selectAll().where('actor', '=', actor).where('course', '=', course.id).execute();
  if (!row && rows.length === 0 && attempts.length === 0) return undefined;
  const statements = rows.map(({json}) => JSON.parse(json) as Statement);
  const changed = [row?.updated, rows.at(-1)?.stored, ...attempts.map(({time}) => time)].filter((time) => time !== undefined).sort().at(-1)!;
  const kept = readState(row?.body);
  const enrolment = statements.find(isEnrolment);
  const lessons = Object.fromEntries(
    lessonsOf(course)
      .map((lesson) => [lesson.id, lessonProgress(course, lesson, kept?.lessons?.[lesson.id], statements, graded, attempts)] as const)
      .filter((entry): entry is [string, LessonProgress] => entry[1] !== undefined),
  );
  const progress: CourseProgress = {
    version: kept?.version ?? course.version,
    enrolled: enrolment?.stored ?? kept?.enrolled ?? statements[0]?.timestamp ?? changed,
    ...(kept?.lesson === undefined ? {} : {lesson: kept.lesson}),
    lessons,
  };
  const share = courseShare(course, progress);
  const completed = share.complete ? (kept?.completed ?? lastOf(lessons) ?? changed) : undefined;
  return {course: course.id, title: course.title, progress: {...progress, ...(completed === undefined ? {} : {completed})}, ...share, changed};
}

/**
 * One lesson: what the page kept, joined with what the statements say. Where this server grades a quiz, only its own
 * verdicts pass it.
 */
function lessonProgress(course: Course, lesson: Lesson, kept: LessonProgress | undefined, all: readonly Statement[], graded: boolean, attempts: readonly AttemptRow[]): LessonProgress | undefined {
  const iri = activityId(course, lesson.id);
  const own = all.filter(({object}) => 'id' in object && object.id === iri);
  const rows = attempts.filter(({item}) => item === lesson.id);
  if (!kept && own.length === 0 && rows.length === 0) return undefined;
  const progress: LessonProgress = {...kept};
  const segments = own.map(({result}) => result?.extensions?.[extensions.playedSegments]).filter((one) => typeof one === 'string');
  const ranges = mergeRanges([...(kept?.ranges ?? []), ...segments.flatMap((one) => parseSegments(one))]);
  if (ranges.length > 0) progress.ranges = ranges;
  const length = own.map(({context}) => context?.extensions?.[extensions.length]).findLast((one) => typeof one === 'number');
  if (length !== undefined && !progress.duration) progress.duration = length as number;
  if (lesson.duration) progress.duration = lesson.duration; // ours, where we know it: of one second, a moment is the whole
  const signed = own.findLast(({verb}) => verb.id === verbs.acknowledged.id || verb.id === verbs.agreed.id);
  if (signed) progress.signed = signedOf(signed);
  else delete progress.signed;
  const done = own.find(({verb}) => verb.id === verbs.completed.id);
  if (done && progress.completed === undefined) progress.completed = done.timestamp;
  if (lesson.kind === 'quiz') judge(lesson as Quiz, progress, own, graded ? rows : undefined);
  const open = progress.completed !== undefined && needsProof(lesson, progress, graded);
  if (open) delete progress.completed;
  if (progress.completed === undefined && isLessonComplete(lesson, progress)) progress.completed = own.at(-1)?.timestamp ?? kept?.changed ?? new Date().toISOString();
  return progress;
}

/** A completion that the page claims, but that our own records must carry: a signature, a test that we grade. */
function needsProof(lesson: Lesson, progress: LessonProgress, graded: boolean): boolean {
  const rule = lesson.complete ?? {};
  if (lesson.kind === 'acknowledgement' || rule.signed) return progress.signed === undefined;
  return graded && lesson.kind === 'quiz' && (rule.passed ?? (lesson as Quiz).mastery !== undefined) && progress.passed !== true;
}

function judge(quiz: Quiz, progress: LessonProgress, own: readonly Statement[], rows: readonly AttemptRow[] | undefined): void {
  if (!rows) {
    const verdicts = own.filter(({verb}) => verb.id === verbs.passed.id || verb.id === verbs.failed.id);
    if (verdicts.some(({verb}) => verb.id === verbs.passed.id)) progress.passed = true;
    return;
  }
  const total = totalOf(quiz);
  const byAttempt = new Map<string, AttemptRow[]>();
  for (const row of rows) byAttempt.set(row.attempt, [...(byAttempt.get(row.attempt) ?? []), row]);
  const scores = [...byAttempt.values()].filter((one) => one.length >= total).map((one) => scoreOf(quiz, one));
  delete progress.passed;
  delete progress.score;
  if (byAttempt.size > 0) progress.attempts = byAttempt.size;
  if (scores.length === 0) return;
  progress.score = Math.max(...scores);
  if (progress.score >= (quiz.mastery ?? 0)) progress.passed = true;
}

function signedOf({context, timestamp}: Statement): NonNullable<LessonProgress['signed']> {
  const given = context?.extensions ?? {};
  const text = (key: string) => (typeof given[key] === 'string' ? given[key] : '');
  return {sha256: text(extensions.documentSha256), version: text(extensions.documentVersion), at: timestamp, name: text(extensions.signedName)};
}

function lastOf(lessons: Record<string, LessonProgress>): string | undefined {
  return Object.values(lessons).map(({completed}) => completed).filter((one) => one !== undefined).sort().at(-1);
}

const number = z.number().finite();
/** What the page keeps in State, as far as it is as we write it; the resource takes anything, so the rest is passed over. */
const keptProgress = z.object({
  version: z.string().optional().catch(undefined),
  enrolled: z.iso.datetime().optional().catch(undefined),
  completed: z.string().optional().catch(undefined),
  lesson: z.string().optional().catch(undefined),
  lessons: z.record(z.string(), z.unknown()).catch({}),
});
const keptLesson = z.looseObject({
  ranges: z.array(z.tuple([number, number])).optional().catch(undefined),
  duration: number.optional().catch(undefined),
  position: number.optional().catch(undefined),
  read: number.optional().catch(undefined),
  seconds: number.optional().catch(undefined),
  checked: z.array(z.string()).optional().catch(undefined),
  completed: z.string().optional().catch(undefined),
  changed: z.string().optional().catch(undefined),
});

function readState(body: Uint8Array | undefined): Partial<CourseProgress> | undefined {
  if (!body) return undefined;
  try {
    const {lessons, ...rest} = keptProgress.parse(JSON.parse(new TextDecoder().decode(body)));
    const read = Object.entries(lessons).map(([id, one]) => [id, keptLesson.safeParse(one).data] as const);
    return withoutUndefined({...rest, lessons: Object.fromEntries(read.filter(([, one]) => one !== undefined).map(([id, one]) => [id, withoutUndefined(one!)]))});
  } catch {
    return undefined;
  }
}

function withoutUndefined<T extends object>(value: T): {[K in keyof T]: Exclude<T[K], undefined>} {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
