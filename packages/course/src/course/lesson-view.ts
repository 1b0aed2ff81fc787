import type {CSSResult, ReactiveElement} from 'lit';
import type {
  Course,
  Lesson,
  LessonKind,
  LessonProgress,
  Question,
  Response,
  Statement,
  StatementMaker,
  Text,
} from '@uggla/protocol';
import type {Records} from '@uggla/core/records/records.js';
import type {Notebook} from '../notes/notebook.js';
import type {Verdict} from '../quiz/grader.js';
import type {Words} from './words.js';

/** `normal`: all is recorded. `browse`: looked through before; `review`: looked through after. Neither records a result. */
export type CourseMode = 'normal' | 'browse' | 'review';

/** What one lesson's view may know and do. */
export interface LessonContext<Kind extends LessonKind = LessonKind> {
  readonly host: ReactiveElement & {
    /** Address of our server, no slash at its end; empty or none without one. */
    readonly serverAddress?: string;
  };
  readonly course: Course;
  readonly lesson: Extract<Lesson, {kind: Kind}>;
  /** Address of course.json, as it is published: what records name. */
  readonly published: string;
  /** What the lesson's addresses are relative to: that, or where the server gives a locked lesson's files for a while. */
  readonly base: string;
  /** Asks the server for another such address; `undefined` where it is the published one. */
  readonly renew: (() => Promise<void>) | undefined;
  readonly mode: CourseMode;
  /** What was done so far, over all visits. */
  readonly done: LessonProgress;
  /** A text that stays the same for this person and enrolment: what is drawn by lot stays drawn over a reload. */
  readonly seed: string;
  /** Where the visit is recorded; `undefined` where it is not. */
  readonly records: Records | undefined;
  /** Address of the frame that shows books and foreign pages. */
  readonly frame: string;
  readonly isDark: boolean;
  readonly words: Words;
  /** Languages wanted, best first. */
  readonly languages: readonly string[];
  /** `text` in the best language. */
  text(text: Text | undefined): string;
  /** Seconds spent in this lesson with the page in view, this visit. */
  readonly seconds: number;
  /** The lesson after this one, now; `undefined` behind the last one, and while the next is locked. */
  readonly next: Lesson | undefined;
  /** The learner's own notes, bookmarks and highlights of the course. */
  notebook(): Promise<Notebook>;
  /** Shows that lesson. `automatic`: nobody asked, so the focus stays where it is unless it is in the course. */
  goOn(automatic: boolean): void;
  /** Keeps what was done, and sees whether it completes the lesson. */
  update(done: Partial<LessonProgress>): void;
  /** Records a statement; `undefined` when the mode records none. */
  record(make: (maker: StatementMaker) => Statement): Statement | undefined;
  /** Judges an answer: by the server where there is one, else by the published answers. `from`: the item that the question is taken from. */
  grade(question: Question, response: Response, more?: {attempt?: string; from?: string}): Promise<Verdict>;
  /** Tells the page that a question was answered. */
  answered(question: Question, response: Response, verdict: Verdict | undefined): void;
  /** Fires `uggla-acknowledge`. */
  acknowledged(statement: Statement): void;
  /** Says a finished sentence to screen readers. */
  announce(sentence: string): void;
  /** Tells of what went wrong: shown in place of the lesson, and fired as `uggla-error`. */
  fail(error: unknown): void;
}

/** One lesson on the screen. It renders into its course, so that the parts named by the design are the course's own. */
export interface LessonView {
  /** The lesson's body. */
  render(): unknown;
  /** Goes to a second of the media; to a place of a book (CFI, address of a chapter, page); to what a text says. */
  seek?(at: number | string): void;
  /** Where a note or a bookmark would be now: a second, a place of a book, the words of a text. */
  spot?(): {time?: number; place?: string; quote?: string};
  /** Called every second while the lesson is open and the page in view. */
  tick?(): void;
  /** Records what is still open (a film that plays is paused). The next call of `render` may still follow. */
  leave?(): void;
  /** Ends requests and timers. */
  close?(): void;
}

/** A kind of lesson: its view, and its styles beside those of the course. */
export interface LessonKindModule<Kind extends LessonKind = LessonKind> {
  open(context: LessonContext<Kind>): LessonView;
  styles?: CSSResult;
}
