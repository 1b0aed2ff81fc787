import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {strFromU8, strToU8, unzipSync, zipSync, type Zippable} from 'fflate';
import {extensions, progressStateId, type Actor, type Statement} from '@uggla/protocol';
import {agentKey} from '../records/agent.js';
import {verifyChain} from '../records/chain.js';
import {acceptanceOf, campusWithPolicy} from '../support/audit.test.util.js';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {courseId} from '../support/campus.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {eraseOld} from './erase.js';
import {makeAudit} from './export-audit.js';
import {verifyAudit} from './verify-audit.js';

let app: TestApp;
let admin: Visitor;
let root: string;
before(async () => {
  root = await campusWithPolicy();
  app = await openApp({root});
  admin = await app.visitor('admin');
});

const name = 'Zoila Vaca del Campo';
const nameOf = (who: Visitor) => who.actor.account!.name;
const post = async (who: Visitor, ...statements: Statement[]) =>
  assert.equal((await app.send('POST', '/xapi/statements', {headers: who.headers, body: statements})).status, 200);
const erase = (account: string, who = admin, query = '') =>
  app.send('DELETE', `/v1/people/${encodeURIComponent(account)}${query}`, {headers: who.headers});
const publicKeys = ({
  services: {
    keys: {ed25519},
  },
}: TestApp) => new Map([[ed25519.id, ed25519.publicKey]]);
const chainFlaw = () => verifyChain(app.services.store.db, publicKeys(app));
const audit = () => makeAudit({db: app.services.store.db, keys: app.services.keys, campus: app.services.campus});
const everything = async () => {
  const {db} = app.services.store;
  const tables = [
    'statements',
    'chain',
    'states',
    'accounts',
    'attempts',
    'sessions',
    'people',
    'aliases',
    'invitations',
    'documents',
    'reminders',
    'settings',
  ] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  const files = await db.selectFrom('attachments').selectAll().execute();
  return (
    JSON.stringify(rows) +
    files
      .map(({bytes}) => {
        const [, payload = ''] = strFromU8(new Uint8Array(bytes)).split('.');
        return Buffer.from(payload, 'base64url').toString('utf8');
      })
      .join('')
  );
};

/** Somebody who did everything that leaves a trace. */
async function busyPerson(): Promise<Visitor> {
  const who = await app.visitor();
  const {actor, headers} = who;
  await app.send('POST', '/v1/enrolments', {
    headers: admin.headers,
    body: {course: courseId, people: [{account: nameOf(who), name, email: 'zoila@example.com'}]},
  });
  await post(
    who,
    statementOf({...actor, name}),
    acceptanceOf(actor, name),
    statementOf(actor, {result: {response: `${name} said so`}}),
  );
  await app.send(
    'PUT',
    `/xapi/activities/state?${new URLSearchParams({activityId: courseId, agent: JSON.stringify(actor), stateId: progressStateId})}`,
    {headers, body: {note: name}},
  );
  await app.send(
    'PUT',
    `/xapi/agents/profile?${new URLSearchParams({agent: JSON.stringify(actor), profileId: 'notes'})}`,
    {headers: {...headers, 'If-None-Match': '*'}, body: {name}},
  );
  await app.send('POST', '/v1/grade', {
    headers,
    body: {course: courseId, item: 'prueba', question: 'pausa', response: true, attempt: 'one'},
  });
  return who;
}

describe('erasing a person', () => {
  it('leaves nothing by which they could be told, and the chain whole', async () => {
    const other = await app.visitor();
    await post(other, acceptanceOf(other.actor, 'Somebody else'));
    const who = await busyPerson();
    const before = await audit();
    assert.match(await everything(), new RegExp(name));
    assert.equal(await chainFlaw(), undefined);
    const answer = await erase(nameOf(who));
    const {records, pseudonym} = (await answer.json()) as {records: number; pseudonym: string};
    assert.deepEqual([answer.status, records], [200, 4]);
    const all = await everything();
    for (const trace of [name, nameOf(who), 'zoila@example.com', agentKey(who.actor)])
      assert.ok(!all.includes(trace), trace);
    assert.ok(all.includes(pseudonym) && all.includes('Somebody else'));
    assert.equal(await chainFlaw(), undefined);
    const after = await audit();
    const report = await verifyAudit(after.zip, app.services.keys.jwks as never);
    assert.deepEqual([report.flaws, report.records], [[], before.records + 1]);
    const lines = strFromU8(unzipSync(after.zip)['records.jsonl']!);
    assert.match(lines, /verbs\/erased/);
    assert.match(lines, new RegExp(pseudonym));
  });

  it('leaves counted that somebody had accepted, by a pseudonym', async () => {
    const who = await busyPerson();
    const count = async () => (await audit()).acceptances.filter(({state}) => state === 'accepted').length;
    const accepted = await count();
    const {pseudonym} = (await (await erase(nameOf(who))).json()) as {pseudonym: string};
    assert.equal(await count(), accepted);
    const row = (await audit()).acceptances.find(({person}) => person.account?.name === pseudonym);
    assert.deepEqual([row?.state, row?.person.name], ['accepted', undefined]);
  });

  it('cannot be told back by who kept everything but the salt: the same person’s next pseudonym is another', async () => {
    const who = await busyPerson();
    const first = (await (await erase(nameOf(who))).json()) as {pseudonym: string};
    await post(who, statementOf({...who.actor, name}));
    const second = (await (await erase(nameOf(who))).json()) as {pseudonym: string; records: number};
    assert.notEqual(first.pseudonym, second.pseudonym);
    assert.equal(second.records, 1);
    assert.equal(await chainFlaw(), undefined);
  });

  it('is noticed when it was done by hand, not by the server', async () => {
    const own = await openApp({root});
    const who = await own.visitor();
    await own.send('POST', '/xapi/statements', {headers: who.headers, body: acceptanceOf(who.actor, name)});
    const {store} = own.services;
    const row = await store.db.selectFrom('statements').selectAll().where('seq', '=', 1).executeTakeFirstOrThrow();
    await store.db
      .updateTable('statements')
      .set({json: row.json.replaceAll(name, 'Another')})
      .where('seq', '=', 1)
      .execute();
    assert.equal((await verifyChain(store.db, publicKeys(own)))?.kind, 'changed');
    await store.db.updateTable('statements').set({json: row.json}).where('seq', '=', 1).execute();
    await store.db.deleteFrom('people').execute();
    assert.equal(
      (await verifyChain(store.db, publicKeys(own)))?.kind,
      'changed',
      'a salt that is gone while the name is there',
    );
  });

  it('is noticed in an audit file when a name was changed, or somebody’s salt', async () => {
    const who = await app.visitor();
    await post(who, acceptanceOf(who.actor, 'Ana Original'));
    const {zip} = await audit();
    for (const change of [
      (files: Record<string, Uint8Array>) =>
        (files['records.jsonl'] = strToU8(
          strFromU8(files['records.jsonl']!).replaceAll('Ana Original', 'Eva Original'),
        )),
      (files: Record<string, Uint8Array>) =>
        (files['people.json'] = strToU8(strFromU8(files['people.json']!).replace(/(": ").{8}/, '$1AAAAAAAA'))),
      (files: Record<string, Uint8Array>) => delete files['people.json'],
    ]) {
      const files = unzipSync(zip);
      change(files);
      const {flaws} = await verifyAudit(zipSync(files as Zippable), app.services.keys.jwks as never);
      assert.ok(flaws.some(({file}) => file === 'records.jsonl'));
    }
  });

  it('is an admin’s to do, of people who are known', async () => {
    const boss = await app.visitor('manager');
    assert.equal(await codeOf(await erase(nameOf(boss), boss)), 'role-insufficient');
    assert.deepEqual([(await erase('nobody')).status, await codeOf(await erase('nobody'))], [404, 'person-unknown']);
    const who = await app.visitor();
    assert.equal((await erase(nameOf(who))).status, 200, 'an account without records');
    assert.equal(
      await codeOf(await erase(nameOf(who), admin, '?homePage=https://elsewhere.example')),
      'person-unknown',
    );
  });
});

describe('eraseOld', () => {
  it('erases whoever was not heard of for so long, and nobody else', async () => {
    const own = await openApp({root});
    const [old, busy] = [await own.visitor(), await own.visitor()];
    for (const who of [old, busy])
      await own.send('POST', '/xapi/statements', {headers: who.headers, body: statementOf(who.actor)});
    const {store, statements} = own.services;
    const server: Actor = {objectType: 'Agent', account: {homePage: own.services.homePage, name: 'server'}};
    const inYears = (years: number) => new Date(Date.now() + years * 365.25 * 86_400_000);
    assert.deepEqual(await eraseOld(store.db, statements, 730, server, inYears(1)), []);
    await store.db.updateTable('people').set({created: '2020-01-01T00:00:00.000Z'}).execute();
    await store.db
      .updateTable('statements')
      .set({stored: '2020-01-01T00:00:00.000Z'})
      .where('actor', '=', agentKey(old.actor))
      .execute();
    await store.db.updateTable('chain').set({stored: '2020-01-01T00:00:00.000Z'}).where('seq', '=', 1).execute();
    const lrs = 'https://lrs.example/xapi';
    await store.db.insertInto('forwarding').values({lrs, done: 1, sent: 1, taken: 1, tries: 0, next: ''}).execute();
    const done = await eraseOld(store.db, statements, 730, server);
    assert.deepEqual(
      done.map(({person, records, handedOn}) => [person.account, records, handedOn]),
      [[old.actor.account, 1, [{lrs, records: 1}]]],
      'also what another store has of them still',
    );
    const left = await store.db.selectFrom('people').select('actor').execute();
    assert.deepEqual(
      left.map(({actor}) => actor),
      [agentKey(busy.actor)],
    );
    assert.equal((await verifyChain(store.db, publicKeys(own)))?.seq, 1, 'only what this test changed by hand');
  });
});

describe('a statement with many people in it', () => {
  it('is sealed wherever they stand', async () => {
    const {sealStatement, agentsOf} = await import('../records/seal.js');
    const agent = (one: string) => ({objectType: 'Agent', mbox: `mailto:${one}@example.com`, name: one});
    const statement = {
      actor: {objectType: 'Group', member: [agent('a'), agent('b')]},
      object: {
        objectType: 'SubStatement',
        actor: agent('c'),
        verb: {id: 'x:y'},
        object: agent('d'),
        context: {instructor: agent('e')},
      },
      authority: agent('f'),
      context: {
        team: {...agent('g'), objectType: 'Group', member: [agent('h')]},
        contextAgents: [{objectType: 'contextAgent', agent: agent('i')}],
        extensions: {[extensions.signedName]: 'kept: no salt of a group'},
      },
    };
    assert.equal(agentsOf(statement).size, 9);
    const sealed = sealStatement(statement, () => 'salt');
    assert.doesNotMatch(JSON.stringify(sealed), /example\.com/);
    assert.deepEqual(
      sealStatement(sealed, (key) => (key.includes('pseudonym') ? undefined : 'salt')),
      sealed,
      'a sealed statement is its own sealed form',
    );
  });
});
