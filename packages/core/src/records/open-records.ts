import {UgglaError, type Actor, type Course} from '@uggla/protocol';
import {UgglaErrorEvent} from '../events.js';
import {LocalConnection, ServerConnection, XapiConnection, ownAccount, type AuthorizationHook} from './connections.js';
import type {Connection} from './connection.js';
import {openDatabase, type RecordsDatabase} from './database.js';
import {Outbox} from './outbox.js';
import {Records} from './records.js';
import {Route} from './route.js';

/** Where records are to go, as the attributes of an element say it. */
export interface RecordsSettings {
  /** IRI of the course. */
  course: string;
  /** The course itself: an LMS that speaks SCORM or cmi5 is told how it went as a whole. */
  definition?: Course;
  /** `auto`, `cmi5`, `scorm`, `server`, `xapi`, `local` or `none`; several, separated by spaces, are all sent to. */
  records: string;
  /** Origin (or base address) of our server; base of the record store for `xapi`. */
  endpoint: string;
  learner: Actor | undefined;
  authorization: AuthorizationHook | undefined;
  host: EventTarget;
  /** First wait after a failure. */
  retryFirstMs?: number;
}

let database: Promise<RecordsDatabase> | undefined;

/**
 * Opens the records of a course; `undefined` for `none`.
 *
 * `auto` is the first that is there: `cmi5` (the page's address has its launch), `scorm` (an LMS is around the page),
 * `server` when an endpoint is set, else `local`. A connection that is named and cannot be had is an error:
 * never a quiet `local`, nor a list that is quietly shorter.
 *
 * @throws {@link UgglaError} `records-unsupported` (a connection that this version has not), `records-endpoint-missing`,
 * `records-storage-unavailable` (the browser gives no IndexedDB), `records-learner-missing`, `records-lms-missing` (no
 * SCORM run-time or cmi5 launch was found), `records-lms-refused` (it did not begin), `records-launch-spent`.
 */
export async function openRecords(settings: RecordsSettings): Promise<Records | undefined> {
  const names = await namesOf(settings);
  if (names.length === 0) return undefined;
  const opened = await openStorage();
  const connections = await Promise.all(names.map((name) => connect(name, settings, opened)));
  // At the same time: what waits for one receiver must not wait for another to tell who is there.
  const outcomes = await Promise.allSettled(connections.map((connection) => openRoute(connection, settings, opened)));
  const routes = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const [first, ...others] = routes;
  if (first && routes.length === outcomes.length) return new Records([first, ...others], settings.host);
  for (const route of routes) route.close();
  throw outcomes.find((outcome) => outcome.status === 'rejected')?.reason;
}

/** The connections that `records` names, each once; none for `none`. */
async function namesOf(settings: RecordsSettings): Promise<string[]> {
  const named = settings.records.split(/\s+/).filter((name) => name !== '');
  const names = new Set<string>();
  for (const name of named.length > 0 ? named : ['auto']) names.add(name === 'auto' ? await chooseOne(settings) : name);
  if (names.size === 1) names.delete('none');
  return [...names];
}

/** What `auto` stands for. A page that is in no frame and that no other opened is in no LMS: it loads nothing for one. */
async function chooseOne({endpoint, definition}: RecordsSettings): Promise<string> {
  if (definition && location.search.includes('fetch=')) {
    const {readLaunch} = await import('./cmi5/launch.js');
    if (readLaunch(location.search)) return 'cmi5';
  }
  if (definition && (window.parent !== window || window.opener || 'API' in window || 'API_1484_11' in window)) {
    const {findApi} = await import('./scorm/find-api.js');
    if (findApi(window).found) return 'scorm';
  }
  return endpoint ? 'server' : 'local';
}

async function openRoute(connection: Connection, settings: RecordsSettings, opened: RecordsDatabase): Promise<Route> {
  const {course, host, retryFirstMs} = settings;
  const {learner, known} = await whoIsThere(connection, opened);
  const outbox = new Outbox(opened, queueName(connection, learner, course));
  if (known && connection.name === 'server') {
    // What was recorded while the server had never been reached stands under this browser's own account.
    await outbox.adopt(queueName(connection, await ownAccount(opened), course), learner);
  }
  return new Route({course, connection, outbox, learner, host, ...(retryFirstMs === undefined ? {} : {retryFirstMs})});
}

/** Who the person is; `known` is false while the server that decides it has never been reached. */
async function whoIsThere(connection: Connection, opened: RecordsDatabase): Promise<{learner: Actor; known: boolean}> {
  const key = `learner ${connection.address}`;
  try {
    const learner = await connection.learner();
    if (connection.name === 'server') await opened.put('keep', learner, key);
    return {learner, known: true};
  } catch (caught) {
    if (connection.name !== 'server' || UgglaError.from(caught, '').code !== 'records-unreachable') throw caught;
    const kept = (await opened.get('keep', key)) as Actor | undefined;
    return kept ? {learner: kept, known: true} : {learner: await ownAccount(opened), known: false};
  }
}

function queueName(connection: Connection, learner: Actor, course: string): string {
  const who = learner.account ? `${learner.account.homePage} ${learner.account.name}` : (learner.mbox ?? '');
  return [connection.name, connection.address, who, course, ...(connection.attempt ? [connection.attempt] : [])].join(
    '\n',
  );
}

async function connect(name: string, settings: RecordsSettings, opened: RecordsDatabase): Promise<Connection> {
  const {endpoint, learner, authorization, definition, host} = settings;
  const tell = (error: UgglaError) => host.dispatchEvent(new UgglaErrorEvent(error));
  const address = () => {
    if (endpoint) return new URL(endpoint, document.baseURI).href.replace(/\/+$/, '');
    throw new UgglaError('records-endpoint-missing', `records="${name}" needs an endpoint`, {
      cure: 'Set the attribute `endpoint` to the address of the server or of the record store.',
    });
  };
  switch (name) {
    case 'local':
      return new LocalConnection(opened, learner);
    case 'server':
      return new ServerConnection(address(), opened, authorization);
    case 'xapi':
      return new XapiConnection(
        address(),
        async () => authorization?.(),
        () => {
          if (learner) return Promise.resolve(learner);
          throw new UgglaError('records-learner-missing', 'records="xapi" needs to know who the person is', {
            cure: 'Set the property `learner` to an xAPI agent with an account.',
          });
        },
      );
    case 'cmi5': {
      if (!definition) break;
      const [{Cmi5Connection}, {readLaunch}] = await Promise.all([
        import('./cmi5/cmi5-connection.js'),
        import('./cmi5/launch.js'),
      ]);
      const launch = readLaunch(location.search);
      if (launch) return new Cmi5Connection(launch, definition);
      throw new UgglaError(
        'records-lms-missing',
        'No LMS was found. The address of this page holds no cmi5 launch (endpoint, fetch, actor, registration, activityId)',
        {
          cure: 'Open the course from the LMS.',
        },
      );
    }
    case 'scorm':
    case 'scorm12':
    case 'scorm2004': {
      if (!definition) break;
      const {ScormConnection} = await import('./scorm/scorm-connection.js');
      return new ScormConnection({
        course: definition,
        version: name === 'scorm' ? undefined : name === 'scorm12' ? '1.2' : '2004',
        tell,
      });
    }
    case 'none':
      throw new UgglaError('records-unsupported', `records="${settings.records}" asks to record and not to record`, {
        cure: 'Write none alone, or leave it out.',
      });
  }
  throw new UgglaError('records-unsupported', `records="${name}" is not a connection that this version has`, {
    cure: 'Use auto, cmi5, scorm, server, xapi, local or none.',
  });
}

function openStorage(): Promise<RecordsDatabase> {
  database ??= openDatabase().catch((cause: unknown) => {
    database = undefined;
    throw new UgglaError(
      'records-storage-unavailable',
      'This browser gives the page no storage (IndexedDB), so nothing can be recorded safely',
      {
        cause,
        cure: 'Leave private browsing, or allow the page to store data.',
      },
    );
  });
  return database;
}
