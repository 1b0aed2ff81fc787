import {html, type PropertyValues} from 'lit';
import {property, state} from 'lit/decorators.js';
import {
  baseStyles,
  LocalizeController,
  registeredFrame,
  safeUrl,
  UgglaElement,
  UgglaErrorEvent,
  warnOnce,
} from '@uggla/core';
import type {AuthorizationHook} from '@uggla/core/records/connections.js';
import type {RecordsSettings} from '@uggla/core/records/open-records.js';
import {
  pickByLanguage,
  UgglaError,
  type Actor,
  type Course,
  type CourseProgress,
  type Lesson,
  type LessonProgress,
  type Question,
  type Response,
  type Statement,
  type Text,
} from '@uggla/protocol';
import {AcknowledgeEvent, AnswerEvent, CourseCompleteEvent, LessonChangeEvent, LessonCompleteEvent} from '../events.js';
import {en} from '../locales/en.js';
import {es} from '../locales/es.js';
import {more} from '../locales/more.js';
import type {Verdict} from '../quiz/grader.js';
import {CourseController} from './course-controller.js';
import {renderCourse} from './course-frame.js';
import type {CourseHost} from './course-host.js';
import {courseStyles} from './course-styles.js';
import type {CourseMode} from './lesson-view.js';
import {outlineStyles} from './outline-styles.js';

/**
 * A course: its sections and lessons, the lesson on the screen, and the records of what was done. Lessons are films,
 * recordings, texts, books, quizzes, documents to accept, guides and pages of others; each is complete by its own rule,
 * by what was really watched, read, answered or signed.
 *
 * @example
 * ```html
 * <uggla-course src="courses/welcome/course.json"></uggla-course>
 * ```
 * @fires {UgglaReadyEvent} uggla-ready - The course is loaded and can be used.
 * @fires {UgglaErrorEvent} uggla-error - The course, a lesson or a record failed.
 * @fires {UgglaRecordEvent} uggla-record - A statement is safe in the outbox.
 * @fires {LessonChangeEvent} uggla-lesson-change - Another lesson is shown.
 * @fires {LessonCompleteEvent} uggla-lesson-complete - A lesson was completed.
 * @fires {CourseCompleteEvent} uggla-course-complete - All that the course asks for is done.
 * @fires {AnswerEvent} uggla-answer - A question was answered and judged.
 * @fires {AcknowledgeEvent} uggla-acknowledge - A document was acknowledged or accepted.
 * @slot discussion - Under each lesson that is open; the page follows `uggla-lesson-change` to show the lesson's own.
 * @csspart nav - The outline of sections and lessons.
 * @csspart lesson-link - The button of one lesson in the outline.
 * @csspart lesson - The lesson on the screen.
 * @csspart feed - The micro-lessons, one above the other.
 * @csspart slide - One of them.
 * @csspart exit - Ends the visit and goes back to the LMS that launched it.
 * @csspart next - Goes to the next lesson.
 * @csspart previous - Goes to the previous lesson.
 * @csspart progress - How far the course is.
 * @csspart quiz - The form of a quiz, or of a question in a film.
 * @csspart question - One question.
 * @csspart choice - One choice of a question, or the control that takes its answer.
 * @csspart submit - Hands the answers in.
 * @csspart retry - Starts a quiz again.
 * @csspart continue - Lets the film go on after a question.
 * @csspart name - Takes the name of who accepts a document.
 * @csspart accept - Accepts a document.
 * @csspart book - The frame of a book or document.
 * @csspart previous-page - Turns a book's page back.
 * @csspart next-page - Turns a book's page.
 * @csspart book-search-button - Opens the search in a book.
 * @csspart book-search-input - Takes what is looked for in it.
 * @csspart book-search-result - A place in the book that was found.
 * @csspart highlight - Highlights what is selected in a book.
 * @csspart unmark - Takes a highlight away.
 * @csspart embed - The frame of a page of others.
 * @csspart into - Leads into that frame, for who walks by arrows.
 * @csspart launch - Opens a cmi5 unit in a window of its own, or again.
 * @csspart search-button - Opens the search.
 * @csspart language - Chooses among the languages of the course, where the element has no `lang` of its own.
 * @csspart search - The search and what it found.
 * @csspart search-input - Takes what is searched for.
 * @csspart search-result - A place that was found.
 * @csspart notes-button - Opens the learner's own notes.
 * @csspart my-notes - These notes, bookmarks and highlights.
 * @csspart note-input - Takes a note.
 * @csspart note-add - Adds it.
 * @csspart bookmark - Marks the place.
 * @csspart annotation - A note, bookmark or highlight.
 * @csspart note-edit - Changes it.
 * @csspart note-remove - Deletes it.
 * @csspart notes-export - Hands all of them out as a file.
 * @csspart repeat - Goes to the first micro-lesson that is to be repeated.
 * @csspart recall - Asks whether a micro-lesson is remembered.
 * @csspart recall-yes - It is.
 * @csspart recall-no - It is not.
 * @csspart certificate - The certificate that the server gave.
 * @csspart note - A quiet sentence: why a jump was put back, that records wait for the network.
 * @csspart error - What went wrong.
 * @cssprop [--uggla-accent=#0b57a4] - Colour of what can be done and of progress.
 * @cssprop [--uggla-accent-text=#fff] - Text on it.
 * @cssprop [--uggla-surface=#fff] - Ground.
 * @cssprop [--uggla-surface-2=#f3f5f7] - Second ground.
 * @cssprop [--uggla-text=#1b1f24] - Text.
 * @cssprop [--uggla-text-2=#525b66] - Second text.
 * @cssprop [--uggla-line=#d4dae0] - Lines.
 * @cssprop [--uggla-radius=0.5em] - Roundness of boxes.
 * @cssprop [--uggla-font=inherit] - Font.
 */
export class UgglaCourse extends UgglaElement implements CourseHost {
  static override styles = [baseStyles, courseStyles, outlineStyles];

  /** How somebody stands in a course, for a campus. @internal */ static readonly rules = async () =>
    (await import('../own/standing.js')).standingOf;
  /** Id of the lesson that is shown. Setting it shows another one. */
  @property({reflect: true, useDefault: true}) lesson = '';

  /**
   * Where records go: `auto` (the LMS that launched the page, else `server` when there is an endpoint, else `local`), `cmi5`,
   * `scorm`, `server`, `xapi`, `local`, `none`. Several, separated by spaces, get all of them.
   */
  @property({useDefault: true}) records = 'auto';

  /** Address of our server (`server`), or of a record store above `statements` (`xapi`). */
  @property({useDefault: true}) endpoint = '';

  /** `normal`; `browse` and `review` show everything and record no results. */
  @property({useDefault: true}) mode: CourseMode = 'normal';

  /** Address of `frame.html`, in which books and foreign pages are shown; the bundle knows its own. */
  @property({useDefault: true}) frame = '';

  /** Who the person is, as an xAPI agent with an account; needed for `xapi`, optional for `local`. */
  @property({attribute: false}) learner: Actor | undefined;

  /** Gives the value of the `authorization` header for each request to the endpoint. */
  @property({attribute: false}) authorization: AuthorizationHook | undefined;

  /** The course's words. */
  readonly words = new LocalizeController(this, {en, es}, more, (all) => all.course);

  readonly #course = new CourseController(this);
  @state() private _sentence = '';
  @state() private _isOffline = false;

  /** What was done so far; `undefined` until the course is loaded. A copy: changing it changes nothing. */
  get progress(): CourseProgress | undefined {
    const progress = this.#course.session?.progress;
    return progress && structuredClone(progress);
  }

  /**
   * Shows a lesson, or the first of a block; with `time`, at that second of its media; with `place`, at that place of its
   * book (EPUB CFI, address of a chapter, page of a PDF), or where its text says that. Before the course is loaded it
   * waits for it. Rejects with `lesson-unknown` when there is no such lesson.
   */
  async goTo(id: string, {time, place}: {time?: number | undefined; place?: string | undefined} = {}): Promise<void> {
    await this.#course.goTo(id, time ?? place);
    await this.updateComplete;
  }

  /** Ends the visit: what waits is sent, the LMS is told, and the page goes where the LMS wants the person, if it said where. */
  exit(): Promise<void> {
    return this.#course.exit();
  }

  /** Resolves when each receiver has confirmed all that was recorded until now; at once where records stay here. */
  async drained(): Promise<void> {
    await this.#course.session?.drained();
  }

  /** The statements that this browser holds for this course: all of a `local` course, else those not yet confirmed. */
  async exportRecords(): Promise<Statement[]> {
    return (await this.#course.session?.records?.exportRecords()) ?? [];
  }

  protected override get fileLanguages(): readonly string[] {
    return this.#course?.course?.languages ?? [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('mode') && this.mode !== this.visitMode) {
      warnOnce(this, `mode="${this.mode}" is none of normal, browse, review`);
    }
  }

  protected override render() {
    return html`
      ${renderCourse(this.#course, this, this._isOffline)}
      <div class="visually-hidden" role="status" aria-live="polite" lang=${this.words.locale}>${this._sentence}</div>
    `;
  }

  /** A person chose a lesson: it is shown and its heading gets the focus. @internal */
  async show(id: string, at?: number | string): Promise<void> {
    await this.#course.goTo(id, at);
    await this.updateComplete;
    const heading = this.renderRoot.querySelector<HTMLElement>('.lesson-head h3');
    heading?.focus({preventScroll: true});
    heading?.scrollIntoView({block: 'nearest'});
  }

  // What the controller and the lessons need; see CourseHost.

  /** @internal */
  get settingsKey(): string {
    return [
      this.src,
      this.records,
      this.endpoint,
      this.visitMode,
      this.learner?.account?.name ?? this.learner?.mbox ?? '',
    ].join('\n');
  }

  /** @internal */
  get visitMode(): CourseMode {
    return ['browse', 'review'].includes(this.mode) ? this.mode : 'normal';
  }

  /** @internal */
  get courseUrl(): string | undefined {
    return this.sourceUrl;
  }

  /** @internal */
  get serverAddress(): string {
    return (this.endpoint && safeUrl(this.endpoint, this.baseURI, 'fetch')?.replace(/\/+$/, '')) || '';
  }

  /** @internal */
  get frameUrl(): string | undefined {
    return safeUrl(this.frame || registeredFrame(), this.baseURI, 'fetch');
  }

  /** @internal */
  get isDark(): boolean {
    if (this.theme === 'dark' || this.theme === 'light') return this.theme === 'dark';
    const scheme = getComputedStyle(this).colorScheme;
    return scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
  }

  /** @internal */
  recordsSettings(definition: Course): RecordsSettings {
    const {records, endpoint, learner} = this;
    // Asked of the element each time: a page may set its function late, or another one.
    return {
      course: definition.id,
      definition,
      records,
      endpoint,
      learner,
      authorization: () => this.authorization?.(),
      host: this,
    };
  }

  /** @internal */
  textOf(text: Text | undefined): string {
    return this.text(text);
  }

  /** The language of a text as it is shown; `undefined` where it is that of the words around it. @internal */
  languageOf(text: Text | undefined): string | undefined {
    const language = typeof text === 'object' ? pickByLanguage(text, this.languages)?.[0] : this.fileLanguages[0];
    return language === this.words.language ? undefined : language;
  }

  /** @internal */
  became(status: 'idle' | 'loading' | 'ready' | 'failed', error?: unknown): void {
    this._isOffline = false;
    if (status === 'loading') this.begin();
    else if (status === 'ready') this.ready();
    else if (status === 'failed') this.fail(error, 'course-unavailable');
    else this.reset();
  }

  /** @internal */
  tell(error: unknown): void {
    this.dispatchEvent(new UgglaErrorEvent(UgglaError.from(error, 'lesson-unavailable')));
  }

  /** @internal */
  warn(message: string): void {
    warnOnce(this, message);
  }

  /** @internal */
  announce(sentence: string): void {
    // The same sentence again is no change: a space more makes readers say it again.
    this._sentence = this._sentence === sentence ? `${sentence}\u00a0` : sentence;
  }

  /** @internal */
  lessonChanged(lesson: string, previous: string | undefined): void {
    this.dispatchEvent(new LessonChangeEvent(lesson, previous));
  }

  /** @internal */
  lessonCompleted(lesson: Lesson, done: LessonProgress): void {
    this.announce(this.words.term('lessonComplete', this.text(lesson.title)));
    this.dispatchEvent(new LessonCompleteEvent(lesson, done));
    this.requestUpdate();
  }

  /** @internal */
  courseCompleted(course: Course, completed: string): void {
    this.announce(this.words.term('courseComplete'));
    this.dispatchEvent(new CourseCompleteEvent(course, completed));
    this.requestUpdate();
  }

  /** @internal */
  answered(lesson: Lesson, question: Question, response: Response, verdict: Verdict | undefined): void {
    this.dispatchEvent(new AnswerEvent(lesson.id, question, response, verdict));
  }

  /** @internal */
  acknowledged(lesson: Lesson, statement: Statement): void {
    const signed = this.#course.session?.done(lesson.id).signed;
    if (signed) this.dispatchEvent(new AcknowledgeEvent(lesson.id, statement, signed));
  }

  /** @internal */
  connectionSeen(isOffline: boolean): void {
    if (this._isOffline && !isOffline) this.announce(this.words.term('sent'));
    this._isOffline = isOffline;
  }
}
