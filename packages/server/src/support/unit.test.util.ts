import assert from 'node:assert/strict';
import {join} from 'node:path';
import type {Actor, LaunchAnswer, LaunchStateAnswer, Statement, StatementContext} from '@uggla/protocol';
import {openApp, type TestApp, type Visitor} from './app.test.util.js';
import {campusJson, temporaryFolder, writeFiles} from './campus.test.util.js';

/** IRI of the course with cmi5 lessons. */
export const unitCourse = 'https://campus.example/courses/safety';

const context = 'https://w3id.org/xapi/cmi5/context';
const adl = 'http://adlnet.gov/expapi/verbs';

/** A course whose lessons are units of cmi5, and one that is not. */
const course = {
  id: unitCourse,
  version: '1',
  languages: ['en', 'es'],
  title: {en: 'Safety', es: 'Seguridad'},
  items: [
    {
      id: 'fire',
      kind: 'embed',
      title: {en: 'Fire', es: 'Fuego'},
      src: 'fire/index.html?theme=dark#top',
      standard: 'cmi5',
      activity: 'https://maker.example/fire',
      moveOn: 'CompletedAndPassed',
      mastery: 0.8,
      data: '{"level":2}',
      entitlementKey: 'key-1',
    },
    {
      id: 'doors',
      kind: 'embed',
      title: 'Doors',
      src: 'https://units.example/doors.html',
      standard: 'cmi5',
      activity: 'https://maker.example/doors',
      moveOn: 'Completed',
      launchMethod: 'OwnWindow',
      renew: 'P1Y',
    },
    {id: 'stairs', kind: 'embed', title: 'Stairs', src: 'fire/stairs.html', standard: 'cmi5'},
    {
      id: 'gate',
      kind: 'embed',
      title: 'Gate',
      src: 'fire/gate.html',
      standard: 'cmi5',
      moveOn: 'Passed',
      unlock: {after: ['fire']},
    },
    {id: 'text', kind: 'article', title: 'Text', content: {en: 'text.json'}},
    {id: 'outside', kind: 'embed', title: 'Outside', src: '../../../outside.html', standard: 'cmi5'},
  ],
};

/** IRI of a course of units in blocks. */
export const drillCourse = 'https://campus.example/courses/drill';

const unit = (id: string, more: object = {moveOn: 'Completed'}) => ({
  id,
  kind: 'embed',
  title: id,
  src: `${id}.html`,
  standard: 'cmi5',
  ...more,
});
const drill = {
  ...course,
  id: drillCourse,
  title: 'Drill',
  items: [
    {
      id: 'ground',
      kind: 'block',
      title: {en: 'Ground floor', es: 'Planta baja'},
      items: [{id: 'exits', kind: 'block', title: 'Exits', items: [unit('east'), unit('west')]}, unit('hall')],
    },
    unit('map', {}),
  ],
};

/** IRI of a course in which a text stands beside a unit. */
export const mixedCourse = 'https://campus.example/courses/mixed';

/** The text. */
export const rules = {
  id: 'rules',
  kind: 'article',
  title: 'Rules',
  content: {en: 'text.json'},
  complete: {viewed: true},
} as const;
const mixed = {
  ...course,
  id: mixedCourse,
  title: 'Mixed',
  items: [{id: 'room', kind: 'block', title: 'Room', items: [unit('door'), rules]}],
};

/** A server that publishes them. */
export async function openUnits(options: Partial<Parameters<typeof openApp>[0]> = {}): Promise<TestApp> {
  const root = join(temporaryFolder(), 'published');
  writeFiles(root, {
    'campus.json': campusJson(['safety', 'drill', 'mixed']),
    'courses/safety/course.json': JSON.stringify(course),
    'courses/drill/course.json': JSON.stringify(drill),
    'courses/mixed/course.json': JSON.stringify(mixed),
  });
  return openApp({root, ...options});
}

/** A unit that was launched, and speaks as units do. */
export interface Unit {
  answer: LaunchAnswer;
  /** The five parameters of its address. */
  given: {endpoint: string; fetch: string; actor: Actor; registration: string; activityId: string};
  token: string;
  template: StatementContext;
  /** Asks an address below its endpoint. */
  ask(method: string, path: string, init?: {body?: unknown; headers?: Record<string, string>}): Promise<Response>;
  /** A statement that cmi5 defines, about itself. */
  defined(verb: 'initialized' | 'completed' | 'passed' | 'failed' | 'terminated', more?: Partial<Statement>): Statement;
  /** A statement that it allows. */
  allowed(more?: Partial<Statement>): Statement;
  /** Sends statements. */
  say(...statements: (Statement | Record<string, unknown>)[]): Promise<Response>;
  /** How far the launch is. */
  state(): Promise<LaunchStateAnswer>;
}

/** Launches a lesson for somebody, and fetches what its unit needs. */
export async function launchUnit(
  app: TestApp,
  who: Visitor,
  lesson: string,
  mode?: string,
  of = unitCourse,
): Promise<Unit> {
  const launched = await app.send('POST', '/v1/launches', {
    headers: who.headers,
    body: {course: of, lesson, ...(mode === undefined ? {} : {mode})},
  });
  assert.equal(launched.status, 201, await launched.clone().text());
  const answer = (await launched.json()) as LaunchAnswer;
  const asked = new URL(answer.address).searchParams;
  const parameter = (name: string) => asked.get(name)!;
  const given = {
    endpoint: parameter('endpoint'),
    fetch: parameter('fetch'),
    actor: JSON.parse(parameter('actor')) as Actor,
    registration: parameter('registration'),
    activityId: parameter('activityId'),
  };
  const token = ((await (await app.send('POST', new URL(given.fetch).pathname)).json()) as {'auth-token': string})[
    'auth-token'
  ];
  const ask: Unit['ask'] = (method, path, {body, headers = {}} = {}) =>
    app.send(method, new URL(path, given.endpoint).pathname + new URL(path, given.endpoint).search, {
      headers: {Authorization: `Basic ${token}`, 'X-Experience-API-Version': '1.0.3', ...headers},
      ...(body === undefined ? {} : {body}),
    });
  const data = (await (await ask('GET', stateOf(given, 'LMS.LaunchData'))).json()) as {
    contextTemplate: StatementContext;
  };
  const template = data.contextTemplate;
  const allowed: Unit['allowed'] = (more = {}) => ({
    id: crypto.randomUUID(),
    actor: given.actor,
    verb: {id: `${adl}/experienced`, display: {en: 'experienced'}},
    object: {objectType: 'Activity', id: `${given.activityId}/page-1`},
    timestamp: new Date().toISOString(),
    ...more,
    context: {...template, registration: given.registration, ...more.context},
  });
  const defined: Unit['defined'] = (verb, more = {}) => {
    const counts = ['completed', 'passed', 'failed'].includes(verb);
    const category = [{id: `${context}/categories/cmi5`}, ...(counts ? [{id: `${context}/categories/moveon`}] : [])];
    const result = {
      ...(verb === 'initialized' ? {} : {duration: 'PT10S'}),
      ...(verb === 'completed' ? {completion: true} : {}),
      ...(verb === 'passed' || verb === 'failed' ? {success: verb === 'passed'} : {}),
      ...more.result,
    };
    const {result: _, context: around, ...rest} = more;
    return allowed({
      verb: {id: `${adl}/${verb}`, display: {en: verb}},
      object: {objectType: 'Activity', id: given.activityId},
      ...(Object.keys(result).length > 0 ? {result} : {}),
      ...rest,
      context: {contextActivities: {...template.contextActivities, category}, ...around},
    });
  };
  return {
    answer,
    given,
    token,
    template,
    ask,
    defined,
    allowed,
    say: (...statements) => ask('POST', 'statements', {body: statements.length === 1 ? statements[0] : statements}),
    state: async () =>
      (await (await app.send('GET', `/v1/launches/${answer.id}`, {headers: who.headers})).json()) as LaunchStateAnswer,
  };
}

/** The address of a State document of a unit, below its endpoint. */
export function stateOf(
  {actor, registration, activityId}: Pick<Unit['given'], 'actor' | 'registration' | 'activityId'>,
  stateId: string,
): string {
  return `activities/state?${new URLSearchParams({stateId, activityId, registration, agent: JSON.stringify(actor)})}`;
}

/** A score with the mastery that it is judged by. */
export function scored(unit: Unit, scaled: number, mastery: number | null = 0.8): Partial<Statement> {
  const {extensions} = unit.template;
  return {
    result: {score: {scaled}},
    context: {
      extensions: {...extensions, ...(mastery === null ? {} : {[`${context}/extensions/masteryscore`]: mastery})},
    },
  };
}
