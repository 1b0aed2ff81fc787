import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import type {Actor} from '@uggla/protocol';
import {sql} from 'kysely';
import {openKeys, type Keys} from '../store/keys.js';
import type {Store} from '../store/store.js';
import {storeIn} from '../support/database.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {canonicalJson, sha256} from './canonical.js';
import {makeLink, verifyChain} from './chain.js';
import {incomingStatement} from './statement-schema.js';
import {Statements} from './statements.js';

const ana: Actor = {objectType: 'Agent', account: {homePage: 'https://campus.example', name: 'ana'}};
const keys: Keys = await openKeys(':memory:');
const ours = new Map([[keys.ed25519.id, keys.ed25519.publicKey]]);
let store: Store;

const flaw = () => verifyChain(store.db, ours);
const store5 = async () => {
  const statements = new Statements(store.db, keys, ana);
  const batch = Array.from({length: 5}, () => incomingStatement.parse(statementOf(ana)));
  await statements.store(batch.slice(0, 2), {authority: ana, mayVoid: false});
  await statements.store(batch.slice(2), {authority: ana, mayVoid: false});
};

beforeEach(async () => {
  store = await storeIn(':memory:');
  await store5();
});

describe('verifyChain', () => {
  it('finds nothing wrong with what was only stored, nor with an empty store', async () => {
    assert.equal(await flaw(), undefined);
    assert.equal(await verifyChain((await storeIn(':memory:')).db, ours), undefined);
  });

  it('holds over a store that goes on for pages', async () => {
    const statements = new Statements(store.db, keys, ana);
    const batch = Array.from({length: 520}, () => incomingStatement.parse(statementOf(ana)));
    await statements.store(batch, {authority: ana, mayVoid: false});
    assert.equal(await flaw(), undefined);
    await sql`update statements set json = replace(json, 'experienced', 'passed') where seq = 510`.execute(store.db);
    assert.deepEqual([(await flaw())?.seq, (await flaw())?.kind], [510, 'changed']);
  });

  it('finds a statement whose content was changed', async () => {
    await sql`update statements set json = replace(json, 'experienced', 'passed') where seq = 3`.execute(store.db);
    assert.deepEqual([(await flaw())?.seq, (await flaw())?.kind], [3, 'changed']);
  });

  it('finds a statement that was deleted', async () => {
    await sql`delete from statements where seq = 2`.execute(store.db);
    assert.deepEqual([(await flaw())?.seq, (await flaw())?.kind], [2, 'missing']);
  });

  it('finds a link that was deleted with its statement, and those after it moved up', async () => {
    await sql`delete from statements where seq = 2`.execute(store.db);
    await sql`delete from chain where seq = 2`.execute(store.db);
    assert.equal((await flaw())?.kind, 'missing');
    for (const table of ['statements', 'chain']) {
      for (const seq of [3, 4, 5])
        await sql`update ${sql.table(table)} set seq = ${seq - 1} where seq = ${seq}`.execute(store.db);
    }
    assert.deepEqual([(await flaw())?.seq, (await flaw())?.kind], [2, 'moved']);
  });

  it('finds two statements that changed places', async () => {
    const swap = async (table: string) => {
      for (const [from, to] of [
        [2, 99],
        [3, 2],
        [99, 3],
      ])
        await sql`update ${sql.table(table)} set seq = ${to} where seq = ${from}`.execute(store.db);
    };
    await swap('statements');
    assert.deepEqual([(await flaw())?.seq, (await flaw())?.kind], [2, 'moved']);
    await swap('chain');
    assert.equal((await flaw())?.kind, 'moved');
  });

  it('finds an end that was cut off, and a statement put in beside the chain', async () => {
    await sql`insert into statements select 6, 'x', actor, verb, object, registration, course, stored, timestamp, voided, received, json from statements where seq = 5`.execute(
      store.db,
    );
    assert.deepEqual([(await flaw())?.seq, (await flaw())?.kind], [6, 'forged']);
    await sql`delete from statements where seq >= 5`.execute(store.db);
    await sql`delete from chain where seq >= 5`.execute(store.db);
    assert.deepEqual([(await flaw())?.seq, (await flaw())?.kind], [4, 'cut']);
    await sql`delete from settings`.execute(store.db);
    assert.equal((await flaw())?.kind, 'cut');
  });

  it('finds a chain that was written anew with another key', async () => {
    const stranger = (await openKeys(':memory:')).ed25519;
    const rows = await store.db.selectFrom('statements').selectAll().orderBy('seq').execute();
    let before;
    for (const row of rows) {
      const json = canonicalJson({...(JSON.parse(row.json) as object), timestamp: '2020-01-01T00:00:00.000Z'});
      const link = makeLink(before, {...row, json}, stranger);
      await store.db.updateTable('statements').set({json}).where('seq', '=', row.seq).execute();
      await store.db.updateTable('chain').set(link).where('seq', '=', row.seq).execute();
      before = link;
    }
    assert.equal((await flaw())?.kind, 'forged');
    await store.db.updateTable('chain').set({key_id: keys.ed25519.id}).execute();
    assert.equal((await flaw())?.kind, 'forged');
  });

  it('finds a time of storing that was changed', async () => {
    await sql`update statements set stored = '2020-01-01T00:00:00.000Z' where seq = 1`.execute(store.db);
    assert.deepEqual([(await flaw())?.seq, (await flaw())?.kind], [1, 'changed']);
  });
});

describe('canonicalJson', () => {
  it('is the same for the same content, as RFC 8785 writes it', () => {
    assert.equal(
      canonicalJson({b: [1, {d: null, c: 'é'}], a: true, u: undefined}),
      '{"a":true,"b":[1,{"c":"é","d":null}]}',
    );
    assert.equal(
      canonicalJson({'\u20ac': 1, '\r': 2, '1': 3, '\u0080': 4, '😀': 5, ﬁ: 6}),
      '{"\\r":2,"1":3,"\u0080":4,"€":1,"😀":5,"ﬁ":6}',
    );
    assert.equal(canonicalJson([1e21, 0.000001, -0, 10.0]), '[1e+21,0.000001,0,10]');
    assert.equal(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
