import {fixtureSite, type FixtureSite} from '@uggla/testing';
import {newId, StatementMaker, verbs, type CourseProgress, type Statement, type TokenAnswer} from '@uggla/protocol';
import {openRecords, type RecordsSettings} from './open-records.js';
import type {Records} from './records.js';

export const lena = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'lena'}} as const;

/** Receivers that never answer well, and pages that close: what is opened here is closed again after each test. */
const opened: Records[] = [];
afterEach(() => {
  for (const records of opened.splice(0)) records.close();
});

/** An id that no other test has. */
export const newCourse = (): string => `https://acme.example/courses/${newId()}`;

/** Records of Lena in a course of their own, for an xAPI store, unless told otherwise. */
export const open = async (settings: Partial<RecordsSettings> = {}): Promise<Records> => {
  const records = await openRecords({
    course: newCourse(),
    records: 'xapi',
    endpoint: '',
    learner: lena,
    authorization: () => 'Bearer good',
    host: new EventTarget(),
    retryFirstMs: 20,
    ...settings,
  });
  opened.push(records!);
  return records!;
};

export const makeStatement = (verb = verbs.experienced as (typeof verbs)[keyof typeof verbs]): Statement =>
  new StatementMaker({
    course: {id: 'https://acme.example/c', version: '1', title: 'C'},
    actor: lena,
    language: 'es',
  }).make(verb);

/** A record store that takes everything. */
export const lrs = async (): Promise<FixtureSite> =>
  fixtureSite({rules: [{match: 'xapi/statements', method: 'POST', body: []}]});

/** What the receiver said yes to, in that order. */
export const taken = async (site: FixtureSite, match: string | RegExp = 'statements'): Promise<Statement[]> =>
  (await site.requests(match))
    .filter(({status}) => status === 200)
    .flatMap(({body}) => JSON.parse(body) as Statement[]);

/** Their ids. */
export const received = async (site: FixtureSite, match?: string | RegExp): Promise<string[]> =>
  (await taken(site, match)).map(({id}) => id);

export const progress = (seconds: number): CourseProgress => ({
  version: '1',
  enrolled: '2026-01-01T00:00:00.000Z',
  lessons: {a: {seconds}},
});

/** What our server says to a page that nobody has signed in to. */
export const token: TokenAnswer = {
  token: 't1',
  token_type: 'Bearer',
  expires: '2099-01-01T00:00:00Z',
  actor: {account: {homePage: 'https://srv', name: 'anna'}},
  role: 'learner',
};

/** Our server: it knows the person as Anna. */
export const server = async (): Promise<FixtureSite> => {
  const site = await fixtureSite();
  await serve(site);
  return site;
};

/** Makes a site answer as our server does. */
export const serve = (site: FixtureSite): Promise<void> =>
  site.rule(
    {match: 'v1/tokens', method: 'POST', body: token},
    {match: 'v1/me', body: {actor: token.actor, role: 'learner'}},
    {match: 'xapi/statements', method: 'POST', body: []},
  );
