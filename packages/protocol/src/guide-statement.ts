import {toDuration} from './duration.js';
import {
  activityTypes,
  extensions,
  newId,
  toLanguageMap,
  verbs,
  type ActivityObject,
  type Result,
  type Statement,
  type Verb,
} from './statement.js';
import {activityId} from './tree.js';
import type {Guide} from './types.js';

/** What the statements of one visit to a guide share. */
export interface GuideStatementSetting {
  guide: Pick<Guide, 'id' | 'version' | 'title' | 'steps'>;
  /** In which it was read. */
  language: string;
  /** Id of this visit (UUID). */
  session: string;
  /** The machine that it was done on, by its mark or name. */
  machine?: string | undefined;
  /** The error code that led to the guide. */
  faultCode?: string | undefined;
  /** The clock; the present unless a test sets it. */
  now?: () => Date;
}

/** A statement that does not yet say who did it: whoever sends it knows. */
export type UnsignedStatement = Omit<Statement, 'actor'>;

/** A step was checked off, or that was taken back. */
export function stepChecked(setting: GuideStatementSetting, step: string, isChecked: boolean): UnsignedStatement {
  const {guide, language} = setting;
  const title = guide.steps.find(({id}) => id === step)?.title ?? step;
  const whole = guideActivity(setting);
  return make(setting, isChecked ? verbs.checked : verbs.unchecked, {
    object: {
      objectType: 'Activity',
      id: activityId(guide, step),
      definition: {type: activityTypes.step, name: toLanguageMap(title, language)},
    },
    context: {contextActivities: {parent: [whole], grouping: [whole]}},
  });
}

/** All steps are checked off. `seconds`: since the visit began. */
export function guideCompleted(setting: GuideStatementSetting, seconds: number): UnsignedStatement {
  const whole = guideActivity(setting);
  return make(setting, verbs.completed, {
    object: {objectType: 'Activity', ...whole},
    result: {completion: true, duration: toDuration(seconds)},
    context: {contextActivities: {grouping: [whole]}},
  });
}

function guideActivity({guide, language}: GuideStatementSetting): ActivityObject {
  return {id: guide.id, definition: {type: activityTypes.guide, name: toLanguageMap(guide.title, language)}};
}

function make(
  {guide, language, session, machine, faultCode, now}: GuideStatementSetting,
  verb: Verb,
  {object, result, context}: Pick<Statement, 'object' | 'context'> & {result?: Result},
): UnsignedStatement {
  return {
    id: newId(),
    verb,
    object,
    ...(result ? {result} : {}),
    context: {
      ...context,
      language,
      extensions: {
        ...(guide.version === undefined ? {} : {[extensions.courseVersion]: guide.version}),
        [extensions.sessionId]: session,
        ...(machine ? {[extensions.machine]: machine} : {}),
        ...(faultCode ? {[extensions.faultCode]: faultCode} : {}),
      },
    },
    timestamp: (now?.() ?? new Date()).toISOString(),
  };
}
