import {
  courseShare,
  newId,
  UgglaError,
  type Actor,
  type Course,
  type CourseProgress,
  type Statement,
} from '@uggla/protocol';
import type {Connection, Delivery, VisitMode} from '../connection.js';
import {localHomePage} from '../home-page.js';
import {verdictOf} from '@uggla/protocol/verdict.js';
import {findApi, type Search, type ScormVersion} from './find-api.js';
import {interactionOf} from './interaction.js';
import {ScormApi} from './scorm-api.js';
import {packProgress, unpackProgress} from './suspend-data.js';

/** An LMS is asked to keep what changes with each second no more often: many do it while the page stands still. */
const COMMIT_EVERY_MS = 30_000;

/** Some LMSs put their object into the page a moment after ours is there. */
const WAIT_MS = 3000;

/** What `cmi.suspend_data` holds: 1.2 promises 4,096 characters, 2004 64,000 since its third edition, 4,000 before. */
const ROOM: Readonly<Record<ScormVersion, readonly number[]>> = {'1.2': [4096], '2004': [64_000, 4000]};

/** Since when, and how far the interactions are, for each LMS: more than one course may come and go in a page. */
interface Session {
  api: ScormApi;
  openedAt: number;
  interactions: number;
  /** Ids of statements that it was told of: what comes again, since it did not keep it, is not told twice. */
  told: Set<string>;
  /** Ends it with the page, whether a course is in it by then or not. */
  end(): void;
}
const sessions = new WeakMap<object, Session>();

/** What a SCORM connection needs. */
export interface ScormSettings {
  course: Course;
  /** The one version to look for; both when not given. */
  version?: ScormVersion | undefined;
  /** Hears of what is no failure but must be known. */
  tell(error: UgglaError): void;
  /** The window from which the LMS is looked for. */
  window?: Window;
  waitMs?: number;
}

/**
 * An LMS that speaks SCORM. Its run-time answers at once, so what the page knows is handed over even while it is being
 * closed. The progress is `cmi.suspend_data`; the outline of it is status, score, time and interactions.
 */
export class ScormConnection implements Connection {
  readonly name = 'scorm';
  readonly address = '';
  readonly #settings: ScormSettings;
  #session: Session | undefined;
  #learner: Actor | undefined;
  #mode: VisitMode = 'normal';
  #attempt: string | undefined;
  #noted: CourseProgress | undefined;
  #milestone = '';
  #committedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isShort = false;

  constructor(settings: ScormSettings) {
    this.#settings = settings;
  }

  /** The attempt, as the LMS counts them: one that begins anew has nothing to do with what this browser kept of another. */
  get attempt(): string | undefined {
    return this.#attempt;
  }

  get mode(): VisitMode {
    return this.#mode;
  }

  get languages(): readonly string[] {
    const language = this.#session?.api.get('language');
    return language ? [language] : [];
  }

  keepLanguage(language: string): void {
    if (this.#session?.api.set('language', language)) this.#commitQuietly();
  }

  /** @throws {@link UgglaError} `records-lms-missing`, `records-lms-refused`. */
  async learner(): Promise<Actor> {
    this.#learner ??= this.#open(await this.#find());
    return this.#learner;
  }

  send(statements: readonly Statement[]): Promise<Delivery> {
    return attempt(() => {
      const told = this.#mode === 'normal' ? statements.filter((one) => this.#tellOf(one)) : [];
      if (told.length > 0) this.#commit(this.#session!.api);
      return {confirmed: statements.map(({id}) => id), refused: []};
    });
  }

  /** An LMS keeps no statements. */
  read(): Promise<Statement[]> {
    return Promise.resolve([]);
  }

  load(): Promise<CourseProgress> {
    return attempt(() => {
      const {course, tell} = this.#settings;
      const found = unpackProgress(course, this.#session!.api.get('state'));
      if (found && !found.whole) {
        tell(
          new UgglaError('records-lms-state-cut', 'The LMS gave back only a part of what was kept for it', {
            cure: 'Its setting for the length of suspend data is too low, or it changes the text. What this browser knows is used.',
          }),
        );
      }
      if (found?.whole) return {...found.progress, version: course.version};
      const enrolled = new Date().toISOString();
      return {version: course.version, enrolled, registration: this.#attempt!, lessons: {}};
    });
  }

  save(_course: string, progress: CourseProgress): Promise<void> {
    return attempt(() => this.#keep(progress));
  }

  keep(progress: CourseProgress): void {
    this.#noted = progress;
    try {
      this.#keep(progress);
    } catch {
      // `save` meets the same trouble a moment later, and is tried again.
    }
  }

  settle(): Promise<void> {
    return attempt(() => this.#commit(this.#session!.api));
  }

  close(): void {
    removeEventListener('pagehide', this.#commitQuietly);
    removeEventListener('pageshow', this.#onShow);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#timer);
    this.#commitQuietly();
  }

  async #find(): Promise<NonNullable<Search['found']>> {
    const {window: start = window, version, waitMs = WAIT_MS} = this.#settings;
    const until = performance.now() + waitMs;
    for (;;) {
      const {found, looked} = findApi(start, version);
      if (found) return found;
      if (performance.now() >= until) {
        throw new UgglaError('records-lms-missing', `No LMS was found. ${looked}`, {
          cure: 'Open the course from the LMS. A package that lies on another web site than the LMS cannot reach it.',
        });
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #open({api: object, version}: NonNullable<Search['found']>): Actor {
    const known = sessions.get(object);
    const api = known?.api ?? new ScormApi(version, object);
    if (!known) {
      api.initialize();
      sessions.set(object, {
        api,
        openedAt: performance.now(),
        interactions: Number(api.get('cmi.interactions._count')) || 0,
        told: new Set(),
        end: () => api.terminate(),
      });
    }
    this.#session = sessions.get(object)!;
    this.#mode = modeOf(api);
    const {course} = this.#settings;
    const state = api.get('state');
    this.#attempt = unpackProgress(course, state)?.progress.registration ?? newId();
    api.set('exit', 'suspend'); // from the start: a page that is killed must not end the attempt
    if (state === '' && this.#mode === 'normal') {
      const enrolled = new Date().toISOString();
      api.set(
        'state',
        packProgress(course, {version: course.version, enrolled, registration: this.#attempt, lessons: {}}, 4096).text,
      );
    }
    if (this.#isRecorded && /^(not attempted|unknown|)$/.test(api.get('completion')))
      api.set('completion', 'incomplete');
    this.#commitQuietly();
    addEventListener('pagehide', this.#commitQuietly);
    removeEventListener('pagehide', this.#session.end); // after all that this course still has to say
    addEventListener('pagehide', this.#session.end);
    addEventListener('pageshow', this.#onShow);
    document.addEventListener('visibilitychange', this.#onVisibility);
    const name = api.get('learnerName');
    return {
      objectType: 'Agent',
      ...(name ? {name} : {}),
      account: {homePage: localHomePage(), name: api.get('learner') || 'unknown'},
    };
  }

  get #isRecorded(): boolean {
    return this.#mode === 'normal' && this.#session?.api.get('credit') !== 'no-credit';
  }

  #keep(progress: CourseProgress): void {
    const {api} = this.#session!;
    if (this.#mode !== 'normal') return;
    if (!api.isOpen) return void api.commit(); // says that it is closed
    this.#writeState(api, progress);
    if (this.#isRecorded) this.#writeResult(api, progress);
    const milestone = JSON.stringify([
      progress.lesson,
      progress.completed,
      verdictOf(this.#settings.course, progress),
      Object.values(progress.lessons).filter(({completed}) => completed).length,
    ]);
    const isDue = milestone !== this.#milestone || performance.now() - this.#committedAt >= COMMIT_EVERY_MS;
    this.#milestone = milestone;
    if (isDue) this.#commit(api);
    else this.#timer ??= setTimeout(this.#commitQuietly, COMMIT_EVERY_MS);
  }

  #writeState(api: ScormApi, progress: CourseProgress): void {
    const [most, less] = ROOM[api.version];
    const packed = packProgress(this.#settings.course, {...progress, registration: this.#attempt!}, most!);
    if (!api.set('state', packed.text)) {
      // An old edition, with less room, or an LMS that is out of order: then this fails too.
      api.mustSet(
        'state',
        less === undefined
          ? packed.text
          : packProgress(this.#settings.course, {...progress, registration: this.#attempt!}, less).text,
      );
    }
    if (progress.lesson !== undefined) api.set('location', progress.lesson.slice(0, 255));
    if (packed.short && !this.#isShort) {
      this.#isShort = true;
      this.#settings.tell(
        new UgglaError(
          'records-lms-state-full',
          `The LMS has no room for all of the progress: ${packed.short.length} lessons are kept in part`,
          {
            cure: 'What is done is kept. On another device some lessons that were only begun start from the beginning; SCORM 2004 and cmi5 have room enough.',
          },
        ),
      );
    }
  }

  #writeResult(api: ScormApi, progress: CourseProgress): void {
    const {course} = this.#settings;
    const mastery = Number.parseFloat(api.get('mastery'));
    const {score, success} = verdictOf(course, progress, Number.isFinite(mastery) ? mastery : undefined);
    if (score !== undefined) {
      api.set('min', 0);
      api.set('max', 100);
      api.set('raw', Math.round(score * 10_000) / 100);
      api.set('scaled', score);
    }
    const {done, total} = courseShare(course, progress);
    if (total > 0)
      api.set('share', progress.completed === undefined ? Math.round((done / total) * 10_000) / 10_000 : 1);
    // Never back: what an LMS has as done stays done, also when a new version has more lessons.
    if (api.version === '2004') {
      if (progress.completed !== undefined) api.mustSet('completion', 'completed');
      if (success !== undefined && api.get('success') !== 'passed') api.set('success', success ? 'passed' : 'failed');
    } else if (api.get('completion') !== 'passed') {
      // One word for both: a test that is passed says more than that all was seen.
      if (progress.completed !== undefined)
        api.mustSet('completion', success === undefined ? 'completed' : success ? 'passed' : 'failed');
      else if (success === false) api.set('completion', 'failed');
    }
  }

  /** Whether the LMS was told anything, now or before. */
  #tellOf(statement: Statement): boolean {
    const session = this.#session!;
    if (!session.api.isOpen) session.api.commit(); // throws
    const fields = interactionOf(statement, session.api.version);
    if (!fields) return false;
    if (session.told.has(statement.id)) return true;
    const at = `cmi.interactions.${session.interactions}` as const;
    const [[, id], ...others] = fields as [Interaction, ...Interaction[]];
    if (!session.api.set(`${at}.id`, id)) return false; // interactions are optional in 1.2
    session.interactions += 1;
    session.told.add(statement.id);
    for (const [field, value] of others) session.api.set(`${at}.${field}`, value);
    return true;
  }

  #commit(api: ScormApi): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    api.set('time', duration((performance.now() - this.#session!.openedAt) / 1000, api.version));
    api.commit();
    this.#committedAt = performance.now();
  }

  /** Also when the page goes: the course has saved by then, since it listens for the same and was there first. */
  readonly #commitQuietly = (): void => {
    const api = this.#session?.api;
    try {
      if (api?.isOpen) this.#commit(api);
    } catch {
      this.#committedAt = -Infinity; // the next saving tries again, and says so
    }
  };

  readonly #onVisibility = (): void => {
    if (document.visibilityState === 'hidden') this.#commitQuietly();
  };

  /** The page comes back as it was: few LMSs begin a session twice. */
  readonly #onShow = ({persisted}: PageTransitionEvent): void => {
    if (!persisted || !this.#session) return;
    try {
      this.#session.api.initialize();
      this.#session.openedAt = performance.now();
      this.#session.api.set('exit', 'suspend');
      if (this.#noted) this.#keep(this.#noted);
    } catch (caught) {
      this.#settings.tell(UgglaError.from(caught, 'records-lms-refused'));
    }
  };
}

type Interaction = readonly [field: string, value: string];

/** `not credit` is no mode: it is played as ever, and no result is told. */
function modeOf(api: ScormApi): VisitMode {
  const mode = api.get('mode');
  return mode === 'browse' || mode === 'review' ? mode : 'normal';
}

/** 1.2: `0001:02:03.45`; 2004: `PT3723.45S`. */
function duration(seconds: number, version: ScormVersion): string {
  const rounded = Math.round(seconds * 100) / 100;
  if (version === '2004') return `PT${rounded}S`;
  const [hours, minutes] = [Math.floor(rounded / 3600), Math.floor(rounded / 60) % 60];
  return [
    String(hours).padStart(4, '0'),
    String(minutes).padStart(2, '0'),
    (rounded % 60).toFixed(2).padStart(5, '0'),
  ].join(':');
}

/** What is done at once, as a promise that rejects with what was thrown. */
async function attempt<T>(work: () => T): Promise<T> {
  await Promise.resolve();
  return work();
}
