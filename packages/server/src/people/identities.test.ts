import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {CourseState, MeAnswer} from '@uggla/protocol';
import type {JWTPayload} from 'jose';
import {makeAudit} from '../audit/export-audit.js';
import {verifyAudit} from '../audit/verify-audit.js';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {acceptanceOf, campusWithPolicy} from '../support/audit.test.util.js';
import {courseId} from '../support/campus.test.util.js';
import {FakeIssuer} from '../support/issuer.test.util.js';
import {statementOf, xapi} from '../support/server.test.util.js';

let login: FakeIssuer;
let root: string;
let app: TestApp;
let boss: Visitor;
const home = 'https://campus.example/';

before(async () => {
  login = new FakeIssuer();
  await login.open();
  root = await campusWithPolicy();
});
after(() => login.close());

const open = async (more: object = {}) => {
  app = await openApp({
    root,
    issuer: login.url,
    audience: 'campus',
    invitations: true,
    accountClaim: 'employee',
    trustedHeader: 'x-user',
    trustedProxies: ['10.0.0.1'],
    xapiSystems: 'lms:a-long-enough-secret',
    ...more,
  });
  boss = await app.visitor('manager');
};
beforeEach(() => open());

const enrol = (...people: object[]) =>
  app.send('POST', '/v1/enrolments', {headers: boss.headers, body: {course: courseId, people}});
/** Somebody who comes with a token of the issuer. */
async function come(claims: JWTPayload): Promise<MeAnswer & {headers: Record<string, string>}> {
  const headers = xapi(await login.sign(claims));
  const answer = await app.send('GET', '/v1/me', {headers});
  assert.equal(answer.status, 200);
  return {...((await answer.json()) as MeAnswer), headers};
}
const verified = (email: string) => ({email, email_verified: true});
const accountOf = ({actor}: MeAnswer) => `${actor.account!.homePage} ${actor.account!.name}`;
const ofIssuer = (sub: string) => `${login.url} ${sub}`;
const state = async ({headers}: {headers: Record<string, string>}) =>
  ((await (await app.send('GET', '/v1/progress', {headers})).json()) as {courses: CourseState[]}).courses[0];
const say = async (who: {actor: MeAnswer['actor']; headers: Record<string, string>}, more = {}) => {
  const answer = await app.send('POST', '/xapi/statements', {
    headers: who.headers,
    body: {...acceptanceOf(who.actor, 'Signed'), ...more},
  });
  assert.equal(answer.status, 200, await answer.clone().text());
};
async function accepted(): Promise<string[]> {
  const {store, keys, campus} = app.services;
  const {acceptances, zip} = await makeAudit({db: store.db, keys, campus});
  assert.deepEqual((await verifyAudit(zip, keys.jwks as never)).flaws, []);
  return acceptances.map(({state: one}) => one);
}
const peopleAtDesk = async () => {
  const body = new URLSearchParams({invitation: await app.services.accounts.invite('manager')}).toString();
  const type = {'Content-Type': 'application/x-www-form-urlencoded'};
  const entered = await app.send('POST', '/desk/enter', {headers: type, body});
  const Cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
  const csv = await (await app.send('GET', '/desk/people.csv', {headers: {Cookie}})).text();
  return csv.trimEnd().split('\r\n').slice(1);
};

describe('whoever was enrolled and comes in', () => {
  it('by an address of mail that the issuer has checked is the one who was enrolled', async () => {
    await enrol({account: 'ana', name: 'Ana', email: 'Ana@acme.example'});
    const ana = await come({sub: 'u-1', ...verified('ana@ACME.example')});
    assert.equal(accountOf(ana), `${home} ana`);
    assert.ok((await state(ana))!.todos!.length > 0, 'months count, and reminders are due');
    await say(ana);
    assert.deepEqual(await accepted(), ['accepted'], '1 of 1');
    assert.deepEqual((await peopleAtDesk()).length, 1);
    assert.equal(accountOf(await come({sub: 'u-1'})), `${home} ana`, 'and stays so');
    const token = (await (await app.send('POST', '/v1/tokens', {headers: ana.headers, body: {}})).json()) as {
      token: string;
    };
    const headers = xapi(token.token);
    assert.equal(accountOf((await (await app.send('GET', '/v1/me', {headers})).json()) as MeAnswer), `${home} ana`);
    assert.equal(
      (await app.send('POST', '/v1/tokens', {headers, body: {}})).status,
      401,
      'only the issuer prolongs it',
    );
  });

  it('by an address that nobody has checked is not', async () => {
    await enrol({account: 'ana', email: 'ana@acme.example'});
    for (const claims of [{email: 'ana@acme.example'}, {email: 'ana@acme.example', email_verified: 'true'}])
      assert.equal(accountOf(await come({sub: 'u-2', ...claims})), ofIssuer('u-2'));
  });

  it('by the claim that holds the company’s own name for people', async () => {
    await enrol({account: 'e-17'});
    assert.equal(accountOf(await come({sub: 'u-3', employee: 'e-17'})), `${home} e-17`);
    assert.equal(accountOf(await come({sub: 'u-4', employee: 'server'})), ofIssuer('u-4'));
    assert.equal(accountOf(await come({sub: 'u-5', preferred_username: 'e-17'})), ofIssuer('u-5'));
    const early = await come({sub: 'u-6', employee: 'e-18'});
    await enrol({account: 'e-18'});
    assert.ok(await state(early), 'enrolled after they came');
  });

  it('through the proxy, by name or by address', async () => {
    await enrol({account: 'ben', email: 'ben@acme.example'}, {account: 'eva'});
    const via = async (name: string) =>
      (await (await app.send('GET', '/v1/me', {headers: {'X-User': name}, peer: '10.0.0.1'})).json()) as MeAnswer;
    assert.equal(accountOf(await via('ben@acme.example')), `${home} ben`);
    assert.equal(accountOf(await via('eva')), `${home} eva`);
    assert.equal(accountOf(await via('new@acme.example')), `${home} new@acme.example`);
  });

  it('goes on under the account that they had, when they are enrolled later', async () => {
    const cleo = await come({sub: 'u-6', ...verified('cleo@acme.example')});
    await say(cleo);
    const answer = await enrol({account: 'cleo', name: 'Cleo', email: 'cleo@acme.example'});
    const {enrolments} = (await answer.json()) as {enrolments: {actor: MeAnswer['actor']}[]};
    assert.equal(accountOf(enrolments[0] as MeAnswer), ofIssuer('u-6'));
    assert.equal(accountOf(await come({sub: 'u-6', ...verified('cleo@acme.example')})), ofIssuer('u-6'));
    assert.deepEqual(await accepted(), ['accepted']);
    assert.deepEqual((await enrol({account: 'cleo'})).status, 200, 'by that name alone, too');
    assert.equal((await peopleAtDesk()).length, 1);
  });

  it('keeps the day of the enrolment when table and person are found to be one afterwards', async () => {
    const [first] = ((await (await enrol({account: 'dora'})).json()) as {enrolments: {enrolled: string}[]}).enrolments;
    const dora = await come({sub: 'u-7', ...verified('dora@acme.example')});
    await say(dora);
    assert.deepEqual((await accepted()).sort(), ['accepted', 'missing'], 'nothing said yet that they are one');
    await enrol({account: 'dora', email: 'dora@acme.example'});
    assert.equal((await state(dora))!.progress.enrolled, first!.enrolled);
    assert.deepEqual(await accepted(), ['accepted']);
    assert.equal((await peopleAtDesk()).length, 1);
  });

  it('is counted with what a system recorded of their address', async () => {
    await enrol({account: 'ana', email: 'ana@acme.example'});
    const ana = await come({sub: 'u-1', ...verified('ana@acme.example')});
    const recorded = statementOf({objectType: 'Agent', mbox: 'mailto:ana@acme.example'} as never);
    const Authorization = `Basic ${Buffer.from('lms:a-long-enough-secret').toString('base64')}`;
    const headers = {Authorization, 'X-Experience-API-Version': '1.0.3'};
    assert.equal((await app.send('POST', '/xapi/statements', {headers, body: recorded})).status, 200);
    const query = new URLSearchParams({agent: JSON.stringify(ana.actor)});
    const {statements} = (await (
      await app.send('GET', `/xapi/statements?${query}`, {headers: ana.headers})
    ).json()) as {statements: {id: string}[]};
    assert.equal(statements[0]!.id, recorded.id);
  });
});

describe('people who only look like one', () => {
  it('stay two when they share an address', async () => {
    await enrol({account: 'ana', email: 'shop@acme.example'}, {account: 'ben', email: 'shop@acme.example'});
    assert.equal((await peopleAtDesk()).length, 2);
    assert.equal(accountOf(await come({sub: 'u-1', ...verified('shop@acme.example')})), ofIssuer('u-1'));
  });

  it('stay two when an address is given to somebody new', async () => {
    await enrol({account: 'ana', email: 'ana@acme.example'});
    const old = await come({sub: 'u-1', ...verified('ana@acme.example')});
    await say(old);
    const fresh = await come({sub: 'u-9', ...verified('ana@acme.example')});
    assert.equal(accountOf(fresh), ofIssuer('u-9'));
    assert.equal(await state(fresh), undefined, 'nothing of the other is theirs');
    assert.equal(accountOf(await come({sub: 'u-1', ...verified('ana@acme.example')})), `${home} ana`);
  });

  it('are not joined by a slip in a table, once both came in', async () => {
    const ana = await come({sub: 'u-1', ...verified('ana@acme.example')});
    await app.send('GET', '/v1/me', {headers: {'X-User': 'ben'}, peer: '10.0.0.1'});
    assert.equal(await codeOf(await enrol({account: 'ben', email: 'ana@acme.example'})), 'people-differ');
    await enrol({account: 'ana', email: 'ana@acme.example'});
    assert.equal(
      (await enrol({account: 'ben', email: 'ana@acme.example'})).status,
      201,
      'Ana has another name by then',
    );
    assert.equal(accountOf(await come({sub: 'u-1', ...verified('ana@acme.example')})), accountOf(ana));
    assert.equal((await peopleAtDesk()).length, 2);
  });

  it('cannot say of themselves that they are somebody else', async () => {
    const [eve, ana] = [await come({sub: 'u-1'}), await come({sub: 'u-2'})];
    await enrol({account: 'ana'});
    await say(ana);
    await say(eve, {
      verb: {id: 'https://uggla.dev/xapi/verbs/goes-by'},
      object: {objectType: 'Agent', account: ana.actor.account},
    });
    assert.deepEqual((await accepted()).sort(), ['accepted', 'missing', 'missing'], 'Ana’s is hers alone');
    const {status} = await app.send('POST', '/xapi/statements', {headers: eve.headers, body: statementOf(ana.actor)});
    assert.equal(status, 403);
  });
});

describe('erasing somebody', () => {
  it('cuts all their names, whichever is named', async () => {
    for (const account of ['ana', 'u-1']) {
      await open();
      await enrol({account: 'ana', name: 'Zoila', email: 'zoila@acme.example'});
      const ana = await come({sub: 'u-1', ...verified('zoila@acme.example')});
      await say(ana);
      const root = await app.visitor('admin');
      const invitation = {people: [{name: 'Zoila', email: 'zoila@acme.example'}]};
      assert.equal((await app.send('POST', '/v1/invitations', {headers: root.headers, body: invitation})).status, 201);
      const admin = await app.visitor('admin');
      const homePage = account === 'ana' ? '' : `?homePage=${encodeURIComponent(login.url)}`;
      const answer = await app.send('DELETE', `/v1/people/${account}${homePage}`, {headers: admin.headers});
      assert.equal(answer.status, 200);
      const {db} = app.services.store;
      const tables = ['statements', 'people', 'aliases', 'accounts', 'invitations', 'states', 'attempts'] as const;
      const all = JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())));
      for (const trace of ['zoila', 'Zoila', '"u-1"', '"ana"', `${home} ana`, `${login.url} u-1`])
        assert.ok(!all.includes(trace), trace);
      assert.deepEqual(await accepted(), ['accepted'], 'that somebody accepted stays counted');
    }
  });
});
