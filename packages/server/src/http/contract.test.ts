import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {before, describe, it} from 'node:test';
import {pageWords} from '../locales/words.js';
import {publishedCampus} from '../support/campus.test.util.js';
import {openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {parseJson} from './refuse.js';

const docs = new URL('../../../../docs/errors/', import.meta.url);

let app: TestApp;
let ana: Visitor;
before(async () => {
  app = await openApp({root: await publishedCampus()});
  ana = await app.visitor();
});

interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  instance: string;
}

describe('every refusal', () => {
  const agent = () => encodeURIComponent(JSON.stringify(ana.actor));
  const json = {'Content-Type': 'application/json'};
  type Row = [
    method: string,
    path: string,
    more: {headers?: Record<string, string>; body?: unknown},
    status: number,
    code: string,
  ];
  const rows = (): Row[] => [
    ['GET', '/nothing', {}, 404, 'file-unavailable'],
    ['GET', '/v1/nothing', {}, 404, 'file-unavailable'],
    ['POST', '/v1/nothing', {body: {}}, 405, 'method-refused'],
    ['GET', '/oembed', {}, 400, 'query-invalid'],
    ['GET', '/oembed?url=https://elsewhere.example/', {}, 404, 'oembed-unknown'],
    ['GET', '/oembed?url=x&format=xml', {}, 501, 'oembed-format-unsupported'],
    ['GET', '/oembed?url=x&maxwidth=-1', {}, 400, 'query-invalid'],
    ['GET', '/v1/me', {}, 401, 'sign-in-needed'],
    ['GET', '/v1/me', {headers: {Authorization: 'Basic YTpi'}}, 401, 'sign-in-needed'],
    ['GET', '/v1/me', {headers: {Authorization: 'Bearer nonsense'}}, 401, 'token-invalid'],
    ['POST', '/v1/tokens', {headers: {'Content-Type': 'text/plain'}, body: '{}'}, 415, 'body-unsupported'],
    ['POST', '/v1/tokens', {headers: json, body: '{'}, 400, 'body-invalid'],
    ['POST', '/v1/tokens', {body: {invitation: 5}}, 400, 'body-invalid'],
    ['POST', '/v1/tokens', {body: {invitation: 'x'}}, 401, 'token-invalid'],
    ['POST', '/v1/tokens', {body: {name: 'x'.repeat(9000)}}, 413, 'body-too-long'],
    ['POST', '/v1/tokens', {body: {}, headers: {Origin: 'https://evil.example'}}, 403, 'origin-refused'],
    ['GET', '/v1/search', {}, 400, 'query-invalid'],
    ['GET', '/v1/progress?agent=x', {headers: ana.headers}, 400, 'query-invalid'],
    ['GET', '/v1/progress', {}, 401, 'sign-in-needed'],
    ['PUT', '/v1/progress', {body: {}, headers: ana.headers}, 405, 'method-refused'],
    ['GET', '/v1/chat/completions', {}, 405, 'method-refused'],
    ['POST', '/v1/grade', {body: {}, headers: ana.headers}, 400, 'body-invalid'],
    ['POST', '/v1/chat/completions', {body: {messages: []}}, 400, 'chat-request-invalid'],
    ['POST', '/v1/chat/completions', {body: '{', headers: json}, 400, 'body-invalid'],
    [
      'GET',
      '/xapi/statements',
      {headers: {Authorization: ana.headers['Authorization']!}},
      400,
      'xapi-version-unsupported',
    ],
    [
      'GET',
      '/xapi/statements?statementId=00000000-0000-4000-8000-000000000000',
      {headers: ana.headers},
      404,
      'statement-unavailable',
    ],
    ['GET', '/xapi/statements?limit=many', {headers: ana.headers}, 400, 'query-invalid'],
    ['POST', '/xapi/statements', {headers: ana.headers, body: {}}, 400, 'statement-invalid'],
    [
      'POST',
      '/xapi/statements',
      {headers: ana.headers, body: statementOf({mbox: 'mailto:ben@example.com'})},
      403,
      'actor-refused',
    ],
    ['PUT', '/xapi/statements', {headers: ana.headers, body: statementOf(ana.actor)}, 400, 'query-invalid'],
    [
      'GET',
      `/xapi/activities/state?activityId=https://a.example/b&stateId=none&agent=${agent()}`,
      {headers: ana.headers},
      404,
      'state-unavailable',
    ],
    [
      'PUT',
      `/xapi/activities/state?activityId=https://a.example/b&agent=${agent()}`,
      {headers: ana.headers, body: {}},
      400,
      'query-invalid',
    ],
    ['GET', '/xapi/nothing', {headers: ana.headers}, 404, 'file-unavailable'],
    ['PATCH', '/xapi/statements', {headers: ana.headers, body: {}}, 405, 'method-refused'],
  ];

  it('comes as problem details with a stable code, whose page says the cure', async () => {
    for (const [method, path, more, status, code] of rows()) {
      const answer = await app.send(method, path, more);
      const problem = (await answer.json()) as Problem;
      const name = `${method} ${path}`;
      assert.deepEqual([answer.status, problem.status, problem.code], [status, status, code], name);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json', name);
      assert.equal(problem.type, `https://uggla.dev/errors/${code}`);
      assert.ok(problem.title, name);
      assert.equal(problem.instance, `urn:uggla:request:${answer.headers.get('x-request-id')!}`);
      assert.ok(existsSync(new URL(`${code}.md`, docs)), `docs/errors/${code}.md`);
    }
    assert.deepEqual(app.lines, [], 'none of them is a trouble of the server');
  });

  it('is a page in their language for people who open the address, with the same status and headers', async () => {
    const opened = {'Sec-Fetch-Dest': 'document', 'Accept-Language': 'ar-EG,en'};
    const page = await app.send('GET', '/<b>nothing</b>', {headers: opened});
    const text = await page.text();
    assert.equal(page.status, 404);
    assert.match(page.headers.get('content-type')!, /^text\/html/);
    assert.match(page.headers.get('content-security-policy')!, /^default-src 'none'.*frame-ancestors 'none'$/);
    assert.ok(text.includes('<html lang="ar" dir="rtl">') && text.includes(pageWords.ar.refusal.missing), text);
    assert.match(text, /<p class="quiet" lang="en" dir="ltr"><code>file-unavailable<\/code>: there is nothing at/);
    assert.doesNotMatch(text, /<b>/);
    const onIntranet = {Accept: 'text/html,application/xhtml+xml,*/*;q=0.8'}; // over http, where no browser says what it is for
    assert.match((await app.send('GET', '/x', {headers: onIntranet})).headers.get('content-type')!, /^text\/html/);
    const worker = {'Sec-Fetch-Dest': 'empty', 'Sec-Fetch-Mode': 'navigate'}; // a service worker asks for what somebody opened
    assert.match((await app.send('GET', '/x', {headers: worker})).headers.get('content-type')!, /^text\/html/);
    const script = {...onIntranet, 'Sec-Fetch-Dest': 'empty', 'Sec-Fetch-Mode': 'cors'};
    assert.match((await app.send('GET', '/x', {headers: script})).headers.get('content-type')!, /problem\+json/);
    const closed = await app.send('GET', '/v1/me?lang=eu', {headers: opened});
    assert.deepEqual([closed.status, closed.headers.get('www-authenticate')], [401, 'Bearer']);
    assert.ok((await closed.text()).includes(`<h1>${pageWords.eu.refusal.closed}</h1>`));
  });

  it('of somebody unknown says by what they may come', async () => {
    assert.equal((await app.send('GET', '/v1/me')).headers.get('www-authenticate'), 'Bearer');
    assert.equal(
      (await app.send('GET', '/v1/me', {headers: {Authorization: 'Bearer x'}})).headers.get('www-authenticate'),
      'Bearer error="invalid_token"',
    );
  });

  it('of a method says which ones the address takes', async () => {
    const allow = async (method: string, path: string) =>
      (await app.send(method, path, {headers: ana.headers})).headers.get('allow');
    assert.equal(await allow('DELETE', '/v1/progress'), 'GET, HEAD');
    assert.equal(await allow('DELETE', '/v1/grade'), 'POST');
    assert.equal(await allow('GET', '/v1/grade'), 'POST');
    assert.equal(await allow('GET', '/v1/people/ana'), 'DELETE');
    assert.equal(await allow('PATCH', '/xapi/statements'), 'GET, HEAD, POST, PUT');
    assert.equal(await allow('PATCH', '/xapi/activities/state'), 'GET, HEAD, PUT, POST, DELETE');
  });
});

describe('every answer', () => {
  it('goes under a number, ours when the visitor’s is odd', async () => {
    const number = async (given?: string) =>
      (await app.send('GET', '/healthz', {headers: given === undefined ? {} : {'X-Request-Id': given}})).headers.get(
        'x-request-id',
      )!;
    assert.equal(await number('checkout-4711'), 'checkout-4711');
    for (const odd of [undefined, 'short', 'x'.repeat(65), 'with space in it', '<script>alert(1)</script>'])
      assert.match(await number(odd), /^[0-9a-f-]{36}$/, String(odd));
  });

  it('of the API is for one person: no cache keeps it', async () => {
    for (const path of [
      '/v1/me',
      '/v1/progress',
      '/v1/search?q=silla',
      '/v1/models',
      '/xapi/statements',
      '/xapi/about',
      '/v1/nothing',
    ]) {
      const answer = await app.send('GET', path, {headers: ana.headers});
      assert.equal(answer.headers.get('cache-control'), 'no-store', path);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
    }
    const stream = await app.send('POST', '/v1/chat/completions', {
      body: {messages: [{role: 'user', content: 'hola'}], stream: true},
    });
    assert.match(stream.headers.get('cache-control')!, /no-cache, no-transform/);
    await stream.text();
  });

  it('names the xAPI it speaks under /xapi alone', async () => {
    assert.equal((await app.send('GET', '/xapi/about')).headers.get('x-experience-api-version'), '1.0.3');
    assert.equal((await app.send('GET', '/v1/models')).headers.get('x-experience-api-version'), null);
  });
});

describe('parseJson', () => {
  const parse = (text: string | Uint8Array) =>
    parseJson(typeof text === 'string' ? new TextEncoder().encode(text) : text);

  it('reads UTF-8, with a byte order mark or without', () => {
    assert.deepEqual(parse('{"ñ":"😀"}'), {ñ: '😀'});
    assert.deepEqual(parse('\uFEFF[1]'), [1]);
    assert.equal(parse('null'), null);
  });

  it('takes no letters that it cannot read, rather than keep question marks', () => {
    assert.throws(() => parse(Uint8Array.from([0x22, 0xf1, 0x22])), {code: 'body-invalid', status: 400}); // "ñ" in Latin-1
    assert.throws(() => parse(Uint8Array.from([0x22, 0xff, 0xfe, 0x22])), {code: 'body-invalid'});
  });

  it('takes no value that is nested without end', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    assert.ok(Array.isArray(parse(nested(90))));
    for (const deep of [nested(200), nested(100_000), '{"a":'.repeat(5000) + '1' + '}'.repeat(5000)])
      assert.throws(() => parse(deep), {code: 'body-invalid', status: 400});
  });

  it('makes of a hostile key a field like any other', () => {
    const value = parse('{"__proto__":{"admin":true},"constructor":1}') as {admin?: boolean};
    assert.equal(value.admin, undefined);
    assert.equal(({} as {admin?: boolean}).admin, undefined);
  });
});

describe('a statement nested without end', () => {
  it('is refused as the sender’s mistake: an outbox would send it for ever after a 500', async () => {
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`) as unknown;
    const statement = statementOf(ana.actor, {result: {extensions: {'https://x.example/y': deep}}});
    const answer = await app.send('POST', '/xapi/statements', {headers: ana.headers, body: statement});
    assert.equal(answer.status, 400);
    const state = await app.send(
      'POST',
      `/xapi/activities/state?activityId=https://a.example/b&stateId=deep&agent=${encodeURIComponent(JSON.stringify(ana.actor))}`,
      {headers: ana.headers, body: {deep}},
    );
    assert.equal(state.status, 400);
  });
});
