import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {isCountersignature} from '../records/acknowledgement.js';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {readSystemKeys} from './systems.js';

const secret = 'a-long-enough-secret';
const basic = (text: string) => ({
  Authorization: `Basic ${Buffer.from(text).toString('base64')}`,
  'X-Experience-API-Version': '1.0.3',
});
const ana = {objectType: 'Agent' as const, mbox: 'mailto:ana@example.com'};

describe('a system that keeps records of others', () => {
  let app: TestApp;
  let who: Visitor;
  before(async () => {
    app = await openApp({chatOnly: true, xapiSystems: `lms:${secret} cmi5:another-long-secret`});
    who = await app.visitor();
  });

  it('records what others did, in its own name', async () => {
    const statement = statementOf(ana);
    const answer = await app.send('POST', '/xapi/statements', {headers: basic(`lms:${secret}`), body: statement});
    assert.equal(answer.status, 200);
    const kept = (await (
      await app.send('GET', `/xapi/statements?statementId=${statement.id}`, {headers: basic(`lms:${secret}`)})
    ).json()) as Statement;
    assert.deepEqual([kept.actor.mbox, kept.authority?.account?.name], ['mailto:ana@example.com', 'system:lms']);
  });

  it('is known by its secret alone, and on xAPI alone', async () => {
    for (const wrong of ['lms:wrong', `lms:${secret}x`, `cmi5:${secret}`, `:${secret}`, `other:${secret}`, secret, ''])
      assert.equal((await app.send('GET', '/xapi/statements', {headers: basic(wrong)})).status, 401, wrong);
    assert.equal((await app.send('GET', '/v1/me', {headers: basic(`lms:${secret}`)})).status, 401);
    assert.equal((await app.send('DELETE', '/v1/people/ana', {headers: basic(`lms:${secret}`)})).status, 401);
  });

  it('says nothing that only the server says', async () => {
    const statement = {...statementOf(ana), verb: {id: 'https://uggla.dev/xapi/verbs/countersigned', display: {}}};
    assert.equal(
      await codeOf(await app.send('POST', '/xapi/statements', {headers: basic(`lms:${secret}`), body: statement})),
      'actor-refused',
    );
  });

  it('hands on what another server countersigned, which has no force here', async () => {
    const by = (homePage: string) => ({
      ...statementOf({objectType: 'Agent', name: 'Uggla', account: {homePage, name: 'server'}}),
      verb: {id: 'https://uggla.dev/xapi/verbs/countersigned', display: {en: 'countersigned'}},
    });
    const headers = basic(`lms:${secret}`);
    const [theirs, ours] = [by('https://other.example'), by(app.services.homePage)];
    assert.equal((await app.send('POST', '/xapi/statements', {headers, body: theirs})).status, 200);
    assert.equal(await codeOf(await app.send('POST', '/xapi/statements', {headers, body: ours})), 'actor-refused');
    const kept = JSON.parse((await app.services.statements.find(theirs.id))!.json) as Statement;
    assert.equal(isCountersignature(kept), false);
  });

  it('keeps states and profiles of others, which a learner does not', async () => {
    const state = `/xapi/activities/state?${new URLSearchParams({activityId: 'https://a.example/1', agent: JSON.stringify(ana), stateId: 'LMS.LaunchData'})}`;
    assert.equal((await app.send('PUT', state, {headers: basic(`lms:${secret}`), body: {}})).status, 204);
    assert.equal(await codeOf(await app.send('PUT', state, {headers: who.headers, body: {}})), 'actor-refused');
  });

  it('is not made by a key that is none', () => {
    for (const text of ['lms', 'lms:short', ':sixteen-letters-and-more'])
      assert.throws(() => readSystemKeys(text), {code: 'server-misconfigured'}, text);
    assert.deepEqual(readSystemKeys(` \n`), []);
    assert.equal(readSystemKeys(`a:${secret}\nb:${secret}`).length, 2);
  });
});

describe('profiles, agents and activities', () => {
  let app: TestApp;
  let [learner, other, editor, boss] = [] as unknown as [Visitor, Visitor, Visitor, Visitor];
  before(async () => {
    app = await openApp({chatOnly: true});
    [learner, other, editor, boss] = [
      await app.visitor(),
      await app.visitor(),
      await app.visitor('editor'),
      await app.visitor('manager'),
    ];
  });
  const activity = 'https://campus.example/courses/ergonomia/ajusta';
  const activityProfile = (more: Record<string, string> = {profileId: 'p'}) =>
    `/xapi/activities/profile?${new URLSearchParams({activityId: activity, ...more})}`;
  const agentProfile = (who: Visitor, more: Record<string, string> = {profileId: 'p'}) =>
    `/xapi/agents/profile?${new URLSearchParams({agent: JSON.stringify(who.actor), ...more})}`;
  const send = (who: Visitor, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    app.send(method, path, {headers: {...who.headers, ...headers}, body});

  it('are written over by nobody who does not know what is there', async () => {
    const path = agentProfile(learner);
    assert.equal((await send(learner, 'PUT', path, {a: 1})).status, 400, 'not said whether anything is there');
    const first = await send(learner, 'PUT', path, {a: 1}, {'If-None-Match': '*'});
    assert.deepEqual([first.status, /^"[0-9a-f]{40}"$/.test(first.headers.get('etag')!)], [204, true]);
    assert.equal((await send(learner, 'PUT', path, {a: 2})).status, 409);
    assert.equal((await send(learner, 'PUT', path, {a: 2}, {'If-None-Match': '*'})).status, 412);
    assert.equal((await send(learner, 'PUT', path, {a: 2}, {'If-Match': '"00"'})).status, 412);
    assert.equal((await send(learner, 'PUT', path, {a: 2}, {'If-Match': first.headers.get('etag')!})).status, 204);
    assert.deepEqual(await (await send(learner, 'GET', path)).json(), {a: 2});
    const both = await Promise.all(
      [1, 2, 3].map(
        async (b) =>
          (await send(learner, 'PUT', path, {b}, {'If-Match': (await send(learner, 'GET', path)).headers.get('etag')!}))
            .status,
      ),
    );
    assert.equal(both.filter((status) => status === 204).length >= 1, true);
  });

  it('are joined, listed since a time, and deleted', async () => {
    const path = agentProfile(other);
    await send(other, 'POST', path, {a: 1, b: 1});
    await send(other, 'POST', path, {b: 2});
    assert.deepEqual(await (await send(other, 'GET', path)).json(), {a: 1, b: 2});
    assert.deepEqual(await (await send(other, 'GET', agentProfile(other, {}))).json(), ['p']);
    assert.deepEqual(
      await (
        await send(other, 'GET', agentProfile(other, {since: new Date(Date.now() + 60_000).toISOString()}))
      ).json(),
      [],
    );
    assert.equal((await send(other, 'DELETE', path)).status, 204);
    assert.equal((await send(other, 'GET', path)).status, 404);
    assert.equal(await codeOf(await send(other, 'DELETE', agentProfile(other, {}))), 'query-invalid');
  });

  it('of an activity are written by editors and read by all; of a person by that person', async () => {
    assert.equal(
      await codeOf(await send(learner, 'PUT', activityProfile(), {}, {'If-None-Match': '*'})),
      'role-insufficient',
    );
    assert.equal((await send(editor, 'PUT', activityProfile(), {x: 1}, {'If-None-Match': '*'})).status, 204);
    assert.deepEqual(await (await send(learner, 'GET', activityProfile())).json(), {x: 1});
    assert.equal(await codeOf(await send(other, 'GET', agentProfile(learner))), 'actor-refused');
    assert.equal((await send(boss, 'GET', agentProfile(learner))).status, 200);
    assert.equal(
      await codeOf(await send(boss, 'PUT', agentProfile(learner), {}, {'If-None-Match': '*'})),
      'actor-refused',
    );
  });

  it('tell who an agent is and what an activity is', async () => {
    await send(learner, 'POST', '/xapi/statements', statementOf({...learner.actor, name: 'Ana'}));
    await send(
      learner,
      'POST',
      '/xapi/statements',
      statementOf(learner.actor, {object: {id: activity, definition: {name: {fr: 'Ajustez'}}}}),
    );
    const agents = `/xapi/agents?${new URLSearchParams({agent: JSON.stringify(learner.actor)})}`;
    assert.deepEqual(await (await send(learner, 'GET', agents)).json(), {
      objectType: 'Person',
      name: ['Ana'],
      account: [learner.actor.account],
    });
    assert.equal(await codeOf(await send(other, 'GET', agents)), 'role-insufficient');
    const found = (await (
      await send(other, 'GET', `/xapi/activities?${new URLSearchParams({activityId: activity})}`)
    ).json()) as {definition: {name: object}};
    assert.deepEqual(found.definition.name, {es: 'Ajusta tu puesto', en: 'Adjust your workstation', fr: 'Ajustez'});
    assert.equal((await send(other, 'GET', '/xapi/activities?activityId=none')).status, 400);
  });

  it('find statements that have an activity or an agent anywhere in them', async () => {
    const course = 'https://campus.example/courses/ergonomia_%';
    await send(
      learner,
      'POST',
      '/xapi/statements',
      statementOf(learner.actor, {context: {contextActivities: {grouping: [{id: course}]}}}),
    );
    const count = async (who: Visitor, query: Record<string, string>) =>
      (
        (await (await send(who, 'GET', `/xapi/statements?${new URLSearchParams(query)}`)).json()) as {
          statements: unknown[];
        }
      ).statements.length;
    assert.deepEqual(
      [await count(learner, {activity: course}), await count(learner, {activity: course, related_activities: 'true'})],
      [0, 1],
    );
    assert.equal(
      await count(other, {activity: course, related_activities: 'true'}),
      0,
      'those of others are not theirs to read',
    );
    assert.equal(
      await count(learner, {activity: 'https://campus.example/courses/ergonomia__', related_activities: 'true'}),
      0,
    );
    assert.ok((await count(boss, {agent: JSON.stringify(learner.actor), related_agents: 'true'})) >= 3);
  });
});
