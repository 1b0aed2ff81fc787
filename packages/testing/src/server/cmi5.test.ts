import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {launchCmi5} from '../cmi5.js';
import {startFixtureServer, type FixtureServer} from '../fixture-server.js';

describe('the LMS of the fixture server', () => {
  let server: FixtureServer;
  before(async () => (server = await startFixtureServer()));
  after(() => server.close());

  const launched = async (settings = {}) => {
    const session = await launchCmi5(settings, server.url);
    const query = new URLSearchParams(session.query);
    const {'auth-token': token} = (await (await fetch(query.get('fetch')!, {method: 'POST'})).json()) as {
      'auth-token': string;
    };
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${query.get('endpoint')}${path}`, {
        ...init,
        headers: {authorization: `Basic ${token}`, 'x-experience-api-version': '1.0.3', ...(init.headers as object)},
      });
    const state = (stateId: string) =>
      `activities/state?${new URLSearchParams({activityId: query.get('activityId')!, agent: query.get('actor')!, registration: query.get('registration')!, stateId})}`;
    const post = async (statement: object) =>
      (await ask('statements', {method: 'POST', body: JSON.stringify([statement])})).status;
    const of = (verb: string, more: object = {}, category = ['cmi5']) => ({
      id: crypto.randomUUID(),
      actor: JSON.parse(query.get('actor')!) as object,
      verb: {id: `http://adlnet.gov/expapi/verbs/${verb}`},
      object: {id: query.get('activityId')},
      timestamp: '2026-01-01T00:00:00.000Z',
      context: {
        registration: query.get('registration'),
        extensions: {'https://w3id.org/xapi/cmi5/context/extensions/sessionid': session.id},
        contextActivities: {
          grouping: [{id: 'https://publisher.example/unit'}],
          category: category.map((id) => ({id: `https://w3id.org/xapi/cmi5/context/categories/${id}`})),
        },
      },
      ...more,
    });
    return {session, query, ask, state, post, of};
  };

  it('gives its token once', async () => {
    const {query} = await launched();
    const again = (await (await fetch(query.get('fetch')!, {method: 'POST'})).json()) as Record<string, unknown>;
    assert.deepEqual(Object.keys(again), ['error-code', 'error-text']);
  });

  it('refuses what breaks the rules of cmi5, and says which', async () => {
    const {session, ask, state, post, of} = await launched({masteryScore: 0.8});
    const duration = 'PT1S';
    assert.equal(await post(of('initialized')), 403);
    await ask(state('LMS.LaunchData'));
    await ask('agents/profile?profileId=cmi5LearnerPreferences');
    assert.equal(await post(of('experienced', {}, [])), 403);
    assert.equal(await post(of('initialized')), 200);
    assert.equal(await post(of('initialized')), 403);
    assert.equal(await post(of('completed', {result: {completion: true, duration}})), 403);
    assert.equal(
      await post(of('passed', {result: {success: true, duration, score: {scaled: 0.7}}}, ['cmi5', 'moveon'])),
      403,
    );
    assert.equal(await post(of('experienced', {}, [])), 200);
    assert.equal(await post(of('experienced', {context: {}}, [])), 403);
    assert.equal(await post(of('terminated', {result: {duration}})), 200);
    assert.equal(await post(of('experienced', {}, [])), 403);
    const {refused} = await session.log();
    assert.equal(refused.length, 7);
    assert.match(
      refused.join('\n'),
      /launch data[^]*not initialized yet[^]*twice[^]*moveon[^]*mastery[^]*registration[^]*over/,
    );
  });

  it('keeps state documents by ETag, and takes a statement that comes again once', async () => {
    const {session, ask, state, post, of} = await launched();
    await Promise.all([ask(state('LMS.LaunchData')), ask('agents/profile?profileId=cmi5LearnerPreferences')]);
    assert.equal((await ask(state('x'))).status, 404);
    assert.equal(
      (await ask(state('x'), {method: 'PUT', body: '{"a":1}', headers: {'if-none-match': '*'}})).status,
      204,
    );
    assert.equal((await ask(state('x'), {method: 'PUT', body: '{}', headers: {'if-none-match': '*'}})).status, 412);
    const statement = of('initialized');
    assert.deepEqual(
      [await post(statement), await post(statement), await post({...statement, timestamp: '2026-01-02T00:00:00Z'})],
      [200, 200, 409],
    );
    assert.equal((await session.log()).statements.length, 1);
  });
});
