import {mergeCourseProgress, UgglaError, type Actor, type CourseProgress, type Statement} from '@uggla/protocol';
import {UgglaErrorEvent} from '../events.js';
import type {Connection, Enrolment, RetryHint} from './connection.js';
import type {Outbox} from './outbox.js';

/** Statements in one request. */
const BATCH = 50;

/** First wait after a failure; each further one is twice as long, up to `RETRY_MOST_MS`. */
const RETRY_FIRST_MS = 1000;
const RETRY_MOST_MS = 60_000;

/** What a `Route` is made of. */
export interface RouteParts {
  course: string;
  connection: Connection;
  outbox: Outbox;
  /** Who the person is at this receiver. */
  learner: Actor;
  /** Element that fires `uggla-error`. */
  host: EventTarget;
  /** First wait after a failure. */
  retryFirstMs?: number;
}

/**
 * The way of one person's records in one course to one receiver: what lies in the outbox is sent, in order, until the
 * receiver has confirmed it; only then is it forgotten here. Routes know nothing of each other: one that is blocked
 * holds back no other.
 */
export class Route {
  readonly #parts: RouteParts;
  #flushing: Promise<void> | undefined;
  #again = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsaved: CourseProgress | undefined;
  #closed = false;
  #waiters: (() => void)[] = [];
  #end!: () => void;
  readonly #ended = new Promise<void>((resolve) => (this.#end = resolve));

  constructor(parts: RouteParts) {
    this.#parts = parts;
    addEventListener('online', this.#onOnline);
    addEventListener('pagehide', this.#onHide);
    document.addEventListener('visibilitychange', this.#onHide);
    void this.flush();
  }

  get connection(): Connection {
    return this.#parts.connection;
  }

  get outbox(): Outbox {
    return this.#parts.outbox;
  }

  get learner(): Actor {
    return this.#parts.learner;
  }

  /** Whether the last try to reach the receiver failed. */
  get offline(): boolean {
    return this.#failures > 0;
  }

  /** By what the receiver judges which lessons are open; `undefined` where it does not. */
  async enrolment(signal?: AbortSignal): Promise<Enrolment | undefined> {
    return this.connection.enrolment?.(this.#parts.course, signal);
  }

  /** Ids of the statements that wait for the receiver; what stays in this browser waits for nobody. */
  async waiting(): Promise<string[]> {
    return this.#isLocal ? [] : this.#parts.outbox.waitingIds();
  }

  /** Resolves when the receiver has confirmed all that was recorded and saved until now. */
  async drained(): Promise<void> {
    if (this.#isLocal) return;
    for (;;) {
      await Promise.race([this.flush(), this.#ended]); // a receiver that never answers is waited for by nobody who has left
      if (this.#closed) return;
      if ((await this.waiting()).length === 0 && !this.#unsaved) return this.connection.settle?.();
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  /**
   * All statements of the person in this course: what the receiver has, and what still waits here or was refused. While
   * the receiver cannot be reached: what is here.
   */
  async exportRecords(): Promise<Statement[]> {
    const here = (await this.#parts.outbox.all()).map(({statement}) => statement);
    let there: Statement[] = [];
    try {
      there = await this.#parts.connection.read(this.#parts.course);
    } catch (caught) {
      this.#noteFailure(caught);
    }
    const known = new Set(there.map(({id}) => id));
    return [...there, ...here.filter(({id}) => !known.has(id))];
  }

  /** The progress known here and by the receiver, as one. What is known here alone is there at once, offline too. */
  async loadProgress(signal?: AbortSignal): Promise<CourseProgress | undefined> {
    const kept = await this.#parts.outbox.progress();
    let theirs: CourseProgress | undefined;
    try {
      theirs = await this.#parts.connection.load(this.#parts.course, signal);
    } catch (caught) {
      if (signal?.aborted) throw caught;
      this.#noteFailure(caught);
    }
    if (!theirs) {
      // An earlier visit could not save it; it need not change again to be sent.
      if (kept && !kept.saved && !this.#isLocal) this.#send(kept.progress);
      return kept?.progress;
    }
    const merged = kept ? mergeCourseProgress(theirs, kept.progress) : theirs;
    await this.#parts.outbox.keepProgress(merged, !kept || kept.saved);
    if (kept && !kept.saved) this.#send(merged);
    return merged;
  }

  /** Keeps the progress: here at once, at the receiver as soon as it can be reached. */
  async saveProgress(progress: CourseProgress): Promise<void> {
    this.connection.keep?.(progress);
    await this.#parts.outbox.keepProgress(progress, this.#isLocal);
    if (!this.#isLocal) this.#send(progress);
  }

  /** Tries to send what waits. One flush at a time, in all tabs of the origin. */
  flush(options: {keepalive?: boolean} = {}): Promise<void> {
    if (this.#isLocal || this.#closed) return Promise.resolve();
    if (this.#flushing) {
      this.#again = true;
      return this.#flushing;
    }
    this.#flushing = this.#flushAlone(options).finally(() => {
      this.#flushing = undefined;
      if (this.#again && this.#failures === 0) {
        this.#again = false;
        void this.flush();
      }
      this.#wake();
    });
    return this.#flushing;
  }

  /** Stops trying; what waits stays in the outbox for the next visit. */
  close(): void {
    const last = this.flush({keepalive: true});
    void last.finally(() => this.connection.close?.());
    this.#closed = true;
    this.#end();
    clearTimeout(this.#timer);
    removeEventListener('online', this.#onOnline);
    removeEventListener('pagehide', this.#onHide);
    document.removeEventListener('visibilitychange', this.#onHide);
    this.#wake();
  }

  get #isLocal(): boolean {
    return this.connection.name === 'local';
  }

  /** The newest progress goes with the next flush. */
  #send(progress: CourseProgress): void {
    this.#unsaved = progress;
    void this.flush();
  }

  async #flushAlone(options: {keepalive?: boolean}): Promise<void> {
    const work = async () => {
      await this.#sendStatements(options);
      await this.#sendProgress(options);
    };
    try {
      // Without Web Locks (insecure origin) two tabs may send one statement twice: its id makes that one record.
      await (navigator.locks ? navigator.locks.request(`uggla ${this.#parts.outbox.queue}`, work) : work());
      this.#failures = 0;
      clearTimeout(this.#timer);
    } catch (caught) {
      this.#noteFailure(caught);
    }
  }

  async #sendStatements(options: {keepalive?: boolean}): Promise<void> {
    for (;;) {
      const statements = await this.#parts.outbox.waiting(BATCH);
      if (statements.length === 0) return;
      const {confirmed, refused} = await this.#parts.connection.send(statements, options);
      await this.#parts.outbox.settle(
        confirmed,
        refused.map(({id, error}) => ({id, reason: error.message})),
      );
      for (const {error} of refused) this.#parts.host.dispatchEvent(new UgglaErrorEvent(error));
      if (confirmed.length + refused.length === 0) return;
    }
  }

  async #sendProgress(options: {keepalive?: boolean}): Promise<void> {
    while (this.#unsaved) {
      const progress = this.#unsaved;
      await this.#parts.connection.save(this.#parts.course, progress, mergeCourseProgress, options);
      if (this.#unsaved !== progress) continue; // it went on meanwhile
      this.#unsaved = undefined;
      await this.#parts.outbox.keepProgress(progress, true);
    }
  }

  /** Counts a failure, and tries again after a while; who may not write is told so, once a failure. */
  #noteFailure(caught: unknown): void {
    const error = UgglaError.from(caught, 'records-unreachable');
    if (error.code === 'records-unauthorized') this.#parts.host.dispatchEvent(new UgglaErrorEvent(error));
    const wait = this.#parts.retryFirstMs ?? RETRY_FIRST_MS;
    const backoff = Math.min(RETRY_MOST_MS, wait * 2 ** this.#failures) * (0.75 + Math.random() / 2);
    this.#failures += 1;
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.flush(), (caught as RetryHint).retryAfterMs ?? backoff);
  }

  readonly #onOnline = (): void => {
    void this.flush();
  };

  readonly #onHide = (): void => {
    if (document.visibilityState === 'hidden') void this.flush({keepalive: true});
  };

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const one of waiters) one();
  }
}
