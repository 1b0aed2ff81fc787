import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {exportJWK, generateKeyPair, SignJWT} from 'jose';
import {makeFolder, serve, uggla} from './testing/run.test.util.js';

const folder = makeFolder();
const published = join(folder, 'published');
const data = join(folder, '.uggla');

const roleOf = async (url: string, headers: Record<string, string>) =>
  ((await (await fetch(`${url}/v1/me`, {headers})).json()) as {role: string}).role;
const enter = (url: string, link: string) =>
  fetch(`${url}/desk/enter`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({invitation: new URL(link).searchParams.get('invitation')!}),
  });

let server: Awaited<ReturnType<typeof serve>>;
let token: string;

before(async () => {
  mkdirSync(published, {recursive: true});
  writeFileSync(
    join(published, 'campus.json'),
    JSON.stringify({id: 'https://campus.example/', title: 'C', languages: ['en'], packs: []}),
  );
  const {publicKey, privateKey} = await generateKeyPair('EdDSA');
  const keys = JSON.stringify({keys: [{...(await exportJWK(publicKey)), alg: 'EdDSA'}]});
  const login = createServer((request, response) => {
    response.writeHead(request.url === '/.well-known/jwks.json' ? 200 : 404).end(keys);
  });
  await new Promise<void>((resolve) => login.listen(0, '127.0.0.1', resolve));
  login.unref();
  const issuer = `http://127.0.0.1:${(login.address() as AddressInfo).port}`;
  token = await new SignJWT({position: 'editor', uggla_role: 'admin'})
    .setProtectedHeader({alg: 'EdDSA'})
    .setIssuer(issuer)
    .setSubject('u-1')
    .setAudience('campus')
    .setExpirationTime('5m')
    .sign(privateKey);
  server = await serve(published, [
    ...['--issuer', issuer, '--audience', 'campus', '--role-claim', 'position'],
    ...['--trusted-header', 'x-user', '--trusted-role-header', 'x-role', '--trusted-proxy', '127.0.0.1'],
  ]);
});

describe('uggla serve', () => {
  it('takes roles from the header and the claim that it is told', async () => {
    assert.equal(await roleOf(server.url, {'X-User': 'ana', 'X-Role': 'manager'}), 'manager');
    assert.equal(await roleOf(server.url, {'X-User': 'ana'}), 'learner');
    assert.equal(await roleOf(server.url, {Authorization: `Bearer ${token}`}), 'editor');
  });

  it('prints another admin link when it is asked for one, though an admin came in before', async () => {
    assert.equal((await enter(server.url, server.adminLink!)).status, 303);
    const [silent, asked] = [await serve(published), await serve(published, ['--admin-link'])];
    assert.equal(silent.adminLink, undefined);
    assert.equal((await enter(asked.url, asked.adminLink!)).status, 303);
    for (const {child} of [silent, asked]) child.kill('SIGKILL');
  });
});

describe('uggla admin link', () => {
  it('makes a link while the server runs, that opens the desk once', async () => {
    const made = await uggla(['admin', 'link', folder, '--public-url', `${server.url}/`]);
    assert.equal(made.code, 0, made.stderr);
    const link = made.stdout.trim();
    assert.ok(link.startsWith(`${server.url}/desk/enter?invitation=`), link);
    const opened = await enter(server.url, link);
    assert.equal(opened.status, 303);
    const headers = {Cookie: opened.headers.get('set-cookie')!.split(';')[0]!};
    assert.equal((await fetch(`${server.url}/desk/records`, {headers})).status, 200);
    assert.equal((await enter(server.url, link)).status, 410);
  });

  it('names the address at which the server was started last, when it is told none', async () => {
    const {stdout} = await uggla(['admin', 'link', '--data', data, '--json']);
    assert.match((JSON.parse(stdout) as {adminLink: string}).adminLink, /^http:\/\/127\.0\.0\.1:\d+\/desk\/enter\?/);
  });

  it('tells of a folder in which no server ever ran', async () => {
    const {code, stderr} = await uggla(['admin', 'link', '--data', makeFolder()]);
    assert.equal(code, 1);
    assert.match(stderr, /store-unavailable/);
  });
});

describe('uggla invite', () => {
  it('invites the people of a table while the server runs, lists who has come, and withdraws', async () => {
    const table = join(folder, 'invited.csv');
    writeFileSync(table, 'nombre;correo;cuenta\nAna;ana@acme.example;ana\nBen;;ben\n');
    const made = await uggla(['invite', 'create', folder, '--csv', table, '--public-url', server.url, '--json']);
    assert.equal(made.code, 0, made.stderr);
    const {invitations} = JSON.parse(made.stdout) as {invitations: {id: string; url: string}[]};
    const [ana, ben] = invitations;
    const opened = await fetch(`${server.url}/v1/tokens`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({invitation: new URL(ana!.url).hash.slice(1)}),
    });
    const {actor} = (await opened.json()) as {actor: {name: string; account: {name: string}}};
    assert.deepEqual([actor.name, actor.account.name], ['Ana', 'ana']);
    assert.equal((await uggla(['invite', 'revoke', ben!.id, folder])).code, 0);
    const listed = await uggla(['invite', 'list', folder]);
    assert.match(listed.stdout, /accepted .* learner {2}Ana\n/);
    assert.match(listed.stdout, /revoked .* learner {2}Ben\n/);
    assert.match((await uggla(['invite', 'revoke', ben!.id, folder])).stderr, /invitation-unknown/);
    writeFileSync(table, 'name;email\nEva;nowhere\n');
    assert.match((await uggla(['invite', 'create', folder, '--csv', table])).stderr, /line 2 .*nowhere is no address/);
  });
});
