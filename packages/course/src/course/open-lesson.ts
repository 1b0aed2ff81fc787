import type {ReactiveElement} from 'lit';
import {pickByLanguage, UgglaError, type Lesson, type Lock} from '@uggla/protocol';
import type {CourseController} from './course-controller.js';
import type {CourseHost} from './course-host.js';
import {loadKind} from './lesson-kinds.js';
import type {LessonView} from './lesson-view.js';

/** The lesson that is on the screen, from its opening to its leaving. */
export class OpenLesson {
  readonly lesson: Lesson;
  view: LessonView | undefined;
  error: UgglaError | undefined;
  /** What bars it by the server's clock and records, when the server does not open it. */
  lock: Lock | undefined;
  /** Notes beside the lesson. */
  notes: HTMLElement | undefined;
  /** Seconds in it with the page in view, this visit. */
  seconds = 0;
  readonly #host: CourseHost;
  readonly #controller: CourseController;
  readonly #abort = new AbortController();
  #startAt: number | string | undefined;

  constructor(host: CourseHost, controller: CourseController, lesson: Lesson, startAt?: number | string) {
    this.lesson = lesson;
    this.#host = host;
    this.#controller = controller;
    this.#startAt = startAt;
    void this.#load();
  }

  /** Goes to a second or a place in it, now or when it is there. */
  seek(at: number | string): void {
    if (this.view) this.view.seek?.(at);
    else this.#startAt = at;
  }

  /** Shows what went wrong in place of the lesson. */
  fail(error: UgglaError): void {
    this.error = error;
    this.#host.requestUpdate();
  }

  /** Ends requests and timers. */
  close(): void {
    this.#abort.abort();
    this.view?.close?.();
  }

  async #load(): Promise<void> {
    const {signal} = this.#abort;
    const host = this.#host;
    try {
      const [kind, {makeContext, placeOf}] = await Promise.all([loadKind(this.lesson), import('./make-context.js')]);
      const place = await placeOf(host, this.#controller, this.lesson, signal);
      if (signal.aborted) return;
      void this.#loadNotes(signal, place?.base ?? this.#controller.base);
      if (kind.styles) adopt(host, kind.styles.styleSheet);
      this.view = kind.open(makeContext(host, this.#controller, this.lesson, place));
      if (this.#startAt !== undefined) this.view.seek?.(this.#startAt);
      host.requestUpdate();
    } catch (caught) {
      if (signal.aborted) return;
      const error = UgglaError.from(caught, 'lesson-unavailable');
      this.lock = (error as {lock?: Lock}).lock;
      this.fail(error);
      host.tell(error);
    }
  }

  async #loadNotes(signal: AbortSignal, base: string): Promise<void> {
    const {lesson} = this;
    const host = this.#host;
    const chosen = lesson.notes && pickByLanguage(lesson.notes, host.languages);
    if (!chosen) return;
    try {
      const {loadProse} = await import('../article/article-lesson.js');
      this.notes = await loadProse(chosen[1], base, signal);
      host.requestUpdate();
    } catch (caught) {
      // Without its notes a lesson can still be taken.
      if (!signal.aborted) console.warn(caught);
    }
  }
}

/** Gives the course styles that came later. */
export function adopt(host: ReactiveElement, sheet: CSSStyleSheet | undefined): void {
  const root = host.renderRoot as ShadowRoot;
  if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
