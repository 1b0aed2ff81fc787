import {randomUUID} from 'node:crypto';
import {
  activityId,
  toDuration,
  toLanguageMap,
  verbs,
  type Actor,
  type ActivityObject,
  type Block,
  type Course,
  type LanguageMap,
  type Lesson,
  type StatementContext,
  type Text,
  type Verb,
} from '@uggla/protocol';
import {incomingStatement, type IncomingStatement} from '../records/statement-schema.js';
import type {LaunchRow} from '../store/tables.js';

const context = 'https://w3id.org/xapi/cmi5/context/';

/** Categories: of the statements that cmi5 defines (9.6.2.1), and of those that may satisfy a unit (9.6.2.2). */
export const categories = {cmi5: `${context}categories/cmi5`, moveOn: `${context}categories/moveon`} as const;

/** Extensions of the context (9.6.3). */
export const cmi5Extensions = {
  sessionId: `${context}extensions/sessionid`,
  masteryScore: `${context}extensions/masteryscore`,
  launchMode: `${context}extensions/launchmode`,
  launchUrl: `${context}extensions/launchurl`,
  moveOn: `${context}extensions/moveon`,
  launchParameters: `${context}extensions/launchparameters`,
} as const;

/** The verbs that only the one who launches says (9.3). */
export const launcherVerbs = {
  launched: {id: 'http://adlnet.gov/expapi/verbs/launched', display: {en: 'launched', es: 'abrió'}},
  abandoned: {id: 'https://w3id.org/xapi/adl/verbs/abandoned', display: {en: 'abandoned', es: 'abandonó'}},
  waived: {id: 'https://w3id.org/xapi/adl/verbs/waived', display: {en: 'waived', es: 'quedó dispensado de'}},
  satisfied: {id: 'https://w3id.org/xapi/adl/verbs/satisfied', display: {en: 'satisfied', es: 'cumplió'}},
} as const satisfies Record<string, Verb>;

/** Name of the State document by which a unit learns what it was launched with (10). */
export const launchDataId = 'LMS.LaunchData';

/** What a unit must report before it counts (13.1.4). */
export type MoveOn = 'Passed' | 'Completed' | 'CompletedAndPassed' | 'CompletedOrPassed' | 'NotApplicable';

/** How it is launched. */
export type LaunchMode = 'Normal' | 'Browse' | 'Review';

/** A cmi5 lesson of a published course. */
export type Cmi5Lesson = Extract<Lesson, {kind: 'embed'}>;

/** Whether a lesson is a cmi5 unit. */
export function isCmi5(lesson: Lesson | undefined): lesson is Cmi5Lesson {
  return lesson?.kind === 'embed' && lesson.standard === 'cmi5';
}

/** What must be reported; nothing, where the package does not say (13.1.4). */
export function moveOnOf(lesson: Lesson): MoveOn {
  return ((lesson as Cmi5Lesson).moveOn as MoveOn | undefined) ?? 'NotApplicable';
}

/** Whether it is met. */
export function isMoved(moveOn: MoveOn, {completed, passed}: {completed: boolean; passed: boolean}): boolean {
  return {
    NotApplicable: true,
    Passed: passed,
    Completed: completed,
    CompletedAndPassed: completed && passed,
    CompletedOrPassed: completed || passed,
  }[moveOn];
}

/** What every statement of the session has in its context (10.2.1). */
export function contextTemplate(
  course: Course,
  lesson: Cmi5Lesson,
  session: string,
  address: string,
): StatementContext {
  return {
    contextActivities: {grouping: [courseActivity(course), {objectType: 'Activity', id: publisherId(lesson, address)}]},
    extensions: {[cmi5Extensions.sessionId]: session},
  };
}

/** The document `LMS.LaunchData` (10.2). */
export function launchData(
  lesson: Cmi5Lesson,
  {template, mode, moveOn}: {template: StatementContext; mode: LaunchMode; moveOn: MoveOn},
  returnUrl: string,
): Record<string, unknown> {
  const {mastery, data, launchMethod = 'AnyWindow', entitlementKey} = lesson;
  return {
    contextTemplate: template,
    launchMode: mode,
    launchMethod,
    moveOn,
    returnURL: returnUrl,
    ...(mastery === undefined ? {} : {masteryScore: mastery}),
    ...(data === undefined ? {} : {launchParameters: data}),
    ...(entitlementKey === undefined ? {} : {entitlementKey: {courseStructure: entitlementKey}}),
  };
}

/** What the launcher says of a session. */
export class LauncherStatements {
  readonly #course: Course;
  readonly #lesson: Cmi5Lesson;
  readonly #row: LaunchRow;

  constructor(course: Course, lesson: Cmi5Lesson, row: LaunchRow) {
    this.#course = course;
    this.#lesson = lesson;
    this.#row = row;
  }

  /** 9.3.1: before the unit is opened; what it is opened with stands in it. `address`: its own, without what is added at the launch. */
  launched(address: string): IncomingStatement & {id: string} {
    const {mode, move_on: moveOn, launched} = this.#row;
    const {mastery, data} = this.#lesson;
    return this.#make(launcherVerbs.launched, this.#unit(), launched, {
      [cmi5Extensions.launchMode]: mode,
      [cmi5Extensions.launchUrl]: address,
      [cmi5Extensions.moveOn]: moveOn,
      ...(mastery === undefined ? {} : {[cmi5Extensions.masteryScore]: mastery}),
      ...(data === undefined ? {} : {[cmi5Extensions.launchParameters]: data}),
    });
  }

  /** 9.3.6: another session began while this one had not ended. It lasted until the unit's last word (9.5.4.2). */
  abandoned(at: string): IncomingStatement & {id: string} {
    const {launched, last} = this.#row;
    const seconds = Math.max(0, (Date.parse(last ?? launched) - Date.parse(launched)) / 1000);
    return {...this.#make(launcherVerbs.abandoned, this.#unit(), at), result: {duration: toDuration(seconds)}};
  }

  /** 9.3.9: all that the package's structure asks for is done. It is a course of one unit here: its others are lessons of their own. */
  satisfied(at: string): IncomingStatement & {id: string} {
    return this.#satisfied('course', `${this.#row.activity}/structure`, this.#lesson.title, at);
  }

  /** The same of a block of the course, or of all of it. */
  satisfiedWhole(whole: Block | Course, at: string): IncomingStatement & {id: string} {
    return this.#satisfied(whole === this.#course ? 'course' : 'block', wholeId(this.#course, whole), whole.title, at);
  }

  #satisfied(type: 'block' | 'course', id: string, title: Text, at: string): IncomingStatement & {id: string} {
    const definition = {type: `https://w3id.org/xapi/cmi5/activitytype/${type}`, name: this.#name(title)};
    return this.#make(launcherVerbs.satisfied, {objectType: 'Activity', id, definition}, at);
  }

  #unit(): ActivityObject {
    return {
      objectType: 'Activity',
      id: this.#row.activity,
      definition: {type: 'http://adlnet.gov/expapi/activities/lesson', name: this.#name(this.#lesson.title)},
    };
  }

  #name(text: Text): LanguageMap {
    return toLanguageMap(text, this.#course.languages[0] ?? 'en');
  }

  #make(
    verb: Verb,
    object: ActivityObject,
    timestamp: string,
    extensions: Record<string, unknown> = {},
  ): IncomingStatement & {id: string} {
    const {agent, registration, template} = this.#row;
    const given = JSON.parse(template) as StatementContext;
    const context: StatementContext = {
      ...given,
      registration,
      contextActivities: {...given.contextActivities, category: [{objectType: 'Activity', id: categories.cmi5}]},
      extensions: {...given.extensions, ...extensions},
    };
    return {
      ...incomingStatement.parse({actor: JSON.parse(agent) as Actor, verb, object, context, timestamp}),
      id: randomUUID(),
    };
  }
}

/** The IRI of a block, or of the course. */
export function wholeId(course: Course, whole: Block | Course): string {
  return whole === course ? activityId(course) : activityId(course, whole.id);
}

/** The id that the publisher gave to the unit (9.6.2.3); its address, where course.json has none. */
function publisherId({activity}: Cmi5Lesson, address: string): string {
  return activity !== undefined && /^[a-z][a-z0-9+.-]*:\S+$/i.test(activity) ? activity : address;
}

function courseActivity(course: Course): ActivityObject {
  return {
    objectType: 'Activity',
    id: activityId(course),
    definition: {
      type: 'http://adlnet.gov/expapi/activities/course',
      name: toLanguageMap(course.title, course.languages[0] ?? 'en'),
    },
  };
}

/** The verbs that a unit says once each (9.3). */
export const unitVerbs = {
  initialized: verbs.initialized.id,
  completed: verbs.completed.id,
  passed: verbs.passed.id,
  failed: verbs.failed.id,
  terminated: verbs.terminated.id,
} as const;
