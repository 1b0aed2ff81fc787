import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {connect, type AddressInfo} from 'node:net';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {createApp} from './index.js';
import {ask, readAnswer} from './support/chat.test.util.js';
import {publishedCampus, temporaryFolder} from './support/campus.test.util.js';
import {fakeEngine} from './support/engine.test.util.js';
import {sendRaw, signIn, startServer, statementOf, until, xapi} from './support/server.test.util.js';

let root: string;
before(async () => {
  root = await publishedCampus();
});

describe('serve', () => {
  it('takes the next free port when it may, and says so when it may not', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const {port} = taken.address() as AddressInfo;
    const next = await startServer({chatOnly: true, dataDir: ':memory:', port, nextPort: true});
    assert.ok(next.port > port && next.port <= port + 50);
    assert.equal((await fetch(`${next.url}/healthz`)).status, 200);
    await assert.rejects(startServer({chatOnly: true, dataDir: ':memory:', port}), /port-taken/);
    taken.close();
  });

  it('warns when the issuer’s tokens for any other application would open it', async () => {
    const issuer = 'https://login.example.com';
    const [careless, careful] = [
      await startServer({chatOnly: true, dataDir: ':memory:', issuer}),
      await startServer({chatOnly: true, dataDir: ':memory:', issuer, audience: 'uggla'}),
    ];
    await until(() => careless.errors().includes('--audience'));
    assert.equal(careful.errors(), '');
  });

  it('lets an answer end, loses nothing and exits with 0 on SIGTERM', async () => {
    const engine = await fakeEngine();
    let finish = () => undefined as void;
    engine.respond = (_request, response) => {
      response
        .writeHead(200, {'Content-Type': 'text/event-stream'})
        .write('data: {"choices":[{"delta":{"content":"Uno "}}]}\n\n');
      finish = () =>
        void response.end(
          'data: {"choices":[{"delta":{"content":"dos."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
        );
    };
    const dataDir = join(temporaryFolder(), 'data');
    const server = await startServer({chatOnly: true, dataDir, engine: engine.url});
    const {actor, headers} = await signIn(server.url);
    const statement = statementOf(actor);
    await fetch(`${server.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(statement)});
    const answer = await ask(server.url, 'hola', {stream: true});
    const stopping = server.stop();
    await until(() =>
      fetch(`${server.url}/healthz`).then(
        () => false,
        () => true,
      ),
    ); // no new connections
    finish();
    const {text, done} = await readAnswer(answer);
    assert.deepEqual([text, done], ['Uno dos.', true]);
    assert.equal(await stopping, 0);
    const again = await startServer({chatOnly: true, dataDir});
    assert.equal((await fetch(`${again.url}/xapi/statements?statementId=${statement.id}`, {headers})).status, 200);
  });

  it('does not wait for ever for an answer that does not end', async () => {
    const engine = await fakeEngine();
    engine.respond = (_request, response) =>
      void response
        .writeHead(200, {'Content-Type': 'text/event-stream'})
        .write('data: {"choices":[{"delta":{"content":"Uno "}}]}\n\n');
    const server = await startServer({chatOnly: true, dataDir: ':memory:', engine: engine.url, drainMs: 300});
    const reading = ask(server.url, 'hola', {stream: true})
      .then(readAnswer)
      .catch(() => undefined);
    await until(() => engine.requests.length === 1);
    assert.equal(await server.stop(), 0);
    await reading;
  });

  it('closes connections on which no request ever comes whole', async () => {
    const server = await startServer({chatOnly: true, dataDir: ':memory:'});
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    socket.on('error', () => undefined);
    assert.equal(await server.stop(), 0); // a connection half begun does not keep it from ending
    assert.match(
      await sendRaw((await startServer({chatOnly: true, dataDir: ':memory:'})).port, 'NONSENSE\r\n\r\n'),
      / 400 /,
    );
  });

  it('stands under a path of its own, whether a proxy cuts it off or not', async () => {
    const server = await startServer({root, dataDir: ':memory:', basePath: '/campus/'});
    assert.match(server.url, /\/campus$/);
    for (const base of [server.url, server.url.replace(/\/campus$/, '')]) {
      assert.equal((await fetch(`${base}/campus.json`)).status, 200);
      assert.equal((await fetch(`${base}/healthz`)).status, 200);
    }
    assert.equal(
      (await fetch(`${server.url}/courses/ergonomia`, {redirect: 'manual'})).headers.get('location'),
      '/campus/courses/ergonomia/',
    );
    assert.equal(
      (await fetch(`${server.url}/desk`, {redirect: 'manual'})).headers.get('location'),
      '/campus/desk/records',
    );
    const who = await signIn(server.url);
    await fetch(`${server.url}/xapi/statements`, {
      method: 'POST',
      headers: who.headers,
      body: JSON.stringify([statementOf(who.actor), statementOf(who.actor)]),
    });
    const {more} = (await (await fetch(`${server.url}/xapi/statements?limit=1`, {headers: who.headers})).json()) as {
      more: string;
    };
    assert.match(more, /^\/campus\/xapi\/statements\?/);
    assert.equal((await fetch(new URL(more, server.url), {headers: who.headers})).status, 200);
  });

  it('believes the path that a trusted proxy names, and nobody else’s', async () => {
    const location = async (url: string) =>
      (
        await fetch(`${url}/desk`, {redirect: 'manual', headers: {'X-Forwarded-Prefix': '/intranet/campus'}})
      ).headers.get('location');
    const behind = await startServer({
      root,
      dataDir: ':memory:',
      trustedHeader: 'x-user',
      trustedProxies: ['127.0.0.1'],
    });
    assert.equal(await location(behind.url), '/intranet/campus/desk/records');
    assert.equal(
      (
        await fetch(`${behind.url}/desk`, {redirect: 'manual', headers: {'X-Forwarded-Prefix': '//evil.example/x'}})
      ).headers.get('location'),
      '/evil.example/x/desk/records',
    );
    const open = await startServer({root, dataDir: ':memory:'});
    assert.equal(await location(open.url), '/desk/records');
  });
});

describe('GET /openapi.json', () => {
  it('describes every address of the API, and no other', async () => {
    const {app, close} = await createApp({root, dataDir: ':memory:'});
    const document = (await (await app.request('/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, {summary: string; responses: object}>>;
    };
    assert.equal(document.openapi, '3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = app.routes
      .filter(
        ({path, method}) =>
          method !== 'ALL' &&
          !path.includes('*') &&
          !/^\/(account|certificates|desk|invitation|s|signin|t)(\/|$)|^\/v1\/launches\/:id\/return$/.test(path) &&
          path !== '/openapi.json',
      )
      .map(({path, method}) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`); // pages for people
    assert.deepEqual([...new Set(served)].sort(), described.sort());
    assert.ok(described.length >= 17);
    for (const methods of Object.values(document.paths))
      for (const {summary, responses} of Object.values(methods)) assert.ok(summary && responses);
    await close();
  });
});

describe('GET /healthz', () => {
  it('says how the server is', async () => {
    const server = await startServer({root, dataDir: ':memory:'});
    const answer = await fetch(`${server.url}/healthz`);
    assert.deepEqual(await answer.json(), {
      status: 'ok',
      version: '0.1.0',
      store: 'ok',
      campus: 'ok',
      engine: 'none',
      lrs: 'none',
    });
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });
});

describe('createApp', () => {
  it('answers without a socket', async () => {
    const {app, close} = await createApp({root, dataDir: ':memory:'});
    const answer = await app.request('/v1/tokens', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: '{}',
    });
    const {token} = (await answer.json()) as {token: string};
    assert.equal((await app.request('/v1/me', {headers: xapi(token)})).status, 200);
    assert.equal((await app.request('/campus.json')).status, 200);
    await close();
  });

  it('keeps its store out of what it serves', async () => {
    await assert.rejects(createApp({root, dataDir: join(root, 'data')}), {code: 'server-misconfigured'});
  });

  it('tells nothing of its insides when something breaks', async () => {
    const lines: string[] = [];
    const {app, services, close} = await createApp({root, dataDir: ':memory:', log: (line) => lines.push(line)});
    const answer = await app.request('/v1/tokens', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: '{}',
    });
    const {token, actor} = (await answer.json()) as {token: string; actor: Parameters<typeof statementOf>[0]};
    await services.store.db.schema.dropTable('statements').execute();
    const broken = await app.request('/xapi/statements', {
      method: 'POST',
      headers: xapi(token),
      body: JSON.stringify(statementOf(actor)),
    });
    const text = await broken.text();
    assert.equal(broken.status, 500);
    assert.match(text, /server-failed/);
    assert.doesNotMatch(text, /sqlite|table|statements/i);
    assert.match(lines.join('\n'), /no such table/);
    assert.ok(lines.join('\n').includes(broken.headers.get('x-request-id')!));
    await close();
  });
});
