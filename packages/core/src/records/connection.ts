import type {Actor, CourseProgress, Statement, UgglaError} from '@uggla/protocol';

/** What became of a batch. What is in neither list was not judged: it is sent again. */
export interface Delivery {
  /** Ids that the receiver has kept. */
  confirmed: string[];
  /** Statements that the receiver will never take, and why. */
  refused: {id: string; error: UgglaError}[];
}

/** By what a server judges which lessons are open. */
export interface Enrolment {
  /** When the person's time in the course began (ISO 8601); not there before anything was recorded. */
  enrolled?: string;
  /** Where their days begin (IANA); UTC when it is not named. */
  timeZone?: string;
}

/** What the visit is for: `browse` looks a course through before, `review` after; neither records a result. */
export type VisitMode = 'normal' | 'browse' | 'review';

/** Where records go. A connection translates; it keeps nothing and tries nothing twice: that is the outbox's work. */
export interface Connection {
  /** As in the attribute `records`. */
  readonly name: 'cmi5' | 'scorm' | 'server' | 'xapi' | 'local';
  /** Address of the receiver; empty for `local` and `scorm`. With the learner and the course it names the outbox. */
  readonly address: string;
  /** What an LMS counts as one attempt, once the learner is known: another one begins from nothing. */
  readonly attempt?: string | undefined;
  /** What an LMS opened the course for, once the learner is known. */
  readonly mode?: VisitMode;
  /** Languages that an LMS knows the person to want, best first, once the learner is known. */
  readonly languages?: readonly string[];
  /** Tells an LMS which language the person chose, where its standard has a place for that; what it does not take is no failure. */
  keepLanguage?(language: string): void;
  /** Where to go when the visit is over, once the learner is known. */
  readonly exit?: string | undefined;
  /** The value of the `authorization` header for other addresses of the same receiver; `fresh` after a 401. */
  authorize?(fresh: boolean): Promise<string | undefined>;
  /** Who the person is. The receiver tells where it can. */
  learner(signal?: AbortSignal): Promise<Actor>;
  /**
   * Hands statements over, in order.
   *
   * @throws {@link UgglaError} `records-unreachable` (network, 5xx, 429 with `retryAfterMs`) or `records-unauthorized`.
   */
  send(statements: readonly Statement[], options?: {keepalive?: boolean; signal?: AbortSignal}): Promise<Delivery>;
  /** What the receiver has of the person in a course, oldest first. */
  read(course: string): Promise<Statement[]>;
  /** What is known of the person's progress in a course; `undefined` when nothing is. */
  load(course: string, signal?: AbortSignal): Promise<CourseProgress | undefined>;
  /** By what the receiver judges which lessons are open; `undefined` where it does not judge, or was never reached. */
  enrolment?(course: string, signal?: AbortSignal): Promise<Enrolment | undefined>;
  /** Keeps the progress. `merge` makes one of two when another device was faster. */
  save(
    course: string,
    progress: CourseProgress,
    merge: (theirs: CourseProgress, ours: CourseProgress) => CourseProgress,
    options?: {keepalive?: boolean},
  ): Promise<void>;
  /**
   * A document of the person in a course beside the progress, and the ETag that guards it; not where the receiver has no room
   * for any.
   */
  loadDocument?(course: string, stateId: string): Promise<{value: unknown; etag: string | undefined}>;
  /** Writes it; `false` when another device wrote since `etag`. */
  saveDocument?(course: string, stateId: string, value: object, etag: string | undefined): Promise<boolean>;
  /** Is told of progress before anything is waited for: a page that is being closed waits for nothing. */
  keep?(progress: CourseProgress): void;
  /** Resolves when the receiver has really kept what it was given. @throws {@link UgglaError} `records-unreachable`. */
  settle?(): Promise<void>;
  /** Ends the visit for the receiver: nothing may be sent after. */
  leave?(): Promise<void>;
  /** The course is gone from the page. */
  close?(): void;
}

/** How long to wait before the next try, when the receiver said so. */
export interface RetryHint {
  retryAfterMs?: number;
}
