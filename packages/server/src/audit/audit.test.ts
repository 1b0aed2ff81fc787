import assert from 'node:assert/strict';
import {DatabaseSync} from 'node:sqlite';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {strFromU8, strToU8, unzipSync, zipSync, type Zippable} from 'fflate';
import type {Statement} from '@uggla/protocol';
import type {JWK} from 'jose';
import {exportAudit, verifyAudit, type AuditReport} from '../index.js';
import {canonicalJson} from '../records/canonical.js';
import {makeLink} from '../records/chain.js';
import {sealStatement} from '../records/seal.js';
import {backupStore} from '../store/backup.js';
import {openKeys} from '../store/keys.js';
import type {ChainRow} from '../store/tables.js';
import {acceptanceOf, campusWithPolicy, policy} from '../support/audit.test.util.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {signIn, startServer, statementOf, xapi, type ServerProcess} from '../support/server.test.util.js';
import {courseId} from '../support/campus.test.util.js';
import {databaseOf, onFile} from '../support/database.test.util.js';
import {auditLine} from './format.js';

let server: ServerProcess;
let root: string;
let keys: {keys: JWK[]};
let zip: Uint8Array;
const dataDir = temporaryFolder();

before(async () => {
  root = await campusWithPolicy();
  server = await startServer({root, dataDir});
  keys = (await (await fetch(`${server.url}/.well-known/jwks.json`)).json()) as typeof keys;
  const invitation = new URL(server.adminLink!).searchParams.get('invitation');
  const admin = (await (
    await fetch(`${server.url}/v1/tokens`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({invitation}),
    })
  ).json()) as {token: string};
  const people = await Promise.all(
    ['Ana', 'Ben', 'Cleo', 'Dan'].map(async (name) => ({name, ...(await signIn(server.url))})),
  );
  const enrolled = [
    ...people.map(({actor, name}) => ({account: actor.account!.name, name})),
    {account: 'eva', name: 'Eva <b>'},
  ];
  const answer = await fetch(`${server.url}/v1/enrolments`, {
    method: 'POST',
    headers: xapi(admin.token),
    body: JSON.stringify({course: courseId, people: enrolled}),
  });
  assert.equal(answer.status, 201, await answer.text());
  for (const {name, actor, headers} of people.slice(0, 3)) {
    await post(headers, statementOf(actor));
    await post(headers, acceptanceOf(actor, name));
  }
  await post(people[3]!.headers, acceptanceOf(people[3]!.actor, 'Dan', 'b'.repeat(64)));
  ({zip} = await exportAudit(dataDir, root, await databaseOf(dataDir))); // the server goes on running
});

async function post(headers: Record<string, string>, statement: object): Promise<void> {
  assert.equal(
    (await fetch(`${server.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(statement)})).status,
    200,
  );
}

const check = (bytes: Uint8Array): Promise<AuditReport> => verifyAudit(bytes, keys);
const remade = (change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
  const files = unzipSync(zip);
  change(files);
  return zipSync(files as Zippable);
};
const withLines = (change: (lines: string[]) => string[]) =>
  remade((files) => {
    const lines = strFromU8(files['records.jsonl']!).trimEnd().split('\n');
    files['records.jsonl'] = strToU8(
      change(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
  });
const lineFlaws = (report: AuditReport) =>
  report.flaws.filter(({file}) => file === 'records.jsonl').filter(({line}) => line !== undefined);

describe('an audit file', () => {
  it('holds records, document, signatures, keys and a page, and is whole by the public keys alone', async () => {
    const files = unzipSync(zip);
    const report = await check(zip);
    assert.deepEqual(report.flaws, []);
    assert.deepEqual([report.records, report.acceptances, report.ownKeys], [5 + 3 + 4 * 2, 4, false]);
    for (const name of ['index.html', 'acceptances.csv', 'keys.json', 'seal.jws', 'README.txt'])
      assert.ok(files[name], name);
    const document = Object.keys(files).find((name) => name.startsWith('documents/'))!;
    assert.equal(strFromU8(files[document]!), policy);
    assert.equal(Object.keys(files).filter((name) => name.startsWith('signatures/')).length, 4);
    assert.doesNotMatch(strFromU8(files['keys.json']!), /"d":/, 'no private key leaves');
  });

  it('says who accepted, who an older version, and who is missing', async () => {
    const {acceptances} = await exportAudit(dataDir, root, await databaseOf(dataDir));
    assert.deepEqual(acceptances.map(({person, state}) => `${person.name} ${state}`).sort(), [
      'Ana accepted',
      'Ben accepted',
      'Cleo accepted',
      'Dan outdated',
      'Eva <b> missing',
    ]);
    const ana = acceptances.find(({person}) => person.name === 'Ana')!;
    assert.deepEqual(
      [ana.signed, ana.version, ana.text, ana.language],
      ['Ana', '2026-01', 'He leído la política y la acepto.', 'es'],
    );
    assert.ok(ana.countersignature && ana.stored);
  });

  it('shows every line that was dropped, changed, swapped, doubled or put in', async () => {
    const count = (await check(zip)).records;
    for (let at = 0; at < count; at++) {
      const mutations: Record<string, (lines: string[]) => string[]> = {
        dropped: (lines) => lines.toSpliced(at, 1),
        doubled: (lines) => lines.toSpliced(at, 0, lines[at]!),
        'put in': (lines) => lines.toSpliced(at, 0, lines[(at + 3) % count]!.replace(/"seq":\d+/, `"seq":${at + 1}`)),
        changed: (lines) => lines.toSpliced(at, 1, lines[at]!.replace(/"timestamp":"2/, '"timestamp":"1')),
        'changed in its link': (lines) => lines.toSpliced(at, 1, lines[at]!.replace(/"digest":"./, '"digest":"g')),
        'written otherwise': (lines) => lines.toSpliced(at, 1, lines[at]!.replace('{', '{ ')),
        emptied: (lines) => lines.toSpliced(at, 1, lines[at]!.replace(/"statement":\{.*$/, '"statement":null}')),
        cut: (lines) => lines.toSpliced(at, 1, lines[at]!.slice(0, -5)),
        ...(at + 1 < count ? {swapped: (lines: string[]) => lines.toSpliced(at, 2, lines[at + 1]!, lines[at]!)} : {}),
      };
      for (const [what, change] of Object.entries(mutations)) {
        const report = await check(withLines(change));
        const found = lineFlaws(report).map(({line}) => line!);
        assert.ok(
          found.some((line) => Math.abs(line - (at + 1)) <= 1),
          `line ${at + 1} ${what}: ${JSON.stringify(report.flaws)}`,
        );
      }
    }
  });

  it('shows a document, signature, page or table that was changed, left out or added', async () => {
    for (const name of Object.keys(unzipSync(zip)).filter((one) => one !== 'seal.jws')) {
      const changed = await check(remade((files) => void (files[name] = strToU8(`${strFromU8(files[name]!)} `))));
      assert.ok(
        changed.flaws.some(({file}) => file === name),
        `${name} changed`,
      );
      if (name === 'records.jsonl') continue;
      const left = await check(remade((files) => void delete files[name]));
      assert.ok(
        left.flaws.some(({file, message}) => file === name && message === 'is missing'),
        `${name} left out`,
      );
    }
    const added = await check(remade((files) => void (files['documents/extra.html'] = strToU8('x'))));
    assert.deepEqual(added.flaws, [{file: 'documents/extra.html', message: 'was added after the export'}]);
  });

  it('of another server, resealed with its keys, is believed by nobody who has ours', async () => {
    const other = await openKeys(':memory:');
    const forged = remade((files) => void (files['keys.json'] = strToU8(JSON.stringify(other.jwks))));
    assert.ok((await check(forged)).flaws.length > 0);
    assert.ok((await verifyAudit(zip, other.jwks)).flaws.some(({file}) => file === 'seal.jws'));
    assert.equal((await verifyAudit(zip)).ownKeys, true);
  });

  it('shows every line that is none, or that says the same in other words', async () => {
    const same: Record<string, (line: string) => string> = {
      'a key twice': (line) => line.replace('"link":{', '"link":{"seq":1,'),
      'a key twice, deep': (line) => line.replace('"verb":{', '"verb":{"id":"x:y",'),
      'a number otherwise': (line) => line.replace(/"seq":(\d+)/, '"seq":$1.0'),
      'a letter as its number': (line) => line.replace('"statement":"', '"statement":"\\u0030').replace('\\u00300', ''),
      'a letter composed': (line) => line.replace('"timestamp"', '"timestamp\u0301"'),
      'keys in another order': (line) => line.replace(/^\{("link":.*),("statement":\{.*)\}$/, '{$2,$1}'),
      'a key more': (line) => line.replace('"statement":{', '"statement":{"a":1,'),
      'an end more': (line) => `${line}\r`,
    };
    const none = ['null', '[]', '0', '""', '{}', '{"link":{},"statement":{}}', '{"link":1,"statement":{"verb":null}}'];
    const others = none.map((text) => [text, () => text] as const);
    for (const [what, change] of [...Object.entries(same), ...others]) {
      const report = await check(withLines((lines) => lines.with(6, change(lines[6]!))));
      assert.ok(
        lineFlaws(report).some(({line}) => line === 7),
        `${what}: ${JSON.stringify(report.flaws)}`,
      );
    }
    const bound = (lines: string[]) =>
      lines.map((line) => line.replace(/"statement":\{.*\}\}$/, '"statement":{"actor":{"account":5},"verb":7}}'));
    assert.equal(lineFlaws(await check(withLines(bound))).length, (await check(zip)).records);
  });

  it('chained and sealed anew by another key, or an older one handed in again, is not taken for what it is not', async () => {
    const other = await openKeys(':memory:');
    const files = unzipSync(zip);
    let before: ChainRow | undefined;
    const rows = strFromU8(files['records.jsonl']!).trimEnd().split('\n').slice(0, -1);
    const lines = rows.map((line) => {
      const {link, statement} = JSON.parse(line) as {link: ChainRow; statement: Statement};
      const json = canonicalJson(statement);
      before = {
        ...makeLink(before, {id: link.statement, json, stored: link.stored}, other.ed25519),
        key_id: link.key_id,
      };
      return auditLine(before, json);
    });
    const forged = withLines(() => lines);
    const report = await check(forged);
    assert.equal(
      report.flaws.filter(({message}) => message.endsWith('was not signed by the server')).length,
      lines.length,
    );

    const {zip: later} = await exportAudit(dataDir, root, await databaseOf(dataDir));
    const first = await check(zip);
    assert.deepEqual((await verifyAudit(later, keys, first)).flaws, []);
    const messages = async (...earlier: AuditReport[]) =>
      (await Promise.all(earlier.map((one) => verifyAudit(zip, keys, one)))).flatMap(({flaws}) =>
        flaws.map(({message}) => message),
      );
    const found = await messages(
      await check(later),
      {...first, made: '2020-01-01', records: 99},
      {...first, made: '2020-01-01', last: 'f'.repeat(64)},
    );
    assert.match(
      found.join('\n'),
      /^it is not later than .*\nthere are 16 records, .* has 99\nup to here the records are others/,
    );
  });

  it('that is no zip, or another zip, is refused with a code', async () => {
    for (const bytes of [strToU8('no zip'), zip.slice(0, 400), zipSync({'a.txt': strToU8('a')})])
      await assert.rejects(verifyAudit(bytes, keys), {code: 'audit-invalid'});
  });

  it('needs a store to be made of', async () => {
    await assert.rejects(exportAudit(temporaryFolder()), {code: 'audit-unavailable'});
  });
});

onFile.describe('what was done in the database before the export', () => {
  const tampered = async (...sql: string[]): Promise<string[]> => {
    const copy = join(temporaryFolder(), 'data');
    backupStore(dataDir, copy);
    const database = new DatabaseSync(join(copy, 'records.sqlite'));
    database.exec('PRAGMA foreign_keys = OFF');
    for (const one of sql) database.exec(one);
    database.close();
    const {zip: made} = await exportAudit(copy, root);
    return (await check(made)).flaws.map(({message}) => message);
  };

  it('shows: a name hidden as if erased, which breaks no link', async () => {
    const copy = join(temporaryFolder(), 'data');
    backupStore(dataDir, copy);
    const database = new DatabaseSync(join(copy, 'records.sqlite'));
    const salts = new Map(
      database
        .prepare('SELECT actor, salt FROM people')
        .all()
        .map((row) => [row['actor'], row['salt'] as string]),
    );
    const hide = database.prepare('UPDATE statements SET json = ? WHERE seq = ?');
    for (const row of database.prepare('SELECT seq, json FROM statements').all()) {
      const sealed = sealStatement(JSON.parse(row['json'] as string) as object, (key) => salts.get(key));
      hide.run(canonicalJson(sealed), row['seq'] as number);
    }
    database.exec('DELETE FROM people');
    database.close();
    const {flaws, anonymous} = await check((await exportAudit(copy, root)).zip);
    assert.deepEqual(flaws, []);
    assert.ok(anonymous >= 5, String(anonymous));
    assert.equal((await check(zip)).anonymous, 0);
  });

  it('is nothing in an untouched copy', async () => assert.deepEqual(await tampered(), []));

  for (const [what, ...sql] of [
    ['a statement deleted', 'DELETE FROM statements WHERE seq = 7'],
    ['a statement deleted with its link', 'DELETE FROM statements WHERE seq = 7', 'DELETE FROM chain WHERE seq = 7'],
    ['the last one deleted with its link', 'DELETE FROM statements WHERE seq = 16', 'DELETE FROM chain WHERE seq = 16'],
    [
      'the end cut, and its note',
      'DELETE FROM statements WHERE seq > 9',
      'DELETE FROM chain WHERE seq > 9',
      "DELETE FROM settings WHERE key = 'chain-head'",
    ],
    [
      'the end cut, and its note rewritten',
      'DELETE FROM statements WHERE seq > 9',
      'DELETE FROM chain WHERE seq > 9',
      "UPDATE settings SET value = (SELECT json_object('seq', seq, 'hash', hash, 'signature', signature) FROM chain WHERE seq = 9) WHERE key = 'chain-head'",
    ],
    [
      'a name changed',
      `UPDATE statements SET json = replace(json, 'Ana', 'Eva') WHERE json LIKE '%"signed-name":"Ana"%' OR json LIKE '%Ana%'`,
    ],
    ['two swapped', 'UPDATE statements SET json = (SELECT json FROM statements AS o WHERE o.seq = 8) WHERE seq = 6'],
    [
      'a statement put in beside',
      "INSERT INTO statements SELECT 99, 'f0000000-0000-4000-8000-000000000000', actor, verb, object, registration, course, stored, timestamp, voided, received, json FROM statements WHERE seq = 6",
    ],
    ['a statement made unreadable', "UPDATE statements SET json = 'x' WHERE seq = 3"],
    [
      'a statement spread over lines',
      `UPDATE statements SET json = replace(json, '{"actor"', '{' || char(10) || '"actor"') WHERE seq = 3`,
    ],
    ['a link’s time changed', "UPDATE chain SET stored = '2020-01-01T00:00:00.000Z' WHERE seq = 4"],
    ['a signature taken away', 'DELETE FROM attachments'],
  ] as [string, ...string[]][]) {
    it(`shows: ${what}`, async () => assert.notDeepEqual(await tampered(...sql), []));
  }
});
