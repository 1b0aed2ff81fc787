import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import type {CourseState, TokenAnswer} from '@uggla/protocol';
import {pageWords} from '../locales/words.js';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {FakeIssuer} from '../support/issuer.test.util.js';
import {statementOf, until, xapi} from '../support/server.test.util.js';
import {mailServer, type MailServer} from '../support/smtp.test.util.js';
import {campusOfYear, yearId} from '../support/year.test.util.js';
import type {Invitation} from './invitations.js';

let app: TestApp;
let boss: Visitor;
let mails: MailServer;
let login: FakeIssuer;

before(async () => {
  mails = await mailServer();
  login = new FakeIssuer();
  await login.open();
  app = await openApp({
    root: campusOfYear(),
    invitations: true,
    issuer: login.url,
    audience: 'campus',
    smtp: mails.url,
    mailFrom: 'Campus <campus@example.com>',
    publicUrl: 'https://campus.example.com',
  });
  boss = await app.visitor('manager');
});

const post = (path: string, body: object, who?: Visitor) =>
  app.send('POST', path, {body, ...(who ? {headers: who.headers} : {})});
const invite = (body: object, who = boss) => post('/v1/invitations', body, who);
async function invited(body: object, who = boss): Promise<Invitation[]> {
  const answer = await invite(body, who);
  assert.equal(answer.status, 201, await answer.clone().text());
  return ((await answer.json()) as {invitations: Invitation[]}).invitations;
}
const list = async (who = boss) =>
  ((await (await app.send('GET', '/v1/invitations', {headers: who.headers})).json()) as {invitations: Invitation[]})
    .invitations;
const tokenIn = ({url}: Invitation) => new URL(url!).hash.slice(1);
const open = (invitation: string) => post('/v1/tokens', {invitation});
const look = async (invitation: string) => (await post('/v1/invitations/lookup', {invitation})).json();

describe('an invitation', () => {
  it('enrols at once, is told to whoever has the link, opens that person’s account once, and is seen to be used', async () => {
    const [one] = await invited({people: [{name: 'Ana', email: 'ana@acme.example'}], courses: [yearId]});
    assert.match(one!.url!, /^https:\/\/campus\.example\.com\/invitation#ey/);
    assert.deepEqual([one!.state, one!.role, one!.courses], ['open', 'learner', [yearId]]);
    for (let time = 0; time < 2; time++) {
      const {name, state, campus} = (await look(tokenIn(one!))) as Record<string, string>;
      assert.deepEqual([name, state, campus], ['Ana', 'open', 'Campus'], 'looking uses nothing up');
    }
    const answer = await open(tokenIn(one!));
    const {token, actor, role} = (await answer.json()) as TokenAnswer;
    assert.deepEqual([answer.status, role, actor.name, actor.account], [201, 'learner', 'Ana', one!.account]);
    const headers = xapi(token);
    const {courses} = (await (await app.send('GET', '/v1/progress', {headers})).json()) as {courses: CourseState[]};
    assert.equal(courses[0]!.todos!.length, 1, 'enrolled since the invitation');
    assert.equal((await app.send('POST', '/xapi/statements', {headers, body: statementOf(actor)})).status, 200);
    assert.equal(await codeOf(await open(tokenIn(one!))), 'invitation-used');
    const there = (await list()).find(({id}) => id === one!.id)!;
    assert.deepEqual([there.state, there.url, typeof there.accepted], ['accepted', undefined, 'string']);
    assert.equal(((await look(tokenIn(one!))) as Invitation).state, 'accepted');
    const renewed = await app.send('POST', '/v1/tokens', {headers, body: {}});
    assert.deepEqual(((await renewed.json()) as TokenAnswer).actor.account, actor.account);
  });

  it('is for the one person who was enrolled, and who comes by the issuer later', async () => {
    const enrolment = {course: yearId, people: [{account: 'ben', email: 'ben@acme.example'}]};
    await post('/v1/enrolments', enrolment, boss);
    const [one] = await invited({people: [{name: 'Ben', account: 'ben'}]});
    assert.equal(one!.account!.name, 'ben');
    const {actor} = (await (await open(tokenIn(one!))).json()) as TokenAnswer;
    const headers = xapi(await login.sign({sub: 'u-7', email: 'ben@acme.example', email_verified: true}));
    const me = (await (await app.send('GET', '/v1/me', {headers})).json()) as {actor: TokenAnswer['actor']};
    assert.deepEqual(me.actor.account, actor.account);
  });

  it('can be withdrawn until it is used, and ends by itself', async () => {
    const [one, other] = await invited({people: [{name: 'Cleo'}, {name: 'Dora'}]});
    const revoke = (id: string) => app.send('DELETE', `/v1/invitations/${id}`, {headers: boss.headers});
    assert.equal((await revoke(one!.id)).status, 204);
    assert.equal(await codeOf(await revoke(one!.id)), 'invitation-unknown');
    assert.equal(await codeOf(await open(tokenIn(one!))), 'invitation-revoked');
    assert.equal(((await look(tokenIn(one!))) as Invitation).state, 'revoked');
    const {tokens, store} = app.services;
    const expires = new Date(Date.now() - 1000).toISOString();
    await store.db.updateTable('invitations').set({expires}).where('id', '=', other!.id).execute();
    const row = await store.db
      .selectFrom('invitations')
      .selectAll()
      .where('id', '=', other!.id)
      .executeTakeFirstOrThrow();
    assert.equal(await codeOf(await open(await tokens.invitation(row))), 'invitation-expired');
    assert.equal((await list()).find(({id}) => id === other!.id)!.state, 'expired');
  });

  it('is a manager’s to make, for no more than they may, and to nobody’s account who may do more', async () => {
    const [learner, admin] = [await app.visitor('editor'), await app.visitor('admin')];
    assert.equal(await codeOf(await invite({people: [{name: 'X'}]}, learner)), 'role-insufficient');
    assert.equal(await codeOf(await invite({people: [{name: 'X'}], role: 'admin'})), 'role-insufficient');
    const [theirs] = await invited({people: [{name: 'Root', account: 'root'}], role: 'admin'}, admin);
    assert.equal((await list()).find(({id}) => id === theirs!.id)!.url, undefined, 'a manager could open it');
    await open(tokenIn(theirs!));
    assert.equal(await codeOf(await invite({people: [{account: 'root'}]})), 'role-insufficient');
    await app.send('GET', '/v1/me', {
      headers: xapi(await login.sign({sub: 'u-8', email: 'eva@acme.example', email_verified: true})),
    });
    assert.equal(await codeOf(await invite({people: [{email: 'eva@acme.example'}]})), 'role-insufficient');
    for (const body of [{people: []}, {people: [{}]}, {people: [{email: 'nowhere'}]}, {people: [{name: 'X'}], days: 0}])
      assert.equal(await codeOf(await invite(body)), 'body-invalid');
    assert.equal(await codeOf(await invite({people: [{name: 'X'}], courses: ['none']})), 'course-unavailable');
    assert.equal(await codeOf(await post('/v1/invitations/lookup', {invitation: 'ey'})), 'token-invalid');
  });

  it('goes by mail, in the language that was chosen, and what was not taken is told', async () => {
    mails.refuse = (address) => (address.startsWith('no@') ? '550 no such mailbox' : undefined);
    const people = [{name: 'Félix', email: 'felix@acme.example'}, {email: 'no@acme.example'}];
    const [one, other] = await invited({people, language: 'es', mail: true});
    await until(async () => (await list()).some(({id, mailTrouble}) => id === other!.id && mailTrouble !== undefined));
    const mail = mails.mails.find(({to}) => to.some((address) => address.includes('felix')))!;
    assert.match(mail.headers['subject']!, /Tu invitaci/);
    assert.ok(
      mail.text
        .replace(/=\r?\n/g, '')
        .replaceAll('=3D', '=')
        .includes(one!.url!),
      mail.text,
    );
    assert.equal(typeof (await list()).find(({id}) => id === one!.id)!.mailed, 'string');
  });
});

describe('invitations at the desk', () => {
  const enter = async (body: Record<string, string>) => {
    const headers = {'Content-Type': 'application/x-www-form-urlencoded'};
    return app.send('POST', '/desk/enter', {headers, body: new URLSearchParams(body).toString()});
  };

  it('are made by a form or a table, shown with their links, and withdrawn', async () => {
    const entered = await enter({token: boss.token});
    assert.equal(entered.headers.get('location'), '/desk/people', 'whoever is signed in opens the desk by that');
    const Cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
    const send = async (fields: Record<string, string>, csv?: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      if (csv !== undefined) form.set('file', new Blob([csv], {type: 'text/csv'}), 'people.csv');
      const whole = new Response(form);
      return app.send('POST', '/desk/invitations', {
        headers: {Cookie, 'Accept-Language': 'en', 'Content-Type': whole.headers.get('content-type')!},
        body: new Uint8Array(await whole.arrayBuffer()),
      });
    };
    const page = async () =>
      (await app.send('GET', '/desk/invitations', {headers: {Cookie, 'Accept-Language': 'en'}})).text();
    const made = await send({name: '<b>Gil</b>', role: 'learner', days: '30', courses: yearId});
    assert.equal(made.headers.get('location'), '/desk/invitations?made=1');
    const html = await page();
    assert.match(html, /&lt;b&gt;Gil&lt;\/b&gt;/);
    assert.match(html, /value="https:\/\/campus\.example\.com\/invitation#ey/);
    assert.doesNotMatch(html, /<b>Gil|undefined|\[object|<option value="admin"/);
    const table = await (await send({role: 'learner', days: '5'}, 'nombre;correo\nHugo;\nIris;nowhere\n')).text();
    assert.match(table, /Line 3: nowhere is no address of mail/);
    assert.match(table, /Hugo/);
    const empty = await send({role: 'learner', days: '30'});
    assert.equal(empty.status, 400);
    assert.match(await empty.text(), /role="alert">Nobody was named/);
    const hugo = (await list()).find(({name}) => name === 'Hugo')!;
    await app.send('POST', `/desk/invitations/${hugo.id}/revoke`, {headers: {Cookie}});
    assert.equal((await list()).find(({id}) => id === hugo.id)!.state, 'revoked');
    assert.equal((await app.send('GET', '/desk/invitations')).status, 401);
    const learner = (await (
      await open(tokenIn((await invited({people: [{name: 'Learner'}]}))[0]!))
    ).json()) as TokenAnswer;
    assert.equal((await enter({token: learner.token})).status, 401, 'no learner opens the desk');
    assert.equal((await enter({token: 'x'})).status, 401);
  });

  it('is opened on a page in ten languages, and so is the button to leave', async () => {
    for (const [tag, {signIn, account}] of Object.entries(pageWords)) {
      const page = await app.send('GET', '/invitation', {headers: {'Accept-Language': tag}});
      const text = await page.text();
      assert.ok(text.includes(`<html lang="${tag}"${tag === 'ar' ? ' dir="rtl"' : ''}>`), text);
      for (const word of [signIn.invited, signIn.shared, signIn.accepted, signIn.enter]) assert.ok(text.includes(word));
      const script = await (await app.send('GET', '/account/account-words.js')).text();
      assert.ok(script.includes(`"${tag}":{"out":"${account.out}"`), script);
    }
  });

  it('speaks of the button to leave only where the campus has it', async () => {
    const page = async (more: object) =>
      (await (await openApp(more)).app.request('/invitation', {headers: {'Accept-Language': 'en'}})).text();
    assert.match(await page({root: campusOfYear(), invitations: true}), /Sign out when you are done/);
    assert.doesNotMatch(await page({root: campusOfYear()}), /Sign out when you are done/);
  });
});
