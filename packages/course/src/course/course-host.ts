import type {ReactiveElement} from 'lit';
import type {RecordsSettings} from '@uggla/core/records/open-records.js';
import type {Course, Lesson, LessonProgress, Question, Response, Statement, Text} from '@uggla/protocol';
import type {Verdict} from '../quiz/grader.js';
import type {CourseMode} from './lesson-view.js';
import type {Words} from './words.js';

/** What the parts of a course need of the element. */
export interface CourseHost extends ReactiveElement {
  src: string;
  lesson: string;
  /** The mode that acts: `normal` where the page names none that there is. */
  readonly visitMode: CourseMode;
  readonly words: Words;
  readonly languages: readonly string[];
  /** All settings that make it another visit. */
  readonly settingsKey: string;
  /** `src` made whole. */
  readonly courseUrl: string | undefined;
  /** Address of our server, no slash at its end; empty without one. */
  readonly serverAddress: string;
  /** Address of the frame for books and foreign pages; `undefined` when nobody named it. */
  readonly frameUrl: string | undefined;
  readonly isDark: boolean;
  recordsSettings(course: Course): RecordsSettings;
  textOf(text: Text | undefined): string;
  languageOf(text: Text | undefined): string | undefined;
  became(status: 'idle' | 'loading' | 'ready' | 'failed', error?: unknown): void;
  /** Shows a lesson that a person chose, at a second or a place, and puts the focus on its heading. */
  show(id: string, at?: number | string): Promise<void>;
  /** Fires `uggla-error` for what does not stop the course. */
  tell(error: unknown): void;
  warn(message: string): void;
  announce(sentence: string): void;
  lessonChanged(lesson: string, previous: string | undefined): void;
  lessonCompleted(lesson: Lesson, done: LessonProgress): void;
  courseCompleted(course: Course, completed: string): void;
  answered(lesson: Lesson, question: Question, response: Response, verdict: Verdict | undefined): void;
  acknowledged(lesson: Lesson, statement: Statement): void;
  connectionSeen(isOffline: boolean): void;
}
