import {EventBase} from '@uggla/core/event-base.js';
import type {Course, Lesson, LessonProgress, Question, Response, Statement} from '@uggla/protocol';

/** Another lesson is shown: the person chose it, or `goTo` was called. */
export class LessonChangeEvent extends EventBase {
  /** Id of the lesson. */
  readonly lesson: string;
  /** Id of the lesson before; `undefined` when there was none. */
  readonly previous: string | undefined;

  constructor(lesson: string, previous: string | undefined) {
    super('uggla-lesson-change');
    this.lesson = lesson;
    this.previous = previous;
  }
}

/** A lesson was completed by its own rule. */
export class LessonCompleteEvent extends EventBase {
  /** Id of the lesson. */
  readonly lesson: string;
  readonly kind: Lesson['kind'];
  /** What was done in it. */
  readonly progress: LessonProgress;

  constructor({id, kind}: Lesson, progress: LessonProgress) {
    super('uggla-lesson-complete');
    this.lesson = id;
    this.kind = kind;
    this.progress = progress;
  }
}

/** All that the course asks for is done. */
export class CourseCompleteEvent extends EventBase {
  /** IRI of the course. */
  readonly course: string;
  readonly version: string;
  /** When it was completed. */
  readonly completed: string;

  constructor({id, version}: Pick<Course, 'id' | 'version'>, completed: string) {
    super('uggla-course-complete');
    this.course = id;
    this.version = version;
    this.completed = completed;
  }
}

/** A question was answered and judged. */
export class AnswerEvent extends EventBase {
  /** Id of the lesson. */
  readonly lesson: string;
  /** Id of the question. */
  readonly question: string;
  readonly response: Response;
  /** `undefined` when it could not be judged. */
  readonly right: boolean | undefined;
  /** 0 to 1. */
  readonly score: number | undefined;
  readonly evaluatedBy: 'server' | 'client' | undefined;

  constructor(
    lesson: string,
    question: Question,
    response: Response,
    verdict: {right: boolean; score: number; evaluatedBy: 'server' | 'client'} | undefined,
  ) {
    super('uggla-answer');
    this.lesson = lesson;
    this.question = question.id;
    this.response = response;
    this.right = verdict?.right;
    this.score = verdict?.score;
    this.evaluatedBy = verdict?.evaluatedBy;
  }
}

/** A document was acknowledged or accepted. */
export class AcknowledgeEvent extends EventBase {
  /** Id of the lesson. */
  readonly lesson: string;
  readonly statement: Statement;
  readonly sha256: string;
  readonly version: string;
  /** The name that was typed. */
  readonly name: string;

  constructor(lesson: string, statement: Statement, signed: {sha256: string; version: string; name: string}) {
    super('uggla-acknowledge');
    this.lesson = lesson;
    this.statement = statement;
    this.sha256 = signed.sha256;
    this.version = signed.version;
    this.name = signed.name;
  }
}
