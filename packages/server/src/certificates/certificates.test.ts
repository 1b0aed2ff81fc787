import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it, mock} from 'node:test';
import {createPublicKey, generateKeyPairSync} from 'node:crypto';
import {compactVerify, decodeProtectedHeader} from 'jose';
import type {Course} from '@uggla/protocol';
import {isCertificate, verifyCertificate, type Certificate} from '../index.js';
import {pageWords} from '../locales/words.js';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {campusOfYear, seen, year, yearId} from '../support/year.test.util.js';

const homePage = 'https://campus.example';
const as = (name: string) => ({
  'x-user': encode(name),
  'x-role': name === 'boss' ? 'admin' : '',
  'X-Experience-API-Version': '1.0.3',
});
const encode = (name: string) => Buffer.from(name).toString('latin1');
const [hola] = year.items;
const once: Course = {...year, items: [hola!]};
let app: TestApp;

async function open(course: Course = once): Promise<void> {
  app = await openApp({
    root: campusOfYear(course),
    trustedHeader: 'x-user',
    trustedRoleHeader: 'x-role',
    trustedProxies: ['127.0.0.1'],
    publicUrl: homePage,
  });
}
async function look(name: string, lesson = 'hola'): Promise<void> {
  const answer = await app.send('POST', '/xapi/statements', {
    headers: as(name),
    body: seen({objectType: 'Agent', name, account: {homePage, name}}, lesson),
  });
  assert.equal(answer.status, 200);
}
async function list(name: string, query = ''): Promise<Certificate[]> {
  const answer = await app.send('GET', `/v1/certificates${query}`, {headers: as(name)});
  assert.equal(answer.status, 200);
  return ((await answer.json()) as {certificates: Certificate[]}).certificates;
}
const path = (address: string) => address.slice(homePage.length);
const jwtOf = async ({credential}: Certificate) => (await app.send('GET', path(credential))).text();
const at = (day: string) => mock.timers.setTime(Date.parse(`${day}T12:00:00Z`));

beforeEach(() => mock.timers.enable({apis: ['Date'], now: Date.parse('2026-01-15T12:00:00Z')}));
afterEach(() => mock.timers.reset());

describe('a certificate', () => {
  it('is given for a course that is complete by the records, once, and not before', async () => {
    await open({...year, items: [hola!, {...hola!, id: 'dos'}]});
    await look('ana');
    assert.deepEqual(await list('ana'), []);
    await look('ana', 'dos');
    const [first, ...more] = await list('ana');
    assert.equal(more.length, 0);
    assert.deepEqual(
      [first!.course, first!.state, first!.expires, first!.renewFrom],
      [yearId, 'valid', '2027-01-15T12:00:00.000Z', '2026-12-15T12:00:00.000Z'],
    );
    assert.deepEqual(await list('ana', `?course=${encodeURIComponent(yearId)}`), [first]);
    assert.deepEqual(await list('ana', '?course=https://other.example'), []);
  });

  it('is not given for a course that gives none, nor to who is not signed in, nor for somebody else', async () => {
    const {certificate: _, ...without} = once;
    await open(without);
    await look('ana');
    assert.deepEqual(await list('ana'), []);
    assert.equal((await app.send('GET', '/v1/certificates')).status, 401);
    const agent = encodeURIComponent(JSON.stringify({account: {homePage, name: 'ana'}}));
    assert.equal((await app.send('GET', `/v1/certificates?agent=${agent}`, {headers: as('ben')})).status, 403);
    assert.deepEqual(await list('boss', `?agent=${agent}`), []);
  });

  it('is an Open Badges 3.0 credential that anybody checks by the public key alone', async () => {
    await open();
    await look('Ana');
    const jwt = await jwtOf((await list('Ana'))[0]!);
    assert.ok(isCertificate(Buffer.from(jwt)));
    // As a stranger does it: by a library for JWT and the key that the server publishes.
    const jwks = (await (await app.send('GET', '/.well-known/jwks.json')).json()) as {keys: Record<string, string>[]};
    const key = jwks.keys.find(({alg}) => alg === 'RS256')!;
    const {payload, protectedHeader} = await compactVerify(jwt, createPublicKey({key, format: 'jwk'}));
    assert.deepEqual([protectedHeader.alg, protectedHeader.typ, protectedHeader.jwk?.n], ['RS256', 'JWT', key['n']]);
    const claims = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown> & {
      credentialSubject: {achievement: object; identifier: object[]};
      issuer: object;
    };
    assert.deepEqual(claims['@context'], [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ]);
    assert.deepEqual(claims['type'], ['VerifiableCredential', 'OpenBadgeCredential']);
    assert.deepEqual(
      [claims['nbf'], claims['exp'], claims['validFrom'], claims['validUntil']],
      [1_768_478_400, 1_800_014_400, '2026-01-15T12:00:00.000Z', '2027-01-15T12:00:00.000Z'],
    );
    assert.deepEqual(claims.credentialSubject.identifier, [
      {type: 'IdentityObject', identityHash: 'Ana', identityType: 'name', hashed: false},
    ]);
    assert.deepEqual(claims.credentialSubject.achievement, {
      id: yearId,
      type: ['Achievement'],
      name: 'Tu primer año',
      description: 'Tu primer año',
      criteria: {narrative: 'Completar todas las lecciones que pide el curso.'},
      version: '1',
      inLanguage: 'es',
    });
    assert.deepEqual(claims['credentialStatus'], {
      id: `${homePage}/v1/certificates/revoked`,
      type: '1EdTechRevocationList',
    });
    assert.deepEqual(claims.issuer, {id: 'https://campus.example', name: 'Campus', url: homePage, type: ['Profile']});
  });

  it('stands on a page to print, with every name as text, and its own words', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await open();
    await look(name);
    const [one] = await list(name);
    const answer = await app.send('GET', path(one!.page), {headers: {'Accept-Language': 'es'}});
    const html = await answer.text();
    assert.match(
      html,
      /<html lang="es">[\s\S]*Se certifica que[\s\S]*&lt;img src=x onerror=alert\(1\)&gt;[\s\S]*Tu primer año[\s\S]*15 de enero de 2026[\s\S]*15 de enero de 2027/,
    );
    assert.doesNotMatch(html, /<img|<script|undefined/);
    assert.match(answer.headers.get('content-security-policy')!, /default-src 'none'; style-src 'self'/);
    assert.equal(answer.headers.get('x-robots-tag'), 'noindex');
    for (const [tag, {certificate: words}] of Object.entries(pageWords)) {
      const dir = tag === 'ar' ? 'rtl' : 'ltr';
      const read = async (asked: string, accept: string) =>
        (await app.send('GET', path(one!.page) + asked, {headers: {'Accept-Language': accept}})).text();
      const around = await read('', tag);
      assert.ok(around.includes(`<html lang="${tag}"${tag === 'ar' ? ' dir="rtl"' : ''}>`), around);
      assert.ok(around.includes(words.check) && around.includes('<article lang="es" dir="ltr">'), around);
      const whole = await read(`?lang=${tag}`, 'de');
      assert.ok(whole.includes(words.check) && whole.includes(`<article lang="${tag}" dir="${dir}">`), whole);
      assert.doesNotMatch(around + whole, /<img|<script|undefined/);
    }
    assert.match((await app.send('GET', '/certificates/certificate.css')).headers.get('content-type')!, /text\/css/);
    assert.equal((await app.send('GET', '/certificates/no-such')).status, 404);
    assert.equal(await codeOf(await app.send('GET', '/v1/certificates/no-such')), 'certificate-unknown');
  });

  it('ends, is renewed by doing again what is due, and each time has its own number', async () => {
    await open();
    await look('ana');
    const [first] = await list('ana');
    at('2026-07-20'); // the lesson is due again after half a year
    await look('ana');
    assert.equal((await list('ana')).length, 1); // too early for another
    at('2027-01-16');
    assert.deepEqual(
      (await list('ana')).map(({state}) => state),
      ['expired'],
    );
    at('2027-01-25');
    await look('ana');
    const both = await list('ana');
    assert.deepEqual(
      both.map(({state, completed}) => [state, completed]),
      [
        ['valid', '2027-01-25T12:00:00.000Z'],
        ['expired', '2026-01-15T12:00:00.000Z'],
      ],
    );
    assert.equal(both[1]!.id, first!.id);
    assert.notEqual(both[0]!.id, first!.id);
  });

  it('can be withdrawn by managers, and says so wherever it is looked up', async () => {
    await open();
    await look('ana');
    const [one] = await list('ana');
    assert.equal((await app.send('DELETE', `/v1/certificates/${one!.id}`, {headers: as('ana')})).status, 403);
    assert.equal(
      (await app.send('DELETE', `/v1/certificates/${one!.id}?reason=Wrong%20person`, {headers: as('boss')})).status,
      204,
    );
    assert.equal((await app.send('DELETE', '/v1/certificates/no-such', {headers: as('boss')})).status, 404);
    assert.deepEqual(
      (await list('ana')).map(({state, reason}) => [state, reason]),
      [['revoked', 'Wrong person']],
    ); // and no other in its place
    const page = await app.send('GET', path(one!.page));
    assert.equal(page.status, 410);
    assert.match(await page.text(), /se ha retirado\. <bdi>Wrong person<\/bdi>/);
    const {revokedCredential, type} = (await (await app.send('GET', '/v1/certificates/revoked')).json()) as {
      revokedCredential: object[];
      type: string;
    };
    assert.deepEqual(
      [type, revokedCredential],
      ['1EdTechRevocationList', [{id: one!.credential, revoked: true, revocationReason: 'Wrong person'}]],
    );
  });

  it('is gone with the person who is erased', async () => {
    await open();
    await look('ana');
    const [one] = await list('ana');
    assert.equal((await app.send('DELETE', '/v1/people/ana', {headers: as('boss')})).status, 200);
    for (const address of [one!.page, one!.credential])
      assert.equal((await app.send('GET', path(address))).status, 404, address);
  });
});

describe('certificates at the desk', () => {
  const desk = (path: string, who = 'boss', language = 'en') =>
    app.send('GET', `/desk/certificates${path}`, {headers: {...as(who), 'Accept-Language': language}});
  const post = (path: string, body: Record<string, string> = {}, who = 'boss', more: Record<string, string> = {}) =>
    app.send('POST', `/desk/certificates${path}`, {
      headers: {...as(who), 'Content-Type': 'application/x-www-form-urlencoded', ...more},
      body: new URLSearchParams(body).toString(),
    });
  const people = (html: string) => [...html.matchAll(/<tr>\s*<td>(.*?)<br/g)].map(([, name]) => name);

  it('are nobody’s before they are given, which waits for nobody to look', async () => {
    await open();
    await look('Ñusta');
    await look('<b>Ben</b>');
    assert.match(await (await desk('')).text(), /No certificate fits/);
    assert.equal((await post('')).headers.get('location'), '/desk/certificates?given=2');
    const html = await (await desk('?given=2')).text();
    assert.match(html, /Given now: 2[\s\S]*2 of 2/);
    assert.deepEqual(people(html).sort(), ['&lt;b&gt;Ben&lt;/b&gt;', 'Ñusta']);
    assert.doesNotMatch(html, /<b>Ben|undefined|\[object/);
    assert.equal((await post('')).headers.get('location'), '/desk/certificates?given=0');
  });

  it('are found by name, number, course and state, and come as a page, as signed files and as CSV', async () => {
    await open();
    for (const name of ['Ñusta', '=Ben()']) await look(name);
    await post('');
    const [one] = await list('Ñusta');
    assert.deepEqual(people(await (await desk(`?q=${encodeURIComponent('ñUS')}`)).text()), ['Ñusta']);
    assert.deepEqual(
      people(await (await desk(`?q=${one!.id}&state=valid&course=${encodeURIComponent(yearId)}`)).text()),
      ['Ñusta'],
    );
    for (const none of [
      '?q=100%25',
      '?q=_',
      '?course=https://x.example',
      '?state=expired',
      '?state=revoked',
      '?page=2',
    ])
      assert.deepEqual(people(await (await desk(none)).text()), [], none);
    assert.equal((await desk('?state=lost')).status, 400);
    const html = await (await desk('?q=%C3%B1', 'boss', 'es')).text();
    assert.match(html, /<h1>Certificados<\/h1>[\s\S]*Tu primer año[\s\S]*vigente/);
    for (const address of [path(one!.page), path(one!.credential)]) {
      assert.ok(html.includes(`href="${address}"`), address);
      assert.equal((await app.send('GET', address)).status, 200);
    }
    const csv = (await (await desk('.csv?state=valid')).text()).trimEnd().split('\r\n');
    assert.equal(csv.length, 3);
    assert.ok(
      csv.some((line) => line.startsWith("'=Ben(),'=Ben(),") && line.includes(',valid,')),
      csv.join(),
    );
    at('2027-02-01');
    assert.equal(people(await (await desk('?state=expired')).text()).length, 2);
  });

  it('are withdrawn with a reason, which the page shows to whoever looks, and by nobody but managers', async () => {
    await open();
    await look('ana');
    await post('');
    const [one] = await list('ana');
    const revoke = `/${one!.id}/revoke`;
    assert.equal((await post(revoke, {reason: '  '})).status, 400);
    assert.equal((await post(revoke, {reason: 'x'}, 'boss', {Origin: 'https://evil.example'})).status, 403);
    for (const who of ['ana', 'ben']) assert.equal((await post(revoke, {reason: 'x'}, who)).status, 401, who);
    assert.equal((await post('/no-such/revoke', {reason: 'x'})).status, 404);
    assert.deepEqual(
      (await list('ana')).map(({state}) => state),
      ['valid'],
    );
    assert.equal(
      (await post(revoke, {reason: '<i>Otra</i> persona'})).headers.get('location'),
      `/desk/certificates?q=${one!.id}`,
    );
    const html = await (await desk(`?q=${one!.id}`, 'boss', 'es')).text();
    assert.match(html, /<strong>retirado<\/strong>[\s\S]*&lt;i&gt;Otra&lt;\/i&gt; persona/);
    assert.doesNotMatch(html, /\/revoke"/, 'once is enough');
    const page = await app.send('GET', path(one!.page));
    assert.equal(page.status, 410);
    assert.match(await page.text(), /se ha retirado\. <bdi>&lt;i&gt;Otra/);
    for (const path of ['', '.csv']) assert.equal((await desk(path, 'ana')).status, 401, path);
  });
});

describe('verifyCertificate', () => {
  it('tells a good one from one that was changed, that another signed, that is over, and from what is none', async () => {
    await open();
    await look('Ana');
    const jwt = await jwtOf((await list('Ana'))[0]!);
    const {jwks} = app.services.keys;
    const good = await verifyCertificate(`${jwt}\n`, jwks);
    assert.deepEqual(
      [good.flaws, good.person, good.title, good.issuer, good.ownKeys],
      [[], 'Ana', 'Tu primer año', 'Campus', false],
    );
    assert.equal((await verifyCertificate(jwt)).ownKeys, true);

    const flaws = async (text: string, keys = jwks, now?: Date) =>
      (await verifyCertificate(text, keys, now)).flaws.map(({message}) => message).join('; ');
    assert.match(await flaws(jwt, jwks, new Date('2027-01-15T12:00:00Z')), /it counted until 2027-01-15/);
    assert.match(await flaws(jwt, jwks, new Date('2026-01-01T12:00:00Z')), /begins to count/);
    const [head, body, signature] = jwt.split('.') as [string, string, string];
    const changed = (change: (claims: Record<string, unknown>) => void) => {
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
      change(claims);
      return `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
    };
    assert.match(await flaws(changed((claims) => (claims['name'] = 'Another'))), /signature does not fit/);
    assert.match(await flaws(changed((claims) => (claims['exp'] = 4_000_000_000))), /times contradict/);
    assert.match(await flaws(changed((claims) => (claims['jti'] = 'urn:x'))), /another credential/);
    const other = generateKeyPairSync('rsa', {modulusLength: 2048}).publicKey.export({format: 'jwk'});
    assert.match(await flaws(jwt, {keys: [other as never]}), /none of the keys/);
    assert.equal(decodeProtectedHeader(jwt).alg, 'RS256');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const bad of ['eyJ.a.b', `${none}.${body}.`, `${head}.e30.${signature}`])
      await assert.rejects(verifyCertificate(bad, jwks), {code: 'certificate-invalid'}, bad);
    for (const no of ['PK\u0003\u0004', '', jwt.slice(0, 40), '{"a":1}'])
      assert.equal(isCertificate(Buffer.from(no)), false, no);
  });
});
