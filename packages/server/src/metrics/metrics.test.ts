import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {publishedCampus} from '../support/campus.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {exposition} from './exposition.js';

let root: string;
let app: TestApp;
before(async () => {
  root = await publishedCampus();
  app = await openApp({root});
});

/** `uggla_x{a="b"} 3` → 3, by what stands before it. */
const read = async (of: TestApp, headers: Record<string, string> = {}) => {
  const answer = await of.send('GET', '/metrics', {headers});
  assert.equal(answer.status, 200);
  const text = await answer.text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return {
    answer,
    text,
    values: Object.fromEntries(
      lines.map((line) => line.split(/ (?=\S+$)/) as [string, string]).map(([a, b]) => [a, Number(b)]),
    ),
  };
};

describe('GET /metrics', () => {
  it('counts what was asked by the pattern of the address, and names nobody and no file', async () => {
    const who = await app.visitor();
    await app.send('GET', '/v1/me', {headers: who.headers});
    await app.send('GET', '/v1/me');
    await app.send('GET', '/media/ajusta/master.m3u8');
    await app.send('GET', '/t/abc/secret.json');
    await app.send('PROPFIND', '/v1/whatever-somebody-thinks-of');
    await app.send('POST', '/xapi/statements', {headers: who.headers, body: [statementOf(who.actor)]});
    const {answer, text, values} = await read(app);
    assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    const count = (method: string, route: string, status: number) =>
      values[`uggla_http_requests_total{method="${method}",route="${route}",status="${status}"}`];
    assert.deepEqual(
      [
        count('GET', '/v1/me', 200),
        count('GET', '/v1/me', 401),
        count('GET', 'files', 200),
        count('other', 'files', 405),
      ],
      [1, 1, 1, 1],
    );
    assert.equal(values['uggla_http_request_duration_seconds_count{route="/v1/me"}'], 2);
    assert.equal(values['uggla_http_request_duration_seconds_bucket{route="/v1/me",le="+Inf"}'], 2);
    assert.deepEqual([values['uggla_statements_total'], values['uggla_store_up']], [1, 1]);
    assert.ok(values['process_resident_memory_bytes']! > 1e6 && values['process_start_time_seconds']! > 1.7e9);
    assert.doesNotMatch(text, /secret|ajusta|whatever|NaN|undefined/);
    assert.ok(!text.includes(who.actor.account!.name));
  });

  it('counts the questions of the chat', async () => {
    const body = {messages: [{role: 'user', content: '¿Cómo ajusto la altura de la silla?'}]};
    assert.equal((await app.send('POST', '/v1/chat/completions', {body})).status, 200);
    const {values} = await read(app);
    assert.equal(values['uggla_chat_questions_total{model="uggla-extractive"}'], 1);
    assert.equal(values['uggla_chat_answers_running'], 0);
  });

  it('is for who has the token, for admins, and without a token for who sits at this machine', async () => {
    const elsewhere = {peer: '10.1.2.3'};
    assert.equal(await codeOf(await app.send('GET', '/metrics', elsewhere)), 'sign-in-needed');
    const guarded = await openApp({root, metricsToken: 'a-long-secret'});
    assert.equal(await codeOf(await guarded.send('GET', '/metrics')), 'sign-in-needed');
    const wrong = await guarded.send('GET', '/metrics', {headers: {Authorization: 'Bearer another'}});
    assert.equal(wrong.status, 401);
    const right = {Authorization: 'Bearer a-long-secret'};
    assert.equal((await guarded.send('GET', '/metrics', {...elsewhere, headers: right})).status, 200);
    const [learner, admin] = [await guarded.visitor(), await guarded.visitor('admin')];
    assert.equal(await codeOf(await guarded.send('GET', '/metrics', {headers: learner.headers})), 'role-insufficient');
    assert.equal((await guarded.send('GET', '/metrics', {headers: admin.headers})).status, 200);
    await guarded.close();
  });
});

describe('exposition', () => {
  it('writes every value so that it is read as it was', () => {
    const written = exposition([
      {
        name: 'a_total',
        help: 'One\ntwo \\',
        type: 'counter',
        samples: [{labels: {x: 'q"\\\n'}, value: 1.5}, {value: 0}],
      },
      {name: 'none', help: 'Nothing.', type: 'gauge', samples: []},
    ]);
    assert.equal(
      written,
      '# HELP a_total One\\ntwo \\\\\n# TYPE a_total counter\na_total{x="q\\"\\\\\\n"} 1.5\na_total 0\n',
    );
  });
});
