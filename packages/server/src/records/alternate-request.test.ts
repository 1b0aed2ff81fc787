import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {before, describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {statementOf} from '../support/server.test.util.js';

const form = {'Content-Type': 'application/x-www-form-urlencoded'};

describe('the alternate request syntax of xAPI 1.0.3', () => {
  let app: TestApp;
  let who: Visitor;
  const ask = (
    method: string,
    fields: Record<string, string>,
    {path = 'statements', headers = {}}: {path?: string; headers?: Record<string, string>} = {},
  ) =>
    app.send('POST', `/xapi/${path}?method=${method}`, {
      headers: {...headers, ...form},
      body: new URLSearchParams(fields).toString(),
    });
  /** What would be headers. */
  const said = () => ({Authorization: who.headers['Authorization']!, 'X-Experience-API-Version': '1.0.3'});
  before(async () => {
    app = await openApp({chatOnly: true, limits: {bodyBytes: 4000}});
    who = await app.visitor();
  });

  it('keeps a statement and finds it, all of it said in a form', async () => {
    const statement = statementOf(who.actor);
    const kept = await ask('PUT', {...said(), statementId: statement.id, content: JSON.stringify(statement)});
    assert.deepEqual([kept.status, kept.headers.get('X-Experience-API-Version')], [204, '1.0.3']);
    const found = await ask('GET', {...said(), statementId: statement.id});
    assert.equal(((await found.json()) as Statement).id, statement.id);
    const list = (await (await ask('GET', {limit: '1'}, {headers: who.headers})).json()) as {
      statements: Statement[];
      more: string;
    };
    assert.deepEqual([list.statements.length, list.more], [1, '']);
    assert.equal((await ask('POST', {...said(), content: JSON.stringify([statementOf(who.actor)])})).status, 200);
  });

  it('writes, guards, reads and deletes a document, of the type that the form names', async () => {
    const path = 'activities/state';
    const about = {...said(), activityId: 'https://acme.example/c', agent: JSON.stringify(who.actor), stateId: 's'};
    const put = (content: string, more: Record<string, string> = {}) =>
      ask('PUT', {...about, content, 'Content-Type': 'text/plain', ...more}, {path});
    assert.equal((await put('one two', {'If-None-Match': '*'})).status, 204);
    assert.equal((await put('other', {'If-None-Match': '*'})).status, 412);
    const read = await ask('GET', about, {path});
    assert.deepEqual([read.headers.get('Content-Type'), await read.text()], ['text/plain', 'one two']);
    assert.equal((await put('three', {'If-Match': read.headers.get('ETag')!})).status, 204);
    assert.equal((await ask('DELETE', about, {path})).status, 204);
    assert.equal((await ask('GET', about, {path})).status, 404);
  });

  it('asks the same of who is there and which version is spoken', async () => {
    const content = JSON.stringify(statementOf(who.actor));
    assert.equal((await ask('POST', {'X-Experience-API-Version': '1.0.3', content})).status, 401);
    assert.equal((await ask('POST', {Authorization: said().Authorization, content})).status, 400);
    assert.equal((await ask('POST', {...said(), 'X-Experience-API-Version': '0.8', content})).status, 400);
    assert.equal(
      (
        await ask('POST', {
          ...said(),
          content: JSON.stringify(statementOf({objectType: 'Agent', mbox: 'mailto:ben@example.com'})),
        })
      ).status,
      403,
    );
  });

  it('refuses what is half of it, or more than it', async () => {
    const statement = statementOf(who.actor);
    const content = JSON.stringify(statement);
    const put = (address: string, body: string, method = 'POST', headers: Record<string, string> = form) =>
      app.send(method, `/xapi/statements?${address}`, {headers: {...who.headers, ...headers}, body});
    const whole = new URLSearchParams({statementId: randomUUID(), content}).toString();
    assert.equal((await put('method=PUT', whole, 'PUT')).status, 400, 'no POST');
    assert.equal(
      (await put(`method=PUT&statementId=${statement.id}`, whole)).status,
      400,
      'a parameter in the address',
    );
    assert.equal(
      (await put('method=PUT', JSON.stringify({statementId: statement.id, content}))).status,
      400,
      'no form',
    );
    assert.equal(
      (await put('method=PUT', content, 'POST', {'Content-Type': 'application/json'})).status,
      400,
      'a statement as it is',
    );
    assert.equal((await put('method=PUT', '')).status, 400, 'no content');
    for (const method of ['PATCH', 'put', 'TRACE', ''])
      assert.equal((await put(`method=${method}`, whole)).status, 400, method);
    assert.equal((await put('method=PUT', whole + '&'.padEnd(5000, 'x'))).status, 413);
    assert.equal((await ask('GET', {...said(), statementId: statement.id})).status, 404, 'nothing was kept');
  });

  it('takes nothing from a form that only a proxy or a browser may say', async () => {
    const behind = await openApp({chatOnly: true, trustedHeader: 'X-User', trustedProxies: ['10.0.0.0/8']});
    const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      behind.send('POST', '/xapi/statements?method=GET', {
        headers: {...form, ...headers},
        body: new URLSearchParams({'X-Experience-API-Version': '1.0.3', ...fields}).toString(),
        peer: '10.1.2.3',
      });
    assert.equal((await send({}, {'X-User': 'ana'})).status, 200);
    for (const name of ['X-User', 'Origin', 'X-Forwarded-For', 'Cookie'])
      assert.equal((await send({[name]: 'ana'})).status === 200, false, name);
  });

  it('writes nothing for a page of a stranger, and shows it nothing', async () => {
    const content = JSON.stringify(statementOf(who.actor));
    for (const headers of [{Origin: 'https://evil.example'}, {'Sec-Fetch-Site': 'cross-site'}] as Record<
      string,
      string
    >[]) {
      assert.equal(await codeOf(await ask('POST', {...said(), content}, {headers})), 'origin-refused');
    }
    const read = await ask('GET', said(), {headers: {Origin: 'https://evil.example'}});
    assert.equal(read.headers.get('Access-Control-Allow-Origin'), null);
  });
});
