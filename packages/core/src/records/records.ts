import {mergeCourseProgress, UgglaError, type Actor, type CourseProgress, type Statement} from '@uggla/protocol';
import {UgglaRecordEvent} from '../events.js';
import type {Connection, Enrolment, VisitMode} from './connection.js';
import {Outbox} from './outbox.js';
import type {Route} from './route.js';

/**
 * The records of one person in one course, on their way to every receiver that was named. What is recorded is safe in the
 * outbox of each first; what one receiver has confirmed, or is too ill to take, changes nothing for the others.
 */
export class Records {
  /** Who the person is, as the first receiver knows them: the actor of the statements that are made. */
  readonly learner: Actor;
  readonly #routes: readonly Route[];
  readonly #host: EventTarget;
  #enrolment: Enrolment | undefined;

  /**
   * @param routes - One for each receiver, at least one, in the order in which they were named.
   * @param host - Element that fires `uggla-record`.
   */
  constructor(routes: readonly [Route, ...Route[]], host: EventTarget) {
    this.#routes = routes;
    this.#host = host;
    this.learner = routes[0].learner;
  }

  /** The ways to the receivers, in the order in which they were named. */
  get routes(): readonly Route[] {
    return this.#routes;
  }

  /** What an LMS opened the course for; `undefined` where none decides it. */
  get mode(): VisitMode | undefined {
    return this.#routes.map(({connection}) => connection.mode).find((mode) => mode !== undefined);
  }

  /** Languages that an LMS knows the person to want, best first; none where none says any. */
  get languages(): readonly string[] {
    return this.#routes.map(({connection}) => connection.languages ?? []).find(({length}) => length > 0) ?? [];
  }

  /** Tells every LMS which language the person chose. */
  keepLanguage(language: string): void {
    for (const {connection} of this.#routes) connection.keepLanguage?.(language);
  }

  /** Where an LMS wants the person to go when the visit is over. */
  get exit(): string | undefined {
    return this.#routes.map(({connection}) => connection.exit).find((exit) => exit !== undefined);
  }

  /** By what a server judges which lessons are open, once the progress was loaded; `undefined` where none does. */
  get enrolment(): Enrolment | undefined {
    return this.#enrolment;
  }

  /** The connections, in the order in which they were named: `server`, `xapi`, `local`. */
  get connections(): Connection['name'][] {
    return this.#routes.map(({connection}) => connection.name);
  }

  /** The value of the `authorization` header for other addresses of a receiver (grading); `fresh` after a 401. */
  async authorization(of: Connection['name'], fresh = false): Promise<string | undefined> {
    return this.#routes.find(({connection}) => connection.name === of)?.connection.authorize?.(fresh);
  }

  /** Whether the last try to reach a receiver failed. */
  get offline(): boolean {
    return this.#routes.some(({offline}) => offline);
  }

  /**
   * Resolves when the statement is safe in the outboxes; then `uggla-record` has been fired, once.
   *
   * @throws {@link UgglaError} `records-storage-unavailable` when the browser does not keep it.
   */
  async record(statement: Statement): Promise<void> {
    // Each receiver knows the person by an account of its own, and may refuse any other.
    const entries = this.#routes.map(({outbox, learner}, at) => ({
      outbox,
      statement: at === 0 ? statement : {...statement, actor: learner},
    }));
    try {
      await Outbox.add(entries);
    } catch (cause) {
      throw new UgglaError(
        'records-storage-unavailable',
        `This browser did not keep a statement (${String((cause as Error)?.name)})`,
        {
          cause,
          cure: 'Free some space on the device, and load the page again.',
        },
      );
    }
    this.#host.dispatchEvent(new UgglaRecordEvent(statement));
    this.flush();
  }

  /** How many statements wait for a receiver; one that waits for two counts once. */
  async pending(): Promise<number> {
    return new Set((await this.#all((route) => route.waiting())).flat()).size;
  }

  /** Resolves when every receiver has confirmed all that was recorded and saved until now. */
  async drained(): Promise<void> {
    await this.#all((route) => route.drained());
  }

  /**
   * All statements of the person in this course, oldest first and each once: what the receivers have, and what still
   * waits here or was refused. While a receiver cannot be reached: what is here.
   */
  async exportRecords(): Promise<Statement[]> {
    const found = new Map<string, Statement>();
    for (const one of (await this.#all((route) => route.exportRecords())).flat()) {
      if (!found.has(one.id)) found.set(one.id, one);
    }
    return [...found.values()].sort((a, b) => a.timestamp.localeCompare(b.timestamp));
  }

  /** The progress known here and by the receivers, as one. What is known here alone is there at once, offline too. */
  async loadProgress(signal?: AbortSignal): Promise<CourseProgress | undefined> {
    const [enrolments, loaded] = await Promise.all([
      this.#all((route) => route.enrolment(signal)),
      this.#all((route) => route.loadProgress(signal)),
    ]);
    this.#enrolment = enrolments.find((one) => one !== undefined);
    const found = loaded.filter((one) => one !== undefined);
    return found.length > 0 ? found.reduce((first, other) => mergeCourseProgress(other, first)) : undefined;
  }

  /** Keeps the progress: here at once, at each receiver as soon as it can be reached. */
  async saveProgress(progress: CourseProgress): Promise<void> {
    await this.#all((route) => route.saveProgress(progress));
  }

  /** Ends the visit for the receivers that want to hear of it: nothing can be recorded after. */
  async leave(): Promise<void> {
    await this.#all((route) => Promise.resolve(route.connection.leave?.()));
  }

  /** Tries to send what waits. */
  flush(): void {
    for (const route of this.#routes) void route.flush();
  }

  /** Stops trying; what waits stays in the outboxes for the next visit. */
  close(): void {
    for (const route of this.#routes) route.close();
  }

  #all<T>(work: (route: Route) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#routes.map(work));
  }
}
