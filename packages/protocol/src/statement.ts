import {toDuration} from './duration.js';
import {coveredShare, formatSegments, type Range, thousandths} from './ranges.js';
import {activityId} from './tree.js';
import type {Course, Lesson, Text} from './types.js';

/** An xAPI agent. */
export interface Actor {
  objectType?: 'Agent';
  name?: string;
  account?: {homePage: string; name: string};
  mbox?: string;
}

/** Text in several languages, as xAPI has it. */
export type LanguageMap = Record<string, string>;

/** An xAPI verb. */
export interface Verb {
  id: string;
  display: LanguageMap;
}

/** What a statement is about. */
export interface ActivityObject {
  objectType?: 'Activity';
  id: string;
  definition?: {
    type?: string;
    name?: LanguageMap;
    description?: LanguageMap;
    interactionType?: string;
    extensions?: Record<string, unknown>;
  };
}

/** Another statement, by its id. */
export interface StatementRef {
  objectType: 'StatementRef';
  id: string;
}

/** What came out. */
export interface Result {
  score?: {scaled?: number; raw?: number; min?: number; max?: number};
  success?: boolean;
  completion?: boolean;
  response?: string;
  /** ISO 8601 duration. */
  duration?: string;
  extensions?: Record<string, unknown>;
}

/** Around what it happened. */
export interface StatementContext {
  registration?: string;
  language?: string;
  contextActivities?: Partial<Record<'parent' | 'grouping' | 'category' | 'other', ActivityObject[]>>;
  extensions?: Record<string, unknown>;
}

/** A file that goes with a statement. */
export interface Attachment {
  usageType: string;
  display: LanguageMap;
  contentType: string;
  length: number;
  sha2: string;
  fileUrl?: string;
}

/** An xAPI statement (1.0.3 on the wire). */
export interface Statement {
  id: string;
  actor: Actor;
  verb: Verb;
  object: ActivityObject | StatementRef;
  result?: Result;
  context?: StatementContext;
  /** When it happened (ISO 8601). */
  timestamp: string;
  /** When the record store kept it. */
  stored?: string;
  authority?: Actor;
  version?: string;
  attachments?: Attachment[];
}

const ADL = 'http://adlnet.gov/expapi/verbs/';
const VIDEO = 'https://w3id.org/xapi/video/';

/** The verbs that Uggla uses: cmi5, the xAPI video profile, those of reading and accepting a document, and of a guide's steps. */
export const verbs = {
  initialized: {id: `${ADL}initialized`, display: {en: 'initialized', es: 'inició'}},
  terminated: {id: `${ADL}terminated`, display: {en: 'terminated', es: 'terminó'}},
  completed: {id: `${ADL}completed`, display: {en: 'completed', es: 'completó'}},
  passed: {id: `${ADL}passed`, display: {en: 'passed', es: 'aprobó'}},
  failed: {id: `${ADL}failed`, display: {en: 'failed', es: 'suspendió'}},
  answered: {id: `${ADL}answered`, display: {en: 'answered', es: 'respondió'}},
  experienced: {id: `${ADL}experienced`, display: {en: 'experienced', es: 'vio'}},
  played: {id: `${VIDEO}verbs/played`, display: {en: 'played', es: 'reprodujo'}},
  paused: {id: `${VIDEO}verbs/paused`, display: {en: 'paused', es: 'pausó'}},
  seeked: {id: `${VIDEO}verbs/seeked`, display: {en: 'seeked', es: 'saltó'}},
  acknowledged: {
    id: 'http://activitystrea.ms/schema/1.0/acknowledge',
    display: {en: 'acknowledged', es: 'confirmó la lectura de'},
  },
  agreed: {id: 'http://activitystrea.ms/schema/1.0/agree', display: {en: 'agreed', es: 'aceptó'}},
  checked: {id: 'https://uggla.dev/xapi/verbs/checked', display: {en: 'checked off', es: 'marcó como hecho'}},
  unchecked: {id: 'https://uggla.dev/xapi/verbs/unchecked', display: {en: 'unchecked', es: 'desmarcó'}},
} as const satisfies Record<string, Verb>;

/** Extensions: those of the xAPI video profile, and ours. */
export const extensions = {
  time: `${VIDEO}extensions/time`,
  timeFrom: `${VIDEO}extensions/time-from`,
  timeTo: `${VIDEO}extensions/time-to`,
  length: `${VIDEO}extensions/length`,
  progress: `${VIDEO}extensions/progress`,
  playedSegments: `${VIDEO}extensions/played-segments`,
  sessionId: `${VIDEO}extensions/session-id`,
  courseVersion: 'https://uggla.dev/xapi/course-version',
  evaluatedBy: 'https://uggla.dev/xapi/evaluated-by',
  document: 'https://uggla.dev/xapi/document',
  documentSha256: 'https://uggla.dev/xapi/document-sha256',
  documentVersion: 'https://uggla.dev/xapi/document-version',
  acceptedText: 'https://uggla.dev/xapi/accepted-text',
  signedName: 'https://uggla.dev/xapi/signed-name',
  /** The machine that a guide was done on, and the error code that led to the guide. */
  machine: 'https://uggla.dev/xapi/machine',
  faultCode: 'https://uggla.dev/xapi/fault-code',
  /** The page had no secure context, so the document's fingerprint could not be checked in it. */
  documentUnchecked: 'https://uggla.dev/xapi/document-unchecked',
} as const;

/** `stateId` of the xAPI State document that holds a person's `CourseProgress`; its activity is the course. */
export const progressStateId = 'https://uggla.dev/xapi/state/progress';

/** Types of activities. */
export const activityTypes = {
  course: 'http://adlnet.gov/expapi/activities/course',
  lesson: 'http://adlnet.gov/expapi/activities/lesson',
  video: `${VIDEO}activity-type/video`,
  audio: 'http://activitystrea.ms/schema/1.0/audio',
  quiz: 'http://adlnet.gov/expapi/activities/assessment',
  question: 'http://adlnet.gov/expapi/activities/cmi.interaction',
  document: 'http://activitystrea.ms/schema/1.0/file',
  guide: 'http://id.tincanapi.com/activitytype/checklist',
  step: 'http://id.tincanapi.com/activitytype/checklist-item',
} as const;

/** Where playback stands, for the statements of the video profile. */
export interface PlaybackState {
  time: number;
  duration: number;
  ranges: readonly Range[];
}

/** What every statement of one visit shares. */
export interface StatementSetting {
  course: Pick<Course, 'id' | 'version' | 'title'>;
  actor: Actor;
  /** Id of the enrolment (UUID). */
  registration?: string;
  language: string;
  /** Id of this visit (UUID), for the video profile. */
  session?: string;
  /** The clock; the present unless a test sets it. */
  now?: () => Date;
}

/** Makes the statements of one visit to one course. Ids are made here, so that one sent twice is one record. */
export class StatementMaker {
  readonly #setting: StatementSetting;

  constructor(setting: StatementSetting) {
    this.#setting = setting;
  }

  /** Any statement of this visit about `lesson`, or about the course when there is none. */
  make(verb: Verb, lesson?: Lesson, result?: Result, extra: Record<string, unknown> = {}): Statement {
    const {course, actor, registration, language, session, now} = this.#setting;
    const parent: ActivityObject = {
      id: activityId(course),
      definition: {type: activityTypes.course, name: toLanguageMap(course.title, language)},
    };
    return {
      id: newId(),
      actor,
      verb,
      object: lesson ? this.#activity(lesson) : parent,
      ...(result ? {result} : {}),
      context: {
        ...(registration ? {registration} : {}),
        language,
        ...(lesson ? {contextActivities: {parent: [parent], grouping: [parent]}} : {}),
        extensions: {
          [extensions.courseVersion]: course.version,
          ...(session ? {[extensions.sessionId]: session} : {}),
          ...extra,
        },
      },
      timestamp: (now?.() ?? new Date()).toISOString(),
    };
  }

  /** The visit, or a lesson in it, began. */
  initialized(lesson?: Lesson): Statement {
    return this.make(verbs.initialized, lesson);
  }

  /** The visit, or a lesson in it, ended after `seconds`. */
  terminated(lesson: Lesson | undefined, seconds: number): Statement {
    return this.make(verbs.terminated, lesson, {duration: toDuration(seconds)});
  }

  /** A lesson, or the course, was completed. */
  completed(lesson: Lesson | undefined, seconds: number, playback?: PlaybackState): Statement {
    const state = playback ? {extensions: playbackExtensions(playback)} : {};
    return this.make(
      verbs.completed,
      lesson,
      {completion: true, duration: toDuration(seconds), ...state},
      lengthOf(playback),
    );
  }

  /** A quiz was passed or failed. `scaled` is 0 to 1. */
  judged(
    lesson: Lesson,
    scaled: number,
    success: boolean,
    seconds: number,
    evaluatedBy: 'server' | 'client',
  ): Statement {
    const verb = success ? verbs.passed : verbs.failed;
    const result = {score: {scaled: Math.round(scaled * 10000) / 10000}, success, duration: toDuration(seconds)};
    return this.make(verb, lesson, result, {[extensions.evaluatedBy]: evaluatedBy});
  }

  /** A question was answered; its activity stands under the lesson's. */
  answered(
    lesson: Lesson,
    question: {id: string; type: string; text: Text},
    response: string,
    verdict: {right: boolean; score: number} | undefined,
    evaluatedBy: 'server' | 'client',
  ): Statement {
    const statement = this.make(
      verbs.answered,
      lesson,
      {response, ...(verdict ? {success: verdict.right, score: {scaled: verdict.score}} : {})},
      {[extensions.evaluatedBy]: evaluatedBy},
    );
    const {course, language} = this.#setting;
    const object: ActivityObject = {
      objectType: 'Activity',
      id: `${activityId(course, lesson.id)}/${encodeURIComponent(question.id)}`,
      definition: {
        type: activityTypes.question,
        name: toLanguageMap(question.text, language),
        interactionType: interactionTypes[question.type] ?? 'other',
      },
    };
    const parent = [this.#activity(lesson)];
    return {
      ...statement,
      object,
      context: {...statement.context, contextActivities: {...statement.context?.contextActivities, parent}},
    };
  }

  /** The film or sound started at `time`. */
  played(lesson: Lesson, playback: PlaybackState): Statement {
    return this.make(verbs.played, lesson, {extensions: {[extensions.time]: round(playback.time)}}, lengthOf(playback));
  }

  /** It was paused; says what was played so far. */
  paused(lesson: Lesson, playback: PlaybackState): Statement {
    return this.make(verbs.paused, lesson, {extensions: playbackExtensions(playback)}, lengthOf(playback));
  }

  /** A jump from one second to another. */
  seeked(lesson: Lesson, from: number, playback: PlaybackState): Statement {
    const result = {extensions: {[extensions.timeFrom]: round(from), [extensions.timeTo]: round(playback.time)}};
    return this.make(verbs.seeked, lesson, result, lengthOf(playback));
  }

  /** A document was read (`acknowledge`) or accepted (`agree`). */
  acknowledged(
    lesson: Extract<Lesson, {kind: 'acknowledgement'}>,
    accepted: {document: string; sha256: string; version: string; text: string; name: string; language: string},
  ): Statement {
    const verb = lesson.verb === 'agree' ? verbs.agreed : verbs.acknowledged;
    const statement = this.make(verb, lesson, undefined, {
      [extensions.document]: accepted.document,
      [extensions.documentSha256]: accepted.sha256,
      [extensions.documentVersion]: accepted.version,
      [extensions.acceptedText]: accepted.text,
      [extensions.signedName]: accepted.name,
    });
    return {...statement, context: {...statement.context, language: accepted.language}};
  }

  #activity(lesson: Lesson): ActivityObject {
    const type =
      lesson.kind === 'video' || lesson.kind === 'audio' || lesson.kind === 'quiz'
        ? activityTypes[lesson.kind]
        : lesson.kind === 'acknowledgement'
          ? activityTypes.document
          : activityTypes.lesson;
    const {course, language} = this.#setting;
    return {
      objectType: 'Activity',
      id: activityId(course, lesson.id),
      definition: {type, name: toLanguageMap(lesson.title, language)},
    };
  }
}

const interactionTypes: Readonly<Record<string, string>> = {
  single: 'choice',
  multiple: 'choice',
  truefalse: 'true-false',
  match: 'matching',
  order: 'sequencing',
  fill: 'fill-in',
  numeric: 'numeric',
  hotspot: 'choice',
};

/**
 * A text as an xAPI language map; a plain string gets `language`. What stands under a key that is no language tag is left
 * out: a record store would refuse the statement for it.
 */
export function toLanguageMap(text: Text, language: string): LanguageMap {
  if (typeof text === 'string') return {[language]: text};
  return Object.fromEntries(Object.entries(text).filter(([tag]) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)));
}

/** A random UUID (version 4), also on pages without a secure context, where `crypto.randomUUID` is missing. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function playbackExtensions({time, duration, ranges}: PlaybackState): Record<string, unknown> {
  return {
    [extensions.time]: round(time),
    [extensions.progress]: round(coveredShare(ranges, duration)),
    [extensions.playedSegments]: formatSegments(ranges),
  };
}

function lengthOf(playback: PlaybackState | undefined): Record<string, unknown> {
  // A live stream has no length.
  return playback && playback.duration > 0 && playback.duration < Infinity
    ? {[extensions.length]: round(playback.duration)}
    : {};
}

/** Three decimals; a time that is not known yet is 0, since JSON has no `NaN`. */
function round(value: number): number {
  return Number.isFinite(value) ? thousandths(value) : 0;
}
