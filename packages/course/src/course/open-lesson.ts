import type {ReactiveElement} from 'lit';
import {pickByLanguage, type Lesson, type UgglaError} from '@uggla/protocol';
import {loadKind} from './lesson-kinds.js';
import type {LessonContext, LessonView} from './lesson-view.js';

/** The lesson that is on the screen, from its opening to its leaving. */
export class OpenLesson {
  readonly lesson: Lesson;
  view: LessonView | undefined;
  error: UgglaError | undefined;
  /** Notes beside the lesson. */
  notes: HTMLElement | undefined;
  /** Seconds in it with the page in view, this visit. */
  seconds = 0;
  readonly #context: LessonContext;
  readonly #abort = new AbortController();
  #startAt: number | undefined;

  constructor(context: LessonContext, startAt?: number) {
    this.lesson = context.lesson;
    this.#context = context;
    this.#startAt = startAt;
    void this.#load();
  }

  /** Goes to a second of its media, now or when it is there. */
  seek(time: number): void {
    if (this.view) this.view.seek?.(time);
    else this.#startAt = time;
  }

  /** Shows what went wrong in place of the lesson. */
  fail(error: UgglaError): void {
    this.error = error;
    this.#context.host.requestUpdate();
  }

  /** Ends requests and timers. */
  close(): void {
    this.#abort.abort();
    this.view?.close?.();
  }

  async #load(): Promise<void> {
    const {signal} = this.#abort;
    const {host} = this.#context;
    void this.#loadNotes(signal);
    try {
      const kind = await loadKind(this.lesson);
      if (signal.aborted) return;
      if (kind.styles) adopt(host, kind.styles.styleSheet);
      this.view = kind.open(this.#context);
      if (this.#startAt !== undefined) this.view.seek?.(this.#startAt);
      host.requestUpdate();
    } catch (caught) {
      if (!signal.aborted) this.#context.fail(caught);
    }
  }

  async #loadNotes(signal: AbortSignal): Promise<void> {
    const {lesson, base, languages, host} = this.#context;
    const chosen = lesson.notes && pickByLanguage(lesson.notes, languages);
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

function adopt(host: ReactiveElement, sheet: CSSStyleSheet | undefined): void {
  const root = host.renderRoot as ShadowRoot;
  if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
