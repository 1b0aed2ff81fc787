import {createHash, randomBytes, randomUUID, timingSafeEqual} from 'node:crypto';
import type {Actor, Course, Statement} from '@uggla/protocol';
import {activityId} from '@uggla/protocol';
import type {Kysely, Transaction} from 'kysely';
import {refuse} from '../http/refuse.js';
import {isEnrolment, registered} from '../learning/enrolment-statement.js';
import {agentKey} from '../records/agent.js';
import type {SentFiles} from '../records/read-attachments.js';
import {readAll} from '../records/statement-query.js';
import type {IncomingStatement} from '../records/statement-schema.js';
import type {Statements} from '../records/statements.js';
import type {LaunchRow, Tables} from '../store/tables.js';
import {
  contextTemplate,
  isMoved,
  launchData,
  launchDataId,
  LauncherStatements,
  launcherVerbs,
  moveOnOf,
  unitVerbs,
  wholeId,
  type Cmi5Lesson,
  type LaunchMode,
} from './cmi5.js';
import {after, brokenRule, isDefined, type Standing} from './statement-rules.js';
import {satisfiedIn} from './structure.js';

/** So long (milliseconds) a launch is good for: a working day and the night after it. */
const goodFor = 24 * 3_600_000;

/** What is launched, for whom. */
export interface LaunchOrder {
  course: Course;
  lesson: Cmi5Lesson;
  actor: Actor;
  mode: LaunchMode;
  /** Whole address of the unit, without what is added at its launch. */
  address: string;
  /** Where the unit goes at its end, by the session id. */
  returnUrl: (id: string) => string;
  /** When the lesson was completed, if it is to be done again since. */
  round: string;
  /** Ids of the lessons of the course that are complete; those that are no units are asked for. */
  done: ReadonlySet<string>;
}

/** How a unit stands for somebody, over all sessions of the registration. */
export interface LaunchStanding {
  completed: boolean;
  passed?: boolean;
  /** The best one, 0 to 1. */
  score?: number;
  satisfied: boolean;
}

/** Sessions of cmi5 units: begun, kept to the rules, and ended. */
export class Launches {
  readonly #db: Kysely<Tables>;
  readonly #statements: Statements;
  readonly #server: Actor;

  /** @param server - The server itself, who vouches for what went through here. */
  constructor(db: Kysely<Tables>, statements: Statements, server: Actor) {
    this.#db = db;
    this.#statements = statements;
    this.#server = server;
  }

  /** Begins a session; one of the same lesson that was not ended is abandoned. */
  async begin(order: LaunchOrder): Promise<LaunchRow> {
    const {course, lesson, actor, mode, address, returnUrl} = order;
    let made: LaunchRow | undefined;
    await this.#statements.storeFound(async (trx) => {
      const now = new Date().toISOString();
      const id = randomUUID();
      const template = contextTemplate(course, lesson, id, address);
      const row: LaunchRow = {
        id,
        actor: agentKey(actor),
        agent: JSON.stringify(actor),
        course: course.id,
        lesson: lesson.id,
        activity: activityId(course, lesson.id),
        registration: await this.#registration(trx, order),
        round: order.round,
        mode,
        move_on: moveOnOf(lesson),
        mastery: lesson.mastery ?? null,
        template: JSON.stringify(template),
        launched: now,
        token: null,
        initialized: null,
        completed: null,
        passed: null,
        failed: null,
        score: null,
        satisfied: null,
        terminated: null,
        abandoned: null,
        last: null,
      };
      const open = await trx
        .selectFrom('launches')
        .selectAll()
        .where('actor', '=', row.actor)
        .where('activity', '=', row.activity)
        .where('terminated', 'is', null)
        .where('abandoned', 'is', null)
        .execute();
      if (open.length > 0)
        await trx
          .updateTable('launches')
          .set({abandoned: now})
          .where(
            'id',
            'in',
            open.map((one) => one.id),
          )
          .execute();
      const says = new LauncherStatements(course, lesson, row);
      const coming = [
        ...open.map((one) => new LauncherStatements(course, lesson, one).abandoned(now)),
        says.launched(address),
      ];
      if (mode === 'Normal' && row.move_on === 'NotApplicable' && !(await standingOf(trx, row)).satisfied) {
        row.satisfied = now;
        coming.push(says.satisfied(now));
      }
      await trx.insertInto('launches').values(row).execute();
      if (mode === 'Normal') coming.push(...(await saidOfWholes(trx, row, {course, lesson, done: order.done}, now)));
      await keepLaunchData(trx, row, launchData(lesson, {template, mode, moveOn: row.move_on}, returnUrl(id)));
      made = row;
      return coming;
    }, this.#storing(course.id));
    return made!;
  }

  /** The token of a session, the first time that it is asked for; later `undefined`. */
  async takeToken(id: string): Promise<string | undefined> {
    const token = Buffer.from(`${id}:${randomBytes(32).toString('base64url')}`).toString('base64');
    const {numUpdatedRows} = await this.#db
      .updateTable('launches')
      .set({token: digest(token)})
      .where('id', '=', id)
      .where('token', 'is', null)
      .where('abandoned', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? token : undefined;
  }

  /** A session, when there is one of this id. */
  find(id: string): Promise<LaunchRow | undefined> {
    return this.#db.selectFrom('launches').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** The session whose token this is; `undefined` for any other. */
  async ofToken(id: string, token: string): Promise<LaunchRow | undefined> {
    const row = await this.find(id);
    if (!row?.token || !timingSafeEqual(Buffer.from(row.token), Buffer.from(digest(token)))) return undefined;
    return row;
  }

  /** How the unit stands, over all sessions of the registration. */
  standing(row: Pick<LaunchRow, 'registration' | 'activity'>): Promise<LaunchStanding> {
    return standingOf(this.#db, row);
  }

  /**
   * Keeps what a unit says, all or nothing; what it says again, since no answer came, does no harm.
   *
   * @throws {@link UgglaError} `launch-rule-broken`, `launch-over`.
   */
  async store(
    session: LaunchRow,
    {course, lesson, done}: Pick<LaunchOrder, 'course' | 'lesson' | 'done'>,
    batch: readonly (IncomingStatement & {id: string})[],
    isElsewhere: (activity: string) => boolean,
    files: SentFiles,
  ): Promise<void> {
    await this.#statements.storeFound(
      async (trx) => {
        const row = await trx.selectFrom('launches').selectAll().where('id', '=', session.id).executeTakeFirstOrThrow();
        const known = new Set(
          (
            await trx
              .selectFrom('statements')
              .select('id')
              .where(
                'id',
                'in',
                batch.map(({id}) => id),
              )
              .execute()
          ).map(({id}) => id),
        );
        const {completed, passed, satisfied} = await standingOf(trx, row);
        let standing: Standing = {
          initialized: row.initialized !== null,
          terminated: row.terminated !== null,
          abandoned: row.abandoned !== null,
          judged: row.passed !== null || row.failed !== null,
          completed,
          passed: passed === true,
        };
        const now = new Date().toISOString();
        const noted: Partial<LaunchRow> = {};
        for (const statement of batch) {
          if (known.has(statement.id)) continue; // the same is passed over, another content under the same id refused
          const broken = brokenRule(statement, row, standing, isElsewhere);
          if (broken !== undefined)
            throw refuse(
              403,
              standing.terminated || standing.abandoned ? 'launch-over' : 'launch-rule-broken',
              `the statement ${statement.id} is not taken: ${broken}`,
            );
          standing = after(statement, standing);
          Object.assign(noted, noteOf(statement, now));
          noted.last = now;
        }
        const isNew = row.mode === 'Normal' && !satisfied && isMoved(row.move_on, standing);
        if (isNew) noted.satisfied = now;
        if (Object.keys(noted).length > 0)
          await trx.updateTable('launches').set(noted).where('id', '=', row.id).execute();
        if (!isNew) return [...batch];
        const unit = new LauncherStatements(course, lesson, row).satisfied(now);
        return [...batch, unit, ...(await saidOfWholes(trx, row, {course, lesson, done}, now))];
      },
      this.#storing(course.id),
      files,
    );
  }

  #storing(course: string) {
    return {authority: this.#server, mayVoid: false, course};
  }

  /** The enrolment's, of whoever was enrolled; another one for each time that the lesson is done again (a unit completes once in each). */
  async #registration(trx: Transaction<Tables>, {course, lesson, actor, round}: LaunchOrder): Promise<string> {
    const own = trx
      .selectFrom('launches')
      .select(['registration', 'round', 'lesson'])
      .where('actor', '=', agentKey(actor))
      .where('course', '=', course.id)
      .orderBy('launched', 'desc');
    const last = await own.where('lesson', '=', lesson.id).executeTakeFirst();
    if (round !== '') return last?.round === round ? last.registration : randomUUID();
    if (last) return last.registration;
    const enrolments = await readAll(trx, {
      actor: agentKey(actor),
      verb: registered.id,
      activity: course.id,
      limit: 100,
      ascending: true,
    });
    const enrolment = enrolments.find(({json}) => isEnrolment(JSON.parse(json) as Statement));
    return (
      enrolment?.registration ?? (await own.where('round', '=', '').executeTakeFirst())?.registration ?? randomUUID()
    );
  }
}

/** Whether a session takes anything any more. */
export function isOver({terminated, abandoned, launched}: LaunchRow, now = Date.now()): boolean {
  return terminated !== null || abandoned !== null || now - Date.parse(launched) > goodFor;
}

async function standingOf(
  db: Kysely<Tables>,
  {registration, activity}: Pick<LaunchRow, 'registration' | 'activity'>,
): Promise<LaunchStanding> {
  const rows = await db
    .selectFrom('launches')
    .select(['completed', 'passed', 'failed', 'score', 'satisfied'])
    .where('registration', '=', registration)
    .where('activity', '=', activity)
    .execute();
  const some = (key: 'completed' | 'passed' | 'failed' | 'satisfied') => rows.some((row) => row[key] !== null);
  const scores = rows.flatMap(({score}) => (score === null ? [] : [score]));
  return {
    completed: some('completed'),
    ...(some('passed') ? {passed: true} : some('failed') ? {passed: false} : {}),
    ...(scores.length > 0 ? {score: Math.max(...scores)} : {}),
    satisfied: some('satisfied'),
  };
}

/** What is said now of blocks and of the course: once each in a registration, inner ones first (cmi5 9.3.9). */
async function saidOfWholes(
  trx: Transaction<Tables>,
  row: LaunchRow,
  {course, lesson, done}: Pick<LaunchOrder, 'course' | 'lesson' | 'done'>,
  now: string,
): Promise<(IncomingStatement & {id: string})[]> {
  const {registration} = row;
  const units = await trx
    .selectFrom('launches')
    .select('lesson')
    .where('registration', '=', registration)
    .where('satisfied', 'is not', null)
    .execute();
  const wholes = satisfiedIn(course, {units: new Set(units.map((one) => one.lesson)), lessons: done});
  if (wholes.length === 0) return [];
  const said = await trx
    .selectFrom('statements')
    .select('object')
    .where('registration', '=', registration)
    .where('actor', '=', row.actor)
    .where('verb', '=', launcherVerbs.satisfied.id)
    .execute();
  const before = new Set(said.map(({object}) => object));
  const says = new LauncherStatements(course, lesson, row);
  return wholes.filter((whole) => !before.has(wholeId(course, whole))).map((whole) => says.satisfiedWhole(whole, now));
}

function noteOf(statement: IncomingStatement, now: string): Partial<LaunchRow> {
  if (!isDefined(statement)) return {};
  const [what] = Object.entries(unitVerbs).find(([, id]) => id === statement.verb.id) ?? [];
  const scaled = statement.result?.score?.scaled;
  return {...(what ? {[what]: now} : {}), ...(scaled === undefined ? {} : {score: Math.max(0, scaled)})};
}

async function keepLaunchData(
  trx: Transaction<Tables>,
  {actor, activity, registration, launched}: LaunchRow,
  data: object,
): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(data));
  const document = {
    type: 'application/json',
    body,
    etag: `"${createHash('sha1').update(body).digest('hex')}"`,
    updated: launched,
  };
  await trx
    .insertInto('states')
    .values({actor, activity, registration, state_id: launchDataId, ...document})
    .onConflict((conflict) => conflict.columns(['actor', 'activity', 'registration', 'state_id']).doUpdateSet(document))
    .execute();
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
