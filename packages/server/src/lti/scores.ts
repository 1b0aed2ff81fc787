import {isLessonComplete, lessonsOf, type Course, type CourseProgress} from '@uggla/protocol';
import {verdictOf} from '@uggla/protocol/verdict.js';
import type {Kysely} from 'kysely';
import {isNo} from '../http/foreign-answer.js';
import {computeProgress} from '../learning/compute-progress.js';
import {courseFacts, readEvidence, readPerson} from '../learning/read-progress.js';
import type {Person} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import {sha256} from '../records/canonical.js';
import type {Services} from '../services.js';
import type {LtiScoreRow, Tables} from '../store/tables.js';
import {scopes, type Launch} from './claims.js';
import {findPlatform, type Platform} from './platforms.js';
import type {PlatformService} from './service.js';

/** Seconds until the next try; after the last one a day each. */
const waits = [10, 60, 300, 1800, 7200, 21_600];
const longest = 86_400;
/** So often a platform may say no (4xx) before it is believed: the column is gone, or the person. */
const refusals = 8;
/** Status of a gradebook that has a score of that moment or later. */
const tooEarly = 409;
/** Longer than any sending takes: what still is being sent then, was broken off. */
const leaseMs = 120_000;
/** How often what was published or stored by another server is looked for. */
const everyMs = 3_600_000;

type ScoreServices = Pick<Services, 'store' | 'campus' | 'server' | 'settings' | 'draining'>;

/** What the gradebook is told (AGS 2.0, 3.4). */
interface Score {
  timestamp: string;
  scoreGiven: number;
  scoreMaximum: 100;
  activityProgress: 'InProgress' | 'Completed';
  gradingProgress: 'Pending' | 'FullyGraded';
  userId: string;
}

/**
 * Sends the scores of courses to the gradebooks that launched them: once when a course is complete, and once for each better
 * score. What is to be sent is kept with the launch, one of a kind, so that a newer score takes the place of one that waits;
 * a retry says the same, with the same time, and changes nothing where the first one arrived after all.
 */
export class Scores {
  readonly #platforms: readonly Platform[];
  readonly #service: PlatformService;
  readonly #services: ScoreServices;
  readonly #db: Kysely<Tables>;
  readonly #pending = new Set<string>();
  #working: Promise<void> = Promise.resolve();
  #gathering: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(platforms: readonly Platform[], service: PlatformService, services: ScoreServices) {
    this.#platforms = platforms;
    this.#service = service;
    this.#services = services;
    this.#db = services.store.db;
    services.draining.addEventListener(
      'abort',
      () => {
        clearTimeout(this.#gathering);
        clearTimeout(this.#timer);
      },
      {once: true},
    );
  }

  /** Takes up what an earlier run left: what waits is tried at once, what was recorded last is looked at. */
  start(): Promise<void> {
    return this.#work(async () => {
      const now = new Date().toISOString();
      await this.#db.updateTable('lti_scores').set({next: now}).where('state', '=', 'waiting').execute();
    }, true);
  }

  /** Notes that something was recorded of these people; some moments later it is looked at. */
  noticed(actors: Iterable<string>): void {
    for (const actor of actors) this.#pending.add(actor);
    if (this.#pending.size === 0 || this.#gathering || this.#services.draining.aborted) return;
    this.#gathering = setTimeout(() => {
      this.#gathering = undefined;
      void this.run();
    }, this.#services.settings.limits.scoreDelayMs).unref();
  }

  /** Looks at those of whom something was noted, and sends what is to be sent by then. */
  run(now?: Date): Promise<void> {
    return this.#work(undefined, false, now);
  }

  /**
   * Has somebody's score of a course sent to where their launch says.
   *
   * @param account - Under which their records stand.
   */
  async link(launch: Launch, course: string, account: Person['account']): Promise<void> {
    const {issuer, clientId, user, lineItem} = launch;
    if (lineItem === undefined || !launch.learns) return;
    const actor = agentKey({account});
    const id = sha256(JSON.stringify([issuer, clientId, lineItem, user]));
    const fresh = {course, seen: 0, best: null, complete: 0, payload: null, state: 'idle', tries: 0, next: ''} as const;
    await this.#db
      .insertInto('lti_scores')
      .values({
        id,
        issuer,
        client_id: clientId,
        user_id: user,
        actor,
        line_item: lineItem,
        sent: null,
        trouble: null,
        ...fresh,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // the link was pointed to another course: what was sent of the old one is no measure
    await this.#db.updateTable('lti_scores').set(fresh).where('id', '=', id).where('course', '!=', course).execute();
    await this.#db
      .updateTable('lti_scores')
      .set({state: 'waiting', tries: 0, next: new Date().toISOString()})
      .where('id', '=', id)
      .where('state', '=', 'refused')
      .execute();
    this.noticed([actor]);
  }

  /** Resolves when nothing is being sent any more. */
  ended(): Promise<void> {
    return this.#working;
  }

  /** One thing after the other; what fails is told in the log, and tried again the next time. */
  #work(first: (() => Promise<void>) | undefined, all: boolean, now?: Date): Promise<void> {
    const {draining, settings} = this.#services;
    return (this.#working = this.#working.then(async () => {
      if (draining.aborted) return;
      try {
        await first?.();
        await this.#look(all);
        await this.#sendAll(now);
      } catch (error) {
        if (!draining.aborted) settings.log(`lti: ${error instanceof Error ? error.message : String(error)}`);
      }
    }));
  }

  async #look(all: boolean): Promise<void> {
    const actors = [...this.#pending];
    this.#pending.clear();
    let behind = this.#db
      .selectFrom('lti_scores')
      .selectAll()
      .where(({exists, selectFrom}) =>
        exists(
          selectFrom('statements')
            .select('seq')
            .whereRef('statements.actor', '=', 'lti_scores.actor')
            .whereRef('statements.seq', '>', 'lti_scores.seen'),
        ),
      );
    if (!all) {
      if (actors.length === 0) return;
      behind = behind.where('actor', 'in', actors);
    }
    for (const row of await behind.execute()) {
      if (this.#services.draining.aborted) return;
      await this.#judge(row);
    }
  }

  /** Looks at what was recorded of one, and notes a better score to be sent. */
  async #judge(row: LtiScoreRow): Promise<void> {
    const {actor} = row;
    const {seq} = await this.#db
      .selectFrom('statements')
      .select(({fn}) => fn.max('seq').as('seq'))
      .where('actor', '=', actor)
      .executeTakeFirstOrThrow();
    const found = await this.#services.campus?.course(row.course);
    if (!found) return;
    const evidence = (await readEvidence(this.#services, [actor], row.course))(actor);
    const {progress, complete} = computeProgress(found.course, {
      ...evidence,
      ...(await courseFacts(this.#services, found)),
      ...(await readPerson(this.#services, actor)),
      now: new Date(),
    });
    const score = scoreOf(found.course, progress, complete);
    const isBetter = score !== undefined && (row.best === null || score > row.best);
    const isDone = complete && row.complete === 0;
    const best = Math.max(row.best ?? 0, score ?? 0);
    const before = row.payload === null ? undefined : (JSON.parse(row.payload) as Score);
    const isFull = complete || before?.gradingProgress === 'FullyGraded' || isJudged(found.course, progress);
    const given: Score = {
      timestamp: new Date().toISOString(),
      scoreGiven: best,
      scoreMaximum: 100,
      activityProgress: complete || row.complete === 1 ? 'Completed' : 'InProgress',
      gradingProgress: isFull ? 'FullyGraded' : 'Pending', // never back: a gradebook would empty the column
      userId: row.user_id,
    };
    const change =
      isBetter || isDone
        ? {
            best,
            complete: complete ? 1 : row.complete,
            payload: JSON.stringify(given),
            state: 'waiting' as const,
            tries: 0,
            next: given.timestamp,
          }
        : {};
    // another server may have looked meanwhile: then it noted the same, or something newer
    await this.#db
      .updateTable('lti_scores')
      .set({seen: Number(seq), ...change})
      .where('id', '=', row.id)
      .where('seen', '=', row.seen)
      .execute();
  }

  async #sendAll(at?: Date): Promise<void> {
    clearTimeout(this.#timer);
    const {draining, settings} = this.#services;
    while (!draining.aborted) {
      const now = at ?? new Date();
      const row = await this.#db
        .selectFrom('lti_scores')
        .selectAll()
        .where('state', 'in', ['waiting', 'sending'])
        .where('next', '<=', now.toISOString())
        .orderBy('next')
        .limit(1)
        .executeTakeFirst();
      if (!row) break;
      const {numUpdatedRows} = await this.#db
        .updateTable('lti_scores')
        .set({state: 'sending', next: new Date(now.getTime() + leaseMs).toISOString()})
        .where('id', '=', row.id)
        .where('state', '=', row.state)
        .where('next', '=', row.next)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) continue; // another server has it
      const {status, trouble} = await this.#send(row);
      if (draining.aborted && trouble !== undefined) {
        await this.#note(row, {state: 'waiting', next: now.toISOString()}); // broken off by our own end
        return;
      }
      const isRefused = trouble !== undefined && isNo(status) && row.tries + 1 >= refusals;
      const wait = waits[row.tries] ?? longest;
      if (trouble !== undefined)
        settings.log(
          `lti: ${row.issuer} did not take the score of ${row.user_id}: ${trouble}; ${isRefused ? 'it is not tried again before the next launch' : `next try in ${wait} s`}`,
        );
      const next = new Date(now.getTime() + wait * 1000).toISOString();
      const tries = row.tries + 1;
      if (trouble === undefined) await this.#note(row, {state: 'idle', sent: new Date().toISOString(), trouble: null});
      else if (status === tooEarly && tries > 2) await this.#note(row, {state: 'idle', trouble});
      else
        await this.#note(row, {
          state: isRefused ? 'refused' : 'waiting',
          tries,
          trouble: trouble.slice(0, 500),
          next,
          // It has one of that moment or later, perhaps by a clock that goes before ours: then ours is said anew.
          ...(status === tooEarly ? {payload: retimed(row.payload ?? '{}')} : {}),
        });
    }
    await this.#wakeFor(at ?? new Date());
  }

  /** Notes what became of a score, unless a better one has come meanwhile: that is still to be sent. */
  async #note({id, payload}: LtiScoreRow, change: Partial<LtiScoreRow>): Promise<void> {
    await this.#db.updateTable('lti_scores').set(change).where('id', '=', id).where('payload', '=', payload).execute();
  }

  async #wakeFor(now: Date): Promise<void> {
    const next = await this.#db
      .selectFrom('lti_scores')
      .select('next')
      .where('state', 'in', ['waiting', 'sending'])
      .orderBy('next')
      .limit(1)
      .executeTakeFirst();
    if (this.#services.draining.aborted) return;
    const ms = next ? Math.max(1000, Date.parse(next.next) - now.getTime()) : everyMs;
    this.#timer = setTimeout(() => void this.#work(undefined, true), Math.min(ms, everyMs)).unref();
  }

  async #send({issuer, client_id, line_item, payload}: LtiScoreRow): Promise<{status?: number; trouble?: string}> {
    const platform = findPlatform(this.#platforms, issuer, client_id);
    if (!platform) return {trouble: 'it is registered no longer'};
    try {
      const {status} = await this.#service.ask(platform, scopes.score, scoresAddress(line_item), {
        method: 'POST',
        headers: {'Content-Type': 'application/vnd.ims.lis.v1.score+json'},
        body: payload ?? '',
      });
      return status >= 200 && status < 300 ? {status} : {status, trouble: `it answered ${status}`};
    } catch (error) {
      return {trouble: error instanceof Error ? error.message : String(error)};
    }
  }
}

function retimed(payload: string): string {
  return JSON.stringify({...(JSON.parse(payload) as Score), timestamp: new Date().toISOString()});
}

/** Where the scores of a line item go: below its path, with its query (AGS 2.0, 3.3). */
export function scoresAddress(lineItem: string): string {
  const url = new URL(lineItem);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`;
  return url.href;
}

/**
 * The score of a course, of 100: what an LMS is told by SCORM too, the mean of the best scores of its quizzes; where nothing was
 * asked, 100 for who has completed it. Nothing before there is a score.
 */
function scoreOf(course: Course, progress: CourseProgress, complete: boolean): number | undefined {
  const {score} = verdictOf(course, progress);
  if (score !== undefined) return Math.round(score * 10_000) / 100;
  return complete ? 100 : undefined;
}

/** Whether each quiz was handed in, or done: then the score is no part of one. */
function isJudged(course: Course, {lessons}: CourseProgress): boolean {
  return lessonsOf(course).every(
    (lesson) =>
      lesson.kind !== 'quiz' || lessons[lesson.id]?.score !== undefined || isLessonComplete(lesson, lessons[lesson.id]),
  );
}
