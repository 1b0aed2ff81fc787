import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';

/** A preflight of a page of `origin`, as a browser sends it. */
const preflight = (app: TestApp, origin: string, path = '/xapi/statements', headers: Record<string, string> = {}) =>
  app.send('OPTIONS', path, {
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
      ...headers,
    },
  });

describe('a server that names who may call', () => {
  let app: TestApp;
  before(async () => {
    app = await openApp({
      chatOnly: true,
      issuer: 'https://login.example',
      publicUrl: 'https://campus.example/under/a/path/',
      corsOrigins: ['https://intranet.example'],
    });
  });

  it('lets pages of those origins in, and names each by itself', async () => {
    const answer = await preflight(app, 'https://intranet.example');
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://intranet.example');
    for (const method of ['PUT', 'POST', 'DELETE'])
      assert.match(answer.headers.get('access-control-allow-methods')!, new RegExp(method));
    for (const header of ['Authorization', 'Content-Type', 'If-Match', 'X-Experience-API-Version', 'Range'])
      assert.match(answer.headers.get('access-control-allow-headers')!, new RegExp(`\\b${header}\\b`));
    assert.match(answer.headers.get('vary')!, /Origin/);
  });

  it('never says that cookies may come along', async () => {
    for (const answer of [
      await preflight(app, 'https://intranet.example'),
      await app.send('GET', '/v1/models', {headers: {Origin: 'https://intranet.example'}}),
    ])
      assert.equal(answer.headers.get('access-control-allow-credentials'), null);
  });

  it('takes no origin that only looks like one of them', async () => {
    for (const origin of [
      'http://intranet.example',
      'https://intranet.example:8443',
      'https://intranet.example.evil.example',
      'https://xintranet.example',
      'https://INTRANET.example',
      'null',
      'http://localhost:4173',
      'file://',
      '',
    ]) {
      const answer = await preflight(app, origin);
      assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [403, null], origin);
    }
  });

  it('lets a refusal be read by those who may call', async () => {
    const answer = await app.send('POST', '/xapi/statements', {
      headers: {Origin: 'https://intranet.example', 'X-Experience-API-Version': '1.0.3'},
      body: [],
    });
    assert.deepEqual(
      [answer.status, answer.headers.get('access-control-allow-origin')],
      [401, 'https://intranet.example'],
    );
    for (const header of ['ETag', 'Retry-After', 'X-Request-Id', 'Content-Range'])
      assert.match(answer.headers.get('access-control-expose-headers')!, new RegExp(`\\b${header}\\b`));
  });

  it('knows its own pages by the address under which people reach it', async () => {
    const write = (origin: string) => app.send('POST', '/v1/tokens', {headers: {Origin: origin}, body: {}});
    assert.equal(await codeOf(await write('https://campus.example')), 'sign-in-needed'); // let through to the next question
    assert.equal(await codeOf(await write('https://campus.example:444')), 'origin-refused');
  });

  it('lets nobody write from another site, though the browser names no origin', async () => {
    const write = (site: string) => app.send('POST', '/v1/tokens', {headers: {'Sec-Fetch-Site': site}, body: {}});
    assert.equal(await codeOf(await write('cross-site')), 'origin-refused');
    for (const site of ['same-origin', 'same-site', 'none'])
      assert.equal(await codeOf(await write(site)), 'sign-in-needed', site);
  });

  it('lets anybody read what is public, without their page’s reading it', async () => {
    const answer = await app.send('GET', '/v1/models', {headers: {Origin: 'https://evil.example'}});
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [200, null]);
    assert.match(answer.headers.get('vary')!, /Origin/); // or a cache would hand the one's answer to the other
  });

  it('takes an OPTIONS that is no preflight for a method like any other', async () => {
    assert.equal((await app.send('OPTIONS', '/v1/me', {headers: {Origin: 'https://intranet.example'}})).status, 405);
  });
});

describe('a server that is open on its own machine', () => {
  let app: TestApp;
  before(async () => {
    app = await openApp({chatOnly: true});
  });

  it('lets pages of this machine in, on any port', async () => {
    for (const origin of [
      'http://localhost:3000',
      'https://localhost',
      'http://127.0.0.1:8080',
      'http://[::1]:1234',
      'http://app.localhost:5173',
    ])
      assert.equal((await preflight(app, origin)).status, 204, origin);
  });

  it('lets no page of the web fill it, not even where its name leads here', async () => {
    for (const origin of [
      'https://evil.example',
      'http://127.0.0.1.evil.example',
      'http://localhost.evil.example:4173',
      'ftp://localhost',
      'chrome-extension://abc',
    ]) {
      assert.equal(
        await codeOf(await app.send('POST', '/v1/tokens', {headers: {Origin: origin}, body: {}})),
        'origin-refused',
        origin,
      );
    }
  });

  it('takes a page of a name that was bent to this machine for a stranger', async () => {
    const answer = await app.app.request('http://rebound.example/v1/tokens', {
      method: 'POST',
      headers: {Origin: 'http://rebound.example', 'Content-Type': 'application/json'},
      body: '{}',
    });
    assert.equal(await codeOf(answer), 'server-not-public');
  });
});
