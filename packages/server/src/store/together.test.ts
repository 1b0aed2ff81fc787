import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {backupStore} from '../index.js';
import {verifyChain} from '../records/chain.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {onFile, storeIn} from '../support/database.test.util.js';
import {signIn, startServer, statementOf} from '../support/server.test.util.js';
import {openKeys} from './keys.js';
import {storeFile} from './store.js';

const newFolder = () => join(temporaryFolder(), 'data');

describe('two servers on one store', () => {
  it('that start at the same moment make one store and one pair of keys', async () => {
    const dataDir = newFolder();
    const [one, two] = await Promise.all([
      startServer({chatOnly: true, dataDir}),
      startServer({chatOnly: true, dataDir}),
    ]);
    const {actor, headers} = await signIn(one.url);
    assert.equal((await fetch(`${two.url}/v1/me`, {headers})).status, 200, 'the one knows whom the other let in');

    const batches = Array.from({length: 40}, () => [statementOf(actor), statementOf(actor)]);
    const answers = await Promise.all(
      batches.map((body, at) =>
        fetch(`${at % 2 ? one.url : two.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(body)}),
      ),
    );
    assert.deepEqual(answers.filter(({status}) => status !== 200).length, 0, 'neither fails because the other writes');
    const seen = async (url: string) =>
      (
        (await (await fetch(`${url}/xapi/statements?limit=500`, {headers})).json()) as {statements: Statement[]}
      ).statements.map(({id}) => id);
    assert.deepEqual(await seen(one.url), await seen(two.url));
    assert.equal((await seen(one.url)).length, 80);

    await Promise.all([one.stop(), two.stop()]);
    const [store, keys] = [await storeIn(dataDir), await openKeys(dataDir)];
    assert.equal(
      await verifyChain(store.db, new Map([[keys.ed25519.id, keys.ed25519.publicKey]])),
      undefined,
      'one chain, without a fork',
    );
    await store.close();
  });
});

describe('openKeys', () => {
  it('leaves nothing half-written behind, and keeps what is there', async () => {
    const folder = temporaryFolder();
    const made = await Promise.all(Array.from({length: 5}, () => openKeys(folder)));
    assert.equal(new Set(made.map(({ed25519}) => ed25519.id)).size, 1);
    assert.deepEqual(readdirSync(folder), ['keys.json']);
  });

  it('takes back a file that others can read', async () => {
    const folder = temporaryFolder();
    await openKeys(folder);
    chmodSync(join(folder, 'keys.json'), 0o644);
    await openKeys(folder);
    assert.equal(statSync(join(folder, 'keys.json')).mode & 0o777, 0o600);
  });

  it('makes no new keys in place of some that cannot be read', async () => {
    for (const broken of ['', '{', '{"ed25519":{"kty":"OKP"}}', 'null']) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'keys.json'), broken);
      await assert.rejects(openKeys(folder), {code: 'keys-unavailable'}, broken);
      assert.equal(readFileSync(join(folder, 'keys.json'), 'utf8'), broken);
    }
  });
});

describe('backupStore', () => {
  const filled = async () => {
    const folder = temporaryFolder();
    await (await storeIn(folder)).close();
    await openKeys(folder);
    return folder;
  };

  onFile.it('puts nothing in place of what lies there', async () => {
    const folder = await filled();
    for (const name of ['keys.json', storeFile]) {
      const target = temporaryFolder();
      writeFileSync(join(target, name), 'somebody else’s');
      assert.throws(() => backupStore(folder, target), {code: 'backup-failed', file: target}, name);
      assert.equal(readFileSync(join(target, name), 'utf8'), 'somebody else’s');
    }
  });

  onFile.it('twice into one folder is refused, into two is two backups', async () => {
    const [folder, first, second] = [await filled(), newFolder(), newFolder()];
    backupStore(folder, first);
    assert.throws(() => backupStore(folder, first), {code: 'backup-failed'});
    backupStore(folder, second);
    for (const one of [first, second]) assert.deepEqual(readdirSync(one).sort(), ['keys.json', storeFile]);
    assert.equal(statSync(first).mode & 0o077, 0);
  });

  onFile.it('without the keys is none: a chain that nobody can check', async () => {
    const folder = temporaryFolder();
    await (await storeIn(folder)).close();
    assert.throws(() => backupStore(folder, newFolder()), {code: 'backup-failed'});
  });
});

describe('openStore', () => {
  onFile.it('says what it is that cannot be opened', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, storeFile));
    await assert.rejects(
      storeIn(folder),
      (error: {code: string; file: string; cure: string}) =>
        error.code === 'store-unavailable' && error.file === join(folder, storeFile) && error.cure !== '',
    );
    await assert.rejects(storeIn(join(folder, 'not-there')), {code: 'store-unavailable'});
  });

  onFile.it('makes its tables wholly or not at all', async () => {
    const folder = temporaryFolder();
    const stranger = new DatabaseSync(join(folder, storeFile));
    stranger.exec('CREATE TABLE settings (ours TEXT)'); // the last one that is made
    stranger.close();
    await assert.rejects(storeIn(folder), {code: 'store-unavailable'});
    const left = new DatabaseSync(join(folder, storeFile));
    assert.deepEqual(
      left
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
        .all()
        .map((one) => (one as {name: string}).name),
      ['settings'],
    );
    left.exec('DROP TABLE settings');
    left.close();
    await (await storeIn(folder)).close();
  });

  onFile.it('takes up what a killed process left in the log', async () => {
    const folder = temporaryFolder();
    const store = await storeIn(folder);
    await store.setting('kept', () => 'yes');
    assert.ok(existsSync(join(folder, `${storeFile}-wal`)));
    const reader = new DatabaseSync(join(folder, storeFile), {readOnly: true}); // as a backup does, while it is open
    assert.equal(
      (reader.prepare("SELECT value FROM settings WHERE key = 'kept'").get() as {value: string}).value,
      'yes',
    );
    reader.close();
    await store.close();
    assert.equal(existsSync(join(folder, `${storeFile}-wal`)), false, 'closed whole, it is one file');
  });
});
