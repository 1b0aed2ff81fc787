import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';

let app: TestApp;
before(async () => {
  app = await openApp({chatOnly: true, limits: {bodyBytes: 5000}});
});

const address = (who: Visitor, more: Record<string, string | undefined> = {}) => {
  const query = {
    activityId: 'https://campus.example/courses/ergonomia',
    agent: JSON.stringify(who.actor),
    stateId: 'progress',
    ...more,
  };
  return `/xapi/activities/state?${new URLSearchParams(Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined))}`;
};
const send = (
  who: Visitor,
  method: string,
  more: Record<string, string | undefined> = {},
  body?: unknown,
  headers: Record<string, string> = {},
) => app.send(method, address(who, more), {headers: {...who.headers, ...headers}, body});
const ids = async (who: Visitor, more: Record<string, string | undefined> = {}) =>
  (await send(who, 'GET', {stateId: undefined, ...more})).json() as Promise<string[]>;

describe('a state document', () => {
  it('is kept byte for byte, of whatever type', async () => {
    const who = await app.visitor();
    const bytes = Uint8Array.from({length: 256}, (_, at) => at);
    await send(who, 'PUT', {}, bytes, {'Content-Type': 'application/x-suspend; v=1'});
    const answer = await send(who, 'GET');
    assert.equal(answer.headers.get('content-type'), 'application/x-suspend; v=1');
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), bytes);
  });

  it('that is a page is no page of ours', async () => {
    const who = await app.visitor();
    await send(who, 'PUT', {}, '<script>alert(1)</script>', {'Content-Type': 'text/html'});
    assert.equal(
      (await app.send('GET', address(who), {headers: {Authorization: who.headers['Authorization']!}})).status,
      400,
      'a browser that opens the address sends no version',
    );
    assert.equal((await send(who, 'GET')).headers.get('x-content-type-options'), 'nosniff');
  });

  it('is named by activity, person, registration and id together', async () => {
    const who = await app.visitor();
    const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    const places = [
      {},
      {stateId: 'notes'},
      {activityId: 'https://campus.example/other'},
      {registration: one},
      {registration: other},
    ];
    for (const [at, place] of places.entries()) await send(who, 'PUT', place, {at});
    for (const [at, place] of places.entries()) assert.deepEqual(await (await send(who, 'GET', place)).json(), {at});
    await send(who, 'DELETE', {registration: one});
    assert.deepEqual(
      await Promise.all(places.map(async (place) => (await send(who, 'GET', place)).status)),
      [200, 200, 200, 404, 200],
    );
    await send(who, 'DELETE', {stateId: undefined});
    assert.deepEqual(
      await Promise.all(places.map(async (place) => (await send(who, 'GET', place)).status)),
      [404, 404, 200, 404, 200],
    );
  });

  it('is not longer than a body may be', async () => {
    const who = await app.visitor();
    assert.equal((await send(who, 'PUT', {}, 'x'.repeat(5000))).status, 204);
    assert.equal(await codeOf(await send(who, 'PUT', {}, 'x'.repeat(5001))), 'body-too-long');
    assert.equal((await (await send(who, 'GET')).text()).length, 5000);
  });

  it('of a name that is none is refused', async () => {
    const who = await app.visitor();
    for (const odd of [
      {activityId: undefined},
      {activityId: ''},
      {agent: undefined},
      {agent: '{}'},
      {agent: '[]'},
      {registration: 'x'},
      {stateId: ''},
      {stateId: 'x'.repeat(501)},
      {nonsense: '1'},
    ]) {
      assert.equal(await codeOf(await send(who, 'PUT', odd, {})), 'query-invalid', JSON.stringify(odd));
    }
  });
});

describe('two devices at one state', () => {
  it('agree by tags, though a proxy between weakens them', async () => {
    const who = await app.visitor();
    const etag = (await send(who, 'PUT', {}, {from: 'phone'})).headers.get('etag')!;
    assert.equal((await send(who, 'GET', {}, undefined, {'If-None-Match': `"x", W/${etag}`})).status, 304); // nginx with gzip
    assert.equal((await send(who, 'PUT', {}, {from: 'laptop'}, {'If-Match': `W/${etag}`})).status, 204);
    assert.equal((await send(who, 'PUT', {}, {from: 'phone'}, {'If-Match': `W/${etag}`})).status, 412);
    assert.equal((await send(who, 'PUT', {}, {from: 'phone'}, {'If-Match': '*'})).status, 204);
  });

  it('change nothing when they come too late, by PUT, POST or DELETE', async () => {
    const who = await app.visitor();
    await send(who, 'PUT', {}, {a: 1});
    for (const method of ['PUT', 'POST', 'DELETE']) {
      const answer = await send(who, method, {}, method === 'DELETE' ? undefined : {a: 2}, {
        'If-Match': '"of-yesterday"',
      });
      assert.deepEqual([answer.status, await codeOf(answer)], [412, 'state-changed'], method);
    }
    assert.deepEqual(await (await send(who, 'GET')).json(), {a: 1});
  });

  it('cannot go on from what is not there', async () => {
    const who = await app.visitor();
    for (const match of ['*', '"any"'])
      assert.equal((await send(who, 'PUT', {}, {}, {'If-Match': match})).status, 412, match);
    assert.equal((await send(who, 'GET')).status, 404);
  });

  it('join what they POST at once, and lose nothing', async () => {
    const who = await app.visitor();
    const answers = await Promise.all(
      Array.from({length: 20}, (_, at) => send(who, 'POST', {}, {[`lesson-${at}`]: at})),
    );
    assert.ok(answers.every(({status}) => status === 204));
    assert.equal(Object.keys((await (await send(who, 'GET')).json()) as object).length, 20);
  });

  it('give the same tag to the same bytes', async () => {
    const who = await app.visitor();
    const [one, two, three] = [
      await send(who, 'PUT', {}, {a: 1}),
      await send(who, 'PUT', {}, {a: 1}),
      await send(who, 'PUT', {}, {a: 2}),
    ];
    assert.equal(one.headers.get('etag'), two.headers.get('etag'));
    assert.notEqual(one.headers.get('etag'), three.headers.get('etag'));
  });
});

describe('POST', () => {
  it('begins no document that could never be joined', async () => {
    const who = await app.visitor();
    for (const body of ['{broken', '[1]', '"text"', 'null', ''])
      assert.equal(await codeOf(await send(who, 'POST', {}, body)), 'body-invalid', body);
    assert.equal((await send(who, 'GET')).status, 404);
    assert.equal(
      (await send(who, 'POST', {}, 'words', {'Content-Type': 'text/plain'})).status,
      204,
      'the first of another type is simply kept',
    );
  });

  it('leaves what was there as it was, when what comes cannot be joined', async () => {
    const who = await app.visitor();
    await send(who, 'PUT', {}, {a: 1});
    for (const [body, type] of [
      ['[2]', 'application/json'],
      ['{', 'application/json'],
      ['{"a":2}', 'application/jsonlines'],
      ['a=2', 'text/plain'],
    ] as const) {
      assert.equal((await send(who, 'POST', {}, body, {'Content-Type': type})).status, 400, body);
    }
    assert.deepEqual(await (await send(who, 'GET')).json(), {a: 1});
    assert.equal(
      (await send(who, 'POST', {}, {b: 2}, {'Content-Type': 'application/json; charset=utf-8'})).status,
      204,
    );
  });
});

describe('the list of states', () => {
  it('goes by when they were last written, in whatever zone the time is', async () => {
    const who = await app.visitor();
    await send(who, 'PUT', {stateId: 'a'}, {});
    const now = Date.now();
    const inMadrid = (ms: number) => `${new Date(ms + 3_600_000).toISOString().slice(0, -1)}+01:00`;
    assert.deepEqual(await ids(who, {since: inMadrid(now - 60_000)}), ['a']);
    assert.deepEqual(await ids(who, {since: inMadrid(now + 60_000)}), []);
    assert.equal(await codeOf(await send(who, 'GET', {stateId: undefined, since: 'yesterday'})), 'query-invalid');
  });

  it('is one person’s, which a manager may read and nobody else write', async () => {
    const [ana, ben, boss] = [await app.visitor(), await app.visitor(), await app.visitor('manager')];
    await send(ana, 'PUT', {}, {});
    const agent = JSON.stringify(ana.actor);
    assert.deepEqual(await ids(boss, {agent}), ['progress']);
    for (const [who, method] of [
      [ben, 'GET'],
      [ben, 'PUT'],
      [boss, 'PUT'],
      [boss, 'POST'],
      [boss, 'DELETE'],
    ] as const) {
      assert.equal(
        await codeOf(await send(who, method, {agent}, method === 'GET' || method === 'DELETE' ? undefined : {})),
        'actor-refused',
        method,
      );
    }
  });
});
