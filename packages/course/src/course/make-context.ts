import {UgglaError, type Lesson, type Statement} from '@uggla/protocol';
import {lockedLessons} from '@uggla/protocol/locked.js';
import type {CourseController} from './course-controller.js';
import type {CourseHost} from './course-host.js';
import type {LessonPlace} from './lesson-place.js';
import type {LessonContext} from './lesson-view.js';
import {lessonShare} from './lesson-state.js';

/** Where the files of a locked lesson lie: a server gives them to whom it opens the lesson. Those of all others lie with the course. */
export async function placeOf(
  host: CourseHost,
  {course, session}: CourseController,
  lesson: Lesson,
  signal: AbortSignal,
): Promise<LessonPlace | undefined> {
  const records = session?.records;
  if (!course || !lockedLessons(course).has(lesson.id)) return undefined;
  if (records?.connections.includes('server')) {
    const {openPlace} = await import('./lesson-place.js');
    const place = await openPlace(host.serverAddress, {lesson, session: session!, records, signal});
    if (place) return place;
  }
  if (lesson.kind === 'quiz' && lesson.questions.length === 0)
    throw new UgglaError('lesson-locked', `The server of this course gives the questions of "${lesson.id}" itself`, {
      cure: 'Set `endpoint` to the address of that server, and let the records go there.',
    });
  return undefined;
}

/** What one lesson may know and do. It speaks for that lesson alone, also when another one is shown by then. */
export function makeContext(
  host: CourseHost,
  controller: CourseController,
  lesson: Lesson,
  place?: LessonPlace,
): LessonContext {
  const session = controller.session!;
  const isCurrent = () => controller.open?.lesson.id === lesson.id && controller.session === session;
  /** What the course shows of how far the lesson is. */
  const look = () => `${controller.standing(lesson).standing} ${percent(lessonShare(lesson, session.done(lesson.id)))}`;
  const context: LessonContext = {
    host,
    course: place?.course ?? controller.course!,
    lesson: (place?.lesson ?? lesson) as LessonContext['lesson'],
    published: controller.base,
    get base() {
      return place?.base ?? this.published;
    },
    renew: place && (async () => void (place.base = await place.renew())),
    seed: session.progress.registration ?? session.progress.enrolled,
    words: host.words,
    records: session.records,
    get mode() {
      return controller.mode;
    },
    get done() {
      return session.done(lesson.id);
    },
    get frame() {
      if (host.frameUrl) return host.frameUrl;
      throw new UgglaError('frame-unnamed', 'Nobody said where frame.html lies', {
        cure: 'Use the bundle, or set the attribute `frame` to the address of its frame.html.',
      });
    },
    get isDark() {
      return host.isDark;
    },
    get languages() {
      return host.languages;
    },
    get seconds() {
      return isCurrent() ? (controller.open?.seconds ?? 0) : 0;
    },
    get next() {
      const {next} = isCurrent() ? controller.neighbours : {};
      return next && controller.standing(next).standing !== 'locked' ? next : undefined;
    },
    notebook: () => controller.tools!.notebook(),
    goOn(automatic) {
      const {next} = context;
      if (!next) return;
      const shown = automatic && !host.matches(':focus-within') ? controller.goTo(next.id) : host.show(next.id);
      shown.catch((error: unknown) => host.tell(error));
    },
    text: (text) => host.textOf(text),
    update(done) {
      const before = look();
      session.update(lesson, done, context.seconds);
      if (look() !== before || 'passed' in done || 'signed' in done) host.requestUpdate();
    },
    record: (make) => session.record(make) as Statement | undefined,
    async grade(question, response, more = {}) {
      if (!controller.grade) throw new UgglaError('grade-unavailable', 'The course is gone');
      return controller.grade({item: lesson.id, question, response, ...more});
    },
    answered: (question, response, verdict) => host.answered(lesson, question, response, verdict),
    acknowledged: (statement) => host.acknowledged(lesson, statement),
    announce: (sentence) => host.announce(sentence),
    fail(caught) {
      const error = UgglaError.from(caught, 'lesson-unavailable');
      if (isCurrent()) controller.open?.fail(error);
      host.tell(error);
    },
  };
  return context;
}

function percent(share: number): number {
  return Math.round(share * 100);
}
