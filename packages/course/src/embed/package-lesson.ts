import type {Records} from '@uggla/core/records/records.js';
import {SharedDocument} from '@uggla/core/records/shared-document.js';
import {UgglaError, type Actor} from '@uggla/protocol';
import type {FramePackage, FromFrame, PackageResult} from '@uggla/protocol/frame.js';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {FrameTalk} from '../frame/frame-talk.js';
import {addressOf, renderFrame} from './render-frame.js';
import {WayIn} from './way-in.js';

export {styles} from './render-frame.js';

/** So long (milliseconds) it is heard what a package says as it goes: its window is closed without asking. */
const GOODBYE_MS = 5000;

/** Name of the State document in which a package keeps what it needs at its next visit; behind it stands the lesson's id. */
export const PACKAGE_STATE = 'https://uggla.dev/xapi/state/package/';

/** What a package keeps, and since when. */
interface Kept {
  readonly kept?: string;
  readonly at: string;
}

/**
 * A package of another maker (SCORM 1.2, 2004, H5P), inside the frame, which gives it the run-time that it looks for. What it says
 * is done counts; what it keeps is there at the next visit, on another device too.
 *
 * @throws {@link UgglaError} `embed-unavailable` when its address is none that can be shown, `package-origin` when it lies
 * where the frame could not reach it, `frame-unnamed`.
 */
export function open(context: LessonContext<'embed'>): LessonView {
  const src = addressOf(context);
  const origins = [src, context.base, context.frame].map((address) => new URL(address, document.baseURI).origin);
  if (new Set(origins).size > 1) {
    throw new UgglaError(
      'package-origin',
      `The package lies on ${origins[0]}, its course on ${origins[1]} and the frame on ${origins[2]}`,
      {
        cure: 'Publish all three on one origin, and name that frame with `frame`.',
      },
    );
  }
  return new PackageLesson(context, src);
}

class PackageLesson implements LessonView {
  readonly #context: LessonContext<'embed'>;
  readonly #src: string;
  readonly #talk: FrameTalk;
  readonly #wayIn: WayIn;
  readonly #document: SharedDocument<Kept> | undefined;
  #isLoaded = false;
  #judged: boolean | undefined;

  constructor(context: LessonContext<'embed'>, src: string) {
    this.#context = context;
    this.#src = src;
    this.#wayIn = new WayIn(
      context,
      () => true,
      () => this.#talk,
    );
    this.#judged = context.done.passed;
    if (context.mode === 'normal') this.#document = keptOf(context);
    this.#talk = new FrameTalk(
      context.frame,
      () => context.host.renderRoot.querySelector<HTMLIFrameElement>('iframe.page'),
      {
        heard: (message) => this.#hear(message),
        failed: (error) => context.fail(error),
      },
    );
    void this.#load();
  }

  render(): unknown {
    return renderFrame(this.#context, this.#talk.address, this.#wayIn, 'allow-modals allow-downloads');
  }

  close(): void {
    this.#talk.close(GOODBYE_MS);
    this.#wayIn.close();
  }

  /** Begins once it is known what was kept: here, and by every receiver that can be reached. */
  async #load(): Promise<void> {
    await this.#document?.load(() => undefined).catch(() => undefined); // a browser that keeps nothing begins anew each time
    this.#isLoaded = true;
    this.#talk.open(this.#content);
  }

  get #content(): FramePackage {
    const {course, lesson, words, mode, records, text} = this.#context;
    const {standard, mastery, data} = lesson as {standard?: string; mastery?: number; data?: string};
    const {kept, at = ''} = this.#document?.value ?? {};
    const learner = learnerOf(records?.learner);
    return {
      kind: 'package',
      standard: standard as FramePackage['standard'],
      src: this.#src,
      title: text(lesson.title),
      language: words.locale,
      learner,
      mode,
      ...(kept === undefined ? {} : {kept}),
      ...(this.#document ? {memory: {key: `${course.id} ${lesson.id} ${learner.id}`, at}} : {}),
      ...(data === undefined ? {} : {data}),
      ...(mastery === undefined ? {} : {mastery}),
    };
  }

  #hear(message: FromFrame): void {
    // A frame that was moved in the page begins anew, and says so.
    if (message.type === 'ready' && this.#isLoaded) this.#talk.open(this.#content);
    this.#wayIn.hear(message);
    if (message.type === 'opened') this.#context.update({viewed: true});
    if (message.type === 'failed') this.#context.fail(new UgglaError('embed-unavailable', message.message));
    if (message.type !== 'tracked' || this.#context.mode !== 'normal') return;
    this.#document?.save({kept: message.kept, at: new Date().toISOString()}).catch(() => undefined);
    this.#take(message.result);
  }

  #take({completed, passed, score, share}: PackageResult): void {
    const {done, lesson, seconds} = this.#context;
    // What was passed once stays so, and each verdict is told once.
    if (passed !== undefined && passed !== this.#judged && this.#judged !== true) {
      this.#judged = passed;
      this.#context.record((maker) => maker.judged(lesson, score ?? Number(passed), passed, seconds, 'client'));
    }
    const read = Math.max(done.read ?? 0, completed ? 1 : (share ?? 0));
    const best = Math.max(done.score ?? 0, score ?? 0);
    this.#context.update({
      viewed: true,
      ...(read > 0 ? {read} : {}),
      ...(score === undefined ? {} : {score: best}),
      ...(passed === undefined ? {} : {passed: passed || done.passed === true}),
    });
  }
}

/** One for each lesson of a visit: who comes back at once finds what the package said as it went. */
const documents = new WeakMap<Records, Map<string, SharedDocument<Kept>>>();

function keptOf({records, course, lesson}: LessonContext<'embed'>): SharedDocument<Kept> | undefined {
  if (!records) return undefined;
  const own = documents.get(records) ?? new Map<string, SharedDocument<Kept>>();
  documents.set(records, own);
  let document = own.get(lesson.id);
  if (!document) {
    document = new SharedDocument<Kept>({
      records,
      course: course.id,
      stateId: PACKAGE_STATE + lesson.id,
      read: readKept,
      merge: (one, other) => (one.at > other.at ? one : other),
      write: (value) => value,
    });
    own.set(lesson.id, document);
  }
  return document;
}

function readKept(value: unknown): Kept {
  const {kept, at} = (value ?? {}) as Record<string, unknown>;
  return {...(typeof kept === 'string' ? {kept} : {}), at: typeof at === 'string' ? at : ''};
}

/** A person as packages know them: what LMS's know them by, and their name. */
function learnerOf(actor: Actor | undefined): FramePackage['learner'] {
  const {account, mbox, name} = (actor ?? {}) as {account?: {name: string}; mbox?: string; name?: string};
  const id = account?.name ?? mbox?.replace('mailto:', '') ?? '';
  // Somebody whom nobody knows has a random id: no name to be greeted by.
  return {id, name: name ?? (/^[\da-f]{8}-/.test(id) ? '' : id)};
}
