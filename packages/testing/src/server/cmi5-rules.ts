/** How a unit is launched. */
export interface Cmi5Launch {
  /** The registration to go on with; a new one when not given. */
  registration?: string;
  launchMode?: 'Normal' | 'Browse' | 'Review';
  moveOn?: string;
  masteryScore?: number;
  returnURL?: string;
  /** `es` when not given. */
  languagePreference?: string;
  /** The LMS lets nobody change them. */
  fixedPreferences?: boolean;
}

/** What of a statement is looked at. */
export interface WireStatement {
  id: string;
  actor: unknown;
  verb: {id: string};
  object: {id?: string};
  timestamp?: string;
  result?: {score?: {scaled?: number}; success?: boolean; completion?: boolean; duration?: string};
  context?: {
    registration?: string;
    contextActivities?: Partial<Record<'category' | 'grouping' | 'parent' | 'other', {id: string}[]>>;
    extensions?: Record<string, unknown>;
  };
}

/** One launch. */
export interface Session {
  id: string;
  registration: string;
  activityId: string;
  actor: unknown;
  token: string;
  launch: Cmi5Launch;
  /** What the unit has asked for. */
  read: Set<'launch' | 'preferences'>;
  refused: string[];
  isFetched: boolean;
  isInitialized: boolean;
  isTerminated: boolean;
  isDown: boolean;
}

const CMI5 = 'https://w3id.org/xapi/cmi5/context/';
const DEFINED = ['initialized', 'completed', 'passed', 'failed', 'terminated'];

/** The rule of the cmi5 specification (Quartz, sections 9 and 10) that a statement of a unit breaks; `undefined` when it breaks none. */
export function breachOf(
  statement: WireStatement,
  session: Session,
  before: readonly WireStatement[],
): string | undefined {
  const {context = {}, result = {}, timestamp} = statement;
  const activities = context.contextActivities ?? {};
  if (JSON.stringify(statement.actor) !== JSON.stringify(session.actor)) return 'the actor is another';
  if (context.registration !== session.registration) return 'the registration is another';
  if (context.extensions?.[`${CMI5}extensions/sessionid`] !== session.id)
    return 'no session id of the context template';
  if (!activities.grouping?.some(({id}) => id === 'https://publisher.example/unit'))
    return 'no grouping of the context template';
  if (!timestamp?.endsWith('Z')) return 'no timestamp in UTC';
  if (session.isTerminated) return 'the session is over';
  const categories = (activities.category ?? []).map(({id}) => id);
  const verb = statement.verb.id.split('/').pop()!;
  if (!categories.includes(`${CMI5}categories/cmi5`)) return session.isInitialized ? undefined : 'not initialized yet';
  return (
    breachOfDefined(verb, statement, session, before) ??
    breachOfResult(verb, result, categories, context.extensions ?? {}, session)
  );
}

function breachOfDefined(
  verb: string,
  statement: WireStatement,
  session: Session,
  before: readonly WireStatement[],
): string | undefined {
  if (!DEFINED.includes(verb) || !statement.verb.id.startsWith('http://adlnet.gov/expapi/verbs/'))
    return 'no verb of cmi5';
  if (statement.object.id !== session.activityId) return 'about another activity';
  if (verb === 'initialized') {
    if (session.isInitialized) return 'initialized twice';
    return session.read.size === 2 ? undefined : 'launch data and preferences were not read first';
  }
  if (!session.isInitialized) return 'not initialized yet';
  if (verb === 'terminated') return undefined;
  if ((session.launch.launchMode ?? 'Normal') !== 'Normal') return `no verdict in mode ${session.launch.launchMode}`;
  const had = (one: string) =>
    before.some((other) => other.verb.id.endsWith(`/${one}`) && other.object.id === session.activityId);
  if (had(verb)) return `${verb} twice in a registration`;
  return verb === 'failed' && had('passed') ? 'failed after passed' : undefined;
}

function breachOfResult(
  verb: string,
  result: NonNullable<WireStatement['result']>,
  categories: readonly string[],
  extensions: Record<string, unknown>,
  {launch}: Session,
): string | undefined {
  const isVerdict = verb === 'passed' || verb === 'failed';
  const speaks = result.completion !== undefined || result.success !== undefined;
  if (speaks !== categories.includes(`${CMI5}categories/moveon`))
    return 'category moveon where it must not be, or not where it must';
  if (verb !== 'initialized' && !/^P/.test(result.duration ?? '')) return 'no duration';
  if (verb === 'completed' ? result.completion !== true : result.completion !== undefined)
    return 'completion is for completed';
  if (isVerdict ? result.success !== (verb === 'passed') : result.success !== undefined)
    return 'success is for passed and failed';
  if (result.score && !isVerdict) return 'a score is for passed and failed';
  if (!isVerdict || launch.masteryScore === undefined) return undefined;
  if (extensions[`${CMI5}extensions/masteryscore`] !== launch.masteryScore) return 'no mastery score';
  const scaled = result.score?.scaled;
  return scaled !== undefined && scaled >= launch.masteryScore === (verb === 'passed')
    ? undefined
    : 'the verdict is not that of the mastery score';
}
