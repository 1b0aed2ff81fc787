import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import type {Actor, MeAnswer, TokenAnswer} from '@uggla/protocol';
import {exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload} from 'jose';
import {ask} from '../support/chat.test.util.js';
import {publishedCampus, temporaryFolder} from '../support/campus.test.util.js';
import {sendRaw, signIn, startServer, statementOf, xapi, type ServerProcess} from '../support/server.test.util.js';

const tokens = (url: string, body: object = {}, headers: Record<string, string> = {}) =>
  fetch(`${url}/v1/tokens`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...headers},
    body: JSON.stringify(body),
  });
const me = (url: string, headers: Record<string, string>) => fetch(`${url}/v1/me`, {headers});
const codeOf = async (answer: Response) => ((await answer.json()) as {code: string}).code;
const invitationOf = ({adminLink}: ServerProcess) => new URL(adminLink!).searchParams.get('invitation')!;

describe('a server on its own machine', () => {
  let server: ServerProcess;
  let root: string;
  before(async () => {
    root = await publishedCampus();
    server = await startServer({root, dataDir: join(temporaryFolder(), 'data')});
  });

  it('gives each browser an account of its own, and tells it who it is', async () => {
    const [ana, ben] = [await signIn(server.url), await signIn(server.url)];
    assert.notEqual(ana.actor.account!.name, ben.actor.account!.name);
    const {actor, role} = (await (await me(server.url, ana.headers)).json()) as MeAnswer;
    assert.deepEqual(actor, ana.actor);
    assert.equal(role, 'learner');
  });

  it('renews a token for the same account', async () => {
    const ana = await signIn(server.url);
    const again = (await (await tokens(server.url, {}, {Authorization: `Bearer ${ana.token}`})).json()) as TokenAnswer;
    assert.deepEqual(again.actor, ana.actor);
  });

  it('gives a new account for a token of a store that is gone', async () => {
    const answer = await tokens(server.url, {}, {Authorization: 'Bearer e30.e30.e30'});
    assert.equal(answer.status, 201);
  });

  it('knows nobody without a token, or with one that was meddled with', async () => {
    const {token} = await signIn(server.url);
    assert.equal(await codeOf(await me(server.url, {})), 'sign-in-needed');
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
    const admin = Buffer.from(JSON.stringify({...claims, role: 'admin'})).toString('base64url');
    const unsigned = new UnsecuredJWT({...claims, role: 'admin'}).encode();
    for (const bad of [`${head}.${admin}.${signature}`, unsigned, 'x', `${head}.${payload}.`]) {
      const answer = await me(server.url, {Authorization: `Bearer ${bad}`});
      assert.equal(answer.status, 401, bad);
      assert.equal(await codeOf(answer), 'token-invalid');
    }
  });

  it('is open to this machine alone: not by another name, not through a proxy', async () => {
    const over = (headers: string) =>
      sendRaw(
        server.port,
        `POST /v1/tokens HTTP/1.1\r\n${headers}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
      );
    assert.match(await over('Host: localhost'), / 201 /);
    for (const headers of [
      'Host: evil.example',
      'Host: localhost\r\nX-Forwarded-For: 8.8.8.8',
      'Host: localhost\r\nForwarded: for=8.8.8.8',
      'Host: 127.0.0.1.evil.example',
    ]) {
      const answer = await over(headers);
      assert.match(answer, / 403 /, headers);
      assert.match(answer, /server-not-public/);
    }
    assert.equal((await ask(server.url, 'hola', {}, {headers: {'X-Real-IP': '8.8.8.8'}})).status, 401);
  });

  it('lets pages of loopback call it, and of nowhere else', async () => {
    const preflight = (origin: string) =>
      fetch(`${server.url}/xapi/statements`, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization',
        },
      });
    for (const origin of ['http://localhost:9999', 'http://127.0.0.1:80', 'http://[::1]:5000']) {
      const answer = await preflight(origin);
      assert.equal(answer.status, 204);
      assert.equal(answer.headers.get('access-control-allow-origin'), origin);
      assert.match(answer.headers.get('access-control-allow-headers')!, /Authorization/);
      assert.equal(answer.headers.get('access-control-allow-credentials'), null);
    }
    for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'null']) {
      assert.equal((await preflight(origin)).status, 403, origin);
      const read = await fetch(`${server.url}/campus.json`, {headers: {Origin: origin}});
      assert.equal(read.headers.get('access-control-allow-origin'), null);
      assert.match(read.headers.get('vary')!, /Origin/);
      assert.equal(await codeOf(await tokens(server.url, {}, {Origin: origin})), 'origin-refused');
    }
    assert.equal((await tokens(server.url, {}, {Origin: server.url})).status, 201);
    assert.equal((await tokens(server.url, {}, {'Sec-Fetch-Site': 'cross-site'})).status, 403);
  });

  it('makes only so many accounts a minute', async () => {
    const strict = await startServer({chatOnly: true, dataDir: ':memory:', limits: {accountsPerMinute: 2}});
    const answers = [await tokens(strict.url), await tokens(strict.url), await tokens(strict.url)];
    assert.deepEqual(
      answers.map(({status}) => status),
      [201, 201, 429],
    );
  });

  it('prints a link that lets one admin in, once; then none is printed any more', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const first = await startServer({root, dataDir});
    const invitation = invitationOf(first);
    const answer = await tokens(first.url, {invitation, name: 'Ana Díaz'});
    const {role, actor} = (await answer.json()) as TokenAnswer;
    assert.deepEqual([answer.status, role, actor.name], [201, 'admin', 'Ana Díaz']);
    const second = await tokens(first.url, {invitation});
    assert.deepEqual([second.status, await codeOf(second)], [410, 'invitation-used']);
    const racing = await startServer({root, dataDir: ':memory:'});
    const race = await Promise.all(
      Array.from({length: 8}, () => tokens(racing.url, {invitation: invitationOf(racing)})),
    );
    assert.equal(race.filter(({status}) => status === 201).length, 1);
    await first.stop();
    assert.equal((await startServer({root, dataDir})).adminLink, undefined);
  });

  it('lets a manager read what others did, and take a statement back', async () => {
    const fresh = await startServer({root, dataDir: ':memory:'});
    const admin = (await (await tokens(fresh.url, {invitation: invitationOf(fresh)})).json()) as TokenAnswer;
    const ana = await signIn(fresh.url);
    const statement = statementOf(ana.actor);
    const post = (headers: Record<string, string>, body: object) =>
      fetch(`${fresh.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(body)});
    await post(ana.headers, statement);
    const read = (query: string) => fetch(`${fresh.url}/xapi/statements?${query}`, {headers: xapi(admin.token)});
    assert.equal((await read(`statementId=${statement.id}`)).status, 200);
    const voids = statementOf(admin.actor, {
      verb: {id: 'http://adlnet.gov/expapi/verbs/voided', display: {}},
      object: {objectType: 'StatementRef', id: statement.id},
    });
    assert.equal((await post(xapi(admin.token), voids)).status, 200);
    assert.equal((await read(`statementId=${statement.id}`)).status, 404);
    assert.equal((await read(`voidedStatementId=${statement.id}`)).status, 200);
    assert.equal((await post(xapi(admin.token), statementOf(ana.actor))).status, 403); // not even an admin speaks for others
  });
});

describe('a server for a network', () => {
  const refused = (options: Parameters<typeof startServer>[0]) =>
    assert.rejects(startServer({dataDir: ':memory:', ...options}));

  it('does not start before it can tell who is there', async () => {
    await assert.rejects(
      startServer({chatOnly: true, dataDir: ':memory:', host: '0.0.0.0'}),
      /server-needs-identity: on 0\.0\.0\.0 anybody/,
    );
    await refused({chatOnly: true, host: '::'});
    await refused({chatOnly: true, trustedHeader: 'x-user'});
    await refused({chatOnly: true, trustedHeader: 'x-user', trustedProxies: ['proxy.example']});
    await refused({});
  });

  it('knows nobody but by invitation, when so told', async () => {
    const server = await startServer({chatOnly: true, dataDir: ':memory:', host: '0.0.0.0', invitations: true});
    const url = `http://127.0.0.1:${server.port}`;
    assert.equal((await tokens(url)).status, 401);
    assert.equal((await ask(url, 'hola')).status, 401);
    const {token, role} = (await (await tokens(url, {invitation: invitationOf(server)})).json()) as TokenAnswer;
    assert.equal(role, 'admin');
    assert.equal((await me(url, xapi(token))).status, 200);
    assert.equal((await ask(url, 'hola', {}, {headers: {Authorization: `Bearer ${token}`}})).status, 200);
    assert.equal((await tokens(url, {invitation: token})).status, 401); // a token is no invitation
    assert.equal((await me(url, xapi(invitationOf(server)))).status, 401); // nor the other way round
  });

  it('believes a header from its proxy, and from nobody else', async () => {
    const options = {
      chatOnly: true,
      dataDir: ':memory:',
      trustedHeader: 'x-user',
      trustedRoleHeader: 'x-role',
      admins: ['root@example.com'],
    };
    const behind = await startServer({...options, trustedProxies: ['127.0.0.0/8']});
    const who = async (headers: Record<string, string>) => (await (await me(behind.url, headers)).json()) as MeAnswer;
    assert.deepEqual(
      [(await who({'x-user': 'ana'})).actor.account!.name, (await who({'x-user': 'ana'})).role],
      ['ana', 'learner'],
    );
    assert.equal((await who({'x-user': 'ana', 'x-role': 'manager'})).role, 'manager');
    assert.equal((await who({'x-user': 'root@example.com'})).role, 'admin');
    assert.equal((await me(behind.url, {})).status, 401);
    assert.equal((await ask(behind.url, 'hola', {}, {headers: {'x-user': 'ana'}})).status, 200);
    const {actor} = (await (await tokens(behind.url, {}, {'x-user': 'ana'})).json()) as TokenAnswer; // as the elements ask
    assert.equal(actor.account!.name, 'ana');
    const {token} = (await (await tokens(behind.url, {}, {'x-user': 'ana'})).json()) as TokenAnswer;
    assert.equal((await me(behind.url, xapi(token))).status, 200);
    assert.equal((await tokens(behind.url, {}, {Authorization: `Bearer ${token}`})).status, 401); // only the proxy prolongs it

    const direct = await startServer({...options, trustedProxies: ['10.0.0.1']});
    assert.equal((await me(direct.url, {'x-user': 'root@example.com'})).status, 401);
    assert.equal((await tokens(direct.url, {}, {'x-user': 'root@example.com'})).status, 401);
  });
});

describe('tokens of an issuer', () => {
  let issuer: string;
  let server: ServerProcess;
  let sign: (
    claims: JWTPayload,
    more?: {alg?: string; key?: CryptoKey; issuer?: string; expires?: string},
  ) => Promise<string>;
  let rotate: () => Promise<void>;

  before(async () => {
    let keys: object[] = [];
    let current: {privateKey: CryptoKey; kid: string};
    const web = createServer((request, response) => {
      const body =
        request.url === '/realm/.well-known/openid-configuration'
          ? {issuer, jwks_uri: `${issuer}/keys`}
          : request.url === '/realm/keys'
            ? {keys}
            : undefined;
      response.writeHead(body ? 200 : 404, {'Content-Type': 'application/json'}).end(JSON.stringify(body ?? {}));
    });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    web.unref();
    issuer = `http://127.0.0.1:${(web.address() as AddressInfo).port}/realm`;
    rotate = async () => {
      const pair = await generateKeyPair('ES256', {extractable: true});
      const kid = `key-${keys.length}`;
      keys = [...keys, {...(await exportJWK(pair.publicKey)), kid, alg: 'ES256', use: 'sig'}];
      current = {privateKey: pair.privateKey, kid};
    };
    await rotate();
    sign = (claims, more = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({alg: more.alg ?? 'ES256', kid: current.kid})
        .setIssuer(more.issuer ?? issuer)
        .setAudience('campus')
        .setExpirationTime(more.expires ?? '5m')
        .sign(more.key ?? current.privateKey);
    server = await startServer({
      chatOnly: true,
      dataDir: ':memory:',
      host: '0.0.0.0',
      issuer,
      audience: 'campus',
      admins: ['boss@example.com'],
    });
  });

  const who = async (token: string) => me(`http://127.0.0.1:${server.port}`, xapi(token));

  it('say who is there, with which role and in which groups', async () => {
    const answer = (await (
      await who(await sign({sub: 'u-1', name: 'Ana Díaz', uggla_role: 'manager', groups: ['sales']}))
    ).json()) as MeAnswer;
    assert.deepEqual(answer, {
      actor: {objectType: 'Agent', account: {homePage: issuer, name: 'u-1'}, name: 'Ana Díaz'},
      name: 'Ana Díaz',
      role: 'manager',
      groups: ['sales'],
    });
    const role = async (claims: JWTPayload) =>
      ((await (await who(await sign({sub: 'u-2', ...claims}))).json()) as MeAnswer).role;
    assert.equal(await role({}), 'learner');
    assert.equal(await role({email: 'boss@example.com', email_verified: true}), 'admin');
    assert.equal(await role({email: 'boss@example.com'}), 'learner');
    assert.equal(await role({uggla_role: 'emperor'}), 'learner');
  });

  it('write statements in that account', async () => {
    const token = await sign({sub: 'u-1'});
    const {actor} = (await (await who(token)).json()) as {actor: Actor};
    const post = (body: object) =>
      fetch(`http://127.0.0.1:${server.port}/xapi/statements`, {
        method: 'POST',
        headers: xapi(token),
        body: JSON.stringify(body),
      });
    assert.equal((await post(statementOf(actor))).status, 200);
    assert.equal((await post(statementOf({...actor, account: {homePage: issuer, name: 'u-2'}}))).status, 403);
  });

  it('do not count when they are over, from elsewhere, for others or signed by others', async () => {
    const stranger = await generateKeyPair('ES256');
    const bad = [
      await sign({sub: 'u-1'}, {expires: '-5m'}),
      await sign({sub: 'u-1'}, {issuer: 'https://elsewhere.example'}),
      await sign({sub: 'u-1'}, {key: stranger.privateKey}),
      await sign({}),
      new UnsecuredJWT({sub: 'u-1', iss: issuer, aud: 'campus'}).encode(),
      await new SignJWT({sub: 'u-1'})
        .setProtectedHeader({alg: 'HS256'})
        .setIssuer(issuer)
        .setAudience('campus')
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode('x'.repeat(32))),
    ];
    for (const token of bad) {
      const answer = await who(token);
      assert.equal(answer.status, 401);
      assert.equal(await codeOf(answer), 'token-invalid');
    }
  });

  it('count after the issuer changed its keys', async () => {
    const fresh = await startServer({chatOnly: true, dataDir: ':memory:', issuer, audience: 'campus'});
    await rotate();
    assert.equal((await me(fresh.url, xapi(await sign({sub: 'u-9'})))).status, 200);
  });

  it('cannot be read while the issuer is away, and that is said', async () => {
    const lost = await startServer({chatOnly: true, dataDir: ':memory:', issuer: 'http://127.0.0.1:9'});
    const answer = await me(lost.url, xapi(await sign({sub: 'u-1'}, {issuer: 'http://127.0.0.1:9'})));
    assert.deepEqual([answer.status, await codeOf(answer)], [503, 'issuer-unavailable']);
  });
});
