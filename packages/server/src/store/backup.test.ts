import assert from 'node:assert/strict';
import {cpSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {backupStore} from '../index.js';
import {verifyChain} from '../records/chain.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {onFile, storeIn} from '../support/database.test.util.js';
import {signIn, startServer, statementOf} from '../support/server.test.util.js';
import {openKeys} from './keys.js';

describe('backupStore', () => {
  onFile.it('copies one moment of a store that is being written, and a server goes on from it', async () => {
    const [dataDir, target] = [join(temporaryFolder(), 'data'), join(temporaryFolder(), 'backup')];
    const server = await startServer({chatOnly: true, dataDir});
    const {actor, headers} = await signIn(server.url);
    const post = (statement: Statement) =>
      fetch(`${server.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(statement)});
    const before = Array.from({length: 20}, () => statementOf(actor));
    for (const one of before) await post(one);
    const during = Array.from({length: 30}, () => post(statementOf(actor)));
    backupStore(dataDir, target);
    await Promise.all(during);
    await server.stop();

    const restored = join(temporaryFolder(), 'restored');
    cpSync(target, restored, {recursive: true});
    const again = await startServer({chatOnly: true, dataDir: restored});
    const read = await fetch(`${again.url}/xapi/statements?limit=500`, {headers}); // the old token counts: the keys came along
    const {statements} = (await read.json()) as {statements: Statement[]};
    for (const {id} of before) assert.ok(statements.some((one) => one.id === id));
    assert.equal(
      (await fetch(`${again.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(statementOf(actor))}))
        .status,
      200,
    );
    await again.stop();

    const [store, keys] = [await storeIn(restored), await openKeys(restored)];
    assert.equal(await verifyChain(store.db, new Map([[keys.ed25519.id, keys.ed25519.publicKey]])), undefined);
    await store.close();
    assert.equal(statSync(join(target, 'keys.json')).mode & 0o077, 0, 'nobody else reads the keys');
  });

  it('overwrites nothing and says what is missing', () => {
    const folder = temporaryFolder();
    assert.throws(() => backupStore(folder, join(folder, 'backup')), {code: 'backup-failed'});
  });
});

describe('a store that cannot be opened', () => {
  onFile.it('is told of, and left as it is', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'records.sqlite'), 'this is no database, but somebody’s letter to somebody'.repeat(100));
    await assert.rejects(storeIn(folder), {code: 'store-unavailable'});
    writeFileSync(join(folder, 'keys.json'), '{}');
    await assert.rejects(openKeys(folder), {code: 'keys-unavailable'});
  });
});
