import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {strFromU8, strToU8, unzipSync, zipSync, type Zippable} from 'fflate';
import {verbs, type TokenAnswer} from '@uggla/protocol';
import {makeFolder, serve, uggla} from './testing/run.test.util.js';

const folder = makeFolder();
const file = join(folder, 'audit.zip');
const key = join(folder, 'jwks.json');
const course = 'https://campus.example/courses/welcome';
const certificate = join(folder, 'certificate.jwt');

before(async () => {
  const published = join(folder, 'published');
  mkdirSync(published);
  writeFileSync(
    join(published, 'campus.json'),
    JSON.stringify({
      id: 'https://campus.example/',
      title: 'Campus',
      languages: ['en'],
      packs: [{id: 'all', title: 'All', items: [{id: 'short', kind: 'course', title: 'Short', src: 'course.json'}]}],
    }),
  );
  writeFileSync(
    join(published, 'course.json'),
    JSON.stringify({
      id: 'https://campus.example/courses/short',
      version: '1',
      languages: ['en'],
      title: 'Short',
      certificate: {expires: 'P1Y'},
      items: [{id: 'page', kind: 'embed', title: 'Page', src: 'page.html'}],
    }),
  );
  const {url, child} = await serve(published, ['--data', join(folder, 'data')]);
  writeFileSync(key, await (await fetch(`${url}/.well-known/jwks.json`)).text());
  const {token, actor} = (await (
    await fetch(`${url}/v1/tokens`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'})
  ).json()) as TokenAnswer;
  const statement = {
    id: crypto.randomUUID(),
    actor,
    verb: verbs.agreed,
    object: {id: `${course}/policy`},
    context: {contextActivities: {grouping: [{id: course}]}},
    timestamp: new Date().toISOString(),
  };
  const headers = {
    Authorization: `Bearer ${token}`,
    'X-Experience-API-Version': '1.0.3',
    'Content-Type': 'application/json',
  };
  assert.equal(
    (await fetch(`${url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(statement)})).status,
    200,
  );
  const seen = {
    ...statement,
    id: crypto.randomUUID(),
    verb: verbs.completed,
    object: {id: 'https://campus.example/courses/short/page'},
    context: {contextActivities: {grouping: [{id: 'https://campus.example/courses/short'}]}},
  };
  assert.equal(
    (await fetch(`${url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(seen)})).status,
    200,
  );
  const {certificates} = (await (await fetch(`${url}/v1/certificates`, {headers})).json()) as {
    certificates: {credential: string}[];
  };
  writeFileSync(certificate, await (await fetch(certificates[0]!.credential)).text());
  const {code, stderr, stdout} = await uggla([
    'audit',
    'export',
    folder,
    '--data',
    join(folder, 'data'),
    '--out',
    file,
  ]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /3 records, 1 documents, 1 of 1 accepted/);
  child.kill('SIGTERM');
});

describe('uggla verify', () => {
  it('finds an export whole, by the public keys', async () => {
    const {code, stdout, stderr} = await uggla(['verify', file, '--key', key]);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /whole: 3 records, 1 acceptances[^]*an older file looks as whole/);
    const again = await uggla(['verify', file, '--key', key, '--after', file]);
    assert.equal(again.code, 1);
    assert.match(again.stderr, /it is not later than the earlier file.*\(audit-flawed\)/s);
  });

  it('warns when it had to believe the keys inside', async () => {
    const {code, stderr} = await uggla(['verify', file]);
    assert.equal(code, 0);
    assert.match(stderr, /audit-key-own/);
  });

  it('names the line that was changed, with exit code 1', async () => {
    const files = unzipSync(readFileSync(file));
    files['records.jsonl'] = strToU8(strFromU8(files['records.jsonl']!).replace('/policy', '/other'));
    const changed = join(folder, 'changed.zip');
    writeFileSync(changed, zipSync(files as Zippable));
    const {code, stdout} = await uggla(['verify', changed, '--key', key, '--json']);
    const {ok, problems} = JSON.parse(stdout) as {ok: boolean; problems: {code: string; file: string; line?: number}[]};
    assert.deepEqual([code, ok], [1, false]);
    assert.ok(problems.some((one) => one.code === 'audit-flawed' && one.file === 'records.jsonl' && one.line === 1));
  });

  it('finds a certificate good by the issuer’s keys, and one that was changed not', async () => {
    const good = await uggla(['verify', certificate, '--key', key]);
    assert.deepEqual([good.code, good.stderr], [0, '']);
    assert.match(good.stdout, /good: .* completed Short on \d{4}-\d{2}-\d{2}, until \d{4}-/);
    assert.match((await uggla(['verify', certificate])).stderr, /audit-key-own/);
    const changed = join(folder, 'changed.jwt');
    const jwt = readFileSync(certificate, 'utf8');
    writeFileSync(changed, `${jwt.slice(0, -8)}${[...jwt.slice(-8)].reverse().join('')}`);
    const bad = await uggla(['verify', changed, '--key', key]);
    assert.equal(bad.code, 1);
    assert.match(bad.stderr, /certificate-flawed.*|signature does not fit/);
  });

  it('tells of a file that is none, and of keys that are none', async () => {
    assert.match((await uggla(['verify', key, '--key', key])).stderr, /audit-invalid/);
    assert.match((await uggla(['verify', file, '--key', file])).stderr, /usage-wrong/);
    assert.match((await uggla(['verify', `${file}.none`])).stderr, /^✖ there is no file .*file-missing/);
  });
});

describe('uggla audit export', () => {
  it('writes over nothing, and makes no store where there is none', async () => {
    const again = await uggla(['audit', 'export', folder, '--data', join(folder, 'data'), '--out', file]);
    assert.equal(again.code, 2);
    const none = await uggla([
      'audit',
      'export',
      folder,
      '--data',
      join(folder, 'none'),
      '--out',
      join(folder, 'none.zip'),
    ]);
    assert.match(none.stderr, /audit-unavailable/);
    assert.deepEqual(
      [none.code, existsSync(join(folder, 'none')), existsSync(join(folder, 'none.zip'))],
      [1, false, false],
    );
  });
});
