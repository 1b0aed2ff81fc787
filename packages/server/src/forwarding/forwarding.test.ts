import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {acceptanceOf} from '../support/audit.test.util.js';
import {openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {OtherLrsServer, type Fault} from '../support/other-lrs.test.util.js';
import {statementOf, until} from '../support/server.test.util.js';
import {sha256} from '../records/canonical.js';
import {withFiles} from '../records/multipart.js';
import {voided} from '../records/statements.js';

const secret = OtherLrsServer.key.split(':')[1]!;
let other: OtherLrsServer;
let app: TestApp;
let ana: Visitor;
let dataDir: string;

const options = () => ({
  chatOnly: true,
  dataDir,
  lrs: other.url,
  lrsKey: OtherLrsServer.key,
  limits: {lrsPauseMs: 10},
});
const post = async (...statements: Statement[]): Promise<string[]> => {
  const answer = await app.send('POST', '/xapi/statements', {headers: ana.headers, body: statements});
  assert.equal(answer.status, 200, await answer.clone().text());
  return statements.map(({id}) => id);
};
const several = (count: number) => Array.from({length: count}, () => statementOf(ana.actor));
const own = async () => {
  const rows = await app.services.store.db.selectFrom('statements').select(['id', 'json']).orderBy('seq').execute();
  return rows.map(({json}) => JSON.parse(json) as Statement);
};
const idsOf = (statements: readonly Statement[]) => statements.map(({id}) => id);
const state = () => app.services.forwarding!.state();
const isThrough = async () => (await state()).waiting === 0;
/** What was stored before the test: what was refused has come later than its turn. */
let earlier: ReadonlySet<string> = new Set();
/** Everything is there, once, in order. */
const assertSame = async (but: readonly string[] = []) => {
  await until(isThrough);
  assert.deepEqual(
    idsOf(await other.statements()).filter((id) => !earlier.has(id)),
    idsOf(await own()).filter((id) => !earlier.has(id) && !but.includes(id)),
  );
};
/** The fault of the first so many requests. */
const first = (count: number, fault: Fault) => () => (count-- > 0 ? fault : undefined);
/** As if so many pauses had passed. */
const tries = async (count: number) => {
  while (count-- > 0) await app.services.forwarding!.start();
};
/** Refuses whatever brings one of these. */
const refusing = (status: number, ...ids: string[]) => {
  other.fault = (statements) =>
    statements.some(({id}) => ids.includes(id))
      ? {status, body: `no, ${secret} ${encodeURIComponent(btoa(OtherLrsServer.key))}`}
      : undefined;
};

before(async () => {
  other = await new OtherLrsServer().open();
  dataDir = join(temporaryFolder(), 'data');
  app = await openApp(options());
  ana = await app.visitor();
});
beforeEach(async () => {
  other.fault = () => undefined;
  await app.services.forwarding!.start();
  earlier = new Set(idsOf(await own()));
});
after(async () => {
  await app.close();
  await other.close();
});

describe('another record store', () => {
  it('is handed what is stored, as it is: with files, signatures, and what takes back', async () => {
    const scan = new Uint8Array([0, 13, 10, 45, 45, 255]);
    const {id: taken} = statementOf(ana.actor);
    const signed = acceptanceOf(ana.actor, 'Ana Ruiz');
    const withScan = {
      ...statementOf(ana.actor),
      attachments: [
        {
          usageType: 'https://campus.example/usage/scan',
          display: {es: 'Escaneo'},
          contentType: 'image/png',
          length: scan.length,
          sha2: sha256(scan),
        },
      ],
    };
    await post(statementOf(ana.actor, {id: taken}), signed);
    const {type, bytes} = withFiles(withScan, [{type: 'image/png', sha2: sha256(scan), bytes: scan}]);
    const headers = {...ana.headers, 'Content-Type': type};
    assert.equal((await app.send('POST', '/xapi/statements', {headers, body: bytes})).status, 200);
    const manager = await app.visitor('manager');
    const back = statementOf(manager.actor, {
      verb: {id: voided, display: {en: 'voided'}},
      object: {objectType: 'StatementRef', id: taken},
    });
    assert.equal((await app.send('POST', '/xapi/statements', {headers: manager.headers, body: back})).status, 200);
    await assertSame();
    const there = await other.statements();
    const said = ({authority: _authority, stored: _stored, ...statement}: Statement) => statement;
    assert.deepEqual(there.map(said), (await own()).map(said), 'also the server’s own, with its signature');
    assert.ok(there.some(({verb}) => verb.id.endsWith('/countersigned')));
    const find = (of: TestApp, id: string) => of.services.statements.find(id);
    assert.equal((await find(other.app, taken))!.voided, 1);
    for (const table of [app, other.app])
      assert.deepEqual(
        (
          await table.services.store.db
            .selectFrom('attachments')
            .select('bytes')
            .where('statement', '=', withScan.id)
            .execute()
        ).map((file) => [...file.bytes]),
        [[...scan]],
      );
  });

  it('may be away, busy, or lose its answers: nothing is lost, nothing is there twice, the order stays', async () => {
    const faults: [Fault, string][] = [
      ['cut', 'unreachable'],
      [{status: 503}, '503'],
      [{status: 429}, '429'],
      [{status: 401}, '401'],
      [{status: 403, body: '{}'}, '403'],
      [{status: 404}, '404'],
      [{status: 302, headers: {Location: 'https://elsewhere.example/'}}, '302'],
      [{status: 200, body: '<!doctype html><title>Welcome</title>'}, '200'],
      ['lost', 'unreachable'],
    ];
    for (const [fault, trouble] of faults) {
      other.fault = () => fault;
      await post(...several(3));
      await until(async () => (await state()).trouble === trouble);
      const {waiting, since, refused} = await state();
      assert.deepEqual([waiting, refused, typeof since], [3, 0, 'string'], trouble);
      other.fault = () => undefined;
      await assertSame();
      await until(async () => (await state()).since === undefined);
    }
    assert.doesNotMatch(app.lines.join('\n'), new RegExp(`${secret}|${btoa(OtherLrsServer.key)}`));
  });

  it('is left alone for as long as it wants', async () => {
    other.fault = first(1, {status: 503, headers: {'Retry-After': '120'}});
    await post(...several(2));
    await until(async () => (await state()).trouble === '503');
    const posts = other.posts.length;
    await post(...several(2));
    const {next} = await app.services.store.db.selectFrom('forwarding').select('next').executeTakeFirstOrThrow();
    assert.ok(Date.parse(next) - Date.now() > 100_000, next);
    assert.equal(other.posts.length, posts);
    await app.services.forwarding!.start(); // as the desk's button does
    await assertSame();
  });

  it('takes the others when it refuses one, which is kept and told of, and tried again', async () => {
    const bad: string[] = [];
    for (const status of [400, 403, 413, 500]) {
      const statements = several(7);
      bad.push(statements[3]!.id);
      refusing(status, ...bad);
      await post(...statements);
      await assertSame(bad);
    }
    await app.services.forwarding!.start();
    assert.deepEqual(
      (await app.services.forwarding!.refused(9)).map(({id, status, reason}) => [id, status, reason]),
      bad.map((id, at) => [id, [400, 403, 413, 500][at], 'no, … …']),
      'without our key, which it quoted',
    );
    const cookie = await deskCookie(app);
    const page = async () => (await app.send('GET', '/desk/records', {headers: {Cookie: cookie}})).text();
    assert.match(await page(), new RegExp(`Not taken there: 4[^]*${bad[0]}`));
    other.fault = () => undefined;
    assert.equal((await app.send('POST', '/desk/records/hand-on', {headers: {Cookie: cookie}})).status, 303);
    await until(async () => (await state()).refused === 0);
    assert.deepEqual(idsOf(await other.statements()).toSorted(), idsOf(await own()).toSorted());
    assert.doesNotMatch(await page(), /Not taken there|Try again/);
  });

  it('fails at one record for ever: that one is set aside, told of and tried again, the others go on in order', async () => {
    const bad: string[] = [];
    for (const fault of [{status: 502, body: '<html>'}, 'cut', {status: 200, body: 'Welcome'}] as const) {
      const statements = several(7);
      bad.push(statements[3]!.id);
      other.fault = (sent) => (sent.some(({id}) => bad.includes(id)) ? fault : undefined);
      await post(...statements);
      await tries(8);
      await assertSame(bad);
    }
    assert.deepEqual(
      (await app.services.forwarding!.refused(9)).map(({id, status}) => [id, status]),
      bad.map((id) => [id, 200]), // as the last try ended
    );
    assert.match(app.lines.join('\n'), /takes others, but fails at record \d+ \(502\); it stands at the desk/);
    const page = await app.send('GET', '/desk/records', {headers: {Cookie: await deskCookie(app)}});
    assert.match(await page.text(), new RegExp(`Not taken there: 3[^]*${bad[0]}`));
    assert.equal((await state()).since, undefined);
    other.fault = () => undefined;
    const hourAgo = new Date(Date.now() - 3_600_001).toISOString();
    await app.services.store.db.updateTable('refused_statements').set({time: hourAgo}).execute();
    await post(...several(1));
    await until(async () => (await state()).refused === 0);
    assert.deepEqual(idsOf(await other.statements()).toSorted(), idsOf(await own()).toSorted());
  });

  it('fails at more in a row than go at once: all of them are set aside, and what stands among and behind them goes on', async () => {
    const statements = several(130);
    const bad = idsOf(statements).filter((_, at) => at >= 2 && at < 120 && at !== 60);
    const isBad = new Set(bad);
    other.fault = (sent) => (sent.some(({id}) => isBad.has(id)) ? {status: 502} : undefined);
    await post(...statements);
    await tries(8);
    await until(isThrough);
    const there = idsOf(await other.statements()).filter((id) => !earlier.has(id));
    assert.deepEqual(
      there.toSorted(),
      idsOf(statements)
        .filter((id) => !isBad.has(id))
        .toSorted(),
    );
    assert.deepEqual(
      (await app.services.forwarding!.refused(200)).map(({id}) => id),
      bad,
    );
    assert.equal((await state()).since, undefined);
    other.fault = () => undefined;
    await app.services.forwarding!.start();
    await until(async () => (await state()).refused === 0);
    // It goes away while they are looked through: none of those is blamed that were not taken then.
    const [first, ...later] = several(30) as [Statement, ...Statement[]];
    let taken = 0;
    other.fault = (sent) => {
      if (sent.some(({id}) => id === first.id) || taken > 0) return {status: 502};
      if (sent.some(({id}) => later.some((one) => one.id === id))) taken += 1;
      return undefined;
    };
    await post(first, ...later);
    await tries(9);
    assert.deepEqual([(await state()).refused, (await state()).waiting], [0, 30]);
    other.fault = () => undefined;
    await app.services.forwarding!.start();
    await until(isThrough);
    assert.deepEqual(idsOf(await other.statements()).toSorted(), idsOf(await own()).toSorted());
  });

  it('blames no record while it takes none of those behind it, nor for what is too much at once', async () => {
    const [bad, ...later] = several(9) as [Statement, ...Statement[]];
    other.fault = (sent) => (sent.some(({id}) => id === bad.id) ? {status: 502} : undefined);
    await post(bad);
    await tries(8);
    assert.deepEqual([(await state()).waiting, (await state()).refused], [1, 0], 'nothing holds it against others');
    // Its disk is full: it confirms what it has, and takes nothing new.
    const there = new Set(idsOf(await other.statements()));
    other.fault = (sent) => (sent.every(({id}) => there.has(id)) ? undefined : {status: 500});
    await post(...later);
    await tries(8);
    assert.deepEqual([(await state()).waiting, (await state()).refused], [9, 0]);
    other.fault = (sent) => (sent.length > 2 ? {status: 504} : undefined);
    await app.services.forwarding!.start();
    await assertSame();
    assert.equal((await state()).since, undefined);
  });

  it('says that it has a statement already: that is well when it is the same, and told when it is another', async () => {
    const [same, different] = several(2) as [Statement, Statement];
    const send = (statement: Statement) =>
      other.app.send('POST', '/xapi/statements', {
        headers: {
          Authorization: `Basic ${btoa(OtherLrsServer.key)}`,
          'X-Experience-API-Version': '1.0.3',
        },
        body: statement,
      });
    await send(same);
    await send({...different, object: {id: 'https://campus.example/something-else'}});
    const known = [same.id, different.id];
    // As ADL's store does: a batch with one that it has is refused whole.
    other.fault = (statements) =>
      statements.some(({id}) => known.includes(id)) ? {status: 409, body: 'there'} : undefined;
    const [last] = several(1) as [Statement];
    await post(same, different, last);
    await until(isThrough);
    assert.deepEqual(
      (await app.services.forwarding!.refused(9)).map(({id, status}) => [id, status]),
      [[different.id, 409]],
    );
    const there = idsOf(await other.statements());
    assert.ok([same, different, last].every(({id}) => there.filter((one) => one === id).length === 1));
    await app.services.store.db.deleteFrom('refused_statements').execute();
  });

  it('is told of in health, metrics and at the desk, where nobody sees the key', async () => {
    other.fault = () => ({status: 503, headers: {'Retry-After': '60'}, body: secret});
    await post(...several(2));
    await until(async () => (await state()).trouble === '503');
    const admin = await app.visitor('admin');
    const cookie = await deskCookie(app);
    const text = async (path: string, headers = {}) => (await app.send('GET', path, {headers})).text();
    const [health, metrics, desk, api] = [
      await text('/healthz'),
      await text('/metrics', admin.headers),
      await text('/desk/records', {Cookie: cookie, 'Accept-Language': 'es'}),
      await text('/openapi.json'),
    ];
    assert.equal((JSON.parse(health) as {lrs: string}).lrs, 'failing');
    assert.match(metrics, /uggla_lrs_statements_waiting 2\n/);
    assert.match(metrics, /uggla_lrs_failing_since_seconds\{error="503"\} 1\d{9}/);
    assert.match(desk, /<strong>127\.0\.0\.1:\d+<\/strong>: 2 registros en espera[^]*última respuesta: 503/);
    for (const one of [health, metrics, desk, api, app.lines.join()])
      assert.doesNotMatch(one, new RegExp(`${secret}|${btoa(OtherLrsServer.key)}`));
    other.fault = () => undefined;
    await app.services.forwarding!.start();
    await assertSame();
    assert.match(await text('/healthz'), /"lrs":"ok"/);
  });

  it('gets what is left when the server ends, and the rest from the next one', async () => {
    const posted = await post(...several(120));
    await app.close();
    assert.deepEqual(idsOf(await other.statements()).slice(-120), posted, 'handed on before the end');
    other.fault = () => 'cut';
    app = await openApp(options());
    await post(...several(60));
    await until(async () => (await state()).trouble === 'unreachable');
    await app.close();
    other.fault = () => undefined;
    app = await openApp(options());
    await assertSame();
  });

  it('gets those who were erased by a pseudonym; what it had before is told to whoever erases', async () => {
    const admin = await app.visitor('admin');
    const leaves = await app.visitor();
    const send = (statement: Statement) =>
      app.send('POST', '/xapi/statements', {headers: leaves.headers, body: statement});
    await send(statementOf(leaves.actor));
    await until(isThrough);
    other.fault = () => ({status: 503, headers: {'Retry-After': '60'}});
    await app.services.forwarding!.start();
    await send(statementOf(leaves.actor)); // sent, whatever became of it
    await until(async () => (await state()).trouble === '503');
    const last = statementOf(leaves.actor);
    await send(last);
    const account = encodeURIComponent(leaves.actor.account!.name);
    const answer = await app.send('DELETE', `/v1/people/${account}`, {headers: admin.headers});
    const {pseudonym, handedOn} = (await answer.json()) as {pseudonym: string; handedOn: unknown};
    assert.deepEqual(handedOn, [{lrs: other.url, records: 2}]);
    other.fault = () => undefined;
    await app.services.forwarding!.start();
    await assertSame();
    const there = (await other.statements()).find(({id}) => id === last.id)!;
    assert.equal(there.actor.account!.homePage, 'urn:uggla:pseudonym');
    const agent = JSON.stringify({account: {homePage: 'urn:uggla:pseudonym', name: pseudonym}});
    const found = await app.send('GET', `/xapi/statements?${new URLSearchParams({agent}).toString()}`, {
      headers: admin.headers,
    });
    const {statements} = (await found.json()) as {statements: Statement[]};
    assert.equal(statements.length, 3, 'by which those of the other store are found there');
  });
});

async function deskCookie(of: TestApp): Promise<string> {
  const body = new URLSearchParams({invitation: await of.services.accounts.invite('admin')}).toString();
  const headers = {'Content-Type': 'application/x-www-form-urlencoded'};
  return (await of.send('POST', '/desk/enter', {headers, body})).headers.get('set-cookie')!.split(';')[0]!;
}
