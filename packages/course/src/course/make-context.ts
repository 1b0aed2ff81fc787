import {UgglaError, type Lesson, type Statement} from '@uggla/protocol';
import type {CourseController} from './course-controller.js';
import type {CourseHost} from './course-host.js';
import type {LessonContext} from './lesson-view.js';
import {lessonShare} from './lesson-state.js';

/** What one lesson may know and do. It speaks for that lesson alone, also when another one is shown by then. */
export function makeContext(host: CourseHost, controller: CourseController, lesson: Lesson): LessonContext {
  const course = controller.course!;
  const session = controller.session!;
  const isCurrent = () => controller.open?.lesson.id === lesson.id && controller.session === session;
  /** What the course shows of how far the lesson is. */
  const look = () => `${controller.standing(lesson).standing} ${percent(lessonShare(lesson, session.done(lesson.id)))}`;
  const context: LessonContext = {
    host,
    course,
    lesson: lesson as LessonContext['lesson'],
    base: controller.base,
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
