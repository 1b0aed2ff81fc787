import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import type {MeAnswer, TokenAnswer} from '@uggla/protocol';
import {SignJWT} from 'jose';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {statementOf, xapi} from '../support/server.test.util.js';

describe('a trusted header', () => {
  let app: TestApp;
  before(async () => {
    app = await openApp({
      chatOnly: true,
      trustedHeader: 'X-User',
      trustedRoleHeader: 'X-Role',
      trustedProxies: ['10.0.0.0/8', 'fd00::/8'],
      admins: ['root'],
    });
  });
  const me = (headers: Record<string, string>, peer = '10.1.2.3') => app.send('GET', '/v1/me', {headers, peer});
  const name = async (headers: Record<string, string>, peer?: string) =>
    ((await (await me(headers, peer)).json()) as MeAnswer).actor.account?.name;

  it('counts from the proxy, over IPv4, IPv6 and both mixed, and from nobody else', async () => {
    for (const peer of ['10.1.2.3', 'fd00::9', '::ffff:10.9.9.9'])
      assert.equal(await name({'X-User': 'ana'}, peer), 'ana', peer);
    for (const peer of ['11.0.0.1', '127.0.0.1', '::1', 'fe80::1', '::ffff:11.0.0.1', '10.1.2.3.evil']) {
      assert.equal(
        await codeOf(await me({'X-User': 'ana', 'X-Forwarded-For': '10.1.2.3'}, peer)),
        'sign-in-needed',
        peer,
      );
    }
  });

  it('holds names as people write them', async () => {
    const asBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1'); // as they come over the wire
    assert.equal(await name({'X-User': asBytes('Begoña Núñez')}), 'Begoña Núñez');
    assert.equal(await name({'X-User': 'Bego\u00f1a'}), 'Begoña', 'in Latin-1, from an old proxy');
    assert.equal(await name({'X-User': '  ana  '}), 'ana');
    assert.equal((await me({'X-User': '   '})).status, 401);
  });

  it('makes nobody the server itself', async () => {
    assert.equal(await codeOf(await me({'X-User': 'server'})), 'actor-refused');
  });

  it('gives roles, which a learner’s browser cannot', async () => {
    const role = async (headers: Record<string, string>, peer?: string) =>
      ((await (await me(headers, peer)).json()) as MeAnswer).role;
    assert.equal(await role({'X-User': 'ana', 'X-Role': 'uggla-editor staff'}), 'editor');
    assert.equal(await role({'X-User': 'root', 'X-Role': 'learner'}), 'admin');
    assert.equal(await role({'X-User': 'ana', 'X-Role': 'superuser'}), 'learner');
    const {token} = (await (
      await app.send('POST', '/v1/tokens', {headers: {'X-User': 'ana'}, body: {}, peer: '10.1.2.3'})
    ).json()) as TokenAnswer;
    assert.equal(await role({Authorization: `Bearer ${token}`, 'X-Role': 'admin'}, '8.8.8.8'), 'learner');
  });

  it('goes before a token that came along', async () => {
    const {token} = (await (
      await app.send('POST', '/v1/tokens', {headers: {'X-User': 'ben'}, body: {}, peer: '10.1.2.3'})
    ).json()) as TokenAnswer;
    assert.equal(await name({'X-User': 'ana', Authorization: `Bearer ${token}`}), 'ana');
    assert.equal(await name({Authorization: `Bearer ${token}`}), 'ben');
  });

  it('speaks for that person alone in records', async () => {
    const {actor} = (await (await me({'X-User': 'ana'})).json()) as MeAnswer;
    const post = (user: string) =>
      app.send('POST', '/xapi/statements', {
        headers: {'X-User': user, 'X-Experience-API-Version': '1.0.3'},
        body: statementOf(actor),
        peer: '10.1.2.3',
      });
    assert.equal((await post('ana')).status, 200);
    assert.equal(await codeOf(await post('ben')), 'actor-refused');
  });
});

describe('a token of the server', () => {
  let app: TestApp;
  before(async () => {
    app = await openApp({chatOnly: true, invitations: true, host: '0.0.0.0'});
  });
  const me = (token: string) => app.send('GET', '/v1/me', {headers: {Authorization: `Bearer ${token}`}});
  const sign = (change: (token: SignJWT) => SignJWT, header: object = {}) => {
    const {keys, tokens, homePage} = app.services;
    const token = new SignJWT({role: 'learner', home: homePage})
      .setProtectedHeader({alg: 'EdDSA', kid: keys.ed25519.id, ...header})
      .setIssuer(tokens.issuer)
      .setAudience('uggla')
      .setSubject('ana')
      .setExpirationTime('5m');
    return change(token).sign(keys.ed25519.privateKey);
  };

  it('counts within its time and for its purpose', async () => {
    assert.equal((await me(await sign((token) => token))).status, 200);
    const bad = [
      await sign((token) => token.setExpirationTime('-1s')),
      await sign((token) => token.setNotBefore('5m')),
      await sign((token) => token.setAudience('uggla-invitation')),
      await sign((token) => token.setIssuer('urn:uuid:another-server')),
    ];
    for (const token of bad) assert.equal(await codeOf(await me(token)), 'token-invalid');
  });

  it('counts in one form only: whole, signed, after Bearer', async () => {
    const token = await sign((one) => one);
    for (const value of [`bearer ${token}`, `BEARER   ${token}`])
      assert.equal((await app.send('GET', '/v1/me', {headers: {Authorization: value}})).status, 200, value.slice(0, 8));
    for (const value of [
      token,
      `Bearer ${token} ${token}`,
      `Basic ${token}`,
      'Bearer',
      `Bearer ${token.slice(0, -4)}`,
      `Bearer ${token}.${token}`,
    ])
      assert.equal(
        (await app.send('GET', '/v1/me', {headers: {Authorization: value}})).status,
        401,
        value.slice(0, 12),
      );
  });

  it('of another server with the same name counts not', async () => {
    const other = await openApp({chatOnly: true, invitations: true});
    const admin = await other.visitor('admin');
    assert.equal((await app.send('GET', '/xapi/statements', {headers: xapi(admin.token)})).status, 401);
  });

  it('is not given to who comes with nothing, nor twice for one invitation', async () => {
    assert.equal(await codeOf(await app.send('POST', '/v1/tokens', {body: {}})), 'sign-in-needed');
    const invitation = await app.services.accounts.invite('editor', {uses: 1});
    const first = await app.send('POST', '/v1/tokens', {body: {invitation, name: ' Eva '}});
    const {role, actor, token_type} = (await first.json()) as TokenAnswer;
    assert.deepEqual(
      [first.status, role, actor.name, token_type, first.headers.get('cache-control')],
      [201, 'editor', 'Eva', 'Bearer', 'no-store'],
    );
    assert.equal(await codeOf(await app.send('POST', '/v1/tokens', {body: {invitation}})), 'invitation-used');
  });
});
