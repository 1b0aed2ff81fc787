import {UgglaError, type Actor, type Course, type CourseProgress, type Statement, verbs} from '@uggla/protocol';
import type {Delivery, VisitMode} from '../connection.js';
import {XapiConnection} from '../connections.js';
import {verdictOf} from '@uggla/protocol/verdict.js';
import {Cmi5Statements} from './cmi5-statements.js';
import {exitOf, sessionOf, type Launch, type LaunchData, type LaunchSession} from './launch.js';

/** Verbs that may be said once in a registration. */
type Verdict = 'completed' | 'passed' | 'failed';

/** The document in which an LMS keeps what the person prefers, in all units (section 11). */
const PREFERENCES = 'cmi5LearnerPreferences';

/** Who speaks the last word of a session: the course that came last. */
const current = new WeakMap<LaunchSession, Cmi5Connection>();

/**
 * An LMS that launched the page by cmi5: its record store gets the statements, in the order and with the context that cmi5
 * demands. What is said of the course becomes what is said of the unit; what is said of lessons goes along as allowed
 * statements. The session is over when the page goes, or when the person leaves by the button.
 */
export class Cmi5Connection extends XapiConnection {
  override readonly name = 'cmi5';
  /** The registration names the outbox: some LMSs give each session another endpoint. */
  override readonly address = '';
  readonly #course: Course;
  readonly #launch: Launch;
  readonly #session: LaunchSession;
  #data: LaunchData = {};
  #languages: readonly string[] = [];
  #statements: Cmi5Statements | undefined;
  #opening: Promise<Actor> | undefined;
  #beginning: Promise<void> | undefined;
  /** What the store does not have yet. */
  #progress: CourseProgress | undefined;
  /** What is on its way: a page that goes says it again with its last word, under the same ids. */
  #underWay: readonly Statement[] = [];
  readonly #said = new Set<Verdict>();
  /** When a key was pressed that loads the page again. */
  #reloads = -Infinity;

  constructor(launch: Launch, course: Course) {
    const session = sessionOf(launch);
    const {endpoint, registration} = launch;
    super(
      endpoint,
      () => Promise.resolve(`Basic ${session.token}`),
      () => Promise.resolve(launch.actor),
      registration,
    );
    this.#course = course;
    this.#launch = launch;
    this.#session = session;
    current.set(session, this);
    addEventListener('pagehide', this.#onHide);
    addEventListener('keydown', this.#onKey, true);
  }

  /** A registration may have several units, each with a progress of its own. */
  get attempt(): string {
    return `${this.#launch.registration} ${this.#launch.activityId}`;
  }

  get mode(): VisitMode {
    const {launchMode} = this.#data;
    return launchMode === 'Browse' ? 'browse' : launchMode === 'Review' ? 'review' : 'normal';
  }

  get exit(): string | undefined {
    return exitOf(this.#data);
  }

  get languages(): readonly string[] {
    return this.#languages;
  }

  keepLanguage(language: string): void {
    void this.#keepLanguage(language).catch(() => undefined); // an LMS may refuse it (section 11), and this browser remembers
  }

  /** @throws {@link UgglaError} `records-launch-spent`, `records-unreachable`. */
  override learner(): Promise<Actor> {
    this.#opening ??= this.#open().catch((caught: unknown) => {
      this.#opening = undefined;
      throw caught;
    });
    return this.#opening;
  }

  override async send(
    statements: readonly Statement[],
    options?: {keepalive?: boolean; signal?: AbortSignal},
  ): Promise<Delivery> {
    await this.#begin();
    const kept: Statement[] = [];
    for (const one of statements) kept.push(...(await this.#translate(one)));
    this.#underWay = kept;
    const {refused} = await this.client.send(kept, options);
    this.#underWay = [];
    const bad = new Set(refused.map(({id}) => id));
    // What the unit says of itself (that it began, that it ends) is said by the session: it counts as told.
    return {confirmed: statements.map(({id}) => id).filter((id) => !bad.has(id)), refused};
  }

  override async load(_course: string, signal?: AbortSignal): Promise<CourseProgress> {
    const found = await super.load(this.#launch.activityId, signal);
    const fresh = {version: this.#course.version, enrolled: new Date().toISOString(), lessons: {}};
    return {...fresh, ...found, registration: this.#launch.registration};
  }

  override async save(
    _course: string,
    progress: CourseProgress,
    merge: (theirs: CourseProgress, ours: CourseProgress) => CourseProgress,
    options?: {keepalive?: boolean},
  ): Promise<void> {
    if (this.mode !== 'normal') return;
    await this.#begin();
    await super.save(this.#launch.activityId, progress, merge, options);
    if (this.#progress === progress) this.#progress = undefined;
    await this.#judge(progress);
  }

  keep(progress: CourseProgress): void {
    this.#progress = progress;
  }

  async leave(): Promise<void> {
    await this.#begin();
    if (this.#session.isOver) return;
    await this.client.send([this.#statements!.terminated(this.#session.seconds)]);
    this.#session.note({isOver: true});
  }

  async #open(): Promise<Actor> {
    const {actor, activityId, registration} = this.#launch;
    await this.#session.open();
    const agent = JSON.stringify(actor);
    const [data] = await Promise.all([
      this.client.document('/activities/state', {activityId, agent, registration, stateId: 'LMS.LaunchData'}),
      this.#readPreferences(),
    ]);
    if (typeof data !== 'object' || data === null) {
      throw new UgglaError('records-launch-spent', 'The LMS gave no launch data', {
        cure: 'Open the course again from the LMS.',
      });
    }
    this.#data = data;
    this.#statements = new Cmi5Statements(this.#launch, this.#data);
    return actor;
  }

  async #readPreferences(): Promise<{value: object; etag: string | undefined}> {
    const {value, etag} = await this.client
      .loadProfile(this.#launch.actor, PREFERENCES)
      .catch(() => ({value: undefined, etag: undefined}));
    const known = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
    const {languagePreference} = known as {languagePreference?: unknown};
    this.#languages =
      typeof languagePreference === 'string'
        ? languagePreference
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean)
        : [];
    return {value: known, etag};
  }

  /** The chosen language first, the others after it, all else as it was. */
  async #keepLanguage(language: string): Promise<void> {
    const {value, etag} = await this.#readPreferences();
    const languagePreference = [language, ...this.#languages.filter((one) => one !== language)].join(',');
    await this.client.saveProfile(this.#launch.actor, PREFERENCES, {...value, languagePreference}, etag);
  }

  /** `initialized` comes before all else, once a session. */
  async #begin(): Promise<void> {
    await this.learner();
    if (this.#session.isOver)
      throw new UgglaError('records-launch-spent', 'The LMS was told that this visit is over', {
        cure: 'Open the course again from the LMS.',
      });
    if (this.#session.isBegun) return;
    this.#beginning ??= this.#initialize().finally(() => (this.#beginning = undefined));
    await this.#beginning;
  }

  async #initialize(): Promise<void> {
    const {refused} = await this.client.send([this.#statements!.initialized()]);
    if (refused[0])
      throw new UgglaError('records-unreachable', `The LMS did not let the session begin: ${refused[0].error.message}`);
    this.#session.note({isBegun: true});
  }

  async #translate(statement: Statement): Promise<Statement[]> {
    const isOfCourse = 'id' in statement.object && statement.object.id === this.#course.id;
    if (!isOfCourse) return [this.#statements!.allowed(statement)];
    if (statement.verb.id !== verbs.completed.id || this.mode !== 'normal' || (await this.#wasSaid('completed')))
      return [];
    this.#said.add('completed');
    return [this.#statements!.completed(statement, this.#session.seconds)];
  }

  /** Says that the course is passed or failed, as soon as that is so. */
  async #judge(progress: CourseProgress): Promise<void> {
    const {score, success} = verdictOf(this.#course, progress, this.#data.masteryScore);
    if (success === undefined || (await this.#wasSaid('passed'))) return;
    if (!success && (await this.#wasSaid('failed'))) return;
    await this.client.send([this.#statements!.judged(success, score, this.#session.seconds)]);
    this.#said.add(success ? 'passed' : 'failed');
  }

  /** Once in a registration, whatever another device or a lost state knows: the store is asked. */
  async #wasSaid(verdict: Verdict): Promise<boolean> {
    if (this.#said.has(verdict)) return true;
    const {activityId: activity, registration, actor} = this.#launch;
    const found = (await this.client.document('/statements', {
      verb: verbs[verdict].id,
      activity,
      registration,
      agent: JSON.stringify(actor),
      limit: '1',
    })) as {statements?: unknown[]} | undefined;
    const wasSaid = (found?.statements?.length ?? 0) > 0;
    if (wasSaid) this.#said.add(verdict);
    return wasSaid;
  }

  /** The page goes, and waits for nothing: the last words leave it now. A page that may come back says none. */
  readonly #onHide = ({persisted}: PageTransitionEvent): void => {
    const isOurs = current.get(this.#session) === this;
    if (persisted || !isOurs || !this.#statements || !this.#session.isBegun || this.#session.isOver) return;
    // A session goes on after a reload (cmi5, best practice 17), but after its `terminated` nothing may follow. By a key it is known which it is.
    const returns = performance.now() - this.#reloads < 10_000;
    if (!returns) this.#session.note({isOver: true});
    const last = [...this.#underWay, ...(returns ? [] : [this.#statements.terminated(this.#session.seconds)])];
    if (this.#progress && this.mode === 'normal') {
      const {activityId, actor} = this.#launch;
      // Without the guard of an ETag: there is no time to ask for one.
      void this.client
        .saveState(activityId, actor, this.#progress, {etag: undefined, keepalive: true})
        .catch(() => undefined);
    }
    void this.client.send(last, {keepalive: true}).catch(() => undefined);
  };

  /** In a frame the LMS's own page is loaded again, and may launch anew. */
  readonly #onKey = ({key, ctrlKey, metaKey}: KeyboardEvent): void => {
    if (parent === window && (key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r')))
      this.#reloads = performance.now();
  };
}
