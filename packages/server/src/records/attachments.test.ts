import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {before, describe, it} from 'node:test';
import {strFromU8, unzipSync} from 'fflate';
import {CompactSign, SignJWT} from 'jose';
import type {Actor, Statement} from '@uggla/protocol';
import {makeAudit} from '../audit/export-audit.js';
import {verifyAudit} from '../index.js';
import {openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {sha256} from './canonical.js';

let app: TestApp;
let ana: Visitor;
const boundary = '-------314159265358979323846';
const scan = new Uint8Array([0, 13, 10, 45, 45, 255, 254, 1]); // no text, and nearly a boundary
const usageType = 'https://campus.example/usage/scan';
const about = (bytes: Uint8Array | string, more: object = {}) => ({
  usageType,
  display: {es: 'Escaneo'},
  contentType: 'image/png',
  length: bytes.length,
  sha2: sha256(bytes),
  ...more,
});
const withFiles = (actor: Actor, ...attachments: object[]): Statement =>
  ({...statementOf(actor), attachments}) as unknown as Statement;

interface Part {
  bytes: Uint8Array | string;
  headers?: Record<string, string>;
}
function mixed(json: unknown, parts: Part[], end = '--'): Uint8Array {
  const head = (headers: Record<string, string>) =>
    `--${boundary}\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`;
  const pieces = parts.flatMap(({bytes, headers}) => [
    head({
      'Content-Type': 'image/png',
      'Content-Transfer-Encoding': 'binary',
      'X-Experience-API-Hash': sha256(bytes),
      ...headers,
    }),
    bytes,
    '\r\n',
  ]);
  return new Uint8Array(
    Buffer.concat(
      [
        head({'Content-Type': 'application/json'}),
        JSON.stringify(json),
        '\r\n',
        ...pieces,
        `--${boundary}${end}\r\n`,
      ].map((one) => Buffer.from(one as string)),
    ),
  );
}
const send = (
  body: Uint8Array,
  {who = ana, method = 'POST', path = '/xapi/statements', type = `multipart/mixed; boundary=${boundary}`} = {},
) => app.send(method, path, {headers: {...who.headers, 'Content-Type': type}, body});

before(async () => {
  app = await openApp({chatOnly: true, limits: {attachmentBytes: 20_000}});
  ana = await app.visitor();
});

describe('statements with attachments', () => {
  it('come and go with their bytes, as they were', async () => {
    const statement = withFiles(
      ana.actor,
      about(scan),
      about('second', {sha2: sha256('second').toUpperCase()}),
      about('far', {fileUrl: 'https://cdn.example/far.png'}),
    );
    assert.equal((await send(mixed(statement, [{bytes: scan}, {bytes: 'second'}]))).status, 200);
    const answer = await app.send('GET', `/xapi/statements?statementId=${statement.id}&attachments=true`, {
      headers: ana.headers,
    });
    assert.match(answer.headers.get('content-type')!, /^multipart\/mixed; boundary=/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.ok(
      bytes.includes(Buffer.from(scan)) &&
        bytes.includes('second') &&
        bytes.includes(`X-Experience-API-Hash: ${sha256(scan)}`),
    );
  });

  it('may bring the same file twice, in two statements and by PUT', async () => {
    for (const statement of [withFiles(ana.actor, about(scan)), withFiles(ana.actor, about(scan))]) {
      assert.equal(
        (
          await send(mixed(statement, [{bytes: scan}]), {
            method: 'PUT',
            path: `/xapi/statements?statementId=${statement.id}`,
          })
        ).status,
        204,
      );
      assert.equal((await send(mixed(statement, [{bytes: scan}]))).status, 200); // sent again
    }
    const both = [withFiles(ana.actor, about(scan)), withFiles(ana.actor, about(scan))];
    assert.equal(
      (await send(mixed(both, [{bytes: scan}]), {type: `multipart/mixed; boundary="${boundary}"`})).status,
      200,
    );
  });

  it('are refused when a file is missing, too many, or not what it says', async () => {
    const one = withFiles(ana.actor, about(scan));
    const bad: [string, Uint8Array][] = [
      ['missing', mixed(one, [])],
      ['one too many', mixed(one, [{bytes: scan}, {bytes: 'odd'}])],
      ['other bytes', mixed(one, [{bytes: 'odd', headers: {'X-Experience-API-Hash': sha256(scan)}}])],
      ['no hash', mixed(one, [{bytes: scan, headers: {'X-Experience-API-Hash': ''}}])],
      ['not binary', mixed(one, [{bytes: scan, headers: {'Content-Transfer-Encoding': 'base64'}}])],
      ['cut off', mixed(one, [{bytes: scan}]).slice(0, -10)],
      ['without end', mixed(one, [{bytes: scan}], '')],
      ['nothing', new Uint8Array()],
      ['first part no JSON', mixed(one, [{bytes: scan}]).map((byte, at) => (at > 50 && byte === 0x7b ? 0x78 : byte))],
    ];
    for (const [what, body] of bad) assert.equal((await send(body)).status, 400, what);
    const good = mixed(one, [{bytes: scan}]);
    for (const type of [
      'multipart/form-data; boundary=x',
      'multipart/mixed',
      'multipart/mixed; boundary=other',
      `multipart/mixed; boundary=${'x'.repeat(80)}`,
    ])
      assert.equal((await send(good, {type})).status, 400, type);
    assert.equal((await app.send('POST', '/xapi/statements', {headers: ana.headers, body: one})).status, 400); // as JSON, without the file
    assert.equal(
      (await send(mixed(withFiles(ana.actor, about('x'.repeat(30_000))), [{bytes: 'x'.repeat(30_000)}]))).status,
      413,
    );
    const {length} = await app.services.store.db
      .selectFrom('statements')
      .select('id')
      .where('id', '=', one.id)
      .execute();
    assert.equal(length, 0);
  });

  it('stand in the audit file, and go with the person who is erased', async () => {
    const ben = await app.visitor();
    const admin = await app.visitor('admin');
    const photo = 'a face';
    assert.equal((await send(mixed(withFiles(ben.actor, about(photo)), [{bytes: photo}]), {who: ben})).status, 200);
    const source = {db: app.services.store.db, keys: app.services.keys, campus: app.services.campus};
    const {zip} = await makeAudit(source);
    assert.equal(strFromU8(unzipSync(zip)[`attachments/${sha256(photo)}`]!), photo);
    assert.deepEqual((await verifyAudit(zip, app.services.keys.jwks)).flaws, []);
    assert.equal(
      (await app.send('DELETE', `/v1/people/${ben.actor.account!.name}`, {headers: admin.headers})).status,
      200,
    );
    const after = await makeAudit(source);
    assert.equal(unzipSync(after.zip)[`attachments/${sha256(photo)}`], undefined);
    assert.deepEqual((await verifyAudit(after.zip, app.services.keys.jwks)).flaws, []);
  });
});

describe('statements with a signature', () => {
  const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
  const signature = (jws: string, more: object = {}) => ({
    usageType: 'http://adlnet.gov/expapi/attachments/signature',
    display: {en: 'Signature'},
    contentType: 'application/octet-stream',
    length: jws.length,
    sha2: sha256(jws),
    ...more,
  });
  const signed = async (said: object, alg = 'RS256') =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(said))).setProtectedHeader({alg}).sign(privateKey);
  const post = async (statement: Statement, jws: string, more: object = {}) =>
    (await send(mixed({...statement, attachments: [signature(jws, more)]}, [{bytes: jws}]))).status;

  it('are taken with RS256, RS384 and RS512, when it is that of the statement', async () => {
    for (const alg of ['RS256', 'RS384', 'RS512']) {
      const statement = statementOf(ana.actor);
      assert.equal(await post(statement, await signed(statement, alg)), 200, alg);
    }
  });

  it('are refused when it is another’s, another kind, no JWS, or did not come along', async () => {
    const statement = statementOf(ana.actor);
    const good = await signed(statement);
    assert.equal(await post(statement, await signed({...statement, verb: {id: 'https://x.example/other'}})), 400);
    assert.equal(
      await post(
        statement,
        await new SignJWT({...statement}).setProtectedHeader({alg: 'HS256'}).sign(new Uint8Array(32)),
      ),
      400,
    );
    assert.equal(await post(statement, 'no.jws'), 400);
    assert.equal(await post(statement, good, {contentType: 'text/plain'}), 400);
    const bare = {...statement, attachments: [signature(good, {fileUrl: 'https://cdn.example/s.jws'})]};
    assert.equal((await app.send('POST', '/xapi/statements', {headers: ana.headers, body: bare})).status, 400);
    const forged = await new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
      .setProtectedHeader({alg: 'RS256', x5c: ['AAAA']})
      .sign(privateKey);
    assert.equal(await post(statement, forged), 400);
  });
});
