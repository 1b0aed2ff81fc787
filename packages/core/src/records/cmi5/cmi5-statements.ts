import {
  newId,
  toDuration,
  verbs,
  type ActivityObject,
  type Statement,
  type StatementContext,
  type Verb,
} from '@uggla/protocol';
import type {Launch, LaunchData} from './launch.js';

const CONTEXT = 'https://w3id.org/xapi/cmi5/context/';

/** The category of the statements that cmi5 itself defines (section 9.6.2.1), and of those that may satisfy it (9.6.2.2). */
const CMI5: ActivityObject = {id: `${CONTEXT}categories/cmi5`};
const MOVE_ON: ActivityObject = {id: `${CONTEXT}categories/moveon`};

/** What the session of a launch says of itself. */
export class Cmi5Statements {
  readonly #launch: Launch;
  readonly #data: LaunchData;

  constructor(launch: Launch, data: LaunchData) {
    this.#launch = launch;
    this.#data = data;
  }

  /** A statement of ours as one that is allowed beside the defined ones: the template of the LMS is in it, and no category. */
  allowed(statement: Statement): Statement {
    return {...statement, actor: this.#launch.actor, context: this.#context(statement.context)};
  }

  initialized(): Statement {
    return this.#defined(verbs.initialized, {});
  }

  terminated(seconds: number): Statement {
    return this.#defined(verbs.terminated, {result: {duration: toDuration(seconds)}});
  }

  /** The course is complete; `statement` says it of the course. */
  completed(statement: Statement, seconds: number): Statement {
    const duration = statement.result?.duration ?? toDuration(seconds);
    return {
      ...this.#defined(verbs.completed, {result: {completion: true, duration}}, statement.context),
      id: statement.id,
      timestamp: statement.timestamp,
    };
  }

  judged(success: boolean, score: number | undefined, seconds: number): Statement {
    const {masteryScore} = this.#data;
    const result = {success, duration: toDuration(seconds), ...(score === undefined ? {} : {score: {scaled: score}})};
    const extensions = masteryScore === undefined ? {} : {[`${CONTEXT}extensions/masteryscore`]: masteryScore};
    return this.#defined(success ? verbs.passed : verbs.failed, {result}, {extensions});
  }

  #defined(verb: Verb, {result}: Pick<Statement, 'result'>, context: StatementContext = {}): Statement {
    const category = result?.completion === undefined && result?.success === undefined ? [CMI5] : [CMI5, MOVE_ON];
    return {
      id: newId(),
      actor: this.#launch.actor,
      verb,
      object: {objectType: 'Activity', id: this.#launch.activityId},
      ...(result ? {result} : {}),
      context: this.#context({...context, contextActivities: {category}}),
      timestamp: new Date().toISOString(),
    };
  }

  /** What the LMS gave stands in every statement; ours is only added to it. */
  #context(own: StatementContext = {}): StatementContext {
    const template = this.#data.contextTemplate ?? {};
    const activities = {...own.contextActivities};
    for (const [kind, theirs] of Object.entries(template.contextActivities ?? {}) as [
      keyof typeof activities,
      ActivityObject[],
    ][]) {
      const ids = new Set(theirs.map(({id}) => id));
      activities[kind] = [...theirs, ...(activities[kind] ?? []).filter(({id}) => !ids.has(id))];
    }
    return {
      ...own,
      ...template,
      registration: this.#launch.registration,
      ...(Object.keys(activities).length > 0 ? {contextActivities: activities} : {}),
      extensions: {...own.extensions, ...template.extensions},
    };
  }
}
