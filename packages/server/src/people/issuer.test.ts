import assert from 'node:assert/strict';
import type {ServerResponse} from 'node:http';
import {afterEach, beforeEach, describe, it, mock} from 'node:test';
import {generateKeyPair, type JWTPayload} from 'jose';
import type {ServerOptions} from '../options.js';
import {settle} from '../settle.js';
import {FakeIssuer} from '../support/issuer.test.util.js';
import {Issuer} from './issuer.js';

let login: FakeIssuer;
const issuer = (more: ServerOptions = {}) =>
  new Issuer(login.url, settle({chatOnly: true, issuer: login.url, audience: 'campus', ...more}));
const now = () => Math.floor(Date.now() / 1000);

beforeEach(async () => {
  login = new FakeIssuer();
  await login.open();
});
afterEach(() => {
  login.close();
  mock.timers.reset();
});

describe('a token', () => {
  it('counts within its time, with half a minute for clocks that differ', async () => {
    const ours = issuer();
    for (const claims of [{exp: now() + 60}, {nbf: now() - 60}, {exp: now() - 10}, {nbf: now() + 10}])
      assert.equal((await ours.person(await login.sign(claims))).account.name, 'u-1', JSON.stringify(claims));
    for (const claims of [{exp: now() - 120}, {nbf: now() + 120}, {exp: undefined}]) {
      await assert.rejects(
        ours.person(await login.sign(claims as JWTPayload)),
        {code: 'token-invalid', status: 401},
        JSON.stringify(claims),
      );
    }
  });

  it('is for us, from our issuer and of somebody', async () => {
    const ours = issuer();
    for (const claims of [{aud: ['campus', 'mail']}, {aud: 'campus'}])
      assert.ok(await ours.person(await login.sign(claims)));
    for (const claims of [
      {aud: 'mail'},
      {aud: undefined},
      {iss: 'https://other.example'},
      {iss: `${login.url}/realm`},
      {iss: undefined},
      {sub: undefined},
    ]) {
      await assert.rejects(
        ours.person(await login.sign(claims as JWTPayload)),
        {code: 'token-invalid'},
        JSON.stringify(claims),
      );
    }
  });

  it('is from our issuer whether it writes itself with a slash or without', async () => {
    for (const address of [login.url, `${login.url}/`]) {
      const ours = new Issuer(address, settle({chatOnly: true, issuer: address, audience: 'campus'}));
      for (const iss of [login.url, `${login.url}/`])
        assert.equal((await ours.person(await login.sign({iss}))).account.homePage, login.url, `${address} ${iss}`);
    }
  });

  it('signed with a secret, be it our public key, counts never', async () => {
    const ours = issuer();
    await assert.rejects(ours.person(await login.sign({}, {alg: 'HS256', key: new Uint8Array(32)})), {
      code: 'token-invalid',
    });
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({iss: login.url, aud: 'campus', sub: 'boss', exp: now() + 300})).toString('base64url')}.`;
    await assert.rejects(ours.person(none), {code: 'token-invalid'});
    const stranger = await generateKeyPair('EdDSA');
    await assert.rejects(ours.person(await login.sign({}, {key: stranger.privateKey})), {code: 'token-invalid'});
  });

  it('gives the role that its claim names, whatever the claim is called', async () => {
    const roleOf = async (claims: JWTPayload, more: ServerOptions = {}) =>
      (await issuer(more).person(await login.sign(claims))).role;
    assert.equal(await roleOf({uggla_role: ['staff', 'uggla-manager']}), 'manager');
    assert.equal(await roleOf({roles: 'editor'}, {roleClaim: 'roles'}), 'editor');
    assert.equal(await roleOf({roles: 'admin'}), 'learner');
    assert.equal(await roleOf({uggla_role: {admin: true}}), 'learner');
    assert.equal(await roleOf({sub: 'u-7'}, {admins: ['u-7']}), 'admin');
    assert.equal(await roleOf({email: 'u-7', email_verified: 'true'}, {admins: ['u-7']}), 'learner');
  });

  it('tells name and groups as far as they are words', async () => {
    const person = async (claims: JWTPayload) => {
      const {name, groups} = await issuer().person(await login.sign(claims));
      return {name, groups};
    };
    assert.deepEqual(await person({name: 'Ana Díaz', preferred_username: 'ana', groups: ['sales', 5, null, 'it']}), {
      name: 'Ana Díaz',
      groups: ['sales', 'it'],
    });
    assert.deepEqual(await person({name: {first: 'Ana'}, preferred_username: 'ana', groups: 'sales'}), {
      name: 'ana',
      groups: undefined,
    });
  });
});

describe('the keys of an issuer', () => {
  it('are where its configuration says, else at the usual place, and asked for once', async () => {
    const usual = issuer();
    for (let time = 0; time < 3; time++) await usual.person(await login.sign());
    assert.deepEqual(login.asked, ['/.well-known/openid-configuration', '/.well-known/jwks.json']);
    login.configuration = {issuer: `${login.url}/`, jwks_uri: `${login.url}/somewhere/keys`};
    await issuer().person(await login.sign());
    assert.equal(login.asked.at(-1), '/somewhere/keys');
  });

  it('are fetched again when a token names one that is new, but not for each', async () => {
    mock.timers.enable({apis: ['Date'], now: Date.now()});
    const ours = issuer();
    const old = await login.sign();
    await ours.person(old);
    await login.rotate();
    const fresh = await login.sign();
    await assert.rejects(ours.person(fresh), {code: 'token-invalid'});
    const asked = login.asked.length;
    mock.timers.tick(31_000);
    assert.equal((await ours.person(fresh)).account.name, 'u-1');
    assert.equal(login.asked.length, asked + 1);
    await assert.rejects(ours.person(old), {code: 'token-invalid'}, 'a key that was withdrawn');
  });

  it('that cannot be had are the issuer’s fault, not the token’s', async () => {
    const answers: ((response: ServerResponse) => void)[] = [
      (response) => void response.writeHead(500).end('{}'),
      (response) => void response.writeHead(503).end(),
      (response) => void response.end('<h1>Maintenance</h1>'),
      (response) => void response.end('{"keys":5}'),
      (response) => void response.destroy(),
    ];
    for (const odd of answers) {
      login.odd = odd;
      const ours = issuer();
      await assert.rejects(ours.person(await login.sign()), {code: 'issuer-unavailable', status: 503}, odd.toString());
      login.odd = undefined;
      assert.ok(await ours.person(await login.sign()), 'and count as soon as they are back');
    }
  });

  it('are not taken from one that calls itself by another name', async () => {
    login.configuration = {issuer: 'https://evil.example', jwks_uri: `${login.url}/keys`};
    await assert.rejects(issuer().person(await login.sign()), {code: 'issuer-unavailable'});
  });
});
