import type {ReactiveController} from 'lit';
import {loadJson} from '@uggla/core/load.js';
import type {Records} from '@uggla/core/records/records.js';
import {
  UgglaError,
  findItem,
  lessonsOf,
  matchLanguage,
  type Block,
  type Course,
  type CourseProgress,
  type Lesson,
} from '@uggla/protocol';
import type {Grader} from '../quiz/grader.js';
import {CourseTicker} from './course-ticker.js';
import type {CourseHost} from './course-host.js';
import {needsRenewal, standingOf, type LessonStanding} from './lesson-state.js';
import {OpenLesson} from './open-lesson.js';
import type {CourseMode} from './lesson-view.js';
import type {CourseSession, firstLesson as FirstLesson} from './session.js';
import type {CourseTools} from '../tools/course-tools.js';

/** Of a long outline so many lessons are drawn at a time. */
const DRAWN_MORE = 300;

/** Keeps a course true to its `src`: the file, the records, the progress, and the lesson on the screen. */
export class CourseController implements ReactiveController {
  course: Course | undefined;
  /** Address of the loaded course.json. */
  base = '';
  session: CourseSession | undefined;
  /** The lesson on the screen, when it is open. */
  open: OpenLesson | undefined;
  /** Id of the lesson that is shown, open or closed. */
  current: string | undefined;
  /** Groups that the server puts the person in. */
  groups: readonly string[] = [];
  grade: Grader | undefined;
  tools: CourseTools | undefined;
  /** So many lessons of the outline are drawn; at first more than a screen shows. */
  drawn = 100;

  readonly #host: CourseHost;
  readonly #ticker: CourseTicker;
  #asked = '';
  #abort = new AbortController();
  /** Calls of `goTo` that came before the course did, oldest first. */
  #waiting: {id: string; at: number | string | undefined; done: () => void; failed: (error: unknown) => void}[] = [];

  constructor(host: CourseHost) {
    this.#host = host;
    this.#ticker = new CourseTicker(() => this.#tick());
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#onHide);
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const key = this.#host.settingsKey;
    if (this.#host.isConnected && key !== this.#asked) void this.#load(key);
    else if (this.course && this.#host.lesson && this.#host.lesson !== this.current) this.#follow(this.#host.lesson);
  }

  hostUpdated(): void {
    if (!this.course || this.drawn >= lessonsOf(this.course).length) return;
    const more = () => {
      this.drawn += DRAWN_MORE;
      this.#host.requestUpdate();
    };
    requestAnimationFrame(() => setTimeout(more)); // what is drawn comes onto the screen first
  }

  hostDisconnected(): void {
    // An element that is only moved comes back within this task: its visit goes on.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#end();
    });
  }

  /** What the visit is for: an LMS decides it where there is one. */
  get mode(): CourseMode {
    return this.#modeOf(this.session?.records);
  }

  /** Loads once more what failed. */
  reload(): void {
    this.#asked = '';
    this.#host.requestUpdate();
  }

  /** Where the person stands with a lesson. */
  standing(lesson: Lesson): ReturnType<typeof standingOf> {
    if (!this.course || !this.session) return {standing: 'open' satisfies LessonStanding};
    return standingOf(this.course, lesson, this.session.progress, {
      now: new Date(),
      groups: this.groups,
      languages: this.#host.languages,
      locks: this.mode === 'normal',
      calendar: this.session.calendar,
    });
  }

  /**
   * Shows a lesson (or a block's first one), at a second or a place. Resolves when it is chosen; before the course is
   * loaded, when it is loaded.
   */
  async goTo(id: string, at?: number | string): Promise<void> {
    if (!this.course) {
      await new Promise<void>((done, failed) => this.#waiting.push({id, at, done, failed}));
      return;
    }
    const lesson = this.#lessonOf(id);
    if (!lesson) throw unknownLesson(id, this.course);
    if (lesson.id === this.current) {
      this.#host.lesson = lesson.id; // the page may have named one that is not there
      if (!this.open) this.#show(lesson, at); // its lock may have opened meanwhile
      else if (at !== undefined) this.open.seek(at);
      return;
    }
    const previous = this.current;
    this.#show(lesson, at);
    this.#host.lessonChanged(lesson.id, previous);
  }

  /** Ends the visit, and goes where the LMS wants the person. */
  async exit(): Promise<void> {
    const {session} = this;
    this.#leave();
    const address = await session?.exit();
    if (address) location.assign(address);
  }

  /** Opens the lesson on the screen once more, after it failed. */
  reopen(): void {
    const lesson = this.open?.lesson;
    if (lesson) this.#show(lesson);
  }

  /** The lessons before and after the current one. */
  get neighbours(): {previous: Lesson | undefined; next: Lesson | undefined} {
    const lessons = this.course ? lessonsOf(this.course) : [];
    const at = lessons.findIndex(({id}) => id === this.current);
    return {previous: lessons[at - 1], next: at < 0 ? undefined : lessons[at + 1]};
  }

  async #load(key: string): Promise<void> {
    const host = this.#host;
    this.#end();
    this.#asked = key;
    const {signal} = (this.#abort = new AbortController());
    if (!host.src) return host.became('idle');
    host.became('loading');
    try {
      const url = host.courseUrl;
      if (!url)
        throw new UgglaError('course-unavailable', `${host.src} is no address that can be fetched`, {file: host.src});
      const visit = loadVisit();
      const schema = visit.then(({courseSchema}) => courseSchema);
      const course = await loadJson<Course>(url, {kind: 'course', schema, signal});
      const {openRecords, CourseSession, CourseTools, makeGrader, firstLesson} = await visit;
      if (signal.aborted) return;
      const records = await openRecords(host.recordsSettings(course));
      let progress: CourseProgress | undefined;
      try {
        progress = await records?.loadProgress(signal);
      } finally {
        if (signal.aborted) records?.close();
      }
      if (signal.aborted) return;
      this.course = course;
      this.base = url;
      this.session = new CourseSession({
        course,
        records,
        progress,
        language: () => matchLanguage(course.languages, host.languages) ?? course.languages[0]!,
        mode: this.#modeOf(records),
        events: {
          lessonComplete: (lesson, done) => host.lessonCompleted(lesson, done),
          courseComplete: (completed) => host.courseCompleted(course, completed),
          failed: (error) => host.tell(error),
        },
      });
      this.tools = new CourseTools(host, this);
      this.grade = makeGrader(course, url, records, host.serverAddress);
      this.session.record((maker) => maker.initialized(), {always: true});
      void this.#loadGroups(signal);
      this.#begin(firstLesson);
      host.became('ready');
    } catch (error) {
      if (signal.aborted) return;
      this.#end();
      this.#asked = key;
      host.became('failed', error);
      for (const {failed} of this.#waiting.splice(0)) failed(error);
    }
    host.requestUpdate();
  }

  #modeOf(records: Records | undefined): CourseMode {
    const {visitMode} = this.#host;
    return visitMode === 'normal' ? (records?.mode ?? visitMode) : visitMode;
  }

  #begin(firstLesson: typeof FirstLesson): void {
    const {course, session} = this;
    if (!course || !session) return;
    const waiting = this.#waiting.splice(0);
    const asked = waiting.findLast(({id}) => this.#lessonOf(id)); // of several wishes the last one holds
    const wanted = asked?.id ?? this.#host.lesson;
    const named = wanted ? this.#lessonOf(wanted) : undefined;
    if (wanted && !named) this.#host.warn(`the course has no lesson "${wanted}"`);
    const lesson = named ?? firstLesson(course, session.progress, (one) => this.standing(one).standing !== 'locked');
    if (lesson) this.#show(lesson, asked?.at);
    this.#ticker.start();
    for (const {id, done, failed} of waiting) {
      if (this.#lessonOf(id)) done();
      else failed(unknownLesson(id, course));
    }
  }

  #follow(id: string): void {
    const lesson = this.#lessonOf(id);
    if (lesson) this.#show(lesson);
    else this.#host.warn(`the course has no lesson "${id}"`);
  }

  #lessonOf(id: string): Lesson | undefined {
    const item = this.course && findItem(this.course, id);
    return item?.kind === 'block' ? lessonsOf(item as Block)[0] : (item as Lesson | undefined);
  }

  #show(lesson: Lesson, at?: number | string): void {
    this.#leave();
    this.current = lesson.id;
    this.#host.lesson = lesson.id;
    this.#enter(lesson, at);
    this.#host.requestUpdate();
  }

  #enter(lesson: Lesson, at?: number | string): void {
    const {session} = this;
    const {standing} = this.standing(lesson);
    if (!session || standing === 'locked') return;
    session.visit(lesson.id);
    if (standing === 'due' && needsRenewal(lesson, session.done(lesson.id))) session.renew(lesson);
    session.record((maker) => maker.initialized(lesson), {always: true});
    this.open = new OpenLesson(this.#host, this, lesson, at);
  }

  #leave(): void {
    const {open, session} = this;
    if (!open || !session) return;
    open.view?.leave?.();
    session.record((maker) => maker.terminated(open.lesson, open.seconds), {always: true});
    open.close();
    this.open = undefined;
    session.save();
  }

  #end(): void {
    this.#abort.abort();
    removeEventListener('pagehide', this.#onHide);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#ticker.stop();
    this.#asked = '';
    const {session} = this;
    this.#leave();
    if (session) {
      session.record((maker) => maker.terminated(undefined, session.seconds), {always: true});
      void session.close();
    }
    this.tools?.close();
    this.session = this.course = this.grade = this.tools = this.current = undefined;
    this.groups = [];
    if (this.#host.isConnected) this.hostConnected();
  }

  #tick(): void {
    const {open, session, course} = this;
    if (!session || !course) return;
    if (open && this.standing(open.lesson).standing === 'locked') {
      this.#leave(); // its time ran out meanwhile
      this.#host.requestUpdate();
    } else if (open?.view) {
      open.seconds += 1;
      const total = session.done(open.lesson.id).seconds ?? 0;
      if (session.update(open.lesson, {seconds: total + 1}, open.seconds)) this.#host.requestUpdate();
      open.view.tick?.();
    } else if (!open && this.current) {
      const lesson = this.#lessonOf(this.current); // its lock may have opened meanwhile
      if (lesson && this.standing(lesson).standing !== 'locked') {
        this.#enter(lesson);
        this.#host.requestUpdate();
      }
    }
    this.#host.connectionSeen(session.records?.offline ?? false);
  }

  async #loadGroups(signal: AbortSignal): Promise<void> {
    const {session} = this;
    if (!session?.records?.connections.includes('server')) return;
    try {
      const authorization = await session.records.authorization('server');
      const response = await fetch(`${this.#host.serverAddress}/v1/me`, {
        signal,
        ...(authorization ? {headers: {authorization}} : {}),
      });
      const {groups} = (await response.json()) as {groups?: unknown};
      if (Array.isArray(groups)) this.groups = groups.filter((one) => typeof one === 'string');
      this.#host.requestUpdate();
    } catch {
      // Without the server nobody is in any group: its lessons stay closed until it is back.
    }
  }

  readonly #onVisibility = (): void => {
    if (document.visibilityState === 'hidden') this.session?.save();
  };

  /** The page goes: what runs is recorded as far as it came. Should it come back, the visit goes on. */
  readonly #onHide = (): void => {
    this.open?.view?.leave?.();
    this.session?.save();
  };
}

function unknownLesson(id: string, course: Course): UgglaError {
  return new UgglaError('lesson-unknown', `The course has no lesson "${id}"`, {
    cure: `It has: ${lessonsOf(course)
      .map((one) => one.id)
      .join(', ')}.`,
  });
}

async function loadVisit(): Promise<typeof import('./visit.js')> {
  try {
    return await import('./visit.js');
  } catch (cause) {
    throw new UgglaError('family-unavailable', 'The code of <uggla-course> could not be loaded as a whole', {
      cause,
      cure: 'Publish all files of the bundle, not only its entry, and allow them in script-src.',
    });
  }
}
