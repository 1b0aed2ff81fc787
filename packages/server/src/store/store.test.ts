import assert from 'node:assert/strict';
import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, it} from 'node:test';
import type {UgglaError} from '@uggla/protocol';
import {sql} from 'kysely';
import {ChatCounts} from '../chat/counts.js';
import {Accounts} from '../people/accounts.js';
import {Statements} from '../records/statements.js';
import {lookAtStore} from '../doctor/look-at-store.js';
import {Identities} from '../people/identities.js';
import {Tokens} from '../people/tokens.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {onFile, storeIn} from '../support/database.test.util.js';
import {openKeys} from './keys.js';
import {openStore, storeFile} from './store.js';

describe('openStore', () => {
  onFile.it('writes each commit to the disk before it says so', async () => {
    const folder = temporaryFolder();
    const store = await storeIn(folder);
    const pragma = async (name: string) =>
      Object.values((await sql`${sql.raw(`PRAGMA ${name}`)}`.execute(store.db)).rows[0] as object)[0] as unknown;
    assert.equal(await pragma('journal_mode'), 'wal');
    assert.equal(await pragma('synchronous'), 2); // FULL
    await store.close();
  });

  it('makes its tables once, and finds what was kept', async () => {
    const folder = temporaryFolder();
    const first = await storeIn(folder);
    assert.equal(await first.setting('id', () => 'one'), 'one');
    await first.close();
    const again = await storeIn(folder);
    assert.equal(await again.setting('id', () => 'two'), 'one');
    await again.ping();
    await again.close();
    await assert.rejects(again.ping());
  });

  onFile.it('refuses the store of a later version', async () => {
    const folder = temporaryFolder();
    assert.equal((await lookAtStore(folder)).state, 'none');
    const store = await storeIn(folder);
    assert.equal((await lookAtStore(folder)).state, 'ready', 'while it is written to');
    await store.close();
    assert.deepEqual(await lookAtStore(folder), {state: 'ready', hasPeople: false, setAside: 0, readable: []});
    const database = new DatabaseSync(join(folder, storeFile));
    database.exec("INSERT INTO kysely_migration VALUES ('9999-from-the-future', '2099-01-01')");
    database.close();
    const files = readdirSync(folder);
    assert.equal((await lookAtStore(folder)).state, 'ahead');
    assert.deepEqual(readdirSync(folder), files, 'a look leaves nothing behind');
    await assert.rejects(storeIn(folder), {code: 'store-unavailable'});
  });
});

describe('the store’s database', () => {
  const row = (name: string) => ({home_page: 'h', name, display: null, role: 'learner', created: '', seen: ''});

  it('takes back all of a transaction that fails', async () => {
    const {db} = await storeIn(':memory:');
    await assert.rejects(
      db.transaction().execute(async (trx) => {
        await trx.insertInto('accounts').values(row('ana')).execute();
        await trx.insertInto('accounts').values(row('ana')).execute();
      }),
      /unique/i,
    );
    assert.deepEqual(await db.selectFrom('accounts').selectAll().execute(), []);
  });

  it('runs transactions one after the other, however many begin at once', async () => {
    const {db, setting} = await storeIn(':memory:');
    await setting('count', () => '0');
    const add = () =>
      db.transaction().execute(async (trx) => {
        const {value} = await trx
          .selectFrom('settings')
          .select('value')
          .where('key', '=', 'count')
          .executeTakeFirstOrThrow();
        await new Promise((resolve) => setImmediate(resolve));
        await trx
          .updateTable('settings')
          .set({value: String(Number(value) + 1)})
          .where('key', '=', 'count')
          .execute();
      });
    await Promise.all(Array.from({length: 50}, add));
    assert.equal(await setting('count', () => ''), '50');
  });

  it('tells how many rows changed, and gives bytes back as they were', async () => {
    const {db} = await storeIn(':memory:');
    await db.insertInto('accounts').values(['a', 'b', 'c'].map(row)).execute();
    const {numUpdatedRows} = await db
      .updateTable('accounts')
      .set({role: 'admin'})
      .where('name', '!=', 'a')
      .executeTakeFirst();
    assert.equal(numUpdatedRows, 2n);
    const bytes = Uint8Array.from([0, 255, 1]);
    await db.insertInto('attachments').values({sha2: 'x', statement: 's', type: 't', bytes}).execute();
    assert.deepEqual(
      new Uint8Array((await db.selectFrom('attachments').select('bytes').executeTakeFirstOrThrow()).bytes),
      bytes,
    );
  });

  onFile.it('streams', async () => {
    const {db} = await storeIn(':memory:');
    await db.insertInto('accounts').values(['a', 'b', 'c'].map(row)).execute();
    const names: string[] = [];
    for await (const one of db.selectFrom('accounts').select('name').orderBy('name').stream()) names.push(one.name);
    assert.deepEqual(names, ['a', 'b', 'c']);
  });

  it('that is a PostgreSQL which nobody reaches is told of, without its password', async () => {
    const address = 'postgres://uggla:a-secret@127.0.0.1:9/campus';
    const unreachable = (error: UgglaError) => {
      assert.equal(error.code, 'database-unreachable');
      assert.equal(error.status, 503);
      assert.match(error.message, /127\.0\.0\.1:9\/campus/);
      assert.ok(!JSON.stringify([error, error.message, error.cure]).includes('a-secret'));
      return true;
    };
    await assert.rejects(openStore(':memory:', address), unreachable);
    const {state, database, reason} = await lookAtStore(temporaryFolder(), address);
    assert.deepEqual([state, database], ['broken', '127.0.0.1:9/campus']);
    assert.ok(!reason!.includes('a-secret'));
  });
});

describe('openKeys', () => {
  it('makes the keys once, for their owner’s eyes only, and shows the public halves', async () => {
    const folder = temporaryFolder();
    const [first, again] = [await openKeys(folder), await openKeys(folder)];
    assert.equal(first.ed25519.id, again.ed25519.id);
    assert.equal(first.rsa.id, again.rsa.id);
    assert.equal(statSync(join(folder, 'keys.json')).mode & 0o777, 0o600);
    assert.deepEqual(
      first.jwks.keys.map(({alg, use}) => [alg, use]),
      [
        ['EdDSA', 'sig'],
        ['RS256', 'sig'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(first.jwks), /"(d|p|q|dp|dq|qi)":/);
    assert.notEqual((await openKeys(temporaryFolder())).ed25519.id, first.ed25519.id);
  });
});

describe('Accounts and Tokens', () => {
  const open = async () => {
    const [store, keys] = [await storeIn(':memory:'), await openKeys(':memory:')];
    const tokens = new Tokens('urn:uuid:us', keys.ed25519);
    const homePage = 'https://campus.example';
    const server = {objectType: 'Agent' as const, account: {homePage, name: 'server'}};
    const identities = new Identities(store.db, new Statements(store.db, keys, server), server, homePage);
    return {tokens, accounts: new Accounts(store.db, tokens, homePage, identities)};
  };

  it('let an invitation in as often as it was made for', async () => {
    const {accounts} = await open();
    const invitation = await accounts.invite('manager', {uses: 2});
    const [one, two] = [await accounts.accept(invitation, '  Ana  '), await accounts.accept(invitation)];
    assert.deepEqual([one.role, one.name, two.name], ['manager', 'Ana', undefined]);
    assert.notEqual(one.account.name, two.account.name);
    await assert.rejects(accounts.accept(invitation), {code: 'invitation-used', status: 410});
    assert.equal(await accounts.hasAdmin(), false);
  });

  it('take neither an invitation that is over nor one of another server', async () => {
    const [ours, theirs] = [await open(), await open()];
    await assert.rejects(ours.accounts.accept(await ours.accounts.invite('admin', {days: -1})), {
      code: 'invitation-expired',
      status: 410,
    });
    await assert.rejects(ours.accounts.accept(await theirs.accounts.invite('admin')), {code: 'token-invalid'});
    await assert.rejects(ours.accounts.accept(''), {code: 'token-invalid'});
  });

  it('give tokens that last a month for our own accounts, half a day for others', async () => {
    const {tokens, accounts} = await open();
    const person = await accounts.make('learner', 'Ana');
    const days = async (source?: 'header' | 'issuer' | 'token') =>
      ((await tokens.forPerson({...person, ...(source ? {source} : {})})).expires.getTime() - Date.now()) / 86_400_000;
    assert.deepEqual(
      [
        Math.round(await days()),
        Math.round(await days('token')),
        Math.round((await days('header')) * 2),
        Math.round((await days('issuer')) * 2),
      ],
      [30, 30, 1, 1],
    );
    assert.deepEqual(await tokens.person((await tokens.forPerson(person)).token), person);
    assert.deepEqual(await accounts.find(person.account), person);
    assert.equal(await accounts.find({homePage: 'https://elsewhere.example', name: person.account.name}), undefined);
  });
});

describe('ChatCounts', () => {
  it('adds up by day and model', async () => {
    const {db} = await storeIn(':memory:');
    const counts = new ChatCounts(db);
    const usage = {prompt_tokens: 10, completion_tokens: 5, total_tokens: 15};
    await counts.add('m', {cited: 1, usage, failed: false});
    await counts.add('m', {cited: 0, usage, failed: false});
    await counts.add('m', {cited: 0, failed: true});
    await counts.add('n', {cited: 0, failed: true});
    const rows = await counts.days();
    assert.deepEqual(
      rows.map(({model, questions, unanswered, failures, prompt_tokens, completion_tokens}) => [
        model,
        questions,
        unanswered,
        failures,
        prompt_tokens,
        completion_tokens,
      ]),
      [
        ['m', 3, 1, 1, 20, 10],
        ['n', 1, 0, 1, 0, 0],
      ],
    );
  });
});
