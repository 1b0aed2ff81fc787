import type {Statement, StatementContext} from '@uggla/protocol';
import {registered} from '../learning/enrolment-statement.js';
import {agentKey} from '../records/agent.js';
import type {IncomingStatement} from '../records/statement-schema.js';
import {voided} from '../records/statements.js';
import type {LaunchRow} from '../store/tables.js';
import {categories, cmi5Extensions, launcherVerbs, unitVerbs} from './cmi5.js';

/** What was said in the session, and by earlier ones of the same registration. */
export interface Standing {
  initialized: boolean;
  terminated: boolean;
  abandoned: boolean;
  /** In this session: a unit is judged once in each. */
  judged: boolean;
  /** In the registration. */
  completed: boolean;
  passed: boolean;
}

type Launch = Pick<LaunchRow, 'id' | 'actor' | 'activity' | 'registration' | 'mode' | 'mastery' | 'template'>;

/** Whether cmi5 defines the statement (9.6.2.1). */
export function isDefined(statement: Pick<IncomingStatement, 'context'>): boolean {
  return hasCategory(statement, categories.cmi5);
}

/**
 * Why a unit may not say this now; `undefined` when it may (cmi5 9, 10.2).
 *
 * @param isElsewhere - Whether an activity is another lesson, or a course, of this campus: of those a unit has nothing to say.
 */
export function brokenRule(
  statement: IncomingStatement,
  launch: Launch,
  standing: Standing,
  isElsewhere: (activity: string) => boolean,
): string | undefined {
  return (
    ofAll(statement, launch, isElsewhere) ??
    ofOrder(statement, standing) ??
    (isDefined(statement) ? ofDefined(statement, launch, standing) : ofAllowed(statement))
  );
}

/** What the statement makes of the standing. */
export function after(statement: IncomingStatement, before: Standing): Standing {
  if (!isDefined(statement)) return before;
  const {initialized, completed, passed, failed, terminated} = unitVerbs;
  switch (statement.verb.id) {
    case initialized:
      return {...before, initialized: true};
    case completed:
      return {...before, completed: true};
    case passed:
      return {...before, passed: true, judged: true};
    case failed:
      return {...before, judged: true};
    case terminated:
      return {...before, terminated: true};
    default:
      return before;
  }
}

/** Every statement (9.1, 9.2, 9.6.1, 9.6.3.1, 9.7, 10.2.1). */
function ofAll(
  statement: IncomingStatement,
  {id, actor, activity, registration, template}: Launch,
  isElsewhere: (activity: string) => boolean,
): string | undefined {
  const {context, timestamp, verb, object} = statement;
  if (statement.id === undefined) return 'it has no id';
  if (agentKey(statement.actor as Parameters<typeof agentKey>[0]) !== actor)
    return 'its actor is not the one of the launch';
  if (context?.registration?.toLowerCase() !== registration) return 'its registration is not the one of the launch';
  if (context.extensions?.[cmi5Extensions.sessionId] !== id) return 'its session id is not the one of the launch';
  if (timestamp === undefined) return 'it has no timestamp';
  if (!/(Z|[+-]00:?00)$/i.test(timestamp)) return 'its timestamp is not in UTC';
  if (verb.id === voided) return 'a unit takes nothing back';
  if (verb.id === registered.id) return 'a unit enrols nobody';
  const about = (object as {id?: string}).id ?? '';
  if (about !== activity && !about.startsWith(`${activity}/`) && isElsewhere(about))
    return `it is about ${about}, which is no part of this unit`;
  const given = JSON.parse(template) as StatementContext;
  for (const [kind, activities] of Object.entries(given.contextActivities ?? {})) {
    const there = new Set((context.contextActivities?.[kind as 'grouping'] ?? []).map((one) => one.id));
    const missing = activities.find((one) => !there.has(one.id));
    if (missing) return `${missing.id} of the context template is not in its ${kind}`;
  }
  const {score} = statement.result ?? {};
  if (score?.raw !== undefined && (score.min === undefined || score.max === undefined))
    return 'its raw score has no min and max';
  return undefined;
}

/** What comes when (7.1, 9.3). */
function ofOrder(statement: IncomingStatement, {initialized, terminated, abandoned}: Standing): string | undefined {
  if (terminated) return 'the session is over: it was terminated';
  if (abandoned) return 'the session is over: another one was begun';
  const begins = isDefined(statement) && statement.verb.id === unitVerbs.initialized;
  if (!initialized && !begins) return 'nothing comes before “initialized”';
  return initialized && begins ? 'the session was initialized already' : undefined;
}

/** What is not defined but allowed (9.6.2.2). */
function ofAllowed(statement: IncomingStatement): string | undefined {
  return hasCategory(statement, categories.moveOn)
    ? 'only a statement that cmi5 defines may have the category “moveon”'
    : undefined;
}

/** What cmi5 defines (9.3 to 9.6). */
function ofDefined(
  statement: IncomingStatement,
  {activity, mode, mastery}: Launch,
  {completed, passed, judged}: Standing,
): string | undefined {
  const {verb, object, result = {}, context} = statement;
  const said = verb.id;
  if (Object.values(launcherVerbs).some(({id}) => id === said)) return `“${said}” is said by the one who launches`;
  if (!Object.values<string>(unitVerbs).includes(said)) return `cmi5 does not define the verb ${said}`;
  if ((object as Statement['object'] & {id?: string}).id !== activity)
    return 'its object is not the activity of the launch';
  const judges = said === unitVerbs.passed || said === unitVerbs.failed;
  const completes = said === unitVerbs.completed;
  if ((judges || completes) && mode !== 'Normal') return `nothing is completed or judged in the mode ${mode}`;
  if (judges ? result.success !== (said === unitVerbs.passed) : result.success !== undefined)
    return 'its success does not fit its verb';
  if (completes ? result.completion !== true : result.completion !== undefined)
    return 'its completion does not fit its verb';
  if (said !== unitVerbs.initialized && result.duration === undefined) return 'it has no duration';
  if (!judges && result.score !== undefined) return 'only “passed” and “failed” have a score';
  if (hasCategory(statement, categories.moveOn) !== (judges || completes))
    return 'the category “moveon” belongs to what is completed or judged, and to nothing else';
  if (completes && completed) return 'it was completed before, in this registration';
  if (said === unitVerbs.passed && passed) return 'it was passed before, in this registration';
  if (said === unitVerbs.failed && passed) return 'it was passed before: it cannot be failed any more';
  if (judges && judged) return 'it was judged before, in this session';
  const scaled = result.score?.scaled;
  if (judges && mastery !== null && scaled !== undefined) {
    if (scaled >= mastery !== (said === unitVerbs.passed))
      return `its score of ${scaled} does not fit its verb: ${mastery} are to be reached`;
    if (context?.extensions?.[cmi5Extensions.masteryScore] !== mastery)
      return 'its context does not tell the mastery score of the launch';
  }
  return undefined;
}

function hasCategory({context}: Pick<IncomingStatement, 'context'>, category: string): boolean {
  return (context?.contextActivities?.category ?? []).some(({id}) => id === category);
}
